package cli

import (
	"strings"
	"testing"

	"patci/pkg/builtin"
	"patci/pkg/rulebook"
	"patci/pkg/rules"
)

// TestExplainEverything: what a finding may have between brackets, and every
// kind, is explained from any folder: its law, how it is judged, examples.
func TestExplainEverything(t *testing.T) {
	explained := map[string]bool{}
	explain := func(id string, wanted ...string) {
		t.Helper()
		env, out, errOut := testEnv(t)
		if code := env.main([]string{"explain", id}, commands); code != exitOK {
			t.Errorf("%s: exit code %d: %s", id, code, errOut)
			return
		}
		explained[id] = true
		text := out.String()
		for _, want := range append(wanted, "\n Cómo se juzga\n") {
			if !strings.Contains(text, want) && !strings.Contains(unwrapped(text), want) {
				t.Errorf("%s: no %q in\n%s", id, want, text)
			}
		}
		if !strings.HasPrefix(text, id+": ") && !strings.HasPrefix(text, id+" · marco «") { // that two rulebooks name alike
			t.Errorf("%s: begins with %.60q", id, text)
		}
	}
	for _, c := range builtin.All() {
		explain(c.ID, "\n Fundamento\n", c.Title)
	}
	for _, k := range rules.All() {
		explain(k.Name, "\n Parámetros\n", "\n Un programa que cumple\n", "\n Uno que no\n")
	}
	for _, name := range rulebook.Names() {
		b, _ := rulebook.Named(name)
		for _, r := range b.Rules {
			explain(r.ID, "\n Fundamento\n", r.Basis[0].Instrument, "\n La clase de regla, en un programa que cumple\n", "\n Y en uno que no\n")
		}
	}
	for _, id := range []string{"marco", "sin-marco", "justificacion-sin-uso", "justificacion-vencida", "yaml", "fecha-ilegible"} {
		if !explained[id] {
			t.Errorf("%s is not among them", id)
		}
	}
}

// unwrapped is a text as one line.
func unwrapped(text string) string { return strings.Join(strings.Fields(text), " ") }
