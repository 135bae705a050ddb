package when

import "strconv"

const remedyExamples = "escriba por ejemplo «10 de marzo», «abril/mayo» o «por definir»"

// keywords are words that a date may have besides months and weekdays; they
// serve to tell what is misspelt. Words of fewer than four letters are of no
// use for that.
var keywords = [...]string{
	"primer", "primera", "primero", "primeros", "segundo", "segunda", "tercer", "tercera", "cuarto", "cuarta", "quinto", "quinta", "sexto", "sexta",
	"ultimo", "ultima", "ultimos", "dias", "habil", "habiles", "semana", "quincena", "bimestre", "trimestre", "cuatrimestre", "semestre",
	"mensual", "bimestral", "trimestral", "cuatrimestral", "semestral", "quincenal", "semanal", "anual", "permanente", "continua", "definir", "confirmar", "determinar",
	"pendiente", "tentativa", "tentativo", "horas", "entre", "hasta", "desde", "antes", "partir", "tardar", "excepto", "cada", "todos", "durante",
	"primavera", "verano", "otono", "invierno", "peticion", "previa", "convocatoria", "fecha", "veces", "reuniones", "sesiones",
}

var keywordsShown = [...][2]string{
	{"ultimo", "último"}, {"ultima", "última"}, {"ultimos", "últimos"}, {"dias", "días"}, {"habil", "hábil"}, {"habiles", "hábiles"}, {"otono", "otoño"}, {"peticion", "petición"},
}

// known reports whether a folded word belongs to the grammar.
func known(w string) bool {
	if _, ok := monthOf(w); ok {
		return true
	}
	if _, ok := weekdayOf(w); ok {
		return true
	}
	if _, ok := cardinalOf(w); ok {
		return true
	}
	if _, _, ok := ordinalWord(w, 0); ok {
		return true
	}
	if _, ok := roman(w); ok {
		return true
	}
	if groupSize(w) > 0 || isHalf(w) || isWeek(w) || isEvent(w) || tentativeWord(w) || isUndefVerb(w) {
		return true
	}
	for _, k := range keywords {
		if k == w {
			return true
		}
	}
	switch w {
	case "de", "del", "el", "la", "los", "las", "a", "al", "y", "e", "o", "u", "en", "por", "mes", "meses", "ano", "dia", "mas", "no", "mil", "h", "hr", "hrs", "hora", "am", "pm", "m", "p", "s", "f", "d", "n", "t":
		return true
	}
	return false
}

// nearest returns the word of the grammar nearest to w. month is true if it is
// a month.
func nearest(w string) (word string, month, ok bool) {
	if len(w) < 3 || len(w) > 20 {
		return "", false, false
	}
	limit := 1
	if len(w) >= 6 {
		limit = 2
	}
	dist := limit + 1
	try := func(folded, shown string, isMonth bool) {
		if d := distance(w, folded, limit); d < dist {
			word, month, dist = shown, isMonth, d
		}
	}
	for _, m := range monthNames {
		try(m, m, true)
	}
	for _, d := range weekdayNames {
		try(foldString(d), d, false)
	}
	for _, k := range keywords {
		shown := k
		for _, s := range keywordsShown {
			if s[0] == k {
				shown = s[1]
			}
		}
		try(k, shown, false)
	}
	for n := 10; n <= 30; n++ {
		try(foldString(cardinalNames[n-1]), cardinalNames[n-1], false)
	}
	return word, month, word != ""
}

// explain says why a text could not be read: what is asked back, a misspelt
// word, or the first words that were not understood.
func (p *parser) explain() {
	if len(p.toks) == 0 {
		end := len(p.rs)
		what := "la fecha está vacía"
		if end > 0 {
			what = "no se entiende " + quote(p.rs) + " como fecha"
		}
		p.fatal = &Problem{Start: 0, End: end, Code: CodeUnreadable, Fatal: true, Message: what, Remedy: remedyExamples}
		return
	}
	for i := range p.toks {
		if p.askedBack(i); p.fatal != nil {
			return
		}
	}
	bad := -1
	for i, t := range p.toks {
		if t.kind != tWord || known(t.s) {
			continue
		}
		if bad < 0 {
			bad = i
		}
		if word, month, ok := nearest(t.s); ok {
			message := "no se entiende " + p.quote(i, i+1)
			if month {
				message = "no existe el mes " + p.quote(i, i+1)
			}
			p.fail(i, i+1, CodeUnreadable, message, "¿quiso decir «"+word+"»?")
			return
		}
	}
	n := len(p.toks)
	switch {
	case bad > 0 && p.far > 0:
		p.fail(bad, bad+1, CodeUnreadable, "no se entiende "+p.quote(bad, bad+1)+" en la fecha "+p.quote(0, n), remedyExamples)
	case p.far > 0 && p.far < n:
		p.fail(p.far, n, CodeUnreadable, "no se entiende "+p.quote(p.far, n)+" después de "+p.quote(0, p.far), remedyExamples)
	default:
		p.fail(0, n, CodeUnreadable, "no se entiende "+p.quote(0, n)+" como fecha", remedyExamples)
	}
}

// askedBack answers what officials write and fixes no days, at token i.
func (p *parser) askedBack(i int) {
	t := p.tok(i)
	ask := func(j int, message, remedy string) {
		p.fail(i, j, CodeAmbiguous, p.quote(i, j)+" "+message, remedy)
	}
	if t.kind == tNum {
		if t.digits == 5 && t.n >= 36526 && t.n <= 55153 && len(p.toks) == 1 {
			d := NewDay(1899, 12, 30) + Day(t.n)
			ask(i+1, "parece un número de serie de Excel ("+d.Spanish()+")", "escriba «"+d.Spanish()+"»")
		}
		return
	}
	if t.kind != tWord {
		return
	}
	switch t.s {
	case "mediados", "mediado", "finales", "fines", "fin", "principios", "principio", "inicios", "inicio", "comienzos", "comienzo", "cierre", "final":
		if i > 0 && p.is(i-1, "al", "el") && p.is(i+2, "actividad", "sesion", "curso", "taller") {
			break
		}
		p.noDays(i)
		return
	case "bianual", "bianuales", "bianualmente":
		ask(i+1, "puede ser dos veces al año o cada dos años", "¿semestral o bienal?")
		return
	case "bimensual", "bimensuales", "bimensualmente":
		ask(i+1, "puede ser dos veces al mes o cada dos meses", "¿quincenal o bimestral?")
		return
	case "bienal", "trienal", "bienales":
		ask(i+1, "no cabe en un programa: escriba la fecha de este programa", remedyExamples)
		return
	case "catorcenal", "decenal":
		ask(i+1, "no dice desde qué día se cuenta", "escriba «quincenal», «semanal» o las fechas")
		return
	case "diario", "diaria", "diariamente":
		ask(i+1, "no es una fecha del programa", "¿«permanente»?")
		return
	}
	pair := func(words ...string) bool { _, ok := p.seq(i, words...); return ok }
	switch {
	case pair("cada", "quince", "dias"), pair("cada") && p.tok(i+1).n == 15 && p.is(i+2, "dias"):
		ask(i+3, "puede ser 24 o 26 veces al año", "¿24 o 26 al año? si son 24, escriba «quincenal»; si no, las fechas")
	case pair("cada", "tercer", "dia"):
		ask(i+3, "no dice cada cuántos días", "¿un día sí y otro no, o cada tres? escriba las fechas")
	case pair("cada") && (p.tok(i+1).kind == tNum || p.tok(i+1).kind == tWord) && p.is(i+2, "dias", "semanas", "meses", "anos"):
		ask(i+3, "no dice desde qué día se cuenta", "escriba «mensual», «bimestral», «trimestral», «cuatrimestral» o «semestral», o las fechas")
	case pair("en", "curso") && i > 0 && p.is(i-1, "mes"):
		p.fail(i-1, i+2, CodeAmbiguous, p.quote(i-1, i+2)+" no dice qué mes", "escriba el mes")
	case pair("actual"), pair("corriente"), pair("presente") && !p.is(i+1, "ano"), pair("presentes"):
		ask(i+1, "no dice qué mes", "escriba el mes")
	case pair("posteriores"), pair("siguientes"), pair("posterior", "a"), pair("posterior", "al"), pair("despues", "de", "que"), pair("dia", "siguiente"),
		pair("una", "vez") && !p.is(i+2, "al", "por", "cada", "a", "en"), pair("publicado"), pair("aprobado"), pair("antes", "de", "la", "sesion"), pair("previos"), pair("previas"):
		p.depends(i)
	case pair("sesion"), pair("ordinaria"), pair("extraordinaria"), pair("sesiones"), pair("ordinarias"), pair("extraordinarias"):
		p.sessionName(i)
	case pair("virtual"), pair("presencial"), pair("hibrida"), pair("hibrido"), pair("modalidad"), pair("videoconferencia"), pair("zoom"), pair("teams"):
		ask(i+1, "no es parte de la fecha", "escriba solo la fecha; la modalidad va en «mode:»")
	case pair("sala"), pair("salon"), pair("auditorio"), pair("oficinas"), pair("lugar"), pair("sede"), pair("instalaciones"):
		ask(i+1, "no es parte de la fecha", "escriba solo la fecha; el lugar va en «place:»")
	case pair("proximo"), pair("proxima"), pair("siguiente"), pair("mismo", "mes"), pair("este", "mes"), pair("pasado"):
		j := i + 1
		if p.is(j, "mes", "ano", "semana") || weekdayWord(p.tok(j)) {
			j++
		}
		ask(j, "depende del día en que se lea", "escriba el mes y, si lo sabe, el día")
	case pair("actividad"), pair("acuerdo"), pair("aprobacion"), pair("publicacion"), pair("termino"), pair("concluir"), pair("finalizar"), pair("concluida"), pair("despues", "de", "la", "sesion"):
		p.depends(i)
	case pair("brevedad"), pair("inmediato"), pair("inmediata"), pair("inmediatamente"):
		ask(i+1, "no fija días", "escriba un mes, un día o «por definir»")
	default:
		p.holiday(i)
	}
}

// depends answers what is counted from something else.
func (p *parser) depends(i int) {
	j := i
	for j > 0 && i-j < 6 && (p.tok(j-1).kind == tWord || p.tok(j-1).kind == tNum) {
		j--
	}
	k := len(p.toks)
	p.fail(j, k, CodeAmbiguous, p.quote(j, k)+" depende de otra fecha", "use «after:» con el id de aquello de lo que depende")
}

// sessionName answers «sesión ordinaria: 15 de marzo», where the name of the
// session stands with its date, and «en la segunda sesión», without one.
func (p *parser) sessionName(i int) {
	dated := false
	for j := range p.toks {
		_, month := p.month(j)
		dated = dated || month && len(p.tok(j).s) > 2
	}
	if !dated {
		p.depends(i)
		return
	}
	p.fail(i, i+1, CodeAmbiguous, p.quote(i, i+1)+" no es parte de la fecha", "escriba solo la fecha; el número y el tipo de la sesión van en «number:» y «kind:»")
}

func weekdayWord(t token) bool {
	_, ok := weekdayOf(t.s)
	return ok && t.kind == tWord
}

// noDays answers «mediados de mayo».
func (p *parser) noDays(i int) {
	j := p.skip(i+1, "de", "del", "mes", "ano", "ejercicio", "fiscal")
	remedy := "escriba una quincena, un mes o «por definir»"
	if m, ok := p.month(j); ok {
		half := "segunda"
		if p.is(i, "principios", "principio", "inicios", "inicio", "comienzos", "comienzo") {
			half = "primera"
		}
		remedy = "escriba «" + half + " quincena de " + MonthName(m) + "», «" + MonthName(m) + "» o «por definir»"
		j++
	} else if j == i+1 || p.is(j-1, "de", "del") {
		j = i + 1
	}
	p.fail(i, j, CodeAmbiguous, p.quote(i, j)+" no fija días", remedy)
}

// holiday answers a feast with its day.
func (p *parser) holiday(i int) {
	y := p.years[0]
	if y == 0 {
		return
	}
	for n := 0; n < 2; n++ {
		if k := p.tok(i + 2 + n); k.kind == tNum && k.digits == 4 && k.n > 1582 {
			y = k.n
		}
	}
	day := func(y int) (Day, int, bool) {
		e := easter(y)
		for _, h := range [...]struct {
			words []string
			day   Day
		}{
			{[]string{"jueves", "santo"}, e - 3}, {[]string{"viernes", "santo"}, e - 2}, {[]string{"sabado", "santo"}, e - 1}, {[]string{"sabado", "de", "gloria"}, e - 1},
			{[]string{"lunes", "santo"}, e - 6}, {[]string{"martes", "santo"}, e - 5}, {[]string{"miercoles", "santo"}, e - 4}, {[]string{"domingo", "de", "ramos"}, e - 7},
			{[]string{"domingo", "de", "resurreccion"}, e}, {[]string{"domingo", "de", "pascua"}, e}, {[]string{"miercoles", "de", "ceniza"}, e - 46}, {[]string{"corpus", "christi"}, e + 60},
			{[]string{"navidad"}, NewDay(y, 12, 25)}, {[]string{"nochebuena"}, NewDay(y, 12, 24)}, {[]string{"ano", "nuevo"}, NewDay(y, 1, 1)},
			{[]string{"dia", "de", "muertos"}, NewDay(y, 11, 2)}, {[]string{"dia", "del", "trabajo"}, NewDay(y, 5, 1)}, {[]string{"dia", "de", "reyes"}, NewDay(y, 1, 6)},
		} {
			if k, ok := p.seq(i, h.words...); ok {
				return h.day, k, true
			}
		}
		return 0, 0, false
	}
	if k, ok := p.seq(i, "semana", "santa"); ok {
		e := easter(y)
		p.fail(i, k, CodeAmbiguous, p.quote(i, k)+" en "+strconv.Itoa(y)+" va "+runText(e-7, e), "escriba los días")
		return
	}
	d, k, ok := day(y)
	if !ok {
		return
	}
	for ; d < p.c.First && y < p.years[1] && y < p.years[0]+50; d, _, _ = day(y) {
		y++
	}
	p.fail(i, k, CodeAmbiguous, p.quote(i, k)+" en "+strconv.Itoa(d.Year())+" es el "+d.DayMonth(), "escriba la fecha: «"+d.Spanish()+"»")
}

// easter returns Easter Sunday (anonymous Gregorian algorithm).
func easter(y int) Day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return NewDay(y, 3, 1) + Day((n/31-3)*31+n%31)
}
