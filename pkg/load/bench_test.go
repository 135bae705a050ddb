package load_test

import (
	"os"
	"testing"

	"gopkg.in/yaml.v3"

	"patci/pkg/load"
)

// BenchmarkFolder loads the 2022 programme.
func BenchmarkFolder(b *testing.B) {
	b.ReportAllocs()
	fsys := os.DirFS(plan2022)
	for b.Loop() {
		if _, _, err := load.Folder(fsys, ".", "plan/2022"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLibrary only decodes the same files: what loading is measured against.
func BenchmarkLibrary(b *testing.B) {
	b.ReportAllocs()
	names, _ := contents(b)
	for b.Loop() {
		for _, name := range names {
			data, err := os.ReadFile(plan2022 + "/" + name)
			if err != nil {
				b.Fatal(err)
			}
			var n yaml.Node
			if err := yaml.Unmarshal(data, &n); err != nil {
				b.Fatal(err)
			}
		}
	}
}
