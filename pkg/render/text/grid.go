package text

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/program"
	"patci/pkg/render/term"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// View is how far a grid reaches in one drawing.
type View string

// The views.
const (
	Months View = ""      // small months side by side
	Month  View = "month" // a month whose days have room for their sessions
	Week   View = "week"  // the days of a week, one under the other
)

// Grid draws the months of a calendar as people draw them: what is certain on
// its days, what has a window as a band under its months, what has no date in a
// list. Weeks begin on Sunday, or on Monday. The working days are those of wd.
func Grid(w io.Writer, c *calendar.Calendar, wd *workday.Calendar, view View, monday bool, s term.Style) error {
	g := &grid{page: page{bufio.NewWriter(w), s}, c: c, work: wd, first: time.Sunday, used: map[string]bool{}}
	if g.s.Width <= 0 {
		g.s.Width = maxWidth
	}
	if monday {
		g.first = time.Monday
	}
	g.letters = letters(c.Program)
	g.collect()
	for _, l := range g.s.Flow(0, 0, calendarHead(c)...) {
		fmt.Fprintln(g.out, l)
	}
	switch view {
	case Month:
		g.bigMonths()
	case Week:
		g.week()
	default:
		g.months()
	}
	g.undated()
	g.legend()
	text := calendarCounts(c)
	if c.IsEmpty() {
		text = nothing(c)
	}
	fmt.Fprintln(g.out)
	g.line(1, 1, term.Piece{Text: text})
	if n := c.Counts.Activities.All; n > 0 && !g.activities {
		g.line(1, 1, term.Piece{Text: "las actividades no se dibujan si no se piden: --kind activity", Tone: term.Faint})
	}
	return g.out.Flush()
}

// grid is a grid as it is being drawn.
type grid struct {
	page
	c       *calendar.Calendar
	work    *workday.Calendar
	first   time.Weekday // of a week
	letters map[string]string

	activities bool                           // they are drawn too
	byDay      map[when.Day][]*calendar.Entry // what is certain on a day
	bands      []*calendar.Entry              // what has a window, in order
	used       map[string]bool                // the marks that the legend has to explain
}

// collect sorts the entries by how they are drawn.
func (g *grid) collect() {
	g.byDay = map[when.Day][]*calendar.Entry{}
	g.activities = slices.Contains(g.c.Query.Kinds, agenda.ActivityKind)
	for i := range g.c.Parts.Fixed {
		e := &g.c.Parts.Fixed[i]
		for d := range e.Days.All() {
			g.byDay[d] = append(g.byDay[d], e)
		}
	}
	parts := [][]calendar.Entry{g.c.Parts.Open}
	if g.activities {
		parts = append(parts, g.c.Parts.Activities)
	}
	for _, part := range parts {
		for i := range part {
			g.bands = append(g.bands, &part[i])
		}
	}
	slices.SortStableFunc(g.bands, func(x, y *calendar.Entry) int { return int(x.Days.First()) - int(y.Days.First()) })
}

// The marks of what is not a session.
const (
	markMeeting    = "◆"
	markObservance = "★"
	markActivity   = "▪"
	markHoliday    = "×" // of the list of holidays
	markClosure    = "/" // declared by an acuerdo
)

// letters gives each body a letter of its own: the first of its short name, or
// of another of its words, or another letter of it; when none is left, any.
func letters(p *program.Program) map[string]string {
	out, taken := map[string]string{}, map[string]bool{}
	for _, b := range p.Bodies {
		id := b.ID.Value
		if out[id] != "" {
			continue
		}
		var wish []string
		for w := range strings.FieldsSeq(b.Label()) {
			if r, _ := firstLetter(w); len([]rune(w)) > 3 || unicode.IsUpper(r) {
				wish = append(wish, strings.ToUpper(string(r)))
			}
		}
		for _, r := range b.Label() {
			wish = append(wish, strings.ToUpper(string(r)))
		}
		for r := 'A'; r <= 'Z'; r++ {
			wish = append(wish, string(r))
		}
		for r := 'a'; r <= 'z'; r++ {
			wish = append(wish, string(r))
		}
		out[id] = "#" // more bodies than letters
		for _, l := range wish {
			r := []rune(l)
			if len(r) == 1 && unicode.IsLetter(r[0]) && term.Width(l) == 1 && !taken[l] {
				out[id], taken[l] = l, true
				break
			}
		}
	}
	return out
}

func firstLetter(w string) (rune, bool) {
	for _, r := range w {
		if unicode.IsLetter(r) {
			return r, true
		}
	}
	return 0, false
}

// mark is the sign of an entry: its body's letter, or that of its kind.
func (g *grid) mark(e *calendar.Entry) string {
	m := markActivity
	switch e.Kind {
	case agenda.SessionKind:
		if m = g.letters[e.Owner]; m == "" {
			m = "#"
		}
		g.used[e.Owner] = true
		return m
	case agenda.MeetingKind:
		m = markMeeting
	case agenda.ObservanceKind:
		m = markObservance
	}
	g.used[m] = true
	return m
}

// hue is the colour of an entry's mark, by the kind of its body.
func (g *grid) hue(e *calendar.Entry) term.Tone {
	if rowTone(e.State) == term.Faint {
		return term.Faint
	}
	switch e.Kind {
	case agenda.SessionKind:
		return bodyHue(g.c.Program.Body(e.Owner))
	case agenda.ActivityKind:
		return term.Plain
	}
	return term.Hue4
}

// bodyHue is the colour of a kind of body.
func bodyHue(b *program.Body) term.Tone {
	if b == nil {
		return term.Hue4
	}
	switch b.Kind.Value {
	case "plenary":
		return term.Hue1
	case "subcommission":
		return term.Hue2
	case "group", "":
		return term.Hue3
	}
	return term.Hue4
}

// closed is the mark of a non-working day that is not of a weekend, and why it
// is one; "" of any other day.
func (g *grid) closed(d when.Day) (mark, why string) {
	if wd := d.Weekday(); wd == time.Saturday || wd == time.Sunday || g.work.IsWorkday(d) {
		return "", ""
	}
	mark, why = markClosure, g.work.Why(d)
	for _, h := range g.work.Holidays(d.Year()) {
		if h.Day == d {
			mark = markHoliday
		}
	}
	g.used[mark] = true
	return mark, why
}

// says is what an entry is called in a list: «Campañas 1.ª», «CORETT (1 de
// 4)», with its state where it is not simply to come.
func (g *grid) says(e *calendar.Entry) string {
	text := calendarTitle(*e)
	if e.Session != nil {
		text = oneLine(e.Label) + "\u00a0" + e.Session.Figure()
	} else if e.Kind == agenda.ActivityKind {
		text = oneLine(e.Label) + ": " + text
	}
	if e.Time != "" {
		text = e.Time + "\u00a0" + text
	}
	if e.State != agenda.Scheduled && e.State != agenda.NotBegun {
		text += ", " + e.StateText()
	}
	return text
}

// weekdays are the days of a week in their order.
func (g *grid) weekdays() [7]time.Weekday {
	var out [7]time.Weekday
	for i := range out {
		out[i] = (g.first + time.Weekday(i)) % 7
	}
	return out
}

// column is the place of a day in its week, from 0.
func (g *grid) column(d when.Day) int { return int(d.Weekday()-g.first+7) % 7 }

// monthsAsked are the months with days in the range, each as its days.
func (g *grid) monthsAsked() []when.Range {
	var out []when.Range
	r := g.c.Range
	if r == (when.Range{}) { // nobody knows the year
		return nil
	}
	y, m, _ := r.First.Date()
	for {
		month := when.Range{First: when.NewDay(y, m, 1), Last: when.NewDay(y, m+1, 1) - 1}
		if month.First > r.Last {
			return out
		}
		out = append(out, month)
		if m++; m > time.December {
			y, m = y+1, time.January
		}
	}
}

// number is the figure of a day in its tone: strong with something on it,
// faint if it is non-working, inverse if it is the day asked.
func (g *grid) number(d when.Day, width int) string {
	_, _, n := d.Date()
	tone := term.Plain
	switch {
	case g.c.Range.Contains(d) && len(g.byDay[d]) > 0:
		tone = term.Strong | term.Under
	case !g.work.IsWorkday(d) || !g.c.Range.Contains(d):
		tone = term.Faint
	}
	if d == g.c.AsOf {
		tone |= term.Inverse
	}
	figure := strconv.Itoa(n)
	return strings.Repeat(" ", width-len(figure)) + g.s.Paint(tone, figure)
}

// undated lists what has no date at all.
func (g *grid) undated() {
	var items []*calendar.Entry
	for i := range g.c.Parts.Undated {
		if e := &g.c.Parts.Undated[i]; e.Kind != agenda.ActivityKind || g.activities {
			items = append(items, e)
		}
	}
	if len(items) == 0 {
		return
	}
	g.heading("Con fecha por definir")
	for _, e := range items {
		g.line(1, 5, term.Piece{Text: g.mark(e), Tone: g.hue(e)}, term.Piece{Text: " " + term.Visible(g.says(e))})
	}
}

// legend says what the marks mean, those that were used.
func (g *grid) legend() {
	var pieces []term.Piece
	add := func(mark, text string, hue term.Tone) {
		if pieces != nil {
			pieces = append(pieces, term.Piece{Text: "\u00a0· ", Tone: term.Faint})
		}
		pieces = append(pieces, term.Piece{Text: mark, Tone: hue}, term.Piece{Text: "\u00a0" + strings.ReplaceAll(text, " ", "\u00a0"), Tone: term.Faint})
	}
	done := map[string]bool{}
	for _, b := range g.c.Program.Bodies {
		if id := b.ID.Value; g.used[id] && !done[id] {
			done[id] = true
			add(g.letters[id], term.Visible(oneLine(b.Label())), bodyHue(b))
		}
	}
	for _, m := range []struct {
		mark, text string
		hue        term.Tone
	}{
		{markMeeting, "reunión", term.Hue4},
		{markObservance, "conmemoración", term.Hue4},
		{markActivity, "actividad", term.Plain},
		{markHeld, "celebrada", term.Good},
		{markLost, "cancelada o no celebrada", term.Plain},
		{"+", "y más ese día", term.Plain},
		{markHoliday, "inhábil por ley", term.Plain},
		{markClosure, "inhábil por acuerdo", term.Plain},
	} {
		if g.used[m.mark] {
			add(m.mark, m.text, m.hue)
		}
	}
	if pieces != nil {
		fmt.Fprintln(g.out)
		g.line(1, 1, pieces...)
	}
}
