package calendar

import (
	"fmt"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// Heading is what an entry is called, on one line, with its number and which
// one of several it is: «B.6. Solicitud de reportes (2 de 6)».
func (e Entry) Heading() string {
	text := OneLine(e.Name)
	if e.Number != "" {
		text = OneLine(e.Number) + ". " + text
	}
	if e.Of > 0 {
		const space = "\u00a0" // so that a line does not end within it
		text += " (" + strconv.Itoa(e.Occurrence) + space + "de" + space + strconv.Itoa(e.Of) + ")"
	}
	return text
}

// DateText is the date of an entry in words, without the year that the
// programme has anyway. What spans two months is «marzo-abril», what falls in
// one of them «marzo/abril».
func (c *Calendar) DateText(e Entry) string {
	switch {
	case e.Text == "" && e.Days.IsEmpty():
		return "sin fecha"
	case c.NoDate(e) && e.Date.Undefined:
		return "por definir"
	}
	text := e.Date.String()
	if p := c.Program.Period; p.First.Year() == p.Last.Year() {
		text = strings.ReplaceAll(text, " de "+strconv.Itoa(p.First.Year()), "")
	}
	spans := e.Activity != nil && !e.Activity.IsMeeting() && e.Date.Kind == when.Window && !e.Date.Undefined
	if spans && len(e.Days) == 1 {
		text = strings.ReplaceAll(text, "/", "-")
	}
	return text
}

// StateText is the word for the state of an entry. That of a day that has passed
// with nothing recorded is as short as in the report, beside so many others.
func (e Entry) StateText() string {
	if e.State == agenda.Overdue {
		return agenda.Unrecorded.Spanish()
	}
	return e.Word()
}

// KindText is what entries of a kind are called: one, and several.
func KindText(k agenda.Kind) (one, many string) {
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

// RangeText names a range: «abril de 2022», «de marzo a mayo de 2022», «del 4
// al 8 de abril de 2022».
func RangeText(r when.Range) string {
	from, to := r.First, r.Last
	month := func(d when.Day) string { return when.MonthName(d.Month()) }
	sameYear := from.Year() == to.Year()
	switch sameMonth := sameYear && from.Month() == to.Month(); {
	case from == to:
		return "el " + from.Long()
	case isYear(r):
		return fmt.Sprintf("de enero a diciembre de %d", from.Year())
	case WholeMonths(r) && sameMonth:
		return fmt.Sprintf("%s de %d", month(from), from.Year())
	case WholeMonths(r) && sameYear:
		return fmt.Sprintf("de %s a %s de %d", month(from), month(to), from.Year())
	case WholeMonths(r):
		return fmt.Sprintf("de %s de %d a %s de %d", month(from), from.Year(), month(to), to.Year())
	case sameMonth:
		_, _, d := from.Date()
		return fmt.Sprintf("del %d al %s", d, to.Spanish())
	case sameYear:
		return fmt.Sprintf("del %s al %s", from.DayMonth(), to.Spanish())
	}
	return fmt.Sprintf("del %s al %s", from.Spanish(), to.Spanish())
}

// InRange is a range as it follows what happens in it: «en abril de 2022», «del 4
// al 8 de abril de 2022».
func InRange(r when.Range) string {
	text := RangeText(r)
	if WholeMonths(r) && r.Len() <= 31 {
		return "en " + text
	}
	return text
}

// WholeMonths reports whether a range is made of whole months.
func WholeMonths(r when.Range) bool {
	_, _, first := r.First.Date()
	_, _, after := (r.Last + 1).Date()
	return first == 1 && after == 1
}

func isYear(r when.Range) bool {
	y := r.First.Year()
	return r == when.Range{First: when.NewDay(y, 1, 1), Last: when.NewDay(y, 12, 31)}
}

// OfProgram is «del año», or «del programa» where that is no calendar year.
func OfProgram(p *program.Program) string {
	if isYear(p.Period) {
		return "del año"
	}
	return "del programa"
}

// NothingText says that a calendar is empty.
func (c *Calendar) NothingText() string {
	if c.Whole {
		return "No hay nada en el programa."
	}
	text := "No hay nada " + InRange(c.Range)
	switch n := c.Counts.Undated; {
	case n == 1:
		text += "; 1 entrada " + OfProgram(c.Program) + " no tiene fecha alguna"
	case n > 1:
		text += fmt.Sprintf("; %d entradas %s no tienen fecha alguna", n, OfProgram(c.Program))
	}
	return text + "."
}

// CountsText is «7 sesiones (2 con fecha por definir) · 6 actividades · 10
// entradas del año sin fecha alguna».
func (c *Calendar) CountsText() string {
	var parts []string
	add := func(n Count, k agenda.Kind) {
		if n.All == 0 {
			return
		}
		one, many := KindText(k)
		text := count(n.All, one, many)
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
		parts = append(parts, count(n, "entrada", "entradas")+" "+OfProgram(c.Program)+" sin fecha alguna")
	}
	return strings.Join(parts, " · ")
}

// OneLine is a text without line ends.
func OneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n\t") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \r\n\t", r) }), " ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
