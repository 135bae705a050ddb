package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/program"
	"patci/pkg/render/term"
	"patci/pkg/rule"
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

func kindWords(k agenda.Kind) (one, many string) {
	switch k {
	case agenda.SessionKind:
		return "sesión", "sesiones"
	case agenda.MeetingKind:
		return "reunión", "reuniones"
	case agenda.ObservanceKind:
		return "conmemoración", "conmemoraciones"
	}
	return "actividad", "actividades"
}

// nothing says that a calendar is empty.
func nothing(c *calendar.Calendar) string {
	if c.Whole {
		return "No hay nada en el programa."
	}
	text := "No hay nada en " + days(c.Range)
	if r := c.Range; !wholeMonths(r) || r.Len() > 31 {
		text = "No hay nada " + days(c.Range)
	}
	switch n := c.Counts.Undated; {
	case n == 1:
		text += "; 1 entrada " + ofProgram(c.Program) + " no tiene fecha alguna"
	case n > 1:
		text += fmt.Sprintf("; %d entradas %s no tienen fecha alguna", n, ofProgram(c.Program))
	}
	return text + "."
}

// calendarCounts is «7 sesiones (2 con fecha por definir) · 6 actividades · 10
// entradas del año sin fecha alguna».
func calendarCounts(c *calendar.Calendar) string {
	var parts []string
	add := func(n calendar.Count, k agenda.Kind) {
		if n.All == 0 {
			return
		}
		text := rule.Count(n.All, first(kindWords(k)), second(kindWords(k)))
		switch {
		case n.Open == 1 && n.All == 1:
			text += " (con fecha por definir)"
		case n.Open > 0:
			text += fmt.Sprintf(" (%d con fecha por definir)", n.Open)
		}
		parts = append(parts, text)
	}
	add(c.Counts.Sessions, agenda.SessionKind)
	add(c.Counts.Meetings, agenda.MeetingKind)
	add(c.Counts.Observances, agenda.ObservanceKind)
	add(c.Counts.Activities, agenda.ActivityKind)
	if n := c.Counts.Undated; n > 0 {
		parts = append(parts, rule.Count(n, "entrada", "entradas")+" "+ofProgram(c.Program)+" sin fecha alguna")
	}
	return strings.Join(parts, " · ")
}

func first(a, _ string) string  { return a }
func second(_, b string) string { return b }

// ofProgram is «del año», or «del programa» where that is no calendar year.
func ofProgram(p *program.Program) string {
	if isYear(p.Period) {
		return "del año"
	}
	return "del programa"
}

func isYear(r when.Range) bool {
	y := r.First.Year()
	return r == when.Range{First: when.NewDay(y, 1, 1), Last: when.NewDay(y, 12, 31)}
}

// wholeMonths reports whether a range is made of whole months.
func wholeMonths(r when.Range) bool {
	_, _, first := r.First.Date()
	_, _, after := (r.Last + 1).Date()
	return first == 1 && after == 1
}

// days names a range: «abril de 2022», «de marzo a mayo de 2022», «2022», «del
// 4 al 8 de abril de 2022».
func days(r when.Range) string {
	from, to := r.First, r.Last
	month := func(d when.Day) string { return when.MonthName(d.Month()) }
	sameYear := from.Year() == to.Year()
	switch sameMonth := sameYear && from.Month() == to.Month(); {
	case from == to:
		return "el " + from.Long()
	case isYear(r):
		return fmt.Sprintf("de enero a diciembre de %d", from.Year())
	case wholeMonths(r) && sameMonth:
		return fmt.Sprintf("%s de %d", month(from), from.Year())
	case wholeMonths(r) && sameYear:
		return fmt.Sprintf("de %s a %s de %d", month(from), month(to), from.Year())
	case wholeMonths(r):
		return fmt.Sprintf("de %s de %d a %s de %d", month(from), from.Year(), month(to), to.Year())
	case sameMonth:
		_, _, d := from.Date()
		return fmt.Sprintf("del %d al %s", d, to.Spanish())
	case sameYear:
		return fmt.Sprintf("del %s al %s", from.DayMonth(), to.Spanish())
	}
	return fmt.Sprintf("del %s al %s", from.Spanish(), to.Spanish())
}
