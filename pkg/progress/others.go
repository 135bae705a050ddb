package progress

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/program"
)

func objectiveLabel(o *program.Objective) string { return fmt.Sprintf("Objetivo %d", o.Number.Value) }

func (m *measure) meetings() []Meeting {
	var out []Meeting
	for _, mt := range m.p.Meetings {
		x := Meeting{ID: mt.ID.Value, Title: mt.Title.Value, Label: called(mt.Common, mt.Title)}
		for _, e := range m.entries[mt.ID.Value] {
			if e.Kind != agenda.MeetingKind {
				continue
			}
			x.Dates++
			switch e.State {
			case agenda.Held:
				x.Held++
			case agenda.Cancelled:
				x.Cancelled++
			case agenda.Overdue:
				x.Overdue++
			default:
				x.Pending++
				if e.NoDate(m.p.Period) {
					x.Undefined++
				}
				// Entries come in order of their earliest day: one that is
				// certain goes before one of which nothing is known.
				if x.Next == nil || x.Next.NoDate(m.p.Period) && !e.NoDate(m.p.Period) {
					x.Next = e
				}
			}
		}
		out = append(out, x)
	}
	return out
}

func (m *measure) agreements() []Agreement {
	var out []Agreement
	for _, g := range m.p.Agreements {
		x := Agreement{ID: g.ID(), Title: g.Instrument.Value, Until: dayOf(g.Until), State: Planned, Agreement: g}
		if m.by(g.Signed) {
			x.Signed, x.State = dayOf(g.Signed), InForce
			switch {
			case x.Until == nil:
			case *x.Until < m.asOf:
				x.State = Lapsed
			case *x.Until <= m.asOf+LapseHorizon:
				x.State = Lapsing
			}
		} else {
			x.Date = m.a.Resolve(g.Date.Date)
		}
		out = append(out, x)
	}
	return out
}

func (m *measure) resolutions() []Resolution {
	adopted := map[string]program.Day{} // when a session was held, by its id
	for _, s := range m.p.Sessions {
		adopted[s.ID()] = s.Held
	}
	var out []Resolution
	for _, r := range m.p.Resolutions {
		if held := adopted[r.Session.Value]; held.Set() && !m.by(held) {
			continue // the session that was to adopt it had not been held
		}
		x := Resolution{ID: r.IDText.Value, Title: r.Title.Value, Session: r.Session.Value,
			Due: m.a.Resolve(r.Due.Date), State: m.resolutionState(r), Resolution: r}
		for _, who := range r.Responsible {
			x.Responsible = append(x.Responsible, who.Value)
		}
		out = append(out, x)
	}
	return out
}

// resolutionState is the state by the facts that have a day, and then by what
// was written as its state. «done» with a later day was not done yet.
func (m *measure) resolutionState(r *program.Resolution) ResolutionState {
	written := ResolutionState(r.State.Value)
	if written == Done && r.Done.Set() || written == Cancelled && r.Cancelled != nil || written == "" {
		written = Pending
	}
	switch {
	case m.by(r.Done):
		return Done
	case m.known(r.Cancelled):
		return Cancelled
	case written == Done, written == Cancelled:
		return written
	case m.past(m.a.Resolve(r.Due.Date).Days):
		return Overdue
	}
	return written
}
