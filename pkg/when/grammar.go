package when

import (
	"strconv"
	"time"
)

// parser reads units from tokens. Its methods take the index of a token and
// return the index after what they read; they never move by themselves, so
// alternatives are tried by calling the next one. What is certain to be wrong
// is kept in fatal, which ends the reading.
type parser struct {
	rs    []rune
	toks  []token
	c     Context
	years [2]int // first and last year of the programme, 0 without one
	fatal *Problem
	notes []Problem
	depth int  // of lists within a month
	wrote bool // a year was written somewhere
	far   int  // the furthest token that was understood
}

func (p *parser) tok(i int) token {
	if i < 0 || i >= len(p.toks) {
		return token{start: len(p.rs), end: len(p.rs)}
	}
	return p.toks[i]
}

// is reports whether token i is one of the given words or marks.
func (p *parser) is(i int, words ...string) bool {
	t := p.tok(i)
	if t.kind != tWord && t.kind != tPunct {
		return false
	}
	for _, w := range words {
		if t.s == w {
			return true
		}
	}
	return false
}

// seq returns the index after the given words if they stand at i.
func (p *parser) seq(i int, words ...string) (int, bool) {
	for _, w := range words {
		if !p.is(i, w) {
			return i, false
		}
		i++
	}
	return i, true
}

// skip returns the index after any of the given words from i on.
func (p *parser) skip(i int, words ...string) int {
	for p.is(i, words...) {
		i++
	}
	return i
}

// tight reports whether tokens i-1 and i touch.
func (p *parser) tight(i int) bool {
	return i > 0 && i < len(p.toks) && p.toks[i-1].end == p.toks[i].start
}

// lead skips the words that may stand before any date.
func (p *parser) lead(i int) int {
	for {
		j := i
		if k, ok := p.seq(i, "a", "lo", "largo"); ok {
			j = k
		} else if k, ok := p.seq(i, "en", "el", "transcurso"); ok {
			j = k
		} else if p.is(i, "el", "los", "la", "las", "dia", "dias", "del", "de", "en", "durante", "mes", "meses",
			"dentro", "para", "periodo", "comprendido", "comprendida", "entre:", "hacia:") {
			j = i + 1
		} else if p.is(i, "fecha", "fechas", "calendario", "programada", "programado", "celebrarse", "realizarse") {
			j = i + 1
			if p.is(j, ":") {
				j++
			}
		} else if p.is(i, "a") && (p.is(i+1, "los") || p.tok(i+1).kind == tNum) {
			j = i + 1
		}
		if j == i {
			return i
		}
		i = j
	}
}

// dayNumber reads the number of a day, as figures, a cardinal or «primero».
// ordinal is true if it may be the ordinal of a noun: «2.º», «segundo», «II».
func (p *parser) dayNumber(i int) (d int, ordinal bool, next int, ok bool) {
	t := p.tok(i)
	switch t.kind {
	case tNum:
		if t.digits > 2 {
			return 0, false, i, false
		}
		return t.n, t.ord, i + 1, true
	case tWord:
		if n, next, plural, ok := ordinalPhrase(p.toks, i); ok && !plural && n <= 31 {
			return n, true, next, true
		}
		if n, next, ok := p.cardinal(i); ok && n <= 31 {
			return n, false, next, true
		}
	}
	return 0, false, i, false
}

// cardinal reads a cardinal of 1 to 99 in words.
func (p *parser) cardinal(i int) (n, next int, ok bool) {
	if p.tok(i).kind != tWord {
		return 0, i, false
	}
	n, ok = cardinalOf(p.tok(i).s)
	if !ok || n > 99 {
		return 0, i, false
	}
	if n >= 30 && p.is(i+1, "y") {
		if u, ok := cardinalOf(p.tok(i + 2).s); ok && p.tok(i+2).kind == tWord && u < 10 {
			return n + u, i + 3, true
		}
	}
	return n, i + 1, true
}

// count reads how many: figures or a cardinal.
func (p *parser) count(i int) (n, next int, ok bool) {
	if t := p.tok(i); t.kind == tNum && !t.ord && t.n >= 0 {
		return t.n, i + 1, t.digits <= 3
	}
	return p.cardinal(i)
}

// year reads a year in four figures or in words.
func (p *parser) year(i int) (y, next int, ok bool) {
	t := p.tok(i)
	switch {
	case t.kind == tNum:
		return t.n, i + 1, t.digits == 4 && !t.ord && t.n >= minYear
	case t.kind != tWord:
		return 0, i, false
	case t.s == "dosmil":
		y, i = 2000, i+1
	case t.s == "dos" && p.is(i+1, "mil"):
		y, i = 2000, i+2
	case t.s == "mil" && p.is(i+1, "novecientos"):
		y, i = 1900, i+2
	default:
		return 0, i, false
	}
	if n, next, ok := p.cardinal(i); ok {
		return y + n, next, true
	}
	return y, i, true
}

// ofYear reads what may say the year after a month or a day: «de 2022», «2022»,
// «del año dos mil veintidós», «, 2022», «del presente año». y is 0 for the
// programme's.
func (p *parser) ofYear(i int) (y, next int, ok bool) {
	j := i
	comma := p.is(j, ",")
	if comma {
		j++
	}
	j = p.skip(j, "de", "del", "en")
	if k, ok := p.thisYear(j); ok {
		return 0, k, true
	}
	k := p.skip(j, "ano", "ejercicio", "fiscal")
	y, next, ok = p.year(k)
	if ok && comma && p.tok(k).kind == tNum && p.tight(next) && p.is(next, "-", "/", ".") && p.tok(next+1).kind == tNum &&
		p.tight(next+1) && p.tok(next+1).digits <= 2 {
		return 0, i, false // an ISO date begins here
	}
	if ok && comma && k == j && p.tok(k).kind != tNum {
		return 0, i, false
	}
	if ok {
		return y, next, true
	}
	return 0, i, false
}

// thisYear reads «presente año», «año en curso» and the like.
func (p *parser) thisYear(i int) (next int, ok bool) {
	for _, w := range [...][]string{
		{"presente", "ano"}, {"presente", "ejercicio", "fiscal"}, {"presente", "ejercicio"}, {"este", "ano"}, {"mismo", "ano"},
		{"ano", "en", "curso"}, {"ejercicio", "en", "curso"}, {"ano", "actual"}, {"actual", "ano"}, {"corriente", "ano"}, {"ano", "corriente"}, {"cada", "ano"},
	} {
		if next, ok := p.seq(i, w...); ok {
			return next, true
		}
	}
	return i, false
}

func (p *parser) month(i int) (time.Month, bool) {
	if t := p.tok(i); t.kind == tWord {
		return monthOf(t.s)
	}
	return 0, false
}

// plausible reports whether a year of two figures can be meant as 20yy.
func (p *parser) plausible(yy int) bool {
	return p.years[0] == 0 || 2000+yy >= p.years[0]-5 && 2000+yy <= p.years[1]+5
}

// onlyYear reports whether the last of two figures joined by a month can only
// be a year of the programme, and the first cannot.
func (p *parser) onlyYear(first, last int) bool {
	in := func(yy int) bool { return p.years[0] <= 2000+yy && 2000+yy <= p.years[1] }
	return p.years[0] != 0 && in(last) && (!in(first) || first == last)
}

// unit reads the unit that begins at i, leading words skipped.
func (p *parser) unit(i int) (u unit, next int, ok bool) {
	start := i
	i = p.lead(i)
	for _, try := range [...]func(int) (unit, int, bool){
		p.isoUnit, p.numericDay, p.codeUnit, p.lastUnit, p.firstUnit, p.ordinalUnit, p.nounUnit,
		p.weekdayDay, p.day, p.monthUnit, p.yearUnit, p.undefUnit,
	} {
		if u, next, ok = try(i); ok || p.fatal != nil {
			u.i, u.j = i, next
			if ok {
				p.far = max(p.far, next)
			}
			return u, next, ok && p.fatal == nil
		}
	}
	return unit{}, start, false
}

// isoUnit reads 2022-03-10, 2022/03/10, 20220310, 2022-04, 2022-W13, 2022-33.
func (p *parser) isoUnit(i int) (u unit, next int, ok bool) {
	t := p.tok(i)
	if t.kind != tNum || t.ord {
		return u, i, false
	}
	if t.digits == 8 && t.n >= minYear*10000 {
		if _, ok := ValidDay(t.n/10000, time.Month(t.n/100%100), t.n%100); ok {
			return unit{kind: uDay, y: t.n / 10000, m: time.Month(t.n / 100 % 100), d: t.n % 100}, i + 1, true
		}
	}
	if t.digits != 4 || t.n < minYear {
		return u, i, false
	}
	sep := p.tok(i + 1)
	a, b := p.tok(i+2), p.tok(i+4)
	joined := p.tight(i+1) && p.tight(i+2) && p.is(i+1, "-", "/", ".")
	if joined && (a.kind == tNum && a.digits <= 2 && a.n > 0 && sep.s != "-" || a.kind == tNum && a.digits == 1) && !(p.is(i+3, sep.s) && p.tight(i+3)) {
		p.askNumbers(i, i+3, a.n, t.n)
		return u, i, false
	}
	if joined && a.kind == tNum && a.digits <= 2 && p.is(i+3, sep.s) && p.tight(i+3) && b.kind == tNum && b.digits <= 2 && p.tight(i+4) {
		return unit{kind: uDay, y: t.n, m: time.Month(a.n), d: b.n}, i + 5, true
	}
	if joined && sep.s == "-" && a.kind == tNum && a.digits == 2 && !a.ord {
		if a.n >= 1 && a.n <= 12 {
			return unit{kind: uMonth, y: t.n, m: time.Month(a.n)}, i + 3, true
		}
		if u, ok := groupUnit(a.n, t.n); ok {
			return u, i + 3, true
		}
	}
	if k := i + 1; p.is(k, "-") && p.is(k+1, "w") && p.tok(k+2).kind == tNum && p.tight(k+2) {
		return unit{kind: uISOWeek, y: t.n, ord: p.tok(k + 2).n}, k + 3, true
	}
	return u, i, false
}

// numericDay reads days whose parts are joined by one mark: 28/03/2022,
// 28/Marzo/2019, 10-III-2022, 10mar2022.
func (p *parser) numericDay(i int) (u unit, next int, ok bool) {
	t := p.tok(i)
	if t.kind != tNum || t.digits > 2 || t.n < 0 {
		return u, i, false
	}
	j := i + 1
	sep := ""
	if p.is(j, "/", "-", ".") {
		sep = p.tok(j).s
		j++
	}
	mid := p.tok(j)
	var m time.Month
	if mid.kind == tWord {
		if m, ok = monthOf(mid.s); !ok {
			n, isRoman := roman(mid.s)
			if !isRoman || n > 12 || sep == "" || !p.is(j+1, sep) || p.tok(j+2).kind != tNum {
				return u, i, false
			}
			m = time.Month(n)
		}
		if sep == "" && !p.tight(j) {
			return u, i, false // «10 marzo» is the common form
		}
		j++
		if sep == "" || p.is(j, sep) || sep == "." {
			k := j
			if sep != "" && p.is(k, sep) {
				k++
			}
			y := p.tok(k)
			if y.kind == tNum && y.digits == 4 && y.n >= minYear {
				return unit{kind: uDay, d: t.n, m: m, y: y.n}, k + 1, true
			}
			if y.kind == tNum && y.digits == 2 && k > j && p.tight(k) && !p.is(k+1, "de") {
				if _, isMonth := p.month(k + 2); !isMonth || !p.is(k+1, sep) {
					if p.onlyYear(t.n, y.n) {
						p.wrote = true
						return unit{kind: uDay, d: t.n, m: m, y: 2000 + y.n}, k + 1, true // 26-ene-22
					}
					p.askYear(i, k+1, t.n, m, y.n)
					return u, i, false
				}
			}
		}
		return unit{kind: uDay, d: t.n, m: m}, j, true
	}
	if sep != "" && sep != "." && mid.kind == tNum && mid.digits == 4 && mid.n >= minYear && p.tight(j) && p.tight(j-1) && !t.ord &&
		!(p.is(j+1, sep) && p.tight(j+1)) && !p.monthBefore(i) {
		if t.digits < 2 || t.n < 1 || t.n > 12 {
			p.askNumbers(i, j+1, t.n, mid.n)
			return u, i, false
		}
		return unit{kind: uMonth, m: time.Month(t.n), y: mid.n}, j + 1, true // 03/2022
	}
	if sep == "" || mid.kind != tNum || mid.digits > 2 || !p.is(j+1, sep) || p.tok(j+2).kind != tNum {
		return u, i, false
	}
	y := p.tok(j + 2)
	next = j + 3
	if y.digits == 2 && y.n >= 0 {
		p.fail(i, next, CodeAmbiguous, "no se sabe qué parte de "+p.quote(i, next)+" es el año",
			"escriba el mes con letra y el año con cuatro cifras: "+p.example(t.n, time.Month(mid.n), 2000+y.n))
		return u, i, false
	}
	if y.digits != 4 || y.n < minYear {
		return u, i, false
	}
	d, mo := t.n, mid.n
	if !p.c.NumericDMY && d != mo {
		_, dmy := ValidDay(y.n, time.Month(mo), d)
		_, mdy := ValidDay(y.n, time.Month(d), mo)
		switch {
		case dmy && mdy:
			p.fail(i, next, CodeAmbiguous, "puede ser "+dayMonth(d, time.Month(mo))+" o "+dayMonth(mo, time.Month(d)),
				"escriba el mes con letra: «"+dayMonth(d, time.Month(mo))+" de "+strconv.Itoa(y.n)+"»")
			return u, i, false
		case mdy:
			p.fail(i, next, CodeAmbiguous, "no existe el mes "+strconv.Itoa(mo)+" en "+p.quote(i, next),
				"escriba el mes con letra: «"+dayMonth(mo, time.Month(d))+" de "+strconv.Itoa(y.n)+"»")
			return u, i, false
		}
	}
	return unit{kind: uDay, d: d, m: time.Month(mo), y: y.n}, next, true
}

// monthBefore reports whether a number at i may be the day of a month named
// before it.
func (p *parser) monthBefore(i int) bool {
	_, ok := p.month(i - 1)
	return ok
}

// askNumbers answers a number joined to a year: 2022-1, 3/2022.
func (p *parser) askNumbers(i, j, n, y int) {
	remedy := "escriba el mes con letra, o «primer semestre de " + strconv.Itoa(y) + "»"
	if n >= 1 && n <= 12 {
		remedy = "escriba «" + MonthName(time.Month(n)) + " de " + strconv.Itoa(y) + "» o, si es otro periodo, su nombre"
	}
	p.fail(i, j, CodeAmbiguous, "no se sabe si "+p.quote(i, j)+" es un mes u otro periodo del año", remedy)
}

// codeUnit reads 1T 2022, T1, 4T2022, 2022-T1, 1S.
func (p *parser) codeUnit(i int) (u unit, next int, ok bool) {
	size := func(i int) int {
		switch p.tok(i).s {
		case "t", "q":
			return 3
		case "s":
			return 6
		case "b":
			return 2
		case "c":
			return 4
		}
		return 0
	}
	y, start := 0, i
	if t := p.tok(i); t.kind == tNum && t.digits == 4 && t.n >= minYear {
		y, i = t.n, i+1
		if p.is(i, "-") {
			i++
		}
	}
	n, s, j := p.tok(i), 0, i+2
	if n.kind == tWord {
		s = size(i)
		n = p.tok(i + 1)
	} else {
		s = size(i + 1)
	}
	if s == 0 || n.kind != tNum || n.ord || n.digits > 2 || !p.tight(i+1) || n.n < 1 || n.n > 12/s {
		return u, start, false
	}
	if y == 0 {
		if k := j; p.is(k, "-", "/") && p.tok(k+1).digits == 4 {
			j++
		}
		if w, k, ok := p.ofYear(j); ok {
			y, j = w, k
		}
	}
	return unit{kind: uGroup, ord: n.n, size: s, y: y}, j, true
}

// groupSize returns the months of a grouping noun: trimestre, 3.
func groupSize(w string) int {
	switch w {
	case "bimestre", "bimestres", "bim":
		return 2
	case "trimestre", "trimestres", "trim", "trimest":
		return 3
	case "cuatrimestre", "cuatrimestres", "cuatrim", "cuat":
		return 4
	case "semestre", "semestres", "sem", "semest":
		return 6
	}
	return 0
}

func isHalf(w string) bool {
	return w == "quincena" || w == "quincenas" || w == "qna" || w == "quinc"
}

func isWeek(w string) bool { return w == "semana" || w == "semanas" }

// period reads what may follow a part: «de mayo», «del mes de mayo de 2022»,
// «del primer trimestre», «del año», «de cada mes». If nothing follows, the
// part is of a month that its neighbours name.
func (p *parser) period(u unit, i int) (unit, int) {
	j := p.skip(i, "de", "del", "en", "el", "los", "las")
	switch {
	case p.is(j, "cada"):
		if n := eachSize(p.tok(j + 1).s); n > 0 {
			u.each = n
			return u, j + 2
		}
	case p.is(j, "todos") && p.is(j+1, "los") && p.is(j+2, "meses"):
		u.each = 1
		return u, j + 3
	}
	k := j
	if p.is(k, "mes") {
		k = p.skip(k+1, "de")
	}
	if m, ok := p.month(k); ok {
		u.m = m
		if y, next, ok := p.ofYear(k + 1); ok {
			u.y = y
			return u, next
		}
		p.twoFigures(k + 1)
		return u, k + 1
	}
	if j > i && p.is(j, "mes") && k == j+1 && !p.is(k, "en", "actual") {
		u.each = 1 // «último viernes del mes»
		return u, k
	}
	if k, ok := p.thisYear(j); ok && j > i {
		u.of = &unit{kind: uYear}
		return u, k
	}
	if of, next, ok := p.ordinalUnit(j); ok && of.kind == uGroup && u.kind != uHalf {
		u.of = &of
		return u, next
	}
	if j > i {
		k := p.skip(j, "ano", "ejercicio")
		if y, next, ok := p.year(k); ok {
			u.of = &unit{kind: uYear, y: y}
			return u, next
		}
		if k > j {
			u.of = &unit{kind: uYear}
			return u, k
		}
	}
	return u, i
}

// eachSize returns the months of a period that repeats: «cada mes».
func eachSize(w string) int {
	switch w {
	case "mes":
		return 1
	case "ano", "ejercicio":
		return 12
	}
	return groupSize(w)
}

// lastUnit reads «último día hábil de marzo», «últimos diez días de», «última
// semana», «último viernes», «última quincena».
func (p *parser) lastUnit(i int) (u unit, next int, ok bool) {
	if !p.is(i, "ultimo", "ultima", "ultimos", "ultimas", "ult") {
		n, j, ok := p.count(i)
		if !ok || !p.is(j, "ultimos", "ultimas") {
			return u, i, false
		}
		return p.days(n, j+1, uLast, uWorkLast)
	}
	if p.is(i, "ultimos", "ultimas") {
		if n, j, ok := p.count(i + 1); ok {
			return p.days(n, j, uLast, uWorkLast)
		}
		if p.is(i+1, "dias") {
			p.fail(i, i+2, CodeAmbiguous, p.quote(i, i+2)+" no fija días", "escriba cuántos: «últimos cinco días de mayo»")
		}
		return u, i, false
	}
	return p.noun(-1, i+1, i)
}

// firstUnit reads «primeros cinco días hábiles de enero» and «cinco primeros
// días».
func (p *parser) firstUnit(i int) (u unit, next int, ok bool) {
	if p.is(i, "primeros", "primeras") {
		if n, j, ok := p.count(i + 1); ok {
			return p.days(n, j, uFirst, uWorkFirst)
		}
		if p.is(i+1, "dias") {
			p.fail(i, i+2, CodeAmbiguous, p.quote(i, i+2)+" no fija días", "escriba cuántos: «primeros cinco días de mayo»")
		}
		return u, i, false
	}
	if n, j, ok := p.count(i); ok && p.is(j, "primeros", "primeras") {
		return p.days(n, j+1, uFirst, uWorkFirst)
	}
	return u, i, false
}

// days reads «días», «días hábiles» or «días naturales» and their period.
func (p *parser) days(n, i int, calendar, working unitKind) (u unit, next int, ok bool) {
	if p.is(i, "semanas", "quincenas", "meses") && p.fatal == nil {
		p.fail(i-1, i+1, CodeAmbiguous, p.quote(i-1, i+1)+" puede contarse de varias maneras", "escriba los días: «entre el 1 y el 14 de mayo»")
		return u, i, false
	}
	if n < 1 || n > 366 || !p.is(i, "dias", "dia") {
		return u, i, false
	}
	i++
	u.kind, u.d = calendar, n
	if n == 1 {
		u.kind, u.ord = uNthDay, 1
		if calendar == uLast {
			u.ord = -1
		}
	}
	if p.is(i, "habiles", "habil", "laborables") {
		u.kind = working
		if n == 1 {
			u.kind = uWorkNth
		}
		i++
	} else if p.is(i, "naturales", "natural") {
		i++
	}
	u, next = p.period(u, i)
	return u, next, true
}

// ordinalUnit reads an ordinal and its noun: «segundo semestre de 2022», «IV
// trimestre», «1ª quincena de mayo», «segundo martes de marzo».
func (p *parser) ordinalUnit(i int) (u unit, next int, ok bool) {
	t := p.tok(i)
	if t.kind == tNum && t.digits <= 2 && t.n > 0 {
		j := i + 1
		if !t.ord && !p.tight(j) && p.is(j, "er", "ro", "ra", "do", "da", "to", "ta") {
			j++
		}
		return p.noun(t.n, j, i)
	}
	if t.kind != tWord {
		return u, i, false
	}
	if n, next, _, ok := ordinalPhrase(p.toks, i); ok {
		return p.noun(n, next, i)
	}
	if n, ok := roman(t.s); ok && n <= 12 {
		return p.noun(n, i+1, i)
	}
	return u, i, false
}

// week asks about «sem.» where it may be «semana».
func (p *parser) week(ord, i, from int) bool {
	_, month := p.month(p.skip(i+1, "de", "del", "mes"))
	if !month && ord <= 2 && !(from < i && p.feminine(i-1)) {
		return false
	}
	p.fail(from, i+1, CodeAmbiguous, p.quote(from, i+1)+" puede ser semana o semestre", "escriba la palabra completa")
	return true
}

// feminine reports whether the ordinal that ends at token i is written so: 2ª,
// 2a, segunda.
func (p *parser) feminine(i int) bool {
	t := p.tok(i)
	if t.end <= t.start {
		return false
	}
	switch p.rs[t.end-1] {
	case 'ª', 'a', 'A':
		return t.kind == tWord || t.ord
	}
	return false
}

// noun reads the noun that an ordinal counts, at i; the ordinal stands at from.
func (p *parser) noun(ord, i, from int) (u unit, next int, ok bool) {
	t := p.tok(i)
	if t.kind != tWord {
		return u, i, false
	}
	u.ord = ord
	if t.s == "sem" && p.week(ord, i, from) {
		return u, i, false
	}
	if n := groupSize(t.s); n > 0 {
		next = i + 1
		u.kind, u.size = uGroup, n
		if ord < 0 {
			u.ord = 12 / n
		}
		if u.ord > 12/n {
			p.fail(from, next, CodeImpossible, "no existe "+p.quote(from, next)+": el año tiene "+strconv.Itoa(12/n), "")
			return u, i, false
		}
		if y, k, ok := p.ofYear(next); ok {
			u.y, next = y, k
		} else if k, ok := p.seq(next, "del", "ano"); ok {
			next = k
		} else {
			p.twoFigures(next)
		}
		return u, next, true
	}
	switch {
	case isHalf(t.s) || t.s == "mitad":
		u.kind = uHalf
		i++
		if t.s == "mitad" {
			j := p.skip(i, "del", "de")
			if k := p.skip(j, "ano"); k > j && ord <= 2 {
				u.kind, u.size = uGroup, 6
				if ord < 0 {
					u.ord = 2
				}
				if y, next, ok := p.ofYear(k - 1); ok {
					u.y = y
					return u, next, true
				}
				return u, k, true
			}
		}
		if ord > 2 {
			p.fail(from, i, CodeImpossible, "no existe "+p.quote(from, i)+": el mes tiene dos quincenas",
				"escriba «primera quincena» o «segunda quincena»")
			return u, i, false
		}
	case isWeek(t.s):
		u.kind = uWeek
		i++
	case t.s == "dia":
		i++
		u.kind = uNthDay
		if p.is(i, "habil", "laborable") {
			u.kind = uWorkNth
			i++
		} else if p.is(i, "natural") {
			i++
		}
	default:
		wd, ok := weekdayOf(t.s)
		if !ok || t.s == "mar" {
			return u, i, false
		}
		u.kind, u.wd = uWeekday, wd
		i++
		if p.tok(from).kind == tNum && !p.tok(from).ord {
			return u, i, false // «10 lunes»
		}
	}
	u, next = p.period(u, i)
	return u, next, true
}

// nounUnit reads a noun before its number: «trimestre I», «semestre 2 de 2022»,
// «semana 2 de mayo», and the seasons. «semana 13» is asked back.
func (p *parser) nounUnit(i int) (u unit, next int, ok bool) {
	t := p.tok(i)
	if t.kind != tWord {
		return u, i, false
	}
	code := 0
	switch t.s {
	case "primavera":
		code = 21
	case "verano":
		code = 22
	case "otono":
		code = 23
	case "invierno":
		code = 24
	}
	if code > 0 {
		u = unit{kind: uSeason, ord: code}
		if y, next, ok := p.ofYear(i + 1); ok {
			u.y = y
			return u, next, true
		}
		return u, i + 1, true
	}
	isGroup := groupSize(t.s) > 0
	if !isGroup && !isHalf(t.s) && !isWeek(t.s) {
		return u, i, false
	}
	n, j := 0, i+1
	if p.is(j, "no", "num", "numero") {
		j++
	}
	if k := p.tok(j); k.kind == tNum && k.digits <= 2 {
		n = k.n
	} else if k.kind == tWord {
		n, _ = roman(k.s)
	}
	if n < 1 {
		return u, i, false
	}
	j++
	if _, month := p.month(p.skip(j, "de", "del", "mes")); t.s == "sem" && (month || n > 2) {
		p.fail(i, j, CodeAmbiguous, p.quote(i, j)+" puede ser semana o semestre", "escriba la palabra completa")
		return u, i, false
	}
	if isWeek(t.s) {
		k := p.skip(j, "de", "del", "mes")
		if _, isMonth := p.month(k); !isMonth || k == j {
			p.askWeek(i, j, n)
			return u, i, false
		}
	}
	if n > 99 {
		return u, i, false
	}
	// Read the noun as if the number came first.
	u, _, ok = p.noun(n, i, i)
	if !ok {
		return u, i, false
	}
	u = unit{kind: u.kind, ord: n, size: u.size}
	if u.kind == uGroup {
		if y, k, ok := p.ofYear(j); ok {
			u.y, j = y, k
		}
		return u, j, true
	}
	u, j = p.period(u, j)
	return u, j, true
}

// weekdayDay reads a day with its weekday: «jueves 17 de febrero».
func (p *parser) weekdayDay(i int) (u unit, next int, ok bool) {
	t := p.tok(i)
	if t.kind != tWord {
		return u, i, false
	}
	wd, ok := weekdayOf(t.s)
	if !ok {
		return u, i, false
	}
	j := p.skip(i+1, ",", "dia", "el")
	if t.s == "mar" {
		_, _, k, ok := p.dayNumber(j)
		if !ok {
			return u, i, false
		}
		if k = p.skip(k, "de", "del", "mes"); true {
			if _, ok := p.month(k); !ok {
				return u, i, false
			}
		}
	}
	if u, next, ok = p.isoUnit(j); !ok {
		if u, next, ok = p.numericDay(j); !ok {
			u, next, ok = p.day(j)
		}
	}
	if !ok || u.kind != uDay {
		return unit{}, i, false
	}
	u.wd, u.hasWd, u.wdTok = wd, true, i
	u.ordinal = false
	return u, next, true
}

// day reads «10 de marzo de 2022», «diez días del mes de marzo», «10 marzo»,
// and the bare «10» whose month comes later.
func (p *parser) day(i int) (u unit, next int, ok bool) {
	d, ordinal, j, ok := p.dayNumber(i)
	if ok && p.is(j, "mil") {
		return u, i, false // «dos mil veintidós»
	}
	if !ok {
		// «I y II trimestre»
		if n, isRoman := roman(p.tok(i).s); isRoman && n <= 12 && p.is(i+1, "y", ",", "-", "al", "e", "o") && p.tok(i).s != "c" {
			return unit{kind: uDay, d: n, ordinal: true}, i + 1, true
		}
		return u, i, false
	}
	u = unit{kind: uDay, d: d, ordinal: ordinal}
	next = j
	j = p.skip(j, "dias", "dia")
	k := p.skip(j, "de", "del")
	if k > j && p.is(k, "cada") {
		if n := eachSize(p.tok(k + 1).s); n > 1 {
			p.fail(i, k+2, CodeAmbiguous, p.quote(i, k+2)+" no dice de qué mes", "escriba las fechas: «"+strconv.Itoa(d)+" de marzo; …»")
			return u, i, false
		} else if n > 0 {
			u.each = n
			return u, k + 2, true
		}
	}
	if k > j && p.is(k, "mes") && !p.is(k+1, "de") {
		if _, named := p.month(k + 1); !named && !p.is(k+1, "en", "actual", "corriente") {
			u.each = 1
			return u, k + 1, true
		}
	}
	if k > j && p.is(k, "todos") && p.is(k+1, "los") && p.is(k+2, "meses") {
		u.each = 1
		return u, k + 3, true
	}
	k = p.skip(k, "mes", "de")
	m, named := p.month(k)
	if !named {
		return u, next, true
	}
	if w := p.tok(j - 1); ordinal && k > j && (p.feminine(j-1) || w.kind == tWord && w.s != "primero") {
		p.fail(i, j, CodeAmbiguous, "no se sabe si "+p.quote(i, k+1)+" es un día, una semana o una quincena",
			"escriba «"+dayMonth(d, m)+"», o la semana o la quincena con su nombre")
		return u, i, false
	}
	u.m, next = m, k+1
	if y, k, ok := p.ofYear(next); ok {
		u.y, next = y, k
		return u, next, true
	}
	if k := p.skip(next, "de", "del"); true {
		y := p.tok(k)
		if y.kind == tNum && y.digits == 2 && !y.ord && y.n >= 0 && !p.is(k+1, ":", ".", "h", "hrs", "hr", "hs", "horas", "am", "pm", ")") && !(p.is(k+1, "a", "p") && p.is(k+2, "m")) && !y.dot {
			after := p.skip(k+1, "de", "del")
			if _, more := p.month(after); !more && (k > next || !p.is(k+1, "-", "/", ",", "y")) {
				p.askYear(i, k+1, d, m, y.n)
				return u, i, false
			}
		}
	}
	return u, next, true
}

// monthUnit reads «Noviembre 2022» and «marzo 10, 2022». «Noviembre 22» alone is
// asked back; with «por definir» it is the month, with a note.
func (p *parser) monthUnit(i int) (u unit, next int, ok bool) {
	m, ok := p.month(i)
	if !ok {
		return u, i, false
	}
	u = unit{kind: uMonth, m: m}
	if p.is(i+1, "/", "-") && p.tok(i+2).digits == 4 {
		// «marzo/2022» is that month, and no run to the end of the year
		if y, next, ok := p.year(i + 2); ok {
			if p.is(next, "-", "/") && p.tight(next) && p.tok(next+1).kind == tNum && p.tight(next+1) {
				return u, i + 1, true // an ISO date follows
			}
			u.y = y
			return u, next, true
		}
	}
	if y, next, ok := p.ofYear(i + 1); ok {
		u.y = y
		return u, next, true
	}
	j := i + 1
	if p.is(j, "-", "/") && p.tok(j+1).kind == tNum {
		j++
	} else if p.is(j, "de", "del") && p.tok(j+1).kind == tNum && p.tok(j+1).digits == 2 {
		p.twoFigures(j)
		return u, i, false
	}
	n := p.tok(j)
	if n.kind != tNum || n.digits > 2 || n.n < 0 || n.dot && p.is(j+1, ")") {
		return u, i + 1, true
	}
	if p.is(j+1, ":", ")", "h", "hrs", "hr", "horas") {
		return u, i + 1, true
	}
	next = j + 1
	// «marzo 10 de marzo» or «abril-10 de mayo»: the number belongs to what follows.
	if k := p.skip(next, "de", "del"); true {
		if _, more := p.month(k); more {
			return u, i + 1, true
		}
	}
	if y, k, ok := p.ofYear(next); ok {
		return unit{kind: uDay, m: m, d: n.n, y: y, first: true}, k, true
	}
	if n.digits == 2 && n.n > 31 {
		p.fail(i, next, CodeAmbiguous, "el año de "+p.quote(i, next)+" tiene dos cifras",
			"escríbalo con cuatro: «"+MonthName(m)+" de "+strconv.Itoa(century(n.n))+"»")
		return u, i, false
	}
	if n.digits == 2 && !n.ord && p.plausible(n.n) {
		_, isDay := ValidDay(2000, m, n.n)
		if _, k, undef := p.undefined(p.skip(next, "(", ",", "-", ":")); undef {
			p.far = max(p.far, k)
			p.note(i, next, p.quote(i, next)+" puede ser el día "+strconv.Itoa(n.n)+" o el año "+strconv.Itoa(2000+n.n)+
				": se toma por definir dentro de "+MonthName(m), "escriba «"+MonthName(m)+" (por definir)» o el año con cuatro cifras")
			return u, next, true
		}
		extra := ""
		if p.tok(i).s == "mar" {
			extra = "; además, «mar» puede ser marzo o martes"
		}
		what := "el día " + strconv.Itoa(n.n) + " o el año " + strconv.Itoa(2000+n.n)
		if !isDay {
			what = "el año " + strconv.Itoa(2000+n.n)
		}
		p.fail(i, next, CodeAmbiguous, p.quote(i, next)+" puede ser "+what+extra,
			"escriba «"+dayMonth(n.n, m)+"» o «"+MonthName(m)+" de "+strconv.Itoa(2000+n.n)+"»")
		return u, i, false
	}
	return unit{kind: uDay, m: m, d: n.n, first: true}, next, true
}

func century(yy int) int {
	if yy > 69 {
		return 1900 + yy
	}
	return 2000 + yy
}

// yearUnit reads «2022», «año 2022», «ejercicio fiscal 2022».
func (p *parser) yearUnit(i int) (u unit, next int, ok bool) {
	y, next, ok := p.year(p.skip(i, "todo", "el", "ano", "ejercicio", "fiscal"))
	return unit{kind: uYear, y: y}, next, ok
}

func (p *parser) undefUnit(i int) (u unit, next int, ok bool) {
	if _, next, ok = p.undefined(i); !ok {
		// «sujeto a agenda», with no date
		if k := p.skip(i, "sujeto", "sujeta", "sujetos", "sujetas"); k == i+1 && p.is(k, "a") {
			next = p.skip(k+1, "la", "las", "los", "de", "agenda", "agendas", "disponibilidad", "confirmacion", "integrantes", "titular", "presidencia", "convocatoria")
			ok = next > k+1
		}
	}
	return unit{kind: uUndef}, next, ok
}

// undefined reads «por definir» and what is written in its place. confirm is
// true for the words that can be said of a date that is there: «por confirmar».
func (p *parser) undefined(i int) (confirm bool, next int, ok bool) {
	j := p.skip(i, "fecha", "fechas", "aun", "dia", "dias", "mes", "todavia", "queda", "esta")
	if p.tok(j).kind != tWord {
		return false, i, false
	}
	for _, w := range [...][]string{
		{"sin", "fecha"}, {"sin", "definir"}, {"sin", "determinar"}, {"no", "definida"}, {"no", "definido"}, {"no", "determinada"},
		{"p", "/", "d"}, {"s", "/", "f"}, {"s", "/", "d"}, {"n", "/", "d"}, {"s", "f"}, {"p", "d"}, {"se", "definira"}, {"se", "confirmara"}, {"se", "determinara"}, {"se", "programara"}, {"se", "informara"}, {"se", "notificara"},
		{"a", "definir"}, {"a", "confirmar"}, {"a", "determinar"}, {"tbd"}, {"pd"}, {"sf"}, {"nd"}, {"n", "d"}, {"indefinida"}, {"indefinido"}, {"indeterminada"},
	} {
		if k, ok := p.seq(j, w...); ok {
			if j > i || k-j > 1 || k == j+1 {
				return w[len(w)-1] == "confirmar", p.skipDate(k), true
			}
		}
	}
	k := j
	if p.is(k, "pendiente", "pendientes") {
		k = p.skip(k+1, "de", "por")
		if isUndefVerb(p.tok(k).s) {
			k++
		} else {
			k = j + 1
		}
		return false, p.skipDate(k), true
	}
	if p.is(k, "por") && isUndefVerb(p.tok(k+1).s) {
		verb := p.tok(k + 1).s
		return verb == "confirmar" || verb == "confirmarse", p.skipDate(k + 2), true
	}
	return false, i, false
}

func (p *parser) skipDate(i int) int {
	if p.is(i, "la") && p.is(i+1, "fecha") {
		return i + 2
	}
	return p.skip(i, "fecha", "fechas")
}

func isUndefVerb(w string) bool {
	switch w {
	case "definir", "definirse", "confirmar", "confirmarse", "determinar", "determinarse", "establecer", "establecerse",
		"acordar", "acordarse", "fijar", "fijarse", "programar", "programarse", "asignar", "precisar", "calendarizar", "convenir", "definicion", "confirmacion", "programacion":
		return true
	}
	return false
}

// clock reads an hour, with what leads to it: «, 11:00 horas», «a las 10 hrs.»,
// «de 10:00 a 12:00 h». The hour kept is the one at which it begins.
func (p *parser) clock(i int) (hour string, next int, ok bool) {
	j := p.skip(i, ",", "-", "(", ";", "/", "|")
	if p.is(i, ";") {
		return "", i, false
	}
	open := p.is(j-1, "(")
	sure := false
	for _, w := range [...][]string{{"a", "partir", "de", "las"}, {"a", "las"}, {"a", "la"}, {"de", "las"}, {"desde", "las"}, {"las"}, {"hora", ":"}, {"horario", ":"}, {"horario", "de"}} {
		if k, ok := p.seq(j, w...); ok {
			j, sure = k, true
			break
		}
	}
	if !sure && p.is(j, "de") && p.tok(j+1).kind == tNum && p.is(j+2, ":") {
		j++
	}
	h, m, k, ok := p.hour(j, sure)
	if !ok {
		return "", i, false
	}
	if sure && k == j+1 && h > 0 && h < 8 && m == 0 && p.tok(j).kind == tNum {
		p.fail(j, k, CodeAmbiguous, "«a las "+strconv.Itoa(h)+"» puede ser "+two(h)+":00 o "+two(h+12)+":00", "escriba la hora como «"+two(h+12)+":00 horas»")
		return "", i, false
	}
	if h > 24 || m > 59 || h == 24 && m > 0 {
		p.fail(j, k, CodeImpossible, "no existe la hora "+p.quote(j, k), "escriba la hora de 00:00 a 23:59")
		return "", i, false
	}
	// The end of a span of hours, and the zone.
	e := k
	for _, w := range [...][]string{{"a", "las"}, {"a"}, {"-"}, {"hasta", "las"}} {
		if n, ok := p.seq(k, w...); ok {
			if _, _, n, ok := p.hour(n, true); ok && (p.is(n-1, "hrs", "hr", "h", "horas", "pm", "am") || p.is(n-2, ":")) {
				e = n
			}
			break
		}
	}
	for _, w := range [...][]string{{"hora", "del", "centro"}, {"tiempo", "del", "centro"}, {"hora", "local"}} {
		if n, ok := p.seq(p.skip(e, ",", "("), w...); ok {
			e = n
			break
		}
	}
	if open && p.is(e, ")") {
		e++
	}
	p.far = max(p.far, e)
	return string([]byte{byte('0' + h/10), byte('0' + h%10), ':', byte('0' + m/10), byte('0' + m%10)}), e, true
}

// hour reads an hour. Unless sure, a bare number is none: it needs minutes
// after a colon, or «horas».
func (p *parser) hour(i int, sure bool) (h, m, next int, ok bool) {
	t := p.tok(i)
	words := false
	switch {
	case t.kind == tNum && t.digits <= 2:
		h, i = t.n, i+1
	case t.kind == tWord:
		n, k, ok := p.cardinal(i)
		if !ok {
			return 0, 0, i, false
		}
		h, i, words = n, k, true
	default:
		return 0, 0, i, false
	}
	if !words && p.is(i, ":", ".") && p.tok(i+1).kind == tNum && p.tok(i+1).digits == 2 {
		dot := p.is(i, ".")
		m, i = p.tok(i+1).n, i+2
		if p.is(i, ":") && p.tok(i+1).kind == tNum && p.tok(i+1).digits == 2 {
			i += 2
		}
		sure = sure || !dot
	} else if words && p.is(i, "y") && p.is(i+1, "media") {
		m, i = 30, i+2
	}
	if p.is(i, "h", "hr", "hrs", "hs", "hora", "horas") {
		return h, m, i + 1, true
	}
	half, k := 0, i
	switch {
	case p.is(i, "am"):
		half, k = 1, i+1
	case p.is(i, "pm"):
		half, k = 2, i+1
	case p.is(i, "a") && p.is(i+1, "m"):
		half, k = 1, i+2
	case p.is(i, "p") && p.is(i+1, "m"):
		half, k = 2, i+2
	case p.is(i, "de") && p.is(i+1, "la") && p.is(i+2, "manana"):
		half, k = 1, i+3
	case p.is(i, "de") && p.is(i+1, "la") && p.is(i+2, "tarde", "noche"):
		half, k = 2, i+3
	}
	switch {
	case half == 2 && h < 12:
		h += 12
	case half == 1 && h == 12:
		h = 0
	}
	return h, m, k, sure || half > 0
}
