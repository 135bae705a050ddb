package workday

import (
	"time"

	"patci/pkg/when"
)

// Next returns d if it is a working day, and otherwise the next one: how a term
// that ends on a non-working day is extended (LFPA 29).
func (c *Calendar) Next(d when.Day) when.Day {
	if c.IsWorkday(d) {
		return d
	}
	return c.Add(d, 1)
}

// Add returns the n-th working day after d, or before it if n is negative: the
// last day of a term of n days whose day 0 is d, the day of the act (LFPA 28 and
// 38). Add(d, 0) is d, even on a Sunday.
func (c *Calendar) Add(d when.Day, n int) when.Day {
	if n == 0 {
		return d
	}
	d = clamp(d)
	y := d.Year()
	b := c.of(y)
	i := int(d - b.first)
	if n > 0 {
		for done := b.rank(i + 1); ; done = 0 {
			if n <= b.total-done {
				return b.nth(done + n - 1)
			}
			if n -= b.total - done; y == maxYear {
				return b.first + when.Day(b.length-1)
			}
			y++
			b = c.of(y)
		}
	}
	for left := b.rank(i); ; left = b.total {
		// n is not negated: the smallest int has no counterpart.
		if left+n >= 0 {
			return b.nth(left + n)
		}
		if n += left; y == minYear {
			return b.first
		}
		y--
		b = c.of(y)
	}
}

// Between returns the number of working days after a and up to b, b included:
// how many days of a term that began on a have run on b (LFPA 28 and 38). It is
// 0 if b is not after a.
func (c *Calendar) Between(a, b when.Day) int {
	if a, b = clamp(a), clamp(b); b <= a {
		return 0
	}
	from, i := c.at(a)
	to, j := c.at(b)
	n := to.rank(j+1) - from.rank(i+1)
	for y, last := a.Year(), b.Year(); y < last; y++ {
		n += c.of(y).total
	}
	return n
}

// AddMonths returns the day on which a term of n calendar months that begins
// with d ends (LFPA 29): the same day number n months later, or the first
// working day of the month after that if it has no such day, whatever roll says.
// With roll, a term whose last day is not a working day runs to the next one.
//
//	30 Nov 2021 + 3 = Tue 1 Mar 2022   (there is no 30 February)
//	31 Jan 2022 + 3 = Mon 2 May 2022   (1 May is a Sunday)
//	 1 Feb 2022 + 3 = Sun 1 May 2022, and Mon 2 May with roll
//
// With roll, a later day never gives an earlier end, and neither do more months.
// Without roll it can, as the example shows. Months do not add up: two terms of
// one month may end on another day than one of two months.
//
// A negative n counts the months backwards and rolls forwards all the same. The
// law speaks of no such term, and it does not undo AddMonths: to know the days
// from which n months reach a given one, try those days.
func (c *Calendar) AddMonths(d when.Day, n int, roll bool) when.Day {
	const span = (maxYear + 1) * 12
	d = clamp(d)
	y, month, day := d.Date()
	m := y*12 + int(month) - 1 + min(max(n, -span), span)
	y, month = m/12, time.Month(m%12+1)
	switch {
	case m < minYear*12:
		return c.end(firstDay, roll)
	case y > maxYear:
		return c.end(lastDay, roll)
	case day > 28 && day > when.MonthLength(y, month):
		return c.Next(when.NewDay(y, month+1, 1))
	}
	end := when.NewDay(y, month, day)
	if b := c.of(y); !roll || b.has(int(end-b.first)) { // as Next does, without asking again for the year
		return end
	}
	return c.Add(end, 1)
}

// AddYears returns the day on which a term of n calendar years that begins with
// d ends (LFPA 29), which is one of 12 n months; see [Calendar.AddMonths]. From
// 29 February it ends on the first working day of March where the year is not a
// leap year.
func (c *Calendar) AddYears(d when.Day, n int, roll bool) when.Day {
	const span = maxYear + 1
	return c.AddMonths(d, 12*min(max(n, -span), span), roll)
}

// end returns the last day of a term that would end on d.
func (c *Calendar) end(d when.Day, roll bool) when.Day {
	if roll {
		return c.Next(d)
	}
	return d
}

// The first and the last day of a calendar, 1 January of [minYear] and 31
// December of [maxYear].
const (
	firstDay when.Day = -719162
	lastDay  when.Day = 2932896
)

// clamp returns the day of the calendar that is nearest to d.
func clamp(d when.Day) when.Day { return min(max(d, firstDay), lastDay) }
