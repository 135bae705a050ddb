package text

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
	"patci/pkg/when"
)

// The columns of a calendar.
const (
	colDate = iota
	colTime
	colLabel
	colTitle
	colState
)

// maxWidth is how wide the table gets at most: in a wider one the eye would
// lose the line between a title and its state.
const maxWidth = 120

// calendarGroup is entries under headings.
type calendarGroup struct {
	heads   []head
	entries []calendar.Entry
	fixed   bool // the days are certain
}

// head is a heading, of a part or of a month in it.
type head struct {
	text string
	tone term.Tone
}

// calendarTable writes the parts. All rows are of one table, so that what
// stands in a column does so in every part; a group begins with a row that has
// nothing in it, whose line gives way to the headings.
func calendarTable(w io.Writer, c *calendar.Calendar, s term.Style) error {
	if s.Width == 0 || s.Width > maxWidth {
		s.Width = maxWidth
	}
	groups := calendarGroups(c)
	timed := false
	for _, g := range groups {
		for _, e := range g.entries {
			timed = timed || e.Time != ""
		}
	}
	t, inGroups := layout(c, groups, timed, s)
	var b bytes.Buffer
	if err := t.Write(&b, s); err != nil {
		return err
	}
	if strings.Count("\n"+b.String(), "\n\n") != len(groups) {
		return calendarStacked(w, inGroups, groups, s)
	}
	next := 0
	for l := range strings.Lines(b.String()) {
		if l == "\n" {
			l = headings(groups[next], s)
			next++
		}
		if _, err := io.WriteString(w, l); err != nil {
			return err
		}
	}
	return nil
}

// calendarStacked writes the groups where there is no room for columns.
func calendarStacked(w io.Writer, tables []table.Table, groups []calendarGroup, s term.Style) error {
	for i, t := range tables {
		if _, err := io.WriteString(w, headings(groups[i], s)); err != nil {
			return err
		}
		if err := t.Write(w, s); err != nil {
			return err
		}
	}
	return nil
}

// headings returns the lines that begin a group, after an empty one.
func headings(g calendarGroup, s term.Style) string {
	b := strings.Builder{}
	b.WriteByte('\n')
	for _, h := range g.heads {
		for _, l := range s.Flow(1, 1, term.Piece{Text: h.text, Tone: h.tone}) {
			b.WriteString(l + "\n")
		}
	}
	return b.String()
}

// calendarGroups are the parts with something in them. Of several months, what
// has a date is grouped by month.
func calendarGroups(c *calendar.Calendar) []calendarGroup {
	var groups []calendarGroup
	add := func(title string, entries []calendar.Entry) {
		if len(entries) > 0 {
			groups = append(groups, calendarGroup{heads: []head{{title, term.Strong}}, entries: entries})
		}
	}
	add("Con fecha", c.Parts.Fixed)
	if groups != nil {
		groups[0].fixed = true
		if !oneMonth(c) {
			groups = byMonth(groups[0], c.Range)
		}
	}
	add("Con fecha por definir", c.Parts.Open)
	add("Actividades", c.Parts.Activities)
	add("Sin fecha", c.Parts.Undated)
	return groups
}

// byMonth takes a group apart into the months in which its entries begin, or
// in which the range does for those that have begun before.
func byMonth(g calendarGroup, r when.Range) []calendarGroup {
	var out []calendarGroup
	last := ""
	for _, e := range g.entries {
		d := e.Days.First()
		if e.Days.Last() >= r.First {
			d = max(d, r.First)
		}
		month := when.MonthName(d.Month())
		if r.First.Year() != r.Last.Year() || d.Year() != r.First.Year() {
			month += " de " + strconv.Itoa(d.Year())
		}
		if month != last {
			out = append(out, calendarGroup{heads: []head{{month, term.Under}}, fixed: true})
			last = month
		}
		at := &out[len(out)-1]
		at.entries = append(at.entries, e)
	}
	out[0].heads = append(g.heads, out[0].heads...)
	return out
}

// oneMonth reports whether the days asked are all of one month.
func oneMonth(c *calendar.Calendar) bool {
	return !c.Whole && c.Range.First.Year() == c.Range.Last.Year() && c.Range.First.Month() == c.Range.Last.Month()
}

// layout returns the one table of all groups, and a table for each.
func layout(c *calendar.Calendar, groups []calendarGroup, timed bool, s term.Style) (all table.Table, each []table.Table) {
	var entries []*calendar.Entry // by row of the one table; nil where a group begins
	var ranges [][2]int           // rows of each group
	dayWidth, stateWidth := 0, 0  // of days and states, which are not to be broken
	for _, g := range groups {
		all.Rows = append(all.Rows, []string{})
		entries = append(entries, nil)
		from := len(entries)
		for i := range g.entries {
			e := &g.entries[i]
			text := calendarDate(c, *e)
			if g.fixed {
				text = calendarDay(c, *e)
				dayWidth = max(dayWidth, term.Width(text))
			}
			stateWidth = max(stateWidth, term.Width(e.StateText()))
			all.Rows = append(all.Rows, []string{text, e.Time, oneLine(e.Label), calendarTitle(*e), e.StateText()})
			entries = append(entries, e)
		}
		ranges = append(ranges, [2]int{from, len(entries)})
	}
	of := func(from int, tone func(*calendar.Entry) term.Tone) func(int) term.Tone {
		return func(row int) term.Tone {
			if e := entries[from+row]; e != nil {
				return tone(e)
			}
			return term.Plain
		}
	}
	columns := func(from int) []table.Column {
		faint := of(from, func(e *calendar.Entry) term.Tone { return rowTone(e.State) })
		return []table.Column{
			colDate:  {Shrink: true, Min: max(min(dayWidth, 14), longestWord(all.Rows, colDate, 10)), Tone: faint},
			colTime:  {Tone: faint},
			colLabel: {Shrink: true, Min: longestWord(all.Rows, colLabel, 12), Tone: faint},
			colTitle: {Shrink: true, Tone: faint},
			colState: {Tone: of(from, func(e *calendar.Entry) term.Tone { return stateTone(e.State) })},
		}
	}
	finish := func(from int) []table.Column {
		cs := columns(from)
		rest := s.Width - 1 - 2*3 - stateWidth - cs[colDate].Min - cs[colLabel].Min
		if timed {
			rest -= 2 + len("00:00")
		}
		// the title comes first, as far as the others can give way
		cs[colTitle].Min = max(12, min(28, rest))
		return cs
	}
	all.Indent, all.Columns = 1, finish(0)
	for _, r := range ranges {
		each = append(each, table.Table{Indent: 1, Columns: finish(r[0]), Rows: all.Rows[r[0]:r[1]]})
	}
	if !timed {
		all = without(all, colTime)
		for i := range each {
			each[i] = without(each[i], colTime)
		}
	}
	return all, each
}

// without returns a table without one of its columns.
func without(t table.Table, column int) table.Table {
	cut := t
	cut.Columns = append(append([]table.Column{}, t.Columns[:column]...), t.Columns[column+1:]...)
	cut.Rows = nil
	for _, r := range t.Rows {
		if len(r) > column {
			r = append(append([]string{}, r[:column]...), r[column+1:]...)
		}
		cut.Rows = append(cut.Rows, r)
	}
	return cut
}

// longestWord returns the cells of the longest word of a column, limit at most.
func longestWord(rows [][]string, column, limit int) int {
	n := 1
	for _, r := range rows {
		if column < len(r) {
			for w := range strings.FieldsSeq(r[column]) {
				n = max(n, term.Width(w))
			}
		}
	}
	return min(n, limit)
}

// calendarDay is a certain day, «vie  1», or several, «lun 22 – vie 26»; with
// its month where that is not the one asked.
func calendarDay(c *calendar.Calendar, e calendar.Entry) string {
	if len(e.Days) > 1 {
		return calendarDate(c, e)
	}
	first, last := e.Days.First(), e.Days.Last()
	month := !oneMonth(c) || !c.Range.Contains(first) || !c.Range.Contains(last)
	text := calendarOne(c, last, month)
	if first != last {
		text = calendarOne(c, first, month && (first.Month() != last.Month() || first.Year() != last.Year())) + " – " + text
	}
	return text
}

func calendarOne(c *calendar.Calendar, d when.Day, month bool) string {
	_, m, n := d.Date()
	text := when.WeekdayShort(d.Weekday()) + " " + term.Pad(strconv.Itoa(n), 2, true)
	if month {
		text += " " + when.MonthShort(m)
	}
	if !c.Program.Period.Contains(d) && d.Year() != c.Program.Period.Last.Year() {
		text += " " + strconv.Itoa(d.Year())
	}
	return text
}

func calendarDate(c *calendar.Calendar, e calendar.Entry) string { return c.DateText(e) }

func calendarTitle(e calendar.Entry) string { return e.Heading() }

func oneLine(s string) string { return calendar.OneLine(s) }

// stateTone is how a state stands out.
func stateTone(s agenda.State) term.Tone {
	switch s {
	case agenda.Held, agenda.Done:
		return term.Good
	case agenda.Overdue, agenda.Unrecorded:
		return term.Warn
	case agenda.NotHeld, agenda.Late:
		return term.Bad
	case agenda.Notified, agenda.Rescheduled, agenda.InProgress:
		return term.Accent
	case agenda.Cancelled:
		return term.Faint
	}
	return term.Plain
}

// rowTone is how an entry stands out besides its state: what will not happen
// on its date does not look as if it would.
func rowTone(s agenda.State) term.Tone {
	if s == agenda.Cancelled || s == agenda.NotHeld {
		return term.Faint
	}
	return term.Plain
}
