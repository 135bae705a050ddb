package calendar_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/load"
	"patci/pkg/when"
	"patci/pkg/workday"
	"patci/plan"
)

// of2022 is the agenda of the programme of 2022 on 1 April.
func of2022(t testing.TB) *agenda.Agenda {
	t.Helper()
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	return built(t, fsys, when.NewDay(2022, time.April, 1))
}

// written is the agenda of a programme of 2022 on a day.
func written(t testing.TB, asOf when.Day, yaml string) *agenda.Agenda {
	t.Helper()
	return built(t, fstest.MapFS{"a.yaml": {Data: []byte("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\n" + yaml)}}, asOf)
}

func built(t testing.TB, fsys fs.FS, asOf when.Day) *agenda.Agenda {
	t.Helper()
	p, _, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	return agenda.Build(p, &asOf, workday.New(workday.Official))
}

func month(m time.Month) calendar.Query {
	first, last := when.NewDay(2022, m, 1), when.NewDay(2022, m+1, 1)-1
	return calendar.Query{From: &first, To: &last}
}

func ids(entries []calendar.Entry) string {
	var out []string
	for _, e := range entries {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

// TestApril compares a month with lists made by hand from the official text.
func TestApril(t *testing.T) {
	c := calendar.Make(of2022(t), month(time.April))
	for _, test := range []struct {
		part    string
		entries []calendar.Entry
		want    string
	}{
		{"Con fecha", c.Parts.Fixed, "capacitacion/12 seleccion/14 campanas/2 trabajo-forzoso/5 campanas/3"},
		{"Con fecha por definir", c.Parts.Open, "subcomision/26 pleno/19"},
		{"Actividades", c.Parts.Activities, "objetivo-3/A/1 objetivo-1/2 objetivo-4/B/6#2 objetivo-1/3 objetivo-3/B/12 objetivo-1/4"},
		{"Sin fecha", c.Parts.Undated, ""},
	} {
		if got := ids(test.entries); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.part, got, test.want)
		}
	}
	want := calendar.Counts{Sessions: calendar.Count{All: 7, Open: 2}, Activities: calendar.Count{All: 6}, Undated: 13}
	if c.Counts != want {
		t.Errorf("got %+v, want %+v", c.Counts, want)
	}
}

// TestWindow checks that what can fall in two months appears in both, and in
// no other.
func TestWindow(t *testing.T) {
	a := of2022(t)
	for m := time.January; m <= time.December; m++ {
		got := strings.Contains(ids(calendar.Make(a, month(m)).Parts.Open), "pleno/19")
		if want := m == time.April || m == time.May; got != want {
			t.Errorf("pleno/19 in %s: %v", when.MonthName(m), got)
		}
	}
}

// TestMonths checks that the months together hold every entry with a date, and
// that each one of them is in as many months as it has days in.
func TestMonths(t *testing.T) {
	a := of2022(t)
	whole := calendar.Make(a, calendar.Query{})
	if !whole.Whole || len(whole.Entries()) != len(a.Entries) || len(whole.Parts.Undated) != 13 {
		t.Fatalf("the whole programme has %d of %d entries, %d without date", len(whole.Entries()), len(a.Entries), len(whole.Parts.Undated))
	}
	seen := map[string]int{}
	for m := time.January; m <= time.December; m++ {
		c := calendar.Make(a, month(m))
		n := c.Counts
		if total := n.Sessions.All + n.Activities.All + n.Meetings.All + n.Observances.All; total != len(c.Entries()) {
			t.Errorf("%s: counted %d, listed %d", when.MonthName(m), total, len(c.Entries()))
		}
		for _, e := range c.Entries() {
			seen[e.ID]++
		}
	}
	for _, e := range a.Entries {
		months := map[time.Month]bool{}
		if !e.NoDate(a.Program.Period) {
			for d := range e.Days.All() {
				months[d.Month()] = true
			}
		}
		if seen[e.ID] != len(months) {
			t.Errorf("%s is in %d months, want %d", e.ID, seen[e.ID], len(months))
		}
	}
	c := whole.Counts
	if c.Sessions.All != 37 || c.Sessions.Open != 7 || c.Meetings.All != 4 || c.Observances.All != 1 || c.Activities.All != 30 || c.Undated != 13 {
		t.Errorf("%+v", c)
	}
}

func TestQuery(t *testing.T) {
	a := of2022(t)
	day := func(m time.Month, d int) *when.Day { x := when.NewDay(2022, m, d); return &x }
	for _, test := range []struct {
		name string
		q    calendar.Query
		want string
	}{
		{"one body", calendar.Query{Bodies: []string{"pleno"}}, "pleno/19 pleno/20"},
		{"kinds", calendar.Query{Kinds: []agenda.Kind{agenda.ObservanceKind}}, "dia-mundial"},
		{"body and kind that share nothing", calendar.Query{Bodies: []string{"pleno"}, Kinds: []agenda.Kind{agenda.MeetingKind}}, ""},
		{"days", calendar.Query{From: day(4, 2), To: day(4, 8), Kinds: []agenda.Kind{agenda.SessionKind}}, "pleno/19 subcomision/26 seleccion/14 campanas/2"},
		{"from a day", calendar.Query{From: day(11, 10), Bodies: []string{"capacitacion", "subcomision"}}, "capacitacion/17 subcomision/29"},
		{"to a day", calendar.Query{To: day(2, 1), Kinds: []agenda.Kind{agenda.SessionKind}}, "seleccion/13"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := calendar.Make(a, test.q)
			got := strings.Fields(ids(c.Entries()))
			want := strings.Fields(test.want)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
			if c.IsEmpty() != (len(want) == 0) {
				t.Errorf("IsEmpty is %v", c.IsEmpty())
			}
		})
	}
}

// TestParts checks where each way of dating puts a session.
func TestParts(t *testing.T) {
	a := written(t, when.NewDay(2022, time.July, 1), `
sessions:
  pleno:
    - {number: 1, date: 10 de marzo, held: 2022-03-11, time: "11:00", place: Salón Juárez}
    - {number: 2, date: Abril/Mayo, cancelled: {on: 2022-03-01}}
    - {number: 3, date: 28 de abril, rescheduled: [{to: 2023-02-10, on: 2022-04-01}]}
    - {number: 4, date: del 30 de mayo al 3 de junio}
    - {number: 5, date: "10 de junio (tentativa)"}
    - {number: 6, date: a más tardar el 30 de agosto}
    - {number: 7, date: Noviembre (por definir)}
    - {number: 8, date: Por definir}
    - {number: 9, date: a petición}
    - {number: 10, date: "20 de diciembre, 9:30 horas"}
`)
	c := calendar.Make(a, calendar.Query{})
	if got, want := ids(c.Parts.Fixed), "pleno/1 pleno/4 pleno/10 pleno/3"; got != want {
		t.Errorf("fixed: got %s, want %s", got, want)
	}
	if got, want := ids(c.Parts.Open), "pleno/6 pleno/2 pleno/5 pleno/7"; got != want {
		t.Errorf("open: got %s, want %s", got, want)
	}
	if got, want := ids(c.Parts.Undated), "pleno/8 pleno/9"; got != want {
		t.Errorf("undated: got %s, want %s", got, want)
	}
	if got, want := c.Counts.Sessions, (calendar.Count{All: 8, Open: 3}); got != want { // a cancelled one is not to be fixed
		t.Errorf("got %+v, want %+v", got, want)
	}
	if e := c.Parts.Fixed[0]; e.Time != "11:00" || e.Place != "Salón Juárez" || e.Days.First() != when.NewDay(2022, 3, 11) {
		t.Errorf("%+v", e)
	}
	if e := c.Parts.Fixed[2]; e.Time != "09:30" {
		t.Errorf("time %q", e.Time)
	}
	for _, m := range []time.Month{time.May, time.June} { // all of several days
		if got := ids(calendar.Make(a, month(m)).Parts.Fixed); got != "pleno/4" {
			t.Errorf("%s: %s", when.MonthName(m), got)
		}
	}
	if got := ids(calendar.Make(a, month(time.April)).Parts.Fixed); got != "" { // moved away
		t.Errorf("April has %s", got)
	}
}

// TestEntry checks what a list calls the entries of the programme of 2022.
func TestEntry(t *testing.T) {
	by := map[string]calendar.Entry{}
	for _, e := range calendar.Make(of2022(t), calendar.Query{}).Entries() {
		by[e.ID] = e
	}
	for _, test := range []struct {
		id, number, name string
		of               int
	}{
		{"pleno/19", "", "Décima Novena Sesión Ordinaria", 0},
		{"objetivo-1/2", "2", "Elaboración de cuestionarios a autoridades competentes", 0},
		{"objetivo-3/B/3", "B.3", "Visita", 0},
		{"objetivo-2/CIES/8", "8ª Reunión Nacional", "CIES", 0},
		{"objetivo-4/B/6#5", "B.6", "Solicitud reportes", 6},
		{"objetivo-5/B/varios", "", "Varios", 0},
		{"corett#4", "", "CORETT", 4},
		{"gara", "", "GARA", 0},
		{"dia-mundial", "", "Día Mundial contra la Trata de Personas", 0},
	} {
		if e := by[test.id]; e.Number != test.number || e.Name != test.name || e.Of != test.of {
			t.Errorf("%s: got %q, %q, %d", test.id, e.Number, e.Name, e.Of)
		}
	}
	if got := by["grupo-trabajo-unodc"].Place; got != "Viena, Austria" {
		t.Errorf("place %q", got)
	}
}

// TestOrder checks the order that programs read: days, then ids with figures
// as numbers, then what has no date.
func TestOrder(t *testing.T) {
	got := calendar.Make(of2022(t), calendar.Query{Kinds: []agenda.Kind{agenda.ActivityKind}}).Entries()
	want := "objetivo-1/4 objetivo-2/CIES/8"
	if !strings.Contains(ids(got), want) {
		t.Errorf("%s lacks %s", ids(got), want)
	}
	if want := "objetivo-3/B/9 objetivo-3/B/10"; !strings.Contains(ids(got), want) {
		t.Errorf("%s lacks %s", ids(got), want)
	}
	last := got[len(got)-1]
	if last.ID != "objetivo-5/B/varios" {
		t.Errorf("the last is %s", last.ID)
	}
}

// TestYearUnknown checks that a programme without a year makes no trouble.
func TestYearUnknown(t *testing.T) {
	a := built(t, fstest.MapFS{"a.yaml": {Data: []byte("bodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions: {pleno: [{number: 1, date: abril}, {number: 2, date: 2022-04-01}]}\n")}}, when.NewDay(2022, 1, 1))
	if c := calendar.Make(a, calendar.Query{}); len(c.Entries()) != 2 {
		t.Errorf("got %s", ids(c.Entries()))
	}
}

// BenchmarkCalendar measures a calendar of many sessions; it must grow in line.
func BenchmarkCalendar(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		var yaml strings.Builder
		yaml.WriteString("sessions:\n  pleno:\n")
		for i := range n {
			day := when.NewDay(2022, 1, 1) + when.Day(i%365)
			fmt.Fprintf(&yaml, "    - {number: %d, date: %s}\n", i+1, day)
		}
		a := written(b, when.NewDay(2022, 6, 30), yaml.String())
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if c := calendar.Make(a, calendar.Query{}); len(c.Entries()) != n {
					b.Fatal(len(c.Entries()))
				}
			}
		})
	}
}
