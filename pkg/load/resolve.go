package load

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/near"
	"patci/pkg/program"
)

// target is what a reference may point at.
type target uint8

const (
	toActor target = iota // an actor, a body or a seat
	toBody
	toAny // any entity
)

// declared is where what a reference points at is written: top keys, "" for
// the files themselves.
var declared = [...][]string{
	toActor: {"", "actors", "bodies", "groups", "members", "participants"},
	toBody:  {"", "bodies", "groups"},
	toAny:   {"", "actors", "bodies", "groups", "sessions", "objectives", "meetings", "observances", "agreements", "appointments", "resolutions"},
}

// ref is a reference to be looked up when everything has been read.
type ref struct {
	program.Text
	to target
}

// resolve looks up every reference and refuses ids that stand twice.
func (l *loader) resolve() {
	entities := l.p.Entities()
	all := make(map[string]int, len(entities)) // by id, the first of entities
	for i, e := range entities {
		if strings.HasSuffix(e.ID, "/0") || e.ID == "" || strings.HasSuffix(e.ID, "/") {
			l.lose(e.Common.Path, true) // neither number nor id: its absence has been said
			continue
		}
		k, twice := all[e.ID]
		if !twice {
			all[e.ID] = i
			continue
		}
		if first := entities[k]; !l.doubtful[e.Common.Path] && !l.doubtful[first.Common.Path] {
			l.fault("id-repetido", e.At.At, e.At.Path, fmt.Sprintf("«%s» ya existe: la primera está en %s", clip(e.ID), lineOf(first.At.At)),
				"dos entidades no pueden llevar el mismo número o identificador: corrija uno de los dos")
		}
	}
	bodies, actors := l.named()
	var ids []string
	isBody, isActor := set(bodies), set(actors)
	for _, r := range l.refs {
		switch {
		case r.Value == "":
		case r.to == toBody && !isBody[r.Value]:
			l.unknown(r, "ningún órgano ni grupo con el identificador", "declárelo en «bodies» o «groups»", bodies)
		case r.to == toActor && !isActor[r.Value]:
			l.unknown(r, "ningún actor ni órgano con el identificador", "declárelo en «actors»", actors)
		case r.to == toAny:
			if _, ok := all[r.Value]; !ok && !l.occurrence(r.Value) && !l.elsewhere(r.Value) {
				if ids == nil {
					for _, e := range entities {
						ids = append(ids, e.ID)
					}
				}
				l.unknown(r, "nada con el identificador", "los identificadores son como pleno/19, objetivo-3/B/1 o convenio/1", ids)
			}
		}
	}
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// named lists the ids of the bodies, and of all who can be an actor.
func (l *loader) named() (bodies, actors []string) {
	for _, b := range l.p.Bodies {
		bodies = append(bodies, b.ID.Value)
	}
	actors = slices.Clone(bodies)
	for _, a := range l.p.Actors {
		actors = append(actors, a.ID.Value)
	}
	for _, seats := range [][]*program.Seat{l.p.Members, l.p.Others} {
		for _, s := range seats {
			if s.ID.Set() {
				actors = append(actors, s.ID.Value)
			}
		}
	}
	return bodies, actors
}

// elsewhere reports whether an id names another programme's entity, «2021:pleno/18».
func (l *loader) elsewhere(id string) bool {
	key, _, ok := strings.Cut(id, ":")
	_, err := strconv.Atoi(key)
	return ok && err == nil
}

// occurrence reports whether id names one date of several: corett#2.
func (l *loader) occurrence(id string) bool {
	name, n := l.occurrencesOf(id)
	nth, err := strconv.Atoi(strings.TrimPrefix(id, name+"#"))
	return err == nil && nth >= 1 && nth <= n
}

// occurrencesOf returns what stands before the # of an id and how many dates
// the entity of that id has; 0 if it has none of its own.
func (l *loader) occurrencesOf(id string) (name string, n int) {
	name, _, ok := strings.Cut(id, "#")
	if !ok {
		return name, 0
	}
	if l.several == nil {
		l.several = l.countDates()
	}
	return name, l.several[name]
}

// countDates counts the dates of each entity that has several.
func (l *loader) countDates() map[string]int {
	n := map[string]int{}
	for _, m := range l.p.Meetings {
		switch {
		case m.Several:
			n[m.ID.Value] = len(m.Dates)
		case len(m.Dates) == 1:
			n[m.ID.Value] = len(m.Dates[0].Items)
		}
	}
	activities := func(as []*program.Activity) {
		for _, a := range as {
			if items := len(a.Date.Items); items > 0 {
				n[a.ID()] = items
			}
		}
	}
	for _, o := range l.p.Objectives {
		activities(o.Activities())
	}
	for _, o := range l.p.Observances {
		activities(o.Activities)
	}
	return n
}

// mostCompared bounds the search for what was meant, so that a file of nothing
// but unknown names takes no more than a moment.
const mostCompared = 1_000_000

// unknown says that what a reference names does not exist. Where something
// was not read, it may stand there, and nothing is said that its repair might
// put right.
func (l *loader) unknown(r ref, what, where string, words []string) {
	remedy := where
	w, ok := "", false
	if l.compared += len(words); l.compared < mostCompared {
		w, ok = near.Word(r.Value, words)
	}
	if ok {
		remedy = fmt.Sprintf("¿quiso decir «%s»?", w)
	} else if slices.ContainsFunc(declared[r.to], func(key string) bool { return l.lost[key] }) {
		return
	}
	if name, n := l.occurrencesOf(r.Value); n > 0 && r.to == toAny {
		remedy = fmt.Sprintf("«%s» tiene %d fechas: de %s#1 a %s#%d", clip(name), n, clip(name), clip(name), n)
	}
	l.fault("referencia", r.At, r.Path, fmt.Sprintf("no existe %s «%s»", what, clip(r.Value)), remedy)
}
