package builtin_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/agenda"
	"patci/pkg/builtin"
	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/official"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// read loads a programme from one file's text.
func read(t testing.TB, folder, text string) (*agenda.Agenda, []diag.Finding) {
	t.Helper()
	p, findings := load.Files(folder, []*source.File{source.New(folder+"/programa.yaml", []byte(text))})
	return agenda.Build(p, nil, workday.New(workday.Official)), findings
}

// clean loads a programme that reading finds nothing in.
func clean(t testing.TB, folder, text string) *agenda.Agenda {
	t.Helper()
	a, findings := read(t, folder, text)
	for _, f := range findings {
		t.Errorf("reading %s: %s: %s [%s]", folder, f.Place, f.Message, f.Rule)
	}
	return a
}

// lines tells findings by line, rule and message.
func lines(fs []diag.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, fmt.Sprintf("%s [%s] %s", f.Place, f.Rule, f.Message))
	}
	return out
}

func equal(t *testing.T, got []diag.Finding, want ...string) {
	t.Helper()
	if g := lines(got); !slices.Equal(g, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(g, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestSamples(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range builtin.All() {
		t.Run(c.ID, func(t *testing.T) {
			if seen[c.ID] {
				t.Error("the id stands twice")
			}
			seen[c.ID] = true
			if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(c.ID) {
				t.Error("the id is not in kebab case")
			}
			if c.Title == "" || strings.HasSuffix(c.Title, ".") || c.Text == "" || !strings.HasSuffix(c.Text, ".") || c.Good == "" || c.Bad == "" {
				t.Error("Title, Text, Good and Bad are to be written, Title without a full stop")
			}
			judge := func(name, text string) {
				a, findings := read(t, "plan/2022", text)
				if c.InDocument {
					a, findings = read(t, "plan/2022", withCommittee)
					file := source.New("plan/2022/document.md", []byte(text))
					findings = append(findings, official.Check(official.Input{Program: a.Program, File: file})...)
					for i, f := range findings {
						if f.Place.File != file { // it is told where the data is
							findings[i].Place = source.Place{File: file, Span: source.Span{Start: source.Pos{Line: 1, Column: 1}, End: source.Pos{Line: 1, Column: 2}}}
						}
					}
				}
				if judging[c.ID] {
					in := check.Input{Program: a.Program, Findings: findings}
					if c.ID == "justificacion-vencida" {
						day := when.NewDay(2022, 12, 31)
						in.AsOf = &day
					}
					if c.Rules != "" {
						in.Rulebook = source.New("plan/2022/rulebook.yaml", []byte(c.Rules))
					}
					r := check.Run(in)
					findings = slices.DeleteFunc(r.Findings, func(f diag.Finding) bool { return f.Rule != c.ID })
				} else {
					findings = append(findings, builtin.Run(a, nil, nil, nil)...)
				}
				got := map[int][]diag.Finding{}
				for _, f := range findings {
					switch {
					case f.Rule == c.ID:
						got[f.Place.Start.Line] = append(got[f.Place.Start.Line], f)
						style(t, f)
						if f.Severity != c.Severity {
							t.Errorf("%s: severity %s, not %s", name, f.Severity, c.Severity)
						}
					case name == "Good" || c.Run != nil:
						t.Errorf("%s: a finding of another check: %s: %s [%s]", name, f.Place, f.Message, f.Rule)
					}
				}
				for i, line := range strings.Split(text, "\n") {
					want := 0
					if strings.HasSuffix(line, "# want") {
						want = 1
					}
					if fs := got[i+1]; len(fs) != want {
						t.Errorf("%s, line %d: %d findings, not %d: %q %v", name, i+1, len(fs), want, line, lines(fs))
					}
				}
			}
			if strings.Contains(c.Good, "# want") || !strings.Contains(c.Bad, "# want") {
				t.Error("Good has no findings and Bad has some")
			}
			judge("Good", c.Good)
			judge("Bad", c.Bad)
		})
	}
}

// withCommittee is the programme of the checks that are made of a document.
const withCommittee = `program: {year: 2022}
bodies: [{id: comite, kind: committee, name: Comité de Transparencia}]
sessions: {comite: [{number: 1, date: 3 de mayo}]}
`

// judging are the checks that are made where the rules are run.
var judging = map[string]bool{"marco": true, "sin-marco": true, "conflicto": true, "justificacion-sin-uso": true, "justificacion-vencida": true}

// style checks what people read of a finding.
func style(t *testing.T, f diag.Finding) {
	t.Helper()
	for _, s := range append([]string{f.Message, f.Remedy}, f.Steps...) {
		if strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "….") || strings.Contains(s, "  ") || strings.Contains(s, "%!") {
			t.Errorf("not as it is written: %q", s)
		}
	}
	if f.Message == "" || f.Place.IsZero() || f.Place.Start.Line == 0 || f.Verdict != diag.Broken {
		t.Errorf("incomplete: %+v", f)
	}
}

// Every id that reading a programme can give is explained.
func TestEveryID(t *testing.T) {
	known := map[string]bool{}
	for _, c := range builtin.All() {
		known[c.ID] = true
	}
	for dir, pattern := range map[string]string{
		"../load":     `(?:\.(?:fault|warn)\(|\.say\([^,]+, |Rule: )"([^"]+)"`,
		"../yamlnode": `Rule:\s+"([^"]+)"`,
		"../rulebook": `Rule(?::|, f.Severity =) "([^"]+)"`,
		"../check":    `Rule: "([^"]+)"`,
		"../official": `(?:\.(?:fault|warn)\(|\.say\([^,]+, |Rule: )"([^"]+)"`,
		"../when":     `Code\w+\s*=\s*"([^"]+)"`,
	} {
		names, err := filepath.Glob(dir + "/*.go")
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v", dir, err)
		}
		found := 0
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(data), -1) {
				found++
				if !known[m[1]] {
					t.Errorf("%s: %q is in no check", name, m[1])
				}
			}
		}
		if found == 0 {
			t.Errorf("%s: no id was found: the pattern is out of date", dir)
		}
	}
}

func Test2022(t *testing.T) {
	p, _, err := load.Folder(os.DirFS("../../plan"), "2022", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../plan/2022/document.md")
	if err != nil {
		t.Fatal(err)
	}
	a := agenda.Build(p, nil, workday.New(workday.Official))
	got := builtin.Run(a, nil, nil, source.New("plan/2022/document.md", data))
	for _, f := range got {
		style(t, f)
		if f.Severity != diag.Note {
			t.Errorf("%s: more than a note: %s", f.Place, f.Message)
		}
	}
	var said []string
	for _, f := range got {
		said = append(said, fmt.Sprintf("[%s] %s %v", f.Rule, f.Message, f.Entities))
	}
	want := []string{
		"[otro-ejercicio] el texto habla de 2021 y el programa es de 2022 []",
		"[objetivos] la numeración de las actividades del objetivo 4, apartado B, empieza en 6 [objetivo-4/B/6]",
		"[nombre-distinto] Capacitación se llama también «Grupo de Trabajo del Programa Nacional de Capacitación en Materia de Trata de Personas», que omite «Actualización» [capacitacion]",
		"[mismo-dia] el lunes 2 de mayo de 2022 hay dos sesiones: la 15.ª de Selección y la 6.ª de Trabajo Forzoso [seleccion/15 trabajo-forzoso/6]",
		"[mismo-dia] el jueves 10 de marzo de 2022 hay dos sesiones: la 4.ª de Trabajo Forzoso y la 1.ª de Campañas [trabajo-forzoso/4 campanas/1]",
	}
	if !slices.Equal(said, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(said, "\n\t"), strings.Join(want, "\n\t"))
	}
	if f := got[0]; f.Place.Text() != "2021" || !strings.HasSuffix(f.Place.File.Line(f.Place.Start.Line), "correspondiente al año 2021:") {
		t.Errorf("the year is at %s: %q", f.Place, f.Place.Text())
	}
}

const group = "groups: [{id: g, name: Grupo, short: Selección}]\n"

func sessions(year int, more string, dates ...string) string {
	s := fmt.Sprintf("program: {year: %d}\n%ssessions:\n  g:\n", year, group)
	for _, d := range dates {
		s += "    - {" + d + "}\n"
	}
	return s + more
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		name         string
		before, year []string
		want         []string // message, remedy and entities of each finding of orden
	}{
		{"same day", nil, []string{"number: 1, date: 2022-03-01", "number: 2, date: 2022-03-01"}, nil},
		{"windows that allow it", nil, []string{"number: 1, date: 2022-03/2022-05", "number: 2, date: 2022-03"}, nil},
		{"written in another order", nil, []string{"number: 2, date: 2022-04-01", "number: 1, date: 2022-03-01"}, nil},
		{"other kinds", nil, []string{"number: 1, kind: extraordinary, date: 2022-06-01", "number: 2, date: 2022-03-01"}, nil},
		{"windows that do not", nil, []string{"number: 1, date: 2022-05", "number: 2, date: 2022-03"},
			[]string{"la 2.ª de Selección es a más tardar el 31 de marzo de 2022, y la 1.ª, anterior en número, no es antes del 1 de mayo de 2022 | fije la 2.ª el 1 de mayo de 2022 o después, o la 1.ª el 31 de marzo de 2022 o antes | g/1 g/2"}},
		{"one wrong date is told once", nil, []string{"number: 1, date: 2022-12-01", "number: 2, date: 2022-03-01", "number: 3, date: 2022-04-01"},
			[]string{"la 2.ª de Selección es el 1 de marzo de 2022, y la 1.ª, anterior en número, es el 1 de diciembre de 2022 | fije la 1.ª el 1 de marzo de 2022 o antes | g/1 g/2"}},
		{"what was held is not moved", nil, []string{"number: 1, date: 2022-03-01, held: 2022-05-01", "number: 2, date: 2022-04-01"},
			[]string{"la 2.ª de Selección es el 1 de abril de 2022, y la 1.ª, anterior en número, se celebró el 1 de mayo de 2022 | fije la 2.ª el 1 de mayo de 2022 o después | g/1 g/2"}},
		{"cancelled and not held take no part", nil, []string{"number: 1, date: 2022-05-01, cancelled: 2022-04-01", "number: 2, date: 2022-06-01, not_held: 2022-06-01", "number: 3, date: 2022-04-01"}, nil},
		{"moved", nil, []string{"number: 1, date: 2022-03-01, rescheduled: {to: 2022-05-01, on: 2022-02-20}", "number: 2, date: 2022-04-01"},
			[]string{"la 2.ª de Selección es el 1 de abril de 2022, y la 1.ª, anterior en número, es el 1 de mayo de 2022 | fije la 2.ª el 1 de mayo de 2022 o después, o la 1.ª el 1 de abril de 2022 o antes | g/1 g/2"}},
		{"years", []string{"number: 1, date: 2021-12-01", "number: 2, date: 2021-12-20, rescheduled: {to: 2022-02-10, on: 2021-12-19}"}, []string{"number: 3, date: 2022-02-03"},
			[]string{"la 3.ª de Selección es el 3 de febrero de 2022, y la 2.ª del programa 2021, anterior en número, es el 10 de febrero de 2022 | fije la 3.ª el 10 de febrero de 2022 o después | 2021:g/2 g/3"}},
		{"a fault of another year is its own", []string{"number: 1, date: 2021-12-01", "number: 2, date: 2021-11-20"}, []string{"number: 3, date: 2022-02-03"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before []*agenda.Agenda
			if c.before != nil {
				before = append(before, clean(t, "plan/2021", sessions(2021, "", c.before...)))
			}
			a, findings := read(t, "plan/2022", sessions(2022, "", c.year...))
			var got []string
			for _, f := range builtin.Run(a, before, nil, nil) {
				if style(t, f); f.Rule == "orden" {
					got = append(got, f.Message+" | "+f.Remedy+" | "+strings.Join(f.Entities, " "))
				}
			}
			if len(findings) > 0 || !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q\nreading %v", got, c.want, lines(findings))
			}
		})
	}
}

// Days with a gap between them can make three sessions clash of which any two
// do not; the proof tells each step.
func TestOrderOfThree(t *testing.T) {
	a := clean(t, "plan/2022", sessions(2022, "", "number: 1, date: 2022-01-05", "number: 2, date: 2022-02-02", "number: 3, date: 2022-03", "number: 4, date: 2022-03-01"))
	for _, s := range a.Program.Sessions {
		if s.Number.Value == 3 {
			s.Date.Days = when.Days(when.NewDay(2022, 2, 1), when.NewDay(2022, 5, 1))
		}
	}
	a = agenda.Build(a.Program, nil, a.Calendar)
	got := builtin.Run(a, nil, nil, nil)
	equal(t, got, "plan/2022/programa.yaml:8:25 [orden] no hay días en orden para la 2.ª, la 3.ª y la 4.ª de Selección")
	if len(got) == 1 {
		want := []string{"la 2.ª es el 2 de febrero de 2022", "por ello la 3.ª no es antes del 1 de mayo de 2022", "la 4.ª es el 1 de marzo de 2022"}
		if !slices.Equal(got[0].Steps, want) {
			t.Errorf("steps %q", got[0].Steps)
		}
	}
}

func TestPreviousSession(t *testing.T) {
	const body = "bodies: [{id: pleno, kind: plenary, name: Comisión, short: Pleno, previous_session: {number: 18, date: 2022-03-05}}]\n"
	a := clean(t, "plan/2022", "program: {year: 2022}\n"+body+"sessions:\n  pleno: [{number: 19, date: 2022-02-01}]\n")
	equal(t, builtin.Run(a, nil, nil, nil),
		"plan/2022/programa.yaml:4:30 [orden] la 19.ª del Pleno es el 1 de febrero de 2022, y la 18.ª, anterior en número, se celebró el 5 de marzo de 2022")
	// A programme before it knows better than previous_session.
	b := clean(t, "plan/2021", "program: {year: 2021}\nbodies: [{id: pleno, kind: plenary, name: Comisión}]\nsessions:\n  pleno: [{number: 17, date: 2021-12-01}]\n")
	equal(t, builtin.Run(a, []*agenda.Agenda{b}, nil, nil),
		"plan/2022/programa.yaml:2:94 [numeracion] la sesión anterior del Pleno es la 18.ª y la última del programa 2021 es la 17.ª",
		"plan/2022/programa.yaml:4:20 [numeracion] las sesiones ordinarias del Pleno empiezan en la 19.ª y la última del programa 2021 es la 17.ª")
}

func TestYearly(t *testing.T) {
	const yearly = "groups: [{id: g, name: Grupo, numbering: yearly, previous_session: {number: 6}}]\n"
	b := clean(t, "plan/2021", "program: {year: 2021}\n"+yearly+"sessions:\n  g: [{number: 1, date: 2021-12-01}]\n")
	a := clean(t, "plan/2022", "program: {year: 2022}\n"+yearly+"sessions:\n  g: [{number: 1, date: 2022-12-01}]\n")
	equal(t, builtin.Run(a, []*agenda.Agenda{b}, nil, nil))
	a = clean(t, "plan/2022", "program: {year: 2022}\n"+yearly+"sessions:\n  g: [{number: 2, date: 2022-12-01}]\n")
	equal(t, builtin.Run(a, nil, nil, nil),
		"plan/2022/programa.yaml:4:16 [numeracion] las sesiones ordinarias del Grupo empiezan en la 2.ª y su numeración es anual")
}

func TestAfterOtherYears(t *testing.T) {
	next := clean(t, "plan/2023", sessions(2023, "", "number: 2, date: 2023-02-01"))
	a := clean(t, "plan/2022", sessions(2022, `objectives:
  - number: 1
    title: O
    activities:
      - {number: 1, title: A, date: diciembre, after: "2023:g/2"}
      - {number: 2, title: A, date: enero, after: g/1}
      - {number: 3, title: A, date: diciembre, after: g/1}
      - {number: 4, title: A, after: objetivo-1/4}
`, "number: 1, date: junio"))
	equal(t, builtin.Run(a, nil, []*agenda.Agenda{next}, nil),
		"plan/2022/programa.yaml:10:55 [actividad-antes-de] la actividad termina a más tardar el 31 de diciembre de 2022 y va después de «2023:g/2», que no empieza antes del 1 de febrero de 2023",
		"plan/2022/programa.yaml:11:51 [actividad-antes-de] la actividad termina a más tardar el 31 de enero de 2022 y va después de «g/1», que no empieza antes del 1 de junio de 2022",
		"plan/2022/programa.yaml:13:38 [actividad-antes-de] «objetivo-1/4» va después de sí misma")
}

// A circle is told once, whoever leads into it.
func TestCycles(t *testing.T) {
	a := clean(t, "plan/2022", `program: {year: 2022}
objectives:
  - number: 1
    title: O
    activities:
      - {number: 1, title: A, after: objetivo-1/3}
      - {number: 2, title: A, after: objetivo-1/4}
      - {number: 3, title: A, after: objetivo-1/4}
      - {number: 4, title: A, after: objetivo-1/5}
      - {number: 5, title: A, after: objetivo-1/3}
`)
	equal(t, builtin.Run(a, nil, nil, nil),
		"plan/2022/programa.yaml:8:38 [actividad-antes-de] «objetivo-1/3» va después de «objetivo-1/4», que va después de «objetivo-1/5», que va después de «objetivo-1/3»")
}

// Minutes are not approved before they are drawn up.
func TestMinutesApproved(t *testing.T) {
	for approved, want := range map[string]string{
		"2022-03-04": "plan/2022/programa.yaml:5:91 [hechos-contradictorios] el acta de la 1.ª de Selección se aprobó el 4 de marzo de 2022, antes de levantarse, el 5 de marzo de 2022",
		"2022-03-05": "",
	} {
		a := clean(t, "plan/2022", sessions(2022, "", "number: 1, date: 2022-03-01, held: 2022-03-01, minutes: {on: 2022-03-05, approved: "+approved+"}"))
		if want == "" {
			equal(t, builtin.Run(a, nil, nil, nil))
		} else {
			equal(t, builtin.Run(a, nil, nil, nil), want)
		}
	}
}

// Facts dated after the day asked are not known yet.
func TestAsOf(t *testing.T) {
	a := clean(t, "plan/2022", sessions(2022, "", "number: 1, date: 2022-03-01, notice: 2022-03-05, held: 2022-03-01, minutes: 2022-02-01, cancelled: 2022-03-10"))
	if n := len(builtin.Run(a, nil, nil, nil)); n != 3 {
		t.Errorf("%d findings", n)
	}
	on := when.NewDay(2022, 2, 15)
	equal(t, builtin.Run(agenda.Build(a.Program, &on, a.Calendar), nil, nil, nil))
}

func TestOtherYear(t *testing.T) {
	for text, want := range map[string]string{
		"se establece el calendario correspondiente al año 2021:":                "30",
		"# Cronograma de Sesiones 2021":                                          "1",
		"Programa Anual de Trabajo de la Comisión en Materia de Trata 2021":      "1",
		"PROGRAMA ANUAL DE TRABAJO 2021":                                         "1",
		"ejercicio fiscal 2021":                                                  "1",
		"ejercicio fiscal de 2023":                                               "1",
		"PLANEACIÓN DE ACTIVIDADES, AÑO 2021":                                    "1",
		"correspondiente al año\n2021":                                           "1",
		"las sesiones ordinarias de 2021":                                        "1",
		"calendario de sesiones, el año\n\n2021 fue otro":                        "",
		"durante el año 2022":                                                    "",
		"18 de diciembre de 2013 A/RES/68/192":                                   "",
		"todos los años a partir de 2014":                                        "",
		"a partir del año 2014":                                                  "",
		"PROGRAMA NACIONAL PARA PREVENIR 2022-2024":                              "",
		"Programa Nacional de Derechos Humanos 2020-2024":                        "",
		"Programa Sectorial de Gobernación 2020":                                 "",
		"programa anual publicado en el DOF el 15 de febrero de 2021":            "",
		"programa anual de trabajo 2021-2023":                                    "",
		"programa anual de trabajo 2021 – 2023":                                  "",
		"programa anual de trabajo 2021/2022":                                    "",
		"los ejercicios de los programas anuales 2020 y 2021":                    "",
		"informe de resultados del ejercicio 2021":                               "",
		"el programa anual se aprobó en 2021":                                    "",
		"el calendario que se aprobó para 2021":                                  "",
		"Ley General publicada en 2012, y el programa de la Comisión desde 2013": "",
		"2021":                           "",
		"oficio 2021 del programa anual": "",
	} {
		f := source.New("document.md", []byte("Nota.\n\n"+text+"\n"))
		a := clean(t, "plan/2022", "program: {year: 2022}\n")
		got := builtin.Run(a, nil, nil, f)
		if (len(got) == 1) != (want != "") || len(got) > 1 {
			t.Errorf("%q: %v", text, lines(got))
		}
		for _, f := range got {
			if s := f.Place.Text(); s != "2021" && s != "2023" {
				t.Errorf("%q: the place is %s, %q", text, f.Place, s)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		name, alias string
		differs     bool
	}{
		{"Comisión Intersecretarial para Prevenir, Sancionar y Erradicar los Delitos en Materia de Trata de Personas", "Comisión Intersecretarial contra la Trata de Personas", false},
		{"Comisión Intersecretarial para Prevenir, Sancionar y Erradicar", "CITDP", false},
		{"Secretaría Técnica de la Comisión Intersecretarial", "Secretaría Técnica CI", false},
		{"Comisión Nacional de los Derechos Humanos", "Comisión Nacional de Derechos Humanos", false},
		{"Comisión Nacional de los Derechos Humanos", "COMISION NACIONAL DE LOS DERECHOS HUMANOS", false},
		{"Grupo para Campañas de Prevención y Difusión", "Grupo de Campañas de Prevención y Difusión", false},
		{"Grupo para Campañas de Prevención y Difusión", "Grupo para Campañas de Prevención", false},
		{"Grupo para Campañas de Prevención y Difusión", "Equipo de Medios", false},
		{"Grupo para Campañas de Prevención y Difusión", "Grupo para Campañas de Difusión", true},
		{"Grupo para Campañas de Prevención y Difusión", "Grupo de Medios", true},
	} {
		a := clean(t, "plan/2022", fmt.Sprintf("program: {year: 2022}\ngroups: [{id: g, name: %q, aliases: [%q]}]\n", c.name, c.alias))
		if got := builtin.Run(a, nil, nil, nil); (len(got) > 0) != c.differs {
			t.Errorf("%q, %q: %v", c.name, c.alias, lines(got))
		}
	}
}

// Half a programme, as an editor has it while somebody types, stops nothing.
func TestUnfinished(t *testing.T) {
	for _, c := range builtin.All() {
		for i := 0; i < len(c.Bad); i += 7 {
			a, _ := read(t, "plan/2022", c.Bad[:i])
			builtin.Run(a, []*agenda.Agenda{a}, []*agenda.Agenda{a}, source.New("document.md", []byte(c.Bad[:i])))
		}
	}
}

// TestErrors checks that what is asked for alone is all that Run tells of it.
func TestErrors(t *testing.T) {
	fsys := fstest.MapFS{"a.yaml": {Data: []byte(`program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 2, title: Primera Sesión Ordinaria, date: 10 de marzo}
    - {number: 4, date: 9 de marzo, notice: 2022-03-12}
    - {number: 5, date: 10 de marzo, held: 2022-05-01}
`)}}
	p, _, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	a := agenda.Build(p, nil, workday.New(workday.Official))
	all := builtin.Run(a, nil, nil, nil)
	errors := slices.DeleteFunc(slices.Clone(all), func(f diag.Finding) bool { return f.Severity != diag.Error })
	if len(errors) < 2 || len(errors) == len(all) {
		t.Fatalf("%d of %d are errors", len(errors), len(all))
	}
	if got := builtin.Errors(a, nil, nil); !reflect.DeepEqual(got, errors) {
		t.Errorf("got %v, want %v", got, errors)
	}
}
