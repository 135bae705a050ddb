package clash

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/rule"
)

// name writes «la 3.ª del Pleno».
func name(e *entry) string {
	return fmt.Sprintf("%s %s", rule.The(*e.Session), e.Session.Body.Of())
}

// nameWhen writes «la 3.ª (junio) del Pleno».
func (j *judge) nameWhen(e *entry) string {
	return fmt.Sprintf("%s %s", j.TheWhen(*e.Session), e.Session.Body.Of())
}

// at begins a finding at the date of one of two sessions, the first that is
// of this programme.
func at(v diag.Verdict, e, other *entry) diag.Finding {
	if !e.Mine {
		e = other
	}
	at := e.Session.DateAt()
	return diag.Finding{Verdict: v, Place: at.At, Path: at.Path}
}

// broken tells a session that coincides with others.
func (j *judge) broken(all []*entry, c coincidence) diag.Finding {
	f := at(diag.Broken, c.entry, c.with[0])
	var others []string
	for _, o := range c.with {
		others = append(others, name(o))
		f.Entities = append(f.Entities, o.Session.ID())
	}
	f.Entities = append(f.Entities, c.Session.ID())
	if c.more > 0 {
		others = append(others, fmt.Sprintf("%d más", c.more))
	}
	verb, day := "cae", c.day.Long()
	if c.Session.State == agenda.Held {
		verb = "se celebró"
	}
	if !c.certain() {
		verb, day = "solo puede caer", j.When(*c.Session)
	}
	if c.time != "" {
		day += ", " + c.time + " horas"
	}
	what := "el mismo día"
	if j.hour {
		what = "el mismo día y a la misma hora"
	}
	f.Message = fmt.Sprintf("%s %s %s que %s: %s", name(c.entry), verb, what, rule.Join(others), day)
	if j.coordinator {
		f.Message += "; las coordina " + j.actor(c.owner)
	}
	for _, e := range append([]*entry{c.entry}, c.with...) {
		from := c.day
		if !c.certain() {
			from = max(c.day, e.days.Last())
		}
		if d, ok := j.free(all, e, from); ok && (e == c.entry || len(c.with)+c.more == 1) {
			f.Remedy = fmt.Sprintf("recorra %s al %s, que no tiene otra sesión con fecha", name(e), j.Day(d))
			if j.hour {
				f.Remedy = fmt.Sprintf("cambie la hora de una de ellas, o recorra %s al %s", name(e), j.Day(d))
			}
			return f
		}
	}
	f.Remedy = "cambie el día de una de ellas, con las que le siguen si hace falta"
	if c.Session.State == agenda.Held {
		f.Remedy = "si no pudo evitarse, justifíquelo en «waivers»"
	}
	return f
}

// actor is what an actor is called.
func (j *judge) actor(id string) string {
	for _, a := range j.Program().Actors {
		if a.ID.Value == id {
			if a.Short.Value != "" {
				return a.Short.Value
			}
			return a.Name.Value
		}
	}
	return "«" + id + "»"
}

// tellOpen tells one pair that may coincide and counts the rest.
func (j *judge) tellOpen(o opening, what string, because []diag.Because) diag.Finding {
	f := at(diag.Open, o.first, o.second)
	f.Because = because
	f.Entities = []string{o.second.Session.ID(), o.first.Session.ID()}
	f.Message = fmt.Sprintf("%s y %s pueden coincidir %s", j.nameWhen(o.first), j.nameWhen(o.second), what)
	if n := len(o.entries); n > 2 {
		f.Message += fmt.Sprintf("; en total, %d sesiones pueden coincidir con otra", n)
	}
	f.Remedy = "fije sus días de modo que no coincidan"
	switch {
	case o.first.Maybe || o.second.Maybe:
		f.Remedy = "registre qué día se celebraron las que no tienen registro (held), o que no se celebraron (not_held)"
	case j.hour && o.first.certain() && o.second.certain():
		f.Remedy = "escriba la hora de las dos (time)"
	}
	return f
}
