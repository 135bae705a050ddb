// Package minutes is the rule kind minutes: the minutes of a session are drawn
// up, or approved, within so much time of it or by the next session.
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
	Spanish: []string{"acta", "actas", "minuta"},
	Title:   "el acta de cada sesión se levanta, o se aprueba, dentro de cierto plazo",
	PerBody: true,
	Text: `El plazo corre desde el día en que la sesión se celebró (held), que no se cuenta, y dentro de él ha de caer la fecha del acta (minutes.on) o, con «act: approved», el día en que se aprobó (minutes.approved); si termina en día inhábil, se recorre al siguiente hábil (LFPA, arts. 29 y 38; parámetro roll). Las horas corren de momento a momento, sin recorrerse: desde la que se escriba en held (2022-05-10T11:00) o, si no, la de la sesión (time), hasta la del acta.
En lugar de un plazo puede pedirse que sea a más tardar en la siguiente sesión de cierta clase (next_session): la que se celebró, o los días en que puede celebrarse. Si no se conoce ninguna posterior, una fecha que no pase del último día de los programas leídos llega a tiempo.
Cumple si todas las actas tienen fecha dentro del plazo; incumple si una la tiene después; queda por determinar si no consta el acta de una sesión celebrada o que se aprobara, si no consta que se celebrara una cuya fecha ya pasó, si depende del día de la siguiente sesión, o si falta una hora que lo decida.
Solo cuentan las sesiones celebradas en un día en que la regla está en vigor.`,
	Params: append(append([]rule.Param{
		{Name: "act", Spanish: []string{"acto"}, Doc: "qué ha de hacerse dentro del plazo: drawn (levantar el acta) o approved (aprobarla)", Type: rule.Choice, Choices: []string{"drawn", approved}, Default: "drawn"},
	}, rule.SpanParams("el plazo", rule.WorkingDays, rule.Days, rule.Weeks, rule.Months, rule.Hours)...),
		rule.Param{Name: "next_session", Spanish: []string{"siguiente_sesion", "sesion_siguiente"}, Doc: "a más tardar en la siguiente sesión de esta clase: " + rule.KindsOfSession, Type: rule.Choice, Names: rule.SessionKinds, OneOf: "length"},
		rule.Param{Name: "roll", Spanish: []string{"recorrer", "prorroga"}, Doc: "si el plazo termina en día inhábil, se recorre al siguiente hábil; no vale para horas", Type: rule.Bool, Default: "true", With: []string{"working_days", "days", "weeks", "months"}},
		rule.Sessions(rule.Choice, "la clase de sesiones"),
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

// approved is the act of approving minutes, by the name of its parameter.
const approved = "approved"

type judge struct {
	*rule.Pass
	words
	span rule.Span
	next string // the kind of the session by which it is due; "" if it is due within the span
}

// words are those of the act that is asked for.
type words struct {
	approved                    bool
	missing, is, do, fact, hour string
}

func newJudge(p *rule.Pass) *judge {
	j := &judge{Pass: p, span: p.Rule.Values.Span(), next: p.Rule.Values.Text("next_session")}
	j.words = words{missing: "no consta el acta de %s", is: "es del", do: "levante el acta", fact: "la fecha del acta", hour: "la hora del acta"}
	if p.Rule.Values.Text("act") == approved {
		j.words = words{true, "no consta que se aprobara el acta de %s", "se aprobó el", "apruebe el acta", "el día en que se aprobó el acta", "la hora en que se aprobó"}
	}
	return j
}

// done is the day of the act; zero if it is not known.
func (j *judge) done(s agenda.Session) program.Day {
	if s.Minutes == nil {
		return program.Day{}
	}
	d := s.Minutes.On
	if j.approved {
		d = s.Minutes.Approved
	}
	if !j.Knows(d) {
		return program.Day{}
	}
	return d
}

// key is where the act is recorded.
func (j *judge) key() string {
	if j.approved {
		return "«minutes: {approved: …}»"
	}
	return "«minutes»"
}

func check(p *rule.Pass) []rule.Verdict {
	j := newJudge(p)
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
		case s.State == agenda.Held && j.Rule.InForce(s.Held.Day) && j.next != "":
			f = j.judgeNext(s)
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
	if j.next != "" {
		by := "a más tardar en la siguiente " + program.KindSingular(j.next)
		if j.approved {
			return t.Verdict("acta", "actas", "sin aprobarse "+by, "con aprobación "+by, "no hay sesiones celebradas")
		}
		return t.Verdict("acta", "actas", "sin levantarse "+by, "con fecha "+by, "no hay sesiones celebradas")
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
	verb, by := "se levantó", "dentro de "+j.span.String()
	if j.approved {
		verb = "se aprobó"
	}
	if j.next != "" {
		by = "a más tardar en la siguiente " + program.KindSingular(j.next)
	}
	f.Message = fmt.Sprintf("no consta que se haya celebrado %s %s, ni puede saberse si su acta %s %s", j.TheWhen(s), j.Body.Of(), verb, by)
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
	on := j.done(s)
	if !on.Set() {
		f := open(program.Text{At: s.Held.At, Path: s.Held.Path})
		verb := "termina"
		if j.Passed(limit.Day) {
			verb = "terminó"
		}
		f.Message = fmt.Sprintf(j.missing+", celebrada el %s: el plazo de %s %s el %s", j.name(s), j.Moment(held), j.span, verb, until)
		f.Remedy = fmt.Sprintf("%s a más tardar el %s y registre el día en %s", j.do, j.Moment(limit), j.key())
		if j.Agenda.AsOf == nil || j.Passed(limit.Day) {
			f.Remedy = fmt.Sprintf("registre en %s %s: para cumplir tiene que ser a más tardar el %s", j.key(), j.fact, j.Moment(limit))
		}
		return f
	}
	at := j.moment(on.Day, on.Clock)
	surely, perhaps := j.span.Within(j.Calendar, held, at, roll)
	f := open(program.Text{At: on.At, Path: on.Path})
	switch {
	case surely:
		return nil
	case perhaps:
		f.Message = fmt.Sprintf("el acta de %s %s %s y la sesión fue el %s, y los días solos no dicen si pasaron más de %s", j.name(s), j.is, j.Moment(at), j.Moment(held), j.span)
		var lack []string
		if on.Clock == "" {
			lack = append(lack, fmt.Sprintf("%s en %s, como en «%sT10:00»", j.hour, j.key(), on.Day))
		}
		if held.Clock == "" {
			lack = append(lack, fmt.Sprintf("la de la sesión en «held», como en «%sT10:00»", held.Day))
		}
		f.Remedy = "escriba " + rule.Join(lack)
	default:
		f.Verdict, f.Because = diag.Broken, nil
		f.Message = fmt.Sprintf("el acta de %s, celebrada el %s, %s %s: el plazo de %s terminó el %s", j.name(s), j.Moment(held), j.is, j.Moment(at), j.span, until)
		f.Remedy = j.late()
	}
	return f
}

func (j *judge) late() string {
	return fmt.Sprintf("corrija el día en %s si es otro; si hubo causa, justifíquelo en «waivers»", j.key())
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
