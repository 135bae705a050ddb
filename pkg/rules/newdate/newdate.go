// Package newdate is the rule kind new_date: a session that was not held gets
// a new date within so much time.
package newdate

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind new_date.
var Kind = &rule.Kind{
	Name:    "new_date",
	Spanish: []string{"nueva_fecha", "reprogramacion"},
	Title:   "a una sesión que no se celebró se le fija nueva fecha dentro de cierto plazo",
	PerBody: true,
	Text: `El plazo corre desde el día en que la sesión no se celebró (not_held), que no se cuenta; si termina en día inhábil, se recorre al siguiente hábil (LFPA, arts. 29 y 38; parámetro roll). Dentro de él ha de caer la nueva fecha (rescheduled.to, o held si después se celebró) o, con «within: decision», el día en que se decidió (rescheduled.on).
Cumple si todos los días posibles caen dentro del plazo; incumple si no cae ninguno; queda por determinar si depende del día que se fije, o si no consta nueva fecha: mientras no se registre puede haberse fijado.
Las sesiones que después se cancelaron no se juzgan. Solo cuentan las que no se celebraron en un día en que la regla está en vigor.`,
	Params: append(rule.SpanParams("el plazo", rule.WorkingDays, rule.Days, rule.Weeks, rule.Months),
		rule.Param{Name: "within", Spanish: []string{"dentro_de"}, Doc: "qué ha de caer dentro del plazo: el día de la nueva sesión (session) o aquel en que se decidió (decision)",
			Type: rule.Choice, Default: "session", Choices: []string{"session", "decision"}},
		rule.Param{Name: "roll", Spanish: []string{"recorrer", "prorroga"}, Doc: "si el plazo termina en día inhábil, se recorre al siguiente hábil", Type: rule.Bool, Default: "true"},
		rule.Sessions(rule.Choice, "la clase de sesiones"),
	),
	Check:    check,
	Together: together,
	Rule:     "bodies: [pleno]\nparameters: {days: 15}\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - number: 1
      date: 10 de mayo
      not_held: {on: 2022-05-10, reason: falta de quórum}
      rescheduled: {to: 2022-05-25, on: 2022-05-11}
    - {number: 2, date: Julio, not_held: {on: 2022-07-05}, held: 2022-07-12}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - number: 1
      date: 10 de mayo
      not_held: {on: 2022-05-10, reason: falta de quórum}
      rescheduled: {to: 2022-05-26, on: 2022-05-11} # want
    - {number: 2, date: Julio, not_held: {on: 2022-07-05}, held: 2022-07-21} # want
`,
}

type judge struct {
	*rule.Pass
	span     rule.Span
	roll     bool
	decision bool // it is the decision that must fall within the span
}

// together asks each session that was not held for a new day within the span;
// the day on which that was decided is none of a session.
func together(p *rule.Pass, m *rule.Model) {
	v := p.Rule.Values
	if v.Text("within") == "decision" {
		return
	}
	span, roll := v.Span(), v.Bool("roll")
	m.AskEach(p, v.Text("sessions"), fmt.Sprintf("nueva fecha a no más de %s de la que no se celebró", span), func(l rule.Line) func(when.Day) bool {
		n := l.Session.NotHeld
		if n == nil || !n.On.Set() || !p.Knows(n.On) || !p.Rule.InForce(n.On.Day) || l.Session.State == agenda.Held && l.Session.Held.Day <= n.On.Day {
			return nil
		}
		limit := span.After(p.Calendar, n.On.Day, roll)
		return func(d when.Day) bool { return d <= limit }
	})
}

func check(p *rule.Pass) []rule.Verdict {
	j := &judge{Pass: p, span: p.Rule.Values.Span(), roll: p.Rule.Values.Bool("roll"), decision: p.Rule.Values.Text("within") == "decision"}
	v, plain := j.verdict(j.roll), j.verdict(false)
	if v.Verdict != plain.Verdict {
		v.Message += "; el veredicto depende de que un plazo que termina en día inhábil se recorra al siguiente hábil"
	}
	return []rule.Verdict{v}
}

func (j *judge) verdict(roll bool) rule.Verdict {
	t := j.Tally()
	for _, s := range j.Agenda.Sessions(j.Body.ID.Value, j.Rule.Values.Text("sessions")) {
		n := s.NotHeld
		switch {
		case n == nil || s.State == agenda.Cancelled || n.On.Set() && (!j.Knows(n.On) || !j.Rule.InForce(n.On.Day)):
			continue
		case s.State == agenda.Held && n.On.Set() && s.Held.Day <= n.On.Day: // contradictory
			continue
		}
		if f := j.judge(s, roll); f != nil {
			t.Find(s.ID(), *f)
		} else {
			t.Met(s.ID())
		}
	}
	late := "con nueva fecha a más de " + j.span.String()
	kept := "con nueva fecha a no más de " + j.span.String()
	if j.decision {
		late, kept = "reprogramada después de "+j.span.String(), "con nueva fecha decidida en no más de "+j.span.String()
		if t.Broken > 1 {
			late = "reprogramadas después de " + j.span.String()
		}
	}
	return t.Verdict("sesión no celebrada", "sesiones no celebradas", late, kept, "no hay sesiones que no se celebraran")
}

// judge judges one session; nil if the rule is met.
func (j *judge) judge(s agenda.Session, roll bool) *diag.Finding {
	n, f := s.NotHeld, &diag.Finding{Verdict: diag.Open, Because: []diag.Because{diag.Unrecorded}, Place: s.NotHeld.At, Path: s.Path + ".not_held"}
	name := rule.The(s) + " " + j.Body.Of()
	if !n.On.Set() {
		f.Message = fmt.Sprintf("no consta qué día no se celebró %s, desde el que corre el plazo de %s", name, j.span)
		f.Remedy = "escriba el día en «not_held»: {on: día, reason: motivo}"
		return f
	}
	f.Place, f.Path = n.On.At, n.On.Path
	limit := j.span.After(j.Calendar, n.On.Day, roll)
	until := j.Day(limit) + j.rolled(n.On.Day, limit)
	days, at := j.dates(s, limit)
	if days.IsEmpty() {
		verb := "termina"
		if j.Passed(limit) {
			verb = "terminó"
		}
		f.Message = fmt.Sprintf("%s no se celebró el %s y no consta su nueva fecha: el plazo de %s %s el %s", name, j.Day(n.On.Day), j.span, verb, until)
		switch what := "fije una nueva fecha, a más tardar el %s, y regístrela en «rescheduled»"; {
		case j.decision && at.Set():
			f.Message = fmt.Sprintf("%s no se celebró el %s y no consta qué día se decidió su nueva fecha: el plazo de %s %s el %s", name, j.Day(n.On.Day), j.span, verb, until)
			f.Place, f.Path = at.At, at.Path
			f.Remedy = fmt.Sprintf("escriba en «rescheduled» el día en que se decidió (on): para cumplir tiene que ser a más tardar el %s", j.Day(limit))
		case j.Passed(limit):
			f.Remedy = fmt.Sprintf("si se fijó una nueva fecha, regístrela en «rescheduled»: para cumplir tiene que ser a más tardar el %s", j.Day(limit))
			if j.decision {
				f.Remedy = fmt.Sprintf("si se fijó una nueva fecha, regístrela en «rescheduled»: para cumplir tuvo que decidirse a más tardar el %s", j.Day(limit))
			}
		default:
			if j.decision {
				what = "decida una nueva fecha a más tardar el %s y regístrela en «rescheduled», con el día en que se decidió (on)"
			}
			f.Remedy = fmt.Sprintf(what, j.Day(limit))
		}
		return f
	}
	f.Place, f.Path = at.At, at.Path
	switch {
	case days.Last() <= limit:
		return nil
	case days.First() > limit:
		f.Verdict, f.Because = diag.Broken, nil
		f.Message = fmt.Sprintf("%s no se celebró el %s y %s, más de %s después: el plazo terminaba el %s", name, j.Day(n.On.Day), j.did(s, days), j.span, until)
		f.Remedy = fmt.Sprintf("fije una nueva fecha a más tardar el %s", j.Day(limit))
		if j.decision || s.State == agenda.Held || j.Passed(limit) {
			f.Remedy = "corrija el día si es otro; si hubo causa, justifíquelo en «waivers»"
		}
	default:
		f.Because = []diag.Because{diag.UndefinedDate}
		f.Message = fmt.Sprintf("%s no se celebró el %s y su nueva fecha (%s) puede caer más de %s después: el plazo termina el %s", name, j.Day(n.On.Day), j.When(s), j.span, until)
		f.Remedy = fmt.Sprintf("fije el día a más tardar el %s", j.Day(limit))
		if s.Unsure {
			f.Because = []diag.Because{diag.Unrecorded}
			f.Remedy = "registre qué día se celebró (held)"
		}
	}
	return f
}

// dates is the days of what must fall within the span and where they are
// written; none, and where they would be, if they are not known. Nobody needs
// the day of a decision that came before a session within the span.
func (j *judge) dates(s agenda.Session, limit when.Day) (when.Set, program.Text) {
	if !j.decision {
		days := rule.Candidates(s)
		after := when.NewSet(when.Range{First: s.NotHeld.On.Day + 1, Last: days.Last()})
		return days.Intersect(after), s.DateAt()
	}
	r := j.Agenda.NewDate(s.Session)
	switch {
	case r != nil && r.On.Set():
		return when.Days(r.On.Day), program.Text{At: r.On.At, Path: r.On.Path}
	case s.State == agenda.NotHeld:
		return nil, program.Text{}
	case s.Days.Last() <= limit && !s.Date.Tentative:
		return s.Days, s.DateAt()
	}
	return nil, s.DateAt()
}

// did says what fell after the span.
func (j *judge) did(s agenda.Session, days when.Set) string {
	switch {
	case j.decision:
		return "su nueva fecha se decidió el " + j.Day(days.First())
	case s.State == agenda.Held:
		return "se celebró el " + j.Day(days.First())
	case days.Len() == 1:
		return "se reprogramó para el " + j.Day(days.First())
	}
	return fmt.Sprintf("se reprogramó (%s)", j.When(s))
}

// rolled says why a limit is not the plain end of the span.
func (j *judge) rolled(from, limit when.Day) string {
	if plain := j.span.After(j.Calendar, from, false); plain != limit {
		return fmt.Sprintf(" (sería el %s, inhábil, y se recorre)", j.Day(plain))
	}
	return ""
}
