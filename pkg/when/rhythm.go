package when

import (
	"slices"
	"strconv"
	"time"
)

// rhythm is what repeats and names no day: «mensual», «cada tres meses», «dos
// veces al año», «todos los martes de mayo».
type rhythm struct {
	months int // length of the period; 0 for the others
	half   bool
	week   bool
	times  int // in each period
	days   []time.Weekday
	within *unit // the month of «todos los martes de mayo»
	wi, wj int
	phrase string
}

// rhythmOf returns the rhythm of an adjective.
func rhythmOf(w string) (r rhythm, ok bool) {
	r.times = 1
	switch w {
	case "mensual", "mensuales", "mensualmente":
		r.months, r.phrase = 1, "mensual"
	case "bimestral", "bimestrales", "bimestralmente":
		r.months, r.phrase = 2, "bimestral"
	case "trimestral", "trimestrales", "trimestralmente":
		r.months, r.phrase = 3, "trimestral"
	case "cuatrimestral", "cuatrimestrales", "cuatrimestralmente":
		r.months, r.phrase = 4, "cuatrimestral"
	case "semestral", "semestrales", "semestralmente":
		r.months, r.phrase = 6, "semestral"
	case "anual", "anuales", "anualmente":
		r.months, r.phrase = 12, "anual"
	case "quincenal", "quincenales", "quincenalmente":
		r.half, r.phrase = true, "quincenal"
	case "semanal", "semanales", "semanalmente":
		r.week, r.phrase = true, "semanal"
	default:
		return r, false
	}
	return r, true
}

func rhythmOfMonths(n int) (rhythm, bool) {
	switch n {
	case 1:
		return rhythmOf("mensual")
	case 2:
		return rhythmOf("bimestral")
	case 3:
		return rhythmOf("trimestral")
	case 4:
		return rhythmOf("cuatrimestral")
	case 6:
		return rhythmOf("semestral")
	case 12:
		return rhythmOf("anual")
	}
	return rhythm{}, false
}

func isEvent(w string) bool {
	switch w {
	case "vez", "veces", "reunion", "reuniones", "sesion", "sesiones", "informe", "informes", "reporte", "reportes", "evento", "eventos",
		"taller", "talleres", "visita", "visitas", "curso", "cursos", "mesa", "mesas", "ocasion", "ocasiones", "ordinarias", "ordinaria":
		return true
	}
	return false
}

// rhythm reads a rhythm.
func (p *parser) rhythm(i int) (r rhythm, next int, ok bool) {
	for moved := true; moved; {
		moved = false
		for _, w := range [...][]string{
			{"por", "lo", "menos"}, {"al", "menos"}, {"cuando", "menos"}, {"de", "manera"}, {"de", "forma"}, {"con", "periodicidad"}, {"periodicidad"}, {"frecuencia"}, {"con", "frecuencia"}, {":"},
		} {
			if k, ok := p.seq(i, w...); ok {
				i, moved = k, true
			}
		}
	}
	j := i
	for isEvent(p.tok(j).s) {
		j++
	}
	if r, ok := rhythmOf(p.tok(j).s); ok && p.tok(j).kind == tWord {
		return r, j + 1, true
	}
	if p.is(j, "mes") && p.is(j+1, "a") && p.is(j+2, "mes") {
		r, ok := rhythmOf("mensual")
		return r, j + 3, ok
	}
	if r, k, ok := p.weekdays(i); ok || p.fatal != nil {
		return r, k, ok
	}
	times, k := 1, i
	counted := false
	if n, after, ok := p.count(i); ok {
		times, k, counted = n, after, true
		for isEvent(p.tok(k).s) {
			k++
		}
	}
	switch {
	case p.is(k, "cada"):
		k++
	case counted && p.is(k, "al", "por", "a"):
		k = p.skip(k+1, "la", "cada", "el")
	case counted && p.is(k, "en") && p.is(k+1, "el"):
		k += 2
	case p.is(k, "todos") && p.is(k+1, "los") && p.is(k+2, "meses"):
		r, ok := rhythmOf("mensual")
		return r, k + 3, ok
	default:
		return r, i, false
	}
	if n, after, ok := p.count(k); ok {
		if p.is(after, "meses", "mes") {
			if r, ok = rhythmOfMonths(n); ok {
				r.times = times
				k = after + 1
			}
		} else {
			return r, i, false
		}
	} else {
		w := p.tok(k).s
		switch {
		case eachSize(w) > 0:
			r, _ = rhythmOfMonths(eachSize(w))
		case isHalf(w):
			r, _ = rhythmOf("quincenal")
		case isWeek(w):
			r, _ = rhythmOf("semanal")
		default:
			return r, i, false
		}
		k++
	}
	if r.phrase == "" || times < 1 || times > 366 {
		return r, i, false
	}
	r.times = times
	if times > 1 {
		per := " al año"
		switch {
		case r.half:
			per = " por quincena"
		case r.week:
			per = " por semana"
		case r.months == 1:
			per = " al mes"
		case r.months == 2:
			per = " por bimestre"
		case r.months == 3:
			per = " por trimestre"
		case r.months == 4:
			per = " por cuatrimestre"
		case r.months == 6:
			per = " por semestre"
		}
		r.phrase = cardinalText(times) + " veces" + per
	}
	return r, k, true
}

// weekdays reads «todos los martes de mayo», «cada lunes y jueves».
func (p *parser) weekdays(i int) (r rhythm, next int, ok bool) {
	j := i
	switch {
	case p.is(j, "todos") && p.is(j+1, "los"):
		j += 2
	case p.is(j, "cada", "los"):
		j++
	default:
		return r, i, false
	}
	if p.is(j, "dias") {
		j++
	}
	for {
		wd, ok := weekdayOf(p.tok(j).s)
		if !ok || p.tok(j).kind != tWord || p.tok(j).s == "mar" {
			break
		}
		if !slices.Contains(r.days, wd) {
			r.days = append(r.days, wd)
		}
		j++
		_, k, ok := p.conn(j)
		if !ok {
			break
		}
		if _, ok := weekdayOf(p.tok(p.skip(k, "los")).s); !ok {
			break
		}
		j = p.skip(k, "los")
	}
	if len(r.days) == 0 || p.tok(j).kind == tNum {
		return rhythm{}, i, false // «los jueves 10 y 17 de marzo»
	}
	r.times = 1
	r.phrase = "todos los "
	for n, wd := range r.days {
		if n > 0 && n == len(r.days)-1 {
			r.phrase += " y "
		} else if n > 0 {
			r.phrase += ", "
		}
		r.phrase += weekdayPlural(wd)
	}
	k := p.skip(j, "de", "del", "mes", "en", "durante")
	if k > j {
		if m, ok := p.month(k); ok && !p.is(k+1, "a", "-") {
			if u, n, ok := p.monthUnit(k); ok && u.kind == uMonth {
				r.within, r.wi, r.wj = &u, k, n
				return r, n, true
			}
			_ = m
		}
		if n := p.skip(k, "ano"); n > k {
			return r, n, true
		}
	}
	return r, j, p.fatal == nil
}

func weekdayPlural(wd time.Weekday) string {
	if wd == time.Saturday || wd == time.Sunday {
		return WeekdayName(wd) + "s"
	}
	return WeekdayName(wd)
}

func cardinalText(n int) string {
	if n >= 1 && n <= len(cardinalNames) {
		return cardinalNames[n-1]
	}
	return strconv.Itoa(n)
}

// periods returns the periods of so many months that fill the programme, cut at
// its ends. They follow the calendar year if the programme lies in one, and the
// programme's first month if not.
func (p *parser) periods(months int) []Range {
	if !p.c.hasProgram() || months < 1 {
		return nil
	}
	y, m, _ := p.c.First.Date()
	if y == p.c.Last.Year() {
		m = (m-1)/time.Month(months)*time.Month(months) + 1
	}
	var out []Range
	for len(out) < 1200 {
		r := Range{NewDay(y, m, 1), NewDay(y, m+time.Month(months), 1) - 1}
		if r.First > p.c.Last {
			break
		}
		out = append(out, Range{max(r.First, p.c.First), min(r.Last, p.c.Last)})
		m += time.Month(months)
	}
	return out
}

// cuts reports whether the limits cut a period of several months in two.
func (l *limits) cuts(months int, per []Range) bool {
	if months < 2 || l.text == "" {
		return false
	}
	for _, r := range per {
		in, out := false, false
		for d := r.First; d <= r.Last; d = monthRange(d.Year(), d.Month()).Last + 1 {
			in, out = in || l.allows(d), out || !l.allows(d)
		}
		if in && out {
			return true
		}
	}
	return false
}

// askLimits answers «trimestral, excepto diciembre».
func (p *parser) askLimits(s *segment) {
	p.fail(s.i, s.j, CodeAmbiguous, p.quote(s.i, s.j)+" parte en dos un periodo de varios meses", "escriba los meses: «marzo, junio y septiembre»")
}

// runs returns the windows of a rhythm.
func (p *parser) runs(r *rhythm) []Range {
	switch {
	case r.half:
		var out []Range
		for _, m := range p.periods(1) {
			y, mo, _ := m.First.Date()
			mid := NewDay(y, mo, 15)
			for _, h := range [...]Range{{m.First, min(mid, m.Last)}, {max(mid+1, m.First), m.Last}} {
				if h.First <= h.Last {
					out = append(out, h)
				}
			}
		}
		return out
	case r.week:
		// A week belongs to the programme if its Thursday does.
		if !p.c.hasProgram() {
			return nil
		}
		var out []Range
		monday := p.c.First - Day((int(p.c.First.Weekday())+6)%7)
		for ; monday+3 <= p.c.Last && len(out) < 6000; monday += 7 {
			if monday+3 >= p.c.First {
				out = append(out, Range{max(monday, p.c.First), min(monday+6, p.c.Last)})
			}
		}
		return out
	}
	return p.periods(r.months)
}
