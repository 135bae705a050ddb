package agenda

import (
	"cmp"

	"patci/pkg/program"
	"patci/pkg/when"
)

func (a *Agenda) addSession(s *program.Session) {
	if a.unheardOf(s) {
		return
	}
	out := Session{Session: s, Program: a.Program, Body: a.Program.Body(s.Body)}
	if out.Body == nil {
		out.Body = &program.Body{ID: program.Text{Value: s.Body}}
	}
	out.Date, out.State, out.dateAt = a.sessionDay(s)
	out.Clock = a.clock(s)
	if out.State != Cancelled && out.State != NotHeld {
		out.Days = starts(out.Date)
	}
	out.Unsure = out.State == Overdue
	a.sessions[s.Body] = append(a.sessions[s.Body], out)

	at := program.Text{At: s.Date.At, Path: s.Date.Path}
	if !s.Date.Set() {
		at = program.Text{At: s.Number.At, Path: s.Number.Path}
		if s.Held.Set() {
			at = program.Text{At: s.Held.At, Path: s.Held.Path}
		}
	}
	a.Entries = append(a.Entries, Entry{
		ID: s.ID(), Kind: SessionKind, Owner: s.Body, Label: out.Body.Label(), Title: s.Heading(),
		Text: s.Date.Text, Date: out.Date, Days: out.Date.Days, Clock: out.Clock, State: out.State, At: at, Session: s,
	})
}

// sessionDay says which date counts: the day it was held; the last one that
// it was moved to; the day fixed; what was promised. One that was cancelled,
// or not held and not moved, keeps the date that it lost, for calendars.
// It says as well where that date was written.
func (a *Agenda) sessionDay(s *program.Session) (when.Date, State, program.Text) {
	state := Scheduled
	d, moved, at := a.plan(s, a.AsOf)
	if moved != nil {
		state = Rescheduled
	}
	switch {
	case a.by(s.Held):
		return fixed(s.Held), Held, program.Text{At: s.Held.At, Path: s.Held.Path}
	case a.known(s.Cancelled):
		return d, Cancelled, at
	case a.known(s.NotHeld) && (moved == nil || !after(moved, s.NotHeld)):
		return d, NotHeld, at
	case a.past(d.Days):
		return d, Overdue, at
	case a.by(s.Notice) && (moved == nil || !moved.On.Set() || s.Notice.Day >= moved.On.Day):
		return d, Notified, at
	}
	return d, state, at
}

// plan is the date that a session was to have on a day, any day if nil, with
// the rescheduling that gave it and where it is written.
func (a *Agenda) plan(s *program.Session, on *when.Day) (when.Date, *program.Rescheduling, program.Text) {
	d, at := a.Resolve(s.Date.Date), program.Text{At: s.Date.At, Path: s.Date.Path}
	if !s.Date.Set() { // it is in the programme, and nothing says when
		d = when.Date{Kind: when.Window, Undefined: true, Days: when.NewSet(a.Program.Period)}
		at = program.Text{At: s.Number.At, Path: s.Number.Path}
	}
	if s.Day.Set() {
		d, at = fixed(s.Day), program.Text{At: s.Day.At, Path: s.Day.Path}
	}
	var moved *program.Rescheduling
	for _, r := range s.Rescheduled {
		if (!r.On.Set() || on == nil || r.On.By(*on)) && r.To.Set() {
			moved = r
		}
	}
	if moved != nil {
		d, at = a.Resolve(moved.To.Date), program.Text{At: moved.To.At, Path: moved.To.Path}
	}
	return d, moved, at
}

// Planned is a session as it was to be held on a day, whatever became of it
// then: with the date and the days that it had, fixed or moved by that day.
func (a *Agenda) Planned(s Session, on when.Day) Session {
	var moved *program.Rescheduling
	s.Date, moved, s.dateAt = a.plan(s.Session, &on)
	s.Days, s.State, s.Unsure, s.Clock = starts(s.Date), Scheduled, false, hour(s.Session, moved)
	return s
}

// clock is the hour at which a session begins: that at which it was held, or
// else that of its plan.
func (a *Agenda) clock(s *program.Session) string {
	if a.by(s.Held) && s.Held.Clock != "" {
		return s.Held.Clock
	}
	d, moved, _ := a.plan(s, a.AsOf)
	if a.by(s.Held) && !d.Days.Contains(s.Held.Day) { // the hour of another day is not its
		return s.Time.Value
	}
	return hour(s, moved)
}

// hour is the hour for which a session is called: that of the date it was last
// moved to, its own, or one written with its day or date.
func hour(s *program.Session, moved *program.Rescheduling) string {
	if moved != nil {
		return cmp.Or(moved.To.Clock, s.Time.Value)
	}
	return cmp.Or(s.Time.Value, s.Day.Clock, s.Date.Clock)
}

// NewDate is the first rescheduling, of those known on the day asked, that
// gave a new date to a session that was not held; nil if none did.
func (a *Agenda) NewDate(s *program.Session) *program.Rescheduling {
	if !a.known(s.NotHeld) {
		return nil
	}
	for _, r := range s.Rescheduled {
		if (!r.On.Set() || a.by(r.On)) && r.To.Set() && after(r, s.NotHeld) {
			return r
		}
	}
	return nil
}

// after reports whether a rescheduling gives a new day to a session that was
// not held: it was decided on that day or later, or moves to days that all lie
// after it. One decided nobody knows when does if a later day remains.
func after(r *program.Rescheduling, e *program.Event) bool {
	switch {
	case !e.On.Set():
		return true
	case r.On.Set() && r.On.Day >= e.On.Day:
		return true
	case r.To.Days.IsEmpty():
		return false
	case r.On.Set():
		return r.To.Days.First() > e.On.Day
	}
	return r.To.Days.Last() > e.On.Day
}

// unheardOf reports whether nobody knew of a session on the day asked: it has
// no date, and all that was recorded of it came later.
func (a *Agenda) unheardOf(s *program.Session) bool {
	if a.AsOf == nil || s.Date.Set() || s.Day.Set() {
		return false
	}
	later := false
	for _, d := range []program.Day{s.Notice, s.Papers, s.Held} {
		if a.by(d) {
			return false
		}
		later = later || d.Set()
	}
	for _, e := range []*program.Event{s.NotHeld, s.Cancelled} {
		if a.known(e) {
			return false
		}
		later = later || e != nil
	}
	for _, r := range s.Rescheduled {
		if !r.On.Set() || a.by(r.On) {
			return false
		}
		later = true
	}
	return later
}
