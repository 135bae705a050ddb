package when

import (
	"strconv"
	"time"
)

// repeat makes the occurrences of a rhythm.
func (p *parser) repeat(s *segment) (Date, bool) {
	r := s.rhythm
	if !p.c.hasProgram() {
		p.fail(s.i, s.j, CodeAmbiguous, p.quote(s.i, s.j)+" no dice de qué año", "escriba las fechas")
		return Date{}, false
	}
	if s.limits.cuts(r.months, p.periods(r.months)) {
		p.askLimits(s)
		return Date{}, false
	}
	d := Date{Kind: Occurrences, phrase: r.phrase + s.limits.text}
	add := func(rg Range, kind Kind) {
		if !s.limits.allows(rg.First) || len(d.Items) >= maxItems {
			return
		}
		it := Date{Kind: kind, Days: Set{rg}, year: p.wrote || p.years[0] != p.years[1]}
		p.mark(&it, s.marks)
		it.Text = it.String()
		d.Items = append(d.Items, it)
	}
	switch {
	case len(r.days) > 0:
		in := p.c.program()
		if r.within != nil {
			mean, y, ok := p.resolve(r.within)
			if !ok {
				return d, false
			}
			w := Date{Kind: Window, Days: mean.days}
			p.outside(&w, r.wi, r.wj)
			in = mean.days
			if cut := in.Intersect(p.c.program()); !cut.IsEmpty() && !p.c.Anywhere {
				in = cut
			}
			d.phrase = r.phrase + " de " + monthText(r.within.m, y, p.wrote) + s.limits.text
		}
		for day := range in.All() {
			for _, wd := range r.days {
				if day.Weekday() == wd {
					add(Range{day, day}, OneDay)
				}
			}
			if len(d.Items) >= maxItems {
				break
			}
		}
	case r.months == 12 && r.times == 1:
		d = Date{Kind: Window, Days: p.c.program(), phrase: "anual"}
		p.mark(&d, s.marks)
		return d, true
	default:
		for _, rg := range p.runs(r) {
			for range r.times {
				add(rg, Window)
			}
		}
	}
	return p.repeated(s, d)
}

// repeated closes the occurrences of what repeats.
func (p *parser) repeated(s *segment, d Date) (Date, bool) {
	if len(d.Items) == 0 {
		p.fail(s.i, s.j, CodeImpossible, p.quote(s.i, s.j)+" no da ningún día en el programa, "+p.programText(), "")
		return d, false
	}
	p.close(&d)
	m := s.marks
	if d.Items[0].Undefined || d.Items[0].Tentative || m.clock != "" {
		d.phrase += marksText(m.clock, d.Items[0].Tentative, d.Items[0].Undefined)
	}
	if len(d.Items) == 1 {
		it := d.Items[0]
		return it, true
	}
	return d, true
}

// template makes the occurrences of «segundo martes de cada mes».
func (p *parser) template(s *segment) (Date, bool) {
	if !p.c.hasProgram() {
		p.fail(s.i, s.j, CodeAmbiguous, p.quote(s.i, s.j)+" no dice de qué año", "escriba las fechas")
		return Date{}, false
	}
	d := Date{Kind: Occurrences}
	each := 0
	for i := range s.elems {
		e := &s.elems[i]
		if e.isRange && e.a.each == 0 && e.a.kind == uDay && e.a.m == 0 {
			e.a.each = e.b.each
		}
		n := e.a.each
		if n == 0 || each != 0 && n != each || e.isRange && e.b.each != n || s.mode != plain && s.mode != until || i > 0 && s.conns[i-1] == 'o' {
			p.fail(s.i, s.j, CodeUnreadable, "no se entiende "+p.quote(s.i, s.j)+" como fecha", remedyExamples)
			return d, false
		}
		each = n
		switch {
		case i > 0 && i == len(s.elems)-1:
			d.phrase += " y "
		case i > 0:
			d.phrase += ", "
		}
		last := &s.elems[len(s.elems)-1]
		if a, b := &e.a, &last.a; e != last && !e.isRange && !last.isRange && a.kind == b.kind && a.kind != uDay && a.kind != uFirst && a.kind != uLast &&
			a.kind != uWorkFirst && a.kind != uWorkLast && a.wd == b.wd {
			d.phrase += ordinalBefore(a.ord, a.kind == uHalf || a.kind == uWeek)
		} else {
			d.phrase += templateText(e)
		}
	}
	article := ""
	if s.mode == until {
		article = "a más tardar el "
	}
	d.phrase = article + d.phrase + " de cada " + eachText(each) + s.limits.text
	if each > 1 && p.years[0] != p.years[1] {
		p.fail(s.i, s.j, CodeAmbiguous, p.quote(s.i, s.j)+" puede contarse desde enero o desde que empieza el programa, "+p.programText(), "escriba las fechas")
		return d, false
	}
	if s.limits.cuts(each, p.periods(each)) {
		p.askLimits(s)
		return d, false
	}
	prog := p.c.program()
	var missing []Range
	for _, per := range p.fullPeriods(each) {
		for i := range s.elems {
			e := &s.elems[i]
			mean, ok := e.a.within(per)
			if ok && e.isRange {
				end, ok2 := e.b.within(per)
				if ok = ok2 && end.sym == nil && mean.sym == nil && mean.days.First() <= end.days.Last(); ok {
					mean.kind = AllDays
					mean.days = Set{{mean.days.First(), end.days.Last()}}
				}
			}
			if !ok {
				if in := NewSet(per).Intersect(prog); !in.IsEmpty() && s.limits.allows(in.First()) {
					missing = append(missing, per)
				}
				continue
			}
			in := mean.days.Intersect(prog)
			if in.IsEmpty() || !s.limits.allows(in.First()) {
				continue
			}
			if mean.sym == nil {
				mean.days = in
			}
			it := Date{Kind: mean.kind, Days: mean.days, sym: mean.sym, year: p.wrote || p.years[0] != p.years[1]}
			if it.Kind != OneDay && it.sym == nil && it.Days.Len() == 1 {
				it.Kind = OneDay
			}
			if it.sym != nil {
				it.phrase = symbolText(it.sym, p.wrote || p.years[0] != p.years[1], each)
			}
			if s.mode == until {
				p.bound(&it, until, value{})
			}
			p.mark(&it, e.marks.or(s.marks))
			it.Text = it.String()
			d.Items = append(d.Items, it)
		}
	}
	if len(missing) > 0 {
		where := runText(missing[0].First, missing[0].Last)
		if each == 1 {
			where = "en " + monthText(missing[0].First.Month(), missing[0].First.Year(), true)
		}
		if n := len(missing) - 1; n > 0 {
			where += " y en " + strconv.Itoa(n) + " más"
		}
		p.note(s.i, s.j, p.quote(s.i, s.j)+" no da día "+where+": ahí se omite", "escriba «último día de cada mes», o las fechas")
	}
	return p.repeated(s, d)
}

// fullPeriods is [parser.periods] not cut at the ends of the programme, for
// what is counted from the first of a month.
func (p *parser) fullPeriods(months int) []Range {
	out := p.periods(months)
	if len(out) == 0 {
		return nil
	}
	y, m, _ := p.c.First.Date()
	if y == p.c.Last.Year() {
		m = (m-1)/time.Month(months)*time.Month(months) + 1
	}
	for i := range out {
		out[i] = Range{NewDay(y, m, 1), NewDay(y, m+time.Month(months), 1) - 1}
		m += time.Month(months)
	}
	return out
}
