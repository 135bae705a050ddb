package text_test

import (
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"patci/pkg/builtin"
	"patci/pkg/render/term"
	"patci/pkg/render/text"
	"patci/pkg/rules"
)

// TestExplainFits: every check and kind is told within the width there is, its
// samples too, and what is folded means what it did.
func TestExplainFits(t *testing.T) {
	type told struct {
		name      string
		good, bad string
		write     func(*strings.Builder, term.Style) error
	}
	var all []told
	for _, c := range builtin.All() {
		all = append(all, told{c.ID, c.Good, c.Bad, func(b *strings.Builder, s term.Style) error { return text.Check(b, c, s) }})
	}
	for _, k := range rules.All() {
		all = append(all, told{k.Name, k.Good, k.Bad, func(b *strings.Builder, s term.Style) error { return text.Kind(b, k, s) }})
	}
	folded := 0
	for _, it := range all {
		for _, width := range []int{30, 60, 80, 100} {
			var b strings.Builder
			if err := it.write(&b, term.Style{Width: width}); err != nil {
				t.Fatal(err)
			}
			samples := map[string]string{} // by heading
			heading := ""
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				if w := term.Width(line); w > width {
					t.Errorf("%s: %d cells of %d: %q", it.name, w, width, line)
				}
				if yaml, ok := strings.CutPrefix(line, "   │ "); ok {
					samples[heading] += yaml + "\n"
				} else if strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "  ") {
					heading = strings.TrimSpace(line)
				}
			}
			if width < 60 { // a comment of a sample may be folded too
				continue
			}
			for heading, sample := range samples {
				was := it.bad
				if strings.HasPrefix(heading, "Un programa que") {
					was = it.good
				} else if heading != "Uno que no" {
					continue
				}
				var before, after any
				if yaml.Unmarshal([]byte(was), &before) != nil {
					continue // it is about what is no YAML
				}
				if err := yaml.Unmarshal([]byte(sample), &after); err != nil || !reflect.DeepEqual(before, after) {
					t.Errorf("%s in %d cells, %s: %v\n%s", it.name, width, heading, err, sample)
				}
				if strings.Count(sample, "\n") > strings.Count(strings.TrimSpace(was), "\n")+1 {
					folded++
				}
			}
		}
	}
	if folded < 5 {
		t.Errorf("only %d samples were folded", folded)
	}
}
