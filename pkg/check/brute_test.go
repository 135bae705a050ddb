package check_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/when"
)

// A programme made at random, and the verdicts that design.md asks of it,
// found by trying every choice of days. Nothing here uses the packages under
// test but to write and to run; days are numbers from 1 March 2022.

var origin = time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC)

func date(d int) time.Time { return origin.AddDate(0, 0, d) }
func iso(d int) string     { return date(d).Format("2006-01-02") }
func number(t time.Time) int {
	return int(t.Sub(origin).Hours() / 24)
}

var holidays = strings.Fields("2021-09-16 2021-11-15 2021-12-25 2022-01-01 2022-02-07 2022-03-21 2022-05-01 2022-05-05 2022-09-16 2022-11-21 2022-12-25")

// working is worked out once: the enumerators ask for nothing more often.
var working = func() (days [1200]bool) {
	for i := range days {
		wd := date(i - 600).Weekday()
		days[i] = wd != time.Saturday && wd != time.Sunday && !slices.Contains(holidays, iso(i-600))
	}
	return days
}()

func workday(d int) bool { return working[d+600] }

func next(d int) int {
	for !workday(d) {
		d++
	}
	return d
}

type session struct {
	number      int
	days        []int // of date:
	tentative   bool
	day         *int
	held        *int
	cancelled   *int // the day it was said
	notHeld     *int
	moved       []int // rescheduled.to
	movedOn     int
	period      [2]int
	of          int // -1 an earlier programme, 0 the one judged, 1 a later one
	previous    bool
	unknownPrev bool
}

type world struct {
	period    [2]int
	sessions  []session // of the earlier programme, the previous one, this programme, the later one
	earlier   *[2]int
	later     *[2]int
	since     *int
	until     *int
	asOf      *int
	unit      string
	length    int
	roll      bool
	count     int
	countUnit string
	rules     string // their kinds: interval, minimum, or apart
}

func some(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }
func ptr(i int) *int                { return &i }

func randomWorld(r *rand.Rand) *world {
	w := &world{period: [2]int{0, 30 + r.IntN(40)}}
	switch r.IntN(4) {
	case 0:
		w.unit, w.length = "months", 1
	case 1:
		w.unit, w.length = "weeks", 1+r.IntN(5)
	case 2:
		w.unit, w.length = "days", 4+r.IntN(40)
	default:
		w.unit, w.length = "working_days", 3+r.IntN(20)
	}
	w.roll = !some(r, 3)
	if some(r, 3) {
		w.since = ptr(r.IntN(60) - 15)
	}
	if some(r, 10) {
		w.until = ptr(r.IntN(70))
		if w.since != nil && *w.until < *w.since {
			w.until = nil
		}
	}
	if some(r, 2) {
		w.asOf = ptr(r.IntN(w.period[1]+20) - 5)
	}
	w.count = 1 + r.IntN(4)
	w.countUnit = []string{"year", "quarter", "month", "half"}[r.IntN(4)]
	n := 20
	fill := func(of int, period [2]int, many int) {
		length := period[1] - period[0] + 1
		for i := range many {
			s := session{number: n, of: of, period: period}
			n++
			window := func(from int) []int {
				var days []int
				for range 1 + r.IntN(3) {
					days = append(days, min(max(from+r.IntN(12), period[0]), period[1]))
				}
				slices.Sort(days)
				return slices.Compact(days)
			}
			from := period[0] + i*length/many
			s.days = window(from)
			if some(r, 14) && len(s.days) == 1 {
				s.tentative = true
			}
			switch r.IntN(12) {
			case 0:
				s.cancelled = ptr(from - r.IntN(10))
			case 1:
				s.held = ptr(s.days[0])
			case 2:
				s.held = ptr(min(s.days[0]+r.IntN(8), period[1]))
			case 3:
				s.notHeld = ptr(s.days[len(s.days)-1])
			case 4:
				s.moved, s.movedOn = window(from+5), from-r.IntN(5)
			case 5:
				s.day = ptr(s.days[0])
			case 6:
				if of == 0 && some(r, 2) {
					s.moved, s.movedOn = []int{period[1] + 1 + r.IntN(9)}, from // out of the programme
				}
			}
			w.sessions = append(w.sessions, s)
		}
	}
	if some(r, 5) {
		w.earlier = &[2]int{-60, -1}
		fill(-1, *w.earlier, r.IntN(3))
	}
	switch r.IntN(3) {
	case 0:
		w.sessions = append(w.sessions, session{number: n, previous: true, days: []int{-1 - r.IntN(40)}})
		n++
	case 1:
		w.sessions = append(w.sessions, session{number: n, previous: true, unknownPrev: true})
		n++
	}
	fill(0, w.period, r.IntN(6)*4/5+r.IntN(2))
	if some(r, 5) {
		w.later = &[2]int{w.period[1] + 1, w.period[1] + 60}
		fill(1, *w.later, 1+r.IntN(2))
	}
	return w
}

func (s *session) yaml() string {
	var days []string
	for _, d := range s.days {
		days = append(days, iso(d))
	}
	text := fmt.Sprintf("    - number: %d\n      date: \"[%s]\"\n", s.number, strings.Join(days, ","))
	if len(days) == 1 {
		text = fmt.Sprintf("    - number: %d\n      date: %s\n", s.number, days[0])
	}
	if s.tentative {
		months := []string{"", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}
		d := date(s.days[0])
		text = fmt.Sprintf("    - number: %d\n      date: %d de %s de %d (tentativa)\n", s.number, d.Day(), months[d.Month()], d.Year())
	}
	if s.day != nil {
		text += "      day: " + iso(*s.day) + "\n"
	}
	if s.held != nil {
		text += "      held: " + iso(*s.held) + "\n"
	}
	if s.cancelled != nil {
		text += "      cancelled: {on: " + iso(*s.cancelled) + ", reason: x}\n"
	}
	if s.notHeld != nil {
		text += "      not_held: {on: " + iso(*s.notHeld) + ", reason: x}\n"
	}
	if s.moved != nil {
		var to []string
		for _, d := range s.moved {
			to = append(to, iso(d))
		}
		text += fmt.Sprintf("      rescheduled: [{to: \"[%s]\", on: %s, reason: x}]\n", strings.Join(to, ","), iso(s.movedOn))
	}
	return text
}

func (w *world) yaml(of int, period [2]int) string {
	text := fmt.Sprintf("program: {period: %s/%s}\nbodies:\n  - id: pleno\n    kind: plenary\n    name: Pleno\n", iso(period[0]), iso(period[1]))
	sessions := ""
	for _, s := range w.sessions {
		switch {
		case s.previous && of == 0 && s.unknownPrev:
			text += fmt.Sprintf("    previous_session: {number: %d}\n", s.number)
		case s.previous && of == 0:
			text += fmt.Sprintf("    previous_session: {number: %d, date: %s}\n", s.number, iso(s.days[0]))
		case !s.previous && s.of == of:
			sessions += s.yaml()
		}
	}
	if sessions != "" {
		text += "sessions:\n  pleno:\n" + sessions
	}
	return text
}

func (w *world) rulebook() string {
	force := ""
	if w.since != nil {
		force += "    since: " + iso(*w.since) + "\n"
	}
	if w.until != nil {
		force += "    until: " + iso(*w.until) + "\n"
	}
	const head = "    title: x\n    bodies: [pleno]\n    basis: {instrument: ley, read: verbatim}\n"
	text := "instruments: [{id: ley, name: Ley}]\nrules:\n"
	for _, kind := range strings.Fields(w.rules) {
		switch kind {
		case "interval":
			text += "  - id: intervalo\n    kind: maximum_interval\n" + head + fmt.Sprintf("    parameters: {%s: %d, roll: %v}\n", w.unit, w.length, w.roll) + force
		case "minimum":
			text += "  - id: minimo\n    kind: minimum_sessions\n" + head + fmt.Sprintf("    parameters: {count: %d, period: %s}\n", w.count, w.countUnit) + force
		case "apart":
			text += "  - id: separacion\n    kind: minimum_interval\n" + head + fmt.Sprintf("    parameters: {%s: %d, roll: %v}\n", w.unit, w.length, w.roll) + force
		}
	}
	return text
}

func (w *world) judge(t *testing.T) *check.Result {
	t.Helper()
	read := func(of int, period [2]int) (*program.Program, []diag.Finding) {
		p, fs := load.Files("x", []*source.File{source.New("x/p.yaml", []byte(w.yaml(of, period)))})
		for _, f := range fs {
			if f.Severity == diag.Error {
				t.Fatalf("%s\n%s: %s", w.yaml(of, period), f.Place, f.Message)
			}
		}
		return p, fs
	}
	in := check.Input{Rulebook: source.New("x/rulebook.yaml", []byte(w.rulebook()))}
	in.Program, _ = read(0, w.period)
	if w.earlier != nil {
		p, _ := read(-1, *w.earlier)
		in.Siblings = append(in.Siblings, p)
	}
	if w.later != nil {
		p, _ := read(1, *w.later)
		in.Siblings = append(in.Siblings, p)
	}
	if w.asOf != nil {
		d := when.NewDay(2022, 3, 1+*w.asOf)
		in.AsOf = &d
	}
	r := check.Run(in)
	if len(r.Book.Rules) != len(strings.Fields(w.rules)) {
		t.Fatalf("%s\n%v", w.rulebook(), r.Findings)
	}
	return r
}

// choice is what the enumerator knows of one session.
type choice struct {
	*session
	can   []int
	maybe bool
}

// choices are the days of every session that has some, by the words of
// design.md.
func (w *world) choices(back int) []choice {
	known := func(d *int) bool { return d != nil && (w.asOf == nil || *d <= *w.asOf) }
	var all []choice
	for i := range w.sessions {
		s := &w.sessions[i]
		c := choice{session: s, can: s.days}
		if s.previous {
			if s.unknownPrev {
				last := w.period[1]
				for _, o := range w.sessions { // the first listed
					if o.of == 0 && !o.previous {
						last = o.days[len(o.days)-1]
						if o.day != nil {
							last = *o.day
						}
						if o.moved != nil && known(&o.movedOn) {
							last = o.moved[len(o.moved)-1]
						}
						if known(o.held) {
							last = *o.held
						}
						break
					}
				}
				c.can = nil
				for d := last - back; d <= last; d++ {
					c.can = append(c.can, d)
				}
			}
			all = append(all, c)
			continue
		}
		last := s.days[len(s.days)-1]
		if s.tentative {
			c.can = nil
			for d := s.period[0]; d <= s.period[1]; d++ {
				c.can = append(c.can, d)
			}
		}
		if s.day != nil {
			c.can, last = []int{*s.day}, *s.day
		}
		if s.moved != nil && known(&s.movedOn) {
			c.can, last = s.moved, s.moved[len(s.moved)-1]
		}
		switch {
		case known(s.held):
			c.can = []int{*s.held}
		case known(s.cancelled), known(s.notHeld):
			continue
		case w.asOf != nil && last < *w.asOf:
			c.maybe = true
		}
		all = append(all, c)
	}
	return all
}

// every calls f with every choice in order, -1000 for a session not held,
// until it answers false.
func every(cs []choice, f func([]int) bool) {
	days := make([]int, len(cs))
	var walk func(k, last int) bool
	walk = func(k, last int) bool {
		if k == len(cs) {
			return f(days)
		}
		if cs[k].maybe {
			if days[k] = -1000; !walk(k+1, last) {
				return false
			}
		}
		for _, x := range cs[k].can {
			if x >= last {
				if days[k] = x; !walk(k+1, x) {
					return false
				}
			}
		}
		return true
	}
	walk(0, -999)
}

// verdict is that of a test over every choice; "" if there is no choice.
func verdictOf(cs []choice, ok func([]int) bool) string {
	good, bad := false, false
	every(cs, func(days []int) bool {
		if ok(days) {
			good = true
		} else {
			bad = true
		}
		return !good || !bad
	})
	switch {
	case good && bad:
		return "open"
	case good:
		return "met"
	case bad:
		return "broken"
	}
	return ""
}

func sure(cs []choice) []choice {
	out := slices.Clone(cs)
	for i := range out {
		out[i].maybe = false
	}
	return out
}

// limit is the last lawful day after y; ok is false if it does not bind.
func (w *world) limit(y int) (l int, ok bool) {
	if w.since != nil && *w.since > y {
		y = *w.since
	}
	switch w.unit {
	case "months":
		t := date(y)
		l = number(time.Date(t.Year(), t.Month()+time.Month(w.length), t.Day(), 0, 0, 0, 0, time.UTC))
		if date(l).Day() != t.Day() {
			l = number(time.Date(t.Year(), t.Month()+time.Month(w.length)+1, 1, 0, 0, 0, 0, time.UTC))
			l = next(l)
		}
	case "weeks":
		l = y + 7*w.length
	case "days":
		l = y + w.length
	case "working_days":
		l = y
		for left := w.length; left > 0; {
			if l++; workday(l) {
				left--
			}
		}
	}
	if w.roll {
		l = next(l)
	}
	return l, w.until == nil || l <= *w.until
}

func (w *world) interval(cs []choice) func([]int) bool {
	return func(days []int) bool {
		last, any := 0, false
		for k, x := range days {
			if x == -1000 || cs[k].of == 1 {
				continue
			}
			if any && cs[k].of == 0 && !cs[k].previous {
				if l, binds := w.limit(last); binds && x > l {
					return false
				}
			}
			last, any = x, true
		}
		if !any {
			return true
		}
		l, binds := w.limit(last)
		return !binds || l > w.period[1]
	}
}

func (w *world) inForceAtAll(from, to int) bool {
	return (w.since == nil || *w.since <= to) && (w.until == nil || *w.until >= from)
}

func TestIntervalIsBruteForce(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			intervals(t, rand.New(rand.NewPCG(1, seed)), 1500)
		})
	}
}

// intervals judges so many programmes made at random.
func intervals(t *testing.T, r *rand.Rand, programs int) {
	seen := map[string]int{}
	for i := range programs {
		w := randomWorld(r)
		w.rules = "interval"
		cs := w.choices(150)
		want := verdictOf(cs, w.interval(cs))
		if want == "" {
			continue
		}
		reaches := false
		for _, c := range cs {
			reaches = reaches || c.of < 1
		}
		if !reaches || !w.inForceAtAll(0, w.period[1]) {
			want = "not_applicable"
		}
		seen[want]++
		res := w.judge(t)
		var got check.Judged
		for _, v := range res.Verdicts {
			if v.Rule.ID == "intervalo" {
				got = v
			}
		}
		story := func() string {
			return fmt.Sprintf("world %d as of %v\n%s%s%s\nmessage: %s %v\n%v", i, show(w.asOf), w.rulebook(), w.yaml(0, w.period), w.yaml(-1, [2]int{-60, -1}), got.Message, got.Because, got.Findings)
		}
		if got.Verdict.Verdict.String() != want {
			t.Fatalf("%s: got %s, want %s", story(), got.Verdict.Verdict, want)
		}
		if want != "open" {
			if got.Because != nil {
				t.Fatalf("%s: %s because %v", story(), want, got.Because)
			}
		} else {
			held := verdictOf(sure(cs), w.interval(cs))
			if held != "" && slices.Contains(got.Because, diag.Unrecorded) != (held != "open") {
				t.Fatalf("%s: because %v, and if all were held %s", story(), got.Because, held)
			}
			unknown := slices.ContainsFunc(cs, func(c choice) bool { return c.unknownPrev })
			if len(got.Because) == 0 || slices.Contains(got.Because, diag.UnknownPrevious) && !unknown || held != "open" && held != "" && len(got.Because) > 1 && held == "met" {
				t.Fatalf("%s: because %v", story(), got.Because)
			}
		}
		if (want == "broken" || want == "open") != (len(got.Findings) > 0) {
			t.Fatalf("%s: %d findings", story(), len(got.Findings))
		}
		if want == "met" || want == "broken" {
			seen["monotone"] += w.narrow(t, r, cs, want)
		}
		for _, f := range got.Findings {
			w.remedies(t, f, got.Findings, seen)
		}
	}
	t.Log(seen)
	for _, v := range []string{"met", "open", "broken", "not_applicable"} {
		if seen[v] < 50 {
			t.Errorf("only %d %s", seen[v], v)
		}
	}
}

// narrow takes a day from a date at random, keeping its last (or what its
// being past says would change): broken stays broken and met stays met.
func (w *world) narrow(t *testing.T, r *rand.Rand, cs []choice, was string) int {
	t.Helper()
	n := *w
	n.sessions = slices.Clone(w.sessions)
	k := r.IntN(max(1, len(n.sessions)))
	if k >= len(n.sessions) || n.sessions[k].previous || len(n.sessions[k].days) < 2 || n.sessions[k].day != nil || n.sessions[k].tentative {
		return 0
	}
	s := &n.sessions[k]
	s.days = slices.Delete(slices.Clone(s.days), 0, 1)
	now := n.choices(150)
	if verdictOf(now, func([]int) bool { return true }) == "" {
		return 0
	}
	for _, v := range n.judge(t).Verdicts {
		if v.Rule.ID == "intervalo" && v.Verdict.Verdict.String() != was {
			t.Fatalf("narrowing %d turned %s into %s\n%s%s", s.number, was, v.Verdict.Verdict, n.rulebook(), n.yaml(0, n.period))
		}
	}
	return 1
}

var (
	spanishDay = `(\d+) de (\w+)(?: de (\d+))?`
	moveTo     = regexp.MustCompile(`(adelante|recorra) la (\d+)\.ª al ` + spanishDay)
	addOn      = regexp.MustCompile(`^programe (?:otra sesión|(?:dos|tres|cuatro) sesiones más)(?: entre [^,]+)?, a más tardar (el [^,]*(?:, el [^,]*)*)`)
	fixBy      = regexp.MustCompile(`^fije la (\d+)\.ª (a más tardar el|a partir del) ` + spanishDay)
	anyDay     = regexp.MustCompile(spanishDay)
)

// dayOf reads a day of a message.
func dayOf(m []string) int {
	year := 2022
	if m[2] != "" {
		fmt.Sscan(m[2], &year)
	}
	var d int
	fmt.Sscan(m[0], &d)
	for month := time.January; month <= time.December; month++ {
		if when.MonthName(month) == m[1] {
			return number(time.Date(year, month, d, 0, 0, 0, 0, time.UTC))
		}
	}
	panic(m)
}

// remedies does what a finding advises and judges again: where it is the only
// finding the rule is no longer broken, and what it said is not said again.
func (w *world) remedies(t *testing.T, f diag.Finding, all []diag.Finding, seen map[string]int) {
	t.Helper()
	try := func(kind string, sessions []session, stillOpen bool) {
		t.Helper()
		n := *w
		n.sessions = sessions
		seen[kind]++
		var now check.Judged
		for _, v := range n.judge(t).Verdicts {
			if v.Rule.ID == "intervalo" {
				now = v
			}
		}
		told := slices.ContainsFunc(now.Findings, func(o diag.Finding) bool {
			return slices.Equal(o.Entities, f.Entities) && o.Message[:5] == f.Message[:5] && (!stillOpen || o.Verdict == diag.Broken)
		})
		if told || len(all) == 1 && now.Verdict.Verdict == diag.Broken || now.Message[:9] == "no puede " {
			t.Fatalf("%s\n%s\n→ %s %v\nas of %s\n%s%s%s\nwith it\n%s", f.Message, f.Remedy, now.Verdict.Verdict, now.Findings, show(w.asOf), w.rulebook(), w.yaml(0, w.period), w.yaml(-1, [2]int{-60, -1}), n.yaml(0, n.period))
		}
	}
	fixed := func(k, d int) []session {
		out := slices.Clone(w.sessions)
		for i := range out {
			if s := &out[i]; s.number == k {
				*s = session{number: k, days: []int{d}, period: s.period, of: s.of}
			}
		}
		return out
	}
	for _, m := range moveTo.FindAllStringSubmatch(f.Remedy, -1) {
		var k int
		fmt.Sscan(m[2], &k)
		try(m[1], fixed(k, dayOf(m[3:])), true)
	}
	if m := fixBy.FindStringSubmatch(f.Remedy); m != nil {
		var k int
		fmt.Sscan(m[1], &k)
		d := dayOf(m[3:])
		i := slices.IndexFunc(w.sessions, func(s session) bool { return s.number == k })
		for _, c := range w.choices(150) { // any of its days that the advice leaves, if the order does
			if c.number != k || len(c.can) < 2 || w.sessions[i].of != 0 {
				continue
			}
			for _, x := range c.can {
				if (m[2] == "a más tardar el") == (x <= d) || x == d {
					s := fixed(k, x)
					if n := (&world{period: w.period, sessions: s, asOf: w.asOf, earlier: w.earlier, later: w.later}); verdictOf(n.choices(150), func([]int) bool { return true }) != "" {
						try(m[2], s, false)
					}
				}
			}
		}
	}
	if m := addOn.FindStringSubmatch(f.Remedy); m != nil && f.Verdict == diag.Broken && len(all) == 1 {
		place := -1 // before which session
		late := f.Entities[len(f.Entities)-1]
		for i, s := range w.sessions {
			if fmt.Sprintf("pleno/%d", s.number) == late {
				place = i
			}
		}
		if place < 0 || strings.Contains(f.Message, "no hay otra sesión") || slices.ContainsFunc(f.Steps, func(s string) bool { return strings.HasPrefix(s, "después no hay") }) {
			for place = len(w.sessions); place > 0 && w.sessions[place-1].of > 0; {
				place--
			}
		}
		out := slices.Clone(w.sessions)
		for _, a := range anyDay.FindAllStringSubmatch(m[1], -1) {
			d := dayOf(a[1:])
			if d > w.period[1] {
				return // before a session that was moved out of the programme
			}
			out = slices.Insert(out, place, session{days: []int{d}, period: w.period})
			place++
		}
		for i := range out {
			out[i].number = 100 + i
		}
		n := *w
		n.sessions = out
		if verdictOf(n.choices(150), func([]int) bool { return true }) == "" {
			seen["unordered with more"]++
			return
		}
		f.Entities = []string{"-"}
		try("programe", out, true)
	}
}

func show(d *int) string {
	if d == nil {
		return "nothing"
	}
	return iso(*d)
}

func TestMinimumIsBruteForce(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 2))
	seen := map[string]int{}
	months := map[string]int{"year": 12, "half": 6, "quarter": 3, "month": 1}
	for i := range 6000 {
		w := randomWorld(r)
		w.rules = "minimum"
		cs := slices.DeleteFunc(w.choices(0), func(c choice) bool { return c.unknownPrev })
		if verdictOf(cs, func([]int) bool { return true }) == "" {
			continue
		}
		res := w.judge(t)
		var got []check.Judged
		for _, v := range res.Verdicts {
			if v.Rule.ID == "minimo" && v.Verdict.Verdict != diag.NotApplicable {
				got = append(got, v)
			}
		}
		at := 0
		for m := 1; ; m += months[w.countUnit] {
			from := number(time.Date(2022, time.Month(m), 1, 0, 0, 0, 0, time.UTC))
			to := number(time.Date(2022, time.Month(m+months[w.countUnit]), 1, 0, 0, 0, 0, time.UTC)) - 1
			if from > w.period[1] {
				break
			}
			if to < w.period[0] || !w.inForceAtAll(from, to) {
				continue
			}
			enough := func(days []int) bool {
				n := 0
				for _, x := range days {
					if x != -1000 && from <= x && x <= to {
						n++
					}
				}
				return n >= w.count
			}
			whole := true // in force and loaded
			for d := from; d <= to; d++ {
				loaded := d >= w.period[0] && d <= w.period[1] || w.earlier != nil && d >= w.earlier[0] && d <= w.earlier[1] || w.later != nil && d >= w.later[0] && d <= w.later[1]
				whole = whole && loaded && w.inForceAtAll(d, d)
			}
			want, held := verdictOf(cs, enough), verdictOf(sure(cs), enough)
			if want == "broken" && !whole {
				want = "open"
			}
			if held == "broken" && !whole {
				held = "open"
			}
			seen[want]++
			if at == len(got) {
				t.Fatalf("world %d: no verdict of %s to %s", i, iso(from), iso(to))
			}
			g := got[at]
			at++
			if g.Verdict.Verdict.String() != want || want == "open" && held != "" && slices.Contains(g.Because, diag.Unrecorded) != (held != "open") {
				t.Fatalf("world %d as of %s, %s to %s\n%s%s%s\ngot %s %v, want %s, held %s", i, show(w.asOf), iso(from), iso(to), w.rulebook(), w.yaml(0, w.period), w.yaml(-1, [2]int{-60, -1}), g.Verdict.Verdict, g.Because, want, held)
			}
			if (want == "broken" || want == "open") != (len(g.Findings) > 0) {
				t.Fatalf("world %d: %s with %d findings", i, want, len(g.Findings))
			}
		}
		if at != len(got) {
			t.Fatalf("world %d: %d verdicts, want %d", i, len(got), at)
		}
	}
	t.Log(seen)
	for _, v := range []string{"met", "open", "broken"} {
		if seen[v] < 300 {
			t.Errorf("only %d %s", seen[v], v)
		}
	}
}
