package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// table is a table of the part on progress.
type table struct {
	ID, Title string
	Head      []cell
	Rows      []line
	Foot      []cell
	Note      string // under it
}

// line is a row of a table; its first cell names it.
type line struct {
	Hue   string
	Under bool // it is part of the line before
	Cells []cell
}

// cell is what stands in a table.
type cell struct {
	Head   string // of its column
	Text   string
	Under  string // below it: a name in full
	Number bool
	Zero   bool
	Shape  string // of a light
	Tone   string
	Bar    *progressBar
}

// progressBar is what was reached of what was planned.
type progressBar struct{ Reached, Expected string }

// column is a column of figures.
type column[T any] struct {
	title string
	of    func(T) int
	tone  string // where there are some
	keep  bool   // though it is zero throughout
}

// figures makes a table of what was counted. A column that is zero throughout
// is left out.
func figures[T any](t table, first string, all []T, name func(T) line, columns []column[T], last string, after func(T) string, total bool) table {
	var shown []column[T]
	for _, c := range columns {
		if c.keep || slices.ContainsFunc(all, func(x T) bool { return c.of(x) > 0 }) {
			shown = append(shown, c)
		}
	}
	t.Head = heads(first)
	for _, c := range shown {
		t.Head = append(t.Head, cell{Text: c.title, Number: true})
	}
	if after != nil {
		t.Head = append(t.Head, cell{Text: last})
	}
	sums := make([]int, len(shown))
	for _, x := range all {
		l := name(x)
		for i, c := range shown {
			n := c.of(x)
			sums[i] += n
			k := cell{Head: c.title, Text: strconv.Itoa(n), Number: true, Zero: n == 0}
			if n > 0 {
				k.Tone = c.tone
			}
			l.Cells = append(l.Cells, k)
		}
		if after != nil {
			l.Cells = append(l.Cells, cell{Head: last, Text: calendar.OneLine(after(x))})
		}
		t.Rows = append(t.Rows, l)
	}
	if total && len(all) > 1 {
		t.Foot = []cell{{Text: "Total"}}
		for i, c := range shown {
			t.Foot = append(t.Foot, cell{Head: c.title, Text: strconv.Itoa(sums[i]), Number: true, Zero: sums[i] == 0})
		}
		if after != nil {
			t.Foot = append(t.Foot, cell{})
		}
	}
	return t
}

// heads are the heads of columns of words.
func heads(words ...string) []cell {
	var out []cell
	for _, w := range words {
		out = append(out, cell{Text: w})
	}
	return out
}

// progressTables are those with something in them, of the bodies and kinds
// asked.
func progressTables(in Input) []table {
	r, q := in.Progress, in.Calendar.Query
	p := r.Program
	var out []table
	if asks(q, agenda.SessionKind) {
		var bodies []progress.Body
		for _, b := range r.Bodies {
			if q.Bodies == nil || slices.Contains(q.Bodies, b.ID) {
				bodies = append(bodies, b)
			}
		}
		if len(bodies) > 0 {
			out = append(out, figures(table{ID: "avance-sesiones", Title: "Sesiones"}, "Órgano", bodies,
				func(b progress.Body) line {
					name := cell{Text: calendar.OneLine(b.Label)}
					if b.Body != nil && b.Body.Name.Value != b.Label {
						name.Under = calendar.OneLine(b.Body.Name.Value)
					}
					return line{Hue: bodyHue(b.Body), Cells: []cell{name}}
				},
				[]column[progress.Body]{
					{title: "programadas", of: func(b progress.Body) int { return b.Promised }, keep: true},
					{title: "celebradas", of: func(b progress.Body) int { return b.Held }, keep: true},
					{title: "sin registro", of: func(b progress.Body) int { return b.Overdue }, tone: "warn"},
					{title: "por celebrar", of: func(b progress.Body) int { return b.Pending }},
					{title: "canceladas", of: func(b progress.Body) int { return b.Cancelled }},
					{title: "no celebradas", of: func(b progress.Body) int { return b.NotHeld }, tone: "bad"},
					{title: "trasladadas a otro programa", of: func(b progress.Body) int { return b.MovedOut }},
					{title: "fuera de programa", of: func(b progress.Body) int { return b.Unplanned }},
				},
				"próxima", func(b progress.Body) string { return next(r, b.Next) }, true))
		}
	}
	if asks(q, agenda.ActivityKind) {
		var all []advance
		for _, o := range r.Objectives {
			all = append(all, advance{fmt.Sprintf("%d. %s", o.Number, o.Short), false, o.Advance})
			for _, s := range o.Sections {
				if len(o.Sections) == 1 {
					break // it says what the objective does
				}
				all = append(all, advance{cmp.Or(s.Title, s.ID), true, s.Advance})
			}
		}
		out = append(out, advances(table{ID: "avance-objetivos", Title: "Objetivos", Note: lights(p)}, "Objetivo", all)...)
	}
	if asks(q, agenda.ObservanceKind) {
		var all []advance
		for _, o := range r.Observances {
			label := o.Label
			if e := o.Entry; e != nil && !e.NoDate(p.Period) {
				label += " · " + dateOf(p, *e)
			}
			all = append(all, advance{label, false, o.Advance})
		}
		t := table{ID: "avance-conmemoraciones", Title: "Conmemoraciones"}
		if out == nil || out[len(out)-1].Note == "" {
			t.Note = lights(p)
		}
		out = append(out, advances(t, "Día", all)...)
	}
	if asks(q, agenda.MeetingKind) && len(r.Meetings) > 0 {
		out = append(out, figures(table{ID: "avance-reuniones", Title: "Reuniones internacionales"}, "Reunión", r.Meetings,
			func(m progress.Meeting) line { return line{Cells: []cell{{Text: calendar.OneLine(m.Label)}}} },
			[]column[progress.Meeting]{
				{title: "fechas", of: func(m progress.Meeting) int { return m.Dates }, keep: true},
				{title: "celebradas", of: func(m progress.Meeting) int { return m.Held }, keep: true},
				{title: "sin registro", of: func(m progress.Meeting) int { return m.Overdue }, tone: "warn"},
				{title: "por celebrar", of: func(m progress.Meeting) int { return m.Pending - m.Undefined }},
				{title: "con fecha por definir", of: func(m progress.Meeting) int { return m.Undefined }},
				{title: "canceladas", of: func(m progress.Meeting) int { return m.Cancelled }},
			},
			"próxima", func(m progress.Meeting) string { return next(r, m.Next) }, true))
	}
	if q.Kinds != nil || q.Bodies != nil {
		return out
	}
	if len(r.Agreements) > 0 {
		t := table{ID: "avance-convenios", Title: "Convenios y acuerdos de coordinación", Head: heads("Instrumento", "Partes", "Estado", "Vigencia o fecha")}
		for _, g := range r.Agreements {
			var parties []string
			for _, x := range g.Agreement.Parties {
				if p.Body(x.Value) == nil { // the body itself goes without saying
					parties = append(parties, actor(p, x.Value))
				}
			}
			t.Rows = append(t.Rows, line{Cells: []cell{
				{Text: calendar.OneLine(cmp.Or(g.Agreement.Short.Value, g.Title))}, {Head: t.Head[1].Text, Text: calendar.OneLine(rule.Join(parties))},
				{Head: t.Head[2].Text, Text: g.State.Spanish(), Tone: agreementTone(g.State)}, {Head: t.Head[3].Text, Text: calendar.OneLine(term(p, g))},
			}})
		}
		out = append(out, t)
	}
	if len(r.Resolutions) > 0 {
		t := table{ID: "avance-acuerdos", Title: "Seguimiento de acuerdos", Head: heads("Acuerdo", "Responsable", "Estado", "Plazo")}
		for _, x := range r.Resolutions {
			var who []string
			for _, id := range x.Responsible {
				who = append(who, actor(p, id))
			}
			name := cmp.Or(x.Resolution.Short.Value, x.Title)
			if x.ID != "" {
				name = x.ID + " · " + name
			}
			t.Rows = append(t.Rows, line{Cells: []cell{
				{Text: calendar.OneLine(name)}, {Head: t.Head[1].Text, Text: calendar.OneLine(rule.Join(who))},
				{Head: t.Head[2].Text, Text: x.State.Spanish(), Tone: resolutionTone(x.State)}, {Head: t.Head[3].Text, Text: due(p, x)},
			}})
		}
		out = append(out, t)
	}
	return out
}

// advance is a group of activities with its name.
type advance struct {
	label string
	under bool
	progress.Advance
}

func advances(t table, first string, all []advance) []table {
	if len(all) == 0 {
		return nil
	}
	t = figures(t, first, all,
		func(a advance) line {
			l := line{Under: a.under, Cells: []cell{
				{Text: calendar.OneLine(a.label)},
				{Head: "semáforo", Shape: a.Light.Shape(), Text: a.Light.Spanish(), Tone: lightTone(a.Light)},
				{Head: "alcanzado", Text: reached(a.Advance)},
				{Head: "programado a la fecha", Text: fmt.Sprintf("%d\u00a0de\u00a0%d (%d\u00a0%%)", a.ExpectedDone, a.Activities, a.ExpectedPercent)},
			}}
			if a.Activities == 0 {
				l.Cells[1].Text, l.Cells[1].Shape, l.Cells[2].Text, l.Cells[3].Text = "sin actividades", "", "", ""
				return l
			}
			b := &progressBar{Expected: percent(a.Expected)}
			if a.Percent != nil {
				b.Reached = percent(*a.Percent)
			}
			l.Cells[2].Bar = b
			return l
		},
		[]column[advance]{
			{title: "actividades", of: func(a advance) int { return a.Activities }, keep: true},
			{title: "concluidas", of: func(a advance) int { return a.Done }, keep: true},
			{title: "en proceso", of: func(a advance) int { return a.InProgress }},
			{title: "con retraso", of: func(a advance) int { return a.Late }, tone: "bad"},
			{title: "sin registro", of: func(a advance) int { return a.Unrecorded }, tone: "warn"},
			{title: "por iniciar", of: func(a advance) int { return a.NotBegun }},
		}, "", nil, false)
	t.Head = append(heads(first, "semáforo", "alcanzado", "programado a la fecha"), t.Head[1:]...)
	return []table{t}
}

// reached is «3 de 9 (33 %)», or «— de 9» where nothing was recorded.
func reached(a progress.Advance) string {
	if a.WholePercent == nil {
		return fmt.Sprintf("—\u00a0de\u00a0%d", a.Activities)
	}
	return fmt.Sprintf("%d\u00a0de\u00a0%d (%d\u00a0%%)", a.Done, a.Activities, *a.WholePercent)
}

// next is «20.ª · julio/agosto».
func next(r *progress.Report, e *agenda.Entry) string {
	if e == nil {
		return "—"
	}
	text := "por definir"
	if !e.NoDate(r.Program.Period) {
		text = dateOf(r.Program, *e)
	}
	if e.Session != nil {
		text = e.Session.Figure() + " · " + text
	}
	switch {
	case e.Days.IsEmpty(), e.Days.Last() != r.AsOf:
	case e.Fixed():
		text += ", hoy"
	default:
		text += ", su plazo termina hoy"
	}
	return text
}

// dateOf is «vie 1 de julio» of what is certain, «julio/agosto» of the rest.
func dateOf(p *program.Program, e agenda.Entry) string {
	if e.Fixed() && e.Days.Len() == 1 {
		return when.WeekdayShort(e.Days.First().Weekday()) + " " + dayIn(p.Period, e.Days.First())
	}
	return (&calendar.Calendar{Program: p}).DateText(calendar.Entry{Entry: e})
}

// actor is how somebody referred to by id is called.
func actor(p *program.Program, id string) string {
	for _, a := range p.Actors {
		if a.ID.Value == id {
			return cmp.Or(a.Short.Value, a.Name.Value)
		}
	}
	if b := p.Body(id); b != nil {
		return b.Label()
	}
	return id
}

// term says until when an agreement is in force, or when it is to be signed.
func term(p *program.Program, g progress.Agreement) string {
	switch {
	case g.State == progress.Planned && (!g.Agreement.Date.Set() || wholly(p, g.Date)):
		return "por definir"
	case g.State == progress.Planned:
		return (&calendar.Calendar{Program: p}).DateText(calendar.Entry{Entry: agenda.Entry{Text: g.Date.Text, Date: g.Date, Days: g.Date.Days}})
	case g.State == progress.Lapsed:
		return "venció el " + g.Until.Spanish()
	case g.Until != nil:
		return "vence el " + g.Until.Spanish()
	}
	return g.Agreement.Validity.Value
}

// due is the term of a resolution.
func due(p *program.Program, x progress.Resolution) string {
	switch {
	case !x.Resolution.Due.Set():
		return "sin plazo"
	case wholly(p, x.Due):
		return "por definir"
	}
	return (&calendar.Calendar{Program: p}).DateText(calendar.Entry{Entry: agenda.Entry{Text: x.Due.Text, Date: x.Due, Days: x.Due.Days}})
}

// wholly reports whether a date says nothing within the programme.
func wholly(p *program.Program, d when.Date) bool {
	return agenda.Entry{Date: d, Days: d.Days}.NoDate(p.Period)
}

func agreementTone(s progress.AgreementState) string {
	return map[progress.AgreementState]string{progress.InForce: "good", progress.Lapsing: "warn", progress.Lapsed: "bad"}[s]
}

func resolutionTone(s progress.ResolutionState) string {
	return map[progress.ResolutionState]string{progress.Done: "good", progress.Overdue: "bad", progress.Cancelled: "faint"}[s]
}

func lightTone(l progress.Light) string {
	return map[progress.Light]string{progress.Green: "good", progress.Amber: "warn", progress.Red: "bad", progress.None: "faint"}[l]
}

// lights says what the lights mean.
func lights(p *program.Program) string {
	green, amber := p.Lights.Thresholds()
	return fmt.Sprintf("● verde: desde %d\u00a0%% de lo programado a la fecha · ▲ amarillo: desde %d\u00a0%% · ■ rojo: menos · ○ sin registro: no se ha registrado nada, que no es lo mismo que cero. En la barra, lo alcanzado; la raya, lo programado.", green, amber)
}
