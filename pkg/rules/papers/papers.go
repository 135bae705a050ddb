// Package papers is the rule kind papers: the papers of a session are sent at
// least so much time before it.
package papers

import (
	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/rules/ahead"
)

// Kind is the kind papers.
var Kind = &rule.Kind{
	Name:    "papers",
	Spanish: []string{"carpeta", "orden_del_dia", "documentos"},
	Title:   "el orden del día y la carpeta de cada sesión se envían con cierta anticipación",
	PerBody: true,
	Text: `Entre el día en que se envió la carpeta (papers) y el de la sesión pasa al menos la anticipación que se pide. Las sesiones que no se celebraron o se cancelaron no se juzgan.
Cumple si la anticipación se tiene en todos los días en que la sesión puede caer; incumple si no se tiene en ninguno; queda por determinar si depende del día que se fije, o si no consta el envío: mientras no se registre puede haberse hecho a tiempo.
Si la sesión se reprogramó, la carpeta enviada antes vale, siempre que preceda al nuevo día con la misma anticipación.
` + ahead.Counting,
	Params:   ahead.Params(),
	Check:    check,
	Together: together,
	Rule:     "bodies: [pleno]\nparameters: {hours: 48}\n",
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 10 de mayo, time: "11:00", papers: 2022-05-08T11:00}
    - {number: 2, date: 6 de julio, papers: 2022-07-01}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 10 de mayo, time: "11:00", papers: 2022-05-08T11:01} # want
    - {number: 2, date: 6 de julio, papers: 2022-07-05} # want
`,
}

var words = ahead.Words{
	Key: "papers", One: "carpeta", Many: "carpetas",
	Did: "la carpeta de %s se envió", Missing: "no consta el envío de la carpeta de %s", Do: "envíe la carpeta",
	None: "no hay sesiones que juzgar", Hour: "la hora del envío",
}

func together(p *rule.Pass, m *rule.Model) {
	ahead.Together(p, m, words, func(s agenda.Session) program.Day { return s.Papers })
}

func check(p *rule.Pass) []rule.Verdict {
	var acts []ahead.Act
	for _, s := range p.Agenda.Sessions(p.Body.ID.Value, p.Rule.Values.Text("sessions")) {
		a := ahead.Act{Session: s}
		if p.Knows(s.Papers) {
			a.Done = s.Papers
		}
		acts = append(acts, a)
	}
	return ahead.Judge(p, words, acts)
}
