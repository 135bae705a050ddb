// Package builtin holds the checks that need no law: what a programme says
// against itself, and what it leaves doubtful. It also documents the findings
// of the packages that read a programme, so that every id can be explained.
package builtin

import (
	"sync"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/source"
)

// Check is one built-in check, or the documentation of one that is made while
// a programme is read.
type Check struct {
	ID       string // in kebab case, never changed once published
	Title    string // one sentence: what it asks
	Text     string // why it is asked, how it is judged, how to put it right
	Severity diag.Severity
	Run      func(*Pass) // nil where another package makes the finding

	// Good is a small programme that passes, Bad one that does not; each line
	// of Bad that gets a finding ends in «# want».
	Good, Bad string
	// Rules is the rulebook.yaml of both, where they need one.
	Rules string
	// InDocument is true of a check of document.md: Good and Bad are such files,
	// of a programme with a body «comite» and a session of it.
	InDocument bool
}

// All returns every check, those of reading first, in a fixed order.
func All() []Check {
	return []Check{
		yamlCheck, unknownKey, missingKey, repeatedKey, emptyValue, wrongType, wrongValue, comma, unknownReference, repeatedID,
		unreadableDate, impossibleDate, ambiguousDate, weekday, outsideDate, dateNote, dayless,
		order, numbering, ordinals, sameDay, outsideWindow, heldOutside,
		lateNotice, latePapers, contradiction, missingHeld, attendance,
		objectives, before, progress, progressDown, beyondTarget,
		term, otherTerm, otherName, otherYear,
		wrongRulebook, noRulebook, conflict, idleWaiver, lapsedWaiver,
		documentCheck, documentIncomplete, documentIdle,
	}
}

// Pass is one run of one check over a programme.
type Pass struct {
	Agenda   *agenda.Agenda
	Program  *program.Program // of the agenda
	Before   []*agenda.Agenda // earlier programmes of the same body, the nearest last
	After    []*agenda.Agenda // later ones, the nearest first
	Document *source.File     // the prose beside the YAML, nil if there is none

	check    *Check
	sessions []agenda.Session // of the agenda, in the order written
	findings *[]diag.Finding
}

// Report adds a finding of the check at a value. What it returns may be
// completed until the next report.
func (p *Pass) Report(at program.Text, message, remedy string, entities ...string) *diag.Finding {
	*p.findings = append(*p.findings, diag.Finding{
		Rule: p.check.ID, Verdict: diag.Broken, Severity: p.check.Severity,
		Message: message, Remedy: remedy, Place: at.At, Path: at.Path, Entities: entities,
	})
	return &(*p.findings)[len(*p.findings)-1]
}

// Run makes every check of a programme's agenda and returns the findings in
// their order. The agendas before (nearest last) and after (nearest first)
// are of other programmes of the same body; document is the prose beside the
// YAML, nil if there is none.
func Run(a *agenda.Agenda, before, after []*agenda.Agenda, document *source.File) []diag.Finding {
	return run(&Pass{Agenda: a, Program: a.Program, Before: before, After: after, Document: document}, func(*Check) bool { return true })
}

// Errors is [Run] of the checks whose findings are errors, for those who ask no
// more than whether a programme has any: they are a part of the work.
func Errors(a *agenda.Agenda, before, after []*agenda.Agenda) []diag.Finding {
	return run(&Pass{Agenda: a, Program: a.Program, Before: before, After: after}, func(c *Check) bool { return c.Severity == diag.Error })
}

func run(pass *Pass, asked func(*Check) bool) []diag.Finding {
	var findings []diag.Finding
	pass.sessions, pass.findings = written(pass.Agenda), &findings
	for _, c := range made() {
		if asked(c) {
			pass.check = c
			c.Run(pass)
		}
	}
	return diag.Sort(findings)
}

// made are the checks that this package makes.
var made = sync.OnceValue(func() []*Check {
	var out []*Check
	for _, c := range All() {
		if c.Run != nil {
			out = append(out, &c)
		}
	}
	return out
})
