package official_test

import (
	"fmt"
	"strings"
	"testing"

	"patci/pkg/document"
	"patci/pkg/load"
	"patci/pkg/official"
	"patci/pkg/source"
)

// BenchmarkCompose composes the document of 2022, and those of programmes of
// more and more rows, whose time should grow as the rows do.
func BenchmarkCompose(b *testing.B) {
	p, f, fsys := plan2022(b)
	b.Run("2022", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			official.Compose(official.Input{Program: p, File: f, FS: fsys}, official.Options{})
		}
	})
	for _, n := range []int{500, 1000, 2000} {
		var y strings.Builder
		y.WriteString("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nobjectives:\n  - number: 1\n    title: Uno\n    activities:\n")
		for i := range n {
			fmt.Fprintf(&y, "      - {number: %d, title: Actividad %d, responsible: [pleno], date: marzo}\n", i+1, i+1)
		}
		p, _ := load.Files("plan/2022", []*source.File{source.New("plan/2022/a.yaml", []byte(y.String()))})
		b.Run(fmt.Sprint(n, " rows"), func(b *testing.B) {
			b.ReportAllocs()
			var d *document.Document
			for b.Loop() {
				d, _ = official.Compose(official.Input{Program: p}, official.Options{})
			}
			if len(d.Blocks) == 0 {
				b.Fatal("nothing was composed")
			}
		})
	}
}
