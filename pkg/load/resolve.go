package load

import (
	"fmt"
	"strconv"
	"strings"

	"patci/pkg/program"
	"patci/pkg/source"
)

// target is what a reference may point at.
type target uint8

const (
	toActor target = iota // an actor, a body or a seat
	toBody
	toAny // any entity
)

// ref is a reference to be looked up when everything has been read.
type ref struct {
	program.Text
	to target
}

// resolve looks up every reference and refuses ids that stand twice.
func (l *loader) resolve() {
	all := map[string]source.Place{}
	var anyID, actorID, bodyID []string
	for _, e := range l.p.Entities() {
		if strings.HasSuffix(e.ID, "/0") || e.ID == "" || strings.HasSuffix(e.ID, "/") {
			l.unnamed(e)
			continue
		}
		if first, twice := all[e.ID]; twice {
			l.fault("id-repetido", e.At.At, e.At.Path, fmt.Sprintf("«%s» ya existe: la primera está en %s", e.ID, lineOf(first)),
				"dos entidades no pueden llevar el mismo número o identificador: corrija uno de los dos")
			continue
		}
		all[e.ID] = e.At.At
		anyID = append(anyID, e.ID)
	}
	bodies, actors := map[string]bool{}, map[string]bool{}
	for _, b := range l.p.Bodies {
		bodies[b.ID.Value], actors[b.ID.Value] = true, true
		bodyID = append(bodyID, b.ID.Value)
	}
	actorID = append(actorID, bodyID...)
	for _, a := range l.p.Actors {
		actors[a.ID.Value] = true
		actorID = append(actorID, a.ID.Value)
	}
	for _, s := range append(append([]*program.Seat{}, l.p.Members...), l.p.Others...) {
		if s.ID.Set() {
			actors[s.ID.Value] = true
			actorID = append(actorID, s.ID.Value)
		}
	}
	for _, r := range l.refs {
		switch r.to {
		case toBody:
			if !bodies[r.Value] {
				l.unknown(r, "ningún órgano ni grupo con el identificador", "declárelo en «bodies» o «groups»", bodyID)
			}
		case toActor:
			if !actors[r.Value] {
				l.unknown(r, "ningún actor ni órgano con el identificador", "declárelo en «actors»", actorID)
			}
		case toAny:
			if _, ok := all[r.Value]; !ok && !l.occurrence(r.Value) && !l.elsewhere(r.Value) {
				l.unknown(r, "nada con el identificador", "los identificadores son como pleno/19, objetivo-3/B/1 o convenio/1", anyID)
			}
		}
	}
}

// elsewhere reports whether an id names another programme's entity, «2021:pleno/18».
func (l *loader) elsewhere(id string) bool {
	key, _, ok := strings.Cut(id, ":")
	_, err := strconv.Atoi(key)
	return ok && err == nil
}

// occurrence reports whether id names one date of several: corett#2.
func (l *loader) occurrence(id string) bool {
	name, nth, ok := strings.Cut(id, "#")
	n, err := strconv.Atoi(nth)
	if !ok || err != nil || n < 1 {
		return false
	}
	for _, m := range l.p.Meetings {
		if m.ID.Value == name {
			return n <= max(len(m.Dates), occurrences(m.Dates))
		}
	}
	for _, o := range l.p.Objectives {
		for _, a := range o.Activities() {
			if a.ID() == name {
				return n <= len(a.Date.Items)
			}
		}
	}
	return false
}

func occurrences(dates []program.Date) int {
	n := 0
	for _, d := range dates {
		n += max(1, len(d.Items))
	}
	return n
}

func (l *loader) unknown(r ref, what, where string, words []string) {
	remedy := suggestion(r.Value, words)
	if !strings.HasPrefix(remedy, "¿") {
		remedy = where
	}
	l.fault("referencia", r.At, r.Path, fmt.Sprintf("no existe %s «%s»", what, clip(r.Value)), remedy)
}

// unnamed says that an entity has neither a number nor an id. Where the key
// itself is required, its absence has been said.
func (l *loader) unnamed(e program.Entity) {
	p := e.Common.Path
	if strings.HasPrefix(p, "objectives") && strings.Contains(p, "activities") || strings.HasPrefix(p, "observances") && strings.Contains(p, "activities") || strings.HasPrefix(p, "agreements") {
		l.fault("clave-faltante", e.Common.At, p, "falta «number» o «id»: sin ellos nada puede referirse a esta entidad", "añada el número que lleva en el documento, o un «id:»")
	}
}
