package markdown_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"patci/pkg/document"
	"patci/pkg/document/documenttest"
	"patci/pkg/render/markdown"
)

func write(t testing.TB, d *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := markdown.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// block is the text of one block: what it is, and each character but spaces
// with its looks in front where they change.
type block struct{ kind, text string }

var reader = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithXHTML(), html.WithUnsafe()))

// parse reads Markdown as a forge does.
func parse(t testing.TB, text string) []block {
	t.Helper()
	var b bytes.Buffer
	if err := reader.Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	dec := xml.NewDecoder(strings.NewReader("<html>" + strings.ReplaceAll(b.String(), "<br>", "<br />") + "</html>"))
	dec.Entity = xml.HTMLEntity
	var out []block
	var open []string
	var cur looks
	flush := func() {
		if cur.b.Len() > 0 {
			kind := ""
			for _, o := range slices.Backward(open) {
				if strings.Contains(" h1 h2 h3 h4 h5 h6 th td li p ", " "+o+" ") {
					kind = o
					break
				}
			}
			if kind == "li" || slices.Contains(open, "li") && kind == "p" {
				kind = "p"
			}
			out = append(out, block{kind, cur.b.String()})
			cur = looks{}
		}
	}
	skip := 0
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s\nof\n%s", err, b.String(), text)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			switch name {
			case "strong", "em", "del", "code", "br", "html", "tr", "table", "thead", "tbody", "hr":
			case "sup":
				// a reference: an element around its number
			case "a":
				for _, a := range tok.Attr {
					if a.Name.Local == "class" && a.Value == "footnote-backref" {
						skip++
					}
				}
			case "p", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "li", "ul", "ol", "blockquote", "div":
				flush()
			default:
				t.Fatalf("element %s in\n%s\nof\n%s", name, b.String(), text)
			}
			open = append(open, name)
		case xml.EndElement:
			if tok.Name.Local == "a" && skip > 0 {
				skip--
			}
			if strings.Contains(" p h1 h2 h3 h4 h5 h6 th td li ", " "+tok.Name.Local+" ") {
				flush()
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if skip > 0 {
				continue
			}
			var l uint
			for _, o := range open {
				switch o {
				case "strong":
					l |= 1
				case "em":
					l |= 2
				case "del":
					l |= 4
				case "code":
					l |= 8
				case "a":
					l |= 16
				case "sup":
					l |= 32
				}
			}
			if l&32 != 0 {
				l = 32
			}
			cur.add(string(tok), l)
		}
	}
	flush()
	return out
}

type looks struct {
	b    strings.Builder
	last uint
}

func (l *looks) add(text string, now uint) {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\u200b", "")), "")
	if text == "" {
		return
	}
	if now != l.last {
		l.b.WriteString("{" + string(rune('A'+now)) + "}")
		l.last = now
	}
	l.b.WriteString(text)
}

// expected is what a document must be read back as.
func expected(d *document.Document) []block {
	var out []block
	opening := d.Opens()
	list := document.Headings(d.Blocks, 99)
	levels := document.Depths(list)
	ids := map[string]bool{}
	for _, h := range list {
		ids[h.ID] = true
	}
	next, number := 0, 0
	numbers := map[int]int{} // a forge counts the notes as they are first referred to
	var order []int
	add := func(kind string, in []document.Inline, extra uint) {
		var l looks
		for _, i := range in {
			switch i := i.(type) {
			case document.Run:
				now := extra
				if i.Bold {
					now |= 1
				}
				if i.Italic {
					now |= 2
				}
				if i.Strike {
					now |= 4
				}
				if i.Code {
					now |= 8
				}
				if document.Outside(i.Link) || i.Link != "" && i.Link[0] == '#' && ids[i.Link[1:]] {
					now |= 16
				}
				l.add(i.Text, now)
			case document.Ref:
				if numbers[i.Note] == 0 {
					number++
					numbers[i.Note] = number
					order = append(order, i.Note)
				}
				l.add(string(rune('0'+numbers[i.Note])), 32)
			}
		}
		if l.b.Len() > 0 {
			out = append(out, block{kind, l.b.String()})
		}
	}
	h := func(n int) string { return "h" + string(rune('0'+min(n, 6))) }
	if opening == document.ByTitle {
		add("h1", document.Text(d.Title), 0)
	}
	titled := false
	var walk func(blocks []document.Block)
	walk = func(blocks []document.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case document.Heading:
				level := levels[next]
				next++
				if opening == document.ByCover || opening == document.ByTitle {
					level++
				}
				add(h(level), b.Text, 0)
			case document.Paragraph:
				switch {
				case b.Style == document.Title && opening == document.ByCover && !titled && document.String(b.Text) != "":
					titled = true
					add("h1", b.Text, 0)
				case b.Style == document.Title, b.Style == document.Caption:
					add("p", b.Text, 1)
				default:
					add("p", b.Text, 0)
				}
			case document.Quote:
				walk(b.Blocks)
			case document.Pages:
				walk(b.Blocks)
			case document.List:
				for _, i := range b.Items {
					walk(i)
				}
			case document.Image:
				if strings.TrimSpace(b.Alt) != "" {
					add("p", document.Text("[imagen: "+b.Alt+"]"), 2)
				}
			case document.Contents:
				any := false
				for _, h := range document.Headings(d.Blocks, b.Level) {
					if s := document.String(h.Text); s != "" {
						if !any {
							any = true
							add("p", document.Text(b.Title), 1)
						}
						add("p", document.Text(s), 16)
					}
				}
			case document.Table:
				if !b.Bare {
					for _, c := range b.Columns {
						add("th", c.Title, 0)
					}
				}
				for _, r := range b.Rows {
					for _, c := range r {
						add("td", c, 0)
					}
				}
				for _, r := range b.Footer {
					for _, c := range r {
						add("td", c, 1)
					}
				}
			}
		}
	}
	walk(d.Blocks)
	for i, n := range d.Notes {
		if numbers[i+1] == 0 {
			add("p", append(document.Text("["+string(rune('1'+i))+"] "), n...), 0)
		}
	}
	for _, n := range order {
		in := d.Notes[n-1]
		if document.String(in) == "" {
			in = document.Text("—")
		}
		add("p", in, 0)
	}
	return out
}

func compare(t *testing.T, d *document.Document) bool {
	t.Helper()
	text := write(t, d)
	got, want := parse(t, text), expected(d)
	for i := range max(len(got), len(want)) {
		var g, w block
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("block %d:\ngot  %v\nwant %v\nof\n%s", i, g, w, text)
			return false
		}
	}
	return true
}

// TestReadBack reads random documents back: the same blocks with the same
// characters in the same looks.
func TestReadBack(t *testing.T) {
	for seed := range uint64(600) {
		if !compare(t, documenttest.Random(rand.New(rand.NewPCG(seed, 2)))) {
			t.Fatalf("seed %d", seed)
		}
	}
}

func TestSampleReadBack(t *testing.T) { compare(t, documenttest.Sample()) }

func FuzzReadBack(f *testing.F) {
	for _, s := range documenttest.Nasty {
		f.Add(s, s, uint8(0))
		f.Add(s, "a", uint8(5))
	}
	f.Fuzz(func(t *testing.T, a, b string, looks uint8) {
		run := func(s string, l uint8) document.Run {
			r := document.Run{Text: strings.ReplaceAll(s, "\n", " "), Bold: l&1 != 0, Italic: l&2 != 0, Strike: l&4 != 0, Code: l&8 != 0}
			if l&16 != 0 {
				r.Link = "https://x.mx"
			}
			return r
		}
		if strings.ToValidUTF8(a, "") != a || strings.ToValidUTF8(b, "") != b || strings.ContainsFunc(a+b, func(r rune) bool { return r < 0x20 || 0x7f <= r && r < 0xa1 || r == 0x200b }) {
			t.Skip()
		}
		in := []document.Inline{run(a, looks), run(b, looks>>3), document.Break{}, run(b, 0), run(a, looks>>1)}
		compare(t, &document.Document{Blocks: []document.Block{
			document.Paragraph{Text: in},
			document.Table{Columns: []document.Column{{Title: in}}, Rows: [][]document.Cell{{in}}},
			document.List{Items: [][]document.Block{{document.Paragraph{Text: in}}}},
		}})
	})
}
