package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/changes"
	"patci/pkg/check"
	"patci/pkg/foreign"
	"patci/pkg/load"
	"patci/pkg/progress"
	"patci/pkg/when"
	"patci/plan"
)

// input is a programme on a day.
func input(t testing.TB, fsys fs.FS, day string, q calendar.Query) Input {
	t.Helper()
	p, findings, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	asOf, ok := when.ParseISO(day)
	if !ok {
		t.Fatal(day)
	}
	c := check.Run(check.Input{Program: p, Findings: findings, AsOf: &asOf})
	return Input{Calendar: calendar.Make(c.Agenda, q), Progress: progress.Measure(c.Agenda, nil), Result: c}
}

func of2022(t testing.TB) fs.FS {
	t.Helper()
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

func yaml(text string) fs.FS { return fstest.MapFS{"a.yaml": {Data: []byte(text)}} }

// another is the programme of another body, of so many sessions in all: of four
// bodies, one of which has most of them, in every state.
func another(sessions int) fs.FS {
	var b strings.Builder
	b.WriteString("program: {year: 2022, title: Programa del Consejo, status: approved, approved: {on: 2022-01-15}}\nbodies:\n" +
		"  - {id: consejo, kind: council, name: Consejo Nacional de Evaluación}\n" +
		"  - {id: adquisiciones, kind: committee, name: Comité de Adquisiciones}\n" +
		"  - {id: transparencia, kind: committee, name: Comité de Transparencia}\n" +
		"  - {id: tecnico, kind: group, name: Grupo de Trabajo Técnico}\nsessions:\n")
	first, _ := when.ParseISO("2022-01-03")
	for _, x := range []struct {
		id string
		n  int
	}{{"consejo", 14}, {"adquisiciones", sessions - 40}, {"transparencia", 14}, {"tecnico", 12}} {
		fmt.Fprintf(&b, "  %s:\n", x.id)
		for i := range x.n {
			d := first + when.Day(i*360/x.n)
			fmt.Fprintf(&b, "    - {number: %d", i+1)
			switch {
			case i%17 == 5:
				fmt.Fprintf(&b, ", date: %s}\n", when.MonthName(d.Month()))
				continue
			case i%11 == 7:
				b.WriteString(", cancelled: {on: 2022-02-01, reason: sin asuntos}")
			case i%13 == 9:
				fmt.Fprintf(&b, ", rescheduled: [{to: %s, on: 2022-01-20, reason: agenda}]", d+3)
			case i%3 > 0 && d < first+150:
				fmt.Fprintf(&b, ", notice: %s, held: %s", d-5, d)
			}
			fmt.Fprintf(&b, ", date: %s}\n", d)
		}
	}
	return yaml(b.String())
}

// nasty is a programme whose texts try to be more than text.
func nasty() fs.FS {
	quote := func(s string) string { q, _ := json.Marshal(s); return string(q) }
	return yaml(`program: {year: 2022, title: ` + quote(`</title></style></script><script>alert(1)</script> "comillas" & <b>`) + `}
bodies:
  - {id: pleno, kind: plenary, name: ` + quote(`<img src=x onerror=alert(1)>`) + `}
  - {id: rtl, kind: group, name: ` + quote("لجنة التنسيق") + `, short: ` + quote("🙂👩‍👩‍👧 לוח") + `}
  - {id: largo, kind: committee, name: ` + quote(strings.TrimSpace(strings.Repeat("palabra larguísima ", 27))) + `}
  - {id: unido, kind: committee, name: ` + quote(strings.Repeat("x", 500)) + `}
sessions:
  pleno:
    - {number: 1, date: 2022-03-10, title: ` + quote(`a</script>b<!--c`) + `, place: "javascript:alert(1)"}
    - {number: 2, date: 2022-04-10, title: ` + quote("dos\nlíneas\t=SUM(A1)") + `}
  rtl: [{number: 1, date: abril/mayo}]
  largo: [{number: 1, date: Por definir}]
  unido: [{number: 1, date: 2022-05-01, title: ` + quote(strings.Repeat("ñ", 500)) + `}]
meetings:
  - {id: avance, title: ` + quote("{{.}} ${x} `y`") + `, date: noviembre}
  - {id: contenido, title: Otra, date: Por definir}
`)
}

func write(t testing.TB, in Input) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var rowPattern = regexp.MustCompile(`<tr id="[^"]+" data-id="([^"]+)" data-lane="([^"]*)" data-kind="(\w+)"[^\n]*?<bdi>[^<]*</bdi>[^\n]*?<bdi>([^<]*)</bdi>[^\n]*</svg> ([^<]*)</td>`)

// TestEveryEntry checks that each entry of the calendar has one row, and is
// counted in one lane.
func TestEveryEntry(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"2022": of2022(t), "another": another(170), "nasty": nasty()} {
		for _, day := range []string{"2022-01-10", "2022-04-01", "2022-06-30", "2022-09-15", "2022-12-31"} {
			in := input(t, fsys, day, calendar.Query{})
			var want, got []string
			for _, e := range in.Calendar.Entries() {
				state := e.StateText()
				want = append(want, strings.Join([]string{e.ID, laneOf(&e), string(e.Kind), calendar.OneLine(e.Title), state}, "|"))
			}
			for _, m := range rowPattern.FindAllStringSubmatch(write(t, in), -1) {
				for i := range m {
					m[i] = html.UnescapeString(m[i])
				}
				if i := slices.IndexFunc(in.Calendar.Entries(), func(e calendar.Entry) bool { return e.ID == m[1] }); i >= 0 {
					if e := in.Calendar.Entries()[i]; strings.Contains(m[4], calendar.OneLine(e.Title)) { // with its number and which one it is
						m[4] = calendar.OneLine(e.Title)
					}
				}
				got = append(got, strings.Join(m[1:], "|"))
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s on %s:\n got %q\nwant %q", name, day, got, want)
			}
			lanes := 0
			for _, b := range makeView(in).Timeline.Blocks {
				for _, l := range b.Lanes {
					n, _ := strconv.Atoi(strings.Fields(l.Counts)[0])
					lanes += n
				}
			}
			if lanes != len(in.Calendar.Entries()) {
				t.Errorf("%s on %s: the lanes count %d entries, want %d", name, day, lanes, len(in.Calendar.Entries()))
			}
		}
	}
}

// drawn is what a lane draws, one word a mark: «span@from+width:symbol».
func drawn(l *lane) string {
	var out []string
	for _, k := range l.Marks {
		text := k.Symbol + "@" + k.SX
		if k.Span != "" {
			text = k.Span + "@" + k.X + "+" + k.W + ":" + k.Symbol
		}
		out = append(out, text)
	}
	for range l.Open {
		out = append(out, "unknown")
	}
	return strings.Join(out, " ")
}

// TestLanes checks that a day, a window, a span and an unknown each has its own
// form, in its place, with the symbol of its state.
func TestLanes(t *testing.T) {
	// 2023 has 365 days: day n stands at (n − 0.5) × 100 / 365 per cent
	fsys := yaml(`program: {year: 2023}
bodies:
  - {id: pleno, kind: plenary, name: Pleno}
  - {id: mesa, kind: assembly, name: Mesa}
sessions:
  pleno:
    - {number: 1, date: 2023-01-01, held: 2023-01-01}
    - {number: 2, date: 2023-02-10}
    - {number: 3, date: abril/mayo}
    - {number: 4, date: 2023-07-20, notice: 2023-05-30}
    - {number: 5, date: 2023-08-20, rescheduled: [{to: 2023-09-01, on: 2023-05-01}]}
    - {number: 6, date: noviembre, cancelled: {on: 2023-05-01}}
    - {number: 7, date: Por definir}
    - {number: 8, date: 2023-12-10, rescheduled: [{to: 2024-02-10, on: 2023-05-01}]}
  mesa:
    - {number: 1, date: del 4 al 8 de diciembre}
objectives:
  - number: 1
    title: Uno
    activities:
      - {number: 1, title: a, date: enero-febrero, done: 2023-02-01}
      - {number: 2, title: b, date: marzo, progress: [{on: 2023-03-05, percent: 50}]}
      - {number: 3, title: c, date: mayo-agosto, progress: [{on: 2023-05-05, percent: 50}]}
      - {number: 4, title: d, date: julio}
      - {number: 5, title: e, date: abril}
meetings:
  - {id: cumbre, title: Cumbre, date: segundo semestre}
`)
	v := makeView(input(t, fsys, "2023-05-31", calendar.Query{}))
	got := map[string]string{}
	for _, b := range v.Timeline.Blocks {
		for _, l := range b.Lanes {
			got[l.Title] = drawn(l)
		}
	}
	for title, want := range map[string]string{
		"Pleno":                     "held@0.14% past@11.1% window@24.66%+16.71%: notified@54.93% moved@66.71% window@83.29%+8.22%:off away@99% unknown",
		"Mesa":                      "days@92.33%+1.37%:day",
		"Objetivo 1":                "done@0%+16.16%:held span@16.16%+8.49%:late span@24.66%+8.22%:past span@32.88%+33.7%:running span@49.59%+8.49%:",
		"Reuniones internacionales": "window@49.59%+50.41%:",
	} {
		if got[title] != want {
			t.Errorf("%s:\n got %s\nwant %s", title, got[title], want)
		}
	}
	if v.Timeline.Today != "41.23%" || v.Timeline.Passed != "41.1%" || v.Timeline.Day != "31 de mayo" {
		t.Errorf("the day asked is at %s, with %s passed, called %s", v.Timeline.Today, v.Timeline.Passed, v.Timeline.Day)
	}
	if len(v.Timeline.Ticks) != 12 || v.Timeline.Ticks[3] != (tick{"24.66%", "abr", "A"}) {
		t.Errorf("%v", v.Timeline.Ticks)
	}
}

// TestStack checks that no mark covers another of its row, and that each is
// within the lane.
func TestStack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		l := &lane{Height: leastLane}
		for range r.IntN(40) {
			from := 100 * r.Float64()
			k := mark{from: from, to: from + markWidth}
			if r.IntN(3) == 0 {
				k.Span, k.H, k.to = "window", 12, min(100, from+30*r.Float64())
			}
			l.Marks = append(l.Marks, k)
		}
		l.stack(lanePad)
		for i, a := range l.Marks {
			if a.SY-rowHeight/2 < 0 || a.SY+rowHeight/2 > l.Height {
				t.Fatalf("a mark at %d is out of a lane of %d", a.SY, l.Height)
			}
			for _, b := range l.Marks[i+1:] {
				if a.SY == b.SY && a.from < b.to-1e-9 && b.from < a.to-1e-9 {
					t.Fatalf("%v and %v overlap", a, b)
				}
			}
		}
	}
}

// TestDense checks that a lane of very many sessions counts them by week, and
// counts all that are to be held.
func TestDense(t *testing.T) {
	in := input(t, another(2000), "2022-06-30", calendar.Query{})
	v := makeView(in)
	l := v.Timeline.Blocks[0].Lanes[1]
	if len(l.Bars) < 50 || len(l.Bars) > 53 || !v.Timeline.Dense {
		t.Fatalf("%d bars", len(l.Bars))
	}
	n := 0
	for _, b := range l.Bars {
		_, after, _ := strings.Cut(b.Title, ": ")
		k, err := strconv.Atoi(strings.Fields(after)[0])
		if err != nil {
			t.Fatal(b.Title)
		}
		n += k
		if b.HeldY+b.Held != denseLane-lanePad || b.RestY < 0 || b.RestY+b.Rest != b.HeldY {
			t.Errorf("%+v does not stand on the ground", b)
		}
	}
	for _, k := range l.Marks {
		n += max(1, k.Count)
	}
	cancelled := 0
	for _, e := range in.Calendar.Parts.Fixed {
		if e.Owner == "adquisiciones" && off(e.State) {
			cancelled++
		}
	}
	if n+cancelled != 1960 {
		t.Errorf("%d drawn and %d cancelled of 1960", n, cancelled)
	}
	if want := "hasta 42 por semana"; !strings.HasSuffix(l.Counts, want) && !strings.Contains(l.Counts, "por semana") {
		t.Errorf("%q", l.Counts)
	}
}

// TestQuery checks that only what was asked for is on the page.
func TestQuery(t *testing.T) {
	day := func(s string) *when.Day { d, _ := when.ParseISO(s); return &d }
	for _, test := range []struct {
		name       string
		q          calendar.Query
		has, lacks []string
	}{
		{"a month", calendar.Query{From: day("2022-04-01"), To: day("2022-04-30")},
			[]string{"abril de 2022", "De un vistazo", "e-pleno-19", "e-campanas-2", ">15</text>"}, []string{"e-pleno-20", `class="undated"`, ">mar</text>"}},
		{"a body", calendar.Query{Bodies: []string{"pleno"}},
			[]string{"e-pleno-19", "Cumplimiento normativo", "pleno-sesiones"}, []string{"e-seleccion-13", "Objetivos", "Convenios", "Subcomisión sesiona"}},
		{"a kind", calendar.Query{Kinds: []agenda.Kind{agenda.MeetingKind}},
			[]string{"e-corett-1", "Reuniones internacionales"}, []string{"e-pleno-19", "Cumplimiento normativo", "Convenios"}},
		{"nothing", calendar.Query{Bodies: []string{"pleno"}, From: day("2022-01-01"), To: day("2022-01-31")},
			[]string{"No hay nada en enero de 2022."}, []string{"<tr id", "class=\"time", "Calendario"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := input(t, of2022(t), "2022-04-01", test.q)
			out := write(t, in)
			body := out[strings.Index(out, "<header>"):strings.Index(out, "<script>")]
			for _, s := range test.has {
				if s == "pleno-sesiones" {
					s = "el Pleno sesiona"
				}
				if !strings.Contains(body, s) {
					t.Errorf("lacks %q", s)
				}
			}
			for _, s := range test.lacks {
				if strings.Contains(body, s) {
					t.Errorf("has %q", s)
				}
			}
		})
	}
}

// TestSameNumbers checks the tables of progress against the report, and that
// the columns shown of a row add up.
func TestSameNumbers(t *testing.T) {
	for _, day := range []string{"2022-01-10", "2022-06-30", "2022-12-31"} {
		in := input(t, another(170), day, calendar.Query{})
		for _, tb := range makeView(in).Progress {
			if tb.ID != "avance-sesiones" {
				continue
			}
			if len(tb.Rows) != len(in.Progress.Bodies) {
				t.Fatalf("%d rows", len(tb.Rows))
			}
			for i, r := range tb.Rows {
				b := in.Progress.Bodies[i]
				sum := 0
				for _, c := range r.Cells[2 : len(r.Cells)-1] {
					n, _ := strconv.Atoi(c.Text)
					if c.Head != "fuera de programa" {
						sum += n
					}
				}
				if r.Cells[1].Text != strconv.Itoa(b.Promised) || sum != b.Promised {
					t.Errorf("%s on %s: %s promised, %d in states, want %d", b.ID, day, r.Cells[1].Text, sum, b.Promised)
				}
			}
		}
	}
	in := input(t, of2022(t), "2022-06-30", calendar.Query{})
	out := write(t, in)
	for _, s := range []string{
		`<bdi>—&nbsp;de&nbsp;9</bdi>`, `<bdi>4&nbsp;de&nbsp;9 (44&nbsp;%)</bdi>`,
		`<span aria-hidden="true">○</span> <bdi>sin registro</bdi>`,
		"Fundamento: Reglamento Interno, arts. 23 y 24 (según lo cita el programa)",
		"<blockquote class=\"small\">«la citada Comisión sesionará de forma ordinaria cuando menos dos veces al año»</blockquote>",
	} {
		if !strings.Contains(strings.ReplaceAll(out, "\u00a0", "&nbsp;"), s) {
			t.Errorf("lacks %s", s)
		}
	}
	if strings.Contains(out, "Cambios desde la aprobación") {
		t.Error("tells changes of a programme of which nobody knows any")
	}
}

// TestChanges checks what the page says of changes, and of none.
func TestChanges(t *testing.T) {
	in := input(t, of2022(t), "2022-06-30", calendar.Query{})
	in.Changes = &changes.Report{Since: "Respecto de la versión X.", Fixed: 2, Changes: []changes.Change{
		{Kind: changes.Moved, Of: agenda.SessionKind, Owner: "pleno", Title: "Vigésima <Sesión>", Before: "julio/agosto", After: "6 de septiembre", Reason: "agenda"},
		{Kind: changes.Cancelled, Of: agenda.SessionKind, Owner: "seleccion", Title: "Otra", Before: "1 de agosto"},
	}}
	out := write(t, in)
	for _, s := range []string{
		"Respecto de la versión X.", "<bdi>Vigésima &lt;Sesión&gt;</bdi>: cambió de fecha, de <bdi>julio/agosto</bdi> a <bdi>6 de septiembre</bdi>; motivo: <bdi>agenda</bdi>",
		"<bdi>Otra</bdi>: se canceló (fecha prevista: <bdi>1 de agosto</bdi>)", "se fijaron 2 fechas",
	} {
		if !strings.Contains(out, s) {
			t.Errorf("lacks %s", s)
		}
	}
	in.Calendar = calendar.Make(in.Result.Agenda, calendar.Query{Bodies: []string{"pleno"}})
	if out := write(t, in); strings.Contains(out, "<bdi>Otra</bdi>") {
		t.Error("tells a change of a body that was not asked for")
	}
	in.Changes = &changes.Report{Since: "Respecto de la versión X."}
	if out := write(t, in); !strings.Contains(out, "Ninguno: ") {
		t.Error("does not say that nothing changed")
	}
}

// TestOdd checks programmes of which little is known.
func TestOdd(t *testing.T) {
	for name, text := range map[string]string{
		"no year":      "bodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions: {pleno: [{number: 1, date: abril}, {number: 2, date: 2022-04-01}]}\n",
		"nothing":      "program: {year: 2022}\n",
		"no bodies":    "program: {year: 2022}\nsessions: {pleno: [{number: 1, date: abril}, {number: 1, date: mayo}, {number: 1, date: 2022-04-01}]}\n",
		"two years":    "program: {period: 2022-08-01/2024-01-31}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions: {pleno: [{number: 1, date: 2023-01-10}]}\n",
		"no objective": "program: {year: 2022}\nobjectives: [{number: 1, title: Uno, activities: []}]\n",
	} {
		t.Run(name, func(t *testing.T) {
			out := write(t, input(t, yaml(text), "2022-06-30", calendar.Query{}))
			ids := map[string]bool{}
			for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(out, -1) {
				if ids[m[1]] {
					t.Errorf("two elements have the id %s", m[1])
				}
				ids[m[1]] = true
			}
		})
	}
}

// TestSelfContained checks that the page holds all that it needs, names no
// other place, and is the same each time.
func TestSelfContained(t *testing.T) {
	for _, fsys := range []fs.FS{of2022(t), nasty()} {
		out := write(t, input(t, fsys, "2022-06-30", calendar.Query{}))
		if again := write(t, input(t, fsys, "2022-06-30", calendar.Query{})); again != out {
			t.Error("two pages of one input differ")
		}
		tags := out
		for _, cut := range []string{"style", "script"} {
			from, to := strings.Index(tags, "<"+cut+">"), strings.Index(tags, "</"+cut+">")
			tags = tags[:from] + tags[to:]
		}
		tags = strings.Join(regexp.MustCompile(`<[^>]*>`).FindAllString(tags, -1), "\n")
		for _, bad := range []string{`<script`, `<img`, `<link`, `<iframe`, `<!--`, ` style=`, ` src=`, ` onclick=`, `url(`, `ZgotmplZ`} {
			if strings.Contains(tags, bad) {
				t.Errorf("the page has %s", bad)
			}
		}
		for _, m := range regexp.MustCompile(` href="([^"]*)"`).FindAllStringSubmatch(tags, -1) {
			if !strings.HasPrefix(m[1], "#") {
				t.Errorf("the page leads to %s", m[1])
			}
		}
		_, style, _ := strings.Cut(out, "<style>")
		style, _, _ = strings.Cut(style, "</style>")
		if !strings.Contains(html.UnescapeString(tags), policy(template.CSS(style))) {
			t.Error("the page has no policy that lets its own style in")
		}
	}
}

// TestDateAndPlace checks that a date of two months can end a line between them
// on a phone, and that the place of a meeting is not taken for its date.
func TestDateAndPlace(t *testing.T) {
	out := write(t, input(t, of2022(t), "2022-06-30", calendar.Query{}))
	for _, want := range []string{`<td class="date">septiembre/<wbr>octubre</td>`, `<span class="place">Lugar: <bdi>Por definir</bdi></span>`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestEveryPrintedPage checks that what stands above each page says of which
// programme and of which day it is, and that no title ends its string.
func TestEveryPrintedPage(t *testing.T) {
	out := write(t, input(t, of2022(t), "2022-06-30", calendar.Query{}))
	for _, want := range []string{`@top-left{content:"Programa Anual de Trabajo 2022 \b7  proyecto"}`, `@top-right{content:"con corte al 30 de junio de 2022"}`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s", want)
		}
	}
	if got, want := quoted("a\"}</style>\\\n\x00é"), `"a\22 \7d \3c \2f style\3e \5c \a `+"\ufffd"+`é"`; got != want {
		t.Errorf("quoted is %s, want %s", got, want)
	}
}

// FuzzText checks that no text of the data changes what the page is made of.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "</script><script>", "{{.}}", "\"'`", "\u202e", "\x00", "\n\r\t", "<!--", "]]>", strings.Repeat("ñ", 600)} {
		f.Add(s)
	}
	in := input(f, yaml("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno, short: Pleno}]\nsessions: {pleno: [{number: 1, date: 2022-04-01, title: Primera, place: Sala}]}\n"), "2022-06-30", calendar.Query{})
	with := func(t testing.TB, s string) string {
		p := in.Calendar.Program
		p.Title.Value, p.Bodies[0].Short.Value, p.Sessions[0].Title.Value, p.Sessions[0].Place.Value = "t"+s, "b"+s, "s"+s, "p"+s
		a := agenda.Build(p, in.Result.Agenda.AsOf, in.Result.Agenda.Calendar)
		x := in
		x.Calendar, x.Progress = calendar.Make(a, calendar.Query{}), progress.Measure(a, nil)
		return write(t, x)
	}
	plain := strings.Count(with(f, "x"), "<")
	f.Fuzz(func(t *testing.T, s string) {
		out := with(t, s)
		if n := strings.Count(out, "<"); n != plain {
			t.Errorf("%q makes %d tags of %d", s, n, plain)
		}
		if bytes.ContainsAny([]byte(out), "\x00") {
			t.Errorf("%q leaves a NUL", s)
		}
	})
}

// TestBrowser opens pages in Chromium, on a phone, a laptop, a wide screen and
// paper, by light and dark, with and without JavaScript.
func TestBrowser(t *testing.T) {
	browser := foreign.Chromium(t)
	node, modules := foreign.Node(t, "puppeteer-core", "axe-core")
	dir := t.TempDir()
	out := cmp.Or(os.Getenv("PATCI_PICTURES"), dir) // a folder, to look at them
	args := []string{"testdata/look.mjs", modules, browser, out}
	changed := input(t, another(170), "2022-06-30", calendar.Query{})
	changed.Changes = &changes.Report{Since: "Respecto de la versión vigente el día de su aprobación.", Fixed: 1, Changes: []changes.Change{
		{Kind: changes.Moved, Of: agenda.SessionKind, Owner: "consejo", Title: "Décima Sesión", Before: "1 de mayo", After: "6 de mayo", Reason: "agenda"}}}
	for _, p := range []struct {
		name string
		in   Input
	}{
		{"2022", input(t, of2022(t), "2022-06-30", calendar.Query{})},
		{"another", changed},
		{"nasty", input(t, nasty(), "2022-04-30", calendar.Query{})},
	} {
		file := filepath.Join(dir, p.name+".html")
		if err := os.WriteFile(file, []byte(write(t, p.in)), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	cmd := exec.Command(node, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	data, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	var faults []string
	if err := json.Unmarshal(data, &faults); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	for _, f := range faults {
		t.Error(f)
	}
	pictures, err := filepath.Glob(filepath.Join(out, "*.p[nd][gf]"))
	if err != nil || len(pictures) < 3*5 {
		t.Errorf("%d pictures, want 15: %v", len(pictures), err)
	}
}

// TestScript checks that the script is what the policy lets run: nothing in it
// ends it, and none of it is a comment that the template would take away.
func TestScript(t *testing.T) {
	out := write(t, input(t, of2022(t), "2022-06-30", calendar.Query{}))
	for _, part := range []string{"<script>" + script + "</script>", "<style>" + string(styles())} {
		if !strings.Contains(out, part) {
			t.Errorf("the page has not %.40s… as it is", part)
		}
	}
	names := []string{}
	for _, h := range hues {
		names = append(names, h.name)
	}
	for _, m := range regexp.MustCompile(`var\(--(\w+)`).FindAllStringSubmatch(style, -1) {
		if m[1] != "hue" && !slices.Contains(names, m[1]) {
			t.Errorf("the style has no colour %s", m[1])
		}
	}
}

// BenchmarkPage measures a year of many sessions; it must grow in line.
func BenchmarkPage(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		in := input(b, another(n), "2022-06-30", calendar.Query{})
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var w bytes.Buffer
				if err := Write(&w, in); err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(w.Len()))
			}
		})
	}
}
