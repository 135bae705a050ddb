package builtin

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
)

var attendance = Check{
	ID:       "asistencia",
	Title:    "a una sesión no asisten más de los que pueden asistir, ni alguien dos veces",
	Severity: diag.Error,
	Text: `Los presentes no pueden ser más que el total que la misma lista da (of), ni, en el pleno, más que los lugares de integrantes y participantes del programa; un actor no puede estar en la lista más veces que lugares tiene. El quórum es otra cosa y lo dice el marco normativo.
Para corregirlo, revise la lista de asistencia; si los lugares son más, escríbalos en seats.`,
	Good: `program: {year: 2022}
actors: [{id: segob, name: Gobernación}, {id: sre, name: Relaciones Exteriores}]
members: [{actor: segob}, {actor: sre}]
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 2022-05-10, held: 2022-05-10, attendance: [segob, sre]}]
`,
	Bad: `program: {year: 2022}
actors: [{id: segob, name: Gobernación}, {id: sre, name: Relaciones Exteriores}]
members: [{actor: segob}, {actor: sre}]
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: 2022-05-10
      held: 2022-05-10
      attendance: {present: 14, of: 12} # want
    - number: 20
      date: 2022-07-10
      held: 2022-07-10
      attendance: {present: 3} # want
    - number: 21
      date: 2022-09-10
      held: 2022-09-10
      attendance:
        - segob
        - segob # want
`,
	Run: func(p *Pass) {
		seats, all := map[string]int{}, 0
		for _, list := range [][]*program.Seat{p.Program.Members, p.Program.Others} {
			for _, s := range list {
				n := 1
				if s.Seats.Set() {
					n = s.Seats.Value
				}
				all += n
				seats[s.Actor.Value] += n
				if s.ID.Set() && s.ID.Value != s.Actor.Value {
					seats[s.ID.Value] += n
				}
			}
		}
		for _, s := range p.sessions {
			if s.Attendance != nil && (!s.Held.Set() || p.by(s.Held)) {
				limit := 0
				if s.Body.Kind.Value == "plenary" && len(p.Program.Members) > 0 {
					limit = all
				}
				p.attendance(s, seats, limit)
			}
		}
	},
}

// attendance checks one list; limit is how many seats there are, 0 if it is
// not known.
func (p *Pass) attendance(s agenda.Session, seats map[string]int, limit int) {
	a := s.Attendance
	times, twice := map[string]int{}, false
	for _, actor := range a.Actors {
		times[actor.Value]++
		if n := times[actor.Value]; n > max(1, seats[actor.Value]) {
			twice = true
			p.Report(actor, fmt.Sprintf("«%s» está %d veces en la lista de asistencia de %s", clip(actor.Value), n, full(s)),
				"deje a cada quien una sola vez; si tiene varios lugares, escríbalos en «seats»", s.ID())
		}
	}
	if twice {
		return
	}
	at := textOfInt(a.Present)
	if n := len(a.Actors); n > 0 {
		at = a.Actors[n-1]
	}
	switch {
	case a.Of.Set() && a.Present.Value > a.Of.Value:
		p.Report(at, fmt.Sprintf("a %s asistieron %d de %d", full(s), a.Present.Value, a.Of.Value), "los presentes no pueden ser más que el total: corrija «present» o «of»", s.ID())
	case limit > 0 && a.Present.Value > limit:
		p.Report(at, fmt.Sprintf("a %s asistieron %d y los lugares de integrantes y participantes son %d", full(s), a.Present.Value, limit),
			"corrija la lista de asistencia, o los lugares en «members» y «participants»", s.ID())
	}
}
