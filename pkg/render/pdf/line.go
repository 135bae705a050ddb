package pdf

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

// look is how a piece of text is drawn.
type look struct {
	face   face
	size   float64
	rise   float64 // above the line
	color  palette.Color
	strike bool
	code   bool
	link   string
}

// piece is text of one look.
type piece struct {
	text  string
	look  look
	width float64
}

// word is what is not broken if it fits on a line.
type word struct {
	pieces []piece
	width  float64
	space  float64 // before it
	broken bool    // it begins a line
	soft   bool    // a hyphen appears if the line ends behind it
	notes  []int
	dir    direction
}

type direction uint8

const (
	neutral direction = iota
	leftToRight
	rightToLeft
)

// line is pieces at their places.
type line struct {
	pieces []placed
	width  float64
	notes  []int
}

type placed struct {
	piece
	x float64
}

// setting is how a text is set.
type setting struct {
	size  float64
	face  face
	color palette.Color
	align document.Align
}

const (
	leading = 1.32
	longest = 256 // bytes of a piece, which grows by one letter at a time
)

func (s setting) height() float64 { return s.size * leading }

var tones = [...]palette.Color{
	document.Plain: "", document.Good: palette.Good.Light, document.Warn: palette.Warn.Light, document.Bad: palette.Bad.Light, document.Faint: palette.Faint.Light,
}

// words takes inlines apart where a line may end.
func (b *builder) words(in []document.Inline, s setting) []word {
	var out []word
	var cur word
	open, broken := false, false
	space := 0.0
	shut := func() {
		if open {
			out = append(out, cur)
		}
		cur, open = word{}, false
	}
	begin := func() {
		if !open {
			cur = word{space: space, broken: broken}
			open, broken, space = true, false, 0
		}
	}
	add := func(r rune, l look) {
		begin()
		f, ok := b.fonts.choose(l.face, r)
		if !ok {
			return // [fonts.drawn] left none
		}
		l.face = f
		w, _ := b.fonts.advance(f, r)
		w *= l.size
		if n := len(cur.pieces); n > 0 && cur.pieces[n-1].look == l && len(cur.pieces[n-1].text) < longest {
			cur.pieces[n-1].text += string(r)
			cur.pieces[n-1].width += w
		} else {
			cur.pieces = append(cur.pieces, piece{string(r), l, w})
		}
		cur.width += w
		switch {
		case unicode.In(r, unicode.Hebrew, unicode.Arabic):
			cur.dir = rightToLeft
		case cur.dir == neutral && unicode.IsLetter(r):
			cur.dir = leftToRight
		}
	}
	for _, i := range in {
		switch i := i.(type) {
		case document.Break:
			shut()
			if broken {
				begin() // an empty line
				shut()
			}
			broken, space = true, 0
		case document.Ref:
			begin() // it is never parted from what it is about
			l := look{face: s.face, size: s.size * 0.65, rise: s.size * 0.33, color: s.color}
			for _, r := range fmt.Sprint(i.Note) {
				add(r, l)
			}
			if 1 <= i.Note && i.Note <= len(b.doc.Notes) {
				cur.notes = append(cur.notes, i.Note)
			}
		case document.Run:
			l := look{face: s.face, size: s.size, color: s.color, strike: i.Strike, code: i.Code}
			if i.Bold && l.face != bold && l.face != boldItalic {
				l.face++
				if l.face == boldItalic+1 {
					l.face = boldItalic
				}
			}
			if i.Italic {
				switch l.face {
				case regular:
					l.face = italic
				case bold:
					l.face = boldItalic
				}
			}
			if int(i.Tone) < len(tones) && tones[i.Tone] != "" {
				l.color = tones[i.Tone]
			}
			if document.Outside(i.Link) || strings.HasPrefix(i.Link, "#") && b.anchors[i.Link[1:]] {
				l.link = i.Link
				l.color = palette.Link.Light
			}
			text := []rune(b.fonts.drawn(i.Text))
			for n, r := range text {
				switch {
				case r == ' ':
					shut()
					w, _ := b.fonts.advance(l.face, ' ')
					space = w * l.size
				case r == '\u200b':
					shut()
				case r == '\u00ad':
					if open {
						cur.soft = true
					}
					shut()
				default:
					add(r, l)
					// A line may end behind these, where letters follow.
					if strings.ContainsRune("-–—/", r) && n > 0 && n+1 < len(text) && unicode.IsLetter(text[n+1]) && unicode.IsLetter(text[n-1]) {
						shut()
					}
				}
			}
		}
	}
	if broken {
		begin()
	}
	shut()
	return out
}

// widths has the widest word of a text and the widest of its lines if none is
// broken but where it says so.
func widths(words []word) (word, line float64) {
	cur := 0.0
	for i, w := range words {
		if w.broken || i == 0 {
			cur = 0
		} else {
			cur += w.space
		}
		cur += w.width
		word, line = max(word, w.width), max(line, cur)
	}
	return word, line
}

// lines fills lines of a width with words.
func (b *builder) lines(words []word, width float64, align document.Align) []line {
	var out []line
	var cur []word
	used := 0.0
	base := neutral
	for _, w := range words {
		if w.dir != neutral {
			base = w.dir
			break
		}
	}
	flush := func() {
		out = append(out, b.set(cur, width, align, base))
		cur, used = nil, 0
	}
	for i, w := range words {
		if w.broken && i > 0 {
			flush()
		}
		if len(cur) > 0 && used+w.space+w.width > width+0.01 {
			flush()
		}
		for w.width > width+0.01 {
			head, rest := b.cut(w, width)
			if len(rest.pieces) == 0 {
				break
			}
			cur = append(cur, head)
			flush()
			w = rest
		}
		if len(cur) > 0 {
			used += w.space
		}
		cur = append(cur, w)
		used += w.width
	}
	if len(cur) > 0 {
		flush()
	}
	return out
}

// cut takes from a word what fits in the width, one letter at least.
func (b *builder) cut(w word, width float64) (head, rest word) {
	head, rest = word{space: w.space, dir: w.dir}, word{dir: w.dir, soft: w.soft, notes: w.notes}
	full := false
	for _, p := range w.pieces {
		if full {
			rest.pieces = append(rest.pieces, p)
			rest.width += p.width
			continue
		}
		used := 0.0
		for i, r := range p.text {
			a, _ := b.fonts.advance(p.look.face, r)
			a *= p.look.size
			if head.width+used+a > width && (i > 0 || len(head.pieces) > 0) {
				if i > 0 {
					head.pieces = append(head.pieces, piece{p.text[:i], p.look, used})
					head.width += used
				}
				rest.pieces = append(rest.pieces, piece{p.text[i:], p.look, p.width - used})
				rest.width += p.width - used
				full = true
				break
			}
			used += a
		}
		if !full {
			head.pieces = append(head.pieces, p)
			head.width += p.width
		}
	}
	return head, rest
}

// set puts the words of a line at their places, those of a script that is
// written from right to left in the order in which they are seen.
func (b *builder) set(words []word, width float64, align document.Align, base direction) line {
	var l line
	order := make([]int, len(words))
	turned := base == rightToLeft
	for i := range words {
		order[i] = i
		l.notes = append(l.notes, words[i].notes...)
		turned = turned || words[i].dir == rightToLeft
	}
	if turned {
		reorder(order, words, base)
	}
	if n := len(words); n > 0 && words[n-1].soft {
		last := words[n-1].pieces
		if p := last[len(last)-1]; p.text != "" {
			a, _ := b.fonts.advance(p.look.face, '-')
			p.text, p.width = p.text+"-", p.width+a*p.look.size
			words[n-1].pieces = append(slices.Clone(last[:len(last)-1]), p)
		}
	}
	x := 0.0
	for i, n := range order {
		gap := 0.0
		if i > 0 {
			gap = words[max(n, order[i-1])].space
		}
		pieces := words[n].pieces
		if words[n].dir == rightToLeft {
			pieces = mirrored(pieces)
		}
		for j, p := range pieces {
			lead := 0.0
			if j == 0 {
				lead = gap
			}
			// One text where the look is the same, so that it is copied as one.
			if k := len(l.pieces) - 1; k >= 0 && l.pieces[k].look == p.look && !turned {
				if lead > 0 {
					l.pieces[k].text += " "
					// The space may come of another look.
					if a, _ := b.fonts.advance(p.look.face, ' '); a*p.look.size != lead {
						lead = a * p.look.size
					}
				}
				l.pieces[k].text += p.text
				l.pieces[k].width += lead + p.width
				x += lead + p.width
				continue
			}
			x += lead
			l.pieces = append(l.pieces, placed{p, x})
			x += p.width
		}
	}
	l.width = x
	shift := 0.0
	switch {
	case align == document.Centre:
		shift = (width - x) / 2
	case align == document.Right, turned && base == rightToLeft:
		shift = width - x
	}
	for i := range l.pieces {
		l.pieces[i].x += shift
	}
	return l
}

// reorder puts words in the order in which they are seen.
func reorder(order []int, words []word, base direction) {
	other := rightToLeft
	if base == rightToLeft {
		slices.Reverse(order)
		other = leftToRight
	}
	for i := 0; i < len(order); {
		if words[order[i]].dir != other {
			i++
			continue
		}
		j := i + 1
		for k := j; k < len(order) && words[order[k]].dir != base; k++ {
			if words[order[k]].dir == other {
				j = k + 1
			}
		}
		slices.Reverse(order[i:j])
		i = j
	}
}

// mirrored is the pieces of a word that is read from the right: figures keep
// their order, brackets turn.
func mirrored(pieces []piece) []piece {
	out := slices.Clone(pieces)
	slices.Reverse(out)
	for i, p := range out {
		runes := []rune(p.text)
		slices.Reverse(runes)
		for a := 0; a < len(runes); a++ {
			if at := strings.IndexRune("()[]{}«»", runes[a]); at >= 0 {
				pairs := []rune("()[]{}«»")
				runes[a] = pairs[slices.Index(pairs, runes[a])^1]
			}
			z := a
			for z < len(runes) && unicode.IsDigit(runes[z]) {
				z++
			}
			if z > a {
				slices.Reverse(runes[a:z])
				a = z - 1
			}
		}
		out[i].text = string(runes)
	}
	return out
}
