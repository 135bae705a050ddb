package agenda

import (
	"fmt"

	"patci/pkg/program"
	"patci/pkg/when"
)

func (a *Agenda) addActivity(act *program.Activity, owner, label string) {
	d := a.Resolve(act.Date.Date)
	at := program.Text{At: act.Date.At, Path: act.Date.Path}
	if !act.Date.Set() {
		at = program.Text{At: act.At, Path: act.Path}
	}
	e := Entry{ID: act.ID(), Kind: ActivityKind, Owner: owner, Label: label, Title: act.Title.Value,
		Text: act.Date.Text, Date: d, Days: d.Days, At: at, Activity: act}
	if d.Kind != when.Occurrences || len(d.Items) < 2 {
		e.State = a.ActivityState(act)
		a.Entries = append(a.Entries, e)
		return
	}
	for i, item := range d.Items {
		o := e
		o.ID = fmt.Sprintf("%s#%d", act.ID(), i+1)
		o.Occurrence = i + 1
		if item.Text != "" {
			o.Text = item.Text
		}
		o.Date, o.Days = item, item.Days
		o.State = a.occurrenceState(act, item, i+1, len(d.Items))
		a.Entries = append(a.Entries, o)
	}
}

// Reach is how far an activity got: Num of Den parts of the whole, exactly.
type Reach struct {
	Recorded bool  // something was recorded; otherwise Num is 0
	Num, Den int64 // 0 ≤ Num ≤ Den, Den > 0
}

// Percent is the share of the whole that was reached, 0 to 100, in per cent.
func (r Reach) Percent() float64 { return 100 * float64(r.Num) / float64(r.Den) }

// Complete reports whether all of it was reached.
func (r Reach) Complete() bool { return r.Num >= r.Den }

// Reach is how far an activity got by the day asked: the last percentage
// recorded, or the quantities recorded over its target where they are more.
func (a *Agenda) Reach(act *program.Activity) Reach {
	if a.by(act.Done) {
		return Reach{Recorded: true, Num: 1, Den: 1}
	}
	var quantity int64
	var last *program.Progress
	recorded := false
	for _, p := range act.Progress {
		if !a.by(p.On) {
			continue
		}
		recorded = true
		if p.Quantity.Set() {
			quantity += int64(p.Quantity.Value)
		}
		if p.Percent.Set() && (last == nil || p.On.Day >= last.On.Day) {
			last = p
		}
	}
	out := Reach{Recorded: recorded, Den: 100}
	if last != nil {
		out.Num = min(int64(last.Percent.Value), 100)
	}
	if target := int64(act.Target.Value); target > 0 {
		if quantity = min(quantity, target); quantity*100 > out.Num*target {
			out.Num, out.Den = quantity, target
		}
	}
	return out
}

// Reached is [Agenda.Reach] as whether anything was recorded and the share of
// the whole, 0 to 100, in per cent.
func (a *Agenda) Reached(act *program.Activity) (recorded bool, percent float64) {
	r := a.Reach(act)
	return r.Recorded, r.Percent()
}

// ActivityState is the state of an activity as a whole.
func (a *Agenda) ActivityState(act *program.Activity) State {
	r, d := a.Reach(act), a.Resolve(act.Date.Date)
	return stateOf(r.Recorded, r.Complete(), a.past(d.Days), a.begun(act, d))
}

func stateOf(recorded, complete, past, begun bool) State {
	switch {
	case complete:
		return Done
	case recorded && past:
		return Late
	case recorded:
		return InProgress
	case begun:
		return Unrecorded
	}
	return NotBegun
}

// begun reports whether an activity must have begun by the day asked: its
// first day has come, if it spans its days. What is not certain, what falls on
// one day of several, and what only has a last day need not have begun before
// that day is over.
func (a *Agenda) begun(act *program.Activity, d when.Date) bool {
	if a.AsOf == nil || d.Days.IsEmpty() {
		return false
	}
	if d.Kind == when.Occurrences && len(d.Items) > 0 {
		for _, item := range d.Items {
			if a.begun(act, item) {
				return true
			}
		}
		return false
	}
	switch {
	case a.past(d.Days):
		return true
	case d.Days.First() > *a.AsOf, d.Undefined, d.Tentative, d.Kind == when.Deadline:
		return false
	}
	return d.Kind != when.Window || !act.IsMeeting()
}

// occurrenceState is the state of the nth of several dates of an activity:
// what was reached is shared out from the first on.
func (a *Agenda) occurrenceState(act *program.Activity, item when.Date, nth, of int) State {
	r := a.Reach(act)
	reached := r.Num * int64(of) // in parts of an occurrence, of which it has r.Den
	past := a.past(item.Days)
	recorded := r.Recorded && (past || reached > int64(nth-1)*r.Den)
	return stateOf(recorded, reached >= int64(nth)*r.Den, past, a.begun(act, item))
}
