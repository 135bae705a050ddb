package ics_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/calendar"
	"patci/pkg/check"
	"patci/pkg/load"
	"patci/pkg/render/ics"
	"patci/pkg/when"
	"patci/plan"
)

func judged(t testing.TB, fsys fs.FS, asOf when.Day) *check.Result {
	t.Helper()
	p, findings, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	return check.Run(check.Input{Program: p, Findings: findings, AsOf: &asOf})
}

func written(t testing.TB, asOf when.Day, yaml string) *check.Result {
	t.Helper()
	return judged(t, fstest.MapFS{"a.yaml": {Data: []byte(yaml)}}, asOf)
}

// hostile has what would break a careless writer, and every state.
var hostile = `
program: {year: 2023, title: "Programa; de «2023», \\ \"y más\"", rulebook: archivos}
bodies:
  - {id: consejo, kind: council, name: "Consejo, Nacional; de Archivos"}
  - {id: pleno, kind: plenary, name: Pleno}
actors: [{id: cndh, name: CNDH}]
sessions:
  consejo:
    - {number: 1, title: "a \"b\", C:\\dir; d\ne\r\nf\tg", date: "25 de mayo, 11:00 horas", place: "Salón; Juárez, 2.º piso\nedificio B"}
    - {number: 2, title: "👩‍👩‍👧 مرحبا e\u0301 \u202eal revés\u202c 会議", date: segunda quincena de noviembre}
    - {number: 1, kind: extraordinary, date: 15 de enero, time: "01:30"}
    - {number: 3, title: "` + strings.Repeat("áé, ", 125) + `", date: del 27 al 30 de noviembre, time: "09:00"}
    - {number: 4, title: "BEGIN:VEVENT\r\nEND:VCALENDAR", date: Por definir}
    - {number: 5, date: 6 de diciembre (tentativa)}
    - {number: 6, date: a más tardar el 15 de diciembre}
    - {number: 7, title: "` + strings.Repeat("👨‍👩‍👧‍👦", 40) + `", date: 12 o 14 de diciembre}
    - {number: 8, title: "</script><b>&amp; =SUM(A1)", date: Diciembre (por definir)}
    - {number: 9, title: "e` + strings.Repeat("\u0301", 120) + `", date: 20 de diciembre}
  pleno:
    - {number: 1, date: 10 de enero, notice: 2023-01-02, held: 2023-01-10}
    - {number: 2, date: 11 de enero, notice: 2023-01-02}
    - {number: 3, date: Enero, cancelled: {on: 2023-01-20, reason: agenda}}
    - {number: 4, date: 12 de enero, not_held: {on: 2023-01-12, reason: quórum}}
    - {number: 5, date: 13 de enero, rescheduled: [{to: 2023-04-03, on: 2023-01-12}, {to: "2023-10-30T10:00", on: 2023-04-01}]}
    - {number: 6, date: Abril, day: 2023-04-20, notice: 2023-04-10, time: "10:00"}
    - {number: 7}
meetings:
  - {id: corett, title: CORETT, dates: [15 marzo 2023, Por definir, 20 de julio], held: 2023-03-15}
  - {id: relatora, title: Visita, date: Segundo semestre de 2023, place: Por definir, cancelled: {on: 2023-01-01, reason: presupuesto}}
observances: [{id: dia, title: Día Mundial, date: 30 de julio}]
objectives:
  - number: 1
    title: Uno
    activities:
      - {number: 1, title: Informe, date: bimestral, target: 6, unit: informe, progress: [{on: 2023-03-01, quantity: 1}, {on: 2023-04-01, quantity: 1}]}
      - {number: 2, title: Hecho, date: Febrero/Marzo, done: 2023-03-02}
      - {number: 3, title: Taller, kind: meeting, date: Agosto}
      - {number: 4, title: Guía, date: 20 de agosto}
      - {number: 5, title: Tarde, date: Enero, progress: [{on: 2023-01-15, percent: 40}]}
      - {number: 6, title: Sin fecha}
      - {number: 7, title: A medias, date: Enero-diciembre, progress: [{on: 2023-01-15, percent: 33}]}
      - {number: 8, title: Plazo, date: a más tardar el 30 de junio}
      - {number: 9, title: Al cien, date: Enero, progress: [{on: 2023-01-15, percent: 100}]}
      - {number: 10, title: Por definir, date: Por definir}
`

// samples are the calendars on which the format is tested.
func samples(t testing.TB) map[string]*check.Result {
	t.Helper()
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*check.Result{
		"2022 in January": judged(t, fsys, when.NewDay(2022, 1, 10)),
		"2022 in June":    judged(t, fsys, when.NewDay(2022, 6, 30)),
		"2022 at its end": judged(t, fsys, when.NewDay(2022, 12, 31)),
		"hostile":         written(t, when.NewDay(2023, 4, 15), hostile),
		"hours under summer time": written(t, when.NewDay(2022, 1, 1), `
program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions: {pleno: [{number: 1, date: 1 de abril, time: "10:00"}, {number: 2, date: 4 de abril, time: "10:00"}, {number: 3, date: 28 de octubre, time: "10:00"}, {number: 4, date: 31 de octubre, time: "10:00"}]}
`),
		"no year": written(t, when.NewDay(2023, 1, 1), "bodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions: {pleno: [{number: 1, date: 3 de mayo}]}\nobjectives: [{number: 1, title: Uno, activities: [{number: 1, title: Algo, date: Mayo}]}]\n"),
		"nothing": written(t, when.NewDay(2022, 1, 1), "program: {year: 2022}\n"),
	}
}

// TestShape holds every line to the grammar: CRLF, 75 octets, whole characters;
// and two runs to the same bytes.
func TestShape(t *testing.T) {
	for name, r := range samples(t) {
		var a, b bytes.Buffer
		for _, w := range []*bytes.Buffer{&a, &b} {
			if err := ics.Calendar(w, calendar.Make(r.Agenda, calendar.Query{}), r); err != nil {
				t.Fatal(err)
			}
		}
		if a.String() != b.String() {
			t.Errorf("%s: not the same bytes twice", name)
		}
		depth := 0
		for l := range strings.SplitAfterSeq(a.String(), "\n") {
			if l == "" {
				continue
			}
			content, ok := strings.CutSuffix(l, "\r\n")
			if !ok || len(content) > 75 || strings.ContainsAny(content, "\r\n") || strings.ToValidUTF8(content, "") != content {
				t.Errorf("%s: %q", name, l)
			}
			switch {
			case strings.HasPrefix(content, "BEGIN:"):
				depth++
			case strings.HasPrefix(content, "END:"):
				depth--
			}
			if depth < 0 {
				t.Errorf("%s: it ends twice", name)
			}
		}
		if depth != 0 {
			t.Errorf("%s: %d components have no end", name, depth)
		}
	}
}

// TestFamily does not cut a family of emoji in two.
func TestFamily(t *testing.T) {
	r := samples(t)["hostile"]
	var b bytes.Buffer
	if err := ics.Calendar(&b, calendar.Make(r.Agenda, calendar.Query{}), r); err != nil {
		t.Fatal(err)
	}
	const family = "👨‍👩‍👧‍👦"
	seen := 0
	for l := range strings.SplitSeq(b.String(), "\r\n") {
		if strings.Contains(l, "👨") {
			seen++
			if strings.Count(l, family) != strings.Count(l, "👨") || strings.Count(l, family) != strings.Count(l, "👦") {
				t.Errorf("%q", l)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d lines have a family", seen)
	}
}

func lines(t *testing.T, r *check.Result, q calendar.Query, of string) string {
	t.Helper()
	var b bytes.Buffer
	if err := ics.Calendar(&b, calendar.Make(r.Agenda, q), r); err != nil {
		t.Fatal(err)
	}
	var out []string
	for l := range strings.SplitSeq(strings.ReplaceAll(b.String(), "\r\n ", ""), "\r\n") {
		if strings.HasPrefix(l, of) {
			out = append(out, strings.TrimPrefix(l, of))
		}
	}
	return strings.Join(out, " ")
}

// TestIDs: they stay when entries are written in another order, are told apart
// over the years, and are given once even in a faulty programme.
func TestIDs(t *testing.T) {
	program := func(year int, sessions string) *check.Result {
		return written(t, when.NewDay(year, 1, 10), fmt.Sprintf("program: {year: %d, rulebook: archivos}\nbodies: [{id: consejo, kind: council, name: Consejo, numbering: yearly}]\nsessions: {consejo: [%s]}\n", year, sessions))
	}
	q := calendar.Query{Kinds: nil}
	const one, two = "{number: 1, date: 3 de mayo, notice: ANIO-01-02}", "{number: 2, date: 5 de junio, notice: ANIO-01-02}"
	of := func(year int, s string) string {
		return lines(t, program(year, strings.ReplaceAll(s, "ANIO", fmt.Sprint(year))), q, "UID:")
	}
	if got, want := of(2022, one+","+two), "2022/consejo/1@archivos.patci 2022/consejo/2@archivos.patci"; got != want || of(2022, two+","+one) != want {
		t.Errorf("got %s and %s, want %s", got, of(2022, two+","+one), want)
	}
	if got, want := of(2023, one+","+two), "2023/consejo/1@archivos.patci 2023/consejo/2@archivos.patci"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := of(2022, one+","+one), "2022/consejo/1@archivos.patci 2022/consejo/1~2@archivos.patci"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := of(2022, "{number: 1, date: Mayo}"), "2022/consejo/1@archivos.patci 2022/consejo/1/notice/consejo-convocatoria/first@archivos.patci 2022/consejo/1/notice/consejo-convocatoria@archivos.patci"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestSequence raises the number with each change that the programme records,
// and with nothing else.
func TestSequence(t *testing.T) {
	for _, c := range []struct{ asOf, session, want string }{
		{"2022-01-10", "date: Mayo", ""},
		{"2022-12-10", "date: Mayo", ""},
		{"2022-04-10", "date: Mayo, day: 2022-05-03", "1"},
		{"2022-04-10", "date: Mayo, rescheduled: [{to: 2022-06-01, on: 2022-04-01}, {to: 2022-07-01, on: 2022-04-20}]", "1"},
		{"2022-04-20", "date: Mayo, rescheduled: [{to: 2022-06-01, on: 2022-04-01}, {to: 2022-07-01, on: 2022-04-20}]", "2"},
		{"2022-07-02", "date: Mayo, rescheduled: [{to: 2022-06-01, on: 2022-04-01}, {to: 2022-07-01, on: 2022-04-20}], held: 2022-07-01", "3"},
		{"2022-07-02", "date: Mayo, cancelled: {on: 2022-05-01, reason: agenda}", "1"},
	} {
		asOf, _ := when.ParseISO(c.asOf)
		r := written(t, asOf, "program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions: {pleno: [{number: 1, "+c.session+"}]}\n")
		if got := lines(t, r, calendar.Query{}, "SEQUENCE:"); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.asOf, c.session, got, c.want)
		}
	}
}

// TestQuery has what must be sent only for the sessions that are asked for.
func TestQuery(t *testing.T) {
	r := written(t, when.NewDay(2023, 1, 10), "program: {year: 2023, rulebook: archivos}\nbodies: [{id: consejo, kind: council, name: Consejo}]\nsessions: {consejo: [{number: 1, date: 3 de mayo}, {number: 2, date: 5 de junio}]}\n")
	first, last := when.NewDay(2023, 6, 1), when.NewDay(2023, 6, 30)
	if got, want := lines(t, r, calendar.Query{From: &first, To: &last}, "UID:"), "2023/consejo/2@archivos.patci 2023/consejo/2/notice/consejo-convocatoria@archivos.patci"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, fs.ErrClosed }

func TestError(t *testing.T) {
	r := samples(t)["2022 in June"]
	if err := ics.Calendar(failing{}, calendar.Make(r.Agenda, calendar.Query{}), r); err == nil {
		t.Error("nobody tells that nothing was written")
	}
}

// BenchmarkSessions shows that the time grows as the sessions do.
func BenchmarkSessions(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		var y strings.Builder
		y.WriteString("program: {year: 2022, rulebook: archivos}\nbodies:\n")
		for g := range n / 100 {
			fmt.Fprintf(&y, "  - {id: c%d, kind: council, name: Consejo %d}\n", g, g)
		}
		y.WriteString("sessions:\n")
		for g := range n / 100 {
			fmt.Fprintf(&y, "  c%d:\n", g)
			for s := range 100 {
				fmt.Fprintf(&y, "    - {number: %d, date: %s}\n", s+1, when.NewDay(2022, 1, 1)+when.Day(s*3))
			}
		}
		r := written(b, when.NewDay(2022, 1, 10), y.String())
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				var out bytes.Buffer
				if err := ics.Calendar(&out, calendar.Make(r.Agenda, calendar.Query{}), r); err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(out.Len()))
			}
		})
	}
}
