// Package html writes a document as one HTML file: no network, no script,
// readable on a telephone, on a screen by day or night, and on letter paper.
package html

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

//go:embed page.css
var css string

// Write writes the document to w as a whole page. Ids of its own contain an
// underscore, so that they never meet that of a heading; a link to nothing and
// one of another scheme than http, https and mailto stay text.
func Write(w io.Writer, d *document.Document) error {
	p := page{doc: d, anchors: map[string]bool{}, calls: make([]int, len(d.Notes)), sizes: map[string]bool{}}
	p.outline()
	p.blocks(d.Blocks, true)
	p.notes()
	_, err := w.Write(p.whole())
	return err
}

// page is a page while it is written.
type page struct {
	doc     *document.Document
	b       bytes.Buffer
	levels  []int // of each heading in its order, as they come out
	heading int   // the next of them
	titled  bool  // the h1 is a paragraph of style Title, or was written already
	cover   bool  // the document has one
	header  bool  // the h1 is the document's title, above its blocks
	anchors map[string]bool
	calls   []int // how often each note was referred to
	tables  int
	turned  bool // on a landscape page
	indices int
	sizes   map[string]bool // the classes of width in use
	list    []document.Heading
}

// outline gives each heading its level: none is left out on the way down, and
// there is one of level 1.
func (p *page) outline() {
	p.list = document.Headings(p.doc.Blocks, math.MaxInt)
	p.levels = document.Depths(p.list)
	for _, h := range p.list {
		p.anchors[h.ID] = true
	}
	opening := p.doc.Opens()
	p.cover, p.header = opening == document.ByCover, opening == document.ByTitle
	p.titled = opening == document.ByTitle || opening == document.ByHeading
	for i := range p.levels {
		if opening != document.ByHeading {
			p.levels[i]++
		}
		p.levels[i] = min(p.levels[i], 6)
	}
}

// whole is the file: what comes before the blocks can only be known after them.
func (p *page) whole() []byte {
	var b bytes.Buffer
	style := p.style()
	sum := sha256.Sum256([]byte(style))
	title := text(strings.TrimSpace(p.doc.Title))
	if title == "" && len(p.list) > 0 {
		title = text(document.String(p.list[0].Text))
	}
	if title == "" {
		title = "documento"
	}
	if p.doc.Status != "" {
		title += " (" + text(p.doc.Status) + ")"
	}
	fmt.Fprintf(&b, `<!DOCTYPE html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>%s</title>
`, document.Language, base64.StdEncoding.EncodeToString(sum[:]), title)
	if p.doc.Organisation != "" {
		fmt.Fprintf(&b, "<meta name=\"author\" content=\"%s\">\n", text(p.doc.Organisation))
	}
	fmt.Fprintf(&b, "<style>%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#contenido_\">ir al contenido</a>\n", style)
	if p.header || !p.cover && p.doc.Organisation != "" || p.doc.Status != "" {
		class := "running"
		if p.cover {
			class += " cover" // which says more of it
		}
		fmt.Fprintf(&b, "<header class=\"%s\">\n", class)
		if !p.cover && p.doc.Organisation != "" {
			fmt.Fprintf(&b, "<p>%s</p>\n", text(p.doc.Organisation))
		}
		if p.header {
			fmt.Fprintf(&b, "<h1>%s</h1>\n", text(p.doc.Title))
		}
		if p.doc.Status != "" {
			fmt.Fprintf(&b, "<p class=\"status\">%s</p>\n", text(p.doc.Status))
		}
		b.WriteString("</header>\n")
	}
	class := ""
	if p.cover && alone(p.doc.Blocks) {
		class = " class=\"covered\""
	}
	fmt.Fprintf(&b, "<main id=\"contenido_\"%s>\n", class)
	b.Write(p.b.Bytes())
	b.WriteString("</main>\n</body>\n</html>\n")
	return b.Bytes()
}

// alone tells whether the cover has a page of its own.
func alone(blocks []document.Block) bool {
	for _, b := range blocks {
		switch b.(type) {
		case document.Paragraph:
		case document.PageBreak, document.Pages:
			return true
		default:
			return false
		}
	}
	return false
}

// style is the style sheet: the colours, the running header and the widths
// that this document has, and the rest, which is the same for all.
func (p *page) style() string {
	var b strings.Builder
	colours := []struct {
		name string
		pair palette.Pair
	}{
		{"paper", palette.Paper}, {"panel", palette.Panel}, {"ink", palette.Ink}, {"faint", palette.Faint}, {"line", palette.Line},
		{"good", palette.Good}, {"warn", palette.Warn}, {"bad", palette.Bad}, {"link", palette.Link},
	}
	light, dark := "", ""
	for _, c := range colours {
		light += fmt.Sprintf("--%s:%s;", c.name, c.pair.Light)
		dark += fmt.Sprintf("--%s:%s;", c.name, c.pair.Dark)
	}
	fmt.Fprintf(&b, "\n:root{%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n", light, dark)
	b.WriteString(css)
	// A title too long gives way to the status, which no page may lack.
	running, status := strings.TrimSpace(p.doc.Title), strings.TrimSpace(p.doc.Status)
	switch {
	case running == "":
		running = status
	case status != "":
		running = shorten(running, max(20, 96-utf8.RuneCountInString(status))) + " · " + status
	}
	fmt.Fprintf(&b, "@page{@top-left{content:\"%s\"}}\n", cssString(shorten(running, 100)))
	var sizes []string
	for s := range p.sizes {
		sizes = append(sizes, s)
	}
	slices.Sort(sizes)
	for _, s := range sizes {
		if s[0] == 'm' {
			// With the space around them.
			fmt.Fprintf(&b, ".%s{min-width:calc(%sch + 1.25em)}@media print{.%[1]s{min-width:calc(%[2]s*.62em + .95em)}}\n", s, s[1:])
		} else {
			fmt.Fprintf(&b, ".%s{width:%s%%}\n", s, s[1:])
		}
	}
	return b.String()
}

// shorten cuts a text at a word so that it has at most n runes.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := string([]rune(s)[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

// cssString escapes what would end a string of CSS or the element around it.
func cssString(s string) string {
	var b strings.Builder
	for _, r := range clean(s) {
		switch {
		case r == '"' || r == '\\' || r == '<' || r == '>' || r == '&' || r < 0x20:
			fmt.Fprintf(&b, "\\%x ", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// blocks writes blocks; top tells that they are not inside another.
func (p *page) blocks(blocks []document.Block, top bool) {
	for i := 0; i < len(blocks); i++ {
		switch b := blocks[i].(type) {
		case document.Heading:
			level := p.levels[p.heading]
			p.heading++
			fmt.Fprintf(&p.b, "<h%d", level)
			if b.ID != "" {
				fmt.Fprintf(&p.b, " id=\"%s\"", text(b.ID))
			}
			p.b.WriteByte('>')
			p.inlines(b.Text)
			fmt.Fprintf(&p.b, "</h%d>\n", level)
		case document.Paragraph:
			if b.Style == document.Caption && i+1 < len(blocks) {
				if t, ok := blocks[i+1].(document.Table); ok && len(b.Text) > 0 {
					i++
					p.table(t, b.Text)
					continue
				}
			}
			p.paragraph(b, i+1 < len(blocks) && leads(b.Text, blocks[i+1]))
		case document.List:
			p.items(b)
		case document.Table:
			p.table(b, nil)
		case document.Quote:
			p.b.WriteString("<blockquote>\n")
			p.blocks(b.Blocks, false)
			p.b.WriteString("</blockquote>\n")
		case document.Image:
			p.image(b)
		case document.Contents:
			p.contents(b, top)
		case document.PageBreak:
			// Pages begin a page already; a break at the end would leave one empty.
			if i+1 == len(blocks) {
				continue
			}
			switch blocks[i+1].(type) {
			case document.Pages, document.PageBreak:
			default:
				p.b.WriteString("<div class=\"break\"></div>\n")
			}
		case document.Pages:
			class := "pages"
			if b.Landscape {
				class += " landscape"
			}
			fmt.Fprintf(&p.b, "<div class=\"%s\">\n", class)
			before := p.turned
			p.turned = b.Landscape
			p.blocks(b.Blocks, false)
			p.turned = before
			p.b.WriteString("</div>\n")
		}
	}
}

var classes = [...]string{document.Body: "", document.Title: "title", document.Subtitle: "subtitle", document.Caption: "caption", document.Centred: "centred", document.Small: "small"}

// leads tells whether a text stays with the block below it: what it announces,
// or who signs it.
func leads(in []document.Inline, below document.Block) bool {
	switch below := below.(type) {
	case document.Paragraph:
		return below.Style == document.Centred
	case document.Table, document.List:
		return strings.HasSuffix(document.String(in), ":")
	}
	return false
}

func (p *page) paragraph(b document.Paragraph, leads bool) {
	if len(b.Text) == 0 {
		return
	}
	class := classes[document.Body]
	if int(b.Style) < len(classes) {
		class = classes[b.Style]
	}
	if leads {
		class = strings.TrimSpace(class + " lead")
	}
	tag := "p"
	if b.Style == document.Title && !p.titled && document.String(b.Text) != "" {
		tag, p.titled = "h1", true
	}
	p.b.WriteString("<" + tag)
	if class != "" {
		fmt.Fprintf(&p.b, " class=\"%s\"", class)
	}
	p.b.WriteByte('>')
	p.inlines(b.Text)
	p.b.WriteString("</" + tag + ">\n")
}

func (p *page) items(l document.List) {
	if len(l.Items) == 0 {
		return
	}
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	p.b.WriteString("<" + tag)
	if l.Ordered && l.Start != 1 {
		fmt.Fprintf(&p.b, " start=\"%d\"", l.Start)
	}
	p.b.WriteString(">\n")
	for _, item := range l.Items {
		p.b.WriteString("<li>")
		rest := item
		// A first paragraph stands on the line of its number.
		if len(item) > 0 {
			if first, ok := item[0].(document.Paragraph); ok && first.Style == document.Body {
				p.inlines(first.Text)
				rest = item[1:]
			}
		}
		p.blocks(rest, false)
		p.b.WriteString("</li>\n")
	}
	p.b.WriteString("</" + tag + ">\n")
}

func (p *page) image(b document.Image) {
	if len(b.Data) == 0 || b.Type != "image/png" && b.Type != "image/jpeg" {
		if b.Alt != "" {
			fmt.Fprintf(&p.b, "<p class=\"centred\">[%s]</p>\n", text(b.Alt))
		}
		return
	}
	fmt.Fprintf(&p.b, "<figure><img alt=\"%s\" src=\"data:%s;base64,%s\"", text(b.Alt), b.Type, base64.StdEncoding.EncodeToString(b.Data))
	if b.Width > 0 && b.Height > 0 {
		fmt.Fprintf(&p.b, " width=\"%d\" height=\"%d\"", b.Width, b.Height)
	}
	p.b.WriteString("></figure>\n")
}

func (p *page) contents(c document.Contents, top bool) {
	var in []document.Heading
	for _, h := range p.list {
		if h.Level <= c.Level && h.ID != "" && document.String(h.Text) != "" {
			in = append(in, h)
		}
	}
	if len(in) == 0 {
		return
	}
	p.indices++
	class := "contents"
	if top && p.indices == 1 {
		class += " aside"
	}
	if c.Title != "" {
		fmt.Fprintf(&p.b, "<nav class=\"%s\" aria-labelledby=\"indice_%d\">\n<p class=\"contents-title\" id=\"indice_%[2]d\">%s</p>\n", class, p.indices, text(c.Title))
	} else {
		fmt.Fprintf(&p.b, "<nav class=\"%s\" aria-label=\"contenido %d\">\n", class, p.indices)
	}
	depth := 0
	for i, d := range document.Depths(in) {
		if d > depth { // one at most
			p.b.WriteString("\n<ol>\n")
			depth++
		} else {
			p.b.WriteString("</li>\n")
		}
		for ; depth > d; depth-- {
			p.b.WriteString("</ol>\n</li>\n")
		}
		fmt.Fprintf(&p.b, "<li><a href=\"#%s\">%s</a>", text(in[i].ID), text(document.String(in[i].Text)))
	}
	for range depth {
		p.b.WriteString("</li>\n</ol>\n")
	}
	p.b.WriteString("</nav>\n")
}

func (p *page) table(t document.Table, caption []document.Inline) {
	cols := len(t.Columns)
	for _, rows := range [][][]document.Cell{t.Rows, t.Footer} {
		for _, r := range rows {
			cols = max(cols, len(r))
		}
	}
	if cols == 0 {
		if caption != nil {
			p.paragraph(document.Paragraph{Style: document.Caption, Text: caption}, false)
		}
		return
	}
	columns := append(slices.Clone(t.Columns), make([]document.Column, cols-len(t.Columns))...)
	p.tables++
	label := text(t.Label)
	if label == "" && caption != nil {
		label = text(document.String(caption))
	}
	name := fmt.Sprintf("tabla %d", p.tables) // no two regions have the same
	if label != "" {
		name += ": " + label
	}
	fmt.Fprintf(&p.b, "<section class=\"scroll\" tabindex=\"0\" aria-label=\"%s\">\n<table", name)
	longest := longestWords(t, cols)
	var class []string
	if c := p.size(longest); c != "" {
		class = append(class, c)
	}
	if len(t.Rows)+len(t.Footer) <= 8 {
		class = append(class, "whole") // on one page
	}
	if len(class) > 0 {
		fmt.Fprintf(&p.b, " class=\"%s\"", strings.Join(class, " "))
	}
	if caption == nil {
		fmt.Fprintf(&p.b, " aria-label=\"%s\"", cmp.Or(label, name))
	}
	p.b.WriteString(">\n")
	if caption != nil {
		p.b.WriteString("<caption>")
		p.inlines(caption)
		p.b.WriteString("</caption>\n")
	}
	p.colgroup(columns)
	head := !t.Bare && slices.ContainsFunc(columns, func(c document.Column) bool { return len(c.Title) > 0 })
	if head {
		p.b.WriteString("<thead>\n<tr>")
		for i, c := range columns {
			tag := "th"
			if document.String(c.Title) == "" {
				tag = "td" // an empty header is none
			}
			p.b.WriteString("<" + tag)
			p.class(c.Align, longest[i])
			if tag == "th" {
				p.b.WriteString(" scope=\"col\"")
			}
			p.b.WriteByte('>')
			p.inlines(c.Title)
			p.b.WriteString("</" + tag + ">")
		}
		p.b.WriteString("</tr>\n</thead>\n")
	}
	p.rows("tbody", t, t.Rows, columns, longest, !head)
	p.rows("tfoot", t, t.Footer, columns, longest, false)
	p.b.WriteString("</table>\n</section>\n")
}

// rows writes a part of a table; sized tells that its first row gives the
// columns their least widths, for want of a header.
func (p *page) rows(part string, t document.Table, rows [][]document.Cell, columns []document.Column, longest []int, sized bool) {
	if len(rows) == 0 {
		return
	}
	p.b.WriteString("<" + part + ">\n")
	for n, r := range rows {
		p.b.WriteString("<tr>")
		for i, c := range columns {
			var cell document.Cell
			if i < len(r) {
				cell = r[i]
			}
			tag := "td"
			if t.Headed && i == 0 && document.String(cell) != "" {
				tag = "th"
			}
			p.b.WriteString("<" + tag)
			least := 0
			if sized && n == 0 {
				least = longest[i]
			}
			p.class(c.Align, least)
			if tag == "th" {
				p.b.WriteString(" scope=\"row\"")
			}
			p.b.WriteByte('>')
			p.inlines(cell)
			p.b.WriteString("</" + tag + ">")
		}
		p.b.WriteString("</tr>\n")
	}
	p.b.WriteString("</" + part + ">\n")
}

// class writes the class of a cell: where its text stands, and how many
// characters it has room for at least.
func (p *page) class(a document.Align, least int) {
	var c []string
	switch a {
	case document.Centre:
		c = append(c, "centre")
	case document.Right:
		c = append(c, "right")
	}
	if least > 0 {
		m := fmt.Sprintf("m%d", least)
		p.sizes[m] = true
		c = append(c, m)
	}
	if len(c) > 0 {
		fmt.Fprintf(&p.b, " class=\"%s\"", strings.Join(c, " "))
	}
}

func (p *page) colgroup(columns []document.Column) {
	sum := 0
	for _, c := range columns {
		sum += max(c.Width, 0)
	}
	if sum == 0 {
		return
	}
	p.b.WriteString("<colgroup>")
	for _, c := range columns {
		if c.Width <= 0 {
			p.b.WriteString("<col>")
			continue
		}
		w := fmt.Sprintf("w%d", max(1, c.Width*100/sum))
		p.sizes[w] = true
		fmt.Fprintf(&p.b, "<col class=\"%s\">", w)
	}
	p.b.WriteString("</colgroup>\n")
}

// size is the class of a table whose words need smaller letters than others: dense where little room would be left, tight where there is none.
func (p *page) size(longest []int) string {
	const letter, padding = 0.62, 0.95 // in em
	need, room := 0.0, 52.0            // letters of 9.5 points across a page
	if p.turned {
		room = 71
	}
	for _, n := range longest {
		need += float64(n)*letter + padding
	}
	switch {
	case need > room*9.5/8:
		return "tight"
	case need > room*0.75:
		return "dense"
	}
	return ""
}

// longestWords has the room of the longest word in each column, in letters that
// are not bold, at most so many as a narrow screen shows.
func longestWords(t document.Table, cols int) []int {
	const most = 16
	out := make([]int, cols)
	note := func(i int, in []document.Inline, bold bool) {
		for _, w := range strings.Fields(document.String(in)) {
			n := utf8.RuneCountInString(w)
			if bold {
				n += (n + 8) / 9
			}
			out[i] = max(out[i], min(n, most))
		}
	}
	for i, c := range t.Columns {
		note(i, c.Title, true)
	}
	for _, r := range t.Rows {
		for i, c := range r {
			note(i, c, i == 0 && t.Headed)
		}
	}
	for _, r := range t.Footer {
		for i, c := range r {
			note(i, c, true)
		}
	}
	return out
}

func (p *page) notes() {
	if len(p.doc.Notes) == 0 {
		return
	}
	p.b.WriteString("<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"notas_\">\n")
	tag := "h2"
	if !p.titled {
		tag = "h1"
	}
	fmt.Fprintf(&p.b, "<%s id=\"notas_\">Notas</%[1]s>\n<ol>\n", tag)
	for i, n := range p.doc.Notes {
		fmt.Fprintf(&p.b, "<li id=\"nota_%d\">", i+1)
		p.inlines(n)
		for c := range p.calls[i] {
			which := ""
			if p.calls[i] > 1 {
				which = fmt.Sprintf(", vez %d", c+1)
			}
			fmt.Fprintf(&p.b, " <a href=\"#%s\" role=\"doc-backlink\" aria-label=\"volver a la llamada de la nota %d%s\">↩\uFE0E</a>", call(i+1, c+1), i+1, which)
		}
		p.b.WriteString("</li>\n")
	}
	p.b.WriteString("</ol>\n</section>\n")
}

// call is the id of the nth place that refers to a note.
func call(note, n int) string {
	if n == 1 {
		return fmt.Sprintf("llamada_%d", note)
	}
	return fmt.Sprintf("llamada_%d_%d", note, n)
}

var tones = [...]string{document.Plain: "", document.Good: "good", document.Warn: "warn", document.Bad: "bad", document.Faint: "faint"}

func (p *page) inlines(in []document.Inline) {
	for _, i := range in {
		switch i := i.(type) {
		case document.Break:
			p.b.WriteString("<br>")
		case document.Ref:
			if i.Note < 1 || i.Note > len(p.calls) {
				fmt.Fprintf(&p.b, "<sup>[%d]</sup>", i.Note)
				continue
			}
			p.calls[i.Note-1]++
			fmt.Fprintf(&p.b, "<sup><a id=\"%s\" href=\"#nota_%d\" role=\"doc-noteref\" aria-label=\"nota %[2]d\">%[2]d</a></sup>", call(i.Note, p.calls[i.Note-1]), i.Note)
		case document.Run:
			p.run(i)
		}
	}
}

func (p *page) run(r document.Run) {
	if r.Text == "" {
		return
	}
	type tag struct{ open, shut string }
	var tags []tag
	if to := p.target(r.Link); to != "" {
		rel := ""
		if to[0] != '#' {
			rel = " rel=\"noopener noreferrer\""
		}
		tags = append(tags, tag{fmt.Sprintf("<a href=\"%s\"%s>", text(to), rel), "</a>"})
	}
	if int(r.Tone) < len(tones) && tones[r.Tone] != "" {
		tags = append(tags, tag{"<span class=\"" + tones[r.Tone] + "\">", "</span>"})
	}
	for _, t := range []struct {
		on   bool
		name string
	}{{r.Bold, "strong"}, {r.Italic, "em"}, {r.Strike, "s"}, {r.Code, "code"}, {strings.ContainsFunc(r.Text, turns), "bdi"}} {
		if t.on {
			tags = append(tags, tag{"<" + t.name + ">", "</" + t.name + ">"})
		}
	}
	for _, t := range tags {
		p.b.WriteString(t.open)
	}
	p.b.WriteString(text(r.Text))
	for _, t := range slices.Backward(tags) {
		p.b.WriteString(t.shut)
	}
}

// target is what may stand in a link: "" if it leads nowhere, or anywhere else
// than to the web, the post or a heading of the document.
func (p *page) target(link string) string {
	if link == "" {
		return ""
	}
	if link[0] == '#' {
		if p.anchors[link[1:]] && link != "#" {
			return link
		}
		return ""
	}
	if document.Outside(link) {
		return link
	}
	return ""
}

// turns tells a character that changes the direction of what follows it.
func turns(r rune) bool { return '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' }

// text escapes a text for the content of an element and for an attribute.
func text(s string) string { return html.EscapeString(clean(s)) }

// clean shows what HTML does not allow as U+FFFD.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case r < 0x20, 0x7f <= r && r < 0xa0, r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}
