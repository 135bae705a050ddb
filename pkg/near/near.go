// Package near finds the word that somebody meant.
package near

import (
	"strings"
	"unicode"
)

// Word returns the candidate nearest to word by edit distance (insertions,
// deletions, substitutions and swaps of neighbours, in code points; case and
// accents do not count), and whether one is near enough to be offered: one
// edit in three letters at most. Of several equally near, the first.
func Word(word string, candidates []string) (string, bool) {
	w := fold(word)
	best, at := "", len(w)/3+1
	if len(w) < 3 {
		at = 1
	}
	for _, c := range candidates {
		f := fold(c)
		if d := len(f) - len(w); d > at || -d > at {
			continue
		}
		if d := distance(w, f); d < at || d == at && best == "" && d <= max(1, len(w)/3) {
			best, at = c, d
		}
	}
	return best, best != ""
}

func fold(s string) []rune {
	var out []rune
	for _, r := range strings.ToLower(s) {
		if i := strings.IndexRune("áéíóúüñ", r); i >= 0 {
			r = []rune("aeiouun")[len([]rune("áéíóúüñ"[:i]))]
		}
		if !unicode.Is(unicode.Mn, r) {
			out = append(out, r)
		}
		if len(out) > 64 { // nobody meant a word that long
			break
		}
	}
	return out
}

// distance is the optimal string alignment distance.
func distance(a, b []rune) int {
	prev2, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(b)]
}
