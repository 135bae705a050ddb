package progress

import (
	"cmp"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// bodies measures every body of the programme, and after them those that only
// its sessions name, so that no session goes uncounted.
func (m *measure) bodies() []Body {
	var out []Body
	seen := map[string]bool{}
	for _, b := range m.p.Bodies {
		if !seen[b.ID.Value] {
			seen[b.ID.Value] = true
			out = append(out, m.body(b.ID.Value, b))
		}
	}
	for _, s := range m.p.Sessions {
		if !seen[s.Body] {
			seen[s.Body] = true
			out = append(out, m.body(s.Body, nil))
		}
	}
	return out
}

func (m *measure) body(id string, b *program.Body) Body {
	out := Body{ID: id, Label: id, Body: b}
	if b != nil {
		out.Label = b.Label()
	}
	sessions := m.a.Sessions(id, "")
	for _, s := range sessions {
		switch {
		case !s.Promised():
			out.Unplanned++
			if s.State == agenda.Held {
				out.UnplannedHeld++
			}
			continue
		case s.State == agenda.Cancelled:
			out.Cancelled++
		case s.State == agenda.NotHeld:
			out.NotHeld++
		case m.movedOut(s):
			out.MovedOut++
		case s.State == agenda.Held:
			out.Held++
		case s.State == agenda.Overdue:
			out.Overdue++
		default:
			out.Pending++
		}
		out.Promised++
	}
	out.Next = m.next(id, sessions)
	return out
}

// movedOut reports whether a session is no longer of this programme: the days
// that count for it, that on which it was held among them, are wholly outside
// the period, and those that were promised are not. What was held outside the
// period moved out with or without a rescheduling on record, so that leaving
// one out makes no programme look better.
func (m *measure) movedOut(s agenda.Session) bool {
	period := when.Set{m.p.Period}
	if m.p.Period == (when.Range{}) {
		return false // the period is not known
	}
	outside := func(d when.Set) bool { return !d.IsEmpty() && d.Intersect(period).IsEmpty() }
	return outside(s.Date.Days) && !outside(m.a.Resolve(s.Session.Date.Date).Days)
}

// next is the session that comes next: of those that can still be held, that
// which can be soonest, in the order of their numbers. One without any day
// comes after those that have some.
func (m *measure) next(body string, sessions []agenda.Session) *agenda.Entry {
	type candidate struct {
		id       string
		dated    bool
		earliest when.Day
	}
	var all []candidate
	floor := map[string]when.Day{} // by kind: no session comes before the one numbered below it
	for _, s := range sessions {
		switch s.State {
		case agenda.Scheduled, agenda.Notified, agenda.Rescheduled:
		default:
			continue
		}
		c := candidate{id: s.ID()}
		if rest := onOrAfter(s.Date.Days, m.asOf); !rest.IsEmpty() {
			c.dated, c.earliest = true, rest.First()
			if least, ok := floor[s.KindOf()]; ok {
				if later := onOrAfter(rest, least); !later.IsEmpty() {
					c.earliest = later.First()
				}
				floor[s.KindOf()] = max(least, c.earliest)
			} else {
				floor[s.KindOf()] = c.earliest
			}
		}
		all = append(all, c)
	}
	if len(all) == 0 {
		return nil
	}
	first := slices.MinFunc(all, func(x, y candidate) int {
		if x.dated != y.dated {
			if x.dated {
				return -1
			}
			return 1
		}
		return cmp.Compare(x.earliest, y.earliest)
	})
	for _, e := range m.entries[body] {
		if e.Kind == agenda.SessionKind && e.ID == first.id {
			return e
		}
	}
	return nil
}

// onOrAfter is the days of a set from a day on.
func onOrAfter(days when.Set, d when.Day) when.Set {
	if days.IsEmpty() || days.Last() < d {
		return nil
	}
	return days.Intersect(when.Set{{First: d, Last: days.Last()}})
}
