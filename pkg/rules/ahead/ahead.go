// Package ahead judges what must be done at least a span before a session: the
// convocatoria, the papers, a cancellation. The kinds of rule are in packages
// of their own, which give it the acts and their words.
package ahead

import (
	"cmp"
	"fmt"
	"math"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Params are the parameters of such a kind.
func Params() []rule.Param {
	return append(rule.SpanParams("la anticipación", rule.WorkingDays, rule.Days, rule.Weeks, rule.Hours),
		rule.Param{Name: "session_day", Spanish: []string{"dia_de_la_sesion"}, Doc: "si el día de la sesión se cuenta en la anticipación (counts) o han de transcurrir completos los días entre uno y otro (does_not_count); no vale para horas",
			Type: rule.Choice, Default: "counts", Choices: []string{"counts", "does_not_count"}, With: []string{"working_days", "days", "weeks"}},
		rule.Sessions(rule.Choice, "la clase de sesiones"),
	)
}

// Counting is what the text of such a kind says of how it counts.
const Counting = `El día del acto no se cuenta (LFPA, art. 38). Si el de la sesión se cuenta no lo dice la ley leída, y lo fija el parámetro session_day: por omisión se cuenta, que es lo que se entiende por «dos días antes» (dos días antes del viernes es el miércoles); cuando el veredicto depende de ello, se dice.
Las horas corren de momento a momento, también en días inhábiles: entre la hora que se escriba con el día del acto (2022-05-02T10:00) y la de la sesión (time). Si faltan y los días solos no bastan, queda por determinar.
Solo obliga respecto de los días de sesión en que la regla está en vigor, si ya lo estaba el último día para cumplirla.`

// Act is one thing that must be done before a session.
type Act struct {
	Session agenda.Session // with the days that count for this act
	Done    program.Day    // the day of the act; zero if it is not known
}

// Words are those of what must be done. In Did and Missing, %s is the session.
type Words struct {
	Key       string // of the fact: «notice»
	One, Many string // «convocatoria», «convocatorias»
	Did       string // «%s se convocó»
	Missing   string // «no consta la convocatoria de %s»
	Do        string // what to ask for: «convoque»; "" if it is never asked for
	None      string // «no hay sesiones que juzgar»
	Hour      string // «la hora de la convocatoria»
}

type judge struct {
	*rule.Pass
	Words
	span rule.Span
	gap  when.Day // days that must lie between the end of the span and the session: 1 if its day does not count
}

func newJudge(p *rule.Pass, w Words) *judge {
	j := &judge{Pass: p, Words: w, span: p.Rule.Values.Span()}
	if p.Rule.Values.Text("session_day") == "does_not_count" && j.span.Unit != rule.Hours {
		j.gap = 1
	}
	return j
}

// Judge gives the verdict over some acts, of which the days that bind are
// those of their sessions.
func Judge(p *rule.Pass, w Words, acts []Act) []rule.Verdict {
	j := newJudge(p, w)
	v, other := j.verdict(acts), j.other().verdict(acts)
	if v.Verdict != other.Verdict {
		how := "se cuente"
		if j.gap > 0 {
			how = "no se cuente"
		}
		v.Message += fmt.Sprintf("; el veredicto depende de que %s el día de la sesión", how)
	}
	return []rule.Verdict{v}
}

// Together asks each session whose act was done for a day that it was in time
// for.
func Together(p *rule.Pass, m *rule.Model, w Words, done func(agenda.Session) program.Day) {
	j := newJudge(p, w)
	says := fmt.Sprintf("%s con al menos %s de anticipación", w.One, j.span)
	m.AskEach(p, p.Rule.Values.Text("sessions"), says, func(l rule.Line) func(when.Day) bool {
		a := Act{Session: *l.Session, Done: done(*l.Session)}
		if !p.Knows(a.Done) {
			return nil // it may have been, or may be, on any day
		}
		bound := j.bound(a.Session)
		return func(d when.Day) bool {
			surely, perhaps := j.kept(a, bound, d)
			return surely || perhaps
		}
	})
}

// other judges by the other reading of session_day.
func (j *judge) other() *judge {
	o := *j
	if j.span.Unit != rule.Hours {
		o.gap = 1 - j.gap
	}
	return &o
}

func (j *judge) verdict(acts []Act) rule.Verdict {
	t := j.Tally()
	for _, a := range acts {
		id := a.Session.ID()
		days := j.binding(a)
		switch {
		case days.IsEmpty():
		case !a.Done.Set():
			t.Find(id, j.missing(a, days))
		default:
			v, why := j.of(a)
			if v == diag.Met {
				t.Met(id)
				continue
			}
			t.Find(id, j.tell(a, days, v, why))
		}
	}
	return t.Verdict(j.One, j.Many, fmt.Sprintf("con menos de %s de anticipación", j.span), fmt.Sprintf("con al menos %s de anticipación", j.span), j.None)
}

// Bound is the days of a session on which a rule of such a kind binds it; none
// if it is of a kind of session that the rule does not speak of.
func Bound(p *rule.Pass, s agenda.Session) when.Range {
	if s.KindOf() != p.Rule.Values.Text("sessions") {
		return when.Range{First: 1, Last: 0}
	}
	return newJudge(p, Words{}).bound(s)
}

// Last is the last moment at which what a rule of such a kind asks for is
// lawful, for a session held on a day.
func Last(p *rule.Pass, s agenda.Session, day when.Day) rule.Moment {
	return newJudge(p, Words{}).last(s, day)
}

// last is the last moment at which the act is lawful for a session on a day.
func (j *judge) last(s agenda.Session, day when.Day) rule.Moment {
	if j.span.Unit == rule.Hours {
		return rule.Moment{Day: day, Clock: s.Clock}.Plus(-j.span.N)
	}
	return rule.Moment{Day: j.span.Before(j.Calendar, day-j.gap)}
}

// bound is the days of a session for which the rule binds: it is in force on
// them, and was on the last day on which it could be complied with.
func (j *judge) bound(s agenda.Session) when.Range {
	r := when.Range{First: math.MinInt32, Last: math.MaxInt32}
	if j.Rule.Until != nil {
		r.Last = *j.Rule.Until
	}
	switch since := j.Rule.Since; {
	case since == nil:
	case j.span.Unit == rule.Hours:
		end := rule.Moment{Day: *since, Clock: "00:00"}.Plus(j.span.N)
		if r.First = end.Day; cmp.Or(s.Clock, "00:00") < end.Clock {
			r.First++
		}
	default:
		r.First = j.span.After(j.Calendar, *since, false) + j.gap
	}
	return r
}

// binding is the days on which the session can fall and the rule binds.
func (j *judge) binding(a Act) when.Set {
	return rule.Candidates(a.Session).Intersect(when.NewSet(j.bound(a.Session)))
}

// kept reports whether the act was in time for a session on a day: surely, and
// perhaps if it hangs on hours that nobody wrote. What does not bind is kept.
func (j *judge) kept(a Act, bound when.Range, day when.Day) (surely, perhaps bool) {
	if !bound.Contains(day) {
		return true, true
	}
	return j.span.Passed(j.Calendar, rule.MomentOf(a.Done), rule.Moment{Day: day - j.gap, Clock: a.Session.Clock})
}

// of is the verdict of an act that was done, over every day of its session.
func (j *judge) of(a Act) (diag.Verdict, []diag.Because) {
	kept, late, hours := 0, 0, 0 // days
	bound := j.bound(a.Session)
	for d := range rule.Candidates(a.Session).All() {
		switch surely, perhaps := j.kept(a, bound, d); {
		case surely:
			kept++
		case perhaps:
			hours++
		default:
			late++
		}
	}
	switch {
	case late+hours == 0:
		return diag.Met, nil
	case a.Session.Unsure: // held or not, on which day: all hangs on the record
		return diag.Open, []diag.Because{diag.Unrecorded}
	case kept+hours == 0:
		return diag.Broken, nil
	}
	var why []diag.Because
	if kept > 0 && late+hours > 0 || late > 0 && hours > 0 {
		why = append(why, diag.UndefinedDate)
	}
	if hours > 0 {
		why = append(why, diag.Unrecorded)
	}
	return diag.Open, why
}
