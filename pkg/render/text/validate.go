package text

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/render/term"
	"patci/pkg/rule"
)

// Part is what is said of one programme, ready to be printed in its turn.
type Part struct{ findings, line []byte }

// NewPart renders the findings of a programme and the line that sums them up.
// hidden ends that line: what was found and is not shown, "" if all is. Any
// number may be rendered at once.
func NewPart(r *check.Result, hidden string, s term.Style) (Part, error) {
	var findings, line bytes.Buffer
	if err := Findings(&findings, r.Findings, s); err != nil {
		return Part{}, err
	}
	pieces := standing(r)
	if hidden != "" {
		pieces = append(pieces, term.Piece{Text: " · " + term.Visible(hidden)})
	}
	for _, l := range s.Flow(0, indent, pieces...) {
		fmt.Fprintln(&line, l)
	}
	return Part{findings.Bytes(), line.Bytes()}, nil
}

// Validation prints parts one after the other, each as it comes: the findings
// of a programme, below them its line, and at the end, if there were several,
// one line for all.
type Validation struct {
	w     io.Writer
	style term.Style
	n     int
}

// NewValidation prints to w.
func NewValidation(w io.Writer, s term.Style) *Validation { return &Validation{w: w, style: s} }

// Add prints the next part.
func (v *Validation) Add(p Part) error {
	var b []byte
	if len(p.findings) > 0 {
		if v.n > 0 {
			b = append(b, '\n')
		}
		b = append(append(b, p.findings...), '\n')
	}
	v.n++
	_, err := v.w.Write(append(b, p.line...))
	return err
}

// Total is what was said of all programmes together.
type Total struct {
	check.Summary
	Programs, Failing int    // judged; of those, with errors
	Unread            int    // that could not be read, or not all that is needed to judge them
	Hidden            string // what was found and is not shown, "" if all is
}

// Close prints the line for all.
func (v *Validation) Close(t Total) error {
	if t.Programs+t.Unread < 2 {
		return nil
	}
	pieces := []term.Piece{{Text: rule.Count(t.Programs, "programa", "programas"), Tone: term.Strong}, {Text: ", "}}
	if t.Failing == 0 {
		pieces = append(pieces, term.Piece{Text: "ninguno con errores: "})
	} else {
		pieces = append(pieces, term.Piece{Text: rule.Count(t.Failing, "con errores", "con errores"), Tone: term.Bad}, term.Piece{Text: ": "})
	}
	pieces = append(pieces, counts(t.Summary)...)
	if t.Unread > 0 {
		pieces = append(pieces, term.Piece{Text: " · "}, term.Piece{Text: rule.Count(t.Unread, "no se pudo leer", "no se pudieron leer"), Tone: term.Bad})
	}
	if t.Hidden != "" {
		pieces = append(pieces, term.Piece{Text: " · " + term.Visible(t.Hidden)})
	}
	if v.n > 0 {
		if _, err := io.WriteString(v.w, "\n"); err != nil {
			return err
		}
	}
	for _, l := range v.style.Flow(0, indent, pieces...) {
		if _, err := fmt.Fprintln(v.w, l); err != nil {
			return err
		}
	}
	return nil
}

// Summary writes one line for each programme: how many findings it has, and
// how its rules stand.
func Summary(w io.Writer, results []*check.Result, s term.Style) error {
	out := bufio.NewWriter(w)
	for _, r := range results {
		for _, l := range s.Flow(0, indent, standing(r)...) {
			fmt.Fprintln(out, l)
		}
	}
	return out.Flush()
}

// standing is the line of one programme: «plan/2022: 0 errores, 2
// advertencias, 3 notas · 5 reglas: 3 cumplen, 1 por determinar, 1 no aplica».
func standing(r *check.Result) []term.Piece {
	pieces := []term.Piece{{Text: term.Visible(r.Program.Folder) + ":", Tone: term.Strong}, {Text: " "}}
	pieces = append(pieces, counts(check.Summarise(r.Findings))...)
	return append(pieces, term.Piece{Text: rules(r)})
}

// counts says how many findings of each severity there are.
func counts(sum check.Summary) []term.Piece {
	var pieces []term.Piece
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
	return pieces
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
