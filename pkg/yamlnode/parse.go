package yamlnode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"patci/pkg/diag"
	"patci/pkg/source"
)

// MaxBytes is the size of the largest file that is read.
const MaxBytes = 16 << 20

// MaxDepth is how deep maps and sequences may nest.
const MaxDepth = 100

const (
	maxFaults = 20 // told of one file; the rest is only counted as there
	maxChars  = 20 // forbidden characters told one by one
)

// Parse reads the one document of a file. What is wrong comes back as
// findings in the order of the file, all of rule "yaml"; what could be read
// around the faults comes back as the tree, its nodes marked Partial where
// something is missing. The node is nil if nothing could be read, and, with
// no finding, if the file is empty or has only comments.
func Parse(f *source.File) (*Node, []diag.Finding) {
	p := &parser{f: f, src: f.Data}
	var root *Node
	if p.readable() {
		p.conflicts()
		lo, hi := p.document()
		p.budget = 10*(f.LineStart(hi)-f.LineStart(lo)) + 1<<16
		root = p.block(lo, hi, 0)
		if root != nil && root.Kind == Null && root.Value == "" && !root.Partial {
			root = nil // «---» and nothing else
		}
	}
	return root, diag.Sort(p.out)
}

// parser is the reading of one file.
type parser struct {
	f      *source.File
	src    []byte // the file's data, or a copy of the same layout with offending characters blanked
	copied bool
	out    []diag.Finding
	faults int // told of what kept the library from reading
	minors int // told of the rest
	gaveUp bool
	budget int         // bytes that may still be read again after a fault
	noRefs bool        // anchors and aliases have been told and blanked
	tabs   bool        // likewise tabs
	refs   map[int]int // where the aliases blanked began and ended
	slab   []Node

	aliasAt int // the last alias told
}

// mask overwrites src[from:to] with as many bytes.
func (p *parser) mask(from int, with string) {
	if !p.copied {
		p.src = bytes.Clone(p.src)
		p.copied = true
	}
	copy(p.src[from:from+len(with)], with)
}

func (p *parser) blank(from, to int) { p.mask(from, strings.Repeat(" ", to-from)) }

// report adds a finding about the bytes [from, to).
func (p *parser) report(from, to int, message, remedy string) {
	from = max(0, min(from, len(p.f.Data)))
	to = max(from, min(to, len(p.f.Data)))
	for to < len(p.f.Data) && !utf8.RuneStart(p.f.Data[to]) {
		to++
	}
	if end := p.lineEndAt(from); to > end && to <= end+lineEndLen(p.f.Data, end) {
		to = end // never into the line end
	}
	place := source.Place{File: p.f}
	place.Start = p.f.Pos(from)
	c := newCursor(p.f, place.Start.Line, place.Start.Column, max(from, p.f.LineStart(1)))
	c.advance(to)
	place.End = c.pos()
	p.reportAt(place, message, remedy)
}

func (p *parser) reportAt(place source.Place, message, remedy string) {
	p.out = append(p.out, diag.Finding{
		Rule: "yaml", Verdict: diag.Broken, Severity: diag.Error,
		Message: message, Remedy: remedy, Place: place,
	})
}

// document finds the lines [lo, hi) of the first document, and tells of
// directives and of a second document.
func (p *parser) document() (lo, hi int) {
	lo, hi = 1, p.f.Lines()+1
	content, started, ended := false, false, false
	for n := 1; n <= p.f.Lines(); n++ {
		i := p.f.LineStart(n)
		if i >= len(p.src) {
			break
		}
		c := p.src[i]
		if content && !ended && c != '-' && c != '.' {
			continue
		}
		line := p.src[i:p.f.LineStart(n+1)]
		isMarker := (c == '-' || c == '.') && marker(line)
		switch {
		case ended:
			if isMarker && c == '.' || p.empty(i) {
				continue
			}
			to := i + 3
			if !isMarker {
				to = p.lineEndAt(i)
			}
			p.report(i, to, "hay un segundo documento en el archivo; solo se leyó el primero",
				"deje un solo documento: quite la línea «"+short(p.f.Line(n))+"» o pase lo que sigue a otro archivo")
			return lo, hi
		case c == '%' && !content && !started:
			to := p.lineEndAt(i)
			text := string(p.src[i:to])
			message := "la directiva «" + short(text) + "» no se admite"
			if strings.HasPrefix(text, "%YAML") {
				message = "la directiva «" + short(text) + "», que declara la versión de YAML, no se admite"
			}
			if p.minor() {
				p.report(i, to, message, "quite esa línea; no hace falta")
			}
			p.blank(i, to)
		case isMarker && c == '-' && !content && !started:
			started = true
			if p.empty(i + 3) {
				lo = n + 1
			} else {
				content = true
				p.mask(i, "   ")
			}
		case isMarker && c == '-':
			hi = n
			p.report(i, i+3, "hay un segundo documento en el archivo; solo se leyó el primero",
				"deje un solo documento: quite la línea «---» o pase lo que sigue a otro archivo")
			return lo, hi
		case isMarker:
			hi, ended = n, true
		case !p.empty(i):
			content = true
		}
	}
	return lo, hi
}

// empty reports whether nothing but blanks and a comment stands from i to the
// end of its line.
func (p *parser) empty(i int) bool {
	for i < len(p.src) && (p.src[i] == ' ' || p.src[i] == '\t') {
		i++
	}
	return i >= len(p.src) || p.src[i] == '#' || lineEnd(p.src[i:]) > 0
}

// lineEndAt returns where the line that holds offset i ends, its line end
// excluded.
func (p *parser) lineEndAt(i int) int {
	for i < len(p.src) && lineEnd(p.src[i:]) == 0 {
		i++
	}
	return i
}

// lineEndLen returns the length of the line end at offset i, 0 at the end.
func lineEndLen(b []byte, i int) int {
	if i >= len(b) {
		return 0
	}
	return lineEnd(b[i:])
}

// fault is why the library could not read some lines.
type fault struct {
	msg  string // the library's, without its prefix
	line int    // of the file; 0 if unknown
}

// errMore is for a second document, which document() has cut off.
var errMore = errors.New("did not find expected <document start>")

const tooDeep = "exceeded max depth"

// decode hands the lines [lo, hi) to the library.
func (p *parser) decode(lo, hi int) (doc *yaml.Node, ft *fault) {
	text := p.src[p.f.LineStart(lo):p.f.LineStart(hi)]
	if deeper(text) {
		if at := tooDeepAt(p.src, p.f.LineStart(lo), p.f.LineStart(hi)); at >= 0 {
			return nil, &fault{msg: tooDeep}
		}
	}
	defer func() {
		if r := recover(); r != nil {
			doc, ft = nil, &fault{msg: "panic: " + fmt.Sprint(r)}
		}
	}()
	var n yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(text))
	err := dec.Decode(&n)
	if err == nil { // only now does the library look at what follows
		if err = dec.Decode(&yaml.Node{}); err == nil {
			err = errMore
		}
	}
	if err != nil && err != io.EOF {
		ft = &fault{msg: strings.TrimPrefix(err.Error(), "yaml: ")}
		if rest, ok := strings.CutPrefix(ft.msg, "line "); ok {
			if num, msg, ok := strings.Cut(rest, ": "); ok {
				if l, err := strconv.Atoi(num); err == nil {
					ft.line, ft.msg = min(lo+l-1, hi-1), msg
				}
			}
		}
		return nil, ft
	}
	if n.Kind != yaml.DocumentNode || len(n.Content) != 1 {
		return nil, nil
	}
	return n.Content[0], nil
}

// deeper reports whether brackets may nest too deep in b; it is a quick upper
// bound, which knows nothing of quotes or comments.
func deeper(b []byte) bool {
	depth := 0
	for _, c := range b {
		if c|0x26 != 0x7f { // as of all brackets and hardly another character
			continue
		}
		switch c {
		case '[', '{':
			if depth++; depth > MaxDepth {
				return true
			}
		case ']', '}':
			depth = max(depth-1, 0)
		}
	}
	return false
}

// tooDeepAt returns the offset of the first bracket that nests too deep, or -1.
func tooDeepAt(src []byte, from, to int) int {
	at := -1
	lex(src, from, to, func(t token) bool {
		if (t.kind == '[' || t.kind == '{') && t.flow >= MaxDepth {
			at = t.from
		}
		return at < 0
	})
	return at
}

// converter turns the library's nodes into ours.
type converter struct {
	*parser
	cursor
	src  []byte // up to the end of the text that the library read
	base int    // lines before it

	tagFrom, tagTo int // the last tag passed
}

// convert turns the tree that the library read from the lines [lo, hi) into
// ours; nil stays nil.
func (p *parser) convert(doc *yaml.Node, lo, hi, depth int) *Node {
	if doc == nil {
		return nil
	}
	c := &converter{parser: p, src: p.src[:p.f.LineStart(hi)], base: lo - 1}
	c.cursor = newCursor(p.f, lo, 1, p.f.LineStart(lo))
	return c.node(doc, -1, depth)
}

func (p *parser) newNode() *Node {
	if len(p.slab) == 0 {
		p.slab = make([]Node, 32)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Place.File = p.f
	return n
}

// begin sets the start of n to where the cursor stands, finish its end.
func (c *converter) begin(n *Node)  { n.start, n.Place.Start = c.off, c.pos() }
func (c *converter) finish(n *Node) { n.end, n.Place.End = c.off, c.pos() }

// node converts y, which stands in a block indented by indent (-1: none). The
// cursor ends up just after it.
func (c *converter) node(y *yaml.Node, indent, depth int) *Node {
	n := c.newNode()
	c.seek(y.Line+c.base, y.Column)
	tagged := y.Style&yaml.TaggedStyle != 0
	// A «!» where a collection begins may belong to its first key.
	if tagged || y.Anchor != "" || c.off < len(c.src) && c.src[c.off] == '!' &&
		(len(y.Content) == 0 || y.Content[0].Line != y.Line || y.Content[0].Column != y.Column) {
		c.properties(y)
	}
	c.begin(n)
	switch y.Kind {
	case yaml.AliasNode:
		n.Kind = Null
		c.advance(c.off + 1 + len(y.Value))
		c.finish(n)
		c.alias(n.start, n.end)
		n.Partial = true
		return n
	case yaml.MappingNode, yaml.SequenceNode:
		if depth >= MaxDepth {
			c.deep(c.off, c.off+1)
			n.Kind, n.Partial = Null, true
			c.finish(n)
			return n
		}
		if tagged && y.Tag != "!!map" && y.Tag != "!!seq" ||
			tagged && (y.Tag == "!!map") != (y.Kind == yaml.MappingNode) {
			c.badTag()
		}
		flow := y.Style&yaml.FlowStyle != 0
		n.Style = Block
		if flow {
			n.Style = Flow
		} else {
			indent = c.col - 1
		}
		if y.Kind == yaml.MappingNode {
			c.mapping(n, y, flow, indent, depth)
		} else {
			c.sequence(n, y, flow, indent, depth)
		}
		c.finish(n)
		return n
	}
	c.scalar(n, y, indent, tagged)
	return n
}

// scalar fills in n, which begins at the cursor.
func (c *converter) scalar(n *Node, y *yaml.Node, indent int, tagged bool) {
	n.Value, n.Tag = y.Value, y.Tag
	quoted := true
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		n.Style = DoubleQuoted
		c.advance(quoteEnd(c.src, c.off))
	case y.Style&yaml.SingleQuotedStyle != 0:
		n.Style = SingleQuoted
		c.advance(quoteEnd(c.src, c.off))
	case y.Style&yaml.LiteralStyle != 0, y.Style&yaml.FoldedStyle != 0:
		n.Style = Literal
		if y.Style&yaml.FoldedStyle != 0 {
			n.Style = Folded
		}
		end := c.off
		if c.off < len(c.src) {
			end, n.indent, _ = blockEnd(c.src, c.off, indent)
		}
		c.advance(end)
	default:
		quoted = false
		c.advance(plainEnd(c.src, c.off, y.Value))
	}
	c.finish(n)
	if tagged {
		switch y.Tag {
		case "!!str", "!!int", "!!float", "!!bool", "!!timestamp":
		case "!!null":
			n.Kind = Null
		default:
			c.badTag()
			n.Tag = "!!str"
		}
		return
	}
	switch {
	case quoted:
		n.Tag = "!!str"
		if n.Style == DoubleQuoted {
			c.escapedControl(n)
		}
	case y.Tag == "!!null":
		n.Kind, n.Tag = Null, ""
		if end := c.refs[n.start]; end > 0 {
			n.Partial = true
			c.advance(end)
			c.finish(n)
		}
	case y.Tag == "!!merge":
		n.Tag = "!!str"
	case y.Value != "" && y.Value[0] >= utf8.RuneSelf:
		c.hardSpaces(n)
	}
}

// hardSpaces tells of characters before a plain text that look like spaces,
// and takes them off it.
func (c *converter) hardSpaces(n *Node) {
	r, w := utf8.DecodeRuneInString(n.Value)
	if !hardSpace(r) {
		return
	}
	value := strings.TrimLeftFunc(n.Value, hardSpace)
	if string(c.parser.f.Data[n.start:n.start+w]) == n.Value[:w] && c.minor() { // else told already
		c.report(n.start, n.start+w, "hay un espacio que no lo es ("+charName(r)+") antes de «"+short(value)+"»",
			"bórrelo y escriba un espacio con la barra espaciadora")
	}
	cur := newCursor(c.parser.f, n.Place.Start.Line, n.Place.Start.Column, n.start)
	cur.advance(n.start + len(n.Value) - len(value))
	n.Value, n.start, n.Place.Start = value, cur.off, cur.pos()
	if value == "" {
		n.Kind, n.Tag = Null, ""
	}
}

// escapedControl tells of control characters that escapes put into a text.
func (c *converter) escapedControl(n *Node) {
	k := 0
	for _, r := range n.Value {
		if r != '\n' && r != '\t' && forbidden(r) {
			if !c.minor() {
				return
			}
			c.reportAt(n.TextSpan(k, k+1), "el texto contiene el carácter de control "+charName(r), "quítelo")
			return
		}
		k++
	}
}

func (c *converter) mapping(n *Node, y *yaml.Node, flow bool, indent, depth int) {
	// A pair alone in a flow sequence, [a: 1], is a map without braces.
	braces := flow && c.off < len(c.src) && c.src[c.off] == '{' &&
		(len(y.Content) == 0 || y.Content[0].Line != y.Line || y.Content[0].Column != y.Column)
	if braces {
		c.advance(c.off + 1)
	}
	n.Kind = Map
	if len(y.Content) > 0 {
		n.Pairs = make([]Pair, 0, len(y.Content)/2)
	}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := c.node(y.Content[i], indent, depth+1)
		c.colon(flow)
		v := y.Content[i+1]
		var value *Node
		if v.Kind == yaml.ScalarNode && v.Value == "" && v.Style == 0 && v.Anchor == "" {
			value = c.newNode() // nothing: the library's place may be later
			value.Kind = Null
			c.begin(value)
			c.finish(value)
		} else {
			value = c.node(v, indent, depth+1)
		}
		switch ky := y.Content[i]; {
		case ky.Kind == yaml.AliasNode:
			n.Partial = true
		case ky.Kind != yaml.ScalarNode:
			if c.minor() {
				c.report(key.start, key.end, "una clave debe ser un texto, no un mapa ni una lista",
					"escriba una palabra antes de los dos puntos; un texto con «{» o «[» va entre comillas")
			}
			n.Partial = true
		case ky.Tag == "!!merge" && ky.Style == 0:
			if c.minor() {
				c.report(key.start, key.end, "la clave «<<», que copia otro mapa, no se admite",
					"escriba aquí las claves que copiaría")
			}
			n.Partial = true
		case key.Kind == Null && key.Value == "":
			if c.minor() {
				c.report(key.start, max(key.end, key.start+1), "falta la clave antes de los dos puntos",
					"escriba la clave, o ponga el texto entre comillas")
			}
			n.Partial = true
		default:
			if key.Kind == Null { // «null:» and «~:» are words here
				key.Kind, key.Tag = Scalar, "!!str"
			}
			n.Pairs = append(n.Pairs, Pair{key, value})
			n.Partial = n.Partial || value.Partial
		}
	}
	if braces {
		c.close('}')
	}
}

func (c *converter) sequence(n *Node, y *yaml.Node, flow bool, indent, depth int) {
	brackets := flow && c.off < len(c.src) && c.src[c.off] == '['
	if brackets {
		c.advance(c.off + 1)
	}
	n.Kind = Sequence
	if len(y.Content) > 0 {
		n.Items = make([]*Node, 0, len(y.Content))
	}
	for _, item := range y.Content {
		child := c.node(item, indent, depth+1)
		n.Items = append(n.Items, child)
		n.Partial = n.Partial || child.Partial
	}
	if brackets {
		c.close(']')
	}
}

// blanks returns the offset of the next character that is no blank, line end
// or comment.
func (c *converter) blanks(i int) int {
	for i < len(c.src) {
		switch b := c.src[i]; {
		case b == ' ' || b == '\t':
			i++
		case b == '#':
			i = c.lineEndAt(i)
		default:
			m := lineEnd(c.src[i:])
			if m == 0 {
				return i
			}
			i += m
		}
	}
	return i
}

// colon moves past the colon after a key, if there is one; outside brackets
// only a colon before a blank is one.
func (c *converter) colon(flow bool) {
	i := c.off
	if i >= len(c.src) || c.src[i] != ':' {
		i = c.blanks(i)
	}
	if i < len(c.src) && c.src[i] == ':' && (flow || i+1 >= len(c.src) || space(c.src[i+1:]) > 0) {
		c.advance(i + 1)
	}
}

// close moves past the bracket that closes a collection.
func (c *converter) close(bracket byte) {
	for i := c.blanks(c.off); i < len(c.src); i = c.blanks(i + 1) {
		switch c.src[i] {
		case bracket:
			c.advance(i + 1)
			return
		case ',', ':', '?':
		default:
			return
		}
	}
}

// properties moves past the tag and the anchor before a value.
func (c *converter) properties(y *yaml.Node) {
	i, end := c.off, c.off
	for i < len(c.src) {
		switch c.src[i] {
		case '!':
			end = tagEnd(c.src, i)
			c.tagFrom, c.tagTo = i, end
		case '&':
			end = i + 1
			for end < len(c.src) && anchorChar(c.src[end]) {
				end++
			}
			c.anchor(i, end)
		default:
			c.advance(i)
			return
		}
		i = c.blanks(end)
		if y.Kind == yaml.ScalarNode && y.Value == "" &&
			y.Style&^yaml.TaggedStyle == 0 && (i >= len(c.src) || c.src[i] != '!' && c.src[i] != '&') {
			break
		}
	}
	c.advance(end)
}

// minor counts the findings that do not stop the reading, and reports
// whether one more may be told; the first beyond the limit says that there are
// more.
func (p *parser) minor() bool {
	p.minors++
	if p.minors == maxFaults+1 {
		p.reportAt(source.Place{File: p.f}, "hay más que no se admite (anclas, alias, etiquetas, directivas, claves)",
			"corrija las anteriores y vuelva a validar")
	}
	return p.minors <= maxFaults
}

func (p *parser) anchor(from, to int) {
	if !p.minor() {
		return
	}
	name := string(p.f.Data[from:to])
	p.report(from, to, "el ancla «"+short(name)+"» no se admite",
		"quítela; si es texto, ponga el valor entre comillas")
}

func (p *parser) alias(from, to int) {
	// Once a line: a list of them says the same of each.
	if n := len(p.out); n > 0 && strings.HasPrefix(p.out[n-1].Message, aliasMessage) && p.sameLine(p.aliasAt, from) || !p.minor() {
		return
	}
	p.aliasAt = from
	name := string(p.f.Data[from:to])
	p.report(from, to, aliasMessage+short(name)+"» no se admite",
		"escriba aquí el valor completo; si es texto, póngalo entre comillas")
}

func (p *parser) deep(from, to int) {
	for _, f := range p.out {
		if strings.HasPrefix(f.Message, deepMessage) {
			return
		}
	}
	p.report(from, to, fmt.Sprintf("%s: más de %d niveles, uno dentro de otro", deepMessage, MaxDepth),
		"revise los corchetes y la sangría")
}

const deepMessage = "el YAML está demasiado anidado"

const aliasMessage = "el alias «"

// badTag tells of the tag last passed.
func (c *converter) badTag() {
	if !c.minor() {
		return
	}
	tag := string(c.parser.f.Data[c.tagFrom:c.tagTo])
	c.report(c.tagFrom, c.tagTo, "la etiqueta «"+short(tag)+"» no se admite",
		"quítela; si es texto, ponga el valor entre comillas")
}

// quoteEnd returns the offset after the quoted scalar at src[i].
func quoteEnd(src []byte, i int) int {
	if i >= len(src) {
		return i
	}
	q := src[i]
	if q != '"' && q != '\'' {
		return i
	}
	for i++; i < len(src); i++ {
		switch src[i] {
		case q:
			if q == '\'' && i+1 < len(src) && src[i+1] == q {
				i++
				continue
			}
			return i + 1
		case '\\':
			if q == '"' {
				i++
			}
		}
	}
	return i
}

// plainEnd returns the offset after the plain scalar at src[i] that stands
// for value.
func plainEnd(src []byte, i int, value string) int {
	if n := i + len(value); n <= len(src) && string(src[i:n]) == value {
		return n
	}
	end := i
	for j := 0; j < len(value) && i < len(src); {
		if space(src[i:]) > 0 {
			for i < len(src) && space(src[i:]) > 0 {
				i += space(src[i:])
			}
			for j < len(value) {
				m := spaceString(value[j:])
				if m == 0 {
					break
				}
				j += m
			}
			continue
		}
		if src[i] != value[j] {
			break
		}
		i++
		j++
		end = i
	}
	return end
}

func space(b []byte) int {
	if b[0] == ' ' || b[0] == '\t' {
		return 1
	}
	return lineEnd(b)
}

func spaceString(s string) int {
	if s[0] == ' ' || s[0] == '\t' || s[0] == '\n' {
		return 1
	}
	if strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029") {
		return 3
	}
	return 0
}
