package joint

import (
	"slices"

	"patci/pkg/when"
)

// Step is one inference of a proof: what an ask, or the order of a row, leaves
// of a session's days, given those of another.
type Step struct {
	Ask  int // index of what is asked; -1 is the order of the row
	By   int // the session that forces it; -1 if the ask does by itself
	Node int
	// ByDays are the days that By had left, Before those of Node, After what
	// is left of them: at the last step of a proof nothing is.
	ByDays, Before, After []when.Day
	// Allowed is, where a session forces the step, the days within those
	// that Node could have at all which it allows: from First to Last, either
	// of which may be None or Never.
	Allowed when.Range
}

// Proof tells why a conflict is one, a step after another, if going from one
// session to the next suffices to see it; nil if cases have to be told apart.
func (p *Problem) Proof(c *Conflict) []Step {
	p.index()
	dates := make([]bool, len(p.Nodes))
	for _, n := range c.Dates {
		dates[n] = true
	}
	q := p.part(dates, c.Asks)
	q.index()
	pr := &prover{q: q}
	for _, n := range q.Nodes {
		pr.doms = append(pr.doms, domain{slices.Collect(n.Days.All()), n.Maybe})
	}
	pr.last = make([]int, len(q.Nodes))
	for i := range pr.last {
		pr.last[i] = -1
	}
	if !pr.run() {
		return nil
	}
	steps := pr.needed()
	for i := range steps { // as the whole problem numbers them
		s := &steps[i]
		s.Node = q.from[s.Node]
		if s.By >= 0 {
			s.By = q.from[s.By]
		}
		if s.Ask >= 0 {
			s.Ask = c.Asks[s.Ask]
		}
	}
	return steps
}

type prover struct {
	q     *Problem
	doms  []domain
	steps []Step
	needs [][]int // of each step, the steps that it builds on
	last  []int   // for each node, the last step that narrowed it; -1: none
}

// run goes from session to session until nothing is left of one.
func (pr *prover) run() bool {
	for changed := true; changed; {
		n := len(pr.steps)
		for _, row := range pr.q.Rows {
			for at, node := range row {
				for i, a := range pr.q.Asks {
					if pr.apply(i, a, node, row, at) {
						return true
					}
				}
				if at > 0 && pr.between(-1, row[at-1], node, Follow{}) {
					return true
				}
			}
		}
		for i, a := range pr.q.Asks {
			if c, ok := a.(Count); ok && pr.count(i, c) {
				return true
			}
		}
		changed = len(pr.steps) > n
	}
	return false
}

// apply makes the steps of an ask about a node; true if nothing is left.
func (pr *prover) apply(i int, a Ask, node int, row []int, at int) bool {
	switch a := a.(type) {
	case Alone:
		if a.Node == node {
			return pr.narrow(Step{Ask: i, By: -1, Node: node, Allowed: when.Range{First: None, Last: Never}}, a.Fits)
		}
	case Follow:
		if a.Node == node && at > 0 {
			return pr.between(i, row[at-1], node, a)
		}
	case Apart:
		if a.B == node {
			return pr.pair(i, a.A, a.B, a.Fits) || pr.pair(i, a.B, a.A, func(x, y when.Day) bool { return a.Fits(y, x) })
		}
	}
	return false
}

// between narrows two neighbours of a row by each other.
func (pr *prover) between(i, y, x int, f Follow) bool {
	fits := func(a, b when.Day) bool {
		return a <= b && (f.From == nil || b >= f.From(a)) && (f.Limit == nil || b <= f.Limit(a))
	}
	return pr.pair(i, y, x, fits) || pr.pair(i, x, y, func(b, a when.Day) bool { return fits(a, b) })
}

// pair narrows a session by another whose day is a.
func (pr *prover) pair(i, by, node int, fits func(a, x when.Day) bool) bool {
	if pr.doms[by].maybe || pr.doms[node].maybe {
		return false
	}
	days := pr.doms[by].days
	s := Step{Ask: i, By: by, Node: node, ByDays: days, Allowed: when.Range{First: Never, Last: None}}
	free := pr.q.Nodes[node].Days
	allowed := func(x when.Day) bool {
		return slices.ContainsFunc(days, func(a when.Day) bool { return fits(a, x) })
	}
	if !slices.ContainsFunc(pr.doms[node].days, func(x when.Day) bool { return !allowed(x) }) {
		return false
	}
	// What By allows within everything near, whatever is left of Node.
	for x := min(free.First(), days[0]) - 800; x <= max(free.Last(), days[len(days)-1])+800; x++ {
		if allowed(x) {
			s.Allowed = when.Range{First: min(s.Allowed.First, x), Last: max(s.Allowed.Last, x)}
		}
	}
	return pr.narrow(s, allowed)
}

// count narrows the sessions of a row where all that can are needed.
func (pr *prover) count(i int, c Count) bool {
	var able []int
	for _, n := range pr.q.Rows[c.Row] {
		if !pr.q.Nodes[n].Uncounted && slices.ContainsFunc(pr.doms[n].days, c.In.Contains) {
			able = append(able, n)
		}
	}
	if len(able) > c.AtLeast {
		return false
	}
	if len(able) < c.AtLeast {
		s := Step{Ask: i, By: -1, Node: -1}
		var needs []int
		for _, n := range pr.q.Rows[c.Row] {
			needs = append(needs, pr.last[n])
			s.Node = n
		}
		if s.Node < 0 {
			return false
		}
		pr.steps, pr.needs = append(pr.steps, s), append(pr.needs, needs)
		return true
	}
	for _, n := range able {
		pr.doms[n].maybe = false
		if pr.narrow(Step{Ask: i, By: -1, Node: n, Allowed: c.In}, c.In.Contains) {
			return true
		}
	}
	return false
}

// narrow makes a step if it takes something; true if nothing is left.
func (pr *prover) narrow(s Step, fits func(when.Day) bool) bool {
	d := &pr.doms[s.Node]
	s.Before = d.days
	s.After = slices.DeleteFunc(slices.Clone(d.days), func(x when.Day) bool { return !fits(x) })
	if len(s.After) == len(s.Before) {
		return false
	}
	needs := []int{pr.last[s.Node]}
	if s.By >= 0 {
		needs = append(needs, pr.last[s.By])
	}
	d.days = s.After
	pr.last[s.Node] = len(pr.steps)
	pr.steps, pr.needs = append(pr.steps, s), append(pr.needs, needs)
	return len(s.After) == 0 && !d.maybe
}

// needed are the steps on which the last one builds, and itself.
func (pr *prover) needed() []Step {
	keep := make([]bool, len(pr.steps))
	keep[len(keep)-1] = true
	for i := len(keep) - 1; i >= 0; i-- {
		if !keep[i] {
			continue
		}
		for _, n := range pr.needs[i] {
			if n >= 0 {
				keep[n] = true
			}
		}
	}
	var out []Step
	for i, s := range pr.steps {
		if keep[i] {
			out = append(out, s)
		}
	}
	return out
}
