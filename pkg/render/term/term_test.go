package term

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

func TestPaint(t *testing.T) {
	on := Style{Color: true}
	for _, c := range []struct {
		style      Style
		tone       Tone
		text, want string
	}{
		{Style{}, Bad, "uno", "uno"},
		{on, Plain, "uno", "uno"},
		{on, Bad, "", ""},
		{on, Bad, "uno", "\x1b[31muno\x1b[0m"},
		{on, Warn | Strong, "uno", "\x1b[1;33muno\x1b[0m"},
		{on, Strong | Under, "uno", "\x1b[1;4muno\x1b[0m"},
		{on, Good, "uno\n\ndos\n", "\x1b[32muno\x1b[0m\n\n\x1b[32mdos\x1b[0m\n"},
		{on, Accent, "uno", "\x1b[36muno\x1b[0m"},
		{on, Faint, "uno", "\x1b[2muno\x1b[0m"},
	} {
		if got := c.style.Paint(c.tone, c.text); got != c.want {
			t.Errorf("%+v Paint(%d, %q) = %q, want %q", c.style, c.tone, c.text, got, c.want)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"":                           "",
		"Sesión ordinaria, 27.ª «a»": "Sesión ordinaria, 27.ª «a»",
		"a\tb\nc\r\n":                "a␉b␊c␍␊",
		"\x1b[31mrojo\x07\x00\x7f":   "␛[31mrojo␇␀␡",
		"a\u0085b\u009bc":            `a\u0085b\u009bc`,
		"fac\u202etxt.exe\u2066":     `fac\u202etxt.exe\u2066`,
		"a\u2028b\u2029":             `a\u2028b\u2029`,
		"a\u200bb\u00adc\ufeff":      `a\u200bb\u00adc\ufeff`,
		"a\xffb\xed\xa0\x80":         `a\xffb\xed\xa0\x80`,
		"a\U000e0041":                `a\U000e0041`,
		"👨‍👩‍👧 🇲🇽 ❤️":                "👨‍👩‍👧 🇲🇽 ❤️",
		"sesio\u0301n":               "sesio\u0301n",
		"\u0301a":                    "◌\u0301a",
		"\ufe0f":                     "◌\ufe0f",
		"a\u0d4e":                    `a\u0d4e`, // would swallow what follows
		"会議\u00a0●▲■○ … – ’":         "会議\u00a0●▲■○ … – ’",
		"\ufffd":                     "\ufffd",
		"क्षि":                       "क्षि",
		"👩🏽":                         "👩🏽",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSigns(t *testing.T) {
	got := Signs("e\u0301\x1b🇲🇽\u202ez")
	want := []Sign{
		{"e\u0301", 1, 0, 3}, {"␛", 1, 3, 4}, {"🇲🇽", 2, 4, 12},
		{`\`, 1, 12, 15}, {"u", 1, 12, 15}, {"2", 1, 12, 15}, {"0", 1, 12, 15}, {"2", 1, 12, 15}, {"e", 1, 12, 15},
		{"z", 1, 15, 16},
	}
	if !slices.Equal(got, want) {
		t.Errorf("Signs = %v\nwant    %v", got, want)
	}
}

func TestWidth(t *testing.T) {
	for in, want := range map[string]int{
		"": 0, "abc": 3, "sesión": 6, "sesio\u0301n": 6, "27.ª": 4, "会議": 4, "🙂": 2, "👨‍👩‍👧": 2, "🇲🇽": 2,
		"❤️": 2, "●▲■○": 4, "␛": 1, "…": 1, "a\u00a0b": 3, "\x1b[1;31mrojo\x1b[0m": 4,
	} {
		if got := Width(in); got != want {
			t.Errorf("Width(%q) = %d, want %d", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"", 0, []string{""}},
		{"   ", 2, []string{""}},
		{"uno dos", 0, []string{"uno dos"}},
		{"uno dos", 7, []string{"uno dos"}},
		{"uno dos", 6, []string{"uno", "dos"}},
		{"uno dos   tres", 9, []string{"uno dos", "tres"}},
		{"uno  dos tres", 8, []string{"uno  dos", "tres"}},
		{"  uno dos", 6, []string{"  uno", "dos"}},
		{"     uno dos", 6, []string{"uno", "dos"}},
		{"uno dos   ", 8, []string{"uno dos"}},
		{"uno\ndos tres", 4, []string{"uno", "dos", "tres"}},
		{"\n", 4, []string{"", ""}},
		{"uno\n  dos\n", 9, []string{"uno", "  dos", ""}},
		{"art.\u00a023 y 24", 8, []string{"art.\u00a023", "y 24"}},
		{"0 de 3 (0 %)", 10, []string{"0 de 3", "(0 %)"}},
		{"el 5 %", 5, []string{"el", "5 %"}},
		{"el  % es", 5, []string{"el  %", "es"}},
		{"cien % es", 5, []string{"cien ", "% es"}},
		{"el art.\u00a023", 8, []string{"el", "art.\u00a023"}},
		{"a abcdefgh b", 3, []string{"a", "abc", "def", "gh", "b"}},
		{"a abcdefgh b", 4, []string{"a", "abcd", "efgh", "b"}},
		{"julio/agosto", 11, []string{"julio/", "agosto"}},
		{"a subcomision-intervalo", 14, []string{"a", "subcomision-", "intervalo"}},
		{"会議会議会", 4, []string{"会議", "会議", "会"}},
		{"会議会議会", 5, []string{"会議", "会議", "会"}},
		{"会議", 1, []string{"会", "議"}},
		{"a-会", 2, []string{"a-", "会"}},
		{"👨‍👩‍👧👨‍👩‍👧", 3, []string{"👨‍👩‍👧", "👨‍👩‍👧"}},
		{"e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		{"uno \u0301dos", 5, []string{"uno \u0301d", "os"}}, // an accent on a space
	} {
		if got := Wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// pieces are what random texts are made of.
var pieces = []string{
	" ", " ", "  ", "\u00a0", "a", "b", "sesión", "ordinaria", "e\u0301", "会", "議", "🙂", "👨‍👩‍👧", "🇲🇽", "❤️", "/", "-", ".",
	"subcomision-intervalo", strings.Repeat("x", 50), "julio/agosto", "27.ª", "\u0301", "\ufe0f", "\u3000", "क्षि", "\u200d",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(30) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// unspaced drops the signs at which lines break.
func unspaced(text string) string {
	var b strings.Builder
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		if !breaks(g.Value()) {
			b.WriteString(g.Value())
		}
	}
	return b.String()
}

func TestWrapLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 4_000 {
		text, width := Visible(randomText(r)), 2+r.IntN(60)
		lines := Wrap(text, width)
		var joined strings.Builder
		for _, l := range lines {
			if w := Width(l); w > width {
				t.Fatalf("Wrap(%q, %d): %q has %d cells", text, width, l, w)
			}
			joined.WriteString(unspaced(l))
		}
		if got, want := joined.String(), unspaced(text); got != want {
			t.Fatalf("Wrap(%q, %d) = %q: lost something", text, width, lines)
		}
		for _, p := range wrap(text, width, 2+width/2) {
			width, text := width, text[p.from:p.to]
			if p.from > 0 && len(lines) > 1 {
				width = max(width, 2+width/2)
			}
			if Width(text) > width {
				t.Fatalf("%q is wider than %d", text, width)
			}
		}
	}
}

func TestFlow(t *testing.T) {
	s := Style{Color: true, Width: 14}
	got := s.Flow(0, 3, Piece{"uno dos ", Bad}, Piece{"tres", Plain}, Piece{" cuatro cinco", Good})
	want := []string{
		"\x1b[31muno dos \x1b[0mtres",
		"   \x1b[32mcuatro\x1b[0m",
		"   \x1b[32mcinco\x1b[0m",
	}
	if !slices.Equal(got, want) {
		t.Errorf("Flow = %q\nwant   %q", got, want)
	}
	for width := 2; width < 30; width++ {
		for _, l := range (Style{Width: width}).Flow(3, 6, Piece{Text: "fundamento: Reglamento Interno, arts. 23 y 24"}) {
			if Width(l) > width {
				t.Errorf("%q is wider than %d", l, width)
			}
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 3, ""}, {"uno", 3, "uno"}, {"unos", 3, "un…"}, {"unos", 1, "…"}, {"unos", 0, ""}, {"unos", -1, ""},
		{"会議室", 6, "会議室"}, {"会議室", 5, "会議…"}, {"会議室", 4, "会…"}, {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
	} {
		if got := Truncate(c.text, c.width); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestPad(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		right bool
		want  string
	}{
		{"uno", 5, false, "uno  "}, {"uno", 5, true, "  uno"}, {"uno", 2, true, "uno"}, {"会", 4, true, "  会"},
		{"e\u0301", 2, false, "e\u0301 "}, {"\x1b[1ma\x1b[0m", 2, true, " \x1b[1ma\x1b[0m"},
	} {
		if got := Pad(c.text, c.width, c.right); got != c.want {
			t.Errorf("Pad(%q, %d, %v) = %q, want %q", c.text, c.width, c.right, got, c.want)
		}
	}
}

func FuzzVisible(f *testing.F) {
	for _, p := range pieces {
		f.Add(p)
	}
	f.Add("\x1b[31m\u202e\xff\u0d4e\u1160a\u0600")
	f.Fuzz(func(t *testing.T, text string) {
		got := Visible(text)
		if !utf8.ValidString(got) {
			t.Errorf("Visible(%q) = %q is no UTF-8", text, got)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && r != 0x200c && r != 0x200d {
				t.Errorf("Visible(%q) = %q keeps %U", text, got, r)
			}
		}
		if again := Visible(got); again != got {
			t.Errorf("Visible(%q) = %q, again %q", text, got, again)
		}
		if w := Width(" " + got + " "); w != Width(got)+2 {
			t.Errorf("Visible(%q) = %q joins its neighbours", text, got)
		}
		var joined string
		cells, at := 0, 0
		for i, s := range Signs(text) {
			joined += s.Text
			cells += s.Width
			if s.From != at && (i == 0 || s.To != at) || s.To < s.From {
				t.Errorf("Signs(%q): sign %d is %v, after byte %d", text, i, s, at)
			}
			at = s.To
		}
		if at != len(text) || joined != got || cells != Width(got) {
			t.Errorf("Signs(%q) = %q, %d cells, to byte %d; Visible %q, %d cells", text, joined, cells, at, got, Width(got))
		}
		for _, l := range Wrap(got, 7) {
			if Width(l) > 7 {
				t.Errorf("Wrap(%q, 7): %q", got, l)
			}
		}
		if w := Width(Truncate(got, 7)); w > 7 {
			t.Errorf("Truncate(%q, 7) has %d cells", got, w)
		}
	})
}

func BenchmarkVisible(b *testing.B) {
	for b.Loop() {
		Visible("entre la 27.ª (junio) y la 28.ª (septiembre) de la Subcomisión pueden pasar más de tres meses")
	}
}
