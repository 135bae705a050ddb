package rule_test

import (
	"testing"

	"patci/pkg/rule"
	"patci/pkg/when"
	"patci/pkg/workday"
)

func day(t *testing.T, iso string) when.Day {
	t.Helper()
	d, ok := when.ParseISO(iso)
	if !ok {
		t.Fatal(iso)
	}
	return d
}

// Before is the last day from which the span has ended, found by looking at
// every day; also where the day before it would be too late and a later one
// not, as on weekends.
func TestBefore(t *testing.T) {
	c := workday.New(workday.Official, workday.Closure{Days: when.NewSet(when.Range{First: day(t, "2022-04-11"), Last: day(t, "2022-04-15")})})
	for _, s := range []rule.Span{{N: 1, Unit: rule.WorkingDays}, {N: 5, Unit: rule.WorkingDays}, {N: 10, Unit: rule.Days}, {N: 2, Unit: rule.Weeks}, {N: 3, Unit: rule.Months}, {N: 48, Unit: rule.Hours}} {
		for d := day(t, "2022-01-01"); d <= day(t, "2022-12-31"); d++ {
			want := d
			for s.After(c, want, false) > d {
				want--
			}
			if got := s.Before(c, d); got != want {
				t.Errorf("%s before %s: %s, want %s", s, d, got, want)
			}
		}
	}
}

func TestHours(t *testing.T) {
	at := func(d, clock string) rule.Moment { return rule.Moment{Day: day(t, d), Clock: clock} }
	for _, c := range []struct {
		from, to                       rule.Moment
		passed, perhaps, within, later bool
	}{
		{at("2022-05-08", "11:00"), at("2022-05-10", "11:00"), true, true, true, true},
		{at("2022-05-08", "11:01"), at("2022-05-10", "11:00"), false, false, true, true},
		{at("2022-05-08", "10:59"), at("2022-05-10", "11:00"), true, true, false, false},
		{at("2022-05-08", ""), at("2022-05-10", ""), false, true, false, true},
		{at("2022-05-07", ""), at("2022-05-10", ""), true, true, false, false},
		{at("2022-05-09", ""), at("2022-05-10", ""), false, false, true, true},
		{at("2022-05-08", "00:00"), at("2022-05-10", ""), true, true, false, true},
		{at("2022-05-08", ""), at("2022-05-10", "23:59"), true, true, false, true},
		{at("2021-12-31", "12:00"), at("2022-01-02", "12:00"), true, true, true, true},
	} {
		s := rule.Span{N: 48, Unit: rule.Hours}
		if surely, perhaps := s.Passed(nil, c.from, c.to); surely != c.passed || perhaps != c.perhaps {
			t.Errorf("from %v to %v: passed %v %v", c.from, c.to, surely, perhaps)
		}
		if surely, perhaps := s.Within(nil, c.from, c.to, true); surely != c.within || perhaps != c.later {
			t.Errorf("from %v to %v: within %v %v", c.from, c.to, surely, perhaps)
		}
	}
}

func TestPlus(t *testing.T) {
	for _, c := range []struct {
		day, clock string
		hours      int
		want       string
	}{
		{"2022-05-10", "11:00", -48, "2022-05-08 11:00"},
		{"2022-01-01", "00:30", -1, "2021-12-31 23:30"},
		{"2022-12-31", "23:59", 1, "2023-01-01 00:59"},
		{"1969-12-31", "01:05", -2, "1969-12-30 23:05"},
		{"1969-12-31", "22:00", 0, "1969-12-31 22:00"},
		{"2022-05-10", "", -30, "2022-05-08 "},
	} {
		m := rule.Moment{Day: day(t, c.day), Clock: c.clock}.Plus(c.hours)
		if got := m.Day.String() + " " + m.Clock; got != c.want {
			t.Errorf("%s %s %+d: %s, want %s", c.day, c.clock, c.hours, got, c.want)
		}
	}
}
