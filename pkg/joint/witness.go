package joint

import (
	"slices"

	"patci/pkg/when"
)

// Decide is Solve for who does not ask for the days.
//
// Most programmes leave room: one session after the other, on the last day or
// the first that it can have, satisfies all that is asked, and that is seen
// without a pass over every day. Only where it does not, the passes decide.
func (p *Problem) Decide() Answer {
	if len(p.Nodes) <= mostTried && (p.fits(true) || p.fits(false)) {
		return Holds
	}
	answer, _ := p.Solve()
	return answer
}

// mostTried is of how many sessions a simple choice is tried: to look at a
// choice takes longer than linear time where many asks speak of many sessions.
const mostTried = 200

// fits reports whether the choice of the last, or else the first, days that
// follow those before them satisfies the problem.
func (p *Problem) fits(last bool) bool {
	p.index()
	days := make([]when.Day, len(p.Nodes))
	alone := make([][]Alone, len(p.Nodes))
	apart := make([][]Apart, len(p.Nodes)) // with the sessions that have a day by then
	for _, a := range p.Asks {
		switch a := a.(type) {
		case Alone:
			alone[a.Node] = append(alone[a.Node], a)
		case Apart:
			later := a.A
			if after(p, a.B, a.A) {
				later = a.B
			}
			apart[later] = append(apart[later], a)
		}
	}
	for r, nodes := range p.Rows {
		row := newRow(p, nodes, r, p.asksOf(r))
		upTo := p.room(nodes)
		prev := None
		for k, n := range nodes {
			from, limit := row.window(k, prev)
			fit := func(d when.Day) bool {
				days[n] = d
				return !slices.ContainsFunc(alone[n], func(a Alone) bool { return !a.Fits(d) }) &&
					!slices.ContainsFunc(apart[n], func(a Apart) bool {
						return days[a.A] != None && days[a.B] != None && !a.Fits(days[a.A], days[a.B])
					})
			}
			switch {
			case pick(p.Nodes[n].Days, from, min(limit, upTo[k]), last, fit):
				prev = days[n]
			case p.Nodes[n].Maybe:
				days[n] = None
			default:
				return false
			}
		}
	}
	return p.Check(days)
}

// after reports whether a session has its turn after another.
func after(p *Problem, a, b int) bool {
	if p.rowOf[a] != p.rowOf[b] {
		return p.rowOf[a] > p.rowOf[b]
	}
	return p.posOf[a] > p.posOf[b]
}

// room is for each session of a row the last day that leaves the others after
// it one in their order.
func (p *Problem) room(nodes []int) []when.Day {
	out := make([]when.Day, len(nodes))
	upTo := Never
	for k, n := range slices.Backward(nodes) {
		out[k] = upTo
		if p.Nodes[n].Maybe {
			continue
		}
		for _, r := range slices.Backward(p.Nodes[n].Days) {
			if r.First <= upTo {
				upTo = min(upTo, r.Last)
				break
			}
		}
	}
	return out
}

// pick tries the days of a set from one day to another, from the last or the
// first on, and reports whether one fits.
func pick(s when.Set, from, to when.Day, last bool, fits func(when.Day) bool) bool {
	if !last {
		for _, r := range s {
			for d := max(r.First, from); d <= min(r.Last, to); d++ {
				if fits(d) {
					return true
				}
			}
		}
		return false
	}
	for _, r := range slices.Backward(s) {
		for d := min(r.Last, to); d >= max(r.First, from); d-- {
			if fits(d) {
				return true
			}
		}
	}
	return false
}
