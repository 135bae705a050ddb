package when

import (
	"iter"
	"slices"
)

// Range is a run of days, both ends included. A Range whose Last is before its
// First holds no day.
type Range struct{ First, Last Day }

// Contains reports whether d is one of the days of r.
func (r Range) Contains(d Day) bool { return r.First <= d && d <= r.Last }

// Len returns the number of days of r.
func (r Range) Len() int {
	if r.Last < r.First {
		return 0
	}
	return int(r.Last) - int(r.First) + 1
}

// Set is a set of days as runs that are sorted, disjoint and never adjacent, so
// that two sets hold the same days exactly if they are equal run by run. The
// nil Set is empty. Make one with [NewSet]; its methods never change it.
type Set []Range

// NewSet returns the set of the days of all ranges, which may be in any order,
// overlap, touch or be empty.
func NewSet(ranges ...Range) Set {
	s := make(Set, 0, len(ranges))
	for _, r := range ranges {
		if r.First <= r.Last {
			s = append(s, r)
		}
	}
	if len(s) == 0 {
		return nil
	}
	slices.SortFunc(s, func(a, b Range) int { return int(a.First) - int(b.First) })
	n := 0
	for _, r := range s[1:] {
		if int(r.First) <= int(s[n].Last)+1 {
			s[n].Last = max(s[n].Last, r.Last)
			continue
		}
		n++
		s[n] = r
	}
	return s[: n+1 : n+1]
}

// Days returns the set of the given days, in any order.
func Days(days ...Day) Set {
	ranges := make([]Range, len(days))
	for i, d := range days {
		ranges[i] = Range{d, d}
	}
	return NewSet(ranges...)
}

// IsEmpty reports whether s holds no day.
func (s Set) IsEmpty() bool { return len(s) == 0 }

// First returns the earliest day of s, and 0 if s is empty.
func (s Set) First() Day {
	if len(s) == 0 {
		return 0
	}
	return s[0].First
}

// Last returns the latest day of s, and 0 if s is empty.
func (s Set) Last() Day {
	if len(s) == 0 {
		return 0
	}
	return s[len(s)-1].Last
}

// Len returns the number of days of s.
func (s Set) Len() int {
	n := 0
	for _, r := range s {
		n += r.Len()
	}
	return n
}

// Contains reports whether d is one of the days of s.
func (s Set) Contains(d Day) bool {
	_, ok := slices.BinarySearchFunc(s, d, func(r Range, d Day) int {
		switch {
		case r.Last < d:
			return -1
		case r.First > d:
			return 1
		}
		return 0
	})
	return ok
}

// All returns the days of s, earliest first.
func (s Set) All() iter.Seq[Day] {
	return func(yield func(Day) bool) {
		for _, r := range s {
			for d := r.First; ; d++ {
				if !yield(d) {
					return
				}
				if d == r.Last {
					break
				}
			}
		}
	}
}

// Equal reports whether s and t hold the same days.
func (s Set) Equal(t Set) bool { return slices.Equal(s, t) }

// Union returns the days that are in s or in t.
func (s Set) Union(t Set) Set {
	return NewSet(append(append(make([]Range, 0, len(s)+len(t)), s...), t...)...)
}

// Intersect returns the days that are both in s and in t.
func (s Set) Intersect(t Set) Set {
	var out Set
	for i, j := 0, 0; i < len(s) && j < len(t); {
		r := Range{max(s[i].First, t[j].First), min(s[i].Last, t[j].Last)}
		if r.First <= r.Last {
			out = append(out, r)
		}
		if s[i].Last < t[j].Last {
			i++
		} else {
			j++
		}
	}
	return out
}

// Minus returns the days of s that are not in t.
func (s Set) Minus(t Set) Set {
	var out Set
	j := 0
	for _, r := range s {
		for j < len(t) && t[j].Last < r.First {
			j++
		}
		first := int(r.First)
		for k := j; k < len(t) && t[k].First <= r.Last; k++ {
			if int(t[k].First) > first {
				out = append(out, Range{Day(first), t[k].First - 1})
			}
			first = int(t[k].Last) + 1
		}
		if first <= int(r.Last) {
			out = append(out, Range{Day(first), r.Last})
		}
	}
	return out
}
