package agenda

import (
	"fmt"

	"patci/pkg/program"
	"patci/pkg/when"
)

func (a *Agenda) addMeeting(m *program.Meeting) {
	dates := m.Dates
	if !m.Several && len(dates) == 1 && dates[0].Kind == when.Occurrences {
		whole := dates[0]
		dates = nil
		for _, item := range whole.Items {
			dates = append(dates, program.Date{Date: item, At: whole.At, Path: whole.Path})
		}
	}
	held := a.heldOccurrence(m, dates)
	entry := func(d program.Date, id string, nth int) {
		e := Entry{ID: id, Kind: MeetingKind, Owner: m.ID.Value, Label: "Reunión", Title: m.Title.Value,
			Text: d.Text, Date: a.Resolve(d.Date), State: Scheduled, At: program.Text{At: d.At, Path: d.Path}, Occurrence: nth}
		if !d.Set() {
			e.At = program.Text{At: m.At, Path: m.Path}
		}
		switch {
		case held == max(nth, 1):
			e.Date, e.State = fixed(m.Held), Held
		case a.known(m.Cancelled):
			e.State = Cancelled
		case a.past(e.Date.Days):
			e.State = Overdue
		}
		e.Days = e.Date.Days
		a.Entries = append(a.Entries, e)
	}
	switch {
	case len(dates) == 0:
		entry(program.Date{}, m.ID.Value, 0)
	case len(dates) == 1 && !m.Several:
		entry(dates[0], m.ID.Value, 0)
	default:
		for i, d := range dates {
			entry(d, fmt.Sprintf("%s#%d", m.ID.Value, i+1), i+1)
		}
	}
}

// heldOccurrence is which of a meeting's dates the day on which it was held
// belongs to, from 1: the first certain one on that day, or else the first
// that can fall on it. It is 0 if none was held by the day asked.
func (a *Agenda) heldOccurrence(m *program.Meeting, dates []program.Date) int {
	if !a.by(m.Held) {
		return 0
	}
	if len(dates) <= 1 {
		return 1
	}
	first := 0
	for i, d := range dates {
		d := a.Resolve(d.Date)
		switch {
		case !d.Days.Contains(m.Held.Day):
		case d.Kind == when.OneDay:
			return i + 1
		case first == 0:
			first = i + 1
		}
	}
	return first
}

func (a *Agenda) addObservance(o *program.Observance) {
	d := a.Resolve(o.Date.Date)
	e := Entry{ID: o.ID.Value, Kind: ObservanceKind, Owner: o.ID.Value, Label: "Conmemoración", Title: o.Title.Value,
		Text: o.Date.Text, Date: d, Days: d.Days, State: Scheduled, At: program.Text{At: o.Date.At, Path: o.Date.Path}}
	switch {
	case a.by(o.Held):
		e.State = Held
	case a.past(d.Days):
		e.State = Overdue
	}
	a.Entries = append(a.Entries, e)
	label := "Conmemoración"
	if o.Short.Value != "" {
		label = o.Short.Value
	}
	for _, act := range o.Activities {
		a.addActivity(act, o.ID.Value, label)
	}
}
