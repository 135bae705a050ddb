package check_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"patci/pkg/check"
	"patci/pkg/diag"
)

// The minimum interval, over every choice of the same programmes.

// after is the day on which the span ends that began on y.
func (w *world) after(y int) int {
	l, _ := (&world{unit: w.unit, length: w.length, roll: w.roll}).limit(y)
	return l
}

func (w *world) apart(cs []choice) func([]int) bool {
	return func(days []int) bool {
		last, any := 0, false
		for k, x := range days {
			if x == -1000 {
				continue
			}
			if any && cs[k].of == 0 && !cs[k].previous && w.inForceAtAll(x, x) && w.inForceAtAll(last, last) && x < w.after(last) {
				return false
			}
			last, any = x, true
		}
		return true
	}
}

// apartAtAll reports whether some two sessions can be in force.
func (w *world) apartAtAll(cs []choice) bool {
	before := false
	for _, c := range cs {
		if before && c.of == 0 && !c.previous && (w.until == nil || slices.Min(c.can) <= *w.until) {
			return true
		}
		before = before || w.since == nil || slices.Max(c.can) >= *w.since
	}
	return false
}

func TestMinimumIntervalIsBruteForce(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 3))
	seen := map[string]int{}
	for i := range 5000 {
		w := randomWorld(r)
		w.length = max(1, w.length/2)
		w.rules = "apart"
		cs := w.choices(150)
		want := verdictOf(cs, w.apart(cs))
		if want == "" {
			continue
		}
		if !w.apartAtAll(cs) {
			want = "not_applicable"
		}
		seen[want]++
		got := verdictFor(w.judge(t), "separacion")
		story := func() string {
			return fmt.Sprintf("world %d as of %v\n%s%s%s\nmessage: %s %v\n%v", i, show(w.asOf), w.rulebook(), w.yaml(0, w.period), w.yaml(-1, [2]int{-60, -1}), got.Message, got.Because, got.Findings)
		}
		if got.Verdict.Verdict.String() != want {
			t.Fatalf("%s: got %s, want %s", story(), got.Verdict.Verdict, want)
		}
		if (want == "broken" || want == "open") != (len(got.Findings) > 0) {
			t.Fatalf("%s: %d findings", story(), len(got.Findings))
		}
		if want == "open" {
			held := verdictOf(sure(cs), w.apart(cs))
			if len(got.Because) == 0 || held != "" && slices.Contains(got.Because, diag.Unrecorded) != (held != "open") {
				t.Fatalf("%s: because %v, and if all were held %s", story(), got.Because, held)
			}
		} else if got.Because != nil {
			t.Fatalf("%s: because %v", story(), got.Because)
		}
		for _, f := range got.Findings {
			if f.Message == "" || f.Remedy == "" || len(f.Entities) == 0 {
				t.Fatalf("%s: an incomplete finding", story())
			}
			if f.Verdict == diag.Broken && len(got.Findings) == 1 {
				seen["moves"] += w.moves(t, f, story)
			}
			if len(f.Steps) > 0 {
				seen["proofs"]++
			}
		}
	}
	t.Log(seen)
	for _, v := range []string{"met", "open", "broken", "not_applicable", "moves"} {
		if seen[v] < 50 {
			t.Errorf("only %d %s", seen[v], v)
		}
	}
	if seen["proofs"] < 5 {
		t.Errorf("only %d proofs", seen["proofs"])
	}
}

// verdictFor is the one verdict of a rule.
func verdictFor(r *check.Result, id string) check.Judged {
	for _, v := range r.Verdicts {
		if v.Rule.ID == id {
			return v
		}
	}
	return check.Judged{}
}

var eachMove = regexp.MustCompile(`(?:adelante|recorra) la (\d+)\.ª al (\d+) de (\w+)(?: de (\d+))?`)

// moves makes each move that the only finding offers: the rest can then hold.
func (w *world) moves(t *testing.T, f diag.Finding, story func() string) (made int) {
	t.Helper()
	for _, m := range eachMove.FindAllStringSubmatch(f.Remedy, -1) {
		n := *w
		n.sessions = slices.Clone(w.sessions)
		number, _ := strconv.Atoi(m[1])
		day := spanish(m[2], m[3])
		for i := range n.sessions {
			if s := &n.sessions[i]; s.number == number && !s.previous {
				*s = session{number: s.number, of: s.of, period: s.period, days: []int{day}, day: ptr(day)}
			}
		}
		cs := n.choices(150)
		if v := verdictOf(cs, n.apart(cs)); v != "met" && v != "open" {
			t.Fatalf("%s: with %s it is %q", story(), m[0], v)
		}
		made++
	}
	return made
}

// spanish is the number of a day of 2022.
func spanish(day, month string) int {
	months := strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
	n, _ := strconv.Atoi(day)
	return number(origin.AddDate(0, slices.Index(months, month)-2, n-1))
}
