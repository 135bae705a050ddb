package text

import (
	"bufio"
	"fmt"
	"io"

	"patci/pkg/briefing"
	"patci/pkg/progress"
	"patci/pkg/render/term"
)

// Report writes what a programme has achieved by a day, as it is read before a
// plenary: what must be resolved and decided, how the law stands, sessions,
// objectives, and what else the programme promised. A part with nothing in it
// is left out.
func Report(w io.Writer, b *briefing.Briefing, s term.Style) error {
	if s.Width == 0 || s.Width > maxWidth {
		s.Width = maxWidth
	}
	p := &reportPage{page: page{bufio.NewWriter(w), s}, b: b}
	p.title()
	for _, part := range []func() error{
		p.matters, p.decisions, p.happened, p.rules, p.sessions, p.objectives, p.observances, p.meetings, p.agreements, p.resolutions,
	} {
		if err := part(); err != nil {
			return err
		}
	}
	p.legend()
	return p.out.Flush()
}

// reportPage is a report as it is being written.
type reportPage struct {
	page
	b *briefing.Briefing
}

// title is of what the report is, of which day, and for which session.
func (p *reportPage) title() {
	name := p.b.Title()
	if p.b.Draft() {
		name += " (" + p.b.Status() + ")"
	}
	p.line(0, 0, term.Piece{Text: "Informe de avance", Tone: term.Strong}, term.Piece{Text: " · " + term.Visible(oneLine(name))})
	text, next := p.b.CutOff(), term.Visible(oneLine(p.b.For()))
	switch {
	case next == "":
	case term.Width(text)+len(" · para ")+term.Width(next) > p.s.Width:
		p.line(0, 0, term.Piece{Text: text})
		text = "para " + next
	default:
		text += " · para " + next
	}
	p.line(0, 0, term.Piece{Text: text})
	if far := p.b.Horizon(); far != "" {
		p.line(0, 0, term.Piece{Text: term.Visible(oneLine(far)), Tone: term.Faint})
	}
}

// mark writes a light's shape, and what follows it, on lines of their own.
func (p *reportPage) mark(l progress.Light, pieces ...term.Piece) {
	p.line(1, 3, append([]term.Piece{{Text: l.Shape(), Tone: lightTone(l)}, {Text: " "}}, pieces...)...)
}

// lightTone is how a light stands out.
func lightTone(l progress.Light) term.Tone {
	switch l {
	case progress.Green:
		return term.Good
	case progress.Amber:
		return term.Warn
	case progress.Red:
		return term.Bad
	}
	return term.Faint
}

// legend says what the lights mean.
func (p *reportPage) legend() {
	fmt.Fprintln(p.out)
	legends := p.b.Legends()
	if bar, drawn := p.b.BarLegend(); drawn {
		legends = append(legends[:1:1], append([]briefing.Legend{bar}, legends[1:]...)...)
	}
	for _, l := range legends {
		pieces := []term.Piece{{Text: l.Label + ": ", Tone: term.Faint}}
		for i, w := range l.Words {
			if i > 0 {
				pieces = append(pieces, term.Piece{Text: "\u00a0· ", Tone: term.Faint})
			}
			pieces = append(pieces, term.Piece{Text: w.Mark + "\u00a0", Tone: lightTone(w.Light)}, term.Piece{Text: w.Text, Tone: term.Faint})
		}
		p.line(1, 3, pieces...)
	}
}

// matters writes «Asuntos por resolver».
func (p *reportPage) matters() error {
	p.heading(briefing.MattersTitle)
	all := p.b.Told()
	if len(all) == 0 {
		p.line(1, 1, term.Piece{Text: briefing.NoMatters})
	}
	for _, m := range all {
		p.mark(m.Light, term.Piece{Text: term.Visible(oneLine(m.Message))})
		p.remedy("corrección: ", m.Remedy)
	}
	return nil
}

func (p *reportPage) remedy(label, text string) {
	if text != "" {
		p.line(3, 5, term.Piece{Text: label, Tone: term.Faint}, term.Piece{Text: term.Visible(oneLine(text)), Tone: term.Faint})
	}
}

// decisions writes what the session has to decide.
func (p *reportPage) decisions() error {
	parts := p.b.DecisionParts()
	if parts == nil {
		return nil
	}
	p.heading(p.b.DecisionsTitle())
	p.line(1, 1, term.Piece{Text: term.Visible(oneLine(p.b.DecisionsIntro())), Tone: term.Faint})
	for _, part := range parts {
		p.line(1, 3, term.Piece{Text: part.Title})
		for _, d := range part.Decisions {
			p.line(1, 3, term.Piece{Text: "– "}, term.Piece{Text: term.Visible(oneLine(d.Message))})
			p.remedy("además: ", d.Remedy)
		}
	}
	return nil
}

// happened writes what became of sessions and what was recorded since a day,
// if that was asked.
func (p *reportPage) happened() error {
	if p.b.Start == nil {
		return nil
	}
	p.heading(term.Visible(oneLine(p.b.StartTitle())))
	if sums := p.b.PassedSums(); sums != "" {
		p.line(1, 1, term.Piece{Text: sums})
	}
	for _, l := range p.b.PassedLines() {
		p.line(1, 3, term.Piece{Text: term.Visible(oneLine(l.Label)), Tone: term.Strong}, term.Piece{Text: " · " + term.Visible(oneLine(l.Counts))})
	}
	all := p.b.HappenedLines()
	if len(all) == 0 {
		p.line(1, 1, term.Piece{Text: briefing.NothingHappened})
	}
	for _, h := range all {
		var pieces []term.Piece
		if h.Day != "" {
			pieces = append(pieces, term.Piece{Text: h.Day + " · "})
		}
		p.mark(h.Light, append(pieces, term.Piece{Text: term.Visible(oneLine(h.Message))})...)
	}
	return nil
}
