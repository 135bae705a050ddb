package agenda_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/workday"
)

const heading = "program: {year: 2022, title: Programa}\nbodies: [{id: pleno, kind: plenary, name: Comisión, short: Pleno}]\n"

// read loads a programme that must be without error.
func read(t *testing.T, yaml string) *program.Program {
	t.Helper()
	p, findings := load.Files("plan/2022", []*source.File{source.New("plan/2022/a.yaml", []byte(heading+yaml))})
	for _, f := range findings {
		if f.Severity == diag.Error {
			t.Fatalf("%s: %s\n%s", f.Place, f.Message, yaml)
		}
	}
	return p
}

func iso(t *testing.T, s string) *when.Day {
	t.Helper()
	if s == "" {
		return nil
	}
	d, ok := when.ParseISO(s)
	if !ok {
		t.Fatalf("%q is no day", s)
	}
	return &d
}

func build(t *testing.T, yaml, asOf string) *agenda.Agenda {
	t.Helper()
	return agenda.Build(read(t, yaml), iso(t, asOf), workday.New(workday.Official))
}

// days writes a set as ISO ranges.
func days(s when.Set) string {
	var out []string
	for _, r := range s {
		if r.First == r.Last {
			out = append(out, r.First.String())
		} else {
			out = append(out, r.First.String()+".."+r.Last.String())
		}
	}
	return strings.Join(out, " ")
}

// entries writes every entry as id state days.
func entries(a *agenda.Agenda) string {
	var out []string
	for _, e := range a.Entries {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", e.ID, e.State, days(e.Days))))
	}
	return strings.Join(out, "\n")
}

func TestSessionStates(t *testing.T) {
	tests := []struct {
		name, session, asOf string
		state               agenda.State
		days                string // of the entry
		none                bool   // the session has no days, for rules
	}{
		{"scheduled", "date: Abril/Mayo", "2022-01-10", agenda.Scheduled, "2022-04-01..2022-05-31", false},
		{"no day is asked", "date: 10 de marzo", "", agenda.Scheduled, "2022-03-10", false},
		{"last day of its window", "date: Abril/Mayo", "2022-05-31", agenda.Scheduled, "2022-04-01..2022-05-31", false},
		{"day after its window", "date: Abril/Mayo", "2022-06-01", agenda.Overdue, "2022-04-01..2022-05-31", false},
		{"its own day", "date: 10 de marzo", "2022-03-10", agenda.Scheduled, "2022-03-10", false},
		{"day after its own", "date: 10 de marzo", "2022-03-11", agenda.Overdue, "2022-03-10", false},
		{"several days, the last", "date: del 22 al 26 de agosto", "2022-08-26", agenda.Scheduled, "2022-08-22..2022-08-26", false},
		{"several days, the day after", "date: del 22 al 26 de agosto", "2022-08-27", agenda.Overdue, "2022-08-22..2022-08-26", false},
		{"undefined, the last day of the year", "date: Por definir", "2022-12-31", agenda.Scheduled, "2022-01-01..2022-12-31", false},
		{"undefined, the year after", "date: Por definir", "2023-01-01", agenda.Overdue, "2022-01-01..2022-12-31", false},
		{"no date is owed", "date: a petición", "2030-01-01", agenda.Scheduled, "", true},

		{"day fixed", "date: Abril/Mayo, day: 2022-05-10", "2022-05-10", agenda.Scheduled, "2022-05-10", false},
		{"day fixed, the day after", "date: Abril/Mayo, day: 2022-05-10", "2022-05-11", agenda.Overdue, "2022-05-10", false},
		{"notified", "date: Abril/Mayo, day: 2022-05-10, notice: 2022-05-02", "2022-05-02", agenda.Notified, "2022-05-10", false},
		{"the day before its notice", "date: Abril/Mayo, day: 2022-05-10, notice: 2022-05-02", "2022-05-01", agenda.Scheduled, "2022-05-10", false},
		{"notified and past", "date: 10 de mayo, notice: 2022-05-02", "2022-05-11", agenda.Overdue, "2022-05-10", false},

		{"held", "date: Abril/Mayo, held: 2022-05-12", "2022-05-12", agenda.Held, "2022-05-12", false},
		{"the day before it was held", "date: Abril/Mayo, held: 2022-05-12", "2022-05-11", agenda.Scheduled, "2022-04-01..2022-05-31", false},
		{"held late, before", "date: marzo, held: 2022-05-12", "2022-04-01", agenda.Overdue, "2022-03-01..2022-03-31", false},
		{"held, no day is asked", "date: marzo, held: 2022-05-12", "", agenda.Held, "2022-05-12", false},
		{"held wins over the day fixed", "date: marzo, day: 2022-03-10, held: 2022-03-11", "2022-04-01", agenda.Held, "2022-03-11", false},
		{"held wins over cancelled and not held", "date: marzo, cancelled: 2022-03-01, not_held: 2022-03-10, held: 2022-03-20", "2022-04-01", agenda.Held, "2022-03-20", false},
		{"held wins over rescheduled", "date: marzo, rescheduled: [{to: abril, on: 2022-03-01}], held: 2022-03-20", "2022-04-01", agenda.Held, "2022-03-20", false},

		{"cancelled keeps the date that it lost", "date: marzo, cancelled: {on: 2022-02-10}", "2022-02-10", agenda.Cancelled, "2022-03-01..2022-03-31", true},
		{"the day before it was cancelled", "date: marzo, cancelled: {on: 2022-02-10}", "2022-02-09", agenda.Scheduled, "2022-03-01..2022-03-31", false},
		{"cancelled and past", "date: marzo, cancelled: {on: 2022-02-10}", "2022-07-01", agenda.Cancelled, "2022-03-01..2022-03-31", true},
		{"cancelled wins over a later rescheduling", "date: marzo, cancelled: {on: 2022-02-10}, rescheduled: [{to: abril, on: 2022-02-11}]", "2022-03-01", agenda.Cancelled, "2022-04-01..2022-04-30", true},

		{"rescheduled", "date: Julio/Agosto, rescheduled: [{to: 2022-09-06, on: 2022-08-20}]", "2022-08-20", agenda.Rescheduled, "2022-09-06", false},
		{"the day before it was rescheduled", "date: Julio/Agosto, rescheduled: [{to: 2022-09-06, on: 2022-08-20}]", "2022-08-19", agenda.Scheduled, "2022-07-01..2022-08-31", false},
		{"rescheduled, its last day", "date: Julio/Agosto, rescheduled: [{to: 2022-09-06, on: 2022-08-20}]", "2022-09-06", agenda.Rescheduled, "2022-09-06", false},
		{"rescheduled, the day after", "date: Julio/Agosto, rescheduled: [{to: 2022-09-06, on: 2022-08-20}]", "2022-09-07", agenda.Overdue, "2022-09-06", false},
		{"rescheduled on a day not recorded", "date: marzo, rescheduled: [{to: abril}]", "2022-01-01", agenda.Rescheduled, "2022-04-01..2022-04-30", false},
		{"rescheduled twice, the second", "date: marzo, rescheduled: [{to: abril, on: 2022-03-01}, {to: junio, on: 2022-04-10}]", "2022-04-10", agenda.Rescheduled, "2022-06-01..2022-06-30", false},
		{"rescheduled twice, only the first known", "date: marzo, rescheduled: [{to: abril, on: 2022-03-01}, {to: junio, on: 2022-04-10}]", "2022-04-09", agenda.Rescheduled, "2022-04-01..2022-04-30", false},
		{"rescheduled wins over the day fixed", "date: marzo, day: 2022-03-10, rescheduled: [{to: 2022-03-24, on: 2022-03-09}]", "2022-03-09", agenda.Rescheduled, "2022-03-24", false},
		{"rescheduled without a date", "date: marzo, rescheduled: [{to: Por definir, on: 2022-03-09}]", "2022-06-01", agenda.Rescheduled, "2022-01-01..2022-12-31", false},
		{"rescheduled out of the year", "date: diciembre, rescheduled: [{to: 2023-01-20, on: 2022-12-09}]", "2022-12-31", agenda.Rescheduled, "2023-01-20", false},
		{"notified of the new day", "date: marzo, rescheduled: [{to: 2022-04-20, on: 2022-03-09}], notice: 2022-04-10", "2022-04-10", agenda.Notified, "2022-04-20", false},
		{"a notice of the day that it lost", "date: 10 de marzo, notice: 2022-03-02, rescheduled: [{to: 2022-04-20, on: 2022-03-09}]", "2022-03-10", agenda.Rescheduled, "2022-04-20", false},

		{"not held", "date: 5 septiembre, not_held: {on: 2022-09-05, reason: falta de quórum}", "2022-09-05", agenda.NotHeld, "2022-09-05", true},
		{"the day before it was not held", "date: 5 septiembre, not_held: {on: 2022-09-05}", "2022-09-04", agenda.Scheduled, "2022-09-05", false},
		{"not held is not overdue", "date: 5 septiembre, not_held: {on: 2022-09-05}", "2022-12-01", agenda.NotHeld, "2022-09-05", true},
		{"not held, with a new day", "date: 5 septiembre, not_held: 2022-09-05, rescheduled: [{to: 2022-09-12, on: 2022-09-05}]", "2022-09-06", agenda.Rescheduled, "2022-09-12", false},
		{"not held, put off within its month on that day", "date: 5 septiembre, not_held: 2022-09-05, rescheduled: [{to: septiembre, on: 2022-09-05}]", "2022-09-06", agenda.Rescheduled, "2022-09-01..2022-09-30", false},
		{"not held, called again for the same day", "date: 5 septiembre, not_held: 2022-09-05, rescheduled: [{to: 2022-09-05, on: 2022-09-05}]", "2022-09-05", agenda.Rescheduled, "2022-09-05", false},
		{"not held, with a new day not known yet", "date: 5 septiembre, not_held: 2022-09-05, rescheduled: [{to: 2022-09-12, on: 2022-09-07}]", "2022-09-06", agenda.NotHeld, "2022-09-05", true},
		{"not held, with a new day that has passed", "date: 5 septiembre, not_held: 2022-09-05, rescheduled: [{to: 2022-09-12, on: 2022-09-07}]", "2022-09-13", agenda.Overdue, "2022-09-12", false},
		{"not held, moved before it to a later day", "date: 5 septiembre, rescheduled: [{to: 2022-09-12, on: 2022-09-04}], not_held: 2022-09-05", "2022-09-06", agenda.Rescheduled, "2022-09-12", false},
		{"not held on the day that it was moved to", "date: 5 septiembre, rescheduled: [{to: 2022-09-12, on: 2022-09-04}], not_held: 2022-09-12", "2022-09-12", agenda.NotHeld, "2022-09-12", true},
		{"not held in the month that it was moved to", "date: marzo, rescheduled: [{to: septiembre, on: 2022-03-04}], not_held: 2022-09-12", "2022-09-13", agenda.NotHeld, "2022-09-01..2022-09-30", true},
		{"not held, moved nobody knows when to a later day", "date: marzo, rescheduled: [{to: septiembre}], not_held: 2022-03-12", "2022-03-13", agenda.Rescheduled, "2022-09-01..2022-09-30", false},
		{"not held, moved nobody knows when to that day", "date: marzo, rescheduled: [{to: 2022-03-12}], not_held: 2022-03-12", "2022-03-13", agenda.NotHeld, "2022-03-12", true},

		{"extraordinary", "kind: extraordinary, date: 3 de junio", "2022-06-03", agenda.Scheduled, "2022-06-03", false},
		{"not promised, held", "held: 2022-06-03", "2022-06-03", agenda.Held, "2022-06-03", false},
		{"symbolic", "date: último día hábil de abril", "2022-04-29", agenda.Scheduled, "2022-04-29", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := build(t, "sessions: {pleno: [{number: 19, "+test.session+"}]}", test.asOf)
			if len(a.Entries) != 1 {
				t.Fatalf("%d entries", len(a.Entries))
			}
			if e := a.Entries[0]; e.State != test.state || days(e.Days) != test.days {
				t.Errorf("entry %s %s, want %s %s", e.State, days(e.Days), test.state, test.days)
			}
			s := a.Sessions("pleno", "")[0]
			if s.State != test.state || s.Unsure != (test.state == agenda.Overdue) || s.Days.IsEmpty() != test.none {
				t.Errorf("session %s, unsure %v, days %s", s.State, s.Unsure, days(s.Days))
			}
		})
	}
}

func TestDateAt(t *testing.T) {
	const moves = "date: marzo, rescheduled: [{to: abril, on: 2022-03-01}, {to: junio, on: 2022-04-10}]"
	for _, test := range []struct{ session, asOf, want string }{
		{"date: marzo", "2022-01-01", "date"},
		{"date: marzo, day: 2022-03-10", "2022-01-01", "day"},
		{moves, "2022-02-28", "date"},
		{moves, "2022-03-01", "rescheduled[0].to"},
		{moves, "2022-04-10", "rescheduled[1].to"},
		{moves + ", notice: 2022-06-01", "2022-06-01", "rescheduled[1].to"},
		{moves, "2022-07-01", "rescheduled[1].to"},
		{moves + ", held: 2022-06-03", "2022-07-01", "held"},
		{moves + ", cancelled: 2022-03-03", "2022-03-03", "rescheduled[0].to"},
		{"not_held: 2022-03-03", "2022-03-03", "number"},
	} {
		got := build(t, "sessions: {pleno: [{number: 19, "+test.session+"}]}", test.asOf).Sessions("pleno", "")[0].DateAt()
		if want := "sessions.pleno[0]." + test.want; got.Path != want || got.At.File == nil {
			t.Errorf("%s as of %s: %s, want %s", test.session, test.asOf, got.Path, want)
		}
	}
}

func TestClock(t *testing.T) {
	const moved = `date: "10 de marzo, 11:00 horas", rescheduled: {to: "20 de marzo, 09:00 horas", on: 2022-03-05}`
	for _, test := range []struct{ session, asOf, want string }{
		{"date: 10 de marzo", "", ""},
		{`date: "10 de marzo, 11:00 horas"`, "", "11:00"},
		{`date: "10 de marzo, 11:00 horas", time: "12:00"`, "", "12:00"},
		{"date: marzo, day: 2022-03-10T10:30", "", "10:30"},
		{moved, "2022-03-04", "11:00"},
		{moved, "2022-03-05", "09:00"},
		{`date: "10 de marzo, 11:00 horas", rescheduled: {to: 20 de marzo, on: 2022-03-05}`, "", ""},
		{`date: "10 de marzo", time: "12:00", rescheduled: {to: 20 de marzo, on: 2022-03-05}`, "", "12:00"},
		{`date: "10 de marzo, 11:00 horas", held: 2022-03-10`, "", "11:00"},
		{`date: "10 de marzo, 11:00 horas", held: 2022-03-11`, "", ""},
		{`date: "10 de marzo, 11:00 horas", held: 2022-03-10T11:20`, "", "11:20"},
		{`date: "10 de marzo, 11:00 horas", held: 2022-03-10T11:20`, "2022-03-09", "11:00"},
	} {
		a := build(t, "sessions: {pleno: [{number: 19, "+test.session+"}]}", test.asOf)
		if s := a.Sessions("pleno", "")[0]; s.Clock != test.want || a.Entries[0].Clock != test.want {
			t.Errorf("%s as of %q: %q and %q, want %q", test.session, test.asOf, s.Clock, a.Entries[0].Clock, test.want)
		}
	}
}

func TestPlanned(t *testing.T) {
	a := build(t, "sessions: {pleno: [{number: 19, date: marzo, day: 2022-03-10, rescheduled: [{to: 2022-04-10, on: 2022-03-05}, {to: mayo, on: 2022-04-12}], cancelled: {on: 2022-04-09}}]}", "")
	s := a.Sessions("pleno", "")[0]
	for on, want := range map[string]string{"2022-03-04": "2022-03-10", "2022-03-05": "2022-04-10", "2022-04-11": "2022-04-10", "2022-04-12": "2022-05-01..2022-05-31"} {
		if got := a.Planned(s, *iso(t, on)); days(got.Days) != want || got.State != agenda.Scheduled {
			t.Errorf("on %s: %s %s, want %s", on, days(got.Days), got.State, want)
		}
	}
	if s.State != agenda.Cancelled || !s.Days.IsEmpty() {
		t.Error("the session itself changed")
	}
}

func TestNewDate(t *testing.T) {
	for _, test := range []struct{ session, asOf, want string }{
		{"rescheduled: {to: 2022-04-10, on: 2022-03-12}", "", ""},
		{"not_held: 2022-03-10", "", ""},
		{"not_held: 2022-03-10, rescheduled: {to: 2022-04-10, on: 2022-03-12}", "", "2022-04-10"},
		{"not_held: 2022-03-10, rescheduled: {to: 2022-04-10, on: 2022-03-12}", "2022-03-11", ""},
		{"not_held: 2022-03-10, rescheduled: [{to: 2022-03-10, on: 2022-03-01}, {to: 2022-04-10, on: 2022-03-12}, {to: 2022-05-10, on: 2022-04-08}]", "", "2022-04-10"},
	} {
		a := build(t, "sessions: {pleno: [{number: 19, date: marzo, "+test.session+"}]}", test.asOf)
		got := ""
		if r := a.NewDate(a.Sessions("pleno", "")[0].Session); r != nil {
			got = days(r.To.Days)
		}
		if got != test.want {
			t.Errorf("%s as of %q: %q, want %q", test.session, test.asOf, got, test.want)
		}
	}
}

func TestUnheardOf(t *testing.T) {
	const yaml = "sessions: {pleno: [{number: 19, date: marzo}, {number: 1, kind: extraordinary, notice: 2022-06-01, held: 2022-06-03}]}"
	for asOf, want := range map[string]int{"2022-05-31": 1, "2022-06-01": 2, "": 2} {
		a := build(t, yaml, asOf)
		if len(a.Entries) != want || len(a.Sessions("pleno", "")) != want {
			t.Errorf("as of %q: %d entries, want %d", asOf, len(a.Entries), want)
		}
	}
}

func TestSessionsOfABody(t *testing.T) {
	a := build(t, "sessions: {pleno: [{number: 20, date: agosto}, {number: 19, date: del 22 al 26 de marzo}, {number: 1, kind: extraordinary, date: 3 de junio}]}", "2022-01-01")
	var all []string
	for _, kind := range []string{"", "ordinary", "extraordinary"} {
		for _, s := range a.Sessions("pleno", kind) {
			all = append(all, s.ID()+" "+days(s.Days))
		}
	}
	want := []string{"pleno/ext/1 2022-06-03", "pleno/19 2022-03-22", "pleno/20 2022-08-01..2022-08-31",
		"pleno/19 2022-03-22", "pleno/20 2022-08-01..2022-08-31", "pleno/ext/1 2022-06-03"}
	if !slices.Equal(all, want) {
		t.Errorf("got %q", all)
	}
	if a.Sessions("nadie", "") != nil {
		t.Error("sessions of a body that is not there")
	}
}

func TestMeetings(t *testing.T) {
	tests := []struct{ name, meeting, asOf, want string }{
		{"occurrences", "dates: [15 marzo 2022, Por definir]", "2022-03-15", "corett#2 scheduled 2022-01-01..2022-12-31\ncorett#1 scheduled 2022-03-15"},
		{"past", "dates: [15 marzo 2022, Por definir]", "2022-03-16", "corett#2 scheduled 2022-01-01..2022-12-31\ncorett#1 overdue 2022-03-15"},
		{"held on one of its days", "dates: [Por definir, 15 marzo 2022], held: 2022-03-15", "2022-12-31", "corett#1 scheduled 2022-01-01..2022-12-31\ncorett#2 held 2022-03-15"},
		{"held on a day still to be defined", "dates: [15 marzo 2022, Por definir, Por definir], held: 2022-04-01", "2022-04-01", "corett#3 scheduled 2022-01-01..2022-12-31\ncorett#1 overdue 2022-03-15\ncorett#2 held 2022-04-01"},
		{"held on several days", "dates: [15 marzo 2022, Por definir, Por definir], held: [2022-04-01, 2022-03-15]", "2022-04-01", "corett#3 scheduled 2022-01-01..2022-12-31\ncorett#1 held 2022-03-15\ncorett#2 held 2022-04-01"},
		{"held on several days, one later", "dates: [15 marzo 2022, Por definir, Por definir], held: [2022-03-15, 2022-04-01]", "2022-03-31", "corett#2 scheduled 2022-01-01..2022-12-31\ncorett#3 scheduled 2022-01-01..2022-12-31\ncorett#1 held 2022-03-15"},
		{"held twice on days to be defined", "dates: [Por definir, Por definir], held: [2022-04-01, 2022-06-01]", "2022-12-31", "corett#1 held 2022-04-01\ncorett#2 held 2022-06-01"},
		{"held later", "dates: [15 marzo 2022], held: 2022-04-01", "2022-03-31", "corett#1 overdue 2022-03-15"},
		{"one in a list, held", "dates: [15 marzo 2022], held: 2022-04-01", "2022-04-01", "corett#1 held 2022-04-01"},
		{"one", "date: 15 marzo 2022, held: 2022-03-16", "2022-03-16", "corett held 2022-03-16"},
		{"several in one text", "date: 1) 15 marzo 2022 2) junio", "2022-03-16", "corett#1 overdue 2022-03-15\ncorett#2 scheduled 2022-06-01..2022-06-30"},
		{"cancelled", "dates: [15 marzo 2022, junio], cancelled: 2022-03-01", "2022-03-16", "corett#1 cancelled 2022-03-15\ncorett#2 cancelled 2022-06-01..2022-06-30"},
		{"cancelled later", "date: 15 marzo 2022, cancelled: 2022-03-01", "2022-02-28", "corett scheduled 2022-03-15"},
		{"without a date", "place: Viena", "2023-03-16", "corett scheduled"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := build(t, "meetings: [{id: corett, title: CORETT, "+test.meeting+"}]", test.asOf)
			if got := entries(a); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestObservances(t *testing.T) {
	for _, test := range []struct{ held, asOf, want string }{
		{"", "2022-07-30", "dia scheduled 2022-07-30"},
		{"", "2022-07-31", "dia overdue 2022-07-30"},
		{", held: 2022-07-29", "2022-07-29", "dia held 2022-07-30"},
		{", held: 2022-07-29", "2022-07-28", "dia scheduled 2022-07-30"},
	} {
		a := build(t, "observances: [{id: dia, title: Día Mundial, date: 30 de julio"+test.held+"}]", test.asOf)
		if got := entries(a); got != test.want {
			t.Errorf("held %q as of %s: %s, want %s", test.held, test.asOf, got, test.want)
		}
	}
}

func TestActivityStates(t *testing.T) {
	tests := []struct {
		name, activity, asOf string
		want                 agenda.State
	}{
		{"before", "date: marzo-abril", "2022-02-28", agenda.NotBegun},
		{"its first day", "date: marzo-abril", "2022-03-01", agenda.Unrecorded},
		{"its last day", "date: marzo-abril", "2022-04-30", agenda.Unrecorded},
		{"past", "date: marzo-abril", "2022-05-01", agenda.Unrecorded},
		{"no day is asked", "date: marzo-abril", "", agenda.NotBegun},
		{"no day is asked, recorded", "date: marzo-abril, progress: [{on: 2022-03-01, percent: 10}]", "", agenda.InProgress},
		{"no day is asked, done", "date: marzo-abril, done: 2022-03-01", "", agenda.Done},
		{"in progress", "date: marzo-abril, progress: [{on: 2022-03-10, percent: 10}]", "2022-03-10", agenda.InProgress},
		{"the day before it was recorded", "date: marzo-abril, progress: [{on: 2022-03-10, percent: 10}]", "2022-03-09", agenda.Unrecorded},
		{"recorded at nothing", "date: marzo-abril, progress: [{on: 2022-03-10, percent: 0}]", "2022-03-10", agenda.InProgress},
		{"recorded before it begins", "date: marzo-abril, progress: [{on: 2022-02-10, percent: 5}]", "2022-02-10", agenda.InProgress},
		{"recorded, its last day", "date: marzo-abril, progress: [{on: 2022-03-10, percent: 10}]", "2022-04-30", agenda.InProgress},
		{"late", "date: marzo-abril, progress: [{on: 2022-03-10, percent: 10}]", "2022-05-01", agenda.Late},
		{"recorded only after its end", "date: marzo-abril, progress: [{on: 2022-05-10, percent: 10}]", "2022-05-05", agenda.Unrecorded},
		{"done", "date: marzo-abril, done: 2022-04-22", "2022-04-22", agenda.Done},
		{"the day before it was done", "date: marzo-abril, done: 2022-04-22", "2022-04-21", agenda.Unrecorded},
		{"done late", "date: marzo-abril, done: 2022-06-22", "2022-06-22", agenda.Done},
		{"a hundred per cent", "date: marzo-abril, progress: [{on: 2022-03-10, percent: 100}]", "2022-03-10", agenda.Done},
		{"corrected downwards", "date: marzo-abril, progress: [{on: 2022-03-10, percent: 100}, {on: 2022-03-12, percent: 80}]", "2022-03-12", agenda.InProgress},
		{"corrections in any order of writing", "date: marzo-abril, progress: [{on: 2022-03-12, percent: 80}, {on: 2022-03-10, percent: 100}]", "2022-03-12", agenda.InProgress},
		{"the target reached", "date: marzo-abril, target: 3, progress: [{on: 2022-03-10, quantity: 1}, {on: 2022-03-12, quantity: 2}]", "2022-03-12", agenda.Done},
		{"the target not reached yet", "date: marzo-abril, target: 3, progress: [{on: 2022-03-10, quantity: 1}, {on: 2022-03-12, quantity: 2}]", "2022-03-11", agenda.InProgress},

		{"undefined in its month", "date: Noviembre (por definir)", "2022-11-30", agenda.NotBegun},
		{"undefined after its month", "date: Noviembre (por definir)", "2022-12-01", agenda.Unrecorded},
		{"undefined", "date: Por definir", "2022-12-31", agenda.NotBegun},
		{"undefined, the year after", "date: Por definir", "2023-01-01", agenda.Unrecorded},
		{"without a date", "unit: mesa", "2023-01-01", agenda.NotBegun},
		{"no date is owed", "date: a petición", "2023-01-01", agenda.NotBegun},
		{"tentative, on its day", "date: 10 de marzo (tentativa)", "2022-03-10", agenda.NotBegun},
		{"tentative, the day after", "date: 10 de marzo (tentativa)", "2022-03-11", agenda.Unrecorded},
		{"a deadline does not begin", "date: a más tardar el 30 de junio", "2022-06-30", agenda.NotBegun},
		{"a deadline past", "date: a más tardar el 30 de junio", "2022-07-01", agenda.Unrecorded},
		{"permanent", "date: permanente", "2022-01-01", agenda.Unrecorded},
		{"a meeting in its window", "kind: meeting, date: mayo/junio", "2022-06-30", agenda.NotBegun},
		{"a meeting past its window", "kind: meeting, date: mayo/junio", "2022-07-01", agenda.Unrecorded},
		{"a meeting on its day", "kind: meeting, date: 10 de mayo", "2022-05-10", agenda.Unrecorded},
		{"a meeting several times, in the first window", "kind: meeting, date: bimestral", "2022-02-28", agenda.NotBegun},
		{"a meeting several times, after the first window", "kind: meeting, date: bimestral", "2022-03-01", agenda.Unrecorded},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := build(t, "objectives: [{number: 1, title: Uno, activities: [{number: 1, title: Acto, "+test.activity+"}]}]", test.asOf)
			act := a.Program.Objectives[0].Activities()[0]
			if got := a.ActivityState(act); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			if e := a.Entries[0]; e.Occurrence == 0 && e.State != test.want {
				t.Errorf("entry %s, want %s", e.State, test.want)
			}
		})
	}
}

func TestReach(t *testing.T) {
	tests := []struct {
		name, activity, asOf string
		recorded             bool
		num, den             int64
	}{
		{"nothing", "target: 6", "2022-12-31", false, 0, 100},
		{"quantity", "target: 6, progress: [{on: 2022-01-01, quantity: 1}]", "2022-12-31", true, 1, 6},
		{"more than the target", "target: 6, progress: [{on: 2022-01-01, quantity: 9}]", "2022-12-31", true, 6, 6},
		{"quantity without a target", "progress: [{on: 2022-01-01, quantity: 9}]", "2022-12-31", true, 0, 100},
		{"percent and quantity, percent more", "target: 6, progress: [{on: 2022-01-01, quantity: 1}, {on: 2022-01-02, percent: 50}]", "2022-12-31", true, 50, 100},
		{"percent and quantity, quantity more", "target: 6, progress: [{on: 2022-01-01, quantity: 1}, {on: 2022-01-02, percent: 16}]", "2022-12-31", true, 1, 6},
		{"done", "target: 6, done: 2022-02-01", "2022-02-01", true, 1, 1},
		{"done later", "target: 6, done: 2022-02-01", "2022-01-31", false, 0, 100},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := build(t, "objectives: [{number: 1, title: Uno, activities: [{number: 1, title: Acto, date: bimestral, "+test.activity+"}]}]", test.asOf)
			got := a.Reach(a.Program.Objectives[0].Activities()[0])
			if want := (agenda.Reach{Recorded: test.recorded, Num: test.num, Den: test.den}); got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		})
	}
}

func TestOccurrencesOfAnActivity(t *testing.T) {
	const yaml = "objectives: [{number: 4, title: Cuatro, sections: [{id: B, activities: [{number: 6, title: Reportes, date: bimestral, target: 6, progress: [{on: 2022-03-01, quantity: 1}, {on: 2022-04-01, quantity: 1}, {on: 2022-09-01, quantity: 4}]}]}]}]"
	tests := []struct{ asOf, want string }{
		{"2022-01-01", "unrecorded not_begun not_begun not_begun not_begun not_begun"},
		{"2022-03-01", "done unrecorded not_begun not_begun not_begun not_begun"},
		{"2022-04-01", "done done not_begun not_begun not_begun not_begun"},
		{"2022-06-30", "done done unrecorded not_begun not_begun not_begun"},
		{"2022-07-01", "done done late unrecorded not_begun not_begun"},
		{"2022-09-01", "done done done done done done"},
	}
	for _, test := range tests {
		a := build(t, yaml, test.asOf)
		var states []string
		for i, e := range a.Entries {
			states = append(states, string(e.State))
			first, last := when.NewDay(2022, time.Month(1+2*i), 1), when.NewDay(2022, time.Month(3+2*i), 1)-1
			if want := fmt.Sprintf("objetivo-4/B/6#%d", i+1); e.ID != want || e.Occurrence != i+1 || e.Owner != "objetivo-4" || e.Label != "Objetivo 4" || e.Days.First() != first || e.Days.Last() != last {
				t.Errorf("entry %+v", e)
			}
		}
		if got := strings.Join(states, " "); got != test.want {
			t.Errorf("as of %s: %s, want %s", test.asOf, got, test.want)
		}
	}
}

// TestThirds walks shares that floats would miss: each third and sixth counts
// from the very record that reaches it.
func TestThirds(t *testing.T) {
	for n := 1; n <= 12; n++ {
		for q := 0; q <= n; q++ {
			p := read(t, fmt.Sprintf("objectives: [{number: 1, title: Uno, activities: [{number: 1, title: Acto, date: mensual, target: %d, progress: [{on: 2022-01-01, quantity: %d}]}]}]", n, q))
			d := when.NewDay(2022, 12, 31)
			done := 0
			for _, e := range agenda.Build(p, &d, nil).Entries {
				if e.State == agenda.Done {
					done++
				}
			}
			if want := 12 * q / n; done != want {
				t.Errorf("%d of %d: %d months done, want %d", q, n, done, want)
			}
		}
	}
}

func TestOrderOfEntries(t *testing.T) {
	p, _, err := load.Folder(os.DirFS("../.."), "plan/2022", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	a := agenda.Build(p, nil, workday.New(workday.Official))
	for i, e := range a.Entries[1:] {
		before := a.Entries[i]
		if before.Days.IsEmpty() && !e.Days.IsEmpty() || !e.Days.IsEmpty() && e.Days.First() < before.Days.First() {
			t.Errorf("%s comes before %s", before.ID, e.ID)
		}
	}
	seen := map[string]bool{}
	for _, e := range a.Entries {
		if seen[e.ID] {
			t.Errorf("%s twice", e.ID)
		}
		seen[e.ID] = true
	}
	for _, id := range []string{"pleno/19", "corett#1", "corett#4", "gara", "dia-mundial", "dia-mundial/acciones", "objetivo-4/B/6#1", "objetivo-4/B/6#6", "objetivo-2/CIES/8", "objetivo-1/8"} {
		if !seen[id] {
			t.Errorf("%s is missing", id)
		}
	}
}
