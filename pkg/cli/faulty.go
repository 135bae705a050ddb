package cli

import (
	"fmt"
	"slices"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/render/term"
	"patci/pkg/rule"
)

// faulty says on standard error, after what could be read of a programme was
// printed, that it has errors of reading or of the built-in checks. What a rule
// finds is what a report is about, and no fault of the programme.
func (e *Env) faulty(f *found, c *check.Result) error {
	n := 0
	for _, d := range c.Findings {
		ofRule := slices.ContainsFunc(c.Verdicts, func(v check.Judged) bool { return v.Rule.ID == d.Rule })
		if d.Severity == diag.Error && d.Waived == nil && !ofRule {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	them := "los"
	if n == 1 {
		them = "lo"
	}
	text := fmt.Sprintf("%s tiene %s: patci validate %s %s muestra", f.Folder, rule.Count(n, "error", "errores"), f.Folder, them)
	if _, err := fmt.Fprintln(e.Err, "patci: "+term.Visible(text)); err != nil {
		return &ioError{verb: "escribir", err: err}
	}
	return errFindings
}
