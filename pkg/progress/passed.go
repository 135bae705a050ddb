package progress

import (
	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// Passed is what became of the sessions of a body on some days: the ids of
// those that were held, or were to be held and have no record, or were not
// held, moved or cancelled then. Each session stands in one of them, by what
// is known of it last.
type Passed struct {
	ID, Label string // of the body

	Held        []string
	Overdue     []string // their last possible day passed, and nothing was recorded
	NotHeld     []string // and without a new day
	Rescheduled []string
	Cancelled   []string
}

// passed sorts the sessions of each body by what became of them on the days
// after since and up to the day asked. What was recorded without a day cannot
// be told.
func (m *measure) passed(r *Report, since when.Day) []Passed {
	out := []Passed{}
	in := func(d program.Day) bool { return m.by(d) && d.Day > since }
	event := func(e *program.Event) bool { return e != nil && in(e.On) }
	for _, b := range r.Bodies {
		p := Passed{ID: b.ID, Label: b.Label}
		found := false
		for _, s := range m.a.Sessions(b.ID, "") {
			var to *[]string
			switch {
			case s.State == agenda.Held && in(s.Held):
				to = &p.Held
			case s.State == agenda.Cancelled && event(s.Cancelled):
				to = &p.Cancelled
			case s.State == agenda.NotHeld && event(s.NotHeld):
				to = &p.NotHeld
			case s.State == agenda.Overdue && s.Date.Days.Last() > since:
				to = &p.Overdue
			case s.State != agenda.Held && s.State != agenda.Cancelled && s.State != agenda.NotHeld && moved(s.Session, in):
				to = &p.Rescheduled
			default:
				continue
			}
			*to, found = append(*to, s.ID()), true
		}
		if found {
			out = append(out, p)
		}
	}
	return out
}

// moved reports whether one of a session's reschedulings was decided on a day.
func moved(s *program.Session, in func(program.Day) bool) bool {
	for _, r := range s.Rescheduled {
		if r.To.Set() && in(r.On) {
			return true
		}
	}
	return false
}
