package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"patci/pkg/document"
)

// place is where a line of text stands.
type place uint8

const (
	paragraph place = iota // of its own lines
	heading                // of one line
	cell                   // of a table: of one line, without bars
	entry                  // of the contents
)

// line writes inlines; breaks at the ends are left out.
func (p *writer) line(in []document.Inline, at place) string {
	in = p.merge(in)
	var b strings.Builder
	start := true // of a line
	lines := at == paragraph
	for i, n := range in {
		switch n := n.(type) {
		case document.Break:
			switch {
			case at == entry:
				b.WriteByte(' ')
			case at == paragraph:
				if strings.HasSuffix(b.String(), "\\") && !strings.HasSuffix(b.String(), "\n") {
					b.WriteString("<br>\n") // not all readers count backslashes
				} else {
					b.WriteString("\\\n")
				}
				start = true
			default:
				b.WriteString("<br>")
			}
			continue
		case document.Ref:
			p.called[n.Note-1] = true
			fmt.Fprintf(&b, "[^%d]", n.Note)
		case document.Run:
			before, after := ' ', ' '
			if !start {
				before, _ = utf8.DecodeLastRuneInString(b.String())
			}
			afterRef := false
			if i > 0 {
				_, afterRef = in[i-1].(document.Ref)
			}
			if i+1 < len(in) {
				after = opening(in[i+1])
			}
			b.WriteString(p.run(n, before, after, start && lines, afterRef))
		}
		start = false
	}
	if text, ok := strings.CutSuffix(b.String(), "#"); ok && at == heading && (len(text)-len(strings.TrimRight(text, "\\")))%2 == 0 {
		return text + "\\#" // or it would close the heading
	}
	return b.String()
}

// opening is the first character that an inline will be written with, or one
// of its class.
func opening(in document.Inline) rune {
	switch in := in.(type) {
	case document.Run:
		if in.Text == "" || in.Bold || in.Italic || in.Strike || in.Code || in.Link != "" {
			return '*'
		}
		r, _ := utf8.DecodeRuneInString(in.Text)
		return r
	case document.Ref:
		return '['
	}
	return '\\'
}

// merge readies inlines for writing: runs of one look become one, spaces are
// moved out of what is emphasised, none is at the ends of a line, and what is
// not there is text.
func (p *writer) merge(in []document.Inline) []document.Inline {
	var out []document.Inline
	add := func(r document.Run) {
		if r.Text == "" {
			return
		}
		if len(out) > 0 {
			if last, ok := out[len(out)-1].(document.Run); ok {
				text := last.Text + r.Text
				last.Text, r.Text = "", ""
				if last == r {
					r.Text = text
					out[len(out)-1] = r
					return
				}
				r.Text = strings.TrimPrefix(text, out[len(out)-1].(document.Run).Text)
			}
		}
		out = append(out, r)
	}
	spaced := true // a space or the start of a line stands before
	for _, i := range in {
		switch i := i.(type) {
		case document.Break:
			for trimmed := true; trimmed; {
				trimmed = false
				if n := len(out); n > 0 {
					if r, ok := out[n-1].(document.Run); ok {
						r.Text = strings.TrimRight(r.Text, " ")
						out[n-1] = r
						if r.Text == "" {
							out, trimmed = out[:n-1], true
						}
					}
				}
			}
			out = append(out, i)
			spaced = true
		case document.Ref:
			if i.Note < 1 || i.Note > len(p.called) {
				add(document.Run{Text: fmt.Sprintf("[%d]", i.Note)})
			} else {
				out = append(out, i)
			}
			spaced = false
		case document.Run:
			r := i
			r.Tone = document.Plain
			if _, known := p.slugs[strings.TrimPrefix(r.Link, "#")]; !document.Outside(r.Link) && !(strings.HasPrefix(r.Link, "#") && known) {
				r.Link = ""
			}
			text := squeeze(clean(r.Text))
			if spaced {
				text = strings.TrimLeft(text, " ")
			}
			if text == "" {
				continue
			}
			spaced = strings.HasSuffix(text, " ")
			inner := strings.Trim(text, " ")
			if inner == "" {
				add(document.Run{Text: " "})
				continue
			}
			lead, trail := strings.HasPrefix(text, " "), strings.HasSuffix(text, " ")
			plain := r
			plain.Text = ""
			if plain == (document.Run{}) {
				r.Text = text
				add(r)
				continue
			}
			if lead {
				add(document.Run{Text: " "})
			}
			r.Text = inner
			add(r)
			if trail {
				add(document.Run{Text: " "})
			}
		}
	}
	// Nothing at the ends but what is seen.
	ends := func(i document.Inline) bool {
		switch i := i.(type) {
		case document.Break:
			return true
		case document.Run:
			return strings.Trim(i.Text, " ") == ""
		}
		return false
	}
	for len(out) > 0 && ends(out[0]) {
		out = out[1:]
	}
	for len(out) > 0 && ends(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	if n := len(out); n > 0 {
		if r, ok := out[n-1].(document.Run); ok {
			r.Text = strings.TrimRight(r.Text, " ")
			out[n-1] = r
		}
	}
	return out
}

// squeeze makes one space of many, as a reader of Markdown does.
func squeeze(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// clean shows what is no text, and makes spaces of all that would end a line.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\t\n\v\f\r\u0085\u2028\u2029", r):
			return ' '
		case r < 0x20, 0x7f <= r && r < 0xa0:
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// run writes a run between two characters.
func (p *writer) run(r document.Run, before, after rune, start, afterRef bool) string {
	type mark struct{ sign, tag string }
	var marks []mark // from the outside
	if r.Strike {
		marks = append(marks, mark{"~~", "del"})
	}
	if r.Bold {
		marks = append(marks, mark{"**", "strong"})
	}
	if r.Italic {
		marks = append(marks, mark{"*", "em"})
	}
	wrapped := len(marks) > 0 || r.Link != ""
	text := ""
	switch {
	case r.Code && !strings.ContainsAny(r.Text, "`|\\@"):
		text = "`" + r.Text + "`"
	case r.Code:
		text = "<code>" + escape(r.Text, true, '[') + "</code>"
	default:
		if r.Link != "" {
			after = '[' // the brackets of the link
		}
		text = escape(r.Text, start && !wrapped, after)
		if afterRef && !wrapped && strings.ContainsRune(":(", rune(text[0])) {
			text = "\\" + text // or it would define the note, or be where a link leads
		}
		if strings.HasSuffix(text, "!") && after == '*' {
			text = text[:len(text)-1] + "\\!" // or what follows it would be a picture
		}
	}
	signs := fits(before, after, text, r.Strike && (r.Bold || r.Italic))
	for i := len(marks) - 1; i >= 0; i-- {
		m := marks[i]
		if signs {
			text = m.sign + text + m.sign
		} else {
			text = "<" + m.tag + ">" + text + "</" + m.tag + ">"
		}
	}
	if r.Link != "" {
		text = "[" + text + "](" + p.target(r.Link) + ")"
	}
	return text
}

// fits tells whether signs of emphasis around a text would be read as such
// between two characters. Where readers differ about what is punctuation, the
// answer is no. Nested tells that signs of another kind stand within.
func fits(before, after rune, text string, nested bool) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text, "\\"))
	last, _ := utf8.DecodeLastRuneInString(text)
	inside := func(r rune) bool { return unicode.In(r, unicode.L, unicode.Nd) }
	outside := func(r rune) bool {
		return r == ' ' || r == '\n' || (unicode.IsPunct(r) || r < utf8.RuneSelf && unicode.IsSymbol(r)) && r != '*' && r != '~' && r != '_'
	}
	if unicode.IsSpace(first) || unicode.IsSpace(last) {
		return false
	}
	// Beside other signs nobody reads them as they were meant.
	if signs := "*~_\\"; strings.ContainsRune(signs, before) || strings.ContainsRune(signs, after) || strings.ContainsRune(signs, first) || strings.ContainsRune(signs, last) {
		return false
	}
	return outside(before) && outside(after) || !nested && inside(first) && inside(last) && inside(before) && inside(after)
}

// target is where a link leads, as it is written between brackets.
func (p *writer) target(link string) string {
	if link[0] == '#' {
		link = "#" + p.slugs[link[1:]]
	}
	link = strings.ReplaceAll(link, "&", "&amp;")
	if strings.ContainsAny(link, "()") {
		return "<" + link + ">"
	}
	return link
}

var (
	entity   = pattern(`&(#|[A-Za-z])`)
	scheme   = pattern(`://`)
	address  = pattern(`(?i)(www)\.`)
	mention  = pattern(`@([0-9A-Za-z])`)
	issue    = pattern(`#([0-9])`)
	ghIssue  = pattern(`(?i)\b(GH-)([0-9])`)
	emoji    = pattern(`:([0-9A-Za-z_+\\-]+:)`)
	mailto   = pattern(`(?i)(mailto|xmpp):`)
	numbered = pattern(`^([0-9]{1,9})([.)])`)
)

// pattern is an expression that is made when it is first asked for: to make
// them all would take longer than most commands, which need none, have.
func pattern(s string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s) })
}

// blank is a text in brackets that is nothing but that, as «[por definir]»,
// unless what follows makes a link of it.
var blank = pattern(`\[[\p{L}\p{N} .,;/—–-]{2,}\]`)

func blanks(s string) [][]int {
	if !strings.Contains(s, "[") {
		return nil
	}
	return blank().FindAllStringIndex(s, -1)
}

// escape escapes a text of one line; start tells that it may be at the start
// of a line, where more signs mean something, and after what it is followed by.
func escape(s string, start bool, after rune) string {
	var b strings.Builder
	bracket := map[int]bool{} // those that stay
	for _, m := range blanks(s) {
		then := after
		if m[1] < len(s) {
			then = rune(s[m[1]])
		}
		if !strings.ContainsRune("([:{", then) {
			bracket[utf8.RuneCountInString(s[:m[0]])], bracket[utf8.RuneCountInString(s[:m[1]])-1] = true, true
		}
	}
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case bracket[i]:
		case strings.ContainsRune("\\`*[]<|~$", r):
			b.WriteByte('\\')
		case r == '_':
			// Inside a word it means nothing.
			if i == 0 || i+1 == len(runes) || !word(runes[i-1]) || !word(runes[i+1]) {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
	}
	s = b.String()
	replace := func(found bool, by func() *regexp.Regexp, with string) {
		if found { // the expressions are slow
			s = by().ReplaceAllString(s, with)
		}
	}
	replace(strings.Contains(s, "&"), entity, `\&$1`)
	// These a forge looks for after reading: only what parts the text stops it.
	colons := strings.Count(s, ":")
	replace(colons > 0, scheme, `\://`)
	replace(strings.ContainsAny(s, "wW"), address, `$1\.`)
	replace(colons > 0, mailto, `$1\:`)
	replace(colons > 1, emoji, `:<!-- -->$1`)
	replace(strings.Contains(s, "@"), mention, `@<!-- -->$1`)
	replace(strings.Contains(s, "#"), issue, `#<!-- -->$1`)
	replace(strings.Contains(s, "H-") || strings.Contains(s, "h-"), ghIssue, `$1<!-- -->$2`)
	if start && s != "" {
		switch {
		case strings.ContainsRune("#+-=:>", rune(s[0])):
			s = "\\" + s
		default:
			s = numbered().ReplaceAllString(s, `$1\$2`)
		}
	}
	return s
}

func word(r rune) bool { return unicode.In(r, unicode.L, unicode.Nd) }
