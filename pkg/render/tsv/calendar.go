// Package tsv writes tables for other programs to cut: a line an entry, its
// fields between tabs, no header, nothing shortened.
package tsv

import (
	"bufio"
	"io"
	"strings"
	"unicode"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
)

// CalendarColumns are the fields of a line of [Calendar], in their order.
var CalendarColumns = []string{"earliest", "latest", "id", "kind", "body", "title", "date_text", "state"}

// Calendar writes a line for each entry: its earliest and latest day
// (YYYY-MM-DD, empty where no day is known), its id, its kind, its body (of a
// session), its title, its date as written and its state. The words are those
// of the JSON document, and so is the order.
func Calendar(w io.Writer, c *calendar.Calendar) error {
	out := bufio.NewWriter(w) // keeps the first error of w
	for _, e := range c.Entries() {
		earliest, latest, body := "", "", ""
		if !c.NoDate(e) {
			earliest, latest = e.Days.First().String(), e.Days.Last().String()
		}
		if e.Kind == agenda.SessionKind {
			body = e.Owner
		}
		line(out, earliest, latest, e.ID, string(e.Kind), body, e.Title, e.Text, string(e.State))
	}
	return out.Flush()
}

func line(out *bufio.Writer, fields ...string) {
	for i, f := range fields {
		if i > 0 {
			out.WriteByte('\t')
		}
		out.WriteString(strings.Map(flat, f))
	}
	out.WriteByte('\n')
}

// flat makes a space of tabs, line ends and whatever else a terminal obeys.
func flat(r rune) rune {
	if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
		return ' '
	}
	return r
}
