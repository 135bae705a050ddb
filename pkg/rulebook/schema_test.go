package rulebook_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/rule"
	"patci/pkg/rulebook"
	"patci/pkg/rules"
	"patci/pkg/rules/ruletest"
	"patci/pkg/source"
	"patci/pkg/yamlnode"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(rulebook.Schema()))
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
	return s
}

// plain turns a node into what an editor's YAML reader makes of it.
func plain(n *yamlnode.Node) any {
	switch n.Kind {
	case yamlnode.Map:
		m := map[string]any{}
		for _, p := range n.Pairs {
			m[p.Key.Value] = plain(p.Value)
		}
		return m
	case yamlnode.Sequence:
		l := []any{}
		for _, item := range n.Items {
			l = append(l, plain(item))
		}
		return l
	case yamlnode.Null:
		return nil
	}
	switch n.Tag {
	case "!!int":
		if i, err := strconv.ParseInt(n.Value, 0, 64); err == nil {
			return i
		}
	case "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	}
	return n.Value
}

// refused says what the schema and what reading have against a text.
func refused(t *testing.T, s *jsonschema.Schema, text string) (byReading []diag.Finding, bySchema error) {
	t.Helper()
	f := source.New("rulebook.yaml", []byte(text))
	n, _ := yamlnode.Parse(f)
	if n == nil {
		t.Fatalf("not YAML:\n%s", text)
	}
	_, findings := rulebook.Read(f)
	for _, f := range findings {
		if f.Severity == diag.Error || f.Rule == "valor-vacio" {
			byReading = append(byReading, f)
		}
		if f.Place.Start.Line == 0 {
			t.Errorf("%s has no place:\n%s", f.Message, text)
		}
	}
	return byReading, s.Validate(plain(n))
}

// What is embedded and what each kind shows is taken by both.
func TestSchemaTakesSamples(t *testing.T) {
	s := schema(t)
	texts := map[string]string{}
	for _, k := range rules.All() {
		texts[k.Name] = string(ruletest.Book(k).Data)
	}
	files, err := filepath.Glob("../../plan/rulebooks/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(data)
	}
	for name, text := range texts {
		byReading, bySchema := refused(t, s, text)
		if bySchema != nil || byReading != nil {
			t.Errorf("%s is refused: by the schema %v, by reading %v", name, bySchema, byReading)
		}
	}
}

const head = "instruments: [{id: ley, name: Ley}]\nrules:\n  - id: regla\n    kind: %s\n    title: regla\n    basis: {instrument: ley, read: verbatim}\n%s"

// values is what somebody may write for a parameter.
var values = []string{"", "0", "1", "-1", "3", "'3'", "03", "'03'", "+3", "'+3'", "3.0", "3.5", "0x10", "99999", "'99999'", "1e3", "true", "'true'", "True", "sí", "false",
	"~", "''", "' '", "x", "una cosa", "ordinaria", "ordinary", "osc", "year", "[]", "[~]", "[x, ~]", "['']", "[[x]]", "[1]", "{}", "{a: b}", "2022-01-01"}

// loose are those of the values that the schema may take where reading does
// not: YAML readers make one number of several spellings, and a word that is no
// kind of session cannot be told from one that a programme adds.
var loose = []string{"03", "'03'", "+3", "3.0", "0x10", "'99999'", "1e3", "'3'", "'true'", "' '", "ordinaria", "2022-01-01"}

// What the schema refuses, reading refuses, and the other way but for some
// spellings: of each parameter of each kind with
// each of those values, beside what the kind needs and without it.
func TestReadingRefusesWhatTheSchemaDoes(t *testing.T) {
	s := schema(t)
	tried, bad := 0, 0
	try := func(text string) {
		tried++
		byReading, bySchema := refused(t, s, text)
		value := text[strings.LastIndex(text, ": ")+2:]
		if bySchema == nil && byReading != nil && byReading[0].Rule == "marco" && !slices.Contains(loose, strings.TrimSpace(value)) { // dates are left to reading
			t.Errorf("taken by the schema, and reading says %s:\n%s", byReading[0].Message, text)
		}
		if bySchema != nil {
			bad++
			if byReading == nil {
				t.Errorf("taken by reading, and the schema says %v:\n%s", bySchema, text)
			}
		}
	}
	for _, k := range rules.All() {
		needs := map[string]string{}
		for _, p := range k.Params {
			if p.Required && p.Type == rule.List {
				needs[p.Name] = "[x]"
			} else if p.Required && p.Choices != nil {
				needs[p.Name] = p.Choices[0]
			} else if p.Required {
				needs[p.Name] = strconv.Itoa(p.Min)
			}
		}
		for _, name := range append(paramNames(k), "months", "nada") {
			for _, v := range values {
				for _, whole := range []bool{true, false} {
					text := "    parameters:\n"
					for _, p := range k.Params {
						if n, ok := needs[p.Name]; ok && whole && p.Name != name {
							text += "      " + p.Name + ": " + n + "\n"
						}
					}
					try(fmt.Sprintf(head, k.Name, text+"      "+name+": "+v+"\n"))
				}
			}
		}
		for _, rest := range []string{"", "    parameters: {}\n", "    parameters: ~\n", "    parameters: []\n", "    parameters: x\n", "    parameters: {months: 1, days: 1}\n"} {
			try(fmt.Sprintf(head, k.Name, rest))
		}
	}
	for _, rest := range []string{
		"    severity: grave\n", "    severity: warning\n", "    until: ayer\n", "    until: [2022-01-01]\n", "    bodies: [pleno, {}]\n", "    bodies: un órgano\n", "    readings: [{if: x}]\n", "    vigencia: 2022\n",
		"    examples: x\n", "    examples: [x]\n", "    examples: [{title: x, plan: {program: {year: 2022}}}]\n", "    examples: [{title: x, verdict: met}]\n",
		"    examples: [{title: x, plan: {program: {year: 2022}}, verdict: cumple}]\n", "    examples: [{title: x, plan: {bodies: []}, verdict: met}]\n",
		"    examples: [{title: x, plan: x, verdict: met}]\n", "    examples: [{title: x, plan: {program: {year: 2022}, nada: 1}, verdict: met}]\n",
		"    examples: [{title: x, plan: {program: {year: 2022}}, siblings: {program: {year: 2021}}, verdict: met}]\n",
		"    examples: [{title: x, plan: {program: {year: 2022}}, because: porque, verdict: open}]\n",
		"    examples: [{title: x, plan: {program: {year: 2022}}, as_of: mayo, verdict: open}]\n",
	} {
		try(fmt.Sprintf(head, "working_day", rest))
	}
	for _, text := range []string{"holidays: nada\n", "holidays: lft\n", "instruments: {}\n", "instruments: [{id: x}]\n", "rules: {}\n", "rules: [{}]\n", "rules: [{id: x, kind: nada, title: x, basis: []}]\n",
		"rules: [{id: x, kind: working_day, title: x}]\n", "rules: [{id: x, kind: working_day, title: x, basis: {read: verbatim}}]\n", "reglas: []\n"} {
		try(text)
	}
	if tried < 1000 || bad < tried/3 || bad == tried {
		t.Errorf("%d texts, of which the schema refuses %d", tried, bad)
	}
}

func paramNames(k *rule.Kind) []string {
	var out []string
	for _, p := range k.Params {
		out = append(out, p.Name)
	}
	return out
}

// An editor sees each kind with its title, and its parameters with what they
// mean.
func TestSchemaTellsKinds(t *testing.T) {
	text := string(rulebook.Schema())
	for _, k := range rules.All() {
		for _, want := range append([]string{k.Name, k.Title}, paramNames(k)...) {
			if !strings.Contains(text, strconv.Quote(want)) {
				t.Errorf("%s: the schema lacks %q", k.Name, want)
			}
		}
		for _, p := range k.Params {
			if !strings.Contains(text, strconv.Quote(p.Doc)) {
				t.Errorf("%s: the schema lacks what %s means", k.Name, p.Name)
			}
		}
	}
}

// Of rulebooks that say something wrong, what is said and on which line.
func TestFaults(t *testing.T) {
	const law = "instruments: [{id: ley, name: Ley, published: 2020-01-01}, {id: otra, name: Otra, until: 2021-12-31}]\nrules:\n"
	const wd = "kind: working_day, title: x, basis: {instrument: ley, read: verbatim}"
	of := func(kind, parameters string) string {
		return "  - {id: a, kind: " + strconv.Quote(kind) + ", parameters: " + parameters + ", title: x, basis: {instrument: ley, read: verbatim}}\n"
	}
	for _, c := range []struct {
		text string
		line int
		want string
	}{
		{"  - {id: a, kind: working_dai, title: x, basis: {instrument: ley, read: verbatim}}\n", 3, "¿quiso decir «working_day»?"},
		{"  - {id: a, " + wd + "}\n  - {id: a, " + wd + "}\n", 4, "ambas rigen el 1 de enero de 2020"},
		{"  - {id: a, " + wd + "}\n  - {id: a, since: 2022-02-15, " + wd + "}\n", 4, "escriba «until: 2022-02-14» en la primera"},
		{"  - {id: a, since: 2022-02-15, " + wd + "}\n  - {id: a, " + wd + "}\n", 4, "escriba «until: 2022-02-14» en esta"},
		{"  - {id: a, until: 2022-02-15, " + wd + "}\n  - {id: a, since: 2022-02-15, " + wd + "}\n", 4, "ambas rigen el 15 de febrero de 2022"},
		{"  - {id: a, until: 2022-02-14, " + wd + "}\n  - {id: a, since: 2022-02-15, " + wd + "}\n", 0, ""},
		{"  - {id: a, since: 2022-02-15, " + wd + "}\n  - {id: a, until: 2022-02-14, " + wd + "}\n", 0, ""},
		{"  - {id: a, until: 2019-01-01, " + wd + "}\n", 3, "antes de entrar en vigor"},
		{"  - {id: a, since: 2022-01-01, kind: working_day, title: x, basis: {instrument: otra, read: verbatim}}\n", 3, "(31 de diciembre de 2021) antes de entrar en vigor"},
		{"  - {id: a, kind: working_day, title: x, basis: {instrument: nada, read: verbatim}}\n", 3, "no existe el instrumento «nada»"},
		{"  - {id: a, parameters: {x: 1}, " + wd + "}\n", 3, "esta clase no tiene parámetros"},
		{"  - {id: a, kind: working_day, title: x, basis: {instrument: ley, read: verbatim, cited_by: el Manual}}\n", 3, "o quite «cited_by»"},
		{"  - {id: a, kind: working_day, title: x, basis: {instrument: ley, read: cited, cited_by: el Manual}}\n", 0, ""},
		{of("convocatoria", "{}"), 3, "¿quiso decir «notice»?"},
		{of("Día hábil", "{}"), 3, "¿quiso decir «working_day»?"},
		{of("maximum_interval", "{meses: 3}"), 3, "la clase «maximum_interval» no tiene el parámetro «meses»; los parámetros se escriben en inglés: ¿quiso decir «months»?"},
		{of("maximum_interval", "{moths: 3}"), 3, "¿quiso decir «months»?"},
		{of("minimum_sessions", "{numero: 2, periodo: year}"), 3, "¿quiso decir «count»?"},
		{of("minimum_sessions", "{count: 2, period: año}"), 3, "year (año natural)"},
		{of("minimum_sessions", "{count: 2, sessions: ordinaria}"), 3, "¿quiso decir «ordinary»?"},
		{of("minimum_sessions", "{count: 2, sessions: ordinari}"), 3, "¿quiso decir «ordinary»?"},
		{of("minimum_sessions", "{count: 2, sessions: comparecencia}"), 0, ""},
		{of("clash", "{sessions: extraordinaria}"), 3, "¿quiso decir «extraordinary»?"},
		{of("quorum", "{first: majority, sessions: [ordinary, extraordinaria]}"), 3, "¿quiso decir «extraordinary»?"},
		{of("quorum", "{first: 5/4}"), 3, "3/4 (al menos esa parte)"},
		{of("notice", "{hours: 24, session_day: counts}"), 3, "escríbalo junto a working_days, days o weeks"},
		{of("minutes", "{hours: 24, roll: true}"), 3, "escríbalo junto a working_days, days, weeks o months"},
		{of("minutes", "{next_session: ordinary, days: 3}"), 3, "hay 2: working_days, days, weeks, months, hours, next_session"},
		{of("deadline", "{act: approval, months: 3, year: next}"), 3, "escríbalo junto a by"},
		{of("deadline", "{act: approval, by: 30 de febrero}"), 3, "un día que exista"},
		{of("recurrence", "{month_day: 31, months: [febrero, abril]}"), 3, "ninguno de los meses de la regla tiene día 31"},
		{of("recurrence", "{month_day: [1, 30], months: febrero}"), 3, "ninguno de los meses de la regla tiene día 30"},
		{of("recurrence", "{month_day: 31, months: [febrero, marzo]}"), 0, ""},
		{of("recurrence", "{month_day: [29, last], months: febrero}"), 0, ""},
		{"  - {id: a, bodies: plenary, kind: term, parameters: {years: 2}, title: x, basis: {instrument: ley, read: verbatim}}\n", 3, "la clase «term» no obliga a órganos"},
	} {
		_, findings := rulebook.Read(source.New("rulebook.yaml", []byte(law+c.text)))
		told := slices.ContainsFunc(findings, func(f diag.Finding) bool {
			return f.Place.Start.Line == c.line && strings.Contains(f.Message+"; "+f.Remedy, c.want)
		})
		if c.want == "" && len(findings) > 0 || c.want != "" && !told {
			t.Errorf("%s: want %q on line %d, got %v", c.text, c.want, c.line, findings)
		}
	}
}

// One fault of writing is told once: a parameter misnamed is not missed too.
func TestOneFault(t *testing.T) {
	for _, parameters := range []string{"{meses: 3}", "{mnths: 3}"} {
		text := "instruments: [{id: ley, name: Ley}]\nrules: [{id: a, kind: maximum_interval, title: x, basis: {instrument: ley, read: verbatim}, parameters: " + parameters + "}]\n"
		if b, findings := rulebook.Read(source.New("rulebook.yaml", []byte(text))); len(findings) != 1 || len(b.Rules) > 0 {
			t.Errorf("%s: %v", parameters, findings)
		}
	}
}

// What a parameter of sessions may be is said as loading has it.
func TestKindsOfSession(t *testing.T) {
	if want := strings.Join(load.SessionKinds(), ", "); !strings.HasPrefix(rule.KindsOfSession, want+" ") {
		t.Errorf("%q does not begin with %q", rule.KindsOfSession, want)
	}
}

// A body that a parameter names is to be one of the programme or a kind.
func TestBodiesOfParameters(t *testing.T) {
	p, _ := load.Files("p", []*source.File{source.New("p/p.yaml", []byte("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\n"))})
	for first, want := range map[string]string{"pleno": "", "group": "", "plano": "¿quiso decir «pleno»?"} {
		text := "instruments: [{id: ley, name: Ley}]\nrules: [{id: a, kind: order, title: x, basis: {instrument: ley, read: verbatim}, parameters: {first: " + first + ", then: plenary, days: 0, mode: each}}]\n"
		_, findings := rulebook.For(p, source.New("p/rulebook.yaml", []byte(text)))
		switch {
		case want == "" && findings != nil, want != "" && (len(findings) != 1 || findings[0].Remedy != want || findings[0].Place.Start.Column != 102):
			t.Errorf("%s: %v", first, findings)
		}
	}
}

// Every embedded rulebook reads without a fault, and its names are the only
// ones there are.
func TestNamed(t *testing.T) {
	for _, name := range rulebook.Names() {
		b, findings := rulebook.Whole(name)
		if b == nil || len(b.Rules) == 0 || len(findings) > 0 {
			t.Errorf("%s: %v", name, findings)
		}
	}
	if b, _ := rulebook.Named("nada"); b != nil {
		t.Error("nada exists")
	}
}
