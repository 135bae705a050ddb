// Package maxinterval is the rule kind maximum_interval: no more than so much
// time between a session of a body and the next.
package maxinterval

import (
	"fmt"
	"math"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/joint"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind maximum_interval.
var Kind = &rule.Kind{
	Name:    "maximum_interval",
	Spanish: []string{"intervalo_maximo", "intervalo"},
	Title:   "entre una sesión y la siguiente no pasa más de cierto tiempo",
	PerBody: true,
	Text: `Cada sesión se celebra a más tardar al cumplirse el plazo desde la anterior, también de un año al otro.
El plazo en meses termina el mismo número de día; si ese mes no lo tiene, el primer día hábil del siguiente; y si termina en día inhábil, el siguiente hábil (LFPA, art. 29; parámetro roll).
El plazo corre desde la sesión anterior o desde que la regla está en vigor, lo que sea después. Sin sesión anterior conocida, el primer intervalo no se juzga.
Cumple si todas las fechas posibles respetan el plazo; incumple si ninguna combinación de días lo respeta, aunque cada par por separado pudiera; queda por determinar si depende de los días que se fijen.
Una fecha tentativa puede acabar siendo cualquier día del programa.
Después de la última sesión, incumple si el plazo termina dentro del programa y no hay otra sesión.`,
	Params: append(rule.SpanParams("el plazo", rule.Months, rule.Weeks, rule.Days, rule.WorkingDays),
		rule.Param{Name: "roll", Spanish: []string{"recorrer", "prorroga"}, Doc: "si el plazo termina en día inhábil, se recorre al siguiente hábil", Type: rule.Bool, Default: "true"},
		rule.Sessions(rule.Choice, "la clase de sesiones"),
	),
	Check:    check,
	Together: together,
	Rule:     "bodies: [subcomision]\nparameters: {months: 3}\nsince: 2022-01-01\n",
	Good: `program: {year: 2022}
bodies: [{id: subcomision, kind: subcommission, name: Subcomisión, previous_session: {number: 25, date: 2021-12-15}}]
sessions:
  subcomision:
    - {number: 26, date: 15 de marzo}
    - {number: 27, date: 15 de junio}
    - {number: 28, date: 15 de septiembre}
    - {number: 29, date: 15 de diciembre}
`,
	Bad: `program: {year: 2022}
bodies: [{id: subcomision, kind: subcommission, name: Subcomisión, previous_session: {number: 25, date: 2021-12-15}}]
sessions:
  subcomision:
    - {number: 26, date: 15 de marzo}
    - {number: 27, date: 16 de junio} # want
    - {number: 28, date: 15 de septiembre}
    - {number: 29, date: 15 de diciembre}
`,
}

type judge struct {
	*rule.Pass
	lines  []rule.Line // by node; one node more stands for the end of the programme if no session follows
	row    chain.Row
	held   chain.Answer // of the row if every session without a record was held
	unsure bool         // there are such sessions
	span   rule.Span
	roll   bool
}

func check(p *rule.Pass) []rule.Verdict {
	j := &judge{Pass: p, span: p.Rule.Values.Span(), roll: p.Rule.Values.Bool("roll")}
	j.row.Limit = j.limit
	v := rule.Verdict{Body: p.Body.ID.Value, Period: p.Program().Key()}
	if !j.lineUp(&v) {
		v.Verdict, v.Message = diag.NotApplicable, "no hay dos sesiones entre las que contar"
		return []rule.Verdict{v}
	}
	j.row.Limit = rule.Memo(j.limit) // the row is gone through several times
	a := j.row.Answer()
	j.held = j.heldAnswer(a)
	v.Verdict = verdict(a)
	switch {
	case !a.Ordered:
		v.Verdict, v.Message = diag.Open, "no puede juzgarse mientras las sesiones no puedan celebrarse en su orden"
		v.Because = []diag.Because{diag.UndefinedDate}
		return []rule.Verdict{v}
	case v.Verdict == diag.Met:
		v.Message = fmt.Sprintf("entre cada sesión y la siguiente no pasan más de %s", j.span)
	case v.Verdict == diag.Broken:
		v.Findings, v.Told = j.broken(a)
		v.Message = fmt.Sprintf("no hay manera de que entre las sesiones no pasen más de %s", j.span)
	default:
		v.Findings = j.open(a)
		v.Because = j.because(v.Findings)
		v.Message = fmt.Sprintf("depende de los días que se fijen: pueden pasar más de %s", j.span)
		if verdict(j.held) == diag.Met {
			v.Message = fmt.Sprintf("depende de que se registre lo que se celebró: pueden haber pasado más de %s", j.span)
		}
	}
	if j.roll && j.hangsOnRoll(v.Verdict) {
		v.Message += "; el veredicto depende de que un plazo que termina en día inhábil se recorra al siguiente hábil"
	}
	return []rule.Verdict{v}
}

func verdict(a chain.Answer) diag.Verdict {
	if !a.Holds {
		return diag.Broken
	}
	for _, p := range a.Pairs {
		if p.CanFail {
			return diag.Open
		}
	}
	return diag.Met
}

// heldAnswer is the answer if every session that nobody recorded was held.
func (j *judge) heldAnswer(a chain.Answer) chain.Answer {
	row := chain.Row{Limit: j.row.Limit, Nodes: slices.Clone(j.row.Nodes)}
	for i := range row.Nodes {
		j.unsure = j.unsure || row.Nodes[i].Maybe
		row.Nodes[i].Maybe = false
	}
	if !j.unsure {
		return a
	}
	return row.Answer()
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

// lineUp makes the row: the sessions of every programme loaded, and the end of
// this one if no later session is sure to follow.
func (j *judge) lineUp(v *rule.Verdict) bool {
	if !j.inForce() {
		return false
	}
	period, kind := j.Program().Period, j.Rule.Values.Text("sessions")
	j.lines = j.Lines(kind)
	binds, end, reaches := j.binding(j.lines)
	last := period.Last
	for i, l := range j.lines {
		n := chain.Node{Days: l.Days, Maybe: l.Maybe, Judged: binds[i]}
		switch {
		case l.Mine:
			v.Entities = append(v.Entities, l.Session.ID())
		case l.Later:
			n.Unless = period.Last
		case l.Previous != nil && n.Days.IsEmpty():
			n.Days = j.anyDay(kind)
		}
		last = max(last, n.Days.Last())
		j.row.Nodes = append(j.row.Nodes, n)
	}
	if end {
		j.row.Nodes = append(j.row.Nodes, chain.Node{Days: when.Days(last + 1), Judged: true, Unless: period.Last})
	}
	return reaches
}

func (j *judge) inForce() bool {
	period := j.Program().Period
	return (j.Rule.Since == nil || *j.Rule.Since <= period.Last) && (j.Rule.Until == nil || *j.Rule.Until >= period.First)
}

// binding says which lines the limit binds, whether it binds what may come
// after them, and whether they reach this programme at all. A later programme
// binds up to its first session that is sure; one without sessions of its own
// goes on from the one before it.
func (j *judge) binding(lines []rule.Line) (binds []bool, end, reaches bool) {
	later := false
	for i, l := range lines {
		bind := false
		switch {
		case l.Mine:
			reaches = true
			bind = i > 0 && !l.Gap
		case l.Later:
			bind = i > 0 && !later
			later = later || !l.Maybe
		case l.Previous != nil:
			reaches = true
		default:
			reaches = reaches || l.Session.Program.Period.Last+1 == j.Program().Period.First
		}
		binds = append(binds, bind)
	}
	return binds, !later && len(lines) > 0, reaches
}

// together asks of each pair of neighbours what Check judges.
func together(p *rule.Pass, m *rule.Model) {
	j := &judge{Pass: p, span: p.Rule.Values.Span(), roll: p.Rule.Values.Bool("roll")}
	if !j.inForce() {
		return
	}
	row := m.Row(p, p.Rule.Values.Text("sessions"))
	binds, end, reaches := j.binding(row.Lines)
	if !reaches {
		return
	}
	last := p.Program().Period.Last
	limit := rule.Memo(j.limit)
	within := func(y when.Day) when.Day { // what ends after the programme is the next one's matter
		if l := limit(y); l <= last {
			return l
		}
		return joint.Never
	}
	says := fmt.Sprintf("no más de %s desde la anterior", j.span)
	for i, l := range row.Lines {
		switch {
		case !binds[i]:
		case l.Later:
			m.Ask(p, joint.Follow{Node: row.Nodes[i], Limit: within}, l.Key(), says)
		default:
			m.Ask(p, joint.Follow{Node: row.Nodes[i], Limit: limit}, l.Key(), says)
		}
	}
	if end {
		m.Ask(p, joint.Follow{Node: row.End, Limit: within}, rule.EndKey, says)
	}
}

// anyDay is the days that a previous session whose day is unknown can have had:
// up to the last day of the first session listed, or of the programme. Those
// so early that the limit had long passed need no looking at; nor those before
// the rule's entry into force, since the count starts there at the earliest,
// but for one that leaves every session its place in the order.
func (j *judge) anyDay(kind string) when.Set {
	last, earliest := j.Program().Period.Last, j.Program().Period.First
	listed := false
	for _, s := range j.Agenda.Sessions(j.Body.ID.Value, kind) {
		if s.Date.Days.IsEmpty() {
			continue
		}
		if !listed {
			last, listed = s.Date.Days.Last(), true
		}
		earliest = min(earliest, s.Date.Days.First())
	}
	first := last
	for j.row.Limit(first) >= last && first > last-5000 { // far enough back to fail
		first -= 30
	}
	first -= 366
	if j.Rule.Since != nil {
		first = max(first, *j.Rule.Since)
	}
	return when.NewSet(when.Range{First: min(first, earliest, last), Last: last})
}

// Limit is the last day on which a session may be held.
type Limit struct {
	Session agenda.Session
	Last    when.Day
	After   string // the session before it, with its day: «la 27.ª (10 de junio)»
}

// Limits are those of the sessions of the programme whose day is not fixed and
// that follow one whose day is, where the limit leaves out some of their days.
func Limits(p *rule.Pass) []Limit {
	j := &judge{Pass: p, span: p.Rule.Values.Span(), roll: p.Rule.Values.Bool("roll")}
	j.row.Limit = j.limit
	if !j.lineUp(&rule.Verdict{}) {
		return nil
	}
	var out []Limit
	for k, l := range j.lines {
		if !l.Mine || k == 0 || !j.row.Nodes[k].Judged || l.Maybe || j.row.Nodes[k-1].Maybe || l.Days.Len() == 1 {
			continue
		}
		y, known := j.fixed(k - 1)
		if last := j.limit(y); known && last < l.Days.Last() {
			out = append(out, Limit{Session: *l.Session, Last: last, After: j.nameWhen(k - 1)})
		}
	}
	return out
}

// limit is the last lawful day after a session on y.
func (j *judge) limit(y when.Day) when.Day { return j.limitRolled(y, j.roll) }

func (j *judge) limitRolled(y when.Day, roll bool) when.Day {
	if j.Rule.Since != nil {
		y = max(y, *j.Rule.Since)
	}
	l := j.span.After(j.Calendar, y, roll)
	if j.Rule.Until != nil && l > *j.Rule.Until {
		return math.MaxInt32
	}
	return l
}

// hangsOnRoll reports whether the verdict would be another without roll.
func (j *judge) hangsOnRoll(v diag.Verdict) bool {
	row := j.row
	row.Limit = rule.Memo(func(y when.Day) when.Day { return j.limitRolled(y, false) })
	return verdict(row.Answer()) != v
}
