package json

import (
	"io"

	"patci/pkg/diag"
	"patci/pkg/trial"
)

type trials struct {
	Version   int            `json:"version"`
	Summary   trialSummary   `json:"summary"`
	Rulebooks []trialBook    `json:"rulebooks"`
	Examples  []trialExample `json:"examples"`
}

type trialSummary struct {
	Rules    int `json:"rules"`
	Examples int `json:"examples"`
	Passed   int `json:"passed"`
	Failed   int `json:"failed"`
}

type trialBook struct {
	Rulebook string    `json:"rulebook"`
	Rules    int       `json:"rules"`
	Without  []string  `json:"without_examples"`
	Findings []finding `json:"findings"`
}

type trialExample struct {
	Rulebook string         `json:"rulebook"`
	Rule     string         `json:"rule"`
	Since    *string        `json:"since"`
	Until    *string        `json:"until"`
	Title    string         `json:"title"`
	File     string         `json:"file"`
	Line     int            `json:"line"`
	Column   int            `json:"column"`
	Passed   bool           `json:"passed"`
	Expected string         `json:"expected"`
	Verdict  string         `json:"verdict"`
	Because  []diag.Because `json:"because"`
	Failures []string       `json:"failures"`
	Findings []finding      `json:"findings"`
}

// Trials writes what came of the examples of rulebooks
// (schema/rules_test.schema.json).
func Trials(w io.Writer, reports []trial.Report) error {
	doc := trials{Version: 1, Rulebooks: []trialBook{}, Examples: []trialExample{}}
	for _, r := range reports {
		failed := r.Failed()
		doc.Summary.Rules += r.Rules
		doc.Summary.Examples += len(r.Outcomes)
		doc.Summary.Failed += failed
		doc.Summary.Passed += len(r.Outcomes) - failed
		doc.Rulebooks = append(doc.Rulebooks, trialBook{r.Name, r.Rules, orEmpty(r.Without), encodeAll(r.Faults)})
		for _, o := range r.Outcomes {
			e := trialExample{Rulebook: r.Name, Rule: o.Rule.ID, Since: isoOr(o.Rule.Since), Until: isoOr(o.Rule.Until), Title: o.Example.Title.Value,
				File: o.Place.File.Name, Line: o.Place.Start.Line, Column: o.Place.Start.Column, Passed: o.Passed(), Expected: o.Example.Verdict.Value,
				Verdict: o.Verdict.String(), Because: orEmpty(o.Because), Failures: orEmpty(o.Failures), Findings: encodeAll(o.Findings)}
			doc.Examples = append(doc.Examples, e)
		}
	}
	return write(w, doc)
}

func encodeAll(fs []diag.Finding) []finding {
	out := []finding{}
	for _, f := range fs {
		out = append(out, encode(f))
	}
	return out
}
