package when

import (
	"strconv"
	"time"
)

// elem is a unit, or a run from one unit to another.
type elem struct {
	a, b    unit
	isRange bool
	window  bool // «entre … y …», «semana del …»: one of the days
	weekOf  bool // «semana del 9 de mayo»
	till    bool // «… hasta …»
	chain   bool // «marzo-abril-mayo»
	want    int  // months that a noun before it promised: «bimestre marzo-abril»
	marks
	i, j int
}

// marks are what may be said after a date.
type marks struct {
	clock string
	tent  bool
	undef bool
}

// or returns m completed with what n says and m does not.
func (m marks) or(n marks) marks {
	if m.clock == "" {
		m.clock = n.clock
	}
	m.tent = m.tent || n.tent
	m.undef = m.undef || n.undef
	return m
}

// segment is what stands between two semicolons: one date or a list of dates.
type segment struct {
	mode  mode
	elems []elem
	conns []byte // between elems: 'y', 'o', '/' or ','
	marks
	rhythm *rhythm
	limits limits
	fixed  *Date // what has no units: «a petición», «permanente»
	i, j   int
}

// parse reads all segments of the parser's tokens.
func (p *parser) parse() (segs []segment, ok bool) {
	i := 0
	for i < len(p.toks) {
		if p.is(i, ";") {
			i++
			continue
		}
		s, next, ok := p.segment(i)
		if !ok || p.fatal != nil || next <= i {
			return nil, false
		}
		p.far = max(p.far, next)
		segs = append(segs, s)
		i = p.skip(next, ",", "-", ")")
		if i < len(p.toks) && !p.is(i, ";") && (!p.tok(i-1).dot || p.is(i, "de", "del", "en", "a", "al")) {
			return nil, false
		}
	}
	return segs, len(segs) > 0
}

func (p *parser) segment(i int) (s segment, next int, ok bool) {
	s.i = i
	i = p.skip(i, ":", ",", "-", "(", ")")
	i, s.tent = p.tentativeLead(i)
	if d, k, ok := p.fixedWords(i); p.fatal != nil {
		return s, i, false
	} else if ok {
		s.fixed, s.j = &d, k
		s.marks, s.j = p.marks(k, marks{tent: s.tent}, false)
		return s, s.j, true
	}
	if _, k, ok := p.undefined(i); ok && p.is(k, "(", "en") {
		// «por definir en mayo» is «mayo (por definir)»
		if in, n, ok := p.segment(k + 1); ok && len(in.elems) > 0 {
			in.i, in.undef = s.i, true
			return in, p.skip(n, ")"), true
		}
		if p.fatal != nil {
			return s, i, false
		}
	}
	if d, k, ok := p.bracketed(i); ok {
		s.fixed = &d
		s.marks, s.j = p.marks(k, marks{tent: s.tent}, false)
		return s, s.j, true
	}
	if r, k, ok := p.rhythm(i); ok {
		// «trimestral: marzo, junio, septiembre y diciembre» is the list.
		if p.is(k, ":", "(", ",") && p.depth < 20 {
			p.depth++
			list, n, ok := p.segment(k + 1)
			p.depth--
			if ok && r.months == 1 && r.times == 1 && p.monthly(&list) {
				list.i, list.j = s.i, p.skip(n, ")")
				return list, list.j, true
			}
			if ok && len(list.elems) > 1 && !p.is(k, ",") {
				list.i, list.j = s.i, p.skip(n, ")")
				return list, list.j, true
			}
			if p.fatal != nil {
				return s, i, false
			}
		}
		s.rhythm = &r
		return p.finish(s, k)
	}
	if p.fatal != nil {
		return s, i, false
	}
	if h, k, ok := p.clock(i); ok {
		s.clock, i = h, p.skip(k, ",", "-")
	}
	if k := p.skip(i+1, "el", "dia"); p.is(i, "para", "al") && (!p.c.One || p.is(i, "al")) && p.tok(k).kind == tNum {
		if _, n, ok := p.unit(k); ok {
			p.fail(i, n, CodeAmbiguous, p.quote(i, n)+" puede ser ese día o a más tardar ese día", "escriba «"+string(p.rs[p.tok(k).start:p.tok(n-1).end])+
				"» o «a más tardar el "+string(p.rs[p.tok(k).start:p.tok(n-1).end])+"»")
		}
		if p.fatal != nil {
			return s, i, false
		}
	}
	s.mode, i = p.mode(i)
	if n, ok := p.everyFirst(i); ok {
		i = n // «cada primer lunes de mes»
	}
	for {
		e, k, ok := p.elem(i, s.mode)
		if !ok {
			return s, i, false
		}
		if list, n, ok := p.ofMonth(&e, k); ok {
			for n := range list.elems {
				if n > 0 {
					s.conns = append(s.conns, list.conns[n-1])
				}
				s.elems = append(s.elems, list.elems[n])
			}
			s.marks = s.marks.or(list.marks)
			k = n
		} else if p.fatal != nil {
			return s, i, false
		} else {
			s.elems = append(s.elems, e)
			k = p.ofMonths(&s, k)
		}
		end := &s.elems[len(s.elems)-1]
		end.marks, k = p.marks(k, end.marks, len(s.elems) > 1)
		if p.fatal != nil {
			return s, i, false
		}
		end.j = max(end.j, k)
		i = k
		conn, k, ok := p.conn(i)
		if !ok {
			break
		}
		if _, limited := p.limitWord(p.skip(i, ",")); limited || !p.begins(k) {
			break
		}
		if s.repeats() {
			if _, k := p.limits(i); k > i {
				break
			}
		}
		s.conns = append(s.conns, conn)
		i = k
	}
	// What is said after a list is said of all of it, unless some date of it
	// had its own.
	own := false
	for _, e := range s.elems[:len(s.elems)-1] {
		own = own || e.marks != marks{}
	}
	if last := &s.elems[len(s.elems)-1]; !own && last.a.kind != uUndef {
		s.marks = s.marks.or(last.marks)
	}
	return p.finish(s, i)
}

// ofMonth reads what is said within the month e: «marzo: 10, 17 y 24», «marzo
// (del 14 al 18)», «febrero, segunda quincena».
func (p *parser) ofMonth(e *elem, i int) (list segment, next int, ok bool) {
	if e.isRange || e.a.kind != uMonth || e.want > 0 || e.window || p.depth > 20 || !p.is(i, ":", "(", ",") {
		return list, i, false
	}
	if _, _, undef := p.undefined(i + 1); undef {
		return list, i, false
	}
	month := e.a
	if p.is(i, ",") {
		k := p.lead(i + 1)
		u, n, ok := p.lastUnit(k)
		if !ok && p.fatal == nil {
			u, n, ok = p.firstUnit(k)
		}
		if !ok && p.fatal == nil {
			u, n, ok = p.ordinalUnit(k)
		}
		if !ok || !u.isPart() || !u.needsMonth() {
			return list, i, false
		}
		u.i, u.j, u.m, u.y = k, n, month.m, month.y
		list.elems = []elem{{a: u, i: e.i, j: n}}
		return list, n, true
	}
	if _, _, isClock := p.clock(i + 1); isClock || p.fatal != nil {
		return list, i, false
	}
	if t := p.tok(i + 1); p.is(i, "(") && t.kind == tNum && t.digits == 2 && p.is(i+2, ")") && p.plausible(t.n) {
		p.fail(e.i, i+3, CodeAmbiguous, p.quote(e.i, i+3)+" puede ser el día "+strconv.Itoa(t.n)+" o el año "+strconv.Itoa(2000+t.n),
			"escriba «"+dayMonth(t.n, month.m)+"» o «"+MonthName(month.m)+" de "+strconv.Itoa(2000+t.n)+"»")
		return list, i, false
	}
	p.depth++
	list, next, ok = p.segment(i + 1)
	p.depth--
	if !ok || len(list.elems) == 0 || list.mode != plain || list.fixed != nil || list.rhythm != nil {
		return list, i, false
	}
	own := true
	for n := range list.elems {
		el := &list.elems[n]
		units := []*unit{&el.a}
		if el.isRange {
			units = append(units, &el.b)
		}
		for _, u := range units {
			switch {
			case u.needsMonth() && own:
				u.m, u.y, u.first = month.m, month.y, true
			case u.needsMonth() || !u.first || n == 0:
				return list, i, false
			default:
				own = false
			}
		}
	}
	if list.elems[0].i = e.i; p.is(next, ")") {
		next++
	}
	return list, next, true
}

// ofMonths reads «tercer jueves de los meses de marzo, junio y septiembre»: the
// dates at the end of s that have no month have each of these.
func (p *parser) ofMonths(s *segment, i int) int {
	k, ok := p.seq(i, "de", "los", "meses", "de")
	if !ok {
		return i
	}
	var months []time.Month
	for {
		m, ok := p.month(k)
		if !ok || len(months) == 12 {
			break
		}
		months = append(months, m)
		k++
		_, next, ok := p.conn(k)
		if _, more := p.month(next); !ok || !more {
			break
		}
		k = next
	}
	from := len(s.elems)
	for from > 0 && !s.elems[from-1].isRange && s.elems[from-1].a.needsMonth() && (from == len(s.elems) || s.conns[from-1] != 'o' && s.conns[from-1] != '/') {
		from--
	}
	if len(months) == 0 || from == len(s.elems) {
		return i
	}
	y, k, ok := p.ofYear(k)
	if !ok {
		y = 0
	}
	each := append([]elem(nil), s.elems[from:]...)
	s.elems = s.elems[:from]
	s.conns = s.conns[:from]
	for n, m := range months {
		for j := range each {
			e := each[j]
			if n > 0 || j > 0 {
				s.conns = append(s.conns, 'y')
			}
			if e.a.kind != uDay || !e.a.ordinal || j == len(each)-1 {
				e.a.m, e.a.y = m, y
			}
			s.elems = append(s.elems, e)
		}
	}
	return k
}

// everyFirst skips «cada» before «primer lunes de mes».
func (p *parser) everyFirst(i int) (int, bool) {
	if !p.is(i, "cada") {
		return i, false
	}
	fatal := p.fatal
	u, _, ok := p.lastUnit(i + 1)
	if !ok {
		u, _, ok = p.ordinalUnit(i + 1)
	}
	p.fatal = fatal
	if !ok || u.kind != uWeekday || u.each == 0 {
		return i, false
	}
	return i + 1, true
}

// monthly makes «primer martes», said after «mensual», that of each month.
func (p *parser) monthly(s *segment) bool {
	if s.mode != plain || len(s.elems) == 0 {
		return false
	}
	for i := range s.elems {
		e := &s.elems[i]
		if e.isRange || !e.a.needsMonth() || i > 0 && s.conns[i-1] == 'o' || i == 0 && e.a.kind == uDay && !e.a.ordinal && !p.is(e.a.i-1, "dia", "dias") && !p.is(e.a.i, "dia", "dias") {
			return false // «mensual (10)» may be how many
		}
	}
	for i := range s.elems {
		if a := &s.elems[i].a; a.kind != uDay || !a.ordinal || i == len(s.elems)-1 {
			a.each = 1
		}
	}
	return true
}

// begins reports whether a date can begin at i, to tell «10 de marzo y» from a
// list that goes on.
func (p *parser) begins(i int) bool { return i < len(p.toks) && !p.is(i, ";", ")") }

// finish reads the limits and marks at the end of a segment.
func (p *parser) finish(s segment, i int) (segment, int, bool) {
	if s.rhythm != nil || s.repeats() {
		s.limits, i = p.limits(i)
	}
	if s.mode == plain && len(s.elems) == 1 {
		for _, w := range [...][]string{{"a", "mas", "tardar"}, {"como", "fecha", "limite"}, {"fecha", "limite"}, {"como", "maximo"}, {"como", "limite"}} {
			if k, ok := p.seq(p.skip(i, "(", ",", "-"), w...); ok {
				s.mode, i = until, p.skip(k, ")")
				break
			}
		}
	}
	s.marks, i = p.marks(i, s.marks, false)
	s.j = i
	return s, i, p.fatal == nil
}

// repeats reports whether a unit of the segment is «de cada mes».
func (s *segment) repeats() bool {
	for i := range s.elems {
		if s.elems[i].a.each > 0 || s.elems[i].b.each > 0 {
			return true
		}
	}
	return false
}

// mode reads the words that make a date a deadline or a beginning.
func (p *parser) mode(i int) (mode, int) {
	i0 := i
	i = p.skip(i, "el", "la")
	for _, w := range [...]struct {
		mode  mode
		words []string
	}{
		{until, []string{"a", "mas", "tardar"}}, {until, []string{"hasta"}}, {until, []string{"no", "despues", "de"}}, {until, []string{"no", "despues", "del"}},
		{until, []string{"no", "posterior", "a"}}, {until, []string{"no", "posterior", "al"}}, {until, []string{"como", "maximo"}}, {until, []string{"maximo"}}, {until, []string{"a", "mas", "tarde"}}, {until, []string{"fecha", "limite"}},
		{until, []string{"limite"}}, {until, []string{"plazo"}}, {until, []string{"vence"}}, {until, []string{"con", "fecha", "limite"}},
		{from, []string{"no", "antes", "de"}}, {from, []string{"no", "antes", "del"}}, {before, []string{"antes", "de"}}, {before, []string{"antes", "del"}},
		{before, []string{"previo", "al"}}, {before, []string{"previo", "a"}},
		{from, []string{"a", "partir", "de"}}, {from, []string{"a", "partir", "del"}}, {from, []string{"desde"}},
		{after, []string{"despues", "de"}}, {after, []string{"despues", "del"}}, {after, []string{"posterior", "al"}}, {after, []string{"posterior", "a"}},
	} {
		if k, ok := p.seq(i, w.words...); ok {
			return w.mode, p.skip(k, ":", "el", "en", "al")
		}
	}
	return plain, i0
}

// elem reads a unit or a run of units.
func (p *parser) elem(i int, md mode) (e elem, next int, ok bool) {
	e.i = i
	i = p.lead(i)
	between := p.is(i, "entre")
	if between {
		e.window = true
		i++
	}
	if isWeek(p.tok(i).s) && p.is(i+1, "del", "de", ":") {
		j := i + 2
		if p.is(j, "el") {
			j++
		}
		if p.tok(j).kind == tNum || weekdayAt(p, j) {
			e.window, e.weekOf = true, true
			i = j
		}
	}
	if n := groupSize(p.tok(i).s); n > 0 && p.tok(i).kind == tWord {
		j := p.skip(i+1, ":", "de", "del", "(", "mes", "meses")
		if _, ok := p.month(j); ok {
			e.want = n
			i = j
		}
	}
	e.a, i, ok = p.unit(i)
	if !ok {
		return e, i, false
	}
	for {
		k := i
		switch {
		case p.is(i, "-") && !p.closes(i):
			k = i + 1
		case p.is(i, "a", "al", "hasta") && !p.is(i+1, "las", "la"):
			k = i + 1
		case p.is(i, "y") && p.is(i+1, "hasta"):
			k = i + 2
		case between && p.is(i, "y", "e") && !e.isRange:
			k = i + 1
		}
		if k == i || e.a.kind == uUndef || k >= len(p.toks) {
			break
		}
		b, n, ok := p.unit(k)
		if !ok || b.kind == uUndef {
			break
		}
		if e.isRange {
			// «marzo-abril-mayo»
			if e.b.kind != uMonth || b.kind != uMonth || e.a.kind != uMonth || b.m != e.b.m%12+1 || e.b.y != 0 || !e.chain && e.b.m != e.a.m%12+1 {
				break
			}
			e.chain = true
		}
		e.till = e.till || p.is(k-1, "hasta")
		e.b, e.isRange, i = b, true, n
	}
	if p.fatal != nil {
		return e, i, false
	}
	if e.isRange {
		e.weekOf = false
	} else if wd, ok := weekdayOf(p.tok(i + 1).s); ok && e.a.kind == uDay && !e.a.hasWd && p.tok(i+1).kind == tWord &&
		p.is(i, "(", ",") && p.tok(p.skip(i+2, "dia")).kind != tNum {
		e.a.wd, e.a.hasWd, e.a.wdTok = wd, true, i+1 // «10 de marzo (jueves)»
		if i += 2; p.is(i, ")") {
			i++
		}
	}
	if e.want > 0 && p.is(i, ")") {
		i++
	}
	if g := &e.a; g.kind == uGroup && !e.isRange && p.is(i, "(") {
		// «tercer trimestre (julio-septiembre)»
		first, ok := p.month(i + 1)
		last, ok2 := p.month(i + 3)
		k, n := i+2, 1
		for ; ok; n++ {
			_, next, _ := p.conn(k)
			m, more := p.month(next)
			if !more || m != first+time.Month(n) {
				break
			}
			k = next + 1
		}
		switch {
		case n == g.size && n > 2 && first == g.month() && p.is(k, ")"):
			i = k + 1 // «primer trimestre (enero, febrero y marzo)»
		case ok && p.is(i+2, ")") && first >= g.month() && first < g.month()+time.Month(g.size):
			e.a = unit{kind: uMonth, m: first, y: g.y, i: g.i, j: i + 3} // «primer semestre (junio)»
			i += 3
		}
		if ok && ok2 && p.is(i+2, "-", "a", "y", "/") && p.is(i+4, ")") {
			if first != g.month() || last != first+time.Month(g.size)-1 {
				p.fail(g.i, i+5, CodeImpossible, p.quote(g.i, g.j)+" no va de "+MonthName(first)+" a "+MonthName(last), "corrija los meses")
				return e, i, false
			}
			i += 5
		}
	}
	e.j = i
	return e, i, true
}

func weekdayAt(p *parser, i int) bool {
	_, ok := weekdayOf(p.tok(i).s)
	return ok && p.tok(i).kind == tWord && p.tok(p.skip(i+1, "dia")).kind == tNum
}

// closes reports whether the dash at i leads to an hour or a remark and not to
// the end of a run.
func (p *parser) closes(i int) bool {
	if _, _, ok := p.undefined(i + 1); ok {
		return true
	}
	if tentativeWord(p.tok(i+1).s) && p.tok(i+1).kind == tWord {
		return true
	}
	if p.is(i+1, "a", "de", "las", "horario", "hora") {
		return true
	}
	if p.tok(i+1).kind == tNum {
		fatal := p.fatal
		_, _, ok := p.clock(i + 1)
		p.fatal = fatal
		return ok
	}
	return false
}

// conn reads what joins two dates of a list.
func (p *parser) conn(i int) (conn byte, next int, ok bool) {
	j := i
	comma := p.is(j, ",")
	if comma {
		j++
	}
	switch {
	case p.is(j, "y") && p.is(j+1, "/") && p.is(j+2, "o"):
		return 'o', j + 3, true
	case p.is(j, "o", "u"):
		if p.is(j+1, "bien") {
			j++
		}
		return 'o', j + 1, true
	case p.is(j, "y", "e"):
		return 'y', j + 1, true
	case p.is(j, "asi") && p.is(j+1, "como"):
		return 'y', j + 2, true
	case p.is(j, "/") && !comma:
		return '/', j + 1, true
	case comma:
		return ',', j, true
	}
	return 0, i, false
}

func tentativeWord(w string) bool {
	switch w {
	case "tentativa", "tentativas", "tentativo", "tentativos", "tentativamente", "tent", "probable", "probables", "probablemente", "posible",
		"posiblemente", "estimada", "estimado", "estimadas", "provisional", "preliminar", "aproximada", "aproximadamente", "aprox":
		return true
	}
	return false
}

// tentativeLead skips «fecha tentativa:», «tentativamente».
func (p *parser) tentativeLead(i int) (int, bool) {
	j := p.skip(i, "fecha", "fechas")
	if p.tok(j).kind != tWord || !tentativeWord(p.tok(j).s) {
		return i, false
	}
	return p.skip(j+1, ":", ",", "-", "el", "en"), true
}

// marks reads the hour, «(tentativa)», «(por definir)» and the weekday that may
// follow a date. In a list, «, por definir» is one more date.
func (p *parser) marks(i int, m marks, list bool) (marks, int) {
	for p.fatal == nil {
		j := p.skip(i, "(", ",", "-", ":")
		comma := j > i && p.is(i, ",")
		end := j
		if tentativeWord(p.tok(j).s) && p.tok(j).kind == tWord {
			m.tent, end = true, j+1
		} else if k, ok := p.seq(j, "fecha"); ok && tentativeWord(p.tok(k).s) {
			m.tent, end = true, k+1
		} else if k, ok := p.seq(j, "sujeto", "a"); ok {
			m.tent, end = true, p.skip(k, "cambio", "cambios", "confirmacion", "la", "disponibilidad", "de", "agenda", "modificacion", "modificaciones")
		} else if k, ok := p.seq(j, "sujeta", "a"); ok {
			m.tent, end = true, p.skip(k, "cambio", "cambios", "confirmacion", "la", "disponibilidad", "de", "agenda", "modificacion", "modificaciones")
		} else if p.is(j, "hora", "horario", "lugar", "sede") && isUndefLead(p, j+1) {
			_, end, _ = p.undefined(j + 1)
		} else if _, k, ok := p.undefined(j); ok {
			more := p.is(k, ",", "y") && p.begins(k+1) && !p.is(i, "(")
			if comma && (list || more) {
				return m, i
			}
			m.undef, end = true, k
		} else if h, k, ok := p.clock(i); ok {
			if m.clock == "" {
				m.clock = h
			}
			end = k
			if p.is(end-1, ")") {
				i = end
				continue
			}
		} else {
			return m, i
		}
		if end <= j {
			return m, i
		}
		i = p.skip(end, ")")
		p.far = max(p.far, i)
	}
	return m, i
}

func isUndefLead(p *parser, i int) bool {
	_, _, ok := p.undefined(i)
	return ok
}

// fixedWords reads what owes no date and what goes on all the time.
func (p *parser) fixedWords(i int) (d Date, next int, ok bool) {
	if p.tok(i).kind != tWord { // most dates begin with a figure
		return d, i, false
	}
	for _, w := range [...][]string{
		{"n", "/", "a"}, {"na"}, {"n", "a"}, {"no", "aplica"}, {"no", "requiere", "fecha"},
	} {
		if k, ok := p.seq(i, w...); ok && (len(w) > 1 || k == len(p.toks)) {
			return Date{Kind: NoDate, phrase: "no aplica"}, k, true
		}
	}
	for _, w := range [...]struct {
		phrase string
		words  []string
	}{
		{"a petición", []string{"a", "peticion"}}, {"a petición", []string{"a", "solicitud"}}, {"a petición", []string{"a", "demanda"}},
		{"previa convocatoria", []string{"previa", "convocatoria"}}, {"previa convocatoria", []string{"por", "convocatoria"}},
		{"previa convocatoria", []string{"segun", "convocatoria"}}, {"previa convocatoria", []string{"cuando", "se", "convoque"}},
		{"a petición", []string{"cuando", "se", "requiera"}}, {"a petición", []string{"cuando", "sea", "necesario"}}, {"a petición", []string{"segun", "se", "requiera"}},
		{"a petición", []string{"conforme", "se", "requiera"}}, {"a petición", []string{"de", "ser", "necesario"}}, {"a petición", []string{"en", "su", "caso"}},
		{"a petición", []string{"cuando", "se", "solicite"}}, {"a petición", []string{"las", "veces", "que", "sea", "necesario"}},
		{"a petición", []string{"previa", "solicitud"}}, {"a petición", []string{"segun", "necesidades"}}, {"a petición", []string{"conforme", "a", "demanda"}},
		{"a petición", []string{"bajo", "demanda"}}, {"a petición", []string{"segun", "demanda"}}, {"a petición", []string{"conforme", "a", "las", "necesidades"}},
		{"a petición", []string{"cuando", "lo", "solicite"}}, {"a petición", []string{"cuando", "lo", "requiera"}}, {"a petición", []string{"cuando", "asi", "se", "requiera"}},
	} {
		if k, ok := p.seq(i, w.words...); ok {
			end := k
			for p.tok(k).kind == tWord {
				k++ // «a petición de la Presidencia»
			}
			for n := end; n < k+3 && n < len(p.toks); n++ {
				if t := p.tok(n); t.kind == tNum || t.kind == tWord && p.dates(n) {
					p.fail(i, len(p.toks), CodeAmbiguous, p.quote(i, len(p.toks))+" dice que no hay fecha y da una", "escriba la fecha, o solo «"+w.phrase+"»")
					return d, i, false
				}
			}
			return Date{Kind: NoDate, phrase: w.phrase}, k, true
		}
	}
	j := i
	for _, w := range [...][]string{{"de", "manera"}, {"de", "forma"}, {"en", "forma"}, {"actividad"}, {"con", "caracter"}} {
		if k, ok := p.seq(i, w...); ok {
			j = k
			break
		}
	}
	switch p.tok(j).s {
	case "permanente", "permanentes", "permanentemente", "continua", "continuo", "continuas", "continuamente", "constante", "constantemente", "siempre":
		return p.permanent(j + 1)
	}
	for _, w := range [...][]string{
		{"todo", "el", "ano"}, {"todo", "el", "ejercicio"}, {"todo", "el", "periodo"}, {"durante", "todo", "el", "ano"}, {"durante", "el", "ano"}, {"durante", "todo", "el", "ejercicio"}, {"durante", "el", "ejercicio"},
		{"a", "lo", "largo", "del", "ano"}, {"a", "lo", "largo", "de", "todo", "el", "ano"}, {"en", "el", "transcurso", "del", "ano"}, {"a", "lo", "largo", "del", "ejercicio"},
		{"en", "todo", "el", "ano"}, {"todos", "los", "meses", "del", "ano"},
	} {
		if k, ok := p.seq(i, w...); ok {
			k = p.skip(k, "fiscal")
			if _, _, year := p.ofYear(k); year {
				return d, i, false // «todo el año 2022» is that year
			}
			if w[0] == "todos" {
				return d, i, false
			}
			return p.permanent(k)
		}
	}
	return d, i, false
}

// dates reports whether the word at i belongs to a date.
func (p *parser) dates(i int) bool {
	w := p.tok(i).s
	if _, ok := p.month(i); ok || groupSize(w) > 0 || isHalf(w) || isWeek(w) {
		return true
	}
	if _, ok := rhythmOf(w); ok {
		return true
	}
	_, ok := weekdayOf(w)
	return ok || w == "dia" || w == "dias" || w == "ano" || w == "mes" || w == "meses"
}

func (p *parser) permanent(i int) (Date, int, bool) {
	return Date{Kind: Window, Days: p.c.program(), Permanent: true, phrase: "permanente"}, i, true
}

// limits narrow what repeats to some months.
type limits struct {
	except [13]bool
	text   string
	a, b   time.Month // «de marzo a noviembre», or 0
}

func (p *parser) limitWord(i int) (next int, ok bool) {
	for _, w := range [...][]string{
		{"excepto"}, {"salvo"}, {"menos"}, {"con", "excepcion", "de"}, {"con", "excepcion", "del"}, {"a", "excepcion", "de"}, {"excluyendo"}, {"exceptuando"}, {"sin", "contar"},
	} {
		if k, ok := p.seq(i, w...); ok {
			return k, true
		}
	}
	return i, false
}

func (p *parser) limits(i int) (l limits, next int) {
	j := p.skip(i, ",", "(")
	if k, ok := p.limitWord(j); ok {
		k = p.skip(k, "el", "mes", "de", "en", "los", "meses", "del")
		var months []time.Month
		for {
			m, ok := p.month(k)
			if !ok {
				break
			}
			months = append(months, m)
			l.except[m] = true
			k++
			if _, n, ok := p.conn(k); ok {
				if _, ok := p.month(n); ok {
					k = n
					continue
				}
			}
			break
		}
		if len(months) == 0 {
			return limits{}, i
		}
		for n, m := range months {
			switch {
			case n == 0:
				l.text = ", excepto "
			case n == len(months)-1:
				l.text += " y "
			default:
				l.text += ", "
			}
			l.text += MonthName(m)
		}
		return l, p.skip(k, ")")
	}
	if md, k := p.mode(j); (md == from || md == until) && p.c.hasProgram() && p.c.Last-p.c.First < 366 {
		// «a partir de marzo», «hasta septiembre»
		k = p.skip(k, "mes", "de", "el")
		m, ok := p.month(k)
		if y, next, dated := p.ofYear(k + 1); ok && dated && (y == 0 || y == p.years[0] && y == p.years[1]) {
			k = next - 1
		}
		if ok && p.tok(k+1).kind != tNum && !p.is(k+1, "a", "-", "hasta", "y", "o", "/", "de", "del") {
			l.a, l.b = p.c.First.Month(), m
			if md == from {
				l.a, l.b = m, p.c.Last.Month()
			}
			l.text = ", de " + MonthName(l.a) + " a " + MonthName(l.b)
			return l, p.skip(k+1, ")")
		}
	}
	k := p.skip(j, "de", "desde", "durante", "los", "meses", "entre")
	a, ok := p.month(k)
	if !ok || !p.is(k+1, "a", "-", "hasta", "y") {
		return limits{}, i
	}
	b, ok := p.month(p.skip(k+2, "el", "mes", "de"))
	if !ok {
		return limits{}, i
	}
	k = p.skip(k+2, "el", "mes", "de") + 1
	l.a, l.b = a, b
	l.text = ", de " + MonthName(a) + " a " + MonthName(b)
	return l, p.skip(k, ")")
}

// allows reports whether an item that begins on d is within the limits.
func (l *limits) allows(d Day) bool {
	m := d.Month()
	switch {
	case l.except[m]:
		return false
	case l.a == 0:
		return true
	case l.a <= l.b:
		return l.a <= m && m <= l.b
	}
	return m >= l.a || m <= l.b
}
