package text

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/render/term"
	"patci/pkg/when"
	"patci/plan"
)

func gridOf(t testing.TB, a *agenda.Agenda, q calendar.Query, view View, monday bool, s term.Style) string {
	t.Helper()
	var b strings.Builder
	if err := Grid(&b, calendar.Make(a, q), a.Calendar, view, monday, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGridFits checks that no line is wider than the terminal, that colours
// change nothing else, and that everything with a date is told in every view.
func TestGridFits(t *testing.T) {
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	a := agendaOf(t, fsys)
	for m := time.January; m <= time.December; m++ {
		first, last := when.NewDay(2022, m, 1), when.NewDay(2022, m+1, 1)-1
		for _, q := range []calendar.Query{{From: &first, To: &last}, {}} {
			if q.From == nil && m != time.January {
				continue
			}
			for _, view := range []View{Months, Month, Week} {
				for _, width := range []int{32, 40, 60, 72, 80, 97, 100, 120, 200, 0} {
					text := gridOf(t, a, q, view, m%2 == 0, term.Style{Width: width})
					for line := range strings.Lines(text) {
						line = strings.TrimSuffix(line, "\n")
						if w := term.Width(line); w > width && width > 0 {
							t.Errorf("%v %q: %d cells in %d: %q", m, view, w, width, line)
						}
						if strings.TrimRight(line, " \u00a0") != line {
							t.Errorf("space at the end of %q", line)
						}
					}
					painted := gridOf(t, a, q, view, m%2 == 0, term.Style{Width: width, Color: true})
					if painted == text || sgr.ReplaceAllString(painted, "") != text {
						t.Errorf("%v %q: colours change the text at %d", m, view, width)
					}
					if view == Month && width > 0 && width < 120 || view == Months && (width == 0 || width > 40) {
						continue // names give way to letters, or a list stands beside the months
					}
					flat := strings.Join(strings.Fields(strings.NewReplacer("\u00a0", " ", "│", " ").Replace(text)), " ")
					c := calendar.Make(a, q)
					for _, e := range append(slices.Clone(c.Parts.Fixed), c.Parts.Open...) {
						if e.Session == nil {
							continue
						}
						name := e.Label + " " + e.Session.Figure()
						if view == Week && e.Fixed() {
							name = e.Label + " · " + e.Title
						}
						if !strings.Contains(flat, name) && !strings.Contains(flat, e.Session.Figure()+" "+e.Label) && (view != Month || !strings.Contains(flat, e.Session.Figure())) {
							t.Errorf("%s is missing from %q at %d:\n%s", e.ID, view, width, text)
						}
					}
				}
			}
		}
	}
}

// TestGridDays checks that every day of a month stands once, under its weekday.
func TestGridDays(t *testing.T) {
	a := agendaOf(t, fstest.MapFS{"a.yaml": {Data: []byte("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\n")}})
	for m := time.January; m <= time.December; m++ {
		first, last := when.NewDay(2022, m, 1), when.NewDay(2022, m+1, 1)-1
		for _, monday := range []bool{false, true} {
			lines := strings.Split(gridOf(t, a, calendar.Query{From: &first, To: &last}, Months, monday, term.Style{Width: 24}), "\n")
			head := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "lu ma mi") })
			next := 1
			for _, l := range lines[head+1:] {
				for i := 0; i+3 <= len(l); i += 3 {
					if s := strings.TrimSpace(l[i : i+3]); s == fmt.Sprint(next) {
						d := first + when.Day(next-1)
						if want := string([]rune(when.WeekdayName(d.Weekday()))[:2]); []rune(lines[head])[i+1] != []rune(want)[0] || []rune(lines[head])[i+2] != []rune(want)[1] {
							t.Errorf("%v %d stands under %q", m, next, string([]rune(lines[head])[i:i+3]))
						}
						next++
					}
				}
			}
			if want := int(last-first) + 2; next != want {
				t.Errorf("%v: %d days were found, want %d", m, next-1, want-1)
			}
		}
	}
}

// TestLetters checks that no two bodies share a letter while there are some.
func TestLetters(t *testing.T) {
	var b strings.Builder
	b.WriteString("program: {year: 2022}\nbodies:\n")
	for i := range 60 {
		fmt.Fprintf(&b, "  - {id: c%d, kind: committee, name: Comité %d}\n", i, i)
	}
	a := agendaOf(t, fstest.MapFS{"a.yaml": {Data: []byte(b.String())}})
	seen := map[string]string{}
	for id, l := range letters(a.Program) {
		if other, dup := seen[l]; dup && l != "#" {
			t.Errorf("%s and %s share %q", id, other, l)
		}
		if term.Width(l) != 1 {
			t.Errorf("%s has %q", id, l)
		}
		seen[l] = id
	}
	if len(seen) < 53 {
		t.Errorf("only %d letters", len(seen))
	}
}

func TestGridWriteError(t *testing.T) {
	a := agendaOf(t, fstest.MapFS{"a.yaml": {Data: []byte("program: {year: 2022}\n")}})
	if err := Grid(refusing{}, calendar.Make(a, calendar.Query{}), a.Calendar, Months, false, term.Style{Width: 80}); err == nil {
		t.Error("no error")
	}
}

// BenchmarkGrid measures a year of many sessions; it must grow in line.
func BenchmarkGrid(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		var y strings.Builder
		y.WriteString("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions:\n  pleno:\n")
		for i := range n {
			fmt.Fprintf(&y, "    - {number: %d, date: %s}\n", i+1, when.NewDay(2022, 1, 1)+when.Day(i*365/n))
		}
		a := agendaOf(b, fstest.MapFS{"a.yaml": {Data: []byte(y.String())}})
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				gridOf(b, a, calendar.Query{}, Months, false, term.Style{Width: 100})
			}
		})
	}
}
