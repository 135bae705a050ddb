// Package seats is the rule kind seats: no more than so many hold a role at
// once.
package seats

import (
	"cmp"
	"fmt"
	"slices"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
)

// Kind is the kind seats.
var Kind = &rule.Kind{
	Name:    "seats",
	Spanish: []string{"lugares", "integrantes"},
	Title:   "no hay más de cierto número de lugares de cada calidad",
	Text: `Se juzgan, por cada calidad (role), los lugares que el programa declara en members y participants, y las personas u organizaciones cuyos nombramientos coinciden en un mismo día, también con los de programas de años anteriores.
Los dos nombramientos seguidos de quien se reelige cuentan como un lugar, aunque compartan un día.
Cumple si nunca hay más que los permitidos; incumple si los hay; queda por determinar si depende de un nombramiento cuyo fin no se ha registrado.`,
	NoBodies: true,
	Params: []rule.Param{
		{Name: "seats", Spanish: []string{"lugares", "cuantos"}, Doc: "cuántos lugares como máximo", Type: rule.Int, Min: 1, Max: 9999, Required: true},
		{Name: "roles", Spanish: []string{"calidades", "calidad"}, Doc: "las calidades (role) que se cuentan, cada una por su lado", Type: rule.List, Required: true},
	},
	Check: check,
	Rule:  "parameters: {seats: 1, roles: [osc]}\n",
	Good: `program: {year: 2022}
actors: [{id: una, name: Una A. C.}, {id: otra, name: Otra A. C.}]
participants: [{actor: una, role: osc, seats: 1}]
appointments:
  - {actor: una, role: osc, from: 2020-06-01, until: 2022-05-31}
  - {actor: otra, role: osc, from: 2022-06-01, until: 2024-05-31}
`,
	Bad: `program: {year: 2022}
actors: [{id: una, name: Una A. C.}, {id: otra, name: Otra A. C.}]
participants:
  - {actor: una, role: osc, seats: 2} # want
appointments:
  - {actor: una, role: osc, from: 2020-06-01, until: 2022-06-01}
  - {actor: otra, role: osc, from: 2022-06-01, until: 2024-05-31} # want
`,
}

func check(p *rule.Pass) []rule.Verdict {
	if period := p.Program().Period; p.Rule.Since != nil && *p.Rule.Since > period.Last || p.Rule.Until != nil && *p.Rule.Until < period.First {
		return []rule.Verdict{{Period: p.Program().Key(), Verdict: diag.NotApplicable, Message: "la regla no está en vigor en el programa"}}
	}
	var out []rule.Verdict
	for _, role := range p.Rule.Values.List("roles") {
		if v, ok := judge(p, role); ok {
			out = append(out, v)
		}
	}
	if out == nil {
		return []rule.Verdict{{Period: p.Program().Key(), Verdict: diag.NotApplicable, Message: "el programa no declara lugares ni nombramientos de esas calidades"}}
	}
	return out
}

func judge(p *rule.Pass, role string) (rule.Verdict, bool) {
	most := p.Rule.Values.Int("seats")
	v := rule.Verdict{Period: p.Program().Key(), Verdict: diag.Met}
	declared, judged := 0, false
	for _, s := range append(slices.Clone(p.Program().Members), p.Program().Others...) {
		if s.Role.Value != role {
			continue
		}
		judged = true
		seats := max(1, s.Seats.Value)
		declared += seats
		v.Entities = append(v.Entities, s.Actor.Value)
		if declared > most {
			f := diag.Finding{Verdict: diag.Broken, Place: s.Seats.At, Path: s.Seats.Path, Entities: []string{s.Actor.Value}}
			if !s.Seats.Set() {
				f.Place, f.Path = s.At, s.Path
			}
			f.Message = fmt.Sprintf("el programa declara %s de calidad «%s», y se permiten %d", rule.Count(declared, "lugar", "lugares"), role, most)
			f.Remedy = fmt.Sprintf("deje %s como máximo", rule.Count(most, "lugar", "lugares"))
			v.Findings, v.Verdict = append(v.Findings, f), diag.Broken
		}
	}
	terms := appointments(p, role)
	top := 0
	for i, a := range terms {
		if !a.mine {
			continue
		}
		judged = true
		v.Entities = append(v.Entities, a.ID())
		day := a.From.Day // the first on which the rule and the appointment hold
		if p.Rule.Since != nil {
			day = max(day, *p.Rule.Since)
		}
		if !p.Rule.InForce(day) || a.Until.Set() && a.Until.Day < day {
			continue
		}
		holders, others := map[string]bool{a.Actor.Value: true}, map[string]bool{a.Actor.Value: true} // surely, and perhaps
		for _, b := range terms[:i] {
			switch {
			case b.Until.Set() && b.Until.Day >= day:
				holders[b.Actor.Value], others[b.Actor.Value] = true, true
			case !b.Until.Set():
				others[b.Actor.Value] = true
			}
		}
		sure, maybe := len(holders), len(others)
		top = max(top, sure)
		if maybe <= most {
			continue
		}
		f := diag.Finding{Verdict: diag.Broken, Place: a.Actor.At, Path: a.Actor.Path, Entities: []string{a.ID()}}
		f.Message = fmt.Sprintf("el %s coinciden %s de calidad «%s», y se permiten %d", day.Spanish(), rule.Count(maybe, "nombramiento", "nombramientos"), role, most)
		f.Remedy = "corrija los periodos, o espere a que termine uno"
		if sure <= most {
			f.Verdict, f.Because = diag.Open, []diag.Because{diag.Unrecorded}
			f.Message = fmt.Sprintf("el %s pueden coincidir %s de calidad «%s», y se permiten %d", day.Spanish(), rule.Count(maybe, "nombramiento", "nombramientos"), role, most)
			f.Remedy = "registre cuándo terminan los anteriores («until»)"
		}
		v.Findings = append(v.Findings, f)
		if f.Verdict == diag.Broken {
			v.Verdict = diag.Broken
		} else if v.Verdict == diag.Met {
			v.Verdict, v.Because = diag.Open, []diag.Because{diag.Unrecorded}
		}
	}
	if v.Verdict == diag.Broken {
		v.Because = nil
	}
	v.Message = fmt.Sprintf("%s: %d de %s", called(p.Program(), role), max(declared, top), rule.Count(most, "lugar", "lugares"))
	return v, judged
}

// term is an appointment, and whether it stands in the programme judged.
type term struct {
	*program.Appointment
	mine bool
}

// appointments lists those of a role in this programme and earlier ones by
// their first day; one that two programmes repeat is there once, as this one
// has it.
func appointments(p *rule.Pass, role string) []term {
	var terms []term
	add := func(from *program.Program, mine bool) {
		for _, a := range from.Appointed {
			if a.Role.Value == role && a.From.Set() {
				terms = append(terms, term{a, mine})
			}
		}
	}
	add(p.Program(), true)
	for _, a := range slices.Backward(p.Before) {
		add(a.Program, false)
	}
	order := func(a, b term) int {
		return cmp.Or(cmp.Compare(a.From.Day, b.From.Day), cmp.Compare(a.Actor.Value, b.Actor.Value))
	}
	slices.SortStableFunc(terms, order)
	return slices.CompactFunc(terms, func(a, b term) bool { return order(a, b) == 0 })
}

// called is how people call a role: as the one whose seat has it, or by its word.
func called(p *program.Program, role string) string {
	for _, s := range append(slices.Clone(p.Members), p.Others...) {
		if name := p.ActorName(s.Actor.Value); s.Role.Value == role && name != "" {
			return name
		}
	}
	return "«" + role + "»"
}
