package joint_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"patci/pkg/joint"
	"patci/pkg/when"
)

// TestLastIsBruteForce: the last day of a session is the last that some choice
// of all days uses, and the good days of rows that nothing ties are all that
// some choice uses.
func TestLastIsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	seen := map[joint.Answer]int{}
	good := 0
	for i := range 4000 {
		p := random(r)
		node := r.IntN(len(p.Nodes))
		among := p.Nodes[node].Days
		if r.IntN(2) == 0 {
			among = among.Intersect(when.NewSet(when.Range{First: 0, Last: when.Day(r.IntN(14))}))
		}
		with := func(d when.Day) *joint.Problem {
			q := &joint.Problem{Nodes: slices.Clone(p.Nodes), Rows: p.Rows, Asks: p.Asks}
			q.Nodes[node].Days, q.Nodes[node].Maybe = when.Days(d), false
			return q
		}
		want, answer := when.Day(0), joint.Fails
		for d := range among.All() {
			if brute(with(d)) {
				want, answer = d, joint.Holds
			}
		}
		got, how := p.Last(node, among)
		if how != answer || how == joint.Holds && got != want {
			t.Fatalf("problem %d: node %d: got %v %v, want %v %v\n%s", i, node, got, how, want, answer, describe(p))
		}
		seen[how]++
		sets, ok := p.Good()
		if !ok {
			if !p.Tied() && brute(p) {
				t.Fatalf("problem %d: no good days\n%s", i, describe(p))
			}
			continue
		}
		for d := range p.Nodes[node].Days.All() {
			if sets[node].Contains(d) != brute(with(d)) {
				t.Fatalf("problem %d: node %d, day %d: good %v\n%s", i, node, d, sets[node], describe(p))
			}
		}
		good++
	}
	t.Log(seen, good)
	if seen[joint.Fails] < 300 || seen[joint.Holds] < 300 || good < 300 {
		t.Error("the problems are all alike")
	}
}
