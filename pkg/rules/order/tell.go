package order

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

type judge struct {
	*rule.Pass // of the body that comes then
	firsts     []*program.Body
	span       rule.Span
	each       bool
	lines      []rule.Line   // of then, by node
	early      [][]rule.Line // of firsts, by row and node
	now        *rows
}

// gather makes the rows.
func (j *judge) gather() {
	j.now = &rows{Pass: j.Pass, span: j.span, each: j.each}
	for _, b := range j.firsts {
		of := *j.Pass
		of.Body = b
		for _, kind := range j.kinds(b.ID.Value) {
			var row chain.Row
			var lines []rule.Line
			for _, l := range of.Lines(kind) {
				if l.Days.IsEmpty() { // the day of a previous session is unknown
					continue
				}
				row.Nodes, lines = append(row.Nodes, chain.Node{Days: l.Days, Maybe: l.Maybe}), append(lines, l)
			}
			j.now.firsts, j.early = append(j.now.firsts, row), append(j.early, lines)
		}
	}
	for _, l := range j.Lines(j.Rule.Values.Text("sessions")) {
		n := chain.Node{Days: l.Days, Maybe: l.Maybe}
		if n.Days.IsEmpty() {
			n.Days = j.anyDay()
		}
		judged := l.Mine && !(j.each && l.Gap) && slices.ContainsFunc(slices.Collect(l.Days.All()), j.Rule.InForce)
		j.lines = append(j.lines, l)
		j.now.then.Nodes, j.now.judged = append(j.now.then.Nodes, n), append(j.now.judged, judged)
	}
}

// kinds lists the kinds of session of firsts that count.
func (j *judge) kinds(body string) (kinds []string) {
	if k := j.Rule.Values.Text("first_sessions"); k != "" {
		return []string{k}
	}
	if b := j.Program().Body(body); b != nil && b.Previous != nil {
		kinds = append(kinds, program.Ordinary)
	}
	for _, a := range append(append(slices.Clone(j.Before), j.Agenda), j.After...) {
		for _, s := range a.Sessions(body, "") {
			if !slices.Contains(kinds, s.KindOf()) {
				kinds = append(kinds, s.KindOf())
			}
		}
	}
	return kinds
}

// anyDay is the days that a previous session whose day is unknown can have
// had: up to the last day of the first session listed, from before every
// session that could come after it.
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
	for _, row := range j.now.firsts {
		for _, n := range row.Nodes {
			first = min(first, n.Days.First())
		}
	}
	return when.NewSet(when.Range{First: min(first, last) - 1, Last: last})
}

// held is the rows if every session that nobody recorded was held.
func (r *rows) held() *rows {
	out := &rows{Pass: r.Pass, span: r.span, each: r.each, judged: r.judged}
	sure := func(row chain.Row) chain.Row {
		nodes := slices.Clone(row.Nodes)
		for k := range nodes {
			nodes[k].Maybe = false
		}
		return chain.Row{Nodes: nodes}
	}
	for _, row := range r.firsts {
		out.firsts = append(out.firsts, sure(row))
	}
	out.then = sure(r.then)
	return out
}

// because says why an open verdict is open: what nobody recorded is a reason
// only if the record would decide it.
func (j *judge) because(a answer) (because []diag.Because) {
	held := j.now.held()
	verdict := diag.Broken // they cannot all have been held
	var h answer
	if held.work() {
		h = held.answer()
		verdict = h.verdict
	}
	for k, in := range h.instances {
		if !in.canFail {
			continue
		}
		for _, b := range j.reasons(held, k) {
			because = rule.Add(because, b)
		}
	}
	if verdict != diag.Open {
		because = append(because, diag.Unrecorded)
	}
	if a.gaveUp {
		because = append(because, diag.GaveUp)
	}
	return because
}

// reasons are the dates for which one session of then is open.
func (j *judge) reasons(r *rows, k int) (why []diag.Because) {
	unknown := j.each && k > 0 && j.lines[k-1].Days.IsEmpty()
	if unknown {
		why = append(why, diag.UnknownPrevious)
	}
	x := r.then.Nodes[k].Days
	lo := always
	if j.each && k > 0 {
		lo = r.then.Nodes[k-1].Days.First()
	}
	window := when.NewSet(when.Range{First: r.start(lo) + 1, Last: r.until(x.Last())})
	several := func(days when.Set) bool { return days.Len() > 1 && !days.Intersect(window).IsEmpty() }
	undefined := x.Len() > 1 || j.each && k > 0 && !unknown && r.then.Nodes[k-1].Days.Len() > 1
	for i, row := range r.firsts {
		for n, node := range row.Nodes {
			undefined = undefined || several(r.first[i].Of(n, node.Days))
		}
	}
	if undefined {
		why = append(why, diag.UndefinedDate)
	}
	return why
}

// ofFirst writes «de la Subcomisión».
func (j *judge) ofFirst() string {
	var names []string
	for _, b := range j.firsts {
		names = append(names, b.Of())
	}
	if len(names) > 3 {
		return fmt.Sprintf("de alguno de los %d órganos que le preceden", len(names))
	}
	return strings.Join(names, " o ")
}

// notice writes how long before: «, al menos cinco días hábiles antes de ella».
func (j *judge) notice(of string) string {
	if j.span.N == 0 {
		return ""
	}
	return fmt.Sprintf(", al menos %s antes de %s", j.span, of)
}

// name writes a session of then, «la 19.ª», with its date if asked.
func (j *judge) name(k int) string {
	if s := j.lines[k].Session; s != nil {
		return rule.The(*s)
	}
	return "la " + when.OrdinalFigure(j.lines[k].Previous.Number.Value, true)
}

func (j *judge) nameWhen(k int) string {
	switch l := j.lines[k]; {
	case l.Session != nil:
		return j.TheWhen(*l.Session)
	case l.Days.IsEmpty():
		return j.name(k) + " (cuyo día no se conoce)"
	default:
		return fmt.Sprintf("%s (%s)", j.name(k), j.Day(l.Days.First()))
	}
}

// where writes where a session is missing: «entre la 19.ª (mayo) y la 20.ª
// (julio) del Pleno».
func (j *judge) where(k int) string {
	if j.each && k > 0 {
		return fmt.Sprintf("entre %s y %s %s", j.nameWhen(k-1), j.nameWhen(k), j.Body.Of())
	}
	return fmt.Sprintf("antes de %s %s", j.nameWhen(k), j.Body.Of())
}

// finding begins a finding about a session of then.
func (j *judge) finding(v diag.Verdict, k int) diag.Finding {
	f := diag.Finding{Verdict: v}
	if j.each && k > 0 && j.lines[k-1].Session != nil {
		f.Entities = append(f.Entities, j.lines[k-1].Session.ID())
	}
	s := j.lines[k].Session
	at := s.DateAt()
	f.Place, f.Path, f.Entities = at.At, at.Path, append(f.Entities, s.ID())
	return f
}

// open tells each session before which there may be none.
func (j *judge) open(a answer) (fs []diag.Finding) {
	for k, in := range a.instances {
		if !in.canFail {
			continue
		}
		f := j.finding(diag.Open, k)
		f.Because = j.reasons(j.now, k)
		ask := j.ask(k)
		if ask != "" && !slices.Contains(f.Because, diag.UnknownPrevious) || f.Because == nil {
			f.Because = append(f.Because, diag.Unrecorded)
		}
		f.Message = fmt.Sprintf("%s puede no haber sesión %s%s", j.where(k), j.ofFirst(), j.notice("la segunda"))
		if !j.each || k == 0 {
			f.Message = fmt.Sprintf("%s puede no haber sesión %s%s", j.where(k), j.ofFirst(), j.notice("ella"))
		}
		f.Remedy = ask
		if ask == "" {
			f.Remedy = fmt.Sprintf("fije los días de modo que una sesión %s quede antes de %s", j.ofFirst(), j.name(k))
			if j.each && k > 0 {
				f.Remedy += " y después de " + j.name(k-1)
			}
			if j.span.N > 0 {
				f.Remedy += ", con " + j.span.String() + " de anticipación"
			}
		}
		fs = append(fs, f)
	}
	return fs
}

// ask is the remedy where what is missing is what is known of some sessions;
// "" if nothing is.
func (j *judge) ask(k int) string {
	if j.each && k > 0 && j.lines[k-1].Days.IsEmpty() {
		return fmt.Sprintf("escriba en «previous_session» el día de %s", j.name(k-1))
	}
	var names []string
	add := func(l rule.Line) {
		if l.Maybe {
			names = append(names, fmt.Sprintf("%s %s", rule.The(*l.Session), l.Session.Body.Of()))
		}
	}
	until := j.now.until(j.now.then.Nodes[k].Days.Last())
	for _, row := range j.early {
		for _, l := range row {
			if l.Days.First() <= until && (!j.each || k == 0 || l.Days.Last() >= j.now.then.Nodes[k-1].Days.First()) {
				add(l)
			}
		}
	}
	if j.each && k > 0 {
		add(j.lines[k-1])
	}
	if add(j.lines[k]); names == nil {
		return ""
	}
	return fmt.Sprintf("registre qué día se celebró %s (held), o que no se celebró (not_held)", strings.Join(names, ", y qué día "))
}

// broken tells each session before which there can be none, or else those
// that cannot each have one.
func (j *judge) broken(a answer) (fs []diag.Finding) {
	base := *j.now
	base.judged = slices.Clone(j.now.judged)
	var alone []int
	for k, in := range a.instances {
		if base.judged[k] && !in.canHold && !base.then.Nodes[k].Maybe {
			alone = append(alone, k)
			base.judged[k] = false
		}
	}
	for _, k := range alone {
		f := j.finding(diag.Broken, k)
		of := "ella"
		if j.each && k > 0 {
			of = "la segunda"
		}
		f.Message = fmt.Sprintf("%s no hay sesión %s%s", j.where(k), j.ofFirst(), j.notice(of))
		f.Remedy = j.mend(&base, k)
		fs = append(fs, f)
	}
	if alone != nil {
		return fs
	}
	set := j.irreducible()
	last := set[len(set)-1]
	f := j.finding(diag.Broken, last)
	f.Entities = nil
	var names []string
	for _, k := range set {
		names = append(names, j.nameWhen(k))
		f.Entities = append(f.Entities, j.lines[k].Session.ID())
	}
	f.Message = fmt.Sprintf("no hay manera de que haya una sesión %s antes de cada una de estas %s: %s", j.ofFirst(), j.Body.Of(), rule.Join(names))
	for k := range base.judged {
		base.judged[k] = slices.Contains(set, k)
	}
	f.Remedy = j.mend(&base, last)
	return append(fs, f)
}

// irreducible is the sessions of then of which not one can be left out of the
// reason why they cannot all be satisfied.
func (j *judge) irreducible() (set []int) {
	try := *j.now
	try.judged = slices.Clone(j.now.judged)
	for k := range try.judged {
		if !try.judged[k] {
			continue
		}
		try.judged[k] = false
		if holds, gaveUp := try.holds(); holds || gaveUp {
			try.judged[k] = true
			set = append(set, k)
		}
	}
	return set
}

// mend offers one more session of firsts, or to put one of then off, and
// offers only what lets the rest hold once tried.
func (j *judge) mend(base *rows, k int) string {
	l := j.lines[k]
	x := base.room.Of(k, base.then.Nodes[k].Days)
	past := l.Session.State == agenda.Held
	period := j.Program().Period
	usable := func(d when.Day) bool {
		return period.Contains(d) && j.Calendar.IsWorkday(d) && (j.Agenda.AsOf == nil || d >= *j.Agenda.AsOf)
	}
	try := func(change func(*rows)) bool {
		with := *base
		with.firsts, with.judged = slices.Clone(base.firsts), slices.Clone(base.judged)
		with.then.Nodes = slices.Clone(base.then.Nodes)
		with.judged[k] = true
		change(&with)
		if !with.work() {
			return false
		}
		holds, _ := with.holds()
		return holds
	}
	const tries = 20
	var offers []string
	if until := base.until(x.Last()); !past {
		for d := until; d > until-tries; d-- {
			if usable(d) && try(func(r *rows) { r.firsts = append(r.firsts, chain.Row{Nodes: []chain.Node{{Days: when.Days(d)}}}) }) {
				offers = append(offers, fmt.Sprintf("programe otra sesión %s el %s", j.ofFirst(), j.Day(d)))
				break
			}
		}
		tried, end := 0, period.Last
		if k+1 < len(j.lines) {
			end = min(end, base.then.Nodes[k+1].Days.Last())
		}
		for d := x.Last() + 1; d <= end && tried < tries; d++ {
			if !usable(d) || !base.can(base.start(base.then.Nodes[max(k-1, 0)].Days.First()), base.until(d)) && k > 0 {
				continue
			}
			tried++
			if try(func(r *rows) { r.then.Nodes[k].Days = when.Days(d) }) {
				offers = append(offers, fmt.Sprintf("recorra %s %s al %s", j.name(k), j.Body.Of(), j.Day(d)))
				break
			}
		}
	}
	switch {
	case offers != nil:
		return strings.Join(offers, ", o ")
	case past || j.Agenda.AsOf != nil && base.until(x.Last()) < *j.Agenda.AsOf:
		return fmt.Sprintf("si hubo otra sesión %s que no está en el programa, regístrela; si no, justifíquelo en «waivers»", j.ofFirst())
	}
	return fmt.Sprintf("separe las sesiones %s, y programe otra %s entre ellas", j.Body.Of(), j.ofFirst())
}
