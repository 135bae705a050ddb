package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"patci/pkg/render/term"
)

var sessions = Table{
	Indent: 1,
	Header: true,
	Columns: []Column{
		{Title: "Sesiones"},
		{Title: "programadas", Align: Right},
		{Title: "celebradas", Align: Right},
		{Title: "próxima", Shrink: true, Min: 10, Tone: func(row int) term.Tone { return []term.Tone{term.Plain, term.Warn, term.Bad}[row] }},
	},
	Rows: [][]string{
		{"Pleno", "2", "0", "20.ª · julio/agosto"},
		{"Subcomisión", "4", "12", "27.ª · junio, su plazo termina hoy"},
		{"🇲🇽 Selección", "6", "", "会議 👨‍👩‍👧 fin"},
	},
	Footer: []string{"Total", "12", "12"},
}

func paint(t testing.TB, tb Table, s term.Style) string {
	var b bytes.Buffer
	if err := tb.Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	wide := `
 Sesiones      programadas  celebradas  próxima
 Pleno                   2           0  20.ª · julio/agosto
 Subcomisión             4          12  27.ª · junio, su plazo termina hoy
 🇲🇽 Selección            6              会議 👨‍👩‍👧 fin
 Total                  12          12
`
	for width, want := range map[int]string{
		0: wide, 120: wide, 100: wide, 80: wide, 200: wide,
		60: `
 Sesiones      programadas  celebradas  próxima
 Pleno                   2           0  20.ª · julio/agosto
 Subcomisión             4          12  27.ª · junio, su
                                        plazo termina hoy
 🇲🇽 Selección            6              会議 👨‍👩‍👧 fin
 Total                  12          12
`,
		40: `
 Pleno
   programadas: 2
   celebradas: 0
   próxima: 20.ª · julio/agosto
 Subcomisión
   programadas: 4
   celebradas: 12
   próxima: 27.ª · junio, su plazo
     termina hoy
 🇲🇽 Selección
   programadas: 6
   próxima: 会議 👨‍👩‍👧 fin
 Total
   programadas: 12
   celebradas: 12
`,
	} {
		if got := "\n" + paint(t, sessions, term.Style{Width: width}); got != want {
			t.Errorf("at %d:%s\nwant:%s", width, got, want)
		}
	}
}

func TestColors(t *testing.T) {
	want := `
 [1]Sesiones[0]      [1]programadas[0]  [1]celebradas[0]  [1]próxima[0]
 Pleno                   2           0  20.ª · julio/agosto
 Subcomisión             4          12  [33]27.ª · junio, su[0]
                                        [33]plazo termina hoy[0]
 🇲🇽 Selección            6              [31]会議 👨‍👩‍👧 fin[0]
 [1]Total[0]                  [1]12[0]          [1]12[0]
`
	got := "\n" + paint(t, sessions, term.Style{Width: 60, Color: true})
	if got := sgr.ReplaceAllString(got, "[$1]"); got != want {
		t.Errorf("got:%s\nwant:%s", got, want)
	}
	for width := range 130 {
		plain, colored := paint(t, sessions, term.Style{Width: width}), paint(t, sessions, term.Style{Width: width, Color: true})
		if got := sgr.ReplaceAllString(colored, ""); got != plain {
			t.Errorf("at %d the colours change the text:\n%s\nwithout:\n%s", width, got, plain)
		}
	}
}

var sgr = regexp.MustCompile(`\x1b\[([0-9;]*)m`)

func TestShapes(t *testing.T) {
	two := []Column{{Title: "uno"}, {Title: "dos", Shrink: true, Min: 3}}
	for _, c := range []struct {
		name  string
		table Table
		width int
		want  string
	}{
		{"nothing", Table{}, 80, ""},
		{"no rows", Table{Columns: two}, 80, ""},
		{"only titles", Table{Columns: two, Header: true}, 80, "uno  dos\n"},
		{"short and empty rows", Table{Columns: two, Rows: [][]string{{"a"}, {}, {"", "b"}}}, 80, "a\n\n   b\n"},
		{"line ends", Table{Columns: two, Rows: [][]string{{"a\r\n\nb", " c \n  d"}, {"e"}}}, 80, "a   c\n     d\nb\ne\n"},
		{"harmless", Table{Columns: two, Rows: [][]string{{"\x1b[31ma\t", "\u202eb\x02"}}}, 80, "␛[31ma␉  \\u202eb␂\n"},
		{"words", Table{Columns: two, Rows: [][]string{{"abc", "uno dos tres"}}}, 9, "abc  uno\n     dos\n     tres\n"},
		{"a long word", Table{Columns: two, Rows: [][]string{{"abc", "abcdefghij"}}}, 9, "abc  abcd\n     efgh\n     ij\n"},
		{"hardly any room", Table{Columns: two, Rows: [][]string{{"abc", "abcdefghij"}}}, 4, "abc\nabcd\nefgh\nij\n"},
	} {
		if got := paint(t, c.table, term.Style{Width: c.width}); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		widths []int // natural; negative does not shrink
		min    int
		room   int
		want   []int
	}{
		{[]int{-5, 10}, 0, 17, []int{5, 10}},
		{[]int{-5, 30, 20}, 0, 49, []int{5, 20, 20}},
		{[]int{-5, 30, 20}, 0, 50, []int{5, 21, 20}},
		{[]int{-5, 30, 20}, 0, 40, []int{5, 16, 15}},
		{[]int{30, 20, 40}, 0, 64, []int{20, 20, 20}},
		{[]int{30, 9, 40}, 12, 40, []int{14, 9, 13}},
		{[]int{30, 9, 40}, 12, 36, nil},
		{[]int{1 << 20, 1 << 20}, 0, 42, []int{20, 20}},
		{[]int{-50, 3}, 0, 40, nil},
	} {
		var tb Table
		var row []string
		for _, w := range c.widths {
			tb.Columns = append(tb.Columns, Column{Shrink: w > 0, Min: c.min})
			row = append(row, strings.Repeat("x", max(w, -w)))
		}
		if got := tb.widths([]line{{cells: row}}, c.room); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%v in %d: got %v, want %v", c.widths, c.room, got, c.want)
		}
	}
}

var pieces = []string{
	" ", " ", "  ", "\u00a0", "a", "sesión", "ordinaria", "e\u0301", "会", "議議", "🙂", "👨‍👩‍👧", "🇲🇽", "❤️", "/", "-", "\x1b[31m", "\n",
	"subcomision-intervalo", strings.Repeat("x", 30), "julio/agosto", "27.ª", "\u0301", "\ufe0f", "\u202e", "क्षि", "\xff", "👩🏽",
}

func randomCell(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(5) > 0 {
		for range r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
	}
	return b.String()
}

// unspaced returns the signs of a text without the spaces between them.
func unspaced(text string) string {
	var b strings.Builder
	for _, s := range term.Signs(text) {
		if s.Text != " " && s.Text != "␊" {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// Whatever the cells and the width: no line is too wide, and every sign of
// every cell is there, in order, within its column.
func TestNothingIsLost(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sideBySide, stacked := 0, 0
	for range 1000 {
		tb := Table{Indent: r.IntN(3), Header: r.IntN(2) == 0}
		for range 1 + r.IntN(5) {
			tb.Columns = append(tb.Columns, Column{
				Title: randomCell(r), Align: Align(r.IntN(2)), Min: r.IntN(10), Shrink: r.IntN(4) > 0,
				Tone: func(row int) term.Tone { return term.Tone(row%5) << 4 },
			})
		}
		for range r.IntN(5) {
			var row []string
			for range r.IntN(len(tb.Columns) + 1) {
				row = append(row, randomCell(r))
			}
			tb.Rows = append(tb.Rows, row)
		}
		if r.IntN(2) == 0 {
			tb.Footer = []string{randomCell(r)}
		}
		width := 2 + r.IntN(200)
		out := paint(t, tb, term.Style{Width: width})
		if colored := paint(t, tb, term.Style{Width: width, Color: true}); sgr.ReplaceAllString(colored, "") != out {
			t.Fatalf("the colours change the text")
		}
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		for _, l := range lines {
			if w := term.Width(l); w > width {
				t.Fatalf("%d cells in %d: %q", w, width, l)
			}
			if strings.TrimRight(l, " ") != l {
				t.Fatalf("spaces at the end of %q", l)
			}
		}

		body, err := tb.body()
		if err != nil {
			t.Fatal(err)
		}
		indent := max(0, min(tb.Indent, width-defaultMin))
		widths := tb.widths(body, width-indent)
		if widths == nil {
			stacked++
			var want strings.Builder
			for n, l := range body {
				for i, c := range l.cells {
					if tb.Header && n == 0 || c == "" {
						continue
					}
					if title := body[0].cells[i]; tb.Header && i > 0 && title != "" {
						want.WriteString(unspaced(title) + ":")
					}
					want.WriteString(unspaced(c))
				}
			}
			if got := unspaced(strings.Join(lines, "\n")); got != want.String() {
				t.Fatalf("at %d:\n%s\nhas  %q\nwant %q", width, out, got, want.String())
			}
			continue
		}
		sideBySide++
		at := indent
		for i := range tb.Columns {
			var want strings.Builder
			widest := 0
			for _, l := range body {
				want.WriteString(unspaced(l.cells[i]))
				for _, part := range term.Wrap(l.cells[i], widths[i]) {
					widest = max(widest, term.Width(part))
				}
			}
			var got strings.Builder
			for _, l := range lines {
				cell := ""
				for c, signs := 0, term.Signs(l); len(signs) > 0; signs = signs[1:] {
					if c >= at && c < at+widest {
						cell += signs[0].Text
					}
					c += signs[0].Width
				}
				got.WriteString(unspaced(cell))
			}
			if got.String() != want.String() {
				t.Fatalf("column %d at %d:\n%s\nhas  %q\nwant %q", i, width, out, got.String(), want.String())
			}
			at += widest + gutter
		}
	}
	if sideBySide < 100 || stacked < 100 {
		t.Errorf("%d tables side by side, %d stacked: too few to tell", sideBySide, stacked)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disco lleno") }

func TestErrors(t *testing.T) {
	if err := sessions.Write(broken{}, term.Style{}); err == nil || err.Error() != "disco lleno" {
		t.Errorf("a write error came back as %v", err)
	}
	long := Table{Columns: []Column{{}}, Rows: [][]string{{"a", "b"}}}
	if err := long.Write(io.Discard, term.Style{}); err == nil {
		t.Error("a row with more cells than there are columns was taken")
	}
}

func big(rows int) Table {
	t := Table{Indent: 1, Header: true, Columns: []Column{
		{Title: "cuándo"}, {Title: "órgano", Tone: func(int) term.Tone { return term.Strong }}, {Title: "qué", Shrink: true}, {Title: "n", Align: Right}, {Title: "estado"}}}
	for n := range rows {
		t.Rows = append(t.Rows, []string{"vie  1 de abril", "Subcomisión", "Elaboración de cuestionarios para las autoridades de trabajo 🇲🇽", fmt.Sprint(n), "programada"})
	}
	return t
}

func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	took := func(rows int) time.Duration {
		tb, best := big(rows), time.Hour
		for range 3 {
			start := time.Now()
			paint(t, tb, term.Style{Width: 80, Color: true})
			best = min(best, time.Since(start))
		}
		return best
	}
	if few, many := took(100), took(1_000); many > 40*few {
		t.Errorf("100 rows took %v, 1000 took %v", few, many)
	}
}

// tablewriter has global state; two tables at a time must not feel it.
func TestTogether(t *testing.T) {
	want := paint(t, sessions, term.Style{Width: 60})
	for n := range 4 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			for range 10 {
				if got := paint(t, sessions, term.Style{Width: 60}); got != want {
					t.Fatal(got)
				}
			}
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, width := range []int{0, 80, 40} {
		b.Run(fmt.Sprintf("10000 rows at %d", width), func(b *testing.B) {
			tb := big(10_000)
			b.ReportAllocs()
			for b.Loop() {
				if err := tb.Write(io.Discard, term.Style{Width: width, Color: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
