package text

import (
	"fmt"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/render/term"
	"patci/pkg/when"
)

// The cells of a day in a month that is drawn large.
const (
	dayLeast = 6
	dayMost  = 24

	cellLines = 3 // of one thing on a day
)

// bigMonths draws each month with room on its days for what they have. Where
// there is no room for that, small months take their place.
func (g *grid) bigMonths() {
	cell := min((g.s.Width-2)/7-1, dayMost)
	if cell < dayLeast {
		g.months()
		return
	}
	for _, m := range g.monthsAsked() {
		g.bigMonth(m, cell)
	}
}

// bigMonth draws one month, its days cell wide, and beneath it its windows and
// why days are non-working.
func (g *grid) bigMonth(m when.Range, cell int) {
	rule := func(left, mid, right string) {
		fmt.Fprintln(g.out, " "+g.s.Paint(term.Faint, left+strings.Repeat(strings.Repeat("─", cell)+mid, 6)+strings.Repeat("─", cell)+right))
	}
	bar := g.s.Paint(term.Faint, "│")
	put := func(cells []string) {
		fmt.Fprintln(g.out, " "+bar+strings.Join(cells, bar)+bar)
	}
	fmt.Fprintln(g.out)
	if !oneMonth(g.c) { // else the first line says it
		g.line(1, 1, term.Piece{Text: fmt.Sprintf("%s de %d", when.MonthName(m.First.Month()), m.First.Year()), Tone: term.Strong})
	}
	rule("┌", "┬", "┐")
	var heads []string
	for _, wd := range g.weekdays() {
		name := when.WeekdayName(wd)
		if cell < 11 {
			name = when.WeekdayShort(wd)
		}
		heads = append(heads, " "+g.s.Paint(term.Faint, term.Pad(name, cell-1, false)))
	}
	put(heads)
	var reasons []when.Day
	for start := m.First - when.Day(g.column(m.First)); start <= m.Last; start += 7 {
		rule("├", "┼", "┤")
		week, height := make([][]string, 7), 1
		for i := range week {
			d := start + when.Day(i)
			if !m.Contains(d) {
				continue
			}
			week[i] = g.cellOf(d, cell)
			height = max(height, len(week[i]))
			if mark, _ := g.closed(d); mark != "" && g.c.Range.Contains(d) {
				reasons = append(reasons, d)
			}
		}
		for l := range height {
			cells := make([]string, 7)
			for i := range cells {
				text := ""
				if l < len(week[i]) {
					text = week[i][l]
				}
				cells[i] = term.Pad(text, cell, false)
			}
			put(cells)
		}
	}
	rule("└", "┴", "┘")
	g.windows(m)
	for _, d := range reasons {
		_, why := g.closed(d)
		g.line(1, 1+dayWidth, g.dayHead(d), term.Piece{Text: "inhábil: " + term.Visible(oneLine(why)), Tone: term.Faint})
	}
}

// cellOf is a day's lines: its figure, and each thing that is on it, by its
// name where that fits and by its letter where it does not.
func (g *grid) cellOf(d when.Day, cell int) []string {
	_, _, n := d.Date()
	figure := g.number(d, len(fmt.Sprint(n)))
	if mark, _ := g.closed(d); mark != "" {
		figure += " " + g.s.Paint(term.Faint, mark)
	}
	lines := []string{" " + figure}
	if !g.c.Range.Contains(d) {
		return lines
	}
	for _, e := range g.byDay[d] {
		room := cell - 3 // a space, the mark, a space
		mark := g.mark(e)
		text := term.Visible(g.cellText(e))
		if e.Session != nil && longestOf(text) > room {
			text = term.Visible(e.Session.Figure())
		}
		if e.Session != nil && longestOf(text) > room {
			text = when.OrdinalFigure(e.Session.Number.Value, true) + " ext."
			if e.Session.KindOf() != "extraordinary" {
				text = when.OrdinalFigure(e.Session.Number.Value, true)
			}
		}
		if sign := g.outcome(e); sign != "" {
			text += "\u00a0" + sign
		}
		hanging := term.Wrap(text, room)
		if len(hanging) > cellLines {
			hanging = append(hanging[:cellLines-1:cellLines-1], term.Truncate(strings.Join(hanging[cellLines-1:], " "), room))
		}
		for i, l := range hanging {
			lead := "  "
			if i == 0 {
				lead = g.s.Paint(g.hue(e), mark) + " "
			}
			lines = append(lines, " "+lead+g.s.Paint(rowTone(e.State), l))
		}
	}
	return lines
}

// The signs of what became of a session or meeting.
const (
	markHeld = "✓"
	markLost = "✗"
)

// outcome is the sign of an entry that was held, or is not to be.
func (g *grid) outcome(e *calendar.Entry) string {
	sign := ""
	switch e.State {
	case agenda.Held:
		sign = markHeld
	case agenda.Cancelled, agenda.NotHeld:
		sign = markLost
	default:
		return ""
	}
	g.used[sign] = true
	return sign
}

// longestOf is the cells of the longest word of a text.
func longestOf(text string) int {
	n := 0
	for w := range strings.FieldsSeq(text) {
		n = max(n, term.Width(w))
	}
	return n
}

// cellText is what an entry is called on its day.
func (g *grid) cellText(e *calendar.Entry) string {
	if e.Session != nil {
		return e.Session.Figure() + " " + oneLine(e.Label)
	}
	return calendarTitle(*e)
}

// windows lists what has a window that touches some days.
func (g *grid) windows(r when.Range) {
	for _, e := range g.bands {
		if overlap(e, r) {
			g.line(1, 1+dayWidth, g.window(e)...)
		}
	}
}

// dayHead is a day at the beginning of a line.
func (g *grid) dayHead(d when.Day) term.Piece {
	_, m, n := d.Date()
	return term.Piece{Text: fmt.Sprintf("%2d\u00a0%s\u00a0\u00a0", n, when.MonthShort(m)), Tone: term.Faint}
}
