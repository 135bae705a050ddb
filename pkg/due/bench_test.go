package due_test

import (
	"fmt"
	"strings"
	"testing"

	"patci/pkg/due"
	"patci/pkg/when"
)

// BenchmarkMake shows that the time grows as the sessions do.
func BenchmarkMake(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		var y strings.Builder
		y.WriteString("program: {year: 2023, rulebook: archivos}\nbodies:\n")
		for g := range n / 100 {
			fmt.Fprintf(&y, "  - {id: c%d, kind: council, name: Consejo %d}\n", g, g)
		}
		y.WriteString("sessions:\n")
		for g := range n / 100 {
			fmt.Fprintf(&y, "  c%d:\n", g)
			for s := range 100 {
				fmt.Fprintf(&y, "    - {number: %d, date: %s}\n", s+1, when.NewDay(2023, 1, 1)+when.Day(s*3))
			}
		}
		r := judged(b, "2023-01-10", y.String())
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if l := due.Make(r, nil, due.Query{Last: when.NewDay(2023, 12, 31)}); len(l.Items) < n {
					b.Fatal(len(l.Items))
				}
			}
		})
	}
}
