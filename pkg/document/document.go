// Package document is a document as blocks and runs: what a report or an
// official programme is composed into, and what every writer of documents
// draws. It knows no programme and no format; what it holds is to be shown as
// it is, so a writer escapes all of it.
package document

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// Language is the language of every document (BCP 47).
const Language = "es-MX"

// Document is a document in its order.
type Document struct {
	Title        string // in the properties and in the running header
	Status       string // beside the title in the header: «proyecto»; "" for none
	Organisation string // whose it is, in the properties; "" if nobody is named
	Blocks       []Block
	Notes        [][]Inline // the footnotes; note 1 is Notes[0]
}

// Block is one of Heading, Paragraph, List, Table, Quote, Image, Contents,
// PageBreak and Pages.
type Block interface{ block() }

// Heading opens a part of the document. Levels go from 1 to 6; a title page's
// are TitleStyle paragraphs, not headings.
type Heading struct {
	Level int
	ID    string // unique in the document, of letters, figures and hyphens: an anchor
	Text  []Inline
}

// Style is how a paragraph stands out.
type Style uint8

// The styles of a paragraph.
const (
	Body     Style = iota
	Title          // the document's title, on its cover
	Subtitle       // what stands below it
	Caption        // above a table: its name
	Centred        // a signature, a closing formula
	Small          // a legend, a note under a table
)

// Paragraph is running text.
type Paragraph struct {
	Style Style
	Text  []Inline
}

// List is a list of items, each of one or more blocks.
type List struct {
	Ordered bool
	Start   int // the first number of an ordered one
	Items   [][]Block
}

// Align is where the text of a column stands.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Column is a column of a table.
type Column struct {
	Title []Inline
	Align Align
	// Width is the column's share of the table's, in any unit that its columns
	// have in common; 0 in all of them lets the writer choose by what they hold.
	Width int
}

// Table is a table with one header row, which is repeated on every page that
// the table reaches. No row is cut across pages where it fits on one.
type Table struct {
	Label   string // what it is of, for those who do not see it
	Columns []Column
	Rows    [][]Cell // as many cells as there are columns
	Footer  [][]Cell // totals
	// Headed tells that the first cell of a row names the row.
	Headed bool
	// Bare is a table without a header row: Columns have no titles.
	Bare bool
}

// Cell is what stands in one place of a table; lines are parted by Break.
type Cell []Inline

// Quote is what somebody else says.
type Quote struct{ Blocks []Block }

// Image is a picture that is part of the document.
type Image struct {
	Alt           string
	Type          string // image/png or image/jpeg
	Data          []byte
	Width, Height int // in pixels
}

// Contents is the table of contents: the headings down to a level.
type Contents struct {
	Title string
	Level int
}

// PageBreak begins a new page, where there are pages.
type PageBreak struct{}

// Pages are blocks on pages of their own, turned if Landscape is true.
type Pages struct {
	Landscape bool
	Blocks    []Block
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Quote) block()     {}
func (Image) block()     {}
func (Contents) block()  {}
func (PageBreak) block() {}
func (Pages) block()     {}

// Inline is one of Run, Break and Ref.
type Inline interface{ inline() }

// Tone is what a run means, where a colour may say it too. The words and
// shapes say it already: a writer without colours leaves nothing out.
type Tone uint8

// The tones.
const (
	Plain Tone = iota
	Good
	Warn
	Bad
	Faint
)

// Run is text of one look. Its text has no line breaks.
type Run struct {
	Text         string
	Bold, Italic bool
	Strike       bool
	Code         bool
	Tone         Tone
	Link         string // http, https or mailto, or #ID of a heading; "" for none
}

// Break is a line break.
type Break struct{}

// Ref refers to a footnote, from 1.
type Ref struct{ Note int }

func (Run) inline()   {}
func (Break) inline() {}
func (Ref) inline()   {}

// Text is plain text; line breaks in it become Breaks.
func Text(s string) []Inline { return Toned(s, Plain) }

// Toned is text in a tone; line breaks in it become Breaks.
func Toned(s string, t Tone) []Inline {
	var out []Inline
	for i, l := range strings.Split(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n") {
		if i > 0 {
			out = append(out, Break{})
		}
		if l != "" {
			out = append(out, Run{Text: l, Tone: t})
		}
	}
	return out
}

// Strong is text in bold.
func Strong(s string) []Inline { return []Inline{Run{Text: s, Bold: true}} }

// String is the text of inlines as one line, without the footnotes.
func String(in []Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case Run:
			b.WriteString(i.Text)
		case Break:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Headings lists the headings of blocks in their order down to a level, those
// inside other blocks too.
func Headings(blocks []Block, level int) []Heading {
	var out []Heading
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			if b.Level <= level {
				out = append(out, b)
			}
		case Quote:
			out = append(out, Headings(b.Blocks, level)...)
		case Pages:
			out = append(out, Headings(b.Blocks, level)...)
		case List:
			for _, item := range b.Items {
				out = append(out, Headings(item, level)...)
			}
		}
	}
	return out
}

// Depths has for each of the headings how many it stands under, itself
// included: levels of which none is left out on the way down.
func Depths(list []Heading) []int {
	var out, open []int
	for _, h := range list {
		for len(open) > 0 && open[len(open)-1] >= h.Level {
			open = open[:len(open)-1]
		}
		open = append(open, h.Level)
		out = append(out, len(open))
	}
	return out
}

// Opening is what stands above all else in a document where only one heading
// may be of the first level.
type Opening uint8

// The openings.
const (
	Untitled  Opening = iota // nothing does
	ByHeading                // its first heading, the only one of its level
	ByCover                  // a paragraph of style Title before all headings
	ByTitle                  // its Title, which none of its blocks says: all headings go below
)

// Opens tells what opens the document.
func (d *Document) Opens() Opening {
	if cover, _ := opens(d.Blocks); cover {
		return ByCover
	}
	tops := 0
	for _, n := range Depths(Headings(d.Blocks, math.MaxInt)) {
		if n == 1 {
			tops++
		}
	}
	switch {
	case tops == 1:
		return ByHeading
	case strings.TrimSpace(d.Title) != "":
		return ByTitle
	}
	return Untitled
}

// opens is what comes first in the blocks, in their depth: a paragraph of style
// Title, a heading, or neither.
func opens(blocks []Block) (title, found bool) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			return false, true
		case Paragraph:
			if b.Style == Title && String(b.Text) != "" {
				return true, true
			}
		case Quote:
			title, found = opens(b.Blocks)
		case Pages:
			title, found = opens(b.Blocks)
		case List:
			for _, i := range b.Items {
				if title, found = opens(i); found {
					break
				}
			}
		}
		if found {
			return title, true
		}
	}
	return false, false
}

// Outside tells whether a link may lead out of the document: to the web or to
// the post, in characters that an address has. All others are shown as text.
func Outside(link string) bool {
	for _, scheme := range []string{"http://", "https://", "mailto:"} {
		if len(link) > len(scheme) && strings.EqualFold(link[:len(scheme)], scheme) {
			return !strings.ContainsFunc(link, func(r rune) bool {
				return r <= ' ' || 0x7f <= r && r <= 0xa0 || strings.ContainsRune("\"<>\\^`{|}\uFFFD", r) || !unicode.IsPrint(r)
			})
		}
	}
	return false
}

// Anchors gives out ids for headings, each once in a document.
type Anchors struct{ used map[string]bool }

// ID makes an id of a heading's text: lower case, without accents, words
// joined by hyphens; a number follows where it was given out before.
func (a *Anchors) ID(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if to, ok := plainLetters[r]; ok {
			r = to
		}
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 60 {
			break
		}
	}
	base := strings.Trim(b.String(), "-")
	if base == "" {
		base = "parte"
	}
	if a.used == nil {
		a.used = map[string]bool{}
	}
	id := base
	for n := 2; a.used[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	a.used[id] = true
	return id
}

var plainLetters = map[rune]rune{
	'á': 'a', 'é': 'e', 'í': 'i', 'ó': 'o', 'ú': 'u', 'ü': 'u', 'ñ': 'n', 'ç': 'c', 'à': 'a', 'è': 'e', 'ò': 'o',
}
