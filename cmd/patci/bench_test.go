//go:build unix

package main

import (
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// BenchmarkProcess runs commands on plan/2022 as whole processes, in turn
// with a program that only decodes the same files, and reports the median of
// the ratios, time and memory. The goals: validate below 3, calendar below 2.5.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	build := func(name, pkg string) string {
		out := filepath.Join(dir, name)
		if text, err := exec.Command("go", "build", "-trimpath", "-o", out, pkg).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
		return out
	}
	patci, decode := build("patci", "."), build("decode", "../../testdata/bench/decode")
	plan := filepath.Join("..", "..", "plan", "2022")
	run := func(b *testing.B, name string, args ...string) (wall time.Duration, kib float64) {
		c := exec.Command(name, args...)
		start := time.Now()
		if err := c.Run(); err != nil {
			b.Fatal(err)
		}
		wall = time.Since(start)
		return wall, float64(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	}
	for _, c := range []struct {
		name string
		args []string
	}{
		{"validate", []string{"validate", plan}},
		{"calendar", []string{"calendar", "--plan", plan, "--month", "abril"}},
		{"report", []string{"report", "--plan", plan}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var walls, memories []float64
			for b.Loop() {
				for range 20 {
					ours, mine := run(b, patci, c.args...)
					only, theirs := run(b, decode, plan)
					walls, memories = append(walls, float64(ours)/float64(only)), append(memories, mine/theirs)
				}
			}
			slices.Sort(walls)
			slices.Sort(memories)
			b.ReportMetric(walls[len(walls)/2], "time/decode")
			b.ReportMetric(memories[len(memories)/2], "memory/decode")
		})
	}
}
