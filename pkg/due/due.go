// Package due says what falls due from a day on, in order: sessions, meetings
// and observances, what ends, what lapses, and by when each session must be
// called and its papers sent by the rules in force. It gives a model; others
// draw it.
//
// No day is made up: of a session whose day is still to be fixed it tells when
// its days begin and end, and by when it must be called if it is held on the
// first of them or on the last.
package due

import (
	"cmp"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/check"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is what falls due.
type Kind string

// The kinds: those of the entries of a calendar, what is not in one, and what
// must be sent before a session.
const (
	Session    Kind = Kind(agenda.SessionKind)
	Activity   Kind = Kind(agenda.ActivityKind)
	Meeting    Kind = Kind(agenda.MeetingKind)
	Observance Kind = Kind(agenda.ObservanceKind)
	Resolution Kind = "resolution"
	Agreement  Kind = "agreement"
	Notice     Kind = "notice"
	Papers     Kind = "papers"
)

// Kinds lists every kind, in the order in which those of one day stand.
func Kinds() []Kind {
	return []Kind{Notice, Papers, Session, Meeting, Observance, Resolution, Agreement, Activity}
}

// Spanish returns the kind as people read it.
func (k Kind) Spanish() string {
	switch k {
	case Session:
		return "sesión"
	case Activity:
		return "actividad"
	case Meeting:
		return "reunión"
	case Observance:
		return "conmemoración"
	case Resolution:
		return "acuerdo"
	case Agreement:
		return "convenio"
	case Notice:
		return "convocatoria"
	case Papers:
		return "carpeta"
	}
	return string(k)
}

// Event is what happens on the day on which something falls due.
type Event string

// The events.
const (
	Day    Event = "day"    // it is its day
	Begins Event = "begins" // it is the first of its several days
	Opens  Event = "opens"  // from this day on it can be held
	Ends   Event = "ends"   // it is its last day, or the last on which it can be held
	Limit  Event = "limit"  // the last day on which a rule lets it be held or done
	Lapses Event = "lapses" // it is the last day in force
	Send   Event = "send"   // the last day to send what a rule asks for
)

// Item is one thing that falls due.
type Item struct {
	// Entry is what falls due, as calendars have it; of what must be sent, its
	// session. Of an agreement or a resolution only what they have is set.
	Entry calendar.Entry
	Kind  Kind
	Event Event
	Due   when.Day
	Late  bool   // Due is past, and what it asks for was not recorded
	Title string // «Convocatoria: Vigésima Sesión Ordinaria»; of others the entry's
	Why   string // Spanish: «último día para convocar, con 15 días hábiles de anticipación»

	State string // the state, as JSON has it
	Word  string // the state, in Spanish

	Rule *rule.Rule // that asks for it; nil if the programme alone does
	// Lawful is the last moment that the rule allows: of what must be sent, Due
	// is the last working day up to it.
	Lawful *rule.Moment
	// If is the day that the session must have for Due to hold, of one whose
	// day is not fixed; nil if it is.
	If *when.Day

	Program *program.Program
}

// Unruled is a kind of session of a body for which no rule says by when it
// must be called.
type Unruled struct {
	Body *program.Body
	Kind string // ordinary, extraordinary, …
}

// Query is what is asked for.
type Query struct {
	Last   when.Day // the last day; the first is the day of the results
	Bodies []string // only sessions of these bodies and what must be sent for them; nil is everything
	Kinds  []Kind   // nil is all
}

// List is what falls due in some days.
type List struct {
	Program *program.Program
	AsOf    when.Day
	Query   Query
	Items   []Item // by day, then in the order of [Kinds], then by id
	// Unruled are those to which a session belongs that is still to be called.
	Unruled []Unruled
	// NoRule reports that no rule at all says by when a session must be called.
	NoRule bool
	// Past is how many entries are behind the day asked with nothing recorded,
	// or unfinished; a report tells of each.
	Past int
}

// Make says what falls due in a programme that was judged on a day, and in
// others of the same body judged on the same day: sessions of a later one may
// have to be called before it begins; of an earlier one, sessions may have been
// moved past its end and resolutions may be open, unless the programme itself
// speaks of them.
func Make(r *check.Result, others []*check.Result, q Query) *List {
	l := &List{Program: r.Program, AsOf: asOf(r), Query: q, NoRule: true}
	own := map[string]bool{}
	for _, s := range r.Program.Sessions {
		own[s.ID()] = true
	}
	for _, x := range r.Program.Resolutions {
		own[x.IDText.Value] = true
	}
	for i, r := range append([]*check.Result{r}, others...) {
		m := newMaker(r)
		earlier := r.Program.Period.Last < l.Program.Period.First
		for _, item := range m.all() {
			if earlier && (item.Entry.Session == nil && item.Kind != Resolution || own[item.Entry.ID] && !yearly(r.Program, item)) {
				continue
			}
			if (item.Late || item.Due >= l.AsOf && item.Due <= q.Last) && q.asks(item) {
				l.Items = append(l.Items, item)
			}
		}
		if earlier {
			continue
		}
		for _, u := range m.unruled() {
			if q.Bodies == nil || slices.Contains(q.Bodies, u.Body.ID.Value) {
				l.unruled(u)
			}
		}
		l.NoRule = l.NoRule && !m.ruled
		if i == 0 {
			l.Past = m.past(q)
		}
	}
	l.Items = sorted(l.Items)
	return l
}

// Sendings lists, in order of their day, the notices and papers of every
// session that is not over for which a rule asks and that were not sent: those
// of [Make] without a last day.
func Sendings(r *check.Result) []Item {
	return sorted(newMaker(r).sendings())
}

// yearly reports whether an item is of a session whose number another year has
// for another one.
func yearly(p *program.Program, i Item) bool {
	b := p.Body(i.Entry.Owner)
	return i.Entry.Session != nil && b != nil && b.Yearly()
}

func (l *List) unruled(u Unruled) {
	if !slices.ContainsFunc(l.Unruled, func(o Unruled) bool { return o.Body.ID.Value == u.Body.ID.Value && o.Kind == u.Kind }) {
		l.Unruled = append(l.Unruled, u)
	}
}

func (q Query) asks(i Item) bool {
	if q.Bodies != nil && (i.Entry.Session == nil || !slices.Contains(q.Bodies, i.Entry.Owner)) {
		return false
	}
	return q.Kinds == nil || slices.Contains(q.Kinds, i.Kind)
}

func asOf(r *check.Result) when.Day {
	if r.Agenda.AsOf != nil {
		return *r.Agenda.AsOf
	}
	return r.Program.Period.Last
}

func sorted(items []Item) []Item {
	order := map[Kind]int{}
	for i, k := range Kinds() {
		order[k] = i
	}
	in := make([]*Item, len(items)) // an item is large to move about
	for i := range items {
		in[i] = &items[i]
	}
	slices.SortStableFunc(in, func(x, y *Item) int {
		return cmp.Or(
			cmp.Compare(x.Due, y.Due),
			cmp.Compare(order[x.Kind], order[y.Kind]),
			calendar.CompareIDs(x.Entry.ID, y.Entry.ID),
		)
	})
	out := make([]Item, len(items))
	for i, x := range in {
		out[i] = *x
	}
	return out
}

// past counts what is behind the day asked and was not recorded, or is not
// finished.
func (m *maker) past(q Query) int {
	n := 0
	for _, e := range m.entries {
		behind := e.State == agenda.Overdue || e.State == agenda.Late ||
			e.State == agenda.Unrecorded && !e.Days.IsEmpty() && e.Days.Last() < m.asOf
		if behind && q.asks(Item{Entry: e, Kind: Kind(e.Kind)}) {
			n++
		}
	}
	for _, x := range m.report.Resolutions {
		if x.State == progress.Overdue && q.asks(Item{Kind: Resolution}) {
			n++
		}
	}
	return n
}
