package text

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/load"
	"patci/pkg/render/term"
	"patci/pkg/when"
	"patci/pkg/workday"
	"patci/plan"
)

func agendaOf(t testing.TB, fsys fs.FS) *agenda.Agenda {
	t.Helper()
	p, _, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	asOf := when.NewDay(2022, time.June, 30)
	return agenda.Build(p, &asOf, workday.New(workday.Official))
}

func drawn(t *testing.T, c *calendar.Calendar, s term.Style) string {
	t.Helper()
	var b strings.Builder
	if err := Calendar(&b, c, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCalendarFits checks that no line is wider than the terminal, that no
// title is cut, and that colours change nothing else.
func TestCalendarFits(t *testing.T) {
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	a := agendaOf(t, fsys)
	queries := []calendar.Query{{}}
	for m := time.January; m <= time.December; m++ {
		first, last := when.NewDay(2022, m, 1), when.NewDay(2022, m+1, 1)-1
		queries = append(queries, calendar.Query{From: &first, To: &last})
	}
	letters := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), "") }
	for _, q := range queries {
		c := calendar.Make(a, q)
		for _, width := range []int{10, 20, 40, 54, 60, 72, 80, 100, 120, 200, 0} {
			text := drawn(t, c, term.Style{Width: width})
			for line := range strings.Lines(text) {
				line = strings.TrimSuffix(line, "\n")
				if w := term.Width(line); width > 0 && w > width && width > 10 {
					t.Errorf("%d cells in %d: %q", w, width, line)
				}
				if strings.HasSuffix(line, " ") {
					t.Errorf("space at the end of %q", line)
				}
			}
			if strings.Contains(text, "\n\n\n") {
				t.Errorf("two empty lines at %d:\n%s", width, text)
			}
			if width == 40 { // in one column nothing stands between the words of a title
				for _, e := range c.Entries() {
					if !strings.Contains(letters(text), letters(e.Name)) {
						t.Errorf("%s is missing at %d", e.ID, width)
					}
				}
			}
			painted := drawn(t, c, term.Style{Width: width, Color: true})
			if painted == text || sgr.ReplaceAllString(painted, "") != text {
				t.Errorf("colours change the text at %d", width)
			}
		}
	}
}

// TestCalendarUnlike checks that a day, a window and an unknown never look
// alike.
func TestCalendarUnlike(t *testing.T) {
	a := agendaOf(t, fstest.MapFS{"a.yaml": {Data: []byte(`
program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, date: 10 de julio}
    - {number: 2, date: "11 de julio (tentativa)"}
    - {number: 3, date: Julio}
    - {number: 4, date: Julio (por definir)}
    - {number: 5, date: del 12 al 13 de julio}
    - {number: 6, date: 12 o 13 de julio}
    - {number: 7, date: a más tardar el 13 de julio}
    - {number: 8, date: Por definir}
    - {number: 9, date: a petición}
    - {number: 10, date: segunda quincena de julio}
`)}})
	text := drawn(t, calendar.Make(a, calendar.Query{}), term.Style{})
	for n, want := range []string{"dom 10 jul ", "11 de julio (tentativa)", "julio ", "julio (por definir)", "mar 12 – mié 13 jul",
		"12 o 13 de julio", "a más tardar el 13 de julio", "por definir ", "a petición ", "segunda quincena de julio"} {
		title := when.OrdinalTitle(n+1, true) + " Sesión"
		ok := false
		for line := range strings.Lines(text) {
			ok = ok || strings.HasPrefix(line, " "+want) && strings.Contains(line, "  "+title)
		}
		if !ok {
			t.Errorf("no «%s … %s» in\n%s", want, title, text)
		}
	}
}

func TestDays(t *testing.T) {
	day := when.NewDay
	for _, test := range []struct {
		from, to when.Day
		want     string
	}{
		{day(2022, 4, 1), day(2022, 4, 30), "abril de 2022"},
		{day(2024, 2, 1), day(2024, 2, 29), "febrero de 2024"},
		{day(2024, 2, 1), day(2024, 2, 28), "del 1 al 28 de febrero de 2024"},
		{day(2022, 3, 1), day(2022, 5, 31), "de marzo a mayo de 2022"},
		{day(2022, 1, 1), day(2022, 12, 31), "de enero a diciembre de 2022"},
		{day(2022, 11, 1), day(2023, 1, 31), "de noviembre de 2022 a enero de 2023"},
		{day(2022, 4, 4), day(2022, 4, 8), "del 4 al 8 de abril de 2022"},
		{day(2022, 3, 28), day(2022, 4, 8), "del 28 de marzo al 8 de abril de 2022"},
		{day(2022, 12, 28), day(2023, 1, 3), "del 28 de diciembre de 2022 al 3 de enero de 2023"},
		{day(2022, 4, 1), day(2022, 4, 1), "el viernes 1 de abril de 2022"},
	} {
		if got := days(when.Range{First: test.from, Last: test.to}); got != test.want {
			t.Errorf("%s to %s: got %q, want %q", test.from, test.to, got, test.want)
		}
	}
}

func TestCalendarCounts(t *testing.T) {
	p := agendaOf(t, fstest.MapFS{"a.yaml": {Data: []byte("program: {year: 2022}\n")}}).Program
	one, two := calendar.Count{All: 1, Open: 1}, calendar.Count{All: 2, Open: 1}
	for _, test := range []struct {
		counts calendar.Counts
		want   string
	}{
		{calendar.Counts{Sessions: calendar.Count{All: 7, Open: 2}, Activities: calendar.Count{All: 6}, Undated: 10},
			"7 sesiones (2 con fecha por definir) · 6 actividades · 10 entradas del año sin fecha alguna"},
		{calendar.Counts{Sessions: one, Meetings: two, Observances: calendar.Count{All: 1}, Activities: calendar.Count{All: 1}, Undated: 1},
			"1 sesión (con fecha por definir) · 2 reuniones (1 con fecha por definir) · 1 conmemoración · 1 actividad · 1 entrada del año sin fecha alguna"},
	} {
		if got := calendarCounts(&calendar.Calendar{Program: p, Counts: test.counts}); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

// refusing refuses to be written to.
type refusing struct{}

func (refusing) Write([]byte) (int, error) { return 0, errBroken }

var errBroken = errors.New("roto")

func TestCalendarWriteError(t *testing.T) {
	a := agendaOf(t, fstest.MapFS{"a.yaml": {Data: []byte("program: {year: 2022}\n")}})
	if err := Calendar(refusing{}, calendar.Make(a, calendar.Query{}), term.Style{}); !errors.Is(err, errBroken) {
		t.Error(fmt.Sprint(err))
	}
}
