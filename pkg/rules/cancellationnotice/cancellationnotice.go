// Package cancellationnotice is the rule kind cancellation_notice: a session
// is cancelled at least so much time before its day.
package cancellationnotice

import (
	"patci/pkg/agenda"
	"patci/pkg/rule"
	"patci/pkg/rules/ahead"
	"patci/pkg/when"
)

// Kind is the kind cancellation_notice.
var Kind = &rule.Kind{
	Name:    "cancellation_notice",
	Spanish: []string{"aviso_de_cancelacion", "cancelacion"},
	Title:   "una sesión se cancela con cierta anticipación",
	PerBody: true,
	Text: `Entre el día en que una sesión se canceló (cancelled) y el que tenía entonces pasa al menos la anticipación que se pide. Si se reprogramó después de cancelarse, cuenta el día que tenía al cancelarse.
Cumple si la anticipación se tiene en todos los días en que la sesión podía caer; incumple si no se tiene en ninguno; queda por determinar si depende del día que tuviera, o si no consta qué día se canceló.
` + ahead.Counting,
	Params: ahead.Params(),
	Check:  check,
	Rule:   "bodies: [pleno]\nparameters: {days: 2}\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 10 de mayo, cancelled: {on: 2022-05-08, reason: agenda}}
    - {number: 2, date: Julio, cancelled: {on: 2022-06-29, reason: agenda}}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 10 de mayo, cancelled: {on: 2022-05-09, reason: agenda}} # want
    - {number: 2, date: Julio, cancelled: {on: 2022-08-01, reason: agenda}} # want
`,
}

var words = ahead.Words{
	Key: "cancelled", One: "cancelación", Many: "cancelaciones",
	Did: "%s se canceló", Missing: "no consta qué día se canceló %s",
	None: "no hay sesiones canceladas que juzgar", Hour: "la hora de la cancelación",
}

func check(p *rule.Pass) []rule.Verdict {
	var acts []ahead.Act
	for _, s := range p.Agenda.Sessions(p.Body.ID.Value, p.Rule.Values.Text("sessions")) {
		c := s.Cancelled
		switch {
		case c == nil, c.On.Set() && !p.Knows(c.On):
			continue
		case !c.On.Set():
			if s.State != agenda.Cancelled {
				continue
			}
			acts = append(acts, ahead.Act{Session: p.Agenda.Planned(s, p.Program().Period.Last)})
		case s.State == agenda.Cancelled || moved(p, s, c.On.Day):
			acts = append(acts, ahead.Act{Session: p.Agenda.Planned(s, c.On.Day), Done: c.On})
		}
	}
	return ahead.Judge(p, words, acts)
}

// moved reports whether a session got a new date on a day or later.
func moved(p *rule.Pass, s agenda.Session, on when.Day) bool {
	for _, r := range s.Rescheduled {
		if !r.On.Set() || p.Knows(r.On) && r.On.Day >= on {
			return true
		}
	}
	return false
}
