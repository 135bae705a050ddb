package official

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"patci/pkg/program"
	"patci/pkg/when"
)

// Table is a kind of data that a table or a list can show.
type Table struct {
	Key
	Of      string // what of: takes, in Spanish; "" if it takes nothing
	Columns []Column
	main    string // the column that names the thing
	items   func(*composer, *request) []item
}

// Column is one that a table can have.
type Column struct {
	Key
	Heading string // what it is usually called
	width   int    // its share, as a rule
	number  bool
}

// item is one row.
type item struct {
	id       string // marked as printed
	footnote string
	get      func(key string) string
}

// field is a column of things of a type.
type field[T any] struct {
	Column
	get func(*composer, T) string
}

// kindOf makes a table of its columns and of what finds its rows.
func kindOf[T any](key Key, of, main string, fields []field[T], rows func(*composer, *request) []T, id func(T) string, footnote func(*composer, T) string) Table {
	t := Table{Key: key, Of: of, main: main}
	for _, f := range fields {
		t.Columns = append(t.Columns, f.Column)
	}
	t.items = func(c *composer, r *request) []item {
		all := rows(c, r)
		if len(all) == 0 {
			return nil
		}
		out := make([]item, 0, len(all))
		for _, e := range all {
			if c.bare { // nobody asks for more
				out = append(out, item{id: id(e)})
				continue
			}
			out = append(out, item{id: id(e), footnote: footnote(c, e), get: func(key string) string {
				for _, f := range fields {
					if f.Name == key {
						return f.get(c, e)
					}
				}
				return ""
			}})
		}
		return out
	}
	return t
}

func col[T any](name, heading string, width int, get func(*composer, T) string, spanish ...string) field[T] {
	return field[T]{Column{Key: Key{Name: name, Doc: strings.ToLower(heading), spanish: append(spanish, strings.ReplaceAll(fold(heading), " ", "_"))}, Heading: heading, width: width}, get}
}

func num[T any](name, heading string, get func(*composer, T) string, spanish ...string) field[T] {
	f := col(name, heading, 1, get, spanish...)
	f.number = true
	return f
}

// written is the text that documents print of a key: what was written, or
// otherwise what its value says.
func written(e *program.Common, key, value string) string {
	if w := e.AsWritten[key]; w.Value != "" {
		return w.Value
	}
	return value
}

// date is a date as it was written, or in the house form.
func (c *composer) date(e *program.Common, key string, d program.Date) string {
	if c.o.Canonical && !d.Wrong {
		return c.canonical(d.Date)
	}
	if machine(d.Text) && !d.Wrong {
		return written(e, key, c.canonical(d.Date))
	}
	return written(e, key, d.Text)
}

// canonical is the house form of a date.
func (c *composer) canonical(d when.Date) string {
	if d.Text == "" {
		return ""
	}
	return d.String()
}

// machine reports whether a date is in the notation of machines, 2022-03-10 or
// [2022-04,2022-05], which no document prints.
func machine(s string) bool {
	s = strings.TrimLeft(s, "[{.")
	if len(s) < 5 || s[4] != '-' && s[4] != '/' {
		return false
	}
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// day is the day of a fact.
func (c *composer) day(e *program.Common, key string, d program.Day) string {
	value := ""
	if d.Set() {
		value = d.Day.Spanish()
	}
	if c.o.Canonical && value != "" {
		return value
	}
	return written(e, key, value)
}

func number(i program.Int) string {
	if !i.Set() {
		return ""
	}
	return strconv.Itoa(i.Value)
}

// name is what the document calls who an id stands for.
func (c *composer) name(id string) string {
	if id == "" {
		return ""
	}
	if b := c.p.Body(id); b != nil {
		if c.short {
			return b.Label()
		}
		return b.Name.Value
	}
	if a := c.actor(id); a != nil {
		if c.short && a.Short.Value != "" {
			return a.Short.Value
		}
		return a.Name.Value
	}
	for _, seats := range [][]*program.Seat{c.p.Members, c.p.Others} {
		for _, s := range seats {
			if s.ID.Value == id && s.Actor.Value != id {
				return c.name(s.Actor.Value)
			}
		}
	}
	return id
}

// actor is the actor of an id, nil if there is none.
func (c *composer) actor(id string) *program.Actor {
	if c.actors == nil {
		c.actors = make(map[string]*program.Actor, len(c.p.Actors))
		for _, a := range slices.Backward(c.p.Actors) { // the first of several
			c.actors[a.ID.Value] = a
		}
	}
	return c.actors[id]
}

func (c *composer) names(e *program.Common, key string, refs []program.Text) string {
	var out []string
	for _, r := range refs {
		out = append(out, c.name(r.Value))
	}
	return written(e, key, and(out))
}

// Tables lists the kinds of data that a table or a list can show.
func Tables() []Table { return once(&allTables, makeTables) }

var allTables list[Table]

// list is made when it is first needed: unlike a variable's own value, what
// makes it may speak of it.
type list[T any] struct {
	once sync.Once
	all  []T
}

func once[T any](l *list[T], make func() []T) []T {
	l.once.Do(func() { l.all = make() })
	return l.all
}

func makeTables() []Table {
	return []Table{
		sessionsTable(), activitiesTable(), objectivesTable(), meetingsTable(), observancesTable(), agreementsTable(),
		membersTable("members", "los integrantes", func(p *program.Program) []*program.Seat { return p.Members }, "integrantes", "miembros"),
		membersTable("participants", "los participantes", func(p *program.Program) []*program.Seat { return p.Others }, "participantes", "invitados"),
		bodiesTable("bodies", "los órganos, sin los grupos", func(b *program.Body) bool { return b.Kind.Value != "group" }, "organos"),
		bodiesTable("groups", "los grupos de trabajo", func(b *program.Body) bool { return b.Kind.Value == "group" }, "grupos", "grupos_de_trabajo"),
		appointmentsTable(), resolutionsTable(), nonWorkingTable(),
	}
}

func tableKeys() []Key {
	var out []Key
	for _, t := range Tables() {
		out = append(out, t.Key)
	}
	return out
}

func columnKeys(cs []Column) []Key {
	var out []Key
	for _, c := range cs {
		out = append(out, c.Key)
	}
	return out
}

// selected returns those of all that of: names, in the order of of:, or all of
// them if it is not written.
func selected[T any](r *request, all []T, id func(T) string, what string) []T {
	nodes := r.nodes("of")
	if len(nodes) == 0 {
		return all
	}
	var out []T
	for _, n := range nodes {
		i := slices.IndexFunc(all, func(e T) bool { return id(e) == n.Value })
		if i < 0 {
			var words []string
			for _, e := range all {
				words = append(words, id(e))
			}
			r.unknown(n, what, words)
			continue
		}
		out = append(out, all[i])
	}
	return out
}

func sessionsTable() Table {
	type T = *program.Session
	return kindOf(Key{"sessions", "las sesiones", []string{"sesiones", "calendario"}}, "un órgano; todos si no se escribe", "title", []field[T]{
		num("number", "No.", func(_ *composer, s T) string { return written(&s.Common, "number", number(s.Number)) }, "numero"),
		col("title", "Sesión", 3, func(_ *composer, s T) string { return written(&s.Common, "title", s.Heading()) }, "titulo"),
		col("body", "Órgano", 3, func(c *composer, s T) string { return c.name(s.Body) }),
		col("date", "Fecha", 2, func(c *composer, s T) string { return c.date(&s.Common, "date", s.Date) }),
		col("day", "Día", 2, func(c *composer, s T) string { return c.day(&s.Common, "day", s.Day) }),
		col("time", "Hora", 1, func(_ *composer, s T) string { return written(&s.Common, "time", s.Time.Value) }, "horario"),
		col("place", "Sede", 2, func(_ *composer, s T) string { return written(&s.Common, "place", s.Place.Value) }, "lugar"),
		col("mode", "Modalidad", 2, func(_ *composer, s T) string { return written(&s.Common, "mode", s.Mode.Value) }),
		col("kind", "Clase", 2, func(_ *composer, s T) string {
			return written(&s.Common, "kind", strings.TrimPrefix(program.KindSingular(s.KindOf()), "sesión "))
		}, "tipo"),
	}, func(c *composer, r *request) []T {
		bodies := selected(r, c.p.Bodies, func(b *program.Body) string { return b.ID.Value }, "ningún órgano ni grupo con el identificador")
		kind := r.text("kind")
		var out []T
		if r.get("of") == nil {
			out = c.p.Sessions
		} else {
			for _, b := range bodies {
				for _, s := range c.p.Sessions {
					if s.Body == b.ID.Value {
						out = append(out, s)
					}
				}
			}
		}
		if kind == "" {
			return out
		}
		return slices.DeleteFunc(slices.Clone(out), func(s T) bool { return s.KindOf() != kind })
	}, func(s T) string { return s.ID() }, func(_ *composer, s T) string { return s.Footnote.Value })
}

func activitiesTable() Table {
	type T = *program.Activity
	return kindOf(Key{"activities", "las actividades", []string{"actividades", "acciones"}}, "un objetivo (objetivo-1), un apartado (objetivo-3/A) o un día conmemorativo; todos los objetivos si no se escribe", "title", []field[T]{
		num("number", "No.", func(_ *composer, a T) string { return written(&a.Common, "number", number(a.Number)) }, "numero"),
		col("title", "Actividad", 4, func(_ *composer, a T) string { return written(&a.Common, "title", a.Title.Value) }, "titulo", "evento"),
		col("description", "Descripción", 4, func(_ *composer, a T) string { return written(&a.Common, "description", a.Description.Value) }),
		col("responsible", "Responsables", 3, func(c *composer, a T) string { return c.names(&a.Common, "responsible", a.Responsible) }, "responsable"),
		col("participants", "Participantes", 3, func(c *composer, a T) string { return c.names(&a.Common, "participants", a.Participants) }),
		col("parties", "Partes", 3, func(c *composer, a T) string { return c.names(&a.Common, "parties", a.Parties) }, "actores"),
		col("date", "Fecha", 2, func(c *composer, a T) string { return c.date(&a.Common, "date", a.Date) }),
		num("target", "Meta", func(_ *composer, a T) string { return written(&a.Common, "target", number(a.Target)) }),
		col("unit", "Unidad de medida", 2, func(_ *composer, a T) string { return written(&a.Common, "unit", a.Unit.Value) }, "unidad"),
		col("product", "Producto", 3, func(_ *composer, a T) string { return written(&a.Common, "product", a.Product.Value) }, "entregable"),
		num("weight", "Peso", func(_ *composer, a T) string { return written(&a.Common, "weight", number(a.Weight)) }),
		col("place", "Sede", 2, func(_ *composer, a T) string { return written(&a.Common, "place", a.Place.Value) }, "lugar"),
		col("mode", "Modalidad", 3, func(_ *composer, a T) string { return written(&a.Common, "mode", a.Mode.Value) }, "tipo"),
		col("objective", "Objetivo", 1, func(c *composer, a T) string { return c.objectiveOf(a) }),
	}, func(c *composer, r *request) []T {
		nodes := r.nodes("of")
		if len(nodes) == 0 {
			var out []T
			for _, o := range c.p.Objectives {
				out = append(out, o.Activities()...)
			}
			return out
		}
		var out []T
		for _, n := range nodes {
			as, ok, words := c.activities(n.Value)
			if !ok {
				r.unknown(n, "ningún objetivo, apartado ni día conmemorativo con el identificador", words)
			}
			out = append(out, as...)
		}
		return out
	}, func(a T) string { return a.ID() }, func(_ *composer, a T) string { return a.Footnote.Value })
}

// activities are those of an objective, a section or an observance; the ids
// of all these if there is none of that id.
func (c *composer) activities(id string) (out []*program.Activity, ok bool, ids []string) {
	for _, o := range c.p.Objectives {
		ids = append(ids, o.ID())
		if o.ID() == id {
			return o.Activities(), true, nil
		}
		for _, s := range o.Sections {
			if s.ID.Value == "" {
				continue
			}
			ids = append(ids, o.ID()+"/"+s.ID.Value)
			if o.ID()+"/"+s.ID.Value == id {
				return s.Activities, true, nil
			}
		}
	}
	for _, o := range c.p.Observances {
		ids = append(ids, o.ID.Value)
		if o.ID.Value == id {
			return o.Activities, true, nil
		}
	}
	return nil, false, ids
}

// objectiveOf is the number of an activity's objective.
func (c *composer) objectiveOf(a *program.Activity) string {
	id, _, _ := strings.Cut(a.Parent, "/")
	return strings.TrimPrefix(id, "objetivo-")
}

func objectivesTable() Table {
	type T = *program.Objective
	return kindOf(Key{"objectives", "los objetivos", []string{"objetivos"}}, "un objetivo: objetivo-1; todos si no se escribe", "title", []field[T]{
		num("number", "No.", func(_ *composer, o T) string { return written(&o.Common, "number", number(o.Number)) }, "numero"),
		col("title", "Objetivo", 5, func(_ *composer, o T) string { return written(&o.Common, "title", o.Title.Value) }, "titulo"),
		num("activities", "Actividades", func(_ *composer, o T) string { return strconv.Itoa(len(o.Activities())) }),
	}, func(c *composer, r *request) []T {
		return selected(r, c.p.Objectives, T.ID, "ningún objetivo con el identificador")
	}, func(T) string { return "" }, func(_ *composer, o T) string { return o.Footnote.Value })
}

func meetingsTable() Table {
	type T = *program.Meeting
	return kindOf(Key{"meetings", "las reuniones", []string{"reuniones"}}, "una reunión; todas si no se escribe", "title", []field[T]{
		col("title", "Reunión", 4, func(_ *composer, m T) string { return written(&m.Common, "title", m.Title.Value) }, "titulo"),
		col("place", "Sede", 2, func(_ *composer, m T) string { return written(&m.Common, "place", m.Place.Value) }, "lugar"),
		col("mode", "Modalidad", 2, func(_ *composer, m T) string { return written(&m.Common, "mode", m.Mode.Value) }),
		col("participants", "Participantes", 3, func(c *composer, m T) string { return c.names(&m.Common, "participants", m.Participants) }),
		col("date", "Fecha", 2, func(c *composer, m T) string { return c.occurrences(m) }, "fechas"),
	}, func(c *composer, r *request) []T {
		return selected(r, c.p.Meetings, func(m T) string { return m.ID.Value }, "ninguna reunión con el identificador")
	}, func(m T) string { return m.ID.Value }, func(_ *composer, m T) string { return m.Footnote.Value })
}

// occurrences is when a meeting is held: its date, or a line for each of them.
func (c *composer) occurrences(m *program.Meeting) string {
	if len(m.Dates) == 0 {
		return written(&m.Common, "date", "")
	}
	if !m.Several {
		return c.date(&m.Common, "date", m.Dates[0])
	}
	lines := make([]string, 0, len(m.Dates)+1)
	lines = append(lines, fmt.Sprintf("%d reuniones al año:", len(m.Dates)))
	none := &program.Common{}
	for i, d := range m.Dates {
		lines = append(lines, fmt.Sprintf("%d) %s", i+1, c.date(none, "", d)))
	}
	if len(m.Dates) == 1 {
		lines = []string{c.date(none, "", m.Dates[0])}
	}
	if w := m.AsWritten["dates"].Value; w != "" && w != strings.Join(lines, " ") && !c.o.Canonical {
		return w
	}
	return strings.Join(lines, "\n")
}

func observancesTable() Table {
	type T = *program.Observance
	return kindOf(Key{"observances", "los días conmemorativos", []string{"conmemoraciones", "dias_conmemorativos"}}, "un día conmemorativo; todos si no se escribe", "title", []field[T]{
		col("title", "Conmemoración", 4, func(_ *composer, o T) string { return written(&o.Common, "title", o.Title.Value) }, "titulo"),
		col("date", "Fecha", 2, func(c *composer, o T) string { return c.date(&o.Common, "date", o.Date) }),
		col("basis", "Fundamento", 3, func(_ *composer, o T) string { return written(&o.Common, "basis", o.Basis.Value) }),
	}, func(c *composer, r *request) []T {
		return selected(r, c.p.Observances, func(o T) string { return o.ID.Value }, "ningún día conmemorativo con el identificador")
	}, func(o T) string { return o.ID.Value }, func(_ *composer, o T) string { return o.Footnote.Value })
}

func agreementsTable() Table {
	type T = *program.Agreement
	return kindOf(Key{"agreements", "los convenios y acuerdos de coordinación", []string{"convenios"}}, "signed (los suscritos) o planned (los que se prevé suscribir); todos si no se escribe", "instrument", []field[T]{
		num("number", "No.", func(_ *composer, a T) string { return written(&a.Common, "number", number(a.Number)) }, "numero"),
		col("instrument", "Instrumento jurídico", 3, func(_ *composer, a T) string { return written(&a.Common, "instrument", a.Instrument.Value) }, "instrumento", "titulo"),
		col("parties", "Partes", 3, func(c *composer, a T) string { return c.names(&a.Common, "parties", a.Parties) }, "actor", "actores"),
		col("object", "Objeto", 6, func(_ *composer, a T) string { return written(&a.Common, "object", a.Object.Value) }),
		col("resources", "Recursos", 2, func(_ *composer, a T) string { return written(&a.Common, "resources", a.Resources.Value) }),
		col("validity", "Vigencia", 2, func(_ *composer, a T) string { return written(&a.Common, "validity", a.Validity.Value) }),
		col("until", "Vence", 2, func(c *composer, a T) string { return c.day(&a.Common, "until", a.Until) }),
		col("signed", "Suscripción", 2, func(c *composer, a T) string { return c.day(&a.Common, "signed", a.Signed) }, "firma"),
		col("date", "Fecha", 2, func(c *composer, a T) string { return c.date(&a.Common, "date", a.Date) }),
	}, func(c *composer, r *request) []T {
		n := r.get("of")
		if n == nil {
			return c.p.Agreements
		}
		which := r.choose(n, "of", Key{Name: "signed", spanish: []string{"suscritos", "vigentes", "firmados"}}, Key{Name: "planned", spanish: []string{"previstos", "por_suscribir"}})
		var out []T
		for _, a := range c.p.Agreements {
			if which != "" && a.Planned() == (which == "planned") {
				out = append(out, a)
			}
		}
		return out
	}, T.ID, func(_ *composer, a T) string { return a.Footnote.Value })
}

func membersTable(name, doc string, of func(*program.Program) []*program.Seat, spanish ...string) Table {
	type T = *program.Seat
	return kindOf(Key{name, doc, spanish}, "", "name", []field[T]{
		num("number", "No.", func(_ *composer, s T) string { return written(&s.Common, "number", number(s.Number)) }, "numero"),
		col("name", "Nombre", 4, func(c *composer, s T) string {
			name := written(&s.Common, "actor", c.name(s.Actor.Value))
			if s.Vacant.Value == "true" {
				name += " (vacante)"
			}
			return name
		}, "actor", "integrante"),
		col("role", "Calidad", 2, func(_ *composer, s T) string { return written(&s.Common, "role", s.Role.Value) }, "cargo"),
		num("seats", "Lugares", func(_ *composer, s T) string {
			return written(&s.Common, "seats", strconv.Itoa(max(1, s.Seats.Value)))
		}),
		col("voice", "Voz", 1, func(_ *composer, s T) string { return written(&s.Common, "voice", yesNo(s.Voice)) }),
		col("vote", "Voto", 1, func(_ *composer, s T) string { return written(&s.Common, "vote", yesNo(s.Vote)) }),
		col("alternate", "Suplente", 3, func(c *composer, s T) string { return written(&s.Common, "alternate", c.name(s.Alternate.Value)) }),
	}, func(c *composer, r *request) []T { return of(c.p) },
		func(s T) string { return seatID(name, s) }, func(c *composer, s T) string {
			if s.Footnote.Value != "" {
				return s.Footnote.Value
			}
			if a := c.actor(s.Actor.Value); a != nil {
				return a.Footnote.Value
			}
			if b := c.p.Body(s.Actor.Value); b != nil {
				return b.Footnote.Value
			}
			return ""
		})
}

// seatID tells a seat from the others for the composer alone: many have no id.
func seatID(list string, s *program.Seat) string { return list + ":" + s.Path }

func yesNo(t program.Text) string {
	switch t.Value {
	case "true":
		return "Sí"
	case "false":
		return "No"
	}
	return ""
}

func bodiesTable(name, doc string, is func(*program.Body) bool, spanish ...string) Table {
	type T = *program.Body
	return kindOf(Key{name, doc, spanish}, "un órgano; todos si no se escribe", "name", []field[T]{
		col("name", "Nombre", 5, func(_ *composer, b T) string { return written(&b.Common, "name", b.Name.Value) }, "titulo"),
		col("short", "Nombre corto", 2, func(_ *composer, b T) string { return b.Label() }),
		col("coordinator", "Coordinación", 3, func(c *composer, b T) string { return written(&b.Common, "coordinator", c.name(b.Coordinator.Value)) }, "coordinador"),
		col("purpose", "Objeto", 5, func(_ *composer, b T) string { return written(&b.Common, "purpose", b.Purpose.Value) }, "proposito"),
		col("parent", "Depende de", 3, func(c *composer, b T) string { return written(&b.Common, "parent", c.name(b.Parent.Value)) }),
	}, func(c *composer, r *request) []T {
		var all []T
		for _, b := range c.p.Bodies {
			if is(b) {
				all = append(all, b)
			}
		}
		return selected(r, all, func(b T) string { return b.ID.Value }, "ninguno con el identificador")
	}, func(T) string { return "" }, func(_ *composer, b T) string { return b.Footnote.Value })
}

func appointmentsTable() Table {
	type T = *program.Appointment
	return kindOf(Key{"appointments", "los nombramientos", []string{"nombramientos", "designaciones"}}, "", "actor", []field[T]{
		col("actor", "Nombre", 4, func(c *composer, a T) string { return written(&a.Common, "actor", c.name(a.Actor.Value)) }, "persona"),
		col("role", "Calidad", 2, func(_ *composer, a T) string { return written(&a.Common, "role", a.Role.Value) }, "cargo"),
		col("from", "Desde", 2, func(c *composer, a T) string { return c.day(&a.Common, "from", a.From) }, "inicio"),
		col("until", "Hasta", 2, func(c *composer, a T) string { return c.day(&a.Common, "until", a.Until) }, "fin"),
		num("term", "Periodo", func(_ *composer, a T) string { return written(&a.Common, "term", number(a.Term)) }),
	}, func(c *composer, r *request) []T { return c.p.Appointed }, T.ID, func(_ *composer, a T) string { return a.Footnote.Value })
}

func resolutionsTable() Table {
	type T = *program.Resolution
	return kindOf(Key{"resolutions", "los acuerdos adoptados en las sesiones", []string{"acuerdos", "seguimiento"}}, "la sesión que los adoptó; todas si no se escribe", "title", []field[T]{
		col("id", "Clave", 2, func(_ *composer, r T) string { return written(&r.Common, "id", r.IDText.Value) }),
		col("session", "Sesión", 3, func(c *composer, r T) string { return written(&r.Common, "session", c.sessionName(r.Session.Value)) }),
		col("title", "Acuerdo", 5, func(_ *composer, r T) string { return written(&r.Common, "title", r.Title.Value) }, "titulo"),
		col("responsible", "Responsables", 3, func(c *composer, r T) string { return c.names(&r.Common, "responsible", r.Responsible) }, "responsable"),
		col("due", "Plazo", 2, func(c *composer, r T) string { return c.date(&r.Common, "due", r.Due) }, "fecha"),
		col("state", "Estado", 2, func(_ *composer, r T) string { return written(&r.Common, "state", resolutionState(r)) }, "situacion"),
		col("done", "Cumplido", 2, func(c *composer, r T) string { return c.day(&r.Common, "done", r.Done) }),
	}, func(c *composer, r *request) []T {
		nodes := r.nodes("of")
		if len(nodes) == 0 {
			return c.p.Resolutions
		}
		var out []T
		for _, n := range nodes {
			if !slices.ContainsFunc(c.p.Sessions, func(s *program.Session) bool { return s.ID() == n.Value }) {
				r.unknown(n, "ninguna sesión con el identificador", sessionIDs(c.p))
			}
			for _, x := range c.p.Resolutions {
				if x.Session.Value == n.Value {
					out = append(out, x)
				}
			}
		}
		return out
	}, func(r T) string { return r.IDText.Value }, func(_ *composer, r T) string { return r.Footnote.Value })
}

// resolutionState is the state of a resolution as it is recorded; no day is
// asked, so none is overdue.
func resolutionState(r *program.Resolution) string {
	switch {
	case r.Cancelled != nil || r.State.Value == "cancelled":
		return "cancelado"
	case r.Done.Set() || r.State.Value == "done":
		return "cumplido"
	case r.State.Value == "in_progress":
		return "en proceso"
	}
	return "pendiente"
}

func sessionIDs(p *program.Program) []string {
	var out []string
	for _, s := range p.Sessions {
		out = append(out, s.ID())
	}
	return out
}

// sessionName is how the document calls a session: «Vigésima Sesión Ordinaria
// del Pleno».
func (c *composer) sessionName(id string) string {
	if c.sessions == nil {
		c.sessions = make(map[string]*program.Session, len(c.p.Sessions))
		for _, s := range slices.Backward(c.p.Sessions) { // the first of several
			c.sessions[s.ID()] = s
		}
	}
	s := c.sessions[id]
	if s == nil {
		return id
	}
	name := written(&s.Common, "title", s.Heading())
	if b := c.p.Body(s.Body); b != nil {
		name += " " + b.Of()
	}
	return name
}

func nonWorkingTable() Table {
	type T = *program.NonWorking
	return kindOf(Key{"non_working", "los días inhábiles que declara un acuerdo", []string{"inhabiles", "dias_inhabiles"}}, "", "title", []field[T]{
		col("date", "Días", 2, func(c *composer, n T) string { return c.date(&n.Common, "date", n.Date) }, "fecha"),
		col("title", "Motivo", 3, func(_ *composer, n T) string { return written(&n.Common, "title", n.Title.Value) }, "titulo"),
		col("basis", "Acuerdo", 4, func(_ *composer, n T) string { return written(&n.Common, "basis", n.Basis.Value) }, "fundamento"),
	}, func(c *composer, r *request) []T { return c.p.NonWorking }, func(T) string { return "" }, func(_ *composer, n T) string { return n.Footnote.Value })
}
