package when

import (
	"strconv"
	"time"
)

// span turns tokens i..j-1 into code points, never empty for a text that is not.
func (p *parser) span(i, j int) (start, end int) {
	start, end = p.tok(i).start, p.tok(j-1).end
	if j <= i {
		end = start
	}
	end = min(end, len(p.rs))
	if start >= end {
		start = max(0, min(start, len(p.rs)-1))
		end = min(start+1, len(p.rs))
	}
	return start, end
}

// fail records what ends the reading, at tokens i..j-1. The first failure stands.
func (p *parser) fail(i, j int, code, message, remedy string) {
	if p.fatal != nil {
		return
	}
	start, end := p.span(i, j)
	p.fatal = &Problem{Start: start, End: end, Code: code, Fatal: true, Message: message, Remedy: remedy}
}

// warn records what does not end the reading.
func (p *parser) warn(i, j int, code, message, remedy string) {
	start, end := p.span(i, j)
	pr := Problem{Start: start, End: end, Code: code, Message: message, Remedy: remedy}
	for _, n := range p.notes {
		if n == pr {
			return
		}
	}
	p.notes = append(p.notes, pr)
}

func (p *parser) note(i, j int, message, remedy string) { p.warn(i, j, CodeNote, message, remedy) }

// quote returns the text of tokens i..j-1 in «».
func (p *parser) quote(i, j int) string {
	start, end := p.span(i, j)
	return quote(p.rs[start:end])
}

// dayMonth is [Day.DayMonth] for days that need not exist.
func dayMonth(d int, m time.Month) string { return strconv.Itoa(d) + " de " + MonthName(m) }

// example writes a day as it should be written, or a stock one if it is none.
func (p *parser) example(d int, m time.Month, y int) string {
	if day, ok := ValidDay(y, m, d); ok {
		return "«" + day.Spanish() + "»"
	}
	if day, ok := ValidDay(y, time.Month(d), int(m)); ok {
		return "«" + day.Spanish() + "»"
	}
	return "«10 de marzo de 2022»"
}

// askYear answers a day whose year has two figures.
func (p *parser) askYear(i, j, d int, m time.Month, yy int) {
	p.fail(i, j, CodeAmbiguous, "el año de "+p.quote(i, j)+" tiene dos cifras",
		"escríbalo con cuatro: «"+dayMonth(d, m)+" de "+strconv.Itoa(century(yy))+"»")
}

// twoFigures answers a year of two figures at i, after an optional «de».
func (p *parser) twoFigures(i int) {
	k := p.skip(i, "de", "del")
	t := p.tok(k)
	if k == i || t.kind != tNum || t.digits != 2 || t.ord || t.n < 0 || p.is(k+1, ":", "de", "a", "al", "y", ",") {
		return
	}
	if _, month := p.month(k + 1); month {
		return
	}
	p.fail(k, k+1, CodeAmbiguous, "el año "+p.quote(k, k+1)+" tiene dos cifras", "escríbalo con cuatro: «"+strconv.Itoa(century(t.n))+"»")
}

// askWeek answers «semana 13».
func (p *parser) askWeek(i, j, n int) {
	y := p.years[0]
	if yy, _, ok := p.ofYear(j); ok && yy > 0 {
		y = yy
	}
	if y == 0 {
		y = 2022
	}
	remedy := "escriba los días: «semana del 28 de marzo al 1 de abril»"
	u := unit{kind: uISOWeek, ord: n}
	for ; y <= p.years[1] || p.years[1] == 0; y++ {
		if mean, ok := u.in(y); ok {
			monday := mean.days.First()
			remedy = "escriba «semana del " + spanText(monday, monday+4, false) + "» o «" + strconv.Itoa(y) + "-W" + two(n) + "»"
			if p.years[0] == 0 || mean.days.Last() >= p.c.First {
				break
			}
		}
		if p.years[1] == 0 {
			break
		}
	}
	p.fail(i, j, CodeAmbiguous, p.quote(i, j)+" no dice desde qué día se cuentan las semanas", remedy)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// spanText writes a run of days as «9 al 13 de mayo».
func spanText(a, b Day, year bool) string {
	ya, ma, da := a.Date()
	yb, mb, _ := b.Date()
	end := b.DayMonth()
	if year {
		end = b.Spanish()
	}
	switch {
	case ya != yb && year:
		return a.Spanish() + " al " + end
	case ya != yb || ma != mb:
		return a.DayMonth() + " al " + end
	}
	return strconv.Itoa(da) + " al " + end
}
