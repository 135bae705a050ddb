package builtin

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
)

var otherYear = Check{
	ID:       "otro-ejercicio",
	Title:    "los textos del programa hablan de su año y no de otro",
	Severity: diag.Note,
	Text: `Un programa se escribe sobre el del año pasado, y siempre queda un «calendario correspondiente al año 2021». Se buscan en los títulos, las notas al pie y document.md los años que dicen ser los del programa: los que siguen a «año», «ejercicio», «sesiones», «calendario», «cronograma», «programa anual» o «programa de trabajo». No se señalan las fechas, los periodos de varios años, los instrumentos con su publicación ni los años de los que se informa, como «resultados del ejercicio 2021».
Para corregirlo, escriba el año del programa. Si el documento aprobado dice así, no hay nada que corregir: la nota queda como constancia.`,
	Good: `program:
  year: 2022
  title: Programa Anual de Trabajo 2022
bodies:
  - id: pleno
    kind: plenary
    name: Comisión
    footnote: Instalada el 18 de diciembre de 2013 y vigente a partir de 2014
`,
	Bad: `program:
  year: 2022
  title: Programa Anual de Trabajo 2021 # want
bodies:
  - id: pleno
    kind: plenary
    name: Comisión
    footnote: "Su calendario corresponde al año 2021" # want
`,
	Run: func(p *Pass) {
		first, last := p.Program.Period.First.Year(), p.Program.Period.Last.Year()
		if p.Program.Period.Len() == 0 || first < 1900 || p.Program.Period.Last == 0 {
			return // the period is not known
		}
		remedy := "si quedó de otro año, escriba " + strconv.Itoa(first)
		if first != last {
			remedy += " o " + strconv.Itoa(last)
		}
		report := func(at program.Text, year string, ids ...string) {
			p.Report(at, fmt.Sprintf("el texto habla de %s y el programa es de %s", year, p.Program.Key()), remedy, ids...)
		}
		p.texts(func(t program.Text, of named, id string) {
			for _, c := range claims(t.Value, first, last) {
				nth := strings.Count(t.Value[:c.from], c.text)
				if of != nil {
					id = of.ID()
				}
				var ids []string
				if id != "" {
					ids = []string{id}
				}
				report(wordAt(t, c.text, nth), c.text, ids...)
			}
		})
		if f := p.Document; f != nil {
			text := string(f.Data)
			if !utf8.ValidString(text) {
				if text = strings.ToValidUTF8(text, "?"); len(text) != len(f.Data) {
					return // a broken file; its places would not agree
				}
			}
			for _, c := range claims(withoutErrata(text), first, last) {
				report(program.Text{At: placeOf(f, c.from, c.to)}, c.text)
			}
		}
	},
}

// withoutErrata blanks the list of errata of a document, which quotes what it
// corrects.
func withoutErrata(text string) string {
	const fence, list = "```patci\n", "errata:"
	for from := 0; ; {
		i := strings.Index(text[from:], fence+list)
		if i < 0 {
			return text
		}
		from += i + len(fence)
		to := len(text)
		if end := strings.Index(text[from:], "\n```"); end >= 0 {
			to = from + end
		}
		text = text[:from] + strings.Repeat(" ", to-from) + text[to:]
	}
}

// named is an entity whose id has to be made.
type named interface{ ID() string }

// texts gives out what is printed and may name the year of the programme, with
// the entity it belongs to or, if that is nil, its id, which may be "". Few
// texts name a year, so that no id is made in vain.
func (p *Pass) texts(give func(t program.Text, of named, id string)) {
	text := func(of named, id string, t program.Text) {
		if t.Set() {
			give(t, of, id)
		}
	}
	common := func(id string, c *program.Common) {
		text(nil, id, c.Short)
		text(nil, id, c.Footnote)
		for _, t := range c.Aliases {
			text(nil, id, t)
		}
		if len(c.AsWritten) == 0 {
			return
		}
		for _, k := range slices.Sorted(maps.Keys(c.AsWritten)) {
			text(nil, id, c.AsWritten[k])
		}
	}
	activities := func(as []*program.Activity) {
		for _, a := range as {
			text(a, "", a.Title)
			text(a, "", a.Description)
			text(a, "", a.Product)
		}
	}
	pr := p.Program
	text(nil, "", pr.Title)
	common("", &pr.Common)
	for _, b := range pr.Bodies {
		text(nil, b.ID.Value, b.Purpose)
	}
	for _, s := range pr.Sessions {
		text(s, "", s.Title)
	}
	for _, o := range pr.Objectives {
		text(o, "", o.Title)
		for _, s := range o.Sections {
			text(o, "", s.Title)
			activities(s.Activities)
		}
	}
	for _, m := range pr.Meetings {
		text(nil, m.ID.Value, m.Title)
	}
	for _, o := range pr.Observances {
		text(nil, o.ID.Value, o.Title)
		activities(o.Activities)
	}
	for _, e := range pr.Entities() {
		common(e.ID, e.Common)
	}
}

// claim is a year in a text that says it is the programme's.
type claim struct {
	text     string
	from, to int // bytes
}

// mostClaims bounds what is told of one text, which may be a whole file.
const mostClaims = 100

// claims returns the years of a text that say they are the programme's and
// are not from first to last, the first mostClaims of them.
func claims(text string, first, last int) []claim {
	var out []claim
	at := 0
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if mayClaim(paragraph, first, last) { // few do, and to take apart is dear
			ws := split(paragraph)
			for i, w := range ws {
				y := yearOf(w.s)
				if y == 0 || first <= y && y <= last || w.joined {
					continue
				}
				if isClaim(ws, i) {
					out = append(out, claim{paragraph[w.from:w.to], at + w.from, at + w.to})
					if len(out) == mostClaims {
						return out
					}
				}
			}
		}
		at += len(paragraph) + len("\n\n")
	}
	return out
}

// mayClaim reports whether four figures of a text are a year that is not from
// first to last.
func mayClaim(text string, first, last int) bool {
	for end := 3; end < len(text); {
		if c := text[end]; c < '0' || c > '9' {
			end += 4 // no four figures have this one among them
			continue
		}
		if y := yearOf(text[end-3 : end+1]); y != 0 && (y < first || y > last) {
			return true
		}
		end++
	}
	return false
}

// yearOf is the year that four figures are, 0 if they are none.
func yearOf(s string) int {
	if len(s) != 4 || s[0] != '1' && s[0] != '2' {
		return 0
	}
	y := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		y = 10*y + int(s[i]-'0')
	}
	if y < 1900 || y > 2199 {
		return 0
	}
	return y
}

// word is a word of a text.
type word struct {
	s        string // folded
	from, to int    // bytes
	first    bool   // something that ends a clause stands before it
	joined   bool   // a hyphen or a bar ties it to a neighbour: 2022-2024
}

// split takes a text apart into words and clauses. A line end alone ends no
// clause: a paragraph may be folded.
func split(text string) []word {
	var ws []word
	first, lines, tied := true, 0, false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			from := i
			for i < len(text) {
				r, n = utf8.DecodeRuneInString(text[i:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
					break
				}
				i += n
			}
			w := word{s: fold(text[from:i]), from: from, to: i, first: first || lines > 1, joined: tied}
			if tie(r) && i < len(text) {
				next, _ := utf8.DecodeRuneInString(text[i+n:])
				w.joined = w.joined || unicode.IsLetter(next) || unicode.IsDigit(next)
			}
			ws = append(ws, w)
			first, lines, tied = false, 0, false
			continue
		}
		switch {
		case r == '\n':
			if lines++; i+1 < len(text) && strings.IndexByte("#-|>`~", text[i+1]) >= 0 {
				first = true
			}
		case strings.ContainsRune(".;:,()[]{}\"“”«»|¿?¡!", r):
			first = true
		case tie(r) && i > 0 && len(ws) > 0 && ws[len(ws)-1].to == i:
			tied = true
			i += n
			continue
		}
		tied = false
		i += n
	}
	return ws
}

func tie(r rune) bool { return r == '-' || r == '–' || r == '/' || r == '—' }

// isClaim reports whether the year at i says that it is the programme's.
func isClaim(ws []word, i int) bool {
	if ws[i].first {
		return false
	}
	start := i
	for start > 0 && !ws[start].first && i-start < 40 {
		start--
	}
	clause := ws[start:i]
	// 2019 a 2024, 2021 y 2022, 2021 – 2023
	if i+1 < len(ws) && yearOf(ws[i+1].s) > 0 && !ws[i+1].first || yearOf(clause[len(clause)-1].s) > 0 {
		return false
	}
	if i+2 < len(ws) && oneOf(ws[i+1].s, "a", "al", "y") && !ws[i+1].first && yearOf(ws[i+2].s) > 0 {
		return false
	}
	if n := len(clause); n > 1 && oneOf(clause[n-1].s, "a", "al", "y") && yearOf(clause[n-2].s) > 0 {
		return false
	}
	for _, w := range clause {
		if reportsOn(w.s) {
			return false // what was done in another year
		}
	}
	nearest := clause[len(clause)-1].s
	clause = trim(clause)
	if len(clause) == 0 {
		return false
	}
	w := clause[len(clause)-1].s
	if _, month := monthOf(w); month {
		return false
	}
	switch w {
	case "ano", "ejercicio":
		rest := trim(clause[:len(clause)-1])
		return len(rest) == 0 || !oneOf(rest[len(rest)-1].s, "desde", "hasta", "partir", "fin", "fines", "final", "finales", "inicio", "inicios", "principio", "principios", "mediados", "cierre", "cada")
	case "sesiones", "calendario", "cronograma":
		return true
	}
	if oneOf(nearest, "a", "desde", "en", "durante", "hasta", "hacia") {
		return false
	}
	for k := len(clause) - 1; k >= 0; k-- {
		switch next := followed(clause, k+1); clause[k].s {
		case "que", "dof", "publicado", "publicada", "publicados", "aprobado", "aprobada", "aprobo", "suscrito", "firmado", "emitido":
			return false
		case "calendario", "cronograma", "sesiones":
			return true
		case "programa", "plan":
			if oneOf(next, "anual", "de trabajo", "operativo", "") {
				return true
			}
		}
	}
	return false
}

// reportsOn reports whether a word is of what looks back on another year.
func reportsOn(w string) bool {
	switch w {
	case "anterior", "anteriores", "pasado", "informe", "informes", "resultado", "resultados", "evaluacion", "seguimiento", "cuenta", "comparacion", "respecto":
		return true
	}
	return false
}

// trim drops the words that tie a year to what it is of.
func trim(ws []word) []word {
	for len(ws) > 0 && oneOf(ws[len(ws)-1].s, "de", "del", "el", "la", "al", "para", "fiscal") {
		ws = ws[:len(ws)-1]
	}
	return ws
}

// followed is the word at k, with the one after «de».
func followed(ws []word, k int) string {
	switch {
	case k >= len(ws):
		return ""
	case ws[k].s == "de" && k+1 < len(ws):
		return "de " + ws[k+1].s
	}
	return ws[k].s
}

func oneOf(w string, words ...string) bool { return slices.Contains(words, w) }

func monthOf(w string) (string, bool) {
	m, ok := when.NearestMonth(w)
	return m, ok && fold(m) == w
}
