package rule

import (
	"fmt"

	"patci/pkg/diag"
)

// Tally gathers what a kind finds of the sessions of a body, one by one, into
// one verdict.
type Tally struct {
	Judged, Broken, Open int
	out                  Verdict
}

// Tally begins a tally of the body judged.
func (p *Pass) Tally() *Tally {
	return &Tally{out: Verdict{Body: p.Body.ID.Value, Period: p.Program().Key()}}
}

// Met counts one that satisfies the rule.
func (t *Tally) Met(id string) {
	t.Judged++
	t.out.Entities = append(t.out.Entities, id)
}

// Find counts one that does not satisfy it, or of which it is not known, with
// its finding.
func (t *Tally) Find(id string, f diag.Finding) {
	t.Met(id)
	f.Entities = []string{id}
	t.out.Findings = append(t.out.Findings, f)
	if f.Verdict == diag.Broken {
		t.Broken++
		return
	}
	t.Open++
	for _, b := range f.Because {
		t.out.Because = Add(t.out.Because, b)
	}
}

// Verdict is broken if one was, else open if one was, else met. What was
// counted is named in the singular and the plural («convocatoria»,
// «convocatorias»); late and kept say how those are that break the rule and
// how all are that satisfy it, and none that there was nothing to count.
func (t *Tally) Verdict(one, many, late, kept, none string) Verdict {
	v := t.out
	switch {
	case t.Judged == 0:
		v.Verdict, v.Message = diag.NotApplicable, none
	case t.Broken > 0:
		v.Verdict, v.Because = diag.Broken, nil
		v.Message = fmt.Sprintf("%s %s, de %d", Count(t.Broken, one, many), late, t.Judged)
	case t.Open > 0:
		v.Verdict = diag.Open
		v.Message = fmt.Sprintf("%s por determinar, de %d", Count(t.Open, one, many), t.Judged)
	default:
		v.Message = fmt.Sprintf("%s %s", Count(t.Judged, one, many), kept)
	}
	return v
}
