package sarif_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/render/sarif"
	"patci/pkg/source"
	"patci/plan"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func official(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/formats/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func judge(t *testing.T, fsys fs.FS, folder string) *check.Result {
	t.Helper()
	p, findings, err := load.Folder(fsys, ".", folder)
	if err != nil {
		t.Fatal(err)
	}
	in := check.Input{Program: p, Findings: findings}
	if data, err := fs.ReadFile(fsys, load.RulebookFile); err == nil {
		in.Rulebook = source.New(folder+"/"+load.RulebookFile, data)
	}
	return check.Run(in)
}

func one(t *testing.T, yaml string) *check.Result {
	t.Helper()
	return judge(t, fstest.MapFS{"a.yaml": {Data: []byte(yaml)}}, "plan/2022")
}

func write(t *testing.T, r sarif.Run) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sarif.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sarifLog is what the tests read of a log.
type sarifLog struct {
	Runs []struct {
		ColumnKind string
		Tool       struct {
			Driver struct {
				Version, SemanticVersion string
				Rules                    []struct {
					ID               string
					ShortDescription struct{ Text string }
					Help             struct{ Text, Markdown string }
				}
			}
		}
		Invocations []struct {
			ExecutionSuccessful bool
			ExitCode            int
		}
		Results []struct {
			RuleID    string
			RuleIndex int
			Level     string
			Message   struct{ Text, Markdown string }
			Locations []struct {
				PhysicalLocation *struct {
					ArtifactLocation struct{ URI, URIBaseID string }
					Region           *struct {
						StartLine, StartColumn, EndLine, EndColumn int
						Snippet                                    struct{ Text string }
					}
				}
				LogicalLocations []struct{ FullyQualifiedName string }
			}
			PartialFingerprints map[string]string
			Suppressions        []struct{ Kind, Status, Justification string }
		}
	}
}

func parse(t *testing.T, data []byte) sarifLog {
	t.Helper()
	var l sarifLog
	if err := json.Unmarshal(data, &l); err != nil {
		t.Fatal(err)
	}
	return l
}

// programmes are those on which the form is tested: the one of 2022, and each
// that the messages of reading are tested on, so that every odd byte is there.
func programmes(t *testing.T) map[string]*check.Result {
	t.Helper()
	real, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*check.Result{"2022": judge(t, real, "plan/2022"), "waived": one(t, waived), "bytes": one(t, "program: {year: 2022, title: Comisi\xf3n \x00 \x1b[31m}\r\nbodies: [{id: x\x7f, kind: otra, name: \u2028}]\r"), "empty": judge(t, fstest.MapFS{}, "plan/2022")}
	names, err := filepath.Glob("../../../testdata/messages/*.txtar")
	if err != nil || len(names) < 50 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{}
		for _, f := range a.Files {
			if f.Name != "want" {
				files[f.Name] = &fstest.MapFile{Data: f.Data}
			}
		}
		all[filepath.Base(name)] = judge(t, files, "plan/2022")
	}
	return all
}

const waived = `
program: {year: 2022, title: Programa, rulebook: citdp}
bodies:
  - {id: pleno, kind: plenary, name: Comisión, short: Pleno}
sessions:
  pleno:
    - {number: 1, date: 5 de marzo}
    - {number: 2, date: 12 de marzo}
waivers:
  - {rule: dia-habil, entity: pleno/1, reason: se habilitó el sábado, granted_by: Secretaría Técnica}
`

func TestSchema(t *testing.T) {
	s := official(t)
	ids := map[string]bool{}
	for name, r := range programmes(t) {
		t.Run(name, func(t *testing.T) {
			data := write(t, sarif.Run{Results: []*check.Result{r}, Version: "v1.2.3", AsOf: "2022-06-30", Failed: true})
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); err != nil {
				t.Fatal(err)
			}
			run := parse(t, data).Runs[0]
			if len(run.Results) != len(r.Findings) {
				t.Fatalf("%d results of %d findings", len(run.Results), len(r.Findings))
			}
			prints := map[string]bool{}
			for i, f := range run.Results {
				ids[f.RuleID] = true
				if got := run.Tool.Driver.Rules[f.RuleIndex].ID; got != f.RuleID {
					t.Errorf("the rule of %s is %s", f.RuleID, got)
				}
				if f.Level != r.Findings[i].Severity.String() {
					t.Errorf("%s: level %s", f.RuleID, f.Level)
				}
				p := f.PartialFingerprints["patci/v1"]
				if p == "" || prints[p] {
					t.Errorf("%s: fingerprint %q", f.RuleID, p)
				}
				prints[p] = true
			}
			for _, d := range run.Tool.Driver.Rules {
				if d.ShortDescription.Text == "" || !strings.Contains(d.Help.Text, "Fundamento\n  ") || !strings.Contains(d.Help.Markdown, "### Fundamento\n") {
					t.Errorf("%s: %+v", d.ID, d)
				}
			}
		})
	}
	if len(ids) < 20 {
		t.Errorf("only %d rules were seen", len(ids))
	}
}

// TestSchemaIsRead proves that the schema refuses what is wrong.
func TestSchemaIsRead(t *testing.T) {
	s := official(t)
	good := string(write(t, sarif.Run{Results: []*check.Result{one(t, waived)}}))
	for _, wrong := range [][2]string{
		{`"level": "warning"`, `"level": "advertencia"`},
		{`"startLine": 8`, `"startLine": 0`},
		{`"unicodeCodePoints"`, `"runes"`},
		{`"kind": "external"`, `"kind": "waiver"`},
	} {
		if !strings.Contains(good, wrong[0]) {
			t.Fatalf("no %s in\n%s", wrong[0], good)
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.ReplaceAll(good, wrong[0], wrong[1])))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(doc) == nil {
			t.Errorf("%s is valid", wrong[1])
		}
	}
}

func TestBytesAreStable(t *testing.T) {
	for range 5 {
		a := write(t, sarif.Run{Results: []*check.Result{one(t, waived)}})
		b := write(t, sarif.Run{Results: []*check.Result{one(t, waived)}})
		if !bytes.Equal(a, b) {
			t.Fatal("the same programme gives other bytes")
		}
	}
}

func TestWaivedIsSuppressed(t *testing.T) {
	run := parse(t, write(t, sarif.Run{Results: []*check.Result{one(t, waived)}, Failed: true})).Runs[0]
	if len(run.Results) != 2 {
		t.Fatalf("%+v", run.Results)
	}
	s := run.Results[0].Suppressions
	if len(s) != 1 || s[0].Kind != "external" || s[0].Status != "accepted" || s[0].Justification != "se habilitó el sábado (Secretaría Técnica)" {
		t.Errorf("%+v", s)
	}
	if s := run.Results[1].Suppressions; s == nil || len(s) != 0 {
		t.Errorf("%+v", s)
	}
	if i := run.Invocations[0]; !i.ExecutionSuccessful || i.ExitCode != 1 {
		t.Errorf("%+v", i)
	}
	text := run.Results[1].Message.Text
	for _, want := range []string{"la 2.ª del Pleno cae el sábado 12 de marzo de 2022, día inhábil\n", "fundamento: Ley Federal de Procedimiento Administrativo, art. 28", "corrección: "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
}

// TestRegion counts as declared: each sign of the source one column, also
// those that UTF-16 writes with two units.
func TestRegion(t *testing.T) {
	const yaml = "program: {year: 2022, title: 𝒫rograma 🏛}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions:\n  pleno: [{title: 🏛🏛 á, number: 1, date: 31 de abril}]\n"
	run := parse(t, write(t, sarif.Run{Results: []*check.Result{one(t, yaml)}})).Runs[0]
	if run.ColumnKind != "unicodeCodePoints" {
		t.Error(run.ColumnKind)
	}
	lines := strings.Split(yaml, "\n")
	seen := false
	for _, r := range run.Results {
		g := r.Locations[0].PhysicalLocation.Region
		if g.StartLine != g.EndLine {
			continue
		}
		got := string([]rune(lines[g.StartLine-1])[g.StartColumn-1 : g.EndColumn-1])
		if got != g.Snippet.Text {
			t.Errorf("%s: %q at its region, %q in its snippet", r.RuleID, got, g.Snippet.Text)
		}
		seen = seen || got == "31 de abril"
	}
	if !seen {
		t.Errorf("no region is the date: %+v", run.Results)
	}
}

// TestFingerprint moves a finding about: it stays the same.
func TestFingerprint(t *testing.T) {
	prints := func(yaml string) (out []string) {
		run := parse(t, write(t, sarif.Run{Results: []*check.Result{one(t, yaml)}})).Runs[0]
		for _, r := range run.Results {
			if r.PartialFingerprints["patci/v1"] != r.PartialFingerprints["primaryLocationLineHash"] {
				t.Errorf("%+v", r.PartialFingerprints)
			}
			out = append(out, r.RuleID+" "+r.PartialFingerprints["patci/v1"])
		}
		slices.Sort(out)
		return out
	}
	const head = "program: {year: 2022, title: Programa, rulebook: citdp}\nbodies:\n  - {id: pleno, kind: plenary, name: Comisión, short: Pleno}\nsessions:\n  pleno:\n"
	const five, six, seven = "    - {number: 5, date: 5 de marzo}\n", "    - {number: 6, date: 12 de marzo}\n", "    - {number: 7, date: 4 de abril, fecha: 1, lugar: 2}\n"
	before := prints(head + five + six + seven)
	if len(before) != 4 {
		t.Fatal(before)
	}
	if n := len(slices.Compact(slices.Clone(before))); n != len(before) {
		t.Errorf("two findings have one fingerprint: %q", before)
	}
	moved := "# una línea\n\n" + strings.ReplaceAll(head, "bodies:\n", "actors:\n  - {id: stps, name: Secretaría del Trabajo}\nbodies:\n  - {id: otro, kind: council, name: Consejo}\n") + "\n" +
		"    - {number: 4, date: 2 de marzo}\n" + five + "    # otra\n" + six + seven
	if after := prints(moved); !slices.Equal(before, after) {
		t.Errorf("moved:\n%q\n%q", before, after)
	}
	// another text of the message is the same finding, one mended is gone, and
	// the others stay as they were
	if after := prints(head + five + strings.Replace(six, "12", "19", 1) + seven); !slices.Equal(before, after) {
		t.Errorf("another Saturday:\n%q\n%q", before, after)
	}
	mended := prints(head + strings.Replace(five, "5 de", "4 de", 1) + six + seven)
	if len(mended) != 3 || slices.ContainsFunc(mended, func(s string) bool { return !slices.Contains(before, s) }) {
		t.Errorf("mended:\n%q\n%q", before, mended)
	}
}

func TestLocate(t *testing.T) {
	for name, want := range map[string][2]string{
		"plan/2022/a.yaml":            {"plan/2022/a.yaml", "%SRCROOT%"},
		"plan/año 2022/100%.yaml":     {"plan/a%C3%B1o%202022/100%25.yaml", "%SRCROOT%"},
		"c:d/a#b?.yaml":               {"c%3Ad/a%23b%3F.yaml", "%SRCROOT%"},
		"../plan/a.yaml":              {"../plan/a.yaml", ""},
		"/srv/plan/a.yaml":            {"file:///srv/plan/a.yaml", ""},
		"C:/plan/a.yaml":              {"file:///C:/plan/a.yaml", ""},
		"//servidor/plan/2022/a.yaml": {"file://servidor/plan/2022/a.yaml", ""},
		"plan/2022/..a.yaml":          {"plan/2022/..a.yaml", "%SRCROOT%"},
	} {
		r := one(t, waived)
		r.Findings = []diag.Finding{{Rule: "yaml", Message: "m", Place: source.Place{File: source.New(name, nil)}}}
		loc := parse(t, write(t, sarif.Run{Results: []*check.Result{r}})).Runs[0].Results[0].Locations[0].PhysicalLocation
		if got := [2]string{loc.ArtifactLocation.URI, loc.ArtifactLocation.URIBaseID}; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if loc.Region != nil {
			t.Errorf("%s: a region without a line: %+v", name, loc.Region)
		}
	}
}

// TestOdd is what no programme of the tests has: a finding without a file, of
// a rule that nobody knows, with signs that SARIF would obey.
func TestOdd(t *testing.T) {
	r := one(t, waived)
	r.Findings = []diag.Finding{{Rule: "conflicto", Severity: diag.Error, Verdict: diag.Broken, Message: "«{0}» y [a](b)", Steps: []string{"uno", "dos"}}}
	data := write(t, sarif.Run{Results: []*check.Result{r}, Version: "abc123"})
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := official(t).Validate(doc); err != nil {
		t.Fatal(err)
	}
	run := parse(t, data).Runs[0]
	if d := run.Tool.Driver; d.Version != "abc123" || d.SemanticVersion != "" || d.Rules[len(d.Rules)-1].ID != "conflicto" {
		t.Errorf("%+v", d)
	}
	got := run.Results[0]
	if got.Message.Text != "«{{0}}» y [a]\\(b)\nuno\ndos" || got.Locations != nil {
		t.Errorf("%+v", got)
	}
	if got.Message.Markdown != "«{{0}}» y \\[a\\](b)\n- uno\n- dos" {
		t.Errorf("%q", got.Message.Markdown)
	}
}

// TestOneIDTwoLaws: two programmes judged together whose rulebooks give one id
// to different rules; each finding points at its own.
func TestOneIDTwoLaws(t *testing.T) {
	of := func(articles string) *check.Result {
		return judge(t, fstest.MapFS{
			"a.yaml":        {Data: []byte("program: {year: 2022, title: P}\nbodies: [{id: pleno, kind: plenary, name: Comisión}]\nsessions: {pleno: [{number: 1, date: 5 de marzo}]}\n")},
			"rulebook.yaml": {Data: []byte("instruments: [{id: ley, name: Ley}]\nrules: [{id: habil, kind: working_day, title: días hábiles, severity: error, basis: {instrument: ley, articles: \"" + articles + "\", read: verbatim}}]\n")},
		}, "plan/"+articles)
	}
	run := parse(t, write(t, sarif.Run{Results: []*check.Result{of("1"), of("2"), of("1")}})).Runs[0]
	var got []string
	for _, r := range run.Results {
		if r.RuleID != "habil" {
			continue
		}
		_, help, _ := strings.Cut(run.Tool.Driver.Rules[r.RuleIndex].Help.Text, "Fundamento\n  ")
		law, _, _ := strings.Cut(help, " ·")
		got = append(got, law)
	}
	if want := []string{"Ley, art. 1", "Ley, art. 2", "Ley, art. 1"}; !slices.Equal(got, want) || len(run.Tool.Driver.Rules) != 2 {
		t.Errorf("%q, of %d rules", got, len(run.Tool.Driver.Rules))
	}
}
