//go:build ignore

// This program begins a new kind of rule: «go run scaffold.go a_few_words»
// writes the folder with a kind that already runs and is proved by its test,
// to be changed into what the rule asks. «make rule NAME=a_few_words» runs it
// and then what lists the kinds.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "scaffold:", err)
		os.Exit(1)
	}
}

var named = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

func run(args []string) error {
	if len(args) != 1 || !named.MatchString(args[0]) {
		return fmt.Errorf("give one name as a rulebook writes it, such as casting_vote: lower case, words joined by _")
	}
	name := args[0]
	dir := strings.ReplaceAll(name, "_", "")
	if token.IsKeyword(dir) {
		return fmt.Errorf("no package can be called %s: choose another name", dir)
	}
	others, err := filepath.Glob("*/*.go")
	if err != nil {
		return err
	}
	for _, file := range others {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if regexp.MustCompile(`\tName:\s+"` + name + `",`).Match(text) {
			return fmt.Errorf("the kind %s exists: pkg/rules/%s", name, filepath.Dir(file))
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	for file, text := range map[string]string{dir + ".go": kind, dir + "_test.go": test} {
		var b bytes.Buffer
		if err := template.Must(template.New(file).Parse(text)).Execute(&b, map[string]string{"Name": name, "Package": dir}); err != nil {
			return err
		}
		out, err := format.Source(b.Bytes())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, file), out, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("pkg/rules/%s/%[1]s.go: a sample that runs; change its words, parameters and fits, then «make generate» and «go test ./pkg/rules/%[1]s»\n", dir)
	return nil
}

// kind is the sample: a rule on the days of sessions, one by one, as most are.
// What it asks stands in fits alone.
const kind = `// Package {{.Package}} is the rule kind {{.Name}}: sessions are not held after
// a certain day of the month.
package {{.Package}}

import (
	"fmt"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind {{.Name}}.
var Kind = &rule.Kind{
	Name:    "{{.Name}}",
	Title:   "las sesiones no pasan de cierto día del mes",
	PerBody: true,
	Text: ` + "`" + `Se juzgan los días en que cada sesión puede caer, o aquel en que se celebró, mientras la regla está en vigor.
Cumple si todos los días posibles de todas las sesiones lo respetan; incumple si una sesión no puede caer en ninguno que lo respete; queda por determinar si depende del día que se fije, o de que se registre si se celebró.` + "`" + `,
	Params: []rule.Param{
		{Name: "last", Doc: "el último día del mes en que puede caer una sesión", Type: rule.Int, Min: 1, Max: 31, Required: true},
		rule.Sessions(rule.Choice, "la clase de sesiones"),
	},
	Check:    check,
	Together: together,
	Rule:     "bodies: [pleno]\nparameters: {last: 20}\n",
	Good: ` + "`" + `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 20 de mayo}
    - {number: 2, date: Primera quincena de agosto}
` + "`" + `,
	Bad: ` + "`" + `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 21 de mayo} # want
    - {number: 2, date: Primera quincena de agosto}
` + "`" + `,
}

// fits reports whether a session may be held on a day.
func fits(p *rule.Pass, d when.Day) bool {
	_, _, day := d.Date()
	return !p.Rule.InForce(d) || day <= p.Rule.Values.Int("last")
}

// says is what is asked of a session, in a few words.
func says(p *rule.Pass) string {
	return fmt.Sprintf("a más tardar el día %d del mes", p.Rule.Values.Int("last"))
}

// together asks each session for a day that fits, so that it is decided with
// what the other rules ask of it.
func together(p *rule.Pass, m *rule.Model) {
	m.AskEach(p, p.Rule.Values.Text("sessions"), says(p), func(rule.Line) func(when.Day) bool {
		return func(d when.Day) bool { return fits(p, d) }
	})
}

func check(p *rule.Pass) []rule.Verdict {
	t := p.Tally()
	for _, s := range p.Agenda.Sessions(p.Body.ID.Value, p.Rule.Values.Text("sessions")) {
		good, bad, bound := 0, 0, false
		for d := range rule.Candidates(s).All() {
			bound = bound || p.Rule.InForce(d)
			if fits(p, d) {
				good++
			} else {
				bad++
			}
		}
		switch {
		case !bound: // no day to judge
		case bad == 0:
			t.Met(s.ID())
		default:
			t.Find(s.ID(), finding(p, s, good > 0))
		}
	}
	return []rule.Verdict{t.Verdict("sesión", "sesiones", "fuera de lo que pide la regla", "dentro de lo que pide la regla", "no hay sesiones que juzgar")}
}

// finding tells a session that does not fit, or may not.
func finding(p *rule.Pass, s agenda.Session, may bool) diag.Finding {
	at := s.DateAt()
	f := diag.Finding{Verdict: diag.Broken, Place: at.At, Path: at.Path}
	f.Message = fmt.Sprintf("%s %s no se celebra %s", p.TheWhen(s), p.Body.Of(), says(p))
	f.Remedy = "fije otro día, " + says(p)
	switch {
	case may:
		f.Verdict, f.Because = diag.Open, []diag.Because{diag.UndefinedDate}
		f.Message = fmt.Sprintf("%s %s puede no celebrarse %s", p.TheWhen(s), p.Body.Of(), says(p))
	case s.Unsure:
		f.Verdict, f.Because = diag.Open, []diag.Because{diag.Unrecorded}
		f.Remedy = "registre qué día se celebró (held), o que no se celebró (not_held)"
	case s.State == agenda.Held:
		f.Remedy = "si hubo causa, justifíquelo en «waivers»"
	}
	return f
}
`

const test = `package {{.Package}}_test

import (
	"testing"

	"patci/pkg/rules/{{.Package}}"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, {{.Package}}.Kind) }
`
