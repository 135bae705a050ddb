package github_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/render/github"
	"patci/pkg/source"
)

func lines(t *testing.T, findings ...diag.Finding) []string {
	t.Helper()
	p, _, err := load.Folder(fstest.MapFS{"a.yaml": {Data: []byte("program: {year: 2022}\n")}}, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := github.Validation(&b, []*check.Result{{Program: p, Findings: findings}}); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

func at(name string, l1, c1, l2, c2 int) source.Place {
	return source.Place{File: source.New(name, []byte("a\nb\n")), Span: source.Span{Start: source.Pos{Line: l1, Column: c1}, End: source.Pos{Line: l2, Column: c2}}}
}

func TestAnnotations(t *testing.T) {
	for _, c := range []struct {
		finding diag.Finding
		want    string
	}{
		{diag.Finding{Rule: "regla", Severity: diag.Error, Message: "100 %, y: más", Remedy: "uno", Place: at("plan/2022/a.yaml", 2, 3, 2, 9)},
			"::error file=plan/2022/a.yaml,line=2,endLine=2,col=3,endColumn=9,title=regla::100 %25, y: más%0Acorrección: uno"},
		{diag.Finding{Rule: "regla", Severity: diag.Warning, Message: "m", Steps: []string{"paso"}, Place: at("a,b:c%d.yaml", 2, 3, 4, 1),
			Basis: []diag.Basis{{Instrument: "Ley", Articles: "1 y 2"}}},
			"::warning file=a%2Cb%3Ac%25d.yaml,line=2,endLine=4,title=regla::m%0Apaso%0Afundamento: Ley, arts. 1 y 2"},
		{diag.Finding{Rule: "regla", Severity: diag.Note, Message: "sin\nlugar\r::error::no"},
			"::notice title=regla::"},
		{diag.Finding{Rule: "regla", Severity: diag.Note, Message: "archivo", Place: source.Place{File: source.New("plan/x", nil)}},
			"::notice file=plan/x,title=regla::archivo"},
	} {
		got := lines(t, c.finding)
		if !strings.HasPrefix(got[0], c.want) || len(got) != 2 || !strings.HasPrefix(got[1], "resumen: plan/2022: ") {
			t.Errorf("%q\nwant %q", got, c.want)
		}
	}
}

func TestGravestFirstAndLimit(t *testing.T) {
	var all []diag.Finding
	for i := range 12 {
		all = append(all, diag.Finding{Rule: "nota", Severity: diag.Note, Message: fmt.Sprint(i)},
			diag.Finding{Rule: "error", Severity: diag.Error, Message: fmt.Sprint(i)})
	}
	all = append(all, diag.Finding{Rule: "advertencia", Severity: diag.Warning, Message: "m"})
	got := lines(t, all...)
	for i, l := range got[:25] {
		want := "::error title=error::" + fmt.Sprint(i)
		switch {
		case i == 12:
			want = "::warning title=advertencia::m"
		case i > 12:
			want = "::notice title=nota::" + fmt.Sprint(i-13)
		}
		if l != want {
			t.Errorf("%d: %q, want %q", i, l, want)
		}
	}
	if got[25] != "aviso: hay 12 errores y 12 notas, y GitHub anota hasta 10 de cada gravedad por paso; aquí están todas" || len(got) != 27 {
		t.Errorf("%q", got[25:])
	}
}

// TestNoInjection: what somebody wrote in the data gives no command.
func TestNoInjection(t *testing.T) {
	got := lines(t, diag.Finding{Rule: "regla", Severity: diag.Error, Message: "::error::a ##[error]b\n::set-env::c", Place: at("::x\n::warning::y", 1, 1, 1, 2),
		Waived: &diag.Waiver{Reason: "##[add-mask]d\n::stop-commands::e", GrantedBy: "ST"}})
	if len(got) != 2 || !strings.HasPrefix(got[0], "justificada: ") || !strings.Contains(got[1], "1 justificada") {
		t.Fatalf("%q", got)
	}
	for _, l := range got {
		if strings.HasPrefix(l, "::") || strings.Contains(l, "##[") {
			t.Errorf("%q", l)
		}
	}
}
