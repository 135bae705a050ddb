package progress

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// attention lists what must be resolved, each entity once.
func (m *measure) attention(r *Report) []Item {
	var out []Item
	for _, b := range r.Bodies {
		for _, s := range m.a.Sessions(b.ID, "") {
			out = append(out, m.sessionItem(b, s)...)
		}
	}
	for _, x := range r.Meetings {
		out = append(out, m.meetingItems(x)...)
	}
	for _, x := range r.Observances {
		out = append(out, m.observanceItem(x)...)
	}
	for _, o := range m.p.Objectives {
		out = append(out, m.activityItems(objectiveLabel(o), o.ID()+"/", o.Activities())...)
	}
	for _, o := range m.p.Observances {
		out = append(out, m.activityItems(called(o.Common, o.Title), o.ID.Value+"/", o.Activities)...)
	}
	for _, g := range r.Agreements {
		out = append(out, m.agreementItem(g)...)
	}
	for _, x := range r.Resolutions {
		out = append(out, m.resolutionItem(x)...)
	}
	return sorted(out, byUrgency)
}

func item(k ItemKind, id string, day when.Day, message string) Item {
	return Item{Kind: k, ID: id, IDs: []string{id}, Day: &day, Light: k.light(), Message: message}
}

// due says in which part of the list something of a date belongs that is still
// to be done, and which day matters: of what is past or ends by the last day
// looked at, its last day, or its own; of a window that only opens, its first.
// The kind is "" if nothing needs to be told of it yet.
func (m *measure) due(d when.Date) (ItemKind, *when.Day) {
	if d.Days.IsEmpty() {
		return "", nil
	}
	first, last := d.Days.First(), d.Days.Last()
	soon := first > m.asOf && first <= m.until
	switch {
	case last < m.asOf:
		return ItemOverdue, &last
	case last == m.asOf:
		return ItemDueToday, &last
	case certain(d) && soon:
		return ItemNext, &first
	case last <= m.until:
		return ItemNext, &last
	case d.Undefined:
		return ItemUndefined, &last
	case soon:
		return ItemNext, &first
	}
	return "", nil
}

// certain reports whether a date names its day or days.
func certain(d when.Date) bool {
	return !d.Undefined && (d.Kind == when.OneDay || d.Kind == when.AllDays)
}

func tentative(d when.Date) string {
	if d.Tentative {
		return " (tentativa)"
	}
	return ""
}

// words are how a line speaks of something that falls on one of its days.
type words struct{ fixed, was, held string }

var (
	programmed    = words{"se programó para", "se programó para", "se celebrara"}
	notified      = words{"se convocó para", "se programó para", "se celebrara"}
	reprogrammed  = words{"se reprogramó para", "se programó para", "se celebrara"}
	commemoration = words{"es", "fue", "se conmemorara"}
)

// event tells of something that falls on one of its days and was not held yet.
func (m *measure) event(id, name string, d when.Date, w words) []Item {
	kind, day := m.due(d)
	if kind == "" {
		return nil
	}
	var text string
	light := kind.light()
	switch {
	case kind == ItemOverdue && certain(d):
		text = fmt.Sprintf("%s %s%s y no hay registro de que %s", w.was, m.when(d.Days), tentative(d), w.held)
	case kind == ItemOverdue:
		text = fmt.Sprintf("su plazo terminó el %s y no hay registro de que %s", m.date(*day), w.held)
	case kind == ItemDueToday && certain(d) && d.Days.Len() == 1:
		text = "es hoy" + tentative(d)
	case kind == ItemDueToday && certain(d):
		text = "termina hoy" + tentative(d)
	case kind == ItemDueToday:
		text = "su plazo termina hoy"
	case kind == ItemUndefined:
		text = "falta definir la fecha, a más tardar el " + m.date(*day)
	case certain(d):
		text = w.fixed + " " + m.when(d.Days) + tentative(d)
	case d.Days.First() <= m.asOf:
		text, light = "su plazo termina el "+m.date(*day)+" y falta fijar el día", Amber
	default:
		text, light = "su plazo va "+m.span(d.Days)+" y falta fijar el día", Amber
	}
	it := item(kind, id, *day, name+": "+text)
	it.Light = light
	return []Item{it}
}

// when writes a day that is certain with its weekday, or a run of them.
func (m *measure) when(days when.Set) string {
	if days.Len() == 1 {
		return "el " + m.onDay(days.First())
	}
	return "los días " + m.span(days)
}

func (m *measure) sessionItem(b Body, s agenda.Session) []Item {
	w := programmed
	switch s.State {
	case agenda.Notified:
		w = notified
	case agenda.Rescheduled:
		w = reprogrammed
	case agenda.Scheduled, agenda.Overdue:
	default:
		return nil
	}
	return m.event(s.ID(), sessionName(b, s.Session), s.Date, w)
}

// sessionName is how a line calls a session: «19.ª del Pleno».
func sessionName(b Body, s *program.Session) string {
	if b.Body == nil {
		return s.Figure() + " de " + b.Label
	}
	return s.Figure() + " " + b.Body.Of()
}

// meetingItems tells of the dates of a meeting; those of which nothing is
// known yet stand in one line.
func (m *measure) meetingItems(x Meeting) []Item {
	var out []Item
	undefined := group{kind: ItemUndefined}
	for _, e := range m.entries[x.ID] {
		if e.Kind != agenda.MeetingKind || e.State != agenda.Scheduled && e.State != agenda.Overdue {
			continue
		}
		name := x.Label
		if e.Occurrence > 0 && x.Dates > 1 {
			name += fmt.Sprintf(" (%s de %d)", when.OrdinalFigure(e.Occurrence, true), x.Dates)
		}
		if kind, day := m.due(e.Date); kind == ItemUndefined || e.Text == "" && e.Days.IsEmpty() {
			undefined.add(e.ID, "", day)
			continue
		}
		out = append(out, m.event(e.ID, name, e.Date, programmed)...)
	}
	if n := len(undefined.ids); n > 0 {
		text := "falta definir la fecha"
		if x.Dates > 1 {
			text = fmt.Sprintf("faltan por definir %d de %d fechas", n, x.Dates)
			if n == 1 {
				text = fmt.Sprintf("falta por definir 1 de %d fechas", x.Dates)
			}
		}
		out = append(out, undefined.item(x.Label+": "+text))
	}
	return out
}

func (m *measure) observanceItem(x Observance) []Item {
	if x.Entry == nil || x.Entry.State == agenda.Held {
		return nil
	}
	return m.event(x.ID, x.Label, x.Entry.Date, commemoration)
}

func (m *measure) agreementItem(g Agreement) []Item {
	name := called(g.Agreement.Common, g.Agreement.Instrument)
	switch {
	case g.State == Planned:
		name += " (por suscribir)"
		kind, day := m.due(g.Date)
		if kind == "" {
			return nil
		}
		text := "su plazo para suscribirse termina el " + m.date(*day)
		switch kind {
		case ItemOverdue:
			text = "su plazo para suscribirse terminó el " + m.date(*day)
		case ItemDueToday:
			text = "su plazo para suscribirse termina hoy"
		case ItemUndefined:
			text = "falta definir la fecha"
		case ItemNext:
			if *day != g.Date.Days.Last() {
				text = "su plazo para suscribirse empieza el " + m.date(*day)
			}
		}
		return []Item{item(kind, g.ID, *day, name+": "+text)}
	case g.State == Lapsed && *g.Until >= m.p.Period.First:
		return []Item{item(ItemLapsed, g.ID, *g.Until, name+": su vigencia terminó el "+m.date(*g.Until))}
	case g.State == Lapsing && *g.Until == m.asOf:
		return []Item{item(ItemDueToday, g.ID, *g.Until, name+": su vigencia termina hoy")}
	case (g.State == InForce || g.State == Lapsing) && g.Until != nil && *g.Until <= m.until:
		return []Item{item(ItemLapsing, g.ID, *g.Until, name+": su vigencia termina el "+m.date(*g.Until))}
	}
	return nil
}

func (m *measure) resolutionItem(x Resolution) []Item {
	if x.State == Done || x.State == Cancelled {
		return nil
	}
	kind, day := m.due(x.Due)
	if kind == "" {
		return nil
	}
	text := "vence el " + m.date(*day)
	switch {
	case kind == ItemOverdue:
		text = "venció el " + m.date(*day) + " y está " + x.writtenState()
	case kind == ItemDueToday:
		text = "vence hoy"
	case kind == ItemUndefined:
		text = "falta definir su plazo"
	case *day != x.Due.Days.Last():
		return nil // a term that only begins is not due
	}
	return []Item{item(kind, x.ID, *day, x.name()+": "+text)}
}

// name is how a line calls a resolution, of which a faulty file may lack the key
// or the title.
func (x Resolution) name() string {
	title := called(x.Resolution.Common, x.Resolution.Title)
	switch {
	case x.ID == "" && title == "":
		return "Acuerdo sin clave"
	case x.ID == "":
		return "Acuerdo «" + title + "»"
	case title == "":
		return "Acuerdo " + x.ID
	}
	return "Acuerdo " + x.ID + ", " + title
}

// writtenState is how far a resolution got, whether or not its term is over.
func (x Resolution) writtenState() string {
	if ResolutionState(x.Resolution.State.Value) == InProgress {
		return InProgress.Spanish()
	}
	return Pending.Spanish()
}
