// Package github writes findings as the workflow commands of GitHub Actions,
// which shows each as an annotation on the line that it speaks of.
package github

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/render/term"
	"patci/pkg/render/text"
	"patci/pkg/rule"
)

// limit is how many annotations of one severity GitHub shows of a step; the
// rest stays in the log.
const limit = 10

// Validation writes an annotation for each finding, errors first so that the
// limit takes what matters least; under them, as plain lines of the log, the
// findings that are justified, which need no one's attention, and one line for
// each programme.
func Validation(w io.Writer, results []*check.Result) error {
	out := bufio.NewWriter(w)
	var waived []diag.Finding
	var cut []string
	for _, kind := range []struct {
		severity      diag.Severity
		command, many string
	}{{diag.Error, "error", "errores"}, {diag.Warning, "warning", "advertencias"}, {diag.Note, "notice", "notas"}} {
		n := 0
		for _, r := range results {
			for _, f := range r.Findings {
				switch {
				case f.Severity != kind.severity:
				case f.Waived != nil:
					waived = append(waived, f)
				default:
					n++
					annotate(out, kind.command, f)
				}
			}
		}
		if n > limit {
			cut = append(cut, rule.Count(n, kind.severity.Spanish(), kind.many))
		}
	}
	for _, f := range waived {
		line := "justificada: "
		if !f.Place.IsZero() {
			line += f.Place.String() + ": "
		}
		say(out, line+f.Message+" ["+f.Rule+"] · "+text.Waiver(*f.Waived))
	}
	if cut != nil {
		say(out, fmt.Sprintf("aviso: hay %s, y GitHub anota hasta %d de cada gravedad por paso; aquí están todas", rule.Join(cut), limit))
	}
	var lines bytes.Buffer
	if err := text.Summary(&lines, results, term.Style{}); err != nil {
		return err
	}
	for l := range strings.Lines(lines.String()) {
		say(out, "resumen: "+strings.TrimSuffix(l, "\n"))
	}
	return out.Flush()
}

// annotate writes one finding. Its columns are told only within one line:
// GitHub refuses an annotation that has them over several.
func annotate(out *bufio.Writer, command string, f diag.Finding) {
	var properties []string
	add := func(key, value string) { properties = append(properties, key+"="+escape(value, true)) }
	if p := f.Place; p.File != nil {
		add("file", p.File.Name)
		if p.Start.Line > 0 {
			add("line", strconv.Itoa(p.Start.Line))
			end := max(p.Start.Line, p.End.Line)
			add("endLine", strconv.Itoa(end))
			if end == p.Start.Line && p.Start.Column > 0 {
				add("col", strconv.Itoa(p.Start.Column))
				add("endColumn", strconv.Itoa(max(p.Start.Column, p.End.Column)))
			}
		}
	}
	add("title", f.Rule)
	lines := append([]string{f.Message}, f.Steps...)
	label := func(name, s string) {
		if s != "" {
			lines = append(lines, name+": "+s)
		}
	}
	label("fundamento", text.Law(f.Basis))
	label("corrección", f.Remedy)
	for i, l := range lines {
		lines[i] = term.Visible(l)
	}
	fmt.Fprintf(out, "::%s %s::%s\n", command, strings.Join(properties, ","), escape(strings.Join(lines, "\n"), false))
}

// escape is as GitHub documents it: what would end the command, and in a
// property what would end the property.
func escape(s string, property bool) string {
	s = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
	if property {
		s = strings.NewReplacer(":", "%3A", ",", "%2C").Replace(s)
	}
	return s
}

// say writes a plain line of the log. Text that somebody wrote must not become
// a command: «::» counts at the beginning of a line, where a word of ours
// stands, «##[» anywhere.
func say(out *bufio.Writer, line string) {
	fmt.Fprintln(out, strings.ReplaceAll(term.Visible(line), "##[", "# #["))
}
