package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/render/term"
	"patci/pkg/rule"
)

// Validation writes the findings of each programme, and below them one line
// for each: how many there are, and how its rules stand.
func Validation(w io.Writer, results []*check.Result, s term.Style) error {
	out := bufio.NewWriter(w)
	some := false
	for _, r := range results {
		if err := Findings(out, r.Findings, s); err != nil {
			return err
		}
		some = some || len(r.Findings) > 0
	}
	if some {
		fmt.Fprintln(out)
	}
	summarise(out, results, s)
	return out.Flush()
}

// Summary writes one line for each programme: how many findings it has, and
// how its rules stand.
func Summary(w io.Writer, results []*check.Result, s term.Style) error {
	out := bufio.NewWriter(w)
	summarise(out, results, s)
	return out.Flush()
}

func summarise(out *bufio.Writer, results []*check.Result, s term.Style) {
	for _, r := range results {
		for _, l := range s.Flow(0, indent, standing(r)...) {
			fmt.Fprintln(out, l)
		}
	}
}

// standing is the line of one programme: «plan/2022: 0 errores, 2
// advertencias, 3 notas · 5 reglas: 3 cumplen, 1 por determinar, 1 no aplica».
func standing(r *check.Result) []term.Piece {
	sum := check.Summarise(r.Findings)
	pieces := []term.Piece{{Text: term.Visible(r.Program.Folder) + ":", Tone: term.Strong}, {Text: " "}}
	count := func(n int, one, many string, tone term.Tone, end string) {
		if n == 0 {
			tone = term.Plain
		}
		pieces = append(pieces, term.Piece{Text: rule.Count(n, one, many), Tone: tone}, term.Piece{Text: end})
	}
	count(sum.Errors, "error", "errores", term.Bad, ", ")
	count(sum.Warnings, "advertencia", "advertencias", term.Warn, ", ")
	end := ""
	if sum.Waived > 0 {
		end = ", "
	}
	count(sum.Notes, "nota", "notas", term.Accent, end)
	if sum.Waived > 0 {
		count(sum.Waived, "justificada", "justificadas", term.Good, "")
	}
	return append(pieces, term.Piece{Text: rules(r)})
}

func rules(r *check.Result) string {
	by := map[diag.Verdict]int{}
	explain := ""
	total := 0
	seen := map[string]bool{}
	for _, v := range r.Verdicts {
		if seen[v.Rule.ID] {
			continue
		}
		seen[v.Rule.ID] = true
		total++
		overall := r.Overall(v.Rule.ID)
		by[overall]++
		if explain == "" && (overall == diag.Broken || overall == diag.Open && v.Rule.Severity == diag.Error) {
			explain = v.Rule.ID
		}
	}
	if total == 0 {
		return ""
	}
	var parts []string
	for _, p := range []struct {
		v         diag.Verdict
		one, many string
	}{{diag.Met, "cumple", "cumplen"}, {diag.Broken, "incumple", "incumplen"}, {diag.Open, "por determinar", "por determinar"}, {diag.NotApplicable, "no aplica", "no aplican"}} {
		if by[p.v] > 0 {
			parts = append(parts, rule.Count(by[p.v], p.one, p.many))
		}
	}
	line := fmt.Sprintf(" · %s: %s", rule.Count(total, "regla", "reglas"), strings.Join(parts, ", "))
	if explain != "" {
		line += " · patci explain " + explain
	}
	return line
}
