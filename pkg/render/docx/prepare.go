package docx

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // so that the size of a picture can be read
	_ "image/png"
	"strconv"
	"strings"

	"patci/pkg/document"
)

// printer draws one document.
type printer struct {
	d        *document.Document
	body     part
	notes    part
	margins  []margin
	sections []section
	titled   bool // the first page says the title, so its header need not
	cover    bool // and says nothing else

	anchors map[string]string // the bookmark of each heading that has an id
	number  []int             // of each footnote, the place of its first reference, from 1; 0 if it has none
	order   []int             // the footnotes in the order of their first references
	again   []bool            // whether a footnote is referred to more than once
	said    []bool            // whether its first reference was written

	lists     []list
	pictures  []picture
	drawn     map[string]int // the picture that some bytes are
	drawings  int
	bookmarks int
	marked    map[string]bool // the headings whose bookmark was written
	headings  int             // how many were written, of those that a table of contents lists

	spaced  bool // a table was written last: a paragraph must follow
	bound   bool // the paragraph or table at hand stays with what is below it
	lead    int  // how far the next paragraph keeps off what was written last
	begun   bool // a paragraph was written
	turn    bool // what follows begins a page
	lastEnd int  // where the properties of the last paragraph end; -1 if none can hold those of a section
}

// section is what stands on pages of one orientation.
type section struct {
	page  page
	items []item
}

// item is a block with how many quotes it stands in.
type item struct {
	block document.Block
	quote int
}

// prepare reads a document through: its sections, where its links lead, the
// order of its footnotes.
func prepare(d *document.Document) (*printer, error) {
	n := len(d.Notes)
	p := &printer{
		d: d, anchors: map[string]string{}, drawn: map[string]int{}, marked: map[string]bool{}, lastEnd: -1,
		number: make([]int, n), again: make([]bool, n), said: make([]bool, n),
	}
	current := section{page: portrait}
	p.divide(d.Blocks, 0, &current)
	p.endSection(&current)
	if len(p.sections) == 0 {
		p.sections = []section{{page: portrait}}
	}
	taken := map[string]bool{}
	err := p.read(d.Blocks, taken)
	if err != nil {
		return nil, err
	}
	for _, note := range d.Notes {
		for _, i := range note {
			if r, ok := i.(document.Ref); ok && (r.Note < 1 || r.Note > n) {
				return nil, missingNote(r)
			}
		}
	}
	p.look()
	return p, nil
}

func missingNote(r document.Ref) error {
	return fmt.Errorf("el documento remite a la nota al pie %d, que no existe", r.Note)
}

// divide sorts blocks into sections.
func (p *printer) divide(blocks []document.Block, quote int, current *section) {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Quote:
			p.divide(b.Blocks, quote+1, current)
		case document.Pages:
			before := current.page
			p.endSection(current)
			*current = section{page: portrait}
			if b.Landscape {
				current.page = landscape
			}
			p.divide(b.Blocks, quote, current)
			p.endSection(current)
			*current = section{page: before}
		default:
			current.items = append(current.items, item{b, quote})
		}
	}
}

// endSection keeps a section if anything stands in it. It begins and ends a
// page by itself, so breaks at its ends would make empty ones.
func (p *printer) endSection(s *section) {
	isBreak := func(i item) bool { _, ok := i.block.(document.PageBreak); return ok }
	items := s.items
	for len(items) > 0 && isBreak(items[0]) {
		items = items[1:]
	}
	for len(items) > 0 && isBreak(items[len(items)-1]) {
		items = items[:len(items)-1]
	}
	if len(items) > 0 {
		p.sections = append(p.sections, section{s.page, items})
	}
}

// look finds out whether the document opens with its title, and whether that
// is a cover: a page of its own.
func (p *printer) look() {
	first := p.sections[0]
	if first.page.landscape {
		return
	}
	for _, i := range first.items {
		switch b := i.block.(type) {
		case document.Paragraph:
			p.titled = p.titled || b.Style == document.Title
			continue
		case document.Image:
			continue
		case document.PageBreak:
			p.cover = p.titled
		}
		return
	}
	p.cover = p.titled && len(p.sections) > 1
}

// read goes through blocks in their order.
func (p *printer) read(blocks []document.Block, taken map[string]bool) error {
	for _, b := range blocks {
		var err error
		switch b := b.(type) {
		case document.Heading:
			p.anchor(b.ID, taken)
			err = p.refs(b.Text)
		case document.Paragraph:
			err = p.refs(b.Text)
		case document.List:
			for _, i := range b.Items {
				if err == nil {
					err = p.read(i, taken)
				}
			}
		case document.Table:
			err = p.readTable(b)
		case document.Quote:
			err = p.read(b.Blocks, taken)
		case document.Pages:
			err = p.read(b.Blocks, taken)
		case document.Image:
			_, err = measure(b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *printer) readTable(t document.Table) error {
	if len(t.Columns) > maxColumns {
		return fmt.Errorf("la tabla «%s» tiene %d columnas; en un documento de Word caben %d", t.Label, len(t.Columns), maxColumns)
	}
	if !t.Bare {
		for _, c := range t.Columns {
			if err := p.refs(c.Title); err != nil {
				return err
			}
		}
	}
	for _, rows := range [][][]document.Cell{t.Rows, t.Footer} {
		for _, row := range rows {
			for i, c := range row {
				if i >= len(t.Columns) {
					return fmt.Errorf("un renglón de la tabla «%s» tiene %d celdas para %d columnas", t.Label, len(row), len(t.Columns))
				}
				if err := p.refs(c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// refs puts footnotes into the order in which a reader meets them.
func (p *printer) refs(in []document.Inline) error {
	for _, i := range in {
		r, ok := i.(document.Ref)
		if !ok {
			continue
		}
		n := r.Note - 1
		switch {
		case n < 0 || n >= len(p.number):
			return missingNote(r)
		case p.number[n] > 0:
			p.again[n] = true
		default:
			p.order = append(p.order, n)
			p.number[n] = len(p.order)
		}
	}
	return nil
}

// anchor names the bookmark of a heading: a letter and then letters, figures
// and underscores, forty at most, each name once, whatever its case.
func (p *printer) anchor(id string, taken map[string]bool) {
	if _, known := p.anchors[id]; known || id == "" {
		return
	}
	var b strings.Builder
	for _, r := range id {
		switch {
		case b.Len() >= 40:
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	base := b.String()
	if c := base[0] | 0x20; c < 'a' || c > 'z' {
		base = "p_" + base
	}
	base = base[:min(len(base), 40)]
	name := base
	for n := 2; taken[strings.ToLower(name)]; n++ {
		tail := "_" + strconv.Itoa(n)
		name = base[:min(len(base), 40-len(tail))] + tail
	}
	taken[strings.ToLower(name)] = true
	p.anchors[id] = name
}

// picture is an image file of the package.
type picture struct {
	name, extension string
	relation        string
	data            []byte
}

// size is how wide and high something is.
type size struct{ width, height int }

// measure gives the size of a picture in pixels, by its bytes where the
// document does not say.
func measure(i document.Image) (size, error) {
	if i.Type != "image/png" && i.Type != "image/jpeg" {
		return size{}, fmt.Errorf("la imagen «%s» es de tipo «%s»; se admiten image/png e image/jpeg", i.Alt, i.Type)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(i.Data))
	if err != nil {
		return size{}, fmt.Errorf("la imagen «%s» no se pudo leer: %w", i.Alt, err)
	}
	if i.Width > 0 && i.Height > 0 {
		return size{i.Width, i.Height}, nil
	}
	if config.Width <= 0 || config.Height <= 0 {
		return size{}, fmt.Errorf("la imagen «%s» no tiene tamaño", i.Alt)
	}
	return size{config.Width, config.Height}, nil
}
