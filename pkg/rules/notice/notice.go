// Package notice is the rule kind notice: a session is called at least so much
// time before it.
package notice

import (
	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/rules/ahead"
)

// Kind is the kind notice.
var Kind = &rule.Kind{
	Name:    "notice",
	Spanish: []string{"convocatoria", "convocatorias"},
	Title:   "cada sesión se convoca con cierta anticipación",
	PerBody: true,
	Text: `Entre el día de la convocatoria (notice) y el de la sesión pasa al menos la anticipación que se pide. Las sesiones que no se celebraron o se cancelaron no se juzgan.
Cumple si la anticipación se tiene en todos los días en que la sesión puede caer; incumple si no se tiene en ninguno; queda por determinar si depende del día que se fije, o si no consta la convocatoria: mientras no se registre puede haberse enviado a tiempo.
Si la sesión se reprogramó, la convocatoria anterior vale, siempre que preceda al nuevo día con la misma anticipación.
` + ahead.Counting,
	Params:   ahead.Params(),
	Check:    check,
	Together: together,
	Rule:     "bodies: [pleno]\nparameters: {working_days: 5}\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 10 de mayo, notice: 2022-05-02}
    - {number: 2, date: Julio, notice: 2022-06-24}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 10 de mayo, notice: 2022-05-03} # want
    - {number: 2, date: Julio, notice: 2022-06-24}
    - {number: 3, date: 9 de agosto, notice: 2022-08-05, held: 2022-08-09} # want
`,
}

var words = ahead.Words{
	Key: "notice", One: "convocatoria", Many: "convocatorias",
	Did: "%s se convocó", Missing: "no consta la convocatoria de %s", Do: "convoque",
	None: "no hay sesiones que juzgar", Hour: "la hora de la convocatoria",
}

func together(p *rule.Pass, m *rule.Model) {
	ahead.Together(p, m, words, func(s agenda.Session) program.Day { return s.Notice })
}

func check(p *rule.Pass) []rule.Verdict {
	var acts []ahead.Act
	for _, s := range p.Agenda.Sessions(p.Body.ID.Value, p.Rule.Values.Text("sessions")) {
		a := ahead.Act{Session: s}
		if p.Knows(s.Notice) {
			a.Done = s.Notice
		}
		acts = append(acts, a)
	}
	return ahead.Judge(p, words, acts)
}
