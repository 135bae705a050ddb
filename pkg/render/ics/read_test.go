package ics_test

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/check"
	"patci/pkg/due"
	"patci/pkg/foreign"
	"patci/pkg/render/ics"
	"patci/pkg/render/json"
	"patci/pkg/when"
)

// read is what a reader that is not ours found in an iCalendar.
type read struct {
	Name, About string
	Components  []component
	Offsets     []int // minutes from UTC at noon of each day of a year
}

type component struct {
	Type, UID, Summary, Description, Location, Status, Transp string
	Percent, Sequence                                         int
	Categories                                                []string
	DTStamp, DTStart, DTEnd, Due, Completed                   string
}

// readers are the programs that read an iCalendar; a test says which of them
// are missing.
var readers = map[string]func(t *testing.T, data []byte, year int) *read{
	"python3-icalendar": func(t *testing.T, data []byte, year int) *read {
		python := foreign.Python(t, "icalendar")
		return run(t, data, python, "testdata/read.py", strconv.Itoa(year))
	},
	"ical.js": func(t *testing.T, data []byte, year int) *read {
		node, modules := foreign.Node(t, "ical.js")
		return run(t, data, node, "testdata/read.cjs", modules, strconv.Itoa(year))
	},
}

func run(t *testing.T, data []byte, name string, args ...string) *read {
	t.Helper()
	cmd := exec.Command(name, args...)
	var out, problems bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(data), &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, problems.String())
	}
	var r read
	if err := stdjson.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

type entry struct {
	ID, Title, State, Kind, Label string
	DateText                      string `json:"date_text"`
	DateKind                      string `json:"date_kind"`
	Earliest, Latest, Time, Place *string
	Undefined, Tentative          bool
}

// TestReadBack has two programs read what was written, and compares every date,
// title and state with the JSON documents.
func TestReadBack(t *testing.T) {
	for reader, back := range readers {
		t.Run(reader, func(t *testing.T) {
			all := samples(t)
			if reader == "ical.js" { // python3-icalendar 4 takes an escaped backslash before an n for a line end
				all["backslashes"] = written(t, when.NewDay(2024, 1, 1), "program: {year: 2024}\nbodies: [{id: p, kind: plenary, name: 'C:\\new'}]\nsessions: {p: [{number: 1, title: 'a\\nb\\\\n\\', date: 3 de mayo}]}\n")
			}
			for _, year := range []int{1990, 2001, 2021, 2024} {
				all[strconv.Itoa(year)] = written(t, when.NewDay(year, 1, 1), fmt.Sprintf("program: {year: %d}\nbodies: [{id: p, kind: plenary, name: P}]\nsessions: {p: [{number: 1, date: 3 de mayo, time: '10:00'}]}\n", year))
			}
			for name, s := range all {
				t.Run(name, func(t *testing.T) {
					c := calendar.Make(s.Agenda, calendar.Query{})
					var b, j bytes.Buffer
					if err := ics.Calendar(&b, c, s); err != nil {
						t.Fatal(err)
					}
					if err := json.Calendar(&j, c); err != nil {
						t.Fatal(err)
					}
					var doc struct{ Entries []entry }
					if err := stdjson.Unmarshal(j.Bytes(), &doc); err != nil {
						t.Fatal(err)
					}
					year := c.Program.Period.First.Year()
					got := back(t, b.Bytes(), year)
					compare(t, c, s, doc.Entries, got)
					zones(t, got.Offsets, year)
				})
			}
		})
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func compare(t *testing.T, c *calendar.Calendar, r *check.Result, entries []entry, got *read) {
	t.Helper()
	meetings := map[string]bool{} // the activities that take place on a day
	for _, e := range c.Entries() {
		meetings[e.ID] = e.Activity != nil && e.Activity.IsMeeting()
	}
	rest := map[string]component{}
	for _, x := range got.Components {
		if _, twice := rest[x.UID]; twice {
			t.Errorf("%s is there twice", x.UID)
		}
		rest[x.UID] = x
	}
	domain := "patci"
	if r.Book.Name != "" {
		domain = r.Book.Name + ".patci"
	}
	take := func(id string) (component, bool) {
		uid := c.Program.Key() + "/" + id + "@" + domain
		x, ok := rest[uid]
		delete(rest, uid)
		return x, ok
	}
	day := func(iso string, n int) string {
		d, err := time.Parse(time.DateOnly, iso)
		if err != nil {
			t.Fatal(err)
		}
		return d.AddDate(0, 0, n).Format(time.DateOnly)
	}
	for _, e := range entries {
		todo := e.Kind == "activity" && !meetings[e.ID] || e.DateKind == "deadline"
		x, ok := take(e.ID)
		if want := todo || e.Earliest != nil; ok != want {
			t.Errorf("%s is there: %v", e.ID, ok)
			continue
		} else if !want {
			continue
		}
		expect := func(what, got, want string) {
			t.Helper()
			if got != want {
				t.Errorf("%s: %s is %q, want %q", e.ID, what, got, want)
			}
		}
		fixed := (e.DateKind == "day" || e.DateKind == "days") && !e.Undefined
		off := e.State == "cancelled" || e.State == "not_held"
		if !strings.Contains(flat(x.Summary), flat(e.Title)) || !strings.HasPrefix(flat(x.Summary), flat(e.Label)+": ") {
			t.Errorf("%s: %q does not say %q of %q", e.ID, x.Summary, e.Title, e.Label)
		}
		if strings.ContainsAny(x.Summary, "\r\n") {
			t.Errorf("%s: %q has lines", e.ID, x.Summary)
		}
		lines := strings.Split(x.Description, "\n")
		if e.DateText != "" {
			expect("date", lines[0], "Fecha en el programa: "+flat(e.DateText))
		}
		expect("state", lines[1], "Estado: "+agenda.Entry{Kind: agenda.Kind(e.Kind), State: agenda.State(e.State)}.Word())
		expect("stamp", x.DTStamp, c.AsOf.String()+"T00:00:00Z")
		place := ""
		if e.Place != nil {
			place = flat(*e.Place)
		}
		expect("place", x.Location, place)
		// python3-icalendar 4 parts a category at a comma, escaped or not
		expect("categories", strings.Join(x.Categories, ","), due.Kind(e.Kind).Spanish()+","+flat(e.Label))
		if todo {
			expect("type", x.Type, "VTODO")
			limit, start := "", ""
			if e.Earliest != nil {
				limit = *e.Latest
				if *e.Earliest != *e.Latest && e.DateKind != "deadline" {
					start = *e.Earliest
				}
			}
			expect("due", x.Due, limit)
			expect("start", x.DTStart, start)
			status := map[string]string{"done": "COMPLETED", "held": "COMPLETED", "in_progress": "IN-PROCESS", "late": "IN-PROCESS", "cancelled": "CANCELLED", "not_held": "CANCELLED"}[e.State]
			if status == "" {
				status = "NEEDS-ACTION"
			}
			expect("status", x.Status, status)
			if e.State == "done" && x.Percent != 100 || e.State == "not_begun" && x.Percent > 0 || (e.State == "in_progress" || e.State == "late") && (x.Percent < 0 || x.Percent > 99) {
				t.Errorf("%s: %s at %d %%", e.ID, e.State, x.Percent)
			}
			continue
		}
		expect("type", x.Type, "VEVENT")
		if e.Time != nil && fixed && *e.Earliest == *e.Latest {
			offset := "-0600"
			if zone := mexico(t); !timeIn(t, *e.Earliest+"T"+*e.Time, zone).IsZero() {
				offset = timeIn(t, *e.Earliest+"T"+*e.Time, zone).Format("-0700")
			}
			expect("start", x.DTStart, *e.Earliest+"T"+*e.Time+":00"+offset)
			expect("end", x.DTEnd, "")
		} else {
			expect("start", x.DTStart, *e.Earliest)
			expect("end", x.DTEnd, day(*e.Latest, 1))
			if e.Time != nil && !slices.Contains(lines, "Hora: "+*e.Time) {
				t.Errorf("%s: no hour in %q", e.ID, lines)
			}
		}
		open := !fixed || e.Tentative
		status := "CONFIRMED"
		switch {
		case off:
			status = "CANCELLED"
		case open:
			status = "TENTATIVE"
		}
		expect("status", x.Status, status)
		transp := "OPAQUE"
		if open || off || e.Kind == "observance" {
			transp = "TRANSPARENT"
		}
		expect("transparency", x.Transp, transp)
		says := ""
		switch {
		case off:
			says = agenda.State(e.State).Spanish()
		case e.Undefined:
			says = "fecha por definir"
		case !fixed:
			says = "día por fijar"
		case e.Tentative:
			says = "fecha tentativa"
		}
		if says != "" && !strings.Contains(x.Summary, says) || says == "" && strings.Contains(x.Summary, "por fijar") {
			t.Errorf("%s: %q, want %q in it", e.ID, x.Summary, says)
		}
	}
	for _, i := range due.Sendings(r) {
		id := i.Entry.ID + "/" + string(i.Kind) + "/" + i.Rule.ID
		if i.If != nil && *i.If < i.Entry.Days.Last() {
			id += "/first"
		}
		x, ok := take(id)
		if !ok || x.Type != "VTODO" || x.Due != i.Due.String() || !strings.Contains(flat(x.Summary), flat(i.Entry.Title)) || !strings.Contains(x.Description, strings.TrimLeft(i.Why, "úp")) || x.Status != "NEEDS-ACTION" {
			t.Errorf("%s: %+v", id, x)
		}
		if i.If != nil && !strings.Contains(x.Summary, "si se celebra el "+i.If.Spanish()) {
			t.Errorf("%s: %q", id, x.Summary)
		}
	}
	for uid := range rest {
		t.Errorf("%s is nothing of the programme", uid)
	}
}

func mexico(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func timeIn(t *testing.T, s string, zone *time.Location) time.Time {
	t.Helper()
	d, err := time.ParseInLocation("2006-01-02T15:04", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// zones compares what a reader makes of our VTIMEZONE with the time zone
// database, day by day over a year.
func zones(t *testing.T, offsets []int, year int) {
	t.Helper()
	zone := mexico(t)
	d := time.Date(year, 1, 1, 12, 0, 0, 0, zone)
	for _, o := range offsets {
		if _, s := d.Zone(); s/60 != o {
			t.Errorf("on %s noon is at %d minutes from UTC, not %d", d.Format(time.DateOnly), s/60, o)
		}
		d = d.AddDate(0, 0, 1)
	}
	if d.Year() != year+1 {
		t.Errorf("the days end in %s", d)
	}
}
