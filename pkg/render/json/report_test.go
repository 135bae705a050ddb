package json_test

import (
	"bytes"
	stdjson "encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/briefing"
	"patci/pkg/check"
	"patci/pkg/load"
	"patci/pkg/render/json"
	"patci/pkg/when"
	"patci/plan"
	"patci/schema"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compiled is one of the schemas in the folder schema.
func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	data, err := schema.Files.ReadFile(name + schema.Suffix)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// hold holds a document to a schema, which must take no key besides.
func hold(t *testing.T, s *jsonschema.Schema, written []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(written))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("%v\n%s", err, written)
	}
	doc.(map[string]any)["more"] = 1
	if s.Validate(doc) == nil {
		t.Error("the schema takes any key")
	}
}

// folders are those on which reports are tested: the programme of 2022, one
// with every fact (that of the script), one that says nothing, one whose year
// is not known, and one without a rule.
func folders(t *testing.T) map[string]fs.FS {
	t.Helper()
	own, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("../../../testdata/script/report_rich.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, rich, found := strings.Cut(string(script), "\n-- plan/2022/a.yaml --\n")
	if !found {
		t.Fatal("the script has no programme")
	}
	file := func(data string) fs.FS { return fstest.MapFS{"a.yaml": {Data: []byte(data)}} }
	return map[string]fs.FS{
		"2022":    own,
		"rich":    file(rich),
		"empty":   file("program: {year: 2022, rulebook: citdp}\n"),
		"no year": file("bodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions: {pleno: [{number: 1, date: abril}]}\n"),
		"no law":  file("program: {year: 2022}\nmeetings: [{id: a, title: A}]\nobservances: [{id: b, title: B}]\nobjectives: [{number: 1, title: C}]\nresolutions: [{id: d, title: D}]\n"),
	}
}

func judged(t *testing.T, fsys fs.FS, asOf *when.Day) *check.Result {
	t.Helper()
	p, findings, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	return check.Run(check.Input{Program: p, Findings: findings, AsOf: asOf})
}

// reported is a report since a day, or for a session, if either is given.
func reported(t *testing.T, fsys fs.FS, asOf, of string) []byte {
	t.Helper()
	day, _ := when.ParseISO(asOf)
	c := judged(t, fsys, &day)
	o := briefing.Options{Session: of}
	if d, ok := when.ParseISO(of); ok {
		o = briefing.Options{Since: &d}
	}
	var b bytes.Buffer
	if err := json.Report(&b, briefing.Make(c, o)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestReportSchema holds reports of many programmes and days to the schema.
func TestReportSchema(t *testing.T) {
	s := compiled(t, "report")
	for name, fsys := range folders(t) {
		for _, asOf := range []string{"2021-12-31", "2022-01-10", "2022-05-31", "2022-06-30", "2022-12-31", "2023-02-01"} {
			t.Run(name+" "+asOf, func(t *testing.T) {
				hold(t, s, reported(t, fsys, asOf, ""))
				hold(t, s, reported(t, fsys, asOf, "2021-06-30"))
				hold(t, s, reported(t, fsys, asOf, "pleno/20"))
			})
		}
	}
}

// TestValidationSchema holds validations to their schema.
func TestValidationSchema(t *testing.T) {
	s := compiled(t, "validate")
	day := when.NewDay(2022, 6, 30)
	for name, fsys := range folders(t) {
		for _, asOf := range []*when.Day{nil, &day} {
			t.Run(name, func(t *testing.T) {
				c := judged(t, fsys, asOf)
				t0 := json.Total{Summary: check.Summarise(c.Findings)}
				if asOf != nil {
					t0.AsOf, t0.NewSince, t0.Hidden = asOf.String(), "main", 3
				}
				p, err := json.NewPart(c)
				if err != nil {
					t.Fatal(err)
				}
				var none, one, two json.Validation
				one.Add(p)
				two.Add(p)
				two.Add(p)
				for _, v := range []*json.Validation{&none, &one, &two} {
					var b bytes.Buffer
					if err := v.Write(&b, t0); err != nil {
						t.Fatal(err)
					}
					hold(t, s, b.Bytes())
				}
			})
		}
	}
}

// TestReportContract compares a report of the programme of 2022 with the
// contract, and holds every report to its sums.
func TestReportContract(t *testing.T) {
	type advance struct {
		Activities, Done, Late, Unrecorded, Recorded int
		InProgress                                   int  `json:"in_progress"`
		NotBegun                                     int  `json:"not_begun"`
		ExpectedDone                                 int  `json:"expected_done"`
		ExpectedPercent                              int  `json:"expected_percent"`
		Percent                                      *int `json:"percent"`
		Light                                        string
	}
	type report struct {
		Version int
		AsOf    string  `json:"as_of"`
		Since   *string `json:"since"`
		Rules   []struct{ Rule, Verdict string }
		Bodies  []struct {
			ID                                          string
			Promised, Held, Overdue, Pending, Cancelled int
			NotHeld                                     int `json:"not_held"`
			MovedOut                                    int `json:"moved_out"`
			Unplanned                                   int
			Next                                        *string
		}
		Objectives []advance
	}
	read := func(data []byte) (r report) {
		t.Helper()
		if err := stdjson.Unmarshal(data, &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	all := folders(t)
	r := read(reported(t, all["2022"], "2022-06-30", ""))
	if r.Version != 1 || r.AsOf != "2022-06-30" || r.Since != nil {
		t.Errorf("version %d, as_of %s, since %v", r.Version, r.AsOf, r.Since)
	}
	if b := r.Bodies[0]; b.ID != "pleno" || b.Promised != 2 || b.Held != 0 || b.Overdue != 1 || b.Pending != 1 || b.Next == nil || *b.Next != "pleno/20" {
		t.Errorf("pleno: %+v", b)
	}
	if o := r.Objectives[0]; o.Activities != 9 || o.Unrecorded != 6 || o.NotBegun != 3 || o.ExpectedDone != 4 || o.ExpectedPercent != 44 || o.Percent != nil || o.Light != "none" {
		t.Errorf("objective 1: %+v", o)
	}
	if len(r.Rules) != 5 || r.Rules[0].Rule != "pleno-sesiones-minimas" || r.Rules[0].Verdict != "open" {
		t.Errorf("rules: %+v", r.Rules)
	}
	for name, fsys := range all {
		r := read(reported(t, fsys, "2022-06-30", ""))
		for _, b := range r.Bodies {
			if b.Held+b.Overdue+b.Pending+b.Cancelled+b.NotHeld+b.MovedOut != b.Promised {
				t.Errorf("%s: a session of %s is in no state, or in two: %+v", name, b.ID, b)
			}
		}
		for i, o := range r.Objectives {
			if o.Done+o.InProgress+o.Late+o.Unrecorded+o.NotBegun != o.Activities || (o.Percent == nil) != (o.Recorded == 0) || (o.Light == "none") != (o.Percent == nil) {
				t.Errorf("%s: objective %d: %+v", name, i+1, o)
			}
		}
	}
}
