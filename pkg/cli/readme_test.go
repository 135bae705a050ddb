package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"patci/pkg/builtin"
	"patci/pkg/official"
	"patci/pkg/render/text"
	"patci/pkg/rulebook"
	"patci/pkg/rules"
	"patci/pkg/source"
)

// TestReadme runs every command of the README and compares what it prints, a
// file that it shows with the file, and its tables with what they are made
// of. With -update it writes them.
func TestReadme(t *testing.T) {
	const name = "../../README.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got := string(data)
	ran := 0
	// ```console
	// $ patci …
	console := regexp.MustCompile("(?s)```console\n(.*?)```\n")
	got = console.ReplaceAllStringFunc(got, func(block string) string {
		var out strings.Builder
		out.WriteString("```console\n")
		for line := range strings.SplitSeq(block, "\n") {
			if command, ok := strings.CutPrefix(line, "$ patci "); ok {
				ran++
				out.WriteString(line + "\n" + runReadme(t, command))
			}
		}
		return out.String() + "```\n"
	})
	// ```yaml testdata/plans/malo/programa.yaml
	shown := regexp.MustCompile("(?s)```yaml (testdata/\\S+)\n.*?```\n")
	got = shown.ReplaceAllStringFunc(got, func(block string) string {
		file := shown.FindStringSubmatch(block)[1]
		text, err := os.ReadFile(filepath.Join("../..", file))
		if err != nil {
			t.Fatal(err)
		}
		ran++
		return "```yaml " + file + "\n" + string(text) + "```\n"
	})
	for mark, table := range map[string]string{"reglas": ruleTable(), "clases": kindTable(), "revisiones": checkTable(), "bloques": blockTable(), "datos": dataTable()} {
		re := regexp.MustCompile("(?s)<!-- " + mark + " -->\n.*?<!-- /" + mark + " -->")
		if !re.MatchString(got) {
			t.Errorf("README.md has no table «%s»", mark)
		}
		got = re.ReplaceAllLiteralString(got, "<!-- "+mark+" -->\n"+table+"<!-- /"+mark+" -->")
	}
	if ran < 5 {
		t.Errorf("only %d samples were found in README.md", ran)
	}
	if got == string(data) {
		return
	}
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, now := strings.Split(string(data), "\n"), strings.Split(got, "\n")
	for i := range min(len(old), len(now)) {
		if old[i] != now[i] {
			t.Fatalf("README.md is stale (make generate), line %d:\n  it says %s\n  it is   %s", i+1, old[i], now[i])
		}
	}
	t.Fatal("README.md is stale (make generate): it ends elsewhere")
}

// What the README says of how laws are written is taken as it stands.
func TestReadmePhrases(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(data), "<!-- frases -->\n")
	table, _, ok := strings.Cut(after, "<!-- /frases -->")
	seen := map[string]bool{}
	for line := range strings.Lines(table) {
		m := regexp.MustCompile("^\\| «.*» \\| `(\\w+)` \\| `(.*)` \\|\n$").FindStringSubmatch(line)
		if m == nil {
			continue
		}
		seen[m[1]] = true
		text := "instruments: [{id: ley, name: Ley}]\nrules: [{id: a, kind: " + m[1] + ", title: x, basis: {instrument: ley, read: verbatim}, parameters: " + m[2] + "}]\n"
		if b, findings := rulebook.Read(source.New("rulebook.yaml", []byte(text))); len(findings) > 0 || len(b.Rules) != 1 {
			t.Errorf("%s: %v", strings.TrimSpace(line), findings)
		}
	}
	if !ok || len(seen) < 12 {
		t.Errorf("only %d kinds are shown", len(seen))
	}
}

// runReadme runs a command line of the README in the repository's folder on
// 30 June 2022.
func runReadme(t *testing.T, line string) string {
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	env := Env{In: strings.NewReader(""), Out: &out, Err: &out, Dir: dir, Version: "0.1.0",
		Getenv: func(string) string { return "" },
		Now:    func() time.Time { return time.Date(2022, 6, 30, 18, 0, 0, 0, time.UTC) }}
	cut := 0
	if before, after, ok := strings.Cut(line, " | head -"); ok {
		line = before
		if _, err := fmt.Sscan(after, &cut); err != nil {
			t.Fatal(err)
		}
	}
	Main(env, strings.Fields(line))
	text := out.String()
	if cut > 0 {
		text = strings.Join(strings.SplitAfterN(text, "\n", cut+1)[:cut], "")
	}
	return text
}

func row(cells ...string) string {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(c, "|", "\\|")
	}
	return "| " + strings.Join(cells, " | ") + " |\n"
}

func ruleTable() string {
	out := row("marco", "regla", "qué pide", "gravedad", "fundamento") + "|---|---|---|---|---|\n"
	for _, name := range rulebook.Names() {
		b, _ := rulebook.Named(name)
		for _, r := range b.Rules {
			out += row("`"+name+"`", "`"+r.ID+"`", r.Title, r.Severity.Spanish(), text.Law(r.Basis))
		}
	}
	return out
}

func kindTable() string {
	out := row("clase", "qué pide", "parámetros") + "|---|---|---|\n"
	for _, k := range rules.All() {
		var params []string
		for _, p := range k.Params {
			params = append(params, "`"+p.Name+"`")
		}
		out += row("`"+k.Name+"`", k.Title, strings.Join(params, ", "))
	}
	return out
}

func checkTable() string {
	out := row("revisión", "qué pide", "gravedad") + "|---|---|---|\n"
	for _, c := range builtin.All() {
		out += row("`"+c.ID+"`", c.Title, c.Severity.Spanish())
	}
	return out
}

func blockTable() string {
	out := row("bloque", "qué imprime", "otras claves") + "|---|---|---|\n"
	for _, b := range official.Blocks() {
		var keys []string
		for _, k := range b.Keys {
			keys = append(keys, "`"+k.Name+"`: "+k.Doc)
		}
		out += row("`"+b.Name+"`", b.Doc, strings.Join(keys, "<br>"))
	}
	return out
}

func dataTable() string {
	out := row("datos", "qué son", "`of`", "columnas") + "|---|---|---|---|\n"
	for _, t := range official.Tables() {
		var columns []string
		for _, c := range t.Columns {
			columns = append(columns, "`"+c.Name+"`")
		}
		out += row("`"+t.Name+"`", t.Doc, t.Of, strings.Join(columns, ", "))
	}
	return out
}
