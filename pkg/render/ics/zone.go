package ics

import (
	"time"

	"patci/pkg/when"
)

// zone is the time of Mexico City, in which the hours of a programme are
// written. They are kept as they are, with their zone, and not turned into UTC:
// what the programme says is a time on a clock there, whatever law on summer
// time comes to hold by then.
const zone = "America/Mexico_City"

// timezone is the VTIMEZONE of the zone, by line, for some days: the change that
// holds on the first of them and those that follow, one by one. Rules that
// repeat would say the same in fewer lines, but what ends in a certain year some
// programs read wrong, and some not at all.
func timezone(days when.Range) []string {
	var held []change
	for _, c := range changes() {
		switch {
		case c.day > days.Last && held != nil:
		case c.day <= days.First:
			held = []change{c}
		default:
			held = append(held, c)
		}
	}
	out := []string{"BEGIN:VTIMEZONE", "TZID:" + zone}
	for _, c := range held {
		out = append(out, "BEGIN:"+c.kind, "DTSTART:"+basic(c.day)+"T"+c.clock, "TZOFFSETFROM:"+c.from, "TZOFFSETTO:"+c.to, "TZNAME:"+c.name, "END:"+c.kind)
	}
	return append(out, "END:VTIMEZONE")
}

// change is a day on which clocks were changed.
type change struct {
	day            when.Day
	clock          string
	kind, from, to string
	name           string
}

// changes are those of Mexico City since 1970: summer time was from 1996 to
// 2022, from the first Sunday of April to the last one of October, but in 2001,
// when it was shorter. The law that ended it (DOF 28-10-2022) let the change of
// 30 October 2022 be the last one.
func changes() []change {
	out := []change{{when.NewDay(1970, time.January, 1), "000000", "STANDARD", "-0600", "-0600", "CST"}}
	for y := 1996; y <= 2022; y++ {
		begin, end := sunday(when.NewDay(y, time.April, 1)), sunday(when.NewDay(y, time.October, 25))
		if y == 2001 {
			begin, end = when.NewDay(y, time.May, 6), when.NewDay(y, time.September, 30)
		}
		out = append(out, change{begin, "020000", "DAYLIGHT", "-0600", "-0500", "CDT"}, change{end, "020000", "STANDARD", "-0500", "-0600", "CST"})
	}
	return out
}

// sunday is the first Sunday from a day on.
func sunday(d when.Day) when.Day { return d + when.Day(7-int(d.Weekday()))%7 }
