package briefing

import (
	"cmp"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/due"
	"patci/pkg/progress"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// DecisionKind is what has to be decided.
type DecisionKind string

// The kinds of decision.
const (
	FixDate DecisionKind = "date"   // the day of a session, or of what has none yet
	Notice  DecisionKind = "notice" // that a convocatoria goes out
	Papers  DecisionKind = "papers" // that a carpeta goes out
)

// Decision is something that must be decided before the next session of the
// plenary after the one that the report is for, or else the programme cannot
// hold.
type Decision struct {
	Kind DecisionKind
	IDs  []string // of what it is about
	// By is the last day on which it still serves: the last lawful day of a
	// session, by all rules together; nil if no day is known.
	By *when.Day
	// Before reports whether it cannot wait for the session: By comes before
	// the last day on which that can be held, or it is about that session.
	Before bool
	// Sure reports whether By comes before any day on which the next session
	// of the plenary can be held; otherwise only before some.
	Sure    bool
	Past    bool         // By is over
	Rules   []*rule.Rule // that set By
	Message string       // «28.ª de la Subcomisión: fijar su día, a más tardar el 30 de septiembre, último de su plazo»
	Remedy  string       // what a rule asks besides; "" if nothing
}

// decisions are those that the session has to take, by their day.
func (m *maker) decisions() []Decision {
	if m.Session == nil || m.Session.Over {
		return nil
	}
	begins := m.Session.Last // at the latest
	if m.Session.Entry.Fixed() {
		begins = m.Session.First
	}
	var out []Decision
	add := func(d Decision) {
		if d.By != nil {
			d.Past = *d.By < m.AsOf
			if n := m.Session.Next; n != nil && !n.Days.IsEmpty() {
				if *d.By >= n.Days.Last() {
					return // it can wait for the next one
				}
				d.Sure = *d.By < n.Days.First()
			} else {
				d.Sure = true
			}
			d.Before = d.Before || !m.Session.Entry.Days.IsEmpty() && *d.By < begins
		} else {
			d.Sure = m.Session.Next == nil
		}
		out = append(out, d)
	}
	for _, d := range m.sessionDates() {
		add(d)
	}
	for _, d := range m.sendings() {
		add(d)
	}
	// What else has no date: of each owner in one line, as what needs attention
	// is told, whatever the horizon.
	for _, it := range progress.MeasureUntil(m.a, nil, &m.AsOf).Attention {
		if it.Kind != progress.ItemUndefined || m.sessions[it.ID] != nil {
			continue
		}
		by := it.Day
		if by == nil && m.Program.Period != (when.Range{}) {
			by = &m.Program.Period.Last
		}
		message := it.Message
		if by != nil {
			message += ", a más tardar el " + m.Day(*by)
		}
		add(Decision{Kind: FixDate, IDs: it.IDs, By: by, Message: message})
	}
	slices.SortStableFunc(out, func(x, y Decision) int {
		switch {
		case x.By == nil || y.By == nil:
			return cmp.Compare(flag(x.By == nil), flag(y.By == nil))
		}
		return cmp.Compare(*x.By, *y.By)
	})
	return out
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sendings are the notices and papers that have to go out, each with the first
// day that may be the last for it, where the session's is not fixed.
func (m *maker) sendings() []Decision {
	type of struct {
		id   string
		kind due.Kind
	}
	seen := map[of]bool{}
	var out []Decision
	for _, x := range due.Sendings(m.Check) { // by day
		key := of{x.Entry.ID, x.Kind}
		if seen[key] {
			continue
		}
		seen[key] = true
		d := Decision{Kind: Notice, IDs: []string{x.Entry.ID}, By: &x.Due, Rules: []*rule.Rule{x.Rule}, Before: x.Entry.ID == m.Session.Entry.ID}
		if x.Kind == due.Papers {
			d.Kind = Papers
		}
		title := x.Title
		if b := m.Program.Body(x.Entry.Owner); b != nil {
			title += " " + b.Of()
		}
		d.Message = title + ", a más tardar el " + m.Day(x.Due) + ": " + x.Why
		if x.Late {
			d.Message = title + ": " + x.Why
		}
		out = append(out, d)
	}
	return out
}

// sessionDates are the sessions that can still be held and whose day is not
// fixed, each with its last lawful day.
func (m *maker) sessionDates() []Decision {
	var open []agenda.Entry
	for _, e := range m.a.Entries {
		if e.Kind != agenda.SessionKind || e.Fixed() || e.Days.IsEmpty() {
			continue
		}
		if n := m.Session.Next; n != nil && !n.Days.IsEmpty() && e.Days.First() >= n.Days.Last() {
			continue // so is its last lawful day
		}
		switch e.State {
		case agenda.Scheduled, agenda.Notified, agenda.Rescheduled:
			open = append(open, e)
		}
	}
	asked := map[string]bool{}
	for _, e := range open {
		asked[e.ID] = true
	}
	limits := m.Check.Limits(func(id string) bool { return asked[id] })
	remedies := openRemedies(m.Check)
	var out []Decision
	for _, e := range open {
		d := Decision{Kind: FixDate, IDs: []string{e.ID}, Before: e.ID == m.Session.Entry.ID, Remedy: remedies[e.ID]}
		name := e.Session.Figure() + " de " + e.Label
		if b := m.Program.Body(e.Owner); b != nil {
			name = e.Session.Figure() + " " + b.Of()
		}
		what := "fijar su día"
		if e.Date.Tentative {
			what = "confirmar su fecha (" + dateIn(m.Program, e.Date) + ")"
		}
		l, known := limits[e.ID]
		last := e.Days.Last()
		switch {
		case !known:
			d.By, d.Message = &last, name+": "+what+"; ninguno de sus días cumple a la vez todas las reglas, y su plazo termina el "+m.Day(last)
		case l.GaveUp:
			d.By, d.Message = &last, name+": "+what+"; no se pudo determinar el último que deja cumplir a la vez todas las reglas, y su plazo termina el "+m.Day(last)
		case l.Day < m.AsOf:
			d.By, d.Rules = &l.Day, l.Rules
			d.Message = name + ": debió celebrarse a más tardar el " + m.Day(l.Day) + because(l, e, m.Program.Period) + "; su plazo termina el " + m.Day(last)
		default:
			d.By, d.Rules = &l.Day, l.Rules
			d.Message = name + ": " + what + ", a más tardar el " + m.Day(l.Day) + m.idle(l.Day) + because(l, e, m.Program.Period)
		}
		out = append(out, d)
	}
	return out
}

// idle says that a day is no working day, which a rule may ask for without its
// being an error.
func (m *maker) idle(d when.Day) string {
	if m.a.Calendar == nil || m.a.Calendar.IsWorkday(d) {
		return ""
	}
	return " (inhábil)"
}

// because says why the last lawful day of a session is that one.
func because(l check.Limit, e agenda.Entry, period when.Range) string {
	switch {
	case l.Rules != nil:
		var titles []string
		for _, r := range l.Rules {
			titles = append(titles, "«"+cmp.Or(r.Title, r.ID)+"»")
		}
		if len(titles) == 1 {
			return ", para que se cumpla la regla " + titles[0]
		}
		return ", para que se cumplan las reglas " + rule.Join(titles)
	case l.Earlier:
		return ", para que las sesiones guarden su orden y las reglas se cumplan a la vez"
	case e.NoDate(period):
		return ", último día del programa"
	}
	return ", último día de su plazo"
}

// openRemedies are what the rules that are open ask of the sessions that they
// speak of last, by id, of each the first.
func openRemedies(c *check.Result) map[string]string {
	out := map[string]string{}
	for _, f := range c.Findings {
		n := len(f.Entities)
		if f.Verdict != diag.Open || f.Waived != nil || n == 0 || f.Remedy == "" || slices.Contains(f.Because, diag.Unrecorded) || c.RuleOf(f) == nil {
			continue
		}
		if id := f.Entities[n-1]; out[id] == "" {
			out[id] = f.Remedy
		}
	}
	return out
}
