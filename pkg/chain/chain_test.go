package chain

import (
	"math/rand/v2"
	"slices"
	"testing"

	"patci/pkg/when"
)

// random makes a small row: up to five sessions over some thirty days, a
// limit, or a day from which one may follow, that need not be monotone.
func random(r *rand.Rand) *Row {
	row := &Row{}
	step := make([]when.Day, 64)
	for i := range step {
		step[i] = when.Day(r.IntN(8))
	}
	bound := func(y when.Day) when.Day { return y + step[(int(y)+640)%64] }
	if r.IntN(2) == 0 {
		row.Limit = bound
	} else {
		row.From = bound
	}
	for k := range 1 + r.IntN(5) {
		var ranges []when.Range
		for range 1 + r.IntN(2) {
			first := when.Day(4*k + r.IntN(12))
			ranges = append(ranges, when.Range{First: first, Last: first + when.Day(r.IntN(4))})
		}
		n := Node{Days: when.NewSet(ranges...), Judged: r.IntN(5) > 0, Maybe: r.IntN(6) == 0}
		if r.IntN(8) == 0 {
			n.Unless = when.Day(10 + r.IntN(15))
		}
		row.Nodes = append(row.Nodes, n)
	}
	return row
}

const skipped = when.Day(-1000)

// choices calls f with every choice that keeps the order.
func choices(r *Row, f func([]when.Day)) {
	days := make([]when.Day, len(r.Nodes))
	var walk func(k int, last when.Day)
	walk = func(k int, last when.Day) {
		if k == len(r.Nodes) {
			f(days)
			return
		}
		for x := range r.Nodes[k].Days.All() {
			if last == skipped || x >= last {
				days[k] = x
				walk(k+1, x)
			}
		}
		if r.Nodes[k].Maybe {
			days[k] = skipped
			walk(k+1, last)
		}
	}
	walk(0, skipped)
}

// judge returns, for a choice, which judged nodes fail and hold.
func judge(r *Row, days []when.Day) (fails, holds []int) {
	last := skipped
	for k, x := range days {
		if x == skipped {
			continue
		}
		n := &r.Nodes[k]
		if n.Judged {
			if last != skipped && (x > r.limit(n, last) || x < r.from(n, last)) {
				fails = append(fails, k)
			} else {
				holds = append(holds, k)
			}
		}
		last = x
	}
	return fails, holds
}

// brute is Answer by trying every choice.
func brute(r *Row) Answer {
	a := Answer{Pairs: make([]Pair, len(r.Nodes))}
	choices(r, func(days []when.Day) {
		a.Ordered = true
		fails, holds := judge(r, days)
		a.Holds = a.Holds || len(fails) == 0
		for _, k := range fails {
			a.Pairs[k].CanFail = true
		}
		for _, k := range holds {
			a.Pairs[k].CanHold = true
		}
	})
	return a
}

func TestAnswerIsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 20000 {
		row := random(r)
		got, want := row.Answer(), brute(row)
		if got.Ordered != want.Ordered || got.Holds != want.Holds {
			t.Fatalf("row %d %+v: got %+v, want %+v", i, row.Nodes, got, want)
		}
		if want.Ordered && !slices.Equal(got.Pairs, want.Pairs) {
			t.Fatalf("row %d %+v: pairs %+v, want %+v", i, row.Nodes, got.Pairs, want.Pairs)
		}
	}
}

func TestCountIsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 20000 {
		row := random(r)
		in := when.Range{First: when.Day(r.IntN(20)), Last: when.Day(10 + r.IntN(20))}
		fewest, most, any := 99, -1, false
		choices(row, func(days []when.Day) {
			any = true
			n := 0
			for _, x := range days {
				if x != skipped && in.Contains(x) {
					n++
				}
			}
			fewest, most = min(fewest, n), max(most, n)
		})
		if !any {
			continue
		}
		if f, m := row.Count(in); f != fewest || m != most {
			t.Fatalf("row %d %+v in %v: got %d to %d, want %d to %d", i, row.Nodes, in, f, m, fewest, most)
		}
	}
}

func TestConflictIsIrreducible(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	free := when.NewSet(when.Range{First: -60, Last: 100})
	holds := func(row *Row, dates, pairs []int) bool {
		try := &Row{Limit: row.Limit, From: row.From, Nodes: slices.Clone(row.Nodes)}
		for k := range try.Nodes {
			n := &try.Nodes[k]
			n.Judged = n.Judged && slices.Contains(pairs, k)
			if !slices.Contains(dates, k) {
				n.Days, n.Maybe = free, false
			}
		}
		return try.Answer().Holds
	}
	without := func(s []int, i int) []int { return append(slices.Clone(s[:i]), s[i+1:]...) }
	seen := 0
	for range 40000 {
		row := random(r)
		for k := range row.Nodes { // a date that may be dropped is a date that is there
			row.Nodes[k].Maybe = false
		}
		if a := row.Answer(); !a.Ordered || a.Holds {
			continue
		}
		seen++
		all := row.Conflicts()
		if len(all) == 0 {
			t.Fatalf("%+v: no conflict", row.Nodes)
		}
		c := all[0]
		if holds(row, c.Dates, c.Pairs) {
			t.Fatalf("%+v: %+v is no conflict", row.Nodes, c)
		}
		for i := range c.Dates {
			if !holds(row, without(c.Dates, i), c.Pairs) {
				t.Fatalf("%+v: date %d of %+v is idle", row.Nodes, c.Dates[i], c)
			}
		}
		for i := range c.Pairs {
			if !holds(row, c.Dates, without(c.Pairs, i)) {
				t.Fatalf("%+v: pair %d of %+v is idle", row.Nodes, c.Pairs[i], c)
			}
		}
	}
	if seen < 1000 {
		t.Fatalf("only %d rows were in conflict", seen)
	}
}

// Each conflict is one of the row without the pairs of those before it, and
// without all of them the row holds.
func TestConflictsAreAll(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	several := 0
	for range 40000 {
		row := random(r)
		a := row.Answer()
		if !a.Ordered {
			continue
		}
		all := row.Conflicts()
		if a.Holds != (len(all) == 0) {
			t.Fatalf("%+v holds: %v, conflicts %v", row.Nodes, a.Holds, all)
		}
		if len(all) > 1 {
			several++
		}
		rest := &Row{Limit: row.Limit, From: row.From, Nodes: slices.Clone(row.Nodes)}
		for _, c := range all {
			if got := rest.Conflicts(); !slices.Equal(got[0].Dates, c.Dates) || !slices.Equal(got[0].Pairs, c.Pairs) {
				t.Fatalf("%+v: %+v, alone %+v", row.Nodes, c, got[0])
			}
			for _, k := range c.Pairs {
				rest.Nodes[k].Judged = false
			}
		}
		if !rest.Answer().Holds {
			t.Fatalf("%+v: %+v are not all", row.Nodes, all)
		}
	}
	if several < 100 {
		t.Fatalf("only %d rows had several conflicts", several)
	}
}

// To try a stretch with other nodes is to decide the row with them.
func TestFrame(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	yes := 0
	for i := range 20000 {
		row, other := random(r), random(r)
		f := row.Frame()
		from := r.IntN(len(row.Nodes))
		n := r.IntN(1 + min(len(row.Nodes)-from, len(other.Nodes)))
		with := &Row{Limit: row.Limit, From: row.From, Nodes: slices.Clone(row.Nodes)}
		copy(with.Nodes[from:], other.Nodes[:n])
		want := with.Answer().Holds
		if want {
			yes++
		}
		if got := f.Holds(from, other.Nodes[:n]); got != want {
			t.Fatalf("row %d %+v with %+v from %d: %v", i, row.Nodes, other.Nodes[:n], from, got)
		}
	}
	if yes < 1000 {
		t.Fatalf("only %d held", yes)
	}
}

// What the order leaves to each session, and whether none need fall in a
// stretch of days, by trying every choice.
func TestRoom(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	yes := 0
	for range 10000 {
		row := random(r)
		lo := when.Day(r.IntN(25) - 2)
		hi := lo + when.Day(r.IntN(8))
		can := make([][]when.Day, len(row.Nodes))
		ordered, avoids := false, false
		choices(row, func(days []when.Day) {
			ordered = true
			out := true
			for k, x := range days {
				if x != skipped {
					can[k] = append(can[k], x)
					out = out && !(lo < x && x <= hi)
				}
			}
			avoids = avoids || out
		})
		room, ok := row.Room()
		if ok != ordered {
			t.Fatalf("%+v: %v", row.Nodes, ok)
		}
		if !ok {
			continue
		}
		if avoids && lo < hi {
			yes++
		}
		if got := room.Avoids(lo, hi); got != avoids {
			t.Fatalf("%+v: without any from %d to %d: %v", row.Nodes, lo+1, hi, got)
		}
		for k, n := range row.Nodes {
			if got := room.Of(k, n.Days); !got.Equal(when.Days(can[k]...)) {
				t.Fatalf("%+v: node %d: %v, want %v", row.Nodes, k, got, can[k])
			}
		}
	}
	if yes < 100 {
		t.Fatalf("only %d", yes)
	}
}

func TestOrdered(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 20000 {
		if row := random(r); row.Ordered() != row.Answer().Ordered {
			t.Fatalf("%+v: %v", row.Nodes, row.Ordered())
		}
	}
}

func TestEarliest(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 20000 {
		row := random(r)
		for k := range row.Nodes {
			row.Nodes[k].Maybe = false
		}
		days := row.Earliest()
		if !row.Answer().Holds {
			if days != nil {
				t.Fatalf("%+v: %v for a row that cannot hold", row.Nodes, days)
			}
			continue
		}
		if days == nil {
			t.Fatalf("%+v: no choice", row.Nodes)
		}
		if fails, _ := judge(row, days); len(fails) > 0 || !slices.IsSorted(days) {
			t.Fatalf("%+v: %v fails at %v", row.Nodes, days, fails)
		}
	}
}

func BenchmarkAnswer(b *testing.B) {
	row := &Row{Limit: func(y when.Day) when.Day { return y + 92 }}
	for k := range 10000 {
		first := when.Day(30 * k)
		row.Nodes = append(row.Nodes, Node{Days: when.NewSet(when.Range{First: first, Last: first + 60}), Judged: k > 0})
	}
	for b.Loop() {
		row.Answer()
	}
}
