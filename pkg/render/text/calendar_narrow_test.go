package text_test

import (
	"bytes"
	"strings"
	"testing"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/load"
	"patci/pkg/render/term"
	"patci/pkg/render/text"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// TestOnePartWithoutRoom: where there is no room for columns, a part has its
// heading even if it is the only one.
func TestOnePartWithoutRoom(t *testing.T) {
	p, _ := load.Files("2022", []*source.File{source.New("2022.yaml", []byte("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions: {pleno: [{number: 1, date: Abril/Mayo}]}\n"))})
	asOf := when.NewDay(2022, 1, 10)
	c := calendar.Make(agenda.Build(p, &asOf, workday.New(workday.Official)), calendar.Query{})
	for _, width := range []int{20, 24, 60, 0} {
		var b bytes.Buffer
		if err := text.Calendar(&b, c, term.Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		if joined := strings.Join(strings.Fields(b.String()), " "); !strings.Contains(joined, "Con fecha por definir abril/mayo Pleno") {
			t.Errorf("at %d:\n%s", width, b.String())
		}
	}
}
