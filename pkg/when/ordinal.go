package when

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Stems of the ordinals, with the accent of the written form. Index 0 of units,
// tens and hundreds is not used.
var (
	unitStems = [10]string{"", "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven"}
	tenStems  = [10]string{"", "décim", "vigésim", "trigésim", "cuadragésim", "quincuagésim", "sexagésim", "septuagésim", "octogésim", "nonagésim"}
	hunStems  = [10]string{"", "centésim", "ducentésim", "tricentésim", "cuadringentésim", "quingentésim", "sexcentésim", "septingentésim", "octingentésim", "noningentésim"}
)

type stem struct {
	s     string
	value int
}

// foldedStems are the stems as the reader meets them, with the spellings that
// are found. Longer stems stand before those that begin them.
var foldedStems = [...]stem{
	{"centesim", 100}, {"ducentesim", 200}, {"tricentesim", 300}, {"cuadringentesim", 400}, {"cuadrigentesim", 400},
	{"quingentesim", 500}, {"sexcentesim", 600}, {"seiscentesim", 600}, {"septingentesim", 700},
	{"octingentesim", 800}, {"noningentesim", 900}, {"nonagentesim", 900},
	{"undecim", 11}, {"duodecim", 12}, {"onceav", 11}, {"doceav", 12}, {"treceav", 13}, {"catorceav", 14}, {"quinceav", 15},
	{"dieciseisav", 16}, {"diecisieteav", 17}, {"dieciochoav", 18}, {"diecinueveav", 19}, {"veinteav", 20}, {"treintav", 30},
	{"decim", 10}, {"vigesim", 20}, {"vigecim", 20}, {"trigesim", 30}, {"trigecim", 30}, {"cuadragesim", 40},
	{"quincuagesim", 50}, {"sexagesim", 60}, {"septuagesim", 70}, {"octogesim", 80}, {"octagesim", 80}, {"nonagesim", 90},
	{"primer", 1}, {"segund", 2}, {"tercer", 3}, {"cuart", 4}, {"quint", 5}, {"sext", 6},
	{"septim", 7}, {"setim", 7}, {"octav", 8}, {"noven", 9}, {"non", 9},
}

// follows reports whether value may be said after sum: hundreds, tens, units,
// each once and in this order.
func follows(sum, value int) bool {
	switch {
	case sum == 0:
		return true
	case value >= 100 || sum%10 != 0:
		return false
	case value >= 10:
		return sum%100 == 0
	}
	return true
}

// ordinalWord adds the value of one folded word, joined or simple, to sum.
// plural is true for «primeros».
func ordinalWord(w string, sum int) (total int, plural, ok bool) {
	if len(w) > 60 {
		return 0, false, false
	}
	for _, st := range foldedStems {
		rest, found := strings.CutPrefix(w, st.s)
		if !found || !follows(sum, st.value) {
			continue
		}
		n := sum + st.value
		switch rest {
		case "o", "a":
			return n, false, true
		case "os", "as":
			return n, true, true
		case "":
			if st.value == 1 || st.value == 3 {
				return n, false, true // primer, tercer
			}
		}
		if rest != "" && st.value >= 10 {
			if rest[0] == 'o' || rest[0] == 'a' {
				if n, plural, ok := ordinalWord(rest[1:], n); ok {
					return n, plural, ok // decimo+quinta
				}
			}
			if n, plural, ok := ordinalWord(rest, n); ok {
				return n, plural, ok // decim+octava
			}
		}
	}
	return 0, false, false
}

// ordinalPhrase reads the ordinal in words that begins at token i.
func ordinalPhrase(toks []token, i int) (n, next int, plural, ok bool) {
	for j := i; j < len(toks); j++ {
		if j > i && toks[j].s == "-" && j+1 < len(toks) {
			if _, _, more := ordinalWord(toks[j+1].s, n); more && toks[j+1].kind == tWord {
				continue // Décimo-Primera
			}
		}
		if toks[j].kind != tWord {
			break
		}
		total, pl, more := ordinalWord(toks[j].s, n)
		if !more {
			break
		}
		n, next, plural, ok = total, j+1, pl, true
	}
	return n, next, plural, ok
}

// roman returns the value of a Roman numeral in its one right form, 1..999.
func roman(s string) (n int, ok bool) {
	if s == "" || len(s) > 14 {
		return 0, false
	}
	rest := s
	for _, d := range [...]stem{
		{"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100}, {"c", 100}, {"c", 100}, {"xc", 90}, {"l", 50}, {"xl", 40},
		{"x", 10}, {"x", 10}, {"x", 10}, {"ix", 9}, {"v", 5}, {"iv", 4}, {"i", 1}, {"i", 1}, {"i", 1},
	} {
		if after, found := strings.CutPrefix(rest, d.s); found {
			rest, n = after, n+d.value
		}
	}
	return n, rest == "" && n > 0 && romanText(n) == s
}

func romanText(n int) string {
	var b strings.Builder
	for _, d := range [...]stem{
		{"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100}, {"xc", 90}, {"l", 50}, {"xl", 40},
		{"x", 10}, {"ix", 9}, {"v", 5}, {"iv", 4}, {"i", 1},
	} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

// ParseOrdinal reads a text that is an ordinal of 1 to 999 and nothing else: in
// words of either gender, joined or apart («Décima Novena», «decimonoveno»,
// «Undécima»), in figures («27.ª», «2do.», «27»), or in Roman ones («XXVII»).
func ParseOrdinal(text string) (n int, ok bool) {
	if len(text) > 400 {
		return 0, false
	}
	toks := tokenize([]rune(text))
	if len(toks) == 1 {
		if t := toks[0]; t.kind == tNum {
			if t.n < 1 || t.n > 999 {
				return 0, false
			}
			return t.n, true
		}
		if n, ok := roman(toks[0].s); ok {
			return n, true
		}
	}
	n, next, plural, ok := ordinalPhrase(toks, 0)
	if !ok || plural || next != len(toks) {
		return 0, false
	}
	return n, true
}

// FindOrdinal reads the ordinal with which a title begins, as in «Décima Novena
// Sesión Ordinaria». start and end are its place in the text in code points,
// end excluded. A plain number is not an ordinal here, Roman figures must be
// capitals, and neither may be followed by a full stop, which makes «I.» the
// number of an item in a list.
func FindOrdinal(text string) (n, start, end int, ok bool) {
	rs := []rune(cut(text, 400))
	toks := tokenize(rs)
	if len(toks) == 0 {
		return 0, 0, 0, false
	}
	t := toks[0]
	if t.kind == tNum {
		if !t.ord || t.n < 1 || t.n > 999 {
			return 0, 0, 0, false
		}
		return t.n, t.start, t.end, true
	}
	if n, next, plural, ok := ordinalPhrase(toks, 0); ok && !plural {
		if next < len(toks) && (next+1 < len(toks) && toks[next].s == "-" && ordinalToken(toks[next+1]) || ordinalToken(toks[next])) {
			return 0, 0, 0, false // «Décima Vigésima», «Vigésima 1a»
		}
		return n, t.start, toks[next-1].end, true
	}
	if t.kind != tWord || t.dot || t.s == "c" || t.s == "d" || t.s == "l" {
		return 0, 0, 0, false
	}
	for _, r := range rs[t.start:t.end] {
		if !unicode.IsUpper(r) {
			return 0, 0, 0, false
		}
	}
	n, ok = roman(t.s)
	if !ok || len(toks) > 1 && toks[1].kind == tPunct {
		return 0, 0, 0, false
	}
	return n, t.start, t.end, true
}

// ordinalToken reports whether a token is an ordinal by itself.
func ordinalToken(t token) bool {
	if t.kind == tNum {
		return t.ord
	}
	_, _, ok := ordinalWord(t.s, 0)
	return ok && t.kind == tWord
}

// cut returns at most the first n bytes of s, whole code points only.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// OrdinalWords returns an ordinal of 1 to 999 in words, in lower case:
// «vigésima séptima». Eleven and twelve are «décima primera» and «décima
// segunda», as the commission's own documents have them. For other numbers it
// returns "".
func OrdinalWords(n int, feminine bool) string {
	if n < 1 || n > 999 {
		return ""
	}
	ending := "o"
	if feminine {
		ending = "a"
	}
	words := make([]string, 0, 3)
	for _, s := range [...]string{hunStems[n/100], tenStems[n/10%10], unitStems[n%10]} {
		if s != "" {
			words = append(words, s+ending)
		}
	}
	return strings.Join(words, " ")
}

// OrdinalTitle is [OrdinalWords] with each word capitalised: «Vigésima Séptima».
func OrdinalTitle(n int, feminine bool) string {
	words := strings.Fields(OrdinalWords(n, feminine))
	for i, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[size:]
	}
	return strings.Join(words, " ")
}

// OrdinalFigure returns an ordinal in figures: «27.ª», «27.º».
func OrdinalFigure(n int, feminine bool) string {
	if feminine {
		return strconv.Itoa(n) + ".ª"
	}
	return strconv.Itoa(n) + ".º"
}
