package quorum_test

import (
	"testing"

	"patci/pkg/agenda"
	"patci/pkg/load"
	"patci/pkg/rule"
	"patci/pkg/rules/quorum"
	"patci/pkg/source"
)

func TestNeeded(t *testing.T) {
	p, findings := load.Files("plan/2022", []*source.File{source.New("a.yaml", []byte(`program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
actors: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]
members: [{number: 1, actor: a}, {number: 2, actor: b}, {number: 3, actor: c, seats: 3, vacant: true}]
sessions:
  pleno:
    - {number: 1, date: 4 de mayo, held: 2022-05-04, attendance: {present: [a, b]}}
    - {number: 2, date: 6 de julio, held: 2022-07-06, attendance: {present: 2, call: 2}}
    - {number: 3, date: agosto}
    - {number: 1, kind: extraordinary, date: agosto}
`))})
	if findings != nil {
		t.Fatal(findings)
	}
	a := agenda.Build(p, nil, nil)
	pass := func(base string) *rule.Pass {
		return &rule.Pass{Body: p.Bodies[0], Agenda: a, Rule: &rule.Rule{Kind: quorum.Kind, Values: rule.Values{
			Texts: map[string]string{"first": "majority", "second": "1/3", "base": base}, Lists: map[string][]string{"sessions": {"ordinary"}}}}}
	}
	for i, want := range []struct {
		base          string
		second        bool
		n, of         int
		enough, known bool
	}{
		{"seats", false, 3, 5, false, true},
		{"seats", true, 2, 5, true, true},
		{"filled", false, 2, 2, false, false},
	} {
		s := a.Sessions("pleno", "ordinary")[i]
		n, of, part, ok := quorum.Needed(pass(want.base), s, want.second)
		enough, known := quorum.Enough(pass(want.base), s)
		if n != want.n || of != want.of || part == "" || !ok || enough != want.enough || known != want.known {
			t.Errorf("session %d: got %d of %d (%q, %v), enough %v known %v; want %+v", i+1, n, of, part, ok, enough, known, want)
		}
	}
	if _, _, _, ok := quorum.Needed(pass("seats"), a.Sessions("pleno", "extraordinary")[0], false); ok {
		t.Error("a rule of ordinary sessions binds an extraordinary one")
	}
}
