package document_test

import (
	"testing"

	"patci/pkg/document"
)

func TestText(t *testing.T) {
	got := document.Text("uno\r\ndos\n\ntres")
	want := []document.Inline{document.Run{Text: "uno"}, document.Break{}, document.Run{Text: "dos"}, document.Break{}, document.Break{}, document.Run{Text: "tres"}}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %v, want %v", i, got[i], want[i])
		}
	}
	if s := document.String(got); s != "uno dos tres" {
		t.Errorf("got %q", s)
	}
}

func TestAnchors(t *testing.T) {
	var a document.Anchors
	for _, test := range []struct{ text, want string }{
		{"Día Mundial contra la Trata", "dia-mundial-contra-la-trata"},
		{"día mundial contra la trata", "dia-mundial-contra-la-trata-2"},
		{"Objetivo prioritario 1.- Promover", "objetivo-prioritario-1-promover"},
		{"¿…?", "parte"},
		{"会", "parte-2"},
		{"<script>", "script"},
	} {
		if got := a.ID(test.text); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestHeadings(t *testing.T) {
	blocks := []document.Block{
		document.Heading{Level: 1, ID: "a"},
		document.Pages{Landscape: true, Blocks: []document.Block{document.Heading{Level: 2, ID: "b"}, document.Quote{Blocks: []document.Block{document.Heading{Level: 3, ID: "c"}}}}},
		document.Heading{Level: 2, ID: "d"},
	}
	got := ""
	for _, h := range document.Headings(blocks, 2) {
		got += h.ID
	}
	if got != "abd" {
		t.Errorf("got %s", got)
	}
}

func TestOutside(t *testing.T) {
	for _, test := range []struct {
		link string
		want bool
	}{
		{"https://www.gob.mx/segob?a=1&b=(2)#c", true},
		{"HTTP://x", true},
		{"mailto:pleno@segob.gob.mx", true},
		{"https://niño.mx/ñ", true},
		{"http://", false},
		{"mailto:", false},
		{"javascript:alert(1)", false},
		{"data:text/html,x", false},
		{" https://x", false},
		{"https://x y", false},
		{"https://x\"onclick=1", false},
		{"https://x\u202ey", false},
		{"https://\xff", false},
		{"#a", false},
		{"", false},
	} {
		if got := document.Outside(test.link); got != test.want {
			t.Errorf("%q: got %v, want %v", test.link, got, test.want)
		}
	}
}
