package plan_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/program"
	"patci/pkg/when"
)

// The programme of 2022 is a transcription. These tests derive the tables and
// paragraphs of the official text again, compare them with the extract that a
// person has read against it, and tie the extract to the programme: what the
// text has the programme prints, and what the programme prints the text has.

const (
	sourceText      = "../testdata/source/programa-anual-2022.txt"
	sourceTables    = "../testdata/source/tables.tsv"
	sourceParagraph = "../testdata/source/paragraphs.txt"
)

// tableKeys are the tables of the text in its order; the text does not name them.
var tableKeys = []string{
	"sesiones/pleno", "sesiones/subcomision", "sesiones/seleccion", "sesiones/capacitacion",
	"sesiones/sistema-informacion", "sesiones/trabajo-forzoso", "sesiones/campanas",
	"reuniones", "convenios", "convenios-previstos",
	"objetivo-1", "objetivo-2/CIES", "objetivo-3/A", "objetivo-3/B",
	"objetivo-4/A", "objetivo-4/B", "objetivo-5/A", "objetivo-5/B",
}

// block is a paragraph, or the place of a table with its header row.
type block struct {
	text   string
	table  string
	header []string
}

func (b block) String() string {
	if b.table != "" {
		return "table " + b.table
	}
	return b.text
}

// text is the official text taken apart.
type text struct {
	blocks []block
	rows   map[string][][]string
	order  []string // keys of rows
}

var (
	memberLine = regexp.MustCompile(`^(\d+)\. (.*)$`)
	noteLine   = regexp.MustCompile(`^([¹²³⁴⁵⁶]) ?(.*)$`)
	spaces     = regexp.MustCompile(`\s+`)
)

func squeeze(s string) string { return strings.TrimSpace(spaces.ReplaceAllString(s, " ")) }

// takeApart applies the rules of testdata/source/README.md.
func takeApart(t *testing.T) text {
	t.Helper()
	x := text{rows: map[string][][]string{}}
	add := func(key string, row []string) {
		if _, ok := x.rows[key]; !ok {
			x.order = append(x.order, key)
		}
		x.rows[key] = append(x.rows[key], row)
	}
	paragraph := func(s string) { x.blocks = append(x.blocks, block{text: s}) }
	list := func(key string, row []string) {
		if len(x.rows[key]) == 0 {
			x.blocks = append(x.blocks, block{table: key})
		}
		add(key, row)
	}
	var notes [][]string
	tables, inTable, bold := 0, false, ""
	for _, line := range strings.Split(read(t, sourceText), "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			continue
		case strings.Contains(line, "\t"):
			cells := strings.Split(line, "\t")
			for i, c := range cells {
				cells[i] = squeeze(c)
			}
			switch {
			case cells[0] == "--":
			case !inTable || cells[0] == "No.":
				if tables == len(tableKeys) {
					t.Fatalf("a table more than tableKeys has: %q", cells)
				}
				b := block{table: tableKeys[tables], header: cells}
				if slices.Contains(cells, "") {
					paragraph(cells[0])
					b.header = nil
				}
				x.blocks = append(x.blocks, b)
				tables++
			case slices.Contains(cells, ""):
				rows := x.rows[tableKeys[tables-1]]
				last := rows[len(rows)-1]
				for i, c := range cells {
					last[i] = squeeze(last[i] + " " + c)
				}
			default:
				add(tableKeys[tables-1], cells)
			}
			inTable = true
			continue
		}
		inTable = false
		line = squeeze(line)
		if bold != "" || strings.HasPrefix(line, "**") {
			bold = squeeze(bold + " " + line)
			if strings.HasSuffix(line, "**") {
				paragraph(strings.Trim(bold, "*"))
				bold = ""
			}
			continue
		}
		if m := memberLine.FindStringSubmatch(line); m != nil {
			list("integrantes", m[1:])
		} else if m := noteLine.FindStringSubmatch(line); m != nil {
			notes = append(notes, m[1:])
		} else if group, ok := strings.CutPrefix(line, "- Grupo"); ok {
			list("grupos", []string{"Grupo" + group})
		} else if first := []rune(line)[0]; unicode.IsLower(first) {
			x.blocks[len(x.blocks)-1].text += " " + line
		} else {
			paragraph(strings.ReplaceAll(strings.TrimPrefix(line, "- "), "**", ""))
		}
	}
	if tables != len(tableKeys) || bold != "" {
		t.Fatalf("found %d tables of %d, open heading %q", tables, len(tableKeys), bold)
	}
	for _, n := range notes {
		add("notas", n)
	}
	return x
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func lines(t *testing.T, name string) []string {
	return strings.Split(strings.TrimSuffix(read(t, name), "\n"), "\n")
}

// same compares two lists line by line and tells the first difference.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "(nothing)", "(nothing)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%s, line %d:\n got %s\nwant %s", what, i+1, g, w)
			return
		}
	}
}

func TestExtractOfSource(t *testing.T) {
	x := takeApart(t)
	var rows, paragraphs []string
	for _, key := range x.order {
		for _, r := range x.rows[key] {
			rows = append(rows, key+"\t"+strings.Join(r, "\t"))
		}
	}
	for _, b := range x.blocks {
		if b.table == "" {
			paragraphs = append(paragraphs, b.text)
		}
	}
	same(t, "tables.tsv", lines(t, sourceTables), rows)
	same(t, "paragraphs.txt", lines(t, sourceParagraph), paragraphs)
	if len(rows) != 103 || len(paragraphs) != 64 {
		t.Errorf("derived %d rows and %d paragraphs, want 103 and 64", len(rows), len(paragraphs))
	}
}

// fenceKey is the key of the table of the text that a fenced block stands for.
func fenceKey(kind, of string) string {
	switch kind + " " + of {
	case "members ":
		return "integrantes"
	case "groups ":
		return "grupos"
	case "meetings ":
		return "reuniones"
	case "agreements signed":
		return "convenios"
	case "agreements planned":
		return "convenios-previstos"
	}
	if kind == "sessions" {
		return "sesiones/" + of
	}
	return of
}

// column is a key of an entity and the header over it.
type column struct{ key, header string }

// document reads document.md as blocks, with the columns of its tables. Of the
// fenced blocks those that print data count; the cover, the captions and the
// signature are paragraphs of the text.
func document(t *testing.T) ([]block, map[string][]column) {
	t.Helper()
	var blocks []block
	paragraph := func(s string) { blocks = append(blocks, block{text: s}) }
	columns := map[string][]column{}
	var fence map[string]string
	for _, line := range lines(t, "2022/document.md") {
		switch {
		case line == "```patci":
			fence = map[string]string{}
		case line == "```" && fence["cover"] != "":
			p := plan2022(t)
			paragraph(p.Body("pleno").Name.Value)
			paragraph(p.Common.AsWritten["title"].Value)
			fence = nil
		case line == "```" && fence["signature"] != "":
			paragraph(fence["signature"])
			for _, a := range plan2022(t).Actors {
				if a.ID.Value == fence["by"] {
					paragraph(a.Name.Value)
				}
			}
			fence = nil
		case line == "```":
			if fence["table"]+fence["list"] != "" {
				if fence["caption"] != "" {
					paragraph(fence["caption"])
				}
				key := fenceKey(fence["table"]+fence["list"], fence["of"])
				b := block{table: key}
				for _, c := range columns[key] {
					b.header = append(b.header, c.header)
				}
				blocks = append(blocks, b)
			}
			fence = nil
		case fence != nil:
			name, value, ok := strings.Cut(line, ": ")
			if !ok && !strings.HasPrefix(line, "errata:") {
				t.Fatalf("document.md: %q is not a key and a value", line)
			}
			fence[name] = value
			if name == "columns" {
				key := fenceKey(fence["table"], fence["of"])
				for _, pair := range strings.Split(strings.Trim(value, "{}[]"), ", ") {
					k, header, _ := strings.Cut(pair, ": ")
					columns[key] = append(columns[key], column{k, header})
				}
			}
		case line != "":
			line = strings.TrimSpace(strings.TrimLeft(line, "#"))
			paragraph(strings.ReplaceAll(strings.TrimPrefix(line, "- "), "**", ""))
		}
	}
	return blocks, columns
}

func TestDocument2022(t *testing.T) {
	want := takeApart(t).blocks
	got, _ := document(t)
	show := func(bs []block) (out []string) {
		for _, b := range bs {
			out = append(out, b.String())
		}
		return out
	}
	same(t, "document.md", show(got), show(want))
	for i := range min(len(got), len(want)) {
		// Tables of sessions have a caption in the text, and no header.
		if want[i].header != nil && !slices.Equal(got[i].header, want[i].header) {
			t.Errorf("header of %s: got %q, want %q", got[i].table, got[i].header, want[i].header)
		}
	}
}

// printed is what a document prints of an entity, by key.
type printed map[string]string

func (p printed) as(c program.Common) printed {
	for key, t := range c.AsWritten {
		p[key] = t.Value
	}
	return p
}

// names writes out references to actors and bodies.
func names(p *program.Program, refs []program.Text) string {
	var out []string
	for _, r := range refs {
		name := r.Value
		if b := p.Body(r.Value); b != nil {
			name = b.Name.Value
		}
		for _, a := range p.Actors {
			if a.ID.Value == r.Value {
				name = a.Name.Value
			}
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

func number(i program.Int) string {
	if !i.Set() {
		return ""
	}
	return fmt.Sprint(i.Value)
}

func activity(p *program.Program, a *program.Activity) printed {
	return printed{
		"number": number(a.Number), "title": a.Title.Value, "responsible": names(p, a.Responsible),
		"parties": names(p, a.Parties), "date": a.Date.Text, "mode": a.Mode.Value,
	}.as(a.Common)
}

// rows writes the programme as the tables of the text, with the ids of the
// entities that it wrote.
func rows(t *testing.T, p *program.Program, columns map[string][]column) (tables map[string][][]string, ids map[string]bool) {
	tables, ids = map[string][][]string{}, map[string]bool{}
	add := func(key string, e printed) {
		var row []string
		for _, c := range columns[key] {
			row = append(row, e[c.key])
		}
		tables[key] = append(tables[key], row)
	}
	marks := []rune("¹²³⁴⁵⁶")
	mark := func(footnote program.Text) string {
		if !footnote.Set() {
			return ""
		}
		m := string(marks[len(tables["notas"])])
		tables["notas"] = append(tables["notas"], []string{m, footnote.Value})
		return m
	}
	actors := map[string]*program.Actor{}
	for _, a := range p.Actors {
		actors[a.ID.Value] = a
	}

	for i, m := range p.Members {
		a := actors[m.Actor.Value]
		if a == nil {
			t.Fatalf("member %d has no actor", m.Number.Value)
		}
		end := ";"
		switch i {
		case len(p.Members) - 2:
			end = "; e"
		case len(p.Members) - 1:
			end = "."
		}
		tables["integrantes"] = append(tables["integrantes"], []string{number(m.Number), a.Name.Value + mark(a.Footnote) + end})
		ids[a.ID.Value] = true
	}
	for _, b := range p.Bodies {
		if b.Kind.Value == "group" {
			tables["grupos"] = append(tables["grupos"], []string{b.Name.Value + "."})
			ids[b.ID.Value] = true
		}
	}
	for _, s := range p.Sessions {
		add("sesiones/"+s.Body, printed{"title": when.OrdinalTitle(s.Number.Value, true) + " Sesión Ordinaria", "date": s.Date.Text}.as(s.Common))
		ids[s.ID()] = true
	}
	for _, m := range p.Meetings {
		e := printed{"title": m.Title.Value, "place": m.Place.Value, "participants": names(p, m.Participants)}
		if len(m.Dates) == 1 {
			e["date"] = m.Dates[0].Text
		} else {
			e["date"] = fmt.Sprintf("%d reuniones al año:", len(m.Dates))
			for i, d := range m.Dates {
				e["date"] += fmt.Sprintf(" %d) %s", i+1, d.Text)
			}
			if w := m.AsWritten["dates"].Value; w != e["date"] {
				t.Errorf("%s: as_written has %q, the dates make %q", m.ID.Value, w, e["date"])
			}
		}
		if n := mark(m.Footnote); n != "" {
			e["place"] += " " + n
		}
		add("reuniones", e.as(m.Common))
		ids[m.ID.Value] = true
	}
	for _, a := range p.Agreements {
		e := printed{
			"number": number(a.Number), "instrument": a.Instrument.Value, "parties": names(p, a.Parties), "object": a.Object.Value,
			"resources": a.Resources.Value, "validity": a.Validity.Value, "date": a.Date.Text,
		}
		key := "convenios-previstos"
		if !a.Planned() {
			key = "convenios"
			e["signed"] = a.Signed.Day.Spanish()
			if w := a.AsWritten["signed"]; w.Set() {
				d, _ := when.Parse(w.Value, when.Context{Anywhere: true})
				if d.Kind != when.OneDay || d.Days.First() != a.Signed.Day {
					t.Errorf("%s: signed %s is not %q", a.ID(), a.Signed.Day, w.Value)
				}
			}
		}
		add(key, e.as(a.Common))
		ids[a.ID()] = true
	}
	for _, o := range p.Objectives {
		for _, s := range o.Sections {
			key := o.ID()
			if s.ID.Set() {
				key += "/" + s.ID.Value
			}
			for _, a := range s.Activities {
				add(key, activity(p, a))
				ids[a.ID()] = true
			}
		}
	}
	return tables, ids
}

// plan2022 loads the programme, which must have no fault.
func plan2022(t *testing.T) *program.Program {
	t.Helper()
	p, findings, err := load.Folder(os.DirFS("."), "2022", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Severity == diag.Error {
			t.Errorf("%s: %s", f.Place, f.Message)
		}
	}
	return p
}

func TestTables2022(t *testing.T) {
	p := plan2022(t)
	_, columns := document(t)
	got, _ := rows(t, p, columns)
	want := map[string][]string{}
	for _, line := range lines(t, sourceTables) {
		key, row, _ := strings.Cut(line, "\t")
		want[key] = append(want[key], row)
	}
	for key, rows := range want {
		var lines []string
		for _, r := range got[key] {
			lines = append(lines, strings.Join(r, "\t"))
		}
		same(t, key, lines, rows)
	}
	for key := range got {
		if want[key] == nil {
			t.Errorf("the programme has a table %s and the text has not", key)
		}
	}
	if n := len(p.Sessions); n != 37 {
		t.Errorf("%d sessions, want 37", n)
	}
}

// TestParticipants2022 takes the participants out of their paragraph: nothing
// but the words that join them may remain.
func TestParticipants2022(t *testing.T) {
	p := plan2022(t)
	var rest string
	for _, line := range lines(t, sourceParagraph) {
		if strings.HasPrefix(line, "Asimismo, la Ley General contempla la participación de ") {
			rest = strings.TrimPrefix(line, "Asimismo, la Ley General contempla la participación de ")
		}
	}
	for _, s := range p.Others {
		phrase := s.AsWritten["actor"].Value
		seats := 1
		switch {
		case strings.HasPrefix(phrase, "tres "):
			seats = 3
		case strings.HasPrefix(phrase, "representantes de cada una"):
			seats = 0 // the text has no number
		}
		if s.Seats.Value != seats {
			t.Errorf("%s: %d seats, and the text says %q", s.ID.Value, s.Seats.Value, phrase)
		}
		if s.Voice.Set() || s.Vote.Set() {
			t.Errorf("%s: the text says nothing of voice or vote", s.ID.Value)
		}
		// The two Chambers share their phrase.
		if !strings.Contains(rest, phrase) && !strings.HasSuffix(phrase, "las Cámaras del Congreso de la Unión") {
			t.Errorf("%s: %q is not in what is left of the paragraph: %q", s.ID.Value, phrase, rest)
		}
		rest = strings.Replace(rest, phrase, "", 1)
	}
	const joins = ", del , de , , , , , , , así como de y ."
	if squeeze(rest) != joins {
		t.Errorf("left of the paragraph: %q, want %q", squeeze(rest), joins)
	}
}

// TestEntities2022 asks that the text names every entity, and says nothing
// that the programme adds to what the text has.
func TestEntities2022(t *testing.T) {
	p := plan2022(t)
	_, columns := document(t)
	_, tied := rows(t, p, columns)

	x := takeApart(t)
	var all strings.Builder
	paragraphs := map[string]bool{}
	for _, b := range x.blocks {
		paragraphs[b.text] = true
		all.WriteString(b.text + "\n")
	}
	for _, rows := range x.rows {
		for _, r := range rows {
			all.WriteString(strings.Join(r, "\n") + "\n")
		}
	}
	said := func(s string) bool { return strings.Contains(strings.ToLower(all.String()), strings.ToLower(s)) }

	for _, b := range p.Bodies {
		tied[b.ID.Value] = tied[b.ID.Value] || paragraphs[b.Name.Value] || paragraphs["Sesiones Ordinarias "+b.Name.Value]
		if b.Coordinator.Set() || b.Purpose.Set() {
			t.Errorf("%s: the text gives no coordinator and no purpose", b.ID.Value)
		}
		first := 0
		for _, s := range p.Sessions {
			if s.Body == b.ID.Value && (first == 0 || s.Number.Value < first) {
				first = s.Number.Value
			}
		}
		if previous := b.Previous; first == 1 && previous != nil || first > 1 && (previous == nil || previous.Number.Value != first-1 || previous.Date.Set()) {
			t.Errorf("%s: its first session is the %d; the previous one does not fit, or has a day", b.ID.Value, first)
		}
	}
	for _, a := range p.Actors {
		if said(a.Name.Value) {
			tied[a.ID.Value] = true
		}
		if a.NameInLaw.Set() && !strings.Contains(a.Footnote.Value, a.NameInLaw.Value) {
			t.Errorf("%s: its footnote does not say %q", a.ID.Value, a.NameInLaw.Value)
		}
		if a.Short.Set() && !said(a.Short.Value) {
			t.Errorf("%s: the text does not say %q", a.ID.Value, a.Short.Value)
		}
	}
	for _, s := range p.Others { // the text does not name the two Chambers
		tied[s.Actor.Value] = tied[s.Actor.Value] || said(s.AsWritten["actor"].Value)
	}
	for _, o := range p.Objectives {
		tied[o.ID()] = paragraphs[fmt.Sprintf("Objetivo prioritario %d.- %s", o.Number.Value, o.Title.Value)]
		for _, s := range o.Sections {
			if s.ID.Set() {
				tied[o.ID()+"/"+s.ID.Value] = paragraphs[s.ID.Value+". "+s.Title.Value] || paragraphs[s.Title.Value]
			}
		}
	}
	for _, o := range p.Observances {
		tied[o.ID.Value] = said(o.Title.Value) && said("designar el "+o.Date.Text+" "+o.Title.Value) && said(o.Basis.Value)
		for _, a := range o.Activities {
			tied[a.ID()] = said(a.Title.Value) && said(a.Product.Value) && (!a.Target.Set() || said(fmt.Sprintf("%d mesas de trabajo", a.Target.Value)))
		}
	}
	for _, e := range p.Entities() {
		if !tied[e.ID] {
			t.Errorf("the text does not have %s: %q", e.ID, e.Title)
		}
		for key, w := range e.Common.AsWritten {
			if !said(w.Value) {
				t.Errorf("%s: the text does not say its as_written.%s, %q", e.ID, key, w.Value)
			}
		}
		for _, alias := range e.Common.Aliases {
			if !said(alias.Value) {
				t.Errorf("%s: the text does not say its alias %q", e.ID, alias.Value)
			}
		}
	}
	if w := p.Common.AsWritten["title"].Value; !paragraphs[w] || !said(p.Title.Value) || !p.Draft() {
		t.Errorf("the cover says %q, and that it is a draft", w)
	}

	// A programme promises; what came of it the text cannot know.
	for _, s := range p.Sessions {
		if s.KindOf() != program.Ordinary || s.Day.Set() || s.Notice.Set() || s.Papers.Set() || s.Held.Set() ||
			s.Attendance != nil || s.Minutes != nil || s.Rescheduled != nil || s.NotHeld != nil || s.Cancelled != nil {
			t.Errorf("%s carries more than its number and date", s.ID())
		}
	}
	for _, o := range p.Objectives {
		for _, a := range o.Activities() {
			if a.Done.Set() || a.Progress != nil || a.Evidence != nil {
				t.Errorf("%s carries progress", a.ID())
			}
			// The only number to reach is the six periods that «bimestral» makes of a year.
			target := 0
			if a.Date.Text == "bimestral" {
				target = 6
			}
			if a.Target.Value != target || a.Weight.Set() || a.After.Set() {
				t.Errorf("%s: target %d, want %d, and no weight or order", a.ID(), a.Target.Value, target)
			}
		}
	}
	if p.Approved != nil || p.Appointed != nil || p.Resolutions != nil || p.NonWorking != nil || p.Waivers != nil {
		t.Error("the programme carries approval, appointments, resolutions, non-working days or waivers")
	}
}
