package maxinterval

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/chain"
	"patci/pkg/diag"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// isEnd reports whether a node stands for the end of the programme.
func (j *judge) isEnd(k int) bool { return k == len(j.lines) }

// name writes a node as messages call it: «la 27.ª».
func (j *judge) name(k int) string {
	switch {
	case j.isEnd(k):
		return "otra sesión"
	case j.lines[k].Session != nil:
		return rule.The(*j.lines[k].Session)
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

// at puts a finding at a session's date; at the body where there is none.
func (j *judge) at(f *diag.Finding, k int) {
	for k = min(k, len(j.lines)-1); k >= 0; k-- {
		if j.lines[k].Mine {
			at := j.lines[k].Session.DateAt()
			f.Place, f.Path = at.At, at.Path
			return
		}
	}
	f.Place, f.Path = j.Body.ID.At, j.Body.ID.Path
}

// entities names the sessions of some nodes; the body if they have none.
func (j *judge) entities(nodes ...int) []string {
	var ids []string
	for _, k := range nodes {
		if !j.isEnd(k) && j.lines[k].Session != nil {
			ids = append(ids, j.lines[k].Session.ID())
		}
	}
	if ids == nil {
		ids = []string{j.Body.ID.Value}
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
		text += fmt.Sprintf("; terminaría el %s, inhábil, y se recorre", plain.Long())
	}
	return text
}

// open tells every pair that may exceed the limit, and why it is not known.
func (j *judge) open(a chain.Answer) (fs []diag.Finding) {
	for k, pair := range a.Pairs {
		if !pair.CanFail {
			continue
		}
		f := diag.Finding{Verdict: diag.Open, Because: j.reasons(k, pair)}
		f.Entities = j.entities(k-1, k)
		switch {
		case j.held.Ordered && !j.held.Pairs[k].CanFail:
			j.tellUnrecorded(&f, k)
		case j.isEnd(k):
			j.tellEnd(&f, k)
		default:
			f.Message = fmt.Sprintf("entre %s y %s %s pueden pasar más de %s", j.nameWhen(k-1), j.nameWhen(k), j.Body.Of(), j.span)
			f.Remedy = j.openRemedy(k)
		}
		j.at(&f, k)
		fs = append(fs, f)
	}
	return fs
}

// tellEnd tells that a session may be missing after the last one.
func (j *judge) tellEnd(f *diag.Finding, k int) {
	f.Message = fmt.Sprintf("después de %s %s puede faltar otra sesión: el plazo de %s puede terminar antes de que acabe el programa", j.nameWhen(k-1), j.Body.Of(), j.span)
	if f.Remedy = j.ask(k - 1); f.Remedy != "" {
		return
	}
	limit, last := j.Day(j.row.Limit(j.row.Nodes[k-1].Days.First())), j.Program().Period.Last
	f.Message = fmt.Sprintf("después de %s %s puede faltar otra sesión: el plazo de %s puede terminar el %s, antes de que acabe el programa", j.nameWhen(k-1), j.Body.Of(), j.span, limit)
	f.Remedy = fmt.Sprintf("programe otra sesión a más tardar el %s", limit)
	if _, latest := j.latest(k - 1); latest > last && j.movable(k-1) {
		f.Remedy += fmt.Sprintf(", o fije %s en un día cuyo plazo termine después del %s", j.name(k-1), j.Day(last))
	}
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

// reasons are those for which a pair is open.
func (j *judge) reasons(k int, pair chain.Pair) (why []diag.Because) {
	if j.held.Ordered && j.held.Pairs[k].CanFail {
		if _, known := j.fixed(k - 1); !known {
			if j.lines[k-1].Days.IsEmpty() {
				why = append(why, diag.UnknownPrevious)
			} else {
				why = append(why, diag.UndefinedDate)
			}
		}
		if _, known := j.fixed(k); !known {
			why = rule.Add(why, diag.UndefinedDate)
		}
	}
	if !j.held.Ordered || j.held.Pairs[k] != pair {
		why = append(why, diag.Unrecorded)
	}
	return why
}

// tellUnrecorded tells a pair that fails only if sessions that nobody recorded
// were not held.
func (j *judge) tellUnrecorded(f *diag.Finding, k int) {
	from := k - 1 // the last before them that was, or may have been, held
	for from > 0 && j.row.Nodes[from].Maybe && !j.canFail(from, k) {
		from--
	}
	var names []string
	for i := from + 1; i < k; i++ {
		names = append(names, j.nameWhen(i))
	}
	held := "se haya celebrado "
	if len(names) > 1 {
		held = "se hayan celebrado "
	}
	held += rule.Join(names)
	_, limit := j.latest(from)
	if j.isEnd(k) {
		f.Message = fmt.Sprintf("no consta que %s %s: si no, después de %s falta otra sesión, y el plazo de %s termina a más tardar el %s",
			held, j.Body.Of(), j.nameWhen(from), j.span, j.Day(limit))
	} else {
		f.Message = fmt.Sprintf("no consta que %s %s: si no, entre %s y %s pueden pasar más de %s",
			held, j.Body.Of(), j.nameWhen(from), j.nameWhen(k), j.span)
	}
	f.Remedy = "registre si se celebró y qué día (held), o si no se celebró (not_held)"
	if len(names) > 1 {
		f.Remedy = "registre cuáles se celebraron y qué día (held), y cuáles no (not_held)"
	}
	nodes := []int{from}
	for i := from + 1; i <= k; i++ {
		nodes = append(nodes, i)
	}
	f.Entities = j.entities(nodes...)
}

// canFail reports whether a session can come after the limit of an earlier
// one, if none is held between them.
func (j *judge) canFail(early, late int) bool {
	row := chain.Row{Limit: j.row.Limit, Nodes: []chain.Node{j.row.Nodes[early], j.row.Nodes[late]}}
	row.Nodes[0].Maybe, row.Nodes[1].Maybe = false, false
	return row.Answer().Pairs[1].CanFail
}

func (j *judge) openRemedy(k int) string {
	y, fixedY := j.fixed(k - 1)
	x, fixedX := j.fixed(k)
	days := j.row.Nodes[k-1].Days
	switch ask := j.ask(k-1, k); {
	case ask != "":
		return ask
	case fixedY:
		return fmt.Sprintf("fije %s a más tardar el %s%s", j.name(k), j.Day(j.row.Limit(y)), j.counted(y))
	case fixedX:
		for d := range days.All() {
			if d <= x && j.row.Limit(d) >= x {
				return fmt.Sprintf("fije %s a partir del %s", j.name(k-1), j.Day(d))
			}
		}
	}
	first, last := days.First(), days.Last()
	if j.Rule.Since != nil && last <= *j.Rule.Since || j.row.Limit(last) == math.MaxInt32 {
		return fmt.Sprintf("fije %s a más tardar el %s%s", j.name(k), j.Day(j.row.Limit(first)), j.counted(first))
	}
	return fmt.Sprintf("fije %s a más tardar %s después de %s: si esta se celebra el %s, a más tardar el %s; si el %s, a más tardar el %s",
		j.name(k), j.span, j.name(k-1), j.Day(first), j.Day(j.row.Limit(first)), j.Day(last), j.Day(j.row.Limit(last)))
}

// broken tells every pair that no choice saves, and then what is impossible
// only together.
func (j *judge) broken(a chain.Answer) (fs []diag.Finding, told []string) {
	base := chain.Row{Limit: j.row.Limit, Nodes: slices.Clone(j.row.Nodes)}
	var pairs []int
	for k, pair := range a.Pairs {
		if base.Nodes[k].Judged && !pair.CanHold {
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
	frame := base.Frame()
	for k := range base.Nodes {
		if j.row.Nodes[k].Judged && !base.Nodes[k].Judged {
			told = append(told, j.key(k))
		}
	}
	for _, k := range pairs {
		fs = append(fs, j.brokenPair(k, frame))
	}
	for _, c := range conflicts {
		fs = append(fs, j.conflict(c, frame))
	}
	return fs, told
}

// key is that of the demand on a node.
func (j *judge) key(k int) string {
	if j.isEnd(k) {
		return rule.EndKey
	}
	return j.lines[k].Key()
}

// brokenPair tells one pair.
func (j *judge) brokenPair(k int, frame *chain.Frame) diag.Finding {
	f := diag.Finding{Verdict: diag.Broken, Entities: j.entities(k-1, k)}
	y, limit := j.latest(k - 1)
	if j.isEnd(k) {
		f.Message = fmt.Sprintf("después de %s %s no hay otra sesión, y el plazo de %s termina a más tardar el %s%s",
			j.nameWhen(k-1), j.Body.Of(), j.span, j.Day(limit), j.counted(y))
		f.Remedy = j.more(frame, k-1, k, nil, "")
		j.at(&f, k-1)
		return f
	}
	f.Message = fmt.Sprintf("entre %s y %s %s pasan más de %s: el último día era el %s%s",
		j.nameWhen(k-1), j.nameWhen(k), j.Body.Of(), j.span, j.Day(limit), j.counted(y))
	f.Remedy = j.moves(frame, k-1, k, []int{k}, limit)
	if f.Remedy == "" {
		f.Remedy = j.more(frame, k-1, k, nil, " entre las dos")
	}
	j.at(&f, k)
	return f
}

// more says how many sessions it takes before the later of two, each on the
// limit of the one before at the latest.
func (j *judge) more(frame *chain.Frame, early, late int, pairs []int, where string) string {
	limit, ok := frame.Latest(early, j.stretch(frame, early, late-1, pairs))
	to, known := frame.First(late)
	if !ok || !known {
		return "revise las fechas de estas sesiones y de las anteriores: ninguna sesión más bastaría"
	}
	if j.Agenda.AsOf != nil && limit < *j.Agenda.AsOf || j.Agenda.AsOf == nil && j.past(limit) {
		return "si hubo otra sesión que no está en el programa, regístrela; si no, justifíquelo en «waivers»"
	}
	if limit < j.Program().Period.First {
		return "si hubo otra sesión antes de que empezara el programa, escríbala en «previous_session»; si no, justifíquelo en «waivers»"
	}
	var days []string
	for d := limit; ; {
		days = append(days, "el "+j.Day(d))
		next := j.row.Limit(d)
		if next >= to || next <= d {
			break
		}
		d = next
	}
	switch {
	case len(days) == 1:
		return fmt.Sprintf("programe otra sesión%s, a más tardar %s", where, days[0])
	case len(days) <= 4:
		return fmt.Sprintf("programe %s sesiones más%s, a más tardar %s", rule.Number(len(days), true), where, rule.Join(days))
	}
	return fmt.Sprintf("programe al menos %s sesiones más%s, la primera a más tardar %s y cada una dentro del plazo de la anterior", rule.Number(len(days), true), where, days[0])
}

// past reports whether a session was held after a day, which is then past.
func (j *judge) past(d when.Day) bool {
	for _, l := range slices.Backward(j.lines) {
		if l.Session != nil && l.Session.State == agenda.Held {
			return l.Days.First() > d
		}
	}
	return false
}

// movable reports whether a session can still be given another day.
func (j *judge) movable(k int) bool {
	return j.lines[k].Mine && j.lines[k].Session.State != agenda.Held && !j.lines[k].Maybe
}

// stretch is the nodes from one to another, with the pairs judged that the
// frame leaves out.
func (j *judge) stretch(frame *chain.Frame, from, to int, pairs []int) []chain.Node {
	nodes := slices.Clone(j.row.Nodes[from : to+1])
	for i := range nodes {
		nodes[i].Judged = frame.Binds(from+i) || slices.Contains(pairs, from+i)
	}
	return nodes
}

// moves offers to bring the later of two sessions forward, or to put the
// earlier one off, and offers only what lets the row hold once tried.
func (j *judge) moves(frame *chain.Frame, early, late int, pairs []int, limit when.Day) string {
	stretch := j.stretch(frame, early, late, pairs)
	try := func(k int, d when.Day) bool {
		if !j.Program().Period.Contains(d) || !j.Calendar.IsWorkday(d) || j.Agenda.AsOf != nil && d < *j.Agenda.AsOf {
			return false
		}
		nodes := slices.Clone(stretch)
		nodes[k-early].Days = when.Days(d)
		return frame.Holds(early, nodes)
	}
	var offers []string
	if !j.isEnd(late) && j.movable(late) {
		for d := limit; d > limit-10; d-- {
			if try(late, d) {
				offers = append(offers, fmt.Sprintf("adelante %s al %s", j.name(late), j.Day(d)))
				break
			}
		}
	}
	if j.movable(early) {
		last := j.Program().Period.Last
		if !j.isEnd(late) {
			last = min(last, j.row.Nodes[late].Days.Last())
		}
		for d := j.row.Nodes[early].Days.Last() + 1; d <= last; d++ {
			if try(early, d) {
				offers = append(offers, fmt.Sprintf("recorra %s al %s", j.name(early), j.Day(d)))
				break
			}
		}
	}
	return strings.Join(offers, ", o ")
}

// conflict tells an impossibility as a proof: from its first date on, the
// last day that each session leaves to the next.
func (j *judge) conflict(c chain.Conflict, frame *chain.Frame) diag.Finding {
	nodes := c.Sessions()
	f := diag.Finding{Verdict: diag.Broken, Entities: j.entities(nodes...)}
	var names []string
	for _, k := range nodes {
		if !j.isEnd(k) {
			names = append(names, j.name(k))
		}
	}
	f.Message = fmt.Sprintf("%s %s no pueden cumplir a la vez el intervalo de %s", rule.Join(names), j.Body.Of(), j.span)
	var limit when.Day = math.MaxInt32
	for i, k := range nodes {
		days := j.row.Nodes[k].Days
		if !slices.Contains(c.Dates, k) && limit < math.MaxInt32 { // freed: any day up to the limit
			days = when.NewSet(when.Range{First: limit - 45, Last: limit})
		}
		if i == len(nodes)-1 {
			step := fmt.Sprintf("%s no puede celebrarse antes del %s", j.name(k), j.Day(days.First()))
			if j.isEnd(k) {
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
		f.Steps = append(f.Steps, fmt.Sprintf("%s, a más tardar el %s, obliga a celebrar %s a más tardar el %s%s",
			j.name(k), j.Day(from), j.name(nodes[i+1]), j.Day(reach), j.counted(from)))
		limit = reach
	}
	first, last := nodes[0], nodes[len(nodes)-1]
	f.Remedy = j.moves(frame, first, last, c.Pairs, limit)
	switch {
	case f.Remedy != "":
	case j.isEnd(last):
		f.Remedy = j.more(frame, first, last, c.Pairs, "")
	default:
		f.Remedy = j.more(frame, first, last, c.Pairs, fmt.Sprintf(" entre %s y %s", j.name(first), j.name(last)))
	}
	j.at(&f, last)
	return f
}
