package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/rules/ruletest"
	"patci/pkg/source"
	"patci/pkg/when"
)

// A case of testdata/verdicts is a programme with the verdicts worked out by
// hand, and the arithmetic in its comment, where «judge: 2023» and «as-of: DAY»
// may stand too. Its files:
//
//	rule           one rule, of id regla, without its title and basis
//	rulebook.yaml  instead: the folder's rulebook
//	2022.yaml      a programme; the one judged is 2022 unless judge: says otherwise
//	want           RULE BODY PERIOD VERDICT BECAUSE…   every verdict of the rules named
//	               ~ TEXT       some message, remedy or step has it
//	               !~ TEXT      none has it
//	               line N       a finding on a line that can bear no comment
//	               entities …   those of the first finding
//
// Findings of the rules stand exactly on the lines that end in «# want», or in
// «# waived» if a waiver justifies them; «# orden» and «# conflicto» are errors
// of those checks; a conflict may share a line that is wanted.
func TestVerdicts(t *testing.T) {
	files, err := filepath.Glob("../../testdata/verdicts/*.txtar")
	if err != nil || len(files) < 80 {
		t.Fatal(len(files), err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			verdicts(t, a)
		})
	}
}

// file returns a file of an archive, "" if it is not there.
func file(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// input makes what check.Run takes of a case, and the text judged.
func input(t *testing.T, a *txtar.Archive) (check.Input, string) {
	t.Helper()
	judged := "2022.yaml"
	var in check.Input
	for line := range strings.Lines(string(a.Comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "judge":
			judged = value + ".yaml"
		case "as-of":
			d, ok := when.ParseISO(value)
			if !ok {
				t.Fatal(line)
			}
			in.AsOf = &d
		}
	}
	book := file(a, "rulebook.yaml")
	if r := file(a, "rule"); r != "" {
		book = "instruments: [{id: ley, name: Ley}]\nrules:\n  - id: regla\n    title: regla\n    basis: {instrument: ley, read: verbatim}\n"
		for line := range strings.Lines(r) {
			book += "    " + line
		}
	}
	if book != "" {
		in.Rulebook = source.New("rulebook.yaml", []byte(book))
	}
	for _, f := range a.Files {
		if !strings.HasPrefix(f.Name, "20") {
			continue
		}
		p, fs := load.Files(strings.TrimSuffix(f.Name, ".yaml"), []*source.File{source.New(f.Name, f.Data)})
		if f.Name == judged {
			in.Program, in.Findings = p, fs
			continue
		}
		in.Siblings = append(in.Siblings, p)
	}
	if in.Program == nil {
		t.Fatalf("no %s", judged)
	}
	return in, file(a, judged)
}

func verdicts(t *testing.T, a *txtar.Archive) {
	in, text := input(t, a)
	r := check.Run(in)
	var want, got, has, hasNot, entities []string
	lines := map[int]string{}
	for i, l := range strings.Split(text, "\n") {
		for _, mark := range []string{"want", "waived", "orden", "conflicto"} {
			if strings.HasSuffix(l, "# "+mark) {
				lines[i+1] = mark
			}
		}
	}
	for line := range strings.Lines(file(a, "want")) {
		line = strings.TrimSpace(line)
		if text, ok := strings.CutPrefix(line, "~ "); ok {
			has = append(has, text)
		} else if text, ok := strings.CutPrefix(line, "!~ "); ok {
			hasNot = append(hasNot, text)
		} else if ids, ok := strings.CutPrefix(line, "entities "); ok {
			entities = strings.Fields(ids)
		} else if n := 0; strings.HasPrefix(line, "line ") {
			fmt.Sscanf(line, "line %d", &n)
			lines[n] = "want"
		} else {
			want = append(want, line)
		}
	}
	named := map[string]bool{}
	for _, w := range want {
		named[strings.Fields(w)[0]] = true
	}
	said := ""
	for _, v := range r.Verdicts {
		said += v.Message + "\n"
		if !named[v.Rule.ID] {
			continue
		}
		body := v.Body
		if body == "" {
			body = "-"
		}
		line := fmt.Sprintf("%s %s %s %s", v.Rule.ID, body, v.Period, v.Verdict.Verdict)
		for _, b := range v.Because {
			line += " " + string(b)
		}
		got = append(got, line)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	told := map[int]string{}
	for _, f := range r.Findings {
		mark := "want"
		switch {
		case f.Waived != nil:
			mark = "waived"
		case f.Rule == "orden", f.Rule == "conflicto":
			mark = f.Rule
		case r.Book.Rule(f.Rule) == nil && !named[f.Rule] && !slices.Contains([]string{"marco", "sin-marco", "justificacion-sin-uso", "justificacion-vencida"}, f.Rule):
			if f.Severity == diag.Error {
				t.Errorf("%s: %s [%s]", f.Place, f.Message, f.Rule)
			}
			continue
		}
		if n := f.Place.Start.Line; lines[n] != mark && !(lines[n] == "want" && mark == "conflicto") {
			t.Errorf("%s: an unexpected finding: %s [%s]", f.Place, f.Message, f.Rule)
		} else {
			told[n] = mark
		}
		ruletest.Style(t, f)
		said += strings.Join(append([]string{f.Message, f.Remedy}, f.Steps...), "\n") + "\n"
		if entities != nil && mark == "want" {
			if !slices.Equal(f.Entities, entities) {
				t.Errorf("entities %v, want %v", f.Entities, entities)
			}
			entities = nil
		}
	}
	for n, mark := range lines {
		if told[n] == "" {
			t.Errorf("line %d: no finding, want one (%s)", n, mark)
		}
	}
	for _, text := range has {
		if !strings.Contains(said, text) {
			t.Errorf("nothing says %q, but\n%s", text, said)
		}
	}
	for _, text := range hasNot {
		if strings.Contains(said, text) {
			t.Errorf("something says %q", text)
		}
	}
}

// The repository's own programme, by hand: law.md, section 5.
func TestReal2022(t *testing.T) {
	p, findings, err := load.Folder(os.DirFS("../../plan"), "2022", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	pairs := func(r *check.Result) (out []string) {
		for _, f := range r.Findings {
			if f.Rule == "subcomision-intervalo" {
				out = append(out, strings.Join(f.Entities, " ")+" "+f.Verdict.String())
			}
		}
		return out
	}
	for _, c := range []struct{ asOf, pleno, interval, pairs string }{
		// Timeless: 25→26 met (until 16 May), 26→27 met (from 1 April until 1 July), the two others open.
		{"", "met []", "open [undefined_date]", "subcomision/27 subcomision/28 open; subcomision/28 subcomision/29 open"},
		// The pleno's 19th and the Subcomisión's 26th lack a record, the 27th may be today.
		{"2022-06-30", "open [unrecorded]", "open [undefined_date]", "subcomision/26 subcomision/27 open; subcomision/27 subcomision/28 open; subcomision/28 subcomision/29 open"},
		// All but the 29th, which may be today, lack a record.
		{"2022-12-31", "open [unrecorded]", "open [undefined_date]", "subcomision/26 subcomision/27 open; subcomision/27 subcomision/28 open; subcomision/28 subcomision/29 open"},
	} {
		in := check.Input{Program: p, Findings: findings}
		if d, ok := when.ParseISO(c.asOf); ok {
			in.AsOf = &d
		}
		r := check.Run(in)
		for _, f := range r.Findings {
			if f.Severity == diag.Error {
				t.Errorf("as of %s: %s: %s", c.asOf, f.Place, f.Message)
			}
			ruletest.Style(t, f)
		}
		for _, v := range r.Verdicts {
			want := ""
			switch v.Rule.ID {
			case "pleno-sesiones-minimas":
				want = c.pleno
			case "subcomision-intervalo":
				want = c.interval
			default:
				continue
			}
			if line := v.Verdict.Verdict.String() + " " + fmt.Sprint(v.Because); line != want {
				t.Errorf("as of %s: %s is %s, want %s", c.asOf, v.Rule.ID, line, want)
			}
		}
		if got := strings.Join(pairs(r), "; "); got != c.pairs {
			t.Errorf("as of %s:\n%s\nwant\n%s", c.asOf, got, c.pairs)
		}
	}
}
