package official

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"patci/pkg/document"
	"patci/pkg/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxText bounds document.md: no document of a body is as large, and a slip
// that names another file should not take minutes.
const maxText = 4 << 20

// prose is document.md taken apart.
type prose struct {
	file   *source.File
	data   []byte // of the file behind its byte order mark, each CR alone a LF
	base   int    // where data begins in the file
	root   ast.Node
	notes  map[int]*extast.Footnote    // by the index that the text gives them
	all    map[string]*extast.Footnote // by label, those that nothing refers to as well
	labels []string                    // of all, in the order of the file
	twice  []*extast.Footnote          // under a label that another has before them
}

func newProse(f *source.File) *prose {
	t := &prose{file: f, data: f.Data, notes: map[int]*extast.Footnote{}, all: map[string]*extast.Footnote{}}
	if bytes.HasPrefix(t.data, []byte(source.BOM)) {
		t.base = len(source.BOM)
		t.data = t.data[t.base:]
	}
	if i := bytes.IndexByte(t.data, '\r'); i >= 0 { // the library ends no line at a CR alone
		t.data = bytes.Clone(t.data)
		for ; i < len(t.data); i++ {
			if t.data[i] == '\r' && (i+1 == len(t.data) || t.data[i+1] != '\n') {
				t.data[i] = '\n'
			}
		}
	}
	if len(f.Data) > maxText || !utf8.Valid(t.data) || bytes.IndexByte(t.data, 0) >= 0 {
		return t // told by readText
	}
	context := parser.NewContext()
	context.Set(proseKey, t)
	t.root = markdown().Parse(text.NewReader(t.data), parser.WithContext(context))
	for n := t.root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != extast.KindFootnoteList {
			continue
		}
		for f := n.FirstChild(); f != nil; f = f.NextSibling() {
			if f, ok := f.(*extast.Footnote); ok {
				t.notes[f.Index] = f
			}
		}
	}
	return t
}

// markdown is the library's parser, one for all documents: to make it takes as
// long as to read a page, and it keeps nothing of what it reads.
var markdown = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewFootnoteParser(), 101), util.Prioritized(extension.NewStrikethroughParser(), 500))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0), util.Prioritized(collector{}, 100), util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)
})

// proseKey is under what the library's context of one reading has its prose.
var proseKey = parser.NewContextKey()

// collector remembers the footnotes before the library drops those that
// nothing refers to.
type collector struct{}

func (collector) Transform(root *ast.Document, _ text.Reader, context parser.Context) {
	t, _ := context.Get(proseKey).(*prose)
	if t == nil {
		return
	}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != extast.KindFootnoteList {
			continue
		}
		for f := n.FirstChild(); f != nil; f = f.NextSibling() {
			f, ok := f.(*extast.Footnote)
			if !ok {
				continue
			}
			if _, twice := t.all[string(f.Ref)]; twice {
				t.twice = append(t.twice, f)
				continue
			}
			t.labels = append(t.labels, string(f.Ref))
			t.all[string(f.Ref)] = f
		}
	}
}

// place is the place of data[from:to].
func (t *prose) place(from, to int) source.Place {
	return source.Place{File: t.file, Span: source.Span{Start: t.file.Pos(t.base + from), End: t.file.Pos(t.base + to)}}
}

// lineAt is the place of what the line holds in which an offset is.
func (t *prose) lineAt(offset int) source.Place {
	offset = max(0, min(offset, len(t.data)))
	from := bytes.LastIndexByte(t.data[:offset], '\n') + 1
	to := len(t.data)
	if i := bytes.IndexByte(t.data[offset:], '\n'); i >= 0 {
		to = offset + i
	}
	for to > from && (t.data[to-1] == ' ' || t.data[to-1] == '\r') {
		to--
	}
	for from < to && t.data[from] == ' ' {
		from++
	}
	return t.place(from, to)
}

// at is the place of a node: what it was written with, as far as that is
// known, else its first line.
func (t *prose) at(n ast.Node) source.Place {
	for up := n; up != nil; up = up.Parent() {
		if up.Type() == ast.TypeInline {
			if first := firstText(up); first >= 0 {
				return t.lineAt(first)
			}
			continue
		}
		if up.Type() == ast.TypeBlock && up.Lines().Len() > 0 {
			return t.lineAt(up.Lines().At(0).Start)
		}
		if first := firstText(up); first >= 0 {
			return t.lineAt(first)
		}
	}
	return source.Place{File: t.file}
}

// find is the place of a piece of text in the block that a node is of; the
// block's first line if it is written otherwise there.
func (t *prose) find(n ast.Node, piece string) source.Place {
	for up := n; up != nil; up = up.Parent() {
		if up.Type() != ast.TypeBlock || up.Lines().Len() == 0 {
			continue
		}
		from, to := up.Lines().At(0).Start, up.Lines().At(up.Lines().Len()-1).Stop
		if i := bytes.Index(t.data[from:to], []byte(piece)); i >= 0 && piece != "" {
			return t.place(from+i, from+i+len(piece))
		}
		break
	}
	return t.at(n)
}

// firstText is where the first text within a node begins, -1 if there is none.
func firstText(n ast.Node) int {
	if x, ok := n.(*ast.Text); ok {
		return x.Segment.Start
	}
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		if k.Type() == ast.TypeBlock && k.Lines().Len() > 0 {
			return k.Lines().At(0).Start
		}
		if i := firstText(k); i >= 0 {
			return i
		}
	}
	return -1
}

// readText composes what document.md holds.
func (c *composer) readText() {
	t := c.text
	switch {
	case len(t.file.Data) > maxText:
		c.fault("documento", source.Place{File: t.file}, "el archivo es demasiado grande para ser un documento", "un documento de texto ocupa menos de 4 MB")
		return
	case t.root == nil:
		for i := 0; i < len(t.data); {
			r, n := utf8.DecodeRune(t.data[i:])
			switch {
			case r == utf8.RuneError && n == 1:
				c.fault("documento", t.place(i, i+1), "el archivo no es texto en UTF-8", "guárdelo como UTF-8 desde el editor")
				return
			case r == 0:
				c.fault("documento", t.place(i, i+1), "el archivo tiene un byte cero, que ningún texto lleva", "bórrelo, o revise que sea un archivo de texto")
				return
			}
			i += n
		}
		return
	}
	c.emit(c.blocks(t.root, true)...)
	for _, f := range t.twice {
		label := clip(string(f.Ref))
		c.fault("documento", t.find(f, label), fmt.Sprintf("ya hay una nota «%s»: esta no se imprimiría", label), "póngale otro nombre, o quítela")
	}
	for _, label := range t.labels {
		if f := t.all[label]; f.Index < 0 {
			c.warn("documento-sin-efecto", t.find(f, label), fmt.Sprintf("ninguna llamada lleva a la nota «%s», y no se imprime", clip(label)), fmt.Sprintf("escriba «[^%s]» donde va la llamada, o quite la nota", clip(label)))
		}
	}
}

// links gives each heading its id, so that a link can be to one further on.
func (c *composer) links() {
	c.targets = map[string]string{}
	var ids document.Anchors
	for n := c.text.root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			id := ids.ID(c.plain(h))
			c.targets[id] = id
		}
	}
}

// plain is the text of a node as it stands.
func (c *composer) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, in bool) (ast.WalkStatus, error) {
		switch x := n.(type) {
		case *ast.Text:
			if !in {
				break
			}
			b.WriteString(unescape(x.Segment.Value(c.text.data)))
			if x.SoftLineBreak() || x.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.AutoLink:
			if in {
				b.Write(x.Label(c.text.data))
			}
		case *ast.RawHTML:
			if tag := rawTag(x, c.text.data); in && !isComment(tag) && !isBreak(tag) {
				b.WriteString(tag)
			} else if in && isBreak(tag) {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// blocks composes the children of a node. Those of the document itself are
// written as they come, since a block may turn the pages after it.
func (c *composer) blocks(n ast.Node, top bool) []document.Block {
	var out []document.Block
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		bs := c.block(k, top)
		if top {
			c.emit(bs...)
		} else {
			out = append(out, bs...)
		}
	}
	return out
}

func (c *composer) block(n ast.Node, top bool) []document.Block {
	switch n := n.(type) {
	case *ast.Heading:
		if !top {
			c.warn("documento-sin-efecto", c.text.at(n), "un encabezado dentro de una lista o una cita se imprime como un párrafo en negritas", "sáquelo de ella, o escríbalo en negritas")
			return []document.Block{document.Paragraph{Text: c.inlines(n, document.Run{Bold: true})}}
		}
		text := c.inlines(n, document.Run{})
		words := document.String(text)
		if words == "" {
			c.fault("documento", c.after(n, "#"), "un encabezado no tiene texto", "escriba su texto o quite las almohadillas")
			return nil
		}
		c.heading = words
		h := document.Heading{Level: n.Level, Text: text}
		if !c.bare {
			h.ID = c.anchors.ID(words)
		}
		return []document.Block{h}
	case *ast.Paragraph:
		return c.paragraph(n)
	case *ast.TextBlock:
		return c.paragraph(n)
	case *ast.List:
		l := document.List{Ordered: n.IsOrdered(), Start: n.Start}
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			l.Items = append(l.Items, c.blocks(item, false))
		}
		return []document.Block{l}
	case *ast.Blockquote:
		if bs := c.blocks(n, false); bs != nil {
			return []document.Block{document.Quote{Blocks: bs}}
		}
	case *ast.FencedCodeBlock:
		c.closed(n)
		if info := string(n.Language(c.text.data)); info == "patci" {
			return c.request(n, top)
		} else if fold(info) == "patci" {
			c.warn("documento-sin-efecto", c.text.at(n), "«"+clip(info)+"» no es «patci»: el bloque se imprime como texto", "escriba «patci» en minúsculas")
		}
		return c.code(n)
	case *ast.CodeBlock:
		return c.code(n)
	case *ast.ThematicBreak:
		c.warn("documento-sin-efecto", c.after(n, "-*_"), "una línea horizontal no se imprime", "para empezar una página: un bloque patci con «break: page»")
	case *ast.HTMLBlock:
		return c.html(n)
	case *extast.Table:
		return []document.Block{c.table(n)}
	}
	return nil
}

// closed tells of a fence that nothing closes, which takes in all that follows.
func (c *composer) closed(n *ast.FencedCodeBlock) {
	data, from := c.text.data, -1
	if n.Info != nil {
		from = n.Info.Segment.Stop
	}
	if k := n.Lines().Len(); k > 0 {
		from = n.Lines().At(k-1).Stop - 1
	}
	if from < 0 {
		return // an empty block: it takes in nothing
	}
	from += bytes.IndexByte(data[from:], '\n') + 1
	end := len(data)
	if i := bytes.IndexByte(data[from:], '\n'); i >= 0 {
		end = from + i
	}
	last := strings.TrimLeft(string(data[from:end]), "> \t")
	if strings.HasPrefix(last, "```") || strings.HasPrefix(last, "~~~") {
		return
	}
	var at int // where it begins: the line above its first
	if n.Info != nil {
		at = n.Info.Segment.Start
	} else {
		at = bytes.LastIndexByte(data[:n.Lines().At(0).Start], '\n')
	}
	c.fault("documento", c.text.lineAt(at), "el bloque no se cierra: todo lo que sigue es parte de él", "escriba ``` en un renglón aparte, donde termina")
}

// after is the place of a node that has no text but some marks: the first line
// of nothing else behind the block before it.
func (c *composer) after(n ast.Node, marks string) source.Place {
	data, from := c.text.data, 0
	if p := n.PreviousSibling(); p != nil {
		_ = ast.Walk(p, func(k ast.Node, in bool) (ast.WalkStatus, error) {
			if k.Type() == ast.TypeBlock && k.Lines().Len() > 0 {
				from = max(from, k.Lines().At(k.Lines().Len()-1).Stop)
			}
			return ast.WalkContinue, nil
		})
	}
	for from < len(data) {
		end := len(data)
		if i := bytes.IndexByte(data[from:], '\n'); i >= 0 {
			end = from + i
		}
		line := strings.TrimSpace(string(data[from:end]))
		if line != "" && strings.Trim(line, marks+" \t>") == "" {
			return c.text.lineAt(from)
		}
		from = end + 1
	}
	return source.Place{File: c.text.file}
}

// paragraph is a paragraph, or the image that is all it holds.
func (c *composer) paragraph(n ast.Node) []document.Block {
	if i, ok := n.FirstChild().(*ast.Image); ok && i.NextSibling() == nil {
		if image, ok := c.image(i); ok {
			return []document.Block{image}
		}
		return nil
	}
	c.undefined(n)
	text := c.inlines(n, document.Run{})
	if len(text) == 0 {
		return nil
	}
	return []document.Block{document.Paragraph{Text: text}}
}

// undefined tells of calls to footnotes that nobody wrote.
func (c *composer) undefined(n ast.Node) {
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := seg.Value(c.text.data)
		for from := 0; ; {
			k := bytes.Index(line[from:], []byte("[^"))
			if k < 0 {
				break
			}
			k += from
			from = k + 2
			end := bytes.IndexByte(line[k:], ']')
			if end < 3 || k > 0 && line[k-1] == '\\' || bytes.Count(line[:k], []byte("`"))%2 == 1 {
				continue
			}
			label := string(line[k+2 : k+end])
			if c.text.all[label] != nil || strings.ContainsAny(label, "[\\") {
				continue
			}
			start := seg.Start + k - seg.Padding
			c.fault("documento", c.text.place(start, start+end+1), fmt.Sprintf("la llamada «[^%s]» no lleva a ninguna nota al pie", clip(label)),
				fmt.Sprintf("escriba la nota en un renglón aparte: «[^%s]: …», o quite la llamada", clip(label)))
		}
	}
}

// code is a block of text to be shown as it stands.
func (c *composer) code(n ast.Node) []document.Block {
	var text []document.Inline
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		if i > 0 {
			text = append(text, document.Break{})
		}
		if line := strings.TrimRight(string(seg.Value(c.text.data)), "\r\n"); line != "" {
			text = append(text, document.Run{Text: strings.ReplaceAll(line, "\t", "    "), Code: true})
		}
	}
	if text == nil {
		return nil
	}
	return []document.Block{document.Paragraph{Text: text}}
}

// html is raw HTML: a comment is for those who write, anything else is text.
func (c *composer) html(n *ast.HTMLBlock) []document.Block {
	var b strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.Write(seg.Value(c.text.data))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(c.text.data))
	}
	written := strings.TrimSpace(b.String())
	if rest, ok := strings.CutPrefix(written, "<!--"); ok {
		_, behind, _ := strings.Cut(rest, "-->")
		if written = strings.TrimSpace(behind); written == "" {
			return nil
		}
	}
	c.rawHTML(c.text.at(n))
	return []document.Block{document.Paragraph{Text: document.Text(written)}}
}

func (c *composer) rawHTML(at source.Place) {
	c.warn("documento-sin-efecto", at, "el HTML se imprime como texto", "use la notación de Markdown: **negritas**, *cursivas*, listas, tablas")
}

// table is a table that the prose brings.
func (c *composer) table(n *extast.Table) document.Table {
	var t document.Table
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		var row []document.Cell
		for k := r.FirstChild(); k != nil; k = k.NextSibling() {
			c.undefined(k)
			row = append(row, c.inlines(k, document.Run{}))
		}
		if r.Kind() == extast.KindTableHeader {
			for i, cell := range row {
				col := document.Column{Title: cell}
				if i < len(n.Alignments) {
					switch n.Alignments[i] {
					case extast.AlignCenter:
						col.Align = document.Centre
					case extast.AlignRight:
						col.Align = document.Right
					}
				}
				t.Columns = append(t.Columns, col)
			}
			continue
		}
		for len(row) < len(t.Columns) {
			row = append(row, nil)
		}
		t.Rows = append(t.Rows, row[:len(t.Columns)])
	}
	t.Label = "tabla"
	if len(t.Columns) > 0 {
		t.Label = document.String(t.Columns[0].Title)
	}
	return t
}

// inlines composes what stands within a block, in the look of a run.
func (c *composer) inlines(n ast.Node, look document.Run) []document.Inline {
	var out []document.Inline
	put := func(text string) {
		if text == "" {
			return
		}
		if strings.ContainsAny(text, "\r\n") { // a code span keeps them
			text = oneLine.Replace(text)
		}
		if n := len(out) - 1; n >= 0 {
			if r, ok := out[n].(document.Run); ok && sameLook(r, look) {
				r.Text += text
				out[n] = r
				return
			}
		}
		r := look
		r.Text = text
		out = append(out, r)
	}
	join := func(in []document.Inline) {
		for _, i := range in {
			if r, ok := i.(document.Run); ok && sameLook(r, look) {
				put(r.Text)
			} else {
				out = append(out, i)
			}
		}
	}
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		switch k := k.(type) {
		case *ast.Text:
			if k.IsRaw() {
				put(string(k.Segment.Value(c.text.data)))
			} else {
				put(unescape(k.Segment.Value(c.text.data)))
			}
			switch {
			case k.HardLineBreak():
				out = append(out, document.Break{})
			case k.SoftLineBreak():
				put(" ")
			}
		case *ast.String:
			put(string(k.Value))
		case *ast.CodeSpan:
			code := look
			code.Code = true
			join(c.inlines(k, code))
		case *ast.Emphasis:
			strong := look
			if k.Level == 1 {
				strong.Italic = true
			} else {
				strong.Bold = true
			}
			join(c.inlines(k, strong))
		case *extast.Strikethrough:
			strike := look
			strike.Strike = true
			join(c.inlines(k, strike))
		case *ast.Link:
			link := look
			link.Link = c.link(k, string(k.Destination))
			join(c.inlines(k, link))
		case *ast.AutoLink:
			link := look
			to := string(k.URL(c.text.data))
			if k.AutoLinkType == ast.AutoLinkEmail {
				to = "mailto:" + to
			}
			link.Link, link.Text = c.link(k, to), oneLine.Replace(string(k.Label(c.text.data)))
			out = append(out, link)
		case *ast.Image:
			c.fault("documento", c.text.find(k, string(k.Destination)), "una imagen entre el texto no se puede imprimir", "póngala en un párrafo para ella sola")
		case *ast.RawHTML:
			tag := rawTag(k, c.text.data)
			switch {
			case isComment(tag):
				continue
			case isBreak(tag): // in a cell there is no other way
				out = append(out, document.Break{})
				continue
			case !strings.HasPrefix(tag, "</"): // told where it was opened
				c.rawHTML(c.text.find(k, tag))
			}
			put(tag)
		case *extast.FootnoteLink:
			if r, ok := c.proseNote(k.Index); ok {
				out = append(out, r)
			}
		}
	}
	return out
}

// rawTag is a tag of raw HTML as it was written.
func rawTag(n *ast.RawHTML, data []byte) string {
	var b strings.Builder
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		b.Write(seg.Value(data))
	}
	return b.String()
}

func isComment(tag string) bool { return strings.HasPrefix(tag, "<!--") }

func isBreak(tag string) bool {
	tag = strings.ToLower(tag)
	return tag == "<br>" || tag == "<br/>" || tag == "<br />"
}

// proseNote refers to a footnote of the prose, which takes its number where it
// is first called.
func (c *composer) proseNote(index int) (document.Ref, bool) {
	if n, known := c.notes[index]; known {
		return document.Ref{Note: n}, true
	}
	f := c.text.notes[index]
	if f == nil {
		return document.Ref{}, false
	}
	ref := c.note(nil)
	c.notes[index] = ref.Note
	var text []document.Inline
	other := false
	for k := f.FirstChild(); k != nil; k = k.NextSibling() {
		for _, b := range c.block(k, false) {
			p, ok := b.(document.Paragraph)
			if !ok {
				other = true
				c.fault("documento", c.text.at(k), "una nota al pie solo puede llevar párrafos", "escríbala en un párrafo, sin listas, tablas ni imágenes")
				continue
			}
			if text != nil {
				text = append(text, document.Break{})
			}
			text = append(text, p.Text...)
		}
	}
	if document.String(text) == "" && !other {
		c.fault("documento", c.text.find(f, string(f.Ref)), "la nota «"+clip(string(f.Ref))+"» no tiene texto", "escriba su texto después de los dos puntos")
	}
	c.doc.Notes[ref.Note-1] = text
	return ref, true
}

// link returns where a link goes, "" if a document may not lead there.
func (c *composer) link(n ast.Node, to string) string {
	to = unescape([]byte(to))
	switch {
	case strings.HasPrefix(to, "#"):
		if c.targets == nil {
			c.links()
		}
		if id, ok := c.targets[to[1:]]; ok {
			return "#" + id
		}
		c.fault("referencia", c.text.find(n, to), fmt.Sprintf("ningún encabezado del documento lleva a «%s»", clip(to)), "el enlace a un encabezado es su texto en minúsculas, sin acentos y con guiones: #dia-mundial")
		return ""
	case document.Outside(to):
		return to
	}
	c.warn("documento-sin-efecto", c.text.find(n, to), fmt.Sprintf("un enlace a «%s» no se imprime: queda solo su texto", clip(to)), "un documento puede llevar a una dirección http, https o mailto, o a un encabezado suyo con #")
	return ""
}

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

func sameLook(a, b document.Run) bool {
	a.Text, b.Text = "", ""
	return a == b
}

// unescape is the text that a piece of Markdown stands for.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]) {
			i++
		} else if b[i] == '&' {
			if end := bytes.IndexByte(b[i:], ';'); end > 1 && end < 40 {
				ref := b[i : i+end+1]
				got := util.ResolveEntityNames(util.ResolveNumericReferences(ref))
				if !bytes.Equal(got, ref) {
					out = append(out, got...)
					i += end
					continue
				}
			}
		}
		out = append(out, b[i])
	}
	return string(out)
}
