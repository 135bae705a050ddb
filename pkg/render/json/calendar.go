package json

import (
	"io"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/program"
	"patci/pkg/when"
)

type calendarDoc struct {
	Version int             `json:"version"`
	AsOf    string          `json:"as_of"`
	From    *string         `json:"from"`
	To      *string         `json:"to"`
	Entries []calendarEntry `json:"entries"`
}

type calendarEntry struct {
	ID         string      `json:"id"`
	Kind       agenda.Kind `json:"kind"`
	Body       *string     `json:"body"`
	Owner      string      `json:"owner"`
	Label      string      `json:"label"`
	Title      string      `json:"title"`
	Occurrence *int        `json:"occurrence"`
	DateText   string      `json:"date_text"`
	DateKind   string      `json:"date_kind"`
	EDTF       *string     `json:"edtf"`
	Earliest   *string     `json:"earliest"`
	Latest     *string     `json:"latest"`
	Undefined  bool        `json:"undefined"`
	Tentative  bool        `json:"tentative"`
	Time       *string     `json:"time"`
	Place      *string     `json:"place"`
	State      string      `json:"state"`
	Source     *place      `json:"source"`
}

type place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Calendar writes a calendar (schema/calendar.schema.json). date_text is what
// was promised; date_kind, edtf, earliest, latest and the marks are of the date
// that counts on the day asked.
func Calendar(w io.Writer, c *calendar.Calendar) error {
	doc := calendarDoc{Version: 1, AsOf: c.AsOf.String(), Entries: []calendarEntry{}}
	if c.Range != (when.Range{}) {
		doc.From, doc.To = iso(c.Range.First), iso(c.Range.Last)
	}
	for _, e := range c.Entries() {
		doc.Entries = append(doc.Entries, encodeEntry(c, e))
	}
	return write(w, doc)
}

func encodeEntry(c *calendar.Calendar, e calendar.Entry) calendarEntry {
	out := calendarEntry{ID: e.ID, Kind: e.Kind, Owner: e.Owner, Label: e.Label, Title: e.Title,
		DateText: e.Text, DateKind: e.Date.Kind.String(), EDTF: optional(e.Date.EDTF()),
		Undefined: e.Date.Undefined, Tentative: e.Date.Tentative,
		Time: optional(e.Time), Place: optional(e.Place), State: string(e.State), Source: sourceOf(e.At)}
	if e.Kind == agenda.SessionKind {
		out.Body = &e.Owner
	}
	if e.Occurrence > 0 {
		out.Occurrence = &e.Occurrence
	}
	if !c.NoDate(e) {
		out.Earliest, out.Latest = iso(e.Days.First()), iso(e.Days.Last())
	}
	return out
}

func iso(d when.Day) *string {
	s := d.String()
	return &s
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func sourceOf(t program.Text) *place {
	if t.At.File == nil {
		return nil
	}
	return &place{t.At.File.Name, t.At.Start.Line, t.At.Start.Column}
}
