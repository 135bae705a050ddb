package due

import (
	"fmt"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/rules/ahead"
	"patci/pkg/rules/notice"
	"patci/pkg/rules/papers"
	"patci/pkg/when"
)

// sending is something that a kind of rule wants sent before a session.
type sending struct {
	kind  Kind
	of    *rule.Kind
	title string // before the session's title
	do    string // «convocar»
	done  func(*program.Session) program.Day
}

var sent = []sending{
	{Notice, notice.Kind, "Convocatoria: ", "convocar", func(s *program.Session) program.Day { return s.Notice }},
	{Papers, papers.Kind, "Carpeta: ", "enviar la carpeta", func(s *program.Session) program.Day { return s.Papers }},
}

// sendings lists what the rules want sent for sessions that are not over, and
// was not.
func (m *maker) sendings() []Item {
	var out []Item
	for _, p := range m.r.Passes {
		for _, s := range sent {
			if p.Rule.Kind != s.of {
				continue
			}
			m.ruled = m.ruled || s.kind == Notice
			for _, session := range p.Agenda.Sessions(p.Body.ID.Value, p.Rule.Values.Text("sessions")) {
				e := m.of[session.Session]
				if e == nil || !m.ahead(session) || p.Knows(s.done(session.Session)) {
					continue
				}
				for _, i := range m.sending(&p, s, session, *e) {
					if !i.Late || !m.waived(p.Rule.ID, e.ID) {
						out = append(out, i)
					}
				}
			}
		}
	}
	return out
}

// waived reports whether it is justified that a session does not keep a rule.
func (m *maker) waived(rule, session string) bool {
	return slices.ContainsFunc(m.r.Program.Waivers, func(w *program.Waiver) bool {
		return w.Rule.Value == rule && w.Entity.Value == session && (!w.Until.Set() || w.Until.Day >= m.asOf)
	})
}

// ahead reports whether a session is still to be held.
func (m *maker) ahead(s agenda.Session) bool {
	return !s.Days.IsEmpty() && s.State != agenda.Held && s.Days.Last() >= m.asOf
}

// sending lists by when something must be sent for a session: one day, or two
// if its own is not fixed.
func (m *maker) sending(p *rule.Pass, what sending, s agenda.Session, e calendar.Entry) []Item {
	days := s.Days.Intersect(when.NewSet(ahead.Bound(p, s)))
	if days.IsEmpty() || e.NoDate(p.Program().Period) {
		return nil
	}
	first, last := days.First(), days.Last()
	by := func(day when.Day) Item {
		lawful := ahead.Last(p, s, day)
		i := m.item(e, Send, m.working(p, lawful.Day), "")
		i.Kind, i.Rule, i.Lawful, i.Title = what.kind, p.Rule, &lawful, what.title+e.Title
		i.Late = lawful.Day < m.asOf
		return i
	}
	span := p.Rule.Values.Span().String() + " de anticipación"
	end := by(last)
	if first == last && !s.Date.Tentative && !s.Date.Undefined {
		day := "el " + m.long(last)
		if s.Clock != "" {
			day = "el " + p.Moment(rule.Moment{Day: last, Clock: s.Clock})
		}
		verb := "último día para"
		if end.Late {
			verb = "pasó el último día para"
		}
		end.Why = fmt.Sprintf("%s %s con %s: se celebra %s%s", verb, what.do, span, day, m.lawful(p, end))
		return []Item{end}
	}
	end.If = &last
	on := "el " + m.date(last)
	switch {
	case end.Late:
		end.Why = fmt.Sprintf("pasó el último día para %s con %s, aun si se celebra %s, su último día posible%s", what.do, span, on, m.lawful(p, end))
		return []Item{end}
	case first == last:
		end.Why = fmt.Sprintf("último día para %s con %s, si se celebra %s%s%s", what.do, span, on, tentative(s.Date), m.lawful(p, end))
		return []Item{end}
	}
	end.Why = fmt.Sprintf("último día para %s con %s, aun si se celebra %s, su último día posible%s", what.do, span, on, m.lawful(p, end))
	begin := by(first)
	if begin.Late || begin.Due == end.Due {
		return []Item{end}
	}
	begin.If = &first
	begin.Why = fmt.Sprintf("último día para %s con %s, si se celebra el %s, su primer día posible%s; si el %s, el último, hay hasta el %s",
		what.do, span, m.date(first), m.lawful(p, begin), m.date(last), m.date(end.Due))
	return []Item{begin, end}
}

// working is the last working day up to the last lawful one, for nobody sends
// anything on another; the lawful one itself where that day is past.
func (m *maker) working(p *rule.Pass, d when.Day) when.Day {
	if p.Calendar.IsWorkday(d) {
		return d
	}
	if before := p.Calendar.Add(d, -1); before >= m.asOf || d < m.asOf {
		return before
	}
	return d
}

// lawful says what the last lawful moment is where the working day does not.
func (m *maker) lawful(p *rule.Pass, i Item) string {
	switch {
	case p.Rule.Values.Span().Unit == rule.WorkingDays: // on a day that is none it is as on the one before
	case !p.Calendar.IsWorkday(i.Lawful.Day):
		return fmt.Sprintf(" (el plazo termina el %s, inhábil)", p.Moment(*i.Lawful))
	case i.Lawful.Clock != "":
		return " (a más tardar " + at(i.Lawful.Clock) + ")"
	}
	return ""
}

// unruled lists the kinds of session with one that is still to be called and
// that no rule in force speaks of.
func (m *maker) unruled() []Unruled {
	rules := map[*program.Body][]*rule.Pass{} // those of notices
	for i := range m.r.Passes {
		if p := &m.r.Passes[i]; p.Rule.Kind == notice.Kind {
			rules[p.Body] = append(rules[p.Body], p)
		}
	}
	var out []Unruled
	for _, b := range m.r.Program.Bodies {
		kinds := map[string]bool{}
		for _, s := range m.r.Agenda.Sessions(b.ID.Value, "") {
			kind := s.KindOf()
			if kinds[kind] || !m.ahead(s) || s.State == agenda.Notified || bound(rules[b], s) {
				continue
			}
			kinds[kind] = true
			out = append(out, Unruled{b, kind})
		}
	}
	return out
}

// bound reports whether one of some rules says by when a session must be called.
func bound(rules []*rule.Pass, s agenda.Session) bool {
	return slices.ContainsFunc(rules, func(p *rule.Pass) bool {
		return !s.Days.Intersect(when.NewSet(ahead.Bound(p, s))).IsEmpty()
	})
}
