package check_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"patci/pkg/check"
	"patci/pkg/load"
	"patci/pkg/source"
	"patci/pkg/when"
)

const scaleBook = `instruments: [{id: ley, name: Ley}]
rules:
  - {id: intervalo, kind: maximum_interval, title: x, bodies: [pleno], parameters: {days: 3}, basis: {instrument: ley, read: verbatim}}
  - {id: minimo, kind: minimum_sessions, title: x, bodies: [pleno], parameters: {count: 80, period: month}, basis: {instrument: ley, read: verbatim}}
  - {id: habil, kind: working_day, title: x, severity: warning, bodies: [pleno], basis: {instrument: ley, read: verbatim}}
`

// many is a body of n sessions over ten years, or as much of them as n
// sessions of three or four a day reach; date says what one is dated.
func many(n int, date func(k int, d when.Day) string) string {
	var b strings.Builder
	b.WriteString("program: {period: 2022-01-01/2031-12-31}\nbodies: [{id: pleno, kind: plenary, name: Pleno}]\nsessions:\n  pleno:\n")
	first := when.NewDay(2022, 1, 1)
	for k := range n {
		fmt.Fprintf(&b, "    - {number: %d, date: %s}\n", k%999+1, date(k, first+when.Day(k*3652/10000)))
	}
	return b.String()
}

// shapes are sessions that hold, that hang on their days, that break pair by
// pair, and that break together.
var shapes = map[string]func(k int, d when.Day) string{
	"met": func(_ int, d when.Day) string { return d.String() },
	"open": func(_ int, d when.Day) string {
		return fmt.Sprintf("\"[%s..%s]\"", d, min(d+5, when.NewDay(2031, 12, 31)))
	},
	"pairs": func(k int, d when.Day) string {
		return (d - d%9).String()
	},
	"together": func(k int, d when.Day) string {
		if k%60 != 30 {
			return (d - d%14).String()
		}
		return fmt.Sprintf("\"[%s..%s]\"", d-d%14, min(d-d%14+14, when.NewDay(2031, 12, 31)))
	},
	"undefined": func(k int, d when.Day) string {
		if k%1000 == 0 {
			return "Por definir"
		}
		return d.String()
	},
}

func TestScale(t *testing.T) {
	if testing.Short() {
		t.Skip("ten seconds")
	}
	for name, date := range shapes {
		t.Run(name, func(t *testing.T) {
			run := func(n int) time.Duration {
				p, _ := load.Files("x", []*source.File{source.New("x/p.yaml", []byte(many(n, date)))})
				for k, s := range p.Sessions { // no ordinal can be written beyond 999
					s.Number.Value = k + 1
				}
				begin := time.Now()
				r := check.Run(check.Input{Program: p, Rulebook: source.New("x/rulebook.yaml", []byte(scaleBook))})
				took := time.Since(begin)
				counts := map[string]int{}
				for _, f := range r.Findings {
					counts[f.Rule]++
				}
				t.Log(n, took, r.Overall("intervalo"), counts)
				return took
			}
			small, large := run(2500), run(10000)
			if large > 10*small+2*time.Second { // four times as much is four times as long
				t.Errorf("2500 sessions take %s, 10000 take %s", small, large)
			}
		})
	}
}
