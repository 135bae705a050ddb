package csv

import (
	"io"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/when"
)

// CalendarColumns are the headings of [Calendar], each with the key of the JSON
// document (schema/calendar.schema.json) that says the same.
var CalendarColumns = [][2]string{
	{"id", "id"}, {"clase", "kind"}, {"órgano", "body"}, {"pertenece a", "owner"}, {"nombre corto", "label"},
	{"título", "title"}, {"vez", "occurrence"}, {"fecha escrita", "date_text"}, {"tipo de fecha", "date_kind"}, {"edtf", "edtf"},
	{"primer día", "earliest"}, {"último día", "latest"}, {"por definir", "undefined"}, {"tentativa", "tentative"},
	{"hora", "time"}, {"lugar", "place"}, {"estado", "state"}, {"archivo", "source.file"}, {"línea", "source.line"}, {"columna", "source.column"},
}

// Calendar writes a row for each entry of a calendar, in the order and with the
// fields of the JSON document. What people read is in Spanish: kinds, kinds of
// date, states, «sí» and «no». A field is empty where JSON has null.
func Calendar(w io.Writer, c *calendar.Calendar) error {
	var headings []string
	for _, h := range CalendarColumns {
		headings = append(headings, h[0])
	}
	out := New(w, headings...)
	for _, e := range c.Entries() {
		out.Row(entry(c, e)...)
	}
	return out.Flush()
}

func entry(c *calendar.Calendar, e calendar.Entry) []Cell {
	var body, occurrence, first, last, file, line, column Cell
	if e.Kind == agenda.SessionKind {
		body = Text(e.Owner)
	}
	if e.Occurrence > 0 {
		occurrence = Int(e.Occurrence)
	}
	if !c.NoDate(e) {
		first, last = Day(e.Days.First()), Day(e.Days.Last())
	}
	if at := e.At.At; at.File != nil {
		file, line, column = Text(at.File.Name), Int(at.Start.Line), Int(at.Start.Column)
	}
	return []Cell{Text(e.ID), Text(Kind(e.Kind)), body, Text(e.Owner), Text(e.Label),
		Text(e.Title), occurrence, Text(e.Text), Text(DateKind(e.Date.Kind)), Text(e.Date.EDTF()),
		first, last, Bool(e.Date.Undefined), Bool(e.Date.Tentative),
		Text(e.Time), Text(e.Place), Text(e.Word()), file, line, column}
}

// Kind is what an entry is, in Spanish.
func Kind(k agenda.Kind) string {
	switch k {
	case agenda.SessionKind:
		return "sesión"
	case agenda.MeetingKind:
		return "reunión"
	case agenda.ObservanceKind:
		return "conmemoración"
	}
	return "actividad"
}

// DateKind is how the days of a date are understood, in Spanish.
func DateKind(k when.Kind) string {
	switch k {
	case when.OneDay:
		return "un día"
	case when.AllDays:
		return "varios días"
	case when.Window:
		return "uno de esos días"
	case when.Deadline:
		return "a más tardar"
	case when.Occurrences:
		return "varias fechas"
	}
	return "sin fecha"
}
