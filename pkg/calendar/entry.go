package calendar

import (
	"cmp"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/program"
)

// maker knows what the entries of an agenda do not say themselves.
type maker struct {
	times    map[string]int // by id, without «#»: how often it occurs
	meetings map[string]*program.Meeting
	observed map[string]*program.Observance
}

func newMaker(a *agenda.Agenda) *maker {
	m := &maker{map[string]int{}, map[string]*program.Meeting{}, map[string]*program.Observance{}}
	for _, e := range a.Entries {
		if e.Occurrence > 0 {
			m.times[whole(e)]++
		}
	}
	for _, x := range a.Program.Meetings {
		m.meetings[x.ID.Value] = x
	}
	for _, x := range a.Program.Observances {
		m.observed[x.ID.Value] = x
	}
	return m
}

// whole is the id of what an entry is one occurrence of.
func whole(e agenda.Entry) string {
	return strings.TrimSuffix(e.ID, "#"+strconv.Itoa(e.Occurrence))
}

func (m *maker) entry(e agenda.Entry) Entry {
	out := Entry{Entry: e, Name: e.Title, Time: e.Date.Clock}
	if e.Occurrence > 0 {
		out.Of = m.times[whole(e)]
	}
	short := ""
	switch x := m.meetings[e.Owner]; {
	case e.Session != nil:
		out.Place = e.Session.Place.Value
		out.Time = e.Clock
	case e.Activity != nil:
		short, out.Place, out.Number = e.Activity.Short.Value, e.Activity.Place.Value, number(e.Activity, e.Owner)
	case e.Kind == agenda.MeetingKind && x != nil:
		short, out.Place = x.Short.Value, x.Place.Value
	case e.Kind == agenda.ObservanceKind && m.observed[e.Owner] != nil:
		short = m.observed[e.Owner].Short.Value
	}
	if short != "" {
		out.Name = short
	}
	return out
}

// number is how people count an activity: in its section if it is in one,
// «B.3», unless it is written in a way of its own.
func number(a *program.Activity, owner string) string {
	if w := a.AsWritten["number"].Value; w != "" {
		return w
	}
	if !a.Number.Set() {
		return ""
	}
	n := strconv.Itoa(a.Number.Value)
	if section, ok := strings.CutPrefix(a.Parent, owner+"/"); ok && section != "" {
		return section + "." + n
	}
	return n
}

// undatedOrder puts entries without any date by kind and owner.
func undatedOrder(x, y Entry) int {
	rank := func(e Entry) int {
		switch e.Kind {
		case agenda.SessionKind:
			return 0
		case agenda.MeetingKind:
			return 1
		case agenda.ObservanceKind:
			return 2
		}
		return 3
	}
	if n := cmp.Compare(rank(x), rank(y)); n != 0 || x.Kind != agenda.ActivityKind {
		return n // of a kind, as the programme has them
	}
	return natural(x.Owner, y.Owner)
}

// CompareIDs orders ids with their figures as numbers: pleno/9 before pleno/19.
func CompareIDs(x, y string) int { return natural(x, y) }

// natural compares texts with their figures as numbers: pleno/9 before
// pleno/19. Texts that differ never compare equal.
func natural(x, y string) int {
	for a, b := x, y; ; {
		i, j := digits(a), digits(b)
		switch {
		case a == "" || b == "":
			return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(x, y))
		case i > 0 && j > 0:
			m, n := strings.TrimLeft(a[:i], "0"), strings.TrimLeft(b[:j], "0")
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
			a, b = a[i:], b[j:]
		case a[0] != b[0]:
			return cmp.Compare(a[0], b[0])
		default:
			a, b = a[1:], b[1:]
		}
	}
}

// digits returns how many bytes of s, from its first, are figures.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
