package page

import (
	"cmp"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/when"
)

// maker makes what the page says of the entries of a calendar.
type maker struct {
	c     *calendar.Calendar
	r     *progress.Report
	taken map[string]int             // anchors, and how many wanted each
	rows  map[*calendar.Entry]string // the anchor of each entry's row
}

// part is a part of the calendar with its entries in groups.
type part struct {
	Title  string
	ID     string
	Groups []group
}

// group is entries under a heading: of a month, or "" of all.
type group struct {
	Title, ID string
	Rows      []row
}

// row is an entry in a list.
type row struct {
	ID      string // an anchor
	Entry   string // the id of the entry
	Lane    string // the id of its lane, for the filter
	Kind    string
	Date    string
	Time    string // AAAA-MM-DD of one certain day
	Clock   string
	Hue     string
	Label   string
	Heading string
	Place   string
	Symbol  string // the symbol of its state
	State   string
	Tone    string
	Off     bool // it will not be held on its date
}

// parts are the parts with something in them. What has a date is grouped by
// month, if there are several.
func (m *maker) parts() []part {
	var out []part
	add := func(title, id string, entries []calendar.Entry, months bool) {
		if len(entries) == 0 {
			return
		}
		p := part{Title: title, ID: id}
		last := ""
		for i := range entries {
			e := &entries[i]
			month, key := "", ""
			if months {
				month, key = m.month(*e)
			}
			if i == 0 || key != last {
				g := group{Title: month}
				if key != "" {
					g.ID = m.id("mes-", key)
				}
				p.Groups = append(p.Groups, g)
				last = key
			}
			g := &p.Groups[len(p.Groups)-1]
			g.Rows = append(g.Rows, m.row(e))
		}
		out = append(out, p)
	}
	c := m.c
	several := c.Range.First.Year() != c.Range.Last.Year() || c.Range.First.Month() != c.Range.Last.Month() || c.Whole
	add("Con fecha", "con-fecha", c.Parts.Fixed, several)
	add("Con fecha por definir", "por-definir", c.Parts.Open, false)
	add("Actividades", "actividades", c.Parts.Activities, false)
	add("Sin fecha", "sin-fecha", c.Parts.Undated, false)
	return out
}

// month is the month under which an entry stands: that in which it begins, or
// in which the range does for one that began before.
func (m *maker) month(e calendar.Entry) (title, key string) {
	d, r := e.Days.First(), m.c.Range
	if e.Days.Last() >= r.First {
		d = max(d, r.First)
	}
	title = when.MonthName(d.Month())
	if r.First.Year() != r.Last.Year() || d.Year() != r.First.Year() {
		title += " de " + strconv.Itoa(d.Year())
	}
	return title, d.String()[:len("2022-04")]
}

func (m *maker) row(e *calendar.Entry) row {
	id := m.id("e-", e.ID)
	m.rows[e] = id
	r := row{
		ID: id, Lane: laneOf(e), Kind: string(e.Kind), Clock: e.Time, Hue: hueOf(m.c.Program, e),
		Label: calendar.OneLine(e.Label), Heading: heading(*e), Entry: e.ID, Place: calendar.OneLine(e.Place),
		Symbol: m.mark(e), State: e.StateText(), Tone: toneOf(e.State), Off: off(e.State),
		Date: m.c.DateText(*e),
	}
	if e.Fixed() && e.Days.Len() == 1 {
		r.Time = e.Days.First().String()
		r.Date = when.WeekdayShort(e.Days.First().Weekday()) + " " + dayIn(m.c.Program.Period, e.Days.First())
	}
	return r
}

// heading is what an entry is called, in full: there is room for its title.
func heading(e calendar.Entry) string {
	e.Name = cmp.Or(e.Title, e.Name)
	return e.Heading()
}

// off reports whether something will not be held on its date.
func off(s agenda.State) bool { return s == agenda.Cancelled || s == agenda.NotHeld }

// toneOf is how a state stands out, besides its mark and its word.
func toneOf(s agenda.State) string {
	switch s {
	case agenda.Held, agenda.Done:
		return "good"
	case agenda.Overdue, agenda.Unrecorded:
		return "warn"
	case agenda.NotHeld, agenda.Late:
		return "bad"
	case agenda.Cancelled:
		return "faint"
	}
	return ""
}

// The symbols that tell states, days, windows and unknowns apart.
const (
	markDay      = "day"      // a certain day
	markNotified = "notified" // one that was called
	markMoved    = "moved"    // one that took the place of another
	markHeld     = "held"     // held, or done: a tick
	markPast     = "past"     // past, nothing recorded
	markOff      = "off"      // cancelled, or not held
	markWindow   = "window"   // days of which one is to be fixed
	markSpan     = "span"     // days over which something runs
	markRunning  = "running"  // in progress
	markLate     = "late"
	markUnknown  = "unknown" // no date at all
	markAway     = "away"    // outside the days shown
)

// glyph is the symbol of a state; "" if the state is that something is still to
// come.
func glyph(s agenda.State) string {
	switch s {
	case agenda.Held, agenda.Done:
		return markHeld
	case agenda.Overdue, agenda.Unrecorded:
		return markPast
	case agenda.Cancelled, agenda.NotHeld:
		return markOff
	case agenda.InProgress:
		return markRunning
	case agenda.Late:
		return markLate
	}
	return ""
}

// mark is the symbol of an entry in a list.
func (m *maker) mark(e *calendar.Entry) string {
	if g := glyph(e.State); g != "" {
		return g
	}
	switch {
	case m.c.NoDate(*e):
		return markUnknown
	case spans(e):
		return markSpan
	case !e.Fixed():
		return markWindow
	}
	return day(e.State)
}

// day is the symbol of what is to be held on a certain day.
func day(s agenda.State) string {
	switch s {
	case agenda.Notified:
		return markNotified
	case agenda.Rescheduled:
		return markMoved
	}
	return markDay
}

// spans reports whether an entry runs over its days, rather than falling on one
// of them.
func spans(e *calendar.Entry) bool { return e.Activity != nil && !e.Activity.IsMeeting() }

// laneOf is the id of the lane in which an entry stands.
func laneOf(e *calendar.Entry) string {
	if e.Kind == agenda.MeetingKind {
		return meetingLane
	}
	return e.Owner
}

// meetingLane is the lane of all outside meetings. No owner has such an id.
const meetingLane = "/reuniones"

// hueOf is the colour of an entry: that of the kind of its body.
func hueOf(p *program.Program, e *calendar.Entry) string {
	if e.Kind != agenda.SessionKind {
		return "activity"
	}
	return bodyHue(p.Body(e.Owner))
}

func bodyHue(b *program.Body) string {
	if b == nil {
		return "other"
	}
	switch b.Kind.Value {
	case "plenary", "subcommission", "group":
		return b.Kind.Value
	}
	return "other"
}

// id returns an anchor of letters, figures and hyphens that nothing else on the
// page has.
func (m *maker) id(prefix, name string) string {
	b := []byte(prefix)
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b = append(b, byte(r))
		} else {
			b = append(b, '-')
		}
	}
	id := string(b)
	m.taken[id]++
	if n := m.taken[id]; n > 1 { // no slug has a full stop
		id += "." + strconv.Itoa(n)
	}
	return id
}
