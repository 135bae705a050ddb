package when

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestDayAgainstTime(t *testing.T) {
	for d := NewDay(-3, 1, 1); d <= NewDay(10001, 1, 1); d += 17 {
		tm := time.Unix(int64(d)*86400, 0).UTC()
		y, m, n := d.Date()
		if ty, tmo, td := tm.Date(); y != ty || m != tmo || n != td || d.Weekday() != tm.Weekday() {
			t.Fatalf("%d is %d-%d-%d %v, want %v", d, y, m, n, d.Weekday(), tm)
		}
		if NewDay(y, m, n) != d {
			t.Fatalf("%v does not come back", d)
		}
		if y >= 1 && y <= 9999 {
			if back, ok := ParseISO(d.String()); !ok || back != d {
				t.Fatalf("%v does not come back from %q", d, d.String())
			}
		}
		if n := NewDay(y, m+1, 1) - NewDay(y, m, 1); int(n) != MonthLength(y, m) {
			t.Fatalf("%d-%d has %d days", y, m, n)
		}
	}
}

func TestDayNormalises(t *testing.T) {
	for y := 2019; y < 2025; y++ {
		for m := time.Month(-14); m < 30; m++ {
			for _, n := range []int{-40, 0, 1, 31, 400} {
				want := time.Date(y, m, n, 12, 0, 0, 0, time.UTC)
				if got := NewDay(y, m, n); !got.Time().Equal(want) {
					t.Fatalf("NewDay(%d, %d, %d) is %v, want %v", y, m, n, got, want)
				}
			}
		}
	}
	for _, s := range []string{"2022-02-29", "2022-13-01", "2022-00-10", "0000-01-01", "2022-1-01", "2022-03-10 ", "", "2022/03/10", "２022-03-1"} {
		if d, ok := ParseISO(s); ok {
			t.Errorf("%q is %v", s, d)
		}
	}
}

func TestNames(t *testing.T) {
	d := NewDay(2022, 3, 10)
	for got, want := range map[string]string{
		d.String(): "2022-03-10", d.Spanish(): "10 de marzo de 2022", d.DayMonth(): "10 de marzo", d.Long(): "jueves 10 de marzo de 2022",
		NewDay(2022, 4, 1).Spanish(): "1 de abril de 2022", MonthShort(3): "mar", WeekdayShort(time.Thursday): "jue", WeekdayShort(time.Wednesday): "mié",
		MonthName(13): "", MonthShort(0): "", WeekdayName(9): "",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestSets compares the operations with sets kept as maps.
func TestSets(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	random := func() (Set, map[Day]bool) {
		m := map[Day]bool{}
		var rs []Range
		for range rnd.IntN(6) {
			a := Day(rnd.IntN(60))
			r := Range{a, a + Day(rnd.IntN(8)-1)}
			rs = append(rs, r)
			for d := r.First; d <= r.Last; d++ {
				m[d] = true
			}
		}
		return NewSet(rs...), m
	}
	check := func(s Set, want func(Day) bool) {
		t.Helper()
		n := 0
		for d := Day(-5); d < 80; d++ {
			if s.Contains(d) != want(d) {
				t.Fatalf("%v at %d", s, d)
			}
			if want(d) {
				n++
			}
		}
		all := slices.Collect(s.All())
		if s.Len() != n || len(all) != n || !slices.IsSorted(all) || !slices.Equal(NewSet(s...), s) || s.IsEmpty() != (n == 0) || (s == nil) != (n == 0) {
			t.Fatalf("%v has %d days, want %d", s, s.Len(), n)
		}
		if n > 0 && (s.First() != all[0] || s.Last() != all[n-1]) {
			t.Fatalf("%v: ends %v %v", s, s.First(), s.Last())
		}
	}
	for range 3000 {
		a, ma := random()
		b, mb := random()
		check(a, func(d Day) bool { return ma[d] })
		check(a.Union(b), func(d Day) bool { return ma[d] || mb[d] })
		check(a.Intersect(b), func(d Day) bool { return ma[d] && mb[d] })
		check(a.Minus(b), func(d Day) bool { return ma[d] && !mb[d] })
	}
	for range NewSet(Range{1, 5}).All() {
		break
	}
}

func TestEaster(t *testing.T) {
	for y, want := range map[int]Day{2022: NewDay(2022, 4, 17), 2023: NewDay(2023, 4, 9), 2024: NewDay(2024, 3, 31), 2025: NewDay(2025, 4, 20), 2026: NewDay(2026, 4, 5), 2038: NewDay(2038, 4, 25)} {
		if easter(y) != want {
			t.Errorf("%d: %v, want %v", y, easter(y), want)
		}
	}
}
