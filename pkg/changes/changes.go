// Package changes says what of a programme is no longer as it was at an
// earlier version: what was added or taken out, cancelled, moved to other days,
// or held outside those that were promised. It compares meaning, not text: a
// date written in another way, or an entry put elsewhere in the files, is no
// change.
package changes

import (
	"cmp"
	"fmt"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/program"
	"patci/pkg/when"
)

// Kind is what sort of change it is.
type Kind string

// The kinds of change.
const (
	Added     Kind = "added"
	Removed   Kind = "removed"
	Cancelled Kind = "cancelled"
	NotHeld   Kind = "not_held"
	Moved     Kind = "moved"   // to days that are not all among those it had
	Outside   Kind = "outside" // held on a day that is not among those it had
)

// Spanish returns the word that people read.
func (k Kind) Spanish() string {
	switch k {
	case Added:
		return "se agregó"
	case Removed:
		return "se retiró"
	case Cancelled:
		return "se canceló"
	case NotHeld:
		return "no se celebró"
	case Moved:
		return "cambió de fecha"
	case Outside:
		return "se celebró en otra fecha"
	}
	return string(k)
}

// Sign is a sign that tells the kinds apart at a glance.
func (k Kind) Sign() string {
	switch k {
	case Added:
		return "+"
	case Removed:
		return "−"
	case Cancelled, NotHeld:
		return "×"
	}
	return "→"
}

// Change is one entry of the programme that is not as it was.
type Change struct {
	Kind   Kind
	ID     string
	Of     agenda.Kind // what it is
	Owner  string      // the body, objective or observance that it belongs to
	Title  string      // «Vigésima Sesión Ordinaria · Pleno»
	Before string      // its date as it was, in words; "" if it was not there
	After  string      // its date as it is; "" if it is no longer there
	Reason string      // as recorded; "" if nobody wrote one
}

// Report is what changed since a version.
type Report struct {
	Since   string   // which version that is, in words
	Changes []Change // in the order of the programme's entries; what was taken out comes last
	// Fixed is how many days were fixed, of sessions and meetings, among those
	// that the version left open: that is what it asked for, and no change.
	Fixed int
}

// FixedText says how many dates were fixed; "" if none was.
func (r *Report) FixedText() string {
	switch r.Fixed {
	case 0:
		return ""
	case 1:
		return "Además, se fijó 1 fecha dentro del plazo que el programa le daba."
	}
	return fmt.Sprintf("Además, se fijaron %d fechas dentro del plazo que el programa les daba.", r.Fixed)
}

// Compare says what is not in an agenda as it was in an older one of the same
// body and period. Both speak of entries by their ids.
func Compare(old, now *agenda.Agenda) *Report {
	r := &Report{}
	before := map[string]calendar.Entry{}
	was, is := calendar.Make(old, calendar.Query{}), calendar.Make(now, calendar.Query{})
	for _, e := range all(was) {
		if _, twice := before[e.ID]; !twice {
			before[e.ID] = e
		}
	}
	seen := map[string]bool{}
	for _, e := range all(is) {
		if seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		c := Change{ID: e.ID, Of: e.Kind, Owner: e.Owner, Title: title(e), After: is.DateText(e)}
		b, known := before[e.ID]
		if !known {
			c.Kind = Added
			r.Changes = append(r.Changes, c)
			continue
		}
		c.Before = was.DateText(b)
		open := b.Days
		if b.Days.IsEmpty() || b.NoDate(old.Program.Period) { // any day will do
			open = when.NewSet(old.Program.Period)
		}
		within := !e.Days.IsEmpty() && e.Days.Minus(open).IsEmpty()
		switch {
		case e.State == agenda.Cancelled && b.State != agenda.Cancelled:
			c.Kind, c.After, c.Reason = Cancelled, "", reason(e, now)
		case e.State == agenda.NotHeld && b.State != agenda.NotHeld:
			c.Kind, c.After, c.Reason = NotHeld, "", reason(e, now)
		case e.State == agenda.Held && b.State != agenda.Held && !within:
			c.Kind = Outside
		case within && e.Days.Equal(open), e.Days.IsEmpty() && b.Days.IsEmpty():
			continue
		case within && e.Kind != agenda.ActivityKind:
			if e.Fixed() && !b.Fixed() {
				r.Fixed++
			}
			continue
		default:
			c.Kind = Moved
			if e.Session != nil && b.Session != nil && len(moves(e.Session, now)) > len(moves(b.Session, old)) {
				c.Reason = reason(e, now)
			}
		}
		r.Changes = append(r.Changes, c)
	}
	for _, b := range all(was) {
		if !seen[b.ID] {
			seen[b.ID] = true
			r.Changes = append(r.Changes, Change{Kind: Removed, ID: b.ID, Of: b.Kind, Owner: b.Owner, Title: title(b), Before: was.DateText(b)})
		}
	}
	return r
}

// all are the entries of a calendar, those of a body together.
func all(c *calendar.Calendar) []calendar.Entry {
	out := c.Entries()
	order := map[agenda.Kind]int{agenda.SessionKind: 0, agenda.MeetingKind: 1, agenda.ObservanceKind: 2, agenda.ActivityKind: 3}
	place := map[string]int{}
	for i, b := range c.Program.Bodies {
		if _, twice := place[b.ID.Value]; !twice {
			place[b.ID.Value] = i
		}
	}
	slices.SortStableFunc(out, func(x, y calendar.Entry) int {
		return cmp.Or(cmp.Compare(order[x.Kind], order[y.Kind]), cmp.Compare(place[x.Owner], place[y.Owner]))
	})
	return out
}

func title(e calendar.Entry) string {
	if e.Kind == agenda.MeetingKind {
		return e.Heading()
	}
	return e.Heading() + " · " + calendar.OneLine(e.Label)
}

// reason is why a session is not as it was, as recorded by the day of an agenda.
func reason(e calendar.Entry, a *agenda.Agenda) string {
	s := e.Session
	switch {
	case s == nil:
	case e.State == agenda.Cancelled && s.Cancelled != nil:
		return s.Cancelled.Reason.Value
	case e.State == agenda.NotHeld && s.NotHeld != nil:
		return s.NotHeld.Reason.Value
	default:
		if all := moves(s, a); all != nil {
			return all[len(all)-1].Reason.Value
		}
	}
	return ""
}

// moves are the times that a session was moved, as known on the day of an agenda.
func moves(s *program.Session, a *agenda.Agenda) []*program.Rescheduling {
	var out []*program.Rescheduling
	for _, m := range s.Rescheduled {
		if m.To.Set() && (!m.On.Set() || a.AsOf == nil || m.On.Day <= *a.AsOf) {
			out = append(out, m)
		}
	}
	return out
}
