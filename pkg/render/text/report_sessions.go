package text

import (
	"fmt"
	"strconv"
	"strings"

	"patci/pkg/progress"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// sessionCount is a column of the table of sessions.
type sessionCount struct {
	title     string
	one, many string // in a line: «1 programada»
	of        func(progress.Body) int
	tone      term.Tone // where there are some
	always    bool      // shown though it is zero throughout
}

// sessions writes how many sessions of each body there are of each state, and
// which comes next. A column that is zero throughout is left out; where there
// is no room for columns, each body has its lines.
func (p *reportPage) sessions() error {
	bodies := p.r.Bodies
	if len(bodies) == 0 {
		return nil
	}
	var total progress.Body
	for _, b := range bodies {
		total.Promised += b.Promised
		total.Held += b.Held
		total.Overdue += b.Overdue
		total.Pending += b.Pending
		total.Cancelled += b.Cancelled
		total.NotHeld += b.NotHeld
		total.MovedOut += b.MovedOut
		total.Unplanned += b.Unplanned
	}
	var counts []sessionCount
	for _, c := range []sessionCount{
		{"programadas", "programada", "programadas", func(b progress.Body) int { return b.Promised }, term.Plain, true},
		// that none was held tells something only where some were to be
		{"celebradas", "celebrada", "celebradas", func(b progress.Body) int { return b.Held }, term.Plain, total.Promised > total.Pending},
		{"sin registro", "sin registro", "sin registro", func(b progress.Body) int { return b.Overdue }, term.Warn, false},
		{"por celebrar", "por celebrar", "por celebrar", func(b progress.Body) int { return b.Pending }, term.Plain, false},
		{"canceladas", "cancelada", "canceladas", func(b progress.Body) int { return b.Cancelled }, term.Plain, false},
		{"no celebradas", "no celebrada", "no celebradas", func(b progress.Body) int { return b.NotHeld }, term.Bad, false},
		{"trasladadas", "trasladada a otro programa", "trasladadas a otro programa", func(b progress.Body) int { return b.MovedOut }, term.Plain, false},
		{"fuera de programa", "fuera de programa", "fuera de programa", func(b progress.Body) int { return b.Unplanned }, term.Plain, false},
	} {
		if c.always || c.of(total) > 0 {
			counts = append(counts, c)
		}
	}
	t := p.sessionTable(bodies, total, counts, 0)
	for _, least := range []int{20, 16, 12} {
		if fits(t, p.s.Width) {
			break
		}
		t = p.sessionTable(bodies, total, counts, least)
	}
	if !fits(t, p.s.Width) {
		p.heading("Sesiones")
		p.sessionLines(append(bodies[:len(bodies):len(bodies)], total), counts)
		return nil
	}
	p.line(0, 0)
	return t.Write(p.out, p.s)
}

// sessionTable is the table of sessions. A tight one breaks names over several
// lines, and so the dates, which are left at least so much; with 0 it is wide.
func (p *reportPage) sessionTable(bodies []progress.Body, total progress.Body, counts []sessionCount, least int) table.Table {
	tight := least > 0
	word := term.Width("Sesiones") // the longest of the names
	for _, b := range bodies {
		for w := range strings.FieldsSeq(b.Label) {
			word = max(word, term.Width(term.Visible(w)))
		}
	}
	t := table.Table{Indent: 1, Header: true, Columns: []table.Column{{Title: "Sesiones", Shrink: tight, Min: min(word, 20)}}}
	row := func(label string, b progress.Body) []string {
		cells := []string{oneLine(label)}
		for _, c := range counts {
			cells = append(cells, strconv.Itoa(c.of(b)))
		}
		return cells
	}
	for _, c := range counts {
		longest := 0
		for w := range strings.FieldsSeq(c.title) {
			longest = max(longest, term.Width(w))
		}
		t.Columns = append(t.Columns, table.Column{Title: c.title, Align: table.Right, Shrink: true, Min: longest,
			Tone: func(row int) term.Tone {
				if c.of(bodies[row]) == 0 {
					return term.Faint
				}
				return c.tone
			}})
	}
	if !tight {
		least = 20
		for _, b := range bodies {
			least = max(least, min(term.Width(p.next(b, false)), 26))
		}
	}
	t.Columns = append(t.Columns, table.Column{Title: "próxima", Shrink: true, Min: least})
	for _, b := range bodies {
		t.Rows = append(t.Rows, append(row(b.Label, b), p.next(b, tight)))
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
				widest = max(widest, term.Width(r[i]))
			}
		}
		need += widest
	}
	return need <= width
}

func (p *reportPage) sessionLines(bodies []progress.Body, counts []sessionCount) {
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
			if n := c.of(b); n > 0 || c.title == "programadas" {
				parts = append(parts, rule.Count(n, c.one, c.many))
			}
		}
		p.line(1, 3, term.Piece{Text: term.Visible(oneLine(label)), Tone: term.Strong}, term.Piece{Text: " · " + strings.Join(parts, ", ")})
		if next := p.next(b, false); i < len(bodies)-1 && b.Next != nil {
			p.line(3, 5, term.Piece{Text: "próxima: ", Tone: term.Faint}, term.Piece{Text: term.Visible(next)})
		}
	}
}

// next is «20.ª · julio/agosto», and where room is tight «17.ª · vie 1 jul».
func (p *reportPage) next(b progress.Body, tight bool) string {
	e := b.Next
	if e == nil {
		return "—"
	}
	text := reportDate(p.r.Program, *e)
	if tight && e.Fixed() && e.Days.Len() == 1 {
		_, m, d := e.Days.First().Date()
		text = fmt.Sprintf("%s %d %s", when.WeekdayShort(e.Days.First().Weekday()), d, when.MonthShort(m))
	}
	if e.Session != nil {
		text = e.Session.Figure() + " · " + text
	}
	switch {
	case e.Days.IsEmpty(), e.Days.Last() != p.r.AsOf:
	case e.Fixed():
		text += ", hoy"
	case tight:
		text += ", hasta hoy"
	default:
		text += ", su plazo termina hoy"
	}
	return oneLine(text)
}
