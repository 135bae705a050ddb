// Package pdf writes a document as PDF on letter paper with fonts of its own:
// text that can be selected in its order, an outline, a table of contents with
// the numbers of the pages, footnotes on the page that refers to them.
//
// The library that it uses writes no structure (tagged PDF): who needs that
// takes the page or the text document. Arabic letters are not joined. What the
// fonts have no glyph for stands as its code, [U+1F600].
package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

// Write writes the document to w: the same bytes for the same document, with
// no date in them.
func Write(w io.Writer, d *document.Document) error {
	b := &builder{doc: d, width: pageWidth - 2*sideMargin, anchors: map[string]bool{}, notes: map[float64][][]line{}}
	b.list = document.Headings(d.Blocks, math.MaxInt)
	b.depths = document.Depths(b.list)
	for _, h := range b.list {
		b.anchors[h.ID] = true
	}
	b.blocks(d.Blocks)
	f := filler{b: b}
	f.fill(b.items)
	b.rest(&f)
	if b.cover() {
		f.sheets[0].lower()
	}

	c := newCanvas(b, f.sheets)
	for i, s := range f.sheets {
		c.page(i, s)
	}
	var out bytes.Buffer
	if err := c.pdf.Output(&out); err != nil {
		return fmt.Errorf("writing PDF: %w", err)
	}
	_, err := w.Write(undated(out.Bytes()))
	return err
}

// rest adds the notes that nothing refers to, below all else.
func (b *builder) rest(f *filler) {
	for n := 1; n <= len(b.doc.Notes); n++ {
		if f.shown[n] {
			continue
		}
		f.shown[n] = true
		for _, l := range b.note(n, f.cur.width()) {
			if f.y+notesHeight(len(f.cur.notes)+1) > f.cur.room() {
				f.turn(f.cur.landscape)
			}
			f.cur.notes = append(f.cur.notes, l)
		}
	}
}

var dates = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/(?:CreationDate|ModDate) \(D:20000101000000\)`) })

// undated takes the dates out, which the library insists on: a document says
// itself of which day it is. Spaces take their place, because the file knows
// the places of its parts by their bytes.
func undated(file []byte) []byte {
	i := bytes.LastIndex(file, []byte("/CreationDate"))
	if i < 0 {
		return file
	}
	return append(slices.Clone(file[:i]), dates().ReplaceAllFunc(file[i:], func(m []byte) []byte { return bytes.Repeat([]byte(" "), len(m)) })...)
}

// canvas draws on pages.
type canvas struct {
	b      *builder
	pdf    *fpdf.Fpdf
	links  map[string]int
	at     map[string]int // the page of each heading
	number int
	pages  int
	last   look
	color  palette.Color
	added  [faces]bool
	sheets []*sheet
}

func newCanvas(b *builder, sheets []*sheet) *canvas {
	c := &canvas{b: b, pages: len(sheets), links: map[string]int{}, at: map[string]int{}, sheets: sheets}
	c.pdf = fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: pageWidth, Ht: pageHeight}})
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	c.pdf.SetCreationDate(day)
	c.pdf.SetModificationDate(day)
	c.pdf.SetCatalogSort(true)
	c.pdf.SetAutoPageBreak(false, 0)
	c.pdf.SetMargins(0, 0, 0)
	c.pdf.SetLang(document.Language)
	c.pdf.SetTitle(property(b.doc.Title), false)
	c.pdf.SetAuthor(property(b.doc.Organisation), false)
	c.pdf.SetSubject(property(b.doc.Status), false)
	c.pdf.SetCreator("patci", true)
	for _, h := range b.list {
		if _, ok := c.links[h.ID]; !ok {
			c.links[h.ID] = c.pdf.AddLink()
		}
	}
	for i, p := range b.images {
		c.pdf.RegisterImageOptionsReader(fmt.Sprintf("imagen %d", i+1), fpdf.ImageOptions{ImageType: p.kind}, bytes.NewReader(p.data))
	}
	for i, s := range sheets {
		for _, it := range s.items {
			if it.id != "" && c.at[it.id] == 0 {
				c.at[it.id] = i + 1
			}
		}
	}
	return c
}

// property is a text as the properties of a file have it: UTF-16, which the
// library makes wrongly of what stands outside the first plane.
func property(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, string(utf8.RuneError))), " ")
	if s == "" {
		return ""
	}
	out := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.BigEndian.AppendUint16(out, u)
	}
	return string(out)
}

// page draws a page.
func (c *canvas) page(i int, s *sheet) {
	c.number = i + 1
	orientation := "P"
	if s.landscape {
		orientation = "L"
	}
	c.pdf.AddPageFormat(orientation, fpdf.SizeType{Wd: pageWidth, Ht: pageHeight})
	c.last, c.color = look{}, "" // each page sets them anew
	width, height := s.size()
	small := setting{size: 8, face: regular, color: palette.Faint.Light}
	right := width - sideMargin
	if c.number > 1 || !c.b.cover() {
		status := c.b.single(c.b.doc.Status, small, 150)
		title := c.b.single(c.b.doc.Title, small, right-sideMargin-status.width-20)
		y := topMargin - 28
		c.line(title, sideMargin, y, small)
		c.line(status, right-status.width, y, small)
		if len(title.pieces)+len(status.pieces) > 0 {
			c.rule(sideMargin, right, y+small.height()+2, 0.5, palette.Line.Light)
		}
	}
	for _, it := range s.items {
		y := topMargin + it.y
		for _, bar := range it.bars {
			gap := it.gap
			if it.fresh {
				gap = 0
			}
			c.fill(sideMargin+bar, y-gap, 2, it.height+gap, palette.Line.Light)
		}
		it.draw(c, sideMargin, y)
	}
	if n := len(s.notes); n > 0 {
		y := height - bottomMargin - float64(n)*noteSetting.height()
		c.rule(sideMargin, sideMargin+120, y-4, 0.5, palette.Faint.Light)
		for k, l := range s.notes {
			c.line(l, sideMargin, y+float64(k)*noteSetting.height(), noteSetting)
		}
	}
	y := height - bottomMargin + 18
	page := c.b.single(fmt.Sprintf("Página %d de %d", c.number, c.pages), small, 150)
	// The name of a body is told whole if two lines hold it.
	room := right - sideMargin - page.width - 20
	name := c.b.lines(c.b.words(document.Text(c.b.doc.Organisation), small), room, document.Left)
	if len(name) > 2 {
		name = []line{c.b.single(c.b.doc.Organisation, small, room)}
	}
	for i, l := range name {
		c.line(l, sideMargin, y+float64(i)*small.height(), small)
	}
	c.line(page, right-page.width, y, small)
}

// cover tells whether the first page is one: a title and what belongs to it,
// and then another page.
func (b *builder) cover() bool {
	title := false
	for _, bl := range b.doc.Blocks {
		switch bl := bl.(type) {
		case document.PageBreak, document.Pages:
			return title
		case document.Paragraph:
			title = title || bl.Style == document.Title
		case document.Image:
		default:
			return false
		}
	}
	return false
}

// single is a text on one line, cut with «…» where it is wider.
func (b *builder) single(s string, set setting, width float64) line {
	in := []document.Inline{document.Run{Text: strings.Join(strings.Fields(s), " ")}}
	lines := b.lines(b.words(in, set), width, document.Left)
	if len(lines) == 0 {
		return line{}
	}
	if len(lines) > 1 {
		dots, _ := b.fonts.advance(set.face, '…')
		lines = b.lines(b.words(in, set), width-dots*set.size, document.Left)
		first := lines[0]
		for i := range first.pieces {
			if i == len(first.pieces)-1 {
				first.pieces[i].text += "…"
				first.width += dots * set.size
			}
		}
		return first
	}
	return lines[0]
}

// line draws a line whose top is at y.
func (c *canvas) line(l line, x, y float64, s setting) {
	const ascent = 1.01 // of the base line below the top, in letters
	for _, p := range l.pieces {
		at, size := x+p.x, p.look.size
		base := y + s.size*ascent - p.look.rise
		if p.look.code {
			c.fill(at-1, base-size*0.85, p.width+2, size*1.15, palette.Panel.Light)
		}
		c.use(p.look)
		c.pdf.Text(at, base, p.text)
		if p.look.strike {
			c.rule(at, at+p.width, base-size*0.28, size*0.06, p.look.color)
		}
		if to, ok := strings.CutPrefix(p.look.link, "#"); ok {
			c.jump(at, base-size, p.width, size*1.25, to)
		} else if p.look.link != "" {
			c.pdf.LinkString(at, base-size, p.width, size*1.25, p.look.link)
		}
	}
}

// use takes a font and a colour.
func (c *canvas) use(l look) {
	f := files[l.face]
	if !c.added[l.face] {
		c.pdf.AddUTF8FontFromBytes(f.family, f.style, f.data)
		c.added[l.face] = true
	}
	if c.last.face != l.face || c.last.size != l.size {
		c.pdf.SetFont(f.family, f.style, l.size)
		c.last = l
	}
	if c.color != l.color {
		r, g, b := rgb(l.color)
		c.pdf.SetTextColor(r, g, b)
		c.color = l.color
	}
}

func rgb(c palette.Color) (r, g, b int) {
	n, err := strconv.ParseUint(strings.TrimPrefix(string(c), "#"), 16, 24)
	if err != nil {
		return 0, 0, 0
	}
	return int(n >> 16), int(n >> 8 & 0xff), int(n & 0xff)
}

func (c *canvas) fill(x, y, w, h float64, color palette.Color) {
	r, g, b := rgb(color)
	c.pdf.SetFillColor(r, g, b)
	c.pdf.Rect(x, y, w, h, "F")
}

func (c *canvas) frame(x, y, w, h float64) {
	r, g, b := rgb(palette.Line.Light)
	c.pdf.SetDrawColor(r, g, b)
	c.pdf.SetLineWidth(0.5)
	c.pdf.Rect(x, y, w, h, "D")
}

func (c *canvas) rule(from, to, y, width float64, color palette.Color) {
	r, g, b := rgb(color)
	c.pdf.SetDrawColor(r, g, b)
	c.pdf.SetLineWidth(width)
	c.pdf.Line(from, y, to, y)
}

func (c *canvas) image(name string, x, y, w, h float64) {
	c.pdf.ImageOptions(name, x, y, w, h, false, fpdf.ImageOptions{}, 0, "")
}

// anchor is where the links to a heading and its line in the outline lead.
func (c *canvas) anchor(id, name string, depth int, y float64) {
	c.use(look{face: regular, size: bodySetting.size, color: palette.Ink.Light}) // a font of these encodes the name
	if name != "" {
		c.pdf.Bookmark(c.b.fonts.drawn(name), depth-1, y-6)
	}
	if link, ok := c.links[id]; ok {
		c.pdf.SetLink(link, y-6, c.number)
	}
}

func (c *canvas) jump(x, y, w, h float64, id string) {
	if link, ok := c.links[id]; ok {
		c.pdf.Link(x, y, w, h, link)
	}
}

// leader ends a line of the contents: dots and the page.
func (c *canvas) leader(from, to, y float64, s setting, id string) {
	number := c.b.single(fmt.Sprint(c.at[id]), s, math.Inf(1))
	c.line(number, to-number.width, y, s)
	if from += 5; from < to-number.width-5 {
		// Drawn, not written: nobody wants to copy dots.
		c.pdf.SetDashPattern([]float64{0.8, 2.6}, 0)
		c.rule(from, to-number.width-5, y+s.size, 0.8, palette.Faint.Light)
		c.pdf.SetDashPattern(nil, 0)
	}
}
