package due

import (
	"fmt"
	"slices"
	"strconv"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/rule"
	"patci/pkg/rules/deadline"
	"patci/pkg/rules/maxinterval"
	"patci/pkg/when"
)

// maker makes the items of one programme.
type maker struct {
	r       *check.Result
	asOf    when.Day
	report  *progress.Report
	entries []calendar.Entry
	of      map[*program.Session]*calendar.Entry
	ruled   bool // some rule says by when sessions must be called
}

func newMaker(r *check.Result) *maker {
	m := &maker{r: r, asOf: asOf(r), of: map[*program.Session]*calendar.Entry{}}
	m.report = progress.Measure(r.Agenda, nil)
	m.entries = calendar.Make(r.Agenda, calendar.Query{}).Entries()
	for i := range m.entries {
		if e := &m.entries[i]; e.Session != nil {
			m.of[e.Session] = e
		}
	}
	return m
}

// all lists everything, whatever its day.
func (m *maker) all() []Item {
	if m.r.Program.Period == (when.Range{}) { // no date can be read
		return nil
	}
	var out []Item
	for _, e := range m.entries {
		if live(e) && !e.NoDate(m.r.Program.Period) {
			out = append(out, m.entry(e)...)
		}
	}
	out = append(out, m.limits()...)
	out = append(out, m.resolutions()...)
	out = append(out, m.agreements()...)
	return append(out, m.sendings()...)
}

// live reports whether an entry is still to happen or to be finished.
func live(e calendar.Entry) bool {
	switch e.State {
	case agenda.Held, agenda.NotHeld, agenda.Cancelled, agenda.Done:
		return false
	}
	return true
}

// item is what an entry has in common in whatever it falls due for.
func (m *maker) item(e calendar.Entry, event Event, due when.Day, why string) Item {
	return Item{Entry: e, Kind: Kind(e.Kind), Event: event, Due: due, Why: why, Title: e.Title,
		State: string(e.State), Word: e.Word(), Program: m.r.Program}
}

// entry lists for what an entry falls due: its day, the first of its days, or
// the last.
func (m *maker) entry(e calendar.Entry) []Item {
	first, last := e.Days.First(), e.Days.Last()
	d := e.Date
	certain := !d.Undefined && (d.Kind == when.OneDay || d.Kind == when.AllDays)
	spans := e.Kind == agenda.ActivityKind && !e.Activity.IsMeeting()
	open := "falta fijar el día"
	if d.Undefined {
		open = "falta definir la fecha"
	}
	var out []Item
	add := func(event Event, day when.Day, why string) {
		if day >= m.asOf {
			out = append(out, m.item(e, event, day, why))
		}
	}
	switch {
	case certain && first == last:
		add(Day, first, m.onDay(e))
	case certain && !spans:
		add(Begins, first, "empieza; termina el "+m.long(last)+tentative(d))
		if first < m.asOf {
			add(Ends, last, "termina; empezó el "+m.long(first)+tentative(d))
		}
	case d.Kind == when.Deadline && !spans:
		add(Ends, last, "es el último día en que puede celebrarse y "+open)
	case spans:
		add(Ends, last, "termina su plazo"+m.reached(e))
	case first == last:
		add(Day, first, "es el único día en que puede celebrarse y "+open)
	default:
		add(Opens, first, "se abre su plazo, hasta el "+m.date(last)+"; "+open)
		add(Ends, last, "termina su plazo y "+open)
	}
	return out
}

// onDay says of what falls on one day that it does.
func (m *maker) onDay(e calendar.Entry) string {
	text := "se programó para ese día"
	switch {
	case e.Kind == agenda.ObservanceKind:
		text = "se conmemora ese día"
	case e.Kind == agenda.ActivityKind && !e.Activity.IsMeeting():
		return "es su día" + tentative(e.Date) + m.reached(e)
	case e.State == agenda.Notified:
		text = "se convocó para ese día"
	case e.State == agenda.Rescheduled:
		text = "se reprogramó para ese día"
	}
	if e.Time != "" {
		text += ", " + at(e.Time)
	}
	return text + tentative(e.Date)
}

// at is «a las 11:00», «a la 01:00».
func at(clock string) string {
	if clock[:2] == "01" {
		return "a la " + clock
	}
	return "a las " + clock
}

func tentative(d when.Date) string {
	if d.Tentative {
		return " (fecha tentativa)"
	}
	return ""
}

// reached says how far an activity got, if that was recorded.
func (m *maker) reached(e calendar.Entry) string {
	switch {
	case e.State == agenda.Unrecorded:
		return " y no hay registro de avance"
	case e.Occurrence > 0:
		return ""
	}
	if r := m.r.Agenda.Reach(e.Activity); r.Recorded {
		return " y lleva " + strconv.Itoa(int(r.Percent())) + " %"
	}
	return ""
}

// limits are the last days that the rules of intervals leave to sessions whose
// day is still to be fixed, and those of the acts that must be done by a day.
func (m *maker) limits() []Item {
	var out []Item
	for _, p := range m.r.Passes {
		switch p.Rule.Kind {
		case deadline.Kind:
			out = append(out, m.deadline(&p)...)
			continue
		case maxinterval.Kind:
		default:
			continue
		}
		for _, l := range maxinterval.Limits(&p) {
			e := m.of[l.Session.Session]
			if e == nil || !live(*e) || l.Last < m.asOf {
				continue
			}
			item := m.item(*e, Limit, l.Last, fmt.Sprintf("último día en que puede celebrarse sin que pasen más de %s desde %s", p.Rule.Values.Span(), l.After))
			item.Rule = p.Rule
			out = append(out, item)
		}
	}
	return out
}

// deadline is the last day for an act that was not done and that the programme
// has, or for its own approval.
func (m *maker) deadline(p *rule.Pass) []Item {
	last, inForce := deadline.Last(p)
	if !inForce || last < m.asOf {
		return nil
	}
	var out []Item
	for _, v := range m.r.Verdicts {
		if v.Rule != p.Rule || v.Verdict.Verdict == diag.Met || v.Verdict.Verdict == diag.NotApplicable {
			continue
		}
		if p.Rule.Values.Has("act") {
			e := agenda.Entry{ID: "aprobacion", Kind: agenda.ActivityKind, Owner: "aprobacion", Label: "Programa", Title: "Aprobación del programa", At: m.r.Program.Status}
			item := m.item(calendar.Entry{Entry: e, Name: e.Title}, Limit, last, "último día para aprobarlo")
			item.State, item.Word, item.Rule = string(progress.Pending), progress.Pending.Spanish(), p.Rule
			return []Item{item}
		}
		for _, e := range m.entries {
			if live(e) && slices.Contains(v.Entities, e.ID) {
				item := m.item(e, Limit, last, "último día para hacerlo")
				item.Rule = p.Rule
				out = append(out, item)
			}
		}
	}
	return out
}

func (m *maker) resolutions() []Item {
	var out []Item
	for _, x := range m.report.Resolutions {
		d := x.Due
		if x.State == progress.Done || x.State == progress.Cancelled || d.Days.IsEmpty() || d.Days.Last() < m.asOf || m.undefined(d) {
			continue
		}
		e := agenda.Entry{ID: x.ID, Kind: agenda.Kind(Resolution), Owner: x.Session, Label: "Acuerdo", Title: x.Title, Text: d.Text, Date: d, Days: d.Days,
			At: program.Text{At: x.Resolution.Due.At, Path: x.Resolution.Due.Path}}
		item := m.item(calendar.Entry{Entry: e, Name: named(x.Resolution.Common, x.Title)}, Ends, d.Days.Last(), "vence")
		item.State, item.Word = string(x.State), x.State.Spanish()
		out = append(out, item)
	}
	return out
}

func (m *maker) agreements() []Item {
	var out []Item
	add := func(x progress.Agreement, event Event, d when.Date, at program.Text, why string) {
		if d.Days.IsEmpty() || d.Days.Last() < m.asOf || m.undefined(d) {
			return
		}
		e := agenda.Entry{ID: x.ID, Kind: agenda.Kind(Agreement), Owner: x.ID, Label: "Convenio", Title: x.Title, Text: d.Text, Date: d, Days: d.Days, At: at}
		item := m.item(calendar.Entry{Entry: e, Name: named(x.Agreement.Common, x.Title)}, event, d.Days.Last(), why)
		item.State, item.Word = string(x.State), x.State.Spanish()
		out = append(out, item)
	}
	for _, x := range m.report.Agreements {
		g := x.Agreement
		switch {
		case x.State == progress.Planned:
			add(x, Ends, x.Date, program.Text{At: g.Date.At, Path: g.Date.Path}, "termina el plazo para suscribirlo")
		case x.Until != nil:
			add(x, Lapses, when.Date{Text: x.Until.Spanish(), Kind: when.OneDay, Days: when.Days(*x.Until)}, program.Text{At: g.Until.At, Path: g.Until.Path}, "es su último día de vigencia")
		}
	}
	return out
}

// undefined reports whether a date says nothing of its day.
func (m *maker) undefined(d when.Date) bool {
	return agenda.Entry{Date: d, Days: d.Days}.NoDate(m.r.Program.Period)
}

func named(c program.Common, title string) string {
	if c.Short.Value != "" {
		return c.Short.Value
	}
	return title
}

// date writes a day, with its year if it is not that of the day asked.
func (m *maker) date(d when.Day) string {
	if d.Year() == m.asOf.Year() {
		return d.DayMonth()
	}
	return d.Spanish()
}

// long is date with its weekday.
func (m *maker) long(d when.Day) string { return when.WeekdayName(d.Weekday()) + " " + m.date(d) }
