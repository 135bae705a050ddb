package text

import (
	"fmt"
	"strings"

	"patci/pkg/check"
	"patci/pkg/matters"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/render/term"
	"patci/pkg/rule"
)

// matters writes «Asuntos por resolver».
func (p *reportPage) matters() error {
	p.heading("Asuntos por resolver")
	all := p.together(matters.List(p.r, p.c))
	if len(all) == 0 {
		p.line(1, 1, term.Piece{Text: "ninguno al día de corte"})
	}
	for _, m := range all {
		text := m.Message
		if m.Kind != matters.Broken && m.Kind != matters.Open {
			var titles []string
			for _, rl := range m.Rules {
				titles = append(titles, "si "+rl.Title)
			}
			if titles != nil {
				text += "; de ello depende " + strings.Join(titles, ", y ")
			}
		}
		p.mark(m.Light, term.Piece{Text: term.Visible(oneLine(text))})
		if m.Remedy != "" {
			p.line(3, 5, term.Piece{Text: "corrección: ", Tone: term.Faint}, term.Piece{Text: term.Visible(oneLine(m.Remedy)), Tone: term.Faint})
		}
	}
	return nil
}

// together tells in one line, where the first of them stands, the sessions of
// one body that have passed without a record and on which no rule hangs.
func (p *reportPage) together(all []matters.Matter) []matters.Matter {
	body := func(m matters.Matter) *progress.Body {
		if m.Kind != progress.ItemOverdue || m.Rules != nil {
			return nil
		}
		for i, b := range p.r.Bodies {
			if session(p.c, b.ID, m.ID) != nil {
				return &p.r.Bodies[i]
			}
		}
		return nil
	}
	of := map[*progress.Body][]string{} // their figures
	for _, m := range all {
		if b := body(m); b != nil {
			of[b] = append(of[b], session(p.c, b.ID, m.ID).Figure())
		}
	}
	var out []matters.Matter
	done := map[*progress.Body]bool{}
	for _, m := range all {
		b := body(m)
		switch {
		case b == nil || len(of[b]) == 1:
		case done[b]:
			continue
		default:
			done[b] = true
			m.Message = fmt.Sprintf("%s: %d sesiones pasaron sin registro de que se celebraran (%s), desde el %s",
				b.Label, len(of[b]), rule.Join(of[b]), dayIn(p.r.Program, *m.Day))
		}
		out = append(out, m)
	}
	return out
}

// session returns a session of a body by its id; nil if it is of none.
func session(c *check.Result, body, id string) *program.Session {
	for _, s := range c.Agenda.Sessions(body, "") {
		if s.ID() == id {
			return s.Session
		}
	}
	return nil
}

// happened writes what was recorded since a day, if that was asked.
func (p *reportPage) happened() error {
	if p.r.Since == nil {
		return nil
	}
	p.heading("Desde el " + p.r.Since.Spanish())
	if len(p.r.Happened) == 0 {
		p.line(1, 1, term.Piece{Text: "nada registrado con fecha posterior a ese día"})
	}
	for _, it := range p.r.Happened {
		var pieces []term.Piece
		if it.Day != nil {
			pieces = append(pieces, term.Piece{Text: dayIn(p.r.Program, *it.Day) + " · "})
		}
		p.mark(it.Light, append(pieces, term.Piece{Text: term.Visible(oneLine(it.Message))})...)
	}
	return nil
}
