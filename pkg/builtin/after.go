package builtin

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
)

var before = Check{
	ID:       "actividad-antes-de",
	Title:    "una actividad no termina antes de que empiece aquella tras la cual se hace, ni va después de sí misma",
	Severity: diag.Error,
	Text: `La clave after dice después de qué se hace una actividad. El error aparece cuando el último día de la actividad es anterior al primero en que la otra puede empezar: entonces ninguna fecha lo permite. También cuando varias actividades se esperan en círculo; de cada círculo se dice una vez.
Para corregirlo, mueva una de las dos fechas, o quite o corrija after.`,
	Good: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 1, title: Cuestionarios, date: 2022-03-01/2022-04-30}
      - {number: 2, title: Análisis, date: 2022-04-01/2022-05-31, after: objetivo-1/1}
`,
	Bad: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 1, title: Cuestionarios, date: "2022-06-01"}
      - number: 2
        title: Análisis
        date: "2022-04-01"
        after: objetivo-1/1 # want
      - {number: 3, title: Envío, after: objetivo-1/4} # want
      - {number: 4, title: Recepción, after: objetivo-1/3}
`,
	Run: func(p *Pass) {
		var all []*program.Activity
		for _, o := range p.Program.Objectives {
			all = append(all, o.Activities()...)
		}
		for _, o := range p.Program.Observances {
			all = append(all, o.Activities...)
		}
		if !slices.ContainsFunc(all, func(a *program.Activity) bool { return a.After.Set() }) {
			return
		}
		inCycle := p.cycles(all)
		days := activityDays(p.Agenda)
		for _, a := range all {
			if !a.After.Set() || inCycle[a.ID()] || days[a.ID()].IsEmpty() {
				continue
			}
			last := days[a.ID()].Last()
			if first, ok := p.begins(a.After.Value, days); ok && first > last {
				p.Report(a.After, fmt.Sprintf("la actividad termina a más tardar el %s y va después de «%s», que no empieza antes del %s", last.Spanish(), clip(a.After.Value), first.Spanish()),
					fmt.Sprintf("dele una fecha que llegue al %s o más tarde, o corrija «after»", first.Spanish()), a.ID(), a.After.Value)
			}
		}
	},
}

// base is an id without the number of its occurrence.
func base(id string) string {
	id, _, _ = strings.Cut(id, "#")
	return id
}

// activityDays is the days of every entry that will take place, by id, those
// of several occurrences also under the id that they share.
func activityDays(a *agenda.Agenda) map[string]when.Set {
	days := map[string]when.Set{}
	for _, e := range a.Entries {
		if e.State == agenda.Cancelled || e.State == agenda.NotHeld {
			continue
		}
		days[e.ID] = days[e.ID].Union(e.Days)
		if b := base(e.ID); b != e.ID {
			days[b] = days[b].Union(e.Days)
		}
	}
	return days
}

// begins is the first day on which an entity can begin, of this programme or
// another («2021:pleno/18»).
func (p *Pass) begins(id string, days map[string]when.Set) (when.Day, bool) {
	if key, rest, ok := strings.Cut(id, ":"); ok {
		for _, a := range slices.Concat(p.Before, p.After) {
			if a.Program.Key() == key {
				d := activityDays(a)[rest]
				return d.First(), !d.IsEmpty()
			}
		}
		return 0, false
	}
	d := days[id]
	return d.First(), !d.IsEmpty()
}

// cycles reports every circle of activities that wait for one another, at the
// first written of each, and returns the ids of those in one. Each activity
// waits for one at most, so that following it finds every circle.
func (p *Pass) cycles(all []*program.Activity) map[string]bool {
	byID := map[string]*program.Activity{}
	for _, a := range all {
		if _, twice := byID[a.ID()]; !twice {
			byID[a.ID()] = a
		}
	}
	in, seen := map[string]bool{}, map[string]int{}
	for i, a := range all {
		id := a.ID()
		for byID[id] != nil && seen[id] == 0 {
			seen[id] = i + 1
			id = base(byID[id].After.Value)
		}
		if byID[id] == nil || seen[id] != i+1 || in[id] {
			continue // it ends, or joins what another walk has seen
		}
		ring := []string{id}
		in[id] = true
		for next := base(byID[id].After.Value); next != id; next = base(byID[next].After.Value) {
			ring = append(ring, next)
			in[next] = true
		}
		p.cycle(all, byID, ring)
	}
	return in
}

func (p *Pass) cycle(all []*program.Activity, byID map[string]*program.Activity, ring []string) {
	first := slices.IndexFunc(all, func(a *program.Activity) bool { return slices.Contains(ring, a.ID()) })
	start := slices.Index(ring, all[first].ID())
	ring = append(append([]string{}, ring[start:]...), ring[:start]...)
	at := byID[ring[0]].After
	if len(ring) == 1 {
		p.Report(at, fmt.Sprintf("«%s» va después de sí misma", clip(ring[0])), "corrija «after»", ring[0])
		return
	}
	var names []string
	for _, id := range append(ring[1:len(ring):len(ring)], ring[0]) {
		names = append(names, "«"+clip(id)+"»")
	}
	p.Report(at, fmt.Sprintf("«%s» va después de %s", clip(ring[0]), strings.Join(names, ", que va después de ")), "quite «after» de una de ellas", ring...)
}
