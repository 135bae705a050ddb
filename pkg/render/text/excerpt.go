package text

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"patci/pkg/render/term"
	"patci/pkg/source"
)

// tab is how a tab of the source is shown, whatever the column it stands in.
const tab = "    "

const ellipsis = "…"

// least is the room for source text below which no excerpt is worth its lines.
const least = 8

// Excerpt returns the first source line of a place and, under it, a line with
// a caret: ^ under the first cell of the place, ~ under the rest. Both fit
// s.Width: of a line too long a window around the place is shown, with … where
// it was cut. What a terminal would obey is made visible, a tab is four
// spaces. A place without a line has no excerpt.
func Excerpt(p source.Place, s term.Style) []string { return excerpt(p, s, term.Bad) }

func excerpt(p source.Place, s term.Style, tone term.Tone) []string {
	if p.File == nil || p.Start.Line < 1 || p.Start.Line > p.File.Lines() {
		return nil
	}
	number := fmt.Sprintf("%*s%d", indent, "", p.Start.Line)
	const bar = " | "
	room := 0
	if s.Width > 0 {
		if room = s.Width - len(number) - len(bar); room < least {
			return nil
		}
	}
	shown, from, to := cut(p, room)
	line := func(left, text string, tone term.Tone) string {
		if text == "" {
			return s.Paint(term.Faint, left+strings.TrimRight(bar, " "))
		}
		return s.Paint(term.Faint, left+bar[:2]) + " " + text
	}
	return []string{
		line(number, shown, term.Plain),
		line(strings.Repeat(" ", len(number)), strings.Repeat(" ", from)+s.Paint(tone, "^"+strings.Repeat("~", to-from-1)), tone),
	}
}

// cut returns what is shown of the line of p in room cells, all of it if room
// is 0, and the cells of it under which p stands.
func cut(p source.Place, room int) (shown string, from, to int) {
	var (
		f     = p.File
		start = f.Offset(source.Pos{Line: p.Start.Line, Column: 1})
		end   = f.Offset(source.Pos{Line: p.Start.Line, Column: math.MaxInt})
		at    = f.Offset(p.Start)
		until = at
	)
	switch {
	case p.End.Line == p.Start.Line:
		until = max(at, f.Offset(p.End))
	case p.End.Line > p.Start.Line: // as far as its first line goes
		until = at + len(bytes.TrimRight(f.Data[at:end], " \t"))
	}

	// of a very long line no more is looked at than can be shown
	lo, hi := start, end
	var signs []term.Sign
	for reach := 2 * room; ; reach *= 2 {
		if room > 0 {
			lo, hi = boundary(f.Data, at-reach, start, -1), boundary(f.Data, at+reach, end, +1)
		}
		signs = lay(f.Data[lo:hi])
		before, total := cells(signs, at-lo), cells(signs, hi-lo)
		if (lo == start || before >= room) && (hi == end || total-before >= room) {
			break
		}
	}
	total := cells(signs, hi-lo)
	from = cells(signs, at-lo)
	to = from + 1
	whole := 1 // the cells of the sign over the caret
	for i, c := 0, 0; i < len(signs) && signs[i].From <= max(until-1, at)-lo; i++ {
		if c == from {
			whole = max(whole, signs[i].Width)
		}
		if c += signs[i].Width; signs[i].From < until-lo {
			to = max(to, c)
		}
	}
	if room == 0 || lo == start && hi == end && max(total, to) <= room {
		var b strings.Builder
		for _, g := range signs {
			b.WriteString(g.Text)
		}
		return strings.TrimRight(b.String(), " "), from, to
	}

	return window(signs, from, to, whole, room, lo > start, hi < end)
}

// window returns the room cells of a line that show best what stands from
// cell from to cell to; whole is the width of the sign at from. before and
// after tell that the line goes on at either side of the signs given.
func window(signs []term.Sign, from, to, whole, room int, before, after bool) (string, int, int) {
	// the window begins at the cell left, where the … stands if it is cut
	left, need := 0, max(whole, min(to-from, room/2))
	if before || from+need > room-1 {
		left = from - (room-need)/2
		if !after {
			left = min(left, max(cells(signs, math.MaxInt), to)-room)
		}
		left = max(left, 0)
	}
	var b strings.Builder
	width, skipped := 0, 0
	if left > 0 || before {
		n := 0
		for n < len(signs) && skipped <= left {
			skipped += signs[n].Width
			n++
		}
		signs = signs[n:]
		b.WriteString(ellipsis)
		width = 1
		skipped--
	}
	limit, tail := room, ""
	if after || width+cells(signs, math.MaxInt) > room {
		limit, tail = room-1, ellipsis
	}
	for _, g := range signs {
		if width+g.Width > limit {
			break
		}
		b.WriteString(g.Text)
		width += g.Width
	}
	if tail != "" {
		b.WriteString(tail)
		width++
	}
	from, to = from-skipped, to-skipped
	return strings.TrimRight(b.String(), " "), from, max(from+1, min(to, width))
}

// lay takes source text apart into signs, its tabs as spaces.
func lay(source []byte) []term.Sign {
	signs := term.Signs(string(source))
	for i, g := range signs {
		if g.To == g.From+1 && source[g.From] == '\t' {
			signs[i].Text, signs[i].Width = tab, len(tab)
		}
	}
	return signs
}

// cells returns the cells of the signs that stand before byte at.
func cells(signs []term.Sign, at int) int {
	n := 0
	for _, g := range signs {
		if g.To > at {
			break
		}
		n += g.Width
	}
	return n
}

// boundary returns the first place from i towards limit, in steps of step,
// where two ASCII characters meet that print (or are tabs), which no sign spans; limit if
// there is none.
func boundary(data []byte, i, limit, step int) int {
	ascii := func(c byte) bool { return c >= ' ' && c <= '~' || c == '\t' }
	if step < 0 && i <= limit || step > 0 && i >= limit {
		return limit
	}
	for i != limit && !(ascii(data[i-1]) && ascii(data[i])) {
		i += step
	}
	return i
}
