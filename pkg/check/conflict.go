package check

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/joint"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// together gathers what the error-level rules ask of the days of sessions.
func (r *Result) together(m *rule.Model, rl *rule.Rule, pass rule.Pass, binds bodies) {
	if rl.Severity != diag.Error || rl.Kind.Together == nil {
		return
	}
	pass.Rule = rl
	if !rl.Kind.PerBody {
		rl.Kind.Together(&pass, m)
		return
	}
	for _, b := range r.Program.Bodies {
		if binds(b) {
			pass.Body = b
			rl.Kind.Together(&pass, m)
		}
	}
}

// mostConflicts is how many are told of sessions that hang together: who has
// mended ten will run this again.
const mostConflicts = 10

// conflicts decides whether all that the rules ask can hold at once, and tells
// why where it cannot: one irreducible reason after another, each without what
// those before it ask. What a rule cannot do by itself, it has told.
func (r *Result) conflicts(m *rule.Model, pass rule.Pass) []diag.Finding {
	t := &teller{Pass: &pass, m: m}
	r.model = m
	problem := &m.Problem
	for _, v := range r.Verdicts {
		if v.Verdict.Verdict == diag.Broken {
			problem = t.without(problem, v)
		}
	}
	var fs []diag.Finding
	for _, rl := range m.GaveUp {
		f := diag.Finding{Rule: "conflicto", Verdict: diag.Open, Severity: diag.Warning, Because: []diag.Because{diag.GaveUp}, Basis: rl.Basis}
		f.Place, f.Path = t.Program().PeriodAt.At, t.Program().PeriodAt.Path
		f.Message = fmt.Sprintf("no se pudo determinar si «%s» puede cumplirse a la vez que las demás reglas: son demasiados los pares de sesiones", rl.ID)
		f.Remedy = "fije el día de algunas sesiones y vuelva a revisar"
		fs = append(fs, f)
	}
	for _, part := range problem.Parts() {
		for range mostConflicts {
			answer := part.Decide()
			if answer == joint.GaveUp {
				fs = append(fs, t.gaveUp(part))
			}
			if answer != joint.Fails {
				break
			}
			c := part.Conflict()
			if c == nil { // not even the order can be kept, and that is told
				break
			}
			fs = append(fs, t.conflict(part, c))
			part.Problem = part.Without(c.Asks)
		}
		r.parts = append(r.parts, part)
	}
	return fs
}

// teller writes conflicts.
type teller struct {
	*rule.Pass
	m *rule.Model
}

// without takes from a problem what a rule asks in vain even by itself.
func (t *teller) without(p *joint.Problem, v Judged) *joint.Problem {
	var others, own, told []int
	for i, d := range t.m.Demands {
		if d.Rule != v.Rule || d.Body != v.Body {
			others = append(others, i)
			continue
		}
		own = append(own, i)
		if slices.Contains(v.Told, d.Key) {
			told = append(told, i)
		}
	}
	if v.Told != nil {
		return p.Without(told)
	}
	if len(own) == 0 {
		return p
	}
	alone := p.Without(others)
	vain := alone.Impossible()
	for range mostConflicts {
		c := alone.Without(vain).Conflict()
		if c == nil {
			return p.Without(vain)
		}
		vain = append(vain, c.Asks...)
	}
	return p.Without(own)
}

// name writes a session as messages call it: «la 27.ª».
func (t *teller) name(node int) string {
	switch s := t.m.Sessions[node]; {
	case s.End:
		return "otra sesión"
	case s.Session != nil:
		return rule.The(*s.Session)
	default:
		return "la " + when.OrdinalFigure(s.Previous.Number.Value, true)
	}
}

// nameOf writes «la 27.ª de la Subcomisión».
func (t *teller) nameOf(node int) string { return t.name(node) + " " + t.m.Sessions[node].Body.Of() }

// names writes sessions body by body: «la 26.ª y la 27.ª de la Subcomisión, y
// la 20.ª del Pleno».
func (t *teller) names(nodes []int) string {
	var parts, names []string
	for i, n := range nodes {
		if t.m.Sessions[n].End {
			continue
		}
		names = append(names, t.name(n))
		if i+1 == len(nodes) || t.m.Sessions[nodes[i+1]].Body != t.m.Sessions[n].Body || t.m.Sessions[nodes[i+1]].End {
			parts = append(parts, rule.Join(names)+" "+t.m.Sessions[n].Body.Of())
			names = nil
		}
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " y " + parts[last]
}

// finding is one about sessions and rules of a part, placed at the last of
// its sessions that stands in the programme.
func (t *teller) finding(nodes, asks []int) (f diag.Finding, rules []string) {
	f = diag.Finding{Rule: "conflicto", Verdict: diag.Broken, Severity: diag.Error}
	f.Place, f.Path = t.Program().PeriodAt.At, t.Program().PeriodAt.Path
	for _, n := range nodes {
		s := t.m.Sessions[n]
		if s.Session == nil {
			continue
		}
		f.Entities = append(f.Entities, s.Session.ID())
		if s.Mine {
			at := s.Session.DateAt()
			f.Place, f.Path = at.At, at.Path
		}
	}
	for _, a := range asks {
		rl := t.m.Demands[a].Rule
		if id := "«" + rl.ID + "»"; !slices.Contains(rules, id) {
			rules = append(rules, id)
			for _, b := range rl.Basis {
				if !slices.Contains(f.Basis, b) {
					f.Basis = append(f.Basis, b)
				}
			}
		}
	}
	return f, rules
}

// conflict tells an irreducible reason as a proof.
func (t *teller) conflict(part joint.Part, c *joint.Conflict) diag.Finding {
	dates, asks := make([]int, len(c.Dates)), make([]int, len(c.Asks))
	for i, n := range c.Dates {
		dates[i] = part.NodesOf[n]
	}
	for i, a := range c.Asks {
		asks[i] = part.AsksOf[a]
	}
	nodes := slices.Clone(dates)
	for _, a := range asks {
		nodes = append(nodes, t.m.Problem.Pair(a)...)
	}
	slices.Sort(nodes)
	nodes = slices.Compact(nodes)
	f, rules := t.finding(nodes, asks)
	body := t.Program().Body(t.m.Demands[asks[0]].Body)
	if f.Entities == nil && body != nil {
		f.Entities = []string{body.ID.Value}
		f.Place, f.Path = body.ID.At, body.ID.Path
	}
	verb := "no pueden cumplir a la vez "
	if len(f.Entities) == 1 {
		verb = "no puede cumplir a la vez "
	}
	f.Message = t.names(nodes) + " " + verb + rule.Join(rules)
	if len(rules) == 1 {
		f.Message = fmt.Sprintf("%s %s todo lo que pide %s", t.names(nodes), strings.TrimSuffix(verb, "a la vez ")+"a la vez", rules[0])
	}
	if len(dates) == 0 && body != nil {
		f.Message = fmt.Sprintf("%s: en ningún día puede cumplirse a la vez lo que pide %s", body.Label(), rule.Join(rules))
	}
	if c.Whole {
		f.Message = fmt.Sprintf("%s no pueden cumplirse a la vez en %s", rule.Join(rules), rule.Count(len(f.Entities), "sesión", "sesiones"))
		f.Steps = []string{"son demasiadas las sesiones que se estorban para decir cuáles bastan"}
		f.Remedy = "reparta mejor las sesiones, o revise el programa por partes"
		return f
	}
	if len(f.Entities) > mostNamed {
		f.Message = fmt.Sprintf("%s %s no pueden cumplir a la vez %s", rule.Count(len(f.Entities), "sesión", "sesiones"), t.m.Sessions[nodes[0]].Body.Of(), rule.Join(rules))
	}
	for _, s := range part.Proof(c) {
		s.Node = part.NodesOf[s.Node]
		if s.By >= 0 {
			s.By = part.NodesOf[s.By]
		}
		if s.Ask >= 0 {
			s.Ask = part.AsksOf[s.Ask]
		}
		f.Steps = append(f.Steps, t.step(s))
	}
	if f.Steps == nil {
		for _, a := range asks {
			of := ""
			if pair := t.m.Problem.Pair(a); pair != nil {
				of = " a " + t.names(pair)
			}
			f.Steps = append(f.Steps, fmt.Sprintf("«%s» pide%s %s", t.m.Demands[a].Rule.ID, of, t.m.Demands[a].Says))
		}
		f.Steps = append(f.Steps, "se probaron todas las combinaciones de sus días y ninguna cumple todo")
	}
	f.Remedy = t.remedy(part, c)
	return f
}

// mostNamed is how many sessions a message names one by one.
const mostNamed = 8

// gaveUp tells that the search stopped.
func (t *teller) gaveUp(part joint.Part) diag.Finding {
	f, rules := t.finding(part.NodesOf, part.AsksOf)
	f.Verdict, f.Severity, f.Because = diag.Open, diag.Warning, []diag.Because{diag.GaveUp}
	f.Message = fmt.Sprintf("no se pudo determinar si %s pueden cumplirse a la vez: son demasiadas las combinaciones de días", rule.Join(rules))
	if len(rules) == 1 {
		f.Message = fmt.Sprintf("no se pudo determinar si puede cumplirse todo lo que pide %s: son demasiadas las combinaciones de días", rules[0])
	}
	f.Remedy = "fije el día de algunas sesiones y vuelva a revisar"
	return f
}

// step tells one inference of a proof.
func (t *teller) step(s joint.Step) string {
	left := s.After
	final := len(left) == 0
	law := "por el orden de las sesiones"
	if s.Ask >= 0 {
		law = "«" + t.m.Demands[s.Ask].Rule.ID + "»"
	}
	if s.By < 0 {
		says := t.m.Demands[s.Ask].Says
		if final && len(s.Before) == 0 {
			return fmt.Sprintf("%s pide %s, y no hay cómo", law, says)
		}
		if final {
			return fmt.Sprintf("%s no puede tener lo que pide %s (%s): %s", t.nameOf(s.Node), law, says, t.days(s.Before))
		}
		return fmt.Sprintf("%s (%s) deja a %s %s", law, says, t.nameOf(s.Node), t.days(left))
	}
	high := s.Before[len(s.Before)-1] > s.Allowed.Last
	low := s.Before[0] < s.Allowed.First
	if !final {
		high, low = left[len(left)-1] < s.Before[len(s.Before)-1], left[0] > s.Before[0]
	}
	by := t.bound(s.ByDays, low, high)
	if t.m.Sessions[s.By].End { // nobody chose that day
		return fmt.Sprintf("después %s no hay otra sesión en el programa, y %s exige que la hubiera: %s no puede ser %s", rule.Of(t.nameOf(s.Node)), law, t.name(s.Node), t.days(s.Before))
	}
	if final && t.m.Sessions[s.Node].End {
		return fmt.Sprintf("%s, %s, exige otra sesión a más tardar el %s (%s), y en el programa no la hay", t.nameOf(s.By), by, t.Day(s.Allowed.Last), law)
	}
	if !final {
		return fmt.Sprintf("%s, %s, exige %s %s (%s)", t.nameOf(s.By), by, t.name(s.Node), t.bound(left, low, high), law)
	}
	switch {
	case high && !low:
		return fmt.Sprintf("%s, %s, exige %s a más tardar el %s (%s), y no puede celebrarse antes del %s", t.nameOf(s.By), by, t.name(s.Node), t.Day(s.Allowed.Last), law, t.Day(s.Before[0]))
	case low && !high:
		return fmt.Sprintf("%s, %s, exige %s a partir del %s (%s), y no puede celebrarse después del %s", t.nameOf(s.By), by, t.name(s.Node), t.Day(s.Allowed.First), law, t.Day(s.Before[len(s.Before)-1]))
	}
	return fmt.Sprintf("%s, %s, no deja a %s ninguno de sus días (%s): %s", t.nameOf(s.By), by, t.name(s.Node), law, t.days(s.Before))
}

// bound writes which of a session's days matter: the first, the last or all.
func (t *teller) bound(days []when.Day, low, high bool) string {
	switch {
	case len(days) == 1 || low == high:
		return t.days(days)
	case high:
		return "a más tardar el " + t.Day(days[len(days)-1])
	}
	return "a partir del " + t.Day(days[0])
}

// days writes a few days one by one and many by their ends.
func (t *teller) days(days []when.Day) string {
	if len(days) <= 3 {
		var words []string
		for _, d := range days {
			words = append(words, "el "+t.Day(d))
		}
		return rule.JoinOr(words)
	}
	return fmt.Sprintf("algún día entre el %s y el %s", t.Day(days[0]), t.Day(days[len(days)-1]))
}

// remedy offers the nearest day for each date of a conflict with which
// everything can hold, as the solver has confirmed.
func (t *teller) remedy(part joint.Part, c *joint.Conflict) string {
	period := t.Program().Period
	if t.Agenda.AsOf != nil {
		period.First = max(period.First, *t.Agenda.AsOf)
	}
	var working []when.Day
	for d := period.First; d <= period.Last; d++ {
		if t.Calendar.IsWorkday(d) {
			working = append(working, d)
		}
	}
	days := when.Days(working...)
	var offers []string
	for _, n := range slices.Backward(c.Dates) {
		s := t.m.Sessions[part.NodesOf[n]]
		if !s.Mine || s.Session.State == agenda.Held || period.First > period.Last {
			continue
		}
		if d, ok := part.Nearest(n, days.Minus(t.m.Taken(part.NodesOf[n], s.Body))); ok {
			offers = append(offers, fmt.Sprintf("fije %s el %s", t.nameOf(part.NodesOf[n]), t.Day(d)))
		}
		if len(offers) == 2 {
			break
		}
	}
	counts := func(i int) bool { _, is := part.Asks[i].(joint.Count); return is }
	if i := slices.IndexFunc(c.Asks, counts); i >= 0 {
		body := t.Program().Body(t.m.Demands[part.AsksOf[c.Asks[i]]].Body)
		if d, ok := part.More(c, days.Minus(t.m.Taken(-1, body))); ok {
			offers = append(offers, fmt.Sprintf("programe una sesión más, el %s", t.Day(d)))
		}
	}
	if offers == nil {
		return "no basta mover una sola sesión: mueva varias, o justifique en «waivers» la regla que no pueda cumplirse"
	}
	return rule.JoinOr(offers)
}
