// Package clash is the rule kind clash: no two sessions fall on the same day,
// or at the same hour.
package clash

import (
	"fmt"

	"patci/pkg/diag"
	"patci/pkg/rule"
)

// Kind is the kind clash. Its instances are pairs of sessions.
var Kind = &rule.Kind{
	Name:    "clash",
	Spanish: []string{"coincidencia", "choque", "empalme", "traslape"},
	Title:   "no coinciden dos sesiones de los órganos que la regla obliga",
	Text: `Se juzga cada par de sesiones de los órganos obligados, del mismo o de dos, con los días que sus fechas y el orden de sus números permiten; una sesión de varios días los ocupa todos. Cuentan también las de programas de años anteriores que se trasladaron a este.
Con same: day, coinciden si caen el mismo día; con same: hour, si además empiezan a la misma hora (time): la duración no se conoce. Con of: coordinator se juzgan solo las de órganos con el mismo coordinator.
Cumple si ningún par puede coincidir; incumple si un par coincide con cualquier elección de los días; queda por determinar si depende del día que se fije, de una hora que no está escrita o de si se celebró. Que varias sesiones no quepan juntas sin coincidir, aunque cada par pudiera, no se juzga aquí.`,
	Params: []rule.Param{
		{Name: "same", Spanish: []string{"mismo"}, Doc: "qué no puede coincidir: day (el día) u hour (el día y la hora)", Type: rule.Choice, Choices: []string{"day", "hour"}, Default: "day"},
		{Name: "of", Spanish: []string{"entre"}, Doc: "entre qué órganos: any (cualesquiera) o coordinator (los que tienen el mismo coordinator)", Type: rule.Choice, Choices: []string{"any", "coordinator"}, Default: "any"},
		{Name: "sessions", Spanish: []string{"sesiones", "clase_de_sesiones"}, Doc: "la clase de sesiones (" + rule.KindsOfSession + "); si no se escribe, todas", Type: rule.Choice, Names: rule.SessionKinds},
	},
	Check:    check,
	Together: together,
	Rule:     "bodies: [group]\nparameters: {same: day, of: any}\n",
	Good: `program: {year: 2022}
groups: [{id: campanas, name: Grupo de Campañas}, {id: seleccion, name: Grupo de Selección}]
sessions:
  campanas:
    - {number: 1, date: 10 de marzo}
    - {number: 2, date: abril}
  seleccion:
    - {number: 1, date: 11 de marzo}
`,
	Bad: `program: {year: 2022}
groups: [{id: campanas, name: Grupo de Campañas}, {id: seleccion, name: Grupo de Selección}]
sessions:
  campanas:
    - {number: 1, date: 10 de marzo}
    - {number: 2, date: abril}
    - {number: 3, date: 2 de mayo}
    - {number: 4, date: 2 de mayo} # want
  seleccion:
    - {number: 1, date: 10 de marzo} # want
    - {number: 2, date: 3 de mayo}
`,
}

func check(p *rule.Pass) []rule.Verdict {
	v := rule.Verdict{Period: p.Program().Key()}
	j := &judge{Pass: p, hour: p.Rule.Values.Text("same") == "hour", coordinator: p.Rule.Values.Text("of") == "coordinator"}
	what := "en el mismo día"
	if j.hour {
		what = "a la misma hora del mismo día"
	}
	entries := j.gather(false)
	if !j.judged(entries) {
		v.Verdict, v.Message = diag.NotApplicable, "no hay dos sesiones que comparar"
		return []rule.Verdict{v}
	}
	if pairs := j.certain(entries); len(pairs) > 0 {
		v.Verdict = diag.Broken
		for _, c := range pairs {
			v.Findings = append(v.Findings, j.broken(entries, c))
			for _, e := range append(c.with, c.entry) {
				v.Entities = add(v.Entities, e)
			}
		}
		v.Message = fmt.Sprintf("%s con otra %s", rule.Count(len(pairs), "sesión coincide", "sesiones coinciden"), what)
		return []rule.Verdict{v}
	}
	open := j.open(entries)
	if open.first == nil {
		v.Verdict, v.Message = diag.Met, "ningún par de sesiones puede coincidir "+what
		return []rule.Verdict{v}
	}
	v.Verdict, v.Because = diag.Open, j.because()
	v.Message = fmt.Sprintf("%s con otra %s", rule.Count(len(open.entries), "sesión puede coincidir", "sesiones pueden coincidir"), what)
	for _, e := range open.entries {
		v.Entities = add(v.Entities, e)
	}
	v.Findings = []diag.Finding{j.tellOpen(open, what, v.Because)}
	return []rule.Verdict{v}
}

// because says why an open verdict is open: what nobody recorded is a reason
// only if the record would decide it.
func (j *judge) because() (because []diag.Because) {
	held := j.gather(true)
	pairs, open := j.certain(held), j.open(held)
	if open.undefined {
		because = append(because, diag.UndefinedDate)
	}
	if len(pairs) > 0 || open.first == nil || open.timeless {
		because = append(because, diag.Unrecorded)
	}
	return because
}

// add appends the id of a session of the programme once.
func add(ids []string, e *entry) []string {
	if !e.Mine || e.listed {
		return ids
	}
	e.listed = true
	return append(ids, e.Session.ID())
}
