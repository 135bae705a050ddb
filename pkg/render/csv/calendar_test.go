package csv_test

import (
	"bytes"
	stdcsv "encoding/csv"
	stdjson "encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/load"
	"patci/pkg/render/csv"
	"patci/pkg/render/json"
	"patci/pkg/when"
	"patci/pkg/workday"
	"patci/plan"
)

func of(t *testing.T, fsys fs.FS, asOf when.Day) *calendar.Calendar {
	t.Helper()
	p, _, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	return calendar.Make(agenda.Build(p, &asOf, workday.New(workday.Official)), calendar.Query{})
}

// hostile has titles that would break a careless writer.
const hostile = `
program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: "=Pleno;1,\"2\""}]
sessions:
  pleno:
    - {number: 1, title: "=SUM(A1:A9)", date: "10 de marzo, 11:00 horas", place: "+52 55, «Salón»"}
    - {number: 2, title: "a \"b\", c; d\ne\r\nf\tg", date: del 22 al 26 de agosto}
    - {number: 3, title: "👩‍👩‍👧 مرحبا e\u0301 \u202eal revés", date: Abril/Mayo}
    - {number: 4, title: "-2+3+cmd|' /C calc'!A0", date: 10 de marzo (tentativa)}
    - {number: 5, title: "` + "@SUM" + `", date: a más tardar el 30 de junio}
    - {number: 6, title: "</script><b>&amp;", date: Por definir}
    - {number: 7}
meetings: [{id: corett, title: "\t=1", dates: [15 marzo 2022, Por definir]}]
observances: [{id: dia, title: Día, date: 30 de julio}]
objectives:
  - number: 1
    title: Uno
    activities: [{number: 1, title: Informe, date: bimestral, progress: [{on: 2022-03-01, percent: 40}]}]
`

// TestCalendar reads what was written and compares it, field by field, with
// the JSON document.
func TestCalendar(t *testing.T) {
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Replace(hostile, "title: Informe", `title: "`+strings.Repeat("á, ", 170)+`"`, 1)
	odd := fstest.MapFS{"a.yaml": {Data: []byte(long)}}
	spanish := map[any]string{nil: "", true: "sí", false: "no"}
	for _, k := range []agenda.Kind{agenda.SessionKind, agenda.ActivityKind, agenda.MeetingKind, agenda.ObservanceKind} {
		spanish[string(k)] = csv.Kind(k)
	}
	for k := when.NoDate; k <= when.Occurrences; k++ {
		spanish[k.String()] = csv.DateKind(k)
	}
	for name, c := range map[string]*calendar.Calendar{"2022": of(t, fsys, when.NewDay(2022, time.June, 30)), "odd": of(t, odd, when.NewDay(2022, time.April, 1))} {
		var b, j bytes.Buffer
		if err := csv.Calendar(&b, c); err != nil {
			t.Fatal(err)
		}
		if err := json.Calendar(&j, c); err != nil {
			t.Fatal(err)
		}
		var doc struct{ Entries []map[string]any }
		if err := stdjson.Unmarshal(j.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		text, found := strings.CutPrefix(b.String(), "\ufeff")
		if !found {
			t.Errorf("%s: no mark", name)
		}
		rows, err := stdcsv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != len(doc.Entries)+1 || len(doc.Entries) == 0 {
			t.Fatalf("%s: %d rows of %d entries: %v", name, len(rows)-1, len(doc.Entries), err)
		}
		for n, e := range doc.Entries {
			if n := len(e) + 2; n != len(csv.CalendarColumns) { // source has three
				t.Fatalf("JSON has %d fields", n)
			}
			for i, h := range csv.CalendarColumns {
				key, sub, nested := strings.Cut(h[1], ".")
				v, ok := e[key]
				if !ok {
					t.Fatalf("JSON has no %s", h[1])
				}
				if nested {
					v = v.(map[string]any)[sub]
				}
				want := fmt.Sprint(v)
				switch {
				case key == "state":
					want = agenda.Entry{Kind: agenda.Kind(e["kind"].(string)), State: agenda.State(v.(string))}.Word()
				case v == nil, v == true, v == false, key == "kind", key == "date_kind":
					want, ok = spanish[v]
					if !ok {
						t.Fatalf("%v has no Spanish", v)
					}
				}
				want = strings.ReplaceAll(want, "\r\n", "\n")
				if strings.IndexAny(want, "=+-@\t") == 0 {
					want = "'" + want
				}
				if rows[0][i] != h[0] || rows[n+1][i] != want {
					t.Errorf("%s, %v: %s is %q, want %q", name, e["id"], rows[0][i], rows[n+1][i], want)
				}
			}
		}
	}
}
