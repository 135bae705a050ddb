package cli

import (
	"io"
	"path/filepath"
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
