package ahead

import (
	"cmp"
	"fmt"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// name writes «la 19.ª (10 de mayo) del Pleno».
func (j *judge) name(s agenda.Session) string { return j.TheWhen(s) + " " + j.Body.Of() }

// counting says how the days to the last lawful one were counted.
func (j *judge) counting() string {
	switch {
	case j.span.Unit == rule.Hours:
		return ""
	case j.gap > 0:
		return ", sin contar el día de la sesión"
	}
	return ", contando el día de la sesión"
}

// latest names what a last lawful moment is.
func (j *judge) latest() string {
	if j.span.Unit == rule.Hours {
		return "lo más tarde"
	}
	return "el último día para hacerlo"
}

// another says that a fact was not when it is written.
func (j *judge) another() string {
	if j.span.Unit == rule.Hours {
		return "el día o la hora son otros"
	}
	return "el día es otro"
}

// deadline writes the last lawful moment, and that it is not a working day.
func (j *judge) deadline(m rule.Moment) string {
	if j.Calendar.IsWorkday(m.Day) {
		return j.Moment(m)
	}
	return j.Moment(m) + " (inhábil)"
}

// ask writes the last lawful moment where it is asked for: one that is not a
// working day with the last that is.
func (j *judge) ask(m rule.Moment) string {
	text := "el " + j.Moment(m)
	if j.Calendar.IsWorkday(m.Day) {
		return text
	}
	return fmt.Sprintf("%s, inhábil (el último día hábil es el %s)", text, j.Day(j.Calendar.Add(m.Day, -1)))
}

// at places a finding at a value of the session.
func at(f *diag.Finding, t program.Text) { f.Place, f.Path = t.At, t.Path }

// missing tells an act of which nothing is known.
func (j *judge) missing(a Act, days when.Set) diag.Finding {
	s := a.Session
	f := diag.Finding{Verdict: diag.Open, Because: []diag.Because{diag.Unrecorded}}
	at(&f, s.DateAt())
	f.Message = fmt.Sprintf(j.Missing, j.name(s))
	latest := j.last(s, days.Last())
	gone := j.Passed(latest.Day)
	fixed := days.Len() == 1
	if fixed || gone {
		verb := "es"
		if gone || s.State == agenda.Held || j.Do == "" {
			verb = "era"
		}
		f.Message += fmt.Sprintf(": %s %s el %s%s", j.latest(), verb, j.deadline(latest), j.counting())
	}
	switch {
	case j.Do == "":
		f.Remedy = fmt.Sprintf("escriba el día en «%s»", j.Key)
	case s.State == agenda.Held:
		f.Remedy = fmt.Sprintf("registre el día en «%s»: para cumplir tiene que ser a más tardar el %s", j.Key, j.Moment(latest))
	case s.Unsure:
		f.Remedy = fmt.Sprintf("registre el día en «%s» y el de la sesión (held), o que no se celebró (not_held)", j.Key)
	case gone:
		f.Remedy = fmt.Sprintf("si se hizo a tiempo, registre el día en «%s»; si no, %s hoy y %s", j.Key, j.Do, j.move(rule.Moment{Day: *j.Agenda.AsOf}))
	case fixed:
		f.Remedy = fmt.Sprintf("%s a más tardar %s y registre el día en «%s»", j.Do, j.ask(latest), j.Key)
	case s.Date.Tentative:
		f.Remedy = fmt.Sprintf("confirme la fecha, y %s al menos %s antes", j.Do, j.span)
	default:
		first := days.First() // that can still be met
		for d := range days.All() {
			if first = d; !j.Passed(j.last(s, d).Day) {
				break
			}
		}
		f.Remedy = fmt.Sprintf("fije el día, y %s al menos %s antes: si es el %s, a más tardar el %s", j.Do, j.span, j.Day(days.Last()), j.deadline(latest))
		if first < days.Last() {
			f.Remedy = fmt.Sprintf("fije el día, y %s al menos %s antes: si es el %s, a más tardar el %s; si es el %s, a más tardar el %s",
				j.Do, j.span, j.Day(first), j.deadline(j.last(s, first)), j.Day(days.Last()), j.deadline(latest))
		}
	}
	return f
}

// move offers the first working day that is sure to be in time after an act.
func (j *judge) move(done rule.Moment) string {
	var first when.Day
	if j.span.Unit == rule.Hours {
		first = done.Plus(j.span.N).Day + 1 // at any hour of it
	} else {
		first = j.span.After(j.Calendar, done.Day, false) + j.gap
	}
	return fmt.Sprintf("reprograme la sesión para el %s o después (rescheduled)", j.Day(j.Calendar.Next(first)))
}

// tell tells an act that was not in time, or of which it is not sure.
func (j *judge) tell(a Act, days when.Set, v diag.Verdict, why []diag.Because) diag.Finding {
	s := a.Session
	f := diag.Finding{Verdict: v, Because: why}
	on := rule.Moment{Day: a.Done.Day}
	if j.span.Unit == rule.Hours {
		on.Clock = a.Done.Clock
	}
	did := fmt.Sprintf(j.Did, j.name(s)) + " el " + j.Moment(on)
	done := program.Text{At: a.Done.At, Path: a.Done.Path}
	at(&f, done)
	switch {
	case v == diag.Broken:
		f.Message = fmt.Sprintf("%s, con menos de %s de anticipación: %s era el %s%s", did, j.span, j.latest(), j.deadline(j.last(s, days.Last())), j.counting())
		if days.Len() > 1 {
			f.Message = fmt.Sprintf("%s, con menos de %s de anticipación en cualquiera de sus fechas: si es el %s, %s era el %s%s",
				did, j.span, j.Day(days.Last()), j.latest(), j.deadline(j.last(s, days.Last())), j.counting())
		}
		f.Remedy = fmt.Sprintf("corrija «%s» si %s; si hubo causa, justifíquelo en «waivers»", j.Key, j.another())
		if j.Do != "" && s.State != agenda.Held {
			f.Remedy = j.move(on)
		}
	case s.Unsure:
		f.Message = fmt.Sprintf("%s, y si se celebró en su fecha puede haber sido con menos de %s de anticipación", did, j.span)
		f.Remedy = "registre qué día se celebró (held), o que no se celebró (not_held)"
	case slices.Contains(why, diag.UndefinedDate):
		at(&f, s.DateAt())
		f.Message = fmt.Sprintf("%s, y según el día en que se celebre puede haber sido con menos de %s de anticipación", did, j.span)
		f.Remedy = j.fix(a)
		if j.Do == "" {
			at(&f, done)
			f.Message = fmt.Sprintf("%s, y según el día que tenía puede haber sido con menos de %s de anticipación", did, j.span)
			f.Remedy = "si su día llegó a fijarse, escríbalo en «day»"
		}
	default:
		f.Message = fmt.Sprintf("%s, y los días solos no dicen si fue con al menos %s de anticipación", did, j.span)
		var lack []string
		if a.Done.Clock == "" {
			lack = append(lack, fmt.Sprintf("%s en «%s», como en «%sT10:00»", j.Hour, j.Key, a.Done.Day))
		}
		if s.Clock == "" {
			lack = append(lack, "la hora de la sesión en «time»")
		}
		f.Remedy = "escriba " + rule.Join(lack)
	}
	if o := j.other(); o.gap != j.gap {
		if other, _ := o.of(a); other != v {
			how := "si no se contara"
			if j.gap > 0 {
				how = "si se contara"
			}
			f.Message += fmt.Sprintf("; %s el día de la sesión, %s", how, cmp.Or(map[diag.Verdict]string{
				diag.Met: "cumpliría", diag.Broken: "incumpliría"}[other], "dependería del día que se fije"))
		}
	}
	return f
}

// fix is the remedy where it depends on the day of the session.
func (j *judge) fix(a Act) string {
	s := a.Session
	if s.Date.Tentative {
		return "confirme la fecha de la sesión"
	}
	bound := j.bound(s)
	first, found := when.Day(0), false // from it on, every day keeps the rule
	for d := range rule.Candidates(s).All() {
		surely, _ := j.kept(a, bound, d)
		if surely && !found {
			first = d
		}
		found = surely
	}
	if !found {
		return "fije el día de la sesión y escriba su hora en «time»"
	}
	return fmt.Sprintf("fije la sesión para el %s o después", j.Day(first))
}
