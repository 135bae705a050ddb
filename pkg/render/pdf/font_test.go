package pdf

import (
	"testing"

	"patci/pkg/document"
)

// TestFaces reads each font and looks for the signs that documents use.
func TestFaces(t *testing.T) {
	var f fonts
	for i := range faces {
		for _, r := range "aAñÑáéíóúüÁÉÍÓÚÜ¿¡«»ªº…–—0123456789 .,;:()%/€§°" {
			if w, ok := f.advance(face(i), r); !ok || w <= 0 {
				t.Errorf("%s%s has no %q", files[i].family, files[i].style, r)
			}
		}
	}
	for _, r := range "●▲■○✓☐☑−→≤≥½□•" {
		for _, want := range []face{regular, bold, italic, boldItalic} {
			if _, ok := f.choose(want, r); !ok {
				t.Errorf("no face has %q", r)
			}
		}
	}
	for _, r := range "😀語" {
		if _, ok := f.choose(regular, r); ok {
			t.Errorf("%q is there", r)
		}
	}
}

// TestWidthsAreTheLibrarys compares the measures with those by which the
// library says where text ends.
func TestWidthsAreTheLibrarys(t *testing.T) {
	b := &builder{}
	c := &canvas{b: b, pdf: newCanvas(&builder{doc: &document.Document{}}, nil).pdf}
	c.pdf.AddPage()
	const text = "Décima Novena Sesión Ordinaria (por definir) «2022» — 100 %"
	for i := range faces {
		c.use(look{face: face(i), size: 10})
		sum := 0.0
		for _, r := range text {
			w, _ := b.fonts.advance(face(i), r)
			sum += w * 10
		}
		if got := c.pdf.GetStringWidth(text); got < sum-0.3 || got > sum+0.3 {
			t.Errorf("%s%s: the library says %.2f, not %.2f", files[i].family, files[i].style, got, sum)
		}
	}
}

func TestCompose(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"Sesio\u0301n n\u0303 u\u0308", "Sesión ñ ü"}, {"x\u0301", "x\u0301"}, {"\u0301a", "\u0301a"}, {"nada", "nada"},
	} {
		if got := compose(test.in); got != test.want {
			t.Errorf("%q: got %q", test.in, got)
		}
	}
}
