package trial_test

import (
	"os"
	"path"
	"testing"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/rulebook"
)

// Every embedded rulebook but that of the programme that comes with it has a
// whole programme that meets all its rules and one that breaks each of them, in
// testdata/plans/NAME/cumple and incumple. Nothing else is wrong in either.
func TestEmbeddedRulebooksProgrammes(t *testing.T) {
	for _, name := range rulebook.Names() {
		if name == "citdp" { // plan/2022
			continue
		}
		t.Run(name, func(t *testing.T) {
			for folder, want := range map[string]diag.Verdict{"cumple": diag.Met, "incumple": diag.Broken} {
				b, r := judged(t, name, path.Join("testdata/plans", name, folder))
				at := map[string]bool{} // the rules that say where they are broken
				for _, f := range r.Findings {
					if want == diag.Met || b.Rule(f.Rule) == nil {
						t.Errorf("%s: %s [%s]", f.Place, f.Message, f.Rule)
					}
					at[f.Rule] = at[f.Rule] || f.Verdict == diag.Broken && f.Place.File != nil && f.Place.Start.Line > 0
				}
				for _, rl := range b.Rules {
					if got := r.OverallOf(rl); got != want {
						t.Errorf("%s: %s is %s, want %s", folder, rl.ID, got, want)
					}
					if want == diag.Broken && !at[rl.ID] {
						t.Errorf("%s: %s does not say where it is broken", folder, rl.ID)
					}
				}
			}
		})
	}
}

// judged judges the programme of a folder of the repository, which has to name
// the rulebook, without a day asked.
func judged(t *testing.T, name, dir string) (*rulebook.Book, *check.Result) {
	t.Helper()
	p, findings, err := load.Folder(os.DirFS("../.."), dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	if p.Rulebook.Value != name {
		t.Fatalf("%s names the rulebook «%s»", dir, p.Rulebook.Value)
	}
	b, _ := rulebook.Named(name)
	return b, check.Run(check.Input{Program: p, Findings: findings, Book: b})
}
