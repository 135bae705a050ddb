package text

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"patci/pkg/diag"
	"patci/pkg/render/term"
	"patci/pkg/source"
)

var file = source.New("plan/2022/sessions.yaml", []byte(strings.Repeat("\n", 13)+
	"    - {number: 28, date: Septiembre}\n"+
	"\t- {name: \"日本語\", á: 🙂🙂, x: \x1b[31m}   \n"+
	"\n"+
	"sesiones:\n  - a\n"))

func at(line, column, endLine, endColumn int) source.Place {
	return source.Place{File: file, Span: source.Span{
		Start: source.Pos{Line: line, Column: column}, End: source.Pos{Line: endLine, Column: endColumn}}}
}

var (
	reglamento = diag.Basis{Instrument: "Reglamento Interno", Articles: "23 y 24"}
	interval   = diag.Finding{
		Rule: "subcomision-intervalo", Severity: diag.Warning,
		Message: "entre la 27.ª (junio) y la 28.ª (septiembre) de la Subcomisión pueden pasar más de tres meses",
		Remedy:  "fije la 28.ª a más tardar el mismo día de septiembre en que se celebre la 27.ª en junio",
		Place:   at(14, 26, 14, 36), Basis: []diag.Basis{reglamento},
	}
	conflict = diag.Finding{
		Rule: "subcomision-intervalo", Severity: diag.Error,
		Message: "la 26.ª, la 27.ª y la 28.ª de la Subcomisión no pueden cumplir a la vez el intervalo de tres meses",
		Steps: []string{
			"la 26.ª, a más tardar el 15 de febrero, obliga a celebrar la 27.ª a más tardar el 15 de mayo",
			"la 28.ª, el 18 de agosto, obliga a celebrar la 27.ª a partir del 18 de mayo",
		},
		Remedy: "adelante la 28.ª al 15 de agosto, o recorra la 26.ª al 18 de febrero",
	}
	waived = diag.Finding{
		Rule: "pleno-convocatoria", Severity: diag.Error, Message: "la 19.ª se convocó con tres días hábiles", Place: at(15, 5, 15, 9),
		Basis:  []diag.Basis{reglamento, {Instrument: "Ley Federal de Procedimiento Administrativo", Articles: "28", Read: "analogy"}},
		Waived: &diag.Waiver{Reason: "urgencia acreditada", GrantedBy: "la Presidencia"},
	}
	missing = diag.Finding{Severity: diag.Error, Message: "no se pudo leer", Place: source.Place{File: file}}
	strange = diag.Finding{Severity: diag.Note, Message: "no existe la clave «\x1b[31mx\u202e»\n", Rule: "clave", Place: at(15, 27, 15, 32)}
)

func told(t testing.TB, s term.Style, fs ...diag.Finding) string {
	var b bytes.Buffer
	if err := Findings(&b, fs, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFindings(t *testing.T) {
	for _, c := range []struct {
		name  string
		f     diag.Finding
		width int
		want  string
	}{
		{"wide", interval, 0, `
plan/2022/sessions.yaml:14:26: advertencia: entre la 27.ª (junio) y la 28.ª (septiembre) de la Subcomisión pueden pasar más de tres meses [subcomision-intervalo]
   14 |     - {number: 28, date: Septiembre}
      |                          ^~~~~~~~~~
   fundamento: Reglamento Interno, arts. 23 y 24
   corrección: fije la 28.ª a más tardar el mismo día de septiembre en que se celebre la 27.ª en junio
`},
		{"a pipe", interval, 100, `
plan/2022/sessions.yaml:14:26: advertencia: entre la 27.ª (junio) y la 28.ª (septiembre) de la
   Subcomisión pueden pasar más de tres meses [subcomision-intervalo]
   14 |     - {number: 28, date: Septiembre}
      |                          ^~~~~~~~~~
   fundamento: Reglamento Interno, arts. 23 y 24
   corrección: fije la 28.ª a más tardar el mismo día de septiembre en que se celebre la 27.ª en
      junio
`},
		{"narrow", interval, 40, `
plan/2022/sessions.yaml:14:26:
   advertencia: entre la 27.ª (junio) y
   la 28.ª (septiembre) de la
   Subcomisión pueden pasar más de tres
   meses [subcomision-intervalo]
   14 | … {number: 28, date: Septiembre}
      |                      ^~~~~~~~~~
   fundamento: Reglamento Interno, arts.
      23 y 24
   corrección: fije la 28.ª a más tardar
      el mismo día de septiembre en que
      se celebre la 27.ª en junio
`},
		{"a proof", conflict, 120, `
error: la 26.ª, la 27.ª y la 28.ª de la Subcomisión no pueden cumplir a la vez el intervalo de tres meses
   [subcomision-intervalo]
   la 26.ª, a más tardar el 15 de febrero, obliga a celebrar la 27.ª a más tardar el 15 de mayo
   la 28.ª, el 18 de agosto, obliga a celebrar la 27.ª a partir del 18 de mayo
   corrección: adelante la 28.ª al 15 de agosto, o recorra la 26.ª al 18 de febrero
`},
		{"waived", waived, 80, `
plan/2022/sessions.yaml:15:5: justificada: la 19.ª se convocó con tres días
   hábiles [pleno-convocatoria]
   15 |     - {name: "日本語", á: 🙂🙂, x: ␛[31m}
      |        ^~~~
   fundamento: Reglamento Interno, arts. 23 y 24; Ley Federal de Procedimiento
      Administrativo, art. 28 (por analogía)
   justificación: urgencia acreditada (la Presidencia)
`},
		{"a file", missing, 80, "\nplan/2022/sessions.yaml: error: no se pudo leer\n"},
		{"strange", strange, 80, `
plan/2022/sessions.yaml:15:27: nota: no existe la clave «␛[31mx\u202e»␊ [clave]
   15 |     - {name: "日本語", á: 🙂🙂, x: ␛[31m}
      |                                   ^~~~~
`},
	} {
		if got := "\n" + told(t, term.Style{Width: c.width}, c.f); got != c.want {
			t.Errorf("%s: got%s\nwant%s", c.name, got, c.want)
		}
	}
}

var sgr = regexp.MustCompile(`\x1b\[([0-9;]*)m`)

func TestColors(t *testing.T) {
	want := `
[1]plan/2022/sessions.yaml:14:26:[0] [1;33]advertencia:[0] entre la 27.ª (junio) y la 28.ª
   (septiembre) de la Subcomisión pueden pasar más de tres meses
   [2][subcomision-intervalo][0]
[2]   14 |[0]     - {number: 28, date: Septiembre}
[2]      |[0]                          [33]^~~~~~~~~~[0]
   [2]fundamento:[0] Reglamento Interno, arts. 23 y 24
   [2]corrección:[0] fije la 28.ª a más tardar el mismo día de septiembre en que se
      celebre la 27.ª en junio
`
	got := told(t, term.Style{Width: 80, Color: true}, interval)
	if got := "\n" + sgr.ReplaceAllString(got, "[$1]"); got != want {
		t.Errorf("got%s\nwant%s", got, want)
	}
	all := []diag.Finding{interval, conflict, waived, missing, strange}
	for width := range 130 {
		plain, colored := told(t, term.Style{Width: width}, all...), told(t, term.Style{Width: width, Color: true}, all...)
		if sgr.ReplaceAllString(colored, "") != plain {
			t.Errorf("at %d the colours change the text", width)
		}
		for l := range strings.Lines(plain) {
			if w := term.Width(strings.TrimSuffix(l, "\n")); width > 1 && w > width {
				t.Errorf("at %d: %d cells: %q", width, w, l)
			}
		}
	}
}

func TestBasis(t *testing.T) {
	for want, b := range map[string]diag.Basis{
		"":                     {},
		"Reglamento":           {Instrument: "Reglamento"},
		"Reglamento, art. 35":  {Instrument: "Reglamento", Articles: "35", Read: "verbatim"},
		"Reglamento, art. 5.º": {Instrument: "Reglamento", Articles: "5.º"},
		"Reglamento, art. 23 (según lo cita el programa)": {Instrument: "Reglamento", Articles: "23", Read: "cited"},
		"Code, art. R1112-88 (según lo cita el Manual)":   {Instrument: "Code", Articles: "R1112-88", Read: "cited", CitedBy: "el Manual"},
		"Reglamento, arts. 23 y 24 (por analogía)":        {Instrument: "Reglamento", Articles: "23 y 24", Read: "analogy"},
		"Ley, arts. 8 a 10":                               {Instrument: "Ley", Articles: "8 a 10"},
		"Ley, arts. 8–10":                                 {Instrument: "Ley", Articles: "8–10"},
		"Ley, arts. 8, 9 y 10":                            {Instrument: "Ley", Articles: "8, 9 y 10"},
		"Ley, art. 35, fracción II":                       {Instrument: "Ley", Articles: "35, fracción II"},
		"Ley, art. 35, fracciones I y II":                 {Instrument: "Ley", Articles: "35, fracciones I y II"},
		"Ley, arts. 35, fracción I, y 36":                 {Instrument: "Ley", Articles: "35, fracción I, y 36"},
		"Ley, arts. 35 bis y 36":                          {Instrument: "Ley", Articles: "35 bis y 36"},
		"arts. 1 y 2":                                     {Articles: "1 y 2"},
	} {
		if got := basis([]diag.Basis{b}); got != want {
			t.Errorf("basis(%+v) = %q, want %q", b, got, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := source.New("f", []byte(strings.Repeat("abc ", 50)+"AQUÍ"+strings.Repeat(" xyz", 50)))
	lastly := source.New("f", []byte("\ufeffa: é\u0301日本 fin\nb:\tdos\u009b\n\u0301x"))
	span := func(f *source.File, line, column, endLine, endColumn int) source.Place {
		p := at(line, column, endLine, endColumn)
		p.File = f
		return p
	}
	for _, c := range []struct {
		name  string
		place source.Place
		width int
		want  string
	}{
		{"nowhere", source.Place{}, 80, ""},
		{"no line", source.Place{File: file}, 80, ""},
		{"no such line", span(lastly, 9, 1, 9, 2), 80, ""},
		{"no room", at(14, 26, 14, 36), 15, ""},
		{"after a mark of order", span(lastly, 1, 1, 1, 2), 80, "   1 | a: é\u0301日本 fin\n     | ^"},
		{"accents and Han", span(lastly, 1, 6, 1, 7), 80, "   1 | a: é\u0301日本 fin\n     |     ^~"},
		{"an accent", span(lastly, 1, 5, 1, 6), 80, "   1 | a: é\u0301日本 fin\n     |    ^"},
		{"a tab and a control", span(lastly, 2, 4, 2, 8), 80, "   2 | b:    dos\\u009b\n     |       ^~~~~~~~~"},
		{"the tab itself", span(lastly, 2, 3, 2, 4), 80, "   2 | b:    dos\\u009b\n     |   ^~~~"},
		{"an accent alone", span(lastly, 3, 1, 3, 2), 80, "   3 | ◌\u0301x\n     | ^"},
		{"the end", span(lastly, 3, 3, 3, 3), 80, "   3 | ◌\u0301x\n     |   ^"},
		{"beyond the end", span(lastly, 3, 9, 3, 12), 80, "   3 | ◌\u0301x\n     |   ^"},
		{"an empty line", at(16, 1, 16, 1), 80, "   16 |\n      | ^"},
		{"several lines", at(15, 3, 17, 4), 80, "   15 |     - {name: \"日本語\", á: 🙂🙂, x: ␛[31m}\n      |      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"},
		{"no end", at(17, 3, 0, 0), 80, "   17 | sesiones:\n      |   ^"},
		{"amid", span(long, 1, 201, 1, 205), 50, "   1 | …c abc abc abc abc AQUÍ xyz xyz xyz xyz xy…\n     |                    ^~~~"},
		{"at the start", span(long, 1, 1, 1, 4), 30, "   1 | abc abc abc abc abc ab…\n     | ^~~"},
		{"at the very end", span(long, 1, 405, 1, 405), 30, "   1 | …z xyz xyz xyz xyz xyz\n     |                       ^"},
		{"all of it", span(long, 1, 1, 1, 405), 30, "   1 | abc abc abc abc abc ab…\n     | ^~~~~~~~~~~~~~~~~~~~~~~"},
		{"too long", span(long, 1, 201, 1, 405), 30, "   1 | … abc AQUÍ xyz xyz xyz…\n     |       ^~~~~~~~~~~~~~~~~"},
	} {
		if got := strings.Join(Excerpt(c.place, term.Style{Width: c.width}), "\n"); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestLongLine(t *testing.T) {
	for _, unit := range []string{"abc ", "日本", "e\u0301", "\t", "\x1b", "🇲🇽"} {
		f := source.New("f", []byte(strings.Repeat(unit, 1<<16/len(unit))))
		for _, column := range []int{1, 1000, 10_000, 1 << 20} {
			verify(t, f, 1, column, column+3, 80)
		}
	}
	f := source.New("f", []byte(strings.Repeat("{á: b} ", 1<<20/8)))
	start := time.Now()
	for column := range 20 {
		Excerpt(source.Place{File: f, Span: source.Span{Start: source.Pos{Line: 1, Column: column * 25_000}}}, term.Style{Width: 80})
	}
	if took := time.Since(start); took > 20*time.Second { // 0.1 s when nothing else runs
		t.Errorf("twenty excerpts of a line of 1 MB took %v", took)
	}
}

// verify compares an excerpt with the whole line laid out plainly: the lines
// are not too wide, and the sign over the caret is the one in the column.
func verify(t testing.TB, f *source.File, line, column, end, width int) {
	p := source.Place{File: f, Span: source.Span{
		Start: source.Pos{Line: line, Column: column}, End: source.Pos{Line: line, Column: end}}}
	got := Excerpt(p, term.Style{Width: width})
	number := fmt.Sprintf("   %d |", line)
	if line < 1 || line > f.Lines() || width > 0 && width < len(number)+9 {
		if got != nil {
			t.Fatalf("an excerpt of nothing: %q", got)
		}
		return
	}
	if len(got) != 2 || !strings.HasPrefix(got[0], number) || !strings.HasPrefix(got[1], strings.Repeat(" ", len(number)-1)+"| ") {
		t.Fatalf("excerpt %q", got)
	}
	for _, l := range got {
		if term.Visible(l) != l {
			t.Fatalf("%q has control characters", l)
		}
		if w := term.Width(l); width > 0 && w > width {
			t.Fatalf("%d cells in %d: %q", w, width, l)
		}
	}
	caret := strings.IndexByte(got[1], '^')
	if rest := got[1][caret:]; strings.Trim(rest[1:], "~") != "" {
		t.Fatalf("caret line %q", got[1])
	}

	// what is to stand over the caret
	text := f.Line(line)
	at := f.Offset(p.Start) - f.Offset(source.Pos{Line: line, Column: 1})
	want := ""
	for _, s := range term.Signs(text) {
		if at < len(text) && s.To > at {
			if want = s.Text; text[s.From:s.To] == "\t" {
				want = " "
			}
			break
		}
	}
	// what does
	over, cell := "", 0
	for _, s := range term.Signs(got[0]) {
		if cell == caret {
			over = s.Text
			break
		}
		cell += s.Width
	}
	if over != want && strings.TrimRight(want, " \u3000") != "" || want == "" && over != "" {
		t.Fatalf("column %d of %.80q at %d: over the caret %q, want %q\n%s\n%s", column, text, width, over, want, got[0], got[1])
	}
}

func FuzzExcerpt(f *testing.F) {
	for _, text := range []string{
		"", "a: b", "\ta: \"日本語\" # é e\u0301", "👨‍👩‍👧🇲🇽\x1b[31m\u202e\xff", strings.Repeat("abc 日本 ", 100), "\u0301\u0d4e", "a\r\nb\u2028c",
		strings.Repeat("🇲🇽", 100), strings.Repeat("e\u0301\u0301\u0301", 100), strings.Repeat("\t", 50), "a" + strings.Repeat("\u0301", 1000) + "b",
	} {
		for _, column := range []int{1, 3, 60, 83, 700} {
			f.Add([]byte(text), 1, column, column+4, 40)
			f.Add([]byte(text), 1, column, column, 91)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, line, column, end, width int) {
		if width < 0 || width > 10_000 {
			width = 0
		}
		verify(t, source.New("f", data), line, column, end, width)
	})
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disco lleno") }

func TestWriteError(t *testing.T) {
	if err := Findings(broken{}, []diag.Finding{interval}, term.Style{}); err == nil || err.Error() != "disco lleno" {
		t.Errorf("a write error came back as %v", err)
	}
}

func BenchmarkFindings(b *testing.B) {
	fs := make([]diag.Finding, 1000)
	for i := range fs {
		fs[i] = interval
	}
	for b.Loop() {
		told(b, term.Style{Width: 80, Color: true}, fs...)
	}
}
