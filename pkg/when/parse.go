package when

import (
	"strconv"
	"time"
)

const (
	minYear  = 1583  // the first whole year of the Gregorian calendar
	maxText  = 20000 // code points; a year of days, each written out, is a third of it
	maxItems = 4000
)

// Parse reads a text as a date, in the programme and for the use that c tells.
// The Date keeps the text as written. Problems come in no order of weight; if
// one is Fatal, the Date has its Text and nothing else. What the grammar reads
// is in the acceptance tables of the package's tests.
func Parse(text string, c Context) (Date, []Problem) {
	rs := []rune(text)
	p := &parser{rs: rs, c: c}
	if c.hasProgram() {
		p.years = [2]int{c.First.Year(), c.Last.Year()}
	}
	if len(rs) > maxText {
		return Date{Text: text}, []Problem{{Start: 0, End: len(rs), Code: CodeUnreadable, Fatal: true,
			Message: "el texto es demasiado largo para ser una fecha: " + quote(rs[:64]), Remedy: remedyExamples}}
	}
	d, ok := p.read()
	d.Text = text
	if ok && p.fatal == nil && !d.Days.IsEmpty() && (d.Days.First().Year() < minYear || d.Days.Last().Year() > 9999) {
		p.fatal = &Problem{Start: 0, End: len(rs), Code: CodeImpossible, Fatal: true, Message: "el año de " + quote(rs) + " no es de estos siglos", Remedy: "corrija el año"}
	}
	if p.fatal != nil || !ok {
		if p.fatal == nil {
			p.explain()
		}
		return Date{Text: text}, append([]Problem{*p.fatal}, p.notes...)
	}
	return d, p.notes
}

func (p *parser) read() (Date, bool) {
	if d, ok := p.readEDTF(); ok {
		if d.Kind == Occurrences && p.c.One && p.fatal == nil {
			p.askOne(0, len(p.rs), &d, nil)
		}
		return d, true
	} else if p.fatal != nil {
		return d, false
	}
	p.toks = tokenize(p.rs)
	// In a programme of more than a year every date is printed with its year.
	p.wrote = p.c.hasProgram() && int(p.c.Last)-int(p.c.First) > 365
	for _, t := range p.toks {
		if t.kind == tNum && (t.digits == 4 || t.digits == 8) || t.s == "mil" || t.s == "dosmil" {
			p.wrote = true
		}
	}
	if d, ok := p.enumerated(); ok || p.fatal != nil {
		return d, ok
	}
	segs, ok := p.parse()
	if !ok || p.fatal != nil {
		return Date{}, false
	}
	return p.build(segs)
}

// enumerator reads the number of item n of a list: «1)», «1.-», «a)».
func (p *parser) enumerator(i, n int) (next int, ok bool) {
	t := p.tok(i)
	switch {
	case t.kind == tNum && t.n == n && p.is(i+1, ")") && !t.ord:
		return i + 2, true
	case t.kind == tNum && t.n == n && t.dot && !t.ord && p.tok(i+1).gap:
		return i + 1, true
	case t.kind == tNum && t.n == n && t.dot && p.is(i+1, "-") && p.tok(i+2).gap:
		return i + 2, true
	case t.kind == tWord && len(t.s) == 1 && n <= 26 && t.s[0] == byte('a'+n-1) && p.is(i+1, ")"):
		return i + 2, true
	}
	return i, false
}

// enumerated reads «1) 15 marzo 2022 2) Por definir», with free words before.
func (p *parser) enumerated() (Date, bool) {
	var starts, bodies []int
	for i := 0; i < len(p.toks); i++ {
		if k, ok := p.enumerator(i, len(starts)+1); ok {
			starts, bodies = append(starts, i), append(bodies, k)
			i = k - 1
		}
	}
	if len(starts) < 2 || starts[0] > 0 && !p.is(starts[0]-1, ":", ";", ",", "-") && p.tok(starts[0]).dot {
		return Date{}, false
	}
	d := Date{Kind: Occurrences}
	for n, from := range bodies {
		to := len(p.toks)
		if n+1 < len(starts) {
			to = starts[n+1]
		}
		for to > from && p.is(to-1, ";", ",", "y") {
			to--
		}
		sub := &parser{rs: p.rs, toks: p.toks[from:to], c: p.c, years: p.years, wrote: p.wrote}
		sub.c.One = false
		if from == to {
			p.fail(starts[n], from, CodeUnreadable, "el punto "+p.quote(starts[n], from)+" no tiene fecha", "escriba su fecha o «por definir»")
			return d, false
		}
		segs, ok := sub.parse()
		var it Date
		if ok {
			it, ok = sub.build(segs)
		}
		if !ok {
			if sub.fatal == nil {
				sub.explain()
			}
			p.fatal = sub.fatal
			return d, false
		}
		p.notes = append(p.notes, sub.notes...)
		if it.Kind == Occurrences {
			d.Items = append(d.Items, it.Items...)
			continue
		}
		it.Text = string(p.rs[p.toks[from].start:p.toks[to-1].end])
		d.Items = append(d.Items, it)
	}
	for i := range starts[0] {
		n, k, ok := p.count(i)
		if ok && isEvent(p.tok(k).s) && n != len(d.Items) {
			p.note(i, k+1, "dice "+p.quote(i, k+1)+" y da "+strconv.Itoa(len(d.Items))+" fechas", "")
		}
	}
	p.close(&d)
	if p.c.One {
		p.askOne(p.toks[0].start, p.toks[len(p.toks)-1].end, &d, nil)
	}
	return d, p.fatal == nil
}

// close computes what follows from the items of Occurrences. A single item is
// no list.
func (p *parser) close(d *Date) {
	var ranges []Range
	undefined := len(d.Items) > 0
	for _, it := range d.Items {
		ranges = append(ranges, it.Days...)
		undefined = undefined && it.Undefined
	}
	d.Days, d.Undefined = NewSet(ranges...), undefined
	d.year = p.wrote
}

// build gives meaning to segments.
func (p *parser) build(segs []segment) (Date, bool) {
	p.inherit(segs)
	if p.fatal != nil {
		return Date{}, false
	}
	var dates []Date
	for i := range segs {
		d, ok := p.date(&segs[i])
		if !ok || p.fatal != nil {
			return Date{}, false
		}
		if len(segs) == 1 {
			if d.Kind == Occurrences && p.c.One {
				p.askOne(p.tok(segs[0].i).start, p.tok(segs[0].j-1).end, &d, &segs[0])
			}
			return d, p.fatal == nil
		}
		if d.Kind == Occurrences {
			dates = append(dates, d.Items...)
		} else {
			start, end := p.span(segs[i].i, segs[i].j)
			d.Text = string(p.rs[start:end])
			dates = append(dates, d)
		}
	}
	d := Date{Kind: Occurrences, Items: dates}
	p.close(&d)
	if p.c.One {
		p.askOne(p.tok(segs[0].i).start, p.tok(segs[len(segs)-1].j-1).end, &d, nil)
	}
	return d, p.fatal == nil
}

// askOne answers several dates for one event.
func (p *parser) askOne(start, end int, d *Date, s *segment) {
	if p.fatal != nil {
		return
	}
	end = max(start+1, min(end, len(p.rs)))
	text := quote(p.rs[start:end])
	message := text + " son varias fechas y la sesión es una: ¿son " + sessions(len(d.Items)) + "?"
	p.fatal = &Problem{Start: start, End: end, Code: CodeAmbiguous, Fatal: true, Message: message,
		Remedy: "escriba una sesión por cada fecha, o una sola fecha"}
}

func sessions(n int) string {
	switch {
	case n == 2:
		return "dos sesiones"
	case n <= 31:
		return cardinalText(n) + " sesiones"
	}
	return strconv.Itoa(n) + " sesiones"
}

// inherit gives days their month and dates their year from their neighbours:
// from the right, as lists are written, and then from the left.
func (p *parser) inherit(segs []segment) {
	type place struct {
		u       *unit
		seg     int
		partner *unit // the other end of a run
	}
	for i := range segs {
		if p.dayOverMonth(&segs[i]); p.fatal != nil {
			return
		}
	}
	var units []place
	for i := range segs {
		s := &segs[i]
		for j := range s.elems {
			e := &s.elems[j]
			if !e.isRange {
				units = append(units, place{&e.a, i, nil})
				continue
			}
			units = append(units, place{&e.a, i, &e.b}, place{&e.b, i, nil})
		}
	}
	// Nouns and months from the right.
	for i := len(units) - 2; i >= 0; i-- {
		u, r := units[i].u, units[i+1].u
		if u.kind == uDay && u.m == 0 && u.each == 0 && units[i].seg == units[i+1].seg && !u.hasWd {
			noun := r.kind == uGroup || u.ordinal && r.isPart() && r.kind != uFirst && r.kind != uLast && r.kind != uWorkFirst && r.kind != uWorkLast
			if noun {
				c := *r
				c.ord, c.i, c.j = u.d, u.i, u.j
				if c.kind != uGroup || c.ord <= 12/c.size {
					*u = c
				}
				continue
			}
		}
		if u.needsMonth() && r.each > 0 && units[i].seg == units[i+1].seg {
			u.each = r.each
			continue
		}
		if u.needsMonth() && (r.kind == uDay && !r.first || r.isPart()) {
			if i > 0 && units[i-1].u.first && r.m != 0 && r.m != units[i-1].u.m && units[i-1].seg == units[i].seg && units[i].partner == nil {
				p.askMonth(u) // «marzo 15, 17 y 20 de abril»
				return
			}
			u.m, u.of = r.m, r.of
			if u.kind == uDay {
				u.of = nil
			}
			if r.of != nil && u.kind == uDay {
				u.m = 0
			}
		}
	}
	for i := 1; i < len(units); i++ {
		u, l := units[i].u, units[i-1].u
		if u.needsMonth() && units[i].seg == units[i-1].seg && (l.kind == uDay || l.isPart()) && l.of == nil &&
			(l.first || u.kind != uDay || u.hasWd || units[i-1].partner == u) {
			u.m, u.first = l.m, l.first
			if u.kind == uDay && u.y == 0 && l.y != 0 {
				u.y = l.y
			}
		}
	}
	for _, pl := range units {
		if pl.u.needsMonth() {
			p.askMonth(pl.u)
			return
		}
	}
	// Years.
	for i := len(units) - 2; i >= 0; i-- {
		u, r := units[i].u, units[i+1].u
		y := r.year()
		if !u.takesYear() || u.year() != 0 || y == 0 || !r.takesYear() || r.kind == uYear {
			continue
		}
		switch {
		case u.month() <= r.month() || r.month() == 0:
			u.setYear(y)
		case units[i].partner == r:
			u.setYear(y - 1)
		case !p.c.hasProgram() || p.c.Anywhere:
			u.setYear(y)
		}
	}
	for i := range len(units) - 1 {
		u, r := units[i].u, units[i+1].u
		if units[i].partner != r || u.year() == 0 || r.year() != 0 || !r.takesYear() {
			continue
		}
		y := u.year()
		if r.month() < u.month() {
			y++
		}
		r.setYear(y)
	}
	if !p.c.hasProgram() {
		for i := 1; i < len(units); i++ {
			u, l := units[i].u, units[i-1].u
			if u.takesYear() && u.year() == 0 && l.year() != 0 {
				u.setYear(l.year())
			}
		}
	}
}

// dayOverMonth reads «10/03» where days are written before months, and asks
// otherwise.
func (p *parser) dayOverMonth(s *segment) {
	var a, b *unit
	switch {
	case len(s.elems) == 1 && s.elems[0].isRange && p.is(s.elems[0].a.j, "-"):
		a, b = &s.elems[0].a, &s.elems[0].b
	case len(s.elems) == 2 && s.conns[0] == '/' && !s.elems[0].isRange && !s.elems[1].isRange:
		a, b = &s.elems[0].a, &s.elems[1].a
	default:
		return
	}
	bare := func(u *unit) bool {
		return u.kind == uDay && u.m == 0 && u.each == 0 && p.tok(u.i).kind == tNum && !u.hasWd
	}
	if !bare(a) || !bare(b) {
		return
	}
	valid := func(d, m int) bool { _, ok := ValidDay(2024, time.Month(m), d); return ok }
	dm, md := valid(a.d, b.d), valid(b.d, a.d)
	if dm && (p.c.NumericDMY || !md || a.d == b.d) {
		a.m = time.Month(b.d)
		a.j = b.j
		s.elems = s.elems[:1]
		s.elems[0].marks = s.elems[0].marks.or(s.marks)
		s.elems[0].isRange = false
		s.conns = nil
		return
	}
	if dm && md {
		p.fail(a.i, b.j, CodeAmbiguous, "puede ser "+dayMonth(a.d, time.Month(b.d))+" o "+dayMonth(b.d, time.Month(a.d)),
			"escriba el mes con letra: «"+dayMonth(a.d, time.Month(b.d))+"»")
	}
}

func (p *parser) askMonth(u *unit) {
	remedy := "escriba el mes: «" + strconv.Itoa(max(u.d, 1)) + " de marzo»"
	if u.kind != uDay {
		remedy = "escriba el mes: «" + p.text(u) + " de mayo»"
	} else if u.d < 1 || u.d > 31 {
		p.fail(u.i, u.j, CodeUnreadable, "no se entiende "+p.quote(u.i, u.j)+" como fecha", remedyExamples)
		return
	}
	p.fail(u.i, u.j, CodeAmbiguous, "a "+p.quote(u.i, u.j)+" le falta el mes", remedy)
}

func (p *parser) text(u *unit) string {
	start, end := p.span(u.i, u.j)
	return string(p.rs[start:end])
}
