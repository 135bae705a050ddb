package when

import "time"

// Kind says how the days of a [Date] are meant.
type Kind uint8

// The kinds of date.
const (
	NoDate      Kind = iota // none is owed: «a petición», «N/A»
	OneDay                  // that day
	AllDays                 // all of those days: a session that lasts five
	Window                  // one of those days (a session), any of them (an activity)
	Deadline                // any day up to a last lawful one
	Occurrences             // several dates, in Items
)

// String returns the name of the kind as a key of JSON would have it:
// none, day, days, window, deadline, occurrences.
func (k Kind) String() string {
	switch k {
	case NoDate:
		return "none"
	case OneDay:
		return "day"
	case AllDays:
		return "days"
	case Window:
		return "window"
	case Deadline:
		return "deadline"
	case Occurrences:
		return "occurrences"
	}
	return "unknown"
}

// Date is what a text says about when something happens. The zero Date owes no
// date. A Date is a value: its methods never change it, and callers must not
// change its slices.
type Date struct {
	Text string // as written, untouched; "" if nobody wrote it
	Kind Kind

	// Days are the candidate days. OneDay: that day. AllDays: all of them.
	// Window: the candidates. Deadline: from the programme's first day to the
	// last lawful one, or that one alone if it is before the programme.
	// Occurrences: those of all items. NoDate: none.
	Days Set

	// Items are the dates of Occurrences, in the order written, each with its
	// own Text. They are never Occurrences themselves.
	Items []Date

	Undefined bool   // still to be fixed: «por definir», «noviembre (por definir)»; of Occurrences, if every item is
	Tentative bool   // written as not certain: «10 de marzo (tentativa)»
	Permanent bool   // goes on all the time: «permanente», «todo el año»
	Clock     string // the hour it begins, «09:30», or "" if none was written

	year   bool    // the year was written, and String writes it
	group  uint8   // EDTF grouping of a year, 21..41, that Days is, or 0
	narrow bool    // undefined within some words of the text, not the whole programme
	phrase string  // canonical text of what Days alone does not tell
	sym    *symbol // what waits for the working days to be known
}

// Context is what a text leaves unsaid.
type Context struct {
	// First and Last are the programme. A date without a year takes the year in
	// which it falls inside First..Last. Both zero: there is no programme, and
	// dates need their year.
	First, Last Day

	One        bool // the date is of one event (a session): several dates are asked back
	Anywhere   bool // days outside the programme are fine: facts, signatures
	NumericDMY bool // 03/04/2022 is 3 April (numeric_dates: dmy)
}

// Problem is something wrong or doubtful in a text, with its place.
type Problem struct {
	// Start and End are the place in the text in code points, End excluded.
	// End > Start unless the text is empty.
	Start, End int

	// Code is one of fecha-ilegible, fecha-imposible, fecha-ambigua,
	// dia-semana, fecha-fuera, fecha-nota.
	Code string

	// Fatal is true if the text could not be read, and the Date with it says
	// nothing. Otherwise the Date is usable.
	Fatal bool

	Message string // what was found, in Spanish, lower case and without a full stop
	Remedy  string // what to write instead, or ""
}

// The codes of a [Problem].
const (
	CodeUnreadable = "fecha-ilegible"  // not understood as a date
	CodeImpossible = "fecha-imposible" // a day or an order that does not exist
	CodeAmbiguous  = "fecha-ambigua"   // can be read in several ways, or fixes no days
	CodeWeekday    = "dia-semana"      // the weekday written is not that day's
	CodeOutside    = "fecha-fuera"     // outside the programme
	CodeNote       = "fecha-nota"      // was read in a way worth knowing
)

// IsFixed reports whether the date is a single day that is certain.
func (d Date) IsFixed() bool { return d.Kind == OneDay && !d.Tentative }

func (c Context) hasProgram() bool { return c.First <= c.Last && (c.First != 0 || c.Last != 0) }

func (c Context) program() Set {
	if !c.hasProgram() {
		return nil
	}
	return Set{{c.First, c.Last}}
}

func monthRange(y int, m time.Month) Range {
	f := NewDay(y, m, 1)
	return Range{f, NewDay(y, m+1, 1) - 1}
}
