package joint

import (
	"slices"

	"patci/pkg/when"
)

// Good returns for each session the days on which it can be held in some
// choice that satisfies everything; false if there is no such choice, or if
// rows hang together so that only a search can tell: see [Problem.Tied].
func (p *Problem) Good() ([]when.Set, bool) {
	if p.Tied() {
		return nil, false
	}
	return p.rowsAlone()
}

// rowsAlone is the days that a pass over each row by itself leaves: exactly
// those that some choice of the row uses.
func (p *Problem) rowsAlone() ([]when.Set, bool) {
	p.index()
	doms, ok := p.domains()
	if !ok {
		return nil, false
	}
	for i, nodes := range p.Rows {
		if !newRow(p, nodes, i, p.asksOf(i)).prune(doms) {
			return nil, false
		}
	}
	out := make([]when.Set, len(doms))
	for n, d := range doms {
		out[n] = when.Days(d.days...)
	}
	return out, true
}

// Tied reports whether rows hang together by what is asked of two of them.
func (p *Problem) Tied() bool {
	return slices.ContainsFunc(p.Asks, func(a Ask) bool {
		switch a.(type) {
		case Apart, Some:
			return true
		}
		return false
	})
}

// lastTries is how many days Last looks at where a search has to confirm each.
const lastTries = 20

// Last returns the last of some days on which a session can be held so that
// everything holds, by some choice of the others. Holds comes with that day;
// Fails says that there is none, GaveUp that the search stopped before it knew.
func (p *Problem) Last(node int, days when.Set) (when.Day, Answer) {
	q := &Problem{Nodes: slices.Clone(p.Nodes), Rows: p.Rows, Asks: p.Asks}
	q.Nodes[node].Days, q.Nodes[node].Maybe = p.Nodes[node].Days.Intersect(days), false
	if q.Nodes[node].Days.IsEmpty() {
		return 0, Fails
	}
	good, ok := q.rowsAlone()
	switch {
	case !ok:
		return 0, Fails
	case !q.Tied():
		return good[node].Last(), Holds
	}
	left := slices.Collect(good[node].All())
	for i, d := range slices.Backward(left) {
		if len(left)-i > lastTries {
			return 0, GaveUp
		}
		q.Nodes[node].Days = when.Days(d)
		switch a, _ := q.Solve(); a {
		case Holds:
			return d, Holds
		case GaveUp: // a later day may be good: to name an earlier one would be to invent
			return 0, GaveUp
		}
	}
	return 0, Fails
}
