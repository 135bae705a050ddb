package when

import (
	"strconv"
	"time"
)

// value is an element with its days.
type value struct {
	days  Set
	kind  Kind
	sym   *symbol
	y     int
	e     *elem
	undef bool
}

// resolve gives a unit its year and its days.
func (p *parser) resolve(u *unit) (mean meaning, y int, ok bool) {
	if y = u.year(); y != 0 {
		if mean, ok = u.in(y); !ok {
			p.impossible(u, y)
		}
		return mean, y, ok
	}
	if !p.c.hasProgram() || p.years[1]-p.years[0] > 50 {
		p.fail(u.i, u.j, CodeAmbiguous, "a "+p.quote(u.i, u.j)+" le falta el año", "escriba el año: «"+p.text(u)+" de 2022»")
		return mean, 0, false
	}
	group := u.kind == uGroup || u.of != nil && u.of.kind == uGroup
	if group && p.years[0] != p.years[1] {
		p.fail(u.i, u.j, CodeAmbiguous, p.quote(u.i, u.j)+" puede contarse desde enero o desde que empieza el programa, "+p.programText(),
			"escriba el año o los meses: «de enero a marzo»")
		return mean, 0, false
	}
	var found meaning
	n, year := 0, 0
	exists := 0
	for y := p.years[0] - 1; y <= p.years[1]+1; y++ {
		mean, ok := u.in(y)
		if !ok {
			continue
		}
		if exists == 0 && y >= p.years[0] && y <= p.years[1] {
			exists = y
		}
		if !mean.days.Intersect(p.c.program()).IsEmpty() {
			found, year = mean, y
			n++
		}
	}
	switch {
	case n == 1:
		return found, year, true
	case n > 1:
		p.fail(u.i, u.j, CodeAmbiguous, p.quote(u.i, u.j)+" cae más de una vez en el programa, "+p.programText(),
			"escriba el año: «"+p.text(u)+" de "+strconv.Itoa(year)+"»")
	case exists == 0:
		p.impossible(u, p.years[0])
	default:
		mean, ok = u.in(exists)
		return mean, exists, ok
	}
	return mean, 0, false
}

// impossible answers a day that does not exist in year y.
func (p *parser) impossible(u *unit, y int) {
	if u.kind != uDay {
		p.fail(u.i, u.j, CodeImpossible, "no existe "+p.quote(u.i, u.j), "")
		return
	}
	if u.m < 1 || u.m > 12 {
		p.fail(u.i, u.j, CodeImpossible, "no existe el mes "+strconv.Itoa(int(u.m))+" en "+p.quote(u.i, u.j), "los meses van del 1 al 12")
		return
	}
	if u.d < 1 || u.d > 31 {
		p.fail(u.i, u.j, CodeImpossible, "ese día no existe: "+MonthName(u.m)+" tiene "+strconv.Itoa(MonthLength(y, u.m))+" días",
			"escriba un día del 1 al "+strconv.Itoa(MonthLength(y, u.m)))
		return
	}
	length := MonthLength(y, u.m)
	why := MonthName(u.m) + " tiene " + strconv.Itoa(length) + " días"
	if u.m == 2 && u.d == 29 {
		why = "febrero de " + strconv.Itoa(y) + " tiene 28 días"
	}
	p.fail(u.i, u.j, CodeImpossible, "ese día no existe: "+why, "escriba «"+dayMonth(length, u.m)+"» o «1 de "+MonthName(u.m+1)+"»")
}

func (p *parser) programText() string {
	return "que va " + runText(p.c.First, p.c.Last)
}

// runText writes a run as «del 1 de enero al 31 de diciembre de 2022».
func runText(a, b Day) string { return "del " + spanText(a, b, true) }

// value computes the days of an element.
func (p *parser) value(e *elem) (v value, ok bool) {
	v.e = e
	if e.a.kind == uUndef {
		v.days, v.kind, v.undef = p.c.program(), Window, true
		return v, true
	}
	mean, y, ok := p.resolve(&e.a)
	if !ok {
		return v, false
	}
	p.weekday(&e.a, mean.days)
	v.days, v.kind, v.sym, v.y = mean.days, mean.kind, mean.sym, y
	if !e.isRange {
		if e.weekOf && v.kind == OneDay {
			d := v.days.First()
			monday := d - Day((int(d.Weekday())+6)%7)
			v.days, v.kind = Set{{monday, monday + 6}}, Window
			p.note(e.a.i, e.a.j, "se toma la semana "+runText(monday, monday+6), "escriba «semana del "+spanText(monday, monday+4, p.wrote)+"»")
		}
		if e.a.kind == uWeek && e.a.ord > 0 {
			p.note(e.a.i, e.a.j, p.quote(e.a.i, e.a.j)+" puede contarse de varias maneras: se toma "+runText(v.days.First(), v.days.Last()),
				"escriba los días: «semana del "+spanText(v.days.First(), v.days.Last(), p.wrote)+"»")
		}
		if e.a.kind == uSeason {
			p.noteSeason(p.span(e.a.i, e.a.j))
		}
		return v, true
	}
	end, _, ok := p.resolve(&e.b)
	if !ok {
		return v, false
	}
	p.weekday(&e.b, end.days)
	if mean.sym != nil || end.sym != nil {
		p.fail(e.i, e.j, CodeUnreadable, "no se entiende "+p.quote(e.i, e.j)+" como fecha: sus extremos dependen de los días hábiles", "escriba los días")
		return v, false
	}
	if e.a.kind == uDay && e.b.kind == uMonth && p.tok(e.b.i).kind == tWord && !e.till {
		p.fail(e.i, e.j, CodeAmbiguous, "en "+p.quote(e.i, e.j)+", "+p.quote(e.b.i, e.b.j)+" puede ser el mes entero o un día suyo", "escriba el último día, o «hasta "+MonthName(e.b.m)+"»")
		return v, false
	}
	a, b := mean.days.First(), end.days.Last()
	if a > b || mean.days.Last() > b {
		p.fail(e.i, e.j, CodeImpossible, p.quote(e.i, e.j)+" termina antes de empezar", "si cruza el año, escriba los años")
		return v, false
	}
	if e.want > 0 && (e.a.kind != uMonth || e.b.kind != uMonth || int(e.b.m-e.a.m+12)%12+1 != e.want) {
		p.fail(e.i, e.j, CodeImpossible, p.quote(e.i, e.j)+" no tiene "+strconv.Itoa(e.want)+" meses", "corrija los meses")
		return v, false
	}
	v.days = Set{{a, b}}
	switch {
	case a == b && mean.kind == OneDay && !e.window:
		v.kind = OneDay
	case mean.kind == OneDay && end.kind == OneDay && !e.window:
		v.kind = AllDays
	default:
		v.kind = Window
	}
	return v, true
}

// weekday warns of a weekday that is not that of its day.
func (p *parser) weekday(u *unit, days Set) {
	if !u.hasWd || days.IsEmpty() {
		return
	}
	d := days.First()
	if d.Weekday() == u.wd {
		return
	}
	p.warn(u.wdTok, u.wdTok+1, CodeWeekday, "el "+d.Spanish()+" es "+WeekdayName(d.Weekday())+", no "+WeekdayName(u.wd),
		"escriba «"+WeekdayName(d.Weekday())+" "+d.DayMonth()+"», o corrija el día")
}

// outside warns of days outside the programme.
func (p *parser) outside(d *Date, i, j int) {
	start, end := p.span(i, j)
	p.outsideAt(d, start, end)
}

// outsideAt is [parser.outside] for a place in code points.
func (p *parser) outsideAt(d *Date, start, end int) {
	if p.c.Anywhere || !p.c.hasProgram() || d.Days.IsEmpty() {
		return
	}
	first, last := d.Days.First(), d.Days.Last()
	if d.Kind == Deadline {
		first = last
	}
	if first >= p.c.First && last <= p.c.Last {
		return
	}
	what := "el " + last.Spanish() + " está fuera del programa, "
	if first != last {
		what = quote(p.rs[start:end]) + " rebasa el programa, "
		if last < p.c.First || first > p.c.Last {
			what = quote(p.rs[start:end]) + " está fuera del programa, "
		}
	}
	p.notes = append(p.notes, Problem{Start: start, End: end, Code: CodeOutside, Message: what + p.programText(),
		Remedy: "escriba un día del programa, o corrija su periodo"})
}

// date gives meaning to a segment.
func (p *parser) date(s *segment) (Date, bool) {
	switch {
	case s.fixed != nil:
		d := *s.fixed
		if d.Permanent && !p.c.hasProgram() {
			p.fail(s.i, s.j, CodeAmbiguous, p.quote(s.i, s.j)+" no dice de qué año", "escriba las fechas")
		}
		p.mark(&d, s.marks)
		return d, p.fatal == nil
	case s.rhythm != nil:
		return p.repeat(s)
	case s.repeats():
		return p.template(s)
	}
	p.dayThenMonth(s)
	p.yearInList(s)
	if p.weeksInList(s); p.fatal != nil {
		return Date{}, false
	}
	p.lists(s)
	// Lists of alternatives, joined by «y».
	var groups [][]value
	for i := range s.elems {
		v, ok := p.value(&s.elems[i])
		if !ok {
			return Date{}, false
		}
		if i == 0 || s.conns[i-1] == 'y' {
			groups = append(groups, nil)
		}
		g := &groups[len(groups)-1]
		*g = append(*g, v)
	}
	dates := make([]Date, 0, len(groups))
	for _, g := range groups {
		d, ok := p.oneOf(s, g)
		if !ok {
			return Date{}, false
		}
		dates = append(dates, d)
	}
	if len(dates) == 1 {
		return dates[0], true
	}
	return p.allOf(s, groups, dates)
}

// clip cuts a window of whole periods at the ends of the programme: «febrero»
// in a programme that begins on the 15th is its second half. A run of periods
// is cut within its first and last month only; what goes beyond is a finding.
func (p *parser) clip(days Set, single bool) Set {
	if p.c.Anywhere || !p.c.hasProgram() || days.IsEmpty() {
		return days
	}
	if !single {
		y, m, _ := p.c.First.Date()
		if days.First() < NewDay(y, m, 1) {
			return days
		}
		if y, m, _ = p.c.Last.Date(); days.Last() > monthRange(y, m).Last {
			return days
		}
	}
	if in := days.Intersect(p.c.program()); !in.IsEmpty() {
		return in
	}
	return days
}

// dayThenMonth asks about «10 de marzo, abril y mayo»: the same day of each
// month, or the whole of the others?
func (p *parser) dayThenMonth(s *segment) {
	for i := range s.conns {
		a, b := &s.elems[i], &s.elems[i+1]
		u := &a.a
		if a.isRange {
			u = &a.b
		}
		if b.isRange || b.a.kind != uMonth || u.kind != uDay && !u.isPart() || p.tok(b.a.i).kind != tWord {
			continue
		}
		p.fail(a.i, b.j, CodeAmbiguous, "en "+p.quote(a.i, b.j)+", "+p.quote(b.a.i, b.a.j)+" puede ser el mes entero o un día suyo",
			"escriba cada fecha con su mes, separadas con punto y coma: «10 de marzo; 10 de abril»")
		return
	}
}

// yearInList asks about «2022, marzo» and «10 de marzo de 2022 o 2023»: a whole
// year among shorter dates.
func (p *parser) yearInList(s *segment) {
	years, at := 0, 0
	for i := range s.elems {
		if s.elems[i].a.kind == uYear {
			years, at = years+1, i
		}
	}
	if years == 0 || years == len(s.elems) {
		return
	}
	e := &s.elems[at]
	p.fail(e.i, e.j, CodeAmbiguous, p.quote(e.i, e.j)+" puede ser el año entero o el de la otra fecha", "escriba el año junto a su mes: «marzo de 2022»")
}

// weeksInList asks about «semanas del 7 y 14 de marzo».
func (p *parser) weeksInList(s *segment) {
	for i := 1; i < len(s.elems); i++ {
		a, b := &s.elems[i-1], &s.elems[i]
		if a.weekOf && !b.weekOf && b.a.kind == uDay {
			p.fail(a.i, b.j, CodeAmbiguous, "en "+p.quote(a.i, b.j)+", "+p.quote(b.i, b.j)+" puede ser una semana o un día",
				"escriba «semana» en cada una, separadas con punto y coma")
			return
		}
	}
}

// lists decides what the commas of a segment stand for: what the next word
// says, or «y».
func (p *parser) lists(s *segment) {
	for i := len(s.conns) - 1; i >= 0; i-- {
		switch s.conns[i] {
		case '/':
			s.conns[i] = 'o'
		case ',':
			s.conns[i] = 'y'
			if i+1 < len(s.conns) && s.conns[i+1] == 'o' && (i == 0 || s.conns[i-1] != 'o') {
				s.conns[i] = 'o'
			}
		}
	}
}

// oneOf makes a date of alternatives.
func (p *parser) oneOf(s *segment, g []value) (Date, bool) {
	v := g[0]
	if len(g) == 1 && !v.e.isRange && v.e.a.kind != uDay && !v.e.window && v.kind == Window && v.sym == nil {
		v.days = p.clip(v.days, true)
	}
	byMonth := true
	for _, a := range g {
		byMonth = byMonth && a.kind == Window && (a.e.a.kind <= uYear && a.e.a.kind != uDay) && (!a.e.isRange || a.e.b.kind <= uYear && a.e.b.kind != uDay)
	}
	m := v.e.marks.or(s.marks)
	i, j := v.e.i, g[len(g)-1].e.j
	d := Date{Kind: v.kind, Days: v.days, sym: v.sym, year: p.wrote, Undefined: v.undef}
	if len(g) == 1 {
		u := &v.e.a
		if !v.e.isRange && !v.e.weekOf {
			d.phrase = p.phrase(u, v)
			if code := u.groupCode(); code > 0 && v.days.First().Year() == v.y {
				if mean, ok := u.in(v.y); ok && mean.days.Equal(v.days) {
					d.group = code
				}
			}
		} else if v.e.isRange && v.e.window && v.kind == Window && isWeek(p.tok(p.lead(v.e.i)).s) {
			d.phrase = "semana del " + spanText(v.days.First(), v.days.Last(), p.wrote)
		} else if v.e.isRange && v.e.a.kind == uMonth && v.e.b.kind == uMonth {
			d.phrase = monthRun(v.days, p.wrote)
		}
	} else {
		if s.mode != plain {
			p.fail(i, j, CodeAmbiguous, p.quote(i, j)+" son varias fechas y el plazo es uno", "escriba una sola")
			return d, false
		}
		var ranges []Range
		prev := time.Month(0)
		for n, a := range g {
			if a.sym != nil || a.undef {
				p.fail(i, j, CodeUnreadable, "no se entiende "+p.quote(i, j)+" como fecha", remedyExamples)
				return d, false
			}
			ranges = append(ranges, a.days...)
			m = m.or(a.e.marks)
			if a.e.a.kind == uMonth && prev == 12 && a.e.a.m == 1 && g[n-1].days.First() > a.days.First() {
				p.fail(i, j, CodeImpossible, p.quote(i, j)+" termina antes de empezar", "escriba los años: «diciembre de 2021/enero de 2022»")
				return d, false
			}
			prev = a.e.a.m
		}
		d.Kind, d.Days = Window, NewSet(ranges...)
		if d.Days.Len() == 1 {
			d.Kind = OneDay
		}
	}
	if byMonth {
		d.Days = p.clip(d.Days, false)
	}
	if s.mode != plain && !d.Undefined && !(len(g) == 1 && v.e.isRange && s.mode == from) {
		p.bound(&d, s.mode, v)
	}
	p.mark(&d, m)
	p.outside(&d, i, j)
	return d, true
}

// bound makes a deadline or a beginning of d.
func (p *parser) bound(d *Date, md mode, v value) {
	prog := p.c.program()
	text := ""
	if d.sym != nil {
		text = d.phrase
		sym := *d.sym
		sym.mode, sym.prog = md, prog
		d.sym = &sym
		article := "l "
		if d.Kind == Window {
			article = " los "
		}
		days := d.Days
		switch md {
		case until:
			d.phrase = "a más tardar e" + article + text
			if d.Kind == Window {
				d.phrase = "a más tardar en los " + text
			}
		case before:
			d.phrase = "antes de" + article + text
			days = Set{{days.Last(), days.Last()}}
		case from:
			d.phrase = "a partir de" + article + text
		default:
			d.phrase = "después de" + article + text
			days = Set{{days.First(), days.First()}}
		}
		d.Days = md.bound(days, prog)
	} else {
		d.Days = md.bound(d.Days, prog)
		d.phrase = ""
		if md == from || md == after {
			d.phrase = "a partir del " + dayText(d.Days.First(), p.wrote)
		}
	}
	d.group = 0
	d.Kind = Window
	if md == until || md == before {
		d.Kind = Deadline
	}
}

// mark adds the marks to a date. «por definir» said of a day that is there
// makes it tentative: the day written is not thrown away.
func (p *parser) mark(d *Date, m marks) {
	if m.clock != "" {
		d.Clock = m.clock
	}
	if d.Kind == NoDate {
		d.Clock = ""
		return
	}
	d.Tentative = d.Tentative || m.tent
	if m.undef && !d.Undefined {
		if d.Kind == Window && d.sym == nil && !d.Permanent {
			d.Undefined, d.narrow = true, true
		} else {
			d.Tentative = true
		}
	}
	if d.Undefined {
		d.Tentative = false
	}
	if d.Undefined && d.Permanent {
		d.Permanent = false
	}
}

// allOf makes one date of several joined by «y»: days in a row are all of
// them, periods in a row are one window, and the rest are occurrences.
func (p *parser) allOf(s *segment, groups [][]value, dates []Date) (Date, bool) {
	for i := 1; i < len(groups); i++ {
		a, b := groups[i-1][len(groups[i-1])-1], groups[i][0]
		if a.e.a.kind == uMonth && !a.e.isRange && b.e.a.kind == uMonth && a.e.a.m == 12 && b.e.a.m == 1 && a.days.First() > b.days.First() {
			p.fail(a.e.i, b.e.j, CodeImpossible, p.quote(a.e.i, b.e.j)+" termina antes de empezar", "escriba los años: «diciembre de 2021 y enero de 2022»")
			return dates[0], false
		}
	}
	for i := 1; i < len(dates); i++ {
		a, b := dates[i-1].Days, dates[i].Days
		if dates[i-1].Undefined || dates[i].Undefined || a.Equal(b) || !a.Minus(b).IsEmpty() && !b.Minus(a).IsEmpty() {
			continue
		}
		from, to := groups[i-1][0].e.i, groups[i][len(groups[i])-1].e.j
		p.fail(from, to, CodeAmbiguous, "en "+p.quote(from, to)+" una fecha está dentro de la otra", "escriba una sola")
		return dates[0], false
	}
	row, months := OneDay, true
	for i, g := range groups {
		v := g[0]
		if len(g) > 1 || v.sym != nil || v.undef || s.mode != plain || i > 0 && dates[i-1].Days.Last()+1 != dates[i].Days.First() ||
			dates[i].Clock != dates[0].Clock || dates[i].Tentative != dates[0].Tentative || dates[i].Undefined != dates[0].Undefined {
			row = NoDate
			break
		}
		if v.kind != OneDay || v.e.isRange {
			row = Window
		}
		months = months && v.e.a.kind == uMonth && !v.e.isRange
	}
	if row == Window {
		for _, g := range groups {
			if g[0].kind != Window || g[0].e.window {
				row = NoDate
			}
		}
	}
	d := dates[0]
	last := dates[len(dates)-1]
	switch row {
	case OneDay, Window:
		if row == Window && p.c.One {
			i, j := s.elems[0].i, s.elems[len(s.elems)-1].j
			text := p.quote(i, j)
			if months && len(dates) == 2 {
				either := MonthName(groups[0][0].e.a.m) + "/" + MonthName(groups[1][0].e.a.m)
				p.fail(i, j, CodeAmbiguous, text+" son dos meses y la sesión es una: ¿es uno de los dos meses («"+either+"») o son dos sesiones?",
					"escriba «"+either+"», o una sesión por cada mes")
			} else {
				p.fail(i, j, CodeAmbiguous, text+" son varios periodos y la sesión es una: ¿es uno de ellos o son "+sessions(len(dates))+"?",
					"únalos con «o», o escriba una sesión por cada uno")
			}
			return d, false
		}
		d.Days = Set{{d.Days.First(), last.Days.Last()}}
		d.phrase, d.group = "", 0
		d.Kind = Window
		if row == OneDay {
			d.Kind = AllDays
		} else if months {
			d.phrase = monthRun(d.Days, p.wrote)
		}
		return d, true
	}
	out := Date{Kind: Occurrences, Items: dates}
	for i := range dates {
		e := groups[i][0].e
		end := groups[i][len(groups[i])-1].e
		lastUnit := &end.a
		if end.isRange {
			lastUnit = &end.b
		}
		start, stop := p.span(p.lead(e.i), end.j)
		dates[i].Text = string(p.rs[start:stop])
		if lastUnit.kind == uDay && !p.namesMonth(lastUnit) || lastUnit.isPart() && lastUnit.of == nil && !p.namesMonth(lastUnit) ||
			lastUnit.kind == uGroup && lastUnit.j-lastUnit.i == 1 {
			dates[i].Text = dates[i].String() // «10, 17 y 24 de marzo»
		}
	}
	p.close(&out)
	return out, true
}

// namesMonth reports whether the month is among the unit's own words.
func (p *parser) namesMonth(u *unit) bool {
	if u.j-u.i >= 5 {
		return true // in figures
	}
	for i := u.i; i < u.j; i++ {
		if m, ok := p.month(i); ok && m == u.m {
			return true
		}
	}
	return u.j-u.i == 1 && p.tok(u.i).digits == 8
}
