// Package json writes what programs read: each document is an object with a
// version, snake_case keys, and a JSON Schema in the folder schema. No field
// ever changes its meaning.
package json

import (
	"encoding/json"
	"io"

	"patci/pkg/check"
	"patci/pkg/diag"
)

// write encodes v the same way every time: indented, accents and «<» as they are.
func write(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

type validation struct {
	Version  int       `json:"version"`
	AsOf     *string   `json:"as_of"`
	Summary  summary   `json:"summary"`
	Findings []finding `json:"findings"`
	Verdicts []verdict `json:"verdicts"`
}

type summary struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	Waived   int `json:"waived"`
}

type finding struct {
	Rule      string         `json:"rule"`
	Verdict   string         `json:"verdict"`
	Severity  string         `json:"severity"`
	Message   string         `json:"message"`
	Basis     []diag.Basis   `json:"basis"`
	File      *string        `json:"file"`
	Line      *int           `json:"line"`
	Column    *int           `json:"column"`
	EndLine   *int           `json:"end_line"`
	EndColumn *int           `json:"end_column"`
	Path      string         `json:"path"`
	Because   []diag.Because `json:"because"`
	Entities  []string       `json:"entities"`
	Steps     []string       `json:"steps,omitempty"`
	Remedy    string         `json:"remedy"`
	Waived    bool           `json:"waived"`
	Waiver    *waiver        `json:"waiver,omitempty"`
}

type waiver struct {
	Reason    string `json:"reason"`
	GrantedBy string `json:"granted_by"`
}

type verdict struct {
	Rule     string         `json:"rule"`
	Program  string         `json:"program"`
	Body     *string        `json:"body"`
	Period   string         `json:"period"`
	Verdict  string         `json:"verdict"`
	Because  []diag.Because `json:"because"`
	Message  string         `json:"message"`
	Entities []string       `json:"entities"`
	Basis    []diag.Basis   `json:"basis"`
}

// Validation writes the results of validating programmes
// (schema/validate.schema.json). shown holds the findings to write, which may
// be fewer than the results have; asOf is the day asked, "" if none was.
func Validation(w io.Writer, results []*check.Result, shown []diag.Finding, asOf string) error {
	v := validation{Version: 1, Findings: []finding{}, Verdicts: []verdict{}}
	if asOf != "" {
		v.AsOf = &asOf
	}
	s := check.Summarise(shown)
	v.Summary = summary{s.Errors, s.Warnings, s.Notes, s.Waived}
	for _, f := range shown {
		v.Findings = append(v.Findings, encode(f))
	}
	for _, r := range results {
		for _, j := range r.Verdicts {
			out := verdict{Rule: j.Rule.ID, Program: r.Program.Folder, Period: j.Period, Verdict: j.Verdict.Verdict.String(),
				Because: orEmpty(j.Because), Message: j.Message, Entities: orEmpty(j.Entities), Basis: orEmpty(j.Rule.Basis)}
			if j.Body != "" {
				out.Body = &j.Body
			}
			v.Verdicts = append(v.Verdicts, out)
		}
	}
	return write(w, v)
}

func encode(f diag.Finding) finding {
	out := finding{Rule: f.Rule, Verdict: f.Verdict.String(), Severity: f.Severity.String(), Message: f.Message, Basis: orEmpty(f.Basis),
		Path: f.Path, Because: orEmpty(f.Because), Entities: orEmpty(f.Entities), Steps: f.Steps, Remedy: f.Remedy, Waived: f.Waived != nil}
	if p := f.Place; p.File != nil {
		out.File = &p.File.Name
		if p.Start.Line > 0 {
			out.Line, out.Column, out.EndLine, out.EndColumn = &p.Start.Line, &p.Start.Column, &p.End.Line, &p.End.Column
		}
	}
	if f.Waived != nil {
		out.Waiver = &waiver{f.Waived.Reason, f.Waived.GrantedBy}
	}
	return out
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
