package cli

import (
	"slices"

	"patci/pkg/check"
	"patci/pkg/diag"
)

// ruleFilter keeps what some rules say, or what all but some do. Which rules
// there are is known only when every programme was read; until then [keeps]
// goes by the words as they were given.
type ruleFilter struct {
	only, skip []string // as they compare; no only is all
	pending    []string // as given, that named no rule yet
	known      []choice
}

func newRuleFilter(only, skip []string) (*ruleFilter, error) {
	f := &ruleFilter{}
	for _, w := range only {
		f.only = appendNew(f.only, fold(w))
	}
	for _, w := range skip {
		if slices.Contains(f.only, fold(w)) {
			return nil, usagef("«%s» está en --rule y en --skip; deje uno", w)
		}
		f.skip = appendNew(f.skip, fold(w))
	}
	f.pending = slices.Concat(only, skip)
	if !f.settled() {
		f.know(builtinChoices())
	}
	return f, nil
}

// settled reports whether every word named a rule.
func (f *ruleFilter) settled() bool { return len(f.pending) == 0 }

// all reports whether nothing is left out.
func (f *ruleFilter) all() bool { return f.only == nil && f.skip == nil }

// know takes note of rules that there are.
func (f *ruleFilter) know(rules []choice) {
	if f.settled() {
		return
	}
	for _, r := range rules {
		if slices.ContainsFunc(f.known, func(c choice) bool { return c.name == r.name }) {
			continue
		}
		f.known = append(f.known, r)
		f.pending = slices.DeleteFunc(f.pending, func(w string) bool { return fold(w) == fold(r.name) })
	}
}

// unknown is an error if a word named no rule.
func (f *ruleFilter) unknown() error {
	for _, w := range f.pending {
		if _, err := pick(w, ruleNoun, f.known); err != nil {
			return err
		}
	}
	return nil
}

func (f *ruleFilter) keeps(id string) bool {
	id = fold(id)
	return (f.only == nil || slices.Contains(f.only, id)) && !slices.Contains(f.skip, id)
}

// apply leaves in a result what is asked for. Any number may be filtered at
// once.
func (f *ruleFilter) apply(r *check.Result) {
	if f.all() {
		return
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(d diag.Finding) bool { return !f.keeps(d.Rule) })
	r.Verdicts = slices.DeleteFunc(r.Verdicts, func(v check.Judged) bool { return !f.keeps(v.Rule.ID) })
}

// rulesOf are the rules of a programme.
func rulesOf(r *check.Result) []choice {
	var out []choice
	for _, rl := range r.Book.Rules {
		out = append(out, choice{name: rl.ID, doc: rl.Title})
	}
	for _, v := range r.Verdicts { // and of its bodies' own rulebooks
		if !slices.ContainsFunc(out, func(c choice) bool { return c.name == v.Rule.ID }) {
			out = append(out, choice{name: v.Rule.ID, doc: v.Rule.Title})
		}
	}
	return out
}
