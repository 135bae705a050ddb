package progress

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// happened lists what was recorded for the days after since and up to the day
// asked, by day. What was recorded without a day cannot be told.
func (m *measure) happened(r *Report, since when.Day) []Item {
	out := []Item{}
	add := func(k ItemKind, id string, on program.Day, message string) {
		if !m.by(on) || on.Day <= since {
			return
		}
		out = append(out, item(k, id, on.Day, message))
	}
	event := func(k ItemKind, id string, e *program.Event, message string) {
		if e != nil {
			add(k, id, e.On, message+reason(e.Reason))
		}
	}
	for _, b := range r.Bodies {
		for _, s := range m.a.Sessions(b.ID, "") {
			name := sessionName(b, s.Session) + ": "
			add(ItemHeld, s.ID(), s.Held, name+"se celebró")
			event(ItemNotHeld, s.ID(), s.NotHeld, name+"no se celebró")
			event(ItemCancelled, s.ID(), s.Cancelled, name+"se canceló")
			for _, move := range s.Rescheduled {
				add(ItemRescheduled, s.ID(), move.On, name+"se reprogramó "+m.target(m.a.Resolve(move.To.Date))+reason(move.Reason))
			}
		}
	}
	for _, mt := range m.p.Meetings {
		name := called(mt.Common, mt.Title) + ": "
		for _, e := range m.entries[mt.ID.Value] {
			if e.Kind == agenda.MeetingKind && e.State == agenda.Held {
				add(ItemHeld, e.ID, mt.HeldOn(e.Days.First()), name+"se celebró")
			}
		}
		event(ItemCancelled, mt.ID.Value, mt.Cancelled, name+"se canceló")
	}
	for _, o := range m.p.Observances {
		add(ItemHeld, o.ID.Value, o.Held, called(o.Common, o.Title)+": se conmemoró")
	}
	for _, o := range m.p.Objectives {
		m.advances(objectiveLabel(o), o.ID()+"/", o.Activities(), add)
	}
	for _, o := range m.p.Observances {
		m.advances(called(o.Common, o.Title), o.ID.Value+"/", o.Activities, add)
	}
	for _, g := range m.p.Agreements {
		add(ItemSigned, g.ID(), g.Signed, called(g.Common, g.Instrument)+": se suscribió")
	}
	for _, x := range r.Resolutions {
		name := x.name() + ": "
		add(ItemDone, x.ID, x.Resolution.Done, name+"se cumplió")
		event(ItemCancelled, x.ID, x.Resolution.Cancelled, name+"se canceló")
	}
	return sorted(out, byDay)
}

// advances tells what was recorded of activities.
func (m *measure) advances(label, prefix string, acts []*program.Activity, add func(k ItemKind, id string, on program.Day, message string)) {
	for _, act := range acts {
		name := fmt.Sprintf("%s, actividad %s: ", label, activityName(act, prefix))
		for _, p := range act.Progress {
			switch {
			case p.Quantity.Set() && act.Target.Value > 0:
				unit := ""
				if act.Unit.Value != "" {
					unit = " (" + act.Unit.Value + ")"
				}
				add(ItemProgress, act.ID(), p.On, fmt.Sprintf("%savance de %d sobre una meta de %d%s", name, p.Quantity.Value, act.Target.Value, unit))
			case p.Quantity.Set():
				add(ItemProgress, act.ID(), p.On, fmt.Sprintf("%savance de %d", name, p.Quantity.Value))
			case p.Percent.Value < 100:
				add(ItemProgress, act.ID(), p.On, fmt.Sprintf("%savance al %d %%", name, p.Percent.Value))
			case !act.Done.Set() || act.Done.Day != p.On.Day:
				add(ItemDone, act.ID(), p.On, name+"se concluyó")
			}
		}
		add(ItemDone, act.ID(), act.Done, name+"se concluyó")
	}
}

// target writes the days to which a session was moved: «para el lunes 5 de
// septiembre», «a noviembre».
func (m *measure) target(d when.Date) string {
	switch {
	case d.Undefined:
		return "con fecha por definir"
	case certain(d):
		return "para " + m.when(d.Days) + tentative(d)
	case d.Days.IsEmpty():
		return "sin fecha"
	}
	return "para un día " + m.span(d.Days)
}

func reason(t program.Text) string {
	if t.Value == "" {
		return ""
	}
	return " («" + t.Value + "»)"
}
