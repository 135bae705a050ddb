package builtin

import (
	"fmt"
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
)

var contradiction = Check{
	ID:       "hechos-contradictorios",
	Title:    "los hechos que se registran de una misma cosa pueden ser todos ciertos",
	Severity: diag.Error,
	Text: `Se dice solo lo que no puede haber ocurrido. De una sesión: celebrada y cancelada (a no ser que después de la cancelación se haya reprogramado), no celebrada el día en que se celebró o más tarde, con acta anterior a su día, reprogramada cuando ya se había celebrado o para un día que ya había pasado. De una reunión: celebrada y cancelada. De un acuerdo: cumplido o cancelado con un estado que lo niega. Del programa: proyecto y aprobado, o aprobado un día distinto del de la sesión que lo aprobó. Una sesión no celebrada que se celebra días después no es contradicción.
Para corregirlo, quite el hecho que no ocurrió o corrija su día.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: 2022-05-10, held: 2022-05-10, minutes: 2022-05-20}
    - {number: 20, date: Julio, not_held: {on: 2022-07-05, reason: falta de quórum}, held: 2022-07-12}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: 2022-05-10
      held: 2022-05-10
      cancelled: {on: 2022-05-04, reason: agenda} # want
      minutes: 2022-05-09 # want
    - number: 20
      date: 2022-07-05
      held: 2022-07-05
      not_held: {on: 2022-07-05, reason: falta de quórum} # want
    - number: 21
      date: 2022-09-05
      rescheduled: {to: 2022-09-01, on: 2022-09-03} # want
resolutions:
  - id: a-1
    title: Publicar el informe
    state: pending # want
    done: 2022-06-01
`,
	Run: func(p *Pass) {
		for _, s := range p.sessions {
			p.sessionFacts(s)
		}
		for _, m := range p.Program.Meetings {
			held := slices.IndexFunc(m.Held, p.by)
			if held >= 0 && m.Cancelled != nil && p.by(m.Cancelled.On) {
				p.Report(eventAt(m.Cancelled, m.Path, "cancelled"), fmt.Sprintf("la reunión se celebró el %s y se canceló el %s", m.Held[held].Day.Spanish(), m.Cancelled.On.Day.Spanish()),
					"quite «held» o «cancelled», lo que no ocurrió", m.ID.Value)
			}
		}
		for _, r := range p.Program.Resolutions {
			p.resolutionFacts(r)
		}
		p.approvalFacts()
	},
}

func (p *Pass) sessionFacts(s agenda.Session) {
	id, name := s.ID(), full(s)
	held := s.Held
	if !p.by(held) {
		held = program.Day{}
	}
	if c := s.Cancelled; held.Set() && c != nil && p.by(c.On) && !(c.On.Day <= held.Day && p.movedSince(s, c)) {
		p.Report(eventAt(c, s.Path, "cancelled"), fmt.Sprintf("%s se celebró el %s y se canceló el %s", name, held.Day.Spanish(), c.On.Day.Spanish()),
			"quite «held» o «cancelled», lo que no ocurrió; si después se reprogramó, añada «rescheduled»", id)
	}
	if n := s.NotHeld; held.Set() && n != nil && p.by(n.On) && n.On.Day >= held.Day {
		message := fmt.Sprintf("consta que %s se celebró el %s y que no se celebró el %s", name, held.Day.Spanish(), n.On.Day.Spanish())
		if n.On.Day == held.Day {
			message = fmt.Sprintf("consta que %s se celebró el %s y que ese día no se celebró", name, held.Day.Spanish())
		}
		p.Report(eventAt(n, s.Path, "not_held"), message,
			"quite «held» o «not_held», o corrija su día", id)
	}
	if m := s.Minutes; held.Set() && m != nil && p.by(m.On) && m.On.Day < held.Day {
		p.Report(textOf(m.On), fmt.Sprintf("el acta de %s es del %s y la sesión se celebró después, el %s", name, m.On.Day.Spanish(), held.Day.Spanish()),
			"corrija el día del acta o el de la sesión", id)
	}
	if m := s.Minutes; m != nil && p.by(m.Approved) && p.by(m.On) && m.Approved.Day < m.On.Day {
		p.Report(textOf(m.Approved), fmt.Sprintf("el acta de %s se aprobó el %s, antes de levantarse, el %s", name, m.Approved.Day.Spanish(), m.On.Day.Spanish()),
			"corrija «approved» u «on»", id)
	}
	for _, r := range s.Rescheduled {
		if !p.by(r.On) {
			continue
		}
		if held.Set() && r.On.Day > held.Day {
			p.Report(textOf(r.On), fmt.Sprintf("%s se reprogramó el %s y se había celebrado el %s", name, r.On.Day.Spanish(), held.Day.Spanish()),
				"corrija el día en que se decidió, o quite la reprogramación", id)
		}
		if to := p.days(r.To.Date); !r.To.Wrong && !to.IsEmpty() && to.Last() < r.On.Day {
			p.Report(program.Text{At: r.To.At, Path: r.To.Path}, fmt.Sprintf("%s se reprogramó el %s para un día que ya había pasado, el %s", name, r.On.Day.Spanish(), to.Last().Spanish()),
				"corrija «to» o «on»", id)
		}
	}
}

// movedSince reports whether a session got a new date after an event.
func (p *Pass) movedSince(s agenda.Session, e *program.Event) bool {
	for _, r := range s.Rescheduled {
		if !r.On.Set() || p.by(r.On) && r.On.Day >= e.On.Day {
			return true
		}
	}
	return false
}

func (p *Pass) resolutionFacts(r *program.Resolution) {
	done := p.by(r.Done)
	cancelled := r.Cancelled != nil && p.by(r.Cancelled.On)
	if done && cancelled {
		p.Report(eventAt(r.Cancelled, r.Path, "cancelled"), fmt.Sprintf("el acuerdo se cumplió el %s y se canceló el %s", r.Done.Day.Spanish(), r.Cancelled.On.Day.Spanish()),
			"quite «done» o «cancelled», lo que no ocurrió", r.IDText.Value)
	}
	says := map[string]string{"pending": "pendiente", "in_progress": "en proceso", "done": "cumplido", "cancelled": "cancelado"}[r.State.Value]
	switch {
	case says == "":
	case done && r.State.Value != "done":
		p.Report(r.State, fmt.Sprintf("el acuerdo está %s y consta que se cumplió el %s", says, r.Done.Day.Spanish()), "escriba «state: done» o quite «done»", r.IDText.Value)
	case cancelled && !done && r.State.Value != "cancelled":
		p.Report(r.State, fmt.Sprintf("el acuerdo está %s y consta que se canceló el %s", says, r.Cancelled.On.Day.Spanish()), "escriba «state: cancelled» o quite «cancelled»", r.IDText.Value)
	}
}

func (p *Pass) approvalFacts() {
	ap := p.Program.Approved
	if ap == nil {
		return
	}
	if p.by(ap.On) && p.Program.Status.Value == "draft" {
		p.Report(p.Program.Status, fmt.Sprintf("el programa está en proyecto y consta que se aprobó el %s", ap.On.Day.Spanish()),
			"escriba «status: approved» o quite «approved»")
	}
	for _, s := range p.sessions {
		if s.ID() == ap.Session.Value && p.by(ap.On) && s.State == agenda.Held && ap.On.Day != s.Held.Day {
			p.Report(textOf(ap.On), fmt.Sprintf("el programa se aprobó el %s y la sesión que lo aprobó, %s, se celebró el %s", ap.On.Day.Spanish(), full(s), s.Held.Day.Spanish()),
				"corrija el día de la aprobación o el de la sesión", s.ID())
		}
	}
}

var missingHeld = Check{
	ID:       "falta-celebrada",
	Title:    "una sesión con acta o lista de asistencia dice cuándo se celebró",
	Severity: diag.Warning,
	Text: `Sin held, la sesión se cuenta como no registrada aunque haya acta. Una sesión que consta como no celebrada o cancelada puede tener lista de asistencia y acta, y no se dice nada de ella.
Para corregirlo, añada held con el día, o not_held si no llegó a celebrarse.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: 2022-05-10, held: 2022-05-10, minutes: 2022-05-20}
    - {number: 20, date: 2022-07-05, attendance: {present: 3}, not_held: {on: 2022-07-05}}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: 2022-05-10
      minutes: 2022-05-20 # want
`,
	Run: func(p *Pass) {
		for _, s := range p.sessions {
			if s.Held.Set() || s.NotHeld != nil || s.Cancelled != nil {
				continue
			}
			remedy := "añada «held» con el día en que se celebró"
			switch {
			case s.Minutes != nil && p.by(s.Minutes.On):
				p.Report(textOf(s.Minutes.On), fmt.Sprintf("%s tiene acta y no dice cuándo se celebró", full(s)), remedy, s.ID())
			case s.Attendance != nil && s.Attendance.Present.Set():
				p.Report(textOfInt(s.Attendance.Present), fmt.Sprintf("%s tiene lista de asistencia y no dice cuándo se celebró", full(s)), remedy, s.ID())
			}
		}
	},
}
