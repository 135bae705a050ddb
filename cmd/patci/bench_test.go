//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// BenchmarkProcess runs commands on plan/2022 as whole processes, in turn
// with a program that only decodes the same files, and reports the median of
// the ratios, time and memory. The goals for time: validate below 3, calendar
// below 2.5.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	build := func(name, pkg string) string {
		out := filepath.Join(dir, name)
		c := exec.Command("go", "build", "-trimpath", "-o", out, pkg)
		c.Env = append(os.Environ(), "CGO_ENABLED=0") // as make build does
		if text, err := c.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
		return out
	}
	patci, decode, peak := build("patci", "."), build("decode", "../../testdata/bench/decode"), build("peak", "../../testdata/bench/peak")
	plan := filepath.Join("..", "..", "plan", "2022")
	run := func(b *testing.B, name string, args ...string) float64 {
		start := time.Now()
		if err := exec.Command(name, args...).Run(); err != nil {
			b.Fatal(err)
		}
		return float64(time.Since(start))
	}
	memory := func(b *testing.B, args ...string) float64 {
		out, err := exec.Command(peak, args...).Output()
		if err != nil {
			b.Fatal(err)
		}
		kib, err := strconv.ParseFloat(string(out), 64)
		if err != nil {
			b.Fatal(err)
		}
		return kib
	}
	for _, c := range [][]string{
		{"validate", plan},
		{"calendar", "--plan", plan, "--month", "abril"},
		{"report", "--plan", plan},
	} {
		b.Run(c[0], func(b *testing.B) {
			var walls, memories []float64
			for b.Loop() {
				for range 20 {
					walls = append(walls, run(b, patci, c...)/run(b, decode, plan))
				}
				memories = append(memories, memory(b, append([]string{patci}, c...)...)/memory(b, decode, plan))
			}
			slices.Sort(walls)
			slices.Sort(memories)
			b.ReportMetric(walls[len(walls)/2], "time/decode")
			b.ReportMetric(memories[len(memories)/2], "memory/decode")
		})
	}
}
