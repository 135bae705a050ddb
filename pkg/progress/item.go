package progress

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/when"
)

// ItemKind is why something is told.
type ItemKind string

// The kinds of what needs attention.
const (
	ItemOverdue   ItemKind = "overdue"   // past, nothing recorded, or a resolution not met
	ItemLate      ItemKind = "late"      // an activity recorded, past and unfinished
	ItemLapsed    ItemKind = "lapsed"    // an agreement that ceased to be in force within the period
	ItemDueToday  ItemKind = "due_today" // its last day is the day asked
	ItemNext      ItemKind = "next"      // falls due, opens or ends up to Until
	ItemLapsing   ItemKind = "lapsing"   // an agreement whose last day comes up to Until
	ItemUndefined ItemKind = "undefined" // has no day yet
)

// The kinds of what happened.
const (
	ItemHeld        ItemKind = "held"
	ItemNotHeld     ItemKind = "not_held"
	ItemRescheduled ItemKind = "rescheduled"
	ItemCancelled   ItemKind = "cancelled"
	ItemProgress    ItemKind = "progress"
	ItemDone        ItemKind = "done"
	ItemSigned      ItemKind = "signed"
)

// Item is one line about one entity, or about several of a group alike.
type Item struct {
	Kind    ItemKind
	ID      string    // of the first, or only, entity
	IDs     []string  // of all of them, ID first
	Day     *when.Day // the day that matters: its own, or the last, or that on which its window opens; nil if it has none
	Light   Light
	Message string // Spanish: «19.ª del Pleno: su plazo terminó el 31 de mayo y no hay registro de que se celebrara»
}

// light is what a kind shows; what has still to be fixed shows amber by itself.
func (k ItemKind) light() Light {
	switch k {
	case ItemOverdue, ItemLate, ItemLapsed, ItemNotHeld, ItemCancelled:
		return Red
	case ItemDueToday, ItemLapsing, ItemRescheduled:
		return Amber
	case ItemUndefined, ItemProgress:
		return None
	}
	return Green
}

// rank is the place of a kind in the list of what needs attention.
func (k ItemKind) rank() int {
	switch k {
	case ItemOverdue, ItemLate, ItemLapsed:
		return 0
	case ItemDueToday:
		return 1
	case ItemNext, ItemLapsing:
		return 2
	}
	return 3
}

// byUrgency orders what needs attention; what has no day at all comes last.
func byUrgency(x, y Item) int {
	return cmp.Or(cmp.Compare(x.Kind.rank(), y.Kind.rank()), byDay(x, y))
}

func byDay(x, y Item) int {
	switch {
	case x.Day == nil || y.Day == nil:
		return cmp.Compare(btoi(x.Day == nil), btoi(y.Day == nil))
	}
	return cmp.Compare(*x.Day, *y.Day)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// date writes a day, with its year unless that is the programme's and the year
// of the day asked as well: a year later «el 1 de febrero» would be today.
func (m *measure) date(d when.Day) string {
	if p := m.p.Period; p.First.Year() == p.Last.Year() && d.Year() == p.First.Year() && m.asOf.Year() <= d.Year() {
		return d.DayMonth()
	}
	return d.Spanish()
}

// onDay writes a day with its weekday: «viernes 1 de julio».
func (m *measure) onDay(d when.Day) string { return when.WeekdayName(d.Weekday()) + " " + m.date(d) }

// span writes the first and the last day of a set: «del 1 al 15 de julio».
func (m *measure) span(days when.Set) string {
	first, last := days.First(), days.Last()
	y1, m1, d1 := first.Date()
	y2, m2, _ := last.Date()
	switch {
	case first == last:
		return "el " + m.date(first)
	case y1 == y2 && m1 == m2:
		return "del " + strconv.Itoa(d1) + " al " + m.date(last)
	case y1 == y2:
		return "del " + first.DayMonth() + " al " + m.date(last)
	}
	return "del " + m.date(first) + " al " + m.date(last)
}

// enumerate joins words: «2, 3 y 4».
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := words[len(words)-1]
	and := " y "
	if l := strings.TrimPrefix(strings.ToLower(last), "«"); strings.HasPrefix(l, "i") || strings.HasPrefix(l, "hi") {
		and = " e "
	}
	return strings.Join(words[:len(words)-1], ", ") + and + last
}

// count writes how many with the noun that agrees: «1 fecha», «3 fechas».
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// sorted returns items in an order that keeps equals as they came.
func sorted(items []Item, compare func(x, y Item) int) []Item {
	slices.SortStableFunc(items, compare)
	return items
}
