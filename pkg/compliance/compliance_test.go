package compliance_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/check"
	"patci/pkg/compliance"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/when"
	"patci/plan"
)

func result(t *testing.T, fsys fs.FS, day string) *check.Result {
	t.Helper()
	p, findings, err := load.Folder(fsys, ".", "plan/x") // no year in its name
	if err != nil {
		t.Fatal(err)
	}
	asOf, ok := when.ParseISO(day)
	if !ok {
		t.Fatal(day)
	}
	return check.Run(check.Input{Program: p, Findings: findings, AsOf: &asOf})
}

// TestOf checks that every verdict is in one standing, that the gravest comes
// first, and what is said of some.
func TestOf(t *testing.T) {
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	c := result(t, fsys, "2022-06-30")
	all := compliance.Of(c)
	n, last := 0, 0
	said := map[string]string{}
	for _, s := range all {
		n += len(s.All)
		for _, v := range s.All {
			if v.Rule != s.Rule {
				t.Errorf("a verdict of %s stands under %s", v.Rule.ID, s.Rule.ID)
			}
		}
		rank := map[diag.Verdict]int{diag.Broken: 0, diag.Open: 1, diag.Met: 2, diag.NotApplicable: 3}[s.Overall]
		if rank < last {
			t.Errorf("%s, %s, comes after what is less grave", s.Rule.ID, s.Word())
		}
		last = rank
		said[s.Rule.ID] = s.Word() + ": " + s.Title() + " (" + s.Counts() + ")"
	}
	if n != len(c.Verdicts) || n == 0 {
		t.Errorf("%d verdicts of %d", n, len(c.Verdicts))
	}
	for id, want := range map[string]string{
		"pleno-sesiones-minimas": "por determinar: el Pleno sesiona de forma ordinaria al menos dos veces al año (entre 1 y 2 sesiones ordinarias en 2022, y se piden al menos 2)",
		"dia-habil":              "por determinar: las sesiones se celebran en días hábiles (por determinar 3 de 7: Pleno, Subcomisión y Trabajo Forzoso; cumplen 4 de 7)",
	} {
		if said[id] != want {
			t.Errorf("%s:\n got %s\nwant %s", id, said[id], want)
		}
	}
}

func TestNone(t *testing.T) {
	for text, want := range map[string]string{
		"program: {year: 2022}\n":      "no nombra un marco normativo",
		"program: {rulebook: citdp}\n": "no se conoce el año del programa",
	} {
		c := result(t, fstest.MapFS{"a.yaml": {Data: []byte(text)}}, "2022-06-30")
		if len(compliance.Of(c)) > 0 || !strings.HasSuffix(compliance.None(c), want) {
			t.Errorf("%q: %d, %q", text, len(compliance.Of(c)), compliance.None(c))
		}
	}
}

func TestPeriod(t *testing.T) {
	for edtf, want := range map[string]string{
		"2022":                  "2022",
		"2022-10":               "octubre de 2022",
		"2022-33":               "el primer trimestre de 2022",
		"2022-02-15/2022-12-31": "el periodo del 15 de febrero de 2022 al 31 de diciembre de 2022",
	} {
		if got := compliance.Period(edtf); got != want {
			t.Errorf("%s: got %q, want %q", edtf, got, want)
		}
	}
}
