// Package minsessions is the rule kind minimum_sessions: at least so many
// sessions of a body in each period.
package minsessions

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/joint"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind minimum_sessions.
var Kind = &rule.Kind{
	Name:    "minimum_sessions",
	Spanish: []string{"sesiones_minimas", "minimo_de_sesiones", "sesiones"},
	Title:   "un órgano celebra al menos cierto número de sesiones en cada periodo",
	PerBody: true,
	Text: `Se cuentan las sesiones de la clase que pide la regla cuyo día cae en el periodo: el que se celebró, o los que su fecha permite.
Las canceladas y las no celebradas sin nuevo día no cuentan.
Una fecha tentativa puede acabar siendo cualquier día del programa.
Cumple si alcanzan con cualquier elección de los días; incumple si no alcanzan con ninguna; queda por determinar si depende de los días, o de si se celebraron las que no tienen registro.
Un periodo que la regla o los programas cargados solo cubren en parte no puede incumplirse: si no alcanzan, queda por determinar.`,
	Params: []rule.Param{
		{Name: "count", Spanish: []string{"cuantas", "numero", "minimo", "cuenta"}, Doc: "cuántas sesiones como mínimo", Type: rule.Int, Min: 1, Max: 366, Required: true},
		{Name: "period", Spanish: []string{"periodo", "cada"}, Doc: "en qué periodo: year (año natural), half (semestre), quarter (trimestre) o month (mes)", Type: rule.Choice, Choices: []string{"year", "half", "quarter", "month"}, Default: "year"},
		rule.Sessions(rule.Choice, "la clase de sesiones"),
	},
	Check:    check,
	Together: together,
	Rule:     "bodies: [pleno]\nparameters: {count: 2, period: year}\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: Abril/Mayo}
    - {number: 2, date: Julio/Agosto}
`,
	Bad: `program: {year: 2022}
bodies:
  - {id: pleno, kind: plenary, name: Pleno}
sessions:
  pleno:
    - {number: 1, date: Abril/Mayo}
    - number: 2
      date: Julio/Agosto
      cancelled: {on: 2022-06-01, reason: falta de agenda} # want
    - {number: 1, kind: extraordinary, date: 3 de octubre}
`,
}

func check(p *rule.Pass) []rule.Verdict {
	j := &judge{Pass: p, want: p.Rule.Values.Int("count"), kind: p.Rule.Values.Text("sessions")}
	j.singular, j.plural = program.KindSingular(j.kind), program.KindPlural(j.kind)
	for _, l := range p.Lines(j.kind) {
		if l.Days.IsEmpty() { // a previous session without a day
			continue
		}
		j.lines = append(j.lines, l)
		j.row.Nodes = append(j.row.Nodes, chain.Node{Days: l.Days, Maybe: l.Maybe})
		j.held.Nodes = append(j.held.Nodes, chain.Node{Days: l.Days})
	}
	var out []rule.Verdict
	for _, in := range periods(p.Program().Period, p.Rule.Values.Text("period")) {
		if p.Rule.Since != nil && *p.Rule.Since > in.Last || p.Rule.Until != nil && *p.Rule.Until < in.First {
			continue
		}
		out = append(out, j.judge(in))
	}
	if out == nil {
		return []rule.Verdict{{Body: p.Body.ID.Value, Period: p.Program().Key(), Verdict: diag.NotApplicable, Message: "la regla no está en vigor en el programa"}}
	}
	return out
}

// together asks for the sessions of each period that binds.
func together(p *rule.Pass, m *rule.Model) {
	want, kind := p.Rule.Values.Int("count"), p.Rule.Values.Text("sessions")
	row := m.Row(p, kind)
	for _, in := range periods(p.Program().Period, p.Rule.Values.Text("period")) {
		if whole(p, in) {
			m.Ask(p, joint.Count{Row: row.Index, In: in, AtLeast: want}, key(in),
				fmt.Sprintf("al menos %s en %s", rule.Count(want, program.KindSingular(kind), program.KindPlural(kind)), name(in)))
		}
	}
}

type judge struct {
	*rule.Pass
	want             int
	kind             string
	singular, plural string // what a session of the kind is called
	lines            []rule.Line
	row              chain.Row
	held             chain.Row // the same, if every session without a record was held
}

func (j *judge) judge(in when.Range) rule.Verdict {
	v := rule.Verdict{Body: j.Body.ID.Value, Period: key(in)}
	for _, l := range j.lines {
		if l.Session != nil && !l.Days.Intersect(when.Set{in}).IsEmpty() {
			v.Entities = append(v.Entities, l.Session.ID())
		}
	}
	fewest, most := j.row.Count(in)
	asHeld, _ := j.held.Count(in)
	count := rule.Count(most, j.singular+" programada", j.plural+" programadas")
	if fewest < most {
		count = fmt.Sprintf("entre %d y %s", fewest, rule.Count(most, j.singular, j.plural))
	}
	v.Message = fmt.Sprintf("%s en %s, y %s", count, name(in), j.asked())
	whole := whole(j.Pass, in)
	switch {
	case fewest >= j.want:
		v.Verdict = diag.Met
		return v
	case most < j.want && whole:
		v.Verdict, v.Told = diag.Broken, []string{v.Period}
	default:
		v.Verdict = diag.Open
		switch {
		case asHeld >= j.want:
			v.Because = []diag.Because{diag.Unrecorded}
		case most >= j.want:
			v.Because = []diag.Because{diag.UndefinedDate}
		}
		if !whole {
			v.Message += ": el periodo solo está en parte en los programas cargados o en la vigencia de la regla"
		}
	}
	v.Findings = []diag.Finding{j.finding(in, v, most)}
	return v
}

// asked is how many sessions are asked for: «se pide al menos 1».
func (j *judge) asked() string {
	if j.want == 1 {
		return "se pide al menos 1"
	}
	return fmt.Sprintf("se piden al menos %d", j.want)
}

// finding tells that the sessions of a period do not suffice, or may not.
func (j *judge) finding(in when.Range, v rule.Verdict, most int) diag.Finding {
	f := diag.Finding{Verdict: v.Verdict, Because: v.Because, Entities: v.Entities, Place: j.Body.ID.At, Path: j.Body.ID.Path}
	period, over := name(in), j.Agenda.AsOf != nil && *j.Agenda.AsOf > in.Last
	switch {
	case v.Verdict == diag.Broken:
		f.Message = fmt.Sprintf("%s: %s en %s, y %s", j.Body.Label(), rule.Count(most, j.singular, j.plural), period, j.asked())
		f.Remedy = fmt.Sprintf("programe %s más dentro %s", rule.Count(j.want-most, j.singular, j.plural), rule.Of(period))
		if over {
			f.Remedy = "si hubo otra sesión que no está en el programa, regístrela; si no, justifíquelo en «waivers»"
		}
	case slices.Contains(v.Because, diag.Unrecorded):
		var names []string
		for _, l := range j.lines {
			if l.Maybe && !l.Days.Intersect(when.Set{in}).IsEmpty() {
				names = append(names, j.TheWhen(*l.Session))
			}
		}
		verb := "se celebró"
		if len(names) > 1 {
			verb = "se celebraron"
		}
		f.Message = fmt.Sprintf("%s: no es seguro que haya %s en %s: falta registrar si %s %s", j.Body.Label(), rule.Count(j.want, j.singular, j.plural), period, verb, rule.Join(names))
		f.Remedy = "registre qué día se celebró cada una (held), o que no se celebró (not_held)"
	case most >= j.want:
		f.Message = fmt.Sprintf("%s: no es seguro que haya %s en %s", j.Body.Label(), rule.Count(j.want, j.singular, j.plural), period)
		f.Remedy = fmt.Sprintf("fije los días de modo que al menos %d sean %s", j.want, rule.Of(period))
	default:
		f.Message = fmt.Sprintf("%s: %s en %s, y %s en el periodo completo, del que solo se conoce o se juzga una parte",
			j.Body.Label(), rule.Count(most, j.singular, j.plural), period, j.asked())
		f.Remedy = fmt.Sprintf("programe %s más, o cargue el programa que cubre el resto %s", rule.Count(j.want-most, j.singular, j.plural), rule.Of(period))
		if !j.Rule.InForce(in.First) || !j.Rule.InForce(in.Last) {
			f.Remedy = fmt.Sprintf("programe %s más dentro %s, si la regla ha de cumplirse en todo él", rule.Count(j.want-most, j.singular, j.plural), rule.Of(period))
		}
	}
	for _, s := range j.Agenda.Sessions(j.Body.ID.Value, j.kind) { // where one was lost is where to look
		event, key, verb := s.Cancelled, ".cancelled", "se canceló"
		if s.State == agenda.NotHeld {
			event, key, verb = s.NotHeld, ".not_held", "no se celebró"
		}
		if !s.Days.IsEmpty() || event == nil || s.Date.Days.Intersect(when.Set{in}).IsEmpty() {
			continue
		}
		f.Place, f.Path = event.At, s.Path+key
		f.Message += fmt.Sprintf("; %s %s", rule.The(s), verb)
		f.Entities = append(slices.Clip(f.Entities), s.ID())
	}
	if f.Entities == nil {
		f.Entities = []string{j.Body.ID.Value}
	}
	return f
}

// whole reports whether a period is wholly in force and wholly within the
// programmes that are loaded.
func whole(p *rule.Pass, in when.Range) bool {
	if !p.Rule.InForce(in.First) || !p.Rule.InForce(in.Last) {
		return false
	}
	loaded := []when.Range{p.Program().Period}
	for _, a := range append(append([]*agenda.Agenda{}, p.Before...), p.After...) {
		loaded = append(loaded, a.Program.Period)
	}
	return when.NewSet(loaded...).Intersect(when.NewSet(in)).Len() == in.Len()
}

// periods lists the calendar periods that a programme touches.
func periods(of when.Range, period string) []when.Range {
	months := map[string]int{"year": 12, "half": 6, "quarter": 3, "month": 1}[period]
	var out []when.Range
	y := of.First.Year()
	for m := 1; ; m += months {
		r := when.Range{First: when.NewDay(y, time.Month(m), 1), Last: when.NewDay(y, time.Month(m+months), 1) - 1}
		if r.First > of.Last {
			return out
		}
		if r.Last >= of.First {
			out = append(out, r)
		}
	}
}

// key is the period in EDTF: 2022, 2022-41, 2022-33, 2022-04.
func key(r when.Range) string {
	y, m, _ := r.First.Date()
	switch r.Len() / 28 { // how many months, for 1, 3 and 6
	case 1:
		return r.First.String()[:7]
	case 3:
		return fmt.Sprintf("%d-%d", y, 33+int(m-1)/3)
	case 6:
		return fmt.Sprintf("%d-%d", y, 40+int(m-1)/6)
	}
	return strconv.Itoa(y)
}

// name is the period as a message writes it.
func name(r when.Range) string {
	y, m, _ := r.First.Date()
	switch r.Len() / 28 {
	case 1:
		return fmt.Sprintf("%s de %d", when.MonthName(m), y)
	case 3:
		return fmt.Sprintf("el %s trimestre de %d", [...]string{"primer", "segundo", "tercer", "cuarto"}[(m-1)/3], y)
	case 6:
		return fmt.Sprintf("el %s semestre de %d", [...]string{"primer", "segundo"}[(m-1)/6], y)
	}
	return strconv.Itoa(y)
}
