package rule_test

import (
	"math/rand/v2"
	"testing"

	"patci/pkg/rule"
	"patci/pkg/when"
)

func TestMemo(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		calls := map[when.Day]int{}
		f := rule.Memo(func(d when.Day) when.Day { calls[d]++; return 2*d + 1 })
		middle := when.Day(r.IntN(40_000) - 20_000)
		for range 300 {
			d := middle + when.Day(r.IntN(600)-300)
			if got := f(d); got != 2*d+1 {
				t.Fatalf("of %d it answers %d", d, got)
			}
		}
		for d, n := range calls {
			if n > 1 {
				t.Fatalf("asked %d times of %d", n, d)
			}
		}
		for _, far := range []when.Day{-1 << 30, 1<<30 - 1} {
			if got := f(far); got != 2*far+1 {
				t.Fatalf("of %d it answers %d", far, got)
			}
		}
	}
}
