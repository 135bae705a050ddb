package order

import (
	"math"
	"slices"
	"strconv"

	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// budget is how many steps the search for a choice may take.
const budget = 4_000_000

const always = when.Day(math.MinInt32)

// rows is the sessions of both bodies: those that come first, in as many rows
// as keep their own order, and those that come then.
type rows struct {
	*rule.Pass
	span   rule.Span
	each   bool
	firsts []chain.Row
	then   chain.Row
	judged []bool // by node of then

	first    []chain.Room // of each row of firsts
	room     chain.Room   // of then
	any      when.Set     // the days on which one of firsts can be
	before   []last       // by node of then
	deadline map[when.Day]when.Day
}

// last is what can have been the last session of then before another.
type last struct {
	none bool
	days when.Set
}

// instance is what can become of one session of then.
type instance struct{ canHold, canFail bool }

type answer struct {
	verdict   diag.Verdict
	instances []instance // by node of then; zero where it is not judged
	gaveUp    bool
}

// work works out what the order leaves to each row; false if it leaves
// nothing to one.
func (r *rows) work() bool {
	r.first, r.any, r.before, r.deadline = nil, nil, nil, map[when.Day]when.Day{}
	for i := range r.firsts {
		room, ok := r.firsts[i].Room()
		if !ok {
			return false
		}
		r.first = append(r.first, room)
		for k, n := range r.firsts[i].Nodes {
			r.any = r.any.Union(room.Of(k, n.Days))
		}
	}
	var ok bool
	if r.room, ok = r.then.Room(); !ok {
		return false
	}
	s := last{none: true}
	for k, n := range r.then.Nodes {
		r.before = append(r.before, s)
		days := r.room.Of(k, n.Days)
		if n.Maybe {
			days = days.Union(s.days)
		}
		s = last{s.none && n.Maybe, days}
	}
	return true
}

// until is the last day on which a session can come before one on x.
func (r *rows) until(x when.Day) when.Day {
	d, known := r.deadline[x]
	if !known {
		d = r.span.Before(r.Calendar, x)
		r.deadline[x] = d
	}
	return d
}

// start is the day after which a session has to come before one of then on x,
// if the last before that was on y, or there was none.
func (r *rows) start(y when.Day) when.Day {
	if !r.each {
		return r.Program().Period.First - 1
	}
	return y
}

// can reports whether some session of firsts can fall after lo and up to hi.
func (r *rows) can(lo, hi when.Day) bool {
	return lo < hi && !r.any.Intersect(when.Set{{First: lo + 1, Last: hi}}).IsEmpty()
}

// avoid reports whether none need to.
func (r *rows) avoid(lo, hi when.Day) bool {
	return !slices.ContainsFunc(r.first, func(room chain.Room) bool { return !room.Avoids(lo, hi) })
}

// instance decides one session of then by itself: a session before it is
// least sure if the one before was as late as can be.
func (r *rows) instance(k int) (in instance) {
	before := r.before[k]
	for x := range r.room.Of(k, r.then.Nodes[k].Days).All() {
		if !r.Rule.InForce(x) {
			in.canHold = true
			continue
		}
		lo, hi := always, always
		if up := before.days.Intersect(when.NewSet(when.Range{First: before.days.First(), Last: x})); !up.IsEmpty() {
			lo, hi = up.First(), up.Last()
		}
		if before.none {
			lo = always
		}
		in.canHold = in.canHold || r.can(r.start(lo), r.until(x))
		in.canFail = in.canFail || r.avoid(r.start(hi), r.until(x))
	}
	return in
}

// answer decides the rows.
func (r *rows) answer() answer {
	a := answer{instances: make([]instance, len(r.then.Nodes))}
	fail := false
	for k := range r.then.Nodes {
		if !r.judged[k] {
			continue
		}
		a.instances[k] = r.instance(k)
		if fail = fail || a.instances[k].canFail; !a.instances[k].canHold && !r.then.Nodes[k].Maybe {
			a.verdict = diag.Broken
		}
	}
	switch {
	case a.verdict == diag.Broken:
	case !fail:
		a.verdict = diag.Met
	default:
		a.verdict = diag.Open
		var holds bool
		if holds, a.gaveUp = r.holds(); !holds && !a.gaveUp {
			a.verdict = diag.Broken
		}
	}
	return a
}

// holds searches for a choice that satisfies every session judged; it gives
// up after so many steps.
func (r *rows) holds() (holds, gaveUp bool) {
	if !r.each { // one early session serves them all
		var good chain.Row
		for k, n := range r.then.Nodes {
			if r.judged[k] {
				var days []when.Day
				for x := range n.Days.All() {
					if !r.Rule.InForce(x) || r.can(r.start(0), r.until(x)) {
						days = append(days, x)
					}
				}
				n.Days = when.Days(days...)
			}
			if !n.Maybe || !n.Days.IsEmpty() { // else it can only have been not held
				good.Nodes = append(good.Nodes, n)
			}
		}
		return good.Ordered(), false
	}
	return r.search()
}

// state is how far each row of firsts has come by the last session of then:
// so many of its sessions are on that day or before, the others after. Of
// those that have come as far, one that is there earlier is as good in all
// that follows.
type state struct {
	done []int
	day  when.Day
}

func (s state) key() string {
	var b []byte
	for _, n := range s.done {
		b = append(strconv.AppendInt(b, int64(n), 10), ' ')
	}
	return string(b)
}

func (r *rows) search() (holds, gaveUp bool) {
	states := map[string]state{}
	put := func(m map[string]state, s state) {
		key := s.key()
		if old, ok := m[key]; !ok || s.day < old.day {
			m[key] = state{slices.Clone(s.done), s.day}
		}
	}
	put(states, state{make([]int, len(r.firsts)), always})
	steps := 0
	for k, n := range r.then.Nodes {
		next := map[string]state{}
		for _, s := range states {
			if n.Maybe {
				put(next, s)
			}
			for x := range r.room.Of(k, n.Days).All() {
				if x < s.day {
					continue
				}
				need := r.judged[k] && r.Rule.InForce(x)
				steps += r.advance(s, x, need, func(done []int) { put(next, state{done, x}) })
				if steps > budget {
					return false, true
				}
			}
		}
		states = next
	}
	return len(states) > 0, false
}

// advance calls found with every way in which the rows of firsts can go on
// from a state up to day x, on which a session of then is held, and returns
// how many it looked at. If there is need, one of them comes in time before x.
func (r *rows) advance(s state, x when.Day, need bool, found func(done []int)) (steps int) {
	steps = 1
	least, most, hits := make([]int, len(r.firsts)), make([]int, len(r.firsts)), make([]int, len(r.firsts))
	for i := range r.firsts {
		nodes := r.firsts[i].Nodes
		least[i], most[i], hits[i] = s.done[i], s.done[i], math.MaxInt
		for least[i] < len(nodes) && r.first[i].To[least[i]] <= x { // they cannot wait
			least[i]++
		}
		at, sure := s.day+1, false
		if s.day == always {
			at = always
		}
		for most[i] < len(nodes) {
			n := nodes[most[i]]
			steps++
			d, ok := from(n.Days, at)
			if !sure && ok && d <= r.until(x) && hits[i] == math.MaxInt {
				hits[i] = most[i] + 1 // with this one in time
			}
			if !n.Maybe {
				if !ok || d > x {
					break
				}
				at, sure = d, true
			}
			most[i]++
		}
		if least[i] > most[i] {
			return steps
		}
	}
	done := make([]int, len(r.firsts))
	var walk func(i int, hit bool)
	walk = func(i int, hit bool) {
		if steps++; steps > budget {
			return
		}
		if i == len(done) {
			if hit || !need {
				found(done)
			}
			return
		}
		for n := least[i]; n <= most[i]; n++ {
			done[i] = n
			walk(i+1, hit || n >= hits[i])
		}
	}
	walk(0, false)
	return steps
}

// from is the first day of s on or after d; false if there is none.
func from(s when.Set, d when.Day) (when.Day, bool) {
	for _, r := range s {
		if r.Last >= d {
			return max(r.First, d), true
		}
	}
	return 0, false
}
