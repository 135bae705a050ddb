package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkCommands runs commands on plan/2022 within one process: what they
// cost once the program has started.
func BenchmarkCommands(b *testing.B) {
	dir, err := filepath.Abs("../..")
	if err != nil {
		b.Fatal(err)
	}
	commands := [][]string{{"validate", "plan/2022"}, {"calendar", "--month", "abril"}, {"report"}}
	for _, f := range documentFormats() {
		commands = append(commands, []string{"document", "--format", f.name})
	}
	for _, args := range commands {
		name := args[0]
		if name == "document" {
			name += "/" + args[2]
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				env := Env{Out: io.Discard, Err: io.Discard, Dir: dir, Getenv: func(string) string { return "" },
					Now: func() time.Time { return time.Date(2022, 6, 30, 18, 0, 0, 0, time.UTC) }}
				if code := Main(env, args); code != exitOK {
					b.Fatalf("exit code %d", code)
				}
			}
		})
	}
}

// BenchmarkDocument writes documents of more and more rows, whose time should
// grow as the rows do.
func BenchmarkDocument(b *testing.B) {
	for _, rows := range []int{500, 1000, 2000} {
		dir := b.TempDir()
		var y strings.Builder
		y.WriteString("program: {year: 2022}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nobjectives:\n  - number: 1\n    title: Uno\n    activities:\n")
		for i := range rows {
			fmt.Fprintf(&y, "      - {number: %d, title: Actividad número %d, responsible: [pleno], date: marzo}\n", i+1, i+1)
		}
		if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte(y.String()), 0o600); err != nil {
			b.Fatal(err)
		}
		for _, f := range documentFormats() {
			b.Run(fmt.Sprintf("%s/%d rows", f.name, rows), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					env := Env{Out: io.Discard, Err: io.Discard, Dir: dir, Getenv: func(string) string { return "" },
						Now: func() time.Time { return time.Date(2022, 6, 30, 18, 0, 0, 0, time.UTC) }}
					if code := Main(env, []string{"document", "--plan", ".", "--format", f.name}); code != exitOK {
						b.Fatalf("exit code %d", code)
					}
				}
			})
		}
	}
}

// BenchmarkYear writes a year of more and more sessions in each format of the
// calendar and of the report: the time should grow as the sessions do.
func BenchmarkYear(b *testing.B) {
	const bodies = 20 // a body's sessions are numbered to 999
	first := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, sessions := range []int{2500, 5000, 10000} {
		dir := b.TempDir()
		var y strings.Builder
		y.WriteString("program: {year: 2022}\nbodies:\n")
		for i := range bodies {
			fmt.Fprintf(&y, "  - {id: c%d, kind: committee, name: Comité %d}\n", i, i)
		}
		y.WriteString("sessions:\n")
		for i := range bodies {
			fmt.Fprintf(&y, "  c%d:\n", i)
			n := sessions / bodies
			for k := range n {
				day := first.AddDate(0, 0, (k+1)*364/n)
				date := day.Format("2006-01-02")
				if k%10 == 9 { // a tenth has only its month
					date = day.Format("2006-01")
				}
				fmt.Fprintf(&y, "    - {number: %d, date: %s}\n", k+1, date)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte(y.String()), 0o600); err != nil {
			b.Fatal(err)
		}
		run := func(args ...string) {
			b.Run(fmt.Sprintf("%s/%s/%d sessions", args[0], args[2], sessions), func(b *testing.B) {
				for b.Loop() {
					env := Env{Out: io.Discard, Err: io.Discard, Dir: dir, Getenv: func(string) string { return "" },
						Now: func() time.Time { return time.Date(2022, 6, 30, 18, 0, 0, 0, time.UTC) }}
					if code := Main(env, append(args, "--plan", ".")); code != exitOK {
						b.Fatalf("exit code %d", code)
					}
				}
			})
		}
		for _, f := range []string{"table", "grid", "tsv", "csv", "markdown", "ics", "html", "json"} {
			run("calendar", "--format", f)
		}
		for _, f := range []string{"table", "markdown", "json", "csv", "html", "docx"} {
			run("report", "--format", f)
		}
	}
}
