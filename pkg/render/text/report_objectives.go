package text

import (
	"patci/pkg/briefing"
	"patci/pkg/progress"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
)

// objectives writes, of each objective and its sections, what was reached
// against what was planned, and its activities by state.
func (p *reportPage) objectives() error {
	lines := p.b.Lines()
	if len(lines) == 0 {
		return nil
	}
	at := p.b.AtSession()
	// The figures stand side by side where they fit; the bar on a line of its
	// own under them where that is all that does not.
	for _, beside := range []bool{true, false} {
		if t := p.advanceTable(lines, at, beside); fits(t, p.s.Width) {
			p.line(0, 0)
			return t.Write(p.out, p.s)
		}
	}
	p.heading(briefing.ObjectivesTitle)
	for _, l := range lines {
		in := 1
		if l.Part {
			in = 3
		}
		p.line(in, in+2, term.Piece{Text: term.Visible(oneLine(p.label(l)))})
		p.advanceLines(in+2, l, at)
	}
	return nil
}

// label is what a line is called: of a section the beginning of its title,
// which tells it from the others.
func (p *reportPage) label(l briefing.Line) string {
	if l.Part {
		return progress.Brief(l.Label)
	}
	return l.Label
}

// advanceTable is the table of advance, with the bars in a column of their own
// or under the lights.
func (p *reportPage) advanceTable(lines []briefing.Line, at string, beside bool) table.Table {
	t := table.Table{Indent: 1, Header: true, Columns: []table.Column{
		{Title: briefing.ObjectivesTitle, Shrink: true, Min: 20},
		{Tone: func(row int) term.Tone { return lightTone(lines[row].Light) }},
	}}
	if beside {
		t.Columns = append(t.Columns, table.Column{Tone: func(row int) term.Tone { return lightTone(lines[row].Light) }})
	}
	t.Columns = append(t.Columns, table.Column{Title: "alcanzado"}, table.Column{Title: "programado a la fecha", Shrink: true, Min: 13})
	if at != "" {
		t.Columns = append(t.Columns, table.Column{Title: at, Shrink: true, Min: 13})
	}
	t.Columns = append(t.Columns, table.Column{Title: "actividades", Shrink: true, Min: 15})
	for _, l := range lines {
		label, light := oneLine(p.label(l)), briefing.LightWord(l.Advance)
		if l.Part {
			label = "· " + label
		}
		row := []string{label, light}
		switch bar := briefing.Bar(l.Advance); {
		case beside:
			row = append(row, bar)
		case bar != "":
			row[1] += "\n" + bar
		}
		if l.Activities == 0 {
			row = append(row, "", "")
		} else {
			row = append(row, briefing.Reached(l.Advance), briefing.Expected(l.Advance))
		}
		if at != "" {
			expected := ""
			if l.Activities > 0 {
				expected = p.b.ExpectedAt(l.ID, l.Activities)
			}
			row = append(row, expected)
		}
		t.Rows = append(t.Rows, append(row, briefing.Activities(l.Advance)))
	}
	return t
}

// advanceLines writes «○ sin registro ────······ · alcanzado — de 9», then
// «programado: a la fecha 4 de 9 (44 %), a la 20.ª 4 a 6 de 9 (44 a 67 %)» and
// «6 sin registro, 3 por iniciar».
func (p *reportPage) advanceLines(in int, l briefing.Line, at string) {
	if l.Activities > 0 {
		p.line(in, in+2,
			term.Piece{Text: briefing.LightWord(l.Advance) + " " + briefing.Bar(l.Advance), Tone: lightTone(l.Light)},
			term.Piece{Text: " · "}, term.Piece{Text: "alcanzado ", Tone: term.Faint}, term.Piece{Text: briefing.Reached(l.Advance)})
		planned := "programado: a la fecha " + briefing.Expected(l.Advance)
		if at != "" {
			planned += ", a la " + p.b.Session.Short() + " " + p.b.ExpectedAt(l.ID, l.Activities)
		}
		p.line(in, in+2, term.Piece{Text: planned})
	}
	p.line(in, in+2, term.Piece{Text: briefing.Activities(l.Advance)})
}

// observances writes each commemorative day, and its activities.
func (p *reportPage) observances() error {
	if len(p.b.Observances) == 0 {
		return nil
	}
	p.heading(briefing.ObservancesTitle)
	for _, o := range p.b.Observances {
		pieces := []term.Piece{{Text: term.Visible(oneLine(o.Label))}}
		if e := o.Entry; e != nil {
			pieces = append(pieces, term.Piece{Text: " · " + term.Visible(oneLine(p.b.Date(*e)))}, term.Piece{Text: " · " + briefing.Observed(*e), Tone: stateTone(e.State)})
		}
		p.line(1, 3, pieces...)
		if o.Activities > 0 {
			p.advanceLines(3, briefing.Line{ID: o.ID, Label: o.Label, Advance: o.Advance}, p.b.AtSession())
		}
	}
	return nil
}
