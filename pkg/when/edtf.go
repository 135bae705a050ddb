package when

import (
	"strconv"
	"strings"
	"time"
)

// EDTF returns d in the Extended Date/Time Format of ISO 8601-2, level 1 with
// the sets and the year groupings of level 2, or "" where it has no words for
// it. What it returns reads back as the same days and kind.
//
//	day                 2022-03-10, tentative 2022-03-10?
//	all of those days   2022-08-22/2022-08-26
//	one of those days   [2022-03-10,2022-03-11], [2022-03-10..2022-03-20]
//	months              2022-04, [2022-04,2022-05], [2022-01..2022-12]
//	groupings           2022-33..36 quarters, 37..39 four months, 40 and 41 semesters
//	deadline            [..2022-06-30]
//	occurrences         {2022-03-10,2022-03-17,2022-04}
//	undefined in a month 2022-11-XX?
//
// It is empty for a date wholly undefined, for none, for one that waits for
// the working days, and for occurrences that have such a date or a window that
// is no month or grouping. The hour and the mark of what is permanent are not
// written.
func (d Date) EDTF() string {
	q := ""
	if d.Tentative {
		q = "?"
	}
	if d.Symbolic() || d.Kind == NoDate || d.Days.IsEmpty() || d.Days.First().Year() < 1 || d.Days.Last().Year() > 9999 {
		return ""
	}
	if d.Kind == Occurrences {
		parts := make([]string, len(d.Items))
		for i, it := range d.Items {
			s := it.EDTF()
			if it.Kind == AllDays {
				s = strings.Replace(s, "/", "..", 1)
			}
			if s == "" || strings.ContainsAny(s, "[]{}/,") {
				return ""
			}
			parts[i] = s
		}
		if len(parts) < 2 {
			return ""
		}
		return "{" + strings.Join(parts, ",") + "}"
	}
	if d.Undefined {
		months, ok := d.Days.months()
		if !ok || !d.narrow || d.Kind != Window {
			return ""
		}
		for i, f := range months {
			if i > 0 {
				q += ","
			}
			q += f.String()[:7] + "-XX?"
		}
		if len(months) > 1 {
			return "[" + q + "]"
		}
		return q
	}
	first, last := d.Days.First(), d.Days.Last()
	switch d.Kind {
	case OneDay:
		return first.String() + q
	case AllDays:
		if len(d.Days) != 1 {
			return ""
		}
		return first.String() + q + "/" + last.String() + q
	case Deadline:
		return "[.." + last.String() + q + "]"
	}
	if d.group > 0 {
		return two(first.Year()/100) + two(first.Year()%100) + "-" + strconv.Itoa(int(d.group)) + q
	}
	if months, ok := d.Days.months(); ok {
		n := len(months)
		month := func(f Day) string { return f.String()[:7] + q }
		switch {
		case n == 1:
			return month(first)
		case n > 2 && len(d.Days) == 1:
			return "[" + month(first) + ".." + month(months[n-1]) + "]"
		}
		parts := make([]string, n)
		for i, f := range months {
			parts[i] = month(f)
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	if first == last {
		return "[" + first.String() + q + ".." + last.String() + q + "]"
	}
	s := edtfRuns(d.Days)
	if q != "" {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "..", "?.."), ",", "?,") + q
	}
	return "[" + s + "]"
}

// edtfRuns writes the runs of a set: 2022-03-10,2022-03-15..2022-03-20.
func edtfRuns(s Set) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(r.First.String())
		switch r.Len() {
		case 1:
		case 2:
			b.WriteString("," + r.Last.String())
		default:
			b.WriteString(".." + r.Last.String())
		}
	}
	return b.String()
}

// edtfDate is one date of an EDTF text.
type edtfDate struct {
	days  Set
	day   bool // a whole day
	open  bool // «..» in place of a date
	q     bool // uncertain or approximate
	xx    bool // the day is left out
	group uint8
	clock string
	// place in code points
	start, end int
}

// edtfReader reads an EDTF text.
type edtfReader struct {
	p   *parser
	rs  []rune
	pos int
	end int
}

func (r *edtfReader) space() {
	for r.pos < r.end && isSpace(r.rs[r.pos]) {
		r.pos++
	}
}

func (r *edtfReader) peek() rune {
	if r.pos >= r.end {
		return 0
	}
	c := r.rs[r.pos]
	if isDash(c) && c != '_' {
		return '-'
	}
	return c
}

func (r *edtfReader) accept(c rune) bool {
	if r.peek() == c {
		r.pos++
		return true
	}
	return false
}

func (r *edtfReader) dots() bool {
	if r.pos+1 < r.end && r.rs[r.pos] == '.' && r.rs[r.pos+1] == '.' {
		r.pos += 2
		return true
	}
	return false
}

// number reads n figures; x is true if they are all X.
func (r *edtfReader) number(n int) (v int, x, ok bool) {
	if r.pos+n > r.end {
		return 0, false, false
	}
	xs := 0
	for i := range n {
		c := r.rs[r.pos+i]
		switch {
		case isDigit(c):
			v = v*10 + int(c-'0')
		case c == 'X' || c == 'x' || c == 'u':
			xs++
		default:
			return 0, false, false
		}
	}
	if xs > 0 && xs < n || r.pos+n < r.end && isDigit(r.rs[r.pos+n]) {
		return 0, false, false
	}
	r.pos += n
	return v, xs > 0, true
}

// date reads one date.
func (r *edtfReader) date() (d edtfDate, ok bool) {
	r.space()
	d.start = r.pos
	y, x, ok := r.number(4)
	if !ok || x || y < minYear {
		return d, false
	}
	if !r.accept('-') {
		d.days = Set{{NewDay(y, 1, 1), NewDay(y, 12, 31)}}
		d.qualifier(r)
		return d, true
	}
	m, x, ok := r.number(2)
	if !ok {
		return d, false
	}
	switch {
	case x:
		d.xx = true
		d.days = Set{{NewDay(y, 1, 1), NewDay(y, 12, 31)}}
		if r.accept('-') {
			if _, x, ok := r.number(2); !ok || !x {
				return d, false
			}
		}
	case m >= 21 && m <= 41:
		u, _ := groupUnit(m, y)
		mean, _ := u.in(y)
		d.days, d.group = mean.days, uint8(m)
	case r.accept('-'):
		n, x, ok := r.number(2)
		if !ok {
			return d, false
		}
		if m < 1 || m > 12 {
			r.fail(d.start, "no existe el mes "+strconv.Itoa(m), "los meses van de 01 a 12")
			return d, false
		}
		if x {
			d.xx, d.days = true, Set{monthRange(y, time.Month(m))}
			break
		}
		day, ok := ValidDay(y, time.Month(m), n)
		if !ok {
			length := MonthLength(y, time.Month(m))
			of := MonthName(time.Month(m))
			if m == 2 {
				of += " de " + strconv.Itoa(y)
			}
			r.fail(d.start, "ese día no existe: "+of+" tiene "+strconv.Itoa(length)+" días",
				"escriba un día que exista, como «"+NewDay(y, time.Month(m), length).String()+"»")
			return d, false
		}
		d.days, d.day = Set{{day, day}}, true
		if r.peek() == 'T' || r.peek() == 't' {
			r.pos++
			h, x1, ok1 := r.number(2)
			if !ok1 || x1 || !r.accept(':') {
				return d, false
			}
			mi, x2, ok2 := r.number(2)
			if !ok2 || x2 || h > 23 || mi > 59 {
				return d, false
			}
			if r.accept(':') {
				if _, _, ok := r.number(2); !ok {
					return d, false
				}
			}
			r.accept('Z')
			d.clock = two(h) + ":" + two(mi)
		}
	default:
		if m < 1 || m > 12 {
			if r.pos == r.end || r.peek() == ',' || r.peek() == ']' || r.peek() == '}' {
				r.fail(d.start, "no existe el mes "+strconv.Itoa(m), "los meses van de 01 a 12; los trimestres, de 33 a 36; los semestres son 40 y 41")
			}
			return d, false
		}
		d.days = Set{monthRange(y, time.Month(m))}
	}
	d.qualifier(r)
	return d, true
}

func (d *edtfDate) qualifier(r *edtfReader) {
	switch r.peek() {
	case '?', '~', '%':
		d.q = true
		r.pos++
	}
}

func (r *edtfReader) fail(start int, message, remedy string) {
	if r.p.fatal == nil {
		r.p.fatal = &Problem{Start: start, End: max(start+1, min(r.pos, len(r.rs))), Code: CodeImpossible, Fatal: true, Message: message, Remedy: remedy}
	}
}

// readEDTF reads a text that is EDTF as a whole.
func (p *parser) readEDTF() (Date, bool) {
	r := &edtfReader{p: p, rs: p.rs, end: len(p.rs)}
	r.space()
	for r.end > r.pos && isSpace(r.rs[r.end-1]) {
		r.end--
	}
	if n := r.end; n > r.pos+1 && r.rs[n-1] == '.' && (r.rs[n-2] != '.' || n > r.pos+2 && r.rs[n-3] == '.') {
		r.end-- // a final full stop, also after «..»
	}
	start := r.pos
	switch r.peek() {
	case '[', '{':
		for i := r.pos; i < r.end-1; i++ {
			if c := r.rs[i]; c == ']' || c == '}' {
				return Date{}, false // something follows: «[2022-04,2022-05] (tentativa)»
			}
		}
		d, ok := r.set(r.peek() == '{')
		if !ok && p.fatal == nil {
			at := min(max(r.pos, start), max(r.end-1, start))
			p.fatal = &Problem{Start: at, End: at + 1, Code: CodeUnreadable, Fatal: true,
				Message: "no se entiende " + quote(r.rs[start:r.end]) + " como fecha EDTF",
				Remedy:  "escriba por ejemplo «[2022-04,2022-05]», «{2022-03-10,2022-03-17}» o «abril/mayo»"}
		}
		return d, ok
	}
	if !isDigit(r.peek()) && r.peek() != '.' || r.end-r.pos > 64 {
		return Date{}, false
	}
	saved := p.fatal
	a, ok := r.endpoint()
	if !ok && p.fatal != nil && r.pos < r.end {
		p.fatal = saved // perhaps not EDTF after all
	}
	if !ok {
		return Date{}, false
	}
	if r.pos == r.end && !a.open {
		d := r.one(a, true)
		p.outsideAt(&d, a.start, a.end)
		return d, true
	}
	if !r.accept('/') {
		return Date{}, false
	}
	b, ok := r.endpoint()
	if !ok || r.pos != r.end || a.open && b.open {
		return Date{}, false
	}
	return r.interval(a, b, start)
}

// bracketed reads the set «[…]» at token i as one date of a longer text.
func (p *parser) bracketed(i int) (d Date, next int, ok bool) {
	if !p.is(i, "[") {
		return d, i, false
	}
	j := i + 1
	for j < len(p.toks) && !p.is(j, "]", "[") {
		j++
	}
	if !p.is(j, "]") {
		return d, i, false
	}
	r := &edtfReader{p: p, rs: p.rs, pos: p.toks[i].start, end: p.toks[j].end}
	d, ok = r.set(false)
	return d, j + 1, ok
}

func (r *edtfReader) endpoint() (edtfDate, bool) {
	r.space()
	at := r.pos
	if r.dots() {
		return edtfDate{open: true, start: at, end: r.pos}, true
	}
	d, ok := r.date()
	d.end = r.pos
	return d, ok
}

func (p *parser) noteSeason(start, end int) {
	if end <= start {
		end = start + 1
	}
	if t := p.rs[start:min(end, len(p.rs))]; len(t) == 7 && t[4] == '-' && (int(t[2]-'0')*10+int(t[3]-'0')+1)%100 == int(t[5]-'0')*10+int(t[6]-'0') {
		p.notes = append(p.notes, Problem{Start: start, End: min(end, len(p.rs)), Code: CodeNote,
			Message: quote(t) + " se lee como una estación del año (EDTF), no como dos años", Remedy: "escriba los meses, o los dos años con cuatro cifras"})
		return
	}
	p.notes = append(p.notes, Problem{Start: start, End: min(end, len(p.rs)), Code: CodeNote,
		Message: quote(p.rs[start:min(end, len(p.rs))]) + " puede contarse de varias maneras: se toman todas", Remedy: "escriba los meses"})
}

// one returns the date that a single EDTF date is.
func (r *edtfReader) one(e edtfDate, single bool) Date {
	d := Date{Kind: Window, Days: e.days, group: e.group, year: true, Clock: e.clock, Tentative: e.q}
	if e.day {
		d.Kind = OneDay
	} else if single {
		if d.Days = r.p.clip(e.days, true); !d.Days.Equal(e.days) {
			d.group = 0
		}
	}
	if e.xx && e.q {
		d.Tentative, d.Undefined, d.narrow = false, true, true
	}
	if e.group >= 21 {
		if u, _ := groupUnit(int(e.group), e.days.First().Year()); u.kind == uGroup || u.kind == uSeason {
			d.phrase = (&parser{wrote: true}).phrase(&u, value{y: e.days.First().Year()})
			if u.kind == uSeason {
				r.p.noteSeason(e.start, e.end)
			}
		}
	}
	return d
}

func (r *edtfReader) interval(a, b edtfDate, start int) (Date, bool) {
	d := Date{year: true, Tentative: a.q || b.q}
	prog := r.p.c.program()
	switch {
	case a.open:
		d.Kind, d.Days = Deadline, until.bound(b.days, prog)
	case b.open:
		d.Kind, d.Days = Window, from.bound(a.days, prog)
		d.phrase = "a partir del " + d.Days.First().Spanish()
	default:
		first, last := a.days.First(), b.days.Last()
		if a.days.Last() > last || first > last {
			r.fail(start, quote(r.rs[start:r.end])+" termina antes de empezar", "escriba primero la fecha más temprana")
			return d, false
		}
		d.Days = Set{{first, last}}
		switch {
		case a.day && b.day && first == last:
			d.Kind = OneDay
		case a.day && b.day:
			d.Kind = AllDays
		default:
			d.Kind = Window
			if !a.day && !b.day {
				d.Days = r.p.clip(d.Days, false)
			}
		}
	}
	r.p.outsideAt(&d, start, r.end)
	return d, true
}

// set reads […], one of, or {…}, all of.
func (r *edtfReader) set(all bool) (Date, bool) {
	start := r.pos
	r.pos++
	closing := ']'
	if all {
		closing = '}'
	}
	d := Date{Kind: Window, year: true}
	var ranges []Range
	undefined, n := true, 0
	single, days, run1 := false, false, false
	for {
		a, ok := r.endpoint()
		if !ok {
			return d, false
		}
		r.space()
		run := a.open
		b := a
		switch {
		case a.open:
			if r.peek() == ',' || r.peek() == closing {
				return d, false
			}
			if b, ok = r.endpoint(); !ok || b.open {
				return d, false
			}
		case r.dots():
			run = true
			r.space()
			b = edtfDate{open: true}
			if c := r.peek(); c != ',' && c != closing {
				if b, ok = r.endpoint(); !ok || b.open {
					return d, false
				}
			}
		}
		at := a.start
		it, ok := r.member(a, b, run, all, at)
		if !ok {
			return d, false
		}
		if all {
			if it.Kind == Deadline || b.open {
				return d, false
			}
			it.Text = string(r.rs[at:r.pos])
			r.p.outsideAt(&it, at, r.pos)
			if months, ok := it.Days.months(); ok && run && !a.day && !b.day && len(months) > 1 && a.group == 0 && b.group == 0 {
				for _, f := range months {
					y, m, _ := f.Date()
					one := Date{Kind: Window, Days: r.p.clip(Set{monthRange(y, m)}, true), year: true, Tentative: it.Tentative}
					one.Text = one.String()
					d.Items = append(d.Items, one)
				}
			} else {
				d.Items = append(d.Items, it)
			}
		} else {
			if it.Kind == Deadline || b.open {
				// «[..2022-06-30]»: alone, or it says nothing of the others.
				r.space()
				if n > 0 || !r.accept(closing) || r.pos != r.end {
					return d, false
				}
				r.p.outsideAt(&it, start, r.end)
				return it, true
			}
			ranges = append(ranges, it.Days...)
			d.Tentative = d.Tentative || it.Tentative
			undefined = undefined && it.Undefined
			single = it.Kind == OneDay && !run
			days, run1 = days || a.day || b.day, run
			d.group, d.phrase, d.Clock = it.group, it.phrase, it.Clock
		}
		n++
		r.space()
		if r.accept(',') && n < maxItems {
			continue
		}
		if !r.accept(closing) || r.pos != r.end {
			return d, false
		}
		break
	}
	if all {
		if len(d.Items) == 1 {
			return d.Items[0], true
		}
		d.Kind = Occurrences
		wrote := r.p.wrote
		r.p.wrote = true
		r.p.close(&d)
		r.p.wrote = wrote
		return d, true
	}
	d.Days = NewSet(ranges...)
	if !days {
		if in := r.p.clip(d.Days, n == 1 && !run1); !in.Equal(d.Days) {
			d.Days, d.group = in, 0
		}
	}
	if n > 1 {
		d.group, d.phrase, d.Clock = 0, "", ""
	}
	switch {
	case undefined:
		d.Undefined, d.narrow, d.Tentative = true, true, false
	case single && n == 1:
		d.Kind = OneDay
	}
	r.p.outsideAt(&d, start, r.end)
	return d, true
}

// member returns the date of one member of a set.
func (r *edtfReader) member(a, b edtfDate, run, all bool, start int) (Date, bool) {
	if !run {
		return r.one(a, all), true
	}
	d := Date{Kind: Window, year: true, Tentative: a.q || b.q}
	prog := r.p.c.program()
	switch {
	case a.open:
		d.Kind, d.Days = Deadline, until.bound(b.days, prog)
	case b.open:
		d.Days = from.bound(a.days, prog)
		d.phrase = "a partir del " + d.Days.First().Spanish()
	default:
		if a.days.Last() > b.days.Last() {
			r.fail(start, quote(r.rs[start:r.pos])+" termina antes de empezar", "escriba primero la fecha más temprana")
			return d, false
		}
		d.Days = Set{{a.days.First(), b.days.Last()}}
		if a.day && b.day && all {
			d.Kind = AllDays
			if d.Days.Len() == 1 {
				d.Kind = OneDay
			}
		}
	}
	return d, true
}
