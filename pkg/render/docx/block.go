package docx

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/document"
)

// place is where blocks stand.
type place struct {
	page   page
	indent int // from the left margin, in twentieths of a point
	quote  int // how many quotes they stand in
	level  int // how many lists
}

// width is how wide a line of it is.
func (at place) width() int { return max(at.page.text()-at.indent, 1440) }

const (
	quoteIndent = 567
	listIndent  = 425
	listLevels  = 9 // as many as Word has
)

// write draws the body and the footnotes.
func (p *printer) write() error {
	p.makeMargins(portrait)
	if slices.ContainsFunc(p.sections, func(s section) bool { return s.page.landscape }) {
		p.makeMargins(landscape)
	}
	for _, r := range []string{"styles", "settings", "fontTable", "numbering", "footnotes"} {
		p.body.relate(r, r+".xml", false)
	}
	m := &p.body
	m.WriteString(header)
	m.open("w:document", "xmlns:w", nsW, "xmlns:r", nsR, "xmlns:wp", nsWP, "xmlns:a", nsA, "xmlns:pic", nsPic)
	m.open("w:body")
	for i, s := range p.sections {
		for n, b := range s.items {
			p.bound = n+1 < len(s.items) && binds(b.block, s.items[n+1].block)
			p.block(b.block, place{page: s.page, quote: b.quote, indent: b.quote * quoteIndent})
		}
		last := i == len(p.sections)-1
		if p.spaced || p.lastEnd < 0 {
			p.gap(place{page: s.page})
		}
		if !last {
			rest := slices.Clone(m.Bytes()[p.lastEnd:])
			m.Truncate(p.lastEnd)
			p.section(s.page, i == 0)
			m.Write(rest)
			p.lastEnd = -1
		} else {
			p.section(s.page, i == 0)
		}
	}
	m.close("w:body", "w:document")
	p.footnotes()
	return nil
}

// binds tells whether a paragraph, or the last row of a table, stands on the
// page of what is below: of who signs it, or of what it announces.
func binds(b, below document.Block) bool {
	p, text := b.(document.Paragraph)
	_, table := b.(document.Table)
	switch next := below.(type) {
	case document.Paragraph:
		return (text || table) && next.Style == document.Centred
	case document.Table, document.List:
		return text && strings.HasSuffix(document.String(p.Text), ":")
	}
	return false
}

// section writes the properties of the pages that end here.
func (p *printer) section(g page, first bool) {
	m := &p.body
	m.open("w:sectPr")
	refer := func(kind, file, pages string) {
		for _, h := range p.margins {
			if h.name == file {
				m.empty("w:"+kind+"Reference", "w:type", pages, "r:id", h.id)
			}
		}
	}
	refer("header", "header"+g.suffix()+".xml", "default")
	title := first && p.titled
	if title {
		refer("header", "header3.xml", "first")
	}
	refer("footer", "footer"+g.suffix()+".xml", "default")
	if title {
		refer("footer", "footer"+g.suffix()+".xml", "first")
	}
	m.empty("w:type", "w:val", "nextPage")
	size := []string{"w:w", strconv.Itoa(g.width), "w:h", strconv.Itoa(g.height)}
	if g.landscape {
		size = append(size, "w:orient", "landscape")
	}
	m.empty("w:pgSz", size...)
	m.empty("w:pgMar", "w:top", strconv.Itoa(top), "w:right", strconv.Itoa(side), "w:bottom", strconv.Itoa(bottom), "w:left", strconv.Itoa(side),
		"w:header", strconv.Itoa(edge), "w:footer", strconv.Itoa(edge), "w:gutter", "0")
	m.empty("w:cols", "w:space", "708")
	if title {
		m.empty("w:titlePg")
	}
	m.close("w:sectPr")
}

// paragraph is how a paragraph stands: what its style does not say.
type paragraph struct {
	style      string
	keepNext   bool
	list       int // the list whose item it begins, from 1; 0 for none
	level      int
	justify    string
	rightLeft  bool
	tab        int // a stop at the right, without a leader
	left       int
	hanging    int
	right      int
	before     int
	ownSpacing bool // the style keeps it off a table above
}

// begin opens a paragraph of the body and writes its properties, in the order
// of the schema.
func (p *printer) begin(g paragraph) {
	m := &p.body
	m.open("w:p")
	m.open("w:pPr")
	m.empty("w:pStyle", "w:val", g.style)
	if g.keepNext {
		m.empty("w:keepNext")
	}
	if p.turn {
		m.empty("w:pageBreakBefore")
	}
	if g.list > 0 {
		m.open("w:numPr")
		m.empty("w:ilvl", "w:val", strconv.Itoa(g.level))
		m.empty("w:numId", "w:val", strconv.Itoa(g.list))
		m.close("w:numPr")
	}
	if g.tab > 0 {
		m.open("w:tabs")
		m.empty("w:tab", "w:val", "right", "w:pos", strconv.Itoa(g.tab))
		m.close("w:tabs")
	}
	if g.rightLeft {
		m.empty("w:bidi")
	}
	if !g.ownSpacing && g.before == 0 && !p.turn {
		g.before = p.lead
	}
	if g.before > 0 {
		m.empty("w:spacing", "w:before", strconv.Itoa(g.before))
	}
	if g.left > 0 || g.right > 0 {
		a := []string{"w:left", strconv.Itoa(g.left)}
		if g.right > 0 {
			a = append(a, "w:right", strconv.Itoa(g.right))
		}
		if g.hanging > 0 {
			a = append(a, "w:hanging", strconv.Itoa(g.hanging))
		}
		m.empty("w:ind", a...)
	}
	if g.justify != "" {
		m.empty("w:jc", "w:val", g.justify)
	}
	p.lastEnd = m.Len()
	m.close("w:pPr")
	p.spaced, p.turn, p.begun, p.lead = false, false, true, 0
}

// gap writes a paragraph of no text and hardly any height, where one must
// stand: between two tables, which would otherwise become one, and after the
// last.
func (p *printer) gap(at place) {
	p.begin(paragraph{style: "Separador", ownSpacing: true})
	p.body.close("w:p")
}

// plain writes a paragraph of running text.
func (p *printer) plain(g paragraph, in []document.Inline) {
	g.rightLeft = backwards(document.String(in))
	p.begin(g)
	p.inlines(&p.body, in)
	p.body.close("w:p")
}

// block draws a block.
func (p *printer) block(b document.Block, at place) {
	switch b := b.(type) {
	case document.Heading:
		p.heading(b, at)
	case document.Paragraph:
		p.plain(p.styled(b, at), b.Text)
	case document.List:
		p.list(b, at)
	case document.Table:
		p.table(b, at)
	case document.Image:
		p.image(b, at)
	case document.Contents:
		p.contents(b)
	case document.PageBreak:
		p.turn = true
	case document.Quote: // in an item of a list; the others are divided into items
		at.quote++
		at.indent += quoteIndent
		p.blocks(b.Blocks, at)
	case document.Pages: // there too, where no page can be turned
		p.turn = true
		p.blocks(b.Blocks, at)
		p.turn = true
	}
}

func (p *printer) blocks(bs []document.Block, at place) {
	for _, b := range bs {
		p.block(b, at)
	}
}

// styled is how a paragraph of a style stands in a place.
func (p *printer) styled(b document.Paragraph, at place) paragraph {
	g := paragraph{left: at.indent, keepNext: p.bound}
	switch b.Style {
	case document.Title:
		g.style = "Title"
	case document.Subtitle:
		g.style = "Subtitle"
	case document.Caption:
		g.style, g.ownSpacing = "Caption", true
	case document.Centred:
		g.style = "Centrado"
		if p.spaced { // who signs stands off the table above
			g.before = 240
		}
	case document.Small:
		g.style = "Leyenda"
		if p.spaced { // a note under a table stands close to it
			g.before = 80
		}
	default:
		switch {
		case at.level > 0:
			g.style = "ListContinue"
		case at.quote > 0:
			g.style, g.right = "Quote", 284
		default:
			g.style = "BodyText"
		}
	}
	if p.cover && !p.begun { // the first line of a cover stands lower
		g.before = 3400
	}
	return g
}

// heading draws a heading, with the bookmarks by which the table of contents
// and links find it.
func (p *printer) heading(h document.Heading, at place) {
	level := min(max(h.Level, 1), levels)
	p.begin(paragraph{
		style: "Heading" + strconv.Itoa(level), left: at.indent, ownSpacing: true, rightLeft: backwards(document.String(h.Text)),
	})
	var open []string
	p.headings++
	open = append(open, p.mark(&p.body, entry(p.headings)))
	if name := p.anchors[h.ID]; name != "" && !p.marked[h.ID] {
		open = append(open, p.mark(&p.body, name))
		p.marked[h.ID] = true
	}
	p.inlines(&p.body, h.Text)
	for _, id := range slices.Backward(open) {
		p.body.empty("w:bookmarkEnd", "w:id", id)
	}
	p.body.close("w:p")
}

// entry is the bookmark of the nth heading, as Word names them for its tables
// of contents.
func entry(n int) string { return fmt.Sprintf("_Toc%09d", n) }

// contents draws a table of contents: a field with its entries.
func (p *printer) contents(c document.Contents) {
	type line struct {
		level      int
		text, mark string
	}
	level := min(max(c.Level, 1), levels)
	var lines []line
	for i, h := range document.Headings(p.d.Blocks, math.MaxInt) {
		l := line{min(max(h.Level, 1), levels), document.String(h.Text), entry(i + 1)}
		if l.level <= level && l.text != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		return
	}
	m := &p.body
	m.open("w:sdt")
	m.open("w:sdtPr")
	p.drawings++
	m.empty("w:id", "w:val", strconv.Itoa(100000+p.drawings))
	m.open("w:docPartObj")
	m.empty("w:docPartGallery", "w:val", "Table of Contents")
	m.empty("w:docPartUnique")
	m.close("w:docPartObj", "w:sdtPr")
	m.open("w:sdtContent")
	if c.Title != "" {
		p.begin(paragraph{style: "TOCHeading", ownSpacing: true})
		words(&m.markup, document.Run{Text: c.Title}, false)
		m.close("w:p")
	}
	char := func(kind string) {
		m.open("w:r")
		m.empty("w:fldChar", "w:fldCharType", kind)
		m.close("w:r")
	}
	for i, l := range lines {
		p.begin(paragraph{style: "TOC" + strconv.Itoa(l.level), rightLeft: backwards(l.text), ownSpacing: true, tab: portrait.text()})
		if i == 0 {
			char("begin")
			m.open("w:r")
			m.element("w:instrText", fmt.Sprintf(` TOC \o "1-%d" \h \z `, level), "xml:space", "preserve")
			m.close("w:r")
			char("separate")
		}
		m.open("w:hyperlink", "w:anchor", l.mark, "w:history", "1")
		words(&m.markup, document.Run{Text: l.text}, false)
		m.open("w:r")
		m.empty("w:tab")
		m.close("w:r")
		field(&m.markup, " PAGEREF "+l.mark+` \h `, "", "")
		m.close("w:hyperlink")
		if i == len(lines)-1 {
			char("end")
		}
		m.close("w:p")
	}
	m.close("w:sdtContent", "w:sdt")
	p.lastEnd = -1 // Word puts no section's end into the field
}

// list is a list of the document: where its numbers stand and begin.
type list struct{ level, start int }

// bullets is the list of all items without numbers.
const bullets = 1

// list draws a list. The first paragraph of an item has its number.
func (p *printer) list(l document.List, at place) {
	id := bullets
	level := min(at.level, listLevels-1)
	if l.Ordered {
		p.lists = append(p.lists, list{level, max(l.Start, 0)})
		id = bullets + len(p.lists)
	}
	inside := at
	inside.level++
	inside.indent += listIndent
	for _, blocks := range l.Items {
		g := paragraph{style: "ListParagraph", list: id, level: level, left: inside.indent, hanging: listIndent}
		var first []document.Inline
		if len(blocks) > 0 {
			if b, ok := blocks[0].(document.Paragraph); ok && b.Style == document.Body {
				first, blocks = b.Text, blocks[1:]
			}
		}
		p.plain(g, first)
		p.blocks(blocks, inside)
	}
	if at.level == 0 && !p.spaced {
		p.lead = 80
	}
}

// numbering writes word/numbering.xml. Each list with numbers has an instance
// of its own, which begins where the list does.
func (p *printer) numbering() string {
	var m markup
	m.WriteString(header)
	m.open("w:numbering", "xmlns:w", nsW)
	forms := [2][][2]string{
		{{"bullet", "•"}, {"bullet", "–"}, {"bullet", "▪"}},
		{{"decimal", "%d."}, {"lowerLetter", "%d)"}, {"lowerRoman", "%d."}},
	}
	for i, form := range forms {
		m.open("w:abstractNum", "w:abstractNumId", strconv.Itoa(i))
		m.empty("w:nsid", "w:val", fmt.Sprintf("70A7C1%02d", i))
		m.empty("w:multiLevelType", "w:val", "hybridMultilevel")
		for level := range listLevels {
			f := form[level%len(form)]
			sign := f[1]
			if f[0] != "bullet" {
				sign = "%" + strconv.Itoa(level+1) + sign[2:]
			}
			m.open("w:lvl", "w:ilvl", strconv.Itoa(level))
			m.empty("w:start", "w:val", "1")
			m.empty("w:numFmt", "w:val", f[0])
			m.empty("w:lvlText", "w:val", sign)
			m.empty("w:lvlJc", "w:val", "left")
			m.open("w:pPr")
			m.empty("w:ind", "w:left", strconv.Itoa((level+1)*listIndent), "w:hanging", strconv.Itoa(listIndent))
			m.close("w:pPr", "w:lvl")
		}
		m.close("w:abstractNum")
	}
	m.open("w:num", "w:numId", strconv.Itoa(bullets))
	m.empty("w:abstractNumId", "w:val", "0")
	m.close("w:num")
	for i, l := range p.lists {
		m.open("w:num", "w:numId", strconv.Itoa(bullets+i+1))
		m.empty("w:abstractNumId", "w:val", "1")
		m.open("w:lvlOverride", "w:ilvl", strconv.Itoa(l.level))
		m.empty("w:startOverride", "w:val", strconv.Itoa(l.start))
		m.close("w:lvlOverride", "w:num")
	}
	m.close("w:numbering")
	return m.String()
}

// image draws a picture on a line of its own, at 96 dots an inch, or smaller
// where that is wider than the line or higher than two thirds of the page.
func (p *printer) image(i document.Image, at place) {
	s, err := measure(i)
	if err != nil {
		return // prepare has answered it
	}
	const emu, pixel = 635, 9525 // a twentieth of a point and a dot, in the units of drawings
	width, height := int64(s.width)*pixel, int64(s.height)*pixel
	if limit := int64(at.width()) * emu; width > limit {
		width, height = limit, height*limit/width
	}
	if limit := int64(at.page.depth()) * emu * 2 / 3; height > limit {
		width, height = width*limit/height, limit
	}
	width, height = max(width, 1), max(height, 1)

	n, known := p.drawn[string(i.Data)]
	if !known {
		n = len(p.pictures)
		extension := i.Type[len("image/"):]
		name := "media/image" + strconv.Itoa(n+1) + "." + extension
		p.pictures = append(p.pictures, picture{name: name, extension: extension, data: i.Data, relation: p.body.relate("image", name, false)})
		p.drawn[string(i.Data)] = n
	}
	p.drawings++
	id := strconv.Itoa(p.drawings)
	cx, cy := strconv.FormatInt(width, 10), strconv.FormatInt(height, 10)
	m := &p.body
	g := paragraph{style: "Centrado", left: at.indent}
	if p.cover && !p.begun {
		g.before = 2400
	}
	p.begin(g)
	m.open("w:r")
	m.open("w:drawing")
	m.open("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	m.empty("wp:extent", "cx", cx, "cy", cy)
	m.empty("wp:docPr", "id", id, "name", "Imagen "+id, "descr", i.Alt)
	m.open("wp:cNvGraphicFramePr")
	m.empty("a:graphicFrameLocks", "noChangeAspect", "1")
	m.close("wp:cNvGraphicFramePr")
	m.open("a:graphic")
	m.open("a:graphicData", "uri", nsPic)
	m.open("pic:pic")
	m.open("pic:nvPicPr")
	m.empty("pic:cNvPr", "id", id, "name", "Imagen "+id, "descr", i.Alt)
	m.empty("pic:cNvPicPr")
	m.close("pic:nvPicPr")
	m.open("pic:blipFill")
	m.empty("a:blip", "r:embed", p.pictures[n].relation)
	m.open("a:stretch")
	m.empty("a:fillRect")
	m.close("a:stretch", "pic:blipFill")
	m.open("pic:spPr")
	m.open("a:xfrm")
	m.empty("a:off", "x", "0", "y", "0")
	m.empty("a:ext", "cx", cx, "cy", cy)
	m.close("a:xfrm")
	m.open("a:prstGeom", "prst", "rect")
	m.empty("a:avLst")
	m.close("a:prstGeom", "pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r", "w:p")
}
