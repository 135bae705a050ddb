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

func TestMayClaim(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "202": false, "2021": true, "2022": false, "x2021": true, "xx2021": true, "xxx2021": true, "año 2021.": true,
		"12021": true, "20 21": false, "2022 2023": true, "a1b2c3d4 1999": true, "1899 2200": false, "2022-2023": true, "2O21": false,
	} {
		if got := mayClaim(text, 2022, 2022); got != want {
			t.Errorf("mayClaim(%q) is %v", text, got)
		}
	}
}
