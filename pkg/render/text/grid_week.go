package text

import (
	"fmt"
	"strings"

	"patci/pkg/render/term"
	"patci/pkg/when"
)

// week lists the days asked, one under the other, each with what is on it, and
// what has a window that touches them.
func (g *grid) week() {
	if (g.c.Range == when.Range{}) {
		return
	}
	const indent = 9 // «mié 13   »
	for d := g.c.Range.First; d <= g.c.Range.Last; d++ {
		if g.column(d) == 0 || d == g.c.Range.First {
			fmt.Fprintln(g.out)
		}
		_, m, n := d.Date()
		name := when.WeekdayShort(d.Weekday())
		tone := term.Plain
		if !g.work.IsWorkday(d) {
			tone = term.Faint
		}
		if len(g.byDay[d]) > 0 {
			tone = term.Strong
		}
		if d == g.c.AsOf {
			tone |= term.Inverse
		}
		head := fmt.Sprintf("%s\u00a0%2d", name, n)
		if n == 1 || d == g.c.Range.First {
			head += "\u00a0" + when.MonthShort(m)
		}
		lead := []term.Piece{{Text: head, Tone: tone}, {Text: nbsp(indent + 2 - term.Width(head))}}
		alone := true
		line := func(pieces ...term.Piece) {
			g.line(1, 1+indent+4, append(lead, pieces...)...)
			lead, alone = []term.Piece{{Text: nbsp(indent + 2)}}, false
		}
		if mark, why := g.closed(d); mark != "" {
			line(term.Piece{Text: mark + "\u00a0inhábil: " + term.Visible(oneLine(why)), Tone: term.Faint})
		}
		for _, e := range g.byDay[d] {
			text := oneLine(e.Title)
			if e.Session == nil {
				text = calendarTitle(*e)
			} else {
				text = oneLine(e.Label) + " · " + text
			}
			if e.Time != "" {
				text = e.Time + " · " + text
			}
			if e.Place != "" {
				text += " · " + oneLine(e.Place)
			}
			line(term.Piece{Text: g.mark(e), Tone: g.hue(e)}, term.Piece{Text: "\u00a0" + term.Visible(text) + " · ", Tone: rowTone(e.State)},
				term.Piece{Text: e.StateText(), Tone: stateTone(e.State)})
		}
		if alone {
			g.line(1, 1, lead[0])
		}
	}
	open := false
	for _, e := range g.bands {
		if overlap(e, g.c.Range) {
			if !open {
				g.heading("En esos días, sin día fijo")
				open = true
			}
			g.line(1, 1+dayWidth, g.window(e)...)
		}
	}
}

// nbsp is so many spaces at which no line is broken.
func nbsp(n int) string { return strings.Repeat("\u00a0", max(0, n)) }
