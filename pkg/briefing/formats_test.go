package briefing_test

import (
	"archive/zip"
	"bytes"
	stdcsv "encoding/csv"
	stdjson "encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/briefing"
	"patci/pkg/check"
	"patci/pkg/load"
	"patci/pkg/render/csv"
	"patci/pkg/render/docx"
	rhtml "patci/pkg/render/html"
	"patci/pkg/render/json"
	"patci/pkg/render/markdown"
	"patci/pkg/render/term"
	"patci/pkg/render/text"
	"patci/pkg/when"
	"patci/plan"
)

// made is a briefing of the programme in a folder.
func made(t *testing.T, fsys fs.FS, asOf, session string) *briefing.Briefing {
	t.Helper()
	p, findings, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	day, _ := when.ParseISO(asOf)
	c := check.Run(check.Input{Program: p, Findings: findings, AsOf: &day})
	return briefing.Make(c, briefing.Options{Session: session})
}

func file(data string) fs.FS { return fstest.MapFS{"a.yaml": {Data: []byte(data)}} }

// rich is the programme of the script with every fact.
func rich(t *testing.T) fs.FS {
	t.Helper()
	script, err := os.ReadFile("../../testdata/script/report_rich.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, data, found := strings.Cut(string(script), "\n-- plan/2022/a.yaml --\n")
	if !found {
		t.Fatal("the script has no programme")
	}
	return file(data)
}

// page is a document as it is read: the cells of its tables, row by row, and
// each paragraph as a row of one.
type page [][]string

// plain is a text as it is compared: in lower case, with single spaces.
func plain(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// markup reads rows out of XML or HTML: of the elements named.
func markup(t *testing.T, r io.Reader, row, cell, paragraph []string, text, lineEnd string) page {
	t.Helper()
	d := xml.NewDecoder(r)
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var out page
	var cells []string
	var words strings.Builder
	in, skip, inRow, depth := text == "", 0, false, 0
	flush := func() {
		if s := plain(words.String()); s != "" && !inRow {
			out = append(out, []string{s})
			words.Reset()
		}
	}
	for {
		tok, err := d.Token()
		if err == io.EOF {
			flush()
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			switch n := tok.Name.Local; {
			case n == "style" || n == "script":
				skip++
			case slices.Contains(row, n):
				flush()
				inRow, cells = true, nil
				words.Reset()
			case slices.Contains(cell, n):
				words.Reset()
				depth++
			case n == lineEnd:
				words.WriteString(" ")
			case n == text:
				in = true
			case slices.Contains(paragraph, n) && !inRow:
				words.Reset()
			}
		case xml.EndElement:
			switch n := tok.Name.Local; {
			case n == "style" || n == "script":
				skip--
			case slices.Contains(row, n):
				out, inRow = append(out, cells), false
				words.Reset()
			case slices.Contains(cell, n):
				cells = append(cells, plain(words.String()))
				words.Reset()
			case n == text:
				in = false
			case slices.Contains(paragraph, n):
				if inRow {
					words.WriteString(" ")
				} else {
					flush()
				}
			}
		case xml.CharData:
			if in && skip == 0 {
				words.Write(tok)
			}
		}
	}
}

func readDocx(t *testing.T, data []byte) page {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return markup(t, f, []string{"tr"}, []string{"tc"}, []string{"p"}, "t", "br")
}

func readHTML(t *testing.T, data []byte) page {
	t.Helper()
	return markup(t, bytes.NewReader(data), []string{"tr"}, []string{"td", "th"}, []string{"p", "h1", "h2", "h3", "h4", "li"}, "", "br")
}

// unescape reads Markdown of one line, as this document has it.
func unescape(s string) string {
	const hidden = 0xe000 // what was escaped stands apart until the rest was read
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
			b.WriteRune(hidden + rune(s[i]))
			continue
		}
		b.WriteByte(s[i])
	}
	s = strings.NewReplacer("<br>", " ", "<!-- -->", "", "**", "").Replace(b.String())
	s = strings.Map(func(r rune) rune {
		if r >= hidden && r < hidden+128 {
			return r - hidden
		}
		return r
	}, html.UnescapeString(s))
	return plain(s)
}

func readMarkdown(data string) page {
	var out page
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			if line != "" {
				out = append(out, []string{unescape(strings.TrimLeft(line, "# "))})
			}
			continue
		}
		var cells []string
		var cell strings.Builder
		for i := 1; i < len(line); i++ {
			switch {
			case line[i] == '\\' && i+1 < len(line):
				cell.WriteString(line[i : i+2])
				i++
			case line[i] == '|':
				cells = append(cells, unescape(cell.String()))
				cell.Reset()
			default:
				cell.WriteByte(line[i])
			}
		}
		out = append(out, cells)
	}
	return out
}

// all is the text of a page.
func (p page) all() string {
	var b strings.Builder
	for _, r := range p {
		b.WriteString(strings.Join(r, " ") + "\n")
	}
	return b.String()
}

// row reports whether a row has the cells, in whatever place, the first of
// which it begins with.
func (p page) row(first string, others ...string) bool {
	return slices.ContainsFunc(p, func(r []string) bool {
		if len(r) == 0 || !strings.HasPrefix(r[0], plain(first)) {
			return false
		}
		for _, o := range others {
			if !slices.Contains(r, plain(o)) {
				return false
			}
		}
		return true
	})
}

// forms are a report in every format but JSON.
type forms struct {
	pages map[string]page // docx, html, markdown
	rows  [][]string      // csv
	text  string          // of a terminal too narrow for tables of figures
}

func write(t *testing.T, b *briefing.Briefing) forms {
	t.Helper()
	var asDocx, asHTML, asMarkdown, asCSV, asText bytes.Buffer
	d := b.Document()
	for _, err := range []error{docx.Write(&asDocx, d), rhtml.Write(&asHTML, d), markdown.Write(&asMarkdown, d), csv.Report(&asCSV, b), text.Report(&asText, b, term.Style{Width: 60})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	rows, err := stdcsv.NewReader(strings.NewReader(strings.TrimPrefix(asCSV.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return forms{map[string]page{"docx": readDocx(t, asDocx.Bytes()), "html": readHTML(t, asHTML.Bytes()), "markdown": readMarkdown(asMarkdown.String())},
		rows, plain(asText.String())}
}

// figure reports whether the table has a figure, or an empty one for nil.
func (f forms) figure(part, id, what string, n *int) bool {
	want := ""
	if n != nil {
		want = strconv.Itoa(*n)
	}
	return slices.ContainsFunc(f.rows, func(r []string) bool { return r[0] == part && r[1] == id && r[3] == what && r[4] == want })
}

// tells reports whether the table has a text.
func (f forms) tells(part, text string) bool {
	return slices.ContainsFunc(f.rows, func(r []string) bool { return r[0] == part && strings.Contains(plain(r[6]), plain(text)) })
}

type advance struct {
	ID, Title, Light                        string
	Number, Activities, Done, Late, Records int
	Unrecorded                              int
	InProgress                              int  `json:"in_progress"`
	NotBegun                                int  `json:"not_begun"`
	Recorded                                int  `json:"recorded"`
	ExpectedDone                            int  `json:"expected_done"`
	ExpectedPercent                         int  `json:"expected_percent"`
	Percent                                 *int `json:"percent"`
	AtSession                               *struct {
		First, Last struct {
			ExpectedDone    int `json:"expected_done"`
			ExpectedPercent int `json:"expected_percent"`
		}
	} `json:"at_session"`
	Sections []advance
}

type report struct {
	AsOf    string `json:"as_of"`
	Session *struct {
		ID    string
		Asked bool
	}
	Start *struct{ Text string }
	Rules []struct {
		Rule, Verdict string
		Sentences     []string
	}
	Bodies                  []map[string]any
	Objectives, Observances []advance
	Meetings                []struct {
		ID, Title                                           string
		Dates, Held, Overdue, Pending, Cancelled, Undefined int
	}
	Agreements  []struct{ ID, Title, State string }
	Resolutions []struct{ ID, Title, State string }
	Responsible []struct {
		ID                                *string
		Label                             string
		Overdue, Pending, Done, Cancelled int
		InProgress                        int `json:"in_progress"`
	}
	Attention []struct {
		Kind, Message, Remedy string
		Entities              []string
	}
	Decisions []struct {
		Entities        []string
		Message, Remedy string
	}
	Passed []struct {
		Body                                  string
		Held, Overdue, Rescheduled, Cancelled []string
		NotHeld                               []string `json:"not_held"`
	}
	Happened []struct{ Message string }
}

func counts(pairs ...any) string {
	var parts []string
	for i := 0; i < len(pairs); i += 3 {
		switch n := pairs[i].(int); {
		case n == 1:
			parts = append(parts, fmt.Sprint("1 ", pairs[i+1]))
		case n > 1:
			parts = append(parts, fmt.Sprint(n, " ", pairs[i+2]))
		}
	}
	return strings.Join(parts, ", ")
}

// TestFormatsAgree computes each figure from the JSON document and finds it in
// every other format.
func TestFormatsAgree(t *testing.T) {
	own, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name          string
		fsys          fs.FS
		asOf, session string
	}{
		{"2022", own, "2022-01-10", ""}, {"2022", own, "2022-06-30", ""}, {"2022", own, "2022-06-30", "pleno/20"}, {"2022", own, "2022-12-31", ""},
		{"2022", own, "2022-09-15", "subcomision/29"}, {"rich", rich(t), "2022-06-30", "pleno/20"}, {"rich", rich(t), "2022-04-10", ""}, {"rich", rich(t), "2022-12-31", "pleno/19"},
		{"hostile", file(hostile), "2022-06-30", "pleno/2"},
	} {
		t.Run(c.name+" "+c.asOf+" "+c.session, func(t *testing.T) {
			b := made(t, c.fsys, c.asOf, c.session)
			var asJSON bytes.Buffer
			if err := json.Report(&asJSON, b); err != nil {
				t.Fatal(err)
			}
			var r report
			if err := stdjson.Unmarshal(asJSON.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			agree(t, &r, write(t, b))
		})
	}
}

var verdicts = map[string]string{"met": "cumple", "broken": "incumple", "open": "por determinar", "not_applicable": "no aplica"}

func agree(t *testing.T, r *report, f forms) {
	found := 0
	// want is a row that every document has, and a text that the terminal has.
	want := func(onTerminal, first string, others ...string) {
		t.Helper()
		found++
		for name, p := range f.pages {
			if !p.row(first, others...) {
				t.Errorf("%s has no row %q %q in\n%s", name, first, others, p.all())
			}
		}
		if onTerminal != "" && !strings.Contains(f.text, plain(onTerminal)) {
			t.Errorf("the terminal has no %q in\n%s", onTerminal, f.text)
		}
	}
	// said is a text that every format has, wherever.
	said := func(part, text string) {
		t.Helper()
		found++
		for name, p := range f.pages {
			if !strings.Contains(p.all(), plain(text)) {
				t.Errorf("%s does not say %q in\n%s", name, text, p.all())
			}
		}
		if part != "" && !f.tells(part, text) {
			t.Errorf("csv does not say %q", text)
		}
		words := strings.Fields(plain(visible(text)))
		if slices.ContainsFunc(words, func(w string) bool { return len(w) > 50 }) {
			return // it is broken; TestStrangeTexts looks for such
		}
		for _, w := range strings.Fields(f.text) { // columns may stand between them
			if len(words) > 0 && w == words[0] {
				words = words[1:]
			}
		}
		if len(words) > 0 {
			t.Errorf("the terminal does not say %q, from %q on, in\n%s", text, words, f.text)
		}
	}
	figure := func(part, id, what string, n *int) {
		t.Helper()
		found++
		if !f.figure(part, id, what, n) {
			t.Errorf("csv has no %s %s %s %v", part, id, what, n)
		}
	}
	day, _ := when.ParseISO(r.AsOf)
	said("informe", "con corte al "+day.Long())

	sums := map[string]int{}
	keys := []struct{ key, title, one, many string }{
		{"promised", "programadas", "programada", "programadas"}, {"held", "celebradas", "celebrada", "celebradas"},
		{"overdue", "sin registro", "sin registro", "sin registro"}, {"pending", "por celebrar", "por celebrar", "por celebrar"},
		{"cancelled", "canceladas", "cancelada", "canceladas"}, {"not_held", "no celebradas", "no celebrada", "no celebradas"},
		{"moved_out", "trasladadas", "trasladada a otro programa", "trasladadas a otro programa"},
		{"unplanned", "fuera de programa", "fuera de programa", "fuera de programa"}, {"unplanned_held", "de ellas celebradas", "de ellas celebrada", "de ellas celebradas"},
	}
	for _, body := range r.Bodies {
		for _, k := range keys {
			sums[k.key] += int(body[k.key].(float64))
		}
	}
	for _, body := range append(slices.Clip(r.Bodies), map[string]any{"label": "Total", "id": ""}) {
		total := body["id"] == ""
		var words []any
		var others []any
		line := fmt.Sprint(body["label"]) + " · "
		for i, k := range keys {
			n := sums[k.key]
			if !total {
				n = int(body[k.key].(float64))
			}
			figure("sesiones", body["id"].(string), k.title, &n)
			if k.key == "promised" && n == 0 {
				line += "0 programadas"
			}
			words = append(words, n, k.one, k.many)
			if i >= 4 {
				others = append(others, n, k.one, k.many)
			}
			if i < 4 { // a column of a document
				for name, p := range f.pages {
					header := slices.IndexFunc(p, func(c []string) bool { return len(c) > 2 && c[0] == "órgano" && c[1] == "programadas" })
					if header < 0 {
						t.Fatalf("%s has no table of sessions in\n%s", name, p.all())
					}
					at := slices.Index(p[header], k.title)
					row := slices.IndexFunc(p[header:], func(c []string) bool { return len(c) > 2 && c[0] == plain(fmt.Sprint(body["label"])) })
					switch {
					case row < 0:
						t.Errorf("%s has no sessions of %s", name, body["label"])
					case at < 0 && n != 0, at >= 0 && p[header+row][at] != strconv.Itoa(n):
						t.Errorf("%s: %d %s of %s are not in %q", name, n, k.title, body["label"], p[header+row])
					}
				}
			}
		}
		if total && len(r.Bodies) == 1 {
			continue
		}
		if w := counts(others...); w != "" {
			want("", body["label"].(string), w)
		}
		row := "" // where its columns fit, after the words of the label in the first line
		for _, k := range keys {
			n := sums[k.key]
			if !total {
				n = int(body[k.key].(float64))
			}
			if k.key == "promised" || sums[k.key] > 0 || k.key == "held" && sums["promised"] > sums["pending"] {
				row += " " + strconv.Itoa(n)
			}
		}
		if line += counts(words...); !strings.Contains(f.text, plain(visible(line))) {
			label := strings.Fields(plain(visible(body["label"].(string))))
			for n := range label {
				if strings.Contains(f.text, strings.Join(label[:n+1], " ")+row+" ") {
					line = ""
				}
			}
			if line == "" {
				continue
			}
			t.Errorf("the terminal has no %q in\n%s", line, f.text)
		}
	}

	lights := map[string]string{"green": "● verde", "amber": "▲ amarillo", "red": "■ rojo", "none": "○ sin registro"}
	var group func(part, label string, a advance)
	group = func(part, label string, a advance) {
		for _, x := range []struct {
			what string
			n    *int
		}{{"actividades", &a.Activities}, {"concluidas", &a.Done}, {"en proceso", &a.InProgress}, {"con retraso", &a.Late}, {"sin registro", &a.Unrecorded},
			{"por iniciar", &a.NotBegun}, {"con algún registro", &a.Recorded}, {"programadas a la fecha", &a.ExpectedDone},
			{"programado a la fecha (%)", &a.ExpectedPercent}, {"alcanzado (%)", a.Percent}} {
			figure(part, a.ID, x.what, x.n)
		}
		if a.Activities == 0 {
			return
		}
		reached := fmt.Sprintf("— de %d", a.Activities)
		if a.Percent != nil {
			reached = fmt.Sprintf("%d de %d (%d %%)", a.Done, a.Activities, *a.Percent)
		}
		expected := fmt.Sprintf("%d de %d (%d %%)", a.ExpectedDone, a.Activities, a.ExpectedPercent)
		acts := counts(a.Done, "concluida", "concluidas", a.InProgress, "en proceso", "en proceso", a.Late, "con retraso", "con retraso",
			a.Unrecorded, "sin registro", "sin registro", a.NotBegun, "por iniciar", "por iniciar")
		line := "· alcanzado " + reached + " programado: a la fecha " + expected
		cells := []string{lights[a.Light], reached, expected, acts}
		if s := a.AtSession; s != nil {
			span := func(x, y int) string {
				if x == y {
					return strconv.Itoa(x)
				}
				return fmt.Sprintf("%d a %d", x, y)
			}
			at := fmt.Sprintf("%s de %d (%s %%)", span(s.First.ExpectedDone, s.Last.ExpectedDone), a.Activities, span(s.First.ExpectedPercent, s.Last.ExpectedPercent))
			cells = append(cells, at)
			figure(part, a.ID, "programadas al primer día de la sesión", &s.First.ExpectedDone)
			figure(part, a.ID, "programado al último día de la sesión (%)", &s.Last.ExpectedPercent)
			number := r.Session.ID[strings.LastIndex(r.Session.ID, "/")+1:]
			line += ", a la " + number + ".ª " + at
		}
		if part == "objetivos" {
			want(line+" "+acts, label, cells...)
		} else {
			for _, x := range []string{lights[a.Light], reached, expected, acts} {
				said("", x)
			}
		}
		for _, s := range a.Sections {
			_, letter, _ := strings.Cut(s.ID, "/")
			group(part, fmt.Sprintf("%d/%s ", a.Number, letter), s)
		}
	}
	for _, o := range r.Objectives {
		group("objetivos", fmt.Sprintf("%d ", o.Number), o)
	}
	for _, o := range r.Observances {
		group("conmemoraciones", "", o)
	}
	for _, x := range r.Rules {
		for _, s := range x.Sentences {
			said("cumplimiento normativo", s)
		}
		if len(x.Sentences) == 1 && !strings.Contains(x.Sentences[0], "justificación") {
			want("", verdicts[x.Verdict], x.Sentences[0])
		}
	}
	for _, m := range r.Meetings {
		for what, n := range map[string]int{"fechas": m.Dates, "celebradas": m.Held, "sin registro": m.Overdue, "por celebrar": m.Pending, "de ellas con fecha por definir": m.Undefined, "canceladas": m.Cancelled} {
			figure("reuniones internacionales", m.ID, what, &n)
		}
		said("", counts(m.Held, "celebrada", "celebradas", m.Overdue, "sin registro", "sin registro", m.Pending-m.Undefined, "por celebrar", "por celebrar",
			m.Undefined, "con fecha por definir", "con fecha por definir", m.Cancelled, "cancelada", "canceladas"))
	}
	states := map[string]int{}
	for _, g := range r.Agreements {
		states[g.State]++
	}
	for state, words := range map[string][2]string{"in_force": {"vigente", "vigentes"}, "lapsing": {"por vencer", "por vencer"}, "lapsed": {"vencido", "vencidos"}, "planned": {"por suscribir", "por suscribir"}} {
		if n := states[state]; n > 0 {
			want("", words[0])
			said("", counts(n, words[0], words[1]))
		}
	}
	resolved := map[string]string{"overdue": "vencido", "pending": "pendiente", "in_progress": "en proceso", "done": "cumplido", "cancelled": "cancelado"}
	for _, x := range r.Resolutions {
		want("", x.ID, resolved[x.State])
	}
	for _, x := range r.Responsible {
		words := counts(x.Overdue, "vencido", "vencidos", x.Pending, "pendiente", "pendientes", x.InProgress, "en proceso", "en proceso", x.Done, "cumplido", "cumplidos", x.Cancelled, "cancelado", "cancelados")
		all := x.Overdue + x.Pending + x.InProgress + x.Done + x.Cancelled
		said("", counts(all, "acuerdo", "acuerdos")+": "+words)
		id := ""
		if x.ID != nil {
			id = *x.ID
		}
		figure("acuerdos por responsable", id, "vencido", &x.Overdue)
		figure("acuerdos por responsable", id, "cumplido", &x.Done)
	}
	decided := map[string]bool{}
	for _, d := range r.Decisions {
		said("decisiones", d.Message)
		for _, id := range d.Entities {
			decided[id] = true
		}
	}
	for _, m := range r.Attention {
		if !f.tells("asuntos por resolver", m.Message) {
			t.Errorf("csv does not say %q", m.Message)
		}
		if (m.Kind != "undefined" || !decided[m.Entities[0]]) && !strings.Contains(m.Message, "y no hay registro de que se celebrara") { // those are told together
			said("asuntos por resolver", m.Message)
		}
		if m.Remedy != "" {
			said("", m.Remedy)
		}
	}
	if r.Start != nil {
		said("informe", "Desde "+r.Start.Text)
		for _, x := range r.Happened {
			said("lo ocurrido", x.Message)
		}
		for _, p := range r.Passed {
			for what, ids := range map[string][]string{"celebradas": p.Held, "sin registro": p.Overdue, "no celebradas": p.NotHeld, "reprogramadas": p.Rescheduled, "canceladas": p.Cancelled} {
				n := len(ids)
				figure("sesiones desde la anterior", p.Body, what, &n)
			}
			said("", counts(len(p.Held), "celebrada", "celebradas"))
		}
	}
	if found < 80 {
		t.Errorf("only %d figures were looked for", found)
	}
}

// visible is a text as a terminal shows it.
func visible(s string) string {
	return term.Visible(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \r\n\t", r) }), " "))
}
