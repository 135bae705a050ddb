package rule

import (
	"strconv"

	"patci/pkg/when"
	"patci/pkg/workday"
)

// Span is a length of time that a rule asks for, in one unit.
type Span struct {
	N    int
	Unit Unit
}

// Unit is a unit of time, by the name of the parameter that gives it.
type Unit string

// The units: months from date to date, weeks, calendar days, working days and
// hours.
const (
	Months      Unit = "months"
	Weeks       Unit = "weeks"
	Days        Unit = "days"
	WorkingDays Unit = "working_days"
	Hours       Unit = "hours"
)

// units says how each unit reads in Spanish and how much of it is asked at most.
var units = map[Unit]struct {
	doc, one, many string
	feminine       bool
	most           int
	spanish        []string
}{
	Months:      {"en meses de fecha a fecha", "un mes", "meses", false, 120, []string{"meses", "mes"}},
	Weeks:       {"en semanas", "una semana", "semanas", true, 520, []string{"semanas", "semana"}},
	Days:        {"en días naturales", "un día natural", "días naturales", false, 3660, []string{"dias", "dias_naturales"}},
	WorkingDays: {"en días hábiles", "un día hábil", "días hábiles", false, 2600, []string{"dias_habiles", "habiles"}},
	Hours:       {"en horas", "una hora", "horas", true, 720, []string{"horas", "hora"}},
}

// SpanParams are the parameters of a kind that asks for one span, in any of
// some units: exactly one of them is written. What it is called («el plazo»)
// begins their documentation.
func SpanParams(what string, of ...Unit) []Param {
	var ps []Param
	for _, u := range of {
		ps = append(ps, Param{Name: string(u), Spanish: units[u].spanish, Doc: what + ", " + units[u].doc, Type: Int, Min: 1, Max: units[u].most, OneOf: "length"})
	}
	return ps
}

// Span returns the span that the parameters of SpanParams give.
func (v Values) Span() Span {
	for _, u := range []Unit{Months, Weeks, Days, WorkingDays, Hours} {
		if v.Has(string(u)) {
			return Span{v.Int(string(u)), u}
		}
	}
	return Span{}
}

// String writes the span as prose does: «tres meses», «15 días hábiles».
func (s Span) String() string {
	u := units[s.Unit]
	switch {
	case s.N == 1:
		return u.one
	case s.Unit == Hours:
		return strconv.Itoa(s.N) + " " + u.many
	}
	return Number(s.N, u.feminine) + " " + u.many
}

// After is the day on which a span from a day ends, that day not counted
// (LFPA, arts. 29 and 38; see package workday for months). With roll, an end
// on a non-working day passes to the next working day. Hours count as the
// days that hold them whole or in part.
func (s Span) After(c *workday.Calendar, d when.Day, roll bool) when.Day {
	var end when.Day
	switch s.Unit {
	case Months:
		return c.AddMonths(d, s.N, roll)
	case Weeks:
		end = d + when.Day(7*s.N)
	case Days:
		end = d + when.Day(s.N)
	case WorkingDays:
		end = c.Add(d, s.N)
	default:
		end = d + when.Day((s.N+23)/24)
	}
	if roll {
		end = c.Next(end)
	}
	return end
}

// most is more calendar days than the span can have, closures of some months
// included.
func (s Span) most() when.Day {
	switch s.Unit {
	case Months:
		return when.Day(31*s.N + 100)
	case Weeks:
		return when.Day(7*s.N + 100)
	case WorkingDays:
		return when.Day(2*s.N + 200)
	case Hours:
		return when.Day(s.N/24 + 100)
	}
	return when.Day(s.N + 100)
}

// Before is the last day from which the span, without roll, has ended by d.
func (s Span) Before(c *workday.Calendar, d when.Day) when.Day {
	y := d
	switch s.Unit {
	case Months:
		y = d - when.Day(28*s.N)
	case WorkingDays:
		y = c.Add(d, -s.N)
	case Weeks, Days, Hours:
		return d - (s.After(c, d, false) - d)
	}
	for s.After(c, y, false) > d {
		y--
	}
	for s.Unit == WorkingDays && s.After(c, y+1, false) <= d { // from a weekend counts as from the Friday
		y++
	}
	return y
}
