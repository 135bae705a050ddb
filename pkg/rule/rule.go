// Package rule says what a rule is: a kind with its numbers, the bodies that
// it binds and the law that it comes from, and what it answers. The kinds
// themselves are in the packages under rules, one each.
package rule

import (
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// Kind is one kind of rule: its words, its parameters and how it is judged.
// Loader, explain, schema and README all read this one literal.
type Kind struct {
	Name    string   // as a rulebook names it
	Spanish []string // what people write for it, to be answered with Name: «convocatoria»
	Title   string   // what it asks, one sentence in Spanish
	Text    string   // when it is met, broken, open; how it counts
	Params  []Param
	// PerBody is true of a kind that is judged for each body that it binds,
	// false of one that is judged once for the programme.
	PerBody bool
	// NoBodies is true of a kind that judges what is no body's, so that the
	// bodies of a rule would say nothing.
	NoBodies bool
	// Absurd says what is wrong with parameters that are right one by one, at
	// which of them and what to write instead; "" if nothing is. It may be nil.
	Absurd func(Values) (param, message, remedy string)
	// Together adds to the model what the rule asks of the days of sessions,
	// for a kind that asks anything of them. It is called as Check is.
	Together func(*Pass, *Model)
	// RecordsOnly is true of a kind that nothing breaks: it asks for records,
	// and one that is missing may be made yet.
	RecordsOnly bool
	Check       func(*Pass) []Verdict

	// Good is a programme that satisfies Rule, Bad one that breaks it on the
	// lines that end in «# want»; of a kind that is RecordsOnly, one that leaves
	// it open there. Both name bodies as Rule does.
	Rule, Good, Bad string
}

// Type is the type of a parameter.
type Type uint8

// The types of a parameter.
const (
	Int     Type = iota // a whole number
	Bool                // true or false
	Choice              // one of Choices
	List                // a list of words, of Choices if there are some
	YearDay             // a day of any year, as officials write it: «31 de enero», «último día hábil de marzo»
)

// Names is what the words of a parameter without Choices name.
type Names uint8

// What the words of a parameter name.
const (
	Anything     Names = iota
	SessionKinds       // kinds of session, to which a programme may add
	Bodies             // bodies, each by its id or its kind
)

// Param is one parameter of a kind.
type Param struct {
	Name     string
	Spanish  []string // what people write for it, to be answered with Name: «meses»
	Doc      string   // Spanish, with its unit
	Type     Type
	Required bool
	Default  string // as it would be written
	Min, Max int    // of an Int
	Choices  []string
	Names    Names // of a Choice or a List without Choices
	// Also are other words for the choices, in lower case: martes, tuesday.
	Also     map[string]string
	With     []string // it is written only beside one of these
	OneOf    string   // of the parameters that share it, exactly one is written
	Optional bool     // of those of a OneOf: at most one is
}

// Rule is a rule ready to run.
type Rule struct {
	ID       string
	Kind     *Kind
	Title    string
	Text     string
	Bodies   []string // ids or kinds of body; nil: every body
	Severity diag.Severity
	Basis    []diag.Basis
	Since    *when.Day // in force from; nil: always was
	Until    *when.Day // in force to; nil: still is
	Readings []Reading
	Values   Values
	Source   *program.Rule // as written
}

// Reading is another way to read the law, and what it would give.
type Reading struct{ If, Then string }

// Binds reports whether the rule binds a body, by its id or its kind.
func (r *Rule) Binds(b *program.Body) bool {
	return r.Bodies == nil || slices.Contains(r.Bodies, b.ID.Value) || slices.Contains(r.Bodies, b.Kind.Value)
}

// InForce reports whether the rule is in force on a day.
func (r *Rule) InForce(d when.Day) bool {
	return (r.Since == nil || *r.Since <= d) && (r.Until == nil || d <= *r.Until)
}

// InForceIn reports whether the rule is in force on some day of a range.
func (r *Rule) InForceIn(in when.Range) bool {
	return (r.Since == nil || *r.Since <= in.Last) && (r.Until == nil || in.First <= *r.Until)
}

// Validity says when the rule is in force: «desde el 15 de febrero de 2022»; ""
// if it always is.
func (r *Rule) Validity() string {
	var parts []string
	if r.Since != nil {
		parts = append(parts, "desde el "+r.Since.Spanish())
	}
	if r.Until != nil {
		parts = append(parts, "hasta el "+r.Until.Spanish())
	}
	return strings.Join(parts, " ")
}

// Values are the parameters of a rule, checked against those of its kind.
type Values struct {
	Ints  map[string]int
	Texts map[string]string
	Lists map[string][]string
}

// Int returns a number, 0 if it is not set; Has tells the two apart.
func (v Values) Int(name string) int { return v.Ints[name] }

// Bool reports whether a switch is on.
func (v Values) Bool(name string) bool { return v.Texts[name] == "true" }

// Text returns a word.
func (v Values) Text(name string) string { return v.Texts[name] }

// List returns a list of words.
func (v Values) List(name string) []string { return v.Lists[name] }

// Has reports whether a parameter is set, by the rulebook or by default.
func (v Values) Has(name string) bool {
	_, i := v.Ints[name]
	_, t := v.Texts[name]
	_, l := v.Lists[name]
	return i || t || l
}

// Pass is what a kind sees when it judges: one rule, one programme, and for
// a kind that is PerBody one body.
type Pass struct {
	Rule     *Rule
	Body     *program.Body
	Agenda   *agenda.Agenda
	Before   []*agenda.Agenda // earlier programmes of the same body, in order
	After    []*agenda.Agenda // later ones, in order
	Calendar *workday.Calendar
}

// Program is the programme judged.
func (p *Pass) Program() *program.Program { return p.Agenda.Program }

// Verdict is what a rule says of a body, or of the programme, in a period.
type Verdict struct {
	Body     string // id; "" if it is the programme's
	Period   string // 2022, 2022-33 (EDTF); the programme's key if the rule has none
	Verdict  diag.Verdict
	Because  []diag.Because // of an open verdict
	Message  string
	Entities []string
	// Findings tell where and how to mend it. Their rule, severity and basis
	// are set by whoever runs the rule, their verdict by the kind.
	Findings []diag.Finding
	// Told are the keys of the demands that the findings of a broken verdict
	// say cannot be met, for a kind that says so; nil leaves it to be worked out.
	Told []string
}

// Add appends a reason once.
func Add(because []diag.Because, b diag.Because) []diag.Because {
	if slices.Contains(because, b) {
		return because
	}
	return append(because, b)
}

// KindsOfSession names the kinds of session in the documentation of a
// parameter.
const KindsOfSession = "ordinary, extraordinary, working_table, solemn u otra que el programa use"

// Sessions is the parameter sessions of a kind: which kind of sessions the rule
// speaks of, the ordinary ones unless it is written. It is a Choice of one or a
// List; what begins its documentation: «la clase de sesiones».
func Sessions(t Type, what string) Param {
	return Param{Name: "sessions", Spanish: []string{"sesiones", "clase_de_sesiones"}, Doc: what + ": " + KindsOfSession, Type: t, Names: SessionKinds, Default: program.Ordinary}
}
