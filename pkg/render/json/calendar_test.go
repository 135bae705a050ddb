package json_test

import (
	"bytes"
	stdjson "encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/load"
	"patci/pkg/render/json"
	"patci/pkg/render/tsv"
	"patci/pkg/when"
	"patci/pkg/workday"
	"patci/plan"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func calendarOf(t *testing.T, fsys fs.FS, q calendar.Query) *calendar.Calendar {
	t.Helper()
	p, _, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	asOf := when.NewDay(2022, time.January, 10)
	return calendar.Make(agenda.Build(p, &asOf, workday.New(workday.Official)), q)
}

// calendars are those on which the formats are tested: the programme of 2022
// whole and by month, and what a programme may have besides.
func calendars(t *testing.T) map[string]*calendar.Calendar {
	t.Helper()
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*calendar.Calendar{"2022": calendarOf(t, fsys, calendar.Query{})}
	for m := time.January; m <= time.December; m++ {
		first, last := when.NewDay(2022, m, 1), when.NewDay(2022, m+1, 1)-1
		all[when.MonthName(m)] = calendarOf(t, fsys, calendar.Query{From: &first, To: &last})
	}
	all["odd"] = calendarOf(t, fstest.MapFS{"a.yaml": {Data: []byte(`
program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Pleno}]
sessions:
  pleno:
    - {number: 1, title: "Una\tsesión\n<de> \e[31m dos & más", date: "10 de marzo, 11:00 horas", place: Salón Juárez}
    - {number: 2, date: del 22 al 26 de agosto}
    - {number: 3, date: a petición}
    - {number: 4, date: último día hábil de marzo}
    - {number: 5, date: a más tardar el 30 de junio}
    - {number: 6, date: abrul}
    - {number: 7}
`)}}, calendar.Query{})
	all["no year"] = calendarOf(t, fstest.MapFS{"a.yaml": {Data: []byte("bodies: [{id: pleno, kind: plenary, name: Pleno}]\n")}}, calendar.Query{})
	return all
}

type entry struct {
	ID, Kind, Title, State string
	Body, Earliest, Latest *string
	DateText               string `json:"date_text"`
}

// TestCalendarSchema holds every document to the schema.
func TestCalendarSchema(t *testing.T) {
	s := compiled(t, "calendar")
	for name, c := range calendars(t) {
		var b bytes.Buffer
		if err := json.Calendar(&b, c); err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.HasSuffix(b.String(), "}\n") || strings.Contains(b.String(), `\u003c`) {
			t.Errorf("%s: not as it should be written:\n%s", name, b.String())
		}
		doc.(map[string]any)["more"] = 1
		if s.Validate(doc) == nil {
			t.Errorf("%s: the schema takes any key", name)
		}
	}
}

// TestCalendarContract compares one entry with the contract.
func TestCalendarContract(t *testing.T) {
	c := calendars(t)["2022"]
	var b bytes.Buffer
	if err := json.Calendar(&b, c); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Version int
		AsOf    string `json:"as_of"`
		Entries []map[string]any
	}
	if err := stdjson.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != 1 || doc.AsOf != "2022-01-10" {
		t.Errorf("version %d, as_of %s", doc.Version, doc.AsOf)
	}
	want := map[string]map[string]any{
		"pleno/19": {"kind": "session", "body": "pleno", "title": "Décima Novena Sesión Ordinaria", "date_text": "Abril/Mayo",
			"edtf": "[2022-04,2022-05]", "earliest": "2022-04-01", "latest": "2022-05-31", "undefined": false, "state": "scheduled"},
		"trabajo-forzoso/9":               {"edtf": "2022-11-XX?", "earliest": "2022-11-01", "latest": "2022-11-30", "undefined": true},
		"corett#2":                        {"kind": "meeting", "body": nil, "owner": "corett", "occurrence": 2.0, "earliest": nil, "latest": nil, "undefined": true, "date_text": "Por definir"},
		"dia-mundial/concurso-periodismo": {"earliest": nil, "undefined": false, "date_text": "", "date_kind": "none", "edtf": nil},
		"objetivo-4/B/6#2":                {"body": nil, "owner": "objetivo-4", "label": "Objetivo 4", "edtf": "[2022-03,2022-04]"},
	}
	for _, e := range doc.Entries {
		for key, v := range want[e["id"].(string)] {
			if e[key] != v {
				t.Errorf("%s: %s is %v, want %v", e["id"], key, e[key], v)
			}
		}
		delete(want, e["id"].(string))
		if e["id"] == "pleno/19" {
			at := e["source"].(map[string]any)
			if at["file"] != "plan/2022/sessions.yaml" || at["line"] != 5.0 || at["column"] != 26.0 {
				t.Errorf("source %v", at)
			}
		}
	}
	for id := range want {
		t.Errorf("%s is missing", id)
	}
}

// TestCalendarTSV checks that TSV and JSON hold the same entries.
func TestCalendarTSV(t *testing.T) {
	for name, c := range calendars(t) {
		var j, s bytes.Buffer
		if err := json.Calendar(&j, c); err != nil {
			t.Fatal(err)
		}
		if err := tsv.Calendar(&s, c); err != nil {
			t.Fatal(err)
		}
		var doc struct{ Entries []entry }
		if err := stdjson.Unmarshal(j.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		text := func(s *string) string {
			if s == nil {
				return ""
			}
			return *s
		}
		flat := strings.NewReplacer("\t", " ", "\n", " ", "\x1b", " ")
		for _, e := range doc.Entries {
			want.WriteString(strings.Join([]string{text(e.Earliest), text(e.Latest), e.ID, e.Kind, text(e.Body), flat.Replace(e.Title), e.DateText, e.State}, "\t") + "\n")
		}
		if s.String() != want.String() {
			t.Errorf("%s\n got %q\nwant %q", name, s.String(), want.String())
		}
		for line := range strings.Lines(s.String()) {
			if n := strings.Count(line, "\t") + 1; n != len(tsv.CalendarColumns) {
				t.Errorf("%s: %d columns in %q", name, n, line)
			}
		}
	}
}
