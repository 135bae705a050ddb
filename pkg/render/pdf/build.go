package pdf

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // pictures of a document
	"image/png"
	"math"
	"strings"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

// builder makes items of blocks.
type builder struct {
	doc     *document.Document
	fonts   fonts
	items   []item
	left    float64 // where text begins, from the margin
	width   float64 // of text
	space   float64 // wanted before the next item
	bars    []float64
	list    []document.Heading
	depths  []int
	heading int
	anchors map[string]bool
	notes   map[float64][][]line // by the width of the page
	marker  *marker
	images  []picture
}

// marker stands before the first line of an item of a list.
type marker struct {
	line line
	x    float64
}

type picture struct {
	kind string
	data []byte
}

const (
	pageWidth    = 612.0 // letter, in points
	pageHeight   = 792.0
	sideMargin   = 62.0
	topMargin    = 68.0
	bottomMargin = 62.0
	noteGap      = 12.0 // above the notes, with their rule
	leastCut     = 80.0 // what is worth beginning a row for
	indent       = 20.0
)

var (
	bodySetting = setting{size: 10.5, face: regular, color: palette.Ink.Light}
	noteSetting = setting{size: 8.5, face: regular, color: palette.Ink.Light}
	settings    = map[document.Style]setting{
		document.Title:    {size: 22, face: bold, color: palette.Ink.Light, align: document.Centre},
		document.Subtitle: {size: 13, face: regular, color: palette.Faint.Light, align: document.Centre},
		document.Caption:  {size: 10, face: bold, color: palette.Ink.Light},
		document.Centred:  {size: 10.5, face: regular, color: palette.Ink.Light, align: document.Centre},
		document.Small:    {size: 8.5, face: regular, color: palette.Ink.Light},
	}
	headingSizes = [...]float64{15, 12.5, 11, 10.5, 10.5, 10.5}
)

func (b *builder) add(it item) {
	it.before = max(it.before, b.space)
	b.space = 0
	if len(b.bars) > 0 {
		it.bars = append([]float64(nil), b.bars...)
	}
	b.items = append(b.items, it)
}

// gap wants a space before what comes next.
func (b *builder) gap(h float64) { b.space = max(b.space, h) }

// text adds a paragraph line by line and returns how many they are; then is
// called with the first, on whose page the heading id begins. Its first two lines
// and its last two stay together.
func (b *builder) text(in []document.Inline, s setting, keep bool, id string, then func(c *canvas, y float64)) int {
	words := b.words(in, s)
	lines := b.lines(words, b.width, s.align)
	if n := len(lines); n > 1 && n < 6 && (s.align == document.Centre || s.size > bodySetting.size) {
		// Of lines as long as each other: the narrowest width that makes as many.
		width := b.width
		for step := b.width / 4; step > 4; step /= 2 {
			if len(b.lines(words, width-step, s.align)) == n {
				width -= step
			}
		}
		lines = b.lines(words, width, s.align)
		if shift := (b.width - width) / 2; s.align == document.Centre {
			for _, l := range lines {
				for i := range l.pieces {
					l.pieces[i].x += shift
				}
			}
		}
	}
	if len(lines) == 0 && b.marker != nil {
		lines = []line{{}}
	}
	left := b.left
	mark := b.marker
	b.marker = nil
	for i, l := range lines {
		first := i == 0
		it := item{height: s.height(), notes: l.notes, keep: keep || first && len(lines) > 1 || i == len(lines)-2}
		it.draw = func(c *canvas, x, y float64) {
			if first && then != nil {
				then(c, y)
			}
			if first && mark != nil {
				c.line(mark.line, x+mark.x, y, s)
			}
			c.line(l, x+left, y, s)
		}
		if first {
			it.id = id
		}
		b.add(it)
	}
	return len(lines)
}

func (b *builder) blocks(blocks []document.Block) {
	for i, bl := range blocks {
		if centred(bl) && i > 0 && !centred(blocks[i-1]) {
			// Who signs stands on the page of what is signed, and off it.
			if n := len(b.items); n > 0 && b.items[n-1].page == stay {
				b.items[n-1].keep = true
			}
			b.gap(14)
		}
		switch bl := bl.(type) {
		case document.Heading:
			b.head(bl)
		case document.Paragraph:
			var below document.Block
			if i+1 < len(blocks) {
				below = blocks[i+1]
			}
			b.paragraph(bl, below)
		case document.List:
			b.bullets(bl)
		case document.Table:
			b.free()
			b.table(bl)
		case document.Quote:
			b.gap(10)
			start := len(b.items)
			b.bars = append(b.bars, b.left+2)
			b.left, b.width = b.left+14, b.width-14
			b.blocks(bl.Blocks)
			b.left, b.width = b.left-14, b.width+14
			b.bars = b.bars[:len(b.bars)-1]
			if len(b.items) > start {
				b.items[start].fresh = true
			}
			b.space = 0 // the bar ends with the text
			b.gap(10)
		case document.Image:
			b.image(bl)
		case document.Contents:
			b.contents(bl)
		case document.PageBreak:
			b.items = append(b.items, item{page: next})
			b.space = 0
		case document.Pages:
			b.pages(bl)
		}
	}
}

func centred(b document.Block) bool {
	p, ok := b.(document.Paragraph)
	return ok && p.Style == document.Centred
}

// free draws the marker of an item that begins with something else than text.
func (b *builder) free() {
	if b.marker != nil {
		b.text(nil, bodySetting, true, "", nil)
	}
}

func (b *builder) head(h document.Heading) {
	depth, id := b.depths[b.heading], h.ID
	b.heading++
	size := headingSizes[min(max(h.Level, 1), len(headingSizes))-1]
	s := setting{size: size, face: bold, color: palette.Ink.Light}
	if h.Level > 3 {
		s.face = boldItalic
	}
	name := document.String(h.Text)
	b.gap(size * 1.25)
	left, width := b.left, b.width
	n := b.text(h.Text, s, true, id, func(c *canvas, y float64) { c.anchor(id, name, depth, y) })
	if n == 0 {
		return
	}
	if h.Level == 1 {
		it := item{height: 3, keep: true}
		it.draw = func(c *canvas, x, y float64) { c.rule(x+left, x+left+width, y+2, 0.7, palette.Faint.Light) }
		b.add(it)
	}
	b.gap(size * 0.45)
}

// paragraph adds a paragraph; one that announces the block below it ends on the
// page of that.
func (b *builder) paragraph(p document.Paragraph, below document.Block) {
	s, ok := settings[p.Style]
	if !ok {
		s = bodySetting
	}
	switch p.Style {
	case document.Title:
		b.gap(18)
	case document.Caption:
		b.gap(8)
	}
	_, table := below.(document.Table)
	_, list := below.(document.List)
	if b.text(p.Text, s, p.Style == document.Caption && table, "", nil) == 0 {
		return
	}
	if (table || list) && strings.HasSuffix(document.String(p.Text), ":") {
		b.items[len(b.items)-1].keep = true
	}
	if p.Style == document.Centred && centred(below) {
		b.items[len(b.items)-1].keep = true
	}
	switch p.Style {
	case document.Title:
		b.gap(10)
	case document.Caption:
		b.gap(3)
	default:
		b.gap(7)
	}
}

func (b *builder) bullets(l document.List) {
	b.free()
	b.left, b.width = b.left+indent, b.width-indent
	for i, item := range l.Items {
		sign := "•"
		if l.Ordered {
			sign = fmt.Sprintf("%d.", l.Start+i)
		}
		words := b.words([]document.Inline{document.Run{Text: sign}}, bodySetting)
		mark := b.lines(words, math.Inf(1), document.Left)[0]
		x := b.left - 6 - mark.width
		if !l.Ordered {
			x = b.left - 11
		}
		b.marker = &marker{mark, x}
		b.blocks(item)
		b.free()
		if i+1 < len(l.Items) && b.space > 3 && len(item) < 2 {
			b.space = 3
		}
	}
	b.left, b.width = b.left-indent, b.width+indent
	b.gap(7)
}

// image adds a picture; what is none stands as its alternative text.
func (b *builder) image(i document.Image) {
	b.free()
	data, w, h := pixels(i)
	if data == nil {
		b.text(document.Text("["+i.Alt+"]"), settings[document.Centred], false, "", nil)
		b.gap(7)
		return
	}
	kind := strings.ToUpper(strings.TrimPrefix(i.Type, "image/"))
	b.images = append(b.images, picture{kind, data})
	name := fmt.Sprintf("imagen %d", len(b.images))
	width, height := float64(w)*0.75, float64(h)*0.75 // 96 pixels an inch
	scale := min(1, b.width/width, (pageWidth-topMargin-bottomMargin)*0.45/height)
	width, height = width*scale, height*scale
	left := b.left + (b.width-width)/2
	b.gap(6)
	b.add(item{height: height, draw: func(c *canvas, x, y float64) { c.image(name, x+left, y, width, height) }})
	b.gap(10)
}

// pixels is a picture as the library reads it, and its size; nil if it is none.
func pixels(i document.Image) (data []byte, w, h int) {
	if i.Type != "image/png" && i.Type != "image/jpeg" {
		return nil, 0, 0
	}
	img, kind, err := image.Decode(bytes.NewReader(i.Data))
	if err != nil || "image/"+kind != i.Type || img.Bounds().Empty() {
		return nil, 0, 0
	}
	w, h = img.Bounds().Dx(), img.Bounds().Dy()
	if kind == "jpeg" {
		return i.Data, w, h
	}
	// Of PNG the library reads 8 bits, not interlaced.
	if len(i.Data) > 28 && i.Data[24] == 8 && i.Data[28] == 0 {
		return i.Data, w, h
	}
	plain := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			plain.Set(x, y, img.At(img.Bounds().Min.X+x, img.Bounds().Min.Y+y))
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, plain); err != nil {
		return nil, 0, 0
	}
	return b.Bytes(), w, h
}

func (b *builder) contents(c document.Contents) {
	var in []document.Heading
	for _, h := range b.list {
		if h.Level <= c.Level && document.String(h.Text) != "" {
			in = append(in, h)
		}
	}
	if len(in) == 0 {
		return
	}
	b.free()
	b.gap(12)
	if c.Title != "" {
		b.text(document.Text(c.Title), setting{size: 14, face: bold, color: palette.Ink.Light}, true, "", nil)
		b.gap(8)
	}
	const room = 34 // for the number of the page
	for i, d := range document.Depths(in) {
		s := bodySetting
		if d == 1 {
			b.gap(5)
		}
		in, id := in[i], in[i].ID
		shift := float64(min(d, 6)-1) * 14
		lines := b.lines(b.words(document.Text(document.String(in.Text)), s), b.width-shift-room, document.Left)
		for n, l := range lines {
			last := n == len(lines)-1
			left, width := b.left+shift, b.width-shift
			b.add(item{height: s.height(), keep: !last, draw: func(c *canvas, x, y float64) {
				c.line(l, x+left, y, s)
				if last {
					c.leader(x+left+l.width, x+left+width, y, s, id)
				}
				c.jump(x+left, y, width, s.height(), id)
			}})
		}
		b.gap(2)
	}
	b.gap(12)
}

// pages adds blocks on pages of their own; what follows begins another.
func (b *builder) pages(p document.Pages) {
	b.free()
	to := portrait
	wide := pageWidth
	if p.Landscape {
		to, wide = landscape, pageHeight
	}
	left, width, bars := b.left, b.width, b.bars
	back := portrait
	if left+width > pageWidth { // it stands on landscape pages itself
		back = landscape
	}
	b.items = append(b.items, item{page: to})
	b.left, b.width, b.space, b.bars = 0, wide-2*sideMargin, 0, nil
	b.blocks(p.Blocks)
	b.left, b.width, b.space, b.bars = left, width, 0, bars
	b.items = append(b.items, item{page: back})
}

// note is a footnote set for a width of the page.
func (b *builder) note(n int, width float64) []line {
	all, ok := b.notes[width]
	if !ok {
		all = make([][]line, len(b.doc.Notes)+1)
		b.notes[width] = all
	}
	if all[n] == nil {
		in := append([]document.Inline{document.Ref{Note: n}, document.Run{Text: "\u00a0"}}, b.doc.Notes[n-1]...)
		all[n] = b.lines(b.words(in, noteSetting), width, document.Left)
	}
	return all[n]
}
