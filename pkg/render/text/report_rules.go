package text

import (
	"patci/pkg/briefing"
	"patci/pkg/compliance"
	"patci/pkg/diag"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
)

// rules writes «Cumplimiento normativo».
func (p *reportPage) rules() error {
	p.heading(briefing.RulesTitle)
	if why := p.b.NoRules(); why != "" {
		p.line(1, 1, term.Piece{Text: why})
		return nil
	}
	t := table.Table{Indent: 1, Columns: []table.Column{
		{Tone: func(row int) term.Tone { return verdictTone(p.b.Standings[row]) }},
		{Shrink: true, Min: 20},
		{Shrink: true, Min: 16, Tone: func(int) term.Tone { return term.Faint }},
	}}
	for _, st := range p.b.Standings {
		t.Rows = append(t.Rows, []string{st.Word(), oneLine(briefing.Sentence(st)), basis(st.Rule.Basis)})
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
