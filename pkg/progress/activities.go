package progress

import (
	"math/big"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

func (m *measure) objectives() []Objective {
	var out []Objective
	for _, o := range m.p.Objectives {
		x := Objective{ID: o.ID(), Number: o.Number.Value, Title: o.Title.Value, Short: called(o.Common, o.Title),
			Label: objectiveLabel(o), Advance: m.advance(o.Activities())}
		for _, s := range o.Sections {
			if s.ID.Value != "" {
				x.Sections = append(x.Sections, Section{ID: x.ID + "/" + s.ID.Value, Title: s.Title.Value, Advance: m.advance(s.Activities)})
			}
		}
		out = append(out, x)
	}
	return out
}

func (m *measure) observances() []Observance {
	var out []Observance
	for _, o := range m.p.Observances {
		x := Observance{ID: o.ID.Value, Title: o.Title.Value, Label: called(o.Common, o.Title), Advance: m.advance(o.Activities)}
		for _, e := range m.entries[o.ID.Value] {
			if e.Kind == agenda.ObservanceKind {
				x.Entry = e
			}
		}
		out = append(out, x)
	}
	return out
}

// advance counts activities by state and weighs what was reached and expected
// of them. All of it is exact until the last step.
func (m *measure) advance(acts []*program.Activity) Advance {
	var g Advance
	reached, expected, weights := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, act := range acts {
		g.Activities++
		switch m.a.ActivityState(act) {
		case agenda.Done:
			g.Done++
		case agenda.InProgress:
			g.InProgress++
		case agenda.Late:
			g.Late++
		case agenda.Unrecorded:
			g.Unrecorded++
		default:
			g.NotBegun++
		}
		w := weight(act)
		weights.Add(weights, w)
		ended, of := m.expected(act)
		if ended == of {
			g.ExpectedDone++
		}
		add(expected, w, int64(ended), int64(of))
		r := m.a.Reach(act)
		if r.Recorded {
			g.Recorded++
		}
		add(reached, w, r.Num, r.Den)
	}
	if weights.Sign() > 0 {
		expected.Quo(expected, weights)
		reached.Quo(reached, weights)
	}
	g.Expected, g.ExpectedPercent, g.Light = percent(expected), whole(expected), None
	if g.Recorded > 0 {
		exact, rounded := percent(reached), whole(reached)
		g.Percent, g.WholePercent, g.Light = &exact, &rounded, lightOf(reached, expected, m.p.Lights)
	}
	return g
}

// Plan is what was planned of a group of activities by a day: the figures of
// [Advance] of those names.
type Plan struct{ ExpectedDone, ExpectedPercent int }

// PlannedBy is what the programme of an agenda planned by a day of each of its
// objectives, of their sections and of its observances, by id.
func PlannedBy(a *agenda.Agenda, by when.Day) map[string]Plan {
	m := &measure{a: a, p: a.Program, asOf: by}
	out := map[string]Plan{}
	of := func(id string, acts []*program.Activity) {
		var p Plan
		sum, weights := new(big.Rat), new(big.Rat)
		for _, act := range acts {
			w := weight(act)
			weights.Add(weights, w)
			ended, periods := m.expected(act)
			if ended == periods {
				p.ExpectedDone++
			}
			add(sum, w, int64(ended), int64(periods))
		}
		if weights.Sign() > 0 {
			sum.Quo(sum, weights)
		}
		p.ExpectedPercent = whole(sum)
		out[id] = p
	}
	for _, o := range m.p.Objectives {
		of(o.ID(), o.Activities())
		for _, s := range o.Sections {
			if s.ID.Value != "" {
				of(o.ID()+"/"+s.ID.Value, s.Activities)
			}
		}
	}
	for _, o := range m.p.Observances {
		of(o.ID.Value, o.Activities)
	}
	return out
}

// weight is what an activity counts for: one, unless the programme weighs it.
func weight(act *program.Activity) *big.Rat {
	if act.Weight.Value > 0 {
		return big.NewRat(int64(act.Weight.Value), 1)
	}
	return big.NewRat(1, 1)
}

func add(sum, weight *big.Rat, num, den int64) {
	share := big.NewRat(num, den)
	sum.Add(sum, share.Mul(share, weight))
}

// expected is how many of an activity's periods have ended by the day asked; a
// period ends with its last day, on which it counts already. Only a target is
// reached period by period: without one all is expected on the last day, and
// nothing before it. Where there is no date nothing is ever expected.
func (m *measure) expected(act *program.Activity) (ended, of int) {
	d := m.a.Resolve(act.Date.Date)
	if act.Target.Value > 0 && d.Kind == when.Occurrences && len(d.Items) > 0 {
		for _, item := range d.Items {
			if m.ended(item.Days) {
				ended++
			}
		}
		return ended, len(d.Items)
	}
	if m.ended(d.Days) {
		return 1, 1
	}
	return 0, 1
}

func (m *measure) ended(days when.Set) bool { return !days.IsEmpty() && days.Last() <= m.asOf }
