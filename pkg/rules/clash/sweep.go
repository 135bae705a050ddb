package clash

import (
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/chain"
	"patci/pkg/rule"
	"patci/pkg/when"
)

type judge struct {
	*rule.Pass
	hour, coordinator bool
	rooms             []chain.Room // by row
	ordered           []bool       // by row: some choice keeps its order
}

// entry is one session with the days that it can have in its order.
type entry struct {
	rule.Line
	row, node int      // its row; of one that occupies its days, none that another has
	order     int      // the row in which it keeps its order
	sures     int      // of the nodes before it in its row, those that are sure to be held
	days      when.Set // that it can have, or occupies
	occupies  bool     // it lasts all of them
	owner     string   // what the two must have in common: a coordinator, or nothing
	time      string   // when it begins, "" if not written or not asked
	listed    bool
}

// certain reports whether its days are known.
func (e *entry) certain() bool { return e.occupies || e.days.Len() == 1 }

// gather lists the sessions of the bodies that the rule binds, row by row, of
// this programme and of earlier ones. With held, those that nobody recorded
// are taken to have been held.
func (j *judge) gather(held bool) (all []*entry) {
	j.rooms, j.ordered = nil, nil
	for _, b := range j.Program().Bodies {
		if !j.Rule.Binds(b) || j.coordinator && !b.Coordinator.Set() {
			continue
		}
		of := *j.Pass
		of.Body = b
		for _, kind := range j.kinds(b.ID.Value) {
			var row chain.Row
			var own []*entry
			sures := 0
			for _, l := range of.Lines(kind) {
				l.Maybe = l.Maybe && !held
				if l.Days.IsEmpty() { // a previous session without a day
					continue
				}
				row.Nodes = append(row.Nodes, chain.Node{Days: l.Days, Maybe: l.Maybe})
				if s := l.Session; s != nil && !l.Later {
					e := &entry{Line: l, order: len(j.rooms), row: len(j.rooms), node: len(row.Nodes) - 1, sures: sures}
					if j.coordinator {
						e.owner = b.Coordinator.Value
					}
					if j.hour {
						e.time = s.Time.Value
					}
					own = append(own, e)
				}
				if !l.Maybe {
					sures++
				}
			}
			room, ordered := row.Room()
			for _, e := range own {
				e.days = e.Days
				if ordered {
					e.days = room.Of(e.node, e.Days)
				}
				if s := e.Session; s.Date.Kind == when.AllDays && !s.Date.Tentative {
					e.days, e.occupies = s.Date.Days, true
					e.row = -1 - len(all) - e.node
				}
			}
			all = append(all, own...)
			j.rooms, j.ordered = append(j.rooms, room), append(j.ordered, ordered)
		}
	}
	return all
}

// kinds lists the kinds of session that a body has, in the order in which
// they come.
func (j *judge) kinds(body string) (kinds []string) {
	if k := j.Rule.Values.Text("sessions"); k != "" {
		return []string{k}
	}
	for _, a := range append(slices.Clone(j.Before), j.Agenda) {
		for _, s := range a.Sessions(body, "") {
			if !slices.Contains(kinds, s.KindOf()) {
				kinds = append(kinds, s.KindOf())
			}
		}
	}
	return kinds
}

// judged reports whether there are two sessions to compare, one of this
// programme while the rule is in force.
func (j *judge) judged(all []*entry) bool {
	return len(all) > 1 && slices.ContainsFunc(all, func(e *entry) bool {
		return e.Mine && slices.ContainsFunc(slices.Collect(e.days.All()), j.Rule.InForce)
	})
}

// coincidence is a session that is sure to coincide with some before it in
// the list.
type coincidence struct {
	*entry
	day  when.Day
	with []*entry // the first few
	more int      // and so many more
}

const few = 3

// certain finds the pairs that coincide on every choice, a session with all
// those before it in the list, by day and not pair by pair. Those that nobody
// recorded may not have been held.
func (j *judge) certain(all []*entry) (out []coincidence) {
	type at struct {
		day         when.Day
		owner, time string
	}
	type group struct{ mine, others []*entry }
	groups := map[at]*group{}
	told := map[[2]*entry]bool{} // pairs that share several days
	var long []*entry            // sessions that last several days
	for _, e := range all {
		if e.Maybe || !e.certain() || j.hour && e.time == "" {
			continue
		}
		if e.occupies && e.days.Len() > 1 {
			long = append(long, e)
		}
		for d := range e.days.All() {
			if !j.Rule.InForce(d) {
				continue
			}
			key := at{d, e.owner, e.time}
			g := groups[key]
			if g == nil {
				g = &group{}
				groups[key] = g
			}
			c := coincidence{entry: e, day: d}
			pools := [][]*entry{g.mine}
			if e.Mine {
				pools = append(pools, g.others)
			}
			for _, pool := range pools {
				for i, o := range pool {
					if len(c.with) == few {
						c.more += len(pool) - i
						break
					}
					if pair := [2]*entry{o, e}; !told[pair] {
						c.with = append(c.with, o)
						if e.occupies && o.occupies {
							told[pair] = true
						}
					}
				}
			}
			if c.with != nil {
				out = append(out, c)
			}
			if e.Mine {
				g.mine = append(g.mine, e)
			} else {
				g.others = append(g.others, e)
			}
		}
	}
	for _, e := range all { // a window that another session takes up
		if e.Maybe || e.certain() {
			continue
		}
		for _, o := range long {
			if (o.Mine || e.Mine) && o.owner == e.owner && o.time == e.time && j.taken(e.days, o.days) {
				out = append(out, coincidence{entry: e, day: e.days.First(), with: []*entry{o}})
			}
		}
	}
	return out
}

// taken reports whether all of some days are among others, in force.
func (j *judge) taken(days, by when.Set) bool {
	return len(days.Minus(by)) == 0 && j.Rule.InForce(days.First()) && j.Rule.InForce(days.Last())
}

// opening is what may coincide.
type opening struct {
	entries       []*entry // of this programme, that may coincide with another
	first, second *entry   // an example
	day           when.Day
	undefined     bool // a date decides
	timeless      bool // an hour that is not written decides
}

// cell is a place where sessions meet: a day, a coordinator and, of an hour
// asked for, the hour; every hour is *.
type cell struct {
	day         when.Day
	owner, time string
}

type tally struct{ any, certain int }

// open finds the sessions that may coincide with another where no two are
// sure to. It counts how many can be on each day, not pair by pair; in one
// row two can share a day if every session between them can have it as well.
func (j *judge) open(all []*entry) (o opening) {
	total := map[cell]tally{}
	byRow := map[int]map[cell]tally{}
	runs := map[*entry]map[when.Day]int{}
	type inRun struct {
		cell
		row, run int
	}
	byRun := map[inRun]tally{}
	type last struct{ run, sures int }
	lasts := map[int]map[when.Day]last{}
	for _, e := range all {
		if lasts[e.order] == nil {
			lasts[e.order] = map[when.Day]last{}
		}
		runs[e] = map[when.Day]int{}
		sure := 1
		if e.Maybe {
			sure = 0
		}
		if byRow[e.row] == nil {
			byRow[e.row] = map[cell]tally{}
		}
		for d := range e.days.All() {
			if !j.Rule.InForce(d) {
				continue
			}
			l := lasts[e.order][d]
			if l.sures != e.sures { // one between them is sure to be held, and not on this day
				l.run++
			}
			if e.Days.Contains(d) {
				lasts[e.order][d] = last{l.run, e.sures + sure}
			}
			runs[e][d] = l.run
			for _, c := range [2]cell{{d, e.owner, e.time}, {d, e.owner, "*"}} {
				bump(total, c, e)
				bump(byRow[e.row], c, e)
				bump(byRun, inRun{c, e.row, l.run}, e)
			}
		}
	}
	for _, e := range all {
		if !e.Mine {
			continue
		}
		found := false
		for d := range e.days.All() {
			if !j.Rule.InForce(d) {
				continue
			}
			sum := func(time string) (t tally) {
				c := cell{d, e.owner, time}
				a, b, r := total[c], byRow[e.row][c], byRun[inRun{c, e.row, runs[e][d]}]
				return tally{a.any - b.any + r.any, a.certain - b.certain + r.certain}
			}
			var t tally
			switch {
			case j.hour && e.time == "":
				t = sum("*")
			case j.hour:
				same, unknown := sum(e.time), sum("")
				t = tally{same.any + unknown.any, same.certain + unknown.certain}
			default:
				t = sum("")
			}
			t.any-- // itself
			if e.certain() {
				t.certain--
			}
			if t.any == 0 {
				continue
			}
			if o.first == nil {
				o.first, o.day = e, d
			}
			o.undefined = o.undefined || !e.certain() || t.any > t.certain
			o.timeless = o.timeless || j.hour && !e.Maybe && e.certain() && t.certain > 0
			found = true
		}
		if found {
			o.entries = append(o.entries, e)
		}
	}
	if o.first != nil {
		for _, e := range all {
			if e != o.first && e.days.Contains(o.day) && e.owner == o.first.owner && (e.time == o.first.time || e.time == "" || o.first.time == "") &&
				(e.row != o.first.row || runs[e][o.day] == runs[o.first][o.day]) {
				o.second = e
				break
			}
		}
	}
	return o
}

func bump[K comparable](m map[K]tally, k K, e *entry) {
	t := m[k]
	t.any++
	if e.certain() {
		t.certain++
	}
	m[k] = t
}

// free looks for the next working day to which a session could move without
// meeting another whose day is known, in its order; false if there is none
// near.
func (j *judge) free(all []*entry, e *entry, from when.Day) (when.Day, bool) {
	if !e.Mine || e.Maybe || e.occupies || e.Session.State == agenda.Held || !j.ordered[e.order] {
		return 0, false
	}
	room := j.rooms[e.order]
	last := min(from+60, j.Program().Period.Last, room.To[e.node+1])
	taken := map[when.Day]bool{}
	for _, o := range all {
		if o != e && o.certain() && o.owner == e.owner && o.days.First() <= last && o.days.Last() > from {
			for d := range o.days.All() {
				taken[d] = true
			}
		}
	}
	for d := max(from+1, room.From[e.node]); d <= last; d++ {
		if j.Calendar.IsWorkday(d) && !taken[d] && (j.Agenda.AsOf == nil || d >= *j.Agenda.AsOf) {
			return d, true
		}
	}
	return 0, false
}
