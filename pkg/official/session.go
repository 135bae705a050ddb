package official

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/document"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/rule"
	"patci/pkg/rules/quorum"
)

// paper is the making of a document about one session.
type paper struct {
	c *composer
	r *check.Result
	s agenda.Session
	d *document.Document
}

// newPaper begins a paper on a session of a programme that was judged, nil if
// it has none of that id.
func newPaper(r *check.Result, id string, o Options) *paper {
	for _, b := range r.Program.Bodies {
		for _, s := range r.Agenda.Sessions(b.ID.Value, "") {
			if s.ID() != id {
				continue
			}
			p := &paper{c: &composer{p: r.Program, o: o}, r: r, s: s}
			p.d = &document.Document{Organisation: s.Body.Name.Value}
			p.c.doc = p.d
			return p
		}
	}
	return nil
}

func (p *paper) add(blocks ...document.Block) { p.d.Blocks = append(p.d.Blocks, blocks...) }

func (p *paper) heading(text string) {
	p.add(document.Heading{Level: 1, ID: p.c.anchors.ID(text), Text: document.Text(text)})
}

func (p *paper) tell(text string) { p.add(document.Paragraph{Text: blanks(text)}) }

// blanks is a text with its blanks in a tone of their own, so that nobody
// overlooks one.
func blanks(s string) []document.Inline {
	var out []document.Inline
	for i, part := range strings.Split(s, Blank) {
		if i > 0 {
			out = append(out, document.Run{Text: Blank, Tone: document.Warn})
		}
		out = append(out, document.Text(part)...)
	}
	return out
}

func orBlank(s string) string {
	if s == "" {
		return Blank
	}
	return s
}

// title is how the session is called: «Vigésima Sesión Ordinaria».
func (p *paper) title() string { return written(&p.s.Common, "title", p.s.Heading()) }

// of is the full name of the body behind «de».
func (p *paper) of() string {
	return (&program.Body{ID: p.s.Body.ID, Name: p.s.Body.Name}).Of()
}

// head is what a paper begins with.
func (p *paper) head(title string) {
	p.d.Title = title
	p.add(document.Paragraph{Style: document.Subtitle, Text: document.Text(p.s.Body.Name.Value)},
		document.Paragraph{Style: document.Title, Text: document.Text(title)})
}

// Notice makes the convocatoria of a session; nil if there is none of that id.
func Notice(r *check.Result, id string, o Options) *document.Document {
	p := newPaper(r, id, o)
	if p == nil {
		return nil
	}
	p.head("Convocatoria a la " + p.title())
	p.tell(fmt.Sprintf("Con fundamento en %s, se convoca a las personas integrantes %s a la %s, conforme a lo siguiente:", orBlank(p.basis()), p.of(), p.title()))
	day := Blank
	if d, ok := p.day(); ok {
		day = d
	} else if e := p.s.NotHeld; p.s.State == agenda.NotHeld && e.On.Set() {
		day += " (no se celebró el " + e.On.Day.Spanish() + ")"
	} else if d := p.s.Session.Date; d.Set() && fold(d.Text) != "por definir" {
		day += " (fecha programada: " + p.c.date(&p.s.Common, "date", d) + ")"
	}
	clock := Blank
	if p.s.Clock != "" {
		clock = p.s.Clock + " horas"
	}
	rows := [][2]string{
		{"Órgano", p.s.Body.Name.Value},
		{"Sesión", p.title()},
		{"Fecha", day},
		{"Hora", clock},
		{"Lugar", orBlank(written(&p.s.Common, "place", p.s.Place.Value))},
		{"Modalidad", orBlank(written(&p.s.Common, "mode", p.s.Mode.Value))},
		{"Fecha de la convocatoria", orBlank(p.c.day(&p.s.Common, "notice", p.known(p.s.Notice)))},
	}
	p.pairs("Datos de la sesión", rows)
	p.heading("Orden del día")
	p.agenda()
	p.sign("ATENTAMENTE", Blank)
	if seats := p.members(); seats != nil {
		p.heading("Integrantes a quienes se convoca")
		l := document.List{Ordered: true, Start: 1}
		for _, s := range seats {
			l.Items = append(l.Items, []document.Block{document.Paragraph{Text: document.Text(p.seat(s))}})
		}
		p.add(l)
	}
	return p.d
}

// known is a day on which something happened, none if that is later than the
// day asked.
func (p *paper) known(d program.Day) program.Day {
	if asOf := p.r.Agenda.AsOf; asOf != nil && d.Day > *asOf {
		return program.Day{}
	}
	return d
}

// attended is who came, nil if that was not known on the day asked.
func (p *paper) attended() *program.Attendance {
	if p.r.Agenda.AsOf != nil && p.s.State != agenda.Held {
		return nil
	}
	return p.s.Attendance
}

// Cancelled is the event by which a session was cancelled, nil if it was not:
// such a session has neither convocatoria nor acta.
func Cancelled(r *check.Result, id string) *program.Event {
	if p := newPaper(r, id, Options{}); p != nil && p.s.State == agenda.Cancelled {
		return p.s.Session.Cancelled
	}
	return nil
}

// pairs is a table of names and values.
func (p *paper) pairs(label string, rows [][2]string) {
	t := document.Table{Label: label, Bare: true, Headed: true, Columns: []document.Column{{Width: 1}, {Width: 3}}}
	for _, r := range rows {
		t.Rows = append(t.Rows, []document.Cell{document.Text(r[0]), blanks(r[1])})
	}
	p.add(t)
}

// day is the day of the session, if it has a certain one.
func (p *paper) day() (string, bool) {
	if p.s.Days.IsEmpty() || !p.s.Date.IsFixed() || p.s.Date.Undefined {
		return "", false
	}
	return p.s.Days.First().Long(), true
}

func (p *paper) agenda() {
	l := document.List{Ordered: true, Start: 1}
	for _, a := range p.s.Agenda {
		l.Items = append(l.Items, []document.Block{document.Paragraph{Text: document.Text(a.Value)}})
	}
	if l.Items == nil {
		l.Items = append(l.Items, []document.Block{document.Paragraph{Text: blanks(Blank)}})
	}
	p.add(l)
}

// members are the seats of the body, nil if the programme does not say who is
// in it: its members are those of its plenary, or of its only body.
func (p *paper) members() []*program.Seat {
	top := 0
	for _, b := range p.r.Program.Bodies {
		if b.Parent.Value == "" && b.Kind.Value != "group" {
			top++
		}
	}
	if p.s.Body.Kind.Value == "plenary" || top == 1 && p.s.Body.Parent.Value == "" && p.s.Body.Kind.Value != "group" {
		return p.r.Program.Members
	}
	return nil
}

func (p *paper) seat(s *program.Seat) string {
	name := p.c.name(s.Actor.Value)
	if s.Role.Value != "" {
		name += ", " + s.Role.Value
	}
	if s.Vacant.Value == "true" {
		name += " (vacante)"
	}
	return name
}

// rules are those that bind the body, of some kinds, and speak of sessions of
// this kind.
func (p *paper) rules(kinds ...string) []*rule.Rule {
	var out []*rule.Rule
	for _, v := range p.r.Verdicts {
		if v.Body != p.s.Body.ID.Value || !slices.Contains(kinds, v.Rule.Kind.Name) || slices.Contains(out, v.Rule) {
			continue
		}
		if of := v.Rule.Values.Text("sessions"); of != "" && of != p.s.KindOf() {
			continue
		}
		if of := v.Rule.Values.List("sessions"); of != nil && !slices.Contains(of, p.s.KindOf()) {
			continue
		}
		if !p.s.Days.IsEmpty() && !v.Rule.InForce(p.s.Days.First()) && !v.Rule.InForce(p.s.Days.Last()) {
			continue
		}
		out = append(out, v.Rule)
	}
	return out
}

// basis are the articles that a session of this kind is founded on, as the
// rulebook has them from the law itself or from what cites it; what it has by
// analogy founds nothing. "" if there are none.
func (p *paper) basis() string {
	var bs []diag.Basis
	for _, rl := range p.rules("minimum_sessions", "maximum_interval", "recurrence", "notice") {
		for _, b := range rl.Basis {
			if b.Read != "analogy" {
				bs = append(bs, b)
			}
		}
	}
	return cite(bs)
}

// cite names articles as a text does: «los artículos 35 y 36 del Reglamento»,
// those of an instrument together, and each instrument by its whole name.
func cite(bs []diag.Basis) string {
	var instruments []string
	articles := map[string][]string{}
	for _, b := range bs {
		if b.Full != "" {
			b.Instrument = b.Full
		}
		if !slices.Contains(instruments, b.Instrument) {
			instruments = append(instruments, b.Instrument)
		}
		for _, a := range strings.Split(strings.ReplaceAll(b.Articles, " y ", ", "), ", ") {
			if a != "" && !slices.Contains(articles[b.Instrument], a) {
				articles[b.Instrument] = append(articles[b.Instrument], a)
			}
		}
	}
	var out []string
	for _, i := range instruments {
		de, the := article(i)
		switch as := articles[i]; {
		case len(as) == 0:
			out = append(out, the+i)
		case len(as) > 1 || strings.ContainsAny(as[0], "-–") || strings.Contains(as[0], " a "):
			out = append(out, "los artículos "+and(as)+" "+de+i)
		default:
			out = append(out, "el artículo "+as[0]+" "+de+i)
		}
	}
	return and(out)
}

// article is what stands before the name of an instrument: behind «de», and by
// itself.
func article(instrument string) (of, the string) {
	first, _, _ := strings.Cut(fold(instrument), " ")
	switch first {
	case "ley", "constitucion", "norma", "convencion", "resolucion":
		return "de la ", "la "
	case "reglamento", "codigo", "decreto", "acuerdo", "estatuto", "manual", "presupuesto", "convenio":
		return "del ", "el "
	case "lineamientos", "estatutos", "criterios":
		return "de los ", "los "
	case "reglas", "bases", "normas", "disposiciones", "politicas":
		return "de las ", "las "
	}
	return "de ", ""
}

// sign is a place for signatures.
func (p *paper) sign(closing string, who ...string) {
	if closing != "" {
		p.add(document.Paragraph{Style: document.Centred, Text: document.Text(closing)})
	}
	for _, w := range who {
		p.add(document.Paragraph{Style: document.Centred, Text: blanks(w)})
	}
}

// Minutes makes the skeleton of the acta of a session; nil if there is none of
// that id.
func Minutes(r *check.Result, id string, o Options) *document.Document {
	p := newPaper(r, id, o)
	if p == nil {
		return nil
	}
	p.head("Acta de la " + p.title())
	var drawn, approved program.Day // as known on the day asked
	if m := p.s.Minutes; m != nil {
		drawn, approved = p.known(m.On), p.known(m.Approved)
	}
	switch {
	case approved.Set():
		p.d.Status = "acta aprobada el " + approved.Day.Spanish()
	case drawn.Set():
		p.d.Status = "acta del " + drawn.Day.Spanish()
	default:
		p.d.Status = "por completar"
	}
	day, clock := "del "+Blank, Blank
	if p.s.State == agenda.Held {
		day = "del " + p.s.Held.Day.Long()
		if p.s.Clock != "" {
			clock = p.s.Clock
		}
	}
	call := ""
	if a := p.attended(); a != nil && a.Call.Value == 2 {
		call = ", en segunda convocatoria"
	}
	if e := p.s.NotHeld; p.s.State == agenda.NotHeld {
		on := Blank
		if e.On.Set() {
			on = e.On.Day.Long()
		}
		p.tell(fmt.Sprintf("La %s %s no se celebró el %s. Motivo: %s.", p.title(), p.of(), on, orBlank(strings.TrimSuffix(e.Reason.Value, "."))))
	} else {
		p.opening(clock, day, call)
	}
	if notice := p.known(p.s.Notice); notice.Set() {
		p.tell("La convocatoria es del " + p.c.day(&p.s.Common, "notice", notice) + ".")
	}
	p.heading("Lista de asistencia")
	p.attendance()
	p.heading("Quórum")
	p.quorum()
	p.heading("Orden del día")
	p.agenda()
	p.heading("Desarrollo de la sesión")
	p.tell(Blank)
	p.heading("Acuerdos")
	p.resolutions()
	p.heading("Cierre")
	if p.s.State == agenda.NotHeld {
		p.tell(fmt.Sprintf("Esta acta se cerró a las %s horas.", Blank))
	} else {
		p.tell(fmt.Sprintf("La sesión terminó a las %s horas.", Blank))
	}
	if drawn.Set() {
		text := "El acta es del " + p.c.day(&p.s.Common, "minutes", drawn)
		if approved.Set() {
			text += " y se aprobó el " + p.c.day(&p.s.Common, "approved", approved)
		}
		p.tell(text + ".")
	}
	p.sign("", "Presidencia: "+Blank, "Secretaría: "+Blank)
	return p.d
}

// opening says where and when the members met.
func (p *paper) opening(clock, day, call string) {
	p.tell(fmt.Sprintf("En %s, siendo las %s horas %s, se reunieron las personas integrantes %s para celebrar la %s%s, en modalidad %s.",
		orBlank(written(&p.s.Common, "place", p.s.Place.Value)), clock, day, p.of(), p.title(), call, orBlank(strings.ToLower(p.s.Mode.Value))))
}

// attendance is who was there, against those who are to be.
func (p *paper) attendance() {
	a, seats := p.attended(), p.members()
	t := document.Table{Label: "Lista de asistencia", Headed: true, Columns: []document.Column{
		{Title: document.Text("No."), Align: document.Centre, Width: 1}, {Title: document.Text("Integrante"), Width: 6},
		{Title: document.Text("Suplente"), Width: 4}, {Title: document.Text("Asistencia"), Width: 3}}}
	told := map[string]bool{}
	add := func(name, alternate, present string) {
		t.Rows = append(t.Rows, []document.Cell{document.Text(strconv.Itoa(len(t.Rows) + 1)), blanks(name), blanks(alternate), blanks(present)})
	}
	was := func(id program.Text) bool {
		return id.Value != "" && a != nil && slices.ContainsFunc(a.Actors, func(who program.Text) bool { return who.Value == id.Value })
	}
	absent := func(s *program.Seat) bool { return s.Vacant.Value != "true" && !was(s.Actor) && !was(s.ID) }
	for _, s := range seats {
		present := Blank
		if a != nil && a.Actors != nil {
			stood := 0 // members for whom their alternate may have stood
			for _, o := range seats {
				if absent(o) && o.Alternate.Value == s.Alternate.Value {
					stood++
				}
			}
			switch {
			case !absent(s):
				present = "asistió"
				told[s.Actor.Value], told[s.ID.Value] = true, true
			case !was(s.Alternate):
				present = "no asistió"
			case stood == 1:
				present = "asistió su suplente"
				told[s.Alternate.Value] = true
			default: // of several, for one: nothing says for whom
				told[s.Alternate.Value] = true
			}
		}
		if s.Vacant.Value == "true" && !was(s.Actor) && !was(s.ID) {
			present = "vacante"
		}
		add(p.seat(s), orBlank(p.c.name(s.Alternate.Value)), present)
	}
	if a != nil {
		for _, who := range a.Actors {
			if !told[who.Value] {
				add(p.c.name(who.Value), "", "asistió")
			}
		}
	}
	if t.Rows == nil {
		add(Blank, Blank, Blank)
	}
	p.add(t)
	switch {
	case a == nil || !a.Present.Set():
		p.tell("Asistieron " + Blank + ".")
	case a.Of.Set():
		p.tell(fmt.Sprintf("Asistieron %d de %d.", a.Present.Value, a.Of.Value))
	default:
		p.tell(fmt.Sprintf("Asistieron %d.", a.Present.Value))
	}
}

// quorum says what the rulebook asks and whether it was there.
func (p *paper) quorum() {
	said := false
	for _, rl := range p.rules("quorum") {
		pass := &rule.Pass{Rule: rl, Body: p.s.Body, Agenda: p.r.Agenda, Calendar: p.r.Agenda.Calendar}
		a := p.attended()
		second := a != nil && a.Call.Value == 2
		n, of, part, ok := quorum.Needed(pass, p.s, second)
		if !ok {
			continue
		}
		said = true
		call := "primera"
		if second {
			call = "segunda"
		}
		text := fmt.Sprintf("En %s convocatoria se requiere la presencia de ", call)
		switch {
		case n == 0:
			text += part + " de los integrantes"
		case part == "":
			text += rule.Count(n, "integrante", "integrantes")
		default:
			text += fmt.Sprintf("%s (%s de %d)", rule.Count(n, "integrante", "integrantes"), part, of)
		}
		if law := cite(rl.Basis); law != "" {
			text += ", conforme " + strings.Replace("a "+law, "a el ", "al ", 1)
		}
		text += ". "
		if enough, known := quorum.Enough(pass, p.s); !known || a == nil {
			text += "Hubo quórum: " + Blank + "."
		} else if enough {
			text += "Hubo quórum."
		} else {
			text += "No hubo quórum."
		}
		p.tell(text)
	}
	if !said {
		p.tell("Quórum requerido: " + Blank + ". Hubo quórum: " + Blank + ".")
	}
}

func (p *paper) resolutions() {
	var of []*program.Resolution
	for _, r := range p.r.Program.Resolutions {
		if r.Session.Value == p.s.ID() {
			of = append(of, r)
		}
	}
	p.add(resolutionTable(p.c, of, nil))
}

// resolutionTable is a table of resolutions; of a session's alone if states is
// nil, else with where each came from and how it stands.
func resolutionTable(c *composer, of []*program.Resolution, states []string) document.Table {
	t := document.Table{Label: "Acuerdos", Headed: true}
	column := func(title string, width int) {
		t.Columns = append(t.Columns, document.Column{Title: document.Text(title), Width: width})
	}
	column("Clave", 3)
	if states != nil {
		column("Sesión", 4)
	}
	column("Acuerdo", 7)
	column("Responsables", 4)
	column("Plazo", 3)
	if states != nil {
		column("Estado", 3)
	}
	for i, r := range of {
		row := []document.Cell{document.Text(r.IDText.Value)}
		if states != nil {
			row = append(row, blanks(orBlank(c.sessionName(r.Session.Value))))
		}
		due := c.date(&r.Common, "due", r.Due)
		if s := resolutionState(r); s == "pendiente" || s == "en proceso" { // what is over needs none
			due = orBlank(due)
		}
		row = append(row, document.Text(written(&r.Common, "title", r.Title.Value)),
			blanks(orBlank(c.names(&r.Common, "responsible", r.Responsible))), blanks(due))
		if states != nil {
			row = append(row, document.Text(states[i]))
		}
		t.Rows = append(t.Rows, row)
	}
	if of == nil {
		row := make([]document.Cell, len(t.Columns))
		for i := range row {
			row[i] = blanks(Blank)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Resolutions makes the table that follows up what was resolved: with the state
// of each on the day asked, or, if the agenda asks of no day, as recorded.
func Resolutions(r *check.Result, o Options) *document.Document {
	c := &composer{p: r.Program, o: o, doc: &document.Document{Title: "Seguimiento de acuerdos"}}
	d := c.doc
	if len(r.Program.Bodies) > 0 {
		d.Organisation = r.Program.Bodies[0].Name.Value
		d.Blocks = append(d.Blocks, document.Paragraph{Style: document.Subtitle, Text: document.Text(d.Organisation)})
	}
	d.Blocks = append(d.Blocks, document.Paragraph{Style: document.Title, Text: document.Text(d.Title)},
		document.Paragraph{Style: document.Subtitle, Text: document.Text(r.Program.Name())})
	var of []*program.Resolution
	states := []string{}
	if r.Agenda.AsOf == nil {
		for _, x := range r.Program.Resolutions {
			of, states = append(of, x), append(states, resolutionState(x))
		}
	} else {
		d.Blocks = append(d.Blocks, document.Paragraph{Style: document.Subtitle, Text: document.Text("con corte al " + r.Agenda.AsOf.Spanish())})
		for _, x := range progress.Measure(r.Agenda, nil).Resolutions {
			of, states = append(of, x.Resolution), append(states, x.State.Spanish())
		}
	}
	if of == nil {
		d.Blocks = append(d.Blocks, document.Paragraph{Text: document.Text("No hay acuerdos registrados.")})
		return d
	}
	t := resolutionTable(c, of, states)
	t.Label = d.Title
	d.Blocks = append(d.Blocks, t)
	return d
}
