// Package compliance says how each rule of a programme stands, over all bodies
// and periods that it judges: one sentence a rule, in the same words wherever it
// is read.
package compliance

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Standing is how a rule stands.
type Standing struct {
	Rule    *rule.Rule
	Overall diag.Verdict   // the gravest of All
	All     []check.Judged // in the order of bodies and periods
	Waivers []diag.Waiver  // of its findings that are justified
	Waived  bool           // all of its findings are

	versions bool // the book has others of this rule
	program  *program.Program
}

// Of returns the standing of each rule, and of each version of one, the gravest
// first.
func Of(c *check.Result) []Standing {
	var out []Standing
	for _, v := range c.Verdicts {
		i := slices.IndexFunc(out, func(s Standing) bool { return s.Rule == v.Rule })
		if i < 0 {
			i = len(out)
			out = append(out, Standing{Rule: v.Rule, Overall: c.OverallOf(v.Rule), program: c.Program, versions: len(c.Book.Versions(v.Rule.ID)) > 1})
		}
		out[i].All = append(out[i].All, v)
	}
	for i := range out {
		findings := 0
		for _, f := range c.Findings {
			if f.Rule != out[i].Rule.ID || c.RuleOf(f) != out[i].Rule {
				continue
			}
			findings++
			if f.Waived != nil {
				out[i].Waivers = append(out[i].Waivers, *f.Waived)
			}
		}
		out[i].Waived = findings > 0 && findings == len(out[i].Waivers) && out[i].Overall == diag.Broken
	}
	order := []diag.Verdict{diag.Broken, diag.Open, diag.Met, diag.NotApplicable}
	slices.SortStableFunc(out, func(x, y Standing) int { return slices.Index(order, x.Overall) - slices.Index(order, y.Overall) })
	return out
}

// None says why no rule was applied, of a result that has no standing.
func None(c *check.Result) string {
	why := "el programa no nombra un marco normativo"
	if c.Book != nil && len(c.Book.Rules) > 0 {
		why = "no se conoce el año del programa"
	}
	return "no se aplicó ninguna regla: " + why
}

// Word is the verdict as people read it: «justificada» where all that was found
// is.
func (s Standing) Word() string {
	if s.Waived {
		return "justificada"
	}
	return s.Overall.Spanish()
}

// Title is what the rule asks, with the days for which it does where other
// versions of it ask for other days.
func (s Standing) Title() string {
	text := s.Rule.Title
	if text == "" {
		text = s.Rule.ID
	}
	if s.versions {
		text += ", " + s.Rule.Validity()
	}
	return text
}

// Counts is the message of the one verdict, or how many verdicts there are of
// each value, and of which bodies where they are not good.
func (s Standing) Counts() string {
	if len(s.All) == 1 {
		return s.All[0].Message
	}
	if !slices.ContainsFunc(s.All, func(v check.Judged) bool { return v.Body != "" }) {
		var messages []string
		for _, v := range s.All {
			messages = append(messages, v.Message)
		}
		return strings.Join(messages, "; ")
	}
	periods := slices.ContainsFunc(s.All, func(v check.Judged) bool { return v.Period != s.All[0].Period })
	var parts []string
	for _, v := range []diag.Verdict{diag.Broken, diag.Open, diag.Met, diag.NotApplicable} {
		var of []check.Judged
		for _, j := range s.All {
			if j.Verdict.Verdict == v {
				of = append(of, j)
			}
		}
		if len(of) == 0 {
			continue
		}
		word := v.Spanish()
		if len(of) > 1 {
			word = map[diag.Verdict]string{diag.Broken: "incumplen", diag.Open: "por determinar", diag.Met: "cumplen", diag.NotApplicable: "no aplica"}[v]
		}
		part := fmt.Sprintf("%s %d de %d", word, len(of), len(s.All))
		if v == diag.Broken || v == diag.Open {
			part += ": " + s.whose(of, periods)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// whose are the bodies that verdicts are of, each once, with its periods where
// several are judged.
func (s Standing) whose(all []check.Judged, periods bool) string {
	var names []string
	of := map[string][]string{} // the periods of each
	for _, j := range all {
		name := s.Body(j)
		if of[name] == nil {
			names = append(names, name)
		}
		of[name] = append(of[name], Period(j.Period))
	}
	if !periods {
		return rule.Join(names)
	}
	for i, name := range names {
		names[i] = name + " en " + rule.Join(of[name])
	}
	return strings.Join(names, "; ")
}

// Body is of whom one of the verdicts is: the name of a body, or «el programa».
func (s Standing) Body(j check.Judged) string {
	if j.Body == "" {
		return "el programa"
	}
	if b := s.program.Body(j.Body); b != nil {
		return b.Label()
	}
	return j.Body
}

// Period is a period of a verdict, which is EDTF, in words: «octubre de 2022»,
// «el primer trimestre de 2022»; a year stays in figures.
func Period(edtf string) string {
	if first, last, ok := strings.Cut(edtf, "/"); ok {
		from, ok1 := when.ParseISO(first)
		to, ok2 := when.ParseISO(last)
		if ok1 && ok2 {
			return "el periodo del " + from.Spanish() + " al " + to.Spanish()
		}
	}
	d, problems := when.Parse(edtf, when.Context{})
	if len(edtf) == len("2022") || len(problems) > 0 || d.Kind != when.Window {
		return edtf
	}
	name := d.String()
	if strings.Contains(name, "mestre") {
		name = "el " + name
	}
	return name
}
