// Package progress measures what a programme has achieved by a day: its
// sessions and activities by state, what was reached against what was planned,
// and what needs attention. It gives a model; others draw it.
//
// Facts dated after the day asked are ignored, so the report of a past day says
// what could be known then. On its last day nothing is late.
package progress

import (
	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// Horizon is how far ahead [Report.Attention] looks where no day is given, in
// days after the day asked.
const Horizon = 30

// LapseHorizon is from how many days before its last day an agreement is about
// to lapse: three months, the time that renewing one takes.
const LapseHorizon = 90

// Report is what a programme has achieved by a day.
type Report struct {
	AsOf    when.Day
	Since   *when.Day // Happened begins on the day after it; nil: not asked
	Until   when.Day  // the last day to which Attention looks ahead
	Program *program.Program

	Bodies      []Body       // in the order of the programme
	Objectives  []Objective  // in the order of the programme
	Observances []Observance // in the order of the programme
	Meetings    []Meeting    // in the order of the programme
	Agreements  []Agreement  // in the order of the programme
	Resolutions []Resolution // in the order of the programme

	// Attention is what must be resolved, each entity once: what is overdue,
	// oldest first; what ends today; what falls due, opens or ends up to Until,
	// by day; and what has no day yet, by its last possible one.
	Attention []Item
	// Happened is what was recorded for the days after Since and up to AsOf,
	// by day; nil if Since is.
	Happened []Item
	// Passed is what became of sessions on the days after Since and up to AsOf,
	// of each body with any, in the order of Bodies; nil if Since is.
	Passed []Passed
}

// Body is the sessions of a body. Every promised session is in exactly one of
// Held, Overdue, Pending, Cancelled, NotHeld and MovedOut.
type Body struct {
	ID, Label string
	Body      *program.Body // nil if sessions name a body that is not declared

	Promised  int
	Held      int // within the programme's period
	Overdue   int // past, nothing recorded
	Pending   int // ahead, or in their last days: scheduled, notified or rescheduled
	Cancelled int
	NotHeld   int // not held, and without a new day
	MovedOut  int // moved to days wholly outside the period, or held outside it
	Unplanned int // not promised: extraordinary or without a date, in whatever state
	// UnplannedHeld is how many of Unplanned were held.
	UnplannedHeld int

	// Next is the session that comes next of those that can still be held,
	// promised or not; nil if there is none.
	Next *agenda.Entry
}

// Advance is a group of activities, each in exactly one state, and what was
// reached of them against what was planned by the day.
type Advance struct {
	Activities int

	Done       int
	InProgress int
	Late       int // recorded, past, unfinished
	Unrecorded int // begun or past, nothing recorded
	NotBegun   int

	// ExpectedDone is how many activities were to be complete by the day. It
	// and Activities are the figures behind Expected: «4 de 9 (44 %)».
	ExpectedDone int
	// Expected is what was planned by the day, the mean over all activities,
	// by weight where the programme gives any, in per cent, 0 to 100.
	Expected float64
	// ExpectedPercent is Expected to the nearest whole per cent, half up.
	ExpectedPercent int

	// Recorded is of how many activities anything was recorded.
	Recorded int
	// Percent is what was reached, the mean over all activities as in
	// Expected, in per cent, 0 to 100; nil where nothing was recorded.
	Percent *float64
	// WholePercent is Percent to the nearest whole per cent, half up; nil
	// where nothing was recorded.
	WholePercent *int
	Light        Light
}

// Objective is a priority objective with its activities.
type Objective struct {
	ID     string // objetivo-3
	Number int
	Title  string
	Short  string // its short title, or its title
	Label  string // Objetivo 3
	Advance
	Sections []Section // in order; nil if it has none
}

// Section is a section of an objective.
type Section struct {
	ID    string // objetivo-3/B
	Title string
	Advance
}

// Observance is a commemorative day with its activities.
type Observance struct {
	ID, Title, Label string // Label is its short title, or its title
	Entry            *agenda.Entry
	Advance
}

// Meeting is an outside meeting. Each of its dates is in exactly one of Held,
// Overdue, Pending and Cancelled.
type Meeting struct {
	ID, Title, Label string // Label is its short title, or its title
	Dates            int    // how many times it meets, at least 1

	Held      int
	Overdue   int // past, nothing recorded
	Pending   int
	Cancelled int
	Undefined int // of Pending, how many have no day nor month yet

	Next *agenda.Entry // the next of its dates; nil if there is none
}

// AgreementState is where an agreement stands.
type AgreementState string

// The states of an agreement.
const (
	InForce AgreementState = "in_force"
	Lapsing AgreementState = "lapsing" // its last day is today or in the next LapseHorizon days
	Lapsed  AgreementState = "lapsed"
	Planned AgreementState = "planned" // not signed by the day asked
)

// Spanish returns the state as people read it.
func (s AgreementState) Spanish() string {
	switch s {
	case InForce:
		return "vigente"
	case Lapsing:
		return "por vencer"
	case Lapsed:
		return "vencido"
	case Planned:
		return "por suscribir"
	}
	return string(s)
}

// Agreement is a legal instrument as it stands on the day asked.
type Agreement struct {
	ID, Title string
	State     AgreementState
	Signed    *when.Day // nil if it was not signed by the day asked
	Until     *when.Day // the last day in force; nil if it has none
	Date      when.Date // of one that is planned: when it is to be signed
	Agreement *program.Agreement
}

// ResolutionState is where a resolution stands.
type ResolutionState string

// The states of a resolution.
const (
	Pending    ResolutionState = "pending"
	InProgress ResolutionState = "in_progress"
	Done       ResolutionState = "done"
	Cancelled  ResolutionState = "cancelled"
	Overdue    ResolutionState = "overdue" // its last day has passed and it is neither done nor cancelled
)

// Spanish returns the state as people read it.
func (s ResolutionState) Spanish() string {
	switch s {
	case Pending:
		return "pendiente"
	case InProgress:
		return "en proceso"
	case Done:
		return "cumplido"
	case Cancelled:
		return "cancelado"
	case Overdue:
		return "vencido"
	}
	return string(s)
}

// Resolution is an acuerdo adopted in a session.
type Resolution struct {
	ID, Title   string
	Session     string   // id of the session that adopted it; "" if it is not written
	Responsible []string // ids
	State       ResolutionState
	Due         when.Date // its Kind is NoDate if no term was set
	Resolution  *program.Resolution
}

// Measure says what the programme of an agenda has achieved by the agenda's
// day, and what happened since the day after since if it is given. An agenda of
// no day is measured on the programme's last one.
func Measure(a *agenda.Agenda, since *when.Day) *Report { return MeasureUntil(a, since, nil) }

// MeasureUntil is Measure with what needs attention up to a day, if it is
// given and not past, rather than in the next Horizon days.
func MeasureUntil(a *agenda.Agenda, since, until *when.Day) *Report {
	if a.AsOf == nil {
		last := a.Program.Period.Last
		a = agenda.Build(a.Program, &last, a.Calendar)
	}
	m := &measure{a: a, p: a.Program, asOf: *a.AsOf, until: *a.AsOf + Horizon, entries: map[string][]*agenda.Entry{}}
	if until != nil {
		m.until = max(*until, m.asOf)
	}
	for i := range a.Entries {
		e := &a.Entries[i]
		m.entries[e.Owner] = append(m.entries[e.Owner], e)
	}
	r := &Report{AsOf: m.asOf, Since: since, Until: m.until, Program: m.p}
	r.Bodies = m.bodies()
	r.Objectives = m.objectives()
	r.Observances = m.observances()
	r.Meetings = m.meetings()
	r.Agreements = m.agreements()
	r.Resolutions = m.resolutions()
	r.Attention = m.attention(r)
	if since != nil {
		r.Happened = m.happened(r, *since)
		r.Passed = m.passed(r, *since)
	}
	return r
}

// measure is the state of one measuring.
type measure struct {
	a       *agenda.Agenda
	p       *program.Program
	asOf    when.Day
	until   when.Day
	entries map[string][]*agenda.Entry // by owner, in order of their earliest day
}

// by reports whether a day was written and has come.
func (m *measure) by(d program.Day) bool { return d.By(m.asOf) }

// known reports whether an event has happened; one without a day has.
func (m *measure) known(e *program.Event) bool {
	return e != nil && (!e.On.Set() || m.by(e.On))
}

// past reports whether the last of the days is behind the day asked.
func (m *measure) past(days when.Set) bool { return !days.IsEmpty() && days.Last() < m.asOf }

func dayOf(d program.Day) *when.Day {
	if !d.Set() {
		return nil
	}
	day := d.Day
	return &day
}

// called is the short name of an entity, or its title.
func called(c program.Common, title program.Text) string {
	if c.Short.Value != "" {
		return c.Short.Value
	}
	return title.Value
}
