// Package briefing is the report before a session of the plenary: what was
// achieved by a day, what must be resolved, how the rules stand, what became
// of things since the session before, and what the session has to decide for
// the programme to hold. It is one model with its words in Spanish, which
// every format draws, so that all of them say the same.
package briefing

import (
	"patci/pkg/agenda"
	"patci/pkg/check"
	"patci/pkg/compliance"
	"patci/pkg/matters"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/when"
)

// Options are what was asked.
type Options struct {
	// Session is the id of the session that the report is for. It then looks
	// ahead to that session and back to the one before. Without one the report
	// is for the next session of the plenary.
	Session string
	// Since is the day after which to tell what happened, whatever Session says.
	Since *when.Day
	// Before are the agendas of earlier years, in order.
	Before []*agenda.Agenda
}

// Briefing is a report before a session.
type Briefing struct {
	*progress.Report
	Check   *check.Result
	Session *Session // nil if none comes
	Start   *Start   // from when Happened and Passed tell; nil if that was not asked

	Matters   []matters.Matter      // what must be resolved, in its order
	Standings []compliance.Standing // how the rules stand, the gravest first
	// Decisions are what the session has to decide, or what cannot wait for it,
	// by the day on which it is too late.
	Decisions []Decision
	// Responsible are those who have resolutions to see to, first those who
	// are behind.
	Responsible []Responsible

	// AtFirst and AtLast are what is planned by the first and the last day on
	// which the session can still be held, by the id of the objective, section
	// or observance; nil if there is no such day ahead.
	AtFirst, AtLast map[string]progress.Plan

	sessions map[string]*agenda.Entry // by id
}

// Session is the session that a report is for.
type Session struct {
	Body  *program.Body
	Entry *agenda.Entry
	// First and Last are the days between which it can be held, or the day on
	// which it was; 0 if nothing is known of them.
	First, Last when.Day
	NoDate      bool // nothing is known of its day but the programme's year
	Over        bool // it was held, or cancelled, or its last possible day is past
	Asked       bool // somebody named it
	// Next is the session of the body that comes after it in the programme; nil
	// if there is none.
	Next *agenda.Entry
}

// Start is from when a report tells what happened.
type Start struct {
	Day     when.Day // the day before the first one told
	Session string   // id of the session before, of this programme or an earlier one; "" if it is not that
	Text    string   // «la 19.ª del Pleno, celebrada el 10 de mayo»
}

// Make makes a briefing of a programme that was judged.
func Make(c *check.Result, o Options) *Briefing {
	a := c.Agenda
	if a.AsOf == nil {
		last := a.Program.Period.Last
		a = agenda.Build(a.Program, &last, a.Calendar)
	}
	b := &Briefing{Check: c, sessions: map[string]*agenda.Entry{}}
	for i := range a.Entries {
		if e := &a.Entries[i]; e.Kind == agenda.SessionKind && b.sessions[e.ID] == nil {
			b.sessions[e.ID] = e
		}
	}
	maker := &maker{Briefing: b, a: a, before: o.Before}
	var until *when.Day
	if o.Session != "" {
		b.Session = maker.session(o.Session)
	}
	if s := b.Session; s != nil {
		s.Asked = true
		if !s.Over {
			until = &s.Last
			if s.NoDate {
				until = &a.Program.Period.Last
			}
		}
		b.Start = maker.start(s)
	}
	if o.Since != nil {
		b.Start = &Start{Day: *o.Since, Text: "el " + o.Since.Spanish()}
	}
	var since *when.Day
	if b.Start != nil {
		since = &b.Start.Day
	}
	b.Report = progress.MeasureUntil(a, since, until)
	if b.Session == nil && o.Session == "" {
		if e := b.next(); e != nil {
			b.Session = maker.session(e.ID)
		}
	}
	if s := b.Session; s != nil && !s.Over && !s.NoDate && s.Last > b.AsOf {
		b.AtFirst = progress.PlannedBy(a, max(s.First, b.AsOf))
		b.AtLast = b.AtFirst
		if s.Last > max(s.First, b.AsOf) {
			b.AtLast = progress.PlannedBy(a, s.Last)
		}
	}
	b.Matters = matters.List(b.Report, c)
	b.Standings = compliance.Of(c)
	b.Responsible = b.responsible()
	b.Decisions = maker.decisions()
	return b
}

// next is the session that a report is for where nobody names one: the next of
// the plenary, or where there is none, of the first body that is no group.
func (b *Briefing) next() *agenda.Entry {
	kind := func(is func(*program.Body) bool) (*agenda.Entry, bool) {
		found := false
		for _, x := range b.Bodies {
			if x.Body == nil || !is(x.Body) {
				continue
			}
			if found = true; x.Next != nil {
				return x.Next, true
			}
		}
		return nil, found
	}
	for _, is := range []func(*program.Body) bool{
		func(x *program.Body) bool { return x.Kind.Value == "plenary" },
		func(x *program.Body) bool { return x.Kind.Value != "group" && x.Parent.Value == "" },
		func(*program.Body) bool { return true },
	} {
		if e, found := kind(is); found {
			return e
		}
	}
	return nil
}

// maker is a briefing as it is being made.
type maker struct {
	*Briefing
	a      *agenda.Agenda
	before []*agenda.Agenda
}

// session is what is known of a session by its id; nil if there is none.
func (m *maker) session(id string) *Session {
	e := m.sessions[id]
	if e == nil {
		return nil
	}
	s := &Session{Body: m.a.Program.Body(e.Owner), Entry: e, First: e.Days.First(), Last: e.Days.Last(), NoDate: e.NoDate(m.a.Program.Period)}
	if s.Body == nil {
		s.Body = &program.Body{ID: program.Text{Value: e.Owner}}
	}
	switch e.State {
	case agenda.Held, agenda.Cancelled, agenda.NotHeld, agenda.Overdue:
		s.Over = true
	}
	s.Next = m.after(e)
	return s
}

// after is the session of a body that comes after another of it and can still
// be held: of one kind by their numbers, of others by their days.
func (m *maker) after(e *agenda.Entry) *agenda.Entry {
	var next *agenda.Entry
	for i := range m.a.Entries { // in order of their earliest day
		x := &m.a.Entries[i]
		if x.Kind != agenda.SessionKind || x.Owner != e.Owner || x.ID == e.ID {
			continue
		}
		switch x.State {
		case agenda.Held, agenda.Cancelled, agenda.NotHeld, agenda.Overdue:
			continue
		}
		later := x.Session.Number.Value > e.Session.Number.Value
		if x.Session.KindOf() != e.Session.KindOf() {
			later = !x.Days.IsEmpty() && !e.Days.IsEmpty() && x.Days.First() > e.Days.Last()
		}
		if later && next == nil {
			next = x
		}
	}
	return next
}

// start is the session before another one of its body, the last that was held,
// or that was to be held by the day of the report and has no record; or else
// the beginning of the programme. Before an ordinary session that is an
// ordinary one: what is reported at one has been since the last report, and no
// extraordinary session is called for that.
func (m *maker) start(s *Session) *Start {
	var best *Start
	var order when.Day
	look := func(a *agenda.Agenda) {
		for _, x := range a.Sessions(s.Entry.Owner, "") {
			if a == m.a && x.ID() == s.Entry.ID || x.Date.Days.IsEmpty() ||
				s.Entry.Session.KindOf() == program.Ordinary && x.KindOf() != program.Ordinary {
				continue
			}
			first, last := x.Date.Days.First(), x.Date.Days.Last()
			sameRow := a == m.a && x.KindOf() == s.Entry.Session.KindOf()
			switch {
			case sameRow && x.Number.Value > s.Entry.Session.Number.Value,
				!sameRow && s.Over && !s.Entry.Days.IsEmpty() && last >= s.First,
				best != nil && last < order:
				continue
			}
			name := "la " + x.Figure() + " " + x.Body.Of()
			switch x.State {
			case agenda.Held:
				best = &Start{Day: first, Session: x.ID(), Text: name + ", celebrada el " + dayIn(m.a.Program, *m.a.AsOf, first)}
			case agenda.Overdue:
				best = &Start{Day: first - 1, Session: x.ID(), Text: name + " (" + dateIn(m.a.Program, x.Date) + ", sin registro de celebración)"}
			default:
				continue
			}
			order = last
		}
	}
	for _, a := range m.before {
		look(a)
	}
	look(m.a)
	if best != nil {
		return best
	}
	p := m.a.Program
	if prev := s.Body.Previous; prev != nil && prev.Date.By(*m.a.AsOf) {
		return &Start{Day: prev.Date.Day, Text: "la " + when.OrdinalFigure(prev.Number.Value, true) + " " + s.Body.Of() + ", celebrada el " + dayIn(p, *m.a.AsOf, prev.Date.Day)}
	}
	return &Start{Day: p.Period.First - 1, Text: "el inicio del programa (no se conoce el día de la sesión anterior)"}
}
