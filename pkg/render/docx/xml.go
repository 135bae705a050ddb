package docx

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// markup is XML being written. Names are the caller's; values and text are
// escaped.
type markup struct{ bytes.Buffer }

// open begins an element; attributes come as names and values in turn.
func (m *markup) open(name string, attributes ...string) {
	m.tag(name, attributes)
	m.WriteByte('>')
}

// empty writes an element that holds nothing.
func (m *markup) empty(name string, attributes ...string) {
	m.tag(name, attributes)
	m.WriteString("/>")
}

func (m *markup) tag(name string, attributes []string) {
	m.WriteByte('<')
	m.WriteString(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		m.WriteByte(' ')
		m.WriteString(attributes[i])
		m.WriteString(`="`)
		m.escape(attributes[i+1])
		m.WriteByte('"')
	}
}

// close ends elements, the innermost first.
func (m *markup) close(names ...string) {
	for _, n := range names {
		m.WriteString("</")
		m.WriteString(n)
		m.WriteByte('>')
	}
}

// element writes an element that holds a text.
func (m *markup) element(name, text string, attributes ...string) {
	m.open(name, attributes...)
	m.escape(text)
	m.close(name)
}

// escape writes a text or the value of an attribute. What XML 1.0 has no way
// to hold becomes U+FFFD, so that it is seen that something stood there.
func (m *markup) escape(s string) {
	from := 0
	put := func(i, width int, as string) {
		m.WriteString(s[from:i])
		m.WriteString(as)
		from = i + width
	}
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '&':
			put(i, width, "&amp;")
		case r == '<':
			put(i, width, "&lt;")
		case r == '>':
			put(i, width, "&gt;")
		case r == '"':
			put(i, width, "&quot;")
		case r == '\t':
			put(i, width, "&#9;")
		case r == '\n':
			put(i, width, "&#10;")
		case r == '\r':
			put(i, width, "&#13;")
		case r < ' ' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError && width == 1:
			put(i, width, "\uFFFD")
		}
		i += width
	}
	m.WriteString(s[from:])
}

// rightToLeft are the scripts that are written from right to left.
var rightToLeft = []*unicode.RangeTable{
	unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko,
	unicode.Samaritan, unicode.Mandaic, unicode.Adlam, unicode.Hanifi_Rohingya,
}

// direction is 1 for a letter written from left to right, -1 for one written
// from right to left, and 0 for what has no direction of its own.
func direction(r rune) int {
	switch {
	case r < 0x590:
		if unicode.IsLetter(r) {
			return 1
		}
		return 0
	case !unicode.IsLetter(r):
		return 0
	case unicode.In(r, rightToLeft...):
		return -1
	}
	return 1
}

// backwards tells whether a text begins with a letter written from right to
// left, which makes its whole paragraph one.
func backwards(s string) bool {
	for _, r := range s {
		if d := direction(r); d != 0 {
			return d < 0
		}
	}
	return false
}

// stretch is a part of a text written in one direction.
type stretch struct {
	text        string
	rightToLeft bool
}

// stretches parts a text where its direction changes. What has no direction
// belongs with letters from right to left only if it stands between them.
func stretches(s string) []stretch {
	var out []stretch
	start, end := -1, 0 // the stretch from right to left that is open
	done := 0
	flush := func() {
		if start < 0 {
			return
		}
		if start > done {
			out = append(out, stretch{text: s[done:start]})
		}
		out = append(out, stretch{text: s[start:end], rightToLeft: true})
		done, start = end, -1
	}
	for i, r := range s {
		switch direction(r) {
		case -1:
			if start < 0 {
				start = i
			}
			end = i + utf8.RuneLen(r)
		case 1:
			flush()
		default:
			if start >= 0 && end == i && unicode.Is(unicode.M, r) { // a mark on the letter before it
				end = i + utf8.RuneLen(r)
			}
		}
	}
	flush()
	if done < len(s) {
		out = append(out, stretch{text: s[done:]})
	}
	return out
}
