package when

import "unicode"

type tokenKind uint8

const (
	tEnd tokenKind = iota
	tNum
	tWord
	tPunct
)

// token is a word, a number or a mark of the text. Accents and case are folded
// away; dashes of every kind are '-', line ends are ';', quotes are gone.
type token struct {
	kind       tokenKind
	s          string // the word, or the mark; of numbers, nothing
	n          int    // value of a number, -1 if it is too large to matter
	digits     int    // figures written
	ord        bool   // the number carries an ordinal mark or ending: 1.º, 2do
	gap        bool   // space before
	dot        bool   // a full stop after
	start, end int    // place in the text, in code points
}

// ordinalEnding reports whether letters written after a figure make it an
// ordinal: 1er, 2do, 3ra, 27a.
func ordinalEnding(s string) bool {
	switch s {
	case "er", "era", "ero", "ro", "ra", "do", "da", "to", "ta", "mo", "ma", "vo", "va", "no", "na",
		"avo", "ava", "o", "a", "ros", "ras", "os", "as", "ndo", "nda":
		return true
	}
	return false
}

// endingFits reports whether an ending can be that of n: 1do is wrong. Beyond
// nine people write many: 11va, 11ra, 27ma.
func endingFits(n int, s string) bool {
	if n < 1 || n > 9 {
		return true
	}
	switch s {
	case "er", "era", "ero", "ro", "ra", "ros", "ras":
		return n == 1 || n == 3
	case "do", "da", "ndo", "nda":
		return n == 2
	case "to", "ta":
		return 4 <= n && n <= 6
	case "mo", "ma":
		return n == 7
	case "vo", "va":
		return n >= 8
	case "no", "na":
		return n == 9
	case "avo", "ava":
		return n == 8 || n == 9
	}
	return true
}

// tokenize splits rs in linear time.
func tokenize(rs []rune) []token {
	toks := make([]token, 0, len(rs)/3+2)
	gap := false
	for i := 0; i < len(rs); {
		r := rs[i]
		switch {
		case r == '\n':
			toks = append(toks, token{kind: tPunct, s: ";", start: i, end: i + 1, gap: true})
			gap = true
			i++
			continue
		case isSpace(r) || isQuote(r) || unicode.IsControl(r):
			gap = true
			i++
			continue
		case isOrdinalMark(r) || fold(r) == 0:
			i++ // after a word: «XXVII.ª»; or a stray mark
			continue
		}
		t := token{start: i, gap: gap}
		gap = false
		switch {
		case isDigit(r):
			t.kind = tNum
			for i < len(rs) && isDigit(rs[i]) {
				if t.n >= 0 {
					t.n = t.n*10 + int(rs[i]-'0')
				}
				if t.n > 99999999 {
					t.n = -1
				}
				t.digits++
				i++
			}
			i = ordinalSuffix(rs, i, &t)
		case isLetter(r):
			t.kind = tWord
			w := make([]rune, 0, 12)
			for i < len(rs) && (isLetter(rs[i]) || fold(rs[i]) == 0) {
				if f := fold(rs[i]); f != 0 {
					w = append(w, f)
				}
				i++
			}
			t.s = string(w)
		case r == '.':
			next := i+1 < len(rs) && isDigit(rs[i+1])
			if n := len(toks); n > 0 && !t.gap {
				if next && toks[n-1].kind == tNum && toks[n-1].end == i {
					break
				}
				toks[n-1].dot = true
			}
			i++
			continue
		case r == '…':
			i++
			continue
		}
		if t.kind == tEnd {
			t.kind = tPunct
			t.s = string(r)
			if isDash(r) {
				t.s = "-"
			} else if r == '&' {
				t.kind, t.s = tWord, "y"
			}
			i++
		}
		t.end = i
		toks = append(toks, t)
	}
	// A line end says nothing at the beginning, at the end or twice.
	out := toks[:0]
	for _, t := range toks {
		if t.s == ";" && (len(out) == 0 || out[len(out)-1].s == ";") {
			continue
		}
		out = append(out, t)
	}
	for len(out) > 0 && out[len(out)-1].s == ";" {
		out = out[:len(out)-1]
	}
	return out
}

// ordinalSuffix reads an ordinal mark or ending after the figures that end at
// i, with or without a full stop between them.
func ordinalSuffix(rs []rune, i int, t *token) int {
	j := i
	if j < len(rs) && rs[j] == '.' {
		j++
	}
	if j < len(rs) && isOrdinalMark(rs[j]) {
		t.ord = true
		return j + 1
	}
	k := j
	for k < len(rs) && k-j < 5 && isLetter(rs[k]) {
		k++
	}
	if k > j && (k == len(rs) || !isLetter(rs[k])) && ordinalEnding(foldString(string(rs[j:k]))) && endingFits(t.n, foldString(string(rs[j:k]))) {
		t.ord = true
		return k
	}
	return i
}
