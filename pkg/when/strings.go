package when

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// String returns d in the house form: lower case, months in words, the year if
// the text had it. It reads back, in the same [Context], as the same days, kind
// and marks.
func (d Date) String() string {
	if d.Kind == Occurrences {
		if d.phrase != "" {
			return d.phrase
		}
		return itemsText(d.Items)
	}
	return d.base() + marksText(d.Clock, d.Tentative, d.Undefined && d.base() != "por definir")
}

func marksText(clock string, tentative, undefined bool) string {
	s := ""
	if clock != "" {
		s += ", " + clock + " horas"
	}
	if tentative {
		s += " (tentativa)"
	}
	if undefined {
		s += " (por definir)"
	}
	return s
}

func dayText(d Day, year bool) string {
	if year {
		return d.Spanish()
	}
	return d.DayMonth()
}

func monthText(m time.Month, y int, year bool) string {
	if year {
		return MonthName(m) + " de " + strconv.Itoa(y)
	}
	return MonthName(m)
}

// base returns d without its marks.
func (d Date) base() string {
	switch {
	case d.phrase != "":
		return d.phrase
	case d.Kind == NoDate:
		return "no aplica"
	case d.Undefined && !d.within():
		return "por definir"
	case d.Permanent:
		return "permanente"
	case d.Days.IsEmpty():
		return "por definir"
	}
	first, last := d.Days.First(), d.Days.Last()
	switch d.Kind {
	case OneDay:
		return dayText(first, d.year)
	case AllDays:
		if len(d.Days) == 1 {
			if first+1 == last && first.Month() == last.Month() {
				return strconv.Itoa(dayOf(first)) + " y " + dayText(last, d.year)
			}
			return "del " + spanText(first, last, d.year)
		}
	case Deadline:
		return "a más tardar el " + dayText(last, d.year)
	case Window:
		return d.windowText()
	}
	return d.EDTF()
}

// within reports whether an undefined date is narrower than the programme.
func (d Date) within() bool { return d.narrow || d.phrase != "" }

func dayOf(d Day) int { _, _, n := d.Date(); return n }

// months returns the months of which the set is made, if it is made of months.
func (s Set) months() (list []Day, ok bool) {
	for _, r := range s {
		for f := r.First; f <= r.Last; {
			y, m, n := f.Date()
			end := monthRange(y, m).Last
			if n != 1 || end > r.Last || len(list) > 600 {
				return nil, false
			}
			list = append(list, f)
			f = end + 1
		}
	}
	return list, len(list) > 0
}

func (d Date) windowText() string {
	first, last := d.Days.First(), d.Days.Last()
	if months, ok := d.Days.months(); ok && len(months) <= 600 {
		n := len(months)
		name := func(f Day, year bool) string { return monthText(f.Month(), f.Year(), year) }
		sameYear := first.Year() == last.Year()
		switch {
		case n == 1:
			return name(first, d.year)
		case len(d.Days) == 1 && n == 2:
			return name(first, d.year && !sameYear) + "/" + name(months[1], d.year)
		case len(d.Days) == 1:
			return name(first, d.year && !sameYear) + "-" + name(months[n-1], d.year)
		default:
			var b strings.Builder
			for i, f := range months {
				if i > 0 {
					b.WriteByte('/')
				}
				b.WriteString(name(f, d.year))
			}
			return b.String()
		}
	}
	if len(d.Days) == 1 && first == last {
		return "entre el " + dayText(first, d.year) + " y el " + dayText(last, d.year)
	}
	if len(d.Days) == 1 && first+1 == last && first.Month() == last.Month() {
		return strconv.Itoa(dayOf(first)) + orWord(dayOf(last)) + dayText(last, d.year)
	}
	if len(d.Days) == 1 {
		head := first.DayMonth()
		switch {
		case first.Month() == last.Month() && first.Year() == last.Year():
			head = strconv.Itoa(dayOf(first))
		case first.Year() != last.Year():
			head = dayText(first, d.year)
		}
		return "entre el " + head + " y el " + dayText(last, d.year)
	}
	if d.Days.Len() > 12 {
		return "[" + edtfRuns(d.Days) + "]"
	}
	var b strings.Builder
	days := slices.Collect(d.Days.All())
	for i, day := range days {
		switch {
		case i == len(days)-1:
			b.WriteString(orWord(dayOf(day)))
		case i > 0:
			b.WriteString(", ")
		}
		if i+1 < len(days) && days[i+1].Month() == day.Month() && days[i+1].Year() == day.Year() {
			b.WriteString(strconv.Itoa(dayOf(day)))
		} else {
			b.WriteString(dayText(day, d.year))
		}
	}
	return b.String()
}

func orWord(next int) string {
	if next == 8 || next == 11 {
		return " u "
	}
	return " o "
}

// itemsText writes occurrences: single days of one month together, «10, 17 y 24
// de marzo», the rest between semicolons.
func itemsText(items []Date) string {
	var b strings.Builder
	for i := 0; i < len(items); {
		if i > 0 {
			b.WriteString("; ")
		}
		n := i + 1
		for n < len(items) && items[i].joins(items[n]) && items[n-1].Days.First() < items[n].Days.First() {
			n++
		}
		// Days in a row would read as all of them.
		row := int(items[n-1].Days.Last())-int(items[i].Days.First()) == n-1-i
		if n-i < 2 || row {
			b.WriteString(items[i].String())
			i++
			continue
		}
		for k := i; k < n; k++ {
			switch {
			case k == n-1:
				b.WriteString(" y ")
			case k > i:
				b.WriteString(", ")
			}
			if k == n-1 {
				b.WriteString(items[k].String())
			} else {
				b.WriteString(strconv.Itoa(dayOf(items[k].Days.First())))
			}
		}
		i = n
	}
	return b.String()
}

// joins reports whether two days can share their month.
func (d Date) joins(o Date) bool {
	plainDay := func(d Date) bool {
		return d.Kind == OneDay && !d.Tentative && d.Clock == "" && d.sym == nil && d.phrase == "" && len(d.Days) == 1
	}
	if !plainDay(d) || !plainDay(o) || d.year != o.year {
		return false
	}
	y1, m1, _ := d.Days.First().Date()
	y2, m2, _ := o.Days.First().Date()
	return y1 == y2 && m1 == m2
}

// monthRun writes whole months in a row as «marzo-abril».
func monthRun(s Set, year bool) string {
	months, ok := s.months()
	if !ok || len(s) != 1 || len(months) < 2 {
		return ""
	}
	first, last := s.First(), s.Last()
	return monthText(first.Month(), first.Year(), year && first.Year() != last.Year()) + "-" + monthText(last.Month(), last.Year(), year)
}

// ordinalBefore returns the ordinal that stands before a noun: «primer»,
// «segunda», «último».
func ordinalBefore(n int, feminine bool) string {
	switch {
	case n < 0 && feminine:
		return "última"
	case n < 0:
		return "último"
	case !feminine && n == 1:
		return "primer"
	case !feminine && n == 3:
		return "tercer"
	case n > 12:
		return OrdinalFigure(n, feminine)
	}
	return OrdinalWords(n, feminine)
}

func groupName(size int) string {
	switch size {
	case 2:
		return "bimestre"
	case 3:
		return "trimestre"
	case 4:
		return "cuatrimestre"
	}
	return "semestre"
}

func eachText(months int) string {
	switch months {
	case 1:
		return "mes"
	case 12:
		return "año"
	}
	return groupName(months)
}

// phrase returns the canonical text of what the days of a unit do not tell.
func (p *parser) phrase(u *unit, v value) string {
	year := ""
	if p.wrote {
		year = " de " + strconv.Itoa(v.y)
	}
	switch u.kind {
	case uGroup:
		return ordinalBefore(u.ord, false) + " " + groupName(u.size) + year
	case uSeason:
		if u.ord > 24 {
			return strconv.Itoa(v.y) + "-" + strconv.Itoa(u.ord)
		}
		return [...]string{"primavera", "verano", "otoño", "invierno"}[u.ord-21] + year
	}
	if !u.isPart() || v.sym == nil && v.kind == OneDay {
		return ""
	}
	return partText(u) + " " + periodText(u, v.y, p.wrote)
}

// periodText returns the period of a part with its preposition: «de mayo».
func periodText(u *unit, y int, year bool) string {
	if u.of == nil {
		return "de " + monthText(u.m, y, year)
	}
	if u.of.kind == uGroup {
		s := "del " + ordinalBefore(u.of.ord, false) + " " + groupName(u.of.size)
		if year {
			s += " de " + strconv.Itoa(y)
		}
		return s
	}
	if year {
		return "de " + strconv.Itoa(y)
	}
	return "del año"
}

// partText returns a part without its period: «primera quincena».
func partText(u *unit) string {
	switch u.kind {
	case uHalf:
		return ordinalBefore(u.ord, true) + " quincena"
	case uFirst:
		return "primeros " + cardinalText(u.d) + " días"
	case uLast:
		return "últimos " + cardinalText(u.d) + " días"
	case uWeek:
		return ordinalBefore(u.ord, true) + " semana"
	case uNthDay:
		return ordinalBefore(u.ord, false) + " día"
	case uWeekday:
		return ordinalBefore(u.ord, false) + " " + WeekdayName(u.wd)
	case uWorkFirst:
		return "primeros " + cardinalText(u.d) + " días hábiles"
	case uWorkLast:
		return "últimos " + cardinalText(u.d) + " días hábiles"
	case uWorkNth:
		return ordinalBefore(u.ord, false) + " día hábil"
	}
	return "día " + strconv.Itoa(u.d)
}

// templateText returns what repeats: «segundo martes», «del 1 al 5».
func templateText(e *elem) string {
	if !e.isRange {
		return partText(&e.a)
	}
	return "del " + strings.TrimPrefix(partText(&e.a), "día ") + " al " + strings.TrimPrefix(partText(&e.b), "día ")
}

// symbolText returns the text of one symbolic occurrence of what repeats.
func symbolText(s *symbol, year bool, each int) string {
	u := unit{kind: uWorkNth, ord: s.n, d: s.n}
	switch s.op {
	case workFirst:
		u.kind = uWorkFirst
	case workLast:
		u.kind = uWorkLast
	}
	y, m, _ := s.in.First.Date()
	u.m = m
	switch {
	case each == 12:
		u.of = &unit{kind: uYear}
	case each > 1 && (int(m)-1)%each == 0:
		u.of = &unit{kind: uGroup, ord: (int(m)-1)/each + 1, size: each}
	}
	return partText(&u) + " " + periodText(&u, y, year)
}
