package yamlnode

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"patci/pkg/source"
)

// readable checks what the bytes are before any YAML is read: size, encoding,
// characters. It tells what is wrong and reports whether to go on.
func (p *parser) readable() bool {
	data := p.f.Data
	if len(data) > MaxBytes {
		p.reportAt(source.Place{File: p.f},
			fmt.Sprintf("el archivo mide más de %d MB, y no se leen archivos mayores", MaxBytes>>20),
			"repártalo en varios archivos, o revise que sea el correcto")
		return false
	}
	if name := utf16(data); name != "" {
		p.report(0, 0, "el archivo está en "+name+", no en UTF-8", "guárdelo como UTF-8")
		return false
	}
	if isPlain(data) {
		return true
	}
	if !utf8.Valid(data) && !p.notUTF8() {
		return false
	}
	return p.characters()
}

// isPlain reports whether b is ASCII without control characters: the quick
// way out.
func isPlain(b []byte) bool {
	for _, c := range b {
		if c >= 0x7f || c < ' ' && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// utf16 names the encoding of data that begins as UTF-16 does, or returns "".
func utf16(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return "UTF-16 LE"
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return "UTF-16 BE"
	}
	even, odd := 0, 0
	head := data[:min(len(data), 256)]
	for i, c := range head {
		if c == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	switch half := len(head) / 2; {
	case half < 2:
	case odd > half*3/4 && even == 0:
		return "UTF-16 LE"
	case even > half*3/4 && odd == 0:
		return "UTF-16 BE"
	}
	return ""
}

// windows1252 are the characters of the bytes 0x80 to 0x9f; the bytes above
// are their own code points.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func fromWindows1252(b []byte) string {
	var s strings.Builder
	table := []rune(windows1252)
	for len(b) > 0 {
		r, w := utf8.DecodeRune(b)
		if r == utf8.RuneError && w == 1 {
			if r = rune(b[0]); r < 0xa0 {
				r = table[r-0x80]
			}
		}
		s.WriteRune(r)
		b = b[w:]
	}
	return s.String()
}

// notUTF8 tells of the first byte that is not UTF-8, and blanks it and the
// others so that the rest can be read, unless the file looks like no text.
func (p *parser) notUTF8() bool {
	data := p.f.Data
	first, lines, last, binary, spanish := -1, 0, 0, 0, 0
	for i := 0; i < len(data); {
		r, w := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && w == 1 {
			if first < 0 {
				first = i
			}
			if i >= last { // a line counted once
				lines++
				last = p.lineEndAt(i)
			}
			if strings.ContainsRune("áéíóúñüÁÉÍÓÚÑÜ¿¡«»ºª°“”‘’–—…", []rune(fromWindows1252(data[i : i+1]))[0]) {
				spanish++
			} else {
				binary++
			}
		} else if r < ' ' && r != '\n' && r != '\r' && r != '\t' {
			binary++
		}
		i += w
	}
	from, to := first, first+1
	for from > 0 && wordByte(data[from-1]) {
		from--
	}
	for to < len(data) && wordByte(data[to]) {
		to++
	}
	message := fmt.Sprintf("la línea %d no está en UTF-8 (byte 0x%02X)", p.f.Pos(first).Line, data[first])
	if spanish > binary {
		message = fmt.Sprintf("la línea %d no está en UTF-8: «%s» parece escrito en Windows-1252 (Latin-1)",
			p.f.Pos(first).Line, short(fromWindows1252(data[from:to])))
	}
	if lines > 1 {
		message += fmt.Sprintf("; hay %s más así", count(lines-1, "línea", "líneas"))
	}
	remedy := "abra el archivo con su codificación de origen y guárdelo como UTF-8"
	if binary > 8 && binary > spanish {
		remedy = "revise que sea un archivo de texto; guárdelo como UTF-8"
	}
	p.report(first, first+1, message, remedy)
	if binary > spanish && (lines > 3 || binary > 3) {
		return false
	}
	for i := first; i < len(data); {
		r, w := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && w == 1 {
			p.mask(i, "_")
		}
		i += w
	}
	return true
}

func wordByte(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// forbidden reports whether YAML has no place for the character, or patci.
func forbidden(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f, r == '\n', r == '\r', r == '\t', r == 0x85:
		return false
	case r < ' ', r >= 0x7f && r < 0xa0, r == 0xfeff, r == 0xfffe, r == 0xffff:
		return true
	}
	return false
}

// hardSpace reports whether r looks like a space and is none to YAML.
func hardSpace(r rune) bool {
	return r == 0xa0 || r >= 0x2000 && r <= 0x200d || r == 0x202f || r == 0x205f || r == 0x2060 || r == 0x3000
}

// charName names a character that cannot be shown.
func charName(r rune) string {
	s := fmt.Sprintf("U+%04X", r)
	switch r {
	case 0:
		s += ", carácter nulo"
	case 0x1b:
		s += ", escape"
	case 0xa0:
		s += ", espacio duro"
	case 0x200b:
		s += ", espacio de ancho cero"
	case 0xfeff:
		s += ", marca de orden de bytes"
	}
	return s
}

// characters tells of forbidden characters and blanks them.
func (p *parser) characters() bool {
	data := p.f.Data
	total := 0
	for i := p.f.LineStart(1); i < len(data); {
		c := data[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, w := rune(c), 1
		if c >= utf8.RuneSelf {
			if r, w = utf8.DecodeRune(data[i:]); !forbidden(r) {
				i += w
				continue
			}
		}
		total++
		switch w {
		case 1:
			p.mask(i, " ")
		case 2:
			p.mask(i, "\u00b7")
		case 3:
			if r == 0xfeff {
				p.mask(i, "\u3000")
			} else {
				p.mask(i, "\ufffd")
			}
		}
		if total <= maxChars {
			what := "hay un carácter de control"
			if r == 0xfeff {
				what = "hay un carácter invisible"
			}
			p.report(i, i+w, what+" ("+charName(r)+")", "bórrelo")
		}
		i += w
	}
	if total > maxChars && total > len(data)/50 {
		p.out = p.out[:0]
		p.report(0, 0, fmt.Sprintf("el archivo no parece de texto: tiene %d caracteres de control", total),
			"revise que sea el archivo correcto")
		return false
	}
	if total > maxChars {
		f := &p.out[len(p.out)-1]
		f.Message += fmt.Sprintf("; hay %s más de control", count(total-maxChars, "carácter", "caracteres"))
	}
	return true
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// short shortens a text of the user's so that it fits in a message, and keeps
// out of it what would break the line.
func short(s string) string {
	const limit = 60
	s = strings.TrimSpace(s)
	n := 0
	var b strings.Builder
	for _, r := range s {
		if n++; n > limit {
			b.WriteRune('…')
			break
		}
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
			r = ' '
		case forbidden(r):
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}
