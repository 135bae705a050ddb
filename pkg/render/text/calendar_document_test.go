package text_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/document"
	"patci/pkg/load"
	"patci/pkg/render/markdown"
	"patci/pkg/render/text"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// TestCalendarDocument finds every entry of the calendar in one row, with its
// title and its state, and Markdown has as many rows.
func TestCalendarDocument(t *testing.T) {
	long := strings.Repeat("áé ", 170)
	p, _ := load.Files("2022", []*source.File{source.New("2022.yaml", []byte(`
program: {year: 2022, title: "Programa | *de* prueba"}
bodies: [{id: pleno, kind: plenary, name: "Pleno | <b>"}]
sessions:
  pleno:
    - {number: 1, title: "a | b, \"c\"; d\ne", date: "10 de marzo, 11:00 horas", place: "Salón | 2"}
    - {number: 2, title: "[x](javascript:alert(1)) </script> *=SUM(A1)* `+"`y`"+`", date: del 22 al 26 de agosto}
    - {number: 3, title: "👩‍👩‍👧 مرحبا \u202eal revés", date: Abril/Mayo}
    - {number: 4, title: "`+long+`", date: Por definir}
    - {number: 5, date: Junio, cancelled: {on: 2022-03-01, reason: agenda}}
objectives: [{number: 1, title: Uno, activities: [{number: 1, title: "1. Informe", date: bimestral}]}]
`))})
	asOf := when.NewDay(2022, 4, 1)
	a := agenda.Build(p, &asOf, workday.New(workday.Official))
	first, last := when.NewDay(2022, 3, 1), when.NewDay(2022, 3, 31)
	for _, q := range []calendar.Query{{}, {From: &first, To: &last}} {
		c := calendar.Make(a, q)
		d := text.CalendarDocument(c)
		var rows []string
		heads := 0
		for _, b := range d.Blocks {
			if table, ok := b.(document.Table); ok {
				for _, r := range table.Rows {
					if len(r) != len(table.Columns) {
						t.Errorf("%d cells in %d columns", len(r), len(table.Columns))
					}
					var cells []string
					for _, cell := range r {
						cells = append(cells, document.String(cell))
					}
					rows = append(rows, strings.Join(cells, "¦"))
				}
				heads += 2 // its titles and the line below
			}
		}
		entries := c.Entries()
		if len(rows) != len(entries) {
			t.Errorf("%d rows of %d entries", len(rows), len(entries))
		}
		for _, e := range entries {
			word := e.Word()
			if e.State == agenda.Overdue {
				word = agenda.Unrecorded.Spanish()
			}
			at := slices.IndexFunc(rows, func(r string) bool {
				return strings.Contains(r, strings.Join(strings.Fields(e.Title), " ")) && strings.HasSuffix(r, "¦"+word)
			})
			if at < 0 {
				t.Errorf("%s, %s, is in no row", e.ID, word)
				continue
			}
			rows = slices.Delete(rows, at, at+1)
		}
		if len(rows) > 0 || len(entries) == 0 {
			t.Errorf("rows of nothing: %q", rows)
		}
		var b bytes.Buffer
		if err := markdown.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		lines := 0
		for l := range strings.Lines(b.String()) {
			if strings.HasPrefix(l, "|") {
				lines++
			}
		}
		if lines != len(entries)+heads || strings.Contains(b.String(), " <b>") || strings.Contains(b.String(), " [x](") {
			t.Errorf("%d lines for %d entries\n%s", lines, len(entries), b.String())
		}
	}
}
