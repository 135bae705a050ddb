package csv_test

import (
	"bytes"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"patci/pkg/foreign"
	"patci/pkg/render/csv"
)

// TestPython reads a table with a reader that is not Go's.
func TestPython(t *testing.T) {
	python := foreign.Python(t, "csv")
	cells := []string{"a,b", `"`, "línea\nsegunda", "=1", "«»;", "مرحبا", strings.Repeat("á", 500), `\.`, " ", "", "👩‍👩‍👧"}
	var b bytes.Buffer
	w := csv.New(&b, "número", "texto")
	for i, c := range cells {
		w.Row(csv.Int(-i), csv.Text(c))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", `
import csv, io, sys
for row in csv.reader(io.StringIO(sys.stdin.buffer.read().decode("utf-8-sig"), newline=""), strict=True):
    print(ascii(row[0]), ascii(row[1].replace("\r\n", "\n")), len(row))
`)
	cmd.Stdin = &b
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(cells)+1 {
		t.Fatalf("%d lines: %s", len(lines), out)
	}
	cells[3] = "'=1"
	for i, c := range cells {
		probe := exec.Command(python, "-c", "import sys; print(ascii(sys.argv[1]), ascii(sys.argv[2]), 2)", strconv.Itoa(-i), c)
		want, err := probe.Output()
		if err != nil {
			t.Fatal(err)
		}
		if lines[i+1] != strings.TrimSpace(string(want)) {
			t.Errorf("got %s, want %s", lines[i+1], want)
		}
	}
}
