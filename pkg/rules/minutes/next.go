package minutes

import (
	"fmt"
	"math"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
)

// following is what is known of the session by which minutes are due.
type following struct {
	name   string   // «la 20.ª (julio/agosto)»; "" if none is known
	first  when.Day // the earliest day on which one can be held
	last   when.Day // the day by which one surely is; none: far away
	maybe  bool     // it hangs on a session of which nobody recorded whether it was held
	loaded when.Day // the last day of which the programmes speak
}

// following looks for the session that comes after another: of the same kind
// the next in the order of numbers, of another kind the next on a later day.
func (j *judge) following(s agenda.Session) following {
	out := following{first: math.MaxInt32, last: math.MaxInt32, loaded: j.Program().Period.Last}
	for _, a := range j.After {
		out.loaded = max(out.loaded, a.Program.Period.Last)
	}
	same := j.next == s.KindOf()
	after := !same
	best := when.Day(math.MaxInt32)
	for _, l := range j.Lines(j.next) {
		if same && l.Mine && l.Session.ID() == s.ID() {
			after = true
			continue
		}
		if !after || l.Session == nil {
			continue
		}
		earliest := s.Held.Day + 1
		if same {
			earliest--
		}
		if earliest = max(earliest, l.Days.First()); earliest > l.Days.Last() {
			continue
		}
		for !l.Days.Contains(earliest) {
			earliest++
		}
		if out.name == "" || l.Days.Last() < best {
			out.name, best = j.TheWhen(*l.Session), l.Days.Last()
		}
		out.first = min(out.first, earliest)
		if l.Maybe {
			out.maybe = true
			continue
		}
		out.last = min(out.last, l.Days.Last())
	}
	return out
}

// judgeNext judges a session that was held by the one that follows; nil if the
// rule is met.
func (j *judge) judgeNext(s agenda.Session) *diag.Finding {
	next := j.following(s)
	by := next.name
	if by == "" {
		by = "la siguiente " + program.KindSingular(j.next) + ", que no está programada"
	}
	on := j.done(s)
	if !on.Set() {
		f := open(program.Text{At: s.Held.At, Path: s.Held.Path})
		verb := "ha de levantarse"
		if j.approved {
			verb = "ha de aprobarse"
		}
		f.Message = fmt.Sprintf(j.missing+", celebrada el %s: %s a más tardar en %s", j.name(s), j.Day(s.Held.Day), verb, by)
		f.Remedy = fmt.Sprintf("%s a más tardar en esa sesión y registre el día en %s", j.do, j.key())
		if j.Agenda.AsOf == nil || j.Passed(next.last) {
			f.Remedy = fmt.Sprintf("registre en %s %s", j.key(), j.fact)
		}
		return f
	}
	f := open(program.Text{At: on.At, Path: on.Path})
	f.Message = fmt.Sprintf("el acta de %s, celebrada el %s, %s %s", j.name(s), j.Day(s.Held.Day), j.is, j.Day(on.Day))
	switch {
	case on.Day <= next.first && (next.name != "" || on.Day <= next.loaded):
		return nil
	case on.Day > next.last:
		f.Verdict, f.Because = diag.Broken, nil
		f.Message += fmt.Sprintf(": tenía que ser a más tardar en %s", by)
		f.Remedy = j.late()
	case next.name == "":
		f.Because = []diag.Because{diag.UndefinedDate}
		f.Message += ", después de todos los programas que se leyeron: no se sabe si antes hubo otra sesión"
		f.Remedy = "añada el programa del año en que se celebró la siguiente"
	default:
		f.Message += fmt.Sprintf(", y %s puede celebrarse antes", by)
		f.Remedy = "fije el día de esa sesión"
		if next.maybe {
			f.Message = fmt.Sprintf("el acta de %s, celebrada el %s, %s %s, y no consta cuándo se celebró %s", j.name(s), j.Day(s.Held.Day), j.is, j.Day(on.Day), by)
			f.Remedy = "registre qué día se celebró esa sesión (held), o que no se celebró (not_held)"
			return f
		}
		f.Because = []diag.Because{diag.UndefinedDate}
	}
	return f
}
