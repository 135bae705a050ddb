// Package trial tries the rules of a rulebook on the examples that they carry:
// small programmes with the verdict that the rule has to give of each.
package trial

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/rulebook"
	"patci/pkg/source"
)

// Outcome is what came of one example.
type Outcome struct {
	Rule     *rule.Rule
	Example  *program.Example
	Verdict  diag.Verdict   // found
	Because  []diag.Because // found
	Messages []string       // of the verdicts
	Findings []diag.Finding // of the rule
	Failures []string       // what is not as it was expected; nil if all is
	Place    source.Place   // of what was expected and failed
}

// Passed reports whether all was as expected.
func (o *Outcome) Passed() bool { return o.Failures == nil }

// Report is what came of a rulebook.
type Report struct {
	Name     string         // of the book, or its file
	Faults   []diag.Finding // of reading it
	Rules    int            // versions of one counted once
	Without  []string       // ids of the rules that carry no example
	Outcomes []Outcome      // in the order written
}

// Of tries a rulebook that was read with some faults.
func Of(name string, b *rulebook.Book, faults []diag.Finding) Report {
	r := Report{Name: name, Faults: faults, Outcomes: Run(b)}
	seen := map[string]bool{}
	for _, rl := range b.Rules {
		if seen[rl.ID] {
			continue
		}
		seen[rl.ID] = true
		r.Rules++
		if !slices.ContainsFunc(r.Outcomes, func(o Outcome) bool { return o.Rule.ID == rl.ID }) {
			r.Without = append(r.Without, rl.ID)
		}
	}
	return r
}

// Failed counts the examples that do not come out as expected.
func (r *Report) Failed() int {
	n := 0
	for i := range r.Outcomes {
		if !r.Outcomes[i].Passed() {
			n++
		}
	}
	return n
}

// OK reports whether nothing failed and the rulebook has no error.
func (r *Report) OK() bool { return r.Failed() == 0 && check.Summarise(r.Faults).Errors == 0 }

// Finding tells of an example that failed, with what the rule says of its
// programme as steps.
func (o *Outcome) Finding() diag.Finding {
	f := diag.Finding{Rule: o.Rule.ID, Verdict: diag.Broken, Severity: diag.Error, Place: o.Place, Path: o.Example.Path, Basis: o.Rule.Basis,
		Message: fmt.Sprintf("el ejemplo «%s» falla: %s", o.Example.Title.Value, strings.Join(o.Failures, "; "))}
	for _, m := range o.Messages {
		f.Steps = append(f.Steps, "la regla dice: "+m)
	}
	for _, of := range o.Findings {
		f.Steps = append(f.Steps, fmt.Sprintf("línea %d: %s", of.Place.Start.Line, of.Message))
	}
	return f
}

// Run tries every example of the rules. Each is judged by the rule that it
// stands at, with all its versions and no other rule, and of several versions
// by what that one says.
func Run(b *rulebook.Book) []Outcome {
	var out []Outcome
	for _, r := range b.Rules {
		alone := b.Only(r.ID)
		for _, e := range r.Source.Examples {
			out = append(out, try(alone, r, e))
		}
	}
	return out
}

func try(b *rulebook.Book, r *rule.Rule, e *program.Example) Outcome {
	o := Outcome{Rule: r, Example: e, Verdict: diag.NotApplicable, Place: e.Verdict.At}
	fail := func(format string, values ...any) { o.Failures = append(o.Failures, fmt.Sprintf(format, values...)) }
	if e.Faulty || e.Plan == nil || !e.Verdict.Set() {
		o.Place = e.At
		if e.Title.Set() {
			o.Place = e.Title.At
		}
		fail("no se puede juzgar: lo que dice tiene errores de escritura")
		return o
	}
	in := check.Input{Program: e.Plan, Siblings: e.Siblings, Book: b}
	if e.AsOf.Set() {
		in.AsOf = &e.AsOf.Day
	}
	res := check.Run(in)
	judged := o.verdicts(res)
	for _, f := range res.Findings {
		if f.Rule != r.ID && f.Severity == diag.Error {
			fail("su programa tiene otro error: %s (%s)", f.Message, f.Place)
		}
	}
	if want := e.Verdict.Value; want != o.Verdict.String() || judged == 0 {
		found := "«" + o.Verdict.Spanish() + "»"
		if judged == 0 {
			found = "ningún veredicto" + of(e)
		}
		fail("se esperaba «%s» y se encontró %s", diag.VerdictSpanish(want), found)
		return o
	}
	if len(e.Because) > 0 {
		o.because(fail)
	}
	if len(e.Findings) > 0 {
		o.named(fail)
	}
	return o
}

// verdicts gathers what the example's own version of the rule says, of the body
// and the period asked for, and returns how many verdicts that is.
func (o *Outcome) verdicts(res *check.Result) int {
	e, judged := o.Example, 0
	kept := res.Verdicts[:0:0]
	for _, v := range res.Verdicts {
		if v.Rule != o.Rule || e.Body.Set() && v.Body != e.Body.Value || e.Period.Set() && v.Period != e.Period.Value {
			continue
		}
		judged++
		kept = append(kept, v)
		o.Messages = append(o.Messages, v.Message)
		o.Findings = append(o.Findings, v.Findings...)
		for _, b := range v.Because {
			o.Because = rule.Add(o.Because, b)
		}
	}
	o.Verdict = (&check.Result{Verdicts: kept}).OverallOf(o.Rule)
	return judged
}

// because compares why the verdict is open.
func (o *Outcome) because(fail func(string, ...any)) {
	var want []string
	same := len(o.Because) > 0
	for _, w := range o.Example.Because {
		want = append(want, diag.Because(w.Value).Spanish())
		same = same && slices.Contains(o.Because, diag.Because(w.Value))
	}
	var found []string
	for _, b := range o.Because {
		found = append(found, b.Spanish())
	}
	if !same || len(found) != len(want) {
		o.Place = o.Example.Because[0].At
		fail("se esperaba que fuera porque %s, y es %s", rule.Join(want), reasons(found))
	}
}

func reasons(found []string) string {
	if found == nil {
		return "sin motivo: no queda por determinar"
	}
	return "porque " + rule.Join(found)
}

// named compares the ids that the findings name.
func (o *Outcome) named(fail func(string, ...any)) {
	var want, found []string
	for _, w := range o.Example.Findings {
		want = append(want, w.Value)
	}
	for _, f := range o.Findings {
		for _, id := range f.Entities {
			if !slices.Contains(found, id) {
				found = append(found, id)
			}
		}
	}
	slices.Sort(want)
	slices.Sort(found)
	if !slices.Equal(slices.Compact(want), found) {
		o.Place = o.Example.Findings[0].At
		names := "ninguno"
		if found != nil {
			names = strings.Join(found, ", ")
		}
		fail("se esperaban hallazgos de %s, y los que hay son de %s", strings.Join(want, ", "), names)
	}
}

// of says which verdicts an example speaks of.
func of(e *program.Example) string {
	text := ""
	if e.Body.Set() {
		text += " de «" + e.Body.Value + "»"
	}
	if e.Period.Set() {
		text += " de «" + e.Period.Value + "»"
	}
	return text
}
