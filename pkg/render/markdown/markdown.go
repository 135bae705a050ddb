// Package markdown writes a document as Markdown of the GitHub flavour, with
// tables and footnotes, such that it also reads well as the text that it is.
package markdown

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"

	"patci/pkg/document"
	"patci/pkg/render/term"
)

// Write writes the document to w. What Markdown has no form for is left out
// where it is only looks (pages, small letters, tones); a picture stands as
// its alternative text, because a forge shows none that is inside the file.
func Write(w io.Writer, d *document.Document) error {
	p := writer{doc: d, slugs: map[string]string{}, called: make([]bool, len(d.Notes))}
	p.list = document.Headings(d.Blocks, math.MaxInt)
	p.outline()
	blocks := p.blocks(d.Blocks)
	if p.opening == document.ByTitle {
		blocks = append([]string{"# " + p.line(document.Text(d.Title), heading)}, blocks...)
	}
	blocks = append(blocks, p.notes()...)
	text := strings.Join(blocks, "\n\n")
	if text != "" {
		text += "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}

type writer struct {
	doc     *document.Document
	opening document.Opening
	list    []document.Heading
	levels  []int
	next    int               // the heading that comes
	slugs   map[string]string // what a forge calls the heading with an id
	called  []bool            // the notes referred to
	titled  bool
}

// outline gives the headings the levels that they are written with, and works
// out what a forge will call them.
func (p *writer) outline() {
	p.opening = p.doc.Opens()
	p.levels = document.Depths(p.list)
	used := map[string]int{}
	name := func(in []document.Inline) string {
		s := slug(in)
		n, again := used[s]
		used[s] = n + 1
		if again {
			s = fmt.Sprintf("%s-%d", s, n)
		}
		return s
	}
	switch p.opening {
	case document.ByTitle:
		name(document.Text(p.doc.Title))
	case document.ByCover:
		name(firstTitle(p.doc.Blocks))
	}
	for i, h := range p.list {
		p.slugs[h.ID] = name(h.Text)
		if p.opening == document.ByCover || p.opening == document.ByTitle {
			p.levels[i]++
		}
		p.levels[i] = min(p.levels[i], 6)
	}
}

// firstTitle is the text of the first paragraph of style Title.
func firstTitle(blocks []document.Block) []document.Inline {
	for _, b := range blocks {
		var in []document.Inline
		switch b := b.(type) {
		case document.Paragraph:
			if b.Style == document.Title && document.String(b.Text) != "" {
				return b.Text
			}
		case document.Quote:
			in = firstTitle(b.Blocks)
		case document.Pages:
			in = firstTitle(b.Blocks)
		case document.List:
			for _, i := range b.Items {
				if in = firstTitle(i); in != nil {
					break
				}
			}
		}
		if in != nil {
			return in
		}
	}
	return nil
}

// slug is the anchor that GitHub gives a heading: lower case, without what is
// no letter, figure, mark, hyphen or low line, spaces as hyphens.
func slug(in []document.Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case document.Run:
			b.WriteString(i.Text)
		case document.Ref:
			fmt.Fprint(&b, i.Note)
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Pc):
			return unicode.ToLower(r)
		}
		return -1
	}, strings.Join(strings.Fields(b.String()), " "))
}

// apart stands between two lists that would be one.
const apart = "<!-- -->"

// blocks writes each block that has a form; they are parted by empty lines.
func (p *writer) blocks(blocks []document.Block) []string {
	var out []string
	var last document.Block
	second := false // the list before took the first kind of marker
	for _, b := range blocks {
		var text string
		switch b := b.(type) {
		case document.Heading:
			level := p.levels[p.next]
			p.next++
			text = p.line(b.Text, heading)
			if text != "" {
				text = strings.Repeat("#", level) + " " + text
			}
		case document.Paragraph:
			text = p.paragraph(b)
		case document.List:
			// Two lists in a row would be one if their markers were the same.
			second = isList(last) && !second
			text = p.items(b, second)
		case document.Table:
			text = p.table(b)
		case document.Quote:
			text = prefixed(strings.Join(p.blocks(b.Blocks), "\n\n"), "> ", "> ")
		case document.Image:
			if strings.TrimSpace(b.Alt) != "" {
				text = p.line([]document.Inline{document.Run{Text: "[imagen: " + b.Alt + "]", Italic: true}}, paragraph)
			}
		case document.Contents:
			if text = p.contents(b); text != "" && isList(last) {
				text = apart + "\n\n" + text
			}
		case document.Pages:
			inner := p.blocks(b.Blocks)
			if len(inner) == 0 {
				continue
			}
			if isList(last) {
				out = append(out, apart)
			}
			out = append(out, inner...)
			last = b
			if isList(b.Blocks[len(b.Blocks)-1]) {
				out = append(out, apart)
			}
			continue
		}
		if text != "" {
			out = append(out, text)
			last = b
		}
	}
	return out
}

func isList(b document.Block) bool {
	switch b.(type) {
	case document.List, document.Contents:
		return true
	}
	return false
}

func (p *writer) paragraph(b document.Paragraph) string {
	switch b.Style {
	case document.Title:
		if document.String(b.Text) != "" && p.opening == document.ByCover && !p.titled {
			p.titled = true
			if text := p.line(b.Text, heading); text != "" {
				return "# " + text
			}
		}
		return p.line(bold(b.Text), paragraph)
	case document.Caption:
		return p.line(bold(b.Text), paragraph)
	}
	return p.line(b.Text, paragraph)
}

// bold is the same inlines in bold.
func bold(in []document.Inline) []document.Inline {
	out := slices.Clone(in)
	for i, r := range out {
		if r, ok := r.(document.Run); ok {
			r.Bold = true
			out[i] = r
		}
	}
	return out
}

func (p *writer) items(l document.List, second bool) string {
	var items []string
	tight := true
	for i, item := range l.Items {
		marker := "- "
		if l.Ordered {
			marker = fmt.Sprintf("%d. ", min(max(l.Start, 0)+i, 999_999_999)) // no more figures are a number
		}
		if second {
			marker = strings.NewReplacer("-", "*", ".", ")").Replace(marker)
		}
		blocks := p.blocks(item)
		if len(blocks) > 1 {
			tight = false
		}
		text := strings.Join(blocks, "\n\n")
		if text == "" {
			text = "<!-- -->" // readers differ about items with nothing in them
		}
		items = append(items, prefixed(text, marker, strings.Repeat(" ", len(marker))))
	}
	if tight {
		return strings.Join(items, "\n")
	}
	return strings.Join(items, "\n\n")
}

// prefixed puts first before the first line and rest before those after it.
func prefixed(text, first, rest string) string {
	if text == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		if l == "" {
			prefix = strings.TrimRight(prefix, " ")
		}
		lines[i] = prefix + l
	}
	return strings.Join(lines, "\n")
}

func (p *writer) contents(c document.Contents) string {
	var in []document.Heading
	for _, h := range p.list {
		if h.Level <= c.Level && document.String(h.Text) != "" {
			in = append(in, h)
		}
	}
	if len(in) == 0 {
		return ""
	}
	var b bytes.Buffer
	if title := p.line(bold(document.Text(c.Title)), paragraph); title != "" {
		b.WriteString(title + "\n\n")
	}
	for i, d := range document.Depths(in) {
		if i > 0 {
			b.WriteByte('\n')
		}
		text := p.line([]document.Inline{document.Run{Text: document.String(in[i].Text), Link: "#" + in[i].ID}}, entry)
		b.WriteString(strings.Repeat("  ", d-1) + "- " + text)
	}
	return b.String()
}

// widest is the width up to which the cells of a column are filled so that
// they stand below each other in the text.
const widest = 40

func (p *writer) table(t document.Table) string {
	cols := len(t.Columns)
	for _, rows := range [][][]document.Cell{t.Rows, t.Footer} {
		for _, r := range rows {
			cols = max(cols, len(r))
		}
	}
	if cols == 0 {
		return ""
	}
	var lines [][]string
	add := func(cells []document.Cell, strong bool) {
		line := make([]string, cols)
		for i := range cells {
			in := []document.Inline(cells[i])
			if strong {
				in = bold(in)
			}
			line[i] = p.line(in, cell)
		}
		lines = append(lines, line)
	}
	titles := make([]document.Cell, cols)
	aligns := make([]document.Align, cols)
	for i, c := range t.Columns {
		aligns[i] = c.Align
		if !t.Bare {
			titles[i] = c.Title
		}
	}
	add(titles, false)
	for _, r := range t.Rows {
		add(r, false)
	}
	for _, r := range t.Footer {
		add(r, true)
	}
	widths := make([]int, cols)
	for i := range widths {
		widths[i] = 3 // as many hyphens as a rule has
	}
	for _, l := range lines {
		for i, c := range l {
			if w := term.Width(c); w <= widest {
				widths[i] = max(widths[i], w)
			}
		}
	}
	var b strings.Builder
	for n, l := range lines {
		if n > 0 {
			b.WriteByte('\n')
		}
		for i, c := range l {
			b.WriteString("| " + term.Pad(c, widths[i], aligns[i] == document.Right) + " ")
		}
		b.WriteByte('|')
		if n == 0 {
			b.WriteByte('\n')
			for i, w := range widths {
				rule := strings.Repeat("-", w)
				switch aligns[i] {
				case document.Right:
					rule = rule[1:] + ":"
				case document.Centre:
					rule = ":" + rule[2:] + ":"
				}
				b.WriteString("| " + rule + " ")
			}
			b.WriteByte('|')
		}
	}
	return b.String()
}

// notes are the footnotes: a list of definitions, and those that nothing
// refers to as paragraphs, because a forge would leave them out.
func (p *writer) notes() []string {
	texts := make([]string, len(p.doc.Notes))
	written := make([]bool, len(texts))
	// A note may be referred to by a note alone.
	for again := true; again; {
		again = false
		for i, n := range p.doc.Notes {
			if p.called[i] && !written[i] {
				texts[i] = p.line(n, paragraph)
				written[i], again = true, true
			}
		}
	}
	var out []string
	var list []string
	for i, text := range texts {
		if !written[i] {
			continue
		}
		if text == "" {
			text = "—"
		}
		list = append(list, prefixed(text, fmt.Sprintf("[^%d]: ", i+1), "    "))
	}
	for i, n := range p.doc.Notes {
		if !written[i] {
			before := slices.Clone(p.called)
			text := p.line(append([]document.Inline{document.Run{Text: fmt.Sprintf("[%d] ", i+1)}}, n...), paragraph)
			// Its own references count for those that follow it only as text.
			p.called = before
			out = append(out, text)
		}
	}
	if len(list) > 0 {
		out = append(out, strings.Join(list, "\n"))
	}
	return out
}
