package text

import (
	"strconv"
	"strings"

	"patci/pkg/briefing"
	"patci/pkg/progress"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
	"patci/pkg/rule"
)

// sessionTone is how a count of a column stands out where there are some.
func sessionTone(c briefing.Column) term.Tone {
	switch c.Key {
	case "overdue":
		return term.Warn
	case "not_held":
		return term.Bad
	}
	return term.Plain
}

// sessions writes how many sessions of each body there are of each state, and
// which comes next. A column that is zero throughout is left out; where there
// is no room for columns, each body has its lines.
func (p *reportPage) sessions() error {
	bodies := p.b.Bodies
	if len(bodies) == 0 {
		return nil
	}
	counts, total := p.b.Columns()
	t := p.sessionTable(bodies, total, counts, 0)
	for _, least := range []int{20, 16, 12} {
		if fits(t, p.s.Width) {
			break
		}
		t = p.sessionTable(bodies, total, counts, least)
	}
	if !fits(t, p.s.Width) {
		p.heading(briefing.SessionsTitle)
		p.sessionLines(append(bodies[:len(bodies):len(bodies)], total), counts)
		return nil
	}
	p.line(0, 0)
	return t.Write(p.out, p.s)
}

// sessionTable is the table of sessions. A tight one breaks names over several
// lines, and so the dates, which are left at least so much; with 0 it is wide.
func (p *reportPage) sessionTable(bodies []progress.Body, total progress.Body, counts []briefing.Column, least int) table.Table {
	tight := least > 0
	word := term.Width(briefing.SessionsTitle) // the longest of the names
	for _, b := range bodies {
		for w := range strings.FieldsSeq(b.Label) {
			word = max(word, term.Width(term.Visible(w)))
		}
	}
	t := table.Table{Indent: 1, Header: true, Columns: []table.Column{{Title: briefing.SessionsTitle, Shrink: tight, Min: min(word, 20)}}}
	row := func(label string, b progress.Body) []string {
		cells := []string{oneLine(label)}
		for _, c := range counts {
			cells = append(cells, strconv.Itoa(c.Of(b)))
		}
		return cells
	}
	for _, c := range counts {
		longest := 0
		for w := range strings.FieldsSeq(c.Title) {
			longest = max(longest, term.Width(w))
		}
		t.Columns = append(t.Columns, table.Column{Title: c.Title, Align: table.Right, Shrink: true, Min: longest,
			Tone: func(row int) term.Tone {
				if c.Of(bodies[row]) == 0 {
					return term.Faint
				}
				return sessionTone(c)
			}})
	}
	if !tight {
		least = 20
		for _, b := range bodies {
			least = max(least, min(term.Width(oneLine(p.b.Next(b, false))), 26))
		}
	}
	t.Columns = append(t.Columns, table.Column{Title: "próxima", Shrink: true, Min: least})
	for _, b := range bodies {
		t.Rows = append(t.Rows, append(row(b.Label, b), oneLine(p.b.Next(b, tight))))
	}
	if len(bodies) > 1 {
		t.Footer = row("Total", total)
	}
	return t
}

// fits reports whether the columns of a table can stand side by side.
func fits(t table.Table, width int) bool {
	need := t.Indent + 2*(len(t.Columns)-1)
	for i, c := range t.Columns {
		if c.Shrink {
			need += c.Min
			continue
		}
		widest := term.Width(c.Title)
		for _, r := range t.Rows {
			if i < len(r) {
				for l := range strings.SplitSeq(r[i], "\n") {
					widest = max(widest, term.Width(l))
				}
			}
		}
		need += widest
	}
	return need <= width
}

func (p *reportPage) sessionLines(bodies []progress.Body, counts []briefing.Column) {
	for i, b := range bodies {
		label := b.Label
		if i == len(bodies)-1 {
			if i == 1 {
				return
			}
			label = "Total"
		}
		var parts []string
		for _, c := range counts {
			if n := c.Of(b); n > 0 || c.Key == "promised" {
				parts = append(parts, rule.Count(n, c.One, c.Many))
			}
		}
		p.line(1, 3, term.Piece{Text: term.Visible(oneLine(label)), Tone: term.Strong}, term.Piece{Text: " · " + strings.Join(parts, ", ")})
		if next := oneLine(p.b.Next(b, false)); i < len(bodies)-1 && b.Next != nil {
			p.line(3, 5, term.Piece{Text: "próxima: ", Tone: term.Faint}, term.Piece{Text: term.Visible(next)})
		}
	}
}
