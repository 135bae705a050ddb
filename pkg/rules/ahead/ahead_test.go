package ahead_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/rules/ruletest"
	"patci/pkg/source"
)

// Calls of sessions at random, judged by counting: every day of the session
// and, where no hour is written, its first and its last minute.
func TestAgainstEveryChoice(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	seen := map[diag.Verdict]int{}
	for range 3000 {
		c := made(r)
		p, findings := load.Files("2022", []*source.File{source.New("2022.yaml", []byte(c.program()))})
		res := check.Run(check.Input{Program: p, Findings: findings, Rulebook: source.New("rulebook.yaml", []byte(c.rule()))})
		if len(res.Verdicts) != 1 {
			t.Fatalf("%d verdicts\n%s\n%s", len(res.Verdicts), c.rule(), c.program())
		}
		v := res.Verdicts[0]
		want, hours, judged := c.verdict()
		if !judged {
			want = diag.NotApplicable
		}
		seen[want]++
		if v.Verdict.Verdict != want || want == diag.Open && slices.Contains(v.Because, diag.Unrecorded) != hours || want == diag.Open && len(v.Because) == 0 {
			t.Errorf("%s %v, want %s (hours: %v)\n%s\n%s", v.Verdict.Verdict, v.Because, want, hours, c.rule(), c.program())
		}
		for _, f := range v.Findings {
			ruletest.Style(t, f)
		}
		// A day that is offered is one that keeps the rule.
		for _, f := range v.Findings {
			if _, day, ok := strings.Cut(f.Remedy, "fije la sesión para el "); ok {
				c.first, c.last = spanish(t, day), spanish(t, day)
			} else if _, day, ok := strings.Cut(f.Remedy, "reprograme la sesión para el "); ok {
				c.first, c.last, c.clock = spanish(t, day), spanish(t, day), ""
			} else {
				continue
			}
			if got, _, judged := c.verdict(); judged && got != diag.Met {
				t.Errorf("%s is offered and gives %s\n%s\n%s", f.Remedy, got, c.rule(), c.program())
			}
		}
	}
	for _, v := range []diag.Verdict{diag.Met, diag.Broken, diag.Open, diag.NotApplicable} {
		if seen[v] < 30 {
			t.Errorf("only %d are %s", seen[v], v)
		}
	}
}

type sample struct {
	unit        string
	n           int
	counts      bool
	since       time.Time // zero: always
	first, last time.Time // of the session
	clock, hour string    // of the session and of the call
	called      time.Time
}

func made(r *rand.Rand) *sample {
	day := func(n int) time.Time { return time.Date(2022, 4, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(n)) }
	clock := func() string {
		if r.IntN(2) == 0 {
			return ""
		}
		return fmt.Sprintf("%02d:%02d", r.IntN(24), 30*r.IntN(2))
	}
	c := &sample{unit: []string{"working_days", "days", "weeks", "hours"}[r.IntN(4)], n: 1 + r.IntN(3), counts: r.IntN(2) == 0, first: day(50), clock: clock(), hour: clock()}
	switch c.unit {
	case "hours":
		c.n *= 24
	case "days", "working_days":
		c.n += r.IntN(4)
	}
	c.last = c.first
	if r.IntN(2) == 0 {
		c.last = c.first.AddDate(0, 0, r.IntN(4))
	}
	c.called = c.first.AddDate(0, 0, -r.IntN(2+3*c.n/max(1, c.n/4)))
	if r.IntN(4) == 0 {
		c.since = day(50)
	}
	return c
}

func (c *sample) rule() string {
	since := ""
	if !c.since.IsZero() {
		since = "    since: " + c.since.Format(time.DateOnly) + "\n"
	}
	counts := ", session_day: " + map[bool]string{true: "counts", false: "does_not_count"}[c.counts]
	if c.unit == "hours" { // of moments, not of days
		counts = ""
	}
	return fmt.Sprintf("instruments: [{id: ley, name: Ley}]\nrules:\n  - id: regla\n    title: regla\n    kind: notice\n    severity: error\n    basis: {instrument: ley, read: verbatim}\n    parameters: {%s: %d%s}\n%s",
		c.unit, c.n, counts, since)
}

func (c *sample) program() string {
	when := func(d time.Time, clock string) string {
		if clock == "" {
			return d.Format(time.DateOnly)
		}
		return d.Format(time.DateOnly) + "T" + clock
	}
	clock := ""
	if c.clock != "" {
		clock = fmt.Sprintf("time: %q, ", c.clock)
	}
	date := c.first.Format(time.DateOnly)
	if c.first != c.last {
		date = "\"[" + date + ".." + c.last.Format(time.DateOnly) + "]\""
	}
	return fmt.Sprintf("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nnon_working: [{date: del 11 al 15 de abril, basis: Acuerdo}]\nsessions:\n  pleno:\n    - {number: 1, date: %s, %snotice: %s}\n",
		date, clock, when(c.called, c.hour))
}

func working(d time.Time) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && d.Format("01-02") != "05-05" && (d.Format("01-02") < "04-11" || d.Format("01-02") > "04-15")
}

// minutes are the times of day that a clock can be.
func minutes(clock string) []time.Duration {
	if clock == "" {
		return []time.Duration{0, 24*time.Hour - time.Minute}
	}
	at, _ := time.Parse("15:04", clock)
	return []time.Duration{time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute}
}

// in reports whether a call is in time for a session.
func (c *sample) in(called, session time.Time) bool {
	if c.unit == "hours" {
		return session.Sub(called) >= time.Duration(c.n)*time.Hour
	}
	called, session = called.Truncate(24*time.Hour), session.Truncate(24*time.Hour)
	if !c.counts {
		session = session.AddDate(0, 0, -1)
	}
	days := 0
	for d := called.AddDate(0, 0, 1); !d.After(session); d = d.AddDate(0, 0, 1) {
		if c.unit != "working_days" || working(d) {
			days++
		}
	}
	need := c.n
	if c.unit == "weeks" {
		need *= 7
	}
	return days >= need
}

// verdict tries every choice; hours says whether on some day it hangs on them.
func (c *sample) verdict() (v diag.Verdict, hours, judged bool) {
	good, bad := 0, 0
	for d := c.first; !d.After(c.last); d = d.AddDate(0, 0, 1) {
		if !c.since.IsZero() && !c.in(c.since, d.Add(minutes(c.clock)[0])) { // not even from the rule's first minute on
			good++
			continue
		}
		judged = true
		g, b := 0, 0
		for _, m := range minutes(c.clock) {
			for _, n := range minutes(c.hour) {
				if c.in(c.called.Add(n), d.Add(m)) {
					g++
				} else {
					b++
				}
			}
		}
		hours = hours || g > 0 && b > 0
		good, bad = good+g, bad+b
	}
	switch {
	case bad == 0:
		return diag.Met, hours, judged
	case good == 0:
		return diag.Broken, hours, judged
	}
	return diag.Open, hours, judged
}

// spanish reads «10 de mayo o después».
func spanish(t *testing.T, s string) time.Time {
	var n int
	var month string
	if _, err := fmt.Sscanf(s, "%d de %s", &n, &month); err != nil {
		t.Fatal(s, err)
	}
	m := slices.Index(strings.Fields("enero febrero marzo abril mayo junio julio"), month) + 1
	return time.Date(2022, time.Month(m), n, 0, 0, 0, 0, time.UTC)
}
