// Package maxinterval is the rule kind maximum_interval: no more than so much
// time between a session of a body and the next.
package maxinterval

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind maximum_interval.
var Kind = &rule.Kind{
	Name:    "maximum_interval",
	Title:   "entre una sesión y la siguiente no pasa más de cierto tiempo",
	PerBody: true,
	Text: `Cada sesión se celebra a más tardar al cumplirse el plazo desde la anterior, también de un año al otro.
El plazo en meses termina el mismo número de día; si ese mes no lo tiene, el primer día hábil del siguiente; y si termina en día inhábil, el siguiente hábil (LFPA, art. 29; parámetro roll).
El plazo corre desde la sesión anterior o desde que la regla está en vigor, lo que sea después. Sin sesión anterior conocida, el primer intervalo no se juzga.
Cumple si todas las fechas posibles respetan el plazo; incumple si ninguna combinación de días lo respeta, aunque cada par por separado pudiera; queda por determinar si depende de los días que se fijen.
Después de la última sesión, incumple si el plazo termina dentro del programa y no hay otra sesión.`,
	Params: []rule.Param{
		{Name: "months", Doc: "el plazo, en meses de fecha a fecha", Type: rule.Int, Min: 1, Max: 120, OneOf: "length"},
		{Name: "weeks", Doc: "el plazo, en semanas", Type: rule.Int, Min: 1, Max: 520, OneOf: "length"},
		{Name: "days", Doc: "el plazo, en días naturales", Type: rule.Int, Min: 1, Max: 3660, OneOf: "length"},
		{Name: "working_days", Doc: "el plazo, en días hábiles", Type: rule.Int, Min: 1, Max: 2600, OneOf: "length"},
		{Name: "roll", Doc: "si el plazo termina en día inhábil, se recorre al siguiente hábil", Type: rule.Bool, Default: "true"},
		{Name: "sessions", Doc: "la clase de sesiones", Type: rule.Choice, Default: program.Ordinary},
	},
	Check: check,
	Rule:  "bodies: [subcomision]\nparameters: {months: 3}\nsince: 2022-01-01\n",
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

// line is a node of the row: a session, or what stands for one.
type line struct {
	session  *agenda.Session // nil: the last session before the first listed, or the end of the programme
	previous *program.Previous
	end      bool
	unknown  bool // its day is not known
	mine     bool
}

type judge struct {
	*rule.Pass
	lines []line
	row   chain.Row
	roll  bool
}

func check(p *rule.Pass) []rule.Verdict {
	j := &judge{Pass: p, roll: p.Rule.Values.Bool("roll")}
	j.row.Limit = j.limit
	v := rule.Verdict{Body: p.Body.ID.Value, Period: p.Program().Key()}
	if !j.lineUp(&v) {
		v.Verdict, v.Message = diag.NotApplicable, "no hay dos sesiones entre las que contar"
		return []rule.Verdict{v}
	}
	a := j.row.Answer()
	v.Verdict = verdict(a)
	switch {
	case !a.Ordered:
		v.Verdict, v.Message = diag.Open, "no puede juzgarse mientras las sesiones no puedan celebrarse en su orden"
		v.Because = []diag.Because{diag.UndefinedDate}
	case v.Verdict == diag.Met:
		v.Message = fmt.Sprintf("entre cada sesión y la siguiente no pasan más de %s", j.length())
	case v.Verdict == diag.Broken:
		v.Findings = j.broken(a)
		v.Message = fmt.Sprintf("no hay manera de que entre las sesiones no pasen más de %s", j.length())
	default:
		v.Findings, v.Because = j.open(a)
		v.Message = fmt.Sprintf("depende de los días que se fijen: pueden pasar más de %s", j.length())
	}
	if a.Ordered && j.roll && j.hangsOnRoll(v.Verdict) {
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

// lineUp makes the row: the sessions of earlier programmes or the previous
// one, this programme's, the next programme's or the end of this one.
func (j *judge) lineUp(v *rule.Verdict) bool {
	p := j.Program()
	kind := j.Rule.Values.Text("sessions")
	if j.Rule.Since != nil && *j.Rule.Since > p.Period.Last || j.Rule.Until != nil && *j.Rule.Until < p.Period.First {
		return false
	}
	add := func(l line, n chain.Node) { j.lines, j.row.Nodes = append(j.lines, l), append(j.row.Nodes, n) }
	lastNumber := 0
	for _, before := range j.Before {
		for _, s := range before.Sessions(v.Body, kind) {
			if !s.Days.IsEmpty() {
				add(line{session: &s}, chain.Node{Days: s.Days, Maybe: s.Unsure})
				lastNumber = s.Number.Value
			}
		}
	}
	var mine []agenda.Session
	for _, s := range j.Agenda.Sessions(v.Body, kind) {
		if !s.Days.IsEmpty() {
			mine = append(mine, s)
		}
	}
	if prev := j.Body.Previous; prev != nil && kind == program.Ordinary && (len(j.lines) == 0 || prev.Number.Value > lastNumber && !j.Body.Yearly()) {
		l := line{previous: prev, unknown: !prev.Date.Set()}
		if !l.unknown {
			add(l, chain.Node{Days: when.Days(prev.Date.Day)})
		} else if len(mine) > 0 {
			add(l, chain.Node{Days: j.anyDayUpTo(mine[0].Days.Last())})
		}
	}
	for _, s := range mine {
		add(line{session: &s, mine: true}, chain.Node{Days: s.Days, Maybe: s.Unsure, Judged: len(j.lines) > 0})
		v.Entities = append(v.Entities, s.ID())
	}
	if len(j.lines) == 0 {
		return false
	}
	later := false
	for _, after := range j.After {
		for _, s := range after.Sessions(v.Body, kind) {
			if !s.Days.IsEmpty() && !later {
				add(line{session: &s}, chain.Node{Days: s.Days, Maybe: s.Unsure, Judged: true, Unless: p.Period.Last})
				later = !s.Unsure
			}
		}
	}
	if !later {
		add(line{end: true}, chain.Node{Days: when.Days(p.Period.Last + 1), Judged: true, Unless: p.Period.Last})
	}
	return true
}

// anyDayUpTo is the days that an unknown previous session can have had: any
// day up to the first session's last. None before the rule's entry into force
// needs looking at, since the count starts there at the earliest.
func (j *judge) anyDayUpTo(last when.Day) when.Set {
	first := last
	for j.row.Limit(first) >= last && first > last-5000 { // far enough back to fail
		first -= 30
	}
	first -= 366
	if j.Rule.Since != nil {
		first = max(first, *j.Rule.Since)
	}
	return when.NewSet(when.Range{First: min(first, last), Last: last})
}

// limit is the last lawful day after a session on y.
func (j *judge) limit(y when.Day) when.Day { return j.limitRolled(y, j.roll) }

func (j *judge) limitRolled(y when.Day, roll bool) when.Day {
	if j.Rule.Since != nil {
		y = max(y, *j.Rule.Since)
	}
	v := j.Rule.Values
	l := y
	switch {
	case v.Has("months"):
		l = j.Calendar.AddMonths(y, v.Int("months"), roll)
	case v.Has("weeks"):
		l = y + when.Day(7*v.Int("weeks"))
	case v.Has("days"):
		l = y + when.Day(v.Int("days"))
	case v.Has("working_days"):
		l = j.Calendar.Add(y, v.Int("working_days"))
	}
	if roll && !v.Has("months") {
		l = j.Calendar.Next(l)
	}
	if j.Rule.Until != nil && l > *j.Rule.Until {
		return math.MaxInt32
	}
	return l
}

// hangsOnRoll reports whether the verdict would be another without roll.
func (j *judge) hangsOnRoll(v diag.Verdict) bool {
	row := j.row
	row.Limit = func(y when.Day) when.Day { return j.limitRolled(y, false) }
	return verdict(row.Answer()) != v
}

// length writes the interval: «tres meses».
func (j *judge) length() string {
	v := j.Rule.Values
	switch {
	case v.Int("months") == 1:
		return "un mes"
	case v.Has("months"):
		return rule.Number(v.Int("months"), false) + " meses"
	case v.Int("weeks") == 1:
		return "una semana"
	case v.Has("weeks"):
		return rule.Number(v.Int("weeks"), true) + " semanas"
	case v.Int("days") == 1:
		return "un día natural"
	case v.Has("days"):
		return rule.Number(v.Int("days"), false) + " días naturales"
	case v.Int("working_days") == 1:
		return "un día hábil"
	}
	return rule.Number(v.Int("working_days"), false) + " días hábiles"
}

// name writes a node as messages call it: «la 27.ª».
func (j *judge) name(k int) string {
	l := j.lines[k]
	if l.session != nil {
		return rule.The(*l.session)
	}
	return "la " + when.OrdinalFigure(l.previous.Number.Value, true)
}

// nameWhen writes «la 27.ª (junio)».
func (j *judge) nameWhen(k int) string {
	l := j.lines[k]
	switch {
	case l.session != nil:
		return j.TheWhen(*l.session)
	case l.unknown:
		return j.name(k) + " (cuyo día no se conoce)"
	}
	return fmt.Sprintf("%s (%s)", j.name(k), j.Day(l.previous.Date.Day))
}

// at puts a finding at a session's date; at the body where there is none.
func (j *judge) at(f *diag.Finding, k int) {
	for ; k >= 0; k-- {
		s := j.lines[k].session
		if s == nil || !j.lines[k].mine {
			continue
		}
		at := s.DateAt()
		f.Place, f.Path = at.At, at.Path
		return
	}
	f.Place, f.Path = j.Body.ID.At, j.Body.ID.Path
}

func (j *judge) entities(nodes ...int) []string {
	var ids []string
	for _, k := range nodes {
		if s := j.lines[k].session; s != nil {
			ids = append(ids, s.ID())
		}
	}
	return ids
}

// fixed returns the day of a node that has only one.
func (j *judge) fixed(k int) (when.Day, bool) {
	d := j.row.Nodes[k].Days
	return d.First(), d.Len() == 1
}

// latest is the latest limit that a session can give the next one.
func (j *judge) latest(k int) (y, limit when.Day) {
	limit = math.MinInt32
	for d := range j.row.Nodes[k].Days.All() {
		if l := j.row.Limit(d); l > limit {
			y, limit = d, l
		}
	}
	return y, limit
}

// counted says how the limit after y came about where that is not plain.
func (j *judge) counted(y when.Day) string {
	text := ""
	if j.Rule.Since != nil && *j.Rule.Since > y {
		text += fmt.Sprintf(", contados desde el %s, en que la regla entró en vigor", j.Day(*j.Rule.Since))
	}
	if plain := j.limitRolled(y, false); j.roll && plain != j.limit(y) {
		text += fmt.Sprintf("; el plazo termina el %s, inhábil, y se recorre", plain.Long())
	}
	return text
}

// open tells every pair that may exceed the limit, and why it is not known.
func (j *judge) open(a chain.Answer) (fs []diag.Finding, because []diag.Because) {
	for k, pair := range a.Pairs {
		if !pair.CanFail {
			continue
		}
		f := diag.Finding{Verdict: diag.Open}
		_, known := j.fixed(k - 1)
		_, here := j.fixed(k)
		var why []diag.Because
		if j.lines[k-1].unknown {
			why = append(why, diag.UnknownPrevious)
		} else if !known {
			why = append(why, diag.UndefinedDate)
		}
		if !here {
			why = rule.Add(why, diag.UndefinedDate)
		}
		if j.unsure(k) {
			why = rule.Add(why, diag.Unrecorded)
		}
		f.Because = why
		for _, b := range why {
			because = rule.Add(because, b)
		}
		switch {
		case j.lines[k].end:
			_, limit := j.latest(k - 1)
			first := j.row.Limit(j.row.Nodes[k-1].Days.First())
			f.Message = fmt.Sprintf("después de %s %s puede faltar otra sesión: el plazo de %s puede terminar el %s, antes de que acabe el programa",
				j.nameWhen(k-1), j.Body.Of(), j.length(), j.Day(first))
			f.Remedy = fmt.Sprintf("programe otra sesión, o fije %s en un día cuyo plazo termine después del %s", j.name(k-1), j.Day(j.Program().Period.Last))
			if limit <= j.Program().Period.Last {
				f.Remedy = fmt.Sprintf("programe otra sesión a más tardar el %s", j.Day(first))
			}
		default:
			f.Message = fmt.Sprintf("entre %s y %s %s pueden pasar más de %s", j.nameWhen(k-1), j.nameWhen(k), j.Body.Of(), j.length())
			f.Remedy = j.openRemedy(k)
		}
		if j.unsure(k) {
			f.Message += fmt.Sprintf(": no hay registro de que se celebrara %s", j.unrecorded(k))
			if j.decidedByRecord(k) {
				f.Remedy = "registre si se celebró y qué día (held), o si no se celebró (not_held)"
			}
		}
		j.at(&f, k)
		f.Entities = j.entities(k-1, k)
		fs = append(fs, f)
	}
	return fs, because
}

// unsure reports whether the pair into k hangs on a session that nobody
// recorded.
func (j *judge) unsure(k int) bool {
	return j.row.Nodes[k-1].Maybe || j.row.Nodes[k].Maybe
}

// unrecorded names the sessions before k, and k, that nobody recorded.
func (j *judge) unrecorded(k int) string {
	var names []string
	if j.row.Nodes[k-1].Maybe {
		names = append(names, j.name(k-1))
	}
	if j.row.Nodes[k].Maybe {
		names = append(names, j.name(k))
	}
	return rule.Join(names)
}

// decidedByRecord reports whether the pair into k could not fail if the
// sessions that nobody recorded had been held.
func (j *judge) decidedByRecord(k int) bool {
	row := chain.Row{Limit: j.row.Limit, Nodes: slices.Clone(j.row.Nodes)}
	for i := range row.Nodes {
		row.Nodes[i].Maybe = false
	}
	return !row.Answer().Pairs[k].CanFail
}

func (j *judge) openRemedy(k int) string {
	y, fixedY := j.fixed(k - 1)
	x, fixedX := j.fixed(k)
	days := j.row.Nodes[k-1].Days
	switch {
	case j.lines[k-1].unknown:
		return fmt.Sprintf("escriba en «previous_session» el día de %s: el plazo corre desde él", j.name(k-1))
	case fixedY:
		return fmt.Sprintf("fije %s a más tardar el %s%s", j.name(k), j.Day(j.row.Limit(y)), j.counted(y))
	case fixedX:
		for d := range days.All() {
			if j.row.Limit(d) >= x {
				return fmt.Sprintf("fije %s a partir del %s", j.name(k-1), j.Day(d))
			}
		}
	}
	first, last := days.First(), days.Last()
	return fmt.Sprintf("fije %s a más tardar %s después de %s: si esta se celebra el %s, a más tardar el %s; si el %s, a más tardar el %s",
		j.name(k), j.length(), j.name(k-1), j.Day(first), j.Day(j.row.Limit(first)), j.Day(last), j.Day(j.row.Limit(last)))
}

// broken tells every pair that no choice saves, and then what is impossible
// only together.
func (j *judge) broken(a chain.Answer) []diag.Finding {
	var fs []diag.Finding
	var pairs []int
	for k, pair := range a.Pairs {
		if j.row.Nodes[k].Judged && !pair.CanHold {
			pairs = append(pairs, k)
		}
	}
	for _, k := range pairs {
		fs = append(fs, j.brokenPair(k, j.without(slices.DeleteFunc(slices.Clone(pairs), func(o int) bool { return o == k }))))
	}
	rest := j.without(pairs)
	for {
		c, ok := rest.Conflict()
		if !ok {
			return fs
		}
		fs = append(fs, j.conflict(c, rest))
		for _, k := range c.Pairs { // told; look for what is impossible elsewhere
			rest.Nodes[k].Judged = false
		}
	}
}

// without is the row with some of its pairs left out.
func (j *judge) without(pairs []int) chain.Row {
	row := chain.Row{Limit: j.row.Limit, Nodes: slices.Clone(j.row.Nodes)}
	for _, k := range pairs {
		row.Nodes[k].Judged = false
	}
	return row
}

// brokenPair tells one pair; rest is the row without the others.
func (j *judge) brokenPair(k int, rest chain.Row) diag.Finding {
	f := diag.Finding{Verdict: diag.Broken, Entities: j.entities(k-1, k)}
	y, limit := j.latest(k - 1)
	if j.lines[k].end {
		f.Message = fmt.Sprintf("después de %s %s no hay otra sesión, y el plazo de %s termina a más tardar el %s%s",
			j.nameWhen(k-1), j.Body.Of(), j.length(), j.Day(limit), j.counted(y))
		f.Remedy = fmt.Sprintf("programe otra sesión a más tardar el %s", j.Day(limit))
		j.at(&f, k-1)
		return f
	}
	f.Message = fmt.Sprintf("entre %s y %s %s pasan más de %s: el último día era el %s%s",
		j.nameWhen(k-1), j.nameWhen(k), j.Body.Of(), j.length(), j.Day(limit), j.counted(y))
	f.Remedy = j.moves(rest, k-1, k, limit)
	if f.Remedy == "" {
		f.Remedy = fmt.Sprintf("programe otra sesión entre las dos, a más tardar el %s", j.Day(limit))
	}
	j.at(&f, k)
	return f
}

// moves offers to bring the later session forward, or to put the earlier one
// off, and offers only what makes the row hold once tried.
func (j *judge) moves(row chain.Row, early, late int, limit when.Day) string {
	try := func(k int, d when.Day) bool {
		moved := chain.Row{Limit: row.Limit, Nodes: slices.Clone(row.Nodes)}
		moved.Nodes[k].Days = when.Days(d)
		return moved.Answer().Holds
	}
	movable := func(k int) bool { return j.lines[k].mine && j.lines[k].session.State != agenda.Held }
	var offers []string
	if movable(late) {
		for d := limit; d > limit-10; d-- {
			if j.Calendar.IsWorkday(d) && try(late, d) {
				offers = append(offers, fmt.Sprintf("adelante %s al %s", j.name(late), j.Day(d)))
				break
			}
		}
	}
	if movable(early) {
		for d := row.Nodes[early].Days.Last() + 1; d <= row.Nodes[late].Days.Last(); d++ {
			if j.Calendar.IsWorkday(d) && try(early, d) {
				offers = append(offers, fmt.Sprintf("recorra %s al %s", j.name(early), j.Day(d)))
				break
			}
		}
	}
	return strings.Join(offers, ", o ")
}

// conflict tells an impossibility as a proof: from its first date on, the
// last day that each session leaves to the next.
func (j *judge) conflict(c chain.Conflict, rest chain.Row) diag.Finding {
	nodes := c.Sessions()
	f := diag.Finding{Verdict: diag.Broken, Entities: j.entities(nodes...)}
	var names []string
	for _, k := range nodes {
		if !j.lines[k].end {
			names = append(names, j.name(k))
		}
	}
	f.Message = fmt.Sprintf("%s %s no pueden cumplir a la vez el intervalo de %s", rule.Join(names), j.Body.Of(), j.length())
	var limit when.Day = math.MaxInt32
	for i, k := range nodes {
		days := j.row.Nodes[k].Days
		if !slices.Contains(c.Dates, k) && limit < math.MaxInt32 { // freed: any day up to the limit
			days = when.NewSet(when.Range{First: limit - 45, Last: limit})
		}
		if i == len(nodes)-1 {
			step := fmt.Sprintf("%s no puede celebrarse antes del %s", j.name0(k), j.Day(days.First()))
			if j.lines[k].end {
				step = fmt.Sprintf("después no hay otra sesión hasta el fin del programa, el %s", j.Day(j.Program().Period.Last))
			}
			f.Steps = append(f.Steps, step)
			break
		}
		var reach, from when.Day = math.MinInt32, 0
		for y := range days.All() {
			if y <= limit && j.row.Limit(y) > reach {
				reach, from = j.row.Limit(y), y
			}
		}
		next := nodes[i+1]
		obliges := "obliga a celebrar " + j.name0(next)
		if j.lines[next].end {
			obliges = "obliga a celebrar otra"
		}
		f.Steps = append(f.Steps, fmt.Sprintf("%s, a más tardar el %s, %s a más tardar el %s%s", j.name(k), j.Day(from), obliges, j.Day(reach), j.counted(from)))
		limit = reach
	}
	first, last := nodes[0], nodes[len(nodes)-1]
	f.Remedy = j.moves(rest, first, last, limit)
	if f.Remedy == "" {
		f.Remedy = "fije las fechas de modo que cada sesión caiga dentro del plazo de la anterior, o programe una más entre ellas"
	}
	j.at(&f, last)
	return f
}

// name0 is name for a node that may be the end of the programme.
func (j *judge) name0(k int) string {
	if j.lines[k].end {
		return "otra sesión"
	}
	return j.name(k)
}
