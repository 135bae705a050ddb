package yamlnode

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

// block reads the lines [lo, hi). If the library cannot, it reads them piece
// by piece, down to the entry that is at fault, so that a fault costs no more
// than its own entry. It returns nil where there is nothing.
func (p *parser) block(lo, hi, depth int) *Node {
	if depth > MaxDepth {
		p.deep(p.f.LineStart(lo), p.f.LineStart(lo)+1)
		return nil
	}
	doc, ft := p.decode(lo, hi)
	if ft != nil && !p.noRefs && strings.HasPrefix(ft.msg, "unknown anchor") {
		p.blankRefs(lo, hi)
		doc, ft = p.decode(lo, hi)
	}
	if ft != nil && !p.tabs && (ft.msg == msgToken || strings.HasPrefix(ft.msg, "found a tab")) && p.blankTabs(lo, hi) {
		doc, ft = p.decode(lo, hi)
	}
	if ft == nil {
		return p.convert(doc, lo, hi, depth)
	}
	return p.salvage(lo, hi, ft, depth)
}

// blankRefs tells of every anchor and alias in the lines and blanks them: what
// an alias stands for may be in a piece that cannot be read.
func (p *parser) blankRefs(lo, hi int) {
	p.noRefs = true
	var at []token
	prose := map[int]bool{} // those that only begin a text
	lex(p.src, p.f.LineStart(lo), p.f.LineStart(hi), func(t token) bool {
		if n := len(at); n > 0 && t.kind == tokPlain && at[n-1].kind == '*' && p.sameLine(at[n-1].to, t.from) {
			prose[at[n-1].from] = true
		}
		if (t.kind == '&' || t.kind == '*') && t.to > t.from+1 &&
			(t.to >= len(p.src) || space(p.src[t.to:]) > 0 || strings.IndexByte("?:,]}%@`", p.src[t.to]) >= 0) {
			at = append(at, t)
		}
		return true
	})
	for _, t := range at {
		switch {
		case prose[t.from]:
			if p.minor() {
				p.badStart(t.from)
			}
			p.blank(t.from, t.from+1)
		case t.kind == '*':
			p.alias(t.from, t.to)
			if p.refs == nil {
				p.refs = map[int]int{}
			}
			p.refs[t.from] = t.to
			p.mask(t.from, "~"+strings.Repeat(" ", t.to-t.from-1))
		default:
			p.anchor(t.from, t.to)
			p.blank(t.from, t.to)
		}
	}
}

// blankTabs tells once of the tabs in the indentation and takes each for a
// space, which keeps the structure where tabs were used throughout. It reports
// whether there were any.
func (p *parser) blankTabs(lo, hi int) bool {
	p.tabs = true
	first := -1
	lines := map[int]bool{}
	for pass := 0; pass < 3; pass++ { // a tab blanked may reveal others
		found := false
		lex(p.src, p.f.LineStart(lo), p.f.LineStart(hi), func(t token) bool {
			if t.kind != tokTab {
				return true
			}
			found = true
			if first < 0 || t.from < first {
				first = t.from
			}
			lines[p.f.Pos(t.from).Line] = true
			for i := t.from; i < len(p.src) && (p.src[i] == '\t' || p.src[i] == ' '); i++ {
				p.mask(i, " ")
			}
			return true
		})
		if !found {
			break
		}
	}
	if first < 0 {
		return false
	}
	message := "hay un tabulador en la sangría"
	if n := len(lines); n > 1 {
		message += fmt.Sprintf("; también en %s más", count(n-1, "línea", "líneas"))
	}
	p.faults++
	to := first
	for to < len(p.f.Data) && p.f.Data[to] == '\t' {
		to++
	}
	p.report(first, to, message, "use espacios en lugar de tabuladores")
	return true
}

// line is a line that says something: no blank, no comment.
type line struct {
	n, indent int
	at        int // offset of its first character after the indentation
	dash      bool
}

// content returns line n if it says something.
func (p *parser) content(n int) (line, bool) {
	from := p.f.LineStart(n)
	i := from
	for i < len(p.src) && p.src[i] == ' ' {
		i++
	}
	if p.empty(i) {
		return line{}, false
	}
	l := line{n: n, indent: i - from, at: i}
	l.dash = p.src[i] == '-' && (i+1 >= len(p.src) || space(p.src[i+1:]) > 0)
	return l, true
}

// split finds the lines in [lo, hi) where an entry of the outermost
// collection begins.
func (p *parser) split(lo, hi int) []line {
	var starts []line
	for n := lo; n < hi; n++ {
		l, ok := p.content(n)
		if !ok {
			continue
		}
		if len(starts) == 0 {
			starts = append(starts, l)
			continue
		}
		first := starts[0]
		c := p.src[l.at]
		switch {
		case l.indent > first.indent, c == ']', c == '}', c == ':':
		case l.indent == first.indent && l.dash && !first.dash && p.keyed(first): // a list under its key
		default:
			starts = append(starts, l)
		}
	}
	return starts
}

// keyed reports whether a line begins with a key and its colon.
func (p *parser) keyed(l line) bool {
	_, after := p.key(l)
	return after > 0
}

// salvage reads what it can of lines that the library refused with ft.
func (p *parser) salvage(lo, hi int, ft *fault, depth int) *Node {
	if p.faults >= maxFaults || p.budget < 0 {
		p.giveUp(p.f.LineStart(lo))
		return nil
	}
	p.budget -= p.f.LineStart(hi) - p.f.LineStart(lo)
	starts := p.split(lo, hi)
	switch {
	case len(starts) == 0:
		p.explain(ft, lo, hi)
		return nil
	case len(starts) == 1:
		return p.entry(starts[0], hi, ft, depth)
	case !starts[0].dash && !starts[1].dash && ft.msg == msgMapping && p.prose(starts[0]):
		p.explain(ft, lo, hi)
		return nil
	}
	before := p.faults
	model := starts[0]
	if alone(starts) { // the first line is the odd one out
		model = starts[1]
	}
	n := p.newNode()
	n.Style, n.Partial, n.Kind = Block, true, Map
	if model.dash {
		n.Kind = Sequence
	}
	for i := 0; i < len(starts) && !p.gaveUp; i++ {
		l, end := starts[i], hi
		if i+1 < len(starts) {
			end = starts[i+1].n
		}
		had := p.faults
		part, upto := p.part(l, starts[i+1:], end, hi, depth)
		for i+1 < len(starts) && starts[i+1].n < upto {
			i++
		}
		if part == nil {
			continue
		}
		switch {
		case l.indent != model.indent && p.faults == had:
			p.badIndent(l, model)
		case part.Kind == n.Kind && part.Style == Block:
		case p.faults > had: // told already
		case n.Kind == Sequence:
			p.tell(l.at, p.lineEndAt(l.at), "falta el guion de la lista antes de «"+short(string(p.f.Data[l.at:p.lineEndAt(l.at)]))+"»",
				"anteponga «- », o corrija la sangría si la línea es parte del elemento anterior")
		case part.Kind == Sequence:
			p.tell(l.at, l.at+1, "hay un elemento de lista («-») donde va una clave", "escriba antes la clave a la que pertenece la lista")
		default:
			p.noColon(l)
		}
		if part.Kind == n.Kind && part.Style == Block {
			n.Pairs = append(n.Pairs, part.Pairs...)
			n.Items = append(n.Items, part.Items...)
			n.span(part)
		}
	}
	if p.faults == before {
		p.explain(ft, lo, hi)
	}
	if n.Place.Start.Line == 0 {
		return nil
	}
	return n
}

// alone reports whether the first of several lines is indented unlike all the
// others, or alone has no dash, while they agree.
func alone(starts []line) bool {
	if len(starts) < 3 || starts[0].indent == starts[1].indent && (starts[0].dash || !starts[1].dash) {
		return false
	}
	for _, l := range starts[2:] {
		if l.indent != starts[1].indent || l.dash != starts[1].dash {
			return false
		}
	}
	return true
}

// span makes n reach from its first part to its last.
func (n *Node) span(part *Node) {
	if n.Place.Start.Line == 0 {
		n.start, n.Place.Start = part.start, part.Place.Start
	}
	n.end, n.Place.End = part.end, part.Place.End
}

// part reads the entry that begins at l and ends before line end; a quote or
// bracket left open there may close further on, before hi. It returns the line
// up to which it read.
func (p *parser) part(l line, later []line, end, hi, depth int) (n *Node, upto int) {
	if len(later) > 0 {
		from := p.f.LineStart(l.n)
		if flow, quote := lex(p.src, from, p.f.LineStart(end), func(token) bool { return true }); flow > 0 || quote {
			if upto := p.closes(l, later, hi); upto > end && p.budget > 0 {
				p.budget -= p.f.LineStart(upto) - from
				if doc, ft := p.decode(l.n, upto); ft == nil {
					return p.convert(doc, l.n, upto, depth), upto
				}
			}
		}
	}
	return p.block(l.n, end, depth), end
}

// closes returns the line before which the quotes and brackets opened in l
// are closed, one at which a later entry begins; 0 if they never are.
func (p *parser) closes(l line, later []line, hi int) int {
	from, to := p.f.LineStart(l.n), p.f.LineStart(hi)
	to = min(to, from+1<<14) // such texts are short
	next := p.f.LineStart(later[0].n)
	found := 0
	lex(p.src, from, to, func(t token) bool {
		closer := t.kind == ']' || t.kind == '}' || t.kind == tokSingle || t.kind == tokDouble
		if closer && t.flow == 0 && t.to > next {
			found = t.to
		}
		return found == 0 && t.kind != tokUnclosed && (t.from < next || t.flow > 0)
	})
	if found == 0 {
		return 0
	}
	for _, s := range later {
		if p.f.LineStart(s.n) >= found {
			return s.n
		}
	}
	return hi
}

// entry reads one entry, refused with ft, that begins at l and ends before
// line hi: what stands below its dash or its key can be read by itself.
func (p *parser) entry(l line, hi int, ft *fault, depth int) *Node {
	before := p.faults
	if l.dash {
		i := l.at + 1
		for i < len(p.src) && (p.src[i] == ' ' || p.src[i] == '\t') {
			i++
		}
		if i < len(p.src) && (p.src[i] == '|' || p.src[i] == '>') {
			p.explain(ft, l.n, hi)
			return p.list(l, nil)
		}
		from := l.n
		if p.empty(i) {
			from++
		} else {
			p.blank(l.at, l.at+1)
		}
		var item *Node
		if from < hi {
			item = p.block(from, hi, depth+1)
		}
		if p.faults == before {
			p.explain(ft, l.n, hi)
		}
		return p.list(l, item)
	}
	key, after := p.key(l)
	if key == nil {
		if kind := p.lone(l, hi); kind == yaml.ScalarNode {
			p.noColon(l)
		} else {
			p.explain(ft, l.n, hi)
		}
		return nil
	}
	var value *Node
	if p.empty(after) {
		if rest, ok := p.below(l.n+1, hi); ok && (rest.indent > l.indent || rest.dash) {
			value = p.block(l.n+1, hi, depth+1)
		}
	}
	if p.faults == before {
		p.explain(ft, l.n, hi)
	}
	if value == nil {
		value = p.newNode()
		value.Kind, value.Partial = Null, true
		value.start, value.end = after, after
		value.Place.Start = p.f.Pos(after)
		value.Place.End = value.Place.Start
	}
	n := p.newNode()
	n.Kind, n.Style, n.Partial = Map, Block, true
	n.Pairs = []Pair{{key, value}}
	n.span(key)
	n.span(value)
	return n
}

// lone returns the kind of what the first line alone stands for.
func (p *parser) lone(l line, hi int) yaml.Kind {
	if hi > l.n+1 {
		if _, more := p.below(l.n+1, hi); more {
			return 0
		}
	}
	if doc, ft := p.decode(l.n, l.n+1); ft == nil && doc != nil {
		return doc.Kind
	}
	return 0
}

// below returns the first line in [lo, hi) that says something.
func (p *parser) below(lo, hi int) (line, bool) {
	for ; lo < hi; lo++ {
		if l, ok := p.content(lo); ok {
			return l, true
		}
	}
	return line{}, false
}

// list returns a list of one item that begins at l; nil is an item that could
// not be read.
func (p *parser) list(l line, item *Node) *Node {
	if item == nil {
		item = p.newNode()
		item.Kind, item.Partial = Null, true
		item.start, item.end = l.at+1, l.at+1
		item.Place.Start = p.f.Pos(l.at + 1)
		item.Place.End = item.Place.Start
	}
	n := p.newNode()
	n.Kind, n.Style, n.Partial = Sequence, Block, true
	n.Items = []*Node{item}
	n.start, n.Place.Start = l.at, p.f.Pos(l.at)
	n.end, n.Place.End = item.end, item.Place.End
	return n
}

// key reads the key at the start of a line and returns the offset after its
// colon; nil if there is none.
func (p *parser) key(l line) (*Node, int) {
	var key token
	after := -1
	lex(p.src, l.at, p.lineEndAt(l.at), func(t token) bool {
		switch t.kind {
		case tokPlain, tokSingle, tokDouble:
			if key.kind == 0 {
				key = t
				return true
			}
		case ':':
			if key.kind != 0 {
				after = t.to
			}
		}
		return false
	})
	if after < 0 {
		return nil, 0
	}
	c := &converter{parser: p, src: p.src[:key.to]}
	at := p.f.Pos(key.from)
	c.cursor = newCursor(p.f, at.Line, at.Column, key.from)
	var y yaml.Node
	if err := yaml.Unmarshal(p.src[key.from:key.to], &y); err != nil || len(y.Content) != 1 || y.Content[0].Kind != yaml.ScalarNode {
		return nil, 0
	}
	n := p.newNode()
	c.begin(n)
	c.scalar(n, y.Content[0], -1, false)
	if n.Kind == Null {
		n.Kind, n.Tag = Scalar, "!!str"
	}
	return n, after
}

// prose reports whether a line looks like running text rather than a key.
func (p *parser) prose(l line) bool {
	text := strings.TrimSpace(string(p.src[l.at:p.lineEndAt(l.at)]))
	if _, after := p.key(l); after > 0 {
		return false
	}
	_, glued := gluedKey(text)
	return !glued && strings.Contains(text, " ")
}

// giveUp says once that from offset i on there is more that was not read.
func (p *parser) giveUp(i int) {
	if p.gaveUp {
		return
	}
	p.gaveUp = true
	p.faults++
	p.report(i, p.lineEndAt(i), "hay demasiadas faltas; desde aquí hay partes que no se leyeron",
		"corrija las anteriores y vuelva a validar")
}
