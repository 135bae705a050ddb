package csv

import (
	"io"
	"strings"

	"patci/pkg/briefing"
	"patci/pkg/diag"
	"patci/pkg/progress"
	"patci/pkg/when"
)

// ReportColumns are the headings of [Report].
var ReportColumns = []string{"parte", "clave", "nombre", "dato", "cantidad", "día", "texto"}

// Report writes a report as one table: a row for each figure («sesiones»,
// «pleno», «Pleno», «programadas», 2) and one for each thing told («asuntos»,
// with its light, its day and its text). A figure of which nothing is known is
// empty, never zero. A part is read by filtering on «parte»; its rows stand in
// the order of the other formats.
func Report(w io.Writer, b *briefing.Briefing) error {
	r := &reportRows{out: New(w, ReportColumns...), b: b}
	r.header()
	r.matters()
	r.rules()
	r.sessions()
	r.objectives()
	r.others()
	r.resolutions()
	return r.out.Flush()
}

type reportRows struct {
	out *Writer
	b   *briefing.Briefing
}

// figure writes a number of something.
func (r *reportRows) figure(part, id, name, what string, n int) {
	r.out.Row(Text(part), Text(id), Text(name), Text(what), Int(n))
}

// text writes words about something, with a day where it has one.
func (r *reportRows) text(part, id, name, what string, d *when.Day, text string) {
	var on Cell
	if d != nil {
		on = Day(*d)
	}
	r.out.Row(Text(part), Text(id), Text(name), Text(what), Cell{}, on, Text(text))
}

func (r *reportRows) header() {
	const part = "informe"
	b := r.b
	r.text(part, "", "", "programa", nil, b.Title())
	r.text(part, "", "", "situación", nil, b.Status())
	r.text(part, "", "", "corte", &b.AsOf, b.CutOff())
	if s := b.Session; s != nil {
		r.text(part, s.Entry.ID, s.Body.Label(), "para la sesión", nil, b.For())
		if s.First != 0 && !s.NoDate {
			r.text(part, s.Entry.ID, s.Body.Label(), "primer día de la sesión", &s.First, "")
			r.text(part, s.Entry.ID, s.Body.Label(), "último día de la sesión", &s.Last, "")
		}
	}
	r.text(part, "", "", "horizonte", &b.Until, b.Horizon())
	if b.Start != nil {
		from := b.Start.Day
		r.text(part, b.Start.Session, "", "se cuenta después de", &from, b.StartTitle())
	}
	green, amber := b.Program.Lights.Thresholds()
	r.figure(part, "", "", "semáforo verde desde (%)", green)
	r.figure(part, "", "", "semáforo amarillo desde (%)", amber)
}

func (r *reportRows) matters() {
	for _, m := range r.b.Matters {
		text := m.Message
		if m.Remedy != "" {
			text += "; corrección: " + m.Remedy
		}
		r.text("asuntos por resolver", strings.Join(m.IDs, " "), "", briefing.MatterWord(m.Light), m.Day, text)
	}
	for _, p := range r.b.DecisionParts() {
		for _, d := range p.Decisions {
			text := d.Message
			if d.Remedy != "" {
				text += "; además: " + d.Remedy
			}
			r.text("decisiones", strings.Join(d.IDs, " "), "", p.Title, d.By, text)
		}
	}
	for _, p := range r.b.Passed {
		for _, x := range []struct {
			what string
			ids  []string
		}{{"celebradas", p.Held}, {"sin registro", p.Overdue}, {"no celebradas", p.NotHeld}, {"reprogramadas", p.Rescheduled}, {"canceladas", p.Cancelled}} {
			r.out.Row(Text("sesiones desde la anterior"), Text(p.ID), Text(p.Label), Text(x.what), Int(len(x.ids)), Cell{}, Text(strings.Join(x.ids, " ")))
		}
	}
	for _, it := range r.b.Report.Happened {
		r.text("lo ocurrido", strings.Join(it.IDs, " "), "", "", it.Day, it.Message)
	}
}

func (r *reportRows) rules() {
	for _, s := range r.b.Standings {
		r.text("cumplimiento normativo", s.Rule.ID, s.Rule.Title, s.Word(), nil, briefing.Sentence(s))
		if law := diag.Cite(s.Rule.Basis); law != "" {
			r.text("cumplimiento normativo", s.Rule.ID, s.Rule.Title, "fundamento", nil, law)
		}
	}
}

func (r *reportRows) sessions() {
	for _, x := range r.b.Bodies {
		for _, c := range briefing.SessionColumns {
			r.figure("sesiones", x.ID, x.Label, c.Title, c.Of(x))
		}
		if x.Next != nil {
			var on *when.Day
			if x.Next.Fixed() && x.Next.Days.Len() == 1 {
				d := x.Next.Days.First()
				on = &d
			}
			r.text("sesiones", x.ID, x.Label, "próxima", on, x.Next.ID+" · "+r.b.Next(x, false))
		}
	}
	_, total := r.b.Columns()
	for _, c := range briefing.SessionColumns {
		r.figure("sesiones", "", "Total", c.Title, c.Of(total))
	}
}

// advance writes the figures of a group of activities.
func (r *reportRows) advance(part, id, name string, a progress.Advance) {
	r.figure(part, id, name, "actividades", a.Activities)
	r.figure(part, id, name, "concluidas", a.Done)
	r.figure(part, id, name, "en proceso", a.InProgress)
	r.figure(part, id, name, "con retraso", a.Late)
	r.figure(part, id, name, "sin registro", a.Unrecorded)
	r.figure(part, id, name, "por iniciar", a.NotBegun)
	r.figure(part, id, name, "con algún registro", a.Recorded)
	r.figure(part, id, name, "programadas a la fecha", a.ExpectedDone)
	r.figure(part, id, name, "programado a la fecha (%)", a.ExpectedPercent)
	if r.b.AtLast != nil {
		for _, x := range []struct {
			when string
			plan progress.Plan
		}{{"primer", r.b.AtFirst[id]}, {"último", r.b.AtLast[id]}} {
			r.figure(part, id, name, "programadas al "+x.when+" día de la sesión", x.plan.ExpectedDone)
			r.figure(part, id, name, "programado al "+x.when+" día de la sesión (%)", x.plan.ExpectedPercent)
		}
	}
	if a.WholePercent == nil {
		r.text(part, id, name, "alcanzado (%)", nil, "")
	} else {
		r.figure(part, id, name, "alcanzado (%)", *a.WholePercent)
	}
	r.text(part, id, name, "semáforo", nil, a.Light.Spanish())
}

func (r *reportRows) objectives() {
	for _, o := range r.b.Objectives {
		r.advance("objetivos", o.ID, o.Title, o.Advance)
		for _, s := range o.Sections {
			r.advance("objetivos", s.ID, s.Title, s.Advance)
		}
	}
}

func (r *reportRows) others() {
	for _, o := range r.b.Observances {
		if e := o.Entry; e != nil {
			var on *when.Day
			if e.Fixed() && e.Days.Len() == 1 {
				d := e.Days.First()
				on = &d
			}
			r.text("conmemoraciones", o.ID, o.Title, briefing.Observed(*e), on, r.b.Date(*e))
		}
		r.advance("conmemoraciones", o.ID, o.Title, o.Advance)
	}
	for _, m := range r.b.Meetings {
		const part = "reuniones internacionales"
		r.figure(part, m.ID, m.Title, "fechas", m.Dates)
		r.figure(part, m.ID, m.Title, "celebradas", m.Held)
		r.figure(part, m.ID, m.Title, "sin registro", m.Overdue)
		r.figure(part, m.ID, m.Title, "por celebrar", m.Pending)
		r.figure(part, m.ID, m.Title, "de ellas con fecha por definir", m.Undefined)
		r.figure(part, m.ID, m.Title, "canceladas", m.Cancelled)
		if next := r.b.NextDate(m); next != "" {
			r.text(part, m.ID, m.Title, "próxima", nil, next)
		}
	}
	for _, g := range r.b.Report.Agreements {
		r.text("convenios y acuerdos de coordinación", g.ID, g.Title, g.State.Spanish(), g.Until, r.b.Agreement(g))
	}
}

func (r *reportRows) resolutions() {
	for _, x := range r.b.Responsible {
		for _, s := range briefing.ResolutionStates {
			r.figure("acuerdos por responsable", x.ID, x.Label, s.Spanish(), x.Count(s))
		}
	}
	for _, x := range r.b.Report.Resolutions {
		var by *when.Day
		if !x.Due.Days.IsEmpty() && !x.Due.Undefined {
			d := x.Due.Days.Last()
			by = &d
		}
		r.text("seguimiento de acuerdos", x.ID, x.Title, x.State.Spanish(), by, r.b.Due(x))
	}
}
