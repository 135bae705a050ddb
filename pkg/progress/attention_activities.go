package progress

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/when"
)

// group is entities of one owner that one line tells of.
type group struct {
	kind  ItemKind
	ids   []string
	names []string
	day   *when.Day // the earliest of their days
}

func (g *group) add(id, name string, day *when.Day) {
	g.ids, g.names = append(g.ids, id), append(g.names, name)
	if day != nil && (g.day == nil || *day < *g.day) {
		g.day = day
	}
}

func (g *group) item(message string) Item {
	return Item{Kind: g.kind, ID: g.ids[0], IDs: g.ids, Day: g.day, Light: g.kind.light(), Message: message}
}

// activityItems tells of the activities of one owner. Those without any record
// whose term is over stand in one line, and so do those that end on one day
// and those that have no date.
func (m *measure) activityItems(label, prefix string, acts []*program.Activity) []Item {
	var out []Item
	unrecorded, undefined, undated := group{kind: ItemOverdue}, group{kind: ItemUndefined}, group{kind: ItemUndefined}
	ending := map[when.Day]*group{}
	var days []when.Day // of ending, in the order met
	for _, act := range acts {
		state := m.a.ActivityState(act)
		if state == agenda.Done {
			continue
		}
		name := activityName(act, prefix)
		d := m.a.Resolve(act.Date.Date)
		if !act.Date.Set() {
			undated.add(act.ID(), name, nil)
			continue
		}
		if it, ok := m.behind(label, name, act, d); ok {
			out = append(out, it)
			continue
		}
		kind, day := m.due(m.upcoming(d))
		switch {
		case kind == ItemOverdue:
			unrecorded.add(act.ID(), name, day)
		case kind == ItemUndefined:
			undefined.add(act.ID(), name, day)
		case kind == ItemDueToday, kind == ItemNext && *day == m.upcoming(d).Days.Last():
			if ending[*day] == nil {
				ending[*day] = &group{kind: kind}
				days = append(days, *day)
			}
			ending[*day].add(act.ID(), name, day)
		}
	}
	line := func(g group, one, many string) {
		if n := len(g.ids); n > 0 {
			out = append(out, g.item(fmt.Sprintf("%s: %s (%s)", label, count(n, one, many), enumerate(g.names))))
		}
	}
	line(unrecorded, "actividad terminó su plazo sin registro de avance", "actividades terminaron su plazo sin registro de avance")
	for _, day := range days {
		on := "el " + m.date(day)
		if day == m.asOf {
			on = "hoy"
		}
		line(*ending[day], "actividad termina su plazo "+on, "actividades terminan su plazo "+on)
	}
	line(undefined, "actividad con fecha por definir", "actividades con fecha por definir")
	line(undated, "actividad sin fecha", "actividades sin fecha")
	return out
}

// behind tells of an activity that has a line of its own: one that was
// recorded and is behind what was planned by then, or one some of whose
// periods, not all, ended without any record.
func (m *measure) behind(label, name string, act *program.Activity, d when.Date) (Item, bool) {
	last, ended, of := m.lastEnded(d)
	if ended == 0 {
		return Item{}, false
	}
	name = fmt.Sprintf("%s, actividad %s: ", label, name)
	r := m.a.Reach(act)
	switch {
	case !r.Recorded && ended == of:
		return Item{}, false
	case !r.Recorded:
		verb := "terminaron"
		if ended == 1 {
			verb = "terminó"
		}
		return item(ItemOverdue, act.ID(), last, fmt.Sprintf("%s%s %d de %d periodos sin registro de avance", name, verb, ended, of)), true
	case ended < of && act.Target.Value == 0: // all of it is expected on its last day
		return Item{}, false
	case r.Num*int64(of) >= int64(ended)*r.Den:
		return Item{}, false
	}
	reached := whole(big.NewRat(r.Num, r.Den))
	text := fmt.Sprintf("su plazo terminó el %s y lleva %d %%", m.date(last), reached)
	if ended < of {
		text = fmt.Sprintf("lleva %d %% y han terminado %d de %d periodos", reached, ended, of)
	}
	return item(ItemLate, act.ID(), last, name+text+reason(act.Explanation)), true
}

// lastEnded is how many of the periods of a date were over before the day
// asked, and the last day of the first of them that was.
func (m *measure) lastEnded(d when.Date) (first when.Day, ended, of int) {
	items := d.Items
	if d.Kind != when.Occurrences || len(items) == 0 {
		items = []when.Date{d}
	}
	for _, it := range items {
		if m.past(it.Days) {
			if last := it.Days.Last(); ended == 0 || last < first {
				first = last
			}
			ended++
		}
	}
	return first, ended, len(items)
}

// upcoming is the date by which an activity is told of when it is not behind:
// of several, the first that is not over.
func (m *measure) upcoming(d when.Date) when.Date {
	if d.Kind != when.Occurrences {
		return d
	}
	for _, it := range d.Items {
		if !it.Days.IsEmpty() && !m.past(it.Days) {
			return it
		}
	}
	return d
}

// activityName is how a line calls an activity of an owner whose ids begin with
// prefix: its number, after its section's letter, or what it is called where it
// has none: an id is for files, not for who reads a report.
func activityName(act *program.Activity, prefix string) string {
	if !act.Number.Set() {
		return "«" + Brief(called(act.Common, act.Title)) + "»"
	}
	section := strings.TrimPrefix(act.Parent+"/", prefix)
	return section + strconv.Itoa(act.Number.Value)
}

// Brief is the beginning of a title, as far as a line that lists several has
// room for, ending with a word that can end it.
func Brief(title string) string {
	const room = 64
	words := strings.Fields(title)
	text := strings.Join(words, " ")
	if utf8.RuneCountInString(text) <= room {
		return text
	}
	n := len(words) - 1
	for n > 1 && (utf8.RuneCountInString(strings.Join(words[:n], " ")) > room || slices.Contains(linking, words[n-1])) {
		n--
	}
	return strings.TrimRight(strings.Join(words[:n], " "), ",;:.") + "…"
}

// linking are words that ask for another.
var linking = strings.Fields("a al ante con contra de del e el en entre la las lo los o para por que se sin sobre su sus u un una y")
