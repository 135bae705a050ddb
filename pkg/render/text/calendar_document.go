package text

import (
	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/document"
	"patci/pkg/render/term"
)

// CalendarDocument composes a calendar as a document: what it is of, a table for
// each of its parts, with the months of those that have a date, and how many
// entries there are.
func CalendarDocument(c *calendar.Calendar) *document.Document {
	d := &document.Document{Title: c.Program.Name()}
	if c.Program.Draft() {
		d.Status = "proyecto"
	}
	head := ""
	for _, p := range calendarHead(c) {
		head += p.Text
	}
	var anchors document.Anchors
	heading := func(level int, text string) {
		d.Blocks = append(d.Blocks, document.Heading{Level: level, ID: anchors.ID(text), Text: document.Text(text)})
	}
	paragraph := func(style document.Style, text string) {
		d.Blocks = append(d.Blocks, document.Paragraph{Style: style, Text: document.Text(text)})
	}
	heading(1, "Calendario")
	paragraph(document.Body, head)
	if c.IsEmpty() {
		paragraph(document.Body, nothing(c))
		return d
	}
	for _, g := range calendarGroups(c) {
		for i, h := range g.heads {
			level := 2
			if i > 0 || h.tone == term.Under { // a month
				level = 3
			}
			heading(level, h.text)
		}
		d.Blocks = append(d.Blocks, calendarBlock(c, g))
	}
	paragraph(document.Small, calendarCounts(c))
	return d
}

// calendarBlock is a group as a table, with the columns of which something is
// known.
func calendarBlock(c *calendar.Calendar, g calendarGroup) document.Table {
	timed, placed := false, false
	for _, e := range g.entries {
		timed, placed = timed || e.Time != "", placed || e.Place != ""
	}
	t := document.Table{Label: g.heads[len(g.heads)-1].text}
	column := func(title string) {
		t.Columns = append(t.Columns, document.Column{Title: document.Text(title)})
	}
	column("Fecha")
	if timed {
		column("Hora")
	}
	column("De")
	column("Qué")
	if placed {
		column("Lugar")
	}
	column("Estado")
	for _, e := range g.entries {
		day := calendarDate(c, e)
		if g.fixed {
			day = calendarDay(c, e)
		}
		row := []document.Cell{document.Text(day)}
		if timed {
			row = append(row, document.Text(e.Time))
		}
		row = append(row, document.Text(oneLine(e.Label)), document.Text(calendarTitle(e)))
		if placed {
			row = append(row, document.Text(oneLine(e.Place)))
		}
		t.Rows = append(t.Rows, append(row, document.Toned(e.StateText(), calendarTone(e.State))))
	}
	return t
}

// calendarTone is what a state means in a document.
func calendarTone(s agenda.State) document.Tone {
	switch s {
	case agenda.Held, agenda.Done:
		return document.Good
	case agenda.Overdue, agenda.Unrecorded:
		return document.Warn
	case agenda.NotHeld, agenda.Late:
		return document.Bad
	case agenda.Cancelled:
		return document.Faint
	}
	return document.Plain
}
