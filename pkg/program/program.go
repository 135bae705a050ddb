// Package program is what a person wrote: the entities of an annual work
// programme, each value with its place. It judges nothing and computes no
// state; package agenda gives the entities their days.
package program

import (
	"slices"
	"strconv"
	"sync"

	"patci/pkg/source"
	"patci/pkg/when"
)

// Text is a text with its place. A Text that nobody wrote is zero.
type Text struct {
	Value string
	At    source.Place
	Path  string // into the data: bodies[0].name
}

// Int is a whole number with its place.
type Int struct {
	Value int
	At    source.Place
	Path  string
}

// Date is a date as written, read as the set of days that it allows.
type Date struct {
	when.Date
	At    source.Place
	Path  string
	Wrong bool // it could not be read; the set of days is then the whole programme
}

// Day is one civil day that was written, with the hour if that was too.
type Day struct {
	Day   when.Day
	Clock string // HH:MM; "" if only the day was written
	At    source.Place
	Path  string
	Wrong bool // something was written, but it is not one day
}

// Set reports whether somebody wrote the value.
func (t Text) Set() bool { return t.Path != "" }

// Set reports whether somebody wrote the value.
func (i Int) Set() bool { return i.Path != "" }

// Set reports whether somebody wrote the value.
func (d Date) Set() bool { return d.Path != "" }

// Set reports whether somebody wrote a day that could be read.
func (d Day) Set() bool { return d.Path != "" && !d.Wrong }

// By reports whether the day was written and is on or before limit.
func (d Day) By(limit when.Day) bool { return d.Set() && d.Day <= limit }

// Program is the programme of one body and those under it, over a period.
type Program struct {
	Folder string // as shown to people: plan/2022
	Files  []*source.File
	// Unread are the top keys of which something could not be read, so that
	// what is missing there is not taken for absent; "" is anywhere.
	Unread map[string]bool

	Period      when.Range // the days of the programme, a calendar year unless it says otherwise
	PeriodAt    Text       // the value of year: or period:
	Title       Text
	Status      Text // draft or approved
	Approved    *Approval
	Rulebook    Text // the name of an embedded rulebook
	NumericDMY  bool // numeric_dates: dmy
	Common      Common
	Bodies      []*Body // bodies, then groups, each in the order written
	Sessions    []*Session
	Actors      []*Actor
	Members     []*Seat
	Others      []*Seat // participants
	Objectives  []*Objective
	Meetings    []*Meeting
	Observances []*Observance
	Agreements  []*Agreement
	Appointed   []*Appointment
	Resolutions []*Resolution
	NonWorking  []*NonWorking
	Waivers     []*Waiver
	Lights      Lights

	indexed sync.Once
	byID    map[string]*Body // Bodies, once somebody asked for one
}

// Name is what a programme is called: its title, with the year where it has none.
func (p *Program) Name() string {
	if p.Title.Value != "" {
		return p.Title.Value
	}
	if p.Period == (when.Range{}) { // nobody wrote its year
		return "Programa Anual de Trabajo"
	}
	return "Programa Anual de Trabajo " + p.Key()
}

// Draft reports whether the programme has not been approved.
func (p *Program) Draft() bool { return p.Status.Value != "approved" }

// Key names the programme among those of its body: its year, «2022», or the
// years that its period crosses, «2022-2023».
func (p *Program) Key() string {
	first, last := p.Period.First.Year(), p.Period.Last.Year()
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "-" + strconv.Itoa(last)
}

// Body returns the body or group with an id, the first of several, nil if
// there is none. From the first time it is asked, Bodies stays as it is.
func (p *Program) Body(id string) *Body {
	p.indexed.Do(func() {
		p.byID = make(map[string]*Body, len(p.Bodies))
		for _, b := range slices.Backward(p.Bodies) {
			p.byID[b.ID.Value] = b
		}
	})
	return p.byID[id]
}

// Common is what any entity may carry besides its own keys.
type Common struct {
	At        source.Place // the whole entity
	Path      string
	Short     Text
	Aliases   []Text
	Note      Text
	Footnote  Text
	AsWritten map[string]Text // by key: what documents print in place of its value
}

// Approval is when and in which session a programme was approved.
type Approval struct {
	On      Day
	Session Text
}

// Actor is anyone referred to by id.
type Actor struct {
	Common
	ID        Text
	Name      Text
	NameInLaw Text
}

// Seat is a place in the body: a member's, or a participant's.
type Seat struct {
	Common
	Number      Int
	ID          Text
	Actor       Text
	Role        Text
	Seats       Int // how many it has; 1 if not written
	Voice, Vote Text
	Alternate   Text
	Vacant      Text // true: nobody holds it
}

// Body is a collegiate body, or a group under it.
type Body struct {
	Common
	ID          Text
	Kind        Text // plenary, subcommission, group, committee, council, assembly
	Name        Text
	Parent      Text
	Coordinator Text
	Purpose     Text
	Numbering   Text // continuous (if empty) or yearly
	Rulebook    Text
	Previous    *Previous
}

// Yearly reports whether the body numbers its sessions anew each year.
func (b *Body) Yearly() bool { return b.Numbering.Value == "yearly" }

// Label is the body's short name, or its name.
func (b *Body) Label() string {
	if b.Short.Value != "" {
		return b.Short.Value
	}
	if b.Name.Value != "" {
		return b.Name.Value
	}
	return b.ID.Value
}

// Previous is the last session before the first one listed.
type Previous struct {
	Number Int
	Date   Day // zero: its day is unknown
}

// Session is one session of a body: what was promised and what happened.
type Session struct {
	Common
	Body        string // id of its body
	Number      Int
	Kind        Text // ordinary unless written
	Title       Text
	Date        Date // what was promised; not set for a session that nobody promised
	Day         Day  // the day fixed within it
	Time        Text // HH:MM
	Place, Mode Text
	Agenda      []Text
	Notice      Day
	Papers      Day
	Held        Day
	Attendance  *Attendance
	Minutes     *Minutes
	Rescheduled []*Rescheduling
	NotHeld     *Event
	Cancelled   *Event
}

// Ordinary is the kind of a session whose kind nobody wrote.
const Ordinary = "ordinary"

// KindOf is the session's kind, ordinary where none is written.
func (s *Session) KindOf() string {
	if s.Kind.Value == "" {
		return Ordinary
	}
	return s.Kind.Value
}

// Promised reports whether the programme promised the session: it has a date
// in it, and is not extraordinary, which by its nature no calendar foresees.
func (s *Session) Promised() bool { return s.Date.Set() && s.KindOf() != "extraordinary" }

// ID is the session's id: pleno/19, pleno/ext/1.
func (s *Session) ID() string {
	n := strconv.Itoa(s.Number.Value)
	switch s.KindOf() {
	case Ordinary:
		return s.Body + "/" + n
	case "extraordinary":
		return s.Body + "/ext/" + n
	}
	return s.Body + "/" + s.KindOf() + "/" + n
}

// Attendance is how many were present, or who.
type Attendance struct {
	Present Int
	Of      Int
	Call    Int // 2: second call; the first if not written
	Actors  []Text
	At      source.Place
	Path    string
}

// Minutes are the minutes of a session.
type Minutes struct {
	On       Day
	Approved Day // when they were approved
	File     Text
}

// Rescheduling moves a session to another day.
type Rescheduling struct {
	To     Date
	On     Day // when it was decided
	Reason Text
}

// Event is something that happened on a day, with its reason.
type Event struct {
	On     Day
	Reason Text
	At     source.Place
}

// Objective is a priority objective with its activities, in sections or not.
type Objective struct {
	Common
	Number   Int
	Title    Text
	Sections []*Section // an objective without sections has one with no id
}

// ID is the objective's id: objetivo-3.
func (o *Objective) ID() string { return "objetivo-" + strconv.Itoa(o.Number.Value) }

// Activities returns every activity of the objective in its order.
func (o *Objective) Activities() []*Activity {
	var all []*Activity
	for _, s := range o.Sections {
		all = append(all, s.Activities...)
	}
	return all
}

// Section groups activities of an objective.
type Section struct {
	Common
	ID         Text
	Title      Text
	Activities []*Activity
}

// Activity is one thing that the programme promises to do.
type Activity struct {
	Common
	Parent       string // id of the objective, section or observance that it belongs to
	Number       Int
	IDText       Text
	Title        Text
	Description  Text
	Kind         Text // activity unless written; a meeting falls on one of its days
	Responsible  []Text
	Participants []Text
	Parties      []Text
	Date         Date
	After        Text
	Target       Int
	Unit         Text
	Product      Text
	Weight       Int
	Place, Mode  Text
	Explanation  Text
	Evidence     []Text
	Done         Day
	Progress     []*Progress
}

// ID is the activity's id: objetivo-3/B/1.
func (a *Activity) ID() string {
	if a.IDText.Value != "" {
		return a.Parent + "/" + a.IDText.Value
	}
	return a.Parent + "/" + strconv.Itoa(a.Number.Value)
}

// IsMeeting reports whether the activity falls on one of its days, rather
// than spanning them.
func (a *Activity) IsMeeting() bool { return a.Kind.Value == "meeting" }

// Progress is what was reached by a day: a percentage of the whole, or a
// quantity that adds to the earlier ones.
type Progress struct {
	On       Day
	Percent  Int // 0 to 100
	Quantity Int
	At       source.Place
}

// Meeting is an international or outside meeting, once or several times.
type Meeting struct {
	Common
	ID           Text
	Title        Text
	Place, Mode  Text
	Participants []Text
	Dates        []Date // one for each occurrence
	Several      bool   // written as dates: occurrences have ids of their own
	Held         []Day  // the days on which it was held, in the order written
	Cancelled    *Event
}

// HeldOn returns the record that the meeting was held on a day, zero if there
// is none.
func (m *Meeting) HeldOn(day when.Day) Day {
	for _, d := range m.Held {
		if d.Set() && d.Day == day {
			return d
		}
	}
	return Day{}
}

// Observance is a commemorative day with its actions.
type Observance struct {
	Common
	ID         Text
	Title      Text
	Date       Date
	Basis      Text
	Held       Day // the day on which it was celebrated
	Activities []*Activity
}

// Agreement is a legal instrument with parties and a term; one that is not
// signed is planned.
type Agreement struct {
	Common
	Number     Int
	IDText     Text
	Instrument Text
	Parties    []Text
	Object     Text
	Resources  Text
	Validity   Text
	Until      Day // the last day in force, if it has one
	Signed     Day
	Date       Date // when it is planned for
}

// Planned reports whether the agreement has not been signed.
func (a *Agreement) Planned() bool { return a.Signed.Path == "" }

// ID is the agreement's id: convenio/1, convenio-previsto/1.
func (a *Agreement) ID() string {
	prefix := "convenio/"
	if a.Planned() {
		prefix = "convenio-previsto/"
	}
	if a.IDText.Value != "" {
		return prefix + a.IDText.Value
	}
	return prefix + strconv.Itoa(a.Number.Value)
}

// Appointment is a person or organisation holding a seat for a term.
type Appointment struct {
	Common
	Actor Text
	Role  Text
	From  Day
	Until Day
	Term  Int // 1 the first, 2 after one re-election
}

// ID is the appointment's id: nombramiento/osc-1/1.
func (a *Appointment) ID() string {
	id := "nombramiento/" + a.Actor.Value
	if a.Term.Set() {
		id += "/" + strconv.Itoa(a.Term.Value)
	}
	return id
}

// Resolution is an acuerdo adopted in a session.
type Resolution struct {
	Common
	IDText      Text
	Session     Text
	Title       Text
	Responsible []Text
	Due         Date
	State       Text // pending, in_progress, done, cancelled
	Done        Day
	Cancelled   *Event
}

// NonWorking is a stretch of days declared non-working, by the acuerdo that says so.
type NonWorking struct {
	Common
	Date  Date
	Title Text
	Basis Text // the acuerdo that says so
}

// Waiver justifies one finding.
type Waiver struct {
	Common
	Rule      Text
	Entity    Text
	Period    Date // of the finding, if it is one of those of several periods
	Reason    Text
	GrantedBy Text
	Until     Day
}

// Lights are the thresholds of the status light, in percent of what the
// calendar expected.
type Lights struct{ Green, Amber Int }

// Thresholds returns from which percentage of the expected the light is green
// and from which amber: 90 and 70 unless the programme says otherwise.
func (l Lights) Thresholds() (green, amber int) {
	green, amber = 90, 70
	if l.Green.Set() {
		green = l.Green.Value
	}
	if l.Amber.Set() {
		amber = l.Amber.Value
	}
	return green, amber
}
