// Package matters joins what needs attention on a day with what the rules find:
// the matters that must be resolved, each once and in their order.
package matters

import (
	"cmp"
	"slices"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/progress"
	"patci/pkg/rule"
)

// The kinds of matter that a rule gives.
const (
	Broken progress.ItemKind = "broken"
	Open   progress.ItemKind = "open"
)

// Matter is something that must be resolved: what needs attention on the day,
// or what a rule finds broken or open.
type Matter struct {
	progress.Item
	Rules  []*rule.Rule // that find it, or hang on it
	Remedy string       // of what a rule finds; "" if there is none to tell
}

// List lists what must be resolved, each matter once: what is broken; what is
// overdue, first that on which a rule hangs; what ends today; what is open; and
// what comes. Where a rule is open because nothing was recorded of something
// overdue, the rule stands with that. What a waiver justifies is left out.
func List(r *progress.Report, c *check.Result) []Matter {
	own := make([]Matter, 0, len(r.Attention))
	for _, it := range r.Attention {
		own = append(own, Matter{Item: it})
	}
	var broken, open []Matter
	for _, f := range inTime(c) {
		rl := c.RuleOf(f)
		switch {
		case rl == nil, f.Waived != nil:
			continue
		case f.Verdict == diag.Open && hangOn(own, f, rl):
			continue
		}
		m := Matter{Item: progress.Item{Kind: Open, IDs: f.Entities, Light: progress.Amber, Message: f.Message}, Rules: []*rule.Rule{rl}}
		if f.Verdict == diag.Broken || !slices.Contains(f.Because, diag.Unrecorded) && !overdue(own, f.Entities) { // to record it is not for who reads a report
			m.Remedy = f.Remedy
		}
		if len(f.Entities) > 0 {
			m.ID = f.Entities[0]
		}
		if f.Verdict != diag.Broken {
			open = append(open, m)
			continue
		}
		m.Kind = Broken
		if f.Severity == diag.Error {
			m.Light = progress.Red
		}
		broken = append(broken, m)
	}
	slices.SortStableFunc(broken, func(x, y Matter) int { return weight(x) - weight(y) })
	slices.SortStableFunc(own, func(x, y Matter) int { return hanging(y) - hanging(x) })
	now := slices.IndexFunc(own, func(m Matter) bool {
		return m.Kind == progress.ItemNext || m.Kind == progress.ItemLapsing || m.Kind == progress.ItemUndefined
	})
	if now < 0 {
		now = len(own)
	}
	return slices.Concat(broken, own[:now], open, own[now:])
}

// inTime are the findings in their order, those of one rule at one place as the
// rule judged them, which is in the order of its periods.
func inTime(c *check.Result) []diag.Finding {
	type place struct {
		rule, at string
	}
	group, turn := map[place]int{}, map[place]map[string]int{}
	of := func(f diag.Finding) place { return place{f.Rule, f.Place.String()} }
	for i, f := range c.Findings {
		if _, ok := group[of(f)]; !ok {
			group[of(f)], turn[of(f)] = i, map[string]int{}
		}
	}
	for _, v := range c.Verdicts {
		for _, f := range v.Findings {
			if said := turn[of(f)]; said != nil {
				said[f.Message] = len(said)
			}
		}
	}
	out := slices.Clone(c.Findings)
	slices.SortStableFunc(out, func(x, y diag.Finding) int {
		return cmp.Or(group[of(x)]-group[of(y)], turn[of(x)][x.Message]-turn[of(y)][y.Message])
	})
	return out
}

// weight puts what is red before what is not.
func weight(m Matter) int {
	if m.Light == progress.Red {
		return 0
	}
	return 1
}

// hanging puts that on which a rule hangs before all else.
func hanging(m Matter) int { return min(len(m.Rules), 1) }

// hangOn adds a rule that is open for want of a record to the first overdue
// matter that it speaks of, if there is one.
func hangOn(own []Matter, f diag.Finding, rl *rule.Rule) bool {
	n := len(f.Entities)
	if !slices.Contains(f.Because, diag.Unrecorded) && (n == 0 || !overdue(own, f.Entities[n-1:])) {
		return false
	}
	for i := range own {
		if own[i].Kind != progress.ItemOverdue || !slices.ContainsFunc(own[i].IDs, func(id string) bool { return slices.Contains(f.Entities, id) }) {
			continue
		}
		if !slices.Contains(own[i].Rules, rl) {
			own[i].Rules = append(own[i].Rules, rl)
		}
		return true
	}
	return false
}

// overdue reports whether one of the entities has passed without a record.
func overdue(own []Matter, ids []string) bool {
	return slices.ContainsFunc(own, func(m Matter) bool {
		return m.Kind == progress.ItemOverdue && slices.ContainsFunc(m.IDs, func(id string) bool { return slices.Contains(ids, id) })
	})
}
