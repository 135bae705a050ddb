// Package workingday is the rule kind working_day: sessions are held on
// working days.
package workingday

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind working_day.
var Kind = &rule.Kind{
	Name:    "working_day",
	Spanish: []string{"dia_habil", "dias_habiles"},
	Title:   "las sesiones se celebran en días hábiles",
	PerBody: true,
	Text: `No son hábiles los sábados, los domingos, los días de la lista del marco normativo (holidays) ni los que el programa declara en non_working con su acuerdo.
Cumple si todos los días posibles son hábiles; incumple si una sesión no puede caer en ninguno; queda por determinar si depende del día que se fije dentro de su fecha.`,
	Check:    check,
	Together: together,
	Rule:     "bodies: [pleno]\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 4 de mayo}
    - {number: 2, date: 6 de mayo}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 5 de mayo} # want
    - {number: 2, date: 30 de julio} # want
    - {number: 3, date: 21 de noviembre} # want
    - {number: 4, date: 22 de noviembre}
`,
}

// together asks each session for a day that is a working day. One that lasts
// several days can keep none of them from being what it is.
func together(p *rule.Pass, m *rule.Model) {
	m.AskEach(p, "", "día hábil", func(l rule.Line) func(when.Day) bool {
		fits := func(d when.Day) bool { return !p.Rule.InForce(d) || p.Calendar.IsWorkday(d) }
		if s := l.Session; s.Date.Kind == when.AllDays {
			for d := range s.Date.Days.All() {
				if !fits(d) {
					return func(when.Day) bool { return false }
				}
			}
		}
		return fits
	})
}

func check(p *rule.Pass) []rule.Verdict {
	v := rule.Verdict{Body: p.Body.ID.Value, Period: p.Program().Key()}
	judged, bad, open := 0, 0, 0
	for _, s := range p.Agenda.Sessions(p.Body.ID.Value, "") {
		good, wrong, bound := 0, 0, false
		for d := range s.Date.Days.All() {
			switch {
			case !p.Rule.InForce(d):
				good++
				continue
			case p.Calendar.IsWorkday(d):
				good++
			default:
				wrong++
			}
			bound = true
		}
		if s.Days.IsEmpty() || !bound {
			continue
		}
		judged++
		v.Entities = append(v.Entities, s.ID())
		breaks := good == 0 || wrong > 0 && s.Date.Kind == when.AllDays // on whatever day
		switch {
		case s.Date.Tentative || wrong > 0 && !breaks:
			open++
			v.Because = rule.Add(v.Because, diag.UndefinedDate)
		case breaks && s.Unsure:
			open++
			v.Because = rule.Add(v.Because, diag.Unrecorded)
		case breaks:
			bad++
			v.Findings = append(v.Findings, finding(p, s))
		}
	}
	switch {
	case judged == 0:
		v.Verdict, v.Message = diag.NotApplicable, "no hay sesiones que juzgar"
	case bad > 0:
		v.Verdict, v.Because = diag.Broken, nil
		v.Message = fmt.Sprintf("%s en día inhábil, de %d", rule.Count(bad, "sesión", "sesiones"), judged)
	case open > 0:
		v.Verdict = diag.Open
		v.Message = fmt.Sprintf("%s en día inhábil, de %d", rule.Count(open, "sesión puede caer", "sesiones pueden caer"), judged)
	default:
		v.Verdict = diag.Met
		v.Message = fmt.Sprintf("%s en día hábil", rule.Count(judged, "sesión", "sesiones"))
	}
	return []rule.Verdict{v}
}

func finding(p *rule.Pass, s agenda.Session) diag.Finding {
	at := s.DateAt()
	f := diag.Finding{Verdict: diag.Broken, Entities: []string{s.ID()}, Place: at.At, Path: at.Path}
	day := s.Date.Days.First()
	for d := range s.Date.Days.All() {
		if !p.Calendar.IsWorkday(d) {
			day = d
			break
		}
	}
	verb := "cae"
	if s.State == agenda.Held {
		verb = "se celebró"
	}
	f.Message = fmt.Sprintf("%s %s %s el %s, día inhábil", rule.The(s), p.Body.Of(), verb, day.Long())
	if why := p.Calendar.Why(day); why != when.WeekdayName(day.Weekday()) {
		f.Message += ": " + why
	}
	if s.State == agenda.Held {
		f.Remedy = "si el día se habilitó, justifíquelo en «waivers» con el acuerdo que lo hizo"
		return f
	}
	f.Remedy = fmt.Sprintf("el día hábil anterior es el %s, y el siguiente, el %s", p.Calendar.Add(day, -1).Long(), p.Calendar.Next(day).Long())
	return f
}
