// Package joint decides whether what several rules ask of the days of some
// sessions can hold at once, and if not, why: an irreducible set of dates and
// demands.
//
// A row of sessions with all that is asked along it (order, limits, gaps,
// counts) is decided by one pass there and one back, which leave exactly the
// days that some good choice of the row uses. Where demands tie rows to each
// other, passes are repeated until nothing changes; what is then still open
// is searched (libraries.md §9: a clause solver gives neither days nor
// irreducible sets of rules, and is slower than these passes).
package joint

import (
	"math"
	"slices"

	"patci/pkg/when"
)

// Node is one session.
type Node struct {
	Days  when.Set // its candidate days
	Maybe bool     // it may not have been held at all
	// Set says that nobody chose its days: they are never freed.
	Set bool
	// Uncounted says that no Count counts it.
	Uncounted bool
}

// None stands for the day of a session that is not held, or is not there.
const None when.Day = math.MinInt32

// Never is a limit that does not bind.
const Never when.Day = math.MaxInt32

// Ask is one demand of a rule: one pair of sessions, one session, or one
// body and period.
type Ask interface {
	// nodes are those of which it speaks by itself.
	nodes(p *Problem) []int
	// renumber is the same of nodes that have other numbers.
	renumber(to []int) Ask
}

// Alone asks that a session, if held, be on a day that fits.
type Alone struct {
	Node int
	Fits func(when.Day) bool
}

// Follow asks that a session, if held, come not before From and not after
// Limit of the last one held before it in its row; it asks nothing of the
// first. A nil function does not bind.
type Follow struct {
	Node        int
	From, Limit func(y when.Day) when.Day
}

// Apart asks something of the days of two sessions, if both are held. Reach is
// how many days apart they are at most when it does not fit, or have to be at
// most for it to fit.
type Apart struct {
	A, B  int
	Fits  func(a, b when.Day) bool
	Reach when.Day
}

// Count asks for at least so many sessions of a row in a range of days, but
// for those that are uncounted.
type Count struct {
	Row     int
	In      when.Range
	AtLeast int
}

// Some asks that, if a session is held on a day b that is not exempt, at least
// one of some others be held after the day After(prev) and not later than
// Until(b); prev is the day of the last session held before it in its row, or
// None. Both functions are monotone. Reach is how many days before b there is
// always a day that serves, if prev allows it.
type Some struct {
	Of     []int
	Node   int
	After  func(prev when.Day) when.Day
	Until  func(b when.Day) when.Day
	Exempt func(b when.Day) bool // nil exempts none
	Reach  when.Day
}

func (a Some) exempts(b when.Day) bool { return a.Exempt != nil && a.Exempt(b) }

func (a Alone) nodes(*Problem) []int { return []int{a.Node} }
func (a Follow) nodes(p *Problem) []int {
	row, at := p.place(a.Node)
	if at == 0 {
		return []int{a.Node}
	}
	first := at - 1
	for first > 0 && p.Nodes[p.Rows[row][first]].Maybe {
		first--
	}
	return p.Rows[row][first : at+1]
}
func (a Apart) nodes(*Problem) []int   { return []int{a.A, a.B} }
func (a Count) nodes(p *Problem) []int { return p.Rows[a.Row] }
func (a Some) nodes(p *Problem) []int {
	out := append(slices.Clone(a.Of), a.Node)
	if row, at := p.place(a.Node); at > 0 {
		out = append(out, p.Rows[row][:at]...)
	}
	return out
}

// Problem is some rows of sessions, each of which keeps its order, and what is
// asked of them. Each node stands in one row.
type Problem struct {
	Nodes []Node
	Rows  [][]int
	Asks  []Ask
	// Span is the days of which rules speak even where no session is: a date
	// that is freed may be on any of them, and around.
	Span when.Range

	rowOf, posOf []int
	byRow        [][]Ask
	reach        when.Day // the longest limit or gap
	from         []int    // of a part: the nodes of the whole
}

func (p *Problem) place(node int) (row, at int) {
	p.index()
	return p.rowOf[node], p.posOf[node]
}

func (p *Problem) index() {
	if len(p.rowOf) == len(p.Nodes) {
		return
	}
	p.rowOf, p.posOf = make([]int, len(p.Nodes)), make([]int, len(p.Nodes))
	for r, row := range p.Rows {
		for i, n := range row {
			p.rowOf[n], p.posOf[n] = r, i
		}
	}
}

// Answer is what is known of a problem.
type Answer uint8

// The answers: some choice satisfies all that is asked, none does, or the
// search stopped before it knew.
const (
	Holds Answer = iota
	Fails
	GaveUp
)

// Check reports whether a choice of days, None for a session not held, is one
// of the problem's and satisfies all of it: what every answer comes down to.
func (p *Problem) Check(days []when.Day) bool {
	for i, n := range p.Nodes {
		if days[i] == None && !n.Maybe || days[i] != None && !n.Days.Contains(days[i]) {
			return false
		}
	}
	prev := make([]when.Day, len(p.Nodes))
	for _, row := range p.Rows {
		last := None
		for _, n := range row {
			prev[n] = last
			if days[n] == None {
				continue
			}
			if days[n] < last {
				return false
			}
			last = days[n]
		}
	}
	for _, a := range p.Asks {
		if !satisfied(p, a, days, prev) {
			return false
		}
	}
	return true
}

func satisfied(p *Problem, a Ask, days, prev []when.Day) bool {
	switch a := a.(type) {
	case Nothing:
		return true
	case Alone:
		return days[a.Node] == None || a.Fits(days[a.Node])
	case Follow:
		x, y := days[a.Node], prev[a.Node]
		return x == None || y == None ||
			(a.From == nil || x >= a.From(y)) && (a.Limit == nil || x <= a.Limit(y))
	case Apart:
		return days[a.A] == None || days[a.B] == None || a.Fits(days[a.A], days[a.B])
	case Count:
		n := 0
		for _, i := range p.Rows[a.Row] {
			if days[i] != None && !p.Nodes[i].Uncounted && a.In.Contains(days[i]) {
				n++
			}
		}
		return n >= a.AtLeast
	case Some:
		b := days[a.Node]
		if b == None || a.exempts(b) {
			return true
		}
		after, until := a.After(prev[a.Node]), a.Until(b)
		return slices.ContainsFunc(a.Of, func(i int) bool {
			return days[i] != None && days[i] > after && days[i] <= until
		})
	}
	return false
}

// Pair returns the sessions that an ask names: one, or a pair; none of one
// that speaks of a body and period.
func (p *Problem) Pair(ask int) []int {
	switch a := p.Asks[ask].(type) {
	case Count:
		return nil
	case Some:
		return []int{a.Node}
	case Follow:
		if row, at := p.place(a.Node); at > 0 {
			return []int{p.Rows[row][at-1], a.Node}
		}
	}
	return p.Asks[ask].nodes(p)
}
