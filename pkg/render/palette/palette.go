// Package palette is the one set of colours that the terminal, the page and
// the documents share. A colour never says anything alone: a shape and a word
// stand beside it.
//
// Text colours have a contrast of at least 4.5 to 1 against the paper they
// stand on (WCAG 2.2, 1.4.3), marks one of at least 3 to 1 (1.4.11), and those
// that lie side by side stay apart for protanopia, deuteranopia and tritanopia;
// the test computes all of it.
//
// On a terminal these are not the values but the meanings: there Good, Warn and
// Bad are the green, yellow and red of the sixteen basic colours, which each
// theme makes readable on a ground that nobody but the theme knows (package
// term).
package palette

// Color is an sRGB colour: #rrggbb.
type Color string

// Pair is a colour on white paper, and the one that takes its place on black.
type Pair struct{ Light, Dark Color }

// The grounds and the ink.
var (
	Paper = Pair{"#ffffff", "#16181d"}
	Panel = Pair{"#f4f5f7", "#1f2229"} // behind header rows, notes
	Ink   = Pair{"#1b1e24", "#e8eaee"}
	Faint = Pair{"#595f6b", "#a3a9b5"} // what helps but is not read first
	Line  = Pair{"#d4d7dd", "#3a3f4a"} // rules and borders
)

// The tones: what was met, what must be watched, what failed, and links.
var (
	Good = Pair{"#0a7350", "#4fd0a4"}
	Warn = Pair{"#8f6500", "#f2c14e"}
	Bad  = Pair{"#8c1016", "#f0746a"}
	Link = Pair{"#1a56b0", "#8ab4f8"}
)

// The hues of the kinds of body and of what else a timeline has.
var (
	Plenary       = Pair{"#1d66cc", "#3d9bff"}
	Subcommission = Pair{"#a1347f", "#bf80a8"}
	Group         = Pair{"#0f6049", "#4fe0b4"}
	Other         = Pair{"#574500", "#e6bd2e"} // committees, councils, assemblies
	Activity      = Pair{"#333d4a", "#d8def0"}
)
