// Package when holds the days of a programme: civil days, sets of candidate
// days, the date grammar of Mexican officials, EDTF (ISO 8601-2), and the
// Spanish names of days, months and ordinals.
//
// A date is a set of possible days. «Abril/Mayo» is sixty-one candidate days,
// not the first of April; the package never invents one. [Parse] reads a text
// as a person wrote it and answers with a [Date] and with what is wrong or
// doubtful about it, each [Problem] with the place of the words it speaks of.
// What can be read in two ways is asked back and never guessed.
//
// The package knows no clock, no time zone and no locale of the machine.
package when
