package check

import (
	"maps"
	"slices"

	"patci/pkg/joint"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Limit is the last day on which a session can be held in some choice of days
// of all sessions that satisfies every error-level rule.
type Limit struct {
	Day when.Day
	// Rules are those without any one of which it would be later; nil if the
	// day is the last that the programme gives the session, or if only their
	// order, or all rules together, bring it forward.
	Rules []*rule.Rule
	// Earlier reports whether the day comes before the last one that the
	// programme gives the session.
	Earlier bool
	// GaveUp reports that it could not be decided; Day is then the last that the
	// programme gives the session.
	GaveUp bool
}

// Sessions whose days hang on other bodies' are searched, each by some solving:
// so many of one programme, until so many of them could not be decided.
const (
	mostSearched = 40
	mostInVain   = 2
)

// Limits finds the last lawful day of the sessions of the programme that are
// asked for, by id. One of which no day is lawful is left out: what a rule
// cannot do at all is a finding. What several rules cannot do together is left
// aside, as the findings tell it apart.
func (r *Result) Limits(asked func(id string) bool) map[string]Limit {
	out := map[string]Limit{}
	given := map[string]when.Day{} // the last days that the programme gives
	for _, b := range r.Program.Bodies {
		r.inOrder(b.ID.Value, func(id string, last when.Day, l Limit) {
			if asked(id) {
				given[id], out[id] = last, l
			}
		})
	}
	searched := 0
	for _, part := range r.parts {
		nodes := map[int]string{} // of those that are asked for, by node
		for n, at := range part.NodesOf {
			if l := r.model.Sessions[at]; l.Mine {
				if _, ok := out[l.Session.ID()]; ok {
					nodes[n] = l.Session.ID()
				}
			}
		}
		if len(nodes) == 0 {
			continue
		}
		tied := part.Tied()
		if tied {
			if searched += len(nodes); searched > mostSearched {
				for _, id := range nodes {
					out[id] = Limit{Day: given[id], GaveUp: true}
				}
				continue
			}
		}
		last, unknown := lasts(part.Problem, nodes, tied)
		earlier := map[int]string{}
		for n, id := range nodes {
			day, ok := last[n]
			switch {
			case unknown[n]:
				out[id] = Limit{Day: given[id], GaveUp: true}
				continue
			case !ok:
				delete(out, id)
				continue
			}
			if out[id] = (Limit{Day: day, Earlier: day < given[id]}); day < given[id] {
				earlier[n] = id
			}
		}
		if len(earlier) == 0 {
			continue
		}
		for _, rl := range r.rulesOf(part) {
			without, _ := lasts(part.Without(r.asksOf(part, rl)), earlier, tied)
			for n, id := range earlier {
				if l := out[id]; without[n] > l.Day {
					l.Rules = append(l.Rules, rl)
					out[id] = l
				}
			}
		}
	}
	return out
}

// inOrder tells of each session of a body that can have a day the last one that
// the programme gives it, and the last that leaves one to those after it: what
// binds a session of which no rule asks anything.
func (r *Result) inOrder(body string, each func(id string, last when.Day, l Limit)) {
	next := map[string]when.Day{} // by kind: the last day of the session after
	for _, s := range slices.Backward(r.Agenda.Sessions(body, "")) {
		days := rule.Candidates(s)
		if days.IsEmpty() {
			continue
		}
		last := days.Last()
		if bound, ok := next[s.KindOf()]; ok && bound < last {
			days = days.Intersect(when.NewSet(when.Range{First: days.First(), Last: bound}))
		}
		if days.IsEmpty() { // out of order, and that is told
			continue
		}
		each(s.ID(), last, Limit{Day: days.Last(), Earlier: days.Last() < last})
		if !s.Unsure { // else it may not have been held
			next[s.KindOf()] = days.Last()
		}
	}
}

// lasts is the last good day of each of some nodes that has one, and of which
// it could not be decided.
func lasts(p *joint.Problem, nodes map[int]string, tied bool) (last map[int]when.Day, unknown map[int]bool) {
	last, unknown = map[int]when.Day{}, map[int]bool{}
	if !tied {
		if good, ok := p.Good(); ok {
			for n := range nodes {
				if !good[n].IsEmpty() {
					last[n] = good[n].Last()
				}
			}
		}
		return last, unknown
	}
	for _, n := range slices.Sorted(maps.Keys(nodes)) {
		if len(unknown) >= mostInVain {
			unknown[n] = true
			continue
		}
		switch d, answer := p.Last(n, p.Nodes[n].Days); answer {
		case joint.Holds:
			last[n] = d
		case joint.GaveUp:
			unknown[n] = true
		}
	}
	return last, unknown
}

// rulesOf are the rules that ask something in a part, each once.
func (r *Result) rulesOf(part joint.Part) []*rule.Rule {
	var out []*rule.Rule
	for _, a := range part.AsksOf {
		if rl := r.model.Demands[a].Rule; !slices.Contains(out, rl) {
			out = append(out, rl)
		}
	}
	return out
}

// asksOf are the asks of a rule in a part.
func (r *Result) asksOf(part joint.Part, rl *rule.Rule) []int {
	var out []int
	for i, a := range part.AsksOf {
		if r.model.Demands[a].Rule == rl {
			out = append(out, i)
		}
	}
	return out
}
