package official_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"patci/pkg/document"
	"patci/pkg/foreign"
	"patci/pkg/official"
	"patci/pkg/render/docx"
	page "patci/pkg/render/html"
	"patci/pkg/render/markdown"
	"patci/pkg/render/pdf"
)

// The document of 2022 is the official one. Each format is turned into text by
// a program that is not ours and compared with the text of the source letter by
// letter, blanks aside: every paragraph, table row and footnote, in order, and
// none invented. What may differ is listed here and nowhere else:
//
//   - The source breaks lines, rows and tables where its pages break, and
//     repeats nothing; in PDF the header row of a table stands again on its next
//     page. Footnotes stand at the foot of a page, or at the end.
//   - A contents is added, of the document's own headings.
//   - The running header and footer have title, status, body and page number.
//   - Bullets and numbers of list items are drawn by the reader of a format.
//     The source's own «a)», «b)», «c)» are text.
//   - The errata of document.md, each with its reason there; --as-written does
//     not have this difference. They are spelt out again in errata2022.
var errata2022 = [][2]string{
	// The calendar is that of 2022; the year was left over.
	{"correspondiente al año 2021", "correspondiente al año 2022"},
	// The presentation lists the group by the name that it has in the data.
	{"Grupo de Trabajo del Programa Nacional de Capacitación en Materia de Trata de Personas",
		"Grupo de Trabajo de Actualización del Programa Nacional de Capacitación en materia de trata de personas"},
	// The presentation and the calendar say «para Campañas».
	{"Grupo de Trabajo de Campañas de Prevención", "Grupo de Trabajo para Campañas de Prevención"},
}

// bare is a text without blanks, so that the width of a page makes no
// difference. Blanks that mark nothing, of no width, are left out as well.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// expected is the text of the source, taken apart anew: its body with the
// figures of the footnotes, and the footnotes.
func expected(t *testing.T, asWritten bool) (body string, notes []string) {
	t.Helper()
	data, err := os.ReadFile("../../testdata/source/programa-anual-2022.txt")
	if err != nil {
		t.Fatal(err)
	}
	const marks = "¹²³⁴⁵⁶"
	var blocks []string
	var table [][]string
	flush := func() {
		for _, row := range table {
			blocks = append(blocks, strings.Join(row, " "))
		}
		table = nil
	}
	for line := range strings.SplitSeq(string(data), "\n") {
		line = strings.TrimRight(strings.ReplaceAll(line, "**", ""), " ")
		switch cells := strings.Split(line, "\t"); {
		case strings.TrimSpace(line) == "" || cells[0] == "--":
		case len(cells) > 1:
			some := 0
			for _, c := range cells {
				if c != "" {
					some++
				}
			}
			if n := len(table) - 1; some < len(cells) && n >= 0 && len(table[n]) == len(cells) { // it goes on from the page before
				for i, c := range cells {
					table[n][i] += " " + c
				}
				continue
			}
			table = append(table, cells)
		case strings.ContainsRune(marks, []rune(line)[0]):
			notes = append(notes, strings.TrimSpace(string([]rune(line)[1:])))
		default:
			flush()
			blocks = append(blocks, strings.TrimPrefix(line, "- "))
		}
	}
	flush()
	body = strings.Join(blocks, "\n")
	for i, m := range []rune(marks) {
		body = strings.ReplaceAll(body, string(m), strconv.Itoa(i+1))
	}
	body = withoutMarks(body)
	if len(notes) != 6 || len(blocks) < 160 {
		t.Fatalf("the source was taken apart into %d blocks and %d notes", len(blocks), len(notes))
	}
	if asWritten {
		return bare(body), notes
	}
	for _, e := range errata2022 {
		wrong := regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(e[0]), " ", `\s+`)) // the source breaks lines
		if len(wrong.FindAllString(body, -1)) != 1 {
			t.Fatalf("the source does not have %q once", e[0])
		}
		body = wrong.ReplaceAllLiteralString(body, e[1])
	}
	return bare(body), notes
}

// withoutMarks leaves out the numbers and bullets at the head of lines.
func withoutMarks(s string) string {
	return regexp.MustCompile(`(?m)^[ \t]*(?:\d{1,2}\.|[•·–-]) `).ReplaceAllString(s, "")
}

// compare tells where two texts begin to differ.
func compare(t *testing.T, what, got, want string) {
	t.Helper()
	g, w := []rune(got), []rune(want)
	for i := range max(len(g), len(w)) {
		if i < len(g) && i < len(w) && g[i] == w[i] {
			continue
		}
		around := func(r []rune) string { return string(r[min(max(0, i-60), len(r)):min(i+60, len(r))]) }
		t.Errorf("%s differs at %d of %d:\n got …%s…\nwant …%s…", what, i, len(w), around(g), around(w))
		return
	}
}

func compareNotes(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d footnotes, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		compare(t, fmt.Sprint("note ", i+1), bare(got[i]), bare(want[i]))
	}
}

// withoutContents cuts the contents out of a text without blanks, and checks
// that it has nothing but the document's headings.
func withoutContents(t *testing.T, text string, d *document.Document) string {
	t.Helper()
	const title, after = "Contenido", "PRESENTACIÓNLatratadepersonas"
	from := strings.Index(text, title)
	to := strings.Index(text, after)
	if from < 0 || to < from {
		t.Fatalf("the contents were not found in %.200q", text)
	}
	checkContents(t, text[from+len(title):to], d)
	return text[:from] + text[to:]
}

func checkContents(t *testing.T, text string, d *document.Document) {
	t.Helper()
	var want string
	for _, h := range document.Headings(d.Blocks, 2) {
		want += h.ID + "\n"
		head := bare(document.String(h.Text))
		if !strings.HasPrefix(text, head) {
			t.Fatalf("the contents have %.80q where %q belongs", text, head)
		}
		text = strings.TrimLeft(text[len(head):], ".0123456789…") // leaders and pages
	}
	if text != "" || want == "" {
		t.Errorf("the contents have more than the headings: %.80q", text)
	}
}

func compose2022(t *testing.T, o official.Options) *document.Document {
	t.Helper()
	p, f, fsys := plan2022(t)
	d, findings := official.Compose(official.Input{Program: p, File: f, FS: fsys}, o)
	for _, f := range findings {
		t.Errorf("%s: %s [%s]", f.Place, f.Message, f.Rule)
	}
	return d
}

// plainText is the text of a document, with the figures of its footnotes.
func plainText(d *document.Document) string {
	var b strings.Builder
	inlines := func(in []document.Inline) {
		for _, i := range in {
			switch i := i.(type) {
			case document.Run:
				b.WriteString(i.Text)
			case document.Ref:
				b.WriteString(strconv.Itoa(i.Note))
			case document.Break:
				b.WriteByte(' ')
			}
		}
		b.WriteByte('\n')
	}
	var blocks func([]document.Block)
	blocks = func(bs []document.Block) {
		for _, x := range bs {
			switch x := x.(type) {
			case document.Heading:
				inlines(x.Text)
			case document.Paragraph:
				inlines(x.Text)
			case document.List:
				for _, item := range x.Items {
					blocks(item)
				}
			case document.Quote:
				blocks(x.Blocks)
			case document.Pages:
				blocks(x.Blocks)
			case document.Table:
				for _, c := range x.Columns {
					inlines(c.Title)
				}
				for _, r := range x.Rows {
					for _, c := range r {
						inlines(c)
					}
				}
			}
		}
	}
	blocks(d.Blocks)
	return b.String()
}

func TestEqualModel(t *testing.T) {
	for _, asWritten := range []bool{false, true} {
		d := compose2022(t, official.Options{AsWritten: asWritten})
		body, notes := expected(t, asWritten)
		compare(t, fmt.Sprintf("the document (as written: %v)", asWritten), bare(plainText(d)), body)
		var got []string
		for _, n := range d.Notes {
			got = append(got, document.String(n))
		}
		compareNotes(t, got, notes)
	}
}

// TestEqualRows compares the document with the extract of the source, blanks
// and all: each paragraph and each cell by itself.
func TestEqualRows(t *testing.T) {
	d := compose2022(t, official.Options{AsWritten: true})
	marked := func(in []document.Inline) string {
		var b strings.Builder
		for _, i := range in {
			switch i := i.(type) {
			case document.Run:
				b.WriteString(i.Text)
			case document.Ref:
				b.WriteString(string([]rune("¹²³⁴⁵⁶")[i.Note-1]))
			case document.Break:
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	var paragraphs, rows []string
	var blocks func([]document.Block)
	blocks = func(bs []document.Block) {
		for _, b := range bs {
			switch b := b.(type) {
			case document.Heading:
				paragraphs = append(paragraphs, marked(b.Text))
			case document.Paragraph:
				paragraphs = append(paragraphs, marked(b.Text))
			case document.Pages:
				blocks(b.Blocks)
			case document.List:
				for i, item := range b.Items {
					row := marked(item[0].(document.Paragraph).Text)
					if b.Ordered {
						row = strconv.Itoa(b.Start+i) + "\t" + row
					}
					rows = append(rows, row)
				}
			case document.Table:
				for _, r := range b.Rows {
					var cells []string
					for _, c := range r {
						cells = append(cells, marked(c))
					}
					rows = append(rows, strings.Join(cells, "\t"))
				}
			}
		}
	}
	blocks(d.Blocks)
	for i, n := range d.Notes {
		rows = append(rows, string([]rune("¹²³⁴⁵⁶")[i])+"\t"+document.String(n))
	}
	lines := func(name string) []string {
		data, err := os.ReadFile("../../testdata/source/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	}
	var want []string
	for _, l := range lines("tables.tsv") {
		_, row, _ := strings.Cut(l, "\t")
		want = append(want, strings.Replace(row, " ⁶", "⁶", 1)) // the mark of a note follows its word
	}
	same := func(what string, got, want []string) {
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("%s %d of %d and %d:\n got %q\nwant %q", what, i+1, len(got), len(want), got[min(i, len(got)):min(i+1, len(got))], want[min(i, len(want)):min(i+1, len(want))])
			}
		}
	}
	same("row", rows, want)
	same("paragraph", paragraphs, lines("paragraphs.txt"))
}

func TestEqualMarkdown(t *testing.T) {
	for _, asWritten := range []bool{false, true} {
		d := compose2022(t, official.Options{AsWritten: asWritten})
		body, notes := expected(t, asWritten)
		var text strings.Builder
		var got []string
		note := regexp.MustCompile(`^\[\^\d+\]: (.*)`)
		for line := range strings.SplitSeq(string(written(t, d, markdown.Write)), "\n") {
			if m := note.FindStringSubmatch(line); m != nil {
				got = append(got, unmarked(m[1]))
				continue
			}
			if !strings.HasPrefix(line, "| -") && !strings.HasPrefix(line, "| :-") {
				text.WriteString(unmarked(line) + "\n")
			}
		}
		compare(t, "Markdown", withoutContents(t, bare(text.String()), d), body)
		compareNotes(t, got, notes)
	}
}

// unmarked is a line of Markdown as it reads.
func unmarked(line string) string {
	line = regexp.MustCompile(`^#+ `).ReplaceAllString(line, "")
	if strings.HasPrefix(line, "|") {
		line = regexp.MustCompile(`(^|[^\\])\|`).ReplaceAllString(line, "$1 ")
	}
	line = regexp.MustCompile(`\[\^(\d+)\]`).ReplaceAllString(line, "$1")
	line = regexp.MustCompile(`\[([^\]]*)\]\(#[^)]*\)`).ReplaceAllString(line, "$1")
	line = regexp.MustCompile(`<br ?/?>`).ReplaceAllString(line, " ")
	line = strings.ReplaceAll(withoutMarks(line), "**", "")
	return html.UnescapeString(regexp.MustCompile(`\\([[:punct:]])`).ReplaceAllString(line, "$1"))
}

func written(t *testing.T, d *document.Document, write func(io.Writer, *document.Document) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func run(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, stderr.String())
	}
	return out
}

func keep(t *testing.T, name string, data []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestEqualDOCX(t *testing.T) {
	office := foreign.Program(t, "libreoffice-writer-nogui", "soffice")
	d := compose2022(t, official.Options{})
	body, notes := expected(t, false)
	dir := keep(t, "a.docx", written(t, d, docx.Write))
	run(t, dir, office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "html:HTML:EmbedImages", "a.docx")
	data, err := os.ReadFile(filepath.Join(dir, "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	text = text[strings.Index(text, "<body"):]
	// The running header and footer are told as parts of the page.
	text = regexp.MustCompile(`(?s)<div title="(?:header|footer)".*?</div>`).ReplaceAllString(text, "")
	main, foot, ok := strings.Cut(text, `<div id="sdfootnote1"`)
	if !ok {
		t.Fatal("LibreOffice found no footnotes")
	}
	var got []string
	for i, n := range strings.Split(`<div id="sdfootnote1"`+foot, `<div id="sdfootnote`)[1:] {
		n = strings.TrimSpace(untagged(n[strings.Index(n, ">")+1:]))
		got = append(got, strings.TrimPrefix(n, strconv.Itoa(i+1)))
	}
	compare(t, "DOCX", withoutContents(t, bare(untagged(main)), d), body)
	compareNotes(t, got, notes)
}

func untagged(s string) string {
	return html.UnescapeString(regexp.MustCompile(`(?s)<[^>]*>`).ReplaceAllString(s, ""))
}

func TestEqualPDF(t *testing.T) {
	reader := foreign.Program(t, "poppler-utils", "pdftotext")
	d := compose2022(t, official.Options{})
	body, notes := expected(t, false)
	dir := keep(t, "a.pdf", written(t, d, pdf.Write))
	pages := strings.Split(strings.TrimSuffix(string(run(t, dir, reader, "-raw", "-enc", "UTF-8", "a.pdf", "-")), "\f"), "\f")
	if len(pages) < 5 {
		t.Fatalf("%d pages", len(pages))
	}
	var headers []string
	for _, x := range tables(d.Blocks) {
		h := ""
		for _, c := range x.Columns {
			h += bare(document.String(c.Title))
		}
		if h != "" {
			headers = append(headers, h)
		}
	}
	var text string
	var got []string
	for n, p := range pages {
		lines := strings.Split(strings.TrimSpace(p), "\n")
		foot, end := "", len(lines)-1
		for ; end > 0; end-- { // the name of the body may take two lines of it
			if foot = bare(strings.Join(lines[end:], "")); strings.HasPrefix(foot, bare(d.Organisation)) {
				break
			}
		}
		lines = lines[:end+1]
		head := bare(lines[0])
		if n == 0 && head != bare(d.Title+d.Status) { // a cover may have none
			head, lines = bare(d.Title+d.Status), append([]string{""}, lines...)
		}
		if head != bare(d.Title+d.Status) || foot != bare(d.Organisation)+fmt.Sprintf("Página%dde%d", n+1, len(pages)) {
			t.Fatalf("page %d runs between %q and %q", n+1, head, foot)
		}
		p = bare(withoutMarks(strings.Join(lines[1:len(lines)-1], "\n")))
		for len(got) < len(notes) {
			note := strconv.Itoa(len(got)+1) + bare(notes[len(got)])
			i := strings.Index(p, note)
			if i < 0 {
				break
			}
			p, got = p[:i]+p[i+len(note):], append(got, notes[len(got)])
		}
		for _, h := range headers { // a table that goes on begins anew with its header row
			if strings.HasPrefix(p, h) && !strings.HasPrefix(body[min(len(body), len(withContentsCut(text))):], p[:min(len(p), len(h)+8)]) {
				p = p[len(h):]
				break
			}
		}
		text += p
	}
	compare(t, "PDF", withoutContents(t, text, d), body)
	compareNotes(t, got, notes)
}

// withContentsCut is what was read so far without its contents, which the
// source does not have.
func withContentsCut(s string) string {
	from, to := strings.Index(s, "Contenido"), strings.Index(s, "PRESENTACIÓNLatratadepersonas")
	if from < 0 || to < 0 {
		return s
	}
	return s[:from] + s[to:]
}

func tables(blocks []document.Block) []document.Table {
	var out []document.Table
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Table:
			out = append(out, b)
		case document.Pages:
			out = append(out, tables(b.Blocks)...)
		}
	}
	return out
}

func TestEqualHTML(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	chromium := foreign.Chromium(t)
	node, modules := foreign.Node(t, "puppeteer-core")
	d := compose2022(t, official.Options{})
	body, notes := expected(t, false)
	dir := keep(t, "a.html", written(t, d, page.Write))
	script, err := filepath.Abs("testdata/text.cjs")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Notes          []string
		Contents, Body string
	}
	if err := json.Unmarshal(run(t, dir, node, script, modules, chromium, filepath.Join(dir, "profile"), filepath.Join(dir, "a.html")), &got); err != nil {
		t.Fatal(err)
	}
	compare(t, "HTML", bare(got.Body), body)
	checkContents(t, strings.TrimPrefix(bare(got.Contents), "Contenido"), d)
	compareNotes(t, got.Notes, notes)
}
