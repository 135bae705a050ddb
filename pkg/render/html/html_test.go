package html_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"patci/pkg/document"
	"patci/pkg/document/documenttest"
	"patci/pkg/foreign"
	"patci/pkg/render/html"
)

func write(t testing.TB, d *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read is a page read back: what it says in main, its ids, where its links
// lead, and how often each element stands in it.
type read struct {
	text     string
	ids      map[string]int
	links    []string
	elements map[string]int
	levels   []int
}

func parse(t testing.TB, page string) read {
	t.Helper()
	r := read{ids: map[string]int{}, elements: map[string]int{}}
	dec := xml.NewDecoder(strings.NewReader(page))
	dec.Strict, dec.AutoClose, dec.Entity = true, []string{"meta", "br", "col", "img"}, xml.HTMLEntity
	var b strings.Builder
	var open []string
	for {

		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, page)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			open = append(open, tok.Name.Local)
			r.elements[tok.Name.Local]++
			if n := tok.Name.Local; len(n) == 2 && n[0] == 'h' && n[1] >= '1' && n[1] <= '6' {
				r.levels = append(r.levels, int(n[1]-'0'))
			}
			for _, a := range tok.Attr {
				switch a.Name.Local {
				case "id":
					r.ids[a.Value]++
				case "href":
					r.links = append(r.links, a.Value)
				case "style":
					t.Error("the policy forbids the attribute style")
				default:
					if strings.HasPrefix(a.Name.Local, "on") {
						t.Errorf("attribute %s", a.Name.Local)
					}
				}
			}
			if tok.Name.Local == "br" || tok.Name.Local == "td" || tok.Name.Local == "th" {
				b.WriteByte(' ')
			}
		case xml.EndElement:
			if open[len(open)-1] != tok.Name.Local {
				t.Fatalf("%s closes %v", tok.Name.Local, open)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if slices.Contains(open, "main") {
				b.Write(tok)
			}
		}
	}
	r.text = squeeze(b.String())
	return r
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestNothingIsLost reads random documents back: every text is there in its
// order, elements are closed, ids stand once, links lead somewhere.
func TestNothingIsLost(t *testing.T) {
	for seed := range uint64(200) {
		d := documenttest.Random(rand.New(rand.NewPCG(seed, 1)))
		page := write(t, d)
		// A document's own void elements and its doctype, as XML has them.
		r := parse(t, void.ReplaceAllString(page, "$1/>"))
		for id, n := range r.ids {
			if n != 1 {
				t.Errorf("%d: id %s stands %d times", seed, id, n)
			}
		}
		for _, l := range r.links {
			if id, ok := strings.CutPrefix(l, "#"); ok && r.ids[id] != 1 || !ok && !document.Outside(l) {
				t.Errorf("%d: a link leads to %s", seed, l)
			}
		}
		last := 0
		for _, l := range r.levels {
			if l > last+1 {
				t.Errorf("%d: levels %v", seed, r.levels)
			}
			last = l
		}
		if r.elements["h1"] > 1 || r.elements["script"] > 0 || r.elements["b"] > 0 {
			t.Errorf("%d: %v", seed, r.elements)
		}
		rest := r.text
		for _, want := range texts(d) {
			i := strings.Index(rest, want)
			if i < 0 {
				t.Fatalf("%d: %q is not in the rest of the page: %q\n%s", seed, want, rest, page)
			}
			rest = rest[i+len(want):]
		}
	}
}

var void = regexp.MustCompile(`(<(?:meta|br|col|img)\b[^>]*)>`)

// texts are the runs of a document in their order, as a page shows them.
func texts(d *document.Document) []string {
	var out []string
	add := func(in []document.Inline) {
		for _, i := range in {
			if r, ok := i.(document.Run); ok {
				if s := squeeze(shown(r.Text)); s != "" {
					out = append(out, s)
				}
			}
		}
	}
	var walk func(blocks []document.Block)
	walk = func(blocks []document.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case document.Heading:
				add(b.Text)
			case document.Paragraph:
				add(b.Text)
			case document.Quote:
				walk(b.Blocks)
			case document.Pages:
				walk(b.Blocks)
			case document.List:
				for _, i := range b.Items {
					walk(i)
				}
			case document.Contents:
				for _, h := range document.Headings(d.Blocks, b.Level) {
					if s := document.String(h.Text); s != "" {
						out = append(out, squeeze(shown(s)))
					}
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
	}
	walk(d.Blocks)
	for _, n := range d.Notes {
		add(n)
	}
	return out
}

func shown(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func TestLevels(t *testing.T) {
	h := func(level int, text string) document.Block {
		return document.Heading{Level: level, ID: text, Text: document.Text(text)}
	}
	title := document.Paragraph{Style: document.Title, Text: document.Text("portada")}
	for _, test := range []struct {
		name string
		doc  document.Document
		want string
	}{
		{"a cover", document.Document{Title: "T", Blocks: []document.Block{title, h(1, "a"), h(3, "b"), h(3, "c"), h(2, "d"), h(1, "e")}}, "h1:portada h2:a h3:b h3:c h3:d h2:e"},
		{"one top", document.Document{Title: "T", Blocks: []document.Block{h(1, "a"), h(2, "b")}}, "h1:a h2:b"},
		{"many tops", document.Document{Title: "T", Blocks: []document.Block{h(2, "a"), h(2, "b")}}, "h1:T h2:a h2:b"},
		{"none", document.Document{Title: "T"}, "h1:T"},
		{"a title below", document.Document{Title: "T", Blocks: []document.Block{h(1, "a"), title, h(1, "b")}}, "h1:T h2:a h2:b"},
		{"two covers", document.Document{Blocks: []document.Block{title, title}}, "h1:portada"},
		{"nothing", document.Document{}, ""},
		{"notes", document.Document{Notes: [][]document.Inline{document.Text("n")}}, "h1:Notas"},
	} {
		var got []string
		for _, m := range regexp.MustCompile(`<(h\d)[^>]*>([^<]*)`).FindAllStringSubmatch(write(t, &test.doc), -1) {
			got = append(got, m[1]+":"+m[2])
		}
		if g := strings.Join(got, " "); g != test.want {
			t.Errorf("%s: got %s, want %s", test.name, g, test.want)
		}
	}
}

func TestParts(t *testing.T) {
	page := write(t, documenttest.Sample())
	for _, want := range []string{
		`<html lang="es-MX">`,
		`<title>Programa Anual de Trabajo 2022 (proyecto)</title>`,
		`<a href="#calendario-de-sesiones">el calendario</a>`,
		`<sup><a id="llamada_1" href="#nota_1" role="doc-noteref" aria-label="nota 1">1</a></sup>`,
		`<a href="#llamada_1_2" role="doc-backlink" aria-label="volver a la llamada de la nota 1, vez 2">`,
		`<a href="https://www.gob.mx/segob?a=1&amp;b=2" rel="noopener noreferrer">`,
		`<caption>Sesiones ordinarias del Pleno</caption>`,
		`<th class="m10" scope="col">Sesión</th>`,
		`<th scope="row">Vigésima Sesión Ordinaria</th>`,
		"<tfoot>\n<tr><th scope=\"row\">Total</th><td>4</td><td></td></tr>",
		`aria-label="tabla 1: sesiones ordinarias de 2022"`,
		`<span class="good">● verde</span>`,
		`<div class="pages landscape">`,
		`<figure><img alt="Escudo de prueba: dos franjas" src="data:image/png;base64,`,
		`&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;`,
		`<bdi>abc ` + "\u202e" + ` def</bdi>`,
		`content:"Programa Anual de Trabajo 2022 · proyecto"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in the page", want)
		}
	}
	if n := strings.Count(page, "<script"); n > 0 {
		t.Errorf("%d scripts", n)
	}
	if page != write(t, documenttest.Sample()) {
		t.Error("two pages of one document differ")
	}
}

func TestWhatAnnouncesStaysWithIt(t *testing.T) {
	say := func(s string) document.Block { return document.Paragraph{Text: document.Text(s)} }
	page := write(t, &document.Document{Blocks: []document.Block{say("Son:"), document.List{Items: [][]document.Block{{say("uno")}}}, say("Fin:"), say("punto")}})
	if !strings.Contains(page, `<p class="lead">Son:</p>`) || !strings.Contains(page, "<p>Fin:</p>") {
		t.Error(page)
	}
}

// TestTitleInStyle is about the one place where data stands in the style sheet.
func TestTitleInStyle(t *testing.T) {
	page := write(t, &document.Document{Title: `a"}</style><script>\b` + "\n"})
	if strings.Count(page, "</style>") != 1 || !strings.Contains(page, `content:"a\22 }\3c /style\3e \3c script\3e \5c b"`) {
		t.Error(page)
	}
}

// TestRunningHead checks that every printed page says the status, however long
// the title is.
func TestRunningHead(t *testing.T) {
	for title, want := range map[string]string{
		"Informe de avance con corte al 30 de junio de 2022 · Programa Anual de Trabajo 2022": "Informe de avance con corte al 30 de junio de 2022 · Programa Anual de Trabajo 2022 · proyecto",
		strings.Repeat("palabra ", 40): strings.TrimSpace(strings.Repeat("palabra ", 10)) + "… · proyecto",
		"":                             "proyecto",
	} {
		page := write(t, &document.Document{Title: title, Status: "proyecto"})
		if !strings.Contains(page, `content:"`+want+`"`) {
			t.Errorf("%q: no %q in %.400q", title, want, page[strings.Index(page, "@top-left{content"):])
		}
	}
}

// TestCover checks that only a cover with a page of its own begins far down it.
func TestCover(t *testing.T) {
	title, text := document.Paragraph{Style: document.Title, Text: document.Text("Informe")}, document.Paragraph{Text: document.Text("texto")}
	own := write(t, &document.Document{Blocks: []document.Block{title, text, document.PageBreak{}, text}})
	shared := write(t, &document.Document{Blocks: []document.Block{title, document.Heading{Level: 1, ID: "uno", Text: document.Text("Uno")}, document.PageBreak{}, text}})
	const class = `<main id="contenido_" class="covered">`
	if !strings.Contains(own, class) || strings.Contains(shared, class) {
		t.Errorf("%s\n%s", own, shared)
	}
}

func TestErrorOfWriter(t *testing.T) {
	want := errors.New("no room")
	if err := html.Write(failing{want}, documenttest.Sample()); !errors.Is(err, want) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }

// TestBrowser has real programs judge pages: a validator, a browser at two
// widths by day and night, a test of accessibility, and paper.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	chromium := foreign.Chromium(t)
	node, modules := foreign.Node(t, "puppeteer-core", "axe-core", "html-validate")
	folder := t.TempDir()
	docs := map[string]*document.Document{"sample": documenttest.Sample()}
	random := documenttest.Random(rand.New(rand.NewPCG(1, 3)))
	random.Title, random.Blocks = "Documento al azar", append([]document.Block{document.Contents{Title: "Contenido", Level: math.MaxInt}}, random.Blocks...)
	docs["random"] = random
	args := []string{filepath.Join("testdata", "check.cjs"), modules, chromium, t.TempDir()}
	for name, d := range docs {
		file := filepath.Join(folder, name+".html")
		if err := os.WriteFile(file, []byte(write(t, d)), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	slices.Sort(args[4:])
	cmd := exec.Command(node, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	var problems []string
	if err := json.Unmarshal(stdout.Bytes(), &problems); err != nil {
		t.Fatalf("%v: %s", err, stdout.String())
	}
	for _, p := range problems {
		t.Error(p)
	}
	// On paper the header of a table stands on each page of it.
	if pdftotext, err := exec.LookPath("pdftotext"); err == nil {
		out, err := exec.Command(pdftotext, "-raw", filepath.Join(folder, "sample.pdf"), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		sheets := 0
		for n, s := range strings.Split(string(out), "\f") {
			if s = squeeze(s); strings.Contains(s, "Elaboración de") {
				sheets++
				if !strings.Contains(s, "Responsables") {
					t.Errorf("page %d has no header: %s", n+1, s)
				}
				if strings.Count(s, "Elaboración de") != strings.Count(s, "trata de personas Secretaría") {
					t.Errorf("page %d cuts a row: %s", n+1, s)
				}
			}
		}
		if sheets < 3 {
			t.Errorf("the wide table stands on %d pages", sheets)
		}
	} else {
		t.Log("SKIPPED, no look at the printed page: install poppler-utils")
	}
	seen, err := os.ReadFile(filepath.Join(folder, "sample.txt"))
	if err != nil {
		t.Fatal(err)
	}
	rest := squeeze(string(seen))
	for _, want := range texts(docs["sample"]) {
		i := strings.Index(rest, want)
		if i < 0 {
			t.Fatalf("%q is not in the rest of what the browser shows", want)
		}
		rest = rest[i+len(want):]
	}
}
