package briefing_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"patci/pkg/render/docx"
	"patci/pkg/render/html"
)

// TestDecisions works out by hand what a plenary of May has to decide, where
// the next one is in August and the Subcomisión may let no more than three
// months pass from its session of 18 February: its second comes at the latest
// on 18 May, its third at the latest on 18 August, within the days of the next
// plenary, and its fourth can wait for that.
func TestDecisions(t *testing.T) {
	const programme = `
program: {year: 2022, rulebook: citdp}
bodies:
  - {id: pleno, kind: plenary, name: Comisión, short: Pleno, previous_session: {number: 18, date: 2021-12-10}}
  - {id: sub, kind: subcommission, name: Subcomisión}
sessions:
  pleno: [{number: 19, date: mayo}, {number: 20, date: agosto}]
  sub:
    - {number: 1, date: febrero, held: 2022-02-18}
    - {number: 2, date: Abril/Mayo}
    - {number: 3, date: Julio/Agosto}
    - {number: 4, date: Octubre/Noviembre}
meetings: [{id: m, title: Cumbre, date: Por definir}]
`
	// 18 February + 3 months = 18 May; 18 May + 3 months = 18 August; 18 August + 3 months = 18 November.
	b := made(t, file(programme), "2022-03-01", "")
	var got []string
	for _, d := range b.Decisions {
		rules := ""
		for _, r := range d.Rules {
			rules += " " + r.ID
		}
		got = append(got, fmt.Sprint(strings.Join(d.IDs, " "), " ", d.By, " before ", d.Before, " sure ", d.Sure, " past ", d.Past, rules))
	}
	want := []string{
		"sub/2 2022-05-18 before true sure true past false subcomision-intervalo",
		"pleno/19 2022-05-31 before true sure true past false",
		"sub/3 2022-08-18 before false sure false past false subcomision-intervalo",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
	// After 18 May, with nothing recorded, its last lawful day is over and its own are not.
	b = made(t, file(programme), "2022-05-20", "")
	if d := b.Decisions[0]; !d.Past || !strings.Contains(d.Message, "debió celebrarse a más tardar el 18 de mayo") || !strings.HasSuffix(d.Message, "su plazo termina el 31 de mayo") {
		t.Errorf("%+v", d)
	}
	// For the last plenary of the year, what has no date at all too.
	b = made(t, file(programme), "2022-07-01", "pleno/20")
	last := b.Decisions[len(b.Decisions)-1]
	if last.IDs[0] != "m" || last.By == nil || last.By.String() != "2022-12-31" || !last.Sure {
		t.Errorf("%+v", last)
	}
	if b.Start == nil || b.Start.Session != "pleno/19" || b.Start.Day.String() != "2022-04-30" {
		t.Errorf("start %+v", b.Start)
	}
}

// TestSameBytes writes documents twice, and both are the same.
func TestSameBytes(t *testing.T) {
	var files [2][2]bytes.Buffer
	for i := range files {
		d := made(t, rich(t), "2022-06-30", "pleno/20").Document()
		if err := docx.Write(&files[i][0], d); err != nil {
			t.Fatal(err)
		}
		if err := html.Write(&files[i][1], d); err != nil {
			t.Fatal(err)
		}
	}
	for k := range files[0] {
		if !bytes.Equal(files[0][k].Bytes(), files[1][k].Bytes()) {
			t.Errorf("document %d is not the same twice", k)
		}
	}
}
