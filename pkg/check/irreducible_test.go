package check

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"patci/pkg/diag"
	"patci/pkg/joint"
	"patci/pkg/load"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/source"
	"patci/pkg/when"
)

// What a conflict names, against every assignment of days: what it names fails
// wherever the other dates are, and without any one date or instance it holds.
// The programmes have two bodies, sessions with nobody's record, closures, a
// session before the first, and rules of nine kinds. Days are numbers from
// 1 March 2022, and the programme lasts to 30 April. The law is written here a
// second time, as a test of one choice of days; nothing else of patci is asked.

const (
	lastOfIt = 60 // 30 April
	wide     = 90 // how far around it a date that is free may be
	notHeld  = -9999
)

func dayAt(d int) time.Time { return time.Date(2022, 3, 1+d, 0, 0, 0, 0, time.UTC) }
func isoAt(d int) string    { return dayAt(d).Format(time.DateOnly) }

// meeting is a session that the enumerator places.
type meeting struct {
	body     string
	number   int
	days     []int
	notice   *int
	held     bool
	maybe    bool
	previous bool
	unknown  bool // a previous one whose day nobody wrote
	key      string
}

type law struct {
	kind, body, unit string
	n                int
	roll, each       bool
	weekdays         []time.Weekday
}

type little struct {
	meetings []meeting // body by body, in their order
	laws     []law
	closed   map[int]bool
	asOf     *int
	working  map[int]bool
	spans    map[[2]int]int
}

func (w *little) workday(d int) bool {
	if known, ok := w.working[d]; ok {
		return known
	}
	if w.working == nil {
		w.working = map[int]bool{}
	}
	t := dayAt(d)
	w.working[d] = t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && !w.closed[d] && !slices.Contains([]string{
		"2021-11-15", "2022-02-07", "2022-03-21", "2022-05-05", "2022-09-16", "2021-09-16", "2022-01-01", "2022-11-21"}, isoAt(d))
	return w.working[d]
}

// ends is after, of a law of the programme, remembered.
func (w *little) ends(i, y int) int {
	d, known := w.spans[[2]int{i, y}]
	if !known {
		d = w.after(w.laws[i], y)
		if w.spans == nil {
			w.spans = map[[2]int]int{}
		}
		w.spans[[2]int{i, y}] = d
	}
	return d
}

// after is the day on which a span ends that began on y.
func (w *little) after(l law, y int) int {
	switch l.unit {
	case "weeks":
		y += 7 * l.n
	case "days":
		y += l.n
	case "months":
		t := dayAt(y)
		to := time.Date(t.Year(), t.Month()+time.Month(l.n), t.Day(), 0, 0, 0, 0, time.UTC)
		if to.Day() != t.Day() {
			to = time.Date(to.Year(), to.Month(), 1, 0, 0, 0, 0, time.UTC)
			y = int(to.Sub(dayAt(0)).Hours() / 24)
			for !w.workday(y) {
				y++
			}
		}
		y = int(to.Sub(dayAt(0)).Hours() / 24)
		if to.Day() == 1 && t.Day() > 28 {
			for !w.workday(y) {
				y++
			}
		}
	case "working_days":
		for left := l.n; left > 0; {
			if y++; w.workday(y) {
				left--
			}
		}
	}
	for l.roll && !w.workday(y) {
		y++
	}
	return y
}

func randomLittle(r *rand.Rand) *little {
	w := &little{closed: map[int]bool{}}
	for range r.IntN(3) {
		w.closed[r.IntN(lastOfIt)] = true
	}
	if r.IntN(3) == 0 {
		d := r.IntN(lastOfIt + 5)
		w.asOf = &d
	}
	for _, b := range []string{"a", "b"} {
		switch r.IntN(6) {
		case 0:
			w.meetings = append(w.meetings, meeting{body: b, previous: true, days: []int{-1 - r.IntN(25)}})
		case 1:
			w.meetings = append(w.meetings, meeting{body: b, previous: true, unknown: true})
		}
		at := r.IntN(15)
		for k := range r.IntN(4) {
			m := meeting{body: b, number: k + 1, key: fmt.Sprintf("2022:%s/%d", b, k+1)}
			for range 1 + r.IntN(3) {
				m.days = append(m.days, min(at+r.IntN(10), lastOfIt))
			}
			slices.Sort(m.days)
			m.days = slices.Compact(m.days)
			if r.IntN(3) == 0 {
				n := m.days[0] - r.IntN(9)
				m.notice = &n
			}
			last := m.days[len(m.days)-1]
			m.held = len(m.days) == 1 && r.IntN(5) == 0 && (w.asOf == nil || last <= *w.asOf)
			m.maybe = w.asOf != nil && last < *w.asOf && !m.held
			if w.asOf != nil && m.notice != nil && *m.notice > *w.asOf {
				m.notice = nil
			}
			w.meetings = append(w.meetings, m)
			at += 4 + r.IntN(16)
		}
	}
	for range 2 + r.IntN(3) {
		l := law{body: []string{"a", "b"}[r.IntN(2)], roll: r.IntN(2) == 0}
		l.unit = []string{"days", "weeks", "working_days", "days"}[r.IntN(4)]
		l.kind = []string{"maximum_interval", "maximum_interval", "minimum_interval", "working_day", "clash", "order", "minimum_sessions", "notice", "recurrence"}[r.IntN(9)]
		switch l.kind {
		case "maximum_interval":
			if l.n = map[string]int{"days": 8, "weeks": 1, "working_days": 6}[l.unit] + r.IntN(map[string]int{"days": 30, "weeks": 4, "working_days": 20}[l.unit]); r.IntN(5) == 0 {
				l.unit, l.n = "months", 1
			}
		case "minimum_interval":
			if l.n = 1 + r.IntN(map[string]int{"days": 16, "weeks": 3, "working_days": 12}[l.unit]); r.IntN(5) == 0 {
				l.unit, l.n = "months", 1
			}
		case "order":
			l.unit, l.n, l.each, l.roll = []string{"days", "working_days"}[r.IntN(2)], r.IntN(6), r.IntN(2) == 0, false
		case "minimum_sessions":
			l.n = 1 + r.IntN(2)
		case "notice":
			l.unit, l.n, l.roll = []string{"days", "working_days"}[r.IntN(2)], 1+r.IntN(6), false
		case "recurrence":
			for d := time.Monday; d <= time.Friday; d++ {
				if r.IntN(5) < 3 {
					l.weekdays = append(l.weekdays, d)
				}
			}
			if l.weekdays == nil {
				l.weekdays = []time.Weekday{time.Tuesday}
			}
		}
		w.laws = append(w.laws, l)
	}
	return w
}

func (w *little) yaml() (programme, rulebook string) {
	programme = "program: {period: 2022-03-01/2022-04-30}\nbodies:\n"
	sessions := ""
	for _, b := range []string{"a", "b"} {
		kind := map[string]string{"a": "plenary", "b": "council"}[b]
		programme += fmt.Sprintf("  - {id: %s, kind: %s, name: %s", b, kind, strings.ToUpper(b))
		rows := ""
		for _, m := range w.meetings {
			switch {
			case m.body != b:
			case m.unknown:
				programme += ", previous_session: {number: 0}"
			case m.previous:
				programme += ", previous_session: {number: 0, date: " + isoAt(m.days[0]) + "}"
			default:
				var days []string
				for _, d := range m.days {
					days = append(days, isoAt(d))
				}
				rows += fmt.Sprintf("    - {number: %d, date: %q", m.number, "["+strings.Join(days, ",")+"]")
				if len(days) == 1 {
					rows = strings.Replace(rows, `"[`+days[0]+`]"`, days[0], 1)
				}
				if m.notice != nil {
					rows += ", notice: " + isoAt(*m.notice)
				}
				if m.held {
					rows += ", held: " + days[0]
				}
				rows += "}\n"
			}
		}
		programme += "}\n"
		if rows != "" {
			sessions += "  " + b + ":\n" + rows
		}
	}
	programme = strings.ReplaceAll(programme, "{number: 0", "{number: 9")
	if sessions != "" {
		programme += "sessions:\n" + sessions
	}
	if len(w.closed) > 0 {
		programme += "non_working:\n"
		for d := range lastOfIt {
			if w.closed[d] {
				programme += fmt.Sprintf("  - {date: %s, title: cierre, basis: acuerdo}\n", isoAt(d))
			}
		}
	}
	rulebook = "instruments: [{id: ley, name: Ley}]\nrules:\n"
	for i, l := range w.laws {
		rulebook += fmt.Sprintf("  - id: regla-%d\n    kind: %s\n    title: x\n    basis: {instrument: ley, read: verbatim}\n", i, l.kind)
		if l.kind != "order" && l.kind != "clash" {
			rulebook += "    bodies: [" + l.body + "]\n"
		}
		switch l.kind {
		case "maximum_interval", "minimum_interval":
			rulebook += fmt.Sprintf("    parameters: {%s: %d, roll: %v}\n", l.unit, l.n, l.roll)
		case "order":
			rulebook += fmt.Sprintf("    parameters: {first: a, then: b, %s: %d, mode: %s}\n", l.unit, l.n, map[bool]string{true: "each", false: "pair"}[l.each])
		case "minimum_sessions":
			rulebook += fmt.Sprintf("    parameters: {count: %d, period: month}\n", l.n)
		case "notice":
			rulebook += fmt.Sprintf("    parameters: {%s: %d}\n", l.unit, l.n)
		case "recurrence":
			var names []string
			for _, d := range l.weekdays {
				names = append(names, strings.ToLower(d.String()))
			}
			rulebook += "    parameters: {weekday: [" + strings.Join(names, ", ") + "]}\n"
		}
	}
	return programme, rulebook
}

// instance is one thing that a law asks, by the key that a conflict names.
type instance struct {
	law int
	key string
}

// place finds the meetings of an instance; -1 is none.
func (w *little) place(in instance) (at, other int) {
	at, other = -1, -1
	one, two, pair := strings.Cut(in.key, " ")
	for k, m := range w.meetings {
		switch {
		case m.previous:
		case m.key == in.key, pair && m.key == two:
			at = k
		case pair && m.key == one:
			other = k
		}
	}
	return at, other
}

// instances are all that the laws ask.
func (w *little) instances() (all []instance) {
	for i, l := range w.laws {
		add := func(key string) { all = append(all, instance{i, key}) }
		first := true
		for k, m := range w.meetings {
			of := m.body == l.body
			switch l.kind {
			case "maximum_interval", "minimum_interval":
				if of && !m.previous && !first {
					add(m.key)
				}
			case "working_day", "recurrence":
				if of && !m.previous {
					add(m.key)
				}
			case "notice":
				if of && m.notice != nil {
					add(m.key)
				}
			case "order":
				if m.body == "b" && !m.previous {
					add(m.key)
				}
			case "clash":
				for _, o := range w.meetings[:k] {
					if !o.previous && !m.previous && slices.ContainsFunc(o.days, func(d int) bool { return slices.Contains(m.days, d) }) {
						add(o.key + " " + m.key)
					}
				}
			}
			first = first && !of
		}
		switch {
		case l.kind == "minimum_sessions":
			add("2022-03")
			add("2022-04")
		case l.kind == "maximum_interval" && !first:
			add(rule.EndKey)
		}
	}
	return all
}

// keeps reports whether a choice keeps an instance of the meetings at and other.
// One that is not held, or has no day, is notHeld.
func (w *little) keeps(in instance, at, other int, days []int) bool {
	l := w.laws[in.law]
	x := notHeld
	if at >= 0 {
		if x = days[at]; x == notHeld {
			return true
		}
	}
	last, before := notHeld, notHeld // held in the body: the last, and before the session
	for k, m := range w.meetings {
		of := m.body == l.body
		if l.kind == "order" {
			of = m.body == "b"
		}
		if k == at {
			before = last
		}
		if of && days[k] != notHeld {
			last = days[k]
		}
	}
	switch l.kind {
	case "maximum_interval":
		if in.key == rule.EndKey {
			return last == notHeld || w.ends(in.law, last) > lastOfIt
		}
		return before == notHeld || x <= w.ends(in.law, before)
	case "minimum_interval":
		return before == notHeld || x >= w.ends(in.law, before)
	case "working_day":
		return w.workday(x)
	case "recurrence":
		return slices.Contains(l.weekdays, dayAt(x).Weekday())
	case "notice":
		return w.ends(in.law, *w.meetings[at].notice) <= x
	case "clash":
		return x != days[other]
	case "minimum_sessions":
		n := 0
		for k, m := range w.meetings {
			if m.body == l.body && days[k] != notHeld && !m.unknown && days[k] >= 0 && days[k] <= lastOfIt && (days[k] <= 30) == (in.key == "2022-03") {
				n++
			}
		}
		return n >= l.n
	case "order":
		from := -1
		if l.each {
			from = before
		}
		for k, m := range w.meetings {
			if a := days[k]; m.body == "a" && !m.unknown && a != notHeld && a > from && w.ends(in.law, a) <= x {
				return true
			}
		}
		return false
	}
	panic(l.kind)
}

// needs are the meetings that must have a day before an instance can be told.
func (w *little) needs(in instance) (last int) {
	for k, m := range w.meetings {
		l := w.laws[in.law]
		switch {
		case in.key == m.key, strings.HasSuffix(in.key, " "+m.key):
			last = max(last, k)
		case (in.key == rule.EndKey || l.kind == "minimum_sessions") && m.body == l.body, l.kind == "order" && m.body == "a":
			last = max(last, k)
		}
	}
	return last
}

// holds reports whether some assignment in order keeps some instances, with
// some dates free; tooMany that there are too many to look at.
func (w *little) holds(ins []instance, free []bool) (holds, tooMany bool) {
	type placed struct {
		instance
		at, other int
	}
	at := make([][]placed, len(w.meetings))
	for _, in := range ins {
		one, other := w.place(in)
		at[w.needs(in)] = append(at[w.needs(in)], placed{in, one, other})
	}
	days := make([]int, len(w.meetings))
	for i := range days {
		days[i] = notHeld
	}
	steps, speaks := 0, w.speaks(ins)
	var walk func(k, last int) bool
	walk = func(k, last int) bool {
		if k == len(days) {
			return true
		}
		m := w.meetings[k]
		if k > 0 && w.meetings[k-1].body != m.body {
			last = notHeld
		}
		try := func(d int) bool {
			if steps++; steps > 50_000 {
				tooMany = true
				return false
			}
			days[k] = d
			for _, in := range at[k] {
				if !w.keeps(in.instance, in.at, in.other, days) {
					return false
				}
			}
			return walk(k+1, max(last, d))
		}
		switch {
		case (free[k] || m.unknown) && !speaks[k]:
			days[k] = notHeld
			return walk(k+1, last)
		case m.unknown: // any day up to the last of the first that is listed
			end := lastOfIt
			if k+1 < len(days) && w.meetings[k+1].body == m.body {
				end = slices.Max(w.meetings[k+1].days)
			}
			for d := end; d >= -wide-60; d-- {
				if try(d) {
					return true
				}
			}
		case free[k]:
			for d := max(last, -wide); d <= lastOfIt+wide; d++ {
				if try(d) {
					return true
				}
			}
		default:
			for _, d := range m.days {
				if d >= last && try(d) {
					return true
				}
			}
		}
		if m.maybe && try(notHeld) {
			return true
		}
		days[k] = notHeld
		return false
	}
	holds = walk(0, notHeld)
	return holds, tooMany
}

// speaks marks the meetings of which some instances speak: a free one of which
// none does can be beside another, and need not be placed.
func (w *little) speaks(ins []instance) []bool {
	out := make([]bool, len(w.meetings))
	for _, in := range ins {
		l := w.laws[in.law]
		end := w.needs(in)
		back := l.kind == "maximum_interval" || l.kind == "minimum_interval" || l.kind == "order"
		for k := len(w.meetings) - 1; k >= 0; k-- {
			m := w.meetings[k]
			switch {
			case in.key == m.key || strings.HasPrefix(in.key, m.key+" ") || strings.HasSuffix(in.key, " "+m.key),
				l.kind == "minimum_sessions" && m.body == l.body, l.kind == "order" && m.body == "a", k == end:
				out[k] = true
			case back && (m.body == l.body || l.kind == "order") && k < end: // what can have come before
				out[k] = true
			}
		}
	}
	return out
}

// model gathers what the rules of a programme ask together, as Run does.
func (w *little) model(t *testing.T) (*rule.Model, *Result) {
	programme, rulebook := w.yaml()
	p, fs := load.Files("x", []*source.File{source.New("x/p.yaml", []byte(programme))})
	for _, f := range fs {
		if f.Severity == diag.Error {
			t.Fatalf("%s%s", f.Message, programme)
		}
	}
	in := Input{Program: p, Rulebook: source.New("x/rulebook.yaml", []byte(rulebook))}
	if w.asOf != nil {
		d := when.NewDay(2022, 3, 1+*w.asOf)
		in.AsOf = &d
	}
	r := Run(in)
	if len(r.Book.Rules) != len(w.laws) {
		t.Fatalf("%s\n%v", rulebook, r.Findings)
	}
	m := rule.NewModel(r.Book.Rules...)
	pass := rule.Pass{Agenda: r.Agenda, Calendar: Calendar(r.Book.Holidays, p)}
	for _, rl := range r.Book.InForce(p.Period) {
		r.together(m, rl, pass, func(b *program.Body) bool { return rl.Binds(b) })
	}
	return m, r
}

func TestConflictsAreIrreducible(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			irreducible(t, rand.New(rand.NewPCG(17, seed)), 1000)
		})
	}
}

func irreducible(t *testing.T, r *rand.Rand, programmes int) {
	seen := map[string]int{}
	for i := range programmes {
		w := randomLittle(r)
		if w.meetings == nil {
			continue
		}
		none := make([]bool, len(w.meetings))
		if ordered, _ := w.holds(nil, none); !ordered {
			continue
		}
		fault := func(format string, args ...any) {
			t.Helper()
			programme, rulebook := w.yaml()
			asOf := "nothing"
			if w.asOf != nil {
				asOf = isoAt(*w.asOf)
			}
			t.Fatalf("programme %d: %s\nas of %s\n%s%s", i, fmt.Sprintf(format, args...), asOf, programme, rulebook)
		}
		m, res := w.model(t)
		holds, tooMany := w.holds(w.instances(), none)
		if tooMany {
			seen["too many"]++
			continue
		}
		failing := false
		var told []string
		for _, v := range res.Verdicts {
			if v.Verdict.Verdict == diag.Broken {
				failing = true
			}
		}
		for _, f := range res.Findings {
			if f.Rule == "conflicto" {
				failing = failing || f.Verdict == diag.Broken
				told = append(told, f.Message)
			}
		}
		if holds == failing {
			fault("it holds: %v, and patci says that it fails: %v %q", holds, failing, told)
		}
		fails := false
		for _, part := range m.Problem.Parts() {
			answer, _ := part.Solve()
			if answer != joint.Fails {
				continue
			}
			fails = true
			c := part.Conflict()
			if c == nil || c.Whole {
				fault("no conflict")
			}
			for range 2 {
				if again := part.Conflict(); !reflect.DeepEqual(c, again) {
					fault("once %v, then %v", c, again)
				}
			}
			// The conflict in the enumerator's words.
			free := make([]bool, len(w.meetings))
			for k := range free {
				free[k] = !w.meetings[k].unknown
			}
			var dates []int
			for _, n := range c.Dates {
				s := m.Sessions[part.NodesOf[n]]
				k := slices.IndexFunc(w.meetings, func(o meeting) bool {
					return s.Body.ID.Value == o.body && (s.Session == nil && o.previous || s.Session != nil && !o.previous && s.Session.ID() == fmt.Sprintf("%s/%d", o.body, o.number))
				})
				dates = append(dates, k)
				free[k] = false
			}
			var ins []instance
			for _, a := range c.Asks {
				d := m.Demands[part.AsksOf[a]]
				in := instance{key: d.Key}
				fmt.Sscanf(d.Rule.ID, "regla-%d", &in.law)
				if !slices.Contains(w.instances(), in) {
					fault("it names %v", in)
				}
				ins = append(ins, in)
			}
			ok, many := w.holds(ins, free)
			if many {
				seen["too many"]++
				continue
			}
			if ok {
				fault("what it names holds: dates %v, instances %v", dates, ins)
			}
			seen["conflicts"]++
			seen[fmt.Sprintf("dates %d", len(dates))]++
			for _, d := range dates {
				free[d] = true
				if ok, many := w.holds(ins, free); !ok && !many {
					fault("it does not need the date of %+v: dates %v, instances %v", w.meetings[d], dates, ins)
				} else if many {
					seen["too many"]++
				}
				free[d] = false
			}
			for k := range ins {
				if ok, many := w.holds(slices.Delete(slices.Clone(ins), k, k+1), free); !ok && !many {
					fault("it does not need %v: dates %v, instances %v", ins[k], dates, ins)
				} else if many {
					seen["too many"]++
				}
			}
		}
		if fails == holds {
			fault("it holds: %v, and fails together: %v", holds, fails)
		}
		seen["programmes"]++
	}
	t.Log(seen)
	if seen["programmes"] < programmes*4/5 || seen["conflicts"] < programmes/2 || seen["dates 2"] < programmes/20 || seen["too many"] > programmes/4 {
		t.Error("too few conflicts, or all alike")
	}
}
