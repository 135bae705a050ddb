// Package agreementlapse is the rule kind agreement_lapse: no agreement lapses
// without its renewal.
package agreementlapse

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind agreement_lapse.
var Kind = &rule.Kind{
	Name:    "agreement_lapse",
	Spanish: []string{"vencimiento_de_convenios", "vencimiento", "convenios"},
	Title:   "ningún convenio vence sin que esté prevista su renovación",
	Text: `Se juzgan los convenios suscritos que vencen (until) desde el primer día del programa y hasta que se cumpla el plazo de aviso, contado desde el día con que se pide el informe (--as-of) o, si no se pide ninguno, desde el último día del programa. Los que vencen después no se señalan todavía.
Si no tiene until, se lee la vigencia: «5 años» o «dieciocho meses» corren desde la suscripción, de fecha a fecha, y «hasta el 31 de diciembre de 2024» dice el día. Un convenio de vigencia indefinida, o del que no se escribe ninguna, no vence.
Renueva a un convenio otro con las mismas partes (sin contar a los órganos del programa), o el que lleva entre sus aliases el id del que renueva (convenio/3), de este programa o de los siguientes: por suscribirse en una fecha que no pase del vencimiento, o suscrito después que aquel y antes de que venza.
Cumple si cada uno de los que vencen tiene su renovación; incumple si uno no la tiene o llega tarde; queda por determinar si la fecha de la renovación puede pasar del vencimiento, si ya pasó y no consta que se suscribiera, o si de la vigencia escrita no se entiende cuándo termina.`,
	NoBodies: true,
	Params:   rule.SpanParams("con cuánto tiempo de aviso se señala", rule.Months, rule.Weeks, rule.Days, rule.WorkingDays),
	Check:    check,
	Rule:     "parameters: {months: 3}\n",
	Good: `program: {year: 2022}
actors: [{id: inali, name: INALI}, {id: cndh, name: CNDH}]
agreements:
  - {number: 1, instrument: Convenio Marco, parties: [inali], signed: 2017-06-01, until: 2022-06-01}
  - {number: 1, instrument: Convenio Marco (renovación), parties: [inali], date: Mayo}
  - {number: 2, instrument: Convenio General, parties: [cndh], signed: 2010-10-08, validity: Indefinida}
`,
	Bad: `program: {year: 2022}
actors: [{id: inali, name: INALI}, {id: cndh, name: CNDH}]
agreements:
  - number: 1
    instrument: Convenio Marco
    parties: [inali]
    signed: 2017-06-01
    until: 2022-06-01 # want
  - {number: 1, instrument: Convenio con otra parte, parties: [cndh], date: Mayo}
`,
}

type judge struct {
	*rule.Pass
	until when.Day // agreements that lapse up to this day are told
}

func check(p *rule.Pass) []rule.Verdict {
	period := p.Program().Period
	day := period.Last
	if p.Agenda.AsOf != nil {
		day = *p.Agenda.AsOf
	}
	span := p.Rule.Values.Span()
	j := &judge{Pass: p, until: span.After(p.Calendar, day, false)}
	v := rule.Verdict{Period: p.Program().Key(), Verdict: diag.Met}
	signed, lapsing, bad := 0, 0, 0
	for _, a := range p.Program().Agreements {
		if !j.signed(a) {
			continue
		}
		signed++
		v.Entities = append(v.Entities, a.ID())
		end, unknown := j.end(a)
		if unknown {
			v.Findings = append(v.Findings, diag.Finding{Verdict: diag.Open, Because: []diag.Because{diag.Unrecorded}, Entities: []string{a.ID()}, Place: a.Validity.At, Path: a.Validity.Path,
				Message: fmt.Sprintf("no se sabe cuándo vence el convenio «%s»: su vigencia dice «%s»", a.Instrument.Value, a.Validity.Value),
				Remedy:  "escriba en «until» su último día de vigencia, o «Indefinida» en «validity»"})
			continue
		}
		if !end.Set() || end.Day < period.First || end.Day > j.until || !p.Rule.InForce(end.Day) {
			continue
		}
		lapsing++
		if f, renewed := j.lapse(a, end); !renewed {
			v.Findings = append(v.Findings, f)
		}
	}
	if signed == 0 {
		v.Verdict, v.Message = diag.NotApplicable, "no hay convenios suscritos"
		return []rule.Verdict{v}
	}
	for _, f := range v.Findings {
		if f.Verdict == diag.Broken {
			bad++
			v.Verdict = diag.Broken
		} else if v.Verdict == diag.Met {
			v.Verdict = diag.Open
		}
	}
	vence := func(n int) string { return rule.Count(n, "convenio vence", "convenios vencen") }
	switch v.Verdict {
	case diag.Broken:
		v.Message = vence(bad) + " sin renovación prevista a tiempo, de " + strconv.Itoa(signed)
	case diag.Open:
		for _, f := range v.Findings {
			v.Because = rule.Add(v.Because, f.Because[0])
		}
		v.Message = fmt.Sprintf("no es seguro que %s se renueven o sigan vigentes, de %d", rule.Count(len(v.Findings), "convenio", "convenios"), signed)
		if len(v.Findings) == 1 {
			v.Message = fmt.Sprintf("no es seguro que 1 convenio se renueve o siga vigente, de %d", signed)
		}
	default:
		v.Message = fmt.Sprintf("ningún convenio vence de aquí al %s, de %d", j.until.Spanish(), signed)
		if lapsing > 0 {
			v.Message = vence(lapsing) + " y se prevé su renovación, de " + strconv.Itoa(signed)
			if lapsing == 1 {
				v.Message = "1 convenio vence y se prevé su renovación, de " + strconv.Itoa(signed)
			}
		}
	}
	return []rule.Verdict{v}
}

// signed reports whether an agreement was signed by the day asked.
func (j *judge) signed(a *program.Agreement) bool {
	return a.Signed.Set() && (j.Agenda.AsOf == nil || a.Signed.Day <= *j.Agenda.AsOf)
}

// end is the last day of an agreement in force, not set if it has none;
// unknown if what was written of it cannot be read.
func (j *judge) end(a *program.Agreement) (end program.Day, unknown bool) {
	if a.Until.Path != "" {
		return a.Until, false
	}
	text := strings.ToLower(strings.TrimSpace(a.Validity.Value))
	for _, word := range []string{"indefinid", "indeterminad", "permanente", "sin término", "sin vencimiento", "no vence"} {
		if strings.Contains(text, word) {
			return program.Day{}, false
		}
	}
	if text == "" {
		return program.Day{}, false
	}
	end = program.Day{At: a.Validity.At, Path: a.Validity.Path}
	if n, ok := months(text); ok {
		end.Day = j.Calendar.AddMonths(a.Signed.Day, n, false)
		return end, false
	}
	d, problems := when.Parse(a.Validity.Value, when.Context{Anywhere: true})
	if len(problems) == 0 && (d.IsFixed() || d.Kind == when.Deadline && !d.Tentative) && !d.Symbolic() {
		end.Day = d.Days.Last()
		return end, false
	}
	return program.Day{}, true
}

// months reads «5 años», «dieciocho meses», «un año a partir de su firma» as so
// many months. What says more than how long it lasts is not read.
func months(text string) (n int, ok bool) {
	words := strings.Fields(strings.TrimRight(text, "."))
	if len(words) < 2 || len(words) > 2 && !slices.Contains(sinceSigned, strings.Join(words[2:], " ")) {
		return 0, false
	}
	n, err := strconv.Atoi(words[0])
	if err != nil {
		n = numbers[words[0]]
	}
	if n < 1 || n > 999 {
		return 0, false
	}
	switch words[1] {
	case "año", "años":
		return 12 * n, true
	case "mes", "meses":
		return n, true
	}
	return 0, false
}

var sinceSigned = []string{"a partir de su firma", "a partir de la firma", "a partir de su suscripción", "desde su firma", "desde su suscripción"}

var numbers = map[string]int{"un": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
	"nueve": 9, "diez": 10, "doce": 12, "quince": 15, "dieciocho": 18, "veinte": 20, "veinticuatro": 24, "treinta": 30}

// lapse judges an agreement that lapses: true if its renewal is certain.
func (j *judge) lapse(a *program.Agreement, end program.Day) (diag.Finding, bool) {
	f := diag.Finding{Verdict: diag.Broken, Place: end.At, Path: end.Path, Entities: []string{a.ID()}}
	verb := "vence"
	if j.Agenda.AsOf != nil && *j.Agenda.AsOf > end.Day {
		verb = "venció"
	}
	what := fmt.Sprintf("el convenio «%s» %s el %s", a.Instrument.Value, verb, end.Day.Spanish())
	f.Message = what + " y no está prevista su renovación"
	f.Remedy = "añada en «agreements» el que ha de renovarlo, con las mismas partes y con una «date» que no pase de ese día, o registre «signed» si ya se suscribió"
	if u := j.Program().Unread; u[""] || u["agreements"] { // its renewal may be what was lost
		f.Verdict, f.Because = diag.Open, []diag.Because{diag.Unrecorded}
	}
	if len(a.Parties) == 0 {
		f.Remedy = fmt.Sprintf("añada en «agreements» el que ha de renovarlo, con «aliases: [%s]» y con una «date» que no pase de ese día, o registre «signed» si ya se suscribió", a.ID())
	}
	for _, r := range j.renewals(a) {
		g := f
		name := "«" + r.Instrument.Value + "»"
		days := j.Agenda.Resolve(r.Date.Date).Days
		switch {
		case j.signed(r) && r.Signed.Day <= end.Day:
			return g, true
		case j.signed(r):
			g.Message = fmt.Sprintf("%s y %s, que lo renueva, se suscribió después, el %s", what, name, r.Signed.Day.Spanish())
			g.Remedy = "revise los días; si son correctos, justifíquelo en «waivers»"
		case !days.IsEmpty() && !r.Date.Tentative && days.First() > end.Day:
			g.Message = fmt.Sprintf("%s y su renovación, %s, se prevé para después", what, name)
			g.Remedy = "adelante la «date» de la renovación, a más tardar al " + end.Day.Spanish()
		case j.Agenda.AsOf != nil && (*j.Agenda.AsOf > end.Day || !days.IsEmpty() && days.Last() < *j.Agenda.AsOf):
			g.Verdict, g.Because = diag.Open, []diag.Because{diag.Unrecorded}
			g.Message = fmt.Sprintf("%s y no consta que se suscribiera %s, que lo renueva", what, name)
			g.Remedy = "registre en «signed» el día en que se suscribió"
		case days.IsEmpty() || r.Date.Tentative || r.Date.Undefined || days.Last() > end.Day:
			g.Verdict, g.Because = diag.Open, []diag.Because{diag.UndefinedDate}
			g.Message = fmt.Sprintf("%s y no es seguro que %s, que lo renueva, se suscriba antes", what, name)
			g.Remedy = "fije la «date» de la renovación, a más tardar el " + end.Day.Spanish()
		default:
			return g, true
		}
		if f.Verdict == diag.Broken { // the most hopeful of them is told
			f = g
		}
	}
	return f, false
}

// renewals lists the agreements that renew another: planned, or signed later.
func (j *judge) renewals(a *program.Agreement) []*program.Agreement {
	var out []*program.Agreement
	add := func(p *program.Program) {
		for _, r := range p.Agreements {
			if r == a || j.signed(r) && r.Signed.Day <= a.Signed.Day || r.Signed.Path != "" && !r.Signed.Set() {
				continue
			}
			said := slices.ContainsFunc(r.Aliases, func(t program.Text) bool { return t.Value == a.ID() })
			if parties := j.parties(a); said || len(parties) > 0 && slices.Equal(parties, j.parties(r)) {
				out = append(out, r)
			}
		}
	}
	add(j.Program())
	for _, later := range j.After {
		add(later.Program)
	}
	return out
}

// parties lists the parties of an agreement but the bodies, in order and each once.
func (j *judge) parties(a *program.Agreement) []string {
	var out []string
	for _, t := range a.Parties {
		if j.Program().Body(t.Value) == nil {
			out = append(out, t.Value)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
