package term

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Width returns the cells that a line of text takes. Colours take none.
func Width(text string) int {
	return displaywidth.Options{ControlSequences: strings.Contains(text, "\x1b")}.String(text)
}

// Wrap returns text as lines of at most width cells, broken at spaces; the
// spaces at a break go, all others stay. A word longer than a line is cut
// between signs, after a slash or a hyphen if it has one there; none is lost. A
// line end in the text is kept, a non-breaking space breaks nowhere, nor does
// the one that Spanish puts before a sign of percentage. There is always one line, empty if text is. With a
// width of 0 or less nothing is broken.
//
// A sign wider than the whole width, an emoji in one cell, stands alone on its
// line and overflows.
func Wrap(text string, width int) []string {
	if !strings.Contains(text, "\n") && (width <= 0 || Width(text) <= width) {
		return []string{text}
	}
	spans := wrap(text, width, width)
	lines := make([]string, len(spans))
	for i, p := range spans {
		lines[i] = text[p.from:p.to]
	}
	return lines
}

// Piece is a stretch of text in one tone.
type Piece struct {
	Text string
	Tone Tone
}

// cramped is the room for text below which an indentation gives way.
const cramped = 8

// Flow wraps pieces of one running text in s.Width, the first line indented by
// first spaces, the others by rest, and paints them. In a very narrow terminal
// the indentation is less.
func (s Style) Flow(first, rest int, pieces ...Piece) []string {
	var text string
	for _, p := range pieces {
		text += p.Text
	}
	widths := [2]int{}
	indents := [2]int{first, rest}
	if s.Width > 0 {
		for i, n := range indents {
			indents[i] = max(0, min(n, s.Width-cramped))
			widths[i] = s.Width - indents[i]
		}
	}
	var lines []string
	for i, line := range wrap(text, widths[0], widths[1]) {
		var b strings.Builder
		if line.from < line.to {
			b.WriteString(strings.Repeat(" ", indents[min(i, 1)]))
		}
		at := 0
		for _, p := range pieces {
			from, to := max(line.from, at), min(line.to, at+len(p.Text))
			if from < to {
				b.WriteString(s.Paint(p.Tone, text[from:to]))
			}
			at += len(p.Text)
		}
		lines = append(lines, b.String())
	}
	return lines
}

// span is a stretch of bytes.
type span struct{ from, to int }

// wrap returns the lines of text, the first of at most first cells, the others
// of at most rest. There is always one.
func wrap(text string, first, rest int) []span {
	var lines []span
	from := 0
	for {
		to := len(text)
		if n := strings.IndexByte(text[from:], '\n'); n >= 0 {
			to = from + n
		}
		width := rest
		if from == 0 {
			width = first
		}
		lines = wrapLine(lines, text, span{from, to}, width, rest)
		if to == len(text) {
			return lines
		}
		from = to + 1
	}
}

// wrapLine adds to lines those of the stretch in of text, which has no line
// end.
func wrapLine(lines []span, text string, in span, width, rest int) []span {
	if width <= 0 || Width(text[in.from:in.to]) <= width {
		return append(lines, in)
	}
	const none = -1
	var (
		from, end = in.from, none // the line so far: text[from:end]
		used      = 0             // its cells
		word      = none          // where the word being read begins
		gap, size = 0, 0          // cells of the space before it, of itself
	)
	// put places the word that has just ended
	put := func(to int) {
		if word == none {
			return
		}
		if end != none && used+gap+size > width {
			lines = append(lines, span{from, end})
			width, from, used, gap, end = rest, word, 0, 0, none
		}
		if end == none && gap+size > width {
			from, gap = word, 0 // not even below its own indentation
		}
		if size <= width {
			used += gap + size
		} else {
			// at the last mark that ends a part of it, if there is one
			part, after := none, 0 // the byte after it, the cells since
			g := displaywidth.StringGraphemes(text[word:to])
			for i := word; g.Next(); i += len(g.Value()) {
				s, w := g.Value(), g.Width()
				if used > 0 && used+w > width {
					if part == none || after+w > rest {
						part, after = i, 0
					}
					lines = append(lines, span{from, part})
					width, from, used, part = rest, part, after, none
				}
				used += w
				after += w
				if parts(s) {
					part, after = i+len(s), 0
				}
			}
		}
		end, word, gap, size = to, none, 0, 0
	}
	g, i := displaywidth.StringGraphemes(text[in.from:in.to]), in.from
	for g.Next() {
		s, w := g.Value(), g.Width()
		if breaks(s) && (word == none || !strings.HasPrefix(text[i+len(s):in.to], "%")) {
			put(i)
			gap += w
		} else {
			if word == none {
				word = i
			}
			size += w
		}
		i += len(s)
	}
	put(i)
	if end == none { // nothing but spaces
		from, end = in.from, in.from
	}
	return append(lines, span{from, end})
}

// breaks reports whether a line may be broken at a sign: a space that does
// not forbid it and carries no accent.
func breaks(s string) bool {
	switch s {
	case " ", "\t", "\u1680", "\u205f", "\u3000",
		"\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2008", "\u2009", "\u200a":
		return true
	}
	return false
}

// parts reports whether a long word is better cut after a sign than elsewhere.
func parts(s string) bool {
	switch s {
	case "/", "-", "–", "—", "_", ".", ",", ";", ":":
		return true
	}
	return false
}

// Truncate returns text in at most width cells, with … where it was cut. With
// a width of 0 or less nothing is left.
func Truncate(text string, width int) string {
	if width <= 0 {
		return ""
	}
	if len(text) <= width {
		return text // no sign takes more cells than bytes
	}
	return displaywidth.TruncateString(text, width, "…")
}

// Pad returns text filled with spaces to width cells: before it where right
// says that it stands at the right, after it otherwise. Wider text stays as
// it is.
func Pad(text string, width int, right bool) string {
	fill := width - Width(text)
	switch {
	case fill <= 0:
		return text
	case right:
		return strings.Repeat(" ", fill) + text
	}
	return text + strings.Repeat(" ", fill)
}
