package briefing_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"patci/pkg/briefing"
	"patci/pkg/progress"
)

func TestBar(t *testing.T) {
	n := func(i int) *int { return &i }
	for _, c := range []struct {
		reached  *int
		expected int
		want     string
	}{
		{n(42), 70, "████░░░···"},
		{n(0), 0, "··········"},
		{n(0), 100, "░░░░░░░░░░"},
		{n(1), 0, "█·········"},    // something is never nothing
		{n(99), 100, "█████████░"}, // nor nearly all all
		{n(100), 100, "██████████"},
		{n(80), 30, "████████··"},
		{nil, 44, "────······"}, // what nobody recorded is no zero
		{nil, 0, "··········"},
	} {
		a := progress.Advance{Activities: 5, WholePercent: c.reached, ExpectedPercent: c.expected}
		if got := briefing.Bar(a); got != c.want {
			t.Errorf("%v of %d: %s, want %s", c.reached, c.expected, got, c.want)
		}
	}
	for reached := range 101 {
		for expected := range 101 {
			bar := briefing.Bar(progress.Advance{Activities: 1, WholePercent: &reached, ExpectedPercent: expected})
			full := strings.Count(bar, "█")
			if utf8.RuneCountInString(bar) != briefing.BarCells || (full == 0) != (reached == 0) || (full == briefing.BarCells) != (reached == 100) ||
				strings.Contains(bar, "░") && expected <= reached {
				t.Fatalf("%d of %d: %s", reached, expected, bar)
			}
		}
	}
	if bar := briefing.Bar(progress.Advance{}); bar != "" {
		t.Errorf("a bar of nothing: %q", bar)
	}
}
