package rule

import (
	"patci/pkg/program"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// Moment is a day with its hour.
type Moment struct {
	Day   when.Day
	Clock string // HH:MM; "" if nobody wrote it: any hour of the day
}

// MomentOf is when a fact occurred.
func MomentOf(d program.Day) Moment { return Moment{d.Day, d.Clock} }

// minutes counts from 1970-01-01 to the first and to the last minute that the
// moment can be.
func (m Moment) minutes() (first, last int) {
	first = int(m.Day) * 24 * 60
	if m.Clock == "" {
		return first, first + 24*60 - 1
	}
	figure := func(i int) int { return 10*int(m.Clock[i]-'0') + int(m.Clock[i+1]-'0') }
	first += 60*figure(0) + figure(3)
	return first, first
}

// Plus is the moment some hours later, or earlier if they are negative; of a
// moment without its hour, the day of its first minute.
func (m Moment) Plus(hours int) Moment {
	first, _ := m.minutes()
	first += 60 * hours
	day := first / (24 * 60)
	if first < day*24*60 {
		day--
	}
	out := Moment{Day: when.Day(day)}
	if m.Clock != "" {
		n := first - day*24*60
		out.Clock = string([]byte{byte('0' + n/600), byte('0' + n/60%10), ':', byte('0' + n%60/10), byte('0' + n%10)})
	}
	return out
}

// Passed reports whether a span that begins at one moment has ended by another:
// surely, or perhaps, where it hangs on hours that nobody wrote. Only hours run
// from moment to moment; of all other units the days decide, without roll.
func (s Span) Passed(c *workday.Calendar, from, to Moment) (surely, perhaps bool) {
	if s.Unit != Hours {
		surely = s.After(c, from.Day, false) <= to.Day
		return surely, surely
	}
	first, last := from.minutes()
	earliest, latest := to.minutes()
	return earliest-last >= 60*s.N, latest-first >= 60*s.N
}

// Within reports whether a moment comes before a span from another is over, or
// as it ends: surely, or perhaps, as [Span.Passed] does. Roll does not move hours.
func (s Span) Within(c *workday.Calendar, from, to Moment, roll bool) (surely, perhaps bool) {
	if s.Unit != Hours {
		surely = to.Day <= s.After(c, from.Day, roll)
		return surely, surely
	}
	first, last := from.minutes()
	earliest, latest := to.minutes()
	return latest-first <= 60*s.N, earliest-last <= 60*s.N
}

// Moment writes a moment in a message: «3 de mayo», «3 de mayo a las 11:00».
func (p *Pass) Moment(m Moment) string {
	switch {
	case m.Clock == "":
		return p.Day(m.Day)
	case m.Clock[:2] == "01":
		return p.Day(m.Day) + " a la " + m.Clock
	}
	return p.Day(m.Day) + " a las " + m.Clock
}

// Knows reports whether a fact was written and counts on the day asked.
func (p *Pass) Knows(d program.Day) bool {
	return d.Set() && (p.Agenda.AsOf == nil || d.By(*p.Agenda.AsOf))
}

// Passed reports whether a day is behind the day asked.
func (p *Pass) Passed(d when.Day) bool { return p.Agenda.AsOf != nil && d < *p.Agenda.AsOf }
