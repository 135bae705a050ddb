package csv

import (
	"io"

	"patci/pkg/due"
)

// Next writes a row for each thing that falls due, in the order of their days.
func Next(w io.Writer, l *due.List) error {
	out := New(w, "día", "id", "clase", "nombre corto", "título", "por qué", "estado", "vencido", "si se celebra el", "último día lícito", "hora", "regla")
	for _, i := range l.Items {
		var on, lawful, clock, rule Cell
		if i.If != nil {
			on = Day(*i.If)
		}
		if i.Lawful != nil {
			lawful, clock = Day(i.Lawful.Day), Text(i.Lawful.Clock)
		}
		if i.Rule != nil {
			rule = Text(i.Rule.ID)
		}
		out.Row(Day(i.Due), Text(i.Entry.ID), Text(i.Kind.Spanish()), Text(i.Entry.Label), Text(i.Title), Text(i.Why), Text(i.Word), Bool(i.Late), on, lawful, clock, rule)
	}
	return out.Flush()
}
