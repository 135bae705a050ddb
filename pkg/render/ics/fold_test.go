package ics

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzFold: unfolding gives back what was folded, no line is over 75 octets,
// and none ends within a character; unescaping gives back what was text.
func FuzzFold(f *testing.F) {
	for _, s := range []string{
		"", "corto", strings.Repeat("a", 74), strings.Repeat("a", 75), strings.Repeat("a", 76), strings.Repeat("á", 200),
		strings.Repeat("👨‍👩‍👧‍👦", 30), "e" + strings.Repeat("\u0301", 200), strings.Repeat("会議", 60), strings.Repeat("\u202e", 90),
		"a,b;c\\d\ne\\n", "\r\n BEGIN:VEVENT\r\n", "\u2028\u2029\u0085\x00\x7f\t", "\xff\xfe", strings.Repeat("🇲🇽", 50), strings.Repeat(" ", 160),
		strings.Repeat("x", 73) + "é", strings.Repeat("x", 72) + "👍🏽" + strings.Repeat("y", 90),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		content := "SUMMARY:" + text(s)
		if strings.ContainsAny(content, "\r\n\x00\u2028\u2029\u0085") || !utf8.ValidString(content) {
			t.Fatalf("%q is no content line", content)
		}
		var b strings.Builder
		fold(&b, content)
		folded, ok := strings.CutSuffix(b.String(), "\r\n")
		if !ok {
			t.Fatalf("%q does not end", b.String())
		}
		for _, l := range strings.Split(folded, "\r\n") {
			if len(l) > most || l == "" || !utf8.ValidString(l) {
				t.Errorf("%q has %d octets", l, len(l))
			}
		}
		if got := strings.ReplaceAll(folded, "\r\n ", ""); got != content {
			t.Errorf("%q unfolds as %q", content, got)
		}
		var plain strings.Builder
		value := strings.TrimPrefix(content, "SUMMARY:")
		for i := 0; i < len(value); i++ {
			switch c := value[i]; {
			case c == ',' || c == ';':
				t.Fatalf("%q has a bare %c", value, c)
			case c != '\\':
				plain.WriteByte(c)
			default:
				i++
				switch c := value[i]; c {
				case 'n':
					plain.WriteByte('\n')
				case '\\', ',', ';':
					plain.WriteByte(c)
				default:
					t.Fatalf("%q escapes %c", value, c)
				}
			}
		}
		if plain.String() != clean(s) {
			t.Errorf("%q reads %q", s, plain.String())
		}
	})
}
