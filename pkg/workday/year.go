package workday

import (
	"math/bits"
	"slices"
	"time"

	"patci/pkg/when"
)

// year is one built year of a calendar. It never changes.
type year struct {
	first    when.Day  // 1 January
	length   int       // 365 or 366 days
	work     [6]uint64 // a bit per day of the year, set on working days
	total    int       // how many are set
	holidays []Holiday // the legal list, in order
}

// build works out a year of c: the holidays by the engine, then the weekends and
// the closures.
func (c *Calendar) build(y int) *year {
	first := when.NewDay(y, time.January, 1)
	b := &year{first: first, length: int(when.NewDay(y+1, time.January, 1) - first)}

	b.holidays = make([]Holiday, 0, len(c.engine.Holidays))
	for _, h := range c.engine.Holidays {
		actual, _ := h.Calc(y)
		if actual.IsZero() {
			continue
		}
		_, month, day := actual.Date()
		b.holidays = append(b.holidays, Holiday{when.NewDay(y, month, day), h.Name})
	}
	slices.SortStableFunc(b.holidays, func(a, b Holiday) int { return int(a.Day) - int(b.Day) })

	wd := first.Weekday()
	for i := range b.length {
		if wd != time.Saturday && wd != time.Sunday {
			b.work[i>>6] |= 1 << (i & 63)
		}
		if wd++; wd > time.Saturday {
			wd = time.Sunday
		}
	}
	for _, h := range b.holidays {
		b.clear(int(h.Day - first))
	}
	whole := when.Set{{First: first, Last: first + when.Day(b.length-1)}}
	for _, closure := range c.closures {
		for d := range closure.Days.Intersect(whole).All() {
			b.clear(int(d - first))
		}
	}
	b.total = b.rank(b.length)
	return b
}

func (b *year) clear(i int) { b.work[i>>6] &^= 1 << (i & 63) }

func (b *year) has(i int) bool { return b.work[i>>6]&(1<<(i&63)) != 0 }

// rank returns the number of working days among the first i of the year.
func (b *year) rank(i int) int {
	n, w := 0, 0
	for ; w < i>>6; w++ {
		n += bits.OnesCount64(b.work[w])
	}
	if i&63 != 0 {
		n += bits.OnesCount64(b.work[w] & (1<<(i&63) - 1))
	}
	return n
}

// nth returns the n-th working day of the year, the first being 0. There must
// be more than n.
func (b *year) nth(n int) when.Day {
	w := 0
	for ; ; w++ {
		k := bits.OnesCount64(b.work[w])
		if n < k {
			break
		}
		n -= k
	}
	word := b.work[w]
	for ; n > 0; n-- {
		word &= word - 1
	}
	return b.first + when.Day(w<<6+bits.TrailingZeros64(word))
}

// title returns the name of the holiday on d, or "".
func (b *year) title(d when.Day) string {
	for _, h := range b.holidays {
		if h.Day == d {
			return h.Title
		}
	}
	return ""
}
