package text

import (
	"bufio"
	"fmt"
	"io"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/render/term"
	"patci/pkg/when"
)

// Calendar writes a calendar to be read: what it is of, its parts (with a
// date, with a date still to be fixed, activities and, of a whole programme,
// what has no date), and how many entries there are.
func Calendar(w io.Writer, c *calendar.Calendar, s term.Style) error {
	out := bufio.NewWriter(w) // keeps the first error of w
	put := func(lines []string) {
		for _, l := range lines {
			fmt.Fprintln(out, l)
		}
	}
	put(s.Flow(0, 0, calendarHead(c)...))
	if c.IsEmpty() {
		fmt.Fprintln(out)
		put(s.Flow(1, 1, term.Piece{Text: nothing(c)}))
		return out.Flush()
	}
	if err := calendarTable(out, c, s); err != nil {
		return err
	}
	fmt.Fprintln(out)
	put(s.Flow(1, 1, term.Piece{Text: calendarCounts(c)}))
	return out.Flush()
}

// calendarHead is «abril de 2022 · Programa Anual de Trabajo 2022 (proyecto) ·
// con corte al 1 de abril de 2022».
func calendarHead(c *calendar.Calendar) []term.Piece {
	var pieces []term.Piece
	add := func(text string, tone term.Tone) {
		if pieces != nil {
			pieces = append(pieces, term.Piece{Text: " · "})
		}
		pieces = append(pieces, term.Piece{Text: term.Visible(text), Tone: tone})
	}
	title, tone := c.Program.Name(), term.Strong
	if !c.Whole {
		add(days(c.Range), term.Strong)
		tone = term.Plain
	}
	if c.Program.Draft() {
		title += " (proyecto)"
	}
	add(title, tone)
	for _, id := range c.Query.Bodies {
		label := id
		if b := c.Program.Body(id); b != nil {
			label = b.Label()
		}
		add(label, term.Plain)
	}
	for _, k := range c.Query.Kinds {
		_, many := kindWords(k)
		add(many, term.Plain)
	}
	add("con corte al "+c.AsOf.Spanish(), term.Plain)
	return pieces
}

func kindWords(k agenda.Kind) (one, many string) { return calendar.KindText(k) }

func nothing(c *calendar.Calendar) string { return c.NothingText() }

func calendarCounts(c *calendar.Calendar) string { return c.CountsText() }

func wholeMonths(r when.Range) bool { return calendar.WholeMonths(r) }

func days(r when.Range) string { return calendar.RangeText(r) }
