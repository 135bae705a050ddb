// Package yamlnode turns the bytes of a YAML file into a tree of nodes, each
// with its exact place, and says in Spanish what is wrong with the YAML. It
// is the only importer of the YAML library.
//
// It reads a plain subset: one document, no anchors, aliases, merge keys or
// own tags; each is a finding, and what surrounds it is read all the same.
package yamlnode

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"patci/pkg/source"
)

// Kind is what a node is.
type Kind uint8

// The kinds; Null is an empty value, «~» or «null».
const (
	Scalar Kind = iota
	Map
	Sequence
	Null
)

// Style is how a node is written.
type Style uint8

// The styles: of a scalar Plain to Folded, of a map or sequence Flow (in
// brackets) or Block (by indentation).
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal
	Folded
	Flow
	Block
)

// Node is one value of the file. Its place runs from the first character of
// the value itself to just after the last: quotes and brackets are within,
// a tag, a comment and the line end after it are not. The place of an empty
// value has no width and stands after the «:» or «-».
type Node struct {
	Kind  Kind
	Style Style
	Tag   string // of a scalar: !!str !!int !!float !!bool !!timestamp; !!str if quoted
	Value string // of a scalar, decoded; of a Null its text («~», «null» or nothing)
	Place source.Place

	Pairs []Pair  // of a Map, in the order of the file, repeated keys included
	Items []*Node // of a Sequence

	// Partial says that a fault, told by a finding, kept something in or below
	// this node from being read: what seems to be missing may well be there.
	Partial bool

	start, end int // byte offsets of Place
	indent     int // of the lines of a Literal or Folded scalar
}

// Pair is one entry of a map. Neither is ever nil; the key is a scalar.
type Pair struct{ Key, Value *Node }

// Raw returns the source text of the node's span, as it stands.
func (n *Node) Raw() string {
	if n == nil || n.Place.File == nil {
		return ""
	}
	return string(n.Place.File.Data[n.start:n.end])
}

// Get returns the value of the first pair of a map with that key; nil if
// there is none, or if n is nil or no map.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, p := range n.Pairs {
		if p.Key.Value == key {
			return p.Value
		}
	}
	return nil
}

// CutByComma reports whether pair i of a map in braces has neither colon nor
// value, and so is likely the rest of the text before it, which a comma cut
// in two: {title: Capacitación, difusión y enlace}. It returns the value that
// was cut, the nearest before it that a colon introduces.
func (n *Node) CutByComma(i int) (previous *Node, ok bool) {
	if n == nil || n.Kind != Map || n.Style != Flow || i < 1 || i >= len(n.Pairs) || !n.keyAlone(i) {
		return nil, false
	}
	for i--; i > 0 && n.keyAlone(i); i-- {
	}
	if v := n.Pairs[i].Value; v.Kind == Scalar && v.Style == Plain {
		return v, true
	}
	return nil, false
}

// keyAlone reports whether no colon follows the key of pair i.
func (n *Node) keyAlone(i int) bool {
	k, v := n.Pairs[i].Key, n.Pairs[i].Value
	if v.Kind != Null || v.start != v.end || k.Style != Plain || k.Kind != Scalar {
		return false
	}
	return v.start == k.end
}

// MissingSpace returns the word before the colon where an unquoted text looks
// like a key with no space after its colon: «date» for date:abril. An address
// (https://…) and an hour (10:30) do not.
func (n *Node) MissingSpace() (key string, ok bool) {
	if n == nil || n.Kind != Scalar || n.Style != Plain {
		return "", false
	}
	return gluedKey(n.Value)
}

// gluedKey returns the key of «key:value» written without a space.
func gluedKey(s string) (string, bool) {
	i := strings.IndexByte(s, ':')
	if i < 1 || i+1 >= len(s) || strings.HasPrefix(s[i:], "://") || s[i+1] == ':' {
		return "", false
	}
	digits := true
	for _, r := range s[:i] {
		switch {
		case r >= '0' && r <= '9':
		case r == '_' || r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0:
			digits = false
		default:
			return "", false
		}
	}
	return s[:i], !digits
}

// TextSpan returns the place of the code points [start, end) of Value in the
// source. It follows quotes, escapes, folded lines and indentation; what it
// cannot follow exactly gets the node's own place.
func (n *Node) TextSpan(start, end int) source.Place {
	if n == nil || n.Place.File == nil {
		return source.Place{}
	}
	total := utf8.RuneCountInString(n.Value)
	if n.Kind != Scalar || start < 0 || end < start || end > total {
		return n.Place
	}
	from, to, last := -1, -1, n.start
	k := 0
	if !n.decode(func(a, b int) bool {
		if k == start {
			from = a
		}
		if k == end-1 {
			to = b
		}
		k++
		last = b
		return k < end || k <= start
	}) {
		return n.Place
	}
	if from < 0 && start == k { // after the last character
		from = last
		if total == 0 {
			from = n.contentStart()
		}
	}
	if start == end {
		to = from
	}
	if from < 0 || to < from {
		return n.Place
	}
	c := n.cursor()
	p := source.Place{File: n.Place.File}
	c.advance(from)
	p.Start = c.pos()
	c.advance(to)
	p.End = c.pos()
	return p
}

func (n *Node) contentStart() int {
	if n.Style == SingleQuoted || n.Style == DoubleQuoted {
		return n.start + 1
	}
	return n.start
}

func (n *Node) cursor() cursor {
	return newCursor(n.Place.File, n.Place.Start.Line, n.Place.Start.Column, n.start)
}

// decode reads a scalar anew and calls yield with the byte offsets of the
// source of each code point of Value, until yield says no. It reports whether
// what it read was Value so far.
func (n *Node) decode(yield func(from, to int) bool) bool {
	src := n.Place.File.Data[:n.end]
	v := n.Value
	// put compares the next code point of Value and yields it.
	const more, stop, differs = 0, 1, 2
	put := func(want rune, from, to int) int {
		r, w := utf8.DecodeRuneInString(v)
		if w == 0 || r != want {
			return differs
		}
		v = v[w:]
		if !yield(from, to) {
			return stop
		}
		return more
	}
	switch n.Style {
	case Literal, Folded:
		return n.decodeBlock(src, put, func() bool { return v == "" })
	case Plain, SingleQuoted, DoubleQuoted:
	default:
		return false
	}
	i := n.contentStart()
	if n.Style != Plain {
		if len(src) == 0 || n.end-1 < i {
			return false
		}
		src = src[:n.end-1]
	}
	for i < len(src) {
		c := src[i]
		r, w := rune(c), 1
		switch {
		case c == ' ' || c == '\t' || lineEnd(src[i:]) > 0:
			j, breaks := i, 0
			var first rune
			for j < len(src) {
				if src[j] == ' ' || src[j] == '\t' {
					j++
				} else if m := lineEnd(src[j:]); m > 0 {
					if breaks == 0 {
						first = breakRune(src[j:])
					}
					breaks++
					j += m
				} else {
					break
				}
			}
			if breaks == 0 {
				for ; i < j; i++ {
					if s := put(rune(src[i]), i, i+1); s != more {
						return s == stop
					}
				}
				continue
			}
			if s := n.fold(first, breaks, src, i, j, put); s != more {
				return s == stop
			}
			i = j
			continue
		case n.Style == SingleQuoted && c == '\'':
			w = 2
		case n.Style == DoubleQuoted && c == '\\':
			if i+1 >= len(src) {
				return false
			}
			if m := lineEnd(src[i+1:]); m > 0 { // an escaped line end, and the blanks after it
				j := i + 1 + m
				for j < len(src) {
					if src[j] == ' ' || src[j] == '\t' {
						j++
					} else if m := lineEnd(src[j:]); m > 0 {
						if s := put(breakRune(src[j:]), j, j+m); s != more {
							return s == stop
						}
						j += m
					} else {
						break
					}
				}
				i = j
				continue
			}
			var ok bool
			if r, w, ok = escape(src[i:]); !ok {
				return false
			}
		case c >= utf8.RuneSelf:
			r, w = utf8.DecodeRune(src[i:])
		}
		if s := put(r, i, i+w); s != more {
			return s == stop
		}
		i += w
	}
	return v == ""
}

// fold puts what a stretch of blanks with line ends stands for.
func (n *Node) fold(first rune, breaks int, src []byte, i, j int, put func(rune, int, int) int) int {
	if first == '\n' && breaks == 1 {
		return put(' ', i, j)
	}
	skip := first == '\n' // the first line end folds away, the others stay
	for i < j {
		m := lineEnd(src[i:])
		if m == 0 {
			i++
			continue
		}
		if !skip {
			if s := put(breakRune(src[i:]), i, i+m); s != 0 {
				return s
			}
		}
		skip = false
		i += m
	}
	return 0
}

// decodeBlock is decode for literal and folded scalars.
func (n *Node) decodeBlock(src []byte, put func(rune, int, int) int, done func() bool) bool {
	i := n.start
	for i < len(src) && lineEnd(src[i:]) == 0 { // the header
		i++
	}
	if i < len(src) {
		i += lineEnd(src[i:])
	}
	type lineBreak struct {
		r        rune
		from, to int
	}
	var leading []lineBreak // at most one
	var trailing []lineBreak
	breaks := func() { // indentation and empty lines
		for {
			for k := 0; k < n.indent && i < len(src) && src[i] == ' '; k++ {
				i++
			}
			if i >= len(src) {
				return
			}
			m := lineEnd(src[i:])
			if m == 0 {
				return
			}
			trailing = append(trailing, lineBreak{breakRune(src[i:]), i, i + m})
			i += m
		}
	}
	flush := func(bs []lineBreak) int {
		for _, b := range bs {
			if s := put(b.r, b.from, b.to); s != 0 {
				return s
			}
		}
		return 0
	}
	breaks()
	leadingBlank := false
	for i < len(src) {
		blank := src[i] == ' ' || src[i] == '\t'
		if n.Style == Folded && !leadingBlank && !blank && len(leading) > 0 && leading[0].r == '\n' {
			if len(trailing) == 0 {
				if s := put(' ', leading[0].from, i); s != 0 {
					return s == 1
				}
			}
		} else if s := flush(leading); s != 0 {
			return s == 1
		}
		leading = leading[:0]
		if s := flush(trailing); s != 0 {
			return s == 1
		}
		trailing = trailing[:0]
		leadingBlank = blank
		for i < len(src) && lineEnd(src[i:]) == 0 {
			r, w := utf8.DecodeRune(src[i:])
			if s := put(r, i, i+w); s != 0 {
				return s == 1
			}
			i += w
		}
		if i < len(src) {
			m := lineEnd(src[i:])
			leading = append(leading, lineBreak{breakRune(src[i:]), i, i + m})
			i += m
			breaks()
		}
	}
	// The line ends after the last line are outside the span.
	all := n.Place.File.Data
	for i = len(src); i < len(all) && !done(); {
		if all[i] == ' ' {
			i++
			continue
		}
		m := lineEnd(all[i:])
		if m == 0 {
			break
		}
		if s := put(breakRune(all[i:]), len(src), len(src)); s != 0 {
			return s == 1
		}
		i += m
	}
	return done()
}

// escape decodes the escape that b begins with.
func escape(b []byte) (r rune, width int, ok bool) {
	if len(b) < 2 {
		return 0, 0, false
	}
	digits := 0
	switch b[1] {
	case '0':
		return 0, 2, true
	case 'a':
		return 7, 2, true
	case 'b':
		return 8, 2, true
	case 't', '\t':
		return '\t', 2, true
	case 'n':
		return '\n', 2, true
	case 'v':
		return '\v', 2, true
	case 'f':
		return '\f', 2, true
	case 'r':
		return '\r', 2, true
	case 'e':
		return 0x1b, 2, true
	case ' ', '"', '\'', '\\':
		return rune(b[1]), 2, true
	case 'N':
		return 0x85, 2, true
	case '_':
		return 0xa0, 2, true
	case 'L':
		return 0x2028, 2, true
	case 'P':
		return 0x2029, 2, true
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return 0, 0, false
	}
	if len(b) < 2+digits {
		return 0, 0, false
	}
	for _, c := range b[2 : 2+digits] {
		d := bytes.IndexByte([]byte("0123456789abcdef"), c|0x20)
		if c >= '0' && c <= '9' {
			d = int(c - '0')
		}
		if d < 0 || r > utf8.MaxRune {
			return 0, 0, false
		}
		r = r<<4 | rune(d)
	}
	if r > utf8.MaxRune || r >= 0xd800 && r < 0xe000 {
		return 0, 0, false
	}
	return r, 2 + digits, true
}

// lineEnd returns the length in bytes of the line end that b begins with, or 0.
func lineEnd(b []byte) int {
	switch b[0] {
	case '\n':
		return 1
	case '\r':
		if len(b) > 1 && b[1] == '\n' {
			return 2
		}
		return 1
	case 0xc2:
		if len(b) > 1 && b[1] == 0x85 {
			return 2
		}
	case 0xe2:
		if len(b) > 2 && b[1] == 0x80 && b[2]&^1 == 0xa8 {
			return 3
		}
	}
	return 0
}

// breakRune returns what the line end that b begins with stands for in a text.
func breakRune(b []byte) rune {
	if b[0] == 0xe2 {
		return rune(0x2000 | int(b[2]&0x3f))
	}
	return '\n'
}

// cursor walks forward through a file and knows its line and column.
type cursor struct {
	f              *source.File
	line, col, off int
	next           int // offset of the next line
}

const never = int(^uint(0) >> 1)

func newCursor(f *source.File, line, col, off int) cursor {
	c := cursor{f: f, line: line, col: col, off: off}
	c.setNext()
	return c
}

func (c *cursor) setNext() {
	c.next = never
	if c.line < c.f.Lines() {
		c.next = c.f.LineStart(c.line + 1)
	}
}

func (c *cursor) pos() source.Pos { return source.Pos{Line: c.line, Column: c.col} }

// advance moves to a later offset; it never moves back.
func (c *cursor) advance(off int) {
	off = min(off, len(c.f.Data))
	if off <= c.off {
		return
	}
	for c.next <= off {
		c.line, c.col, c.off = c.line+1, 1, c.next
		c.setNext()
	}
	c.col += utf8.RuneCount(c.f.Data[c.off:off])
	c.off = off
}

// seek moves to a later line and column; it never moves back.
func (c *cursor) seek(line, col int) {
	if line < c.line {
		return
	}
	if line > c.line {
		if line > c.f.Lines() {
			c.advance(len(c.f.Data))
			return
		}
		c.line, c.col, c.off = line, 1, c.f.LineStart(line)
		c.setNext()
	}
	end := min(c.next, len(c.f.Data))
	for c.col < col && c.off < end {
		if b := c.f.Data[c.off]; b < utf8.RuneSelf {
			c.off++
		} else {
			_, w := utf8.DecodeRune(c.f.Data[c.off:])
			c.off += w
		}
		c.col++
	}
	if c.off >= c.next { // past the line end: the start of the next line
		c.line, c.col, c.off = c.line+1, 1, c.next
		c.setNext()
	}
}
