package text_test

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/briefing"
	"patci/pkg/check"
	"patci/pkg/load"
	"patci/pkg/matters"
	"patci/pkg/render/term"
	"patci/pkg/render/text"
	"patci/pkg/when"
	"patci/plan"
)

// reports are the programme of 2022 and that of the script with every fact, on
// several days.
func reports(t *testing.T, each func(t *testing.T, b *briefing.Briefing)) {
	t.Helper()
	own, err := fs.Sub(plan.Files, "2022")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("../../../testdata/script/report_rich.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, rich, _ := strings.Cut(string(script), "\n-- plan/2022/a.yaml --\n")
	for name, fsys := range map[string]fs.FS{"2022": own, "rich": fstest.MapFS{"a.yaml": {Data: []byte(rich)}}} {
		for _, day := range []string{"2022-01-10", "2022-06-30", "2022-12-31", "2023-03-01"} {
			t.Run(name+" "+day, func(t *testing.T) {
				p, findings, err := load.Folder(fsys, ".", "plan/2022")
				if err != nil {
					t.Fatal(err)
				}
				asOf, _ := when.ParseISO(day)
				since := asOf - 60
				c := check.Run(check.Input{Program: p, Findings: findings, AsOf: &asOf})
				each(t, briefing.Make(c, briefing.Options{Since: &since}))
				if c.Agenda.Sessions("pleno", "") != nil {
					each(t, briefing.Make(c, briefing.Options{Session: "pleno/20"}))
				}
			})
		}
	}
}

// TestReportFits checks that a report stays within its width, says the same in
// any, and is the same each time.
func TestReportFits(t *testing.T) {
	reports(t, func(t *testing.T, made *briefing.Briefing) {
		for _, width := range []int{40, 60, 72, 80, 100, 120, 200} {
			var b, again, painted bytes.Buffer
			for _, x := range []struct {
				w     *bytes.Buffer
				style term.Style
			}{{&b, term.Style{Width: width}}, {&again, term.Style{Width: width}}, {&painted, term.Style{Width: width, Color: true}}} {
				if err := text.Report(x.w, made, x.style); err != nil {
					t.Fatal(err)
				}
			}
			if b.String() != again.String() {
				t.Errorf("width %d: not the same twice", width)
			}
			if !strings.Contains(painted.String(), "\x1b[") || strings.Contains(b.String(), "\x1b") {
				t.Errorf("width %d: colours", width)
			}
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				if w := term.Width(line); w > width || line != strings.TrimRight(line, " ") {
					t.Errorf("width %d: %d cells: %q", width, w, line)
				}
			}
		}
	})
}

// TestMatters checks that each thing that needs attention is there once, and
// every finding of a rule, in itself or with what it hangs on.
func TestMatters(t *testing.T) {
	reports(t, func(t *testing.T, made *briefing.Briefing) {
		seen := map[string]bool{}
		rules := map[string]bool{}
		own := 0
		for _, m := range made.Matters {
			if seen[m.Message] {
				t.Errorf("twice: %s", m.Message)
			}
			seen[m.Message] = true
			for _, rl := range m.Rules {
				rules[rl.ID] = true
			}
			if m.Kind != matters.Broken && m.Kind != matters.Open {
				own++
			}
		}
		if own != len(made.Attention) {
			t.Errorf("%d of %d items", own, len(made.Attention))
		}
		for _, v := range made.Check.Verdicts {
			for _, f := range v.Findings {
				if !rules[v.Rule.ID] && len(made.Program.Waivers) == 0 {
					t.Errorf("%s: %s", v.Rule.ID, f.Message)
				}
			}
		}
	})
}
