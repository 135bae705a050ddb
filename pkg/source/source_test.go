package source

import (
	"testing"
	"unicode/utf8"
)

func TestLines(t *testing.T) {
	f := New("f", []byte(BOM+"a\nñb\r\nc\rd\u0085e\u2028f\u2029g\r\r\n"))
	want := []string{"a", "ñb", "c", "d", "e", "f", "g", "", ""}
	if f.Lines() != len(want) {
		t.Fatalf("%d lines, want %d", f.Lines(), len(want))
	}
	for i, w := range want {
		if got := f.Line(i + 1); got != w {
			t.Errorf("line %d is %q, want %q", i+1, got, w)
		}
		if p := f.Pos(f.LineStart(i + 1)); p != (Pos{i + 1, 1}) {
			t.Errorf("line %d starts at %v", i+1, p)
		}
	}
	if f.Line(0) != "" || f.Line(99) != "" || f.LineStart(0) != 3 || f.LineStart(99) != len(f.Data) {
		t.Error("lines outside the file")
	}
}

func TestEmpty(t *testing.T) {
	f := New("f", nil)
	if f.Lines() != 1 || f.Line(1) != "" || f.Offset(Pos{5, 5}) != 0 || f.Pos(9) != (Pos{1, 1}) || f.Text(Span{}) != "" {
		t.Error("an empty file")
	}
}

func TestPlaces(t *testing.T) {
	f := New("plan/a.yaml", []byte("uno\n¿dos? \U0001F600 tres\n"))
	for _, c := range []struct {
		span Span
		text string
	}{
		{Span{Pos{1, 1}, Pos{1, 4}}, "uno"},
		{Span{Pos{2, 2}, Pos{2, 5}}, "dos"},
		{Span{Pos{2, 7}, Pos{2, 8}}, "\U0001F600"},
		{Span{Pos{1, 3}, Pos{2, 2}}, "o\n¿"},
		{Span{Pos{2, 9}, Pos{2, 99}}, "tres"}, // never past the line
		{Span{Pos{2, 5}, Pos{2, 2}}, ""},
		{Span{Pos{1, 1}, Pos{9, 9}}, "uno\n¿dos? \U0001F600 tres\n"},
	} {
		if got := f.Text(c.span); got != c.text {
			t.Errorf("%v is %q, want %q", c.span, got, c.text)
		}
	}
	p := Place{f, Span{Pos{2, 2}, Pos{2, 5}}}
	if p.String() != "plan/a.yaml:2:2" || p.Text() != "dos" || p.IsZero() {
		t.Error(p)
	}
	if p := (Place{File: f}); p.String() != "plan/a.yaml" || p.IsZero() {
		t.Error(p)
	}
	if p := (Place{}); p.String() != "" || p.Text() != "" || !p.IsZero() {
		t.Error(p)
	}
	if !(Pos{1, 9}).Before(Pos{2, 1}) || !(Pos{2, 1}).Before(Pos{2, 2}) || (Pos{2, 2}).Before(Pos{2, 2}) {
		t.Error("Before")
	}
}

// FuzzPos checks that a position and an offset stand for the same place.
func FuzzPos(f *testing.F) {
	for _, s := range []string{"", "a\nb", BOM + "ñ\r\nx\ry", "\u0085\u2028\u2029", "\xff\xc3\n\xe2\x80", "a\r", BOM} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := New("f", data)
		start := file.LineStart(1)
		last := Pos{}
		for off := start; off <= len(data); {
			p := file.Pos(off)
			if p.Line < 1 || p.Line > file.Lines() || p.Column < 1 {
				t.Fatalf("offset %d at %v", off, p)
			}
			if !last.Before(p) {
				t.Fatalf("offset %d at %v, after %v", off, p, last)
			}
			last = p
			if got := file.Offset(p); got != off {
				t.Fatalf("offset %d at %v is offset %d", off, p, got)
			}
			if off == len(data) {
				break
			}
			if n := lineEnd(data[off:]); n > 0 { // within a line end there is no place
				off += n
				continue
			}
			_, w := utf8.DecodeRune(data[off:])
			off += w
		}
		// What is outside is brought inside.
		for _, off := range []int{-1, 0, len(data) + 1} {
			p := file.Pos(off)
			if got := file.Offset(p); got < 0 || got > len(data) {
				t.Fatalf("%v is offset %d", p, got)
			}
		}
		total := ""
		for n := 1; n <= file.Lines(); n++ {
			total += string(data[file.LineStart(n):file.LineStart(n+1)])
		}
		if total != string(data[start:]) {
			t.Fatal("lines do not make up the file")
		}
	})
}
