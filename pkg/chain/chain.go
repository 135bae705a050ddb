// Package chain decides what can be said of a row of sessions whose days are
// not all fixed: over every choice of days that keeps the row in its order,
// can each session follow the one before it within a limit?
//
// A condition of the form x ≤ f(y) between neighbours makes the set of good
// choices closed under minimum (Jeavons and Cooper, Tractable constraints on
// ordered domains, 1995), so one pass along the row decides it exactly, for
// any f, in time linear in the number of candidate days.
package chain

import (
	"math"
	"slices"

	"patci/pkg/when"
)

// Node is one session of the row.
type Node struct {
	Days  when.Set // its candidate days
	Maybe bool     // it may not have been held at all
	// Judged says that the limit binds the session: it must not come after
	// the limit of the one before it.
	Judged bool
	// Unless is a day: a limit that falls after it does not bind. Zero: none.
	Unless when.Day
}

// Row is a row of sessions in the order that they must keep: none earlier
// than the one before it; the same day is allowed.
type Row struct {
	Nodes []Node
	// Limit is the last day on which a session may follow one held on y.
	Limit func(y when.Day) when.Day
}

// Pair is what can become of one judged session and the one before it, over
// every choice that keeps the order.
type Pair struct {
	CanHold, CanFail bool
}

// Answer is what a row allows.
type Answer struct {
	Ordered bool   // some choice keeps the order
	Holds   bool   // some choice keeps the order and every limit
	Pairs   []Pair // by node; zero where the node is not judged
}

const never = when.Day(math.MaxInt32)

// limit is the last lawful day for node n after a session on y.
func (r *Row) limit(n *Node, y when.Day) when.Day {
	if !n.Judged {
		return never
	}
	l := r.Limit(y)
	if n.Unless != 0 && l > n.Unless {
		return never
	}
	return l
}

// state is what can have been the last session held: the days of one, or
// none yet.
type state struct {
	none bool
	days []when.Day // sorted, no day twice
}

func (s state) empty() bool { return !s.none && len(s.days) == 0 }

// Answer decides the row.
func (r *Row) Answer() Answer {
	a := Answer{Pairs: make([]Pair, len(r.Nodes))}
	caps := r.caps()
	order, good := state{none: true}, state{none: true}
	for k := range r.Nodes {
		n := &r.Nodes[k]
		if n.Judged {
			a.Pairs[k] = r.pair(n, order, caps[k+1])
		}
		order = r.step(n, order, false)
		good = r.step(n, good, true)
	}
	a.Ordered, a.Holds = !order.empty(), !good.empty()
	return a
}

// caps returns for each node the last day that leaves room for those from it
// on, in order; caps[k+1] bounds node k.
func (r *Row) caps() []when.Day {
	caps := make([]when.Day, len(r.Nodes)+1)
	caps[len(r.Nodes)] = never
	for k := len(r.Nodes) - 1; k >= 0; k-- {
		caps[k] = caps[k+1]
		if !r.Nodes[k].Maybe {
			caps[k] = lastUpTo(r.Nodes[k].Days, caps[k+1])
		}
	}
	return caps
}

// lastUpTo is the last day of s on or before limit; the smallest day if none.
func lastUpTo(s when.Set, limit when.Day) when.Day {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].First <= limit {
			return min(s[i].Last, limit)
		}
	}
	return math.MinInt32
}

// step extends a state by one node.
func (r *Row) step(n *Node, s state, judged bool) state {
	var out state
	i, reach := 0, when.Day(math.MinInt32)
	for x := range n.Days.All() {
		for ; i < len(s.days) && s.days[i] <= x; i++ {
			if judged {
				reach = max(reach, r.limit(n, s.days[i]))
			} else {
				reach = never
			}
		}
		if s.none || reach >= x {
			out.days = append(out.days, x)
		}
	}
	if n.Maybe {
		out.none = s.none
		out.days = union(out.days, s.days)
	}
	return out
}

// pair decides one judged node after the states that the order allows.
func (r *Row) pair(n *Node, before state, upTo when.Day) Pair {
	var p Pair
	last := lastUpTo(n.Days, upTo)
	i, reach := 0, when.Day(math.MinInt32)
	for x := range n.Days.All() {
		if x > upTo {
			break
		}
		for ; i < len(before.days) && before.days[i] <= x; i++ {
			l := r.limit(n, before.days[i])
			reach = max(reach, l)
			if l < last { // the latest day of the node is the one that fails first
				p.CanFail = true
			}
		}
		if before.none || reach >= x {
			p.CanHold = true
		}
	}
	return p
}

func union(a, b []when.Day) []when.Day {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	out := make([]when.Day, 0, len(a)+len(b))
	out = append(append(out, a...), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// Conflict is an irreducible reason why a row cannot hold: to leave out any of
// these dates (its session may then be on any day) or of these pairs makes
// the rest possible. Both are indexes of nodes, a pair by its later one, in
// order.
type Conflict struct{ Dates, Pairs []int }

// Sessions returns the nodes that the conflict names: those of its dates and
// of its pairs.
func (c Conflict) Sessions() []int {
	var out []int
	out = append(out, c.Dates...)
	for _, k := range c.Pairs {
		out = append(out, k-1, k)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Conflict returns one irreducible conflict of a row that keeps its order but
// not its limits, the first along the row and always the same one; false if
// the row holds.
func (r *Row) Conflict() (Conflict, bool) {
	from, to, ok := r.window()
	if !ok {
		return Conflict{}, false
	}
	w := r.Nodes[from : to+1]
	low, high := never, when.Day(math.MinInt32)
	for _, n := range w {
		if !n.Days.IsEmpty() {
			low, high = min(low, n.Days.First()), max(high, n.Days.Last())
		}
	}
	// A freed date may be any day that could matter to the rest.
	for _, n := range w {
		for _, d := range []when.Day{n.Days.First(), n.Days.Last()} {
			if n.Days.IsEmpty() {
				continue
			}
			if l := r.Limit(d); l < never {
				low, high = min(low, d-(l-d)), max(high, l)
			}
		}
	}
	free := when.NewSet(when.Range{First: low, Last: high})
	// Elements: date of node i is 2i, pair into node i is 2i+1.
	var all []int
	for i := range w {
		if i > 0 && w[i].Judged {
			all = append(all, 2*i+1)
		}
		all = append(all, 2*i)
	}
	holds := func(keep []int) bool {
		try := Row{Limit: r.Limit, Nodes: slices.Clone(w)}
		for i := range try.Nodes {
			try.Nodes[i].Judged = slices.Contains(keep, 2*i+1)
			if !slices.Contains(keep, 2*i) {
				try.Nodes[i].Days, try.Nodes[i].Maybe = free, false
			}
		}
		s := state{none: true}
		for i := range try.Nodes {
			s = try.step(&try.Nodes[i], s, true)
		}
		return !s.empty()
	}
	var c Conflict
	for _, e := range quickXplain(nil, all, false, holds) {
		if i := from + e/2; e%2 == 0 {
			c.Dates = append(c.Dates, i)
		} else {
			c.Pairs = append(c.Pairs, i)
		}
	}
	slices.Sort(c.Dates)
	slices.Sort(c.Pairs)
	return c, true
}

// window finds the shortest stretch from its left end that cannot hold by itself:
// the first node that no choice reaches, and from there back.
func (r *Row) window() (from, to int, ok bool) {
	s := state{none: true}
	to = -1
	for k := range r.Nodes {
		if s = r.step(&r.Nodes[k], s, true); s.empty() {
			to = k
			break
		}
	}
	if to < 0 {
		return 0, 0, false
	}
	after := slices.Collect(r.Nodes[to].Days.All())
	for k := to - 1; k >= 0; k-- {
		var here []when.Day
		i := 0
		for y := range r.Nodes[k].Days.All() {
			for i < len(after) && after[i] < y {
				i++
			}
			if i < len(after) && after[i] <= r.limit(&r.Nodes[k+1], y) {
				here = append(here, y)
			}
		}
		if r.Nodes[k].Maybe {
			here = union(here, after)
		}
		if len(here) == 0 {
			return k, to, true
		}
		after = here
	}
	return 0, to, true
}

// quickXplain returns a minimal part of the elements that cannot hold
// together with the background (Junker, QuickXplain, 2004); earlier elements
// are kept in preference to later ones.
func quickXplain(background, elements []int, added bool, holds func([]int) bool) []int {
	if added && !holds(background) {
		return nil
	}
	if len(elements) <= 1 {
		return elements
	}
	half := len(elements) / 2
	first, second := elements[:half], elements[half:]
	join := func(a, b []int) []int { return append(slices.Clone(a), b...) }
	late := quickXplain(join(background, first), second, len(first) > 0, holds)
	early := quickXplain(join(background, late), first, len(late) > 0, holds)
	return append(early, late...)
}

// Earliest returns the choice that holds with every session as early as it
// can be, a day for each node; nil if none holds or a node may not be held.
// Of good choices the day by day minimum is good too.
func (r *Row) Earliest() []when.Day {
	states := []state{{none: true}}
	for k := range r.Nodes {
		if r.Nodes[k].Maybe {
			return nil
		}
		states = append(states, r.step(&r.Nodes[k], states[k], true))
	}
	days := make([]when.Day, len(r.Nodes))
	for k := len(r.Nodes) - 1; k >= 0; k-- {
		found := false
		for _, x := range states[k+1].days {
			if k == len(r.Nodes)-1 || x <= days[k+1] && days[k+1] <= r.limit(&r.Nodes[k+1], x) {
				days[k], found = x, true
				break
			}
		}
		if !found {
			return nil
		}
	}
	return days
}

// Count returns the fewest and the most sessions of the row that can fall in
// a range of days, over every choice that keeps the order.
func (r *Row) Count(in when.Range) (fewest, most int) {
	return r.count(in, false), r.count(in, true)
}

func (r *Row) count(in when.Range, most bool) int {
	better := func(a, b int) bool { return a > b == most && a != b }
	type choice struct {
		day   when.Day
		count int
	}
	choices := []choice{{math.MinInt32, 0}} // by day; the best count for each
	for k := range r.Nodes {
		n := &r.Nodes[k]
		var next []choice
		i, best, any := 0, 0, false
		for x := range n.Days.All() {
			for ; i < len(choices) && choices[i].day <= x; i++ {
				if !any || better(choices[i].count, best) {
					best, any = choices[i].count, true
				}
			}
			if any {
				c := best
				if in.Contains(x) {
					c++
				}
				next = append(next, choice{x, c})
			}
		}
		if n.Maybe {
			next = append(next, choices...)
			slices.SortFunc(next, func(a, b choice) int {
				if a.day != b.day {
					return int(a.day) - int(b.day)
				}
				if better(a.count, b.count) {
					return -1
				}
				return 1
			})
			next = slices.CompactFunc(next, func(a, b choice) bool { return a.day == b.day })
		}
		if len(next) == 0 {
			continue // no order is possible: the session is not counted
		}
		choices = next
	}
	best := choices[0].count
	for _, c := range choices {
		if better(c.count, best) {
			best = c.count
		}
	}
	return best
}
