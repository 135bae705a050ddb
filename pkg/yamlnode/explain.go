package yamlnode

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// What the library says, where more than one place asks.
const (
	msgToken   = "found character that cannot start any token"
	msgMapping = "mapping values are not allowed in this context"
)

// tell adds a finding about a fault of the YAML and counts it; beyond the
// limit it gives up.
func (p *parser) tell(from, to int, message, remedy string) {
	if p.faults >= maxFaults {
		p.giveUp(from)
		return
	}
	p.faults++
	p.report(from, to, message, remedy)
}

// facts are what lex sees in faulty lines.
type facts struct {
	tokens   []token
	open     []token // brackets that nothing closes
	crossed  *token  // a closing bracket of the wrong kind …
	crossing *token  // … and the one it should have closed
	stray    *token  // a closing bracket that nothing opened
}

func (s *facts) first(kinds ...byte) *token {
	for i := range s.tokens {
		for _, k := range kinds {
			if s.tokens[i].kind == k {
				return &s.tokens[i]
			}
		}
	}
	return nil
}

func (p *parser) survey(from, to int) *facts {
	s := &facts{}
	lex(p.src, from, to, func(t token) bool {
		s.tokens = append(s.tokens, t)
		switch t.kind {
		case '[', '{':
			s.open = append(s.open, t)
		case ']', '}':
			if len(s.open) == 0 {
				if s.stray == nil {
					s.stray = &t
				}
				break
			}
			top := s.open[len(s.open)-1]
			s.open = s.open[:len(s.open)-1]
			if (top.kind == '[') != (t.kind == ']') && s.crossed == nil {
				s.crossed, s.crossing = &t, &top
			}
		}
		return len(s.tokens) < 1<<16
	})
	return s
}

// text returns the user's text at the bytes [from, to), fit for a message.
func (p *parser) text(from, to int) string { return short(string(p.f.Data[from:to])) }

// explain tells of a fault: what the library said, and what can be seen in
// the lines [lo, hi) that it refused.
func (p *parser) explain(ft *fault, lo, hi int) {
	if p.faults >= maxFaults {
		p.giveUp(p.f.LineStart(lo))
		return
	}
	from, to := p.f.LineStart(lo), p.f.LineStart(hi)
	s := p.survey(from, to)
	msg := ft.msg
	has := func(part string) bool { return strings.Contains(msg, part) }
	switch {
	case strings.HasPrefix(msg, tooDeep):
		at := tooDeepAt(p.src, from, to)
		if at < 0 {
			at = from
		}
		p.faults++
		p.deep(at, at+1)
		return
	case strings.HasPrefix(msg, "panic: "):
		p.general(ft, lo, hi, "falla interna al leer el YAML: «"+short(msg[len("panic: "):])+"»",
			"revise estas líneas; si son correctas, avise a quien mantiene patci")
		return
	case has("found a tab"), msg == msgToken && s.first(tokTab) != nil && p.firstOf(s, tokTab, tokBad):
		if t := s.first(tokTab); t != nil {
			p.tell(t.from, t.to, "hay un tabulador en la sangría", "use espacios en lugar de tabuladores")
			return
		}
		// The library asks for spaces in a block of text: the tab opens a line.
		for n := lo; n < hi; n++ {
			i := p.f.LineStart(n)
			for i < len(p.src) && p.src[i] == ' ' {
				i++
			}
			if i < len(p.src) && p.src[i] == '\t' {
				p.tell(i, i+1, "hay un tabulador en la sangría", "use espacios en lugar de tabuladores")
				return
			}
		}
	case msg == msgToken:
		if t := s.first(tokBad); t != nil {
			p.faults++
			p.badStart(t.from)
			return
		}
	case has("unexpected end of stream"), has("unexpected document indicator"):
		if t := s.first(tokUnclosed); t != nil {
			p.unclosed(t)
			return
		}
	case has("unknown escape"), has("hexdecimal"), has("invalid Unicode character escape"):
		if t := s.first(tokBadEscape); t != nil {
			digits := strings.IndexByte("x-u---U", p.src[t.from+1]) + 2
			for i := 0; digits > 1 && i < digits && t.to < len(p.src) && wordByte(p.src[t.to]); i++ {
				t.to++
			}
			what := p.text(t.from, t.to)
			if has("unknown escape") {
				p.tell(t.from, t.to, "«"+what+"» no significa nada dentro de comillas dobles",
					"escriba «\\\\» para una diagonal inversa, o use comillas simples")
			} else {
				p.tell(t.from, t.to, "el código «"+what+"» está incompleto o no es de un carácter",
					"escriba el carácter mismo; por ejemplo «é», no «\\u00e9»")
			}
			return
		}
	case msg == msgMapping:
		if p.gluedDash(lo, hi) || p.explainColon(s) {
			return
		}
	case has("',' or ']'"), has("',' or '}'"), has("node content"):
		if p.explainFlow(s) {
			return
		}
	case has("block sequence entries are not allowed"):
		for i, t := range s.tokens {
			if t.kind == '-' && t.flow == 0 && i > 0 && p.sameLine(s.tokens[i-1].to, t.from) && s.tokens[i-1].kind != '-' {
				p.tell(t.from, t.to, "una lista no puede empezar en la misma línea que su clave",
					"ponga «- » en la línea siguiente; si es texto, póngalo entre comillas")
				return
			}
		}
	case has("expected ':'"):
		if s.first(tokUnclosed) != nil {
			p.unclosed(s.first(tokUnclosed))
			return
		}
		for n := lo; n < hi; n++ {
			if l, ok := p.content(n); ok {
				if key, _ := p.key(l); key == nil && !l.dash {
					p.noColon(l)
					return
				}
			}
		}
	case has("expected key"), has("'-' indicator"):
		first, _ := p.below(lo, hi)
		for n := lo; n < hi; n++ {
			switch l, ok := p.content(n); {
			case !ok || l.indent != first.indent || first.dash || p.src[first.at] == '?':
			case l.dash:
				p.tell(l.at, l.at+1, "hay un elemento de lista («-») donde va una clave", "escriba antes la clave a la que pertenece la lista")
				return
			case p.src[l.at] == ':':
				p.tell(l.at, l.at+1, "falta la clave antes de los dos puntos", "escriba la clave, o ponga el texto entre comillas")
				return
			}
		}
		if p.explainKey(s, lo, hi) {
			return
		}
	case has("alphabetic or numeric"):
		for _, t := range s.tokens {
			if (t.kind == '*' || t.kind == '&') && (t.to == t.from+1 || t.to < len(p.src) && space(p.src[t.to:]) == 0) {
				p.faults++
				p.badStart(t.from)
				return
			}
		}
	case has("undefined tag handle"), has("tag URI"), has("URI escaped octet"), has("UTF-8 octet"),
		has("expected '!'"), has("expected '>'"), has("expected whitespace or line break"):
		if t := s.first('!'); t != nil {
			p.tell(t.from, t.to, "la etiqueta «"+p.text(t.from, t.to)+"» no se admite",
				"quítela; si es texto, ponga el valor entre comillas: "+p.quoteFrom(t.from))
			return
		}
	case has("comment or line break"):
		if t := s.first(tokHeader); t != nil {
			p.tell(t.from, t.to, "después de «|» o «>» el texto empieza en la línea siguiente",
				"pase «"+p.text(t.from, t.to)+"» a la línea siguiente, con sangría")
			return
		}
	case has("indentation indicator"):
		if t := s.first(tokHeader); t != nil {
			p.tell(t.from, t.from+1, "la sangría indicada después de «|» o «>» debe ser de 1 a 9", "quite el número; no suele hacer falta")
			return
		}
	case has("mapping keys are not allowed"):
		if t := s.first('?'); t != nil {
			p.tell(t.from, t.to, "un valor no puede empezar con «? »", "ponga el texto entre comillas: "+p.quoteFrom(t.from))
			return
		}
	case has("<document start>"), has("directive"), has("incompatible YAML"):
		if p.explainFlow(s) || p.explainKey(s, lo, hi) {
			return
		}
		for n := lo; n < hi; n++ {
			if i := p.f.LineStart(n); i < len(p.src) && p.src[i] == '%' {
				p.faults++
				p.badStart(i)
				return
			}
		}
		p.general(ft, lo, hi, "este texto no continúa lo anterior", "revise la sangría y que cada línea tenga su clave")
		return
	}
	// What is surely wrong is told, whatever the library complained of.
	if t := s.first(tokUnclosed); t != nil {
		p.unclosed(t)
		return
	}
	if p.explainFlow(s) || p.explainKey(s, lo, hi) || (has("expected key") || has("node content")) && p.explainLine(lo, hi) {
		return
	}
	p.general(ft, lo, hi, "no se pudo leer el YAML: «"+short(msg)+"»", "revise la sangría, las comillas y los corchetes")
}

// firstOf reports whether no token of kind b comes before the first of kind a.
func (p *parser) firstOf(s *facts, a, b byte) bool {
	t := s.first(a, b)
	return t != nil && t.kind == a
}

// explainLine tells of the line the library stopped at where nothing better is known:
// one deeper than the finished line above it, or one that starts with an
// indicator.
func (p *parser) explainLine(lo, hi int) bool {
	var above line
	for n := lo; n < hi; n++ {
		l, ok := p.content(n)
		if !ok {
			continue
		}
		if strings.IndexByte(",]}", p.src[l.at]) >= 0 {
			p.tell(l.at, l.at+1, "una línea no puede empezar con «"+string(rune(p.src[l.at]))+"»",
				"quítelo; si es texto, póngalo entre comillas")
			return true
		}
		if above.n > 0 && n > above.n && l.indent > p.entryIndent(above) {
			if key, after := p.key(p.entryLine(above)); key != nil && !p.empty(after) {
				p.tell(l.at, p.lineEndAt(l.at), "la sangría de «"+p.text(l.at, p.lineEndAt(l.at))+"» es mayor que la de la línea de arriba, cuyo valor ya está en su línea",
					"alinéela con la línea con la que va")
				return true
			}
		}
		above = l
	}
	return false
}

// entryLine returns l as if what stands after its dashes were the whole line.
func (p *parser) entryLine(l line) line {
	l.indent = p.entryIndent(l)
	l.at = p.f.LineStart(l.n) + l.indent
	return l
}

// general tells of a fault whose place is known only by its line.
func (p *parser) general(ft *fault, lo, hi int, message, remedy string) {
	n := lo
	if ft.line >= lo && ft.line < hi {
		n = ft.line
	}
	l, ok := p.content(n)
	if !ok {
		if l, ok = p.below(lo, hi); !ok {
			i := p.f.LineStart(lo)
			p.tell(i, i, message, remedy)
			return
		}
	}
	p.tell(l.at, p.lineEndAt(l.at), message, remedy)
}

func (p *parser) sameLine(from, to int) bool {
	for i := from; i < to; i++ {
		if lineEnd(p.src[i:]) > 0 {
			return false
		}
	}
	return true
}

// unclosed tells of a quote that nothing closes.
func (p *parser) unclosed(t *token) {
	quote := p.src[t.from]
	end := p.lineEndAt(t.from)
	remedy := "cierre el texto con " + quoteName(quote)
	if quote == '\'' {
		remedy += "; un apóstrofo dentro de comillas simples se escribe doble («''»)"
	}
	p.tell(t.from, end, "la comilla que abre «"+p.text(t.from, end)+"» no se cierra", remedy)
}

func quoteName(q byte) string {
	if q == '"' {
		return "otra comilla doble («\"»)"
	}
	return "otra comilla simple («'»)"
}

// quoteFrom returns the rest of the line from offset i between quotes, as the
// user might write it.
func (p *parser) quoteFrom(i int) string {
	end := p.lineEndAt(i)
	text := strings.TrimSpace(string(p.f.Data[i:end]))
	if cut := strings.Index(text, " #"); cut >= 0 {
		text = strings.TrimSpace(text[:cut])
	}
	return quote(text)
}

// quote puts a text between the quotes that need no escapes.
func quote(text string) string {
	switch {
	case utf8.RuneCountInString(text) > 60:
		return "\"…\""
	case !strings.ContainsAny(text, "\"\\"):
		return "\"" + short(text) + "\""
	}
	return "'" + short(strings.ReplaceAll(text, "'", "''")) + "'"
}

// badStart reports a text that begins with a character that needs quotes.
func (p *parser) badStart(i int) {
	p.report(i, i+1, "un valor no puede empezar con «"+p.text(i, i+1)+"»", "ponga el texto entre comillas: "+p.quoteFrom(i))
}

// explainColon tells of a colon inside a text without quotes.
func (p *parser) explainColon(s *facts) bool {
	for i, t := range s.tokens {
		if t.kind != tokColon && !(t.kind == ':' && t.flow == 0) {
			continue
		}
		if i == 0 {
			continue
		}
		v := s.tokens[i-1] // what stands before the colon
		if v.kind == tokPlain && !p.sameLine(v.from, v.to) {
			// The text began on a line above: either this is a key too far
			// to the right, or a colon in a long text.
			lineFrom := t.from
			for lineFrom > v.from && lineEnd(p.src[lineFrom-1:]) == 0 {
				lineFrom--
			}
			word := p.text(lineFrom, t.from)
			above := p.f.Pos(v.from).Line
			if p.missingColon(v) {
				return true
			}
			if !strings.Contains(word, " ") {
				at := lineFrom
				for at < t.from && p.src[at] == ' ' {
					at++
				}
				model := ""
				if i >= 3 && s.tokens[i-2].kind == ':' && s.tokens[i-3].kind == tokPlain {
					model = p.text(s.tokens[i-3].from, s.tokens[i-3].to)
				}
				p.tooFarRight(at, t.from, model)
				return true
			}
			p.tell(t.from, t.to, "hay dos puntos dentro de un texto sin comillas que empieza en la línea "+itoa(above),
				"ponga el texto entre comillas")
			return true
		}
		if t.kind == tokColon {
			remedy := "ponga el texto entre comillas"
			if v.flow == 0 && (v.kind == tokPlain || v.kind == tokSingle || v.kind == tokDouble) {
				key := ""
				if i >= 3 && s.tokens[i-2].kind == ':' && p.sameLine(s.tokens[i-3].from, v.from) {
					key = p.text(s.tokens[i-3].from, s.tokens[i-2].to) + " "
				}
				if v.kind == tokPlain {
					remedy += ": " + key + p.quoteFrom(v.from)
				}
			}
			p.tell(t.from, t.to, "hay un segundo «:» en la línea, y el texto no va entre comillas", remedy)
			return true
		}
	}
	return false
}

// missingColon tells of a key without its colon: a word alone on its line,
// above lines that should be its value. v is the text that it begins.
func (p *parser) missingColon(v token) bool {
	end := p.lineEndAt(v.from)
	l, ok := p.content(p.f.Pos(v.from).Line)
	word := p.text(v.from, end)
	if below, more := p.below(l.n+1, p.f.Lines()); !ok || !more || p.entryIndent(l) != v.from-p.f.LineStart(l.n) ||
		below.indent <= p.entryIndent(l) || strings.ContainsFunc(word, func(r rune) bool { return r == ' ' || r == '#' }) {
		return false
	}
	p.tell(v.from, end, "falta «:» después de «"+word+"»", "escriba «"+word+":»")
	return true
}

// gluedDash tells of a list's dash without a space after it.
func (p *parser) gluedDash(lo, hi int) bool {
	for n := lo; n < hi; n++ {
		l, ok := p.content(n)
		if !ok || l.dash || p.src[l.at] != '-' || l.at+1 >= len(p.src) {
			continue
		}
		if c := p.src[l.at+1]; c == '{' || c == '[' || c == '"' || c == '\'' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			p.tell(l.at, l.at+1, "falta un espacio después del guion", "escriba «- "+p.text(l.at+1, p.lineEndAt(l.at))+"»")
			return true
		}
	}
	return false
}

// tooFarRight tells of a key that stands to the right of those it belongs with.
func (p *parser) tooFarRight(from, to int, model string) {
	word := p.text(from, to)
	remedy := "alinee «" + word + "» con la clave de la línea de arriba"
	if model != "" {
		remedy = "alinee «" + word + "» con «" + model + "»"
	}
	p.tell(from, to, "la sangría de «"+word+"» es mayor que la de la línea de arriba, cuyo valor ya está en su línea",
		remedy+"; si es parte del texto, póngalo todo entre comillas")
}

func itoa(n int) string { return strconv.Itoa(n) }

// explainFlow tells of faults between brackets.
func (p *parser) explainFlow(s *facts) bool {
	name := map[byte]string{'[': "el corchete «[»", '{': "la llave «{»"}
	closer := map[byte]string{'[': "«]»", '{': "«}»"}
	if t := s.first(tokUnclosed); t != nil {
		p.unclosed(t)
		return true
	}
	if s.crossed != nil {
		p.tell(s.crossing.from, s.crossing.to, name[s.crossing.kind]+" se cierra con «"+string(rune(s.crossed.kind))+"»",
			"ciérrelo con "+closer[s.crossing.kind])
		if s.crossing.kind == '{' {
			p.out[len(p.out)-1].Remedy = "ciérrela con " + closer[s.crossing.kind]
		}
		return true
	}
	if n := len(s.open); n > 0 {
		t := s.open[n-1]
		remedy := "agregue " + closer[t.kind] + " al final"
		if n > 1 {
			remedy += "; hay " + count(n, "sin cerrar", "sin cerrar")
		}
		p.tell(t.from, t.to, name[t.kind]+" no se cierra", remedy)
		return true
	}
	if s.stray != nil {
		p.tell(s.stray.from, s.stray.to, "«"+string(rune(s.stray.kind))+"» cierra algo que no se abrió",
			"quítelo; si es texto, póngalo entre comillas")
		return true
	}
	value := func(k byte) bool { return k == tokPlain || k == tokSingle || k == tokDouble }
	colons := 0 // in the entry
	for i, t := range s.tokens {
		if i == 0 {
			continue
		}
		prev := s.tokens[i-1]
		if t.kind == ',' || t.kind == '{' || t.kind == '[' || t.kind == '}' || t.kind == ']' {
			colons = 0
		}
		if t.flow == 0 {
			continue
		}
		switch {
		case t.kind == '?' && value(prev.kind):
			p.tell(t.from, t.to, "entre llaves o corchetes, un texto con «?» va entre comillas",
				"ponga el texto entre comillas: "+p.quoteEntry(prev.from))
			return true
		case t.kind == ',' && (prev.kind == ',' || prev.kind == '[' || prev.kind == '{'):
			p.tell(t.from, t.to, "sobra una coma, o falta algo antes de ella", "quítela")
			return true
		case t.kind == ':':
			if colons++; colons == 2 {
				p.tell(t.from, t.to, "hay un segundo «:» en la misma entrada", p.twoColons(prev))
				return true
			}
		case t.kind == '-':
			p.tell(t.from, t.to, "entre corchetes o llaves no se usan guiones de lista", "separe los elementos con comas: [a, b]")
			return true
		case (value(t.kind) || t.kind == '[' || t.kind == '{') && (value(prev.kind) || prev.kind == ']' || prev.kind == '}'):
			p.tell(t.from, t.to, "falta una coma antes de «"+p.text(t.from, t.to)+"»",
				"separe con una coma; si es parte del texto, póngalo todo entre comillas")
			return true
		}
	}
	return false
}

// twoColons advises on the second colon of an entry between braces; v is what
// stands before it.
func (p *parser) twoColons(v token) string {
	text := strings.TrimSpace(string(p.f.Data[v.from:v.to]))
	if i := strings.LastIndexByte(text, ' '); i >= 0 && v.kind == tokPlain {
		return "si «" + short(text[i+1:]) + "» es otra clave, falta una coma antes de ella; si es parte del texto, póngalo todo entre comillas"
	}
	if v.kind != tokPlain {
		return "falta una coma, o el texto completo debe ir entre comillas"
	}
	return "ponga el texto entre comillas: " + p.quoteEntry(v.from)
}

// quoteEntry returns the text between brackets from offset i to the next
// comma between quotes.
func (p *parser) quoteEntry(i int) string {
	end := i
	for end < len(p.src) && lineEnd(p.src[end:]) == 0 && strings.IndexByte(",[]{}", p.src[end]) < 0 {
		end++
	}
	return quote(strings.TrimSpace(string(p.f.Data[i:end])))
}

// explainKey tells of text that follows a finished value, and of indentation
// that agrees with nothing.
func (p *parser) explainKey(s *facts, lo, hi int) bool {
	finished := func(k byte) bool { return k == tokSingle || k == tokDouble || k == ']' || k == '}' }
	for i, t := range s.tokens {
		if i == 0 || t.flow > 0 || t.kind == ':' {
			continue
		}
		prev := s.tokens[i-1]
		if finished(prev.kind) && !p.sameLine(prev.to, t.from) && i+1 < len(s.tokens) && s.tokens[i+1].kind == ':' {
			above, here := p.f.Pos(prev.from).Line, p.f.Pos(t.from)
			if l, ok := p.content(above); ok && here.Column-1 > p.entryIndent(l) && p.sameLine(prev.from, prev.to) {
				p.tooFarRight(t.from, t.to, "")
				return true
			}
		}
		if !finished(prev.kind) || !p.sameLine(prev.to, t.from) {
			if prev.kind == '*' && t.kind == tokPlain && p.sameLine(prev.to, t.from) {
				p.faults++
				p.badStart(prev.from)
				return true
			}
			continue
		}
		end := p.lineEndAt(t.from)
		where := "la comilla que cierra"
		remedy := "ponga todo el texto entre comillas"
		if prev.kind == tokDouble {
			remedy = "para escribir comillas dentro del texto, póngalo entre comillas simples"
		} else if prev.kind == tokSingle && t.from == prev.to {
			remedy = "un apóstrofo dentro de comillas simples se escribe doble («''»)"
		} else if t.kind == ']' || t.kind == '}' {
			where, remedy = "«"+string(rune(prev.kind))+"»", "quítelo"
		} else if prev.kind == ']' || prev.kind == '}' {
			where = "«" + string(rune(prev.kind)) + "»"
		}
		p.tell(t.from, end, "sobra «"+p.text(t.from, end)+"» después de "+where, remedy)
		return true
	}
	// Lines deeper than the first that match none above them.
	var levels []line
	for n := lo; n < hi; n++ {
		l, ok := p.content(n)
		if !ok {
			continue
		}
		var left []line
		for len(levels) > 0 && levels[len(levels)-1].indent > l.indent {
			left = levels[len(levels)-1:][:1]
			levels = levels[:len(levels)-1]
		}
		if len(left) > 0 && (len(levels) == 0 || levels[len(levels)-1].indent < l.indent) {
			p.badIndent(l, append(left, levels[max(0, len(levels)-1):]...)...)
			return true
		}
		if len(levels) == 0 || levels[len(levels)-1].indent < l.indent {
			levels = append(levels, l)
		}
		if l.dash { // what follows the dash is a level of its own
			if in := p.entryIndent(l); in > l.indent {
				levels = append(levels, line{n: n, indent: in, at: p.f.LineStart(n) + in})
			}
		}
	}
	return false
}

// entryIndent returns the indentation of what stands on a line after its
// dashes.
func (p *parser) entryIndent(l line) int {
	i := l.at
	for i < len(p.src) && p.src[i] == '-' && i+1 < len(p.src) && p.src[i+1] == ' ' {
		for i++; i < len(p.src) && p.src[i] == ' '; {
			i++
		}
	}
	if p.empty(i) {
		return l.indent
	}
	return i - p.f.LineStart(l.n)
}

// badIndent tells of a line whose indentation does not agree with that of its
// neighbours, the models.
func (p *parser) badIndent(l line, models ...line) {
	end := p.lineEndAt(l.at)
	var with []string
	for _, m := range models {
		with = append(with, "con «"+p.text(m.at, p.lineEndAt(m.at))+"» (línea "+itoa(m.n)+")")
	}
	message := "la sangría de «" + p.text(l.at, end) + "» no coincide con la de ninguna línea de arriba"
	if len(models) > 0 && models[0].n > l.n {
		message = "la sangría de «" + p.text(l.at, end) + "» no coincide con la de las líneas que siguen"
	}
	p.tell(l.at, end, message,
		"alinéela "+strings.Join(with, " o "))
}

// noColon tells of a line that should be a key with its value and is not.
func (p *parser) noColon(l line) {
	end := p.lineEndAt(l.at)
	text := strings.TrimSpace(string(p.f.Data[l.at:end]))
	if key, ok := gluedKey(text); ok {
		colon := l.at + len(key)
		rest := text[len(key)+1:]
		if r, _ := utf8.DecodeRuneInString(rest); hardSpace(r) {
			p.tell(colon, colon+1, "después de «"+short(key)+":» hay un espacio que no lo es ("+charName(r)+")",
				"bórrelo y escriba un espacio con la barra espaciadora")
			return
		}
		p.tell(colon, colon+1, "falta un espacio después de los dos puntos en «"+short(text)+"»",
			"escriba «"+short(key+": "+rest)+"»")
		return
	}
	p.tell(l.at, end, "falta «:» en «"+short(text)+"»",
		"escriba «clave: valor»; si continúa el texto de arriba, póngalo todo entre comillas")
}
