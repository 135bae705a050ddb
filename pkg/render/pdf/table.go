package pdf

import (
	"math"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

// table is a table whose columns have their widths.
type table struct {
	columns []document.Column
	widths  []float64
	setting setting
	pad     float64
	head    *item
}

// cellText is the words of a cell, measured once.
type cellText struct{ words []word }

// tableSizes are the sizes of letters that a table may take: the first in
// which no word has to be broken.
var tableSizes = []float64{9, 8.25, 7.5, 6.75}

const (
	whole = 8   // rows that a table may have to be kept on one page, however high
	part  = 0.4 // of a page that a table may take to be kept on one
	lone  = 0.2 // of a page that two rows may take not to be left one by one
)

// table adds a table.
func (b *builder) table(t document.Table) {
	cols := len(t.Columns)
	for _, rows := range [][][]document.Cell{t.Rows, t.Footer} {
		for _, r := range rows {
			cols = max(cols, len(r))
		}
	}
	if cols == 0 {
		return
	}
	tb := &table{columns: make([]document.Column, cols), pad: 4}
	copy(tb.columns, t.Columns)
	titled := false
	for _, c := range t.Columns {
		titled = titled || !t.Bare && document.String(c.Title) != ""
	}
	var rows [][]cellText
	var header []cellText
	for n, size := range tableSizes {
		tb.setting = setting{size: size, face: regular, color: palette.Ink.Light}
		strong := tb.setting
		strong.face = bold
		rows, header = nil, nil
		if titled {
			header = make([]cellText, cols)
			for i, c := range t.Columns {
				header[i].words = b.words(c.Title, strong)
			}
		}
		for _, part := range [][][]document.Cell{t.Rows, t.Footer} {
			for k, r := range part {
				row := make([]cellText, cols)
				for i, c := range r {
					s := tb.setting
					if t.Headed && i == 0 || len(rows) >= len(t.Rows) && k < len(t.Footer) {
						s = strong
					}
					row[i].words = b.words(c, s)
				}
				rows = append(rows, row)
			}
		}
		var fits bool
		tb.widths, fits = share(tb.columns, header, rows, b.width, 2*tb.pad)
		if fits || n == len(tableSizes)-1 {
			break
		}
	}
	if header != nil {
		head := b.row(tb, header, true, palette.Panel.Light)
		head.header, head.keep = true, true
		tb.head = &head
		b.add(head)
	}
	total := len(rows)
	items := make([]item, total)
	height := 0.0
	for i, r := range rows {
		fill := palette.Color("")
		if i >= len(t.Rows) {
			fill = palette.Panel.Light
		}
		items[i] = b.row(tb, r, false, fill)
		height += items[i].height
	}
	page := (&sheet{landscape: b.left+b.width > pageWidth}).room()
	for i, it := range items {
		switch {
		case i+1 == total:
		case total <= whole || height <= part*page || i+1 >= len(t.Rows):
			it.keep = true
		case i == 0 || i+2 == len(t.Rows): // no row stands alone at the end of a page, nor on the next
			it.keep = it.height+items[i+1].height <= lone*page || i == 0 && header == nil
		}
		b.add(it)
	}
	b.gap(10)
}

// share gives the columns their widths: those asked for, or by what they hold;
// and tells whether all words fit.
func share(columns []document.Column, header []cellText, rows [][]cellText, width, padding float64) ([]float64, bool) {
	n := len(columns)
	least, most, asked := make([]float64, n), make([]float64, n), 0
	for i, c := range columns {
		asked += max(c.Width, 0)
		least[i], most[i] = padding+4, padding+4
	}
	for i, c := range header { // it may take two lines
		w, l := widths(c.words)
		least[i], most[i] = max(least[i], min(w, width*0.6)+padding+0.5), max(most[i], max(w, l*0.6)+padding+0.5)
	}
	for _, r := range rows {
		for i, c := range r {
			w, l := widths(c.words)
			least[i], most[i] = max(least[i], min(w, width*0.6)+padding+0.5), max(most[i], l+padding+0.5)
		}
	}
	sumLeast, sumMost := 0.0, 0.0
	for i := range columns {
		sumLeast += least[i]
		sumMost += most[i]
	}
	out := make([]float64, n)
	switch {
	case sumLeast > width:
		// Words will be broken, the longest first.
		limit := 0.0
		for step := width; step > 0.01; step /= 2 {
			sum := 0.0
			for _, l := range least {
				sum += math.Min(l, limit+step)
			}
			if sum <= width {
				limit += step
			}
		}
		sum := 0.0
		for i, l := range least {
			out[i] = math.Min(l, limit)
			sum += out[i]
		}
		for i := range out {
			out[i] *= width / sum
		}
		return out, false
	case asked > 0:
		// As asked, but no column narrower than its words.
		for i, c := range columns {
			out[i] = width * float64(max(c.Width, 0)) / float64(asked)
		}
		for range n {
			lack, slack := 0.0, 0.0
			for i := range out {
				if out[i] < least[i] {
					lack += least[i] - out[i]
					out[i] = least[i]
				} else {
					slack += out[i] - least[i]
				}
			}
			if lack < 0.01 || slack <= 0 {
				break
			}
			for i := range out {
				out[i] -= (out[i] - least[i]) * math.Min(1, lack/slack)
			}
		}
	case sumMost <= width:
		// Room to spare, most of it for the columns that hold most.
		squares := 0.0
		for _, m := range most {
			squares += m * m
		}
		for i, m := range most {
			out[i] = m + (width-sumMost)*m*m/squares
		}
	default:
		// What is left goes to short columns, which then stay on one line, and to
		// long texts, less than by their length.
		const damp = 0.75
		want := make([]float64, n)
		sum := 0.0
		for i := range out {
			want[i] = most[i] - least[i]
			sum += want[i]
			out[i] = least[i]
		}
		left := width - sumLeast
		for i, w := range want {
			if most[i] <= width*0.16 && left-w >= width*0.25 {
				out[i] += w
				left -= w
				sum -= w
				want[i] = 0
			}
		}
		for left > 0.01 && sum > 0.01 {
			weights := 0.0
			for i := range want {
				weights += math.Pow(want[i], damp)
			}
			given := 0.0
			for i := range want {
				g := math.Min(want[i], left*math.Pow(want[i], damp)/weights)
				out[i] += g
				want[i] -= g
				given += g
			}
			left -= given
			sum -= given
			if given < 0.01 {
				break
			}
		}
	}
	return out, true
}

// row sets a row.
func (b *builder) row(tb *table, cells []cellText, header bool, fill palette.Color) item {
	set := make([][]line, len(cells))
	for i, c := range cells {
		set[i] = b.lines(c.words, tb.widths[i]-2*tb.pad, tb.columns[i].Align)
	}
	return b.rowOf(tb, set, header, fill)
}

// rowOf is a row of lines.
func (b *builder) rowOf(tb *table, cells [][]line, header bool, fill palette.Color) item {
	high := 1
	it := item{table: tb}
	for _, c := range cells {
		high = max(high, len(c))
		for _, l := range c {
			it.notes = append(it.notes, l.notes...)
		}
	}
	lineHeight := tb.setting.height()
	it.height = float64(high)*lineHeight + 2*tb.pad
	left := b.left
	it.draw = func(c *canvas, x, y float64) {
		x += left
		at := x
		for i := range cells {
			if fill != "" {
				c.fill(at, y, tb.widths[i], it.height, fill)
			}
			at += tb.widths[i]
		}
		at = x
		for i, lines := range cells {
			top := y + tb.pad
			if header { // its titles stand above their columns
				top += float64(high-len(lines)) * lineHeight
			}
			for n, l := range lines {
				c.line(l, at+tb.pad, top+float64(n)*lineHeight, tb.setting)
			}
			at += tb.widths[i]
		}
		at = x
		for _, w := range tb.widths {
			c.frame(at, y, w, it.height)
			at += w
		}
		if header {
			c.rule(x, at, y+it.height, 0.9, palette.Faint.Light)
		}
	}
	it.cut = func(room float64) (item, item) {
		n := max(1, int((room-2*tb.pad)/lineHeight))
		first, rest := make([][]line, len(cells)), make([][]line, len(cells))
		for i, c := range cells {
			k := min(n, len(c))
			first[i], rest[i] = c[:k], c[k:]
		}
		a, z := b.rowOf(tb, first, header, fill), b.rowOf(tb, rest, header, fill)
		z.keep = it.keep
		return a, z
	}
	if high == 1 {
		it.cut = nil
	}
	return it
}
