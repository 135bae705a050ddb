// Package diag holds what is said about a programme: findings, each with its
// law, its place and its way out, and the order in which they are told.
// It knows nothing of how they are shown.
package diag

import (
	"cmp"
	"slices"

	"patci/pkg/source"
)

// Severity is how grave a finding is.
type Severity uint8

// The severities, gravest last so that they compare.
const (
	Note Severity = iota
	Warning
	Error
)

// String returns the word of the JSON contract: note, warning, error.
func (s Severity) String() string { return [...]string{"note", "warning", "error"}[s] }

// Spanish returns the word that people read.
func (s Severity) Spanish() string { return [...]string{"nota", "advertencia", "error"}[s] }

// Verdict is what a rule says of a programme, over every choice of days that
// the programme's dates allow.
type Verdict uint8

// The verdicts: every choice satisfies the rule, none does, it depends on
// what is not fixed or not known yet, or there is nothing to judge.
const (
	Met Verdict = iota
	Broken
	Open
	NotApplicable
)

// String returns the word of the JSON contract.
func (v Verdict) String() string {
	return [...]string{"met", "broken", "open", "not_applicable"}[v]
}

// Spanish returns the word that people read.
func (v Verdict) Spanish() string {
	return [...]string{"cumple", "incumple", "por determinar", "no aplica"}[v]
}

// VerdictSpanish returns what people read for a word of the JSON contract.
func VerdictSpanish(word string) string {
	for v := Met; v <= NotApplicable; v++ {
		if v.String() == word {
			return v.Spanish()
		}
	}
	return word
}

// Because is why a verdict is open.
type Because string

// The reasons of an open verdict.
const (
	UndefinedDate   Because = "undefined_date"   // a date is not fixed yet
	Unrecorded      Because = "unrecorded"       // its day has passed and nothing was recorded
	UnknownPrevious Because = "unknown_previous" // the day of the session before is unknown
	GaveUp          Because = "gave_up"          // the search had to stop
)

// Spanish returns the reason as people read it.
func (b Because) Spanish() string {
	switch b {
	case UndefinedDate:
		return "hay fechas por definir"
	case Unrecorded:
		return "hay hechos sin registro"
	case UnknownPrevious:
		return "no se conoce el día de la sesión anterior"
	case GaveUp:
		return "la búsqueda se detuvo sin agotar los casos"
	}
	return string(b)
}

// Basis is where a rule comes from in the law.
type Basis struct {
	Instrument string `json:"instrument"`         // its name, as a person would cite it
	Full       string `json:"-"`                  // its whole name, as an official paper cites it; "" if that is no other
	Articles   string `json:"articles,omitempty"` // «23 y 24»
	Read       string `json:"read,omitempty"`     // verbatim, cited or analogy: how the text was read
	CitedBy    string `json:"cited_by,omitempty"` // who cites it, if that is how it was read; "" is the programme
	Quote      string `json:"quote,omitempty"`    // the words of the instrument, or of what cites it
}

// Finding is one thing said about a programme.
type Finding struct {
	Rule     string // id, in kebab case, never changed once published
	Verdict  Verdict
	Severity Severity
	Message  string // lower case, no full stop, the user's text in «»
	Remedy   string // what would be right; "" if nothing can be advised
	Place    source.Place
	Path     string // into the data: sessions.pleno[1].date
	Body     string // of the verdict that it belongs to, and its period, 2022-04; "" if it is of none
	Period   string
	Basis    []Basis
	Because  []Because
	Entities []string // ids of what is spoken of
	Steps    []string // a conflict told as a proof, each step with its day
	Waived   *Waiver  // the waiver that justifies it, nil if none
}

// Waiver is a justification of a finding, granted by somebody.
type Waiver struct{ Reason, GrantedBy string }

// Sort puts findings in their one order (file, line, column, gravest first,
// rule, period, message, path) and drops those that say the same at the same place.
func Sort(fs []Finding) []Finding {
	slices.SortStableFunc(fs, compare)
	return slices.CompactFunc(fs, func(a, b Finding) bool { return compare(a, b) == 0 })
}

func compare(a, b Finding) int {
	name := func(f Finding) string {
		if f.Place.File == nil {
			return ""
		}
		return f.Place.File.Name
	}
	return cmp.Or(
		cmp.Compare(name(a), name(b)),
		cmp.Compare(a.Place.Start.Line, b.Place.Start.Line),
		cmp.Compare(a.Place.Start.Column, b.Place.Start.Column),
		cmp.Compare(b.Severity, a.Severity),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Period, b.Period),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Remedy, b.Remedy),
	)
}
