package joint

import (
	"cmp"
	"math"
	"slices"

	"patci/pkg/when"
)

// row is one row of sessions with all that is asked along it.
//
// What the past of a row leaves to its future is the day of the last session
// held and, for each count whose range has begun, how many of its sessions
// have been: more is never worse. So one pass forward keeps for each day the
// greatest counts with which it can be reached, one pass back the smallest
// with which the rest can be done, and a day is good if one covers the other.
type row struct {
	nodes   []int
	counted []bool     // by position
	follows [][]Follow // by position
	counts  []Count
	bounds  []when.Day // where counts begin and end: they cut the days into cells
	spans   [][2]int   // the cells of each count, the end exclusive
	active  [][]int    // for each cell, the counts that it is part of
	over    []int      // for each cell, the first one by which a count of a later cell is over
}

// group is days of one cell that are reached, or left, with the same counts.
type group struct {
	cell   int
	counts []int // of those of which the cell is part
	days   []when.Day
}

func newRow(p *Problem, nodes []int, at int, asks []Ask) *row {
	r := &row{nodes: nodes, follows: make([][]Follow, len(nodes))}
	for _, n := range nodes {
		r.counted = append(r.counted, !p.Nodes[n].Uncounted)
	}
	for _, a := range asks {
		switch a := a.(type) {
		case Follow:
			if row, pos := p.place(a.Node); row == at {
				r.follows[pos] = append(r.follows[pos], a)
			}
		case Count:
			if a.Row == at {
				r.counts = append(r.counts, a)
				r.bounds = append(r.bounds, a.In.First, a.In.Last+1)
			}
		}
	}
	slices.Sort(r.bounds)
	r.bounds = slices.Compact(r.bounds)
	r.active, r.over = make([][]int, len(r.bounds)+1), make([]int, len(r.bounds)+1)
	for i := range r.over {
		r.over[i] = math.MaxInt
	}
	for j, c := range r.counts {
		span := [2]int{r.cell(c.In.First), r.cell(c.In.Last + 1)}
		r.spans = append(r.spans, span)
		for cell := span[0]; cell < span[1]; cell++ {
			r.active[cell] = append(r.active[cell], j)
		}
		r.over[span[0]-1] = min(r.over[span[0]-1], span[1])
	}
	for i := len(r.over) - 2; i >= 0; i-- {
		r.over[i] = min(r.over[i], r.over[i+1])
	}
	return r
}

// cell is the cell of a day; that of None is before every count.
func (r *row) cell(d when.Day) int {
	i, found := slices.BinarySearch(r.bounds, d)
	if found {
		i++
	}
	return i
}

// window is the days on which the session at a position may follow one on y.
func (r *row) window(at int, y when.Day) (from, limit when.Day) {
	from, limit = y, Never
	if y == None {
		return from, limit
	}
	for _, f := range r.follows[at] {
		if f.From != nil {
			from = max(from, f.From(y))
		}
		if f.Limit != nil {
			limit = min(limit, f.Limit(y))
		}
	}
	return from, limit
}

// advance is the counts after a session in a cell, which adds so much; false if a count that is
// over by then has not what it asks.
func (r *row) advance(g group, cell, more int) ([]int, bool) {
	if r.over[g.cell] <= cell {
		return nil, false
	}
	for i, j := range r.active[g.cell] {
		if r.spans[j][1] <= cell && g.counts[i] < r.counts[j].AtLeast {
			return nil, false
		}
	}
	out := make([]int, 0, len(r.active[cell]))
	for _, j := range r.active[cell] {
		n := 0
		if i := slices.Index(r.active[g.cell], j); i >= 0 {
			n = g.counts[i]
		}
		out = append(out, min(n+more, r.counts[j].AtLeast))
	}
	return out, true
}

// retreat is the counts needed in a cell before a session that needs those of
// a group; false if they cannot be had there.
func (r *row) retreat(g group, cell, more int) ([]int, bool) {
	if r.over[cell] <= g.cell {
		return nil, false
	}
	out := make([]int, len(r.active[cell]))
	for i, j := range r.active[cell] {
		out[i] = r.counts[j].AtLeast // if it is over by then
	}
	for i, j := range r.active[g.cell] {
		n := max(0, g.counts[i]-more)
		if k := slices.Index(r.active[cell], j); k >= 0 {
			out[k] = n
		} else if n > 0 {
			return nil, false
		}
	}
	return out, true
}

// more is what the session at a position adds to a count.
func (r *row) more(at int) int {
	if r.counted[at] {
		return 1
	}
	return 0
}

// prune leaves of each session exactly the days, and the chance of not being
// held, that some choice of the row uses; false if there is no choice.
func (r *row) prune(doms []domain) bool {
	n := len(r.nodes)
	reached := make([][]group, n+1) // after each position, whatever was held last
	held := make([][]group, n)      // of those, with the session itself held
	reached[0] = []group{{cell: r.cell(None), days: []when.Day{None}}}
	for k, node := range r.nodes {
		held[k] = r.forward(k, reached[k], doms[node].days)
		reached[k+1] = held[k]
		if doms[node].maybe {
			reached[k+1] = tidy(append(slices.Clone(held[k]), reached[k]...), false)
		}
		if len(reached[k+1]) == 0 {
			return false
		}
	}
	need := r.ends(reached[n])
	for k := n - 1; k >= 0; k-- {
		d := &doms[r.nodes[k]]
		days := supported(held[k], need)
		maybe := d.maybe && len(supported(reached[k], need)) > 0
		if len(days) == 0 && !maybe {
			return false
		}
		if len(days) != len(d.days) || maybe != d.maybe {
			*d = domain{days, maybe}
		}
		need = r.back(k, reached[k], need, *d)
	}
	return true
}

// forward is what is reached with the session at a position held.
func (r *row) forward(at int, from []group, days []when.Day) []group {
	var out []group
	steps := make([]int, len(days)+1)
	for _, g := range from {
		clear(steps)
		ys := g.days
		if len(r.follows[at]) == 0 { // whatever may follow a later day may follow the first
			ys = ys[:1]
		}
		for _, y := range ys {
			first, limit := r.window(at, y)
			i, _ := slices.BinarySearch(days, first)
			j := len(days)
			if limit != Never {
				j, _ = slices.BinarySearch(days, limit+1)
			}
			if i < j {
				steps[i]++
				steps[j]--
			}
		}
		open, ok := 0, false
		cell, counts := -1, []int(nil)
		for i, x := range days {
			if open += steps[i]; open == 0 {
				continue
			}
			if c := r.cell(x); c != cell {
				cell = c
				if counts, ok = r.advance(g, cell, r.more(at)); ok {
					out = append(out, group{cell: cell, counts: counts})
				}
			}
			if ok {
				last := &out[len(out)-1]
				last.days = append(last.days, x)
			}
		}
	}
	if len(from) == 1 && len(r.counts) == 0 {
		return out
	}
	return tidy(out, false)
}

// ends is what is needed once no session follows.
func (r *row) ends(reached []group) []group {
	var out []group
	for _, g := range reached {
		if r.over[g.cell] < math.MaxInt {
			continue
		}
		n := group{cell: g.cell, days: g.days}
		for _, j := range r.active[g.cell] {
			n.counts = append(n.counts, r.counts[j].AtLeast)
		}
		out = append(out, n)
	}
	return tidy(out, true)
}

// back is what is needed before the session at a position, where it may be on
// the days left to it, or not be held.
func (r *row) back(at int, before, after []group, d domain) []group {
	var out []group
	for _, h := range after {
		days := meet(h.days, d.days)
		cell, counts, ok := -1, []int(nil), false
		for _, g := range before {
			if g.cell != cell {
				cell = g.cell
				counts, ok = r.retreat(h, cell, r.more(at))
			}
			if !ok {
				continue
			}
			n := group{cell: cell, counts: counts}
			if len(r.follows[at]) == 0 { // only the order binds
				if len(days) > 0 {
					i, _ := slices.BinarySearch(g.days, days[len(days)-1]+1)
					n.days = g.days[:i:i]
				}
				if len(n.days) > 0 {
					out = append(out, n)
				}
				continue
			}
			for _, y := range g.days {
				from, limit := r.window(at, y)
				if i, _ := slices.BinarySearch(days, from); i < len(days) && days[i] <= limit {
					n.days = append(n.days, y)
				}
			}
			if n.days != nil {
				out = append(out, n)
			}
		}
		if d.maybe {
			out = append(out, h)
		}
	}
	return tidy(out, true)
}

// supported is the days reached with as much as is needed.
func supported(reached, need []group) []when.Day {
	var out []when.Day
	for _, g := range reached {
		for _, h := range need {
			if g.cell == h.cell && covers(g.counts, h.counts) {
				out = join(out, meet(g.days, h.days))
			}
		}
	}
	return out
}

// covers reports whether a has at least what b has.
func covers(a, b []int) bool {
	for i := range a {
		if a[i] < b[i] {
			return false
		}
	}
	return true
}

// tidy joins the groups of the same cell and counts and leaves out the days
// that another group has with better ones: smaller, or greater.
func tidy(gs []group, smaller bool) []group {
	slices.SortStableFunc(gs, func(a, b group) int {
		return cmp.Or(cmp.Compare(a.cell, b.cell), slices.Compare(a.counts, b.counts))
	})
	var out []group
	for _, g := range gs {
		if n := len(out); n > 0 && out[n-1].cell == g.cell && slices.Equal(out[n-1].counts, g.counts) {
			out[n-1].days = join(out[n-1].days, g.days)
			continue
		}
		out = append(out, g)
	}
	for i := range out {
		for j := range out {
			if i == j || out[i].cell != out[j].cell {
				continue
			}
			better := covers(out[j].counts, out[i].counts)
			if smaller {
				better = covers(out[i].counts, out[j].counts)
			}
			if better {
				out[i].days = less(out[i].days, out[j].days)
			}
		}
	}
	return slices.DeleteFunc(out, func(g group) bool { return len(g.days) == 0 })
}

// join, meet and less are the union, the intersection and the difference of
// sorted days.
func join(a, b []when.Day) []when.Day {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

func meet(a, b []when.Day) []when.Day {
	if slices.Equal(a, b) {
		return a
	}
	var out []when.Day
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			out = append(out, a[i])
			i, j = i+1, j+1
		}
	}
	return out
}

func less(a, b []when.Day) []when.Day {
	var out []when.Day
	j := 0
	for _, d := range a {
		for j < len(b) && b[j] < d {
			j++
		}
		if j == len(b) || b[j] != d {
			out = append(out, d)
		}
	}
	return out
}
