package builtin

import "patci/pkg/diag"

// What follows is found while the rules are read and the findings justified,
// by packages rulebook and check; it is documented here.

var wrongRulebook = Check{
	ID:       "marco",
	Title:    "el marco normativo existe y sus reglas se pueden aplicar",
	Severity: diag.Error,
	Text: `Una regla que nombra una clase, un instrumento o un parámetro que no existe no se aplica, y nadie notaría que falta. Lo mismo vale para un marco normativo que no existe.
Para corregirlo, escriba el nombre que se propone; patci explain CLASE enumera los parámetros de una clase de regla.`,
	Good: `program: {year: 2022, rulebook: citdp}
`,
	Bad: `program:
  year: 2022
  rulebook: citpd # want
`,
}

var noRulebook = Check{
	ID:       "sin-marco",
	Title:    "el programa nombra el marco normativo que se le aplica",
	Severity: diag.Note,
	Text: `Sin marco normativo no se aplica ninguna ley: solo se revisa lo que no necesita ley. Conviene que se sepa.
Para corregirlo, escriba «rulebook:» en «program» con el nombre de uno de los que trae patci, o ponga las reglas en rulebook.yaml, junto al programa.`,
	Good: `program: {year: 2022, rulebook: citdp}
`,
	Bad: `program:
  year: 2022 # want
`,
}

var conflict = Check{
	ID:       "conflicto",
	Title:    "todas las reglas pueden cumplirse a la vez",
	Severity: diag.Error,
	Text: `Reglas que por separado están por determinar pueden ser imposibles juntas. Se decide sin estimar: o hay una elección de días, en el orden de las sesiones, con la que se cumplen todas las reglas cuya gravedad es error, o se dice por qué no la hay.
Lo que se dice es irreducible: basta dejar libre una de las fechas que nombra, o prescindir de una de las reglas, en el par de sesiones o el periodo de que habla, para que lo demás pueda cumplirse. Se cuenta como una demostración, paso a paso, y cada corrección que se ofrece está comprobada.
Lo que una sola regla ya incumple por sí misma lo dice esa regla y aquí no se repite. Se cuentan hasta diez conflictos entre sesiones relacionadas. Si la búsqueda se detiene sin agotar los casos, se dice que queda por determinar.
Para corregirlo, mueva una de las fechas, o justifique el hallazgo en waivers.`,
	Rules: `instruments: [{id: ley, name: Ley de ejemplo}]
rules:
  - {id: quincena, kind: maximum_interval, title: sesiona cada dos semanas, parameters: {weeks: 2, roll: false}, basis: {instrument: ley, read: verbatim}, until: 2022-04-30}
  - {id: habil, kind: working_day, title: sesiona en días hábiles, basis: {instrument: ley, read: verbatim}}
`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 1, date: 28 de marzo}
    - {number: 2, date: "[2022-04-09, 2022-04-11]"}
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 1, date: 28 de marzo}
    - {number: 2, date: "[2022-04-09, 2022-04-12]"} # want
`,
}

var idleWaiver = Check{
	ID:       "justificacion-sin-uso",
	Title:    "toda justificación justifica un hallazgo",
	Severity: diag.Warning,
	Text: `Una justificación se concede a un hallazgo: el de una regla en una entidad. Si el hallazgo ya no existe, la justificación sobra y podría esconder otro más tarde; si la regla o la entidad están mal escritas, no justifica nada.
Para corregirlo, quítela, o corrija lo que nombra.`,
	Good: `program: {year: 2022, rulebook: citdp}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions: {pleno: [{number: 19, date: 5 de mayo}, {number: 20, date: 6 de julio}]}
waivers:
  - {rule: dia-habil, entity: pleno/19, reason: día habilitado, granted_by: Presidencia}
`,
	Bad: `program: {year: 2022, rulebook: citdp}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions: {pleno: [{number: 19, date: 4 de mayo}, {number: 20, date: 6 de julio}]}
waivers:
  - {rule: dia-habil, entity: pleno/19, reason: día habilitado, granted_by: Presidencia} # want
`,
}

var lapsedWaiver = Check{
	ID:       "justificacion-vencida",
	Title:    "ninguna justificación está vencida",
	Severity: diag.Warning,
	Text: `Una justificación con «until» vale hasta ese día. Después, el hallazgo vuelve a contar. Solo se juzga con --as-of, porque sin él no se sabe qué día es.
Para corregirlo, renuévela, o quítela y corrija lo que justificaba.`,
	Good: `program: {year: 2022, rulebook: citdp}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions: {pleno: [{number: 19, date: 5 de mayo, held: 2022-05-05}, {number: 20, date: 6 de julio}]}
waivers:
  - {rule: dia-habil, entity: pleno/19, reason: día habilitado, granted_by: Presidencia, until: 2022-12-31}
`,
	Bad: `program: {year: 2022, rulebook: citdp}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions: {pleno: [{number: 19, date: 5 de mayo, held: 2022-05-05}, {number: 20, date: 6 de julio}]}
waivers:
  - {rule: dia-habil, entity: pleno/19, reason: día habilitado, granted_by: Presidencia, until: 2022-06-30} # want
`,
}
