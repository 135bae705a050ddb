package due_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/due"
	"patci/pkg/load"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/plan"
)

func day(t testing.TB, iso string) when.Day {
	t.Helper()
	d, ok := when.ParseISO(iso)
	if !ok {
		t.Fatal(iso)
	}
	return d
}

func judged(t testing.TB, asOf, yaml string) *check.Result {
	t.Helper()
	p, findings, err := load.Folder(fstest.MapFS{"a.yaml": {Data: []byte(yaml)}}, ".", "plan/2023")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Fatal(f.Message)
	}
	d := day(t, asOf)
	return check.Run(check.Input{Program: p, Findings: findings, AsOf: &d})
}

func told(items []due.Item) string {
	var b strings.Builder
	for _, i := range items {
		fmt.Fprintf(&b, "%s %s %s %s", i.Due, i.Kind, i.Event, i.Entry.ID)
		if i.Late {
			b.WriteString(" late")
		}
		if i.If != nil {
			fmt.Fprintf(&b, " if %s", i.If)
		}
		fmt.Fprintf(&b, ": %s\n", i.Why)
	}
	return b.String()
}

func compare(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.TrimLeft(want, "\n"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

const archivos = `
program: {year: 2023, rulebook: archivos}
bodies: [{id: consejo, kind: council, name: Consejo Nacional de Archivos, short: Consejo}, {id: grupo, kind: group, name: Grupo}]
`

// The days of the notices were counted by hand: 1 and 5 May and Monday 20
// November 2023 are holidays.
func TestNotices(t *testing.T) {
	for _, c := range []struct{ name, asOf, last, yaml, want string }{
		{"a fixed day", "2023-04-20", "2023-06-30", `
sessions:
  consejo:
    - {number: 1, date: 25 de mayo}
    - {number: 2, date: 24 de mayo, notice: 2023-04-19}
    - {number: 1, kind: extraordinary, date: 15 de mayo, time: "11:00"}
`, `
2023-05-03 notice send consejo/1: último día para convocar con 15 días hábiles de anticipación: se celebra el jueves 25 de mayo
2023-05-12 notice send consejo/ext/1: último día para convocar con 24 horas de anticipación: se celebra el 15 de mayo a las 11:00 (el plazo termina el 14 de mayo a las 11:00, inhábil)
2023-05-15 session day consejo/ext/1: se programó para ese día, a las 11:00
2023-05-24 session day consejo/2: se convocó para ese día
2023-05-25 session day consejo/1: se programó para ese día
`},
		{"on its last day it is not late", "2023-05-03", "2023-05-03", "sessions: {consejo: [{number: 1, date: 25 de mayo}]}", `
2023-05-03 notice send consejo/1: último día para convocar con 15 días hábiles de anticipación: se celebra el jueves 25 de mayo
`},
		{"late", "2023-05-04", "2023-05-04", "sessions: {consejo: [{number: 1, date: 25 de mayo}]}", `
2023-05-03 notice send consejo/1 late: pasó el último día para convocar con 15 días hábiles de anticipación: se celebra el jueves 25 de mayo
`},
		{"on a Saturday before a last day that is Sunday, it is that day", "2023-05-13", "2023-05-14", `sessions: {consejo: [{number: 1, kind: extraordinary, date: 15 de mayo, time: "11:00"}]}`, `
2023-05-14 notice send consejo/ext/1: último día para convocar con 24 horas de anticipación: se celebra el 15 de mayo a las 11:00 (el plazo termina el 14 de mayo a las 11:00, inhábil)
`},
		{"not after it was held, cancelled, or its day is past", "2023-05-26", "2023-12-31", `
sessions:
  consejo:
    - {number: 1, date: 25 de mayo}
    - {number: 2, date: 26 de mayo, held: 2023-05-26}
    - {number: 3, date: 30 de mayo, cancelled: {on: 2023-05-20, reason: agenda}}
`, ``},
		{"what is recorded later is not known yet", "2023-05-02", "2023-05-03", "sessions: {consejo: [{number: 1, date: 25 de mayo, notice: 2023-05-03}]}", `
2023-05-03 notice send consejo/1: último día para convocar con 15 días hábiles de anticipación: se celebra el jueves 25 de mayo
`},
		// 15 working days before 16 November: 15, 14, 13, 10, 9, 8, 7, 6, 3, 2, 1 of
		// November and 31, 30, 27 of October, with the 16th itself; before the 30th:
		// 29, 28, 27, 24, 23, 22, 21, 17, 16, 15, 14, 13, 10 and 9.
		{"a window: its first and its last day, and nothing else", "2023-10-01", "2023-12-31", "sessions: {consejo: [{number: 1, date: segunda quincena de noviembre}]}", `
2023-10-26 notice send consejo/1 if 2023-11-16: último día para convocar con 15 días hábiles de anticipación, si se celebra el 16 de noviembre, su primer día posible; si el 30 de noviembre, el último, hay hasta el 8 de noviembre
2023-11-08 notice send consejo/1 if 2023-11-30: último día para convocar con 15 días hábiles de anticipación, aun si se celebra el 30 de noviembre, su último día posible
2023-11-16 session opens consejo/1: se abre su plazo, hasta el 30 de noviembre; falta fijar el día
2023-11-30 session ends consejo/1: termina su plazo y falta fijar el día
`},
		{"of a window that its first day can no longer have", "2023-10-27", "2023-11-10", "sessions: {consejo: [{number: 1, date: segunda quincena de noviembre}]}", `
2023-11-08 notice send consejo/1 if 2023-11-30: último día para convocar con 15 días hábiles de anticipación, aun si se celebra el 30 de noviembre, su último día posible
`},
		{"a window too late for any day", "2023-11-09", "2023-11-10", "sessions: {consejo: [{number: 1, date: segunda quincena de noviembre}]}", `
2023-11-08 notice send consejo/1 late if 2023-11-30: pasó el último día para convocar con 15 días hábiles de anticipación, aun si se celebra el 30 de noviembre, su último día posible
`},
		{"of a day that is not certain, if it is that", "2023-04-20", "2023-05-10", "sessions: {consejo: [{number: 1, date: 25 de mayo (tentativa)}]}", `
2023-05-03 notice send consejo/1 if 2023-05-25: último día para convocar con 15 días hábiles de anticipación, si se celebra el 25 de mayo (fecha tentativa)
`},
		{"late, and justified", "2023-05-04", "2023-05-04", "sessions: {consejo: [{number: 1, date: 25 de mayo}]}\nwaivers: [{rule: consejo-convocatoria, entity: consejo/1, reason: urgencia, granted_by: Presidencia}]", ``},
		{"justified, and not late", "2023-05-03", "2023-05-04", "sessions: {consejo: [{number: 1, date: 25 de mayo}]}\nwaivers: [{rule: consejo-convocatoria, entity: consejo/1, reason: urgencia, granted_by: Presidencia}]", `
2023-05-03 notice send consejo/1: último día para convocar con 15 días hábiles de anticipación: se celebra el jueves 25 de mayo
`},
		{"moved: the new day", "2023-05-20", "2023-06-30", "sessions: {consejo: [{number: 1, date: 25 de mayo, rescheduled: [{to: 2023-06-29, on: 2023-05-19, reason: agenda}]}]}", `
2023-06-08 notice send consejo/1: último día para convocar con 15 días hábiles de anticipación: se celebra el jueves 29 de junio
2023-06-29 session day consejo/1: se reprogramó para ese día
`},
		{"no date, no notice", "2023-01-01", "2023-12-31", "sessions: {consejo: [{number: 1, date: Por definir}, {number: 2}]}", ``},
		{"no rule, no notice", "2023-05-01", "2023-12-31", "sessions: {grupo: [{number: 1, date: 25 de mayo}]}", `
2023-05-25 session day grupo/1: se programó para ese día
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := due.Make(judged(t, c.asOf, archivos+c.yaml), nil, due.Query{Last: day(t, c.last)})
			compare(t, told(l.Items), c.want)
		})
	}
}

// TestUnruled names once each kind of session that no rule says how to call.
func TestUnruled(t *testing.T) {
	names := func(l *due.List) string {
		var out []string
		for _, u := range l.Unruled {
			out = append(out, u.Body.ID.Value+" "+u.Kind)
		}
		return fmt.Sprint(out, l.NoRule)
	}
	sessions := `
sessions:
  consejo: [{number: 1, date: 25 de mayo}, {number: 1, kind: solemn, date: 1 de junio}, {number: 2, kind: solemn, date: 2 de junio}]
  grupo: [{number: 1, date: 3 de junio}, {number: 2, date: 1 de febrero, held: 2023-02-01}]
`
	q := due.Query{Last: day(t, "2023-12-31")}
	if got, want := names(due.Make(judged(t, "2023-05-01", archivos+sessions), nil, q)), "[consejo solemn grupo ordinary] false"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	free := strings.Replace(archivos, ", rulebook: archivos", "", 1)
	if got, want := names(due.Make(judged(t, "2023-05-01", free+sessions), nil, q)), "[consejo ordinary consejo solemn grupo ordinary] true"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	q.Bodies = []string{"grupo"}
	if got, want := names(due.Make(judged(t, "2023-05-01", archivos+sessions), nil, q)), "[grupo ordinary] false"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEntries(t *testing.T) {
	const yaml = `
program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
actors: [{id: cndh, name: CNDH}]
sessions:
  pleno:
    - {number: 1, date: del 22 al 26 de agosto}
    - {number: 2, date: a más tardar el 30 de agosto}
    - {number: 3, date: Agosto (por definir)}
    - {number: 4, date: "31 de agosto, 09:00 horas"}
meetings: [{id: corett, title: CORETT, dates: [15 agosto 2022, Por definir]}]
observances: [{id: dia, title: Día, date: 30 de agosto}]
objectives:
  - number: 1
    title: Uno
    activities:
      - {number: 1, title: Informe, date: Julio/Agosto, progress: [{on: 2022-08-01, percent: 40}]}
      - {number: 2, title: Hecho, date: Agosto, done: 2022-08-02}
      - {number: 3, title: Taller, kind: meeting, date: Agosto}
      - {number: 4, title: Guía, date: 20 de agosto}
      - {number: 5, title: Vieja, date: Julio}
agreements:
  - {number: 1, instrument: Convenio Marco, parties: [cndh], signed: 2017-08-01, until: 2022-08-20}
  - {number: 2, instrument: Nuevo, parties: [cndh], date: Agosto}
resolutions:
  - {id: A-1, session: pleno/1, title: Acuerdo, due: 19 de agosto, state: in_progress}
  - {id: A-2, session: pleno/1, title: Otro, due: 1 de julio, state: pending}
  - {id: A-3, session: pleno/1, title: Listo, due: 20 de agosto, state: done}
`
	l := due.Make(judged(t, "2022-08-15", yaml), nil, due.Query{Last: day(t, "2022-08-31")})
	compare(t, told(l.Items), `
2022-08-15 meeting day corett#1: se programó para ese día
2022-08-19 resolution ends A-1: vence
2022-08-20 agreement lapses convenio/1: es su último día de vigencia
2022-08-20 activity day objetivo-1/4: es su día
2022-08-22 session begins pleno/1: empieza; termina el viernes 26 de agosto
2022-08-30 session ends pleno/2: es el último día en que puede celebrarse y falta fijar el día
2022-08-30 observance day dia: se conmemora ese día
2022-08-31 session ends pleno/3: termina su plazo y falta definir la fecha
2022-08-31 session day pleno/4: se programó para ese día, a las 09:00
2022-08-31 agreement ends convenio-previsto/2: termina el plazo para suscribirlo
2022-08-31 activity ends objetivo-1/1: termina su plazo y lleva 40 %
2022-08-31 activity ends objetivo-1/3: termina su plazo y falta fijar el día
`)
	if l.Past != 2 {
		t.Errorf("%d are past, want the activity 5 and the resolution A-2", l.Past)
	}
	for _, i := range l.Items {
		if i.Word == "" || i.State == "" || i.Word == i.State {
			t.Errorf("%s: state %q, %q", i.Entry.ID, i.State, i.Word)
		}
	}
	only := due.Make(judged(t, "2022-08-15", yaml), nil, due.Query{Last: day(t, "2022-08-31"), Kinds: []due.Kind{due.Resolution, due.Agreement}})
	if len(only.Items) != 3 {
		t.Errorf("of two kinds:\n%s", told(only.Items))
	}
	body := due.Make(judged(t, "2022-08-15", yaml), nil, due.Query{Last: day(t, "2022-08-31"), Bodies: []string{"pleno"}})
	if len(body.Items) != 4 {
		t.Errorf("of a body:\n%s", told(body.Items))
	}
}

// TestLimit takes the last day from the rule of the interval.
func TestLimit(t *testing.T) {
	const yaml = `
program: {year: 2022, rulebook: citdp}
bodies: [{id: subcomision, kind: subcommission, name: Subcomisión}]
sessions: {subcomision: [{number: 27, date: 10 de junio, held: 2022-06-10}, {number: 28, date: Septiembre}, {number: 29, date: Diciembre}]}
`
	// 10 September 2022 is a Saturday, and the term passes to Monday.
	l := due.Make(judged(t, "2022-09-01", yaml), nil, due.Query{Last: day(t, "2022-09-20")})
	compare(t, told(l.Items), `
2022-09-01 session opens subcomision/28: se abre su plazo, hasta el 30 de septiembre; falta fijar el día
2022-09-12 session limit subcomision/28: último día en que puede celebrarse sin que pasen más de tres meses desde la 27.ª (10 de junio)
`)
	if l.Items[1].Rule.ID != "subcomision-intervalo" {
		t.Error(l.Items[1].Rule.ID)
	}
}

// TestNextYear tells in December of a notice for January.
func TestNextYear(t *testing.T) {
	this := judged(t, "2023-12-10", archivos)
	next := judged(t, "2023-12-10", strings.Replace(archivos, "2023", "2024", 1)+"sessions: {consejo: [{number: 3, date: 15 de enero}]}")
	l := due.Make(this, []*check.Result{next}, due.Query{Last: day(t, "2024-01-10")})
	// 12, 11, 10, 9, 8, 5, 4, 3, 2 January; 29, 28, 27, 26, 22 December, with the 15th
	compare(t, told(l.Items), `
2023-12-21 notice send consejo/3: último día para convocar con 15 días hábiles de anticipación: se celebra el lunes 15 de enero de 2024
`)
	if l.NoRule || l.Items[0].Program.Key() != "2024" {
		t.Error("the rule and the programme are those of 2024")
	}
}

// TestDeadline takes the last day of an act from the rule: 30 January 2022 is a
// Sunday, and 30 January 2023 a Monday.
func TestDeadline(t *testing.T) {
	const acts = "objectives: [{number: 1, title: Planear, activities: [{number: 1, title: Publicación del programa anual, date: Enero%s}, {number: 2, title: Otra, date: Enero}]}]\n"
	yaml := func(done string) string { return archivos + fmt.Sprintf(acts, done) }
	l := due.Make(judged(t, "2023-01-10", yaml("")), nil, due.Query{Last: day(t, "2023-01-30")})
	compare(t, told(l.Items), "2023-01-30 activity limit objetivo-1/1: último día para hacerlo\n")
	if l.Items[0].Rule.ID != "programa-plazo" {
		t.Error(l.Items[0].Rule.ID)
	}
	l = due.Make(judged(t, "2023-01-10", yaml(", done: 2023-01-09")), nil, due.Query{Last: day(t, "2023-01-30")})
	compare(t, told(l.Items), "")
	l = due.Make(judged(t, "2022-01-10", strings.Replace(yaml(""), "2023", "2022", 1)), nil, due.Query{Last: day(t, "2022-01-31"), Kinds: []due.Kind{due.Activity}})
	compare(t, told(l.Items), `
2022-01-31 activity ends objetivo-1/1: termina su plazo y no hay registro de avance
2022-01-31 activity ends objetivo-1/2: termina su plazo y no hay registro de avance
`)
}

// TestEarlierYear takes from the programme before what is still to come.
func TestEarlierYear(t *testing.T) {
	const before = `
program: {year: 2022, rulebook: archivos}
bodies: [{id: consejo, kind: council, name: Consejo Nacional de Archivos, short: Consejo}]
actors: [{id: cndh, name: CNDH}]
sessions: {consejo: [{number: 1, date: Diciembre, rescheduled: [{to: 2023-02-20, on: 2022-12-01}]}, {number: 2, date: 15 de diciembre, rescheduled: [{to: 2023-02-21, on: 2022-12-01}]}]}
resolutions: [{id: A-1, title: Viejo, due: 2023-02-10}, {id: A-2, title: Retomado, due: 2023-02-11}]
agreements: [{number: 1, instrument: Convenio, parties: [cndh], signed: 2017-08-01, until: 2023-02-12}]
`
	const this = `
sessions: {consejo: [{number: 2, date: 21 de febrero, notice: 2023-01-03}]}
resolutions: [{id: A-2, title: Retomado, due: 14 de febrero}]
`
	l := due.Make(judged(t, "2023-01-25", archivos+this), []*check.Result{judged(t, "2023-01-25", before)}, due.Query{Last: day(t, "2023-02-28")})
	// 20, 17, 16, 15, 14, 13, 10, 9, 8, 7 February, the 6th is a holiday, 3, 2, 1, and 31 and 30 January
	compare(t, told(l.Items), `
2023-01-27 notice send consejo/1: último día para convocar con 15 días hábiles de anticipación: se celebra el lunes 20 de febrero
2023-02-10 resolution ends A-1: vence
2023-02-14 resolution ends A-2: vence
2023-02-20 session day consejo/1: se reprogramó para ese día
2023-02-21 session day consejo/2: se convocó para ese día
`)
}

// TestYearly: where each year numbers its sessions anew, the same number is of
// another one.
func TestYearly(t *testing.T) {
	year := func(y int, date string) *check.Result {
		return judged(t, "2023-01-25", fmt.Sprintf("program: {year: %d}\nbodies: [{id: pleno, kind: plenary, name: Pleno, numbering: yearly}]\nsessions: {pleno: [{number: 1, date: %s}]}\n", y, date))
	}
	l := due.Make(year(2023, "21 de febrero"), []*check.Result{year(2022, "Diciembre, rescheduled: [{to: 2023-02-20, on: 2022-12-01}]")}, due.Query{Last: day(t, "2023-02-28")})
	compare(t, told(l.Items), `
2023-02-20 session day pleno/1: se reprogramó para ese día
2023-02-21 session day pleno/1: se programó para ese día
`)
}

// TestLastLawful holds every day of a notice or of papers against the verdict:
// sent by then the rule is met, a day or a minute later it is broken.
func TestLastLawful(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for n := range 400 {
		kind := []string{"notice", "papers"}[r.IntN(2)]
		unit := []string{"working_days: %d, session_day: counts", "working_days: %d, session_day: does_not_count", "days: %d", "weeks: %d", "hours: %d"}[r.IntN(5)]
		amount := 1 + r.IntN(6)
		if strings.HasPrefix(unit, "hours") {
			amount *= 12
		}
		held := when.NewDay(2022, 3, 1) + when.Day(r.IntN(250))
		book := fmt.Sprintf("instruments: [{id: ley, name: Ley}]\nrules:\n  - id: regla\n    title: regla\n    kind: %s\n    severity: error\n    basis: {instrument: ley, read: verbatim}\n    parameters: {%s}\n",
			kind, fmt.Sprintf(unit, amount))
		program := func(sent string) string {
			return fmt.Sprintf("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nnon_working: [{date: del 11 al 15 de abril, basis: Acuerdo}]\nsessions: {pleno: [{number: 1, date: %s, time: \"10:30\"%s}]}\n", held, sent)
		}
		run := func(sent string) *check.Result {
			p, findings := load.Files("2022", []*source.File{source.New("2022.yaml", []byte(program(sent)))})
			asOf := when.NewDay(2022, 1, 1)
			if sent != "" {
				asOf = held
			}
			return check.Run(check.Input{Program: p, Findings: findings, Rulebook: source.New("rulebook.yaml", []byte(book)), AsOf: &asOf})
		}
		items := due.Sendings(run(""))
		if len(items) != 1 {
			t.Fatalf("%d items\n%s%s", len(items), book, program(""))
		}
		i := items[0]
		verdict := func(at string) diag.Verdict { return run(", " + kind + ": " + at).Verdicts[0].Verdict.Verdict }
		in, out := i.Lawful.Day.String(), (i.Lawful.Day + 1).String()
		if i.Lawful.Clock != "" {
			in, out = in+"T"+i.Lawful.Clock, in+"T"+i.Lawful.Clock[:4]+"1"
		}
		if verdict(in) != diag.Met || verdict(out) != diag.Broken {
			t.Errorf("%d: sent by %s is %s, by %s %s\n%s%s", n, in, verdict(in), out, verdict(out), book, program(""))
		}
		if i.Due > i.Lawful.Day || i.Due < i.Lawful.Day-10 || !i.Entry.Session.Date.Days.Contains(held) {
			t.Errorf("due on %s, lawful until %s", i.Due, i.Lawful.Day)
		}
	}
}

// TestWholeYear walks the programme of 2022: each thing is told in the order
// of its day, within the days asked, and the same whichever way it is asked.
func TestWholeYear(t *testing.T) {
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	p, findings, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for d := p.Period.First; d <= p.Period.Last; d += 9 {
		r := check.Run(check.Input{Program: p, Findings: findings, AsOf: &d})
		l := due.Make(r, nil, due.Query{Last: d + 30})
		seen += len(l.Items)
		if told(l.Items) != told(due.Make(r, nil, due.Query{Last: d + 30}).Items) {
			t.Errorf("%s: not the same twice", d)
		}
		if !slices.IsSortedFunc(l.Items, func(x, y due.Item) int { return int(x.Due) - int(y.Due) }) {
			t.Errorf("%s: not in order", d)
		}
		for _, i := range l.Items {
			if !i.Late && (i.Due < d || i.Due > d+30) || i.Kind == due.Notice {
				t.Errorf("%s: %s", d, told([]due.Item{i}))
			}
			if w := i.Why; w == "" || strings.HasSuffix(w, ".") || strings.ToLower(w[:1]) != w[:1] || strings.Contains(w, "%!") {
				t.Errorf("%q", w)
			}
		}
		if !l.NoRule {
			t.Error("this law gives no notice")
		}
	}
	if seen < 100 {
		t.Errorf("only %d", seen)
	}
}
