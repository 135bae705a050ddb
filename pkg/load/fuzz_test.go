package load_test

import (
	"bytes"
	"reflect"
	"testing"

	"patci/pkg/load"
	"patci/pkg/source"
)

// FuzzFiles loads arbitrary bytes, cut in two files at the first «\x00\x00»:
// nothing panics, the same bytes give the same findings, and each of them says
// where, inside the files, what and what to do.
func FuzzFiles(f *testing.F) {
	for _, s := range samples(f) {
		var all [][]byte
		for _, file := range s.files {
			if len(file.Data) < 1<<14 {
				all = append(all, file.Data)
			}
		}
		f.Add(bytes.Join(all, []byte("\x00\x00")))
	}
	_, data := contents(f)
	for _, d := range data {
		f.Add(d)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first, second, two := bytes.Cut(data, []byte("\x00\x00"))
		files := []*source.File{source.New("plan/2022/a.yaml", first)}
		if two {
			files = append(files, source.New("plan/2022/b.yaml", second))
		}
		p, findings := load.Files("plan/2022", files)
		check(t, p, findings)
		if _, again := load.Files("plan/2022", files); !reflect.DeepEqual(findings, again) {
			t.Errorf("not the same twice:\n%v\n%v", findings, again)
		}
		_, findings = load.Rulebook(files[0])
		check(t, p, findings)
	})
}
