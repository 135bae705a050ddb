package when

import "time"

type unitKind uint8

const (
	uDay       unitKind = iota // day d of month m
	uMonth                     // month m
	uGroup                     // the ord-th run of size months of a year
	uYear                      // year y
	uSeason                    // season ord, 21..32 as EDTF counts them
	uHalf                      // the ord-th half of a month
	uFirst                     // the first d days of a period
	uLast                      // the last d days of a period
	uNthDay                    // the ord-th day of a period
	uWeek                      // the ord-th week of a period
	uWeekday                   // the ord-th weekday wd of a period
	uWorkFirst                 // the first d working days of a period
	uWorkLast                  // the last d working days of a period
	uWorkNth                   // the ord-th working day of a period
	uISOWeek                   // week ord of year y, ISO 8601-1 §4.3.8
	uUndef                     // «por definir» where a date could stand
)

// unit is the smallest thing that has days once its year is known. An ord of -1
// is the last.
type unit struct {
	kind    unitKind
	ord     int
	size    int
	d       int
	m       time.Month
	y       int
	wd      time.Weekday
	hasWd   bool  // a weekday was written before the day
	first   bool  // the month was written before the day: «marzo 10»
	ordinal bool  // a bare number or ordinal that may belong to a noun further on
	of      *unit // the period of a part, if it is not month m
	each    int   // «de cada mes»: the part repeats every so many months
	wdTok   int   // token of the weekday
	i, j    int   // tokens
}

// isPart reports whether u is a part of a period, by default of a month.
func (u *unit) isPart() bool { return u.kind >= uHalf && u.kind <= uWorkNth }

// needsMonth reports whether u takes its month from a neighbour.
func (u *unit) needsMonth() bool {
	return (u.kind == uDay || u.isPart()) && u.m == 0 && u.of == nil && u.each == 0
}

func (u *unit) year() int {
	if u.of != nil {
		return u.of.year()
	}
	return u.y
}

func (u *unit) setYear(y int) {
	if u.of != nil {
		of := *u.of
		of.setYear(y)
		u.of = &of
		return
	}
	u.y = y
}

// month returns the month in which u begins, or 0.
func (u *unit) month() time.Month {
	switch {
	case u.of != nil:
		return u.of.month()
	case u.kind == uGroup:
		return time.Month((u.ord-1)*u.size + 1)
	}
	return u.m
}

// takesYear reports whether u has no days before a year is known.
func (u *unit) takesYear() bool { return u.kind != uUndef && u.each == 0 }

// meaning is what a unit means in some year.
type meaning struct {
	days Set
	kind Kind
	sym  *symbol
}

// period returns the run of days of a unit that is a period.
func (u *unit) period(y int) (Range, bool) {
	switch u.kind {
	case uMonth:
		return monthRange(y, u.m), true
	case uGroup:
		if u.ord < 1 || u.ord > 12/u.size {
			return Range{}, false
		}
		m := time.Month((u.ord-1)*u.size + 1)
		return Range{NewDay(y, m, 1), NewDay(y, m+time.Month(u.size), 1) - 1}, true
	case uYear:
		return Range{NewDay(y, 1, 1), NewDay(y, 12, 31)}, true
	}
	return Range{}, false
}

// in returns the meaning of u in year y; ok is false if there is no such day.
func (u *unit) in(y int) (mean meaning, ok bool) {
	if y < 1 || y > 9999 {
		return meaning{}, false
	}
	switch u.kind {
	case uDay:
		d, ok := ValidDay(y, u.m, u.d)
		return meaning{days: Set{{d, d}}, kind: OneDay}, ok
	case uSeason:
		return meaning{days: season(u.ord, y), kind: Window}, true
	case uISOWeek:
		jan4 := NewDay(y, 1, 4)
		monday := jan4 - Day((int(jan4.Weekday())+6)%7) + Day(7*(u.ord-1))
		if u.ord < 1 || (monday+3).Year() != y {
			return meaning{}, false
		}
		return meaning{days: Set{{monday, monday + 6}}, kind: Window}, true
	}
	if r, ok := u.period(y); ok {
		return meaning{days: Set{r}, kind: Window}, true
	}
	if !u.isPart() {
		return meaning{}, false
	}
	r := monthRange(y, max(u.m, 1))
	if u.of != nil {
		if r, ok = u.of.period(y); !ok {
			return meaning{}, false
		}
	}
	return u.within(r)
}

// within returns the meaning of a part in the period r.
func (u *unit) within(r Range) (mean meaning, ok bool) {
	day := func(d Day) (meaning, bool) {
		return meaning{days: Set{{d, d}}, kind: OneDay}, r.Contains(d)
	}
	window := func(a, b Day) (meaning, bool) {
		return meaning{days: Set{{a, b}}, kind: Window}, a <= b && r.Contains(a) && r.Contains(b)
	}
	switch u.kind {
	case uDay, uNthDay:
		n := u.ord
		if u.kind == uDay {
			n = u.d
		}
		if n < 0 {
			return day(r.Last)
		}
		if n < 1 {
			return meaning{}, false
		}
		return day(r.First + Day(n-1))
	case uHalf:
		switch {
		case u.ord == 1 && r.Len() <= 31:
			return window(r.First, r.First+14)
		case (u.ord == 2 || u.ord == -1) && r.Len() <= 31:
			return window(r.First+15, r.Last)
		}
		return meaning{}, false
	case uFirst:
		return window(r.First, r.First+Day(u.d-1))
	case uLast:
		return window(r.Last-Day(u.d-1), r.Last)
	case uWeek:
		if u.ord == -1 {
			return window(r.Last-6, r.Last)
		}
		s := weekReadings(u.ord, r)
		return meaning{days: s, kind: Window}, !s.IsEmpty()
	case uWeekday:
		if u.ord < 0 {
			return day(r.Last - Day((int(r.Last.Weekday())-int(u.wd)+7)%7))
		}
		return day(r.First + Day((int(u.wd)-int(r.First.Weekday())+7)%7+7*(u.ord-1)))
	case uWorkFirst, uWorkLast, uWorkNth:
		n, op := u.d, workFirst
		switch {
		case u.kind == uWorkLast:
			op = workLast
		case u.kind == uWorkNth:
			n, op = u.ord, workNth
		}
		if n == 0 || n > r.Len() {
			return meaning{}, false
		}
		kind := Window
		if op == workNth {
			kind = OneDay
		}
		return meaning{days: Set{r}, kind: kind, sym: &symbol{op: op, n: n, in: r}}, true
	}
	return meaning{}, false
}

// weekReadings returns the days of the n-th week of a period in every reading
// of it: seven days from the first, and weeks that begin on Monday or on
// Sunday, counted from the first that touches the period or lies in it.
func weekReadings(n int, r Range) Set {
	if n < 1 || n > 53 {
		return nil
	}
	var runs []Range
	add := func(first Day) {
		runs = append(runs, Range{max(first, r.First), min(first+6, r.Last)})
	}
	skip := Day(7 * (n - 1))
	add(r.First + skip)
	for _, start := range [...]time.Weekday{time.Monday, time.Sunday} {
		back := Day((int(r.First.Weekday()) - int(start) + 7) % 7)
		add(r.First - back + skip)
		if back > 0 {
			add(r.First - back + 7 + skip)
		}
	}
	return NewSet(runs...)
}

// season returns the days of a season of the year in every reading of it that
// stays in the year: 21..24 and 25..28 are spring to winter in the north,
// 29..32 in the south (ISO 8601-2 §4.8).
func season(code, y int) Set {
	n := (code - 21) % 4
	if code >= 29 {
		n = (n + 2) % 4
	}
	day := func(m time.Month, d int) Day { return NewDay(y, m, d) }
	switch n {
	case 0:
		return Set{{day(3, 1), day(6, 21)}}
	case 1:
		return Set{{day(6, 1), day(9, 23)}}
	case 2:
		return Set{{day(9, 1), day(12, 22)}}
	}
	return Set{{day(1, 1), day(3, 21)}, {day(12, 1), day(12, 31)}}
}

// groupUnit returns the unit of an EDTF grouping of a year, 21..41.
func groupUnit(code, y int) (unit, bool) {
	switch {
	case code >= 21 && code <= 32:
		return unit{kind: uSeason, ord: code, y: y}, true
	case code >= 33 && code <= 36:
		return unit{kind: uGroup, ord: code - 32, size: 3, y: y}, true
	case code >= 37 && code <= 39:
		return unit{kind: uGroup, ord: code - 36, size: 4, y: y}, true
	case code == 40 || code == 41:
		return unit{kind: uGroup, ord: code - 39, size: 6, y: y}, true
	}
	return unit{}, false
}

// groupCode returns the EDTF grouping that u is, or 0.
func (u *unit) groupCode() uint8 {
	switch {
	case u.kind == uSeason:
		return uint8(u.ord)
	case u.kind == uGroup && u.size == 3:
		return uint8(32 + u.ord)
	case u.kind == uGroup && u.size == 4:
		return uint8(36 + u.ord)
	case u.kind == uGroup && u.size == 6:
		return uint8(39 + u.ord)
	}
	return 0
}
