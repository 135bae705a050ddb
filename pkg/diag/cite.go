package diag

import "strings"

// Cite writes where a rule comes from: «Reglamento Interno, arts. 23 y 24».
func Cite(bs []Basis) string {
	var all []string
	for _, b := range bs {
		t := b.Instrument
		if b.Articles != "" {
			art := "art. "
			if several(b.Articles) {
				art = "arts. "
			}
			if t != "" {
				t += ", "
			}
			t += art + b.Articles
		}
		switch b.Read {
		case "cited":
			t += " (según lo cita " + b.Citing() + ")"
		case "analogy":
			t += " (por analogía)"
		}
		if t != "" {
			all = append(all, t)
		}
	}
	return strings.Join(all, "; ")
}

// Citing names who cites what was not read in the instrument.
func (b Basis) Citing() string {
	if b.CitedBy == "" {
		return "el programa"
	}
	return b.CitedBy
}

// several reports whether articles names more than one: «23 y 24», «8 a 10»,
// «4.º, 5.º», but not «35, fracción II» nor «35, fracciones I y II».
func several(articles string) bool {
	for _, and := range []string{" y ", " a ", ", ", ",", "–"} {
		for rest := articles; ; {
			_, after, found := strings.Cut(rest, and)
			if !found {
				break
			}
			if after != "" && after[0] >= '0' && after[0] <= '9' {
				return true
			}
			rest = after
		}
	}
	return false
}
