package mininterval

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// name writes a node as messages call it: «la 27.ª».
func (j *judge) name(k int) string {
	if s := j.lines[k].Session; s != nil {
		return rule.The(*s)
	}
	return "la " + when.OrdinalFigure(j.lines[k].Previous.Number.Value, true)
}

// nameWhen writes «la 27.ª (junio)».
func (j *judge) nameWhen(k int) string {
	l := j.lines[k]
	switch {
	case l.Session != nil:
		return j.TheWhen(*l.Session)
	case l.Days.IsEmpty():
		return j.name(k) + " (cuyo día no se conoce)"
	}
	return fmt.Sprintf("%s (%s)", j.name(k), j.Day(l.Days.First()))
}

// finding begins a finding about some nodes, at the date of the last.
func (j *judge) finding(v diag.Verdict, nodes ...int) diag.Finding {
	f := diag.Finding{Verdict: v}
	for _, k := range nodes {
		if s := j.lines[k].Session; s != nil {
			f.Entities = append(f.Entities, s.ID())
			at := s.DateAt()
			f.Place, f.Path = at.At, at.Path
		}
	}
	return f
}

// fixed returns the day of a node that has only one.
func (j *judge) fixed(k int) (when.Day, bool) {
	d := j.row.Nodes[k].Days
	return d.First(), d.Len() == 1
}

// soonest is the first day that the next session can have after one on any of
// some days, and the day which gives it.
func (j *judge) soonest(days when.Set) (y, from when.Day) {
	y, from = days.First(), j.from(days.First())
	for d := range days.All() {
		if f := j.from(d); f < from {
			y, from = d, f
		}
		if d >= from {
			break
		}
	}
	return y, from
}

// counted says how the day after y came about where that is not plain.
func (j *judge) counted(y when.Day) string {
	if plain := j.fromRolled(y, false); j.roll && plain != j.from(y) {
		return fmt.Sprintf("; el plazo terminaría el %s, inhábil, y se recorre", plain.Long())
	}
	return ""
}

// open tells every pair that may be too near, and why it is not known.
func (j *judge) open(a chain.Answer) (fs []diag.Finding) {
	for k, pair := range a.Pairs {
		if !pair.CanFail {
			continue
		}
		before := k - 1 // the last before it that may be too near
		for before > 0 && j.row.Nodes[before].Maybe && !j.canFail(before, k) {
			before--
		}
		f := j.finding(diag.Open, before, k)
		f.Because = j.reasons(k, pair)
		f.Message = fmt.Sprintf("entre %s y %s %s %s pasar menos de %s", j.nameWhen(before), j.nameWhen(k), j.Body.Of(), j.can(), j.span)
		f.Remedy = j.openRemedy(before, k)
		fs = append(fs, f)
	}
	return fs
}

// canFail reports whether a session can come too soon after an earlier one,
// if none is held between them.
func (j *judge) canFail(early, late int) bool {
	row := chain.Row{From: j.row.From, Nodes: []chain.Node{j.row.Nodes[early], j.row.Nodes[late]}}
	row.Nodes[0].Maybe, row.Nodes[1].Maybe = false, false
	return row.Answer().Pairs[1].CanFail
}

// reasons are those for which a pair is open.
func (j *judge) reasons(k int, pair chain.Pair) (why []diag.Because) {
	held := j.held.Ordered && j.held.Pairs[k].CanFail
	if _, known := j.fixed(k - 1); held && !known {
		why = append(why, diag.UndefinedDate)
		if j.lines[k-1].Days.IsEmpty() {
			why[0] = diag.UnknownPrevious
		}
	}
	if _, known := j.fixed(k); held && !known {
		why = rule.Add(why, diag.UndefinedDate)
	}
	if !j.held.Ordered || j.held.Pairs[k] != pair || why == nil {
		why = append(why, diag.Unrecorded)
	}
	return why
}

// ask is the remedy where what is missing is not a date but what is known of
// some sessions; "" if nothing is.
func (j *judge) ask(nodes ...int) string {
	var unrecorded, tentative []string
	for _, k := range nodes {
		s := j.lines[k].Session
		switch {
		case j.lines[k].Days.IsEmpty():
			return fmt.Sprintf("escriba en «previous_session» el día de %s: el plazo corre desde él", j.name(k))
		case s != nil && s.Unsure:
			unrecorded = append(unrecorded, j.name(k))
		case s != nil && s.Date.Tentative:
			tentative = append(tentative, j.name(k))
		}
	}
	switch {
	case unrecorded != nil:
		return fmt.Sprintf("registre qué día se celebró %s (held), o que no se celebró (not_held)", strings.Join(unrecorded, ", y qué día "))
	case tentative != nil:
		return fmt.Sprintf("confirme la fecha de %s", rule.Join(tentative))
	}
	return ""
}

func (j *judge) openRemedy(early, late int) string {
	y, fixedY := j.fixed(early)
	x, fixedX := j.fixed(late)
	days := j.row.Nodes[early].Days
	switch ask := j.ask(early, late); {
	case ask != "":
		return ask
	case fixedY:
		return fmt.Sprintf("fije %s a partir del %s%s", j.name(late), j.Day(j.from(y)), j.counted(y))
	case fixedX:
		last, any := when.Day(0), false // days up to it will do
		for d := range days.All() {
			if j.from(d) > x {
				break
			}
			last, any = d, true
		}
		if any {
			return fmt.Sprintf("fije %s a más tardar el %s", j.name(early), j.Day(last))
		}
	}
	first, last := days.First(), days.Last()
	return fmt.Sprintf("deje %s entre las dos: si %s se celebra el %s, fije %s a partir del %s; si el %s, a partir del %s",
		j.span, j.name(early), j.Day(first), j.name(late), j.Day(j.from(first)), j.Day(last), j.Day(j.from(last)))
}

// broken tells every pair that no choice saves, and then what is impossible
// only together. All sessions are sure to be held.
func (j *judge) broken() (fs []diag.Finding, told []string) {
	base := chain.Row{From: j.row.From, Nodes: slices.Clone(j.row.Nodes)}
	var pairs []int
	for k, pair := range base.Answer().Pairs {
		if k > 0 && base.Nodes[k].Judged && !pair.CanHold {
			pairs = append(pairs, k)
			base.Nodes[k].Judged = false
		}
	}
	conflicts := base.Conflicts()
	for _, c := range conflicts {
		for _, k := range c.Pairs {
			base.Nodes[k].Judged = false
		}
	}
	for k := range base.Nodes {
		if j.row.Nodes[k].Judged && !base.Nodes[k].Judged {
			told = append(told, j.lines[k].Key())
		}
	}
	frame := base.Frame()
	first := j.first()
	for _, k := range pairs {
		days := j.row.Nodes[k-1].Days
		y, from := j.soonest(days.Intersect(when.NewSet(when.Range{First: first[k-1], Last: days.Last()})))
		f := j.finding(diag.Broken, k-1, k)
		f.Message = fmt.Sprintf("entre %s y %s %s %s menos de %s: %s, no antes del %s%s",
			j.nameWhen(k-1), j.nameWhen(k), j.Body.Of(), j.pass(), j.span, j.name(k), j.Day(from), j.counted(y))
		f.Remedy = j.moves(frame, k-1, k, []int{k}, from)
		fs = append(fs, f)
	}
	for _, c := range conflicts {
		fs = append(fs, j.conflict(c, frame))
	}
	return fs, told
}

// first is the first day that each session can have in the order.
func (j *judge) first() []when.Day {
	days := make([]when.Day, len(j.row.Nodes))
	for k, n := range j.row.Nodes {
		days[k] = n.Days.First()
		if k > 0 {
			days[k] = n.Days.Intersect(when.NewSet(when.Range{First: days[k-1], Last: n.Days.Last()})).First()
		}
	}
	return days
}

// movable reports whether a session can still be given another day.
func (j *judge) movable(k int) bool {
	return j.lines[k].Mine && j.lines[k].Session.State != agenda.Held
}

// moves offers to put the later of two sessions off, or to bring the earlier
// one forward, and offers only what lets the row hold once tried.
func (j *judge) moves(frame *chain.Frame, early, late int, pairs []int, from when.Day) string {
	stretch := slices.Clone(j.row.Nodes[early : late+1])
	for i := range stretch {
		stretch[i].Judged = frame.Binds(early+i) || slices.Contains(pairs, early+i)
	}
	try := func(k int, d when.Day) bool {
		if !j.Calendar.IsWorkday(d) || j.Agenda.AsOf != nil && d < *j.Agenda.AsOf {
			return false
		}
		nodes := slices.Clone(stretch)
		nodes[k-early].Days = when.Days(d)
		return frame.Holds(early, nodes)
	}
	period := j.Program().Period
	var offers []string
	if j.movable(late) {
		last := period.Last
		if late+1 < len(j.lines) {
			last = min(last, j.row.Nodes[late+1].Days.Last())
		}
		for d := max(from, period.First); d <= last; d++ {
			if try(late, d) {
				offers = append(offers, fmt.Sprintf("recorra %s al %s", j.name(late), j.Day(d)))
				break
			}
		}
	}
	if j.movable(early) {
		first := period.First
		if early > 0 {
			first = max(first, j.row.Nodes[early-1].Days.First())
		}
		for d := min(j.row.Nodes[early].Days.First()-1, period.Last); d >= first; d-- {
			if try(early, d) {
				offers = append(offers, fmt.Sprintf("adelante %s al %s", j.name(early), j.Day(d)))
				break
			}
		}
	}
	switch {
	case offers != nil:
		return strings.Join(offers, ", o ")
	case j.movable(early) || j.movable(late):
		return "no basta con mover una de ellas: recorra también las siguientes, o cancele una"
	}
	return "si hubo motivo para no esperar, justifíquelo en «waivers»"
}

// conflict tells an impossibility as a proof: from its first date on, the
// first day that each session leaves to the next.
func (j *judge) conflict(c chain.Conflict, frame *chain.Frame) diag.Finding {
	nodes := c.Sessions()
	first, last := nodes[0], nodes[len(nodes)-1]
	f := j.finding(diag.Broken, nodes...)
	var names []string
	for _, k := range nodes {
		names = append(names, j.name(k))
	}
	f.Message = fmt.Sprintf("%s %s no pueden cumplir a la vez el intervalo de al menos %s", rule.Join(names), j.Body.Of(), j.span)
	from := j.row.Nodes[first].Days.First() // the first day that node k can have
	told := first
	for k := first; ; k++ {
		days := j.row.Nodes[k].Days
		if !slices.Contains(c.Dates, k) { // freed: any day from then on
			days = when.NewSet(when.Range{First: from, Last: from + 45})
		}
		bound := k == first || slices.Contains(c.Pairs, k) // by the pair, and not by the order alone
		if k == last {
			step := j.name(k) + " no"
			if !bound {
				step += fmt.Sprintf(" va antes que %s, y no", j.name(told))
			}
			f.Steps = append(f.Steps, fmt.Sprintf("%s puede celebrarse después del %s", step, j.Day(days.Last())))
			break
		}
		days = days.Intersect(when.NewSet(when.Range{First: from, Last: max(from, days.Last())}))
		from = days.First()
		if !slices.Contains(c.Pairs, k+1) {
			continue
		}
		y, next := j.soonest(days)
		step := j.name(k)
		if !bound {
			step += fmt.Sprintf(", que no va antes que %s", j.name(told))
		}
		f.Steps = append(f.Steps, fmt.Sprintf("%s, a partir del %s, obliga a celebrar %s a partir del %s%s", step, j.Day(y), j.name(k+1), j.Day(next), j.counted(y)))
		from, told = next, k+1
	}
	f.Remedy = j.moves(frame, first, last, c.Pairs, from)
	return f
}
