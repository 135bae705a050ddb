// Package recurrence is the rule kind recurrence: sessions are held on days of
// a pattern, «segundo martes de cada mes».
package recurrence

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind recurrence. Its instances are single sessions.
var Kind = &rule.Kind{
	Name:    "recurrence",
	Spanish: []string{"periodicidad", "patron"},
	Title:   "las sesiones se celebran en los días que fija un patrón",
	PerBody: true,
	Text: `El patrón es uno de tres: días de la semana («lunes»; con nth, «segundo martes de cada mes», «último jueves»), días del mes («día 15»; last es el último) o días hábiles contados desde que empieza el mes («quinto día hábil»; para los primeros cinco, [1, 2, 3, 4, 5]). Con months vale solo en esos meses; en los que no tienen ese día, no lo hay.
Si el día del patrón es inhábil, shift dice qué pasa: none, nada, y ese día es el del patrón; next_working_day y previous_working_day, que pasa al hábil siguiente o al anterior, aunque sea de otro mes.
De una sesión que dura varios días se juzga el primero. Se juzga cada sesión por separado, en los días en que la regla está en vigor. Una fecha tentativa puede acabar siendo cualquier día del programa.
Cumple si todos los días posibles de todas las sesiones son del patrón; incumple si una sesión no puede caer en ninguno; queda por determinar si depende del día que se fije, o de que se registre si se celebró.`,
	Params: []rule.Param{
		{Name: "weekday", Spanish: []string{"dia_de_la_semana", "dia"}, Doc: "días de la semana: lunes (monday), martes (tuesday)…", Type: rule.List, Choices: weekdays, Also: alsoWeekdays, OneOf: "pattern"},
		{Name: "month_day", Spanish: []string{"dia_del_mes"}, Doc: "días del mes: de 1 a 31, o last (último)", Type: rule.List, Choices: upTo(31), Also: alsoLast, OneOf: "pattern"},
		{Name: "working_day_of_month", Spanish: []string{"dia_habil_del_mes"}, Doc: "días hábiles del mes: de 1 a 23, o last (último)", Type: rule.List, Choices: upTo(23), Also: alsoLast, OneOf: "pattern"},
		{Name: "nth", Spanish: []string{"ordinal", "cual"}, Doc: "cuáles de esos días de la semana en el mes: first (primer), second (segundo), third, fourth, fifth o last (último)", Type: rule.List, Choices: nths, Also: alsoNths, With: []string{"weekday"}},
		{Name: "months", Spanish: []string{"meses", "mes"}, Doc: "en qué meses, enero (january) o 1…; si no se escribe, en todos", Type: rule.List, Choices: months, Also: alsoMonths},
		{Name: "shift", Spanish: []string{"recorrer"}, Doc: "a qué día pasa el que es inhábil: none (a ninguno), next_working_day (al hábil siguiente) o previous_working_day (al anterior)", Type: rule.Choice,
			Choices: []string{"none", "next_working_day", "previous_working_day"}, Default: "none", With: []string{"weekday", "month_day"}},
		rule.Sessions(rule.Choice, "la clase de sesiones"),
	},
	Absurd:   absurd,
	Check:    check,
	Together: together,
	Rule:     "bodies: [comite]\nparameters: {weekday: martes, nth: [segundo, último], shift: next_working_day}\n",
	Good: `program: {year: 2022}
bodies: [{id: comite, kind: committee, name: Comité}]
sessions:
  comite:
    - {number: 1, date: 11 de enero}
    - {number: 2, date: 22 de febrero}
    - {number: 3, date: 8 de marzo}
`,
	Bad: `program: {year: 2022}
bodies: [{id: comite, kind: committee, name: Comité}]
sessions:
  comite:
    - {number: 1, date: 12 de enero} # want
    - {number: 2, date: 22 de febrero}
    - {number: 3, date: 15 de marzo} # want
    - {number: 4, date: semana del 4 al 8 de abril} # want
`,
}

// absurd finds a day that none of the months has.
func absurd(v rule.Values) (param, message, remedy string) {
	days, in := v.List("month_day"), v.List("months")
	if days == nil || in == nil {
		return "", "", ""
	}
	for _, w := range days {
		n, err := strconv.Atoi(w)
		has := func(m string) bool {
			at := slices.Index(months, m)
			return at == 1 && n <= 29 || at != 1 && n <= 30 || n == 31 && slices.Contains([]int{0, 2, 4, 6, 7, 9, 11}, at)
		}
		if err == nil && !slices.ContainsFunc(in, has) {
			return "month_day", "ninguno de los meses de la regla tiene día " + w, "escriba otro día, o «last» si es el último del mes"
		}
	}
	return "", "", ""
}

// together asks each session for a day of the pattern.
func together(p *rule.Pass, m *rule.Model) {
	pattern := patternOf(p)
	m.AskEach(p, p.Rule.Values.Text("sessions"), pattern.String(), func(rule.Line) func(when.Day) bool {
		return func(d when.Day) bool { return !p.Rule.InForce(d) || pattern.fits(d) }
	})
}

func check(p *rule.Pass) []rule.Verdict {
	v := rule.Verdict{Body: p.Body.ID.Value, Period: p.Program().Key()}
	j := &judge{p, patternOf(p)}
	judged, bad, open := 0, 0, 0
	for _, l := range p.Lines(p.Rule.Values.Text("sessions")) {
		if !l.Mine {
			continue
		}
		var fit []when.Day
		wrong, bound := 0, false
		for d := range l.Days.All() {
			switch {
			case !p.Rule.InForce(d):
				fit = append(fit, d)
				continue
			case j.pattern.fits(d):
				fit = append(fit, d)
			default:
				wrong++
			}
			bound = true
		}
		if !bound {
			continue
		}
		judged++
		v.Entities = append(v.Entities, l.Session.ID())
		switch {
		case wrong == 0:
		case fit == nil && !l.Maybe:
			bad++
			v.Findings = append(v.Findings, j.finding(l, fit))
		default:
			open++
			f := j.finding(l, fit)
			v.Findings = append(v.Findings, f)
			v.Because = rule.Add(v.Because, f.Because[0])
		}
	}
	switch {
	case judged == 0:
		v.Verdict, v.Message = diag.NotApplicable, "no hay sesiones que juzgar"
	case bad > 0:
		v.Verdict, v.Because = diag.Broken, nil
		v.Message = fmt.Sprintf("%s en día que no es %s, de %d", rule.Count(bad, "sesión", "sesiones"), j.pattern, judged)
	case open > 0:
		v.Verdict = diag.Open
		v.Message = fmt.Sprintf("%s en día que no es %s, de %d", rule.Count(open, "sesión puede caer", "sesiones pueden caer"), j.pattern, judged)
	default:
		v.Verdict = diag.Met
		v.Message = fmt.Sprintf("%s en los días que fija la regla", rule.Count(judged, "sesión", "sesiones"))
	}
	return []rule.Verdict{v}
}

type judge struct {
	*rule.Pass
	pattern *pattern
}

// finding tells a session that is not, or may not be, on a day of the pattern.
func (j *judge) finding(l rule.Line, fit []when.Day) diag.Finding {
	s := *l.Session
	at := s.DateAt()
	f := diag.Finding{Verdict: diag.Broken, Entities: []string{s.ID()}, Place: at.At, Path: at.Path}
	name := fmt.Sprintf("%s %s", rule.The(s), j.Body.Of())
	if s.Date.Kind != when.OneDay || s.Date.Tentative {
		name = fmt.Sprintf("%s %s", j.TheWhen(s), j.Body.Of())
	}
	switch {
	case fit != nil:
		f.Verdict, f.Because = diag.Open, []diag.Because{diag.UndefinedDate}
		f.Message = fmt.Sprintf("%s puede caer en un día que no es %s", name, j.pattern)
	case l.Days.Len() == 1:
		verb := "cae"
		if s.State == agenda.Held {
			verb = "se celebró"
		}
		f.Message = fmt.Sprintf("%s %s el %s, que no es %s", name, verb, l.Days.First().Long(), j.pattern)
	default:
		f.Message = fmt.Sprintf("ningún día de %s es %s", name, j.pattern)
	}
	switch {
	case s.State == agenda.Held:
		f.Remedy = "si hubo motivo para otro día, justifíquelo en «waivers»"
	case l.Maybe:
		f.Remedy = "registre qué día se celebró (held), o que no se celebró (not_held)"
		if fit == nil {
			f.Verdict, f.Because = diag.Open, []diag.Because{diag.Unrecorded}
			f.Message += "; no consta que se haya celebrado"
		}
	case s.Date.Tentative:
		f.Remedy = "confirme la fecha"
	case len(fit) == 1:
		f.Remedy = fmt.Sprintf("fije el %s", j.Day(fit[0]))
	case fit != nil:
		const most = 4
		var days []string
		for _, d := range fit[:min(most, len(fit))] {
			days = append(days, "el "+j.Day(d))
		}
		f.Remedy = "fije uno de los días que lo son: " + or(days)
		if len(fit) > most {
			f.Remedy = fmt.Sprintf("fije uno de los %d días que lo son: %s…", len(fit), strings.Join(days[:2], ", "))
		}
	default:
		f.Remedy = j.nearest(l.Days)
	}
	return f
}

// nearest names the days of the pattern that are next to some days, of those
// in the programme.
func (j *judge) nearest(days when.Set) string {
	period := j.Program().Period
	seek := func(d, step when.Day) string {
		for ; period.Contains(d); d += step {
			if j.Rule.InForce(d) && j.pattern.fits(d) {
				return d.Long()
			}
		}
		return ""
	}
	before, after := seek(min(days.First()-1, period.Last), -1), seek(max(days.Last()+1, period.First), 1)
	switch {
	case before != "" && after != "":
		return fmt.Sprintf("el día anterior que cumple es el %s, y el siguiente, el %s", before, after)
	case before != "":
		return fmt.Sprintf("el día anterior que cumple es el %s", before)
	case after != "":
		return fmt.Sprintf("el día siguiente que cumple es el %s", after)
	}
	return "ningún día del programa lo es: revise el patrón de la regla"
}
