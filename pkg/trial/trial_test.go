package trial_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"patci/pkg/render/json"
	"patci/pkg/rulebook"
	"patci/pkg/source"
	"patci/pkg/trial"
	"patci/schema"
)

// Every embedded rulebook proves its rules, and each rule has an example that
// is met and one that is broken.
func TestEmbedded(t *testing.T) {
	for _, name := range rulebook.Names() {
		b, faults := rulebook.Whole(name)
		r := trial.Of(name, b, faults)
		if len(faults) > 0 || r.Without != nil {
			t.Errorf("%s: faults %v, without examples %v", name, faults, r.Without)
		}
		has := map[string]bool{}
		for _, o := range r.Outcomes {
			if !o.Passed() {
				t.Errorf("%s: %s", o.Place, o.Finding().Message)
			}
			has[o.Rule.ID+" "+o.Verdict.String()] = true
		}
		for _, rl := range b.Rules {
			if !has[rl.ID+" met"] || !has[rl.ID+" broken"] {
				t.Errorf("%s: %s lacks an example that is met or one that is broken", name, rl.ID)
			}
		}
	}
}

const one = "{program: {year: 2022}, bodies: [{id: p, kind: plenary, name: Pleno}], sessions: {p: [{number: 1, date: 10 de mayo}]}}"

// book is a rulebook in which UNO stands for one programme.
const book = `instruments: [{id: ley, name: Ley}]
rules:
  - id: minimo
    kind: minimum_sessions
    title: una al año
    parameters: {count: 1}
    basis: {instrument: ley, read: verbatim}
    until: 2022-02-14
    examples:
      - {title: por la ley anterior, plan: {program: {year: 2022}, bodies: [{id: p, kind: plenary, name: Pleno}], sessions: {p: [{number: 1, date: 10 de mayo}]}}, verdict: met}
      - {title: de otro órgano, plan: UNO, body: q, verdict: met}
      - {title: de otro periodo, plan: UNO, period: "2022", verdict: met}
      - {title: de este periodo, plan: UNO, period: 2022-01-01/2022-02-14, body: p, verdict: met}
  - id: minimo
    kind: minimum_sessions
    title: dos al año
    parameters: {count: 2}
    basis: {instrument: ley, read: verbatim}
    since: 2022-02-15
    examples:
      - {title: por la ley nueva, plan: UNO, verdict: open, findings: p/1}
      - {title: no es igual, plan: UNO, verdict: broken}
      - {title: otra entidad, plan: UNO, verdict: open, findings: p/2}
      - {title: no hay motivo, plan: UNO, verdict: open, because: unrecorded}
      - title: con otro año
        plan: {program: {year: 2023}, bodies: [{id: p, kind: plenary, name: Pleno}], sessions: {p: [{number: 2, date: 10 de enero}, {number: 3, date: 4 de agosto}]}}
        siblings: [UNO]
        verdict: met
      - {title: sin registro, plan: {program: {year: 2023}, bodies: [{id: p, kind: plenary, name: Pleno}], sessions: {p: [{number: 1, date: mayo}, {number: 2, date: junio}]}}, as_of: 2023-12-01, verdict: open, because: unrecorded}
      - {title: con faltas, plan: {program: {year: 2023}, bodies: x}, verdict: met}
      - {title: desordenado, plan: {program: {year: 2023}, bodies: [{id: p, kind: plenary, name: Pleno}], sessions: {p: [{number: 1, date: mayo}, {number: 2, date: abril}]}}, verdict: met}
  - {id: dia, kind: working_day, title: x, basis: {instrument: ley, read: verbatim}}
`

// Each example passes or fails as its title says, for the reason it says.
func TestOutcomes(t *testing.T) {
	text := strings.ReplaceAll(book, "UNO", one)
	b, faults := rulebook.Read(source.New("rulebook.yaml", []byte(text)))
	r := trial.Of("rulebook.yaml", b, faults)
	want := map[string]string{ // by title; "" passes
		"por la ley anterior": "", "de este periodo": "", "por la ley nueva": "", "con otro año": "", "sin registro": "",
		"de otro órgano":  "se encontró ningún veredicto de «q»",
		"de otro periodo": "se encontró ningún veredicto de «2022»",
		"no es igual":     "se esperaba «incumple» y se encontró «por determinar»",
		"otra entidad":    "se esperaban hallazgos de p/2, y los que hay son de p/1",
		"no hay motivo":   "se esperaba que fuera porque hay hechos sin registro",
		"con faltas":      "no se puede juzgar",
		"desordenado":     "su programa tiene otro error",
	}
	if len(r.Outcomes) != len(want) || r.Rules != 2 || strings.Join(r.Without, " ") != "dia" || r.OK() || r.Failed() != 7 {
		t.Errorf("%d examples of %d rules, %d failed, without %v", len(r.Outcomes), r.Rules, r.Failed(), r.Without)
	}
	for _, o := range r.Outcomes {
		w := want[o.Example.Title.Value]
		if o.Passed() != (w == "") || !strings.Contains(o.Finding().Message, w) {
			t.Errorf("%s: %v", o.Example.Title.Value, o.Failures)
		}
		if o.Place.File == nil || o.Place.Start.Line == 0 {
			t.Errorf("%s: no place", o.Example.Title.Value)
		}
	}
	data, err := schema.Files.ReadFile("rules_test" + schema.Suffix)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := json.Trials(&out, []trial.Report{r}); err != nil {
		t.Fatal(err)
	}
	if doc, err = jsonschema.UnmarshalJSON(&out); err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(doc); err != nil {
		t.Error(err)
	}
}
