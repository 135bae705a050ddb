// Package quorum is the rule kind quorum: a session that was held had enough
// members present.
package quorum

import (
	"cmp"
	"fmt"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
)

// fractions are how many of the members a word asks for.
var fractions = []struct {
	word     string
	num, den int
	more     bool // more than that
	spanish  string
}{
	{"1/4", 1, 4, false, "la cuarta parte"},
	{"1/3", 1, 3, false, "la tercera parte"},
	{"1/2", 1, 2, false, "la mitad"},
	{"majority", 1, 2, true, "más de la mitad"},
	{"3/5", 3, 5, false, "las tres quintas partes"},
	{"2/3", 2, 3, false, "las dos terceras partes"},
	{"3/4", 3, 4, false, "las tres cuartas partes"},
	{"all", 1, 1, false, "la totalidad"},
}

const doc = "majority (mayoría, «la mitad más uno»), 1/4, 1/3, 1/2, 3/5, 2/3, 3/4 (al menos esa parte) o all (todos)"

// Kind is the kind quorum.
var Kind = &rule.Kind{
	Name:    "quorum",
	Title:   "una sesión se celebra con quórum",
	PerBody: true,
	Text: `Se juzga cada sesión que consta como celebrada, con su lista de asistencia (attendance): {present: 9, of: 14}, donde present cuenta a los integrantes y of dice de cuántos, o la lista de quienes asistieron. La segunda convocatoria se escribe en ella, {present: 5, of: 14, call: 2} o {present: [segob, sre], call: 2}; sin call, se juzga la primera.
La mayoría es más de la mitad: 8 de 14, 7 de 13. «La mitad más uno» de un número impar se toma igual, como la mitad entera más uno: 7 de 13; si el instrumento quiere 8, escríbalo en first_count. Una parte que no da un número entero se redondea hacia arriba: dos terceras partes de 14 son 10.
La base es de todos los lugares (seats) o solo de los ocupados (filled): un integrante con vacant: true no cuenta, salvo que alguien asista por él. En el pleno los lugares son los de members con voto; si of dice otro número menor, vale of; si dice uno mayor, la lista cuenta también a quienes no votan, y se toma que de los presentes lo son, como mínimo, los que sobran de ellos. En los demás órganos lo dice of.
De una lista de nombres cuentan los integrantes y sus suplentes (alternate), no quienes solo tienen voz (vote: false, o participants sin vote: true); en un órgano cuyos integrantes no declara el programa cuentan todos los de la lista.
Si el marco no fija otro quórum para la segunda convocatoria, se pide el mismo que para la primera.
Cumple si en cada sesión del programa hubo quórum; incumple si en una no lo hubo; queda por determinar si falta la lista de asistencia, si no se sabe cuántos integrantes hay o cuántos de los presentes lo son, o si una sesión no consta todavía como celebrada.`,
	Params: []rule.Param{
		{Name: "first", Spanish: []string{"primera_convocatoria", "primera"}, Doc: "el quórum de la primera convocatoria: " + doc, Type: rule.Choice, Choices: words(), OneOf: "first"},
		{Name: "first_count", Doc: "el quórum de la primera convocatoria, en número de integrantes", Type: rule.Int, Min: 1, Max: 9999, OneOf: "first"},
		{Name: "second", Spanish: []string{"segunda_convocatoria", "segunda"}, Doc: "el de la segunda convocatoria: present (los miembros que se encuentren presentes), " + doc, Type: rule.Choice, Choices: append([]string{"present"}, words()...), OneOf: "second", Optional: true},
		{Name: "second_count", Spanish: []string{"segunda_numero"}, Doc: "el de la segunda convocatoria, en número de integrantes", Type: rule.Int, Min: 1, Max: 9999, OneOf: "second", Optional: true},
		{Name: "base", Doc: "de qué se toma la parte: seats (todos los lugares) o filled (los ocupados)", Type: rule.Choice, Choices: []string{"seats", "filled"}, Default: "seats"},
		rule.Sessions(rule.List, "las clases de sesiones"),
	},
	Check: check,
	Rule:  "bodies: [pleno]\nparameters: {first: majority, second: present}\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 4 de mayo, held: 2022-05-04, attendance: {present: 8, of: 14}}
    - {number: 2, date: 6 de julio, held: 2022-07-06, attendance: {present: 5, of: 14, call: 2}}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - number: 1
      date: 4 de mayo
      held: 2022-05-04
      attendance: {present: 7, of: 14} # want
    - {number: 2, date: 6 de julio, held: 2022-07-06, attendance: {present: 8, of: 14}}
`,
}

func words() []string {
	var out []string
	for _, f := range fractions {
		out = append(out, f.word)
	}
	return out
}

func check(p *rule.Pass) []rule.Verdict {
	v := rule.Verdict{Body: p.Body.ID.Value, Period: p.Program().Key()}
	enough, bad, open, pending := 0, 0, 0, 0
	for _, s := range p.Agenda.Sessions(p.Body.ID.Value, "") {
		if !slices.Contains(p.Rule.Values.List("sessions"), s.KindOf()) || s.Days.IsEmpty() {
			continue
		}
		bound := false
		for d := range s.Days.All() {
			bound = bound || p.Rule.InForce(d)
		}
		if !bound {
			continue
		}
		v.Entities = append(v.Entities, s.ID())
		if s.State != agenda.Held {
			pending++
			continue
		}
		f, ok := judge(p, s)
		switch {
		case ok:
			enough++
			continue
		case f.Verdict == diag.Broken:
			bad++
		default:
			open++
		}
		v.Findings = append(v.Findings, f)
	}
	all := enough + bad + open + pending
	switch {
	case all == 0:
		v.Verdict, v.Message = diag.NotApplicable, "no hay sesiones que juzgar"
	case bad > 0:
		v.Verdict, v.Message = diag.Broken, fmt.Sprintf("%s sin quórum, de %d", rule.Count(bad, "sesión", "sesiones"), all)
	case open+pending > 0:
		v.Verdict, v.Because = diag.Open, []diag.Because{diag.Unrecorded}
		v.Message = rule.Count(enough, "sesión", "sesiones") + " con quórum"
		if open > 0 {
			v.Message += fmt.Sprintf(", %d celebradas sin que conste", open)
			if open == 1 {
				v.Message = rule.Count(enough, "sesión", "sesiones") + " con quórum, 1 celebrada sin que conste"
			}
		}
		if pending > 0 {
			v.Message += fmt.Sprintf(", %d sin registro de celebración", pending)
		}
	default:
		v.Verdict, v.Message = diag.Met, rule.Count(all, "sesión", "sesiones")+" con quórum"
	}
	return []rule.Verdict{v}
}

// need is how many members a call asks for, of how many; spanish says which
// part of them it is, "" where the rulebook gives the number itself.
func need(p *rule.Pass, call string, of int) (n int, spanish string) {
	v := p.Rule.Values
	if call == "second" && !v.Has("second") && !v.Has("second_count") {
		call = "first"
	}
	if v.Has(call + "_count") {
		return v.Int(call + "_count"), ""
	}
	word := v.Text(call)
	for _, f := range fractions {
		switch {
		case f.word != word:
		case f.more:
			return of*f.num/f.den + 1, f.spanish
		default:
			return (of*f.num + f.den - 1) / f.den, f.spanish
		}
	}
	return 1, "" // those present
}

// judge answers true of a session with quorum; of another, what is wrong.
func judge(p *rule.Pass, s agenda.Session) (diag.Finding, bool) {
	f := diag.Finding{Verdict: diag.Open, Because: []diag.Because{diag.Unrecorded}, Entities: []string{s.ID()}, Place: s.Held.At, Path: s.Held.Path}
	name := rule.The(s) + " " + p.Body.Of()
	a := s.Attendance
	if a == nil || !a.Present.Set() {
		f.Message = fmt.Sprintf("no consta cuántos asistieron a %s, que se celebró el %s", name, p.Day(s.Held.Day))
		f.Remedy = "registre la lista de asistencia («attendance»): {present: …, of: …}, o quiénes asistieron"
		return f, false
	}
	f.Place, f.Path = a.Present.At, a.Present.Path
	call, ordinal := "first", "primera"
	if a.Call.Value == 2 {
		call, ordinal = "second", "segunda"
	}
	fewest, most, of := count(p, s)
	quorum, part := need(p, call, of)
	if part != "" && of == 0 {
		f.Message = fmt.Sprintf("no se sabe si hubo quórum en %s: no consta cuántos integrantes son", name)
		f.Remedy = "escriba en «attendance» de cuántos («of»)"
		return f, false
	}
	asked := fmt.Sprintf("el quórum en %s convocatoria es de %d", ordinal, quorum)
	if part != "" {
		whole := "los lugares"
		if p.Rule.Values.Text("base") == "filled" {
			whole = "los lugares ocupados"
		}
		asked += fmt.Sprintf(": %s de %s, que son %d", part, whole, of)
	}
	switch {
	case fewest >= quorum:
		return f, true
	case most >= quorum:
		f.Message = fmt.Sprintf("no se sabe si hubo quórum en %s: de los presentes son integrantes entre %d y %d, y %s", name, fewest, most, asked)
		f.Remedy = "registre en «present» solo a los integrantes, o la lista de quienes asistieron"
		return f, false
	}
	f.Verdict, f.Because = diag.Broken, nil
	attended := "asistieron " + rule.Count(most, "integrante", "integrantes")
	if most == 1 {
		attended = "asistió 1 integrante"
	}
	f.Message = fmt.Sprintf("a %s, del %s, %s, y %s", name, p.Day(s.Held.Day), attended, asked)
	f.Remedy = "corrija la lista de asistencia; si no hubo quórum, la sesión no se celebró: en lugar de «held» registre «not_held»"
	if second, _ := need(p, "second", of); call == "first" && !a.Call.Set() && second < quorum && fewest >= second {
		f.Remedy = "si sesionó en segunda convocatoria, escriba «call: 2» en «attendance»; si no, la sesión no se celebró: en lugar de «held» registre «not_held»"
	}
	return f, false
}

// count is how many members were present at a session, at least and at most,
// and of how many: 0 if it is not known.
func count(p *rule.Pass, s agenda.Session) (fewest, most, of int) {
	a := s.Attendance
	voters, seats, vacant := electorate(p)
	if seats == 0 { // who the members are is not known
		return a.Present.Value, a.Present.Value, a.Of.Value
	}
	filled := seats - vacant
	most = a.Present.Value
	fewest = most
	if a.Actors != nil {
		most = 0
		for _, v := range voters {
			present := 0
			for _, who := range a.Actors {
				if v.is(who.Value) {
					present++
				}
			}
			present = min(present, v.seats)
			most += present
			if v.vacant {
				filled += present
			}
		}
		fewest = most
	} else if extra := max(a.Of.Value, a.Present.Value) - seats; extra > 0 { // others are counted too
		fewest, most = max(0, most-extra), min(most, seats)
		if !a.Of.Set() {
			fewest = 0
		}
	}
	of = seats
	if p.Rule.Values.Text("base") == "filled" {
		of = filled
	}
	if a.Of.Set() && a.Of.Value < seats && a.Of.Value != seats-vacant {
		of = a.Of.Value
	}
	return fewest, most, of
}

// voter is a seat, or several of one holder, with a vote.
type voter struct {
	*program.Seat
	seats  int
	vacant bool
}

// is reports whether somebody on a list holds the seat or stands in for who does.
func (v voter) is(who string) bool {
	return who == v.Actor.Value || v.Seat.ID.Set() && who == v.Seat.ID.Value || v.Alternate.Set() && who == v.Alternate.Value
}

// electorate is the seats with a vote in the body, how many they are and how
// many of them are vacant. The programme's members are those of its plenary;
// who is in other bodies it does not say.
func electorate(p *rule.Pass) (voters []voter, seats, vacant int) {
	if p.Body.Kind.Value != "plenary" {
		return nil, 0, 0
	}
	add := func(list []*program.Seat, vote string) {
		for _, s := range list {
			if cmp.Or(s.Vote.Value, vote) != "true" {
				continue
			}
			v := voter{s, max(1, s.Seats.Value), s.Vacant.Value == "true"}
			voters, seats = append(voters, v), seats+v.seats
			if v.vacant {
				vacant += v.seats
			}
		}
	}
	if len(p.Program().Members) > 0 {
		add(p.Program().Members, "true")
		add(p.Program().Others, "false")
	}
	return voters, seats, vacant
}
