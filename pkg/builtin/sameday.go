package builtin

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/when"
)

var sameDay = Check{
	ID:       "mismo-dia",
	Title:    "no hay dos sesiones en un mismo día",
	Severity: diag.Note,
	Text: `Dos sesiones en un día pueden ser lo que se quiso; si comparten integrantes o sala, conviene saberlo a tiempo. Se comparan las sesiones con día cierto de todos los órganos; las que tienen una ventana de días o una fecha tentativa no cuentan, ni las canceladas. Cuando todas se celebraron ya no se dice nada.
Si es a propósito, no hay nada que corregir, y se puede justificar con una entrada en waivers.`,
	Good: `program: {year: 2022}
groups: [{id: campanas, name: Grupo de Campañas}, {id: seleccion, name: Grupo de Selección}]
sessions:
  campanas: [{number: 1, date: 2022-03-10}]
  seleccion: [{number: 1, date: 2022-03-11}]
`,
	Bad: `program: {year: 2022}
groups: [{id: campanas, name: Grupo de Campañas}, {id: seleccion, name: Grupo de Selección}]
sessions:
  campanas: [{number: 1, date: 2022-03-10}]
  seleccion: [{number: 1, date: 2022-03-10}] # want
`,
	Run: func(p *Pass) {
		on := map[when.Day][]agenda.Session{}
		var days []when.Day
		for _, s := range p.sessions {
			for d := range certain(s).All() {
				if len(on[d]) == 0 {
					days = append(days, d)
				}
				on[d] = append(on[d], s)
			}
		}
		slices.Sort(days)
		told := map[string]bool{}
		for _, d := range days {
			if len(on[d]) < 2 {
				continue
			}
			var names, ids []string
			held := true
			for _, s := range on[d] {
				names, ids = append(names, full(s)), append(ids, s.ID())
				held = held && s.State == agenda.Held
			}
			if key := strings.Join(ids, " "); !held && !told[key] {
				told[key] = true
				count, which := "dos", "las dos"
				if len(ids) > 2 {
					count, which = fmt.Sprint(len(ids)), "ellas"
				}
				p.Report(on[d][len(ids)-1].DateAt(), fmt.Sprintf("el %s hay %s sesiones: %s", d.Long(), count, and(names)),
					"si comparten integrantes, recorra una de "+which+"; si no, no hay nada que corregir", ids...)
			}
		}
	},
}

// certain is the days on which a session is certain to be held.
func certain(s agenda.Session) when.Set {
	d := s.Date
	if s.Days.IsEmpty() || d.Undefined || d.Tentative || d.Kind != when.OneDay && d.Kind != when.AllDays {
		return nil
	}
	return d.Days
}
