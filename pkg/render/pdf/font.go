package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one of the embedded fonts: Liberation Sans (SIL Open Font License),
// whose letters have the widths of Arial, and for the signs that it lacks
// DejaVu Sans (Bitstream Vera licence).
type face uint8

const (
	regular face = iota
	bold
	italic
	boldItalic
	symbols
	faces int = iota
)

var files = [faces]struct {
	family, style string
	data          []byte
}{
	regular:    {"liberation", "", liberationsansregular.TTF},
	bold:       {"liberation", "B", liberationsansbold.TTF},
	italic:     {"liberation", "I", liberationsansitalic.TTF},
	boldItalic: {"liberation", "BI", liberationsansbolditalic.TTF},
	symbols:    {"dejavu", "", dejavusans.TTF},
}

// fonts measures the letters of the faces. A face is read when it is needed.
type fonts struct {
	parsed   [faces]*sfnt.Font
	buf      sfnt.Buffer
	advances [faces]map[rune]float64 // of one em; -1 where there is no glyph
}

// advance is the width of a letter of size 1, and whether the face has it.
func (f *fonts) advance(in face, r rune) (float64, bool) {
	if w, ok := f.advances[in][r]; ok {
		return w, w >= 0
	}
	if f.parsed[in] == nil {
		// A font that cannot be read has no glyphs; the tests read all.
		font, err := sfnt.Parse(files[in].data)
		if err != nil {
			return 0, false
		}
		f.parsed[in], f.advances[in] = font, map[rune]float64{}
	}
	w := -1.0
	// What stands outside the first plane cannot be written by the library.
	if r <= 0xffff {
		units := f.parsed[in].UnitsPerEm()
		if g, err := f.parsed[in].GlyphIndex(&f.buf, r); err == nil && g != 0 {
			if a, err := f.parsed[in].GlyphAdvance(&f.buf, g, fixed.I(int(units)), font.HintingNone); err == nil {
				w = float64(a) / 64 / float64(units)
			}
		}
	}
	f.advances[in][r] = w
	return w, w >= 0
}

// choose is the face that a letter is drawn in: the one wanted, or the one of
// signs.
func (f *fonts) choose(want face, r rune) (face, bool) {
	if _, ok := f.advance(want, r); ok {
		return want, true
	}
	if _, ok := f.advance(symbols, r); ok {
		return symbols, true
	}
	return want, false
}

// drawn is a text as the fonts can show it: letters and accents joined, what
// is not seen left out, what has no glyph as its code.
func (f *fonts) drawn(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range compose(strings.ToValidUTF8(s, string(utf8.RuneError))) {
		switch {
		case r == '\t' || r == '\n' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case r == '\u00ad' || r == '\u200b': // places where a word may be broken
			b.WriteRune(r)
		case unicode.Is(unicode.Cf, r), '\ufe00' <= r && r <= '\ufe0f':
			// direction, joins and variants of emoji: nothing by themselves
		default:
			if _, ok := f.choose(regular, r); !ok || unicode.IsControl(r) {
				fmt.Fprintf(&b, "[U+%04X]", r)
				continue
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// accents are the letters of the languages of Mexico and Europe that may come
// as a letter and a combining accent, which the library would set side by side.
var accents = map[rune]string{
	'\u0300': "aàeèiìoòuùAÀEÈIÌOÒUÙ", '\u0301': "aáeéiíoóuúyýnńcćAÁEÉIÍOÓUÚYÝNŃCĆ", '\u0302': "aâeêiîoôuûAÂEÊIÎOÔUÛ",
	'\u0303': "aãnñoõAÃNÑOÕ", '\u0304': "aāeēiīoōuūAĀEĒIĪOŌUŪ", '\u0308': "aäeëiïoöuüyÿAÄEËIÏOÖUÜ", '\u030a': "aåuůAÅUŮ", '\u030c': "cčsšzžCČSŠZŽ", '\u0327': "cçCÇ",
}

func compose(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return '\u0300' <= r && r <= '\u0327' }) {
		return s
	}
	var out []rune
	for _, r := range s {
		if pairs := []rune(accents[r]); len(out) > 0 && len(pairs) > 0 {
			joined := false
			for i := 0; i+1 < len(pairs); i += 2 {
				if pairs[i] == out[len(out)-1] {
					out[len(out)-1], joined = pairs[i+1], true
					break
				}
			}
			if joined {
				continue
			}
		}
		out = append(out, r)
	}
	return string(out)
}
