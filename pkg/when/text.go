package when

import (
	"strings"
	"unicode"
)

// fold returns the lower-case letter without accent of a letter, 0 for a
// combining mark (text in NFD), and any other rune as it is.
func fold(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return r
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		return r
	case 0x300 <= r && r <= 0x36f:
		return 0
	}
	switch r {
	case 'á', 'à', 'ä', 'â', 'ã', 'Á', 'À', 'Ä', 'Â', 'Ã':
		return 'a'
	case 'é', 'è', 'ë', 'ê', 'É', 'È', 'Ë', 'Ê':
		return 'e'
	case 'í', 'ì', 'ï', 'î', 'Í', 'Ì', 'Ï', 'Î':
		return 'i'
	case 'ó', 'ò', 'ö', 'ô', 'õ', 'Ó', 'Ò', 'Ö', 'Ô', 'Õ':
		return 'o'
	case 'ú', 'ù', 'ü', 'û', 'Ú', 'Ù', 'Ü', 'Û':
		return 'u'
	case 'ñ', 'Ñ':
		return 'n'
	case 'ç', 'Ç':
		return 'c'
	}
	return unicode.ToLower(r)
}

// foldString folds every rune of s and drops combining marks.
func foldString(s string) string {
	return strings.Map(func(r rune) rune {
		if r = fold(r); r == 0 {
			return -1
		}
		return r
	}, s)
}

func isOrdinalMark(r rune) bool { return r == 'º' || r == 'ª' || r == '°' || r == '˚' }

func isDash(r rune) bool {
	return r == '-' || r == '_' || 0x2010 <= r && r <= 0x2015 || r == 0x2212 || r == 0xad
}

func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '«', '»', '“', '”', '‘', '’', '`', '*', '•', '·', '¿', '?', '¡', '!':
		return true
	}
	return false
}

func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == 0x200b || r == 0xfeff || 0x200e <= r && r <= 0x200f
}

func isLetter(r rune) bool { return unicode.IsLetter(r) && !isOrdinalMark(r) }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// quote puts a user's text in «», cut to at most forty code points.
func quote(rs []rune) string {
	var b strings.Builder
	b.WriteString("«")
	n, gap := 0, false
	for i, r := range rs {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			gap = n > 0
			continue
		}
		if n >= 40 && i < len(rs)-1 {
			b.WriteString("…")
			break
		}
		if gap {
			b.WriteByte(' ')
			n++
			gap = false
		}
		b.WriteRune(r)
		n++
	}
	b.WriteString("»")
	return b.String()
}

// distance returns the edit distance of a and b, where exchanging two
// neighbours counts as one edit, or limit+1 if it is more than limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][32]int
	if len(b) >= len(rows[0]) {
		return limit + 1
	}
	for j := range len(b) + 1 {
		rows[1][j] = j
	}
	for i := range len(a) {
		prev2, prev, cur := &rows[i%3], &rows[(i+1)%3], &rows[(i+2)%3]
		cur[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			d := min(prev[j]+cost, prev[j+1]+1, cur[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, prev2[j-1]+1)
			}
			cur[j+1] = d
		}
	}
	return min(rows[(len(a)+1)%3][len(b)], limit+1)
}

// NearestMonth returns the month whose name is nearest to a misspelt word, in
// lower case: «abrul» gives «abril». ok is false if none is near.
func NearestMonth(word string) (string, bool) {
	w := foldString(strings.TrimSpace(word))
	if m, ok := monthOf(w); ok {
		return MonthName(m), true
	}
	if len(w) < 3 {
		return "", false
	}
	limit := 1
	if len(w) >= 5 {
		limit = 2
	}
	best, dist := "", limit+1
	for _, m := range monthNames {
		if d := distance(w, m, limit); d < dist {
			best, dist = m, d
		}
	}
	return best, best != ""
}
