// Package term knows what a line on a terminal is made of: cells, signs that
// people see as one, and colours.
//
// Everything is measured in cells, never in bytes or code points: «á» typed
// as two code points takes one cell, «会» and «🙂» take two. The package reads
// neither the terminal nor the environment; how wide the terminal is and
// whether it wants colours comes from above, as a [Style].
//
// The order of work is: [Visible] (or [Signs]) makes a text harmless, [Wrap],
// [Truncate] and [Pad] fit it, [Style.Paint] colours what came out, line by
// line. Nothing is cut once it is painted.
package term

import "strings"

// Style is how a reader wants the text: the zero Style is plain text with no
// limit of width.
type Style struct {
	Color bool // whether SGR colours may be written
	Width int  // in cells; 0 is no limit
}

// Tone is how a text stands out, named by what it means. Attributes combine
// among themselves and with one colour: Strong|Under, Strong|Bad.
type Tone uint8

// The attributes.
const (
	Plain  Tone = 0
	Strong Tone = 1 << 0 // headings, days with something in them
	Faint  Tone = 1 << 1 // what helps but is not read first
	Under  Tone = 1 << 2 // underlined

	Inverse Tone = 1 << 3 // the day asked, in a month
)

// The colours, of which a tone has one at most.
const (
	Bad    Tone = (iota + 1) << 4 // errors, red lights
	Warn                          // warnings, amber lights
	Good                          // what was met, green lights
	Accent                        // notes, links, what is chosen
	Hue1                          // four hues that tell things apart and mean
	Hue2                          // nothing by themselves: the terminal's
	Hue3                          // cousins of the palette's
	Hue4
)

// The palette: of the sixteen basic colours, which every terminal theme, light
// or dark, makes readable in its own way. Page and documents have the same
// meanings in exact colours (package palette).
var (
	attributes = [...]string{"1", "2", "4", "7"}                                 // by bit
	colors     = [...]string{"", "31", "33", "32", "36", "94", "35", "36", "33"} // by number; no dark blue, which is lost on black
)

// codes returns the SGR parameters of t, "" if it is plain.
func (t Tone) codes() string {
	var out []string
	for i, a := range attributes {
		if t&(1<<i) != 0 {
			out = append(out, a)
		}
	}
	if c := int(t >> 4); c > 0 && c < len(colors) {
		out = append(out, colors[c])
	}
	return strings.Join(out, ";")
}

// Paint returns text in a tone. Each line is painted for itself, so that no
// colour runs over what stands beside it, and an empty one stays empty.
func (s Style) Paint(t Tone, text string) string {
	codes := t.codes()
	if !s.Color || text == "" || codes == "" {
		return text
	}
	if !strings.Contains(text, "\n") {
		return "\x1b[" + codes + "m" + text + "\x1b[0m"
	}
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s.Paint(t, line))
	}
	return b.String()
}
