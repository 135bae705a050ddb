package joint

import (
	"slices"
	"sort"

	"patci/pkg/when"
)

// Conflict is an irreducible reason why a problem fails: leave out any of
// these dates (its session may then be on any day) or of these asks, and the
// rest can hold. Dates are indexes of nodes, Asks of what is asked, in order.
type Conflict struct {
	Dates, Asks []int
	// Whole says that there was too much to reduce: the conflict is somewhere
	// within.
	Whole bool
}

// mostWork bounds what is spent on making a conflict irreducible, in sessions
// looked at.
const mostWork = 10_000_000

// Conflict returns why a problem that fails does: always the same reason of
// several. It is nil if the problem holds, if the search for it gave up, or if
// the rows cannot even keep their order.
func (p *Problem) Conflict() *Conflict {
	p.index()
	if a, _ := p.part(p.allDates(), nil).Solve(); a != Holds {
		return nil
	}
	all := p.elements()
	work := 0
	fails := func(es []element) bool {
		q := p.only(es)
		if work += len(q.Nodes) + len(p.Nodes)/20; work > mostWork {
			return false
		}
		a, _ := q.Solve()
		return a == Fails
	}
	if !fails(all) {
		return nil
	}
	// The shortest beginning that fails, and of it the shortest end: what is
	// left is short however long the rows are.
	all = all[:1+sort.Search(len(all)-1, func(n int) bool { return fails(all[:n+1]) })]
	from := sort.Search(len(all), func(n int) bool { return !fails(all[n:]) })
	if from > 0 {
		all = all[from-1:]
	}
	found := quickXplain(nil, all, false, func(es []element) bool { return !fails(es) })
	c := &Conflict{}
	if !fails(found) { // it, or the search in a part of it, gave up
		found, c.Whole = all, true
	}
	for _, e := range found {
		if e.ask {
			c.Asks = append(c.Asks, e.index)
		} else {
			c.Dates = append(c.Dates, e.index)
		}
	}
	slices.Sort(c.Dates)
	slices.Sort(c.Asks)
	return c
}

// element is one thing that a conflict can name.
type element struct {
	ask   bool
	index int
}

// elements lists the dates and the asks by the place in the rows at which they
// begin to matter, so that what belongs together stands together.
func (p *Problem) elements() []element {
	at := make([][]element, len(p.Nodes))
	for i, a := range p.Asks {
		nodes := a.nodes(p)
		if len(nodes) == 0 {
			continue
		}
		last := nodes[0]
		for _, n := range nodes {
			last = p.later(last, n)
		}
		at[last] = append(at[last], element{true, i})
	}
	var out []element
	for _, row := range p.Rows {
		for _, n := range row {
			out = append(out, at[n]...)
			if !p.Nodes[n].Set {
				out = append(out, element{false, n})
			}
		}
	}
	return out
}

// later is the one of two nodes that stands later, row by row.
func (p *Problem) later(a, b int) int {
	if p.rowOf[b] > p.rowOf[a] || p.rowOf[b] == p.rowOf[a] && p.posOf[b] > p.posOf[a] {
		return b
	}
	return a
}

func (p *Problem) allDates() []bool {
	dates := make([]bool, len(p.Nodes))
	for i := range dates {
		dates[i] = true
	}
	return dates
}

// only is the problem with some of its elements.
func (p *Problem) only(es []element) *Problem {
	dates, asks := make([]bool, len(p.Nodes)), []int(nil)
	for _, e := range es {
		if e.ask {
			asks = append(asks, e.index)
		} else {
			dates[e.index] = true
		}
	}
	slices.Sort(asks)
	return p.part(dates, asks)
}

// part is the problem with some of its dates, the others freed, and some of
// what is asked. A session that is free and of which nothing is asked can
// always be put beside another, and is left out.
func (p *Problem) part(dates []bool, asks []int) *Problem {
	spoken := make([]bool, len(p.Nodes))
	for _, a := range asks {
		for _, n := range p.Asks[a].nodes(p) {
			spoken[n] = true
		}
	}
	to := make([]int, len(p.Nodes))
	out := &Problem{Span: p.Span, from: make([]int, 0, len(p.Nodes))}
	low, high, freed := Never, None, []int(nil)
	for r, row := range p.Rows {
		out.Rows = append(out.Rows, nil)
		for _, n := range row {
			node := p.Nodes[n]
			if !dates[n] && !node.Set {
				if !spoken[n] {
					continue
				}
				node.Days = nil
				freed = append(freed, len(out.Nodes))
			}
			if !node.Set { // of a freed one too: what is asked of it lies around its days
				low, high = min(low, p.Nodes[n].Days.First()), max(high, p.Nodes[n].Days.Last())
			}
			to[n] = len(out.Nodes)
			out.Rows[r] = append(out.Rows[r], to[n])
			out.Nodes = append(out.Nodes, node)
			out.from = append(out.from, n)
		}
	}
	for _, i := range asks {
		if c, ok := p.Asks[i].(Count); ok {
			low, high = min(low, c.In.First), max(high, c.In.Last)
		}
		out.Asks = append(out.Asks, p.Asks[i].renumber(to))
	}
	if p.Span != (when.Range{}) {
		low, high = min(low, p.Span.First), max(high, p.Span.Last)
	}
	if low > high {
		low, _ = p.bounds()
		high = low
	}
	if len(freed) > 0 {
		reach := p.longest() + out.beyond(freed, low, high)
		reach = min(reach*when.Day(len(freed)+1), mostFree)
		out.free(when.Range{First: low - reach, Last: high + reach})
	}
	return out
}

// farthest is how many days are looked at for one that fits what is asked of a
// session alone, and closure how many in a row may not, once one does.
const farthest, closure = 400, 30

// beyond is how many days more a range needs on both sides for each of some
// sessions to find there a day that fits all that is asked of it alone; a side
// on which there is none is not looked at further.
func (p *Problem) beyond(nodes []int, low, high when.Day) when.Day {
	alone := map[int][]Alone{}
	for _, a := range p.Asks {
		if a, ok := a.(Alone); ok {
			alone[a.Node] = append(alone[a.Node], a)
		}
	}
	most := when.Day(0)
	for _, n := range nodes {
		if alone[n] == nil {
			continue
		}
		fits := func(d when.Day) bool {
			return !slices.ContainsFunc(alone[n], func(a Alone) bool { return !a.Fits(d) })
		}
		for k := range when.Day(farthest) {
			if fits(high + k) {
				most = max(most, k+closure)
				break
			}
		}
		for k := range when.Day(farthest) {
			if fits(low - k) {
				most = max(most, k+closure)
				break
			}
		}
	}
	return most
}

// mostFree is how many days beyond all others a free date may be. Nothing
// that a rule asks reaches further.
const mostFree = 4000

// free gives the sessions without days those between the ones beside them, or
// where there are none, those of a range far enough for all that is asked.
func (p *Problem) free(in when.Range) {
	for _, row := range p.Rows {
		first := in.First
		for i, n := range row {
			node := &p.Nodes[n]
			if node.Days != nil {
				if !node.Maybe && !node.Set {
					first = max(first, node.Days.First())
				}
				continue
			}
			last := in.Last
			for _, m := range row[i+1:] {
				if next := p.Nodes[m]; next.Days != nil && !next.Maybe && !next.Set {
					last = min(last, next.Days.Last())
					break
				}
			}
			node.Days = when.NewSet(when.Range{First: first, Last: max(first, last)})
		}
	}
}

// bounds are the first and the last day of all that somebody chose.
func (p *Problem) bounds() (low, high when.Day) {
	low, high = Never, None
	for _, n := range p.Nodes {
		if !n.Set && !n.Days.IsEmpty() {
			low, high = min(low, n.Days.First()), max(high, n.Days.Last())
		}
	}
	if low > high {
		return 0, 0
	}
	return low, high
}

// longest is the longest limit or gap that is asked, in days.
func (p *Problem) longest() when.Day {
	if p.reach > 0 {
		return p.reach
	}
	p.reach = 1
	low, high := p.bounds()
	for _, a := range p.Asks {
		f, ok := a.(Follow)
		if !ok {
			switch a := a.(type) {
			case Apart:
				p.reach = max(p.reach, a.Reach)
			case Some:
				p.reach = max(p.reach, a.Reach)
			}
			continue
		}
		for _, y := range []when.Day{low, high} {
			if f.Limit != nil {
				if l := f.Limit(y); l < Never {
					p.reach = max(p.reach, l-y)
				}
			}
			if f.From != nil {
				p.reach = max(p.reach, f.From(y)-y)
			}
		}
	}
	return p.reach
}

func (a Alone) renumber(to []int) Ask  { a.Node = to[a.Node]; return a }
func (a Follow) renumber(to []int) Ask { a.Node = to[a.Node]; return a }
func (a Apart) renumber(to []int) Ask  { a.A, a.B = to[a.A], to[a.B]; return a }
func (a Count) renumber([]int) Ask     { return a }
func (a Some) renumber(to []int) Ask {
	of := make([]int, len(a.Of))
	for i, n := range a.Of {
		of[i] = to[n]
	}
	a.Of, a.Node = of, to[a.Node]
	return a
}

// quickXplain returns a minimal part of the elements that cannot hold
// together with the background (Junker, QuickXplain, 2004).
func quickXplain(background, elements []element, added bool, holds func([]element) bool) []element {
	if added && !holds(background) {
		return nil
	}
	if len(elements) <= 1 {
		return elements
	}
	half := len(elements) / 2
	first, second := elements[:half], elements[half:]
	late := quickXplain(slices.Concat(background, first), second, len(first) > 0, holds)
	early := quickXplain(slices.Concat(background, late), first, len(late) > 0, holds)
	return append(early, late...)
}

// Without is the problem without some of what is asked.
func (p *Problem) Without(asks []int) *Problem {
	q := &Problem{Nodes: p.Nodes, Rows: p.Rows, Asks: slices.Clone(p.Asks), Span: p.Span}
	for _, i := range asks {
		q.Asks[i] = Nothing{}
	}
	return q
}

// Nothing is an ask that asks nothing.
type Nothing struct{}

func (Nothing) nodes(*Problem) []int { return nil }
func (Nothing) renumber([]int) Ask   { return Nothing{} }
