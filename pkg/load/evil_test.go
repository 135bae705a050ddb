package load_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"patci/pkg/load"
	"patci/pkg/source"
)

// TestEvil loads large files of nothing but faults, which must not take
// quadratic time.
func TestEvil(t *testing.T) {
	const head = "program: {year: 2022, title: Programa}\nbodies: [{id: pleno, kind: plenary, name: Comisión}]\n"
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format+"\n", i)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"unknown keys":       head + many(20000, "key%d: 1"),
		"one key":            head + strings.Repeat("actors: []\n", 20000),
		"unknown references": head + "actors:\n" + many(10000, "  - {id: a%[1]d, name: A}") + "members:\n" + many(10000, "  - {actor: b%d}"),
		"occurrences":        head + "meetings:\n" + many(10000, "  - {id: m%d, title: M, dates: [abril]}") + "resolutions:\n" + many(10000, "  - {id: r%[1]d, title: R, session: m%[1]d#2}"),
		"one id":             head + "actors:\n" + strings.Repeat("  - {id: a, name: A}\n", 20000),
		"dates":              head + "sessions:\n  pleno:\n" + many(20000, "    - {number: 1, date: %d de febrero}"),
	} {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			p, findings := load.Files("plan/2022", []*source.File{source.New("plan/2022/a.yaml", []byte(text))})
			took := time.Since(begin)
			t.Logf("%d findings in %v", len(findings), took)
			if took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			check(t, p, findings[:min(len(findings), 100)])
		})
	}
}
