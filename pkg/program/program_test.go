package program_test

import (
	"slices"
	"testing"

	"patci/pkg/program"
	"patci/pkg/when"
)

func text(s string) program.Text { return program.Text{Value: s, Path: "x"} }

func number(n int) program.Int { return program.Int{Value: n, Path: "x"} }

func TestEntities(t *testing.T) {
	p := &program.Program{
		Bodies:   []*program.Body{{ID: text("pleno"), Name: text("Comisión")}},
		Actors:   []*program.Actor{{ID: text("sep"), Name: text("SEP")}},
		Sessions: []*program.Session{{Body: "pleno", Number: number(19)}, {Body: "pleno", Number: number(1), Kind: text("extraordinary")}, {Body: "pleno", Number: number(2), Kind: text("solemn")}},
		Objectives: []*program.Objective{{Number: number(3), Title: text("Atención"), Sections: []*program.Section{
			{Activities: []*program.Activity{{Parent: "objetivo-3", Number: number(1)}}},
			{ID: text("B"), Activities: []*program.Activity{{Parent: "objetivo-3/B", IDText: text("varios")}}},
		}}},
		Meetings:    []*program.Meeting{{ID: text("corett")}},
		Observances: []*program.Observance{{ID: text("dia"), Activities: []*program.Activity{{Parent: "dia", IDText: text("acciones")}}}},
		Agreements:  []*program.Agreement{{Number: number(1), Signed: program.Day{Path: "x"}}, {Number: number(1)}, {IDText: text("cndh")}},
		Appointed:   []*program.Appointment{{Actor: text("osc-1"), Term: number(2)}, {Actor: text("osc-2")}},
		Resolutions: []*program.Resolution{{IDText: text("a-1")}},
	}
	var got []string
	for _, e := range p.Entities() {
		got = append(got, e.ID)
		if e.Common == nil || !e.At.Set() {
			t.Errorf("%s: nothing names it", e.ID)
		}
	}
	want := []string{"pleno", "sep", "pleno/19", "pleno/ext/1", "pleno/solemn/2", "objetivo-3", "objetivo-3/1", "objetivo-3/B", "objetivo-3/B/varios",
		"corett", "dia", "dia/acciones", "convenio/1", "convenio-previsto/1", "convenio-previsto/cndh", "nombramiento/osc-1/2", "nombramiento/osc-2", "a-1"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOf(t *testing.T) {
	for short, want := range map[string]string{
		"Pleno": "del Pleno", "Subcomisión": "de la Subcomisión", "Selección": "de Selección", "Sistema de Información": "del Sistema de Información",
		"Programa Nacional": "del Programa Nacional", "Grupo de Trabajo": "del Grupo de Trabajo", "Comité": "del Comité", "Comision Consultiva": "de la Comision Consultiva",
		"CONSEJO": "del CONSEJO", "Campañas": "de Campañas", "Trabajo Forzoso": "de Trabajo Forzoso", "Fiscalía": "de la Fiscalía", "El Colegio": "de El Colegio",
	} {
		b := &program.Body{Common: program.Common{Short: text(short)}}
		if got := b.Of(); got != want {
			t.Errorf("%s: %s, want %s", short, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		s               program.Session
		heading, figure string
	}{
		{program.Session{Number: number(27)}, "Vigésima Séptima Sesión Ordinaria", "27.ª"},
		{program.Session{Number: number(1), Kind: text("extraordinary")}, "Primera Sesión Extraordinaria", "1.ª extraordinaria"},
		{program.Session{Number: number(2), Kind: text("informal")}, "Segunda Sesión (informal)", "2.ª (informal)"},
		{program.Session{Number: number(3), Title: text("Sesión de instalación")}, "Sesión de instalación", "3.ª"},
	} {
		if got := c.s.Heading(); got != c.heading {
			t.Errorf("%q, want %q", got, c.heading)
		}
		if got := c.s.Figure(); got != c.figure {
			t.Errorf("%q, want %q", got, c.figure)
		}
	}
	for kind, want := range map[string][2]string{"ordinary": {"sesión ordinaria", "sesiones ordinarias"}, "solemn": {"sesión solemne", "sesiones solemnes"}, "x": {"sesión de clase x", "sesiones de clase x"}} {
		if got := [2]string{program.KindSingular(kind), program.KindPlural(kind)}; got != want {
			t.Errorf("%s: %q", kind, got)
		}
	}
	first, last := when.NewDay(2022, 8, 1), when.NewDay(2023, 7, 31)
	p := &program.Program{Period: when.Range{First: first, Last: last}}
	if p.Key() != "2022-2023" || p.Name() != "Programa Anual de Trabajo 2022-2023" || !p.Draft() {
		t.Error(p.Key(), p.Name(), p.Draft())
	}
}

func TestHeldOn(t *testing.T) {
	day := when.NewDay(2022, 4, 5)
	m := &program.Meeting{Held: []program.Day{{Day: day, Path: "x", Wrong: true}, {Day: day, Path: "y"}}}
	if m.HeldOn(day).Path != "y" || m.HeldOn(day+1).Set() {
		t.Error(m.HeldOn(day), m.HeldOn(day+1))
	}
}
