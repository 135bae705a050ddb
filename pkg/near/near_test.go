package near

import (
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	keys := []string{"sessions", "session", "date", "day", "título"}
	for _, c := range []struct {
		word, want string
	}{
		{"sesions", "sessions"}, {"sesion", "session"}, {"dat", "date"}, {"dtae", "date"},
		{"Titulo", "título"}, {"xyz", ""}, {"", ""}, {"calendario", ""}, {"TITULO", "título"},
		{"sessions", "sessions"}, {"ssessions", "sessions"}, {"dayy", "day"}, {"da", "day"}, {"d", ""}, {"titulo\u0301", "título"},
		{"日", ""}, {strings.Repeat("a", 1<<20), ""},
	} {
		if got, ok := Word(c.word, keys); got != c.want || ok != (c.want != "") {
			t.Errorf("Word(%q) = %q, %v; want %q", c.word, got, ok, c.want)
		}
	}
}
