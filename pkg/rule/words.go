package rule

import (
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/when"
)

// Of puts «de» before a period or a name that may begin with an article: «de
// 2022», «del primer trimestre de 2022».
func Of(name string) string {
	if rest, ok := strings.CutPrefix(name, "el "); ok {
		return "del " + rest
	}
	return "de " + name
}

// Number writes a small count in words, as prose does: «tres»; from thirteen
// on in figures. The masculine «un» and the feminine «una» are told apart.
func Number(n int, feminine bool) string {
	words := [...]string{"cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"}
	switch {
	case n == 1 && feminine:
		return "una"
	case n >= 0 && n < len(words):
		return words[n]
	}
	return strconv.Itoa(n)
}

// Count writes a count with its noun: «1 sesión», «2 sesiones».
func Count(n int, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return strconv.Itoa(n) + " " + plural
}

// Join lists words as prose does: «a, b y c».
func Join(words []string) string { return join(words, "y", "e", "i", "hi") }

// JoinOr lists alternatives: «a, b o c».
func JoinOr(words []string) string { return join(words, "o", "u", "o", "ho") }

// join puts a word before the last of a list, and before some sounds another.
func join(words []string, and, before string, sounds ...string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := words[len(words)-1]
	for _, sound := range sounds {
		if strings.HasPrefix(strings.ToLower(last), sound) {
			and = before
		}
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + and + " " + last
}

// Day writes a day in a message: «1 de marzo», with its year where it is not
// the programme's.
func (p *Pass) Day(d when.Day) string {
	if period := p.Program().Period; period.First.Year() == period.Last.Year() && d.Year() == period.First.Year() {
		return d.DayMonth()
	}
	return d.Spanish()
}

// When writes a session's date in a message: «junio», «10 de marzo», with its
// year where it is not the programme's.
func (p *Pass) When(s agenda.Session) string {
	text := ""
	switch {
	case s.Date.Kind == when.OneDay:
		text = p.Day(s.Date.Days.First())
	case s.Date.Undefined && s.Date.Days.First() <= s.Program.Period.First && s.Date.Days.Last() >= s.Program.Period.Last:
		return "por definir"
	default:
		text = s.Date.String()
		first, last := s.Date.Days.First(), s.Date.Days.Last()
		if year := strconv.Itoa(last.Year()); p.Day(last) != last.DayMonth() && first.Year() == last.Year() && !strings.Contains(text, year) {
			text += " de " + year
		}
	}
	if before, inner, ok := strings.Cut(strings.TrimSuffix(text, ")"), " ("); ok { // it will stand in parentheses itself
		return before + ", " + inner
	}
	if s.Date.Tentative {
		text += ", tentativa"
	}
	return text
}

// The writes «la 27.ª».
func The(s agenda.Session) string { return "la " + s.Figure() }

// TheWhen writes «la 27.ª (junio)».
func (p *Pass) TheWhen(s agenda.Session) string { return The(s) + " (" + p.When(s) + ")" }
