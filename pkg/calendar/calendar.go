// Package calendar says what of an agenda falls in a stretch of days: the one
// model that every format of a calendar draws. It gives entries in parts, with
// their counts; others write them.
package calendar

import (
	"cmp"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// Query is what of an agenda is asked for. The zero Query is all of it.
type Query struct {
	From, To *when.Day     // first and last day; nil is the programme's own
	Bodies   []string      // only sessions of these bodies, by id; nil is everything
	Kinds    []agenda.Kind // only entries of these kinds; nil is all
}

// Calendar is what falls in a stretch of days.
type Calendar struct {
	Program *program.Program
	AsOf    when.Day
	Query   Query
	Range   when.Range // the days asked
	Whole   bool       // the whole programme is asked, not some of its days
	Parts   Parts
	Counts  Counts
}

// Parts are the entries of a calendar, each in one of them, in order of their
// earliest day, then of their latest, then as the programme has them.
type Parts struct {
	// Fixed are the sessions, meetings and observances on a certain day, or on
	// certain days.
	Fixed []Entry
	// Open are those whose day is still to be fixed, among days that touch the
	// range.
	Open []Entry
	// Activities are the activities with days in the range, however they are
	// dated.
	Activities []Entry
	// Undated are the entries of which no day is known at all. They are listed
	// only where the whole programme is asked, and only counted otherwise.
	Undated []Entry
}

// Count is how many entries of a kind a calendar has, those without any date
// aside.
type Count struct {
	All  int
	Open int // of them, those in [Parts].Open that are still to be held
}

// Counts are the entries of a calendar by kind, and those of the whole
// programme without any date. Each entry is counted once.
type Counts struct {
	Sessions, Activities, Meetings, Observances Count
	Undated                                     int
}

// Entry is an entry of the agenda with what a calendar says of it.
type Entry struct {
	agenda.Entry
	Name   string // as lists call it: its short title, or its title
	Number string // of an activity: «2», «B.3», or as written; "" if it has none
	Of     int    // how many times it occurs; 0 if it occurs once
	Time   string // the hour at which it begins, HH:MM; "" if it is not known
	Place  string
}

// Make says what of an agenda falls in the days asked. The day of an agenda of
// no day is the programme's last one.
func Make(a *agenda.Agenda, q Query) *Calendar {
	p := a.Program
	c := &Calendar{Program: p, AsOf: p.Period.Last, Query: q, Range: p.Period, Whole: q.From == nil && q.To == nil}
	if a.AsOf != nil {
		c.AsOf = *a.AsOf
	}
	if q.From != nil {
		c.Range.First = *q.From
	}
	if q.To != nil {
		c.Range.Last = *q.To
	}
	m := newMaker(a)
	for _, e := range a.Entries {
		if q.asks(e) {
			c.add(e, m)
		}
	}
	slices.SortStableFunc(c.Parts.Undated, undatedOrder)
	return c
}

// asks reports whether an entry is of the bodies and kinds asked.
func (q Query) asks(e agenda.Entry) bool {
	if q.Bodies != nil && (e.Kind != agenda.SessionKind || !slices.Contains(q.Bodies, e.Owner)) {
		return false
	}
	return q.Kinds == nil || slices.Contains(q.Kinds, e.Kind)
}

// add puts an entry in its part, if it has days in the range.
func (c *Calendar) add(e agenda.Entry, m *maker) {
	switch {
	case e.NoDate(c.Program.Period):
		c.Counts.Undated++
		if c.Whole {
			c.Parts.Undated = append(c.Parts.Undated, m.entry(e))
		}
		return
	case !c.Whole && !touches(e.Days, c.Range): // what was moved out of the programme is still of the whole
		return
	}
	n := c.Counts.of(e.Kind)
	n.All++
	part := &c.Parts.Fixed
	switch {
	case e.Kind == agenda.ActivityKind:
		part = &c.Parts.Activities
	case !e.Fixed():
		part = &c.Parts.Open
		if e.State != agenda.Cancelled && e.State != agenda.NotHeld {
			n.Open++
		}
	}
	*part = append(*part, m.entry(e))
}

func (c *Counts) of(k agenda.Kind) *Count {
	switch k {
	case agenda.SessionKind:
		return &c.Sessions
	case agenda.MeetingKind:
		return &c.Meetings
	case agenda.ObservanceKind:
		return &c.Observances
	}
	return &c.Activities
}

func touches(days when.Set, r when.Range) bool {
	for _, run := range days {
		if run.First <= r.Last && run.Last >= r.First {
			return true
		}
	}
	return false
}

// NoDate reports whether no day is known of an entry of this calendar.
func (c *Calendar) NoDate(e Entry) bool { return e.Entry.NoDate(c.Program.Period) }

// Entries returns all entries of all parts for programs to read: in order of
// their earliest day, their latest and their id, in which figures count as
// numbers; those without any date come last.
func (c *Calendar) Entries() []Entry {
	p := c.Parts
	out := make([]Entry, 0, len(p.Fixed)+len(p.Open)+len(p.Activities)+len(p.Undated))
	put := func(parts ...[]Entry) {
		var in []*Entry // an entry is large to move about
		for _, part := range parts {
			for i := range part {
				in = append(in, &part[i])
			}
		}
		slices.SortStableFunc(in, func(x, y *Entry) int {
			if x.Entry.NoDate(c.Program.Period) {
				return natural(x.ID, y.ID)
			}
			return cmp.Or(
				cmp.Compare(x.Days.First(), y.Days.First()),
				cmp.Compare(x.Days.Last(), y.Days.Last()),
				natural(x.ID, y.ID),
			)
		})
		for _, e := range in {
			out = append(out, *e)
		}
	}
	put(p.Fixed, p.Open, p.Activities)
	put(p.Undated)
	return out
}

// IsEmpty reports whether no entry falls in the days asked.
func (c *Calendar) IsEmpty() bool {
	p := c.Parts
	return len(p.Fixed)+len(p.Open)+len(p.Activities)+len(p.Undated) == 0
}
