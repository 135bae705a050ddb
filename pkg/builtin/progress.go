package builtin

import (
	"cmp"
	"fmt"
	"slices"

	"patci/pkg/diag"
	"patci/pkg/program"
)

var progress = Check{
	ID:       "avance",
	Title:    "una actividad concluida no registra avances posteriores",
	Severity: diag.Error,
	Text: `Un avance con fecha posterior a done dice que la actividad no había terminado, o es un error en el día.
Para corregirlo, corrija el día del avance o el de done.`,
	Good: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 1, title: Cuestionarios, progress: [{on: 2022-03-15, percent: 50}], done: 2022-04-22}
`,
	Bad: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - number: 1
        title: Cuestionarios
        done: 2022-04-22
        progress:
          - {on: 2022-03-15, percent: 50}
          - {on: 2022-05-02, percent: 100} # want
`,
	Run: func(p *Pass) {
		p.eachProgress(func(a *program.Activity, ps []*program.Progress) {
			for _, g := range ps {
				if p.by(a.Done) && g.On.Day > a.Done.Day {
					p.Report(textOf(g.On), fmt.Sprintf("hay un avance del %s y la actividad concluyó antes, el %s", g.On.Day.Spanish(), a.Done.Day.Spanish()),
						"corrija el día del avance o el de «done»", a.ID())
				}
			}
		})
	},
}

var progressDown = Check{
	ID:       "avance-a-la-baja",
	Title:    "el porcentaje alcanzado por una actividad no disminuye",
	Severity: diag.Warning,
	Text: `El porcentaje es de lo alcanzado hasta ese día, no de lo que se hizo desde el anterior: 50 y luego 30 es casi siempre un 30 que debía sumarse. Los avances se comparan en el orden de sus días.
Para corregirlo, escriba lo alcanzado en total; si de verdad hubo retroceso, dígalo en explanation y justifíquelo en waivers.`,
	Good: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 1, title: Cuestionarios, progress: [{on: 2022-03-15, percent: 50}, {on: 2022-04-15, percent: 80}]}
`,
	Bad: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - number: 1
        title: Cuestionarios
        progress:
          - {on: 2022-03-15, percent: 50}
          - {on: 2022-04-15, percent: 30} # want
`,
	Run: func(p *Pass) {
		p.eachProgress(func(a *program.Activity, ps []*program.Progress) {
			var last *program.Progress
			for _, g := range ps {
				if !g.Percent.Set() {
					continue
				}
				if last != nil && g.Percent.Value < last.Percent.Value && g.On.Day > last.On.Day {
					p.Report(textOfInt(g.Percent), fmt.Sprintf("el avance baja de %d %% el %s a %d %% el %s", last.Percent.Value, last.On.Day.Spanish(), g.Percent.Value, g.On.Day.Spanish()),
						"escriba lo alcanzado en total hasta ese día", a.ID())
				}
				last = g
			}
		})
	},
}

var beyondTarget = Check{
	ID:       "meta-rebasada",
	Title:    "la suma de las cantidades alcanzadas no rebasa la meta",
	Severity: diag.Note,
	Text: `Las cantidades se suman: si la suma pasa de la meta, o se superó, y conviene decirlo, o se escribió el total en lugar de lo que se añadió.
Para corregirlo, escriba en cada avance solo lo alcanzado desde el anterior. Si la meta se superó, no hay nada que corregir: el avance se cuenta como 100 %.`,
	Good: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 1, title: Reportes, target: 6, progress: [{on: 2022-03-01, quantity: 1}, {on: 2022-05-01, quantity: 1}]}
`,
	Bad: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - number: 1
        title: Reportes
        target: 6
        progress:
          - {on: 2022-03-01, quantity: 3}
          - {on: 2022-05-01, quantity: 4} # want
`,
	Run: func(p *Pass) {
		p.eachProgress(func(a *program.Activity, ps []*program.Progress) {
			sum := 0
			for _, g := range ps {
				if !g.Quantity.Set() || !a.Target.Set() {
					continue
				}
				if sum += g.Quantity.Value; sum > a.Target.Value {
					p.Report(textOfInt(g.Quantity), fmt.Sprintf("con este avance la suma es %d y la meta es %d", sum, a.Target.Value),
						"si la cantidad es el total, escriba solo lo alcanzado desde el avance anterior", a.ID())
					return
				}
			}
		})
	},
}

// eachProgress calls f with every activity and its records of progress in the
// order of their days.
func (p *Pass) eachProgress(f func(*program.Activity, []*program.Progress)) {
	one := func(a *program.Activity) {
		var ps []*program.Progress
		for _, g := range a.Progress {
			if p.by(g.On) {
				ps = append(ps, g)
			}
		}
		slices.SortStableFunc(ps, func(x, y *program.Progress) int { return cmp.Compare(x.On.Day, y.On.Day) })
		f(a, ps)
	}
	for _, o := range p.Program.Objectives {
		for _, a := range o.Activities() {
			one(a)
		}
	}
	for _, o := range p.Program.Observances {
		for _, a := range o.Activities {
			one(a)
		}
	}
}
