// Package table paints tables on a terminal: columns with two spaces between
// them and no rules. What fits no line is wrapped, never lost. It is the only
// package that imports tablewriter, which joins the columns; the widths, the
// wrapping and the colours are decided here.
package table

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"patci/pkg/render/term"
)

// Align says at which side of its column a text stands.
type Align uint8

// The sides. Figures stand right.
const (
	Left Align = iota
	Right
)

// Column is a column of a table.
type Column struct {
	Title  string
	Align  Align
	Min    int                     // cells below which it is not narrowed; 0 is 8
	Shrink bool                    // may be narrowed and wrapped; others keep their natural width
	Tone   func(row int) term.Tone // of the cell in a row, from 0; nil is plain
}

// Table is what [Table.Write] paints. A row may be shorter than the columns
// are, not longer. A line end in a cell begins a new line there; whatever else
// a terminal would obey is made visible.
type Table struct {
	Columns []Column
	Rows    [][]string
	Indent  int      // spaces before each line
	Header  bool     // whether the titles are shown
	Footer  []string // a last row; nil is none
}

const (
	gutter     = 2 // spaces between columns
	defaultMin = 8
)

// Write paints the table in at most s.Width cells. Where it is too wide, the
// widest column with Shrink is narrowed first, down to the Min of each; the
// first line of a row keeps the cells that need one line only. Where not even
// that fits, the rows are told one under the other, each cell on its line
// after its title.
func (t Table) Write(w io.Writer, s term.Style) error {
	if len(t.Columns) == 0 {
		return nil
	}
	body, err := t.body()
	if err != nil {
		return err
	}
	indent := t.Indent
	if s.Width > 0 {
		indent = max(0, min(indent, s.Width-defaultMin))
		s.Width -= indent
	}
	var p painter
	if widths := t.widths(body, s.Width); widths != nil {
		if err := p.columns(t.Columns, body, widths, s); err != nil {
			return err
		}
	} else {
		p.stacked(t, body, s)
	}
	return p.flush(w, indent)
}

// line is a row as it is painted: its cells, safe, and their tones.
type line struct {
	cells []string
	tone  func(column int) term.Tone
}

// body returns header, rows and footer.
func (t Table) body() ([]line, error) {
	body := make([]line, 0, len(t.Rows)+2)
	add := func(row []string, tone func(int) term.Tone) error {
		if len(row) > len(t.Columns) {
			return fmt.Errorf("tabla: una fila tiene %d celdas y hay %d columnas: %q", len(row), len(t.Columns), row)
		}
		cells := make([]string, len(t.Columns))
		for i, c := range row {
			cells[i] = safe(c)
		}
		body = append(body, line{cells, tone})
		return nil
	}
	strong := func(int) term.Tone { return term.Strong }
	if t.Header {
		titles := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			titles[i] = c.Title
		}
		if err := add(titles, strong); err != nil {
			return nil, err
		}
	}
	for n, row := range t.Rows {
		tone := func(column int) term.Tone {
			if f := t.Columns[column].Tone; f != nil {
				return f(n)
			}
			return term.Plain
		}
		if err := add(row, tone); err != nil {
			return nil, err
		}
	}
	if t.Footer != nil {
		if err := add(t.Footer, strong); err != nil {
			return nil, err
		}
	}
	return body, nil
}

// safe returns a cell without anything that a terminal would obey, its line
// ends apart, and without spaces at the end of a line.
func safe(cell string) string {
	if !strings.Contains(cell, "\n") {
		return strings.TrimRight(term.Visible(cell), " ")
	}
	lines := strings.Split(cell, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(term.Visible(strings.TrimSuffix(l, "\r")), " ")
	}
	return strings.Join(lines, "\n")
}

// widths shares the room among the columns; nil says that there is not enough.
func (t Table) widths(body []line, room int) []int {
	widths := make([]int, len(t.Columns))
	for _, l := range body {
		for i, c := range l.cells {
			for part := range strings.SplitSeq(c, "\n") {
				widths[i] = max(widths[i], term.Width(part))
			}
		}
	}
	if room == 0 {
		return widths
	}
	free := room - gutter*(len(widths)-1)
	total := 0
	for i, c := range t.Columns {
		if c.Shrink {
			widths[i] = min(widths[i], max(free, c.least()))
		}
		total += widths[i]
	}
	for total > free {
		// the widest that may still shrink comes down to the next widest, or
		// as far as is needed; among equals, the last
		widest, next := -1, 0
		for i, c := range t.Columns {
			switch {
			case !c.Shrink || widths[i] <= c.least():
			case widest < 0 || widths[i] >= widths[widest]:
				if widest >= 0 {
					next = max(next, widths[widest])
				}
				widest = i
			default:
				next = max(next, widths[i])
			}
		}
		if widest < 0 {
			return nil
		}
		to := max(t.Columns[widest].least(), min(next, widths[widest]-1), widths[widest]-(total-free))
		total -= widths[widest] - to
		widths[widest] = to
	}
	return widths
}

func (c Column) least() int {
	if c.Min > 0 {
		return c.Min
	}
	return defaultMin
}

// painter lays a table out, then writes it.
type painter struct {
	out    bytes.Buffer
	sealed []string // see seal
}

// columns paints the rows side by side.
func (p *painter) columns(columns []Column, body []line, widths []int, s term.Style) error {
	rows := make([][]string, 0, len(body))
	wrapped := make([][]string, len(widths))
	for _, l := range body {
		height := 1
		for i, c := range l.cells {
			wrapped[i] = term.Wrap(c, widths[i])
			height = max(height, len(wrapped[i]))
		}
		for n := range height {
			row := make([]string, len(widths))
			for i, lines := range wrapped {
				if n < len(lines) {
					row[i] = p.seal(lines[n], s.Paint(l.tone(i), lines[n]))
				}
			}
			rows = append(rows, row)
		}
	}
	align := make(tw.Alignment, len(widths))
	for i, c := range columns {
		align[i] = tw.AlignLeft
		if c.Align == Right {
			align[i] = tw.AlignRight
		}
	}
	t := tablewriter.NewTable(&p.out,
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off), tablewriter.WithTrimLine(tw.Off), tablewriter.WithTrimTab(tw.Off),
		tablewriter.WithAlignment(align),
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Symbols:  tw.NewSymbols(tw.StyleNone),
			Settings: tw.Settings{Lines: tw.LinesNone, Separators: tw.SeparatorsNone},
		})),
		tablewriter.WithPadding(tw.Padding{Right: strings.Repeat(" ", gutter), Overwrite: true}),
	)
	if err := t.Bulk(rows); err != nil {
		return err
	}
	return t.Render()
}

// tablewriter measures code point by code point, so that flags and emoji of
// several parts come out of line, and it closes colours that are closed
// already. So a cell that is painted, or that it would measure wrong, travels
// as a mark that takes no cells and as many spaces as the cell is wide. The
// painted texts wait in order; unseal puts each in the place of its mark. No
// cell has control characters of its own.
const mark = "\x02"

// seal returns what tablewriter is to have for a text, and keeps the painted
// form if that is another.
func (p *painter) seal(text, painted string) string {
	w := term.Width(text)
	if painted == text && twwidth.WidthWithOptions(text, twwidth.Options{}) == w {
		return text
	}
	p.sealed = append(p.sealed, painted)
	return mark + strings.Repeat(" ", w)
}

// unseal undoes seal in a line.
func (p *painter) unseal(l []byte) []byte {
	if len(p.sealed) == 0 {
		return l
	}
	var out []byte
	for {
		before, rest, found := bytes.Cut(l, []byte(mark))
		out = append(out, before...)
		if !found {
			return out
		}
		out = append(out, p.sealed[0]...)
		l = rest[term.Width(p.sealed[0]):]
		p.sealed = p.sealed[1:]
	}
}

// stacked writes the rows one under the other: the first cell at the margin,
// the others under it, each after its title.
func (p *painter) stacked(t Table, body []line, s term.Style) {
	var titles []string
	if t.Header {
		titles, body = body[0].cells, body[1:]
	}
	for _, l := range body {
		first, rest := 0, gutter
		for i, text := range l.cells {
			title := ""
			if titles != nil && i > 0 && titles[i] != "" {
				title = titles[i] + ": "
			}
			if text != "" {
				for _, l := range s.Flow(first, rest, term.Piece{Text: title}, term.Piece{Text: text, Tone: l.tone(i)}) {
					p.out.WriteString(l)
					p.out.WriteByte('\n')
				}
			}
			first, rest = gutter, 2*gutter
		}
	}
}

// flush writes what was painted, indented and without spaces at line ends.
func (p *painter) flush(w io.Writer, indent int) error {
	var out bytes.Buffer
	out.Grow(p.out.Len())
	for l := range bytes.Lines(p.out.Bytes()) {
		l := bytes.TrimRight(p.unseal(l), " \n")
		if len(l) > 0 {
			out.WriteString(strings.Repeat(" ", indent))
			out.Write(l)
		}
		out.WriteByte('\n')
	}
	_, err := out.WriteTo(w)
	return err
}
