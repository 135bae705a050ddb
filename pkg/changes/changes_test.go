package changes_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/agenda"
	"patci/pkg/changes"
	"patci/pkg/load"
	"patci/pkg/when"
	"patci/pkg/workday"
	"patci/plan"
)

func built(t *testing.T, fsys fs.FS, day string) *agenda.Agenda {
	t.Helper()
	p, _, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	asOf, ok := when.ParseISO(day)
	if !ok {
		t.Fatal(day)
	}
	return agenda.Build(p, &asOf, workday.New(workday.Official))
}

func of(sessions string) fs.FS {
	return fstest.MapFS{"a.yaml": {Data: []byte("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions:\n  pleno:\n" + sessions)}}
}

func told(r *changes.Report) string {
	var out []string
	for _, c := range r.Changes {
		out = append(out, fmt.Sprintf("%s %s [%s] [%s] [%s]", c.Kind, c.ID, c.Before, c.After, c.Reason))
	}
	return strings.Join(out, "\n")
}

// TestCompare checks what counts as a change of a session, on a day.
func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name, old, now, day string
		want                string
		fixed               int
	}{
		{"the same", "    - {number: 1, date: abril}\n", "    - {number: 1, date: abril}\n", "2022-05-10", "", 0},
		{"written in another way", "    - {number: 1, date: 10 de marzo}\n", "    - {number: 1, date: 2022-03-10, note: x}\n", "2022-05-10", "", 0},
		{"fixed within its window", "    - {number: 1, date: abril}\n", "    - {number: 1, date: abril, day: 2022-04-20}\n", "2022-04-01", "", 1},
		{"held within its window", "    - {number: 1, date: abril}\n", "    - {number: 1, date: abril, held: 2022-04-20}\n", "2022-05-10", "", 1},
		{"a window made narrower", "    - {number: 1, date: abril/mayo}\n", "    - {number: 1, date: mayo}\n", "2022-01-10", "", 0},
		{"a window made wider", "    - {number: 1, date: mayo}\n", "    - {number: 1, date: abril/mayo}\n", "2022-01-10", "moved pleno/1 [mayo] [abril/mayo] []", 0},
		{"given a day at last", "    - {number: 1, date: Por definir}\n", "    - {number: 1, date: 2022-06-10}\n", "2022-01-10", "", 1},
		{"its day taken away", "    - {number: 1, date: 2022-06-10}\n", "    - {number: 1, date: Por definir}\n", "2022-01-10", "moved pleno/1 [10 de junio] [por definir] []", 0},
		{"held on another day", "    - {number: 1, date: abril}\n", "    - {number: 1, date: abril, held: 2022-05-02}\n", "2022-05-10", "outside pleno/1 [abril] [2 de mayo] []", 0},
		{"the same, not known yet", "    - {number: 1, date: abril}\n", "    - {number: 1, date: abril, held: 2022-05-02}\n", "2022-05-01", "", 0},
		{"moved", "    - {number: 1, date: 2022-04-10}\n", "    - {number: 1, date: 2022-04-10, rescheduled: [{to: 2022-04-20, on: 2022-04-01, reason: agenda}]}\n", "2022-04-05", "moved pleno/1 [10 de abril] [20 de abril] [agenda]", 0},
		{"moved before, and as it was since", "    - {number: 1, date: 2022-04-10, rescheduled: [{to: 2022-04-20, on: 2022-01-02, reason: agenda}]}\n", "    - {number: 1, date: 2022-04-10, rescheduled: [{to: 2022-04-20, on: 2022-01-02, reason: agenda}]}\n", "2022-04-05", "", 0},
		{"not held", "    - {number: 1, date: 2022-04-10}\n", "    - {number: 1, date: 2022-04-10, not_held: {on: 2022-04-10, reason: falta de quórum}}\n", "2022-05-05", "not_held pleno/1 [10 de abril] [] [falta de quórum]", 0},
		{"cancelled", "    - {number: 1, date: abril}\n", "    - {number: 1, date: abril, cancelled: {on: 2022-03-10, reason: sin asuntos}}\n", "2022-05-05", "cancelled pleno/1 [abril] [] [sin asuntos]", 0},
		{"cancelled already", "    - {number: 1, date: abril, cancelled: {on: 2022-01-02}}\n", "    - {number: 1, date: abril, cancelled: {on: 2022-01-02}}\n", "2022-05-05", "", 0},
		{"added and taken out", "    - {number: 1, date: abril}\n", "    - {number: 2, date: mayo}\n", "2022-01-10", "added pleno/2 [] [mayo] []\nremoved pleno/1 [abril] [] []", 0},
		{"two of one id", "    - {number: 1, date: abril}\n    - {number: 1, date: mayo}\n", "    - {number: 1, date: abril}\n    - {number: 1, date: mayo}\n", "2022-01-10", "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := changes.Compare(built(t, of(test.old), "2022-01-10"), built(t, of(test.now), test.day))
			if got := told(r); got != test.want || r.Fixed != test.fixed {
				t.Errorf("\n got %s, %d fixed\nwant %s, %d fixed", got, r.Fixed, test.want, test.fixed)
			}
		})
	}
}

// TestItself checks that no day makes a programme differ from itself, though
// its states do.
func TestItself(t *testing.T) {
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	old := built(t, fsys, "2022-01-10")
	for _, day := range []string{"2022-01-10", "2022-06-30", "2022-12-31", "2023-06-01"} {
		if r := changes.Compare(old, built(t, fsys, day)); len(r.Changes) > 0 || r.Fixed > 0 {
			t.Errorf("%s: %s, %d fixed", day, told(r), r.Fixed)
		}
	}
}

// TestWords checks that every kind has a word and a sign.
func TestWords(t *testing.T) {
	for _, k := range []changes.Kind{changes.Added, changes.Removed, changes.Cancelled, changes.NotHeld, changes.Moved, changes.Outside} {
		if k.Spanish() == string(k) || k.Sign() == "" {
			t.Errorf("%s: %q %q", k, k.Spanish(), k.Sign())
		}
	}
	for n, want := range []string{"", "Además, se fijó 1 fecha dentro del plazo que el programa le daba.", "Además, se fijaron 2 fechas dentro del plazo que el programa les daba."} {
		if got := (&changes.Report{Fixed: n}).FixedText(); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
