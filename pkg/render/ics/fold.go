package ics

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"patci/pkg/render/term"
)

// most is how many octets a line may have, its end aside (RFC 5545 §3.1).
const most = 75

// fold parts a content line into lines of at most 75 octets, each but the first
// after a space, and ends it. No line ends within what people see as one
// character, as long as that fits on a line by itself.
func fold(b *strings.Builder, line string) {
	room := most
	for len(line) > room {
		n := cut(line, room)
		b.WriteString(line[:n])
		b.WriteString("\r\n ")
		line, room = line[n:], most-1
	}
	b.WriteString(line)
	b.WriteString("\r\n")
}

// cut is how many octets of a text that has more stand on a line with room for
// so many: at least those of one character.
func cut(text string, room int) int {
	n := room
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	const combining = '\u0300' // no character before it joins with another
	before, _ := utf8.DecodeLastRuneInString(text[:n])
	if after, _ := utf8.DecodeRuneInString(text[n:]); before < combining && after < combining {
		return n
	}
	// A sign begins well before it ends: look at a stretch around the cut.
	from := max(0, n-2*most)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	to := min(len(text), n+most)
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	best := 0
	for _, s := range term.Signs(text[from:to]) {
		if at := from + s.From; at > 0 && at <= n && (from == 0 || s.From > 0) {
			best = at
		}
	}
	if best > 0 {
		return best
	}
	return max(n, 1)
}

// text is a text as the value of a property (RFC 5545 §3.3.11): commas,
// semicolons, backslashes and line ends escaped. Other control characters,
// which no value may have, are spaces.
func text(s string) string {
	return escapes.Replace(clean(s))
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// clean makes one character of every line end, and spaces of what is no text.
func clean(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r >= '\u2028' }) {
		return s
	}
	s = ends.Replace(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, s)
}

// ends are the line ends: readers that part a text at any of them would break a
// line that has one.
var ends = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// line is a text without line ends, each blank once.
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }
