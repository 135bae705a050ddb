// Package json writes what programs read: each document is an object with a
// version, snake_case keys, and a JSON Schema in the folder schema. No field
// ever changes its meaning.
package json

import (
	"bufio"
	"bytes"
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

type summary struct {
	Errors   int  `json:"errors"`
	Warnings int  `json:"warnings"`
	Notes    int  `json:"notes"`
	Waived   int  `json:"waived"`
	Hidden   *int `json:"hidden,omitempty"`
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

// Part is what is said of one programme, encoded.
type Part struct{ findings, verdicts [][]byte }

// NewPart encodes the findings and the verdicts of a programme. Any number may
// be encoded at once.
func NewPart(r *check.Result) (Part, error) {
	var p Part
	for _, f := range r.Findings {
		b, err := element(encode(f))
		if err != nil {
			return p, err
		}
		p.findings = append(p.findings, b)
	}
	for _, j := range r.Verdicts {
		out := verdict{Rule: j.Rule.ID, Program: r.Program.Folder, Period: j.Period, Verdict: j.Verdict.Verdict.String(),
			Because: orEmpty(j.Because), Message: j.Message, Entities: orEmpty(j.Entities), Basis: orEmpty(j.Rule.Basis)}
		if j.Body != "" {
			out.Body = &j.Body
		}
		b, err := element(out)
		if err != nil {
			return p, err
		}
		p.verdicts = append(p.verdicts, b)
	}
	return p, nil
}

// element encodes one element of a list of the document.
func element(v any) ([]byte, error) { return indented(v, "    ") }

func indented(v any, prefix string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, "  ")
	err := e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// Validation gathers parts into one document (schema/validate.schema.json). It
// holds their text until the end, for what all come to stands before them.
type Validation struct {
	findings, verdicts list
}

// list is the elements of a list, with what stands between them.
type list struct{ text bytes.Buffer }

func (l *list) add(elements [][]byte) {
	for _, e := range elements {
		if l.text.Len() > 0 {
			l.text.WriteByte(',')
		}
		l.text.WriteString("\n    ")
		l.text.Write(e)
	}
}

func (l *list) writeTo(w io.Writer) error {
	if l.text.Len() == 0 {
		_, err := io.WriteString(w, "[]")
		return err
	}
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	if _, err := l.text.WriteTo(w); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n  ]")
	return err
}

// Add takes the next part.
func (v *Validation) Add(p Part) {
	v.findings.add(p.findings)
	v.verdicts.add(p.verdicts)
}

// Total is what stands before the parts.
type Total struct {
	check.Summary
	AsOf     string // the day asked, "" if none was
	NewSince string // the revision whose findings are hidden, "" if none are
	Hidden   int    // how many those are
}

// Write writes the document.
func (v *Validation) Write(w io.Writer, t Total) error {
	head := struct {
		Version  int     `json:"version"`
		AsOf     *string `json:"as_of"`
		NewSince string  `json:"new_since,omitempty"`
		Summary  summary `json:"summary"`
	}{Version: 1, NewSince: t.NewSince, Summary: summary{t.Errors, t.Warnings, t.Notes, t.Waived, nil}}
	if t.AsOf != "" {
		head.AsOf = &t.AsOf
	}
	if t.NewSince != "" {
		head.Summary.Hidden = &t.Hidden
	}
	b, err := indented(head, "")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.Write(bytes.TrimSuffix(b, []byte("\n}")))
	out.WriteString(",\n  \"findings\": ")
	if err := v.findings.writeTo(out); err != nil {
		return err
	}
	out.WriteString(",\n  \"verdicts\": ")
	if err := v.verdicts.writeTo(out); err != nil {
		return err
	}
	out.WriteString("\n}\n")
	return out.Flush()
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
