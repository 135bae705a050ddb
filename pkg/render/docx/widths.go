package docx

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"patci/pkg/document"
)

// helvetica are the widths of the characters from space to ~ of Arial, in
// thousandths of its size.
var helvetica = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// textWidth is about how wide a text is, in twentieths of a point; the size is
// in half points, as the file has it.
func textWidth(s string, size int, bold bool) int {
	units := 0
	for _, r := range s {
		switch {
		case ' ' <= r && r <= '~':
			units += int(helvetica[r-' '])
		case r < 0x1100:
			if !unicode.Is(unicode.M, r) {
				units += 600
			}
		default:
			units += 1000
		}
	}
	if bold {
		units = units * 108 / 100
	}
	return units * size / 100
}

const (
	tableSize = 18  // of the text in tables, in half points
	padding   = 180 // of a cell, both sides
)

// sample is how many rows of a table are looked at to choose widths: enough to
// know it, and few enough for the time not to grow with it.
const sample = 200

// content is what a cell holds: its lines, each the widths of its words.
type content [][]float64

// space is how wide the space between two words is.
const space = 278.0 * tableSize / 100

// look measures the words of a cell.
func look(in []document.Inline, bold bool) content {
	out := content{nil}
	joined := false // the next word goes on with the last one
	for _, i := range in {
		last := &out[len(out)-1]
		switch i := i.(type) {
		case document.Break:
			out, joined = append(out, nil), false
		case document.Ref:
			if n := len(*last); n > 0 {
				(*last)[n-1] += 100
			}
		case document.Run:
			breaks := func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }
			for text := i.Text; text != ""; {
				at := strings.IndexFunc(text, breaks)
				if at == 0 {
					_, n := utf8.DecodeRuneInString(text)
					text, joined = text[n:], false
					continue
				}
				if at < 0 {
					at = len(text)
				}
				w := float64(textWidth(text[:at], tableSize, bold || i.Bold))
				if n := len(*last); joined && n > 0 {
					(*last)[n-1] += w
				} else {
					*last = append(*last, w)
				}
				text, joined = text[at:], true
			}
		}
	}
	return out
}

// lines is how many lines a cell takes in a column that has a width for text.
func (c content) lines(width float64) int {
	n := 0
	for _, words := range c {
		n++
		left := width
		for i, w := range words {
			if i > 0 && left-space >= w {
				left -= space + w
				continue
			}
			if i > 0 {
				n++
			}
			left = width - w
			for ; left < 0; left += width { // a word that is cut
				n++
			}
		}
	}
	return n
}

// measure gives the widest word and the widest line of a cell.
func (c content) measure() (word, line float64) {
	for _, words := range c {
		length := -space
		for _, w := range words {
			word = max(word, w)
			length += space + w
		}
		line = max(line, length)
	}
	return word, line
}

// share divides the width of a table among its columns: by their shares where
// the document gives them, and otherwise by what they hold. Every column then
// has room for its longest word, as far as there is any, and the rest goes
// where it makes the table shortest.
func share(t *document.Table, width int) []int {
	n := len(t.Columns)
	want := make([]float64, n)
	given, known := 0.0, 0
	for i, c := range t.Columns {
		if c.Width > 0 {
			want[i] = float64(c.Width)
			given += want[i]
			known++
		}
	}
	if known > 0 {
		for i := range want {
			if want[i] == 0 { // as wide as the others are on average
				want[i] = given / float64(known)
			}
		}
		return scale(want, width)
	}

	const slack = 1.04 // other machines have other fonts
	least, most := make([]float64, n), make([]float64, n)
	var rows [][]content
	add := func(cells []document.Cell, bold bool, keep bool) {
		row := make([]content, n)
		for i := range min(n, len(cells)) {
			row[i] = look(cells[i], bold)
			word, line := row[i].measure()
			least[i], most[i] = max(least[i], word*slack), max(most[i], line*slack)
		}
		if keep {
			rows = append(rows, row)
		}
	}
	if !t.Bare {
		titles := make([]document.Cell, n)
		for i, c := range t.Columns {
			titles[i] = c.Title
		}
		add(titles, true, true)
	}
	every := len(t.Rows)/sample + 1
	for i, r := range t.Rows {
		add(r, false, i%every == 0)
	}
	for _, r := range t.Footer {
		add(r, true, true)
	}
	for i := range least {
		least[i] += padding
		most[i] += padding
	}

	room := float64(width)
	if spare := room - total(most); spare >= 0 { // for the wide ones rather than for a number
		squares := 0.0
		for _, w := range most {
			squares += w * w
		}
		for i, w := range most {
			most[i] += spare * w * w / squares
		}
		return scale(most, width)
	}
	if total(least) > 0.9*room { // long words are cut, the longest first
		least = level(least, 0.9*room)
	}
	// A date or a name is not broken for the sake of a long text beside it.
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(most[a], most[b]) })
	for _, i := range order {
		if most[i] <= room/4 && total(least)-least[i]+most[i] <= 0.75*room {
			least[i] = max(least[i], most[i])
		}
	}
	pull := make([]float64, n)
	for i := range pull {
		pull[i] = math.Sqrt(most[i])
	}
	widths := pour(least, most, pull, room)
	if n <= 12 { // in more there is little to move, and many places to try
		widths = shorten(rows, least, widths)
	}
	return scale(widths, width)
}

// shorten moves width from one column to another for as long as that makes a
// table shorter: first its rows, then, of two ways to the same height, all of
// its cells.
func shorten(rows [][]content, least, widths []float64) []float64 {
	n := len(widths)
	counts := make([][]int, n) // the lines of each cell, by column
	count := func(i int, width float64) []int {
		out := make([]int, len(rows))
		for r, row := range rows {
			out[r] = row[i].lines(max(width-padding, 1))
		}
		return out
	}
	for i := range counts {
		counts[i] = count(i, widths[i])
	}
	height := func() float64 {
		all := 0.0
		for r := range rows {
			highest := 0
			for i := range counts {
				highest = max(highest, counts[i][r])
				all += 0.1 * float64(counts[i][r])
			}
			all += float64(highest)
		}
		return all
	}
	best := height()
	for step := total(widths) / 8; step > 60; step /= 2 {
		for moved, turns := true, 0; moved && turns < 20; turns++ {
			moved = false
			for from := range n {
				if widths[from]-step < least[from] {
					continue
				}
				narrow, before := count(from, widths[from]-step), counts[from]
				for to := range n {
					if to == from {
						continue
					}
					old := counts[to]
					counts[from], counts[to] = narrow, count(to, widths[to]+step)
					if h := height(); h < best {
						best, moved = h, true
						widths[from] -= step
						widths[to] += step
						break
					}
					counts[from], counts[to] = before, old
				}
			}
		}
	}
	return widths
}

// level lowers the highest of values until their sum is a limit.
func level(values []float64, limit float64) []float64 {
	low, high := 0.0, limit
	out := make([]float64, len(values))
	for range 60 {
		most := (low + high) / 2
		for i, v := range values {
			out[i] = min(v, most)
		}
		if total(out) > limit {
			high = most
		} else {
			low = most
		}
	}
	return out
}

// pour gives each its pull times what all have in common, yet at least its
// least and at most its most, so that the sum fills the room.
func pour(least, most, pull []float64, room float64) []float64 {
	low, high := 0.0, room
	out := make([]float64, len(pull))
	for range 60 {
		k := (low + high) / 2
		for i := range out {
			out[i] = min(max(k*pull[i], least[i]), most[i])
		}
		if total(out) > room {
			high = k
		} else {
			low = k
		}
	}
	return out
}

// scale makes whole numbers of values whose sum is a width.
func scale(values []float64, width int) []int {
	all := total(values)
	out := make([]int, len(values))
	so, done := 0.0, 0
	for i, v := range values {
		so += v
		out[i] = int(math.Round(so/all*float64(width))) - done
		done += out[i]
	}
	return out
}

func total(values []float64) float64 {
	t := 0.0
	for _, v := range values {
		t += v
	}
	return t
}

func sum(values []int) int {
	t := 0
	for _, v := range values {
		t += v
	}
	return t
}
