package official_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"patci/pkg/document"
	"patci/pkg/foreign"
	"patci/pkg/official"
	"patci/pkg/render/docx"
	page "patci/pkg/render/html"
	"patci/pkg/render/markdown"
	"patci/pkg/render/pdf"
)

// evil is what a title may hold; in every format it is text.
var evil = []string{
	`Comillas "rectas", «angulares» y 'simples'`,
	`</script><script>alert(1)</script>`,
	`a | b \| c`,
	`**no** _es_ [Markdown](javascript:alert(1)) ![x](y.png) <b>x</b>`,
	"# no es un encabezado",
	"[^1] no es una nota",
	"1. no es una lista",
	`=SUM(A1:A9)`,
	"\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd, y después español",
	"]]>&amp;&lt;&#x27;%00",
	strings.Repeat("larguísima ", 50) + "fin",
	strings.Repeat("X", 500),
	"dos\nrenglones",
}

func TestEvilData(t *testing.T) {
	var y strings.Builder
	y.WriteString("program: {year: 2022, title: Plan}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nmeetings:\n")
	for i, s := range evil {
		fmt.Fprintf(&y, "  - {id: m%d, title: %q, date: marzo, footnote: %q}\n", i, s, "nota: "+s)
	}
	p := read(t, y.String())
	d, findings := official.Compose(official.Input{Program: p}, official.Options{})
	for _, f := range findings {
		t.Errorf("%s: %s", f.Place, f.Message)
	}
	shown := func(t *testing.T, text string) {
		t.Helper()
		text = bare(text)
		for _, s := range evil {
			if !strings.Contains(text, bare(s)) || !strings.Contains(text, bare("nota: "+s)) {
				t.Errorf("%.60q is not there as it is", s)
			}
		}
	}
	t.Run("docx", func(t *testing.T) {
		data := written(t, d, docx.Write)
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, name := range []string{"word/document.xml", "word/footnotes.xml"} {
			f, err := z.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			for dec := xml.NewDecoder(f); ; {
				token, err := dec.Token()
				if errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatal(name, err)
				}
				if c, ok := token.(xml.CharData); ok {
					text.Write(c)
				}
			}
		}
		shown(t, text.String())
	})
	t.Run("html", func(t *testing.T) {
		text := string(written(t, d, page.Write))
		if strings.Contains(text, "<script") || strings.Contains(text, `href="javascript`) || strings.Contains(text, "<img") {
			t.Error("what was text is a script, a link or an image")
		}
		shown(t, strings.NewReplacer("\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "").Replace(untagged(text)))
	})
	t.Run("markdown", func(t *testing.T) {
		// Read as Markdown again, all is text as before.
		text := string(written(t, d, markdown.Write))
		again, findings := compose(t, text, official.Options{})
		for _, f := range findings {
			t.Errorf("%s: %s: %.200s", f.Place, f.Message, f.Place.Text())
		}
		got := plainText(again)
		for _, n := range again.Notes {
			got += document.String(n) + "\n"
		}
		shown(t, got)
	})
	t.Run("pdf", func(t *testing.T) {
		data := written(t, d, pdf.Write)
		if !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Fatal("no PDF")
		}
		reader := foreign.Program(t, "poppler-utils", "pdftotext")
		text := bare(string(run(t, keep(t, "a.pdf", data), reader, "-raw", "-enc", "UTF-8", "a.pdf", "-")))
		for _, s := range evil[:8] { // of right-to-left text a reader tells the order anew, and pages cut what is long
			if !strings.Contains(text, bare(s)) {
				t.Errorf("%.60q is not there as it is", s)
			}
		}
	})
	for name, write := range map[string]func(io.Writer, *document.Document) error{"docx": docx.Write, "html": page.Write, "markdown": markdown.Write, "pdf": pdf.Write} {
		if !bytes.Equal(written(t, d, write), written(t, d, write)) {
			t.Errorf("%s: other bytes the second time", name)
		}
	}
}
