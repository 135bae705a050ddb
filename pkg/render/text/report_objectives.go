package text

import (
	"fmt"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/progress"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
	"patci/pkg/rule"
)

// objectiveLine is one objective, or one observance, of the table of advance.
type objectiveLine struct {
	label string
	progress.Advance
}

// objectives writes, of each objective, what was reached against what was
// planned, and its activities by state.
func (p *reportPage) objectives() error {
	var lines []objectiveLine
	for _, o := range p.r.Objectives {
		lines = append(lines, objectiveLine{fmt.Sprintf("%d %s", o.Number, o.Short), o.Advance})
	}
	return p.advance("Objetivos", lines)
}

// advance writes a table of advance, or where there is no room for it the
// lines of each group.
func (p *reportPage) advance(title string, lines []objectiveLine) error {
	if len(lines) == 0 {
		return nil
	}
	t := table.Table{Indent: 1, Header: true, Columns: []table.Column{
		{Title: title, Shrink: true, Min: 24},
		{Tone: func(row int) term.Tone { return lightTone(lines[row].Light) }},
		{Title: "alcanzado"},
		{Title: "programado a la fecha", Shrink: true, Min: 13},
		{Title: "actividades", Shrink: true, Min: 20},
	}}
	for _, l := range lines {
		row := []string{oneLine(l.label), lightWord(l.Advance), reached(l.Advance), expected(l.Advance), activities(l.Advance)}
		if l.Activities == 0 {
			row[2], row[3] = "", ""
		}
		t.Rows = append(t.Rows, row)
	}
	if fits(t, p.s.Width) {
		p.line(0, 0)
		return t.Write(p.out, p.s)
	}
	p.heading(title)
	for _, l := range lines {
		p.line(1, 3, term.Piece{Text: term.Visible(oneLine(l.label))})
		p.advanceLines(l.Advance)
	}
	return nil
}

// advanceLines writes «○ sin registro · alcanzado — de 9 · programado a la
// fecha 4 de 9 (44 %)» and «6 sin registro, 3 por iniciar».
func (p *reportPage) advanceLines(a progress.Advance) {
	if a.Activities > 0 {
		p.line(3, 5,
			term.Piece{Text: lightWord(a), Tone: lightTone(a.Light)},
			term.Piece{Text: " · "}, term.Piece{Text: "alcanzado ", Tone: term.Faint}, term.Piece{Text: reached(a)},
			term.Piece{Text: " · "}, term.Piece{Text: "programado a la fecha ", Tone: term.Faint}, term.Piece{Text: expected(a)})
	}
	p.line(3, 5, term.Piece{Text: activities(a)})
}

func lightWord(a progress.Advance) string {
	if a.Activities == 0 {
		return ""
	}
	return a.Light.Shape() + " " + a.Light.Spanish()
}

// reached is «3 de 9 (33 %)», or «— de 9» where nothing was recorded.
func reached(a progress.Advance) string {
	if a.WholePercent == nil {
		return fmt.Sprintf("— de %d", a.Activities)
	}
	return fmt.Sprintf("%d de %d (%d %%)", a.Done, a.Activities, *a.WholePercent)
}

// expected is «4 de 9 (44 %)».
func expected(a progress.Advance) string {
	return fmt.Sprintf("%d de %d (%d %%)", a.ExpectedDone, a.Activities, a.ExpectedPercent)
}

// activities counts activities by state, those that there are.
func activities(a progress.Advance) string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, rule.Count(n, one, many))
		}
	}
	add(a.Done, "concluida", "concluidas")
	add(a.InProgress, "en proceso", "en proceso")
	add(a.Late, "con retraso", "con retraso")
	add(a.Unrecorded, "sin registro", "sin registro")
	add(a.NotBegun, "por iniciar", "por iniciar")
	if parts == nil {
		return "sin actividades"
	}
	return strings.Join(parts, ", ")
}

// observances writes each commemorative day, and its activities.
func (p *reportPage) observances() error {
	if len(p.r.Observances) == 0 {
		return nil
	}
	p.heading("Conmemoraciones")
	for _, o := range p.r.Observances {
		pieces := []term.Piece{{Text: term.Visible(oneLine(o.Label))}}
		if e := o.Entry; e != nil {
			pieces = append(pieces, term.Piece{Text: " · " + reportDate(p.r.Program, *e)}, term.Piece{Text: " · " + observed(e.State), Tone: stateTone(e.State)})
		}
		p.line(1, 3, pieces...)
		if o.Activities > 0 {
			p.advanceLines(o.Advance)
		}
	}
	return nil
}

// observed is the state of a commemoration.
func observed(s agenda.State) string {
	if s == agenda.Scheduled {
		return "por conmemorar"
	}
	return calendarState(s)
}
