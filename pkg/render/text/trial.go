package text

import (
	"bufio"
	"fmt"
	"io"

	"patci/pkg/render/term"
	"patci/pkg/rule"
	"patci/pkg/trial"
)

// Trials writes the examples of rulebooks that failed and, below them, one line
// for each rulebook.
func Trials(w io.Writer, reports []trial.Report, s term.Style) error {
	out := bufio.NewWriter(w)
	some := false
	for _, r := range reports {
		if err := Findings(out, r.Faults, s); err != nil {
			return err
		}
		some = some || len(r.Faults) > 0
		for _, o := range r.Outcomes {
			if !o.Passed() {
				some = true
				for _, l := range finding(o.Finding(), s) {
					fmt.Fprintln(out, l)
				}
			}
		}
	}
	if some {
		fmt.Fprintln(out)
	}
	for _, r := range reports {
		for _, l := range s.Flow(0, indent, tried(r)...) {
			fmt.Fprintln(out, l)
		}
	}
	return out.Flush()
}

// tried is the line of one rulebook: «citdp: 5 reglas, 14 ejemplos: 13 pasan, 1
// falla · 1 regla sin ejemplos: dia-habil».
func tried(r trial.Report) []term.Piece {
	failed, all := r.Failed(), len(r.Outcomes)
	pieces := []term.Piece{{Text: term.Visible(r.Name) + ":", Tone: term.Strong},
		{Text: fmt.Sprintf(" %s, %s", rule.Count(r.Rules, "regla", "reglas"), rule.Count(all, "ejemplo", "ejemplos"))}}
	if all > 0 {
		pieces = append(pieces, term.Piece{Text: ": "})
		if passed := all - failed; passed > 0 || failed == 0 {
			pieces = append(pieces, term.Piece{Text: rule.Count(passed, "pasa", "pasan"), Tone: term.Good})
		}
		if failed > 0 && failed < all {
			pieces = append(pieces, term.Piece{Text: ", "})
		}
		if failed > 0 {
			pieces = append(pieces, term.Piece{Text: rule.Count(failed, "falla", "fallan"), Tone: term.Bad})
		}
	}
	if n := len(r.Without); n > 0 {
		pieces = append(pieces, term.Piece{Text: fmt.Sprintf(" · %s sin ejemplos: %s", rule.Count(n, "regla", "reglas"), term.Visible(rule.Join(r.Without)))})
	}
	return pieces
}
