package builtin

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, s := range []string{"", "a", "abc 12", "ÁÉÍÓÚÜÑ àèìòù âêîôû äëïö", "Ordinaria", "İstanbul ſ K", "\xff x \xc3", "日本語", strings.Repeat("Ñandú ", 40), "\ufffd"} {
		want := strings.Map(plainLetter, strings.ToLower(s))
		if got := fold(s); got != want {
			t.Errorf("fold(%q) is %q, want %q", s, got, want)
		}
	}
}
