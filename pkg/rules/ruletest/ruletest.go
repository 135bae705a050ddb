// Package ruletest tests a kind of rule with the examples that it carries, so
// that each kind's own test is one line.
package ruletest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/rule"
	"patci/pkg/rules"
	"patci/pkg/source"
)

// Run tests a kind: what it says of itself, that its Rule is met by Good
// without a finding, and that it is broken by Bad exactly on the lines that
// end in «# want», or open there if the kind asks for records only. It runs in the kind's folder, which its package is named
// after.
func Run(t *testing.T, k *rule.Kind) {
	t.Helper()
	if !slices.Contains(rules.All(), k) {
		t.Fatalf("%s is not in the list of kinds yet: make generate", k.Name)
	}
	words(t, k)
	params(t, k)
	if strings.Contains(k.Good, "# want") {
		t.Error("Good wants findings")
	}
	if !strings.Contains(k.Bad, "# want") {
		t.Error("Bad wants no finding")
	}
	examine(t, k, "Good", k.Good, diag.Met)
	bad := diag.Broken
	if k.RecordsOnly {
		bad = diag.Open
	}
	examine(t, k, "Bad", k.Bad, bad)
}

// words looks at what the kind says of itself.
func words(t *testing.T, k *rule.Kind) {
	t.Helper()
	if k.Name == "" || k.Name != strings.ToLower(k.Name) || strings.ContainsAny(k.Name, " -") {
		t.Errorf("%q is not written as a rulebook names kinds", k.Name)
	}
	if k.Title == "" || k.Title != strings.TrimSuffix(k.Title, ".") || k.Title[:1] != strings.ToLower(k.Title[:1]) {
		t.Errorf("the title %q is to be one phrase, in lower case and without a full stop", k.Title)
	}
	for _, word := range []string{"Cumple", "incumple", "por determinar"} {
		if !strings.Contains(k.Text, word) {
			t.Errorf("the text does not say when a programme %q", word)
		}
	}
	if k.Text != strings.TrimSpace(k.Text) || !strings.HasSuffix(k.Text, ".") {
		t.Error("the text is to be sentences")
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(dir)
	text, err := os.ReadFile(name + ".go")
	if err != nil {
		t.Fatalf("the kind's file is to be named after its folder: %v", err)
	}
	for _, want := range []string{"\npackage " + name + "\n", "// Package " + name + " is the rule kind " + k.Name + ":"} {
		if !strings.Contains("\n"+string(text), want) {
			t.Errorf("%s.go lacks %q", name, want)
		}
	}
}

// params looks at the parameters; that a default parses shows where the rule
// of the examples leaves it out.
func params(t *testing.T, k *rule.Kind) {
	t.Helper()
	seen := map[string]bool{}
	for _, p := range k.Params {
		if p.Name == "" || seen[p.Name] {
			t.Errorf("the parameter %q stands twice, or has no name", p.Name)
		}
		seen[p.Name] = true
		if p.Doc == "" || strings.HasSuffix(p.Doc, ".") {
			t.Errorf("%s: the doc %q is to be a phrase without a full stop", p.Name, p.Doc)
		}
		if p.Type == rule.Int && (p.Min > p.Max || p.Max == 0) {
			t.Errorf("%s: no number is from %d to %d", p.Name, p.Min, p.Max)
		}
		if p.Required && (p.Default != "" || p.OneOf != "") {
			t.Errorf("%s: what is required has no default and no alternative", p.Name)
		}
		for word, of := range p.Also {
			if word != strings.ToLower(word) || !slices.Contains(p.Choices, of) || slices.Contains(p.Choices, word) {
				t.Errorf("%s: %q is no other word for the choice %q", p.Name, word, of)
			}
		}
		for _, of := range p.With {
			if !slices.ContainsFunc(k.Params, func(o rule.Param) bool { return o.Name == of }) {
				t.Errorf("%s: there is no parameter %q to write it beside", p.Name, of)
			}
		}
		if p.Choices != nil && p.Default != "" && !slices.Contains(p.Choices, p.Default) {
			t.Errorf("%s: the default %q is not a choice", p.Name, p.Default)
		}
	}
}

// Book wraps the example rule of a kind as a rulebook.
func Book(k *rule.Kind) *source.File {
	text := "instruments: [{id: ley, name: Ley}]\nrules:\n  - id: regla\n    kind: " + k.Name + "\n    title: regla\n    basis: {instrument: ley, read: verbatim}\n"
	for line := range strings.Lines(k.Rule) {
		text += "    " + line
	}
	return source.New("ejemplo/"+load.RulebookFile, []byte(text))
}

// examine judges one example.
func examine(t *testing.T, k *rule.Kind, name, text string, want diag.Verdict) {
	t.Helper()
	p, findings := load.Files("ejemplo", []*source.File{source.New("ejemplo/programa.yaml", []byte(text))})
	r := check.Run(check.Input{Program: p, Findings: findings, Rulebook: Book(k)})
	if r.Book.Rule("regla") == nil {
		t.Errorf("%s: the rule does not run", name)
	}
	got := map[int]int{}
	for _, f := range r.Findings {
		if f.Rule == "mismo-dia" { // a note on what a rule may forbid
			continue
		}
		if f.Rule != "regla" {
			t.Errorf("%s: %s: another finding: %s [%s]", name, f.Place, f.Message, f.Rule)
			continue
		}
		got[f.Place.Start.Line]++
		if f.Verdict != want || f.Message == "" || f.Remedy == "" || f.Path == "" || len(f.Entities) == 0 {
			t.Errorf("%s: %s: an incomplete finding: %+v", name, f.Place, f)
		}
		Style(t, f)
	}
	for i, line := range strings.Split(text, "\n") {
		n := 0
		if strings.HasSuffix(line, "# want") {
			n = 1
		}
		if got[i+1] != n {
			t.Errorf("%s, line %d: %d findings, want %d: %s", name, i+1, got[i+1], n, line)
		}
	}
	if v := r.Overall("regla"); v != want {
		t.Errorf("%s is %s, want %s", name, v, want)
	}
}

// Style looks at how a finding is written: lower case, no full stop, nothing
// left of a format.
func Style(t *testing.T, f diag.Finding) {
	t.Helper()
	for _, s := range append([]string{f.Message, f.Remedy}, f.Steps...) {
		if strings.HasSuffix(s, ".") || strings.Contains(s, "  ") || strings.Contains(s, "%!") || strings.Contains(s, " de el ") || strings.Contains(s, "587") {
			t.Errorf("not as it is written: %q", s)
		}
	}
}
