package progress

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// TestEveryDayOfTheYear measures random programmes on each day from before
// their year to after it: on every one each promised session and each activity
// is in exactly one state, the states add up for every body, and what was
// promised stays promised.
func TestEveryDayOfTheYear(t *testing.T) {
	year := when.Range{First: when.NewDay(2022, 1, 1), Last: when.NewDay(2022, 12, 31)}
	programmes := 16
	if testing.Short() {
		programmes = 6
	}
	seen := map[agenda.State]int{}
	for seed := range uint64(programmes) {
		text := (&facts{rand.New(rand.NewPCG(seed, 21)), year}).write(year.Last + 1000)
		p := bare(t, text)
		promised, activities := map[string]int{}, map[string]int{}
		for _, s := range p.Sessions {
			if s.Promised() {
				promised[s.Body]++
			}
		}
		for _, o := range p.Objectives {
			activities[o.ID()] = len(o.Activities())
		}
		for day := year.First - 15; day <= year.Last+15; day++ {
			since := day - 30
			a := agenda.Build(p, &day, calendar)
			r := Measure(a, &since)
			coherent(t, r, a)
			states(t, r, a, seen)
			for _, b := range r.Bodies {
				if b.Promised != promised[b.ID] {
					t.Errorf("%s: %d promised, and %d stand in the programme", b.ID, b.Promised, promised[b.ID])
				}
			}
			for _, o := range r.Objectives {
				if o.Activities != activities[o.ID] {
					t.Errorf("%s: %d activities, and %d stand in the programme", o.ID, o.Activities, activities[o.ID])
				}
			}
			if t.Failed() {
				t.Fatalf("seed %d, %s:\n%s", seed, day, text)
			}
		}
	}
	for _, s := range []agenda.State{agenda.Scheduled, agenda.Notified, agenda.Held, agenda.NotHeld, agenda.Rescheduled, agenda.Cancelled, agenda.Overdue,
		agenda.NotBegun, agenda.Unrecorded, agenda.InProgress, agenda.Late, agenda.Done} {
		if seen[s] == 0 {
			t.Errorf("nothing was ever %s", s)
		}
	}
}

// states counts sessions and activities one by one, by the state of each, and
// compares the counts with those of the report: so that none is in two, and
// what nobody recorded is no zero.
func states(t *testing.T, r *Report, a *agenda.Agenda, seen map[agenda.State]int) {
	t.Helper()
	for _, b := range r.Bodies {
		n := map[agenda.State]int{}
		for _, s := range a.Sessions(b.ID, "") {
			if s.Promised() {
				n[s.State]++
				seen[s.State]++
			}
		}
		// One that moved out stands apart, whether it was held there, is to be, or passed.
		all := n[agenda.Held] + n[agenda.Overdue] + n[agenda.Scheduled] + n[agenda.Notified] + n[agenda.Rescheduled]
		if b.Cancelled != n[agenda.Cancelled] || b.NotHeld != n[agenda.NotHeld] || b.Held+b.Overdue+b.Pending+b.MovedOut != all ||
			b.Held > n[agenda.Held] || b.Overdue > n[agenda.Overdue] || b.Pending > n[agenda.Scheduled]+n[agenda.Notified]+n[agenda.Rescheduled] ||
			b.MovedOut == 0 && (b.Held != n[agenda.Held] || b.Overdue != n[agenda.Overdue]) {
			t.Errorf("%+v of %v", b, n)
		}
	}
	for i, o := range r.Objectives {
		source := r.Program.Objectives[i]
		one(t, o.ID, o.Advance, source.Activities(), a, seen)
		for _, s := range o.Sections {
			for _, x := range source.Sections {
				if s.ID == o.ID+"/"+x.ID.Value {
					one(t, s.ID, s.Advance, x.Activities, a, seen)
				}
			}
		}
	}
}

// one counts a group of activities by hand: their states, and the mean of what
// was reached of each, with weights only if one is written.
func one(t *testing.T, id string, g Advance, acts []*program.Activity, a *agenda.Agenda, seen map[agenda.State]int) {
	t.Helper()
	n := map[agenda.State]int{}
	weighed := false
	for _, act := range acts {
		n[a.ActivityState(act)]++
		seen[a.ActivityState(act)]++
		weighed = weighed || act.Weight.Set()
	}
	if g.Done != n[agenda.Done] || g.InProgress != n[agenda.InProgress] || g.Late != n[agenda.Late] || g.Unrecorded != n[agenda.Unrecorded] || g.NotBegun != n[agenda.NotBegun] {
		t.Errorf("%s: %+v of %v", id, g, n)
	}
	sum, items, recorded := new(big.Rat), int64(0), false
	for _, act := range acts {
		r := a.Reach(act)
		w := int64(1)
		if weighed && act.Weight.Set() {
			w = int64(act.Weight.Value)
		}
		recorded = recorded || r.Recorded
		items += w
		sum.Add(sum, big.NewRat(r.Num*w, r.Den))
	}
	if recorded != (g.Percent != nil) {
		t.Errorf("%s: recorded %v, and %v %%", id, recorded, g.Percent)
	}
	if !recorded {
		return
	}
	want, _ := sum.Mul(sum, big.NewRat(100, items)).Float64()
	if d := want - *g.Percent; d > 1e-9 || d < -1e-9 {
		t.Errorf("%s: %f %%, by hand %f", id, *g.Percent, want)
	}
}

// becameOf checks what became of sessions on some days: each in one list only,
// and those that were held are exactly those of which that is recorded then.
func becameOf(t *testing.T, r *Report, a *agenda.Agenda) {
	t.Helper()
	if (r.Passed == nil) != (r.Since == nil) {
		t.Errorf("since %v, and %v", r.Since, r.Passed)
	}
	at, in := map[string]int{}, map[string]bool{}
	for _, p := range r.Passed {
		for _, ids := range [][]string{p.Held, p.Overdue, p.NotHeld, p.Rescheduled, p.Cancelled} {
			for _, id := range ids {
				at[id]++
			}
		}
		for _, id := range p.Held {
			in[fmt.Sprint(p.ID, " ", id)] = true
		}
	}
	for _, b := range r.Bodies {
		for _, s := range a.Sessions(b.ID, "") {
			held := r.Since != nil && s.State == agenda.Held && s.Held.Day > *r.Since
			if at[s.ID()] > 1 || in[fmt.Sprint(b.ID, " ", s.ID())] != held {
				t.Errorf("%s: %d times, held then: %v", s.ID(), at[s.ID()], held)
			}
		}
	}
}
