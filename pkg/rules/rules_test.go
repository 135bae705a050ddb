package rules_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"patci/pkg/rules"
)

// all.go is what generate.go writes.
func TestFresh(t *testing.T) {
	want, err := exec.Command("go", "run", "generate.go", "-print").Output()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("all.go")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("all.go is stale: make generate")
	}
}

// Every folder is a kind, with a test of it, save those that serve the kinds;
// no two have one name.
func TestFolders(t *testing.T) {
	text, err := os.ReadFile("all.go")
	if err != nil {
		t.Fatal(err)
	}
	dirs, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	kinds := 0
	for _, d := range dirs {
		if !d.IsDir() || slices.Contains([]string{"ahead", "ruletest"}, d.Name()) || d.Name() == "testdata" {
			continue
		}
		kinds++
		if !strings.Contains(string(text), "\t\t"+d.Name()+".Kind,\n") {
			t.Errorf("%s is not in all.go", d.Name())
		}
		tested, err := os.ReadFile(filepath.Join(d.Name(), d.Name()+"_test.go"))
		if err != nil || !strings.Contains(string(tested), "ruletest.Run(t, "+d.Name()+".Kind)") {
			t.Errorf("%s has no test that runs ruletest: %v", d.Name(), err)
		}
	}
	var names []string
	for _, k := range rules.All() {
		if slices.Contains(names, k.Name) {
			t.Errorf("two kinds are named %s", k.Name)
		}
		names = append(names, k.Name)
	}
	if len(names) != kinds {
		t.Errorf("%d kinds in %d folders", len(names), kinds)
	}
}

// What scaffold.go writes is a kind like any other: in a copy of the program it
// is listed, proves itself and is explained, with nothing edited by hand.
func TestScaffold(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles a copy of the program")
	}
	dir := t.TempDir()
	for _, d := range []string{"cmd/patci", "pkg", "plan", "schema"} {
		if err := os.CopyFS(filepath.Join(dir, d), os.DirFS(filepath.Join("../..", d))); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("../..", f))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, f), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(in, name string, args ...string) (string, error) {
		c := exec.Command(name, args...)
		c.Dir = filepath.Join(dir, in)
		c.Env = append(os.Environ(), "GOFLAGS=-trimpath") // what another copy compiled will do
		out, err := c.CombinedOutput()
		return string(out), err
	}
	must := func(in, name string, args ...string) string {
		t.Helper()
		out, err := run(in, name, args...)
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
		return out
	}
	scaffold := filepath.Join(dir, "scaffold")
	must("pkg/rules", "go", "build", "-o", scaffold, "scaffold.go")
	must("pkg/rules", scaffold, "casting_vote")
	if out, err := run(".", "go", "test", "./pkg/rules/castingvote"); err == nil || !strings.Contains(out, "make generate") {
		t.Errorf("a kind that is not listed passes its test, or does not say how to list it: %v\n%s", err, out)
	}
	must("pkg/rules", "go", "run", "generate.go")
	must(".", "go", "vet", "./pkg/rules/castingvote")
	must(".", "go", "test", "-run", "TestKind|TestFolders", "./pkg/rules", "./pkg/rules/castingvote")
	if out := must(".", "go", "run", "./cmd/patci", "explain", "casting_vote"); !strings.Contains(out, "kind: casting_vote") {
		t.Errorf("explain says\n%s", out)
	}
	written, err := exec.Command("gofmt", "-l", filepath.Join(dir, "pkg/rules/castingvote")).CombinedOutput()
	if err != nil || len(written) > 0 {
		t.Errorf("not formatted: %s %v", written, err)
	}
	for _, args := range [][]string{nil, {"casting_vote"}, {"working_day"}, {"Casting"}, {"voto de calidad"}, {"casting_vote_"}, {"../x"}, {"func"}, {"a", "b"}} {
		if out, err := run("pkg/rules", scaffold, args...); err == nil || !strings.HasPrefix(out, "scaffold: ") {
			t.Errorf("%q is taken: %s", args, out)
		}
	}
}
