// Package progressatsessions is the rule kind progress_at_sessions: progress
// is presented at every session of a body.
package progressatsessions

import (
	"fmt"
	"slices"
	"strconv"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind progress_at_sessions.
var Kind = &rule.Kind{
	Name:        "progress_at_sessions",
	Spanish:     []string{"avances", "avance_en_sesiones"},
	Title:       "en cada sesión se presentan los avances de los objetivos",
	PerBody:     true,
	RecordsOnly: true,
	Text: `Se juzga cada sesión que consta como celebrada. Desde el día siguiente a la sesión anterior del órgano, o desde el primer día del programa, y hasta el día de la sesión, cada objetivo con alguna actividad ya empezada y sin concluir al comenzar ese tramo debe tener al menos un avance registrado (progress, o done).
Ha empezado una actividad cuyo primer día llegó, o de la que ya se registró un avance; de la que no se sabe el día, o solo tiene un último día, no se pide avance hasta que pase ese día.
Cumple si en todas las sesiones del programa cada objetivo tiene su avance; queda por determinar si a alguno le falta, o si una sesión no consta todavía como celebrada.
La regla nunca incumple: lo que los archivos muestran es que no hay registro, no que no hubiera avance; un avance presentado y sin anotar puede registrarse después con su día. Que el avance se expusiera en la sesión tampoco se sabe por los archivos: se juzga que lo hubiera para exponerlo.`,
	Params: []rule.Param{
		{Name: "objectives", Spanish: []string{"objetivos"}, Doc: "los números de los objetivos; todos si no se escribe", Type: rule.List},
		rule.Sessions(rule.List, "las clases de sesiones"),
	},
	Check: check,
	Rule:  "bodies: [pleno]\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 4 de mayo, held: 2022-05-04}
    - {number: 2, date: 5 de octubre, held: 2022-10-05}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 1, title: Cuestionarios, date: Marzo-abril, done: 2022-04-22}
      - {number: 2, title: Análisis, date: Junio-noviembre, progress: [{on: 2022-09-30, percent: 60}]}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 4 de mayo, held: 2022-05-04} # want
    - {number: 2, date: 5 de octubre, held: 2022-10-05}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 1, title: Cuestionarios, date: Marzo-abril, done: 2022-06-22}
`,
}

func check(p *rule.Pass) []rule.Verdict {
	v := rule.Verdict{Body: p.Body.ID.Value, Period: p.Program().Key()}
	since := p.Program().Period.First // the first day of the stretch
	for _, a := range p.Before {
		for _, s := range sessions(p, a) {
			if s.State == agenda.Held {
				since = max(since, s.Held.Day+1)
			}
		}
	}
	if prev := p.Body.Previous; prev != nil && prev.Date.Set() {
		since = max(since, prev.Date.Day+1)
	}
	judged, pending := 0, 0
	mine := sessions(p, p.Agenda)
	slices.SortStableFunc(mine, func(a, b agenda.Session) int { return int(a.Held.Day) - int(b.Held.Day) })
	for _, s := range mine {
		if s.State != agenda.Held {
			if !s.Days.IsEmpty() && inForce(p, s.Days) {
				pending++
				v.Entities = append(v.Entities, s.ID())
			}
			continue
		}
		from := since
		since = max(since, s.Held.Day+1)
		if !p.Rule.InForce(s.Held.Day) {
			continue
		}
		judged++
		if f, missing := judge(p, s, from); missing {
			v.Findings = append(v.Findings, f)
		}
		v.Entities = append(v.Entities, s.ID())
	}
	switch all := judged + pending; {
	case all == 0:
		v.Verdict, v.Message = diag.NotApplicable, "no hay sesiones que juzgar"
	case len(v.Findings)+pending == 0:
		v.Verdict, v.Message = diag.Met, "con avances registrados en "+rule.Count(all, "sesión", "sesiones")
	default:
		v.Verdict, v.Because = diag.Open, []diag.Because{diag.Unrecorded}
		v.Message = "con avances registrados en " + rule.Count(judged-len(v.Findings), "sesión", "sesiones")
		if n := len(v.Findings); n > 0 {
			v.Message += ", incompletos en " + strconv.Itoa(n)
		}
		if pending > 0 {
			v.Message += fmt.Sprintf(", %d sin registro de celebración", pending)
		}
	}
	return []rule.Verdict{v}
}

// sessions lists those of the body in an agenda, of the kinds that count.
func sessions(p *rule.Pass, a *agenda.Agenda) []agenda.Session {
	return slices.DeleteFunc(a.Sessions(p.Body.ID.Value, ""), func(s agenda.Session) bool {
		return !slices.Contains(p.Rule.Values.List("sessions"), s.KindOf())
	})
}

func inForce(p *rule.Pass, days when.Set) bool {
	for d := range days.All() {
		if p.Rule.InForce(d) {
			return true
		}
	}
	return false
}

// judge tells which objectives lack a record in the stretch that ends with a
// session; false if none does.
func judge(p *rule.Pass, s agenda.Session, from when.Day) (diag.Finding, bool) {
	day, before := s.Held.Day, from-1
	now := &agenda.Agenda{Program: p.Program(), Calendar: p.Calendar, AsOf: &day}
	then := &agenda.Agenda{Program: p.Program(), Calendar: p.Calendar, AsOf: &before}
	stretch := when.Range{First: from, Last: day}
	f := diag.Finding{Verdict: diag.Open, Because: []diag.Because{diag.Unrecorded}, Place: s.Held.At, Path: s.Held.Path}
	var names []string
	for _, o := range p.Program().Objectives {
		n := strconv.Itoa(o.Number.Value)
		if only := p.Rule.Values.List("objectives"); only != nil && !slices.Contains(only, n) {
			continue
		}
		owed, recorded := false, false
		for _, a := range o.Activities() {
			owed = owed || now.ActivityState(a) != agenda.NotBegun && then.ActivityState(a) != agenda.Done
			recorded = recorded || a.Done.Set() && stretch.Contains(a.Done.Day) || slices.ContainsFunc(a.Progress, func(r *program.Progress) bool {
				return r.On.Set() && stretch.Contains(r.On.Day)
			})
		}
		if owed && !recorded {
			names = append(names, n)
			f.Entities = append(f.Entities, o.ID())
		}
	}
	if names == nil {
		return f, false
	}
	f.Entities = append(f.Entities, s.ID())
	which := "del objetivo " + names[0]
	if len(names) > 1 {
		which = "de los objetivos " + rule.Join(names)
	}
	f.Message = fmt.Sprintf("para %s %s, del %s, no hay avances registrados %s entre el %s y ese día", rule.The(s), p.Body.Of(), p.Day(day), which, p.Day(from))
	if from >= day {
		f.Message = fmt.Sprintf("para %s %s, del %s, no hay avances registrados %s ese día", rule.The(s), p.Body.Of(), p.Day(day), which)
	}
	f.Remedy = "si los hubo, regístrelos en «progress» de sus actividades con su día"
	return f, true
}
