// Package minsessions is the rule kind minimum_sessions: at least so many
// sessions of a body in each period.
package minsessions

import (
	"fmt"
	"strconv"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind minimum_sessions.
var Kind = &rule.Kind{
	Name:    "minimum_sessions",
	Title:   "un órgano celebra al menos cierto número de sesiones en cada periodo",
	PerBody: true,
	Text: `Se cuentan las sesiones de la clase que pide la regla cuyo día cae en el periodo: el que se celebró, o los que su fecha permite.
Las canceladas y las no celebradas sin nuevo día no cuentan.
Cumple si alcanzan con cualquier elección de los días; incumple si no alcanzan con ninguna; queda por determinar si depende de los días, o de si se celebraron las que no tienen registro.
Un periodo que la regla o los programas cargados solo cubren en parte no puede incumplirse: si no alcanzan, queda por determinar.`,
	Params: []rule.Param{
		{Name: "count", Doc: "cuántas sesiones como mínimo", Type: rule.Int, Min: 1, Max: 366, Required: true},
		{Name: "period", Doc: "en qué periodo: year (año natural), half (semestre), quarter (trimestre) o month (mes)", Type: rule.Choice, Choices: []string{"year", "half", "quarter", "month"}, Default: "year"},
		{Name: "sessions", Doc: "la clase de sesiones", Type: rule.Choice, Default: program.Ordinary},
	},
	Check: check,
	Rule:  "bodies: [pleno]\nparameters: {count: 2, period: year}\n",
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
	v := p.Rule.Values
	var row chain.Row
	var sessions []agenda.Session
	var lost []agenda.Session // of this programme, cancelled or not held
	for _, a := range append(append(append([]*agenda.Agenda{}, p.Before...), p.Agenda), p.After...) {
		for _, s := range a.Sessions(p.Body.ID.Value, v.Text("sessions")) {
			if !s.Days.IsEmpty() {
				sessions = append(sessions, s)
				row.Nodes = append(row.Nodes, chain.Node{Days: s.Days, Maybe: s.Unsure})
			} else if a == p.Agenda {
				lost = append(lost, s)
			}
		}
	}
	recorded := chain.Row{Nodes: make([]chain.Node, len(row.Nodes))}
	for i, n := range row.Nodes {
		n.Maybe = false
		recorded.Nodes[i] = n
	}
	var out []rule.Verdict
	for _, in := range periods(p.Program().Period, v.Text("period")) {
		if p.Rule.Since != nil && *p.Rule.Since > in.Last || p.Rule.Until != nil && *p.Rule.Until < in.First {
			continue
		}
		out = append(out, judge(p, in, &row, &recorded, sessions, lost))
	}
	if out == nil {
		return []rule.Verdict{{Body: p.Body.ID.Value, Period: p.Program().Key(), Verdict: diag.NotApplicable, Message: "la regla no está en vigor en el programa"}}
	}
	return out
}

func judge(p *rule.Pass, in when.Range, row, recorded *chain.Row, sessions, lost []agenda.Session) rule.Verdict {
	want := p.Rule.Values.Int("count")
	kind := p.Rule.Values.Text("sessions")
	singular, plural := program.KindSingular(kind), program.KindPlural(kind)
	v := rule.Verdict{Body: p.Body.ID.Value, Period: key(in)}
	for _, s := range sessions {
		if !s.Days.Intersect(when.NewSet(in)).IsEmpty() {
			v.Entities = append(v.Entities, s.ID())
		}
	}
	fewest, most := row.Count(in)
	asHeld, _ := recorded.Count(in)
	count := rule.Count(most, singular+" programada", plural+" programadas")
	if fewest < most {
		count = fmt.Sprintf("de %d a %s", fewest, count)
	}
	v.Message = fmt.Sprintf("%s en %s, de %d como mínimo", count, name(in), want)
	whole := whole(p, in)
	switch {
	case fewest >= want:
		v.Verdict = diag.Met
		return v
	case most < want && whole:
		v.Verdict = diag.Broken
	default:
		v.Verdict = diag.Open
		if fewest < most && asHeld < want {
			v.Because = rule.Add(v.Because, diag.UndefinedDate)
		}
		if asHeld > fewest {
			v.Because = rule.Add(v.Because, diag.Unrecorded)
		}
		if !whole {
			v.Message += ": el periodo solo está en parte en los programas o en la vigencia de la regla"
		}
	}
	v.Findings = []diag.Finding{finding(p, in, v, lost, want, fewest, most, singular, plural)}
	return v
}

func finding(p *rule.Pass, in when.Range, v rule.Verdict, lost []agenda.Session, want, fewest, most int, singular, plural string) diag.Finding {
	f := diag.Finding{Verdict: v.Verdict, Because: v.Because, Entities: v.Entities, Place: p.Body.ID.At, Path: p.Body.ID.Path}
	subject := p.Body.Label()
	if f.Entities == nil {
		f.Entities = []string{p.Body.ID.Value}
	}
	missing := want - most
	switch {
	case v.Verdict == diag.Broken:
		f.Message = fmt.Sprintf("%s: %s en %s, y se piden al menos %d", subject, rule.Count(most, singular, plural), name(in), want)
		f.Remedy = fmt.Sprintf("programe %s más dentro de %s", rule.Count(missing, singular, plural), name(in))
	default:
		f.Message = fmt.Sprintf("%s: no es seguro que haya %s en %s", subject, rule.Count(want, singular, plural), name(in))
		f.Remedy = fmt.Sprintf("fije los días de modo que %s caigan en %s", rule.Count(want, singular, plural), name(in))
		for _, b := range v.Because {
			if b == diag.Unrecorded {
				f.Message += ": las hay sin registro de celebración"
				f.Remedy = "registre qué día se celebraron (held), o que no se celebraron (not_held)"
			}
		}
		if missing > 0 {
			f.Remedy = fmt.Sprintf("%s: el programa cubre solo una parte de ese periodo", f.Message)
			f.Remedy = fmt.Sprintf("cargue el programa que cubre el resto de %s, o programe %s más", name(in), rule.Count(missing, singular, plural))
		}
	}
	for _, s := range lost { // where it was lost is where to look
		e := s.Cancelled
		if s.State == agenda.NotHeld {
			e = s.NotHeld
		}
		if e != nil && s.Session.Date.Set() && !s.Date.Days.Intersect(when.NewSet(in)).IsEmpty() {
			f.Place, f.Path = e.At, s.Path+".cancelled"
			if s.State == agenda.NotHeld {
				f.Path = s.Path + ".not_held"
			}
			f.Message += fmt.Sprintf("; %s se canceló", rule.The(s))
			if s.State == agenda.NotHeld {
				f.Message = f.Message[:len(f.Message)-len("se canceló")] + "no se celebró"
			}
			f.Entities = append(f.Entities[:len(f.Entities):len(f.Entities)], s.ID())
		}
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
	switch year := strconv.Itoa(y); r.Len() / 28 {
	case 1:
		return r.First.String()[:7]
	case 3:
		return year + "-" + strconv.Itoa(33+int(m-1)/3)
	case 6:
		return year + "-" + strconv.Itoa(40+int(m-1)/6)
	default:
		return year
	}
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
