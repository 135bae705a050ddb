package docx

import (
	"math"
	"strings"
	"unicode"

	"patci/pkg/document"
)

// helvetica are the widths of the characters from space to ~ of Arial, in
// thousandths of its size.
var helvetica = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// textWidth is about how wide a text is, in twentieths of a point; the size is
// in half points, as the file has it.
func textWidth(s string, size int, bold bool) int {
	units := 0
	for _, r := range s {
		switch {
		case ' ' <= r && r <= '~':
			units += int(helvetica[r-' '])
		case r < 0x1100:
			if !unicode.Is(unicode.M, r) {
				units += 600
			}
		default:
			units += 1000
		}
	}
	if bold {
		units = units * 108 / 100
	}
	return units * size / 100
}

const (
	tableSize = 18  // of the text in tables, in half points
	padding   = 180 // of a cell, both sides
)

// claim is what a column asks for.
type claim struct {
	least   float64 // its longest word on one line
	most    float64 // its longest cell on one line
	squares float64 // of the widths of its cells
	cells   int
}

// weigh adds a cell to a claim.
func (c *claim) weigh(in []document.Inline, bold bool) {
	line, widest := 0.0, 0.0
	for _, i := range in {
		switch i := i.(type) {
		case document.Break:
			line = 0
		case document.Ref:
			line += 100
		case document.Run:
			strong := bold || i.Bold
			text := i.Text
			line += float64(textWidth(text, tableSize, strong))
			for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }) {
				c.least = max(c.least, float64(textWidth(w, tableSize, strong)))
			}
		}
		widest = max(widest, line)
	}
	c.most = max(c.most, widest)
	c.squares += widest * widest
	c.cells++
}

// share divides the width of a table among its columns: by their shares where
// the document gives them, and otherwise by what they hold. Every column then
// has room for its longest word, as far as there is; what is left goes by the
// square root of how much text a column has, so that a long one does not
// starve those beside it, and none gets more than its longest cell asks for
// while another could use it.
func share(t *document.Table, width int) []int {
	n := len(t.Columns)
	want := make([]float64, n)
	given, known := 0.0, 0
	for i, c := range t.Columns {
		if c.Width > 0 {
			want[i] = float64(c.Width)
			given += want[i]
			known++
		}
	}
	if known > 0 {
		for i := range want {
			if want[i] == 0 { // as wide as the others are on average
				want[i] = given / float64(known)
			}
		}
		return scale(want, width)
	}
	claims := make([]claim, n)
	for i, c := range t.Columns {
		if !t.Bare {
			claims[i].weigh(c.Title, true)
		}
	}
	for i := range claims {
		for _, r := range t.Rows {
			if i < len(r) {
				claims[i].weigh(r[i], false)
			}
		}
		for _, r := range t.Footer {
			if i < len(r) {
				claims[i].weigh(r[i], true)
			}
		}
	}
	least, most := make([]float64, n), make([]float64, n)
	pull := make([]float64, n)
	for i, c := range claims {
		const slack = 1.04 // other machines have other fonts
		least[i] = c.least*slack + padding
		most[i] = c.most*slack + padding
		pull[i] = math.Sqrt(math.Sqrt(c.squares/float64(max(c.cells, 1)))) + 1
	}
	switch total := float64(width); {
	case add(most) <= total:
		return scale(most, width)
	case add(least) >= total: // long words are cut, the longest first
		return scale(level(least, total), width)
	default:
		return scale(pour(least, most, pull, total), width)
	}
}

// level lowers the highest of values until their sum is a total.
func level(values []float64, total float64) []float64 {
	low, high := 0.0, total
	out := make([]float64, len(values))
	for range 60 {
		limit := (low + high) / 2
		for i, v := range values {
			out[i] = min(v, limit)
		}
		if add(out) > total {
			high = limit
		} else {
			low = limit
		}
	}
	return out
}

// pour gives each its pull times what all have in common, yet at least its
// least and at most its most, so that the sum is a total.
func pour(least, most, pull []float64, total float64) []float64 {
	low, high := 0.0, total
	out := make([]float64, len(pull))
	for range 60 {
		k := (low + high) / 2
		for i := range out {
			out[i] = min(max(k*pull[i], least[i]), most[i])
		}
		if add(out) > total {
			high = k
		} else {
			low = k
		}
	}
	return out
}

// scale makes whole numbers of values whose sum is a width.
func scale(values []float64, width int) []int {
	total := add(values)
	out := make([]int, len(values))
	so, done := 0.0, 0
	for i, v := range values {
		so += v
		out[i] = int(math.Round(so/total*float64(width))) - done
		done += out[i]
	}
	return out
}

func add(values []float64) float64 {
	t := 0.0
	for _, v := range values {
		t += v
	}
	return t
}

func sum(values []int) int {
	t := 0
	for _, v := range values {
		t += v
	}
	return t
}
