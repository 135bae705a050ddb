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
	held := a.heldOccurrences(m, dates)
	entry := func(d program.Date, id string, nth int) {
		e := Entry{ID: id, Kind: MeetingKind, Owner: m.ID.Value, Label: "Reunión", Title: m.Title.Value,
			Text: d.Text, Date: a.Resolve(d.Date), State: Scheduled, At: program.Text{At: d.At, Path: d.Path}, Occurrence: nth}
		if !d.Set() {
			e.At = program.Text{At: m.At, Path: m.Path}
		}
		day, wasHeld := held[max(nth, 1)]
		switch {
		case wasHeld:
			e.Date, e.State = fixed(day), Held
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

// heldOccurrences is the day on which each of a meeting's dates was held, by
// the number of the date, from 1, as far as known by the day asked. A day
// belongs to the first certain date on it, or else to the first that can fall
// on it; a meeting of one date was held on the first of its days, whatever
// that date.
func (a *Agenda) heldOccurrences(m *program.Meeting, dates []program.Date) map[int]program.Day {
	held := map[int]program.Day{}
	var floating []program.Day // on no certain date
	for _, day := range m.Held {
		if !a.by(day) {
			continue
		}
		if len(dates) <= 1 {
			return map[int]program.Day{1: day}
		}
		if nth := a.occurrenceOn(day, dates, held, true); nth > 0 {
			held[nth] = day
		} else {
			floating = append(floating, day)
		}
	}
	for _, day := range floating {
		if nth := a.occurrenceOn(day, dates, held, false); nth > 0 {
			held[nth] = day
		}
	}
	return held
}

// occurrenceOn is the number of the first date, not taken yet, that contains
// a day, and of the certain ones only if so asked; 0 if there is none.
func (a *Agenda) occurrenceOn(day program.Day, dates []program.Date, taken map[int]program.Day, certain bool) int {
	for i, d := range dates {
		d := a.Resolve(d.Date)
		if _, ok := taken[i+1]; !ok && d.Days.Contains(day.Day) && (!certain || d.Kind == when.OneDay) {
			return i + 1
		}
	}
	return 0
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
