package recurrence

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"patci/pkg/rule"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// The words of the parameters. What a rulebook writes is English or Spanish.
var (
	weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
	months   = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	nths     = []string{"first", "second", "third", "fourth", "fifth", "last"}
)

const last = "last"

var alsoWeekdays = func() map[string]string {
	also := map[string]string{"miercoles": "wednesday", "sabado": "saturday"}
	for i, w := range weekdays {
		also[when.WeekdayName(time.Weekday(i))] = w
	}
	return also
}()

var alsoMonths = func() map[string]string {
	also := map[string]string{"setiembre": "september"}
	for i, m := range months {
		also[when.MonthName(time.Month(i+1))] = m
		also[strconv.Itoa(i+1)] = m
	}
	return also
}()

var alsoNths = func() map[string]string {
	also := map[string]string{"primero": "first", "primer": "first", "segundo": "second", "tercero": "third", "tercer": "third", "cuarto": "fourth", "quinto": "fifth"}
	for word := range alsoLast {
		also[word] = last
	}
	for i, n := range nths[:5] {
		also[strconv.Itoa(i+1)] = n
	}
	return also
}()

var alsoLast = map[string]string{"último": last, "ultimo": last, "-1": last}

// upTo lists the numbers from 1 to n, and the last.
func upTo(n int) []string {
	var out []string
	for i := range n {
		out = append(out, strconv.Itoa(i+1))
	}
	return append(out, last)
}

// pattern says which days of a calendar are the rule's.
type pattern struct {
	calendar  *workday.Calendar
	weekdays  []int // 0 is Sunday
	nth       []int // of the weekday in its month; -1 the last
	monthDays []int // -1 the last
	working   []int // of the working days of the month; -1 the last
	months    []int // nil: every one
	shift     string
	seen      map[when.Day]bool
}

func patternOf(p *rule.Pass) *pattern {
	v := p.Rule.Values
	numbers := func(name string, words []string, first int) (out []int) {
		for _, w := range v.List(name) {
			n, err := strconv.Atoi(w)
			switch {
			case w == last:
				n = -1
			case err != nil:
				n = slices.Index(words, w) + first
			}
			out = append(out, n)
		}
		slices.SortFunc(out, func(a, b int) int { return cmp.Compare(uint(a), uint(b)) }) // the last one last
		return slices.Compact(out)
	}
	return &pattern{
		calendar: p.Calendar, shift: v.Text("shift"), seen: map[when.Day]bool{},
		weekdays: numbers("weekday", weekdays, 0), nth: numbers("nth", nths, 1), monthDays: numbers("month_day", nil, 0),
		working: numbers("working_day_of_month", nil, 0), months: numbers("months", months, 1),
	}
}

// on reports whether a day is of the pattern, before any shift.
func (p *pattern) on(d when.Day) bool {
	y, m, n := d.Date()
	length := when.MonthLength(y, m)
	either := func(list []int, n int, last bool) bool {
		return slices.Contains(list, n) || last && slices.Contains(list, -1)
	}
	if p.months != nil && !slices.Contains(p.months, int(m)) {
		return false
	}
	switch {
	case p.weekdays != nil:
		return slices.Contains(p.weekdays, int(d.Weekday())) && (p.nth == nil || either(p.nth, (n+6)/7, n+7 > length))
	case p.monthDays != nil:
		return either(p.monthDays, n, n == length)
	}
	first := d - when.Day(n-1)
	return p.calendar.IsWorkday(d) &&
		either(p.working, p.calendar.Between(first-1, d), p.calendar.Between(d, first+when.Day(length-1)) == 0)
}

// fits reports whether a session on a day follows the pattern.
func (p *pattern) fits(d when.Day) bool {
	fits, known := p.seen[d]
	if !known {
		fits = p.look(d)
		p.seen[d] = fits
	}
	return fits
}

func (p *pattern) look(d when.Day) bool {
	if p.shift == "none" {
		return p.on(d)
	}
	if !p.calendar.IsWorkday(d) {
		return false
	}
	if p.on(d) {
		return true
	}
	back := when.Day(-1)
	if p.shift == "previous_working_day" {
		back = 1
	}
	for q := d + back; !p.calendar.IsWorkday(q) && q != d+400*back; q += back {
		if p.on(q) {
			return true
		}
	}
	return false
}

// String writes the pattern in Spanish: «segundo martes del mes».
func (p *pattern) String() string {
	text, of := "", " del mes"
	switch {
	case p.weekdays != nil:
		var names []string
		for _, w := range p.weekdays {
			names = append(names, when.WeekdayName(time.Weekday(w)))
		}
		text = or(names)
		if p.nth != nil {
			text = or(ordinals(p.nth)) + " " + text
		} else {
			of = ""
		}
	case p.monthDays != nil:
		text = "día " + or(figures(p.monthDays))
		if len(p.monthDays) == 1 && p.monthDays[0] == -1 {
			text = "último día"
		}
	default:
		text = or(ordinals(p.working)) + " día hábil"
		if n := len(p.working); n > 1 && p.working[0] == 1 && p.working[n-1] == n {
			text = "uno de los primeros " + rule.Number(n, false) + " días hábiles"
		}
	}
	if p.months != nil {
		var names []string
		for _, m := range p.months {
			names = append(names, when.MonthName(time.Month(m)))
		}
		of = " de " + or(names)
	}
	switch p.shift {
	case "next_working_day":
		of += ", ni el hábil que sigue a uno inhábil"
	case "previous_working_day":
		of += ", ni el hábil que antecede a uno inhábil"
	}
	return text + of
}

func ordinals(ns []int) (out []string) {
	words := [...]string{"último", "", "primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo"}
	for _, n := range ns {
		if n+1 < len(words) {
			out = append(out, words[n+1])
		} else {
			out = append(out, when.OrdinalFigure(n, false))
		}
	}
	return out
}

func figures(ns []int) (out []string) {
	for _, n := range ns {
		if n < 0 {
			out = append(out, "último")
		} else {
			out = append(out, strconv.Itoa(n))
		}
	}
	return out
}

// or lists words as alternatives: «primer, tercer o último».
func or(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	last, or := words[len(words)-1], " o "
	if strings.HasPrefix(last, "o") || last == "8" {
		or = " u "
	}
	return strings.Join(words[:len(words)-1], ", ") + or + last
}
