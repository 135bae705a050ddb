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
	"patci/pkg/load"
	"patci/pkg/source"
)

// A programme of two bodies under several error rules at once, made at random,
// and whether some choice of days satisfies all of them, found by trying every
// one. Nothing here uses the packages under test but to write and to run; days
// are numbers from 1 March 2022, and the programme lasts to 30 April.

const lastDay = 60

type gathering struct {
	days   []int
	notice *int
}

type duty struct {
	kind, body, yaml string
	n                int
	each             bool
}

type joined struct {
	bodies map[string][]gathering // a and b
	rules  []duty
}

func randomJoined(r *rand.Rand) *joined {
	w := &joined{bodies: map[string][]gathering{}}
	for _, b := range []string{"a", "b"} {
		n := r.IntN(4)
		at := r.IntN(20)
		for range n {
			var g gathering
			for range 1 + r.IntN(3) {
				g.days = append(g.days, min(at+r.IntN(9), lastDay))
			}
			slices.Sort(g.days)
			g.days = slices.Compact(g.days)
			if some(r, 4) {
				g.notice = ptr(g.days[0] - r.IntN(8))
			}
			w.bodies[b] = append(w.bodies[b], g)
			at += 3 + r.IntN(14)
		}
	}
	for range 2 + r.IntN(3) {
		w.rules = append(w.rules, w.randomDuty(r))
	}
	return w
}

// randomDuty is a duty at random, mostly one that can be kept by itself.
func (w *joined) randomDuty(r *rand.Rand) duty {
	for {
		d := duty{body: []string{"a", "b"}[r.IntN(2)], n: 1 + r.IntN(5)}
		switch d.kind = []string{"maximum_interval", "minimum_interval", "working_day", "clash", "order", "minimum_sessions", "notice"}[r.IntN(7)]; d.kind {
		case "maximum_interval":
			d.n = 10 + r.IntN(35)
			d.yaml = fmt.Sprintf("{days: %d, roll: false}", d.n)
		case "minimum_interval":
			d.n = 3 + r.IntN(14)
			d.yaml = fmt.Sprintf("{days: %d, roll: false}", d.n)
		case "order":
			d.each, d.n = some(r, 2), r.IntN(5)
			mode := "pair"
			if d.each {
				mode = "each"
			}
			d.yaml = fmt.Sprintf("{first: a, then: b, days: %d, mode: %s}", d.n, mode)
		case "minimum_sessions":
			d.n = 1 + r.IntN(2)
			d.yaml = fmt.Sprintf("{count: %d, period: month}", d.n)
		case "notice":
			d.yaml = fmt.Sprintf("{days: %d}", d.n)
		}
		if kept, _, _ := w.try([]duty{d}); kept > 0 || some(r, 12) {
			return d
		}
	}
}

func (w *joined) yaml() (programme, rulebook string) {
	programme = fmt.Sprintf("program: {period: %s/%s}\nbodies: [{id: a, kind: plenary, name: A}, {id: b, kind: council, name: B}]\nsessions:\n", iso(0), iso(lastDay))
	for _, b := range []string{"a", "b"} {
		if len(w.bodies[b]) > 0 {
			programme += "  " + b + ":\n"
		}
		for i, g := range w.bodies[b] {
			s := session{number: i + 1, days: g.days}
			programme += s.yaml()
			if g.notice != nil {
				programme += "      notice: " + iso(*g.notice) + "\n"
			}
		}
	}
	if len(w.bodies["a"])+len(w.bodies["b"]) == 0 {
		programme = strings.TrimSuffix(programme, "sessions:\n")
	}
	rulebook = "instruments: [{id: ley, name: Ley}]\nrules:\n"
	for i, d := range w.rules {
		rulebook += fmt.Sprintf("  - {id: regla-%d, kind: %s, title: x, basis: {instrument: ley, read: verbatim}", i+1, d.kind)
		if d.yaml != "" {
			rulebook += ", parameters: " + d.yaml
		}
		if d.kind != "order" && d.kind != "clash" {
			rulebook += ", bodies: [" + d.body + "]"
		}
		rulebook += "}\n"
	}
	return programme, rulebook
}

// keeps reports whether a choice of days for both bodies keeps a duty.
func (w *joined) keeps(d duty, days map[string][]int) bool {
	row := days[d.body]
	switch d.kind {
	case "maximum_interval":
		for i := range row {
			if i > 0 && row[i]-row[i-1] > d.n {
				return false
			}
		}
		return len(row) == 0 || row[len(row)-1]+d.n > lastDay
	case "minimum_interval":
		for i := range row {
			if i > 0 && row[i]-row[i-1] < d.n {
				return false
			}
		}
	case "working_day":
		return !slices.ContainsFunc(row, func(x int) bool { return !workday(x) })
	case "clash":
		all := append(slices.Clone(days["a"]), days["b"]...)
		slices.Sort(all)
		return len(slices.Compact(all)) == len(days["a"])+len(days["b"])
	case "order":
		for i, b := range days["b"] {
			from := -1
			if d.each {
				from = -1000
				if i > 0 {
					from = days["b"][i-1]
				}
			}
			if !slices.ContainsFunc(days["a"], func(a int) bool { return a > from && a+d.n <= b }) {
				return false
			}
		}
	case "minimum_sessions":
		march := 0
		for _, x := range row {
			if x <= 30 {
				march++
			}
		}
		return march >= d.n && len(row)-march >= d.n
	case "notice":
		for i, x := range row {
			if n := w.bodies[d.body][i].notice; n != nil && *n+d.n > x {
				return false
			}
		}
	}
	return true
}

// try counts the choices in order that keep all of some duties and those that
// do not, and says whether there is a choice in order at all.
func (w *joined) try(duties []duty) (kept, failed int, ordered bool) {
	days := map[string][]int{}
	var walk func(b string, last int)
	walk = func(b string, last int) {
		if len(days[b]) == len(w.bodies[b]) {
			if b == "a" {
				walk("b", -1)
			} else if ordered = true; slices.ContainsFunc(duties, func(d duty) bool { return !w.keeps(d, days) }) {
				failed++
			} else {
				kept++
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
	return kept, failed, ordered
}

// judge runs patci on it.
func (w *joined) judge() *check.Result {
	programme, rulebook := w.yaml()
	p, _ := load.Files("x", []*source.File{source.New("x/p.yaml", []byte(programme))})
	return check.Run(check.Input{Program: p, Rulebook: source.New("x/rulebook.yaml", []byte(rulebook))})
}

// fixDay is a remedy of a conflict.
var fixDay = regexp.MustCompile(`fije la (\d+)\.ª de ([AB]) el (\d+) de (\w+)`)

func conflictsOf(r *check.Result) (out []diag.Finding) {
	for _, f := range r.Findings {
		if f.Rule == "conflicto" {
			out = append(out, f)
		}
	}
	return out
}

func (w *joined) clone() *joined {
	return &joined{rules: w.rules, bodies: map[string][]gathering{"a": slices.Clone(w.bodies["a"]), "b": slices.Clone(w.bodies["b"])}}
}

// narrowed is, one time in four, the same with some days less of one date; nil
// if that leaves no choice in order.
func (w *joined) narrowed(r *rand.Rand) *joined {
	b := []string{"a", "b"}[r.IntN(2)]
	if len(w.bodies[b]) == 0 || some(r, 2) {
		return nil
	}
	k := r.IntN(len(w.bodies[b]))
	days := slices.DeleteFunc(slices.Clone(w.bodies[b][k].days), func(int) bool { return some(r, 2) })
	if len(days) == 0 || len(days) == len(w.bodies[b][k].days) {
		return nil
	}
	n := w.clone()
	n.bodies[b][k].days = days
	if _, _, ordered := n.try(nil); !ordered {
		return nil
	}
	return n
}

// turned says what a narrower date has turned that it must not: a verdict that
// every choice had, every choice of fewer still has; and what no choice
// satisfies, no choice of fewer does.
func turned(before, after *check.Result) string {
	fails := func(r *check.Result) bool {
		return slices.ContainsFunc(r.Verdicts, func(v check.Judged) bool { return v.Verdict.Verdict == diag.Broken }) ||
			slices.ContainsFunc(r.Findings, func(f diag.Finding) bool { return f.Rule == "conflicto" && f.Verdict == diag.Broken })
	}
	if fails(before) && !fails(after) {
		return "nothing fails any more"
	}
	for i, v := range before.Verdicts {
		now := after.Verdicts[i]
		if now.Rule.ID != v.Rule.ID || now.Period != v.Period {
			return "the verdicts are others"
		}
		if was, is := v.Verdict.Verdict, now.Verdict.Verdict; was != diag.Open && was != is {
			return fmt.Sprintf("%s is %s where it was %s", v.Rule.ID, is, was)
		}
	}
	return ""
}

func TestTogetherIsBruteForce(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(11, seed))
			seen := map[string]int{}
			for i := 0; i < 5000; {
				w := randomJoined(r)
				kept, _, ordered := w.try(w.rules)
				holds := kept > 0
				if !ordered {
					continue
				}
				i++
				programme, rulebook := w.yaml()
				res := w.judge()
				fault := func(format string, args ...any) {
					t.Helper()
					t.Fatalf("programme %d: %s\n%s%s", i, fmt.Sprintf(format, args...), programme, rulebook)
				}
				broken, conflict := false, false
				worst := map[string]diag.Verdict{}
				for _, v := range res.Verdicts {
					broken = broken || v.Verdict.Verdict == diag.Broken
					if was := worst[v.Rule.ID]; v.Verdict.Verdict == diag.Broken || v.Verdict.Verdict == diag.Open && was != diag.Broken {
						worst[v.Rule.ID] = v.Verdict.Verdict
					}
				}
				for k, d := range w.rules {
					got := worst[fmt.Sprintf("regla-%d", k+1)]
					kept, failed, _ := w.try([]duty{d})
					switch {
					case d.kind == "notice", d.kind == "working_day" && got == diag.Open:
						// what is not recorded, and days out of order, leave them open
					case got == diag.Broken && kept > 0, got == diag.Open && failed == 0,
						got == diag.Met && failed > 0:
						fault("regla-%d %s: %d choices keep it and %d do not", k+1, got, kept, failed)
					}
				}
				var steps []string
				for _, f := range res.Findings {
					if f.Rule == "conflicto" {
						conflict = true
						steps = append(append(steps, f.Message, f.Remedy), f.Steps...)
						if f.Verdict != diag.Broken || len(f.Entities) == 0 || len(f.Steps) == 0 || f.Remedy == "" || len(f.Basis) == 0 {
							fault("an incomplete conflict: %+v", f)
						}
						var named []duty
						for k, d := range w.rules {
							if strings.Contains(f.Message, fmt.Sprintf("«regla-%d»", k+1)) {
								named = append(named, d)
							}
						}
						if kept, _, _ := w.try(named); kept > 0 {
							fault("the rules of a conflict hold together: %s", f.Message)
						}
					}
					if f.Rule == "marco" {
						fault("%s", f.Message)
					}
				}
				if holds == (broken || conflict) {
					fault("possible %v, broken %v, conflict %v\n%s", holds, broken, conflict, strings.Join(steps, "\n"))
				}
				if told := conflictsOf(res); !broken && len(told) == 1 {
					for _, m := range fixDay.FindAllStringSubmatch(told[0].Remedy, -1) {
						seen["remedies"]++
						k, _ := strconv.Atoi(m[1])
						n := w.clone()
						n.bodies[strings.ToLower(m[2])][k-1].days = []int{spanish(m[3], m[4])}
						if kept, _, _ := n.try(n.rules); kept == 0 {
							fault("it still fails with %s: %s", m[0], told[0].Message)
						}
					}
				}
				if n := w.narrowed(r); n != nil {
					seen["narrowed"]++
					after := n.judge()
					if rule := turned(res, after); rule != "" {
						narrow, _ := n.yaml()
						fault("narrowed, %s\n%s", rule, narrow)
					}
				}
				switch {
				case holds:
					seen["holds"]++
				case !broken:
					seen["conflict"]++
				default:
					seen["broken"]++
				}
			}
			t.Log(seen)
			for _, k := range []string{"holds", "conflict", "broken", "narrowed", "remedies"} {
				if seen[k] < 50 {
					t.Errorf("only %d of %s", seen[k], k)
				}
			}
		})
	}
}
