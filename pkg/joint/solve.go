package joint

import (
	"slices"
	"sort"

	"patci/pkg/when"
)

// domain is what is left of a session: its days, and whether it may not be held.
type domain struct {
	days  []when.Day
	maybe bool
}

func (d domain) size() int {
	if d.maybe {
		return len(d.days) + 1
	}
	return len(d.days)
}

// value is the one thing left of a session.
func (d domain) value() when.Day {
	if d.maybe {
		return None
	}
	return d.days[0]
}

// most is how many steps a search takes before it gives up.
const most = 3000

// state is what a search has left of a problem.
type state struct {
	doms  []domain
	serve []int // for each tie, the session that is to serve it; -1: not chosen
}

func (st state) clone() state { return state{slices.Clone(st.doms), slices.Clone(st.serve)} }

// solver decides one problem.
type solver struct {
	p      *Problem
	rows   []*row
	ties   []Ask   // those that a row does not see to
	tied   [][]int // for each node, its ties
	nodes  [][]int // for each tie, its nodes
	apart  [][]int // for each row, the ties of its sessions that no session serves two of
	search []int   // the nodes of ties, in their order
	steps  int
	gaveUp bool
}

// Solve decides a problem; the days of a choice that satisfies it, where there
// is one.
func (p *Problem) Solve() (Answer, []when.Day) {
	s, st, ok := p.begin()
	if !ok {
		return Fails, nil
	}
	if found := s.try(st); found != nil {
		return Holds, found
	}
	if s.gaveUp {
		return GaveUp, nil
	}
	return Fails, nil
}

// begin makes the first passes; false if nothing is left of a session.
func (p *Problem) begin() (*solver, state, bool) {
	p.index()
	s := &solver{p: p, tied: make([][]int, len(p.Nodes))}
	for i, nodes := range p.Rows {
		s.rows = append(s.rows, newRow(p, nodes, i, p.asksOf(i)))
	}
	seen := make([]bool, len(p.Nodes))
	for _, a := range p.Asks {
		switch a.(type) {
		case Apart, Some:
			for _, n := range a.nodes(p) {
				s.tied[n] = append(s.tied[n], len(s.ties))
				seen[n] = true
			}
			s.ties = append(s.ties, a)
			s.nodes = append(s.nodes, a.nodes(p))
		}
	}
	for n, is := range seen {
		if is {
			s.search = append(s.search, n)
		}
	}
	st := state{serve: make([]int, len(s.ties))}
	for i := range st.serve {
		st.serve[i] = -1
	}
	var ok bool
	if st.doms, ok = p.domains(); !ok {
		return s, st, false
	}
	all := make([]bool, len(s.rows))
	for i := range all {
		all[i] = true
	}
	if !s.propagate(st, all) {
		return s, st, false
	}
	s.apart = s.exclusive(st.doms)
	return s, st, true
}

// asksOf are the asks that a row sees to by itself.
func (p *Problem) asksOf(row int) []Ask {
	if p.byRow == nil {
		p.byRow = make([][]Ask, len(p.Rows))
		for _, a := range p.Asks {
			switch a := a.(type) {
			case Follow:
				r, _ := p.place(a.Node)
				p.byRow[r] = append(p.byRow[r], a)
			case Count:
				p.byRow[a.Row] = append(p.byRow[a.Row], a)
			}
		}
	}
	return p.byRow[row]
}

// domains are the days of each session that what is asked of it alone allows.
func (p *Problem) domains() ([]domain, bool) {
	doms := make([]domain, len(p.Nodes))
	for i, n := range p.Nodes {
		doms[i] = domain{slices.Collect(n.Days.All()), n.Maybe}
	}
	for _, a := range p.Asks {
		if a, ok := a.(Alone); ok {
			d := &doms[a.Node]
			d.days = slices.DeleteFunc(d.days, func(x when.Day) bool { return !a.Fits(x) })
		}
	}
	for _, d := range doms {
		if d.size() == 0 {
			return nil, false
		}
	}
	return doms, true
}

// propagate takes from the domains what cannot be, until nothing changes;
// false if nothing is left of a session. Changed are the rows to begin with.
func (s *solver) propagate(st state, changed []bool) bool {
	doms := st.doms
	ties := make([]bool, len(s.ties))
	sizes := make([]int, len(doms))
	touch := func(nodes []int) { // what hangs on those that have changed
		for _, n := range nodes {
			if size := doms[n].size(); size != sizes[n] {
				sizes[n] = size
				r, _ := s.p.place(n)
				changed[r] = true
				for _, t := range s.tied[n] {
					ties[t] = true
				}
			}
		}
	}
	for n := range doms {
		sizes[n] = doms[n].size()
		if len(s.tied[n]) > 0 {
			r, _ := s.p.place(n)
			for _, t := range s.tied[n] {
				ties[t] = ties[t] || changed[r]
			}
		}
	}
	for {
		r := slices.Index(changed, true)
		if r >= 0 {
			if !s.rows[r].prune(doms) {
				return false
			}
			changed[r] = false
			touch(s.rows[r].nodes)
			changed[r] = false // a second pass over what it left takes nothing more
			continue
		}
		t := slices.Index(ties, true)
		if t < 0 {
			return true
		}
		ties[t] = false
		if !s.tie(t, st) {
			return false
		}
		touch(s.nodes[t])
	}
}

// tie takes from the domains what an ask that ties rows does not allow.
func (s *solver) tie(t int, st state) bool {
	doms := st.doms
	switch a := s.ties[t].(type) {
	case Apart:
		keep(&doms[a.A], doms[a.B], func(x, y when.Day) bool { return a.Fits(x, y) })
		keep(&doms[a.B], doms[a.A], func(y, x when.Day) bool { return a.Fits(x, y) })
		return doms[a.A].size() > 0 && doms[a.B].size() > 0
	case Some:
		return s.some(t, a, st)
	}
	return true
}

// keep leaves the days of one session that some day of another allows.
func keep(d *domain, other domain, fits func(x, y when.Day) bool) {
	if other.maybe {
		return
	}
	days := slices.DeleteFunc(slices.Clone(d.days), func(x when.Day) bool {
		return !slices.ContainsFunc(other.days, func(y when.Day) bool { return fits(x, y) })
	})
	if len(days) < len(d.days) {
		d.days = days
	}
}

// able are the sessions that can serve a Some, if its session is held.
func (s *solver) able(t int, a Some, st state) (able []int, after, last when.Day) {
	d := st.doms[a.Node]
	after, last = a.After(s.before(a.Node, st.doms)), a.Until(d.days[len(d.days)-1])
	of := a.Of
	if st.serve[t] >= 0 {
		of = []int{st.serve[t]}
	}
	for _, n := range of {
		days := st.doms[n].days
		if i, _ := slices.BinarySearch(days, after+1); i < len(days) && days[i] <= last {
			able = append(able, n)
		}
	}
	return able, after, last
}

// some leaves the days of the session of a Some that can have one of the
// others; and where only one of those is left, its days that can serve, and
// those of the session before that let it.
func (s *solver) some(t int, a Some, st state) bool {
	doms, d := st.doms, &st.doms[a.Node]
	if len(d.days) == 0 {
		return true
	}
	able, after, last := s.able(t, a, st)
	first := Never // the day before which there is one, of all that can serve
	for _, n := range able {
		i, _ := slices.BinarySearch(doms[n].days, after+1)
		first = min(first, doms[n].days[i])
	}
	exempt := slices.ContainsFunc(d.days, a.exempts)
	days := slices.DeleteFunc(slices.Clone(d.days), func(b when.Day) bool { return !a.exempts(b) && a.Until(b) < first })
	if len(days) < len(d.days) {
		d.days = days
	}
	if d.size() == 0 {
		return false
	}
	if len(able) != 1 || d.maybe || exempt || able[0] == a.Node {
		return true
	}
	o := &doms[able[0]]
	from, _ := slices.BinarySearch(o.days, after+1)
	to, _ := slices.BinarySearch(o.days, last+1)
	if to-from < len(o.days) || o.maybe {
		*o = domain{o.days[from:to], false}
	}
	if row, at := s.p.place(a.Node); at > 0 && len(o.days) > 0 {
		y := &doms[s.p.Rows[row][at-1]]
		if y.maybe {
			return true
		}
		end := o.days[len(o.days)-1]
		i := sort.Search(len(y.days), func(i int) bool { return a.After(y.days[i]) >= end })
		y.days = y.days[:i]
		return i > 0
	}
	return true
}

// exclusive lists, row by row and in its order, a tie for each session that is
// sure to ask, if no other session can serve two of them: what serves one comes
// after the session before it and not after itself.
func (s *solver) exclusive(doms []domain) [][]int {
	of := make([]int, len(doms)) // for each session, its tie and one more
	for t, a := range s.ties {
		a, ok := a.(Some)
		if !ok || of[a.Node] > 0 || doms[a.Node].maybe ||
			slices.ContainsFunc(doms[a.Node].days, func(b when.Day) bool { return a.exempts(b) || a.Until(b) > b }) {
			continue
		}
		row, at := s.p.place(a.Node)
		alone := true
		for at--; at >= 0 && alone; at-- {
			d := doms[s.p.Rows[row][at]]
			alone = !slices.ContainsFunc(d.days, func(y when.Day) bool { return a.After(y) < y })
			if !d.maybe {
				break
			}
		}
		if alone {
			of[a.Node] = t + 1
		}
	}
	var out [][]int
	for _, row := range s.p.Rows {
		var ties []int
		for _, n := range row {
			if of[n] > 0 {
				ties = append(ties, of[n]-1)
			}
		}
		if len(ties) > 1 {
			out = append(out, ties)
		}
	}
	return out
}

// mostMatched bounds how many pairs of ties and sessions are looked at.
const mostMatched = 20_000

// enough reports whether each tie of a row can have a session to itself.
func (s *solver) enough(st state) bool {
	for _, ties := range s.apart {
		able := make([][]int, len(ties))
		pairs := 0
		for i, t := range ties {
			able[i], _, _ = s.able(t, s.ties[t].(Some), st)
			pairs += len(able[i])
		}
		if pairs > mostMatched {
			continue
		}
		server := map[int]int{} // the tie that each session serves
		var give func(i int, seen map[int]bool) bool
		give = func(i int, seen map[int]bool) bool {
			for _, n := range able[i] {
				if seen[n] {
					continue
				}
				seen[n] = true
				if other, taken := server[n]; !taken || give(other, seen) {
					server[n] = i
					return true
				}
			}
			return false
		}
		for i := range ties {
			if !give(i, map[int]bool{}) {
				return false
			}
		}
	}
	return true
}

// before is the earliest that the last session held before one can be, or None
// where there may be none.
func (s *solver) before(node int, doms []domain) when.Day {
	row, at := s.p.place(node)
	first := Never
	for at--; at >= 0; at-- {
		d := doms[s.p.Rows[row][at]]
		if len(d.days) > 0 {
			first = min(first, d.days[0])
		}
		if !d.maybe {
			return first
		}
	}
	return None
}

// greedy gives each session in its turn the first day left to it that suits
// those before it; where that satisfies everything, no search is needed.
func (s *solver) greedy(doms []domain) []when.Day {
	days := make([]when.Day, len(doms))
	done := make([]bool, len(doms))
	for r, nodes := range s.p.Rows {
		last := None
		for at, n := range nodes {
			from, limit := s.rows[r].window(at, last)
			i := slices.IndexFunc(doms[n].days, func(x when.Day) bool {
				return x >= from && x <= limit && s.suits(n, x, days, done)
			})
			switch {
			case i >= 0:
				days[n], last = doms[n].days[i], doms[n].days[i]
			case doms[n].maybe:
				days[n] = None
			default:
				return nil
			}
			done[n] = true
		}
	}
	if !s.p.Check(days) {
		return nil
	}
	return days
}

// suits reports whether a day of a session agrees with the ties to those
// whose day is given.
func (s *solver) suits(n int, x when.Day, days []when.Day, done []bool) bool {
	for _, t := range s.tied[n] {
		a, ok := s.ties[t].(Apart)
		if !ok {
			continue
		}
		switch {
		case a.A == n && done[a.B] && days[a.B] != None && !a.Fits(x, days[a.B]),
			a.B == n && done[a.A] && days[a.A] != None && !a.Fits(days[a.A], x):
			return false
		}
	}
	return true
}

// try searches. Where several sessions can serve a Some it takes each of them
// in turn; otherwise it cuts the days of the tied session that has the fewest.
// Once each of those has one, the rows are left to themselves, and what their
// passes leave is good.
func (s *solver) try(st state) []when.Day {
	if s.steps++; s.steps > most {
		s.gaveUp = true
		return nil
	}
	if found := s.greedy(st.doms); found != nil {
		return found
	}
	if !s.enough(st) {
		return nil
	}
	choices, node := s.choices(st)
	if choices == nil {
		return s.finish(st.doms)
	}
	row, _ := s.p.place(node)
	for _, next := range choices {
		changed := make([]bool, len(s.rows))
		changed[row] = true
		if !s.propagate(next, changed) {
			if s.steps++; s.steps > most {
				s.gaveUp = true
				return nil
			}
			continue
		}
		if found := s.try(next); found != nil || s.gaveUp {
			return found
		}
	}
	return nil
}

// fewDays is how many days are tried one by one; of more, each half.
const fewDays = 4

// choices are the states into which a search divides one, and the session that
// they tell apart; none if no tied session has a choice left.
func (s *solver) choices(st state) (out []state, node int) {
	best := -1
	for _, n := range s.search {
		if size := st.doms[n].size(); size > 1 && (best < 0 || size < st.doms[best].size()) {
			best = n
		}
	}
	if best < 0 {
		return nil, 0
	}
	d := st.doms[best]
	if d.size() > fewDays {
		if out, node := s.servers(st); out != nil {
			return out, node
		}
	}
	give := func(c domain) {
		next := st.clone()
		next.doms[best] = c
		out = append(out, next)
	}
	if half := len(d.days) / 2; len(d.days) > fewDays {
		give(domain{d.days[:half], false})
		give(domain{d.days[half:], false})
	} else {
		for i := range d.days {
			give(domain{d.days[i : i+1], false})
		}
	}
	if d.maybe {
		give(domain{nil, true})
	}
	return out, best
}

// servers are a state for each session that can serve the Some with the fewest.
func (s *solver) servers(st state) (out []state, node int) {
	var least []int
	tie := -1
	for t, a := range s.ties {
		a, ok := a.(Some)
		if !ok || st.serve[t] >= 0 {
			continue
		}
		d := st.doms[a.Node]
		if d.maybe || len(d.days) == 0 || slices.ContainsFunc(d.days, a.exempts) {
			continue
		}
		if able, _, _ := s.able(t, a, st); len(able) > 1 && (tie < 0 || len(able) < len(least)) {
			least, tie, node = able, t, a.Node
		}
	}
	for _, n := range least {
		next := st.clone()
		next.serve[tie] = n
		out = append(out, next)
	}
	return out, node
}

// finish gives a day to every session once only rows are left: each in its
// turn, with a pass after it.
func (s *solver) finish(doms []domain) []when.Day {
	days, prev := make([]when.Day, len(doms)), make([]when.Day, len(doms))
	for n, d := range doms {
		days[n] = d.value()
	}
	for _, a := range s.ties { // its sessions have one value each
		if a, ok := a.(Some); ok {
			prev[a.Node] = s.before(a.Node, doms)
		}
		if !satisfied(s.p, a, days, prev) {
			return nil
		}
	}
	doms = slices.Clone(doms)
	for r, nodes := range s.p.Rows {
		if found := s.greedyRow(r, doms); found {
			for _, n := range nodes {
				days[n] = doms[n].value()
			}
			continue
		}
		for _, n := range nodes {
			if doms[n].size() > 1 {
				if doms[n].days != nil {
					doms[n] = domain{doms[n].days[:1], false}
				}
				if !s.rows[r].prune(doms) {
					return nil // cannot be: a pass leaves only what some choice uses
				}
			}
			days[n] = doms[n].value()
		}
	}
	return days
}

// greedyRow gives the sessions of a row the first day that each can have, if
// that is a choice.
func (s *solver) greedyRow(r int, doms []domain) bool {
	row := s.rows[r]
	if len(row.counts) > 0 {
		return false
	}
	given := make([]domain, 0, len(row.nodes))
	last := None
	for at, n := range row.nodes {
		from, limit := row.window(at, last)
		i := slices.IndexFunc(doms[n].days, func(x when.Day) bool { return x >= from && x <= limit })
		switch {
		case i >= 0:
			last = doms[n].days[i]
			given = append(given, domain{[]when.Day{last}, false})
		case doms[n].maybe:
			given = append(given, domain{nil, true})
		default:
			return false
		}
	}
	for i, n := range row.nodes {
		doms[n] = given[i]
	}
	return true
}
