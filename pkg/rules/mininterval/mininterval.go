// Package mininterval is the rule kind minimum_interval: at least so much time
// between a session of a body and the next.
package mininterval

import (
	"fmt"
	"slices"

	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/joint"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind minimum_interval. Its instances are pairs: a session of the
// programme and the last one held before it.
var Kind = &rule.Kind{
	Name:    "minimum_interval",
	Spanish: []string{"intervalo_minimo"},
	Title:   "entre una sesión y la siguiente pasa al menos cierto tiempo",
	PerBody: true,
	Text: `Cada sesión se celebra el día en que se cumple el plazo desde la anterior, o después, también de un año al otro. Las que no se celebraron no cuentan.
El plazo en meses termina el mismo número de día; si ese mes no lo tiene, el primer día hábil del siguiente; y si termina en día inhábil, el siguiente hábil (LFPA, art. 29; parámetro roll).
Se juzga cada sesión del programa con la anterior, si las dos se celebran mientras la regla está en vigor: lo que pasó antes no la obliga. Sin sesión anterior conocida, la primera no se juzga.
Cumple si todas las fechas posibles respetan el plazo; incumple si ninguna combinación de días lo respeta, aunque cada par por separado pudiera; queda por determinar si depende de los días que se fijen.
Una fecha tentativa puede acabar siendo cualquier día del programa.`,
	Params: append(rule.SpanParams("el plazo", rule.Months, rule.Weeks, rule.Days, rule.WorkingDays),
		rule.Param{Name: "roll", Spanish: []string{"recorrer", "prorroga"}, Doc: "si el plazo termina en día inhábil, se recorre al siguiente hábil", Type: rule.Bool, Default: "true"},
		rule.Sessions(rule.Choice, "la clase de sesiones"),
	),
	Check:    check,
	Together: together,
	Rule:     "bodies: [subcomision]\nparameters: {months: 1}\nsince: 2022-01-01\n",
	Good: `program: {year: 2022}
bodies: [{id: subcomision, kind: subcommission, name: Subcomisión, previous_session: {number: 25, date: 2021-12-15}}]
sessions:
  subcomision:
    - {number: 26, date: 17 de enero}
    - {number: 27, date: 17 de febrero}
    - {number: 28, date: 21 de marzo}
`,
	Bad: `program: {year: 2022}
bodies: [{id: subcomision, kind: subcommission, name: Subcomisión, previous_session: {number: 25, date: 2021-12-15}}]
sessions:
  subcomision:
    - {number: 26, date: 17 de enero}
    - {number: 27, date: 16 de febrero} # want
    - {number: 28, date: 16 de marzo}
    - {number: 29, date: 15 de abril} # want
`,
}

type judge struct {
	*rule.Pass
	lines []rule.Line // by node
	row   chain.Row
	held  chain.Answer // of the row if every session without a record was held
	span  rule.Span
	roll  bool
}

func check(p *rule.Pass) []rule.Verdict {
	j := &judge{Pass: p, span: p.Rule.Values.Span(), roll: p.Rule.Values.Bool("roll")}
	j.row.From = j.from
	v := rule.Verdict{Body: p.Body.ID.Value, Period: p.Program().Key()}
	if !j.lineUp(&v) {
		v.Verdict, v.Message = diag.NotApplicable, "no hay dos sesiones entre las que contar"
		return []rule.Verdict{v}
	}
	a := j.row.Answer()
	j.held = j.heldAnswer()
	v.Verdict = verdict(a)
	switch {
	case !a.Ordered:
		v.Verdict, v.Message = diag.Open, "no puede juzgarse mientras las sesiones no puedan celebrarse en su orden"
		v.Because = []diag.Because{diag.UndefinedDate}
		return []rule.Verdict{v}
	case v.Verdict == diag.Met:
		v.Message = fmt.Sprintf("entre cada sesión y la siguiente %s al menos %s", j.pass(), j.span)
	case v.Verdict == diag.Broken:
		v.Findings, v.Told = j.sure().broken()
		v.Message = fmt.Sprintf("no hay manera de que entre las sesiones %s al menos %s", j.passed(), j.span)
	default:
		v.Findings = j.open(a)
		v.Because = j.because(v.Findings)
		v.Message = fmt.Sprintf("depende de los días que se fijen: pueden pasar menos de %s", j.span)
		if verdict(j.held) != diag.Open {
			v.Message = fmt.Sprintf("depende de que se registre lo que se celebró: pueden haber pasado menos de %s", j.span)
		}
	}
	if j.roll && j.hangsOnRoll(v.Verdict) {
		v.Message += "; el veredicto depende de que un plazo que termina en día inhábil se recorra al siguiente hábil"
	}
	return []rule.Verdict{v}
}

// together asks of each session of the programme what Check judges.
func together(p *rule.Pass, m *rule.Model) {
	j := &judge{Pass: p, span: p.Rule.Values.Span(), roll: p.Rule.Values.Bool("roll")}
	from, row := rule.Memo(j.from), m.Row(p, p.Rule.Values.Text("sessions"))
	for i, l := range row.Lines {
		if l.Mine && i > 0 {
			m.Ask(p, joint.Follow{Node: row.Nodes[i], From: from}, l.Key(), fmt.Sprintf("no menos de %s desde la anterior", j.span))
		}
	}
}

func verdict(a chain.Answer) diag.Verdict {
	switch {
	case !a.Holds:
		return diag.Broken
	case slices.ContainsFunc(a.Pairs, func(p chain.Pair) bool { return p.CanFail }):
		return diag.Open
	}
	return diag.Met
}

// heldAnswer is the answer if every session that nobody recorded was held.
func (j *judge) heldAnswer() chain.Answer {
	row := chain.Row{From: j.row.From, Nodes: slices.Clone(j.row.Nodes)}
	for i := range row.Nodes {
		row.Nodes[i].Maybe = false
	}
	return row.Answer()
}

// sure is the judge of the sessions that are sure to be held. One that is not
// held asks the least of the next, so that what is impossible with those that
// may not have been held is impossible without them.
func (j *judge) sure() *judge {
	out := *j
	out.lines, out.row.Nodes = nil, nil
	for i, n := range j.row.Nodes {
		if !n.Maybe {
			out.lines, out.row.Nodes = append(out.lines, j.lines[i]), append(out.row.Nodes, n)
		}
	}
	return &out
}

// because gathers why an open verdict is open: what nobody recorded is a
// reason only if the record would decide it.
func (j *judge) because(fs []diag.Finding) []diag.Because {
	var because []diag.Because
	for _, f := range fs {
		for _, b := range f.Because {
			if b != diag.Unrecorded {
				because = rule.Add(because, b)
			}
		}
	}
	if verdict(j.held) != diag.Open {
		because = append(because, diag.Unrecorded)
	}
	return because
}

// lineUp makes the row: the sessions of every programme loaded. It reports
// whether there is a pair to judge.
func (j *judge) lineUp(v *rule.Verdict) (judged bool) {
	j.lines = j.Lines(j.Rule.Values.Text("sessions"))
	inForce := false // a session before can be
	for _, l := range j.lines {
		n := chain.Node{Days: l.Days, Maybe: l.Maybe}
		if n.Days.IsEmpty() {
			n.Days = j.anyDay()
		}
		if l.Mine {
			n.Judged = inForce && (j.Rule.Until == nil || n.Days.First() <= *j.Rule.Until)
			v.Entities = append(v.Entities, l.Session.ID())
		}
		judged = judged || n.Judged
		inForce = inForce || j.Rule.Since == nil || n.Days.Last() >= *j.Rule.Since
		j.row.Nodes = append(j.row.Nodes, n)
	}
	return judged
}

// anyDay is the days that a previous session whose day is unknown can have
// had: up to the last day of the first session listed, from one so early that
// it binds none.
func (j *judge) anyDay() when.Set {
	first, last, listed := j.Program().Period.First, j.Program().Period.Last, false
	for _, s := range j.Agenda.Sessions(j.Body.ID.Value, j.Rule.Values.Text("sessions")) {
		if s.Date.Days.IsEmpty() {
			continue
		}
		if !listed {
			last, listed = s.Date.Days.Last(), true
		}
		first = min(first, s.Date.Days.First())
	}
	bound := min(first, last)
	for first = bound; j.from(first) > bound; {
		first -= 7
	}
	return when.NewSet(when.Range{First: first, Last: last})
}

// from is the first lawful day after a session on y.
func (j *judge) from(y when.Day) when.Day { return j.fromRolled(y, j.roll) }

func (j *judge) fromRolled(y when.Day, roll bool) when.Day {
	if !j.Rule.InForce(y) {
		return y
	}
	x := j.span.After(j.Calendar, y, roll)
	if j.Rule.Until != nil { // what comes after it is free
		x = min(x, *j.Rule.Until+1)
	}
	return x
}

// hangsOnRoll reports whether the verdict would be another without roll.
func (j *judge) hangsOnRoll(v diag.Verdict) bool {
	row := j.row
	row.From = func(y when.Day) when.Day { return j.fromRolled(y, false) }
	return verdict(row.Answer()) != v
}

// pass is «pasan», passed «pasen», as the span asks.
func (j *judge) pass() string   { return j.number("pasa", "pasan") }
func (j *judge) passed() string { return j.number("pase", "pasen") }
func (j *judge) can() string    { return j.number("puede", "pueden") }

func (j *judge) number(one, many string) string {
	if j.span.N == 1 {
		return one
	}
	return many
}
