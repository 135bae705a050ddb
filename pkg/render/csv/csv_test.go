package csv_test

import (
	"bytes"
	stdcsv "encoding/csv"
	"errors"
	"strings"
	"testing"
	"time"

	"patci/pkg/render/csv"
	"patci/pkg/when"
)

func TestCells(t *testing.T) {
	for _, c := range []struct {
		cell csv.Cell
		want string
	}{
		{csv.Text("Décima Novena Sesión, ordinaria"), `"Décima Novena Sesión, ordinaria"`},
		{csv.Text(`la «27.ª» dice "sí"`), `"la «27.ª» dice ""sí"""`},
		{csv.Text("a\nb\r\nc\rd\u2028e"), "\"a\r\nb\r\nc\r\nd\r\ne\""},
		{csv.Text(" con espacio"), `" con espacio"`},
		{csv.Text("=SUM(A1:A9)"), "'=SUM(A1:A9)"},
		{csv.Text("=HYPERLINK(\"http://x\",\"y\")"), `"'=HYPERLINK(""http://x"",""y"")"`},
		{csv.Text("+1"), "'+1"},
		{csv.Text("-1"), "'-1"},
		{csv.Text("@SUM(1)"), "'@SUM(1)"},
		{csv.Text("\t=1"), "'\t=1"},
		{csv.Text("\r=1"), "\"'\r\n=1\""},
		{csv.Text("\n=1"), "\"'\r\n=1\""},
		{csv.Text("＝1"), "'＝1"},
		{csv.Text("a=1"), "a=1"},
		{csv.Text("a\x00b\x1b[31m\x7f"), "a b [31m "},
		{csv.Text("مرحبا 👩‍👩‍👧"), "مرحبا 👩‍👩‍👧"},
		{csv.Text("a\xffb"), "a\ufffdb"},
		{csv.Text(""), ""},
		{csv.Int(-5), "-5"},
		{csv.Number(44.5, 2), "44.5"},
		{csv.Number(100, 0), "100"},
		{csv.Number(-33.333333, 1), "-33.3"},
		{csv.Number(-0.001, 1), "0"},
		{csv.Number(1000, 2), "1000"},
		{csv.Day(when.NewDay(2022, time.March, 10)), "2022-03-10"},
		{csv.Bool(true), "sí"},
		{csv.Bool(false), "no"},
		{csv.Cell{}, ""},
	} {
		var b bytes.Buffer
		w := csv.New(&b, "una", "otra")
		w.Row(c.cell)
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if want := "\ufeffuna,otra\r\n" + c.want + ",\r\n"; b.String() != want {
			t.Errorf("got %q, want %q", b.String(), want)
		}
	}
}

// The mark stands before the quote of a heading that needs one.
func TestMark(t *testing.T) {
	var b bytes.Buffer
	if err := csv.New(&b, "a,b").Flush(); err != nil || b.String() != "\ufeff\"a,b\"\r\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
}

type failing struct{ after int }

var errFull = errors.New("full")

func (f *failing) Write(p []byte) (int, error) {
	if f.after--; f.after < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestErrors(t *testing.T) {
	for after := range 2 {
		w := csv.New(&failing{after}, "a")
		for range 10 {
			w.Row(csv.Text(strings.Repeat("x", 1000)))
		}
		if err := w.Flush(); !errors.Is(err, errFull) {
			t.Errorf("after %d: %v", after, err)
		}
	}
	w := csv.New(&bytes.Buffer{}, "a")
	w.Row(csv.Int(1), csv.Int(2))
	if w.Flush() == nil {
		t.Error("a row with more fields than headings is no error")
	}
}

// FuzzText checks that any text comes back whole but for what is said of it,
// that it is one field, and that no spreadsheet takes it for a formula.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "=1", "-", "\r\n=", "'=", "a,b\"c", "á\u0301\U0001F469\u200d\U0001F467", "\u202emirror", "\xff", `\.`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		w := csv.New(&b, "antes", "texto", "después")
		w.Row(csv.Int(1), csv.Text(s), csv.Int(2))
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		rows, err := stdcsv.NewReader(strings.NewReader(b.String())).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != 3 || rows[1][0] != "1" || rows[1][2] != "2" {
			t.Fatalf("%q gives %q: %v", s, b.String(), err)
		}
		got := rows[1][1]
		if strings.IndexAny(got, "=+-@\t\r\n＝＋－＠") == 0 {
			t.Errorf("%q gives a formula: %q", s, got)
		}
		plain := !strings.ContainsFunc(s, func(r rune) bool {
			return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufffd'
		})
		if plain && strings.TrimPrefix(got, "'") != strings.TrimPrefix(s, "'") {
			t.Errorf("%q comes back as %q", s, got)
		}
		if strings.ContainsAny(strings.ReplaceAll(b.String(), "\r\n", ""), "\r\n") {
			t.Errorf("a line end that is not CRLF in %q", b.String())
		}
	})
}
