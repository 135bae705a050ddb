package workday

import (
	"slices"
	"sync/atomic"
	"time"

	"github.com/rickar/cal/v2"

	"patci/pkg/when"
)

// The calendar reaches from 1 January of year 1 to 31 December of year 9999, the
// days that [when.ParseISO] can read.
const (
	minYear = 1
	maxYear = 9999
)

// Closure is a run of days on which the offices are closed beside the list of
// holidays: vacations and suspensions ordered in the Diario Oficial (LFPA 28).
// It is an entry of the programme's non_working.
type Closure struct {
	Days  when.Set // the days, whether or not they would be working days
	Title string   // what [Calendar.Why] answers, in Spanish
}

// Holiday is a day of a [List] in one year.
type Holiday struct {
	Day   when.Day
	Title string // in Spanish: «natalicio de Benito Juárez»
}

// Calendar knows the working days of one list of holidays and the closures of a
// programme. Make one with [New]; any number of goroutines may use it.
//
// It covers the years 1 to 9999. No day outside of them is a working day, and a
// count that would leave them stops at their first or last day.
type Calendar struct {
	engine   *cal.BusinessCalendar
	closures []Closure
	// years are built when first asked for, by century and year of the century.
	years [maxYear/100 + 1]atomic.Pointer[[100]atomic.Pointer[year]]
}

// New returns the calendar of a list and of the closures of a programme, which
// may overlap. It builds no year yet.
func New(l List, closures ...Closure) *Calendar {
	return &Calendar{engine: l.calendar(), closures: slices.Clone(closures)}
}

// of returns year y, which must be covered.
func (c *Calendar) of(y int) *year {
	slot := &c.years[y/100]
	century := slot.Load()
	if century == nil {
		slot.CompareAndSwap(nil, new([100]atomic.Pointer[year]))
		century = slot.Load()
	}
	if b := century[y%100].Load(); b != nil {
		return b
	}
	// Two goroutines may build the same year. Both get the same one.
	century[y%100].CompareAndSwap(nil, c.build(y))
	return century[y%100].Load()
}

// at returns the year of d and the index of d in it, or nil outside of the years
// covered.
func (c *Calendar) at(d when.Day) (*year, int) {
	y := d.Year()
	if y < minYear || y > maxYear {
		return nil, 0
	}
	b := c.of(y)
	return b, int(d - b.first)
}

// IsWorkday reports whether d is a working day: not a Saturday, a Sunday, a
// holiday of the list or in a closure (LFPA 28).
func (c *Calendar) IsWorkday(d when.Day) bool {
	b, i := c.at(d)
	return b != nil && b.has(i)
}

// Why returns in Spanish why d is not a working day, and "" if it is one. A
// holiday says its name even on a weekend: «natalicio de Benito Juárez»,
// «sábado», «domingo», or the title of the first closure that has d.
func (c *Calendar) Why(d when.Day) string {
	b, i := c.at(d)
	if b == nil {
		return "fuera del calendario"
	}
	if b.has(i) {
		return ""
	}
	if title := b.title(d); title != "" {
		return title
	}
	if wd := d.Weekday(); wd == time.Saturday || wd == time.Sunday {
		return when.WeekdayName(wd)
	}
	for _, closure := range c.closures {
		if closure.Days.Contains(d) && closure.Title != "" {
			return closure.Title
		}
	}
	return "día inhábil del programa"
}

// Holidays returns the holidays of the list in a year, in order: also those that
// fall on a weekend, but not the other weekends, and not the closures. The
// caller may change the slice.
func (c *Calendar) Holidays(year int) []Holiday {
	if year < minYear || year > maxYear {
		return nil
	}
	return slices.Clone(c.of(year).holidays)
}

// Resolve returns d with its symbolic dates made concrete, such as «último día
// hábil de marzo».
func (c *Calendar) Resolve(d when.Date) when.Date { return d.Resolve(c.IsWorkday) }
