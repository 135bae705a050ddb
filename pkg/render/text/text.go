// Package text tells findings to people, as text on a terminal or in a pipe.
package text

import (
	"bufio"
	"io"
	"strings"

	"patci/pkg/diag"
	"patci/pkg/render/term"
)

// indent is how far what belongs to a finding stands from the margin.
const indent = 3

// Findings writes each finding: where and what, the source with a caret, and
// under it the steps of a proof, the law, the justification and the way out.
// It keeps the order given and wraps at s.Width.
func Findings(w io.Writer, fs []diag.Finding, s term.Style) error {
	out := bufio.NewWriter(w) // keeps the first error of w
	for _, f := range fs {
		for _, l := range finding(f, s) {
			out.WriteString(l)
			out.WriteByte('\n')
		}
	}
	return out.Flush()
}

func finding(f diag.Finding, s term.Style) []string {
	word, tone := f.Severity.Spanish(), severityTone(f.Severity)
	if f.Waived != nil {
		word, tone = "justificada", term.Good
	}
	var head []term.Piece
	if !f.Place.IsZero() {
		head = append(head, term.Piece{Text: term.Visible(f.Place.String()) + ":", Tone: term.Strong}, term.Piece{Text: " "})
	}
	head = append(head, term.Piece{Text: word + ":", Tone: tone | term.Strong}, term.Piece{Text: " " + term.Visible(f.Message)})
	if f.Rule != "" {
		head = append(head, term.Piece{Text: " "}, term.Piece{Text: "[" + term.Visible(f.Rule) + "]", Tone: term.Faint})
	}
	lines := s.Flow(0, indent, head...)
	lines = append(lines, excerpt(f.Place, s, tone)...)
	for _, step := range f.Steps {
		lines = append(lines, s.Flow(indent, 2*indent, term.Piece{Text: term.Visible(step)})...)
	}
	labelled := func(label, text string) {
		if text != "" {
			lines = append(lines, s.Flow(indent, 2*indent,
				term.Piece{Text: label + ":", Tone: term.Faint}, term.Piece{Text: " " + term.Visible(text)})...)
		}
	}
	labelled("fundamento", basis(f.Basis))
	if f.Waived != nil {
		labelled("justificación", Waiver(*f.Waived))
	}
	labelled("corrección", f.Remedy)
	return lines
}

func severityTone(s diag.Severity) term.Tone {
	switch s {
	case diag.Error:
		return term.Bad
	case diag.Warning:
		return term.Warn
	}
	return term.Accent
}

// Waiver returns why a finding is justified and who granted it.
func Waiver(w diag.Waiver) string {
	switch {
	case w.GrantedBy == "":
		return w.Reason
	case w.Reason == "":
		return w.GrantedBy
	}
	return w.Reason + " (" + w.GrantedBy + ")"
}

// basis returns where a rule comes from: «Reglamento Interno, arts. 23 y 24».
func basis(bs []diag.Basis) string {
	var all []string
	for _, b := range bs {
		t := b.Instrument
		if b.Articles != "" {
			art := "art. "
			if several(b.Articles) {
				art = "arts. "
			}
			if t != "" {
				t += ", "
			}
			t += art + b.Articles
		}
		switch b.Read {
		case "cited":
			t += " (según lo cita " + citing(b) + ")"
		case "analogy":
			t += " (por analogía)"
		}
		if t != "" {
			all = append(all, t)
		}
	}
	return strings.Join(all, "; ")
}

// citing names who cites what was not read in the instrument.
func citing(b diag.Basis) string {
	if b.CitedBy == "" {
		return "el programa"
	}
	return term.Visible(b.CitedBy)
}

// several reports whether articles names more than one: «23 y 24», «8 a 10»,
// «4.º, 5.º», but not «35, fracción II» nor «35, fracciones I y II».
func several(articles string) bool {
	for _, and := range []string{" y ", " a ", ", ", ",", "–"} {
		for rest := articles; ; {
			_, after, found := strings.Cut(rest, and)
			if !found {
				break
			}
			if after != "" && after[0] >= '0' && after[0] <= '9' {
				return true
			}
			rest = after
		}
	}
	return false
}
