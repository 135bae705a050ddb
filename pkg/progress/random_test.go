package progress

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"patci/pkg/agenda"
	"patci/pkg/when"
)

// facts is a programme of which only what happened by a day can be written, so
// that what was known then can be measured.
type facts struct {
	*rand.Rand
	year when.Range
}

var eventDates = []string{"10 de marzo", "marzo", "Abril/Mayo", "Por definir", "Noviembre (por definir)", "del 22 al 26 de agosto",
	"a más tardar el 30 de junio", "Segundo semestre de 2022", "12 de mayo (tentativa)", "último día hábil de marzo", "a petición", "31 de diciembre", "1 de enero", "10 u 11 de octubre"}

var spanDates = append([]string{"bimestral", "mensual", "permanente", "octubre y noviembre", "trimestral", "10, 17 y 24 de marzo; 7 de abril"}, eventDates...)

func (f *facts) pick(words []string) string { return words[f.IntN(len(words))] }

// day is a day of the year or of the month around it.
func (f *facts) day() when.Day {
	return f.year.First - 30 + when.Day(f.IntN(f.year.Len()+60))
}

func (f *facts) maybe(percent int) bool { return f.IntN(100) < percent }

// write writes a programme of random facts as far as it was known on a day. The
// same random source writes the same programme whatever the day.
func (f *facts) write(known when.Day) string {
	var b strings.Builder
	b.WriteString("program: {year: 2022, title: Programa}\n")
	if f.maybe(20) {
		b.WriteString("lights: {green: 80, amber: 60}\n")
	}
	b.WriteString("bodies: [{id: pleno, kind: plenary, name: Comisión, short: Pleno}, {id: sub, kind: subcommission, name: Subcomisión}]\nsessions:\n")
	held := map[string]when.Day{}
	for _, body := range []string{"pleno", "sub"} {
		fmt.Fprintf(&b, "  %s:\n", body)
		for n := range 1 + f.IntN(5) {
			if line, id, on := f.session(body, n+1, known); line != "" {
				b.WriteString("    - {" + line + "}\n")
				if on != 0 {
					held[id] = on
				}
			} else if on != 0 {
				held[id] = on
			}
		}
		// A list is never empty.
		b.WriteString("    - {number: 99, date: diciembre}\n")
	}
	b.WriteString("objectives:\n")
	for n := range 1 + f.IntN(3) {
		if f.maybe(35) {
			fmt.Fprintf(&b, "  - {number: %d, title: Objetivo, sections: [{id: A, title: Una, activities: [%s]}, {id: B, title: Otra, activities: [%s]}]}\n", n+1, f.activities(known), f.activities(known))
			continue
		}
		fmt.Fprintf(&b, "  - {number: %d, title: Objetivo, activities: [%s]}\n", n+1, f.activities(known))
	}
	b.WriteString("observances: [{id: dia, title: Día, date: 30 de julio" + f.fact("held", known) + ", activities: [" + f.activities(known) + "]}]\n")
	fmt.Fprintf(&b, "meetings: [{id: corett, title: CORETT, dates: [%s, %s]%s%s}, {id: gara, title: GARA, date: %s%s}]\n", f.quoted(eventDates), f.quoted(eventDates),
		f.fact("held", known), f.fact("cancelled", known), f.quoted(eventDates), f.fact("held", known))
	fmt.Fprintf(&b, "agreements: [{number: 1, instrument: Convenio, until: %s%s}, {number: 2, instrument: Instrumento, date: %s%s}]\n",
		f.day(), f.fact("signed", known), f.quoted(spanDates), f.fact("signed", known))
	b.WriteString("resolutions:\n  - {id: cero, title: Acuerdo}\n")
	for n := range f.IntN(3) {
		session := fmt.Sprintf("pleno/%d", 1+f.IntN(5))
		line := fmt.Sprintf("  - {id: a%d, title: Acuerdo, due: %s%s%s", n, f.quoted(eventDates), f.fact("done", known), f.fact("cancelled", known))
		if on, ok := held[session]; ok {
			line += ", session: " + session
			if on > known {
				continue // nobody knew of it
			}
		}
		b.WriteString(line + "}\n")
	}
	return b.String()
}

func (f *facts) quoted(words []string) string { return "'" + f.pick(words) + "'" }

// fact is one fact with its day, or "" if it has not happened by the day known.
func (f *facts) fact(key string, known when.Day) string {
	d, has := f.day(), f.maybe(35)
	if !has || d > known {
		return ""
	}
	return fmt.Sprintf(", %s: %s", key, d)
}

func (f *facts) session(body string, n int, known when.Day) (line, id string, held when.Day) {
	line = fmt.Sprintf("number: %d", n)
	id = fmt.Sprintf("%s/%d", body, n)
	date := ", date: " + f.quoted(eventDates)
	dated := f.maybe(85)
	extra := f.maybe(10)
	if extra {
		line += ", kind: extraordinary"
		id = fmt.Sprintf("%s/ext/%d", body, n)
	}
	if dated {
		line += date
		if day := f.day(); f.maybe(10) && f.year.Contains(day) {
			line += fmt.Sprintf(", day: %s", day)
		}
	}
	facts := f.fact("notice", known)
	if d := f.day(); f.maybe(40) {
		held = d
		if d <= known {
			facts += fmt.Sprintf(", held: %s", d)
		}
	}
	if f.maybe(50) {
		facts += f.fact("not_held", known) + f.fact("cancelled", known)
	}
	var moves []string
	for range f.IntN(3) {
		to, on := "'"+f.pick(eventDates)+"'", f.day()
		if f.maybe(50) {
			to = f.day().String()
		}
		if on <= known {
			moves = append(moves, fmt.Sprintf("{to: %s, on: %s}", to, on))
		}
	}
	if len(moves) > 0 {
		facts += ", rescheduled: [" + strings.Join(moves, ", ") + "]"
	}
	if !dated && facts == "" {
		return "", id, held // nobody knew of it
	}
	return line + facts, id, held
}

func (f *facts) activities(known when.Day) string {
	var out []string
	for n := range 1 + f.IntN(5) {
		a := fmt.Sprintf("number: %d, title: Acto", n+1)
		if f.maybe(85) {
			a += ", date: " + f.quoted(spanDates)
		}
		if f.maybe(20) {
			a += ", kind: meeting"
		}
		if f.maybe(40) {
			a += fmt.Sprintf(", target: %d", 1+f.IntN(12))
		}
		if f.maybe(15) {
			a += fmt.Sprintf(", weight: %d", 1+f.IntN(9))
		}
		var progress []string
		for range f.IntN(4) {
			on, what := f.day(), fmt.Sprintf("percent: %d", f.IntN(101))
			if f.maybe(50) {
				what = fmt.Sprintf("quantity: %d", f.IntN(5))
			}
			if on <= known {
				progress = append(progress, fmt.Sprintf("{on: %s, %s}", on, what))
			}
		}
		if len(progress) > 0 {
			a += ", progress: [" + strings.Join(progress, ", ") + "]"
		}
		out = append(out, "{"+a+f.fact("done", known)+"}")
	}
	return strings.Join(out, ", ")
}

// dump writes all that a report says, without places in files.
func dump(r *Report) string {
	var b strings.Builder
	entry := func(e *agenda.Entry) string {
		if e == nil {
			return "-"
		}
		return fmt.Sprint(e.ID, " ", e.State, " ", e.Days)
	}
	for _, x := range r.Bodies {
		next := entry(x.Next)
		x.Next, x.Body = nil, nil
		fmt.Fprintf(&b, "%+v next %s\n", x, next)
	}
	advance := func(g Advance) {
		percent := "-"
		if g.Percent != nil {
			percent = fmt.Sprint(*g.Percent, *g.WholePercent)
		}
		g.Percent, g.WholePercent = nil, nil
		fmt.Fprintf(&b, "  %+v %s\n", g, percent)
	}
	for _, x := range r.Objectives {
		fmt.Fprintln(&b, x.ID, x.Title)
		advance(x.Advance)
	}
	for _, x := range r.Observances {
		fmt.Fprintln(&b, x.ID, entry(x.Entry))
		advance(x.Advance)
	}
	for _, x := range r.Meetings {
		next := entry(x.Next)
		x.Next = nil
		fmt.Fprintf(&b, "%+v next %s\n", x, next)
	}
	for _, x := range r.Agreements {
		fmt.Fprintln(&b, x.Title, x.State, x.Until != nil, x.Signed != nil, x.Date.Days)
	}
	for _, x := range r.Resolutions {
		fmt.Fprintln(&b, x.ID, x.Title, x.State, x.Due.Days, x.Responsible)
	}
	for _, list := range [][]Item{r.Attention, r.Happened} {
		for _, x := range list {
			day := "-"
			if x.Day != nil {
				day = x.Day.String()
			}
			fmt.Fprintln(&b, x.Kind, x.IDs, day, x.Light, x.Message)
		}
	}
	// An agreement is planned until it is signed, and its id says so.
	return strings.ReplaceAll(b.String(), "convenio-previsto/", "convenio/")
}

// TestRandomProgrammes measures random programmes on random days: whatever was
// written, the sums add up, nothing is told twice, more is never expected
// earlier, and a report of a past day says what could be known then.
func TestRandomProgrammes(t *testing.T) {
	const parts = 4
	programmes := 2000
	if testing.Short() {
		programmes = 200
	}
	met := make([]map[string]int, parts)
	t.Run("part", func(t *testing.T) {
		for part := range parts {
			t.Run(fmt.Sprint(part), func(t *testing.T) {
				t.Parallel()
				met[part] = map[string]int{}
				for n := range programmes / parts {
					if randomProgramme(t, uint64(n*parts+part), met[part]); t.Failed() {
						return
					}
				}
			})
		}
	})
	// A test that met nothing tests nothing.
	for _, k := range []string{"overdue", "late", "lapsed", "due_today", "next", "lapsing", "undefined", "held", "not_held", "rescheduled", "cancelled", "progress", "done", "signed",
		"moved", "sessions not held", "sessions held", "green", "amber", "red", "none"} {
		sum := 0
		for _, m := range met {
			sum += m[k]
		}
		if sum == 0 && !t.Failed() {
			t.Errorf("no random programme had %q", k)
		}
	}
}

func randomProgramme(t *testing.T, seed uint64, met map[string]int) {
	year := when.Range{First: when.NewDay(2022, 1, 1), Last: when.NewDay(2022, 12, 31)}
	write := func(known when.Day) string {
		return (&facts{rand.New(rand.NewPCG(seed, 7)), year}).write(known)
	}
	all := write(year.Last + 1000)
	p := bare(t, all)
	r := rand.New(rand.NewPCG(seed, 8))
	before := map[string]float64{}
	day := year.First - 20
	for turn := range uint64(2) {
		day += when.Day(1 + r.IntN(220))
		since := day - 40
		a := agenda.Build(p, &day, calendar)
		report := Measure(a, &since)
		coherent(t, report, a)
		for _, o := range report.Objectives {
			if o.Expected < before[o.ID] {
				t.Errorf("%s: %f expected, before it %f", o.ID, o.Expected, before[o.ID])
			}
			before[o.ID] = o.Expected
			met[string(o.Light)]++
		}
		if turn == seed/4%2 {
			then := write(day)
			past := Measure(agenda.Build(bare(t, then), &day, calendar), &since)
			if got, want := dump(report), dump(past); got != want {
				t.Errorf("as of %s, later facts count:\n%s\nwhat was known then:\n%s\ngave\n%s\nand not\n%s", day, all, then, got, want)
			}
		}
		for _, it := range append(report.Attention, report.Happened...) {
			met[string(it.Kind)]++
		}
		for _, b := range report.Bodies {
			met["moved"] += b.MovedOut
			met["sessions not held"] += b.NotHeld
			met["sessions held"] += b.Held
		}
		if t.Failed() {
			t.Logf("seed %d, %s:\n%s", seed, day, all)
			return
		}
	}
}

// coherent checks what must hold of any report.
func coherent(t *testing.T, r *Report, a *agenda.Agenda) {
	t.Helper()
	promised, sessions := 0, 0
	for _, b := range r.Bodies {
		promised += b.Promised
		sessions += b.Promised + b.Unplanned
		if sum := b.Held + b.Overdue + b.Pending + b.Cancelled + b.NotHeld + b.MovedOut; sum != b.Promised {
			t.Errorf("%s: %d promised, %d in some state", b.ID, b.Promised, sum)
		}
		if b.Next == nil && b.Pending > 0 {
			t.Errorf("%s: %d pending and no next one", b.ID, b.Pending)
		}
		if b.Next != nil && !b.Next.Days.IsEmpty() && b.Next.Days.Last() < r.AsOf {
			t.Errorf("%s: the next one is past", b.ID)
		}
	}
	want := 0
	for _, s := range r.Program.Sessions {
		if s.Promised() {
			want++
		}
	}
	entries := 0
	for _, e := range a.Entries {
		if e.Kind == agenda.SessionKind {
			entries++
		}
		if e.State == "" {
			t.Errorf("%s has no state", e.ID)
		}
	}
	if promised != want || sessions != entries {
		t.Errorf("%d promised, want %d; %d sessions, want %d", promised, want, sessions, entries)
	}
	groups := []Advance{}
	planned := PlannedBy(a, r.AsOf)
	plan := func(id string, g Advance) {
		if want := (Plan{g.ExpectedDone, g.ExpectedPercent}); planned[id] != want {
			t.Errorf("%s: planned %v, and by the day of the report %v", id, want, planned[id])
		}
		groups = append(groups, g)
	}
	for _, o := range r.Objectives {
		plan(o.ID, o.Advance)
		var sum Advance
		for _, s := range o.Sections {
			plan(s.ID, s.Advance)
			sum.Activities += s.Activities
			sum.Done += s.Done
			sum.InProgress += s.InProgress
			sum.Late += s.Late
			sum.Unrecorded += s.Unrecorded
			sum.NotBegun += s.NotBegun
			sum.ExpectedDone += s.ExpectedDone
			sum.Recorded += s.Recorded
		}
		of := Advance{Activities: o.Activities, Done: o.Done, InProgress: o.InProgress, Late: o.Late, Unrecorded: o.Unrecorded, NotBegun: o.NotBegun, ExpectedDone: o.ExpectedDone, Recorded: o.Recorded}
		if o.Sections != nil && sum != of {
			t.Errorf("%s: its sections have %+v, and it has %+v", o.ID, sum, of)
		}
	}
	becameOf(t, r, a)
	for _, o := range r.Observances {
		plan(o.ID, o.Advance)
	}
	for _, g := range groups {
		if sum := g.Done + g.InProgress + g.Late + g.Unrecorded + g.NotBegun; sum != g.Activities {
			t.Errorf("%d activities, %d in some state", g.Activities, sum)
		}
		none := g.Recorded == 0
		if (g.Percent == nil) != none || (g.WholePercent == nil) != none || (g.Light == None) != none || g.Done+g.InProgress+g.Late != g.Recorded {
			t.Errorf("recorded and not: %+v", g)
		}
		if g.Expected < 0 || g.Expected > 100 || g.Percent != nil && (*g.Percent < 0 || *g.Percent > 100) {
			t.Errorf("out of 0 to 100: %+v", g)
		}
	}
	for _, x := range r.Meetings {
		if x.Held+x.Overdue+x.Pending+x.Cancelled != x.Dates || x.Undefined > x.Pending || (x.Next == nil) != (x.Pending == 0) {
			t.Errorf("%+v", x)
		}
	}
	seen := map[string]bool{}
	for i, it := range r.Attention {
		if it.ID != it.IDs[0] || it.Message == "" {
			t.Errorf("%+v", it)
		}
		for _, id := range it.IDs {
			if seen[id] {
				t.Errorf("%s needs attention twice", id)
			}
			seen[id] = true
		}
		if i > 0 && byUrgency(r.Attention[i-1], it) > 0 {
			t.Errorf("%s out of order", it.ID)
		}
		past := it.Day != nil && *it.Day < r.AsOf
		if past != (it.Kind.rank() == 0) || it.Kind == ItemDueToday && *it.Day != r.AsOf || it.Kind.rank() == 2 && (*it.Day <= r.AsOf || *it.Day > r.Until) {
			t.Errorf("%s is %s on %s", it.ID, it.Kind, it.Day)
		}
	}
	for _, it := range r.Happened {
		if *it.Day <= *r.Since || *it.Day > r.AsOf {
			t.Errorf("%s happened on %s", it.ID, it.Day)
		}
	}
}
