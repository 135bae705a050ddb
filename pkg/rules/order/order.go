// Package order is the rule kind order: a session of one body comes before
// those of another.
package order

import (
	"fmt"
	"slices"

	"patci/pkg/diag"
	"patci/pkg/joint"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind order. Its instances are the sessions of the body that
// comes then, each with what comes before it.
var Kind = &rule.Kind{
	Name:    "order",
	Spanish: []string{"precedencia"},
	Title:   "antes de las sesiones de un órgano sesiona otro",
	Text: `Antes de cada sesión del órgano then se pide alguna del órgano first, con la anticipación que se diga: con 0, puede ser el mismo día. Si first nombra varios órganos, basta uno; si then nombra varios, cada uno se juzga por su lado.
Con mode: pair, basta que first haya sesionado desde que empezó el programa. Con mode: each, ha de hacerlo después de la sesión anterior de then (en un día posterior), también si una u otra son de un programa anterior; antes de la primera sesión conocida de then basta cualquiera.
Se juzgan las sesiones de then que caen mientras la regla está en vigor. Una fecha tentativa puede acabar siendo cualquier día del programa.
Cumple si con cualquier elección de los días hay una antes de cada sesión; incumple si con ninguna la hay antes de todas; queda por determinar si depende de los días que se fijen, o de lo que no se registró.`,
	Params: []rule.Param{
		{Name: "first", Spanish: []string{"primero", "antes"}, Doc: "el órgano que sesiona antes: su identificador o su clase", Type: rule.Choice, Names: rule.Bodies, Required: true},
		{Name: "then", Spanish: []string{"despues", "luego"}, Doc: "el órgano que sesiona después: su identificador o su clase", Type: rule.Choice, Names: rule.Bodies, Required: true},
		{Name: "days", Spanish: []string{"dias", "dias_naturales"}, Doc: "la anticipación, en días naturales", Type: rule.Int, Min: 0, Max: 366, OneOf: "length"},
		{Name: "working_days", Spanish: []string{"dias_habiles", "habiles"}, Doc: "la anticipación, en días hábiles", Type: rule.Int, Min: 0, Max: 260, OneOf: "length"},
		{Name: "mode", Spanish: []string{"modo"}, Doc: "pair (basta una desde que empezó el programa) o each (una antes de cada sesión, después de la anterior)", Type: rule.Choice, Choices: []string{"pair", "each"}, Required: true},
		rule.Sessions(rule.Choice, "la clase de sesiones de then"),
		{Name: "first_sessions", Spanish: []string{"sesiones_antes"}, Doc: "la clase de sesiones de first (" + rule.KindsOfSession + "); si no se escribe, todas", Type: rule.Choice, Names: rule.SessionKinds},
	},
	Check:    check,
	Together: together,
	Rule:     "parameters: {first: subcomision, then: plenary, working_days: 5, mode: each}\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}, {id: subcomision, kind: subcommission, name: Subcomisión}]
sessions:
  subcomision:
    - {number: 1, date: febrero}
    - {number: 2, date: 1 de junio}
  pleno:
    - {number: 1, date: 14 de marzo}
    - {number: 2, date: 8 de junio}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}, {id: subcomision, kind: subcommission, name: Subcomisión}]
sessions:
  subcomision:
    - {number: 1, date: febrero}
    - {number: 2, date: 1 de junio}
  pleno:
    - {number: 1, date: 14 de marzo}
    - {number: 2, date: 7 de junio} # want
    - {number: 3, date: 10 de junio} # want
    - {number: 4, date: 12 de agosto} # want
`,
}

func check(p *rule.Pass) []rule.Verdict {
	var out []rule.Verdict
	for _, b := range p.Program().Bodies {
		if !p.Rule.Binds(b) || !named(b, p.Rule.Values.Text("then")) {
			continue
		}
		var firsts []*program.Body
		for _, a := range p.Program().Bodies {
			if a != b && p.Rule.Binds(a) && named(a, p.Rule.Values.Text("first")) {
				firsts = append(firsts, a)
			}
		}
		if firsts != nil {
			out = append(out, judgeBody(p, b, firsts))
		}
	}
	if out == nil {
		return []rule.Verdict{{Period: p.Program().Key(), Verdict: diag.NotApplicable, Message: "el programa no tiene los dos órganos que la regla nombra"}}
	}
	return out
}

// together asks of each session of then for one of first before it.
func together(p *rule.Pass, m *rule.Model) {
	for _, b := range p.Program().Bodies {
		if !p.Rule.Binds(b) || !named(b, p.Rule.Values.Text("then")) {
			continue
		}
		of := *p
		of.Body = b
		j := &judge{Pass: &of, span: p.Rule.Values.Span(), each: p.Rule.Values.Text("mode") == "each"}
		j.now = &rows{Pass: &of, span: j.span, each: j.each, deadline: map[when.Day]when.Day{}}
		var firsts []int
		for _, a := range p.Program().Bodies {
			if a == b || !p.Rule.Binds(a) || !named(a, p.Rule.Values.Text("first")) {
				continue
			}
			j.firsts = append(j.firsts, a)
			first := *p
			first.Body = a
			for _, kind := range j.kinds(a.ID.Value) {
				row := m.Row(&first, kind)
				for i, l := range row.Lines {
					if !l.Days.IsEmpty() {
						firsts = append(firsts, row.Nodes[i])
					}
				}
			}
		}
		if j.firsts == nil {
			continue
		}
		row := m.Row(&of, p.Rule.Values.Text("sessions"))
		says := fmt.Sprintf("antes una %s%s", j.ofFirst(), j.notice("ella"))
		last := p.Program().Period.Last
		reach := 2*(last-j.now.until(last)) + 30 // closures move it, but not so far
		for i, l := range row.Lines {
			if !l.Mine || j.each && l.Gap {
				continue
			}
			m.Ask(&of, joint.Some{
				Of: firsts, Node: row.Nodes[i], After: j.now.start, Until: j.now.until,
				Exempt: func(b when.Day) bool { return !p.Rule.InForce(b) }, Reach: reach,
			}, l.Key(), says)
		}
	}
}

func named(b *program.Body, name string) bool { return b.ID.Value == name || b.Kind.Value == name }

func judgeBody(p *rule.Pass, b *program.Body, firsts []*program.Body) rule.Verdict {
	v := rule.Verdict{Body: b.ID.Value, Period: p.Program().Key()}
	of := *p
	of.Body = b
	j := &judge{Pass: &of, firsts: firsts, span: p.Rule.Values.Span(), each: p.Rule.Values.Text("mode") == "each"}
	j.gather()
	if !slices.Contains(j.now.judged, true) {
		v.Verdict, v.Message = diag.NotApplicable, "no hay sesiones que juzgar"
		return v
	}
	for k, l := range j.lines {
		if j.now.judged[k] {
			v.Entities = append(v.Entities, l.Session.ID())
		}
	}
	if !j.now.work() {
		v.Verdict, v.Message = diag.Open, "no puede juzgarse mientras las sesiones no puedan celebrarse en su orden"
		v.Because = []diag.Because{diag.UndefinedDate}
		return v
	}
	a := j.now.answer()
	v.Verdict = a.verdict
	switch a.verdict {
	case diag.Met:
		v.Message = fmt.Sprintf("antes de cada sesión %s hay una %s%s", b.Of(), j.ofFirst(), j.notice("ella"))
	case diag.Broken:
		v.Findings = j.broken(a)
		v.Message = fmt.Sprintf("no hay manera de que antes de cada sesión %s haya una %s%s", b.Of(), j.ofFirst(), j.notice("ella"))
	default:
		v.Findings, v.Because = j.open(a), j.because(a)
		v.Message = fmt.Sprintf("antes de una sesión %s puede no haber una %s%s", b.Of(), j.ofFirst(), j.notice("ella"))
	}
	return v
}
