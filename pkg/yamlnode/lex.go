package yamlnode

import "unicode/utf8"

// token is what lex finds; kind is the character that stands for it.
type token struct {
	kind     byte // see below
	from, to int  // byte offsets
	flow     int  // brackets open around it
}

// The kinds of token besides the indicators [ ] { } , : - ? & * ! themselves.
const (
	tokPlain     = 'p'
	tokSingle    = '\''
	tokDouble    = '"'
	tokBlock     = '|'
	tokTab       = '\t' // a tab where indentation belongs
	tokBad       = 'X'  // a character that no value may begin with
	tokUnclosed  = 'U'  // a quote that nothing closes
	tokBadEscape = 'E'
	tokColon     = ';' // a colon where a value cannot have one
	tokHeader    = 'H' // text after | or >
)

// lex goes through src[i:end] as the library's scanner does, but says where
// things stand and goes on after a fault. It is for faulty or doubtful text
// only. It stops when emit says no, and returns the number of brackets open
// at the end, and whether a quote was.
func lex(src []byte, i, end int, emit func(token) bool) (flow int, quote bool) {
	src = src[:end]
	indent, lineStart := -1, i
	var indents []int
	keyAllowed, keyCol := true, -1
	put := func(kind byte, from, to int) bool { return emit(token{kind, from, to, flow}) }
	blankz := func(j int) bool {
		return j >= len(src) || src[j] == ' ' || src[j] == '\t' || lineEnd(src[j:]) > 0
	}
	roll := func(col int) {
		if flow == 0 && indent < col {
			indents = append(indents, indent)
			indent = col
		}
	}
	node := func(col int) { // a node begins that may be a key
		if keyAllowed && flow == 0 && keyCol < 0 {
			keyCol = col
		}
	}
	for {
		tab := false
		for i < len(src) {
			c := src[i]
			if c == ' ' {
				i++
				continue
			}
			if c == '\t' {
				if flow == 0 && keyAllowed && !tab {
					tab = true
					if !put(tokTab, i, i+1) {
						return
					}
				}
				i++
				continue
			}
			if c == '#' {
				for i < len(src) && lineEnd(src[i:]) == 0 {
					i++
				}
				continue
			}
			n := lineEnd(src[i:])
			if n == 0 {
				break
			}
			i += n
			lineStart, tab = i, false
			if flow == 0 {
				keyAllowed, keyCol = true, -1
			}
		}
		if i >= len(src) {
			return
		}
		col := i - lineStart
		for flow == 0 && indent > col {
			indent, indents = indents[len(indents)-1], indents[:len(indents)-1]
		}
		c := src[i]
		from := i
		i++
		ok := true
		switch {
		case c == '[' || c == '{':
			node(col)
			ok = put(c, from, i)
			flow++
			keyAllowed = true
		case c == ']' || c == '}':
			flow = max(flow-1, 0)
			ok = put(c, from, i)
			keyAllowed = false
		case c == ',' && flow > 0:
			ok = put(c, from, i)
			keyAllowed = true
		case c == '-' && blankz(i):
			ok = put(c, from, i)
			roll(col)
			if flow == 0 {
				keyAllowed, keyCol = true, -1
			}
		case c == '?' && (flow > 0 || blankz(i)):
			ok = put(c, from, i)
			roll(col)
			keyAllowed = flow == 0
		case c == ':' && (flow > 0 || blankz(i)):
			switch {
			case flow > 0:
				ok = put(c, from, i)
			case keyCol >= 0:
				ok = put(c, from, i)
				roll(keyCol)
				keyAllowed, keyCol = false, -1
			case keyAllowed:
				ok = put(c, from, i)
				roll(col)
			default:
				ok = put(tokColon, from, i)
			}
		case c == '&' || c == '*':
			node(col)
			for i < len(src) && anchorChar(src[i]) {
				i++
			}
			ok = put(c, from, i)
			keyAllowed = false
		case c == '!':
			node(col)
			i = tagEnd(src, from)
			ok = put(c, from, i)
			keyAllowed = false
		case (c == '|' || c == '>') && flow == 0:
			bad := -1
			i, _, bad = blockEnd(src, from, indent)
			if bad >= 0 {
				ok = put(tokHeader, bad, i)
			} else {
				ok = put(tokBlock, from, i)
			}
			keyAllowed = true
		case c == '\'' || c == '"':
			node(col)
			keyAllowed = false
			closed := false
			for i < len(src) {
				if c == '\'' && src[i] == '\'' {
					if i+1 < len(src) && src[i+1] == '\'' {
						i += 2
						continue
					}
					closed = true
					break
				}
				if c == '"' && src[i] == '"' {
					closed = true
					break
				}
				if c == '"' && src[i] == '\\' && i+1 < len(src) && lineEnd(src[i+1:]) == 0 {
					_, w, valid := escape(src[i:])
					if !valid {
						_, w = utf8.DecodeRune(src[i+1:])
						w++
						if !put(tokBadEscape, i, i+w) {
							return
						}
					}
					i += w
					continue
				}
				if n := lineEnd(src[i:]); n > 0 {
					i += n
					lineStart = i
					continue
				}
				i++
			}
			if !closed {
				put(tokUnclosed, from, len(src))
				return flow, true
			}
			i++
			ok = put(c, from, i)
		default:
			if c == '@' || c == '`' || c == '%' || c == '|' || c == '>' || c == ',' ||
				c == '-' && blankz(i) || c == ':' || c == '?' && blankz(i) {
				if !(c == ':' && !blankz(i)) && !put(tokBad, from, i) {
					return
				}
			}
			node(col)
			keyAllowed = false
			i = from
			to := i
			broke := false
		plain:
			for {
				if i >= len(src) || src[i] == '#' && i > to {
					break
				}
				if i == lineStart && marker(src[i:]) {
					break
				}
				for !blankz(i) {
					c := src[i]
					if i > from && (c == ':' && blankz(i+1) || flow > 0 && (c == ',' || c == '?' || c == '[' || c == ']' || c == '{' || c == '}')) {
						break plain
					}
					i++
					to = i
				}
				broke = false
				for i < len(src) {
					if src[i] == ' ' || src[i] == '\t' {
						if src[i] == '\t' && broke && i-lineStart < indent+1 && !put(tokTab, i, i+1) {
							return
						}
						i++
					} else if n := lineEnd(src[i:]); n > 0 {
						i += n
						lineStart, broke = i, true
					} else {
						break
					}
				}
				if flow == 0 && i-lineStart < indent+1 {
					break
				}
			}
			ok = put(tokPlain, from, to)
			if broke && flow == 0 {
				keyAllowed, keyCol = true, -1
			}
		}
		if !ok {
			return
		}
	}
}

func anchorChar(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// tagEnd returns where the tag at src[i] ends.
func tagEnd(src []byte, i int) int {
	verbatim := i+1 < len(src) && src[i+1] == '<'
	for i < len(src) && src[i] != ' ' && src[i] != '\t' && lineEnd(src[i:]) == 0 {
		if verbatim && src[i] == '>' {
			return i + 1
		}
		if !verbatim && (src[i] == '{' || src[i] == '}') {
			break
		}
		i++
	}
	return i
}

// marker reports whether b begins with «---» or «...», alone or before a blank.
func marker(b []byte) bool {
	if len(b) < 3 || b[0] != '-' && b[0] != '.' || b[1] != b[0] || b[2] != b[0] {
		return false
	}
	return len(b) == 3 || b[3] == ' ' || b[3] == '\t' || lineEnd(b[3:]) > 0
}

// blockEnd finds the end of the block scalar whose | or > is at src[i], in a
// collection indented by outer (-1 if none): just after its last line without
// the line end. It returns the indentation of its lines too, and the offset
// of text on the header that does not belong there, or -1.
func blockEnd(src []byte, i, outer int) (end, indent, bad int) {
	i++
	increment := 0
	for i < len(src) && (src[i] == '+' || src[i] == '-' || src[i] >= '0' && src[i] <= '9') {
		if src[i] >= '0' && src[i] <= '9' {
			if increment != 0 || src[i] == '0' {
				return i + 1, 0, i
			}
			increment = int(src[i] - '0')
		}
		i++
	}
	end = i
	for i < len(src) && (src[i] == ' ' || src[i] == '\t') {
		i++
	}
	if i < len(src) && src[i] != '#' && lineEnd(src[i:]) == 0 {
		from := i
		for i < len(src) && lineEnd(src[i:]) == 0 {
			i++
		}
		return i, 0, from
	}
	for i < len(src) && lineEnd(src[i:]) == 0 {
		i++
	}
	if i >= len(src) {
		return end, 0, -1
	}
	i += lineEnd(src[i:])
	if increment > 0 {
		indent = max(outer, 0) + increment
	} else {
		// The deepest of the first lines up to the first that is not empty.
		for j := i; j < len(src); {
			k := j
			for k < len(src) && src[k] == ' ' {
				k++
			}
			indent = max(indent, k-j)
			if k >= len(src) || lineEnd(src[k:]) == 0 {
				break
			}
			j = k + lineEnd(src[k:])
		}
		indent = max(indent, outer+1, 1)
	}
	for i < len(src) {
		j := i
		for j < len(src) && j-i < indent && src[j] == ' ' {
			j++
		}
		if j >= len(src) {
			break
		}
		if n := lineEnd(src[j:]); n > 0 {
			i = j + n
			continue
		}
		if j-i < indent {
			break
		}
		for j < len(src) && lineEnd(src[j:]) == 0 {
			j++
		}
		end, i = j, j
		if j < len(src) {
			i += lineEnd(src[j:])
		}
	}
	return end, indent, -1
}
