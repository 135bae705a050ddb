package text

import (
	"strings"

	"patci/pkg/briefing"
	"patci/pkg/progress"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
)

// meetings writes, of each outside meeting, how many of its dates were held,
// have no record, are still to come, and which comes next.
func (p *reportPage) meetings() error {
	if len(p.b.Meetings) == 0 {
		return nil
	}
	p.heading(briefing.MeetingsTitle)
	t := table.Table{Indent: 1, Columns: []table.Column{
		{Shrink: true, Min: 20}, {Shrink: true, Min: 20, Tone: func(row int) term.Tone { return meetingTone(p.b.Meetings[row]) }}, {Shrink: true, Min: 12},
	}}
	for _, m := range p.b.Meetings {
		t.Rows = append(t.Rows, []string{oneLine(m.Label), briefing.Dates(m), oneLine(p.b.NextDate(m))})
	}
	return t.Write(p.out, p.s)
}

func meetingTone(m progress.Meeting) term.Tone {
	if m.Overdue > 0 {
		return term.Warn
	}
	return term.Plain
}

// agreements writes the agreements by their state.
func (p *reportPage) agreements() error {
	groups := p.b.AgreementGroups()
	if groups == nil {
		return nil
	}
	p.heading(briefing.AgreementsTitle)
	t := table.Table{Indent: 1, Columns: []table.Column{
		{Tone: func(row int) term.Tone { return agreementTone(groups[row].State) }}, {Shrink: true, Min: 20},
	}}
	for _, g := range groups {
		var names []string
		for _, n := range g.Agreements {
			names = append(names, oneLine(n))
		}
		t.Rows = append(t.Rows, []string{g.Count, strings.Join(names, "\n")})
	}
	return t.Write(p.out, p.s)
}

func agreementTone(s progress.AgreementState) term.Tone {
	switch s {
	case progress.InForce:
		return term.Good
	case progress.Lapsing:
		return term.Warn
	case progress.Lapsed:
		return term.Bad
	}
	return term.Plain
}

// resolutions writes «Seguimiento de acuerdos», of each who is responsible.
func (p *reportPage) resolutions() error {
	sums := p.b.ResolutionCounts()
	if sums == "" {
		return nil
	}
	p.heading(briefing.ResolutionsTitle)
	p.line(1, 1, term.Piece{Text: sums})
	for _, r := range p.b.Responsible {
		p.line(1, 3, term.Piece{Text: term.Visible(oneLine(r.Label)), Tone: term.Strong}, term.Piece{Text: " · " + r.Counts()})
		t := table.Table{Indent: 3, Columns: []table.Column{
			{}, {Shrink: true, Min: 20},
			{Tone: func(row int) term.Tone { return resolutionTone(r.Resolutions[row].State) }},
			{Shrink: true, Min: 10},
		}}
		for _, x := range r.Resolutions {
			t.Rows = append(t.Rows, []string{x.ID, oneLine(briefing.ResolutionTitle(x)), x.State.Spanish(), oneLine(p.b.Due(x))})
		}
		if err := t.Write(p.out, p.s); err != nil {
			return err
		}
	}
	return nil
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
