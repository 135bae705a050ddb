package builtin

import (
	"fmt"
	"strings"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
)

var ordinals = Check{
	ID:       "ordinal",
	Title:    "el ordinal con que empieza el título de una sesión es el de su número",
	Severity: diag.Error,
	Text: `«Vigésima Séptima Sesión Ordinaria» es la número 27: si el número dice 28, uno de los dos está mal y los documentos dirían una cosa y el calendario otra. Se lee el ordinal con que empieza el título, en palabras, en cifras o en romanos, cuando le sigue «Sesión» o la clase de sesión. También se compara lo que as_written pone en lugar del título o del número.
Para corregirlo, corrija el título o el número. El título no hace falta: sin él se escribe solo, a partir del número.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, title: Décima Novena Sesión Ordinaria, date: 2022-04-04}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      title: Vigésima Sesión Ordinaria # want
      date: 2022-04-04
`,
	Run: func(p *Pass) {
		for _, s := range p.Program.Sessions {
			if !s.Number.Set() {
				continue
			}
			for _, t := range []program.Text{s.Title, s.AsWritten["title"], s.AsWritten["number"]} {
				if t.Set() {
					p.ordinal(t, s.Number.Value, s.ID(), true)
				}
			}
		}
		for _, o := range p.Program.Objectives {
			for _, a := range o.Activities() {
				if a.Number.Set() && a.AsWritten["number"].Set() { // «8ª Reunión Nacional» in place of an 8
					p.ordinal(a.AsWritten["number"], a.Number.Value, a.ID(), false)
				}
			}
		}
	},
}

func (p *Pass) ordinal(t program.Text, number int, id string, session bool) {
	n, start, end, ok := when.FindOrdinal(t.Value)
	if !ok || n == number {
		return
	}
	rs := []rune(t.Value)
	if session && !sessionWord(string(rs[end:])) {
		return
	}
	said := string(rs[start:end])
	feminine := !strings.HasSuffix(fold(said), "o") && !strings.ContainsAny(said, "º°")
	p.Report(wordAt(t, said, 0), fmt.Sprintf("el texto dice «%s» (%d) y el número es %d", clip(said), n, number),
		fmt.Sprintf("escriba «%s» o corrija el número", when.OrdinalTitle(number, feminine)), id)
}

// sessionWord reports whether what follows an ordinal says that it is the
// ordinal of a session: «Primer Encuentro Nacional» is not.
func sessionWord(rest string) bool {
	words := strings.Fields(fold(strings.Trim(rest, " .:,")))
	if len(words) == 0 {
		return true
	}
	switch strings.Trim(words[0], ".,:;") {
	case "sesion", "ordinaria", "extraordinaria", "solemne", "mesa":
		return true
	}
	return false
}
