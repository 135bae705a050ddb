package term

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// carrier is the dotted circle, on which a combining accent stands that has
// no letter of its own.
const carrier = "\u25cc"

// Sign is what a reader sees as one character: a letter with its accents, an
// emoji with all its parts, a part of the visible form of a control character.
// The parts of one form stand for the same bytes.
type Sign struct {
	Text     string // as shown
	Width    int    // in cells
	From, To int    // bytes of the text that it stands for
}

// Signs takes a text apart into its signs, made visible as by [Visible].
func Signs(text string) []Sign {
	if text == "" {
		return nil
	}
	// at[i] is the byte of text that byte i of the visible text stands for
	shown := make([]byte, 0, len(text)+8)
	at := make([]int, 0, len(text)+8)
	put := func(s string, from int) {
		shown = append(shown, s...)
		for len(at) < len(shown) {
			at = append(at, from)
		}
	}
	if leans(text) {
		put(carrier, 0)
	}
	last := 0
	for i := 0; i < len(text); {
		s, size := visible(text[i:])
		last = len(shown)
		put(s, i)
		i += size
	}
	if leads(string(shown[last:])) {
		from := at[last]
		r, _ := utf8.DecodeRune(shown[last:])
		shown, at = shown[:last], at[:last]
		put(escape(r), from)
	}

	out := make([]Sign, 0, len(shown))
	g := displaywidth.StringGraphemes(string(shown))
	for i := 0; g.Next(); {
		s := g.Value()
		out = append(out, Sign{Text: s, Width: g.Width(), From: at[i]})
		i += len(s)
	}
	for i, to := len(out)-1, len(text); i >= 0; i-- {
		out[i].To = to
		if i > 0 && out[i-1].From < out[i].From {
			to = out[i].From
		}
	}
	return out
}

// Visible returns text with all that a terminal would obey rather than show
// made visible, line ends and tabs included: control characters as their
// pictures (␛ ␇ ␊ ␉), the invisible characters that change the order of
// reading or hide in a word as \u202e, bytes that are no UTF-8 as \xff, and an
// accent without a letter on a dotted circle. Text that somebody else wrote
// goes through here before it reaches a terminal. The joiners that emoji and
// some scripts need are kept.
func Visible(text string) string {
	if !strange(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 8)
	for _, s := range Signs(text) {
		b.WriteString(s.Text)
	}
	return b.String()
}

// strange reports whether text may have anything that Visible changes. It is
// quick on what is nearly always given: ASCII and the letters of Europe.
func strange(text string) bool {
	for _, r := range text {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xad || r >= 0x300 && !plain(r) {
			return true
		}
	}
	return false
}

// plain reports whether r, not a letter of Europe, is common typography that
// neither joins its neighbours nor hides.
func plain(r rune) bool {
	return r >= 0x2010 && r <= 0x2027 || r >= 0x2030 && r <= 0x205e || // dashes, quotes, …
		r >= 0x2190 && r <= 0x25ff || // arrows, boxes, shapes
		r >= 0x4e00 && r <= 0x9fff // Han
}

// visible returns the visible form of the first code point of text and the
// bytes that it takes there.
func visible(text string) (string, int) {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf(`\x%02x`, text[0]), 1
	case r < ' ':
		return string('\u2400' + r), size
	case r == 0x7f:
		return "\u2421", size
	case r == 0x200c, r == 0x200d: // the joiners
	case r < 0xa0 && r > 0x7f, unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
		return escape(r), size
	}
	return text[:size], size
}

func escape(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// leans reports whether the first sign of text would be drawn upon whatever
// stands before it.
func leans(text string) bool {
	s, _ := visible(text)
	w := displaywidth.String(s)
	return w == 0 || displaywidth.String("a"+s) != 1+w
}

// leads reports whether s would swallow whatever stands after it.
func leads(s string) bool {
	return displaywidth.String(s+"a") != displaywidth.String(s)+1
}
