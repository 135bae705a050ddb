package text

import (
	"fmt"
	"strings"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/render/term"
	"patci/pkg/when"
)

// The measures of small months.
const (
	monthWidth = 7*3 - 1
	monthGap   = 5
	listGap    = 4
	listMin    = 36 // cells that a list needs to stand beside the months
	monthsMost = 4  // side by side
)

// months draws small months, as many side by side as fit, with what is on
// their days beside them or, where there is no room, beneath.
func (g *grid) months() {
	months := g.monthsAsked()
	fit := max(1, min((g.s.Width-1+monthGap)/(monthWidth+monthGap), monthsMost))
	for len(months) > 0 {
		n := min(fit, len(months))
		fmt.Fprintln(g.out)
		g.row(months[:n])
		months = months[n:]
	}
}

// row draws months side by side with their bands and their list.
func (g *grid) row(months []when.Range) {
	lines := g.drawing(months)
	bands, cut := g.bandLines(months)
	lines = append(lines, bands...)
	width := len(months)*(monthWidth+monthGap) - monthGap
	if rest := g.s.Width - 1 - width - listGap; rest >= listMin {
		const under = 2 // the list begins beside the weeks, not the names
		list := g.list(months, cut, rest)
		for i := range max(len(lines), len(list)+under) {
			left, right := "", ""
			if i < len(lines) {
				left = lines[i]
			}
			if i >= under && i-under < len(list) {
				right = list[i-under]
			}
			fmt.Fprintln(g.out, strings.TrimRight(" "+term.Pad(left, width+listGap, false)+right, " "))
		}
		return
	}
	for _, l := range lines {
		fmt.Fprintln(g.out, strings.TrimRight(" "+l, " "))
	}
	if list := g.list(months, cut, g.s.Width-1); len(list) > 0 {
		fmt.Fprintln(g.out)
		for _, l := range list {
			fmt.Fprintln(g.out, " "+l)
		}
	}
}

// drawing is the months themselves: name, weekdays, and for each week its
// figures and, if some month has any there, its marks.
func (g *grid) drawing(months []when.Range) []string {
	gap := strings.Repeat(" ", monthGap)
	var names, heads []string
	for _, m := range months {
		name := fmt.Sprintf("%s de %d", when.MonthName(m.First.Month()), m.First.Year())
		left := (monthWidth - term.Width(name)) / 2
		names = append(names, term.Pad(strings.Repeat(" ", left)+g.s.Paint(term.Strong, name), monthWidth, false))
		var days []string
		for _, wd := range g.weekdays() {
			days = append(days, shortWeekday(wd))
		}
		heads = append(heads, g.s.Paint(term.Faint, strings.Join(days, " ")))
	}
	lines := []string{strings.Join(names, gap), strings.Join(heads, gap)}
	weeks := 0
	for _, m := range months {
		weeks = max(weeks, (g.column(m.First)+m.Len()+6)/7)
	}
	for week := range weeks {
		var figures, marks []string
		some := false
		for _, m := range months {
			start := m.First - when.Day(g.column(m.First)) + when.Day(7*week)
			f, k := make([]string, 7), make([]string, 7)
			for i := range f {
				f[i], k[i] = "  ", "  "
				if d := start + when.Day(i); m.Contains(d) {
					f[i] = g.number(d, 2)
					if mark := g.marks(d); mark != "" {
						k[i] = term.Pad(mark, 2, true)
						some = true
					}
				}
			}
			figures = append(figures, strings.Join(f, " "))
			marks = append(marks, strings.Join(k, " "))
		}
		lines = append(lines, strings.Join(figures, gap))
		if some {
			lines = append(lines, strings.Join(marks, gap))
		}
	}
	return lines
}

// marks are the signs of a day, two at most: of more, the first and «+».
func (g *grid) marks(d when.Day) string {
	if !g.c.Range.Contains(d) {
		return ""
	}
	var signs, painted []string
	add := func(sign string, tone term.Tone) {
		for _, s := range signs {
			if s == sign {
				return
			}
		}
		signs, painted = append(signs, sign), append(painted, g.s.Paint(tone, sign))
	}
	for _, e := range g.byDay[d] {
		add(g.mark(e), g.hue(e))
	}
	if mark, _ := g.closed(d); mark != "" {
		add(mark, term.Faint)
	}
	if len(signs) > 2 {
		g.used["+"] = true
		painted = []string{painted[0], "+"}
	}
	return strings.Join(painted, "")
}

// shortWeekday is a weekday in two letters: do, lu, ma, mi, ju, vi, sá.
func shortWeekday(wd time.Weekday) string { return string([]rune(when.WeekdayName(wd))[:2]) }

// list is what is on the days of the months, a day a line, in at most width
// cells; then the windows whose bands have no room for their names.
func (g *grid) list(months []when.Range, cut []*calendar.Entry, width int) []string {
	var out []string
	s := g.s
	s.Width = width
	for _, m := range months {
		for d := max(m.First, g.c.Range.First); d <= min(m.Last, g.c.Range.Last); d++ {
			if pieces := g.ofDay(d); pieces != nil {
				out = append(out, s.Flow(0, dayWidth, pieces...)...)
			}
		}
	}
	for _, e := range cut {
		out = append(out, s.Flow(0, dayWidth, g.window(e)...)...)
	}
	return out
}

// dayWidth is what the day takes at the beginning of a line: «10 mar  ».
const dayWidth = 8

// ofDay is what is on a day: «10 mar  T Trabajo Forzoso 4.ª · C Campañas
// 1.ª»; nil if nothing is.
func (g *grid) ofDay(d when.Day) []term.Piece {
	pieces := []term.Piece{g.dayHead(d)}
	for _, e := range g.byDay[d] {
		if len(pieces) > 1 {
			pieces = append(pieces, term.Piece{Text: "\u00a0· ", Tone: term.Faint})
		}
		pieces = append(pieces, term.Piece{Text: g.mark(e), Tone: g.hue(e)}, term.Piece{Text: "\u00a0" + term.Visible(g.says(e)), Tone: rowTone(e.State)})
	}
	if mark, why := g.closed(d); mark != "" {
		if len(pieces) > 1 {
			pieces = append(pieces, term.Piece{Text: "\u00a0· ", Tone: term.Faint})
		}
		pieces = append(pieces, term.Piece{Text: mark + "\u00a0inhábil: " + term.Visible(oneLine(why)), Tone: term.Faint})
	}
	if len(pieces) == 1 {
		return nil
	}
	return pieces
}

// window is a window in a list: «abril/mayo  P Pleno 19.ª».
func (g *grid) window(e *calendar.Entry) []term.Piece {
	return []term.Piece{
		{Text: term.Visible(calendarDate(g.c, *e)) + "  ", Tone: term.Faint},
		{Text: g.mark(e), Tone: g.hue(e)},
		{Text: "\u00a0" + term.Visible(g.says(e)), Tone: rowTone(e.State)},
	}
}

// bandLines are the windows under the months, as many side by side as do not
// overlap, and those whose names were cut.
func (g *grid) bandLines(months []when.Range) (out []string, cut []*calendar.Entry) {
	whole := when.Range{First: months[0].First, Last: months[len(months)-1].Last}
	type row struct {
		line string
		end  int // cells used
	}
	var rows []row
	for _, e := range g.bands {
		if !overlap(e, whole) || !overlap(e, g.c.Range) {
			continue
		}
		from, to := -1, 0
		for i, m := range months {
			if overlap(e, m) {
				if from < 0 {
					from = i
				}
				to = i
			}
		}
		start := from * (monthWidth + monthGap)
		width := to*(monthWidth+monthGap) + monthWidth - start
		text, short := g.band(e, whole, width)
		if short {
			cut = append(cut, e)
		}
		i := 0
		for i < len(rows) && rows[i].end > start {
			i++
		}
		if i == len(rows) {
			rows = append(rows, row{})
		}
		rows[i].line += strings.Repeat(" ", start-rows[i].end) + text
		rows[i].end = start + width
	}
	for _, r := range rows {
		out = append(out, r.line)
	}
	return out, cut
}

// overlap reports whether an entry can fall on, or spans, days of a range.
func overlap(e *calendar.Entry, r when.Range) bool {
	for _, run := range e.Days {
		if run.First <= r.Last && run.Last >= r.First {
			return true
		}
	}
	return false
}

// band draws a window in so many cells: «├─ P 19.ª Pleno ───── mayo →», where
// an arrow says that it goes on in a month that stands elsewhere. It reports
// whether its name did not fit.
func (g *grid) band(e *calendar.Entry, shown when.Range, width int) (text string, short bool) {
	left, right := "├", "┤"
	first, last := e.Days.First(), e.Days.Last()
	if first < shown.First {
		left = "←"
	}
	after := ""
	if last > shown.Last {
		right = "→"
		after = " " + when.MonthName(last.Month()) + " "
	}
	room := width - len("<- ") - len(" ->")
	label, brief := term.Visible(g.bandLabel(e)), g.mark(e)
	if e.Session != nil {
		brief += " " + term.Visible(e.Session.Figure())
	} else {
		brief = label
	}
	if term.Width(label) > room {
		label, short = term.Truncate(brief, room), true
	}
	if term.Width(label)+term.Width(after) > room {
		after = ""
	}
	fill := max(0, room-term.Width(label)-term.Width(after))
	hue := g.hue(e)
	return g.s.Paint(hue, left+"─ ") + g.s.Paint(rowTone(e.State), label) + g.s.Paint(hue, " "+strings.Repeat("─", fill)) +
		after + g.s.Paint(hue, "─"+right), short
}

// bandLabel is what stands in a band: mark and name, with its days where they
// are not whole months.
func (g *grid) bandLabel(e *calendar.Entry) string {
	text := g.mark(e) + " "
	if e.Session != nil {
		text += e.Session.Figure() + " " + oneLine(e.Label)
	} else {
		text += calendarTitle(*e)
	}
	if r := (when.Range{First: e.Days.First(), Last: e.Days.Last()}); !wholeMonths(r) {
		text += " (" + calendarDate(g.c, *e) + ")"
	}
	if e.State != agenda.Scheduled && e.State != agenda.NotBegun {
		text += ", " + e.StateText()
	}
	return text
}
