// Package agenda turns a programme into dated entries with their state on a
// given day. It is the one place that says which days a session can fall on
// and what became of it; rules, calendars and reports all ask here.
package agenda

import (
	"cmp"
	"fmt"
	"slices"

	"patci/pkg/program"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// State is what became of an entry by a day.
type State string

// The states of sessions, meetings and observances, then those of activities.
const (
	Scheduled   State = "scheduled"
	Notified    State = "notified"
	Held        State = "held"
	NotHeld     State = "not_held"
	Rescheduled State = "rescheduled"
	Cancelled   State = "cancelled"
	Overdue     State = "overdue" // past, nothing recorded

	NotBegun   State = "not_begun"
	Unrecorded State = "unrecorded" // begun or past, nothing recorded
	InProgress State = "in_progress"
	Late       State = "late" // recorded, past, unfinished
	Done       State = "done"
)

// Spanish returns the state as people read it.
func (s State) Spanish() string {
	switch s {
	case Scheduled:
		return "programada"
	case Notified:
		return "convocada"
	case Held:
		return "celebrada"
	case NotHeld:
		return "no celebrada"
	case Rescheduled:
		return "reprogramada"
	case Cancelled:
		return "cancelada"
	case Overdue:
		return "sin registro de celebración"
	case NotBegun:
		return "por iniciar"
	case Unrecorded:
		return "sin registro"
	case InProgress:
		return "en proceso"
	case Late:
		return "con retraso"
	case Done:
		return "concluida"
	}
	return string(s)
}

// Kind is what an entry is.
type Kind string

// The kinds of entry.
const (
	SessionKind    Kind = "session"
	ActivityKind   Kind = "activity"
	MeetingKind    Kind = "meeting"
	ObservanceKind Kind = "observance"
)

// Entry is one dated thing of the programme; of several occurrences, one.
type Entry struct {
	ID    string // pleno/19, objetivo-3/B/1, corett#2
	Kind  Kind
	Owner string    // id of the body, or of the objective or observance that it belongs to
	Label string    // how people call the owner: Subcomisión, Objetivo 1
	Title string    // «Décima Novena Sesión Ordinaria»
	Text  string    // the date as written: what was promised
	Date  when.Date // the date that counts on the day asked; Days may differ from the promise
	Days  when.Set  // the days it can fall on or spans; nil if it has no date
	Clock string    // the hour at which a session begins, HH:MM; "" if nobody wrote it
	State State
	At    program.Text // the value that holds the date, or else the entity

	Session    *program.Session  // of a session
	Activity   *program.Activity // of an activity
	Occurrence int               // from 1; 0 if there is only one
}

// Word is the Spanish word for its state. A commemoration is on no programme to
// be held: one that is still to come is «por conmemorar».
func (e Entry) Word() string {
	if e.Kind == ObservanceKind && e.State == Scheduled {
		return "por conmemorar"
	}
	return e.State.Spanish()
}

// NoDate reports whether nothing is known of when it falls: no date is
// written, or it is undefined within the whole programme.
func (e Entry) NoDate(p when.Range) bool {
	return e.Days.IsEmpty() || e.Date.Undefined && e.Days.First() <= p.First && e.Days.Last() >= p.Last
}

// Fixed reports whether it falls on a certain day or days.
func (e Entry) Fixed() bool {
	return !e.Date.Undefined && !e.Date.Tentative && (e.Date.Kind == when.OneDay || e.Date.Kind == when.AllDays)
}

// Session is a session with the days that it can fall on.
type Session struct {
	*program.Session
	Program *program.Program
	Body    *program.Body
	Date    when.Date // the date that counts
	Days    when.Set  // its candidate days, of its first day if it lasts several; nil if it will not be held
	Clock   string    // the hour at which it begins, HH:MM; "" if nobody wrote it
	State   State
	// Unsure reports that its last possible day has passed with nothing
	// recorded: it may have been held in its window, or not at all.
	Unsure bool

	dateAt program.Text // where the date that counts was written
}

// Agenda is the programme's entries as they stand on a day.
type Agenda struct {
	Program  *program.Program
	Calendar *workday.Calendar
	AsOf     *when.Day // nil: no day is asked, every fact counts and nothing is overdue
	Entries  []Entry   // in order of their earliest day; those without one last

	sessions map[string][]Session // by body, in order of number
}

// Build makes the agenda of a programme as of a day; facts dated later are
// ignored. A nil day asks of no day: every fact counts and nothing is overdue.
// The calendar says which days are working days.
func Build(p *program.Program, asOf *when.Day, c *workday.Calendar) *Agenda {
	a := &Agenda{Program: p, Calendar: c, AsOf: asOf, sessions: map[string][]Session{}}
	a.makeRoom()
	for _, s := range p.Sessions {
		a.addSession(s)
	}
	for id := range a.sessions {
		slices.SortStableFunc(a.sessions[id], func(x, y Session) int { return cmp.Compare(x.Number.Value, y.Number.Value) })
	}
	for _, o := range p.Objectives {
		label := fmt.Sprintf("Objetivo %d", o.Number.Value)
		for _, act := range o.Activities() {
			a.addActivity(act, o.ID(), label)
		}
	}
	for _, m := range p.Meetings {
		a.addMeeting(m)
	}
	for _, o := range p.Observances {
		a.addObservance(o)
	}
	a.sort()
	return a
}

// sort puts the entries in their order.
func (a *Agenda) sort() {
	if len(a.Entries) == 0 {
		return
	}
	order := make([]int, len(a.Entries)) // an entry is large, and a sort moves each many times
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return compare(&a.Entries[i], &a.Entries[k]) })
	sorted := make([]Entry, len(order), cap(a.Entries))
	for to, from := range order {
		sorted[to] = a.Entries[from]
	}
	a.Entries = sorted
}

// makeRoom makes the lists as long as they will mostly become: what a list
// leaves behind each time that it grows is more than the list.
func (a *Agenda) makeRoom() {
	n := len(a.Program.Sessions)
	activities := func(as []*program.Activity) {
		for _, act := range as {
			n += max(1, len(act.Date.Items))
		}
	}
	for _, o := range a.Program.Objectives {
		for _, s := range o.Sections {
			activities(s.Activities)
		}
	}
	for _, m := range a.Program.Meetings {
		n += max(1, len(m.Dates))
		if len(m.Dates) == 1 {
			n += len(m.Dates[0].Items)
		}
	}
	for _, o := range a.Program.Observances {
		n++
		activities(o.Activities)
	}
	if n > 0 {
		a.Entries = make([]Entry, 0, n)
	}
	of := map[string]int{}
	for _, s := range a.Program.Sessions {
		of[s.Body]++
	}
	for body, n := range of {
		a.sessions[body] = make([]Session, 0, n)
	}
}

func compare(x, y *Entry) int {
	if x.Days.IsEmpty() != y.Days.IsEmpty() {
		if x.Days.IsEmpty() {
			return 1
		}
		return -1
	}
	return cmp.Or(
		cmp.Compare(x.Days.First(), y.Days.First()),
		cmp.Compare(x.Days.Last(), y.Days.Last()),
	)
}

// Sessions returns the sessions of a body and kind in the order of their
// numbers; every kind if kind is "".
func (a *Agenda) Sessions(body, kind string) []Session {
	all := a.sessions[body]
	if kind == "" && len(all) > 0 {
		return slices.Clone(all)
	}
	n := 0
	for i := range all {
		if all[i].KindOf() == kind {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := make([]Session, 0, n)
	for i := range all {
		if all[i].KindOf() == kind {
			out = append(out, all[i])
		}
	}
	return out
}

// by reports whether a fact counts on the day asked.
func (a *Agenda) by(d program.Day) bool {
	return d.Set() && (a.AsOf == nil || d.Day <= *a.AsOf)
}

// known reports whether an event counts on the day asked; one without a day
// counts always.
func (a *Agenda) known(e *program.Event) bool {
	return e != nil && (!e.On.Set() || a.by(e.On))
}

// past reports whether the last of the days is behind the day asked. On the
// last day nothing is late.
func (a *Agenda) past(days when.Set) bool {
	return a.AsOf != nil && !days.IsEmpty() && days.Last() < *a.AsOf
}

func fixed(d program.Day) when.Date {
	return when.Date{Text: d.Day.Spanish(), Kind: when.OneDay, Days: when.Days(d.Day)}
}

// starts is the days on which something can begin: of one that lasts several
// days, the first.
func starts(d when.Date) when.Set {
	if d.Kind == when.AllDays {
		return when.Days(d.Days.First())
	}
	return d.Days
}

// Resolve makes concrete a date that speaks of working days, «último día hábil
// de marzo»; any other comes back as it is.
func (a *Agenda) Resolve(d when.Date) when.Date {
	if a.Calendar == nil || !d.Symbolic() {
		return d
	}
	return a.Calendar.Resolve(d)
}
