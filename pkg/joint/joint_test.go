package joint_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"patci/pkg/joint"
	"patci/pkg/when"
)

// random makes a small problem: rows of sessions with a few days each, and
// asks of every kind, with limits that are not monotone.
func random(r *rand.Rand) *joint.Problem {
	p := &joint.Problem{}
	for range 1 + r.IntN(3) {
		var row []int
		for range 1 + r.IntN(4) {
			var days []when.Day
			for range 1 + r.IntN(3) {
				days = append(days, when.Day(r.IntN(14)))
			}
			row = append(row, len(p.Nodes))
			p.Nodes = append(p.Nodes, joint.Node{Days: when.Days(days...), Maybe: r.IntN(6) == 0, Uncounted: r.IntN(12) == 0})
		}
		p.Rows = append(p.Rows, row)
	}
	table := func(least, most int) func(when.Day) when.Day {
		var t [2000]when.Day
		for i := range t {
			t[i] = when.Day(i - 1000 + least + r.IntN(most-least+1))
		}
		return func(y when.Day) when.Day { return t[y+1000] }
	}
	for range r.IntN(7) {
		row := r.IntN(len(p.Rows))
		node := r.IntN(len(p.Nodes))
		switch r.IntN(7) {
		case 0, 1:
			f := joint.Follow{Node: node}
			if r.IntN(2) == 0 {
				f.Limit = table(1, 6)
			} else {
				f.From = table(0, 4)
			}
			p.Asks = append(p.Asks, f)
		case 2:
			odd, from := when.Day(r.IntN(3)), when.Day(r.IntN(30))
			p.Asks = append(p.Asks, joint.Alone{Node: node, Fits: func(d when.Day) bool {
				if from < 18 {
					return d >= from
				}
				return (d+999)%3 != odd
			}})
		case 3, 4:
			first := when.Day(r.IntN(12))
			p.Asks = append(p.Asks, joint.Count{Row: row, In: when.Range{First: first, Last: first + when.Day(r.IntN(8))}, AtLeast: 1 + r.IntN(2)})
		case 5:
			b := r.IntN(len(p.Nodes))
			if b == node {
				continue
			}
			kind := r.IntN(2)
			p.Asks = append(p.Asks, joint.Apart{A: node, B: b, Fits: func(a, b when.Day) bool {
				if kind == 0 {
					return a != b
				}
				return a+2 <= b
			}, Reach: 2})
		case 6:
			other := r.IntN(len(p.Rows))
			if len(p.Rows) == 1 || len(p.Rows[other]) == 0 {
				continue
			}
			var at = p.Rows[row][r.IntN(len(p.Rows[row]))]
			if other == row {
				continue
			}
			lag, each := when.Day(r.IntN(3)), r.IntN(2) == 0
			some := joint.Some{Of: p.Rows[other], Node: at, Reach: 3}
			some.Until = func(b when.Day) when.Day { return b - lag }
			some.After = func(prev when.Day) when.Day {
				if each {
					return prev
				}
				return joint.None
			}
			if free := when.Day(r.IntN(30)); free < 12 {
				some.Exempt = func(b when.Day) bool { return b >= free }
			}
			p.Asks = append(p.Asks, some)
			if r.IntN(2) == 0 {
				for _, some.Node = range p.Rows[row] {
					if some.Node != at {
						p.Asks = append(p.Asks, some)
					}
				}
			}
		}
	}
	return p
}

// brute tries every choice.
func brute(p *joint.Problem) bool {
	days := make([]when.Day, len(p.Nodes))
	var walk func(k int) bool
	walk = func(k int) bool {
		if k == len(days) {
			return p.Check(days)
		}
		if p.Nodes[k].Maybe {
			if days[k] = joint.None; walk(k + 1) {
				return true
			}
		}
		for d := range p.Nodes[k].Days.All() {
			if days[k] = d; walk(k + 1) {
				return true
			}
		}
		return false
	}
	return walk(0)
}

func describe(p *joint.Problem) string {
	text := ""
	for i, n := range p.Nodes {
		text += fmt.Sprintf("node %d: %v maybe %v\n", i, n.Days, n.Maybe)
	}
	text += fmt.Sprintf("rows %v\n", p.Rows)
	for _, a := range p.Asks {
		text += fmt.Sprintf("%T %v\n", a, a)
	}
	return text
}

func TestSolveIsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	seen := map[joint.Answer]int{}
	for i := range 20000 {
		p := random(r)
		got, days := p.Solve()
		want := joint.Fails
		if brute(p) {
			want = joint.Holds
		}
		if got != want {
			t.Fatalf("problem %d: got %v, want %v\n%s", i, got, want, describe(p))
		}
		if got == joint.Holds && !p.Check(days) {
			t.Fatalf("problem %d: %v is no choice\n%s", i, days, describe(p))
		}
		if decided := p.Decide(); decided != got {
			t.Fatalf("problem %d: decided %v, want %v\n%s", i, decided, got, describe(p))
		}
		seen[got]++
	}
	t.Log(seen)
	if seen[joint.Fails] < 2000 || seen[joint.Holds] < 2000 {
		t.Error("the problems are all alike")
	}
}

// TestConflictIsIrreducible: what a conflict names fails by itself, and to
// leave out any of it makes the rest hold. Dates that are free may keep a
// search busy until it gives up; that is rare.
func TestConflictIsIrreducible(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	conflicts, proofs, gaveUp := 0, 0, 0
	for i := range 6000 {
		p := random(r)
		if a, _ := p.Solve(); a != joint.Fails {
			continue
		}
		c := p.Conflict()
		if c == nil {
			q := &joint.Problem{Nodes: p.Nodes, Rows: p.Rows}
			if brute(q) {
				t.Fatalf("problem %d: no conflict\n%s", i, describe(p))
			}
			continue
		}
		conflicts++
		dates := make([]bool, len(p.Nodes))
		for _, n := range c.Dates {
			dates[n] = true
		}
		if a, _ := p.Part(dates, c.Asks).Solve(); a != joint.Fails {
			t.Fatalf("problem %d: %v holds\n%s", i, c, describe(p))
		}
		for _, n := range c.Dates {
			dates[n] = false
			q := p.Part(dates, c.Asks)
			if a, days := q.Solve(); a == joint.GaveUp {
				gaveUp++
			} else if a != joint.Holds || !q.Check(days) {
				t.Fatalf("problem %d: %v does not need the date of %d\n%s", i, c, n, describe(p))
			}
			dates[n] = true
		}
		for k := range c.Asks {
			q := p.Part(dates, slices.Delete(slices.Clone(c.Asks), k, k+1))
			if a, days := q.Solve(); a == joint.GaveUp {
				gaveUp++
			} else if a != joint.Holds || !q.Check(days) {
				t.Fatalf("problem %d: %v does not need ask %d\n%s", i, c, c.Asks[k], describe(p))
			}
		}
		if steps := p.Proof(c); steps != nil {
			proofs++
		}
	}
	t.Log(conflicts, proofs, gaveUp)
	if conflicts < 500 || proofs < 300 || gaveUp > conflicts/200 {
		t.Error(conflicts, proofs, gaveUp)
	}
}

func BenchmarkRow(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		p := &joint.Problem{Rows: [][]int{nil}}
		for i := range n {
			first := when.Day(i * 30)
			p.Nodes = append(p.Nodes, joint.Node{Days: when.NewSet(when.Range{First: first, Last: first + 60})})
			p.Rows[0] = append(p.Rows[0], i)
			p.Asks = append(p.Asks,
				joint.Follow{Node: i, Limit: func(y when.Day) when.Day { return y + 90 }},
				joint.Alone{Node: i, Fits: func(d when.Day) bool { return d%7 < 5 }})
			if i%12 == 0 {
				p.Asks = append(p.Asks, joint.Count{Row: 0, In: when.Range{First: first, Last: first + 364}, AtLeast: 4})
			}
		}
		bad := *p
		bad.Nodes = slices.Clone(p.Nodes)
		bad.Nodes[n/2].Days = when.Days(when.Day(n/2*30 + 66))
		bad.Nodes[n/2-1].Days = when.Days(when.Day(n/2*30 - 30))
		b.Run(fmt.Sprint("holds/", n), func(b *testing.B) {
			for b.Loop() {
				if a, _ := p.Solve(); a != joint.Holds {
					b.Fatal(a)
				}
			}
		})
		b.Run(fmt.Sprint("conflict/", n), func(b *testing.B) {
			for b.Loop() {
				q := joint.Problem{Nodes: bad.Nodes, Rows: bad.Rows, Asks: bad.Asks}
				if c := q.Conflict(); c == nil || len(c.Asks) == 0 {
					b.Fatal(c)
				}
			}
		})
	}
}
