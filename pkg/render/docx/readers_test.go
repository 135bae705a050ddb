package docx

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"patci/pkg/document"
	"patci/pkg/foreign"
)

const python = `
import json, sys, zipfile, docx
from docx.enum.section import WD_ORIENT
d = docx.Document(sys.argv[1])
body = [b for b in d.element.body.iter('{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tbl')]
from docx.table import Table
from docx.text.paragraph import Paragraph
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
def text(p):
    out = ''
    for e in p._p.iter(W + 't', W + 'br', W + 'tab'):
        if e.tag == W + 't': out += e.text or ''
        elif e.tag == W + 'br': out += '\n'
        elif e.getparent().tag == W + 'r': out += '\t'
    return out
z = zipfile.ZipFile(sys.argv[1])
notes = docx.oxml.parse_xml(z.read('word/footnotes.xml'))
print(json.dumps({
  'title': d.core_properties.title, 'author': d.core_properties.author, 'language': d.core_properties.language,
  'headings': [[p.style.name, text(p)] for p in d.paragraphs if p.style.name.startswith('Heading')],
  'styles': sorted({p.style.name for p in d.paragraphs}),
  'tables': [[[[text(p) for p in c.paragraphs] for c in r.cells] for r in Table(t, d).rows] for t in body],
  'sections': [s.orientation == WD_ORIENT.LANDSCAPE for s in d.sections],
  'headers': [s.header.paragraphs[0].text for s in d.sections],
  'notes': [''.join(t.text or '' for t in n.iter(W + 't')) for n in notes][2:],
  'pictures': [[s.type == docx.enum.shape.WD_INLINE_SHAPE.PICTURE, s.width, s._inline.docPr.get('descr')] for s in d.inline_shapes],
}))
`

// TestPython reads a document with python-docx and compares it with what was
// asked for.
func TestPython(t *testing.T) {
	interpreter := foreign.Python(t, "docx")
	d := everything(t)
	file := filepath.Join(t.TempDir(), "all.docx")
	if err := os.WriteFile(file, write(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(interpreter, "-c", python, file).Output()
	if err != nil {
		if e, ok := err.(*exec.ExitError); ok {
			t.Fatalf("%v: %s", err, e.Stderr)
		}
		t.Fatal(err)
	}
	var got struct {
		Title, Author, Language string
		Headings                [][2]string
		Styles                  []string
		Tables                  [][][][]string
		Sections                []bool
		Headers                 []string
		Notes                   []string
		Pictures                [][]any
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if got.Title != d.Title || got.Author != d.Organisation || got.Language != document.Language {
		t.Errorf("the properties are %q, %q, %q", got.Title, got.Author, got.Language)
	}
	var headings [][2]string
	for _, h := range document.Headings(d.Blocks, 6) {
		headings = append(headings, [2]string{fmt.Sprint("Heading ", h.Level), document.String(h.Text)})
	}
	if !reflect.DeepEqual(got.Headings, headings) {
		t.Errorf("headings\n%q\nwant\n%q", got.Headings, headings)
	}
	var tables [][][][]string
	for _, table := range tablesOf(d.Blocks) {
		var rows [][][]string
		if !table.Bare {
			var row [][]string
			for _, c := range table.Columns {
				row = append(row, []string{shown(c.Title)})
			}
			rows = append(rows, row)
		}
		for _, r := range append(table.Rows[:len(table.Rows):len(table.Rows)], table.Footer...) {
			var row [][]string
			for _, c := range r {
				row = append(row, []string{shown(c)})
			}
			rows = append(rows, row)
		}
		tables = append(tables, rows)
	}
	// A second reference to a note is a field whose text is the note's number.
	for _, table := range got.Tables {
		for _, row := range table {
			for _, cell := range row {
				cell[0] = strings.TrimSuffix(cell[0], "2")
			}
		}
	}
	for _, table := range tables {
		for _, row := range table {
			for _, cell := range row {
				cell[0] = strings.TrimSuffix(cell[0], "2")
			}
		}
	}
	if !reflect.DeepEqual(got.Tables, tables) {
		t.Errorf("tables\n%q\nwant\n%q", got.Tables, tables)
	}
	if want := []bool{false, true, false, false}; !reflect.DeepEqual(got.Sections, want) {
		t.Errorf("landscape sections are %v, want %v", got.Sections, want)
	}
	for i, h := range got.Headers {
		if want := d.Title + "\t" + d.Status; h != want {
			t.Errorf("the header of section %d is %q, want %q", i, h, want)
		}
	}
	if want := []string{" " + document.String(d.Notes[0]), " Véase el sitio y la nota1"}; !reflect.DeepEqual(got.Notes, want) {
		t.Errorf("footnotes are %q, want %q", got.Notes, want)
	}
	wantPictures := [][]any{{true, 300 * 9525.0, "Un degradado «de prueba»"}, {true, float64(portrait.text() * 635), "El mismo"}}
	if !reflect.DeepEqual(got.Pictures, wantPictures) {
		t.Errorf("pictures are %v, want %v", got.Pictures, wantPictures)
	}
	for _, s := range []string{"Title", "Subtitle", "Body Text", "Quote", "List Paragraph", "List Continue", "Caption", "Nota o leyenda", "Centrado"} {
		found := false
		for _, g := range got.Styles {
			found = found || g == s
		}
		if !found {
			t.Errorf("no paragraph has the style %s: %q", s, got.Styles)
		}
	}
}

// shown is the text of inlines as a reader of the file has it.
func shown(in []document.Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case document.Run:
			b.WriteString(i.Text)
		case document.Break:
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func tablesOf(blocks []document.Block) []document.Table {
	var out []document.Table
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Table:
			out = append(out, b)
		case document.List:
			for _, i := range b.Items {
				out = append(out, tablesOf(i)...)
			}
		case document.Quote:
			out = append(out, tablesOf(b.Blocks)...)
		case document.Pages:
			out = append(out, tablesOf(b.Blocks)...)
		}
	}
	return out
}

// pages prints a document with LibreOffice and gives the text of each page.
func pages(t *testing.T, d *document.Document) (text []string, sizes []string) {
	t.Helper()
	office := foreign.Program(t, "libreoffice-writer-nogui", "soffice")
	reader := foreign.Program(t, "poppler-utils", "pdftotext")
	info := foreign.Program(t, "poppler-utils", "pdfinfo")
	dir := t.TempDir()
	file := filepath.Join(dir, "a.docx")
	if err := os.WriteFile(file, write(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) string {
		t.Helper()
		c := exec.Command(name, args...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	run(office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "a.docx")
	text = strings.Split(strings.TrimSuffix(run(reader, "-layout", "a.pdf", "-"), "\f"), "\f")
	for _, m := range regexp.MustCompile(`Page +\d+ size: +([0-9.]+ x [0-9.]+)`).FindAllStringSubmatch(run(info, "-f", "1", "-l", "999", "a.pdf"), -1) {
		sizes = append(sizes, m[1])
	}
	return text, sizes
}

// TestLibreOffice prints a document with everything, and finds on its pages
// what must be there.
func TestLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("NOT RUN: -short")
	}
	d := everything(t)
	// A table whose rows tell whether they were cut.
	marked := document.Table{Label: "renglones", Columns: []document.Column{{Title: plain("Renglón largo")}, {Title: plain("Fin")}}}
	for i := range 30 {
		marked.Rows = append(marked.Rows, []document.Cell{
			plain(fmt.Sprintf("inicio-%d\n", i) + strings.Repeat("línea\n", i%9) + fmt.Sprintf("final-%d.", i)), plain("x"),
		})
	}
	marked.Footer = [][]document.Cell{{plain("Total de renglones"), plain("30")}}
	d.Blocks = append(d.Blocks, document.Heading{Level: 1, ID: "renglones", Text: plain("Renglones enteros")}, marked)
	text, sizes := pages(t, d)
	whole := strings.Join(text, "\n")
	for i, p := range text {
		if want := fmt.Sprintf("Página %d de %d", i+1, len(text)); !strings.Contains(p, want) {
			t.Errorf("page %d does not say %q", i+1, want)
		}
		if i > 0 && (!strings.Contains(p, d.Title) || !strings.Contains(p, d.Status)) {
			t.Errorf("the header of page %d is not there:\n%s", i+1, p)
		}
		if strings.TrimSpace(strings.NewReplacer(fmt.Sprintf("Página %d de %d", i+1, len(text)), "", d.Title, "", d.Status, "").Replace(p)) == "" {
			t.Errorf("page %d is empty", i+1)
		}
		want := "612 x 792"
		if strings.Contains(p, "Línea de acción") {
			want = "792 x 612"
		}
		if sizes[i] != want {
			t.Errorf("page %d is %s, want %s", i+1, sizes[i], want)
		}
	}
	if strings.Count(text[0], d.Title) != 1 {
		t.Errorf("the cover says its title %d times", strings.Count(text[0], d.Title))
	}
	if strings.Contains(whole, "javascript") || strings.Contains(whole, "http://[") {
		t.Error("an address that is none was printed")
	}
	for _, note := range []string{"Nota con «comillas» & <etiquetas>.", "Véase el sitio"} {
		if strings.Count(whole, note) != 1 {
			t.Errorf("the footnote %q was printed %d times", note, strings.Count(whole, note))
		}
	}
	if strings.Contains(whole, "Nadie la menciona") {
		t.Error("a footnote that nothing refers to was printed")
	}
	at := 0
	for _, s := range []string{
		"Contenido", "Presentación", "Nivel tres", "Presentación",
		"1.", "Primero", "2.", "Segundo", "iii.", "tres", "3.", "Tercero", "a)", "inciso", "1.", "Vuelve a uno",
		"Calendario de sesiones", "Tabla 1.", "Subtotal", "Total", "Fuente: Secretaría Técnica.", "Planeación por objetivo", "Nivel seis", "En páginas propias.", "Renglones enteros",
	} {
		i := strings.Index(whole[at:], s)
		if i < 0 {
			t.Fatalf("%q was not printed after\n%s", s, whole[max(0, at-200):at])
		}
		at += i + len(s)
	}
	head := 0
	for i, p := range text {
		starts := regexp.MustCompile(`inicio-\d+`).FindAllString(p, -1)
		ends := regexp.MustCompile(`final-\d+\.`).FindAllString(p, -1)
		if len(starts) != len(ends) {
			t.Errorf("a row is cut on page %d: %v, %v", i+1, starts, ends)
		}
		if len(starts) > 0 {
			head++
			if !strings.Contains(p, "Renglón largo") {
				t.Errorf("page %d has no header row", i+1)
			}
		}
		if strings.Contains(p, "Total de renglones") && len(starts) == 0 {
			t.Errorf("the total stands alone on page %d", i+1)
		}
	}
	if head < 3 {
		t.Errorf("the table takes %d pages, too few to tell", head)
	}
}

// TestLibreOfficeTallRow has a row that no page can hold: all of it is printed.
func TestLibreOfficeTallRow(t *testing.T) {
	if testing.Short() {
		t.Skip("NOT RUN: -short")
	}
	var lines []string
	for i := range 150 {
		lines = append(lines, fmt.Sprintf("renglón-%d.", i))
	}
	d := &document.Document{Title: "alto", Blocks: []document.Block{document.Table{
		Columns: []document.Column{{Title: plain("Cabeza")}, {Title: plain("B")}},
		Rows:    [][]document.Cell{{plain("antes"), plain("a")}, {plain(strings.Join(lines, "\n")), plain("b")}, {plain("después"), plain("c")}},
	}}}
	text, _ := pages(t, d)
	whole := strings.Join(text, "\n")
	for _, l := range append(lines, "antes", "después") {
		if !strings.Contains(whole, l) {
			t.Errorf("%s was not printed", l)
		}
	}
}
