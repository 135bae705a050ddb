package progress

import (
	"strings"
	"testing"

	"patci/pkg/program"
)

// TestActivityNames checks that a line never calls an activity or a resolution
// by what only files know.
func TestActivityNames(t *testing.T) {
	r := measured(t, `objectives:
  - number: 1
    title: Promover
    sections:
      - id: A
        title: Apartado
        activities:
          - {number: 1, title: Mesas}
          - {id: foros, short: Foros, title: Foros regionales}
          - {number: 2, id: iniciativa, title: Iniciativa}
          - {id: informe, title: "Informe de las acciones que se llevaron a cabo en el marco de la conmemoración, y de sus resultados"}
          - {id: reportes, title: Reportes, date: Enero, progress: [{on: 2022-01-10, percent: 50}]}
`, "2022-06-30")
	var got []string
	for _, it := range r.Attention {
		got = append(got, it.Message)
	}
	want := "Objetivo 1, actividad «Reportes»: su plazo terminó el 31 de enero y lleva 50 %\n" +
		"Objetivo 1: 4 actividades sin fecha (A/1, «Foros», A/2 e «Informe de las acciones que se llevaron a cabo en el marco…»)"
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func TestResolutionName(t *testing.T) {
	for _, x := range []struct{ id, title, want string }{
		{"ct-1", "Publicar", "Acuerdo ct-1, Publicar"},
		{"ct-1", "", "Acuerdo ct-1"},
		{"", "Publicar", "Acuerdo «Publicar»"},
		{"", "", "Acuerdo sin clave"},
	} {
		got := Resolution{ID: x.id, Resolution: &program.Resolution{Title: program.Text{Value: x.title}}}.name()
		if got != x.want {
			t.Errorf("%q, %q: %s", x.id, x.title, got)
		}
	}
}
