package text

import (
	"patci/pkg/compliance"
	"patci/pkg/diag"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
)

// rules writes «Cumplimiento normativo».
func (p *reportPage) rules() error {
	p.heading("Cumplimiento normativo")
	all := compliance.Of(p.c)
	if len(all) == 0 {
		p.line(1, 1, term.Piece{Text: compliance.None(p.c)})
		return nil
	}
	t := table.Table{Indent: 1, Columns: []table.Column{
		{Tone: func(row int) term.Tone { return verdictTone(all[row]) }},
		{Shrink: true, Min: 20},
		{Shrink: true, Min: 16, Tone: func(int) term.Tone { return term.Faint }},
	}}
	for _, st := range all {
		t.Rows = append(t.Rows, []string{st.Word(), oneLine(standingText(st)), basis(st.Rule.Basis)})
	}
	return t.Write(p.out, p.s)
}

func verdictTone(st compliance.Standing) term.Tone {
	switch {
	case st.Waived, st.Overall == diag.Met:
		return term.Good
	case st.Overall == diag.Broken && st.Rule.Severity == diag.Error:
		return term.Bad
	case st.Overall == diag.Broken, st.Overall == diag.Open:
		return term.Warn
	}
	return term.Faint
}

// standingText is the rule's title with the counts of its verdicts.
func standingText(st compliance.Standing) string {
	text := st.Title()
	if note := st.Counts(); note != "" {
		text += " (" + note + ")"
	}
	for _, w := range st.Waivers {
		text += "; justificación: " + Waiver(w)
	}
	return text
}
