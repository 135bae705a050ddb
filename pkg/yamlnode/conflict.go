package yamlnode

import (
	"bytes"
	"fmt"
)

// conflicts tells of the conflicts that git left in the file for a person to
// resolve, and makes comments of their marks: both versions are read.
func (p *parser) conflicts() {
	if !bytes.Contains(p.src, []byte("<<<<<<< ")) {
		return
	}
	open := 0 // the line where one began
	for n := 1; n <= p.f.Lines(); n++ {
		from, to := p.f.LineStart(n), p.f.LineStart(n+1)
		line := p.src[from:to]
		switch {
		case bytes.HasPrefix(line, []byte("<<<<<<< ")) && open == 0:
			open = n
		case open > 0 && bytes.HasPrefix(line, []byte(">>>>>>> ")):
			if p.faults++; p.faults <= maxFaults {
				at := p.f.LineStart(open)
				p.report(at, p.lineEndAt(at), fmt.Sprintf("hay un conflicto de git sin resolver, de la línea %d a la %d", open, n),
					"deje una de las dos versiones y quite las líneas «<<<<<<<», «=======» y «>>>>>>>»")
			}
			for i := open; i <= n; i++ {
				if at := p.f.LineStart(i); mark(p.src[at:]) {
					p.mask(at, "#") // a comment
				}
			}
			open = 0
		}
	}
}

// mark reports whether b begins with one of the marks of a conflict.
func mark(b []byte) bool {
	return len(b) > 7 && bytes.IndexByte([]byte("<=>|"), b[0]) >= 0 && bytes.Count(b[:7], b[:1]) == 7 && (b[7] == ' ' || lineEnd(b[7:]) > 0)
}
