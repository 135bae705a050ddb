package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"patci/pkg/document"
	"patci/pkg/document/documenttest"
	"patci/pkg/foreign"
	"patci/pkg/render/pdf"
)

func write(t testing.TB, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// poppler runs a program of it over a file, or skips.
func poppler(t testing.TB, file []byte, program string, args ...string) string {
	t.Helper()
	path := foreign.Program(t, "poppler-utils", program)
	name := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("PATCI_PICTURES"); keep != "" {
		if err := os.WriteFile(filepath.Join(keep, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = name
		}
	}
	var stderr bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Fatalf("%s: %v: %s", program, err, stderr.String())
	}
	return string(out)
}

// pages is the text of each page in the order in which it was written.
func pages(t testing.TB, file []byte) []string {
	t.Helper()
	text := poppler(t, file, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-")
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// TestTextInItsOrder reads the words back in the order of the document. What is
// read from right to left and what has no glyph is another test's.
func TestTextInItsOrder(t *testing.T) {
	docs := []*document.Document{documenttest.Sample()}
	for seed := range uint64(12) {
		docs = append(docs, documenttest.Random(rand.New(rand.NewPCG(seed, 4))))
	}
	for n, d := range docs {
		rest := squeezed(strings.Join(pages(t, write(t, d)), " "))
		for _, w := range bodyWords(d.Blocks) {
			i := strings.Index(rest, w)
			if i < 0 {
				t.Fatalf("%d: %q is not in the rest: %q", n, w, rest)
			}
			rest = rest[i+len(w):]
		}
	}
}

// bodyWords are the words of blocks, but for tables of contents.
func bodyWords(blocks []document.Block) []string {
	var out []string
	add := func(in []document.Inline) {
		if strings.ContainsFunc(document.String(in), func(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) }) {
			return // its words stand in another order
		}
		for _, i := range in {
			r, ok := i.(document.Run)
			if !ok {
				continue
			}
			for _, w := range strings.Fields(r.Text) {
				if strings.ContainsFunc(w, func(r rune) bool {
					return r > 0x2fff || unicode.In(r, unicode.Cf, unicode.Mn)
				}) || len(w) > 100 {
					continue
				}
				out = append(out, w)
			}
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			add(b.Text)
		case document.Paragraph:
			add(b.Text)
		case document.Quote:
			out = append(out, bodyWords(b.Blocks)...)
		case document.Pages:
			out = append(out, bodyWords(b.Blocks)...)
		case document.List:
			for _, i := range b.Items {
				out = append(out, bodyWords(i)...)
			}
		case document.Table:
			if !b.Bare {
				for _, c := range b.Columns {
					add(c.Title)
				}
			}
			for _, rows := range [][][]document.Cell{b.Rows, b.Footer} {
				for _, r := range rows {
					for _, c := range r {
						add(c)
					}
				}
			}
		}
	}
	return out
}

func TestProperties(t *testing.T) {
	d := documenttest.Sample()
	d.Title = "Título (a) \\ con 😀 y niño"
	file := write(t, d)
	info := poppler(t, file, "pdfinfo", "-l", "99", "FILE")
	for _, want := range []string{
		"Title:           Título (a) \\ con 😀 y niño\n",
		"Subject:         proyecto\n",
		"Author:          Comisión Intersecretarial",
		"Page    1 size:  612 x 792 pts (letter)\n",
		"Page    5 size:  792 x 612 pts (letter)\n",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("%q is not in\n%s", want, info)
		}
	}
	if strings.Contains(info, "Date") {
		t.Errorf("it has a date:\n%s", info)
	}
	if !bytes.Contains(file, []byte("/Lang (es-MX)")) {
		t.Error("no language")
	}
	if !bytes.Equal(file, write(t, d)) {
		t.Error("two files of one document differ")
	}
	fonts := strings.Split(strings.TrimSpace(poppler(t, file, "pdffonts", "FILE")), "\n")[2:]
	if len(fonts) < 4 {
		t.Errorf("fonts: %v", fonts)
	}
	for _, f := range fonts {
		if fields := strings.Fields(f); len(fields) < 7 || fields[4] != "yes" || fields[6] != "yes" {
			t.Errorf("not embedded, or without the letters' codes: %s", f)
		}
	}
	// Each heading of the document is in the outline.
	outline := utf16Titles(file)
	for _, h := range document.Headings(d.Blocks, 9) {
		if want := document.String(h.Text); !strings.Contains(outline, want+"\n") {
			t.Errorf("%q is not in the outline %q", want, outline)
		}
	}
}

// utf16Titles are the titles of a file, the document's and those of its outline.
func utf16Titles(file []byte) string {
	var b strings.Builder
	for _, part := range bytes.Split(file, []byte("/Title (\xfe\xff"))[1:] {
		var s []byte
		for i := 0; i < len(part) && part[i] != ')'; i++ {
			if part[i] == '\\' {
				i++
			}
			s = append(s, part[i])
		}
		for i := 0; i+1 < len(s); i += 2 {
			b.WriteRune(rune(s[i])<<8 | rune(s[i+1]))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestContents finds each heading on the page that the contents name.
func TestContents(t *testing.T) {
	sheets := pages(t, write(t, documenttest.Sample()))
	n := 0
	for _, m := range regexp.MustCompile(`(?m)^(\S.*?) (\d+)$`).FindAllStringSubmatch(sheets[1], -1) {
		if strings.Contains(m[1], "Página") {
			continue
		}
		n++
		page := 0
		fmt.Sscan(m[2], &page)
		if page < 3 || page > len(sheets) || !strings.Contains(sheets[page-1], m[1]) {
			t.Errorf("%q is not on page %d", m[1], page)
		}
	}
	if n != 6 {
		t.Errorf("%d lines in the contents:\n%s", n, sheets[1])
	}
}

// TestNotesStandWhereTheyAreReferredTo puts notes of all lengths everywhere.
func TestNotesStandWhereTheyAreReferredTo(t *testing.T) {
	d := &document.Document{Title: "notas"}
	for i := range 60 {
		d.Notes = append(d.Notes, document.Text(fmt.Sprintf("nota-%d- %s fin-%d-", i, strings.Repeat("texto de la nota ", i%13*3), i)))
		text := append(document.Text(fmt.Sprintf("%s llamada-%d-", strings.Repeat("palabras del texto ", i%7*9), i)), document.Ref{Note: i + 1})
		if i%3 == 0 {
			d.Blocks = append(d.Blocks, document.Table{Columns: make([]document.Column, 2), Rows: [][]document.Cell{{text, text}}})
		} else {
			d.Blocks = append(d.Blocks, document.Paragraph{Text: text})
		}
	}
	sheets := pages(t, write(t, d))
	if len(sheets) < 4 {
		t.Fatalf("%d pages", len(sheets))
	}
	for i := range 60 {
		found := 0
		for p, s := range sheets {
			s = squeezed(s)
			call, note, end := strings.Contains(s, fmt.Sprintf("llamada-%d-", i)), strings.Contains(s, fmt.Sprintf("nota-%d-", i)), strings.Contains(s, fmt.Sprintf("fin-%d-", i))
			if note != end || note && !call {
				t.Errorf("page %d: call %d %v, note %v to %v", p+1, i, call, note, end)
			}
			if note {
				found++
			}
		}
		if found != 1 {
			t.Errorf("note %d stands on %d pages", i, found)
		}
	}
}

// TestLongNote has a note longer than a page, which goes on at the foot of the
// next ones, and one that nothing refers to.
func TestLongNote(t *testing.T) {
	var long strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&long, "n%d. ", i)
	}
	d := &document.Document{Notes: [][]document.Inline{document.Text(long.String()), document.Text("sin llamada")}}
	d.Blocks = []document.Block{document.Paragraph{Text: append(document.Text("principio"), document.Ref{Note: 1})}}
	for range 40 {
		d.Blocks = append(d.Blocks, document.Paragraph{Text: document.Text("renglón")})
	}
	sheets := pages(t, write(t, d))
	all := strings.Join(sheets, " ")
	rest := all
	for i := range 3000 {
		w := fmt.Sprintf("n%d.", i)
		at := strings.Index(rest, w)
		if at < 0 {
			t.Fatalf("%s is missing", w)
		}
		rest = rest[at+len(w):]
	}
	if strings.Count(all, "renglón") != 40 || !strings.Contains(rest, "sin llamada") {
		t.Errorf("lost: %s", rest)
	}
	if len(sheets) > 7 {
		t.Errorf("%d pages", len(sheets))
	}
}

// TestRows keeps rows whole and repeats the header on each page; a row that is
// longer than a page goes on on the next.
func TestRows(t *testing.T) {
	table := document.Table{Columns: []document.Column{{Title: document.Text("Cabeza")}, {Title: document.Text("Texto"), Align: document.Right}}}
	for i := range 120 {
		table.Rows = append(table.Rows, []document.Cell{document.Text(fmt.Sprintf("desde-%d-", i)), document.Text(strings.Repeat("relleno de la celda ", i%11*5) + fmt.Sprintf("hasta-%d-", i))})
	}
	var long strings.Builder
	for i := range 2500 {
		fmt.Fprintf(&long, "w%d. ", i)
	}
	table.Rows = append(table.Rows, []document.Cell{document.Text("larga"), document.Text(long.String())})
	table.Footer = [][]document.Cell{{document.Text("pie"), document.Text("pie")}}
	sheets := pages(t, write(t, &document.Document{Blocks: []document.Block{document.Paragraph{Text: document.Text("antes")}, table}}))
	for p, s := range sheets {
		if strings.Count(s, "Cabeza") != 1 {
			t.Errorf("page %d has not one header", p+1)
		}
		s = squeezed(s)
		for i := range 120 {
			if strings.Contains(s, fmt.Sprintf("desde-%d-", i)) != strings.Contains(s, fmt.Sprintf("hasta-%d-", i)) {
				t.Errorf("row %d is cut on page %d", i, p+1)
			}
		}
	}
	all := strings.Join(sheets, " ")
	for i := range 2500 {
		if w := fmt.Sprintf("w%d.", i); strings.Count(all, w) != 1 {
			t.Fatalf("%s is there %d times", w, strings.Count(all, w))
		}
	}
}

// TestNoHeadingAtTheEnd looks for a heading as the last of a page's text.
func TestNoHeadingAtTheEnd(t *testing.T) {
	d := &document.Document{}
	for i := range 80 {
		d.Blocks = append(d.Blocks,
			document.Heading{Level: 1 + i%4, ID: fmt.Sprint("a", i), Text: document.Text(fmt.Sprintf("Encabezado %d", i))},
			document.Paragraph{Text: document.Text(strings.Repeat("texto ", 10+i*7%60) + "fin")})
	}
	for p, s := range pages(t, write(t, d)) {
		lines := strings.Split(strings.TrimSpace(s), "\n")
		if len(lines) < 3 {
			t.Fatalf("page %d: %q", p+1, s)
		}
		// The last line is the number of the page.
		if last := lines[len(lines)-2]; strings.HasPrefix(last, "Encabezado") {
			t.Errorf("page %d ends with %s", p+1, last)
		}
		if !strings.HasPrefix(lines[len(lines)-1], "Página ") {
			t.Errorf("page %d: %s", p+1, lines[len(lines)-1])
		}
	}
}

// TestLongWord: a word of a file's length is broken and whole, in a time that
// goes with its length.
func TestLongWord(t *testing.T) {
	long := strings.Repeat("abcdefghij", 40_000)
	start := time.Now()
	file := write(t, &document.Document{Blocks: []document.Block{document.Paragraph{Text: document.Text(long)}}})
	if took := time.Since(start); took > 10*time.Second { // by the square of its length it took a minute
		t.Errorf("a word of %d letters took %s", len(long), took)
	}
	n := 0
	for _, s := range pages(t, file) {
		s, _, _ = strings.Cut(s, "Página")
		n += strings.Count(s, "a")
	}
	if n != len(long)/10 {
		t.Errorf("of %d a there are %d", len(long)/10, n)
	}
}

// TestNoRowAlone moves tables and a signature over the end of a page: a short
// table stays whole, of a long one at least two rows stand on each page, and who
// signs stands with the end of what is signed.
func TestNoRowAlone(t *testing.T) {
	rows := func(name string, n int) document.Table {
		table := document.Table{Columns: []document.Column{{Title: document.Text("Columna")}}}
		for i := range n {
			table.Rows = append(table.Rows, []document.Cell{document.Text(fmt.Sprintf("%s-%d.", name, i+1))})
		}
		return table
	}
	d := &document.Document{}
	for n := range 40 {
		for _, below := range [][]document.Block{
			{rows("corta", 12)}, {rows("larga", 35)},
			{rows("sellada", 12), document.Paragraph{Style: document.Centred, Text: document.Text("sellada-13.")}},
			{document.Paragraph{Text: document.Text("Firmado-1.")}, document.Paragraph{Style: document.Centred, Text: document.Text("Firmado-2.")}, document.Paragraph{Style: document.Centred, Text: document.Text("Firmado-3.")}},
		} {
			d.Blocks = append(d.Blocks, document.PageBreak{})
			for range n {
				d.Blocks = append(d.Blocks, document.Paragraph{Text: document.Text("relleno")})
			}
			d.Blocks = append(d.Blocks, below...)
		}
	}
	seen := map[string]bool{}
	for p, s := range pages(t, write(t, d)) {
		for _, what := range []struct {
			name string
			all  int
		}{{"corta-", 12}, {"larga-", 0}, {"sellada-", 13}, {"Firmado-", 3}} {
			n := strings.Count(s, what.name)
			if n == 1 || n > 0 && what.all > 0 && n != what.all {
				t.Errorf("page %d has %d of %s", p+1, n, what.name)
			}
			if what.name == "larga-" && n > 0 && n < 35 {
				seen["a long table over two pages"] = true
			}
			if what.name == "Firmado-" && n > 0 && !strings.Contains(s, "relleno") {
				seen["a signature on the next page"] = true
			}
		}
	}
	if len(seen) != 2 {
		t.Errorf("only %v", seen)
	}
}

// TestWhatAnnouncesStaysWithIt moves a list and a table over the end of a page.
func TestWhatAnnouncesStaysWithIt(t *testing.T) {
	list := document.List{Items: [][]document.Block{{document.Paragraph{Text: document.Text("uno")}}}}
	table := document.Table{Columns: []document.Column{{Title: document.Text("Columna")}}, Rows: [][]document.Cell{{document.Text("uno")}}}
	d := &document.Document{}
	for n := 25; n < 36; n++ {
		for _, below := range []document.Block{list, table} {
			d.Blocks = append(d.Blocks, document.PageBreak{})
			for range n {
				d.Blocks = append(d.Blocks, document.Paragraph{Text: document.Text("relleno")})
			}
			d.Blocks = append(d.Blocks, document.Paragraph{Text: document.Text("Son los siguientes:")}, below)
		}
	}
	turned := 0
	for p, s := range pages(t, write(t, d)) {
		if strings.Contains(s, "siguientes:") != strings.Contains(s, "uno") {
			t.Errorf("page %d: %s", p+1, s)
		}
		if strings.Contains(s, "siguientes:") && !strings.Contains(s, "relleno") {
			turned++
		}
	}
	if turned == 0 {
		t.Error("none stood at the end of a page")
	}
}

// TestCover has a header on each page but the cover.
func TestCover(t *testing.T) {
	d := documenttest.Sample()
	d.Status = "proyecto de prueba"
	for p, s := range pages(t, write(t, d)) {
		if strings.Contains(s, d.Status) != (p > 0) {
			t.Errorf("page %d: %s", p+1, s)
		}
	}
	d.Blocks = d.Blocks[3:]
	if s := pages(t, write(t, d))[0]; !strings.Contains(s, d.Status) {
		t.Errorf("no header: %s", s)
	}
}

// TestPictures draws what the library can and says what the rest was of.
func TestPictures(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 3, 3)) // 16 bits, which the library does not read
	var b bytes.Buffer
	if err := png.Encode(&b, deep); err != nil {
		t.Fatal(err)
	}
	picture := func(alt, kind string, data []byte) document.Block {
		return document.Image{Alt: alt, Type: kind, Data: data}
	}
	text := strings.Join(pages(t, write(t, &document.Document{Blocks: []document.Block{
		picture("buena", "image/png", documenttest.Picture()), picture("honda", "image/png", b.Bytes()),
		picture("cortada", "image/png", documenttest.Picture()[:60]), picture("otra", "image/gif", documenttest.Picture()), picture("nada", "image/jpeg", nil),
	}})), "")
	for alt, shown := range map[string]bool{"buena": true, "honda": true, "cortada": false, "otra": false, "nada": false} {
		if strings.Contains(text, "["+alt+"]") == shown {
			t.Errorf("%s: %q", alt, text)
		}
	}
}

// TestNoGlyph shows what the fonts lack.
func TestNoGlyph(t *testing.T) {
	d := &document.Document{Blocks: []document.Block{document.Paragraph{Text: document.Text("a 😀 語 \u0007 \xff e\u0301 n\u0303 ● ▲ ■ ○ ✓ ☐ « » ª º … − – — → ≤ ½ € fin")}}}
	got := strings.Join(pages(t, write(t, d)), "")
	if want := "a [U+1F600] [U+8A9E] [U+0007] \uFFFD é ñ ● ▲ ■ ○ ✓ ☐ « » ª º … − – — → ≤ ½ € fin"; !strings.Contains(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestRightToLeft copies text of such a script as it was.
func TestRightToLeft(t *testing.T) {
	for _, s := range []string{"שלום עולם", "abc שלום עולם def", "שלום abc עולם", "מספר 123 כאן"} {
		d := &document.Document{Blocks: []document.Block{document.Paragraph{Text: document.Text(s)}}}
		got := strings.Join(pages(t, write(t, d)), "")
		for _, w := range strings.Fields(s) {
			if !strings.Contains(got, w) {
				t.Errorf("%q: %q is not in %q", s, w, got)
			}
		}
	}
}

func TestEmpty(t *testing.T) {
	if got := pages(t, write(t, &document.Document{})); len(got) != 1 || !strings.Contains(got[0], "Página 1 de 1") {
		t.Errorf("got %q", got)
	}
	breaks := &document.Document{Blocks: []document.Block{
		document.PageBreak{}, document.Paragraph{Text: document.Text("uno")}, document.PageBreak{}, document.PageBreak{},
		document.Pages{Landscape: true, Blocks: []document.Block{document.Paragraph{Text: document.Text("dos")}}},
		document.PageBreak{}, document.Paragraph{Text: document.Text("tres")}, document.PageBreak{}, document.Pages{},
	}}
	if got := pages(t, write(t, breaks)); len(got) != 3 {
		t.Errorf("%d pages: %q", len(got), got)
	}
}

func TestErrorOfWriter(t *testing.T) {
	want := errors.New("no room")
	if err := pdf.Write(failing{want}, documenttest.Sample()); !errors.Is(err, want) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }

func FuzzWrite(f *testing.F) {
	for _, s := range documenttest.Nasty {
		f.Add(s, uint64(1))
	}
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		d := documenttest.Random(rand.New(rand.NewPCG(seed, 5)))
		in := document.Text(s)
		d.Title = s
		d.Blocks = append(d.Blocks, document.Heading{Level: 2, ID: "x", Text: in}, document.Table{Columns: make([]document.Column, 2), Rows: [][]document.Cell{{in, in}}},
			document.Image{Alt: s, Type: "image/png", Data: []byte(s)})
		write(t, d)
	})
}

func rows(n int) *document.Document {
	t := document.Table{Columns: []document.Column{{Title: document.Text("No.")}, {Title: document.Text("Actividad")}, {Title: document.Text("Responsables")}, {Title: document.Text("Fecha")}}}
	for i := range n {
		t.Rows = append(t.Rows, []document.Cell{document.Text(fmt.Sprint(i)), document.Text("Elaboración de cuestionarios a autoridades competentes para conocer el estado que guarda la armonización"), document.Text("Secretaría de Gobernación, Fiscalía General de la República"), document.Text("Marzo-abril")})
	}
	return &document.Document{Title: "renglones", Blocks: []document.Block{t}}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{240, 2000, 8000} {
		d := rows(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				write(b, d)
			}
		})
	}
}
