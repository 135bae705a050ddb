package load_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"patci/pkg/builtin"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/rulebook"
	"patci/pkg/rules"
	"patci/pkg/source"
	"patci/pkg/yamlnode"
)

// TestSchemaFiles asks that the schemas in the repository are those of the
// tables of keys.
func TestSchemaFiles(t *testing.T) {
	for name, want := range map[string][]byte{"program": load.Schema(), "rulebook": rulebook.Schema()} {
		file := "../../schema/" + name + ".schema.json"
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the tables say (make generate); %v", file, err)
		}
	}
}

// compile makes a schema ready; that it is a schema at all is checked by it.
func compile(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
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

// valid says what a schema has against a file; nil for a file that holds nothing.
func valid(s *jsonschema.Schema, f *source.File) error {
	n, _ := yamlnode.Parse(f)
	if n == nil {
		return nil
	}
	return s.Validate(plain(n))
}

func TestSchemaOfPlans(t *testing.T) {
	s := compile(t, load.Schema())
	names, data := contents(t)
	for i, name := range names {
		if err := valid(s, source.New(name, data[i])); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	books, _ := filepath.Glob("../../plan/rulebooks/*.yaml")
	if len(books) == 0 {
		t.Error("no rulebooks")
	}
	s = compile(t, rulebook.Schema())
	for _, name := range books {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := valid(s, source.New(name, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// unseen are the faults of the gallery that a JSON Schema cannot see: what
// dates mean, what references point at, what stands twice or in which file,
// how the YAML is written.
var unseen = strings.Fields(`
	body-twice-in-sessions key-twice key-twice-top program-twice program-missing
	id-twice-across-files id-twice-activity id-twice-session
	reference-actor reference-any reference-body occurrence-of-activity
	date-ambiguous date-caret date-impossible date-outside date-unreadable date-weekday fact-hour fact-without-day
	lights period-reversed period-too-long
	bytes-comments bytes-control bytes-empty bytes-large bytes-latin1 bytes-no-files bytes-nul bytes-utf16
	yaml-conflict-marks yaml-conflict-marks-three yaml-documents yaml-indent yaml-no-colon yaml-tab yaml-tag
`)

// TestSchemaOfMessages asks that the schema rejects every fault of the gallery
// that a schema can see.
func TestSchemaOfMessages(t *testing.T) {
	s := compile(t, load.Schema())
	for _, sample := range samples(t) {
		name := strings.TrimSuffix(filepath.Base(sample.file), ".txtar")
		rejected := slices.ContainsFunc(sample.files, func(f *source.File) bool { return valid(s, f) != nil })
		if want := !slices.Contains(unseen, name); rejected != want {
			t.Errorf("%s: rejected by the schema: %v, want %v", name, rejected, want)
		}
	}
}

// TestSchemaAcceptsWhatLoads asks that no programme that loads without a
// finding is refused by an editor.
func TestSchemaAcceptsWhatLoads(t *testing.T) {
	s := compile(t, load.Schema())
	texts := map[string]string{}
	for _, c := range builtin.All() {
		texts[c.ID+" good"], texts[c.ID+" bad"] = c.Good, c.Bad
	}
	for _, k := range rules.All() {
		texts[k.Name+" good"], texts[k.Name+" bad"] = k.Good, k.Bad
	}
	tried := 0
	for name, text := range texts {
		f := source.New("plan/2022/a.yaml", []byte(text))
		_, findings := load.Files("plan/2022", []*source.File{f})
		if slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Severity == diag.Error || f.Rule == "valor-vacio" }) {
			continue
		}
		tried++
		if err := valid(s, f); err != nil {
			t.Errorf("%s loads, and the schema says: %v\n%s", name, err, text)
		}
	}
	if tried < 60 {
		t.Errorf("only %d of %d texts load", tried, len(texts))
	}
}
