package json_test

import (
	"bytes"
	stdjson "encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/check"
	"patci/pkg/due"
	"patci/pkg/load"
	"patci/pkg/render/json"
	"patci/pkg/render/tsv"
	"patci/pkg/when"
	"patci/plan"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// lists are those on which the formats are tested.
func lists(t *testing.T) map[string]*due.List {
	t.Helper()
	make := func(fsys fs.FS, asOf when.Day) *due.List {
		p, findings, err := load.Folder(fsys, ".", "plan/2023")
		if err != nil {
			t.Fatal(err)
		}
		r := check.Run(check.Input{Program: p, Findings: findings, AsOf: &asOf})
		return due.Make(r, nil, due.Query{Last: asOf + 366})
	}
	fsys, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*due.List{
		"2022": make(fsys, when.NewDay(2022, 6, 30)),
		"none": make(fsys, when.NewDay(2025, 6, 30)),
		"odd": make(fstest.MapFS{"a.yaml": {Data: []byte(`
program: {year: 2023, rulebook: archivos}
bodies: [{id: consejo, kind: council, name: Consejo}, {id: grupo, kind: group, name: Grupo}]
actors: [{id: cndh, name: CNDH}]
sessions:
  consejo:
    - {number: 1, title: "Una\tsesión\n<de> \e[31m dos & más", date: "25 de mayo, 11:00 horas", place: Salón Juárez}
    - {number: 2, date: Noviembre}
    - {number: 1, kind: extraordinary, date: 15 de mayo, time: "11:00"}
    - {number: 3, date: 2 de mayo}
  grupo: [{number: 1, date: 10 de mayo (tentativa)}]
agreements:
  - {number: 1, instrument: Convenio Marco, parties: [cndh], signed: 2017-08-01, until: 2023-08-20}
  - {number: 2, instrument: Nuevo, parties: [cndh], date: Agosto}
resolutions:
  - {id: A-1, session: consejo/1, title: Acuerdo, due: 19 de agosto, state: in_progress}
  - {id: A-2, title: Otro, due: 20 de agosto}
`)}}, when.NewDay(2023, 4, 20)),
		"no year": make(fstest.MapFS{"a.yaml": {Data: []byte("bodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions: {pleno: [{number: 1, date: 3 de mayo}]}\n")}}, when.NewDay(2023, 4, 20)),
	}
}

// TestNextSchema holds every document to the schema, and compares it with the
// lines of TSV.
func TestNextSchema(t *testing.T) {
	s := compiled(t, "next")
	kinds, events := map[string]bool{}, map[string]bool{}
	for name, l := range lists(t) {
		var b, tab bytes.Buffer
		if err := json.Next(&b, l); err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := tsv.Next(&tab, l); err != nil {
			t.Fatal(err)
		}
		var read struct{ Entries []map[string]any }
		if err := stdjson.Unmarshal(b.Bytes(), &read); err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		flat := strings.NewReplacer("\t", " ", "\n", " ", "\x1b", " ")
		for _, e := range read.Entries {
			kinds[e["kind"].(string)], events[e["event"].(string)] = true, true
			for i, column := range tsv.NextColumns {
				if i > 0 {
					want.WriteByte('\t')
				}
				if v, ok := e[column]; v != nil {
					want.WriteString(flat.Replace(v.(string)))
				} else if !ok {
					t.Fatalf("JSON has no %s", column)
				}
			}
			want.WriteByte('\n')
		}
		if tab.String() != want.String() {
			t.Errorf("%s\n got %q\nwant %q", name, tab.String(), want.String())
		}
	}
	if len(kinds) != 7 || len(events) != 5 { // no papers, nothing that lasts several days, no limit
		t.Errorf("kinds %v, events %v", kinds, events)
	}
}
