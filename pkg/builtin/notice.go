package builtin

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
)

var lateNotice = Check{
	ID:       "convocatoria-tardia",
	Title:    "la convocatoria de una sesión no es posterior a la sesión",
	Severity: diag.Error,
	Text: `Se compara notice con el día en que la sesión se celebró o, si no consta, con el último día en que puede celebrarse según su fecha. El mismo día se admite: cuánta anticipación hace falta lo dice el marco normativo, no esta revisión. Las sesiones canceladas y las no celebradas no cuentan.
Para corregirlo, corrija el día de la convocatoria o el de la sesión; si la convocatoria fue para una fecha nueva, escríbala en rescheduled.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 2022-05-10, notice: 2022-05-02, held: 2022-05-10}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: 2022-05-10
      notice: 2022-05-12 # want
      held: 2022-05-10
`,
	Run: func(p *Pass) {
		p.late(func(s *program.Session) program.Day { return s.Notice }, "la convocatoria")
	},
}

var latePapers = Check{
	ID:       "carpeta-tardia",
	Title:    "la carpeta de una sesión no se envía después de la sesión",
	Severity: diag.Error,
	Text: `Se compara papers con el día en que la sesión se celebró o, si no consta, con el último día en que puede celebrarse según su fecha. El mismo día se admite. Las sesiones canceladas y las no celebradas no cuentan.
Para corregirlo, corrija el día de la carpeta o el de la sesión.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 2022-05-10, papers: 2022-05-02}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: 2022-05-10
      papers: 2022-05-12 # want
`,
	Run: func(p *Pass) {
		p.late(func(s *program.Session) program.Day { return s.Papers }, "la carpeta")
	},
}

// late reports what precedes a session and is dated after it.
func (p *Pass) late(of func(*program.Session) program.Day, what string) {
	for _, s := range p.sessions {
		d := of(s.Session)
		if !p.by(d) || s.Days.IsEmpty() || s.Date.Tentative || d.Day <= s.Date.Days.Last() {
			continue
		}
		day := s.Days.Last().Spanish()
		switch {
		case s.State == agenda.Held:
			p.Report(textOf(d), fmt.Sprintf("%s de %s es del %s y la sesión se celebró antes, el %s", what, full(s), d.Day.Spanish(), day),
				"corrija el día de "+what+" o el de la sesión", s.ID())
		case s.Date.Days.Len() == 1:
			p.Report(textOf(d), fmt.Sprintf("%s de %s es del %s y la sesión es antes, el %s", what, full(s), d.Day.Spanish(), day),
				"corrija el día; si la sesión se movió, escriba «rescheduled»", s.ID())
		default:
			p.Report(textOf(d), fmt.Sprintf("%s de %s es del %s y la sesión es a más tardar el %s", what, full(s), d.Day.Spanish(), s.Date.Days.Last().Spanish()),
				"corrija el día; si la sesión se movió, escriba «rescheduled»", s.ID())
		}
	}
}
