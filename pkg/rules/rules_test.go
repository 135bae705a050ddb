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
