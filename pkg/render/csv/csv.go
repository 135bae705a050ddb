// Package csv writes tables as CSV (RFC 4180) that a spreadsheet in Spanish
// opens as they are: UTF-8 with its mark, so that accents hold; commas between
// fields, the list separator of es-MX; lines that end in CRLF; days as
// AAAA-MM-DD, which every spreadsheet reads as dates; and no text that it would
// take for a formula.
package csv

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"patci/pkg/when"
)

// mark is the byte order mark: without it Excel reads the bytes in the code
// page of the system.
const mark = "\ufeff"

// Cell is one field of a row. The zero Cell is an empty one.
type Cell struct{ text string }

// Text is a field of text. One that a spreadsheet would take for a formula (it
// begins with «=», «+», «-», «@», also in their wide forms, with a tab or with a
// line end) has an apostrophe before it. Line ends are kept, as CRLF; other
// control characters are spaces.
func Text(s string) Cell {
	s = lines.Replace(strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, s)
	if strings.IndexAny(s, formula) == 0 {
		s = "'" + s
	}
	return Cell{s}
}

// lines makes every line end one character, which the writer ends as RFC 4180
// wants it.
var lines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// formula are the characters with which a spreadsheet begins a formula, or that
// it skips to find one of them.
const formula = "=+-@\t\n＝＋－＠"

// Int is a whole number, which a spreadsheet can add up, negative or not.
func Int(n int) Cell { return Cell{strconv.Itoa(n)} }

// Number is a number with at most so many decimals, after a point as es-MX has
// it.
func Number(x float64, decimals int) Cell {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		s = "0"
	}
	return Cell{s}
}

// Day is a day, AAAA-MM-DD.
func Day(d when.Day) Cell { return Cell{d.String()} }

// Bool is «sí» or «no».
func Bool(b bool) Cell {
	if b {
		return Cell{"sí"}
	}
	return Cell{"no"}
}

// Writer writes the rows of one table. Its first error stays with it, and
// [Writer.Flush] returns it.
type Writer struct {
	out     *csv.Writer
	columns int
	fields  []string
	err     error
}

// New begins a table with the headings of its columns.
func New(w io.Writer, headings ...string) *Writer {
	out := &Writer{out: csv.NewWriter(w), columns: len(headings)}
	out.out.UseCRLF = true
	_, out.err = io.WriteString(w, mark) // before any quote
	cells := make([]Cell, len(headings))
	for i, h := range headings {
		cells[i] = Text(h)
	}
	out.Row(cells...)
	return out
}

// Row writes a row. One that is shorter than the headings ends in empty fields,
// for RFC 4180 wants as many in each; a longer one is an error.
func (w *Writer) Row(cells ...Cell) {
	if w.err != nil {
		return
	}
	if len(cells) > w.columns {
		w.err = fmt.Errorf("csv: una fila tiene %d celdas y hay %d columnas", len(cells), w.columns)
		return
	}
	w.fields = w.fields[:0]
	for i := range w.columns {
		text := ""
		if i < len(cells) {
			text = cells[i].text
		}
		w.fields = append(w.fields, text)
	}
	w.err = w.out.Write(w.fields)
}

// Flush writes what is still held back and returns the first error of all.
func (w *Writer) Flush() error {
	if w.err != nil {
		return w.err
	}
	w.out.Flush()
	return w.out.Error()
}
