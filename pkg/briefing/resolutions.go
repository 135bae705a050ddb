package briefing

import (
	"cmp"
	"slices"

	"patci/pkg/progress"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Responsible is somebody with the resolutions that are theirs to see to: the
// overdue first, oldest first, then those to come by their term, then those
// that are done or cancelled. A resolution of several stands under each.
type Responsible struct {
	ID          string // "" of what has nobody
	Label       string
	Resolutions []progress.Resolution
}

// ResolutionStates are the states of a resolution in the order in which they are told.
var ResolutionStates = []progress.ResolutionState{progress.Overdue, progress.Pending, progress.InProgress, progress.Done, progress.Cancelled}

// responsible groups the resolutions by who is responsible: first those who
// have any overdue, by the oldest, then the others as they come.
func (b *Briefing) responsible() []Responsible {
	var out []Responsible
	at := map[string]int{}
	for _, x := range b.Report.Resolutions {
		who := x.Responsible
		if len(who) == 0 {
			who = []string{""}
		}
		for i, id := range who {
			if slices.Contains(who[:i], id) {
				continue
			}
			k, known := at[id]
			if !known {
				k, at[id] = len(out), len(out)
				out = append(out, Responsible{ID: id, Label: "Sin responsable"})
				if id != "" {
					out[k].Label = b.actor(id)
				}
			}
			out[k].Resolutions = append(out[k].Resolutions, x)
		}
	}
	for _, r := range out {
		slices.SortStableFunc(r.Resolutions, func(x, y progress.Resolution) int {
			return cmp.Or(cmp.Compare(turn(x), turn(y)), cmp.Compare(term(x), term(y)))
		})
	}
	slices.SortStableFunc(out, func(x, y Responsible) int {
		a, b := x.Resolutions[0], y.Resolutions[0]
		late := func(r progress.Resolution) int { return min(turn(r), 1) }
		if late(a) == 0 && late(b) == 0 {
			return cmp.Compare(term(a), term(b))
		}
		return cmp.Compare(late(a), late(b))
	})
	return out
}

// turn is the place of a resolution by its state: what is under way stands
// among what is pending.
func turn(x progress.Resolution) int {
	switch x.State {
	case progress.Overdue:
		return 0
	case progress.Done:
		return 2
	case progress.Cancelled:
		return 3
	}
	return 1
}

// term is the last day of a resolution; what has none comes last.
func term(x progress.Resolution) when.Day {
	if x.Due.Days.IsEmpty() {
		return when.NewDay(9999, 12, 31)
	}
	return x.Due.Days.Last()
}

// Count counts the resolutions of a state.
func (r Responsible) Count(s progress.ResolutionState) int {
	n := 0
	for _, x := range r.Resolutions {
		if x.State == s {
			n++
		}
	}
	return n
}

// Counts is «2 acuerdos: 1 vencido, 1 pendiente».
func (r Responsible) Counts() string { return resolutionCounts(r.Resolutions) }

// ResolutionCounts is «4 acuerdos: 1 vencido, 1 pendiente, 1 en proceso, 1
// cumplido», each counted once whoever is responsible; "" if there is none.
func (b *Briefing) ResolutionCounts() string {
	if len(b.Report.Resolutions) == 0 {
		return ""
	}
	text := resolutionCounts(b.Report.Resolutions)
	if slices.ContainsFunc(b.Report.Resolutions, func(x progress.Resolution) bool { return len(x.Responsible) > 1 }) {
		text += "; el que tiene varios responsables está con cada uno"
	}
	return text
}

func resolutionCounts(all []progress.Resolution) string {
	var c counted
	for _, st := range ResolutionStates {
		n := 0
		for _, x := range all {
			if x.State == st {
				n++
			}
		}
		switch one := st.Spanish(); st {
		case progress.InProgress:
			c.add(n, one, one)
		default:
			c.add(n, one, one+"s")
		}
	}
	return rule.Count(len(all), "acuerdo", "acuerdos") + ": " + c.String()
}

// ResolutionTitle is what a resolution is called.
func ResolutionTitle(x progress.Resolution) string {
	if x.Resolution.Short.Value != "" {
		return x.Resolution.Short.Value
	}
	return x.Title
}

// Due is the term of a resolution: «15 de junio», «sin plazo».
func (b *Briefing) Due(x progress.Resolution) string {
	switch {
	case !x.Resolution.Due.Set():
		return "sin plazo"
	case x.Due.Days.IsEmpty(), b.undefined(x.Due):
		return "por definir"
	}
	return dateIn(b.Program, x.Due)
}
