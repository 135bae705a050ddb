package text

import (
	"fmt"
	"strings"

	"patci/pkg/progress"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
	"patci/pkg/rule"
)

// meetings writes, of each outside meeting, how many of its dates were held,
// have no record, are still to come, and which comes next.
func (p *reportPage) meetings() error {
	if len(p.r.Meetings) == 0 {
		return nil
	}
	p.heading("Reuniones internacionales")
	t := table.Table{Indent: 1, Columns: []table.Column{
		{Shrink: true, Min: 20}, {Shrink: true, Min: 20, Tone: func(row int) term.Tone { return meetingTone(p.r.Meetings[row]) }}, {Shrink: true, Min: 12},
	}}
	for _, m := range p.r.Meetings {
		next := ""
		if m.Next != nil && !m.Next.NoDate(p.r.Program.Period) {
			next = reportDate(p.r.Program, *m.Next)
		}
		t.Rows = append(t.Rows, []string{oneLine(m.Label), dates(m), next})
	}
	return t.Write(p.out, p.s)
}

func meetingTone(m progress.Meeting) term.Tone {
	if m.Overdue > 0 {
		return term.Warn
	}
	return term.Plain
}

// dates counts the dates of a meeting: «1 sin registro, 3 por celebrar (3 con
// fecha por definir)».
func dates(m progress.Meeting) string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, rule.Count(n, one, many))
		}
	}
	add(m.Held, "celebrada", "celebradas")
	add(m.Overdue, "sin registro", "sin registro")
	add(m.Pending-m.Undefined, "por celebrar", "por celebrar")
	add(m.Undefined, "con fecha por definir", "con fecha por definir")
	add(m.Cancelled, "cancelada", "canceladas")
	text := strings.Join(parts, ", ")
	if m.Dates > 1 {
		text += fmt.Sprintf(" · %d en total", m.Dates)
	}
	return text
}

// agreements writes the agreements by their state.
func (p *reportPage) agreements() error {
	if len(p.r.Agreements) == 0 {
		return nil
	}
	p.heading("Convenios y acuerdos de coordinación")
	t := table.Table{Indent: 1}
	var tones []term.Tone
	for _, st := range []struct {
		state     progress.AgreementState
		one, many string
		tone      term.Tone
	}{
		{progress.InForce, "vigente", "vigentes", term.Good},
		{progress.Lapsing, "por vencer", "por vencer", term.Warn},
		{progress.Lapsed, "vencido", "vencidos", term.Bad},
		{progress.Planned, "por suscribir", "por suscribir", term.Plain},
	} {
		var names []string
		for _, g := range p.r.Agreements {
			if g.State == st.state {
				names = append(names, p.agreement(g))
			}
		}
		if names != nil {
			t.Rows = append(t.Rows, []string{rule.Count(len(names), st.one, st.many), strings.Join(names, "\n")})
			tones = append(tones, st.tone)
		}
	}
	t.Columns = []table.Column{{Tone: func(row int) term.Tone { return tones[row] }}, {Shrink: true, Min: 20}}
	return t.Write(p.out, p.s)
}

// agreement is «Convenio Marco (INALI)», with the last day that it is in force
// or the date on which it is to be signed.
func (p *reportPage) agreement(g progress.Agreement) string {
	text := g.Agreement.Short.Value
	if text == "" {
		text = g.Title
	}
	var parties []string
	for _, x := range g.Agreement.Parties {
		if p.r.Program.Body(x.Value) == nil { // the body itself goes without saying
			parties = append(parties, p.actor(x.Value))
		}
	}
	if parties != nil {
		text += " · " + rule.Join(parties)
	}
	switch {
	case g.State == progress.Lapsing:
		text += " · vence el " + g.Until.Spanish()
	case g.State == progress.Lapsed:
		text += " · venció el " + g.Until.Spanish()
	case g.State != progress.Planned:
	case g.Date.Undefined && (g.Date.Days.IsEmpty() || g.Date.Days.First() <= p.r.Program.Period.First && g.Date.Days.Last() >= p.r.Program.Period.Last):
		text += " · fecha por definir"
	case !g.Date.Days.IsEmpty():
		text += " · " + dateIn(p.r.Program, g.Date)
	}
	return oneLine(text)
}

// actor is how somebody referred to by id is called.
func (p *reportPage) actor(id string) string {
	for _, a := range p.r.Program.Actors {
		if a.ID.Value != id {
			continue
		}
		if a.Short.Value != "" {
			return a.Short.Value
		}
		return a.Name.Value
	}
	if b := p.r.Program.Body(id); b != nil {
		return b.Label()
	}
	return id
}

// resolutions writes «Seguimiento de acuerdos».
func (p *reportPage) resolutions() error {
	if len(p.r.Resolutions) == 0 {
		return nil
	}
	p.heading("Seguimiento de acuerdos")
	var counts []string
	for _, st := range []struct {
		state     progress.ResolutionState
		one, many string
	}{
		{progress.Overdue, "vencido", "vencidos"},
		{progress.Pending, "pendiente", "pendientes"},
		{progress.InProgress, "en proceso", "en proceso"},
		{progress.Done, "cumplido", "cumplidos"},
		{progress.Cancelled, "cancelado", "cancelados"},
	} {
		n := 0
		for _, x := range p.r.Resolutions {
			if x.State == st.state {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, rule.Count(n, st.one, st.many))
		}
	}
	p.line(1, 1, term.Piece{Text: rule.Count(len(p.r.Resolutions), "acuerdo", "acuerdos") + ": " + strings.Join(counts, ", ")})
	t := table.Table{Indent: 1, Columns: []table.Column{
		{}, {Shrink: true, Min: 20}, {Shrink: true, Min: 12},
		{Tone: func(row int) term.Tone { return resolutionTone(p.r.Resolutions[row].State) }},
		{Shrink: true, Min: 10},
	}}
	for _, x := range p.r.Resolutions {
		var who []string
		for _, id := range x.Responsible {
			who = append(who, p.actor(id))
		}
		title := x.Resolution.Short.Value
		if title == "" {
			title = x.Title
		}
		t.Rows = append(t.Rows, []string{x.ID, oneLine(title), oneLine(rule.Join(who)), x.State.Spanish(), p.due(x)})
	}
	return t.Write(p.out, p.s)
}

func resolutionTone(s progress.ResolutionState) term.Tone {
	switch s {
	case progress.Done:
		return term.Good
	case progress.Overdue:
		return term.Bad
	case progress.Cancelled:
		return term.Faint
	}
	return term.Plain
}

// due is the term of a resolution.
func (p *reportPage) due(x progress.Resolution) string {
	switch {
	case !x.Resolution.Due.Set():
		return "sin plazo"
	case x.Due.Days.IsEmpty(), x.Due.Undefined && x.Due.Days.First() <= p.r.Program.Period.First && x.Due.Days.Last() >= p.r.Program.Period.Last:
		return "por definir"
	}
	return dateIn(p.r.Program, x.Due)
}
