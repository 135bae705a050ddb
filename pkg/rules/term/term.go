// Package term is the rule kind term: appointments last so many years, and
// may be renewed so many times.
package term

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

// Kind is the kind term.
var Kind = &rule.Kind{
	Name:    "term",
	Spanish: []string{"duracion", "mandato", "nombramientos", "reeleccion"},
	Title:   "los nombramientos duran cierto tiempo y se renuevan cierto número de veces",
	Text: `Se juzga cada nombramiento de las calidades que la regla nombra, y los de una misma persona u organización entre sí, también de un año al otro.
El periodo termina el mismo día del mes en que empezó, o el anterior: ambas cuentas se aceptan.
Cumple si el periodo mide lo que debe y no hay más periodos que los permitidos; incumple si dura más o menos, o si hay más; queda por determinar si no se ha registrado cuándo termina.`,
	NoBodies: true,
	Params: []rule.Param{
		{Name: "years", Spanish: []string{"anos"}, Doc: "cuánto dura un periodo, en años", Type: rule.Int, Min: 1, Max: 50, Required: true},
		{Name: "terms", Spanish: []string{"periodos", "reelecciones"}, Doc: "cuántos periodos como máximo, con las reelecciones", Type: rule.Int, Min: 1, Max: 50},
		{Name: "roles", Spanish: []string{"calidades", "calidad"}, Doc: "las calidades (role) de los nombramientos; todas si no se escribe", Type: rule.List},
	},
	Check: check,
	Rule:  "parameters: {years: 2, terms: 2, roles: [osc]}\n",
	Good: `program: {year: 2022}
actors: [{id: una, name: Una A. C.}]
appointments:
  - {actor: una, role: osc, from: 2020-06-01, until: 2022-05-31, term: 1}
  - {actor: una, role: osc, from: 2022-06-01, until: 2024-05-31, term: 2}
`,
	Bad: `program: {year: 2022}
actors: [{id: una, name: Una A. C.}, {id: otra, name: Otra A. C.}]
appointments:
  - {actor: una, role: osc, from: 2018-06-01, until: 2020-05-31, term: 1}
  - {actor: una, role: osc, from: 2020-06-01, until: 2022-05-31, term: 2}
  - {actor: una, role: osc, from: 2022-06-01, until: 2024-05-31, term: 3} # want
  - {actor: otra, role: osc, from: 2022-06-01, until: 2025-05-31, term: 1} # want
`,
}

// held is an appointment, and whether it stands in the programme judged.
type held struct {
	*program.Appointment
	mine bool
}

func check(p *rule.Pass) []rule.Verdict {
	v := rule.Verdict{Period: p.Program().Key(), Verdict: diag.Met}
	years, terms := p.Rule.Values.Int("years"), p.Rule.Values.Int("terms")
	all := appointments(p)
	number := map[string]int{} // of terms so far, by actor and role
	judged := 0
	for _, a := range all {
		who := a.Actor.Value + "\x00" + a.Role.Value
		number[who]++
		nth := max(number[who], a.Term.Value)
		number[who] = nth
		if !a.mine || !p.Rule.InForce(a.From.Day) {
			continue
		}
		judged++
		v.Entities = append(v.Entities, a.ID())
		name := actor(p.Program(), a.Actor.Value)
		f := diag.Finding{Entities: []string{a.ID()}, Verdict: diag.Broken}
		first, end := ends(p, a.From.Day, years)
		switch {
		case !a.Until.Set():
			f.Verdict, f.Because = diag.Open, []diag.Because{diag.Unrecorded}
			f.Place, f.Path = a.Appointment.At, a.Path
			f.Message = fmt.Sprintf("el periodo de %s, que empezó el %s, no tiene registrado cuándo termina", name, a.From.Day.Spanish())
			f.Remedy = fmt.Sprintf("escriba «until»: %s desde el %s terminan el %s", span(years), a.From.Day.Spanish(), first.Spanish())
			if years == 1 {
				f.Remedy = fmt.Sprintf("escriba «until»: un año desde el %s termina el %s", a.From.Day.Spanish(), first.Spanish())
			}
			v.Findings = append(v.Findings, f)
		case a.Until.Day < first || a.Until.Day > end:
			f.Place, f.Path = a.Until.At, a.Until.Path
			more := "más"
			if a.Until.Day < first {
				more = "menos"
			}
			f.Message = fmt.Sprintf("el periodo de %s dura %s de %s: va del %s al %s", name, more, span(years), a.From.Day.Spanish(), a.Until.Day.Spanish())
			f.Remedy = fmt.Sprintf("escriba «until: %s»: el periodo termina el %s", first, first.Spanish())
			v.Findings = append(v.Findings, f)
		}
		if terms > 0 && nth > terms {
			f := diag.Finding{Entities: []string{a.ID()}, Verdict: diag.Broken, Place: a.Actor.At, Path: a.Actor.Path}
			f.Message = fmt.Sprintf("%s lleva %s, y se permiten %d", name, rule.Count(nth, "periodo", "periodos"), terms)
			f.Remedy = "designe a otra persona u organización"
			v.Findings = append(v.Findings, f)
		}
	}
	if judged == 0 {
		v.Verdict, v.Message = diag.NotApplicable, "no hay nombramientos registrados"
		return []rule.Verdict{v}
	}
	wrong := map[string]bool{}
	for _, f := range v.Findings {
		if f.Verdict == diag.Broken {
			v.Verdict = diag.Broken
			wrong[f.Entities[0]] = true
		} else if v.Verdict == diag.Met {
			v.Verdict = diag.Open
		}
	}
	v.Message = fmt.Sprintf("%s de %s", rule.Count(judged, "nombramiento", "nombramientos"), span(years))
	switch v.Verdict {
	case diag.Broken:
		v.Message = fmt.Sprintf("%s la duración o la reelección, de %d", rule.Count(len(wrong), "nombramiento incumple", "nombramientos incumplen"), judged)
	case diag.Open:
		v.Because = []diag.Because{diag.Unrecorded}
		v.Message = fmt.Sprintf("%s sin fecha de término, de %d", rule.Count(len(v.Findings), "nombramiento", "nombramientos"), judged)
	}
	return []rule.Verdict{v}
}

// ends are the first and the last day on which a term may end: the day before
// the same day of the month, and that day; from 29 February, where the year
// has none, up to the first working day of March.
func ends(p *rule.Pass, from when.Day, years int) (first, last when.Day) {
	y, m, d := from.Date()
	return when.NewDay(y+years, m, d) - 1, p.Calendar.AddYears(from, years, false)
}

// appointments lists those of the roles that the rule names, of every
// programme loaded, by their first day; one that two programmes repeat is
// there once, as the judged programme's if it is one of them.
func appointments(p *rule.Pass) []held {
	roles := p.Rule.Values.List("roles")
	var all []held
	add := func(a *agenda.Agenda, mine bool) {
		for _, x := range a.Program.Appointed {
			if !x.From.Set() || roles != nil && !slices.Contains(roles, x.Role.Value) {
				continue
			}
			all = append(all, held{x, mine})
		}
	}
	add(p.Agenda, true)
	for _, a := range append(slices.Clone(p.Before), p.After...) {
		add(a, false)
	}
	order := func(a, b held) int {
		return cmp.Or(cmp.Compare(a.From.Day, b.From.Day), cmp.Compare(a.Actor.Value, b.Actor.Value), cmp.Compare(a.Role.Value, b.Role.Value))
	}
	slices.SortStableFunc(all, order)
	return slices.CompactFunc(all, func(a, b held) bool { return order(a, b) == 0 })
}

func span(years int) string {
	if years == 1 {
		return "un año"
	}
	return rule.Number(years, false) + " años"
}

func actor(p *program.Program, id string) string {
	return cmp.Or(p.ActorName(id), "«"+id+"»")
}
