package briefing

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

// Standing is how a rule, or a version of one, stands over all bodies and
// periods that it judges.
type Standing struct {
	Rule    *rule.Rule
	Overall diag.Verdict
	Waived  bool // it is broken, and all its findings are justified

	all     []check.Judged
	waivers []diag.Waiver // of its findings that are justified
}

// standings collects the verdicts of each rule, and of each version of one, the
// gravest first.
func standings(c *check.Result) []Standing {
	var out []Standing
	for _, v := range c.Verdicts {
		i := slices.IndexFunc(out, func(s Standing) bool { return s.Rule == v.Rule })
		if i < 0 {
			i = len(out)
			out = append(out, Standing{Rule: v.Rule, Overall: c.OverallOf(v.Rule)})
		}
		out[i].all = append(out[i].all, v)
	}
	for i := range out {
		findings := 0
		for _, f := range c.Findings {
			if f.Rule != out[i].Rule.ID || c.RuleOf(f) != out[i].Rule {
				continue
			}
			findings++
			if f.Waived != nil {
				out[i].waivers = append(out[i].waivers, *f.Waived)
			}
		}
		out[i].Waived = findings > 0 && findings == len(out[i].waivers) && out[i].Overall == diag.Broken
	}
	order := []diag.Verdict{diag.Broken, diag.Open, diag.Met, diag.NotApplicable}
	slices.SortStableFunc(out, func(x, y Standing) int { return slices.Index(order, x.Overall) - slices.Index(order, y.Overall) })
	return out
}

// Word is how the rule stands in a word: «cumple», «justificada».
func (s Standing) Word() string {
	if s.Waived {
		return "justificada"
	}
	return s.Overall.Spanish()
}

// NoRules says why no rule was applied; "" if some was.
func (b *Briefing) NoRules() string {
	switch {
	case len(b.Standings) > 0:
		return ""
	case b.Check.Book != nil && len(b.Check.Book.Rules) > 0:
		return "no se aplicó ninguna regla: no se conoce el año del programa"
	}
	return "no se aplicó ninguna regla: el programa no nombra un marco normativo"
}

// Sentence is what the rule asks and how it stands, in one sentence.
func (b *Briefing) Sentence(s Standing) string {
	text := s.Rule.Title
	if text == "" {
		text = s.Rule.ID
	}
	if len(b.Check.Book.Versions(s.Rule.ID)) > 1 {
		text += ", " + s.Rule.Validity()
	}
	if note := counts(b.Program, s); note != "" {
		text += " (" + note + ")"
	}
	for _, w := range s.waivers {
		text += "; justificación: " + Waiver(w)
	}
	return text
}

// Waiver is why a finding is justified and who granted it.
func Waiver(w diag.Waiver) string {
	switch {
	case w.GrantedBy == "":
		return w.Reason
	case w.Reason == "":
		return w.GrantedBy
	}
	return w.Reason + " (" + w.GrantedBy + ")"
}

// counts is the message of the one verdict, or how many verdicts there are of
// each value, and of which bodies where they are not good.
func counts(p *program.Program, s Standing) string {
	if len(s.all) == 1 {
		return s.all[0].Message
	}
	if !slices.ContainsFunc(s.all, func(v check.Judged) bool { return v.Body != "" }) {
		var messages []string
		for _, v := range s.all {
			messages = append(messages, v.Message)
		}
		return strings.Join(messages, "; ")
	}
	periods := slices.ContainsFunc(s.all, func(v check.Judged) bool { return v.Period != s.all[0].Period })
	var parts []string
	for _, v := range []diag.Verdict{diag.Broken, diag.Open, diag.Met, diag.NotApplicable} {
		var of []check.Judged
		for _, j := range s.all {
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
		part := fmt.Sprintf("%s %d de %d", word, len(of), len(s.all))
		if v == diag.Broken || v == diag.Open {
			part += ": " + whose(p, of, periods)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// whose are the bodies that verdicts are of, each once, with its periods where
// several are judged.
func whose(p *program.Program, all []check.Judged, periods bool) string {
	var names []string
	of := map[string][]string{} // the periods of each
	for _, j := range all {
		name := "el programa"
		if j.Body != "" {
			name = j.Body
			if b := p.Body(j.Body); b != nil {
				name = b.Label()
			}
		}
		if of[name] == nil {
			names = append(names, name)
		}
		of[name] = append(of[name], periodName(j.Period))
	}
	if !periods {
		return rule.Join(names)
	}
	for i, name := range names {
		names[i] = name + " en " + rule.Join(of[name])
	}
	return strings.Join(names, "; ")
}

// periodName is a period of a verdict, which is EDTF, in words: «octubre de
// 2022», «el primer trimestre de 2022»; a year stays in figures.
func periodName(edtf string) string {
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
