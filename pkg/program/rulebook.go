package program

import "patci/pkg/source"

// Rulebook is a rulebook as a person wrote it: instruments and rules. Package
// rulebook makes rules ready to run of it.
type Rulebook struct {
	File        *source.File
	Title       Text
	Holidays    Text // which law says the holidays
	Instruments []*Instrument
	Rules       []*Rule
}

// Instrument is a law, a regulation or a decree.
type Instrument struct {
	Common
	ID        Text
	Name      Text
	Published Day
	Since     Day // in force from this day; from its publication if not written
	Until     Day // in force to this day
}

// Rule is one rule: a kind with its numbers, the bodies that it binds, and
// its law.
type Rule struct {
	Common
	ID         Text
	Kind       Text
	Title      Text // what it asks, one sentence
	Text       Text // what is certain and what is not
	Bodies     []Text
	Parameters map[string]Parameter
	ParamsAt   Text
	Severity   Text
	Basis      []*Basis
	Since      Day
	Until      Day
	Readings   []*Reading
	Examples   []*Example
}

// Example is a small programme with the verdict that a rule has to give of it.
type Example struct {
	Title    Text
	Plan     *Program
	Siblings []*Program // its other years
	AsOf     Day        // the day asked; not set: judge timelessly
	Verdict  Text       // met, broken, open or not_applicable
	Because  []Text     // of an open one; nil: whatever it is
	Body     Text       // of its verdicts, those of this body; not set: all
	Period   Text       // of its verdicts, that of this period; not set: all
	Findings []Text     // the ids that the findings name; nil: whatever they are
	Faulty   bool       // its programmes have faults of reading, which were told
	At       source.Place
	Path     string
}

// Parameter is one parameter of a rule: a value, or a list of them.
type Parameter struct {
	Text
	List   []Text
	IsList bool
	Key    source.Place
}

// Basis is where a rule comes from.
type Basis struct {
	Instrument Text
	Articles   Text
	Read       Text // verbatim, cited or analogy
	CitedBy    Text // who cites it; the programme if it is not set
	Quote      Text
	At         source.Place
	Path       string
}

// Reading is another way to read the law, and what it would give.
type Reading struct {
	If   Text // the other reading
	Then Text // what it would give
}
