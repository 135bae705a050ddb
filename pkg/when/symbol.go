package when

type workOp uint8

const (
	workFirst workOp = iota // the first n working days
	workLast                // the last n working days
	workNth                 // the n-th working day, the last if n is -1
)

// mode is the word before a date that makes it an end or a beginning.
type mode uint8

const (
	plain  mode = iota
	until       // a más tardar, hasta
	before      // antes de
	from        // a partir de, desde
	after       // después de
)

// symbol is a date that is known once the working days are.
type symbol struct {
	op   workOp
	n    int
	in   Range
	mode mode
	prog Set // the programme, for a deadline or a beginning
}

// Symbolic reports whether d, or one of its items, waits for the working days
// to be known: «último día hábil de marzo». Until [Date.Resolve] its Days are
// every day that it can be.
func (d Date) Symbolic() bool {
	if d.sym != nil {
		return true
	}
	for _, it := range d.Items {
		if it.sym != nil {
			return true
		}
	}
	return false
}

// Resolve returns d with what is symbolic made concrete. A date that is not
// symbolic comes back as it is, and so does one whose period has fewer working
// days than it speaks of.
func (d Date) Resolve(isWorkday func(Day) bool) Date {
	if !d.Symbolic() || isWorkday == nil {
		return d
	}
	if d.sym == nil {
		items := make([]Date, len(d.Items))
		var ranges []Range
		resolved := true
		for i, it := range d.Items {
			items[i] = it.Resolve(isWorkday)
			ranges = append(ranges, items[i].Days...)
			resolved = resolved && items[i].sym == nil
		}
		d.Items, d.Days = items, NewSet(ranges...)
		if resolved {
			d.phrase = ""
		}
		return d
	}
	var work []Day
	for day := range (Set{d.sym.in}).All() {
		if isWorkday(day) {
			work = append(work, day)
		}
	}
	n := d.sym.n
	if n < 0 {
		n = 1
		if len(work) > 0 {
			work = work[len(work)-1:]
		}
	}
	if len(work) < n {
		return d
	}
	switch {
	case d.sym.op == workFirst:
		work = work[:n]
	case d.sym.op == workLast:
		work = work[len(work)-n:]
	default:
		work = work[n-1 : n]
	}
	s := d.sym
	d.sym, d.phrase = nil, ""
	d.Days = Days(work...)
	if s.mode == plain {
		if d.Days.Len() == 1 {
			d.Kind = OneDay
		}
		return d
	}
	d.Days = s.mode.bound(d.Days, s.prog)
	return d
}

// bound returns the days that a deadline or a beginning leaves of a programme.
func (m mode) bound(days, prog Set) Set {
	switch m {
	case until, before:
		last := days.Last()
		if m == before {
			last = days.First() - 1
		}
		if !prog.IsEmpty() && prog.First() <= last {
			return Set{{prog.First(), last}}
		}
		return Set{{last, last}}
	case from, after:
		first := days.First()
		if m == after {
			first = days.Last() + 1
		}
		if !prog.IsEmpty() && first <= prog.Last() {
			return Set{{first, prog.Last()}}
		}
		return Set{{first, first}}
	}
	return days
}
