package check_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/source"
	"patci/pkg/when"
)

// Rules on several bodies, over every choice of small programmes: three
// bodies, each with a row of its own, from 1 March 2022 on, and a programme
// before it.

// spot is one session.
type spot struct {
	body   string
	number int
	before bool // of the programme before
	days   []int
	lasts  bool // on all of its days
	held   bool // on its one day
	time   string
	maybe  bool
}

type bodies struct {
	spots       []spot
	coordinator map[string]string
	asOf        *int
	since       *int
	rule        string
}

var bodyIDs = []string{"a", "b", "c"}

func randomBodies(r *rand.Rand) *bodies {
	w := &bodies{coordinator: map[string]string{}}
	if some(r, 2) {
		w.asOf = ptr(r.IntN(22))
	}
	if some(r, 4) {
		w.since = ptr(r.IntN(14))
	}
	for _, id := range bodyIDs {
		w.coordinator[id] = []string{"", "x", "y", "x"}[r.IntN(4)]
		n := 1
		fill := func(before bool, first, many int) {
			for i := range many {
				s := spot{body: id, number: n, before: before}
				n++
				from := first + i*18/many
				for range 1 + r.IntN(3)*r.IntN(2) {
					s.days = append(s.days, min(from+r.IntN(7), first+19))
				}
				slices.Sort(s.days)
				s.days = slices.Compact(s.days)
				if some(r, 8) && s.days[0] < first+19 {
					s.days, s.lasts = []int{s.days[0], s.days[0] + 1}, true
				}
				s.time = []string{"", "10:00", "12:00", "10:00"}[r.IntN(4)]
				last := s.days[len(s.days)-1]
				if len(s.days) == 1 && (w.asOf == nil || last <= *w.asOf) && some(r, 3) {
					s.held = true
				}
				s.maybe = w.asOf != nil && last < *w.asOf && !s.held
				w.spots = append(w.spots, s)
			}
		}
		if some(r, 3) {
			fill(true, -20, r.IntN(3))
		}
		fill(false, 0, r.IntN(4))
	}
	return w
}

func (w *bodies) yaml(before bool) string {
	text := fmt.Sprintf("program: {period: %s/%s}\nactors: [{id: x, name: X}, {id: y, name: Y}]\nbodies:\n", iso(0), iso(19))
	if before {
		text = strings.Replace(text, iso(0)+"/"+iso(19), iso(-20)+"/"+iso(-1), 1)
	}
	sessions := ""
	for _, id := range bodyIDs {
		text += fmt.Sprintf("  - {id: %s, kind: committee, name: %s", id, strings.ToUpper(id))
		if c := w.coordinator[id]; c != "" {
			text += ", coordinator: " + c
		}
		text += "}\n"
		rows := ""
		for _, s := range w.spots {
			if s.body != id || s.before != before {
				continue
			}
			date := iso(s.days[0])
			if s.lasts {
				date += "/" + iso(s.days[1])
			} else if len(s.days) > 1 {
				var days []string
				for _, d := range s.days {
					days = append(days, iso(d))
				}
				date = "\"[" + strings.Join(days, ",") + "]\""
			}
			if s.lasts {
				months := []string{2: "febrero", 3: "marzo"}
				m, n := date2(s.days[0]), date2(s.days[1])
				date = fmt.Sprintf("%d de %s y %d de %s de 2022", m[1], months[m[0]], n[1], months[n[0]])
			}
			rows += fmt.Sprintf("    - {number: %d, date: %s", s.number, date)
			if s.held {
				rows += ", held: " + iso(s.days[0])
			}
			if s.time != "" {
				rows += fmt.Sprintf(", time: %q", s.time)
			}
			rows += "}\n"
		}
		if rows != "" {
			sessions += "  " + id + ":\n" + rows
		}
	}
	if sessions != "" {
		text += "sessions:\n" + sessions
	}
	return text
}

func date2(d int) [2]int { return [2]int{int(date(d).Month()), date(d).Day()} }

func (w *bodies) rulebook() string {
	text := "instruments: [{id: ley, name: Ley}]\nrules:\n  - id: regla\n    title: x\n    basis: {instrument: ley, read: verbatim}\n" + w.rule
	if w.since != nil {
		text += "    since: " + iso(*w.since) + "\n"
	}
	return text
}

func (w *bodies) judge(t *testing.T) *check.Result {
	t.Helper()
	in := check.Input{Rulebook: source.New("x/rulebook.yaml", []byte(w.rulebook()))}
	for _, before := range []bool{false, true} {
		p, fs := load.Files("x", []*source.File{source.New("x/p.yaml", []byte(w.yaml(before)))})
		for _, f := range fs {
			if f.Severity == diag.Error {
				t.Fatalf("%s\n%s: %s", w.yaml(before), f.Place, f.Message)
			}
		}
		if before {
			in.Siblings = append(in.Siblings, p)
		} else {
			in.Program = p
		}
	}
	if w.asOf != nil {
		d := when.NewDay(2022, 3, 1+*w.asOf)
		in.AsOf = &d
	}
	r := check.Run(in)
	if len(r.Book.Rules) != 1 {
		t.Fatalf("%s\n%v", w.rulebook(), r.Findings)
	}
	return r
}

// row is the choices of one body: a day for each of its sessions, the first of
// those that last several, -1000 if not held.
func (w *bodies) row(id string, held bool) (spots []*spot, choices [][]int) {
	var cs []choice
	for i := range w.spots {
		if s := &w.spots[i]; s.body == id {
			spots = append(spots, s)
			can := s.days
			if s.lasts {
				can = can[:1]
			}
			cs = append(cs, choice{can: can, maybe: s.maybe && !held})
		}
	}
	every(cs, func(days []int) bool {
		choices = append(choices, slices.Clone(days))
		return true
	})
	return spots, choices
}

func (w *bodies) story(v check.Judged) string {
	return fmt.Sprintf("as of %s\n%s%s%s\n%s %v\n%v", show(w.asOf), w.rulebook(), w.yaml(false), w.yaml(true), v.Message, v.Because, v.Findings)
}

// clashes is the verdict of each pair, the gravest: broken if one always
// coincides, met if none can.
func (w *bodies) clashes(hour, coordinator, held bool) string {
	verdict, mine, count := "met", 0, 0
	inForce := func(d int) bool { return w.since == nil || d >= *w.since }
	covers := func(s *spot, x int) []int {
		if s.lasts {
			return s.days
		}
		return []int{x}
	}
	rank := map[string]int{"met": 0, "open": 1, "broken": 2}
	judge := func(s, o *spot, both [][2]int) {
		if s.before && o.before {
			return
		}
		always, ever := true, false
		for _, c := range both {
			day := false
			if c[0] != -1000 && c[1] != -1000 {
				for _, d := range covers(s, c[0]) {
					day = day || inForce(d) && slices.Contains(covers(o, c[1]), d)
				}
			}
			sure, may := day, day
			if hour && day {
				sure = s.time != "" && s.time == o.time
				may = sure || s.time == "" || o.time == ""
			}
			always, ever = always && sure, ever || may
		}
		v := "met"
		if always {
			v = "broken"
		} else if ever {
			v = "open"
		}
		if rank[v] > rank[verdict] {
			verdict = v
		}
	}
	type full struct {
		spots   []*spot
		choices [][]int
		owner   string
	}
	var rows []full
	for _, id := range bodyIDs {
		if coordinator && w.coordinator[id] == "" {
			continue
		}
		spots, choices := w.row(id, held)
		if len(choices) == 0 {
			return ""
		}
		owner := ""
		if coordinator {
			owner = w.coordinator[id]
		}
		rows = append(rows, full{spots, choices, owner})
		for i, s := range spots {
			count++
			judged := false
			for _, c := range choices {
				for _, d := range covers(s, c[i]) {
					judged = judged || c[i] != -1000 && inForce(d)
				}
			}
			if !s.before && judged {
				mine++
			}
		}
	}
	if mine == 0 || count < 2 {
		return "not_applicable"
	}
	for i, r := range rows {
		for k := range r.spots {
			for l := range k {
				var both [][2]int
				for _, c := range r.choices {
					both = append(both, [2]int{c[l], c[k]})
				}
				judge(r.spots[l], r.spots[k], both)
			}
			for _, q := range rows[:i] {
				if q.owner != r.owner {
					continue
				}
				for l := range q.spots {
					var both [][2]int
					for _, c := range r.choices {
						for _, e := range q.choices {
							both = append(both, [2]int{e[l], c[k]})
						}
					}
					judge(q.spots[l], r.spots[k], both)
				}
			}
		}
	}
	return verdict
}

func TestClashIsBruteForce(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	seen := map[string]int{}
	for i := range 4000 {
		w := randomBodies(r)
		hour, coordinator := some(r, 2), some(r, 2)
		w.rule = fmt.Sprintf("    kind: clash\n    parameters: {same: %s, of: %s}\n", map[bool]string{true: "hour", false: "day"}[hour], map[bool]string{true: "coordinator", false: "any"}[coordinator])
		want := w.clashes(hour, coordinator, false)
		if want == "" {
			continue
		}
		seen[want]++
		got := verdictFor(w.judge(t), "regla")
		if got.Verdict.Verdict.String() != want {
			t.Fatalf("world %d %s: got %s, want %s", i, w.story(got), got.Verdict.Verdict, want)
		}
		if (want == "broken" || want == "open") != (len(got.Findings) > 0) {
			t.Fatalf("world %d %s: %d findings", i, w.story(got), len(got.Findings))
		}
		if want != "open" {
			if got.Because != nil {
				t.Fatalf("world %d %s", i, w.story(got))
			}
			continue
		}
		held := w.clashes(hour, coordinator, true)
		unrecorded := slices.Contains(got.Because, diag.Unrecorded)
		if len(got.Because) == 0 || held != "" && held != "open" && !unrecorded || held == "open" && !hour && unrecorded {
			t.Fatalf("world %d %s: if all were held %s", i, w.story(got), held)
		}
	}
	t.Log(seen)
	for _, v := range []string{"met", "open", "broken"} {
		if seen[v] < 200 {
			t.Errorf("only %d %s", seen[v], v)
		}
	}
}

// preceded is the verdict of the order of a (and c) before b.
func (w *bodies) preceded(firsts []string, each bool, n int, working, held bool) (verdict string, judged bool) {
	after := func(a int) int {
		if !working {
			return a + n
		}
		for left := n; left > 0; {
			if a++; workday(a) {
				left--
			}
		}
		return a
	}
	inForce := func(d int) bool { return w.since == nil || d >= *w.since }
	then, thens := w.row("b", held)
	early := [][]int{nil} // the days of every session of firsts, in every choice
	for _, id := range firsts {
		_, choices := w.row(id, held)
		var next [][]int
		for _, e := range early {
			for _, c := range choices {
				next = append(next, append(slices.Clone(e), c...))
			}
		}
		early = next
	}
	for _, s := range then {
		days := s.days
		if s.lasts {
			days = days[:1]
		}
		judged = judged || !s.before && slices.ContainsFunc(days, inForce)
	}
	ok, bad := false, false
	for _, b := range thens {
		for _, a := range early {
			good, last := true, -900
			for k, x := range b {
				if x == -1000 {
					continue
				}
				if !then[k].before && inForce(x) {
					found := false
					for _, d := range a {
						lo := last
						if !each {
							lo = -1 // since the programme began
						}
						found = found || d != -1000 && d > lo && after(d) <= x
					}
					good = good && found
				}
				last = x
			}
			ok, bad = ok || good, bad || !good
		}
	}
	switch {
	case ok && bad:
		return "open", judged
	case ok:
		return "met", judged
	case bad:
		return "broken", judged
	}
	return "", judged
}

func TestOrderIsBruteForce(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 5))
	seen := map[string]int{}
	for i := range 6000 {
		w := randomBodies(r)
		each, working, n := some(r, 2), some(r, 2), r.IntN(5)
		firsts := bodyIDs[:1]
		first := "a"
		if some(r, 3) {
			firsts, first = []string{"a", "c"}, "committee"
		}
		w.rule = fmt.Sprintf("    kind: order\n    parameters: {first: %s, then: b, %s: %d, mode: %s}\n", first, map[bool]string{true: "working_days", false: "days"}[working], n, map[bool]string{true: "each", false: "pair"}[each])
		want, judged := w.preceded(firsts, each, n, working, false)
		if want == "" {
			continue
		}
		if !judged {
			want = "not_applicable"
		}
		seen[want]++
		got := verdictFor(w.judge(t), "regla")
		if got.Verdict.Verdict.String() != want {
			t.Fatalf("world %d %s: got %s, want %s", i, w.story(got), got.Verdict.Verdict, want)
		}
		if (want == "broken" || want == "open") != (len(got.Findings) > 0) {
			t.Fatalf("world %d %s: %d findings", i, w.story(got), len(got.Findings))
		}
		for _, f := range got.Findings {
			if f.Verdict == diag.Broken && len(f.Entities) > 0 && strings.HasPrefix(f.Message, "no hay manera") {
				seen["together"]++
			}
		}
		if want != "open" {
			if got.Because != nil {
				t.Fatalf("world %d %s", i, w.story(got))
			}
			continue
		}
		held, _ := w.preceded(firsts, each, n, working, true)
		if len(got.Because) == 0 || held != "" && slices.Contains(got.Because, diag.Unrecorded) != (held != "open") {
			t.Fatalf("world %d %s: if all were held %s", i, w.story(got), held)
		}
	}
	t.Log(seen)
	for _, v := range []string{"met", "open", "broken"} {
		if seen[v] < 200 {
			t.Errorf("only %d %s", seen[v], v)
		}
	}
}
