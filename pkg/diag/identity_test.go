package diag

import (
	"testing"

	"patci/pkg/source"
)

func TestIdentity(t *testing.T) {
	file := source.New("plan/2022/a.yaml", []byte("a: 1\nb: 2\n"))
	at := func(line int) source.Place {
		return source.Place{File: file, Span: source.Span{Start: source.Pos{Line: line, Column: 1}, End: source.Pos{Line: line, Column: 2}}}
	}
	interval := Finding{Rule: "intervalo", Verdict: Broken, Place: at(1), Path: "sessions.pleno[0].date", Message: "pasan más de tres meses desde el 1 de marzo", Entities: []string{"pleno/19", "pleno/20"}}
	unknown := Finding{Rule: "clave-desconocida", Verdict: Broken, Place: at(1), Path: "sessions.pleno[0].fecha", Message: "no existe la clave «fecha»; la primera está en plan/2022/a.yaml:7:3"}
	change := func(f Finding, how func(*Finding)) Finding {
		how(&f)
		return f
	}
	for _, tt := range []struct {
		name string
		a, b Finding
		same bool
	}{
		{"another line and position", interval, change(interval, func(f *Finding) { f.Place, f.Path = at(2), "sessions.pleno[12].date" }), true},
		{"a neighbour's day", interval, change(interval, func(f *Finding) { f.Message = "pasan más de tres meses desde el 2 de marzo" }), true},
		{"another session", interval, change(interval, func(f *Finding) { f.Entities = []string{"pleno/20", "pleno/21"} }), false},
		{"another rule", interval, change(interval, func(f *Finding) { f.Rule = "orden" }), false},
		{"now broken", change(interval, func(f *Finding) { f.Verdict = Open }), interval, false},
		{"another key", interval, change(interval, func(f *Finding) { f.Path = "sessions.pleno[0].day" }), false},
		{"another body", unknown, change(unknown, func(f *Finding) { f.Path = "sessions.subcomision[0].fecha" }), false},
		{"a place in the message", unknown, change(unknown, func(f *Finding) { f.Message = "no existe la clave «fecha»; la primera está en plan/2022/a.yaml:9:3" }), true},
		{"other words, no entity", unknown, change(unknown, func(f *Finding) { f.Message = "no existe la clave «dia»" }), false},
	} {
		if got := Identity(tt.a) == Identity(tt.b); got != tt.same {
			t.Errorf("%s: same is %v\n%q\n%q", tt.name, got, Identity(tt.a), Identity(tt.b))
		}
	}
}
