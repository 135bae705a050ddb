// Package chain decides what can be said of a row of sessions whose days are
// not all fixed: over every choice of days that keeps the row in its order,
// can each session follow the one before it within a limit, or not before so
// much time has passed?
//
// A condition of the form x ≤ f(y) between neighbours makes the set of good
// choices closed under minimum, one of the form x ≥ g(y) under maximum (Jeavons
// and Cooper, Tractable constraints on ordered domains, 1995), so one pass along
// the row decides either exactly, for any f or g, in time linear in the number
// of candidate days.
package chain

import (
	"math"
	"slices"
	"sort"

	"patci/pkg/when"
)

// Node is one session of the row.
type Node struct {
	Days  when.Set // its candidate days
	Maybe bool     // it may not have been held at all
	// Judged says that the limit binds the session: it must not come after
	// the limit of the one before it, or not before From of it.
	Judged bool
	// Unless is a day: a limit that falls after it does not bind. Zero: none.
	Unless when.Day
}

// Row is a row of sessions in the order that they must keep: none earlier
// than the one before it; the same day is allowed. It has a Limit, a From or
// neither, not both.
type Row struct {
	Nodes []Node
	// Limit is the last day on which a session may follow one held on y.
	Limit func(y when.Day) when.Day
	// From is the first day on which a session may follow one held on y,
	// and no day before y.
	From func(y when.Day) when.Day
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
	if !n.Judged || r.Limit == nil {
		return never
	}
	l := r.Limit(y)
	if n.Unless != 0 && l > n.Unless {
		return never
	}
	return l
}

// from is the first lawful day for node n after a session on y.
func (r *Row) from(n *Node, y when.Day) when.Day {
	if !n.Judged || r.From == nil {
		return y
	}
	return r.From(y)
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
	i, reach, soonest := 0, when.Day(math.MinInt32), never
	for x := range n.Days.All() {
		for ; i < len(s.days) && s.days[i] <= x; i++ {
			if judged {
				reach = max(reach, r.limit(n, s.days[i]))
				soonest = min(soonest, r.from(n, s.days[i]))
			} else {
				reach, soonest = never, s.days[0]
			}
		}
		if s.none || reach >= x && soonest <= x {
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
	i, reach, soonest := 0, when.Day(math.MinInt32), never
	for x := range n.Days.All() {
		if x > upTo {
			break
		}
		for ; i < len(before.days) && before.days[i] <= x; i++ {
			l, from := r.limit(n, before.days[i]), r.from(n, before.days[i])
			reach, soonest = max(reach, l), min(soonest, from)
			if l < last || x < from { // its latest day fails first of all, and its first one not before y
				p.CanFail = true
			}
		}
		if before.none || reach >= x && soonest <= x {
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

// Frame is a row with all that its ends allow worked out, so that a stretch
// of it can be tried with other nodes in time linear in that stretch.
type Frame struct {
	row   *Row
	ahead []state      // what can have been the last session held before each node
	good  [][]when.Day // the days of each node from which the rest can hold
}

// Frame works out what the ends of a row allow to each stretch between them.
func (r *Row) Frame() *Frame {
	f := &Frame{row: r, ahead: make([]state, len(r.Nodes)+1), good: make([][]when.Day, len(r.Nodes))}
	f.ahead[0] = state{none: true}
	for k := range r.Nodes {
		f.ahead[k+1] = r.step(&r.Nodes[k], f.ahead[k], true)
	}
	for k := len(r.Nodes) - 1; k >= 0; k-- {
		for x := range r.Nodes[k].Days.All() {
			if f.rest(k+1, x, false) {
				f.good[k] = append(f.good[k], x)
			}
		}
	}
	return f
}

// rest reports whether the nodes from k on can hold after a session on y, or
// after none.
func (f *Frame) rest(k int, y when.Day, none bool) bool {
	for ; k < len(f.row.Nodes); k++ {
		n, days := &f.row.Nodes[k], f.good[k]
		if none && len(days) > 0 {
			return true
		}
		if i, _ := slices.BinarySearch(days, f.row.from(n, y)); !none && i < len(days) && days[i] <= f.row.limit(n, y) {
			return true
		}
		if !n.Maybe {
			return false
		}
	}
	return true
}

// Binds reports whether the limit binds a node of the row.
func (f *Frame) Binds(k int) bool { return f.row.Nodes[k].Judged }

// Latest returns the latest limit that can bind a session after other nodes in
// place of those from a node on, if all before it is to hold; false if none
// can be held.
func (f *Frame) Latest(from int, nodes []Node) (limit when.Day, ok bool) {
	s := f.ahead[from]
	for i := range nodes {
		s = f.row.step(&nodes[i], s, true)
	}
	for _, y := range s.days {
		if l := f.row.Limit(y); !ok || l > limit {
			limit, ok = l, true
		}
	}
	return limit, ok
}

// First returns the first day of a node from which the rest can hold; false if
// there is none.
func (f *Frame) First(k int) (when.Day, bool) {
	if len(f.good[k]) == 0 {
		return 0, false
	}
	return f.good[k][0], true
}

// Holds reports whether the row can hold with other nodes in place of those
// from a node on.
func (f *Frame) Holds(from int, nodes []Node) bool {
	s := f.ahead[from]
	for i := range nodes {
		s = f.row.step(&nodes[i], s, true)
	}
	to := from + len(nodes)
	return s.none && f.rest(to, 0, true) ||
		slices.ContainsFunc(s.days, func(y when.Day) bool { return f.rest(to, y, false) })
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

// Conflicts returns why a row that keeps its order cannot keep its limits: the
// first irreducible conflict along it, then what is left once the pairs of
// that one bind no more, and so on; nil if the row holds. Always the same ones.
func (r *Row) Conflicts() []Conflict {
	try := Row{Limit: r.Limit, From: r.From, Nodes: slices.Clone(r.Nodes)}
	states := make([]state, len(try.Nodes)+1)
	states[0] = state{none: true}
	var all []Conflict
	for k := 0; k < len(try.Nodes); k++ {
		states[k+1] = try.step(&try.Nodes[k], states[k], true)
		if !states[k+1].empty() {
			continue
		}
		c := try.explain(try.start(k), k)
		if len(c.Pairs) == 0 {
			return all // not even the order can be kept
		}
		all = append(all, c)
		for _, pair := range c.Pairs {
			try.Nodes[pair].Judged = false
		}
		k = c.Pairs[0] - 1 // from here on the states are others
	}
	return all
}

// start finds, from the first node that no choice reaches, the left end of the
// shortest stretch up to it that cannot hold by itself.
func (r *Row) start(to int) int {
	after := slices.Collect(r.Nodes[to].Days.All())
	for k := to - 1; k >= 0; k-- {
		var here []when.Day
		i := 0
		for y := range r.Nodes[k].Days.All() {
			for i < len(after) && after[i] < y {
				i++
			}
			next := &r.Nodes[k+1]
			at, _ := slices.BinarySearch(after[i:], r.from(next, y))
			if at += i; at < len(after) && after[at] <= r.limit(next, y) {
				here = append(here, y)
			}
		}
		if r.Nodes[k].Maybe {
			here = union(here, after)
		}
		if len(here) == 0 {
			return k
		}
		after = here
	}
	return 0
}

// explain returns an irreducible conflict of a stretch that cannot hold.
func (r *Row) explain(from, to int) Conflict {
	w := r.Nodes[from : to+1]
	free := r.free(w)
	// Elements: date of node i is 2i, pair into node i is 2i+1.
	var all []int
	for i := range w {
		if i > 0 && w[i].Judged {
			all = append(all, 2*i+1)
		}
		all = append(all, 2*i)
	}
	keep := make([]bool, 2*len(w))
	holds := func(elements []int) bool {
		clear(keep)
		for _, e := range elements {
			keep[e] = true
		}
		s := state{none: true}
		for i, n := range w {
			n.Judged = keep[2*i+1]
			if keep[2*i] {
				s = r.step(&n, s, true)
			} else {
				s = free(&n, s)
			}
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
	return c
}

// free returns how a state is extended by a node that may be on any day that
// could matter to the rest of a stretch.
func (r *Row) free(w []Node) func(*Node, state) state {
	if r.From != nil {
		return func(n *Node, s state) state {
			if s.none { // as early as need be: nothing that follows is bound by it
				return state{none: true}
			}
			soonest := never
			for _, y := range s.days {
				soonest = min(soonest, r.from(n, y))
			}
			if n.Maybe { // not held at all, it binds least
				return s
			}
			// None of the days that follow can leave the next an earlier one.
			until := r.From(soonest)
			var out state
			for x := soonest; x <= until; x++ {
				out.days = append(out.days, x)
			}
			return out
		}
	}
	low, high := never, when.Day(math.MinInt32)
	for _, n := range w {
		if n.Days.IsEmpty() {
			continue
		}
		for _, d := range []when.Day{n.Days.First(), n.Days.Last()} {
			low, high = min(low, d), max(high, d)
			if l := r.Limit(d); l < never {
				low, high = min(low, d-(l-d)), max(high, l)
			}
		}
	}
	any := when.NewSet(when.Range{First: low, Last: high})
	return func(n *Node, s state) state {
		return r.step(&Node{Days: any, Judged: n.Judged, Unless: n.Unless}, s, true)
	}
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
// can be, counted from the last one back, a day for each node; nil if none
// holds or a node may not be held. Of choices that keep a limit the day by
// day minimum is good too.
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
			if k == len(r.Nodes)-1 || r.from(&r.Nodes[k+1], x) <= days[k+1] && days[k+1] <= r.limit(&r.Nodes[k+1], x) {
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
// a range of days, over every choice that keeps the order; over every choice
// at all if none keeps it.
func (r *Row) Count(in when.Range) (fewest, most int) {
	if r.Ordered() {
		return r.count(in, false), r.count(in, true)
	}
	for _, n := range r.Nodes {
		inside := n.Days.Intersect(when.Set{in})
		if !inside.IsEmpty() {
			most++
		}
		if !n.Maybe && inside.Equal(n.Days) {
			fewest++
		}
	}
	return fewest, most
}

// Ordered reports whether some choice keeps the order.
func (r *Row) Ordered() bool {
	day := when.Day(math.MinInt32)
	for _, n := range r.Nodes {
		if n.Maybe {
			continue
		}
		d, ok := firstFrom(n.Days, day)
		if !ok {
			return false
		}
		day = d
	}
	return true
}

// Room is what the order alone leaves to the sessions of a row. The first k
// can all be over by From[k] and not before; those from k on can all wait
// until To[k] and no longer.
type Room struct{ From, To []when.Day }

// Room works out the room of a row; false if no choice keeps its order.
func (r *Row) Room() (Room, bool) {
	room := Room{From: make([]when.Day, len(r.Nodes)+1), To: r.caps()}
	room.From[0] = math.MinInt32
	for k, n := range r.Nodes {
		room.From[k+1] = room.From[k]
		if n.Maybe {
			continue
		}
		d, ok := firstFrom(n.Days, room.From[k])
		if !ok {
			return room, false
		}
		room.From[k+1] = d
	}
	return room, true
}

// Of returns those days of node k, among some, that a choice in order can
// give it.
func (r Room) Of(k int, days when.Set) when.Set {
	return days.Intersect(when.NewSet(when.Range{First: r.From[k], Last: r.To[k+1]}))
}

// Avoids reports whether some choice in order has no session after lo and up
// to hi.
func (r Room) Avoids(lo, hi when.Day) bool {
	if hi <= lo {
		return true
	}
	k := sort.Search(len(r.From), func(k int) bool { return r.From[k] > lo }) - 1 // as many before as can be
	return k >= 0 && r.To[k] > hi
}

// firstFrom is the first day of s on or after d; false if there is none.
func firstFrom(s when.Set, d when.Day) (when.Day, bool) {
	for _, r := range s {
		if r.Last >= d {
			return max(r.First, d), true
		}
	}
	return 0, false
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
