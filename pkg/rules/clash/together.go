package clash

import (
	"slices"

	"patci/pkg/joint"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// mostPairs is how many pairs of sessions can be kept apart together.
const mostPairs = 20_000

// together keeps apart each pair of sessions that can coincide.
func together(p *rule.Pass, m *rule.Model) {
	j := &judge{Pass: p, hour: p.Rule.Values.Text("same") == "hour", coordinator: p.Rule.Values.Text("of") == "coordinator"}
	says := "que no coincidan en el mismo día"
	if j.hour {
		says = "que no coincidan a la misma hora del mismo día"
	}
	type place struct {
		*entry
		node int
	}
	var all []place
	for _, b := range p.Program().Bodies {
		if !p.Rule.Binds(b) || j.coordinator && !b.Coordinator.Set() {
			continue
		}
		of := *p
		of.Body = b
		for _, kind := range j.kinds(b.ID.Value) {
			row := m.Row(&of, kind)
			for i, l := range row.Lines {
				if l.Session == nil || l.Later || j.hour && !l.Session.Time.Set() {
					continue
				}
				e := &entry{Line: l, days: l.Days}
				if s := l.Session; s.Date.Kind == when.AllDays && !s.Date.Tentative {
					e.days, e.occupies = s.Date.Days, true
				}
				if j.coordinator {
					e.owner = b.Coordinator.Value
				}
				if j.hour {
					e.time = l.Session.Time.Value
				}
				all = append(all, place{e, row.Nodes[i]})
			}
		}
	}
	m.Take(func(node int, body *program.Body) (days when.Set) {
		a := &entry{}
		if node >= 0 {
			i := slices.IndexFunc(all, func(o place) bool { return o.node == node })
			if i < 0 {
				return nil
			}
			a = all[i].entry
		} else {
			if j.hour || !p.Rule.Binds(body) || j.coordinator && !body.Coordinator.Set() {
				return nil
			}
			if j.coordinator {
				a.owner = body.Coordinator.Value
			}
		}
		for _, b := range all {
			if b.entry != a && a.owner == b.owner && a.time == b.time && a.days.Intersect(b.days).IsEmpty() {
				days = days.Union(b.days)
			}
		}
		return days
	})
	pairs := 0
	for i, a := range all {
		for _, b := range all[:i] {
			if !a.Mine && !b.Mine || a.owner != b.owner || a.time != b.time || a.days.Intersect(b.days).IsEmpty() {
				continue
			}
			if pairs++; pairs > mostPairs {
				m.GiveUp(p)
				return
			}
			m.Ask(p, joint.Apart{A: b.node, B: a.node, Fits: apart(p, b.entry, a.entry), Reach: when.Day(max(a.days.Len(), b.days.Len()))}, b.Key()+" "+a.Key(), says)
		}
	}
}

// apart reports whether two sessions that begin on given days do not coincide
// while the rule is in force.
func apart(p *rule.Pass, a, b *entry) func(x, y when.Day) bool {
	on := func(e *entry, first, d when.Day) bool { return d == first || e.occupies && e.days.Contains(d) }
	return func(x, y when.Day) bool {
		return (!on(b, y, x) || !p.Rule.InForce(x)) && (!on(a, x, y) || !p.Rule.InForce(y))
	}
}
