package json

import (
	"io"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/diag"
	"patci/pkg/due"
)

type nextDoc struct {
	Version int           `json:"version"`
	AsOf    string        `json:"as_of"`
	From    string        `json:"from"`
	To      string        `json:"to"`
	Entries []nextEntry   `json:"entries"`
	Past    int           `json:"past"`
	Unruled []nextUnruled `json:"unruled"`
}

type nextEntry struct {
	calendarEntry
	Program    string       `json:"program"`
	Event      due.Event    `json:"event"`
	Due        string       `json:"due"`
	Late       bool         `json:"late"`
	Why        string       `json:"why"`
	IfDay      *string      `json:"if_day"`
	LawfulDay  *string      `json:"lawful_day"`
	LawfulTime *string      `json:"lawful_time"`
	Rule       *string      `json:"rule"`
	Basis      []diag.Basis `json:"basis"`
}

type nextUnruled struct {
	Body string `json:"body"`
	Kind string `json:"kind"`
}

// Next writes what falls due (schema/next.schema.json): the entries of a
// calendar, each with its day and why.
func Next(w io.Writer, l *due.List) error {
	doc := nextDoc{Version: 1, AsOf: l.AsOf.String(), From: l.AsOf.String(), To: l.Query.Last.String(),
		Entries: []nextEntry{}, Past: l.Past, Unruled: []nextUnruled{}}
	for _, i := range l.Items {
		doc.Entries = append(doc.Entries, encodeDue(i))
	}
	for _, u := range l.Unruled {
		doc.Unruled = append(doc.Unruled, nextUnruled{u.Body.ID.Value, u.Kind})
	}
	return write(w, doc)
}

func encodeDue(i due.Item) nextEntry {
	out := nextEntry{calendarEntry: encodeEntry(&calendar.Calendar{Program: i.Program}, i.Entry),
		Program: i.Program.Key(), Event: i.Event, Due: i.Due.String(), Late: i.Late, Why: i.Why, Basis: []diag.Basis{}}
	out.Kind, out.Title, out.State = agenda.Kind(i.Kind), i.Title, i.State
	if i.If != nil {
		out.IfDay = iso(*i.If)
	}
	if i.Lawful != nil {
		out.LawfulDay, out.LawfulTime = iso(i.Lawful.Day), optional(i.Lawful.Clock)
	}
	if i.Rule != nil {
		out.Rule, out.Basis = &i.Rule.ID, orEmpty(i.Rule.Basis)
	}
	return out
}
