package yamlnode

import (
	"bytes"
	"os"
	"strconv"
	"testing"

	"gopkg.in/yaml.v3"

	"patci/pkg/source"
)

// large returns a programme of about 50 kB.
func large(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/program.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for i := 0; b.Len() < 50<<10; i++ {
		b.WriteString("part" + strconv.Itoa(i) + ":\n")
		for line := range bytes.Lines(data) {
			b.WriteString("  ")
			b.Write(line)
		}
	}
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	data := large(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, fs := Parse(source.New("f.yaml", data)); len(fs) > 0 {
			b.Fatal(fs)
		}
	}
}

// BenchmarkLibrary is what Parse is measured against.
func BenchmarkLibrary(b *testing.B) {
	data := large(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFaulty reads the same with a fault in each part.
func BenchmarkFaulty(b *testing.B) {
	data := bytes.ReplaceAll(large(b), []byte("date: bimestral"), []byte("date: bimestral: x"))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, fs := Parse(source.New("f.yaml", data)); len(fs) == 0 {
			b.Fatal("no findings")
		}
	}
}
