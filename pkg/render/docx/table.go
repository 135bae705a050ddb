package docx

import (
	"strconv"
	"strings"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

// maxColumns is how many columns a table of Word may have.
const maxColumns = 63

// table draws a table: its header row on every page, no row cut, the header
// with the first row and the totals with the last.
func (p *printer) table(t document.Table, at place) {
	columns := len(t.Columns)
	if columns == 0 || t.Bare && len(t.Rows)+len(t.Footer) == 0 {
		return
	}
	if p.spaced || p.turn {
		p.gap(at)
	}
	m := &p.body
	widths := share(&t, at.width())
	m.open("w:tbl")
	m.open("w:tblPr")
	m.empty("w:tblStyle", "w:val", "Tabla")
	m.empty("w:tblW", "w:w", strconv.Itoa(sum(widths)), "w:type", "dxa")
	if at.indent > 0 {
		m.empty("w:tblInd", "w:w", strconv.Itoa(at.indent), "w:type", "dxa")
	}
	m.empty("w:tblLayout", "w:type", "fixed")
	flag := func(b bool) string {
		if b {
			return "1"
		}
		return "0"
	}
	value := 0x0600 // no banding
	if !t.Bare {
		value |= 0x0020
	}
	if t.Headed {
		value |= 0x0080
	}
	m.empty("w:tblLook", "w:val", strings.ToUpper(strconv.FormatInt(int64(0x10000+value), 16)[1:]), "w:firstRow", flag(!t.Bare), "w:lastRow", "0",
		"w:firstColumn", flag(t.Headed), "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1")
	if t.Label != "" {
		m.empty("w:tblCaption", "w:val", t.Label)
	}
	if !t.Bare {
		var titles []string
		for _, c := range t.Columns {
			if s := document.String(c.Title); s != "" {
				titles = append(titles, s)
			}
		}
		m.empty("w:tblDescription", "w:val", "columnas: "+strings.Join(titles, ", "))
	}
	m.close("w:tblPr")
	m.open("w:tblGrid")
	for _, w := range widths {
		m.empty("w:gridCol", "w:w", strconv.Itoa(w))
	}
	m.close("w:tblGrid")

	if !t.Bare {
		titles := make([]document.Cell, columns)
		for i, c := range t.Columns {
			titles[i] = c.Title
		}
		p.row(&t, titles, widths, row{style: "EncabezadoDeTabla", header: true})
	}
	short := len(t.Rows)+len(t.Footer) <= whole
	for i, r := range t.Rows {
		last := i == len(t.Rows)-1
		p.row(&t, r, widths, row{style: "TextoDeTabla", keepNext: last && (len(t.Footer) > 0 || p.bound) || !last && short})
	}
	for i, r := range t.Footer {
		p.row(&t, r, widths, row{style: "TotalDeTabla", keepNext: i < len(t.Footer)-1 || p.bound, ruled: i == 0})
	}
	m.close("w:tbl")
	p.spaced, p.lead, p.lastEnd = true, 160, -1
}

// whole is how many rows a table may have to be kept on one page.
const whole = 8

// row is what the cells of a row have in common.
type row struct {
	style    string
	header   bool
	keepNext bool
	ruled    bool // a rule stands above it
}

func (p *printer) row(t *document.Table, cells []document.Cell, widths []int, g row) {
	m := &p.body
	m.open("w:tr")
	m.open("w:trPr")
	m.empty("w:cantSplit")
	if g.header {
		m.empty("w:tblHeader")
	}
	m.close("w:trPr")
	for i, w := range widths {
		m.open("w:tc")
		m.open("w:tcPr")
		m.empty("w:tcW", "w:w", strconv.Itoa(w), "w:type", "dxa")
		if g.ruled {
			m.open("w:tcBorders")
			m.empty("w:top", "w:val", "single", "w:sz", "8", "w:space", "0", "w:color", hex(palette.Faint))
			m.close("w:tcBorders")
		}
		if g.header {
			m.empty("w:vAlign", "w:val", "bottom")
		}
		m.close("w:tcPr")
		var cell document.Cell
		if i < len(cells) {
			cell = cells[i]
		}
		m.open("w:p")
		m.open("w:pPr")
		m.empty("w:pStyle", "w:val", g.style)
		if g.keepNext {
			m.empty("w:keepNext")
		}
		back := backwards(document.String(cell))
		if back {
			m.empty("w:bidi")
		}
		switch {
		case t.Columns[i].Align == document.Centre:
			m.empty("w:jc", "w:val", "center")
		case t.Columns[i].Align == document.Right && back: // where such a paragraph begins
			m.empty("w:jc", "w:val", "left")
		case t.Columns[i].Align == document.Right:
			m.empty("w:jc", "w:val", "right")
		}
		m.close("w:pPr")
		p.inlines(m, cell)
		m.close("w:p", "w:tc")
	}
	m.close("w:tr")
}
