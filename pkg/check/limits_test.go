package check_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"patci/pkg/check"
	"patci/pkg/load"
	"patci/pkg/rule"
	"patci/pkg/source"
)

// lasts is the last day of each session over every choice in order that keeps
// some duties.
func (w *joined) lasts(duties []duty) map[string]int {
	out, days := map[string]int{}, map[string][]int{}
	var walk func(b string, last int)
	walk = func(b string, last int) {
		if len(days[b]) == len(w.bodies[b]) {
			if b == "a" {
				walk("b", -1)
			} else if !slices.ContainsFunc(duties, func(d duty) bool { return !w.keeps(d, days) }) {
				for b, row := range days {
					for i, x := range row {
						id := fmt.Sprintf("%s/%d", b, i+1)
						out[id] = max(out[id], x)
					}
				}
			}
			return
		}
		for _, x := range w.bodies[b][len(days[b])].days {
			if x >= last {
				days[b] = append(days[b], x)
				walk(b, x)
				days[b] = days[b][:len(days[b])-1]
			}
		}
	}
	walk("a", -1)
	return out
}

// TestLimitsAreBruteForce: the last lawful day of a session is the last that
// any choice of all days uses that keeps every rule, and the rules named are
// exactly those without any one of which it would be later.
func TestLimitsAreBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	seen := map[string]int{}
	programmes := 3000
	if testing.Short() {
		programmes = 600
	}
	for i := range programmes {
		w := randomJoined(r)
		want := w.lasts(w.rules)
		if len(want) == 0 {
			continue // no sessions, or no choice: that is a finding
		}
		programme, rulebook := w.yaml()
		p, _ := load.Files("x", []*source.File{source.New("x/p.yaml", []byte(programme))})
		res := check.Run(check.Input{Program: p, Rulebook: source.New("x/rulebook.yaml", []byte(rulebook))})
		got := res.Limits(func(id string) bool { return id != "a/2" })
		fault := func(format string, args ...any) {
			t.Helper()
			t.Fatalf("programme %d: %s\n%s%s", i, fmt.Sprintf(format, args...), programme, rulebook)
		}
		for _, b := range []string{"a", "b"} {
			for n, g := range w.bodies[b] {
				id := fmt.Sprintf("%s/%d", b, n+1)
				l, known := got[id]
				if known == (id == "a/2") {
					fault("%s: known %v", id, known)
				}
				if !known {
					continue
				}
				if l.GaveUp {
					seen["gave up"]++
					continue
				}
				if l.Day.String() != iso(want[id]) {
					fault("%s: at the latest %s, and not %s", id, l.Day, iso(want[id]))
				}
				if earlier := want[id] < g.days[len(g.days)-1]; earlier != l.Earlier {
					fault("%s: earlier %v", id, l.Earlier)
				}
				for k := range w.rules {
					without := slices.Delete(slices.Clone(w.rules), k, k+1)
					named := slices.ContainsFunc(l.Rules, func(r *rule.Rule) bool { return r.ID == fmt.Sprintf("regla-%d", k+1) })
					if later := w.lasts(without)[id] > want[id]; later != named {
						fault("%s: without regla-%d later %v, named %v", id, k+1, later, named)
					}
				}
				switch {
				case len(l.Rules) > 0:
					seen["by a rule"]++
				case l.Earlier:
					seen["by all together"]++
				default:
					seen["by its date"]++
				}
			}
		}
	}
	t.Log(seen)
	if seen["gave up"]*20 > seen["by a rule"] {
		t.Error("it gives up too often")
	}
	for _, k := range []string{"by a rule", "by all together", "by its date"} {
		if seen[k] < 20 {
			t.Errorf("only %d %s", seen[k], k)
		}
	}
}
