package pdf

import "slices"

// item is what a page is filled with from above: a line, a row, a picture.
type item struct {
	height float64
	before float64 // space above it, but at the top of a page
	keep   bool    // on the page of the next
	notes  []int   // what it refers to
	table  *table  // that it is a row of
	header bool    // the row is the table's header
	draw   func(c *canvas, x, y float64)
	cut    func(room float64) (item, item) // of a row that no page holds
	bars   []float64                       // beside quotes
	fresh  bool                            // a quote begins here
	page   turn
	id     string // of the heading that begins here
}

// turn begins a page.
type turn uint8

const (
	stay turn = iota
	next
	portrait
	landscape
)

// sheet is a page with what stands on it.
type sheet struct {
	landscape bool
	items     []set
	notes     []line
}

type set struct {
	item
	y, gap float64
}

// lower moves what stands on a page to where a cover has it.
func (s *sheet) lower() {
	n := len(s.items)
	if n == 0 {
		return
	}
	shift := (s.room() - notesHeight(len(s.notes)) - s.items[n-1].y - s.items[n-1].height) * 0.38
	for i := range s.items {
		s.items[i].y += max(shift, 0)
	}
}

// filler fills pages.
type filler struct {
	b      *builder
	sheets []*sheet
	cur    *sheet
	y      float64
	table  *table // whose header stands on this page
	shown  []bool // notes
	carry  []line // of notes that found no room
}

func (s *sheet) size() (w, h float64) {
	if s.landscape {
		return pageHeight, pageWidth
	}
	return pageWidth, pageHeight
}

// room is the height between the margins.
func (s *sheet) room() float64 {
	_, h := s.size()
	return h - topMargin - bottomMargin
}

func (s *sheet) width() float64 {
	w, _ := s.size()
	return w - 2*sideMargin
}

// fill places all items on pages.
func (f *filler) fill(items []item) {
	f.shown = make([]bool, len(f.b.doc.Notes)+1)
	f.turn(false)
	for i := 0; i < len(items); {
		if t := items[i].page; t != stay {
			turned := t == landscape || t == next && f.cur.landscape
			switch {
			case !slices.ContainsFunc(items[i+1:], func(it item) bool { return it.page == stay }):
			case len(f.cur.items) > 0:
				f.turn(turned)
			default:
				f.cur.landscape = turned
			}
			i++
			continue
		}
		j := i + 1
		for j < len(items) && items[j-1].keep && items[j].page == stay {
			j++
		}
		if f.fits(items[i:j]) {
			for ; i < j; i++ {
				f.place(items[i])
			}
			continue
		}
		if len(f.cur.items) > 0 {
			f.turn(f.cur.landscape)
			continue
		}
		// No page holds them together: as many as it does hold.
		for start := i; i < j; i++ {
			it := items[i]
			if f.fits(items[i : i+1]) {
				f.place(it)
				continue
			}
			if left := f.left(it); it.cut != nil && it.height > left && (left > leastCut || i == start) {
				first, rest := it.cut(left)
				f.place(first)
				items[i] = rest
				f.turn(f.cur.landscape)
				break
			}
			if i > start {
				break
			}
			f.place(it)
		}
	}
	for len(f.carry) > 0 {
		f.turn(f.cur.landscape)
	}
}

// left is the height that is left for an item on a page.
func (f *filler) left(it item) float64 {
	left := f.cur.room() - f.y - notesHeight(len(f.cur.notes))
	if len(f.cur.items) > 0 {
		left -= it.before
	}
	if f.headless(it) {
		left -= it.table.head.height
	}
	return left
}

// headless tells that the header of an item's table must stand above it again.
func (f *filler) headless(it item) bool {
	return it.table != nil && !it.header && it.table != f.table && it.table.head != nil
}

func notesHeight(lines int) float64 {
	if lines == 0 {
		return 0
	}
	return noteGap + float64(lines)*noteSetting.height()
}

// fits tells whether items and their notes have room on the page.
func (f *filler) fits(items []item) bool {
	y, lines := f.y, len(f.cur.notes)
	var seen []int
	for i, it := range items {
		if i > 0 || len(f.cur.items) > 0 {
			y += it.before
		}
		if i == 0 && f.headless(it) {
			y += it.table.head.height
		}
		y += it.height
		for _, n := range it.notes {
			if !f.shown[n] && !slices.Contains(seen, n) {
				seen = append(seen, n)
				lines += len(f.b.note(n, f.cur.width()))
			}
		}
	}
	return y+notesHeight(lines) <= f.cur.room()+0.01
}

// place puts an item below the others, and its notes at the foot. Those that
// find no room there go on at the foot of the next page.
func (f *filler) place(it item) {
	gap := it.before
	if len(f.cur.items) == 0 {
		gap = 0
	}
	f.y += gap
	if f.headless(it) {
		head := *it.table.head
		f.cur.items = append(f.cur.items, set{head, f.y, 0})
		f.y += head.height
	}
	f.table = it.table
	f.cur.items = append(f.cur.items, set{it, f.y, gap})
	f.y += it.height
	for _, n := range it.notes {
		if f.shown[n] {
			continue
		}
		f.shown[n] = true
		f.foot(f.b.note(n, f.cur.width()))
	}
}

// foot puts lines of notes at the foot of the page as far as there is room.
func (f *filler) foot(lines []line) {
	for i, l := range lines {
		if len(f.carry) > 0 || f.y+notesHeight(len(f.cur.notes)+1) > f.cur.room()+0.01 {
			f.carry = append(f.carry, lines[i:]...)
			return
		}
		f.cur.notes = append(f.cur.notes, l)
	}
}

func (f *filler) turn(landscape bool) {
	f.cur = &sheet{landscape: landscape}
	f.sheets = append(f.sheets, f.cur)
	f.y, f.table = 0, nil
	// At most half of a page, so that text goes on above them.
	lines := f.carry
	f.carry = nil
	most := int(f.cur.room() / 2 / noteSetting.height())
	if len(lines) > most {
		f.foot(lines[:most])
		f.carry = append(f.carry, lines[most:]...)
		return
	}
	f.foot(lines)
}
