package docx

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

func TestAddress(t *testing.T) {
	for _, c := range []struct{ link, want string }{
		{"https://www.gob.mx/segob", "https://www.gob.mx/segob"},
		{"HTTP://gob.mx", "HTTP://gob.mx"},
		{" https://gob.mx ", "https://gob.mx"},
		{"https://gob.mx:8080/a?b=c&d=e#f", "https://gob.mx:8080/a?b=c&d=e#f"},
		{"https://gob.mx/año nuevo", "https://gob.mx/a%C3%B1o%20nuevo"},
		{"https://gob.mx/a%20b%zz%", "https://gob.mx/a%20b%25zz%25"},
		{"https://gob.mx/#a#b", "https://gob.mx/#a%23b"},
		{"https://gob.mx/[a]\"<>", "https://gob.mx/%5Ba%5D%22%3C%3E"},
		{"mailto:ana@segob.gob.mx?subject=Sesión", "mailto:ana@segob.gob.mx?subject=Sesi%C3%B3n"},
		{"javascript:alert(1)", ""},
		{"java\nscript:alert(1)", ""},
		{"file:///etc/passwd", ""},
		{"//gob.mx", ""},
		{"gob.mx", ""},
		{"https://", ""},
		{"https:///a", ""},
		{"https://[::1/", ""},
		{"https://a b/", ""},
		{"https://a:b@c.mx/", ""},
		{"https://gob.mx:999999/", ""},
		{"mailto:ana", ""},
		{"mailto:a@b@c", ""},
		{"https://gob.mx/" + strings.Repeat("a", longest), ""},
		{"", ""},
	} {
		if got := address(c.link); got != c.want {
			t.Errorf("address(%q) = %q, want %q", c.link, got, c.want)
		}
	}
}

func TestStretches(t *testing.T) {
	for _, c := range []struct {
		text string
		want []stretch
	}{
		{"", nil},
		{"sesión 12", []stretch{{"sesión 12", false}}},
		{"שלום עולם", []stretch{{"שלום עולם", true}}},
		{"con שלום 12 עולם, y", []stretch{{"con ", false}, {"שלום 12 עולם", true}, {", y", false}}},
		{"مرحبا", []stretch{{"مرحبا", true}}},
		{"(א) a (ב)", []stretch{{"(", false}, {"א", true}, {") a (", false}, {"ב", true}, {")", false}}},
		{"שׁa", []stretch{{"שׁ", true}, {"a", false}}}, // with a point on the letter
		{"👩 日本", []stretch{{"👩 日本", false}}},
		{"\xffא\xff", []stretch{{"\xff", false}, {"א", true}, {"\xff", false}}},
	} {
		if got := stretches(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("stretches(%q) = %v, want %v", c.text, got, c.want)
		}
	}
}

// one writes a document of some blocks and reads it back.
func one(t *testing.T, notes [][]document.Inline, blocks ...document.Block) (opened, *node) {
	t.Helper()
	o := verify(t, write(t, &document.Document{Title: "Título", Notes: notes, Blocks: blocks}))
	return o, o.xml["word/document.xml"].child("w:body")
}

// style is the style of a paragraph.
func (n *node) style() string { return n.child("w:pPr").child("w:pStyle").attributes["w:val"] }

func body(s string) document.Paragraph { return document.Paragraph{Text: plain(s)} }

func TestPagesAndBreaks(t *testing.T) {
	_, b := one(t, nil,
		document.PageBreak{}, body("uno"), document.PageBreak{}, document.PageBreak{}, body("dos"), document.PageBreak{},
		document.Pages{Landscape: true, Blocks: []document.Block{document.PageBreak{}, document.Table{Columns: make([]document.Column, 1)}}},
		document.PageBreak{},
		document.Quote{Blocks: []document.Block{body("tres"), document.Pages{Blocks: []document.Block{body("cuatro")}}, body("cinco")}},
	)
	var got []string
	for _, c := range b.children {
		if c.name != "w:p" {
			got = append(got, c.name)
			continue
		}
		s := c.style() + " " + c.contains()
		if c.child("w:pPr").child("w:pageBreakBefore") != nil {
			s = "break " + s
		}
		if p := c.child("w:pPr").child("w:sectPr"); p != nil {
			s += " " + p.child("w:pgSz").attributes["w:w"]
		}
		got = append(got, s)
	}
	want := []string{"BodyText uno", "break BodyText dos 12240", "w:tbl", "Separador  15840", "Quote tres 12240", "Quote cuatro 12240", "Quote cinco", "w:sectPr"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// TestBound: what announces a table or a list, what is signed, and the rows of a
// short table stay on the page of what is below them.
func TestBound(t *testing.T) {
	centred := func(s string) document.Paragraph {
		return document.Paragraph{Style: document.Centred, Text: plain(s)}
	}
	rows := func(name string, n int) document.Table {
		table := document.Table{Bare: true, Columns: make([]document.Column, 1)}
		for i := range n {
			table.Rows = append(table.Rows, []document.Cell{plain(fmt.Sprint(name, i+1))})
		}
		return table
	}
	_, b := one(t, nil, body("uno:"), document.List{Items: [][]document.Block{{body("a:")}, {body("b:")}}}, body("dos:"), document.Table{Columns: make([]document.Column, 1)},
		body("tres:"), body("cuatro"), centred("cinco"), centred("seis"), body("siete"), rows("corta", 8), centred("ocho"), rows("larga", 9))
	var got []string
	for _, p := range b.all("w:p") {
		if p.child("w:pPr").child("w:keepNext") != nil && p.contains() != "" {
			got = append(got, p.contains())
		}
	}
	if want := []string{"uno:", "dos:", "cuatro", "cinco", "corta1", "corta2", "corta3", "corta4", "corta5", "corta6", "corta7", "corta8"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLists(t *testing.T) {
	item := func(s string, more ...document.Block) []document.Block {
		return append([]document.Block{body(s)}, more...)
	}
	o, b := one(t, nil,
		document.List{Ordered: true, Start: 1, Items: [][]document.Block{item("a", document.List{Ordered: true, Start: 4, Items: [][]document.Block{item("b")}}), item("c", body("sigue"))}},
		document.List{Ordered: true, Start: 7, Items: [][]document.Block{item("d")}},
		document.List{Items: [][]document.Block{item("e", document.List{Items: [][]document.Block{item("f")}})}},
		document.List{Ordered: true, Start: 0, Items: [][]document.Block{{document.Image{Type: "image/png", Data: testPicture(t, 1, 1)}}}},
	)
	begins := map[string]string{}
	for _, n := range o.xml["word/numbering.xml"].all("w:num") {
		for _, l := range n.all("w:lvlOverride") {
			begins[n.attributes["w:numId"]] = l.attributes["w:ilvl"] + " from " + l.child("w:startOverride").attributes["w:val"]
		}
	}
	var got []string
	for _, p := range b.all("w:p") {
		line := p.contains()
		if n := p.child("w:pPr").child("w:numPr"); n != nil {
			id := n.child("w:numId").attributes["w:val"]
			line += " level " + n.child("w:ilvl").attributes["w:val"] + " of " + id + " " + begins[id]
		}
		got = append(got, line)
	}
	want := []string{
		"a level 0 of 2 0 from 1", "b level 1 of 3 1 from 4", "c level 0 of 2 0 from 1", "sigue", "d level 0 of 4 0 from 7",
		"e level 0 of 1 ", "f level 1 of 1 ", " level 0 of 5 0 from 0", "",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestNotes(t *testing.T) {
	ref := func(n int) document.Inline { return document.Ref{Note: n} }
	o, b := one(t, [][]document.Inline{
		plain("primera"), {document.Run{Text: "segunda"}, ref(1), ref(2), ref(4)}, plain("tercera"), {document.Run{Text: "cuarta"}, ref(2)},
	}, document.Paragraph{Text: []document.Inline{ref(2), ref(1), ref(2)}}, document.Table{Columns: []document.Column{{Title: []document.Inline{ref(1)}}}})
	var notes []string
	for _, n := range o.xml["word/footnotes.xml"].children[2:] {
		notes = append(notes, n.contains())
	}
	// The fourth is only named by another, and is told where it is.
	if want := []string{" segunda21 (cuarta)", " primera"}; !slices.Equal(notes, want) {
		t.Errorf("footnotes are %q, want %q", notes, want)
	}
	// What is repeated is the number that its note has there: 1 and 2.
	if got := b.contains(); got != "12" {
		t.Errorf("repeated references are %q", got)
	}
}

func TestErrors(t *testing.T) {
	table := func(columns int, cells int) document.Block {
		return document.Table{Label: "x", Columns: make([]document.Column, columns), Rows: [][]document.Cell{make([]document.Cell, cells)}}
	}
	for _, c := range []struct {
		d    document.Document
		want string
	}{
		{document.Document{Blocks: []document.Block{document.Paragraph{Text: []document.Inline{document.Ref{Note: 1}}}}}, "el documento remite a la nota al pie 1, que no existe"},
		{document.Document{Notes: [][]document.Inline{{document.Ref{Note: 0}}}}, "el documento remite a la nota al pie 0, que no existe"},
		{document.Document{Blocks: []document.Block{document.List{Items: [][]document.Block{{document.Image{Alt: "mapa", Type: "image/svg+xml"}}}}}}, "la imagen «mapa» es de tipo «image/svg+xml»; se admiten image/png e image/jpeg"},
		{document.Document{Blocks: []document.Block{document.Image{Alt: "mapa", Type: "image/png", Data: []byte("GIF")}}}, "la imagen «mapa» no se pudo leer"},
		{document.Document{Blocks: []document.Block{table(64, 1)}}, "la tabla «x» tiene 64 columnas; en un documento de Word caben 63"},
		{document.Document{Blocks: []document.Block{table(2, 3)}}, "un renglón de la tabla «x» tiene 3 celdas para 2 columnas"},
	} {
		err := Write(&strings.Builder{}, &c.d)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	full := errors.New("disco lleno")
	if err := Write(&after{n: 500, err: full}, everything(t)); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
}

// after fails once some bytes were written.
type after struct {
	n   int
	err error
}

func (a *after) Write(p []byte) (int, error) {
	if a.n -= len(p); a.n < 0 {
		return 0, a.err
	}
	return len(p), nil
}

func TestTableProperties(t *testing.T) {
	_, b := one(t, nil, document.Table{
		Label: "Sesiones", Headed: true, Columns: []document.Column{{Title: plain("No."), Align: document.Right}, {Title: plain("Fecha"), Align: document.Centre}},
		Rows: [][]document.Cell{{plain("1"), plain("abril")}, {plain("שלום"), nil}}, Footer: [][]document.Cell{{plain("2")}},
	})
	table := b.child("w:tbl")
	p := table.child("w:tblPr")
	if got := p.child("w:tblCaption").attributes["w:val"]; got != "Sesiones" {
		t.Errorf("the caption is %q", got)
	}
	if got := p.child("w:tblDescription").attributes["w:val"]; got != "columnas: No., Fecha" {
		t.Errorf("the description is %q", got)
	}
	if l := p.child("w:tblLook").attributes; l["w:firstRow"] != "1" || l["w:firstColumn"] != "1" || l["w:val"] != "06A0" {
		t.Errorf("the look is %v", l)
	}
	var got []string
	for _, r := range table.all("w:tr") {
		s := ""
		if r.child("w:trPr").child("w:tblHeader") != nil {
			s = "head "
		}
		for _, c := range r.all("w:p") {
			s += c.style() + ":" + c.contains()
			if j := c.child("w:pPr").child("w:jc"); j != nil {
				s += ":" + j.attributes["w:val"]
			}
			if c.child("w:pPr").child("w:keepNext") != nil {
				s += ":keep"
			}
			s += " "
		}
		got = append(got, s)
	}
	want := []string{
		"head EncabezadoDeTabla:No.:right EncabezadoDeTabla:Fecha:center ",
		"TextoDeTabla:1:right:keep TextoDeTabla:abril:center:keep ",
		"TextoDeTabla:שלום:left:keep TextoDeTabla::center:keep ", // the side where its text begins
		"TotalDeTabla:2:right TotalDeTabla::center ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestRunProperties(t *testing.T) {
	_, b := one(t, nil, document.Paragraph{Text: []document.Inline{
		document.Run{Text: "todo", Bold: true, Italic: true, Strike: true, Code: true, Tone: document.Bad, Link: "https://a.mx"},
		document.Run{Text: "שלום", Tone: document.Good},
		document.Run{Text: "nada"},
	}})
	var got []string
	for _, r := range b.all("w:r") {
		s := ""
		if p := r.child("w:rPr"); p != nil {
			for _, c := range p.children {
				s += strings.TrimPrefix(c.name, "w:") + c.attributes["w:val"] + " "
			}
		}
		got = append(got, s)
	}
	want := []string{
		"rStyleHyperlink rFonts b bCs i iCs strike noProof color" + hex(palette.Bad) + " ",
		"color" + hex(palette.Good) + " rtl ", "",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// TestContents: each entry links to the heading that it names.
func TestContents(t *testing.T) {
	heading := func(level int, s string) document.Heading {
		return document.Heading{Level: level, ID: s, Text: append(plain(s), document.Ref{Note: 1})}
	}
	o, b := one(t, [][]document.Inline{plain("nota")},
		heading(1, "antes"), document.Contents{Title: "Contenido", Level: 2}, document.Contents{Level: 1},
		document.Quote{Blocks: []document.Block{heading(2, "en cita")}}, heading(3, "honda"),
		document.Pages{Blocks: []document.Block{heading(1, "en páginas")}}, heading(9, "de más"), heading(2, "última"),
	)
	at := map[string]string{}
	for _, p := range b.all("w:p") {
		for _, m := range p.all("w:bookmarkStart") {
			at[m.attributes["w:name"]] = p.contains()
		}
	}
	var got []string
	for _, p := range b.all("w:p") {
		link := p.child("w:hyperlink")
		if link == nil || !strings.HasPrefix(p.style(), "TOC") {
			continue
		}
		text := strings.TrimSuffix(p.contains(), "\t")
		if target := strings.TrimSuffix(at[link.attributes["w:anchor"]], "1"); target != text {
			t.Errorf("%q leads to %q", text, target)
		}
		got = append(got, p.style()+" "+text)
	}
	want := []string{"TOC1 antes", "TOC2 en cita", "TOC1 en páginas", "TOC2 última", "TOC1 antes", "TOC1 en páginas"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	settings := string(o.parts["word/settings.xml"])
	if whole := settings + string(o.parts["word/document.xml"]); strings.Contains(whole, "updateFields") || strings.Contains(whole, "dirty") {
		t.Error("Word would ask whether to update fields")
	}
}

func TestWidths(t *testing.T) {
	table := func(rows int, cells ...string) *document.Table {
		t := &document.Table{Bare: true, Columns: make([]document.Column, len(cells))}
		for range rows {
			var row []document.Cell
			for _, c := range cells {
				row = append(row, plain(c))
			}
			t.Rows = append(t.Rows, row)
		}
		return t
	}
	long := strings.Repeat("la Comisión Intersecretarial sesionará ", 20)
	const width = 9640
	for _, c := range []struct {
		name  string
		table *document.Table
		check func(w []int) bool
	}{
		{"a short column is not stretched", table(3, "1", "Décima Novena Sesión Ordinaria", "Abril/Mayo"), func(w []int) bool { return w[0] < 600 && w[1] > w[2] }},
		{"a date stays on one line beside a long text", table(3, long, "15 de septiembre de 2022"), func(w []int) bool { return w[1] > textWidth("15 de septiembre de 2022", tableSize, false)+padding }},
		{"two long texts share", table(3, long, long), func(w []int) bool { return w[0] > width*2/5 && w[1] > width*2/5 }},
		{"a long word leaves room for others", table(3, strings.Repeat("x", 500), "Intersecretarial", "abril"), func(w []int) bool {
			return w[0] > width/2 && w[1] > textWidth("Intersecretarial", tableSize, false)+padding && w[2] > textWidth("abril", tableSize, false)+padding
		}},
		{"many long words share", table(1, strings.Repeat("x", 500), strings.Repeat("y", 500), "a"), func(w []int) bool { return w[0] > width/3 && w[1] > width/3 && w[2] > padding }},
		{"nothing", table(1, "", ""), func(w []int) bool { return w[0] == w[1] }},
		{"63 columns", table(1, make([]string, maxColumns)...), func(w []int) bool { return slices.Min(w) > 100 }},
	} {
		w := share(c.table, width)
		if sum(w) != width || !c.check(w) {
			t.Errorf("%s: %v", c.name, w)
		}
	}
	given := table(1, "a", "b", "c")
	given.Columns[0].Width, given.Columns[1].Width = 1, 3
	if w := share(given, 6000); !slices.Equal(w, []int{1000, 3000, 2000}) {
		t.Errorf("given shares became %v", w)
	}
}

func TestAnchors(t *testing.T) {
	long := strings.Repeat("calendario-", 6)
	var blocks []document.Block
	for _, id := range []string{"a-b", "A_B", "2022", "ñ", "_Toc000000001", long, long + "x", "a-b"} {
		blocks = append(blocks, document.Heading{Level: 1, ID: id, Text: []document.Inline{document.Run{Text: id, Link: "#" + id}}})
	}
	_, b := one(t, nil, blocks...)
	var got []string
	for _, l := range b.all("w:hyperlink") {
		got = append(got, l.attributes["w:anchor"])
	}
	want := []string{
		"a_b", "A_B_2", "p_2022", "p__", "p__Toc000000001", strings.ReplaceAll(long, "-", "_")[:40], strings.ReplaceAll(long, "-", "_")[:38] + "_2", "a_b",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestHeaders(t *testing.T) {
	long := strings.Repeat("Programa Anual ", 20)
	for _, c := range []struct {
		d    document.Document
		want string // each header of the first section: its pages and its text
	}{
		{document.Document{Title: "T", Status: "proyecto", Blocks: []document.Block{body("x")}}, "default T\tproyecto"},
		{document.Document{Title: "T", Blocks: []document.Block{body("x")}}, "default T"},
		{document.Document{Title: long, Status: "proyecto"}, "default " + long + "\nproyecto"},
		{document.Document{Title: "T", Status: "proyecto", Blocks: []document.Block{document.Paragraph{Style: document.Title, Text: plain("T")}}}, "default T\tproyecto, first proyecto"},
	} {
		o := verify(t, write(t, &c.d))
		targets := map[string]string{}
		for _, r := range o.xml["word/_rels/document.xml.rels"].children {
			targets[r.attributes["Id"]] = "word/" + r.attributes["Target"]
		}
		var got []string
		for _, h := range o.xml["word/document.xml"].all("w:headerReference") {
			got = append(got, fmt.Sprintf("%s %s", h.attributes["w:type"], o.xml[targets[h.attributes["r:id"]]].contains()))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("got %q, want %q", s, c.want)
		}
	}
}
