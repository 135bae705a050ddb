package when

import (
	"reflect"
	"testing"
	"unicode/utf8"
)

// contexts are the programmes in which every text of the tests must behave.
var contexts = []Context{
	{First: NewDay(2022, 1, 1), Last: NewDay(2022, 12, 31)},
	{First: NewDay(2022, 1, 1), Last: NewDay(2022, 12, 31), One: true},
	{First: NewDay(2022, 8, 1), Last: NewDay(2023, 7, 31)},
	{First: NewDay(2022, 2, 15), Last: NewDay(2022, 11, 20), NumericDMY: true},
	{First: NewDay(2024, 1, 1), Last: NewDay(2025, 12, 31)},
	{First: NewDay(2022, 1, 1), Last: NewDay(2022, 12, 31), Anywhere: true},
	{Anywhere: true},
	{},
}

func fatal(ps []Problem) *Problem {
	for i := range ps {
		if ps[i].Fatal {
			return &ps[i]
		}
	}
	return nil
}

// invariants holds what is true of every answer of Parse.
func invariants(t *testing.T, text string, c Context) {
	t.Helper()
	d, ps := Parse(text, c)
	d2, ps2 := Parse(text, c)
	if !reflect.DeepEqual(d, d2) || !reflect.DeepEqual(ps, ps2) {
		t.Fatalf("%q: two answers", text)
	}
	if d.Text != text {
		t.Fatalf("%q: text became %q", text, d.Text)
	}
	n := utf8.RuneCountInString(text)
	for _, p := range ps {
		if p.Start < 0 || p.End > n || p.Start > p.End || p.Start == p.End && n > 0 {
			t.Fatalf("%q: place %d..%d of %d code points: %+v", text, p.Start, p.End, n, p)
		}
		if p.Message == "" || p.Code == "" || len([]rune(p.Message)) > 300 {
			t.Fatalf("%q: message %+v", text, p)
		}
	}
	if fatal(ps) != nil {
		if !reflect.DeepEqual(d, Date{Text: text}) {
			t.Fatalf("%q: fatal, and yet %+v", text, d)
		}
		return
	}
	checkDate(t, text, d, c)
	s := d.String()
	back, ps := Parse(s, c)
	if p := fatal(ps); p != nil {
		t.Fatalf("%q prints as %q, which is not read: %+v", text, s, *p)
	}
	same(t, text, s, d, back, true)
	if again := back.String(); again != s {
		t.Fatalf("%q prints as %q and then as %q", text, s, again)
	}
	if e := d.EDTF(); e != "" {
		back, ps := Parse(e, c)
		if p := fatal(ps); p != nil {
			t.Fatalf("%q is %q in EDTF, which is not read: %+v", text, e, *p)
		}
		same(t, text, e, d, back, false)
	}
}

func same(t *testing.T, text, s string, a, b Date, marks bool) {
	t.Helper()
	if !a.Days.Equal(b.Days) || a.Kind != b.Kind || len(a.Items) != len(b.Items) || a.Undefined != b.Undefined || a.Tentative != b.Tentative {
		t.Fatalf("%q -> %q: %+v, then %+v", text, s, a, b)
	}
	if marks && (a.Permanent != b.Permanent || a.Clock != b.Clock || a.Symbolic() != b.Symbolic()) {
		t.Fatalf("%q -> %q: marks %+v, then %+v", text, s, a, b)
	}
	for i := range a.Items {
		same(t, text, s, a.Items[i], b.Items[i], marks)
	}
}

func checkDate(t *testing.T, text string, d Date, c Context) {
	t.Helper()
	if !reflect.DeepEqual(NewSet(d.Days...), d.Days) {
		t.Fatalf("%q: days %v are not normal", text, d.Days)
	}
	switch d.Kind {
	case NoDate:
		if !d.Days.IsEmpty() || d.Undefined {
			t.Fatalf("%q: none, and yet %+v", text, d)
		}
	case OneDay:
		if d.Days.Len() != 1 && !d.Symbolic() {
			t.Fatalf("%q: one day, and yet %v", text, d.Days)
		}
	case AllDays:
		if d.Days.Len() < 2 || len(d.Days) != 1 {
			t.Fatalf("%q: all days of %v", text, d.Days)
		}
	case Occurrences:
		if len(d.Items) < 2 || d.sym != nil {
			t.Fatalf("%q: occurrences %+v", text, d)
		}
		var u Set
		for _, it := range d.Items {
			if it.Kind == Occurrences || it.Text == "" {
				t.Fatalf("%q: item %+v", text, it)
			}
			checkDate(t, text, it, c)
			u = u.Union(it.Days)
		}
		if !u.Equal(d.Days) {
			t.Fatalf("%q: items have %v, it %v", text, u, d.Days)
		}
	}
	if d.Kind != Occurrences && len(d.Items) > 0 || d.Kind != NoDate && d.Days.IsEmpty() && !(d.Undefined && !c.hasProgram()) {
		t.Fatalf("%q: %+v", text, d)
	}
	if d.Undefined && d.Tentative {
		t.Fatalf("%q: undefined and tentative", text)
	}
	r := d.Resolve(func(d Day) bool { w := d.Weekday(); return w != 0 && w != 6 })
	if d.Symbolic() && r.Symbolic() && d.Kind != Occurrences {
		t.Logf("%q: not resolved", text)
	}
	if !r.Days.Minus(d.Days).IsEmpty() {
		t.Fatalf("%q: resolving adds days: %v, then %v", text, d.Days, r.Days)
	}
	_ = r.String()
}

func FuzzParse(f *testing.F) {
	for _, r := range readRows {
		f.Add(r.text, uint8(0))
		f.Add(r.text, uint8(2))
	}
	for _, r := range askedRows {
		f.Add(r.text, uint8(1))
		f.Add(r.text, uint8(4))
	}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		if len(text) > 2000 {
			return
		}
		invariants(t, text, contexts[int(n)%len(contexts)])
	})
}

func FuzzOrdinal(f *testing.F) {
	for _, s := range []string{"Décima Novena", "27.ª", "XXVII", "decimoprimera", "1ro.", "Décimo-Quinta", "0", "9999999999", "centésima vigésimoctava"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := ParseOrdinal(s); ok {
			if n < 1 || n > 999 {
				t.Fatalf("%q is %d", s, n)
			}
			if back, ok := ParseOrdinal(OrdinalWords(n, true)); !ok || back != n {
				t.Fatalf("%q is %d, in words %q, back %d", s, n, OrdinalWords(n, true), back)
			}
		}
		if n, start, end, ok := FindOrdinal(s); ok {
			if size := utf8.RuneCountInString(s); n < 1 || n > 999 || start < 0 || end <= start || end > size {
				t.Fatalf("%q: %d at %d..%d of %d", s, n, start, end, size)
			}
			if m, ok := ParseOrdinal(string([]rune(s)[start:end])); !ok || m != n {
				t.Fatalf("%q: found %d, alone it is %d", s, n, m)
			}
		}
	})
}
