package docx

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"patci/pkg/document"
)

// maker makes documents at random.
type maker struct {
	*rand.Rand
	t        testing.TB
	notes    int
	ids      document.Anchors
	headings []string
	pictures int
}

func (m *maker) text() string {
	words := []string{"sesión", "Pleno", "19.ª", "«acuerdo»", "<b>", "&amp;", "]]>", "\"'", "=SUM(A1)", "שלום", "مرحبا 12", "👩‍👩‍👧", "e\u0301", "\x00\x1b", "\xff", "a\tb",
		"{ink}", "  ", strings.Repeat("x", 500), "\u202eoculto", "https://a.mx", "日本語", "\ufffe", ""}
	var out []string
	for range m.IntN(5) {
		out = append(out, words[m.IntN(len(words))])
	}
	return strings.Join(out, " ")
}

func (m *maker) inlines() []document.Inline {
	links := []string{"", "", "", "https://a.mx/?q=ñ&b= c#d#e", "http://x:99999999", "mailto:a@b.mx?subject=¿qué?", "javascript:x", "#nada", "http://", "ftp://a", "HTTPS://A.mx", "https://a.mx/%zz\n"}
	var out []document.Inline
	for range m.IntN(4) {
		switch m.IntN(6) {
		case 0:
			out = append(out, document.Break{})
		case 1:
			if m.notes > 0 {
				out = append(out, document.Ref{Note: 1 + m.IntN(m.notes)})
			}
		default:
			r := document.Run{Text: m.text(), Bold: m.IntN(4) == 0, Italic: m.IntN(4) == 0, Strike: m.IntN(8) == 0, Code: m.IntN(8) == 0, Tone: document.Tone(m.IntN(6)), Link: links[m.IntN(len(links))]}
			if len(m.headings) > 0 && m.IntN(6) == 0 {
				r.Link = "#" + m.headings[m.IntN(len(m.headings))]
			}
			out = append(out, r)
		}
	}
	return out
}

func (m *maker) blocks(depth int) []document.Block {
	var out []document.Block
	for range m.IntN(6) {
		switch k := m.IntN(12); {
		case k == 0:
			text := m.inlines()
			id := m.ids.ID(document.String(text))
			if m.IntN(10) == 0 {
				id = []string{"", "9-á", "MISMA", "misma"}[m.IntN(4)]
			}
			m.headings = append(m.headings, id)
			out = append(out, document.Heading{Level: m.IntN(9) - 1, ID: id, Text: text})
		case k == 1 && depth < 12:
			l := document.List{Ordered: m.IntN(2) == 0, Start: m.IntN(5) - 1}
			for range m.IntN(4) {
				l.Items = append(l.Items, m.blocks(depth+1))
			}
			out = append(out, l)
		case k <= 3:
			t := document.Table{Label: m.text(), Columns: make([]document.Column, m.IntN(6)), Headed: m.IntN(2) == 0, Bare: m.IntN(3) == 0}
			if m.IntN(50) == 0 {
				t.Columns = make([]document.Column, maxColumns)
			}
			for i := range t.Columns {
				t.Columns[i] = document.Column{Title: m.inlines(), Align: document.Align(m.IntN(4))}
				if m.IntN(8) == 0 {
					t.Columns[i].Width = m.IntN(1000) - 10
				}
			}
			rows := func(most int) (out [][]document.Cell) {
				for range m.IntN(most) {
					row := make([]document.Cell, m.IntN(len(t.Columns)+1))
					for i := range row {
						row[i] = m.inlines()
					}
					out = append(out, row)
				}
				return out
			}
			t.Rows, t.Footer = rows(5), rows(3)
			out = append(out, t)
		case k == 4 && depth < 12:
			out = append(out, document.Quote{Blocks: m.blocks(depth + 1)})
		case k == 5 && depth < 12:
			out = append(out, document.Pages{Landscape: m.IntN(2) == 0, Blocks: m.blocks(depth + 1)})
		case k == 6:
			m.pictures++
			out = append(out, document.Image{Alt: m.text(), Type: "image/png", Data: testPicture(m.t, 1+m.IntN(3), 1), Width: m.IntN(9000), Height: m.IntN(9000)})
		case k == 7:
			out = append(out, document.Contents{Title: m.text(), Level: m.IntN(9) - 1})
		case k == 8:
			out = append(out, document.PageBreak{})
		default:
			out = append(out, document.Paragraph{Style: document.Style(m.IntN(8)), Text: m.inlines()})
		}
	}
	return out
}

func random(t testing.TB, seed uint64) *document.Document {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, notes: 0}
	m.notes = m.IntN(4)
	d := &document.Document{Title: m.text(), Status: m.text(), Organisation: m.text(), Blocks: m.blocks(0)}
	for range m.notes {
		d.Notes = append(d.Notes, m.inlines())
	}
	return d
}

// TestRandom writes documents of any shape: all are well formed, and what they
// say is there in its order.
func TestRandom(t *testing.T) {
	n := uint64(400)
	if testing.Short() {
		n = 50
	}
	for seed := range n {
		d := random(t, seed)
		data := write(t, d)
		if !bytes.Equal(data, write(t, d)) {
			t.Errorf("document %d: other bytes the second time", seed)
		}
		o := verify(t, data)
		rest := o.xml["word/document.xml"].contains()
		for _, want := range said(d.Blocks) {
			at := strings.Index(rest, want)
			if at < 0 {
				t.Errorf("document %d does not say %q", seed, want)
				break
			}
			rest = rest[at+len(want):]
		}
		if t.Failed() {
			t.Fatalf("document %d: %#v", seed, d.Blocks)
		}
	}
}

// said lists the texts of blocks as the file can hold them, without the tables
// of contents and what none of its readers sees.
func said(blocks []document.Block) []string {
	var out []string
	add := func(in []document.Inline) {
		for _, i := range in {
			if r, ok := i.(document.Run); ok && r.Text != "" {
				out = append(out, held(r.Text))
			}
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			add(b.Text)
		case document.Paragraph:
			add(b.Text)
		case document.List:
			for _, i := range b.Items {
				out = append(out, said(i)...)
			}
		case document.Quote:
			out = append(out, said(b.Blocks)...)
		case document.Pages:
			out = append(out, said(b.Blocks)...)
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

// held is a text without what XML cannot hold, and with line breaks of one
// kind.
func held(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 || r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			r = 0xFFFD
		}
		b.WriteRune(r)
		s = s[n:]
	}
	return b.String()
}

// FuzzText puts a text in every place that holds one.
func FuzzText(f *testing.F) {
	for seed := range uint64(30) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 1)), t: f}
		f.Add(m.text())
	}
	f.Add("https://a.mx/\x7f?%#[]")
	f.Add("mailto:x@y.mx")
	f.Fuzz(func(t *testing.T, s string) {
		run := []document.Inline{document.Run{Text: s, Link: s}, document.Ref{Note: 1}}
		d := &document.Document{
			Title: s, Status: s, Organisation: s, Notes: [][]document.Inline{run[:1]},
			Blocks: []document.Block{
				document.Contents{Title: s, Level: 6},
				document.Heading{Level: 1, ID: s, Text: run},
				document.Paragraph{Text: []document.Inline{document.Run{Text: s, Link: "#" + s, Code: true, Bold: true}}},
				document.List{Ordered: true, Items: [][]document.Block{{document.Paragraph{Text: run[:1]}}}},
				document.Table{Label: s, Columns: []document.Column{{Title: run[:1]}, {}}, Rows: [][]document.Cell{{run[:1], run[:1]}}},
				document.Image{Alt: s, Type: "image/png", Data: testPicture(t, 1, 1)},
			},
		}
		o := verify(t, write(t, d))
		want := held(s)
		if got := strings.Count(o.xml["word/document.xml"].contains(), want); want != "" && got < 6 {
			t.Errorf("%q is there %d times", want, got)
		}
		if got := o.xml["docProps/core.xml"].child("dc:title").text; got != heldAttribute(s) {
			t.Errorf("the title is %q, want %q", got, heldAttribute(s))
		}
		if got := o.xml["word/document.xml"].all("wp:docPr")[0].attributes["descr"]; got != heldAttribute(s) {
			t.Errorf("the alternative text is %q, want %q", got, heldAttribute(s))
		}
	})
}

// heldAttribute is a text in an attribute, which keeps line breaks as they are.
func heldAttribute(s string) string {
	var b strings.Builder
	for i, part := range strings.Split(s, "\r") {
		if i > 0 {
			b.WriteByte('\r')
		}
		b.WriteString(held(part))
	}
	return b.String()
}

func bigTable(rows int) *document.Document {
	t := document.Table{Label: "grande", Headed: true, Columns: []document.Column{{Title: plain("No."), Align: document.Right}, {Title: plain("Actividad")}, {Title: plain("Responsables")}, {Title: plain("Fecha")}, {Title: plain("Avance")}}}
	for i := range rows {
		t.Rows = append(t.Rows, []document.Cell{
			plain(fmt.Sprint(i + 1)), plain("Elaboración de cuestionarios a autoridades competentes en materia de trata de personas"),
			plain("Subgrupo PATCI\nSecretaría de Gobernación"), plain("15 de marzo de 2022"), document.Toned("● verde", document.Good),
		})
	}
	return &document.Document{Title: "Programa", Blocks: []document.Block{t}}
}

func BenchmarkRows(b *testing.B) {
	for _, rows := range []int{500, 2000, 8000} {
		d := bigTable(rows)
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out bytes.Buffer
				if err := Write(&out, d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
		})
	}
}
