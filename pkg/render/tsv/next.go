package tsv

import (
	"bufio"
	"io"

	"patci/pkg/due"
)

// NextColumns are the fields of a line of [Next], in their order.
var NextColumns = []string{"due", "id", "kind", "event", "body", "title", "state", "why", "if_day", "rule"}

// Next writes a line for each thing that falls due: its day (YYYY-MM-DD), its
// id, its kind, what happens that day, its body (of a session and of what must
// be sent before it), its title, its state, why it falls due that day, the day
// that the session must have for that, and the rule that asks for it. The words
// are those of the JSON document.
func Next(w io.Writer, l *due.List) error {
	out := bufio.NewWriter(w) // keeps the first error of w
	for _, i := range l.Items {
		body, on, rule := "", "", ""
		if i.Entry.Session != nil {
			body = i.Entry.Owner
		}
		if i.If != nil {
			on = i.If.String()
		}
		if i.Rule != nil {
			rule = i.Rule.ID
		}
		line(out, i.Due.String(), i.Entry.ID, string(i.Kind), string(i.Event), body, i.Title, i.State, i.Why, on, rule)
	}
	return out.Flush()
}
