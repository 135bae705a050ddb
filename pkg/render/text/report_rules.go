package text

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// standingOf is how a rule stands, over all bodies and periods that it judges.
type standingOf struct {
	rule    *rule.Rule
	overall diag.Verdict
	all     []check.Judged
	waivers []diag.Waiver // of its findings that are justified
	waived  bool          // all of its findings are
}

// standings collects the verdicts of each rule, and of each version of one, the
// gravest first.
func standings(c *check.Result) []standingOf {
	var out []standingOf
	for _, v := range c.Verdicts {
		i := slices.IndexFunc(out, func(s standingOf) bool { return s.rule == v.Rule })
		if i < 0 {
			i = len(out)
			out = append(out, standingOf{rule: v.Rule, overall: c.OverallOf(v.Rule)})
		}
		out[i].all = append(out[i].all, v)
	}
	for i := range out {
		findings := 0
		for _, f := range c.Findings {
			if f.Rule != out[i].rule.ID || c.RuleOf(f) != out[i].rule {
				continue
			}
			findings++
			if f.Waived != nil {
				out[i].waivers = append(out[i].waivers, *f.Waived)
			}
		}
		out[i].waived = findings > 0 && findings == len(out[i].waivers) && out[i].overall == diag.Broken
	}
	order := []diag.Verdict{diag.Broken, diag.Open, diag.Met, diag.NotApplicable}
	slices.SortStableFunc(out, func(x, y standingOf) int { return slices.Index(order, x.overall) - slices.Index(order, y.overall) })
	return out
}

// rules writes «Cumplimiento normativo».
func (p *reportPage) rules() error {
	p.heading("Cumplimiento normativo")
	all := standings(p.c)
	if len(all) == 0 {
		why := "el programa no nombra un marco normativo"
		if p.c.Book != nil && len(p.c.Book.Rules) > 0 {
			why = "no se conoce el año del programa"
		}
		p.line(1, 1, term.Piece{Text: "no se aplicó ninguna regla: " + why})
		return nil
	}
	t := table.Table{Indent: 1, Columns: []table.Column{
		{Tone: func(row int) term.Tone { return verdictTone(all[row]) }},
		{Shrink: true, Min: 20},
		{Shrink: true, Min: 16, Tone: func(int) term.Tone { return term.Faint }},
	}}
	for _, st := range all {
		word := st.overall.Spanish()
		if st.waived {
			word = "justificada"
		}
		t.Rows = append(t.Rows, []string{word, oneLine(p.standing(st)), basis(st.rule.Basis)})
	}
	return t.Write(p.out, p.s)
}

func verdictTone(st standingOf) term.Tone {
	switch {
	case st.waived, st.overall == diag.Met:
		return term.Good
	case st.overall == diag.Broken && st.rule.Severity == diag.Error:
		return term.Bad
	case st.overall == diag.Broken, st.overall == diag.Open:
		return term.Warn
	}
	return term.Faint
}

// standing is the rule's title with the counts of its verdicts.
func (p *reportPage) standing(st standingOf) string {
	text := st.rule.Title
	if text == "" {
		text = st.rule.ID
	}
	if len(p.c.Book.Versions(st.rule.ID)) > 1 {
		text += ", " + st.rule.Validity()
	}
	if note := p.counts(st); note != "" {
		text += " (" + note + ")"
	}
	for _, w := range st.waivers {
		text += "; justificación: " + Waiver(w)
	}
	return text
}

// counts is the message of the one verdict, or how many verdicts there are of
// each value, and of which bodies where they are not good.
func (p *reportPage) counts(st standingOf) string {
	if len(st.all) == 1 {
		return st.all[0].Message
	}
	if !slices.ContainsFunc(st.all, func(v check.Judged) bool { return v.Body != "" }) {
		var messages []string
		for _, v := range st.all {
			messages = append(messages, v.Message)
		}
		return strings.Join(messages, "; ")
	}
	periods := slices.ContainsFunc(st.all, func(v check.Judged) bool { return v.Period != st.all[0].Period })
	var parts []string
	for _, v := range []diag.Verdict{diag.Broken, diag.Open, diag.Met, diag.NotApplicable} {
		var of []check.Judged
		for _, j := range st.all {
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
		part := fmt.Sprintf("%s %d de %d", word, len(of), len(st.all))
		if v == diag.Broken || v == diag.Open {
			part += ": " + p.whose(of, periods)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// whose are the bodies that verdicts are of, each once, with its periods where
// several are judged.
func (p *reportPage) whose(all []check.Judged, periods bool) string {
	var names []string
	of := map[string][]string{} // the periods of each
	for _, j := range all {
		name := "el programa"
		if j.Body != "" {
			name = j.Body
			if b := p.r.Program.Body(j.Body); b != nil {
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
