package docx

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

// inlines writes what stands in a paragraph.
func (p *printer) inlines(to *part, in []document.Inline) {
	for i := 0; i < len(in); i++ {
		switch x := in[i].(type) {
		case document.Break:
			to.open("w:r")
			to.empty("w:br")
			to.close("w:r")
		case document.Ref:
			p.ref(to, x.Note-1)
		case document.Run:
			attributes := p.link(to, x.Link)
			if attributes == nil {
				words(&to.markup, x, false)
				continue
			}
			to.open("w:hyperlink", attributes...)
			words(&to.markup, x, true)
			for i+1 < len(in) { // one link, however many looks its text has
				next, ok := in[i+1].(document.Run)
				if !ok || next.Link != x.Link {
					break
				}
				words(&to.markup, next, true)
				i++
			}
			to.close("w:hyperlink")
		}
	}
}

// words writes a run of text: a stretch of each direction is one of the file's.
func words(m *markup, r document.Run, link bool) {
	for _, s := range stretches(r.Text) {
		m.open("w:r")
		properties(m, r, link, s.rightToLeft)
		text(m, s.text)
		m.close("w:r")
	}
}

// properties writes how a run looks, in the order of the schema.
func properties(m *markup, r document.Run, link, rightToLeft bool) {
	tone := tones[r.Tone]
	if !link && !r.Code && !r.Bold && !r.Italic && !r.Strike && tone == "" && !rightToLeft {
		return
	}
	m.open("w:rPr")
	if link {
		m.empty("w:rStyle", "w:val", "Hyperlink")
	}
	if r.Code {
		m.empty("w:rFonts", "w:ascii", "Courier New", "w:hAnsi", "Courier New", "w:cs", "Courier New")
	}
	if r.Bold {
		m.empty("w:b")
		m.empty("w:bCs")
	}
	if r.Italic {
		m.empty("w:i")
		m.empty("w:iCs")
	}
	if r.Strike {
		m.empty("w:strike")
	}
	if r.Code {
		m.empty("w:noProof")
	}
	if tone != "" {
		m.empty("w:color", "w:val", tone)
	}
	if rightToLeft {
		m.empty("w:rtl")
	}
	m.close("w:rPr")
}

// tones are the colours of what runs mean.
var tones = map[document.Tone]string{
	document.Good: hex(palette.Good), document.Warn: hex(palette.Warn),
	document.Bad: hex(palette.Bad), document.Faint: hex(palette.Faint),
}

// text writes a text, its tabs and any line breaks as elements.
func text(m *markup, s string) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	for s != "" {
		i := strings.IndexAny(s, "\t\n")
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			m.element("w:t", s[:i], "xml:space", "preserve")
		}
		if i == len(s) {
			return
		}
		if s[i] == '\t' {
			m.empty("w:tab")
		} else {
			m.empty("w:br")
		}
		s = s[i+1:]
	}
}

// field writes a field with the result that is shown until it is computed.
func field(m *markup, instruction, result, style string) {
	piece := func(write func()) {
		m.open("w:r")
		if style != "" {
			m.open("w:rPr")
			m.empty("w:rStyle", "w:val", style)
			m.close("w:rPr")
		}
		write()
		m.close("w:r")
	}
	piece(func() { m.empty("w:fldChar", "w:fldCharType", "begin") })
	piece(func() { m.element("w:instrText", instruction, "xml:space", "preserve") })
	piece(func() { m.empty("w:fldChar", "w:fldCharType", "separate") })
	if result != "" {
		piece(func() { m.element("w:t", result) })
	}
	piece(func() { m.empty("w:fldChar", "w:fldCharType", "end") })
}

// mark begins a bookmark and gives its id, by which it is ended.
func (p *printer) mark(to *part, name string) string {
	p.bookmarks++
	id := strconv.Itoa(p.bookmarks)
	to.empty("w:bookmarkStart", "w:id", id, "w:name", name)
	return id
}

// ref writes a reference to a footnote. A footnote has one place: further
// references to it are fields that repeat its number, and so is one that
// stands in another footnote.
func (p *printer) ref(to *part, n int) {
	name := fmt.Sprintf("_Ref%09d", n+1)
	if to == &p.notes || p.said[n] {
		if p.number[n] > 0 {
			field(&to.markup, " NOTEREF "+name+` \f \h `, strconv.Itoa(p.number[n]), "FootnoteReference")
			return
		}
		// Only a footnote names it, and Word has no footnotes of footnotes.
		words(&to.markup, document.Run{Text: " (" + document.String(p.d.Notes[n]) + ")"}, false)
		return
	}
	p.said[n] = true
	var id string
	if p.again[n] || p.fromNotes(n) {
		id = p.mark(to, name)
	}
	to.open("w:r")
	to.open("w:rPr")
	to.empty("w:rStyle", "w:val", "FootnoteReference")
	to.close("w:rPr")
	to.empty("w:footnoteReference", "w:id", strconv.Itoa(p.number[n]+1))
	to.close("w:r")
	if id != "" {
		to.empty("w:bookmarkEnd", "w:id", id)
	}
}

// fromNotes tells whether another footnote refers to one.
func (p *printer) fromNotes(n int) bool {
	for _, note := range p.d.Notes {
		for _, i := range note {
			if r, ok := i.(document.Ref); ok && r.Note-1 == n {
				return true
			}
		}
	}
	return false
}

// footnotes writes word/footnotes.xml: the two rules above them, which take
// the ids 0 and 1, and those that the text refers to.
func (p *printer) footnotes() {
	m := &p.notes
	m.WriteString(header)
	m.open("w:footnotes", "xmlns:w", nsW, "xmlns:r", nsR)
	for i, kind := range []string{"separator", "continuationSeparator"} {
		m.open("w:footnote", "w:type", kind, "w:id", strconv.Itoa(i))
		m.open("w:p")
		m.open("w:pPr")
		m.empty("w:spacing", "w:after", "0", "w:line", "240", "w:lineRule", "auto")
		m.close("w:pPr")
		m.open("w:r")
		m.empty("w:" + kind)
		m.close("w:r", "w:p", "w:footnote")
	}
	for i, n := range p.order {
		note := p.d.Notes[n]
		m.open("w:footnote", "w:id", strconv.Itoa(i+2))
		m.open("w:p")
		m.open("w:pPr")
		m.empty("w:pStyle", "w:val", "FootnoteText")
		if backwards(document.String(note)) {
			m.empty("w:bidi")
		}
		m.close("w:pPr")
		m.open("w:r")
		m.open("w:rPr")
		m.empty("w:rStyle", "w:val", "FootnoteReference")
		m.close("w:rPr")
		m.empty("w:footnoteRef")
		m.close("w:r")
		words(&m.markup, document.Run{Text: " "}, false)
		p.inlines(m, note)
		m.close("w:p", "w:footnote")
	}
	m.close("w:footnotes")
}

// link gives the attributes of a link, or nil where it leads nowhere: its text
// is then written as any other.
func (p *printer) link(to *part, link string) []string {
	if id, ok := strings.CutPrefix(link, "#"); ok {
		name := p.anchors[id]
		if name == "" {
			return nil
		}
		return []string{"w:anchor", name, "w:history", "1"}
	}
	address := address(link)
	if address == "" {
		return nil
	}
	id := to.links[address]
	if id == "" {
		if to.links == nil {
			to.links = map[string]string{}
		}
		id = to.relate("hyperlink", address, true)
		to.links[address] = id
	}
	return []string{"r:id", id, "w:history", "1"}
}

// webAddress and mailAddress are what a link looks like that Word is sure to
// take. Nothing below the program knows net/url, and it would let pass more.
var (
	webAddress = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?i:https?)://[0-9A-Za-z]([0-9A-Za-z._-]*[0-9A-Za-z])?(:[0-9]{1,5})?([/?#].*)?$`)
	})
	mailAddress = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?i:mailto):[0-9A-Za-z.!#$&'*+/=?^_{|}~-]+@[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?(\?.*)?$`)
	})
)

// longest is as long as an address may be: Word does not open a file with a
// longer one.
const longest = 2000

// address is a link as a relation may hold it, or "" if it is none to http,
// https or mailto that Word is sure to take: one malformed address keeps it
// from opening the whole file.
func address(link string) string {
	link = strings.TrimSpace(link)
	if !webAddress().MatchString(link) && !mailAddress().MatchString(link) {
		return ""
	}
	s := percent(link)
	if len(s) > longest {
		return ""
	}
	return s
}

// percent writes what an address may not hold by its bytes, and a percent
// sign too where no byte follows it.
func percent(s string) string {
	const plain = "-._~:/?#@!$&'()*+,;="
	isHex := func(i int) bool { return i < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0 }
	var b strings.Builder
	hash := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		ok := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(plain, c) >= 0
		if c == '%' {
			ok = isHex(i+1) && isHex(i+2)
		}
		if c == '#' { // one begins the fragment
			ok, hash = !hash, true
		}
		if ok {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
