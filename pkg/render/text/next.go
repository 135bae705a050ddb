package text

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/calendar"
	"patci/pkg/document"
	"patci/pkg/due"
	"patci/pkg/program"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// The columns of what falls due.
const (
	nextDay = iota
	nextLabel
	nextTitle
	nextWhy
)

const nextNothing = "No vence nada en esos días."

// Next writes what falls due to be read: what was to be sent and is late, what
// falls today, in a week and later, each with its day and why; then how many
// things there are, and the law of each rule that asks for one.
func Next(w io.Writer, l *due.List, s term.Style) error {
	out := bufio.NewWriter(w) // keeps the first error of w
	put := func(lines []string) {
		for _, line := range lines {
			fmt.Fprintln(out, line)
		}
	}
	put(s.Flow(0, 0, nextHead(l)...))
	if len(l.Items) == 0 {
		fmt.Fprintln(out)
		put(s.Flow(1, 1, term.Piece{Text: nextNothing}))
	} else if err := nextTable(out, l, s); err != nil {
		return err
	}
	notes := nextNotes(l)
	if len(l.Items) > 0 {
		notes = append([]string{nextCounts(l)}, notes...)
	}
	if len(notes) > 0 {
		fmt.Fprintln(out)
	}
	for _, n := range notes {
		put(s.Flow(1, 3, term.Piece{Text: term.Visible(n)}))
	}
	for _, r := range nextRules(l) {
		put(s.Flow(1, 3, term.Piece{Text: term.Visible("[" + r.ID + "] "), Tone: term.Faint}, term.Piece{Text: term.Visible(Law(r.Basis))}))
	}
	return out.Flush()
}

// nextHead is «del 30 de junio al 30 de julio de 2022 · Programa Anual de
// Trabajo 2022 (proyecto) · con corte al 30 de junio de 2022».
func nextHead(l *due.List) []term.Piece {
	title := l.Program.Name()
	if l.Program.Draft() {
		title += " (proyecto)"
	}
	parts := []string{title}
	for _, id := range l.Query.Bodies {
		label := id
		if b := l.Program.Body(id); b != nil {
			label = b.Label()
		}
		parts = append(parts, label)
	}
	for _, k := range l.Query.Kinds {
		parts = append(parts, plural(k))
	}
	parts = append(parts, "con corte al "+l.AsOf.Spanish())
	pieces := []term.Piece{{Text: "Lo que vence " + calendar.InRange(when.Range{First: l.AsOf, Last: l.Query.Last}), Tone: term.Strong}}
	for _, p := range parts {
		pieces = append(pieces, term.Piece{Text: " · " + term.Visible(oneLine(p))})
	}
	return pieces
}

// plural names several of a kind.
func plural(k due.Kind) string {
	switch k {
	case due.Session, due.Meeting, due.Observance:
		return strings.TrimSuffix(k.Spanish(), "ón") + "ones"
	case due.Activity:
		return "actividades"
	}
	return k.Spanish() + "s"
}

// nextGroup is items under a heading.
type nextGroup struct {
	title string
	tone  term.Tone
	items []due.Item
}

func nextGroups(l *due.List) []nextGroup {
	groups := []nextGroup{{"Vencido", term.Bad, nil}, {"Hoy", term.Warn, nil}, {"En siete días", term.Plain, nil}, {"Después", term.Plain, nil}}
	for _, i := range l.Items {
		n := 3
		switch {
		case i.Late:
			n = 0
		case i.Due == l.AsOf:
			n = 1
		case i.Due <= l.AsOf+7:
			n = 2
		}
		groups[n].items = append(groups[n].items, i)
	}
	var out []nextGroup
	for _, g := range groups {
		if g.items != nil {
			out = append(out, g)
		}
	}
	return out
}

// nextTable writes the groups as one table, so that what stands in a column
// does so in every group: a group begins with a row that has nothing in it,
// whose line gives way to the heading. Where there is no room for columns, each
// group is a table of its own.
func nextTable(w io.Writer, l *due.List, s term.Style) error {
	if s.Width == 0 || s.Width > maxWidth {
		s.Width = maxWidth
	}
	groups := nextGroups(l)
	var rows [][]string
	var tones []term.Tone
	var each []table.Table
	dayWidth := 0
	for _, g := range groups {
		rows, tones = append(rows, []string{}), append(tones, term.Plain)
		from := len(rows)
		for _, i := range g.items {
			day := nextDate(l, i.Due)
			dayWidth = max(dayWidth, term.Width(day))
			rows = append(rows, []string{day, oneLine(i.Entry.Label), nextName(i), nextWhyOf(i)})
			tones = append(tones, g.tone)
		}
		each = append(each, table.Table{Rows: rows[from:]})
	}
	columns := func(from int) []table.Column {
		return []table.Column{
			nextDay:   {Tone: func(row int) term.Tone { return tones[from+row] }},
			nextLabel: {Shrink: true, Min: longestWord(rows, nextLabel, 12)},
			nextTitle: {Shrink: true, Min: max(12, min(24, (s.Width-dayWidth-22)/2))},
			nextWhy:   {Shrink: true, Min: max(16, min(30, (s.Width-dayWidth-22)/2))},
		}
	}
	var b bytes.Buffer
	if err := (table.Table{Indent: 1, Columns: columns(0), Rows: rows}).Write(&b, s); err != nil {
		return err
	}
	heading := func(g nextGroup) error {
		for _, line := range append([]string{""}, s.Flow(1, 1, term.Piece{Text: g.title, Tone: term.Strong | g.tone})...) {
			if _, err := io.WriteString(w, line+"\n"); err != nil {
				return err
			}
		}
		return nil
	}
	if strings.Count("\n"+b.String(), "\n\n") != len(groups) { // no room for columns
		from := 0
		for n, t := range each {
			t.Indent, t.Columns = 1, columns(from+1)
			from += 1 + len(groups[n].items)
			if err := heading(groups[n]); err != nil {
				return err
			}
			if err := t.Write(w, s); err != nil {
				return err
			}
		}
		return nil
	}
	next := 0
	for line := range strings.Lines(b.String()) {
		if line == "\n" {
			if err := heading(groups[next]); err != nil {
				return err
			}
			next++
			continue
		}
		if _, err := io.WriteString(w, line); err != nil {
			return err
		}
	}
	return nil
}

// nextWhyOf is why an item falls due, with the rule that asks for it.
func nextWhyOf(i due.Item) string {
	if i.Rule != nil {
		return i.Why + " [" + i.Rule.ID + "]"
	}
	return i.Why
}

// nextName is what an item is called in a list.
func nextName(i due.Item) string {
	if i.Event == due.Send {
		return oneLine(i.Title)
	}
	return calendarTitle(i.Entry)
}

// nextDate is «vie  1 jul», with its year where it is not that of the day asked.
func nextDate(l *due.List, d when.Day) string {
	_, m, n := d.Date()
	text := when.WeekdayShort(d.Weekday()) + " " + term.Pad(strconv.Itoa(n), 2, true) + " " + when.MonthShort(m)
	if d.Year() != l.AsOf.Year() {
		text += " " + strconv.Itoa(d.Year())
	}
	return text
}

// nextCounts is «2 convocatorias · 3 sesiones · 1 acuerdo».
func nextCounts(l *due.List) string {
	n := map[due.Kind]int{}
	for _, i := range l.Items {
		n[i.Kind]++
	}
	var parts []string
	for _, k := range due.Kinds() {
		if n[k] > 0 {
			parts = append(parts, rule.Count(n[k], k.Spanish(), plural(k)))
		}
	}
	return strings.Join(parts, " · ")
}

// nextRules are the rules that ask for something, in the order in which they
// first do, and that cite a law.
func nextRules(l *due.List) []*rule.Rule {
	var out []*rule.Rule
	for _, i := range l.Items {
		if i.Rule != nil && Law(i.Rule.Basis) != "" && !slices.Contains(out, i.Rule) {
			out = append(out, i.Rule)
		}
	}
	return out
}

// nextNotes says what the list does not: what is behind, and for which sessions
// nothing says by when they must be called.
func nextNotes(l *due.List) []string {
	var out []string
	if l.Past > 0 {
		out = append(out, fmt.Sprintf("%s sin registro o sin terminar: patci report", rule.Count(l.Past, "entrada anterior", "entradas anteriores")))
	}
	asked := l.Query.Kinds == nil
	for _, k := range l.Query.Kinds {
		asked = asked || k == due.Notice
	}
	switch {
	case !asked || len(l.Unruled) == 0:
	case l.NoRule:
		out = append(out, "Ninguna regla dice con qué anticipación se convoca a las sesiones: no se calcula ningún día de convocatoria")
	default:
		var of []string
		for _, u := range l.Unruled {
			of = append(of, program.KindPlural(u.Kind)+" "+u.Body.Of())
		}
		out = append(out, "Ninguna regla dice con qué anticipación se convoca a las "+rule.Join(of)+": no se calcula su día de convocatoria")
	}
	return out
}

// NextDocument composes what falls due as a document: a table for each stretch of
// days, then what is said below them on a terminal.
func NextDocument(l *due.List) *document.Document {
	d := &document.Document{Title: l.Program.Name()}
	if l.Program.Draft() {
		d.Status = "proyecto"
	}
	head := ""
	for _, p := range nextHead(l)[1:] {
		head += p.Text
	}
	var anchors document.Anchors
	heading := func(level int, text string) {
		d.Blocks = append(d.Blocks, document.Heading{Level: level, ID: anchors.ID(text), Text: document.Text(text)})
	}
	paragraph := func(style document.Style, text string) {
		d.Blocks = append(d.Blocks, document.Paragraph{Style: style, Text: document.Text(text)})
	}
	heading(1, nextHead(l)[0].Text)
	paragraph(document.Body, strings.TrimPrefix(head, " · "))
	for _, g := range nextGroups(l) {
		heading(2, g.title)
		t := document.Table{Label: g.title}
		for _, title := range []string{"Día", "De", "Qué", "Por qué"} {
			t.Columns = append(t.Columns, document.Column{Title: document.Text(title)})
		}
		for _, i := range g.items {
			t.Rows = append(t.Rows, []document.Cell{document.Text(nextDate(l, i.Due)), document.Text(oneLine(i.Entry.Label)), document.Text(nextName(i)), document.Text(nextWhyOf(i))})
		}
		d.Blocks = append(d.Blocks, t)
	}
	if len(l.Items) == 0 {
		paragraph(document.Body, nextNothing)
	} else {
		paragraph(document.Small, nextCounts(l))
	}
	for _, n := range nextNotes(l) {
		paragraph(document.Small, n)
	}
	for _, r := range nextRules(l) {
		paragraph(document.Small, "["+r.ID+"] "+Law(r.Basis))
	}
	return d
}
