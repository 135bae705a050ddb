// Package source holds the bytes of a file and the places in it.
//
// A place is a line and a column, both from 1; a column counts code points,
// never bytes or display cells. Every package above speaks of places in this
// unit, so that a caret, a JSON report and an editor agree.
package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Pos is one position: line and column from 1, the column in code points.
// The zero Pos is no position.
type Pos struct{ Line, Column int }

// Before reports whether p stands before q in a file.
func (p Pos) Before(q Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// Span is a stretch of text; End is exclusive.
type Span struct{ Start, End Pos }

// File is a named text with an index of its lines. A line ends at LF, CRLF,
// CR, NEL (U+0085), LS (U+2028) or PS (U+2029), as YAML 1.1 has it, so that
// line numbers agree with the YAML parser's.
type File struct {
	Name string // as shown to people: slashes, relative where that is shorter
	Data []byte

	starts []int // byte offset of each line's first character
}

// BOM is the UTF-8 byte order mark; it occupies no column.
const BOM = "\xef\xbb\xbf"

// New indexes data under the name shown to people.
func New(name string, data []byte) *File {
	f := &File{Name: name, Data: data}
	i := 0
	if bytes.HasPrefix(data, []byte(BOM)) {
		i = len(BOM)
	}
	f.starts = append(make([]int, 0, bytes.Count(data, lf)+2), i)
	if !rareEnds(data) {
		for {
			n := bytes.IndexByte(data[i:], '\n')
			if n < 0 {
				return f
			}
			i += n + 1
			f.starts = append(f.starts, i)
		}
	}
	for i < len(data) {
		if n := lineEnd(data[i:]); n > 0 {
			i += n
			f.starts = append(f.starts, i)
			continue
		}
		i++
	}
	return f
}

var lf = []byte("\n")

// rareEnds reports whether lines may end otherwise than with LF. Nearly no
// file's do, and to see that is several times as fast as to look at each byte.
func rareEnds(data []byte) bool {
	return bytes.IndexByte(data, '\r') >= 0 || bytes.Contains(data, []byte("\xc2\x85")) || bytes.Contains(data, []byte("\xe2\x80\xa8")) || bytes.Contains(data, []byte("\xe2\x80\xa9"))
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
	case 0xc2: // U+0085
		if len(b) > 1 && b[1] == 0x85 {
			return 2
		}
	case 0xe2: // U+2028, U+2029
		if len(b) > 2 && b[1] == 0x80 && (b[2] == 0xa8 || b[2] == 0xa9) {
			return 3
		}
	}
	return 0
}

// Lines returns the number of lines; a file that ends in a line end has a
// last, empty line.
func (f *File) Lines() int { return len(f.starts) }

// Line returns line n, from 1, without its line end; "" outside the file.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.starts) {
		return ""
	}
	end := len(f.Data)
	if n < len(f.starts) {
		end = f.starts[n]
	}
	b := f.Data[f.starts[n-1]:end]
	for i := range b {
		if lineEnd(b[i:]) > 0 {
			return string(b[:i])
		}
	}
	return string(b)
}

// LineStart returns the byte offset of the first character of line n, from 1;
// the length of the data past the last line.
func (f *File) LineStart(n int) int {
	switch {
	case n < 1:
		return f.starts[0]
	case n > len(f.starts):
		return len(f.Data)
	}
	return f.starts[n-1]
}

// Offset returns the byte offset of p, never past the end of p's line; an
// invalid byte counts as one code point.
func (f *File) Offset(p Pos) int {
	if p.Line < 1 {
		return 0
	}
	if p.Line > len(f.starts) {
		return len(f.Data)
	}
	i := f.starts[p.Line-1]
	for c := 1; c < p.Column && i < len(f.Data) && lineEnd(f.Data[i:]) == 0; c++ {
		_, w := utf8.DecodeRune(f.Data[i:])
		i += w
	}
	return i
}

// Pos returns the position of a byte offset.
func (f *File) Pos(offset int) Pos {
	lo, hi := 0, len(f.starts)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; f.starts[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	offset = max(min(offset, len(f.Data)), f.starts[lo])
	return Pos{lo + 1, utf8.RuneCount(f.Data[f.starts[lo]:offset]) + 1}
}

// Text returns the source text of a span, as it stands.
func (f *File) Text(s Span) string {
	i, j := f.Offset(s.Start), f.Offset(s.End)
	if j < i {
		return ""
	}
	return string(f.Data[i:j])
}

// Place is a span in a file. The zero Place is nowhere: a value that stands
// in no file.
type Place struct {
	File *File
	Span
}

// IsZero reports whether the place is nowhere.
func (p Place) IsZero() bool { return p.File == nil }

// Text returns the source text at the place.
func (p Place) Text() string {
	if p.File == nil {
		return ""
	}
	return p.File.Text(p.Span)
}

// String returns «file:line:column», the file alone where there is no line.
func (p Place) String() string {
	switch {
	case p.File == nil:
		return ""
	case p.Start.Line == 0:
		return p.File.Name
	}
	return fmt.Sprintf("%s:%d:%d", p.File.Name, p.Start.Line, p.Start.Column)
}
