// Package minutes is the rule kind minutes: the minutes of a session are dated
// within so much time of it.
package minutes

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind minutes.
var Kind = &rule.Kind{
	Name:    "minutes",
	Title:   "el acta de cada sesión se levanta dentro de cierto plazo",
	PerBody: true,
	Text: `El plazo corre desde el día en que la sesión se celebró (held), que no se cuenta, y dentro de él ha de caer la fecha del acta (minutes); si termina en día inhábil, se recorre al siguiente hábil (LFPA, arts. 29 y 38; parámetro roll). Las horas corren de momento a momento, sin recorrerse: desde la que se escriba en held (2022-05-10T11:00) o, si no, la de la sesión (time), hasta la del acta.
Cumple si todas las actas tienen fecha dentro del plazo; incumple si una la tiene después; queda por determinar si no consta el acta de una sesión celebrada, si no consta que se celebrara una cuya fecha ya pasó, o si falta una hora que lo decida.
Solo cuentan las sesiones celebradas en un día en que la regla está en vigor.`,
	Params: append(rule.SpanParams("el plazo", rule.WorkingDays, rule.Days, rule.Weeks, rule.Months, rule.Hours),
		rule.Param{Name: "roll", Doc: "si el plazo termina en día inhábil, se recorre al siguiente hábil; no vale para horas", Type: rule.Bool, Default: "true"},
		rule.Param{Name: "sessions", Doc: "la clase de sesiones", Type: rule.Choice, Default: program.Ordinary},
	),
	Check: check,
	Rule:  "bodies: [pleno]\nparameters: {working_days: 10}\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 10 de mayo, held: 2022-05-10, minutes: 2022-05-24}
    - {number: 2, date: 5 de julio}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - number: 1
      date: 10 de mayo
      held: 2022-05-10
      minutes: {on: 2022-05-25, file: actas/1.pdf} # want
    - {number: 2, date: 5 de julio}
`,
}

type judge struct {
	*rule.Pass
	span rule.Span
}

func check(p *rule.Pass) []rule.Verdict {
	j := &judge{Pass: p, span: p.Rule.Values.Span()}
	v, plain := j.verdict(p.Rule.Values.Bool("roll")), j.verdict(false)
	if v.Verdict != plain.Verdict {
		v.Message += "; el veredicto depende de que un plazo que termina en día inhábil se recorra al siguiente hábil"
	}
	return []rule.Verdict{v}
}

func (j *judge) verdict(roll bool) rule.Verdict {
	t := j.Tally()
	for _, s := range j.Agenda.Sessions(j.Body.ID.Value, j.Rule.Values.Text("sessions")) {
		var f *diag.Finding
		switch {
		case s.State == agenda.Held && j.Rule.InForce(s.Held.Day):
			f = j.judge(s, roll)
		case s.Unsure && j.inForce(s):
			f = j.unsure(s)
		default:
			continue
		}
		if f != nil {
			t.Find(s.ID(), *f)
		} else {
			t.Met(s.ID())
		}
	}
	return t.Verdict("acta", "actas", "fuera del plazo de "+j.span.String(), "dentro del plazo de "+j.span.String(), "no hay sesiones celebradas")
}

// inForce reports whether the rule is in force on some day of a session.
func (j *judge) inForce(s agenda.Session) bool {
	for d := range rule.Candidates(s).All() {
		if j.Rule.InForce(d) {
			return true
		}
	}
	return false
}

func (j *judge) name(s agenda.Session) string { return rule.The(s) + " " + j.Body.Of() }

// unsure tells a session of which nobody recorded that it was held.
func (j *judge) unsure(s agenda.Session) *diag.Finding {
	f := open(s.DateAt())
	f.Message = fmt.Sprintf("no consta que se haya celebrado %s %s, ni puede saberse si su acta se levantó dentro de %s", j.TheWhen(s), j.Body.Of(), j.span)
	f.Remedy = "registre qué día se celebró (held) y su acta (minutes), o que no se celebró (not_held)"
	return f
}

func open(at program.Text) *diag.Finding {
	return &diag.Finding{Verdict: diag.Open, Because: []diag.Because{diag.Unrecorded}, Place: at.At, Path: at.Path}
}

// judge judges a session that was held; nil if the rule is met.
func (j *judge) judge(s agenda.Session, roll bool) *diag.Finding {
	held := j.moment(s.Held.Day, s.Clock)
	limit := j.limit(held, roll)
	until := j.Moment(limit)
	if plain := j.limit(held, false); plain != limit {
		until += fmt.Sprintf(" (sería el %s, inhábil, y se recorre)", j.Day(plain.Day))
	}
	if s.Minutes == nil || !j.Knows(s.Minutes.On) {
		f := open(program.Text{At: s.Held.At, Path: s.Held.Path})
		verb := "termina"
		if j.Passed(limit.Day) {
			verb = "terminó"
		}
		f.Message = fmt.Sprintf("no consta el acta de %s, celebrada el %s: el plazo de %s %s el %s", j.name(s), j.Moment(held), j.span, verb, until)
		f.Remedy = fmt.Sprintf("levante el acta a más tardar el %s y regístrela en «minutes»", j.Moment(limit))
		if j.Agenda.AsOf == nil || j.Passed(limit.Day) {
			f.Remedy = fmt.Sprintf("registre en «minutes» la fecha del acta: para cumplir tiene que ser a más tardar el %s", j.Moment(limit))
		}
		return f
	}
	on := s.Minutes.On
	at := j.moment(on.Day, on.Clock)
	surely, perhaps := j.span.Within(j.Calendar, held, at, roll)
	f := open(program.Text{At: on.At, Path: on.Path})
	switch {
	case surely:
		return nil
	case perhaps:
		f.Message = fmt.Sprintf("el acta de %s es del %s y la sesión del %s, y los días solos no dicen si pasaron más de %s", j.name(s), j.Moment(at), j.Moment(held), j.span)
		var lack []string
		if on.Clock == "" {
			lack = append(lack, fmt.Sprintf("la hora del acta en «minutes», como en «%sT10:00»", on.Day))
		}
		if held.Clock == "" {
			lack = append(lack, fmt.Sprintf("la de la sesión en «held», como en «%sT10:00»", held.Day))
		}
		f.Remedy = "escriba " + rule.Join(lack)
	default:
		f.Verdict, f.Because = diag.Broken, nil
		f.Message = fmt.Sprintf("el acta de %s, celebrada el %s, es del %s: el plazo de %s terminó el %s", j.name(s), j.Moment(held), j.Moment(at), j.span, until)
		f.Remedy = "corrija la fecha en «minutes» si es otra; si hubo causa, justifíquelo en «waivers»"
	}
	return f
}

// moment is a day with its hour, where hours are counted.
func (j *judge) moment(d when.Day, clock string) rule.Moment {
	if j.span.Unit != rule.Hours {
		clock = ""
	}
	return rule.Moment{Day: d, Clock: clock}
}

// limit is the last moment for the minutes of a session held at another.
func (j *judge) limit(held rule.Moment, roll bool) rule.Moment {
	if j.span.Unit == rule.Hours {
		return held.Plus(j.span.N)
	}
	return rule.Moment{Day: j.span.After(j.Calendar, held.Day, roll)}
}
