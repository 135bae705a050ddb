package progress

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/workday"
)

const heading = "program: {year: 2022, title: Programa}\nbodies: [{id: pleno, kind: plenary, name: Comisión, short: Pleno}]\n"

func read(t testing.TB, yaml string) *program.Program {
	t.Helper()
	return bare(t, heading+yaml)
}

// bare is read of a whole file. It must be without error.
func bare(t testing.TB, yaml string) *program.Program {
	t.Helper()
	p, findings := load.Files("plan/2022", []*source.File{source.New("plan/2022/a.yaml", []byte(yaml))})
	for _, f := range findings {
		if f.Severity == diag.Error {
			t.Fatalf("%s: %s\n%s", f.Place, f.Message, yaml)
		}
	}
	return p
}

func iso(t testing.TB, s string) when.Day {
	t.Helper()
	d, ok := when.ParseISO(s)
	if !ok {
		t.Fatalf("%q is no day", s)
	}
	return d
}

var calendar = workday.New(workday.Official)

func measured(t testing.TB, yaml, asOf string) *Report {
	t.Helper()
	d := iso(t, asOf)
	return Measure(agenda.Build(read(t, yaml), &d, calendar), nil)
}

func plan2022(t testing.TB, asOf string) *Report {
	t.Helper()
	p, _, err := load.Folder(os.DirFS("../.."), "plan/2022", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	d := iso(t, asOf)
	return Measure(agenda.Build(p, &d, calendar), nil)
}

// TestExample is the example of the report's contract.
func TestExample(t *testing.T) {
	r := plan2022(t, "2022-06-30")
	o := r.Objectives[0]
	if o.Number != 1 || o.Label != "Objetivo 1" || o.Short != "Reforma del marco normativo" || o.ID != "objetivo-1" {
		t.Errorf("%+v", o)
	}
	want := Advance{Activities: 9, Unrecorded: 6, NotBegun: 3, ExpectedDone: 4, Expected: o.Expected, ExpectedPercent: 44, Light: None}
	if o.Advance != want || fmt.Sprintf("%.4f", o.Expected) != "44.4444" {
		t.Errorf("got %+v\nwant %+v", o.Advance, want)
	}
	rows := map[string][5]int{ // promised, held, overdue, pending, and the number of the next
		"pleno": {2, 0, 1, 1, 20}, "subcomision": {4, 0, 1, 3, 27}, "seleccion": {6, 0, 4, 2, 17}, "capacitacion": {8, 0, 5, 3, 15},
		"sistema-informacion": {4, 0, 2, 2, 17}, "campanas": {7, 0, 6, 1, 7}, "trabajo-forzoso": {6, 0, 4, 2, 8},
	}
	if len(r.Bodies) != len(rows) {
		t.Errorf("%d bodies", len(r.Bodies))
	}
	for _, b := range r.Bodies {
		if got := [5]int{b.Promised, b.Held, b.Overdue, b.Pending, b.Next.Session.Number.Value}; got != rows[b.ID] {
			t.Errorf("%s: %v, want %v", b.ID, got, rows[b.ID])
		}
	}
	var messages []string
	for _, it := range r.Attention {
		messages = append(messages, it.Light.Shape()+" "+it.Message)
	}
	for _, want := range []string{
		"■ 19.ª del Pleno: su plazo terminó el 31 de mayo y no hay registro de que se celebrara",
		"▲ 27.ª de la Subcomisión: su plazo termina hoy",
		"▲ 20.ª del Pleno: su plazo va del 1 de julio al 31 de agosto y falta fijar el día",
		"● 17.ª de Selección: se programó para el viernes 1 de julio",
		"■ 14.ª de Selección: se programó para el lunes 4 de abril y no hay registro de que se celebrara",
		"■ Objetivo 1: 3 actividades terminaron su plazo sin registro de avance (2, 3 y 4)",
		"■ Objetivo 4, actividad B/6: terminaron 2 de 6 periodos sin registro de avance",
		"▲ Objetivo 1: 1 actividad termina su plazo hoy (1)",
		"● Día Mundial contra la Trata de Personas: es el sábado 30 de julio",
		"○ CORETT: faltan por definir 3 de 4 fechas",
		"■ CORETT (1.ª de 4): se programó para el martes 15 de marzo y no hay registro de que se celebrara",
		"○ Convenio colaboración (actualización) (por suscribir): falta definir la fecha",
		"○ Objetivo 5: 2 actividades sin fecha («Reportes e información Línea Nacional contra la Trata…» y «Varios»)",
	} {
		if !slices.Contains(messages, want) {
			t.Errorf("missing: %s", want)
		}
	}
	if t.Failed() {
		t.Log(strings.Join(messages, "\n"))
	}
}

func TestSessionCounts(t *testing.T) {
	type row struct{ held, overdue, pending, cancelled, notHeld, movedOut, unplanned int }
	tests := []struct {
		name, session, asOf string
		want                row
	}{
		{"ahead", "date: Abril/Mayo", "2022-01-01", row{pending: 1}},
		{"its last day", "date: Abril/Mayo", "2022-05-31", row{pending: 1}},
		{"the day after", "date: Abril/Mayo", "2022-06-01", row{overdue: 1}},
		{"notified", "date: 10 de mayo, notice: 2022-05-02", "2022-05-10", row{pending: 1}},
		{"held", "date: 10 de mayo, held: 2022-05-10", "2022-05-10", row{held: 1}},
		{"held the day after", "date: 10 de mayo, held: 2022-05-11", "2022-05-10", row{pending: 1}},
		{"held out of its window", "date: marzo, held: 2022-12-31", "2022-12-31", row{held: 1}},
		{"cancelled", "date: 10 de mayo, cancelled: 2022-05-01", "2022-05-11", row{cancelled: 1}},
		{"not held", "date: 10 de mayo, not_held: 2022-05-10", "2022-05-11", row{notHeld: 1}},
		{"not held, with a new day", "date: 10 de mayo, not_held: 2022-05-10, rescheduled: {to: 2022-05-17, on: 2022-05-10}", "2022-05-17", row{pending: 1}},
		{"rescheduled and past", "date: 10 de mayo, rescheduled: {to: 2022-05-17, on: 2022-05-09}", "2022-05-18", row{overdue: 1}},
		{"undefined on the last day", "date: Por definir", "2022-12-31", row{pending: 1}},

		{"moved out", "date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-09}", "2022-12-09", row{movedOut: 1}},
		{"moved out, before it was known", "date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-09}", "2022-12-08", row{pending: 1}},
		{"moved out and past", "date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-09}", "2023-01-18", row{movedOut: 1}},
		{"moved out and held there", "date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-09}, held: 2023-01-17", "2023-01-17", row{movedOut: 1}},
		{"moved out and held within", "date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-09}, held: 2022-12-20", "2022-12-20", row{held: 1}},
		{"moved out and back", "date: diciembre, rescheduled: [{to: 2023-01-17, on: 2022-12-09}, {to: 2022-12-30, on: 2022-12-12}]", "2022-12-12", row{pending: 1}},
		{"moved out and cancelled", "date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-09}, cancelled: 2023-01-10", "2023-01-10", row{cancelled: 1}},
		{"moved out and not held", "date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-09}, not_held: 2023-01-17", "2023-01-17", row{notHeld: 1}},
		{"moved partly out", "date: diciembre, rescheduled: {to: del 30 de diciembre de 2022 al 2 de enero de 2023, on: 2022-12-09}", "2022-12-09", row{pending: 1}},
		{"held outside with no record of the move", "date: diciembre, held: 2023-01-17", "2023-01-17", row{movedOut: 1}},
		{"that, before it was held", "date: diciembre, held: 2023-01-17", "2023-01-16", row{overdue: 1}},
		{"held before the year", "date: enero, held: 2021-12-17", "2022-01-01", row{movedOut: 1}},

		{"extraordinary", "kind: extraordinary, date: 10 de mayo", "2022-05-01", row{unplanned: 1}},
		{"without a date", "held: 2022-05-01", "2022-05-01", row{unplanned: 1}},
		{"without a date, not known yet", "held: 2022-05-01", "2022-04-30", row{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := measured(t, "sessions: {pleno: [{number: 19, "+test.session+"}]}", test.asOf).Bodies[0]
			got := row{b.Held, b.Overdue, b.Pending, b.Cancelled, b.NotHeld, b.MovedOut, b.Unplanned}
			if promised := b.Held + b.Overdue + b.Pending + b.Cancelled + b.NotHeld + b.MovedOut; got != test.want || b.Promised != promised {
				t.Errorf("promised %d, %+v, want %+v", b.Promised, got, test.want)
			}
		})
	}
}

func TestNext(t *testing.T) {
	tests := []struct{ name, sessions, asOf, want string }{
		{"none", "", "2022-01-01", ""},
		{"all past", "{number: 1, date: marzo}", "2022-04-01", ""},
		{"on its last day", "{number: 1, date: marzo}, {number: 2, date: 1 de abril}", "2022-03-31", "pleno/1"},
		{"the day after", "{number: 1, date: marzo}, {number: 2, date: 1 de abril}", "2022-04-01", "pleno/2"},
		{"held", "{number: 1, date: marzo, held: 2022-03-05}, {number: 2, date: abril}", "2022-03-05", "pleno/2"},
		{"cancelled", "{number: 1, date: marzo, cancelled: 2022-03-05}, {number: 2, date: abril}", "2022-03-05", "pleno/2"},
		{"an undefined one waits for the one before it", "{number: 2, date: Por definir}, {number: 1, date: 5 de septiembre}", "2022-03-05", "pleno/1"},
		{"an undefined one before a certain one", "{number: 1, date: Por definir}, {number: 2, date: 5 de septiembre}", "2022-03-05", "pleno/1"},
		{"moved behind the one after it", "{number: 1, date: marzo, rescheduled: {to: 2022-10-03, on: 2022-03-01}}, {number: 2, date: 5 de septiembre}", "2022-03-05", "pleno/2"},
		{"extraordinary", "{number: 1, date: septiembre}, {number: 1, kind: extraordinary, date: 3 de junio}", "2022-06-01", "pleno/ext/1"},
		{"moved out of the year", "{number: 1, date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-01}}", "2022-12-31", "pleno/1"},
		{"one without days comes last", "{number: 1, date: a petición}, {number: 2, date: septiembre}", "2022-06-01", "pleno/2"},
		{"only one without days", "{number: 1, date: a petición}", "2022-06-01", "pleno/1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			yaml := ""
			if test.sessions != "" {
				yaml = "sessions: {pleno: [" + test.sessions + "]}"
			}
			next, got := measured(t, yaml, test.asOf).Bodies[0].Next, ""
			if next != nil {
				got = next.ID
			}
			if got != test.want {
				t.Errorf("next is %q, want %q", got, test.want)
			}
		})
	}
}

func objective(activities ...string) string {
	var out []string
	for i, a := range activities {
		if a != "" {
			a = ", " + a
		}
		out = append(out, fmt.Sprintf("{number: %d, title: Acto%s}", i+1, a))
	}
	return "objectives: [{number: 1, title: Uno, activities: [" + strings.Join(out, ", ") + "]}]\n"
}

func TestAdvance(t *testing.T) {
	tests := []struct {
		name       string
		activities []string
		more, asOf string
		want       string // due/activities expected reached light
	}{
		{"nothing expected or recorded", []string{"date: marzo"}, "", "2022-03-30", "0/1 0 - none"},
		{"its last day", []string{"date: marzo"}, "", "2022-03-31", "1/1 100 - none"},
		{"no date", []string{"", "date: a petición"}, "", "2023-12-31", "0/2 0 - none"},
		{"undefined, the day before the last of the year", []string{"date: Por definir"}, "", "2022-12-30", "0/1 0 - none"},
		{"undefined, the last of the year", []string{"date: Por definir"}, "", "2022-12-31", "1/1 100 - none"},
		{"a deadline", []string{"date: a más tardar el 30 de junio"}, "", "2022-06-30", "1/1 100 - none"},
		{"periods without a target", []string{"date: bimestral"}, "", "2022-12-30", "0/1 0 - none"},
		{"a target, before its first period ends", []string{"date: bimestral, target: 6"}, "", "2022-02-27", "0/1 0 - none"},
		{"a target, on the last day of a period", []string{"date: bimestral, target: 6"}, "", "2022-02-28", "0/1 17 - none"},
		{"a target of other units", []string{"date: bimestral, target: 9"}, "", "2022-06-30", "0/1 50 - none"},
		{"a target, all periods", []string{"date: bimestral, target: 6"}, "", "2022-12-31", "1/1 100 - none"},
		{"a target in one window", []string{"date: marzo, target: 6"}, "", "2022-03-30", "0/1 0 - none"},

		{"nothing expected, something reached", []string{"date: marzo, progress: [{on: 2022-01-05, percent: 1}]"}, "", "2022-01-05", "0/1 0 1 green"},
		{"recorded at nothing", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 0}]"}, "", "2022-03-31", "1/1 100 0 red"},
		{"green", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 90}]"}, "", "2022-03-31", "1/1 100 90 green"},
		{"amber below green", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 89}]"}, "", "2022-03-31", "1/1 100 89 amber"},
		{"amber", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 70}]"}, "", "2022-03-31", "1/1 100 70 amber"},
		{"red", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 69}]"}, "", "2022-03-31", "1/1 100 69 red"},
		{"green of a third, exactly", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 90}]", "date: mayo", "date: mayo"}, "", "2022-03-31", "1/3 33 30 green"},
		{"green of sevenths, exactly", []string{"date: marzo, target: 10, progress: [{on: 2022-03-05, quantity: 9}]", "date: mayo", "date: mayo", "date: mayo", "date: mayo", "date: mayo", "date: mayo"}, "", "2022-03-31", "1/7 14 13 green"},
		{"amber a hair below green", []string{"date: marzo, target: 1000000000, progress: [{on: 2022-03-05, quantity: 899999999}]"}, "", "2022-03-31", "1/1 100 90 amber"},
		{"lights of the programme", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 80}]"}, "lights: {green: 80, amber: 50}\n", "2022-03-31", "1/1 100 80 green"},
		{"lights of the programme, amber", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 79}]"}, "lights: {green: 80, amber: 50}\n", "2022-03-31", "1/1 100 79 amber"},
		{"half up", []string{"date: marzo, progress: [{on: 2022-03-05, percent: 1}]", "date: mayo"}, "", "2022-03-31", "1/2 50 1 red"},
		{"eighths", []string{"date: marzo", "date: mayo", "date: mayo", "date: mayo", "date: mayo", "date: mayo", "date: mayo", "date: mayo"}, "", "2022-03-31", "1/8 13 - none"},
		{"over all, one recorded", []string{"date: marzo, done: 2022-03-05", "date: marzo", "date: marzo", "date: mayo"}, "", "2022-03-31", "3/4 75 25 red"},
		{"recorded later", []string{"date: marzo, done: 2022-04-05"}, "", "2022-03-31", "1/1 100 - none"},
		{"weights", []string{"date: marzo, weight: 3, done: 2022-03-05", "date: mayo"}, "", "2022-03-31", "1/2 75 75 green"},
		{"a weight and one missing", []string{"date: mayo, weight: 3", "date: marzo, done: 2022-03-05"}, "", "2022-03-31", "1/2 25 25 green"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := measured(t, test.more+objective(test.activities...), test.asOf).Objectives[0]
			reached := "-"
			if g.Percent != nil {
				reached = fmt.Sprint(*g.WholePercent)
			}
			if got := fmt.Sprintf("%d/%d %d %s %s", g.ExpectedDone, g.Activities, g.ExpectedPercent, reached, g.Light); got != test.want {
				t.Errorf("%s, want %s (%+v)", got, test.want, g.Advance)
			}
		})
	}
}

func TestSections(t *testing.T) {
	r := plan2022(t, "2022-03-31")
	o := r.Objectives[2]
	if len(o.Sections) != 2 || o.Sections[1].ID != "objetivo-3/B" || o.Sections[1].Activities != 12 || o.Sections[1].ExpectedDone != 11 || o.Sections[1].ExpectedPercent != 92 {
		t.Errorf("%+v", o.Sections)
	}
	if r.Objectives[0].Sections != nil {
		t.Error("objective 1 has no sections")
	}
}

func TestAgreements(t *testing.T) {
	tests := []struct {
		agreement, asOf string
		want            AgreementState
		item            string
	}{
		{"signed: 2010-10-08", "2022-06-30", InForce, ""},
		{"signed: 2022-06-30", "2022-06-30", InForce, ""},
		{"signed: 2022-07-01", "2022-06-30", Planned, ""},
		{"signed: 2010-10-08, until: 2022-09-29", "2022-06-30", InForce, ""},
		{"signed: 2010-10-08, until: 2022-09-28", "2022-06-30", Lapsing, ""},
		{"signed: 2010-10-08, until: 2022-07-31", "2022-06-30", Lapsing, ""},
		{"signed: 2010-10-08, until: 2022-07-30", "2022-06-30", Lapsing, "lapsing Convenio: su vigencia termina el 30 de julio"},
		{"signed: 2010-10-08, until: 2022-06-30", "2022-06-30", Lapsing, "due_today Convenio: su vigencia termina hoy"},
		{"signed: 2010-10-08, until: 2022-06-29", "2022-06-30", Lapsed, "lapsed Convenio: su vigencia terminó el 29 de junio"},
		{"signed: 2010-10-08, until: 2021-12-31", "2022-06-30", Lapsed, ""},
		{"date: Pendiente de definir", "2022-06-30", Planned, "undefined Convenio (por suscribir): falta definir la fecha"},
		{"date: mayo", "2022-05-31", Planned, "due_today Convenio (por suscribir): su plazo para suscribirse termina hoy"},
		{"date: mayo", "2022-06-30", Planned, "overdue Convenio (por suscribir): su plazo para suscribirse terminó el 31 de mayo"},
		{"date: julio/agosto", "2022-06-30", Planned, "next Convenio (por suscribir): su plazo para suscribirse empieza el 1 de julio"},
	}
	for _, test := range tests {
		r := measured(t, "agreements: [{number: 1, instrument: Convenio, "+test.agreement+"}]", test.asOf)
		got := ""
		for _, it := range r.Attention {
			got += string(it.Kind) + " " + it.Message
		}
		if r.Agreements[0].State != test.want || got != test.item {
			t.Errorf("%s as of %s: %s, %q; want %s, %q", test.agreement, test.asOf, r.Agreements[0].State, got, test.want, test.item)
		}
	}
}

func TestResolutions(t *testing.T) {
	tests := []struct {
		resolution, asOf string
		want             ResolutionState
		item             string
	}{
		{"", "2022-06-30", Pending, ""},
		{", state: in_progress", "2022-06-30", InProgress, ""},
		{", state: done", "2022-06-30", Done, ""},
		{", state: cancelled", "2022-06-30", Cancelled, ""},
		{", done: 2022-06-30", "2022-06-30", Done, ""},
		{", state: done, done: 2022-07-01", "2022-06-30", Pending, ""},
		{", cancelled: 2022-06-30", "2022-06-30", Cancelled, ""},
		{", state: cancelled, cancelled: 2022-07-01", "2022-06-30", Pending, ""},
		{", due: 2022-06-30", "2022-06-30", Pending, "due_today Acuerdo CI-1, Integrar el grupo: vence hoy"},
		{", due: 2022-06-30", "2022-07-01", Overdue, "overdue Acuerdo CI-1, Integrar el grupo: venció el 30 de junio y está pendiente"},
		{", due: 2022-06-30, state: in_progress", "2022-07-01", Overdue, "overdue Acuerdo CI-1, Integrar el grupo: venció el 30 de junio y está en proceso"},
		{", due: 2022-06-30, done: 2022-07-01", "2022-07-01", Done, ""},
		{", due: 2022-07-30", "2022-06-30", Pending, "next Acuerdo CI-1, Integrar el grupo: vence el 30 de julio"},
		{", due: 2022-07-31", "2022-06-30", Pending, ""},
		{", due: julio/agosto", "2022-06-30", Pending, ""},
	}
	for _, test := range tests {
		r := measured(t, "resolutions: [{id: CI-1, title: Integrar el grupo"+test.resolution+"}]", test.asOf)
		got := ""
		for _, it := range r.Attention {
			got += string(it.Kind) + " " + it.Message
		}
		if r.Resolutions[0].State != test.want || got != test.item {
			t.Errorf("%s as of %s: %s, %q; want %s, %q", test.resolution, test.asOf, r.Resolutions[0].State, got, test.want, test.item)
		}
	}
	const adopted = "sessions: {pleno: [{number: 1, date: mayo, held: 2022-05-10}]}\nresolutions: [{id: CI-1, title: Integrar, session: pleno/1}]"
	if n := len(measured(t, adopted, "2022-05-09").Resolutions); n != 0 {
		t.Errorf("%d resolutions before the session that adopts them", n)
	}
	if n := len(measured(t, adopted, "2022-05-10").Resolutions); n != 1 {
		t.Errorf("%d resolutions on the day of the session", n)
	}
}

func TestLateActivities(t *testing.T) {
	tests := []struct{ activity, asOf, want string }{
		{"date: marzo, progress: [{on: 2022-03-05, percent: 60}]", "2022-03-31", "due_today Objetivo 1: 1 actividad termina su plazo hoy (1)"},
		{"date: marzo, progress: [{on: 2022-03-05, percent: 60}]", "2022-04-01", "late Objetivo 1, actividad 1: su plazo terminó el 31 de marzo y lleva 60 %"},
		{"date: marzo, progress: [{on: 2022-03-05, percent: 60}], explanation: faltan dos respuestas", "2022-04-01", "late Objetivo 1, actividad 1: su plazo terminó el 31 de marzo y lleva 60 % («faltan dos respuestas»)"},
		{"date: marzo, done: 2022-03-05", "2022-04-01", ""},
		{"date: bimestral, target: 6, progress: [{on: 2022-02-05, quantity: 1}]", "2022-05-01", "late Objetivo 1, actividad 1: lleva 17 % y han terminado 2 de 6 periodos"},
		{"date: bimestral, target: 6, progress: [{on: 2022-02-05, quantity: 2}]", "2022-05-01", ""},
		{"date: bimestral, progress: [{on: 2022-02-05, percent: 1}]", "2022-05-01", ""},
		{"date: bimestral", "2022-03-01", "overdue Objetivo 1, actividad 1: terminó 1 de 6 periodos sin registro de avance"},
		{"date: bimestral", "2023-01-01", "overdue Objetivo 1: 1 actividad terminó su plazo sin registro de avance (1)"},
		{"date: bimestral", "2022-01-30", "next Objetivo 1: 1 actividad termina su plazo el 28 de febrero (1)"},
	}
	for _, test := range tests {
		got := ""
		for _, it := range measured(t, objective(test.activity), test.asOf).Attention {
			got += string(it.Kind) + " " + it.Message
		}
		if got != test.want {
			t.Errorf("%s as of %s:\n%q, want\n%q", test.activity, test.asOf, got, test.want)
		}
	}
}

func TestWhatSessionsSay(t *testing.T) {
	tests := []struct{ session, asOf, want string }{
		{"date: 10 de marzo", "2022-02-07", ""},
		{"date: 10 de marzo", "2022-02-08", "next ● se programó para el jueves 10 de marzo"},
		{"date: 10 de marzo, notice: 2022-03-01", "2022-03-09", "next ● se convocó para el jueves 10 de marzo"},
		{"date: 10 de marzo, rescheduled: {to: 2022-03-24, on: 2022-03-01}", "2022-03-09", "next ● se reprogramó para el jueves 24 de marzo"},
		{"date: 10 de marzo (tentativa)", "2022-03-01", "next ● se programó para el jueves 10 de marzo (tentativa)"},
		{"date: 10 de marzo", "2022-03-10", "due_today ▲ es hoy"},
		{"date: 10 de marzo", "2022-03-11", "overdue ■ se programó para el jueves 10 de marzo y no hay registro de que se celebrara"},
		{"date: del 22 al 26 de agosto", "2022-08-01", "next ● se programó para los días del 22 al 26 de agosto"},
		{"date: del 22 al 26 de agosto", "2022-08-26", "due_today ▲ termina hoy"},
		{"date: abril/mayo", "2022-03-01", ""},
		{"date: abril/mayo", "2022-03-02", "next ▲ su plazo va del 1 de abril al 31 de mayo y falta fijar el día"},
		{"date: abril/mayo", "2022-04-30", ""},
		{"date: abril/mayo", "2022-05-01", "next ▲ su plazo termina el 31 de mayo y falta fijar el día"},
		{"date: abril/mayo", "2022-05-31", "due_today ▲ su plazo termina hoy"},
		{"date: abril/mayo", "2022-06-01", "overdue ■ su plazo terminó el 31 de mayo y no hay registro de que se celebrara"},
		{"date: Noviembre (por definir)", "2022-03-01", "undefined ○ falta definir la fecha, a más tardar el 30 de noviembre"},
		{"date: Noviembre (por definir)", "2022-11-10", "next ▲ su plazo termina el 30 de noviembre y falta fijar el día"},
		{"date: a petición", "2022-11-10", ""},
		{"date: diciembre, rescheduled: {to: 2023-01-17, on: 2022-12-20}", "2022-12-31", "next ● se reprogramó para el martes 17 de enero de 2023"},
		{"date: 10 de marzo, cancelled: 2022-03-01", "2022-04-01", ""},
		{"date: 10 de marzo, not_held: 2022-03-10", "2022-04-01", ""},
	}
	for _, test := range tests {
		got := ""
		for _, it := range measured(t, "sessions: {pleno: [{number: 2, "+test.session+"}]}", test.asOf).Attention {
			got += string(it.Kind) + " " + it.Light.Shape() + " " + strings.TrimPrefix(it.Message, "2.ª del Pleno: ")
		}
		if got != test.want {
			t.Errorf("%s as of %s:\n%q, want\n%q", test.session, test.asOf, got, test.want)
		}
	}
}

func TestHappened(t *testing.T) {
	const yaml = `sessions:
  pleno:
    - {number: 1, date: marzo, held: 2022-03-10}
    - {number: 2, date: abril, not_held: {on: 2022-04-05, reason: falta de quórum}, rescheduled: [{to: 2022-05-03, on: 2022-04-06}]}
    - {number: 3, date: mayo, cancelled: {on: 2022-04-07}}
objectives:
  - number: 1
    title: Uno
    activities:
      - {number: 1, title: Acto, date: bimestral, target: 6, unit: reporte, progress: [{on: 2022-03-10, quantity: 1}, {on: 2022-04-08, quantity: 2}]}
      - {number: 2, title: Acto, date: abril, progress: [{on: 2022-04-09, percent: 40}, {on: 2022-04-11, percent: 100}], done: 2022-04-11}
agreements: [{number: 1, instrument: Convenio, signed: 2022-04-10}]
`
	asOf, since := iso(t, "2022-04-11"), iso(t, "2022-03-10")
	p := read(t, yaml)
	r := Measure(agenda.Build(p, &asOf, calendar), &since)
	var got []string
	for _, it := range r.Happened {
		got = append(got, fmt.Sprintf("%s %s %s", it.Day, it.Kind, it.Message))
	}
	want := []string{
		"2022-04-05 not_held 2.ª del Pleno: no se celebró («falta de quórum»)",
		"2022-04-06 rescheduled 2.ª del Pleno: se reprogramó para el martes 3 de mayo",
		"2022-04-07 cancelled 3.ª del Pleno: se canceló",
		"2022-04-08 progress Objetivo 1, actividad 1: avance de 2 sobre una meta de 6 (reporte)",
		"2022-04-09 progress Objetivo 1, actividad 2: avance al 40 %",
		"2022-04-10 signed Convenio: se suscribió",
		"2022-04-11 done Objetivo 1, actividad 2: se concluyó",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	since--
	if n := len(Measure(agenda.Build(p, &asOf, calendar), &since).Happened); n != len(want)+2 {
		t.Errorf("%d since the day before", n)
	}
	if r := Measure(agenda.Build(p, &asOf, calendar), nil); r.Happened != nil || r.Since != nil {
		t.Error("nothing was asked of what happened")
	}
}

func TestNoDayAsked(t *testing.T) {
	r := Measure(agenda.Build(read(t, objective("date: marzo")), nil, calendar), nil)
	if r.AsOf != iso(t, "2022-12-31") || r.Objectives[0].Unrecorded != 1 {
		t.Errorf("%s %+v", r.AsOf, r.Objectives[0])
	}
}

func TestLights(t *testing.T) {
	for l, want := range map[Light]string{Green: "● verde", Amber: "▲ amarillo", Red: "■ rojo", None: "○ sin registro"} {
		if got := l.Shape() + " " + l.Spanish(); got != want {
			t.Errorf("%s: %s", l, got)
		}
	}
}

// TestFaulty measures programmes with faults: what could be read is measured.
func TestFaulty(t *testing.T) {
	for _, yaml := range []string{
		"",
		"sessions: {nadie: [{number: 1, date: marzo}, {number: 1, date: abrul}, {date: mayo}]}",
		"program: {year: 2022}\nsessions: {nadie: [{number: 1, date: abrul, held: nunca}, {number: 1, rescheduled: [{to: 31 de abril}], not_held: {}}]}\nmeetings: [{id: a}, {id: a, dates: [x]}]",
		"program: {year: 2022}\nobjectives: [{activities: [{date: x, target: 0, progress: [{on: x, percent: 900}]}]}]\nresolutions: [{due: x, session: y, state: z}]\nagreements: [{until: x}, {date: y}]\nobservances: [{date: x, activities: [{}]}]\nlights: {green: 0}",
	} {
		p, _ := load.Files("sin-ano", []*source.File{source.New("a.yaml", []byte(yaml))})
		for _, asOf := range []string{"0001-01-01", "2022-06-30", "9999-12-31"} {
			d := iso(t, asOf)
			a := agenda.Build(p, &d, calendar)
			r := Measure(a, &d)
			sessions := 0
			for _, b := range r.Bodies {
				sessions += b.Promised + b.Unplanned
			}
			if sessions != len(p.Sessions) {
				t.Errorf("%d sessions of %d in %q", sessions, len(p.Sessions), yaml)
			}
		}
		Measure(agenda.Build(p, nil, nil), nil)
	}
}
