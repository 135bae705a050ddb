package builtin

import (
	"math/rand/v2"
	"testing"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
)

// possible tries every choice of days.
func possible(chain []link, after when.Day) bool {
	if len(chain) == 0 {
		return true
	}
	for d := range chain[0].Days.All() {
		if d >= after && possible(chain[1:], d) {
			return true
		}
	}
	return false
}

// What is decided by taking the earliest days is what trying every choice
// says; each set told clashes and loses that without any of its sessions; and
// the days that a remedy offers leave a choice, and the days beyond do not.
func TestOrderAgainstEveryChoice(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	clashes := 0
	for range 3000 {
		var chain []link
		for i := range 2 + r.IntN(4) {
			var days []when.Day
			for range 1 + r.IntN(3) {
				days = append(days, when.Day(1+r.IntN(8)))
			}
			s := &program.Session{Number: program.Int{Value: i + 1, Path: "n"}}
			chain = append(chain, link{Session: agenda.Session{Session: s, Body: &program.Body{}, Days: when.Days(days...)}, own: true})
		}
		_, ok := soonest(chain)
		if ok != possible(chain, -never) {
			t.Fatalf("%v: %v", chain, ok)
		}
		if ok {
			for i := range chain {
				last, ok := latestOf(chain, i)
				at, _ := moved(chain, chain[i], when.Range{First: last, Last: last})
				if !ok || !possible(at[i:], -never) {
					t.Fatalf("%v: %d is too late for link %d", chain, last, i)
				}
				for d := range chain[i].Days.All() {
					if at, _ := moved(chain, chain[i], when.Range{First: d, Last: d}); d > last && possible(at[i:], -never) {
						t.Fatalf("%v: %d is not the last day of link %d", chain, last, i)
					}
				}
			}
			continue
		}
		clashes++
		set := irreducible(chain)
		if possible(set, -never) {
			t.Fatalf("%v does not clash", set)
		}
		for i := range set {
			without := append(append([]link{}, set[:i]...), set[i+1:]...)
			if !possible(without, -never) {
				t.Fatalf("%v is not irreducible", set)
			}
		}
		p := &Pass{Agenda: &agenda.Agenda{}, check: &order}
		p.findings = &[]diag.Finding{}
		p.order(chain)
		if len(*p.findings) == 0 {
			t.Fatalf("%v: nothing was told", chain)
		}
	}
	if clashes < 300 {
		t.Errorf("only %d clashes", clashes)
	}
}
