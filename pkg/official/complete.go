package official

import (
	"fmt"
	"slices"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/source"
)

// complete tells what the programme has and no block of the document prints.
func (c *composer) complete() {
	if slices.ContainsFunc(c.findings, func(f diag.Finding) bool { return f.Severity == diag.Error }) {
		return // what is missing may be what they speak of
	}
	missing := func(at source.Place, what, block string, prose ...string) {
		for _, p := range prose {
			if c.prose[p] {
				return
			}
		}
		c.warn("documento-incompleto", at, what, "añada en "+FileName+" un bloque patci con «"+block+"», o si el texto ya lo dice, uno con «in_prose: ["+prose[0]+"]»")
	}
	of := map[string][]*program.Session{}
	for _, s := range c.p.Sessions {
		if !c.printed[s.ID()] {
			of[s.Body] = append(of[s.Body], s)
		}
	}
	for _, b := range c.p.Bodies {
		if s := of[b.ID.Value]; s != nil {
			missing(s[0].Number.At, fmt.Sprintf("el documento no tiene %s %s", rule.Count(len(s), "sesión", "sesiones"), b.Of()),
				"table: sessions», «of: "+b.ID.Value, b.ID.Value, "sessions")
		}
	}
	activities := func(as []*program.Activity, of, owner, listed string, more ...string) {
		n, at := 0, source.Place{}
		for _, a := range as {
			if !c.printed[a.ID()] {
				if n++; n == 1 {
					at = a.Title.At
				}
			}
		}
		if n > 0 {
			missing(at, fmt.Sprintf("el documento no tiene %s %s", rule.Count(n, "actividad", "actividades"), owner), "table: activities», «of: "+of, append([]string{of}, more...)...)
		}
	}
	for _, o := range c.p.Objectives {
		for _, s := range o.Sections {
			id, owner := o.ID(), fmt.Sprintf("del objetivo %d", o.Number.Value)
			if s.ID.Value != "" {
				id += "/" + s.ID.Value
				owner += ", apartado " + s.ID.Value
			}
			activities(s.Activities, id, owner, "objectives", o.ID(), "objectives", "activities")
		}
	}
	for _, o := range c.p.Observances {
		if id := o.ID.Value; c.printed[id] {
			activities(o.Activities, id, "de «"+clip(o.Title.Value)+"»", "observances", "observances", "activities")
		} else {
			missing(o.Title.At, fmt.Sprintf("el documento no tiene «%s»", clip(o.Title.Value)), "table: observances", id, "observances")
		}
	}
	for _, m := range c.p.Meetings {
		if !c.printed[m.ID.Value] {
			missing(m.Title.At, fmt.Sprintf("el documento no tiene la reunión «%s»", clip(m.Title.Value)), "table: meetings", m.ID.Value, "meetings")
		}
	}
	for _, a := range c.p.Agreements {
		if !c.printed[a.ID()] {
			which := "signed"
			if a.Planned() {
				which = "planned"
			}
			missing(a.Instrument.At, fmt.Sprintf("el documento no tiene el convenio «%s»", clip(a.Instrument.Value)), "table: agreements», «of: "+which, a.ID(), "agreements")
		}
	}
	seats := func(list string, seats []*program.Seat, one, many string) {
		n, at := 0, source.Place{}
		for _, s := range seats {
			if !c.printed[seatID(list, s)] {
				if n++; n == 1 {
					at = s.Actor.At
				}
			}
		}
		if n > 0 {
			missing(at, "el documento no tiene a "+rule.Count(n, one, many), "list: "+list, list)
		}
	}
	seats("members", c.p.Members, "integrante", "integrantes")
	seats("participants", c.p.Others, "participante", "participantes")
}
