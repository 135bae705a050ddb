package builtin

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
)

var outsideWindow = Check{
	ID:       "dia-fuera-de-fecha",
	Title:    "el día fijado de una sesión es uno de los de su fecha programada",
	Severity: diag.Error,
	Text: `La clave date es lo que el programa promete y no se corrige; day fija un día dentro de ella. Un día que la fecha no permite es un error de dedo o una sesión que se movió. Una fecha tentativa admite cualquier día, y también vale un día de la nueva fecha de una reprogramación.
Para corregirlo, corrija day; si la sesión se movió, escríbalo en rescheduled con su motivo y deje date como está.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: "2022-04-01/2022-05-31", day: 2022-05-10}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: "2022-04-01"
      day: 2022-06-10 # want
`,
	Run: func(p *Pass) {
		for _, s := range p.sessions {
			if days, ok := p.promised(s, s.Day); !ok {
				p.Report(textOf(s.Day), fmt.Sprintf("el %s no está en la fecha programada de %s, %s", s.Day.Day.Spanish(), full(s), promise(s, days)),
					"corrija el día; si la sesión se movió, deje «date» como está y escriba «rescheduled»", s.ID())
			}
		}
	},
}

var heldOutside = Check{
	ID:       "celebrada-fuera",
	Title:    "una sesión se celebra en su fecha programada, o consta que se reprogramó",
	Severity: diag.Note,
	Text: `Celebrar una sesión fuera de lo programado no es un error, pero sin la reprogramación el informe no puede decir cuándo se decidió ni por qué. Se compara el día de held con los de date y con los de cada rescheduled.
Para corregirlo, añada rescheduled con el día nuevo (to), el día en que se decidió (on) y el motivo (reason).`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: 2022-04-01
      rescheduled: [{to: 2022-06-10, on: 2022-03-20, reason: agenda de la Presidencia}]
      held: 2022-06-10
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: 2022-04-01
      held: 2022-06-10 # want
`,
	Run: func(p *Pass) {
		for _, s := range p.sessions {
			if s.State != agenda.Held {
				continue
			}
			if days, ok := p.promised(s, s.Held); !ok {
				remedy := fmt.Sprintf("si se reprogramó, añada «rescheduled: [{to: %s, on: …, reason: …}]»", s.Held.Day)
				if len(s.Rescheduled) > 0 {
					remedy = fmt.Sprintf("si se volvió a reprogramar, añada a «rescheduled» «{to: %s, on: …, reason: …}»", s.Held.Day)
				}
				p.Report(textOf(s.Held), fmt.Sprintf("%s se celebró el %s, fuera de su fecha programada, %s", full(s), s.Held.Day.Spanish(), promise(s, days)), remedy, s.ID())
			}
		}
	},
}

// promised reports whether a day is one of those that a session was promised
// for or moved to, and which were promised. A session without a certain
// promise may have any day.
func (p *Pass) promised(s agenda.Session, d program.Day) (days when.Set, ok bool) {
	date := s.Session.Date
	if !d.Set() || uncertain(date) {
		return nil, true
	}
	days = p.days(date.Date)
	if days.Contains(d.Day) {
		return days, true
	}
	for _, r := range s.Rescheduled {
		if uncertain(r.To) || p.days(r.To.Date).Contains(d.Day) {
			return days, true
		}
	}
	return days, false
}

// uncertain reports whether a date promises no days.
func uncertain(d program.Date) bool {
	return d.Wrong || d.Tentative || d.Days.IsEmpty()
}

// days is the days of a date, with the working days that it speaks of.
func (p *Pass) days(d when.Date) when.Set {
	if c := p.Agenda.Calendar; c != nil && d.Symbolic() {
		d = c.Resolve(d)
	}
	return d.Days
}

// promise names what a session was promised for: «el 10 de marzo de 2022»,
// «Abril/Mayo» (del 1 de abril de 2022 al 31 de mayo de 2022).
func promise(s agenda.Session, days when.Set) string {
	if days.Len() == 1 {
		return "el " + days.First().Spanish()
	}
	text := "«" + clip(s.Session.Date.Text) + "»"
	if len(days) == 1 { // days with gaps between them are best said by the text
		text += fmt.Sprintf(" (del %s al %s)", days.First().Spanish(), days.Last().Spanish())
	}
	return text
}
