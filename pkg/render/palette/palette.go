// Package palette is the one set of colours that the terminal, the page and
// the documents share. A colour never says anything alone: a shape and a word
// stand beside it.
//
// Text colours have a contrast of at least 4.5 to 1 against the paper they
// stand on (WCAG 2.2, 1.4.3), marks one of at least 3 to 1 (1.4.11), and those
// that lie side by side stay apart for protanopia, deuteranopia and tritanopia;
// the test computes all of it.
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
	Good = Pair{"#0b6b50", "#4fc79e"}
	Warn = Pair{"#8a5a00", "#e5b343"}
	Bad  = Pair{"#a8231b", "#ff8a7d"}
	Link = Pair{"#1a56b0", "#8ab4f8"}
)

// The hues of the kinds of body and of what else a timeline has.
var (
	Plenary       = Pair{"#0059a6", "#6cb4ff"}
	Subcommission = Pair{"#8c3f97", "#dd9be6"}
	Group         = Pair{"#0c7a6b", "#57cdbb"}
	Other         = Pair{"#7a5b00", "#d7b551"} // committees, councils, assemblies
	Activity      = Pair{"#50607a", "#aab8d0"}
)
