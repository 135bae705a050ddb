package joint

import (
	"slices"

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

// solver decides one problem.
type solver struct {
	p      *Problem
	rows   []*row
	ties   []Ask   // those that a row does not see to
	tied   [][]int // for each node, its ties
	nodes  [][]int // for each tie, its nodes
	search []int   // the nodes of ties, in their order
	steps  int
	gaveUp bool
}

// Solve decides a problem; the days of a choice that satisfies it, where there
// is one.
func (p *Problem) Solve() (Answer, []when.Day) {
	s, doms, ok := p.begin()
	if !ok {
		return Fails, nil
	}
	if found := s.greedy(doms); found != nil {
		return Holds, found
	}
	if found := s.try(doms); found != nil {
		return Holds, found
	}
	if s.gaveUp {
		return GaveUp, nil
	}
	return Fails, nil
}

// begin makes the first passes; false if nothing is left of a session.
func (p *Problem) begin() (*solver, []domain, bool) {
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
	doms, ok := p.domains()
	if !ok {
		return s, nil, false
	}
	all := make([]bool, len(s.rows))
	for i := range all {
		all[i] = true
	}
	return s, doms, s.propagate(doms, all)
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
func (s *solver) propagate(doms []domain, changed []bool) bool {
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
		if !s.tie(s.ties[t], doms) {
			return false
		}
		touch(s.nodes[t])
	}
}

// tie takes from the domains what an ask that ties rows does not allow.
func (s *solver) tie(a Ask, doms []domain) bool {
	switch a := a.(type) {
	case Apart:
		keep(&doms[a.A], doms[a.B], func(x, y when.Day) bool { return a.Fits(x, y) })
		keep(&doms[a.B], doms[a.A], func(y, x when.Day) bool { return a.Fits(x, y) })
		return doms[a.A].size() > 0 && doms[a.B].size() > 0
	case Some:
		return s.some(a, doms)
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

// some leaves the days of the session of a Some that can have one of the
// others; and where only one of those is left, its days that can serve.
func (s *solver) some(a Some, doms []domain) bool {
	after, d := a.After(s.before(a.Node, doms)), &doms[a.Node]
	if len(d.days) == 0 {
		return true
	}
	// The day before which there is one, of all that can serve, and the last
	// that any day of the session has use for.
	first, able := Never, []int(nil)
	last, exempt := a.Until(d.days[len(d.days)-1]), slices.ContainsFunc(d.days, a.exempts)
	for _, n := range a.Of {
		days := doms[n].days
		i, _ := slices.BinarySearch(days, after+1)
		if i < len(days) && days[i] <= last {
			first, able = min(first, days[i]), append(able, n)
		}
	}
	days := slices.DeleteFunc(slices.Clone(d.days), func(b when.Day) bool { return !a.exempts(b) && a.Until(b) < first })
	if len(days) < len(d.days) {
		d.days = days
	}
	if d.size() == 0 {
		return false
	}
	if len(able) == 1 && !d.maybe && !exempt && able[0] != a.Node {
		o := &doms[able[0]]
		from, _ := slices.BinarySearch(o.days, after+1)
		to, _ := slices.BinarySearch(o.days, last+1)
		if to-from < len(o.days) || o.maybe {
			*o = domain{o.days[from:to], false}
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

// try searches: it gives the tied session with the fewest days left each of
// them in turn. Once all of those are given, the rows are left to themselves,
// and what their passes leave is good.
func (s *solver) try(doms []domain) []when.Day {
	if s.steps++; s.steps > most {
		s.gaveUp = true
		return nil
	}
	best := -1
	for _, n := range s.search {
		if size := doms[n].size(); size > 1 && (best < 0 || size < doms[best].size()) {
			best = n
		}
	}
	if best < 0 {
		return s.finish(doms)
	}
	d := doms[best]
	choices := make([]domain, 0, d.size())
	for _, x := range d.days {
		choices = append(choices, domain{[]when.Day{x}, false})
	}
	if d.maybe {
		choices = append(choices, domain{nil, true})
	}
	row, _ := s.p.place(best)
	for _, c := range choices {
		next := slices.Clone(doms)
		next[best] = c
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
