package rule

import (
	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// Line is one session of a body and kind among those that the rules count:
// of this programme or of another, or the last before the first one listed.
type Line struct {
	Session  *agenda.Session   // nil: the last before the first one listed
	Previous *program.Previous // that one
	Days     when.Set          // the days that it can have; nil: any day before those that follow
	Maybe    bool              // nothing was recorded and its days are past: it may not have been held
	Mine     bool              // of the programme that is judged
	Later    bool              // of a later one
	Gap      bool              // sessions that nobody loaded may stand between it and the line before
}

// Lines lists the sessions of the body and of a kind that have a day or can
// have one, in the order of their numbers: those of earlier programmes, the
// previous session, this programme's and later ones.
func (p *Pass) Lines(kind string) []Line {
	var lines []Line
	add := func(a *agenda.Agenda, l Line) {
		for _, s := range a.Sessions(p.Body.ID.Value, kind) {
			l.Session, l.Days, l.Maybe = &s, Candidates(s), s.Unsure
			if !s.Days.IsEmpty() {
				lines = append(lines, l)
				l.Gap = false
			}
		}
	}
	for _, a := range p.Before {
		add(a, Line{})
	}
	known := len(lines)
	if prev := p.Body.Previous; prev != nil && kind == program.Ordinary && p.after(prev, lines) {
		l := Line{Previous: prev}
		if prev.Date.Set() {
			l.Days = when.Days(prev.Date.Day)
		}
		lines = append(lines, l)
	}
	gap := false
	if known > 0 && known == len(lines) {
		last := lines[known-1].Session
		joined := last.Program.Period.Last+1 == p.Program().Period.First
		for _, s := range p.Agenda.Sessions(p.Body.ID.Value, kind) {
			joined = joined || !p.Body.Yearly() && s.Number.Value == last.Number.Value+1
		}
		gap = !joined
	}
	add(p.Agenda, Line{Mine: true, Gap: gap})
	for _, a := range p.After {
		add(a, Line{Later: true})
	}
	return lines
}

// after reports whether the previous session comes after all those of earlier
// programmes.
func (p *Pass) after(prev *program.Previous, lines []Line) bool {
	switch {
	case len(lines) == 0:
		return true
	case p.Body.Yearly():
		return prev.Date.Set() && prev.Date.Day > lines[len(lines)-1].Days.Last()
	}
	return prev.Number.Value > lines[len(lines)-1].Session.Number.Value
}

// Candidates is the days that a session can have. One whose date was written
// as not certain can have any of its programme.
func Candidates(s agenda.Session) when.Set {
	if s.Date.Tentative && !s.Days.IsEmpty() {
		return s.Days.Union(when.Set{s.Program.Period})
	}
	return s.Days
}
