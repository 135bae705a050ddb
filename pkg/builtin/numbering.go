package builtin

import (
	"fmt"
	"slices"
	"strconv"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
)

var numbering = Check{
	ID:       "numeracion",
	Title:    "las sesiones de un órgano y clase se numeran sin saltos y siguen a la sesión anterior",
	Severity: diag.Note,
	Text: `Un número que falta suele ser una sesión que no se registró o un error al teclear. Cada clase de sesión lleva su propia serie. La serie sigue a la última del programa anterior o, si no se tiene, a la de previous_session; con numbering: yearly empieza en 1. Una sesión cancelada o no celebrada conserva su número y no deja hueco. Un número repetido es otro hallazgo: id-repetido.
Para corregirlo, añada la sesión que falta, corrija el número o, si el órgano numera de nuevo cada año, escriba numbering: yearly.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión, previous_session: {number: 18}}]
sessions:
  pleno:
    - {number: 19, date: 2022-04-04}
    - {number: 20, date: 2022-07-04}
    - {number: 1, kind: extraordinary, date: 2022-06-03}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión, previous_session: {number: 18}}]
sessions:
  pleno:
    - {number: 20, date: 2022-04-04} # want
    - {number: 22, date: 2022-07-04} # want
`,
	Run: func(p *Pass) {
		for _, of := range allSeries(p.Program) {
			p.numbering(of)
		}
	},
}

// lastBefore is the number of the last session of a series in the nearest
// earlier programme that has one.
func (p *Pass) lastBefore(of series) (number int, key string) {
	for _, a := range slices.Backward(p.Before) {
		if all := numbered(a, of); len(all) > 0 {
			return all[len(all)-1].Number.Value, a.Program.Key()
		}
	}
	return 0, ""
}

func (p *Pass) numbering(of series) {
	all := numbered(p.Agenda, of)
	if len(all) == 0 {
		return
	}
	b, first := all[0].Body, all[0]
	last, key := p.lastBefore(of)
	yearly := b.Yearly()
	var previous program.Int
	if b.Previous != nil && of.kind == program.Ordinary {
		previous = b.Previous.Number
	}
	kind := program.KindPlural(of.kind)
	switch {
	case yearly:
		// A year may begin in the middle of a programme that is no calendar year.
		if p.Program.Period.First.Year() == p.Program.Period.Last.Year() && first.Number.Value != 1 {
			p.Report(textOfInt(first.Number), fmt.Sprintf("las %s %s empiezan en la %s y su numeración es anual", kind, b.Of(), figure(first.Number.Value)),
				"la primera del año es la 1.ª: añada las que faltan o corrija el número", first.ID())
		}
	case last > 0:
		if previous.Set() && previous.Value != last {
			p.Report(textOfInt(previous), fmt.Sprintf("la sesión anterior %s es la %s y la última del programa %s es la %s", b.Of(), figure(previous.Value), key, figure(last)),
				"corrija «previous_session» o el programa "+key, b.ID.Value)
		}
		if first.Number.Value != last+1 {
			p.Report(textOfInt(first.Number), fmt.Sprintf("las %s %s empiezan en la %s y la última del programa %s es la %s", kind, b.Of(), figure(first.Number.Value), key, figure(last)),
				followsRemedy(first.Number.Value, last), first.ID())
		}
	case previous.Set() && first.Number.Value != previous.Value+1:
		p.Report(textOfInt(first.Number), fmt.Sprintf("las %s %s empiezan en la %s y la anterior es la %s", kind, b.Of(), figure(first.Number.Value), figure(previous.Value)),
			followsRemedy(first.Number.Value, previous.Value), first.ID())
	}
	for i, s := range all[1:] {
		was, is := all[i].Number.Value, s.Number.Value
		if is != was+1 {
			p.Report(textOfInt(s.Number), fmt.Sprintf("la numeración de las %s %s pasa de la %s a la %s", kind, b.Of(), figure(was), figure(is)),
				missing(was, is, figure, "la", "las")+", aunque se cancele, o corrija el número", all[i].ID(), s.ID())
		}
	}
}

func figure(n int) string { return when.OrdinalFigure(n, true) }

func followsRemedy(first, last int) string {
	if first <= last {
		return fmt.Sprintf("la que sigue es la %s; si la numeración empieza cada año, escriba «numbering: yearly» en el órgano", figure(last+1))
	}
	return missing(last, first, figure, "la", "las") + " o corrija el número"
}

// missing says which numbers between two are to be added.
func missing(was, is int, name func(int) string, one, many string) string {
	if is == was+2 {
		return fmt.Sprintf("añada %s %s", one, name(was+1))
	}
	return fmt.Sprintf("añada %s que faltan, de %s %s a %s %s", many, one, name(was+1), one, name(is-1))
}

var objectives = Check{
	ID:       "objetivos",
	Title:    "los objetivos y las actividades se numeran desde 1, en orden y sin saltos",
	Severity: diag.Note,
	Text: `Un número fuera de lugar suele ser un renglón que se borró o se copió de otra tabla. Se revisan los objetivos y, en cada apartado, sus actividades. Las reuniones (kind: meeting) pueden empezar en otro número, porque continúan las de años anteriores. Las actividades que llevan id en lugar de número no cuentan.
Para corregirlo, renumere o añada lo que falta. Si el documento aprobado dice así, no hay nada que corregir: la nota queda como constancia.`,
	Good: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 1, title: Cuestionarios}
      - {number: 2, title: Propuesta}
`,
	Bad: `program: {year: 2022}
objectives:
  - number: 1
    title: Promover la reforma
    activities:
      - {number: 6, title: Cuestionarios} # want
      - {number: 8, title: Propuesta} # want
  - {number: 3, title: Fortalecer la atención} # want
`,
	Run: func(p *Pass) {
		var all []item
		for _, o := range p.Program.Objectives {
			all = append(all, item{o.Number, o.ID()})
		}
		p.items(all, "los objetivos", 1)
		for _, o := range p.Program.Objectives {
			for _, s := range o.Sections {
				of := fmt.Sprintf("las actividades del objetivo %d", o.Number.Value)
				if s.ID.Value != "" {
					of = fmt.Sprintf("las actividades del objetivo %d, apartado %s,", o.Number.Value, s.ID.Value)
				}
				p.activityItems(s.Activities, of)
			}
		}
		for _, o := range p.Program.Observances {
			p.activityItems(o.Activities, fmt.Sprintf("las actividades de «%s»", clip(o.Title.Value)))
		}
	},
}

// item is a numbered thing in a list.
type item struct {
	program.Int
	id string
}

func (p *Pass) activityItems(as []*program.Activity, of string) {
	var all []item
	meetings := true
	for _, a := range as {
		if a.Number.Set() && !a.IDText.Set() {
			all = append(all, item{a.Number, a.ID()})
			meetings = meetings && a.IsMeeting()
		}
	}
	start := 1
	if meetings {
		start = 0
	}
	p.items(all, of, start)
}

// items reports what is out of place in the numbers of a list; start is its
// first number, 0 if it may be any.
func (p *Pass) items(all []item, of string, start int) {
	var set []item
	for _, i := range all {
		if i.Set() {
			set = append(set, i)
		}
	}
	if len(set) == 0 {
		return
	}
	most := set[0]
	for _, i := range set[1:] {
		if i.Value < most.Value {
			p.Report(textOfInt(i.Int), fmt.Sprintf("en la numeración de %s el %d está después del %d", of, i.Value, most.Value), "ordénelos por su número o corrija el número", i.id)
			continue
		}
		most = i
	}
	slices.SortStableFunc(set, func(a, b item) int { return a.Value - b.Value })
	if first := set[0]; start > 0 && first.Value != start {
		p.Report(textOfInt(first.Int), fmt.Sprintf("la numeración de %s empieza en %d", of, first.Value),
			"si el documento no dice así, empiece en 1 o añada lo que falta", first.id)
	}
	for i, it := range set[1:] {
		if was := set[i].Value; it.Value > was+1 {
			p.Report(textOfInt(it.Int), fmt.Sprintf("la numeración de %s pasa de %d a %d", of, was, it.Value),
				missing(was, it.Value, strconv.Itoa, "el", "los")+" o corrija el número", it.id)
		}
	}
}
