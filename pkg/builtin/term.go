package builtin

import (
	"fmt"

	"patci/pkg/diag"
)

var term = Check{
	ID:       "vigencia",
	Title:    "lo que tiene vigencia no termina antes de empezar",
	Severity: diag.Error,
	Text: `Un convenio no puede vencer antes de suscribirse, ni un nombramiento terminar antes de su primer día. Cuánto ha de durar un nombramiento lo dice el marco normativo, no esta revisión.
Para corregirlo, corrija uno de los dos días.`,
	Good: `program: {year: 2022}
agreements: [{number: 1, instrument: Convenio Marco, signed: 2014-09-10, until: 2024-09-10}]
`,
	Bad: `program: {year: 2022}
actors: [{id: osc-1, name: Dignificando el Trabajo}]
agreements:
  - number: 1
    instrument: Convenio Marco
    signed: 2014-09-10
    until: 2014-09-01 # want
appointments:
  - actor: osc-1
    role: osc
    from: 2022-06-01
    until: 2021-05-31 # want
`,
	Run: func(p *Pass) {
		for _, a := range p.Program.Agreements {
			if a.Signed.Set() && a.Until.Set() && a.Until.Day < a.Signed.Day {
				p.Report(textOf(a.Until), fmt.Sprintf("el convenio vence el %s y se suscribió después, el %s", a.Until.Day.Spanish(), a.Signed.Day.Spanish()),
					"corrija «until» o «signed»", a.ID())
			}
		}
		for _, a := range p.Program.Appointed {
			if a.From.Set() && a.Until.Set() && a.Until.Day < a.From.Day {
				p.Report(textOf(a.Until), fmt.Sprintf("el nombramiento termina el %s y empieza después, el %s", a.Until.Day.Spanish(), a.From.Day.Spanish()),
					"corrija «until» o «from»", a.ID())
			}
		}
	},
}

var otherTerm = Check{
	ID:       "vigencia-ajena",
	Title:    "los convenios y las justificaciones de un programa valen en algún día de él",
	Severity: diag.Note,
	Text: `Un convenio suscrito después del último día del programa, o que venció antes del primero, y una justificación que ya no vale en él suelen venir de otro año. Los nombramientos terminados no se señalan: hacen falta para contar las reelecciones.
Para corregirlo, revise el día, o pase el convenio o la justificación al programa que le toca.`,
	Good: `program: {year: 2022}
agreements: [{number: 1, instrument: Convenio Marco, signed: 2014-09-10, until: 2024-09-10}]
`,
	Bad: `program: {year: 2022}
agreements:
  - number: 1
    instrument: Convenio Marco
    signed: 2023-02-10 # want
  - number: 2
    instrument: Convenio General
    signed: 2010-10-08
    until: 2020-10-08 # want
`,
	Run: func(p *Pass) {
		of := p.Program.Period
		if of.Len() == 0 || of.First == 0 && of.Last == 0 {
			return // the period is not known
		}
		for _, a := range p.Program.Agreements {
			if p.by(a.Signed) && a.Signed.Day > of.Last {
				p.Report(textOf(a.Signed), fmt.Sprintf("el convenio se suscribió el %s y el programa termina el %s", a.Signed.Day.Spanish(), of.Last.Spanish()),
					"revise el día; si es correcto, el convenio es del programa siguiente", a.ID())
			}
			if a.Signed.Set() && a.Until.Set() && a.Until.Day >= a.Signed.Day && a.Until.Day < of.First {
				p.Report(textOf(a.Until), fmt.Sprintf("el convenio venció el %s y el programa empieza el %s", a.Until.Day.Spanish(), of.First.Spanish()),
					"revise el día; si es correcto, quite el convenio o diga con cuál se renovó", a.ID())
			}
		}
		for _, w := range p.Program.Waivers {
			if w.Until.Set() && w.Until.Day < of.First {
				p.Report(textOf(w.Until), fmt.Sprintf("la justificación vale hasta el %s y el programa empieza el %s", w.Until.Day.Spanish(), of.First.Spanish()),
					"revise el día o quite la justificación", w.Entity.Value)
			}
		}
	},
}
