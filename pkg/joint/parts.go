package joint

import (
	"cmp"
	"slices"

	"patci/pkg/when"
)

// Part is rows of a problem that nothing ties to the others, as a problem of
// its own. Nodes and Asks are the indexes in the whole.
type Part struct {
	*Problem
	NodesOf, AsksOf []int
}

// Parts takes a problem apart where nothing ties its rows; rows of which
// nothing is asked are left out.
func (p *Problem) Parts() []Part {
	p.index()
	group := make([]int, len(p.Rows))
	for i := range group {
		group[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if group[i] != i {
			group[i] = root(group[i])
		}
		return group[i]
	}
	rowsOf := func(a Ask) []int {
		if c, ok := a.(Count); ok {
			return []int{c.Row}
		}
		var rows []int
		for _, n := range a.nodes(p) {
			rows = append(rows, p.rowOf[n])
		}
		return rows
	}
	asks := make([][]int, len(p.Rows))
	for _, a := range p.Asks {
		if rows := rowsOf(a); len(rows) > 0 {
			for _, r := range rows[1:] {
				a, b := root(rows[0]), root(r)
				group[max(a, b)] = min(a, b)
			}
		}
	}
	for i, a := range p.Asks {
		if rows := rowsOf(a); len(rows) > 0 {
			r := root(rows[0])
			asks[r] = append(asks[r], i)
		}
	}
	var parts []Part
	for r := range p.Rows {
		if root(r) == r && len(asks[r]) > 0 {
			parts = append(parts, p.of(func(row int) bool { return root(row) == r }, asks[r]))
		}
	}
	return parts
}

// of is the part of some rows and asks.
func (p *Problem) of(in func(row int) bool, asks []int) Part {
	part := Part{Problem: &Problem{Span: p.Span}, AsksOf: asks}
	to, rowTo := make([]int, len(p.Nodes)), make([]int, len(p.Rows))
	for r, row := range p.Rows {
		if !in(r) {
			continue
		}
		rowTo[r] = len(part.Rows)
		nodes := make([]int, len(row))
		for i, n := range row {
			to[n] = len(part.Nodes)
			nodes[i] = to[n]
			part.Nodes = append(part.Nodes, p.Nodes[n])
			part.NodesOf = append(part.NodesOf, n)
		}
		part.Rows = append(part.Rows, nodes)
	}
	for _, i := range asks {
		a := p.Asks[i].renumber(to)
		if c, ok := a.(Count); ok {
			c.Row = rowTo[c.Row]
			a = c
		}
		part.Asks = append(part.Asks, a)
	}
	return part
}

// Impossible lists the asks that not even their own sessions' days allow,
// whatever the others do.
func (p *Problem) Impossible() []int {
	p.index()
	var out []int
	for i, a := range p.Asks {
		switch a := a.(type) {
		case Alone:
			if n := p.Nodes[a.Node]; !n.Maybe && !any(n.Days, a.Fits) {
				out = append(out, i)
			}
		case Follow:
			row, at := p.place(a.Node)
			if at == 0 {
				continue
			}
			x, y := p.Nodes[a.Node], p.Nodes[p.Rows[row][at-1]]
			if !x.Maybe && !y.Maybe && !any(y.Days, func(b when.Day) bool {
				return any(x.Days, func(d when.Day) bool {
					return d >= b && (a.From == nil || d >= a.From(b)) && (a.Limit == nil || d <= a.Limit(b))
				})
			}) {
				out = append(out, i)
			}
		}
	}
	return out
}

func any(s when.Set, is func(when.Day) bool) bool {
	for d := range s.All() {
		if is(d) {
			return true
		}
	}
	return false
}

// tries is how many days Nearest looks at where a search has to confirm each.
const tries = 40

// Nearest returns the day nearest to those that a session has on which, of
// some days, everything can hold; false if none was found.
func (p *Problem) Nearest(node int, days when.Set) (when.Day, bool) {
	q := &Problem{Nodes: slices.Clone(p.Nodes), Rows: p.Rows, Asks: p.Asks}
	near := q.Nodes[node].Days
	q.Nodes[node].Days, q.Nodes[node].Maybe = days, false
	s, st, ok := q.begin()
	if !ok {
		return 0, false
	}
	left := slices.Clone(st.doms[node].days)
	distance := func(d when.Day) when.Day {
		return max(0, near.First()-d, d-near.Last())
	}
	slices.SortStableFunc(left, func(a, b when.Day) int { return cmp.Or(cmp.Compare(distance(a), distance(b)), cmp.Compare(a, b)) })
	if len(s.ties) == 0 {
		return left[0], true // a pass leaves only what some choice uses
	}
	for _, d := range left[:min(tries, len(left))] {
		q.Nodes[node].Days = when.Days(d)
		if a, _ := q.Solve(); a == Holds {
			return d, true
		}
	}
	return 0, false
}

// mostRow is how long a row may be for More to look for a place in it.
const mostRow = 60

// More returns the first day of one session more, in any place of a row of
// which a conflict's counts speak, with which everything can hold; of it is
// asked what is asked of the one after it. It is false if there is none.
func (p *Problem) More(c *Conflict, days when.Set) (when.Day, bool) {
	p.index()
	for _, i := range c.Asks {
		count, ok := p.Asks[i].(Count)
		if !ok || len(p.Rows[count.Row]) > mostRow {
			continue
		}
		row := p.Rows[count.Row]
		for at := range len(row) + 1 {
			if d, ok := p.with(count.Row, at, days); ok {
				return d, true
			}
		}
	}
	return 0, false
}

// with solves the problem with a session more at a place of a row.
func (p *Problem) with(r, at int, days when.Set) (when.Day, bool) {
	n := len(p.Nodes)
	q := &Problem{Nodes: append(slices.Clone(p.Nodes), Node{Days: days}), Rows: slices.Clone(p.Rows), Asks: slices.Clone(p.Asks)}
	q.Rows[r] = slices.Insert(slices.Clone(p.Rows[r]), at, n)
	if at < len(p.Rows[r]) {
		next := p.Rows[r][at]
		for _, a := range p.Asks {
			switch a := a.(type) {
			case Alone:
				if a.Node == next {
					a.Node = n
					q.Asks = append(q.Asks, a)
				}
			case Follow:
				if a.Node == next {
					a.Node = n
					q.Asks = append(q.Asks, a)
				}
			}
		}
	}
	answer, found := q.Solve()
	if answer != Holds {
		return 0, false
	}
	return found[n], true
}
