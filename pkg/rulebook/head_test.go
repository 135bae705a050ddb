package rulebook_test

import (
	"testing"

	"patci/pkg/program"
	"patci/pkg/rulebook"
)

// TestWithoutRules: the beginning of each embedded rulebook says what the whole
// says of all but rules, and has no faults.
func TestWithoutRules(t *testing.T) {
	for _, name := range rulebook.Names() {
		whole, faults := rulebook.Named(name)
		p := &program.Program{Rulebook: program.Text{Value: name}}
		head, findings := rulebook.WithoutRules(p, nil)
		if len(faults) > 0 || len(findings) > 0 {
			t.Errorf("%s: %v, %v", name, faults, findings)
		}
		if head.Name != whole.Name || head.Title != whole.Title || head.Title == "" || head.Holidays != whole.Holidays || head.Rules != nil {
			t.Errorf("%s: %+v", name, head)
		}
	}
	for _, name := range []string{"", "nadie"} {
		p := &program.Program{Rulebook: program.Text{Value: name}}
		_, want := rulebook.For(p, nil)
		if _, got := rulebook.WithoutRules(p, nil); len(got) != 1 || got[0].Message != want[0].Message {
			t.Errorf("«%s»: %v, want %v", name, got, want)
		}
	}
}
