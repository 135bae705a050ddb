package yamlnode

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"patci/pkg/diag"
	"patci/pkg/source"
)

var update = flag.Bool("update", false, "write the expected trees and findings anew")

// dump writes a tree as tests compare it.
func dump(b *strings.Builder, n *Node, indent string) {
	if n == nil {
		b.WriteString("nil\n")
		return
	}
	kind := [...]string{"scalar", "map", "sequence", "null"}[n.Kind]
	style := [...]string{"plain", "single", "double", "literal", "folded", "flow", "block"}[n.Style]
	fmt.Fprintf(b, "%d:%d-%d:%d %s %s", n.Place.Start.Line, n.Place.Start.Column, n.Place.End.Line, n.Place.End.Column, kind, style)
	if n.Kind == Scalar || n.Value != "" {
		fmt.Fprintf(b, " %s %q", n.Tag, n.Value)
	}
	if n.Partial {
		b.WriteString(" partial")
	}
	b.WriteString("\n")
	for _, p := range n.Pairs {
		b.WriteString(indent + "  key ")
		dump(b, p.Key, indent+"  ")
		b.WriteString(indent + "    = ")
		dump(b, p.Value, indent+"    ")
	}
	for _, c := range n.Items {
		b.WriteString(indent + "  - ")
		dump(b, c, indent+"  ")
	}
}

func result(n *Node, fs []diag.Finding) string {
	var b strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&b, "%s-%d:%d %s\n   corrección: %s\n", f.Place, f.Place.End.Line, f.Place.End.Column, f.Message, f.Remedy)
	}
	dump(&b, n, "")
	return b.String()
}

// TestGolden reads each text in testdata/golden/*.txt: a line «=== name», the
// text, a line «---»-free «>>>», and what is expected. In the texts, ⟦⟧ hold
// what an editor would hide: ⟦tab⟧, ⟦crlf⟧ and such, or bytes in hexadecimal.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/golden/*.txt")
	if len(files) == 0 {
		t.Fatal("no golden files")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		cases := strings.Split("\n"+string(data), "\n=== ")
		for _, c := range cases[1:] {
			title, rest, _ := strings.Cut(c, "\n")
			text, want, _ := strings.Cut(rest, ">>>\n")
			f := source.New("f.yaml", []byte(unhide(t, text)))
			n, fs := Parse(f)
			check(t, f, n, fs)
			got := result(n, fs)
			fmt.Fprintf(&out, "=== %s\n%s>>>\n%s\n", title, text, got)
			if got = strings.TrimSpace(got); !*update && got != strings.TrimSpace(want) {
				t.Errorf("%s: %s\ngot\n%s\nwant\n%s", name, title, got, want)
			}
		}
		if *update {
			if err := os.WriteFile(name, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func unhide(t *testing.T, s string) string {
	s = strings.NewReplacer("⟦tab⟧", "\t", "⟦cr⟧\n", "\r", "⟦crlf⟧\n", "\r\n", "⟦nel⟧\n", "\u0085", "⟦ls⟧\n", "\u2028",
		"⟦ps⟧\n", "\u2029", "⟦bom⟧", source.BOM, "⟦nbsp⟧", "\u00a0", "⟦end⟧\n", "").Replace(s)
	for {
		before, rest, ok := strings.Cut(s, "⟦")
		if !ok {
			return s
		}
		hex, after, ok := strings.Cut(rest, "⟧")
		var b []byte
		if _, err := fmt.Sscanf(hex, "%x", &b); err != nil || !ok {
			t.Fatalf("⟦%s: %v", hex, err)
		}
		s = before + string(b) + after
	}
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "\n", "# only a comment", "\n\n  # a\n\n", "---\n", "--- # x\n# y\n", source.BOM, source.BOM + "\n", "...\n", "---\n...\n"} {
		if n, fs := Parse(source.New("f", []byte(text))); n != nil || len(fs) != 0 {
			t.Errorf("%q: %v %v", text, n, fs)
		}
	}
}

func TestTooLarge(t *testing.T) {
	n, fs := Parse(source.New("f", bytes.Repeat([]byte("a"), MaxBytes+1<<19)))
	if n != nil || len(fs) != 1 || fs[0].Message != "el archivo mide más de 16 MB, y no se leen archivos mayores" {
		t.Errorf("%v %v", n, fs)
	}
}

func TestDepth(t *testing.T) {
	deepest := func(n *Node) (d int) {
		for ; n != nil && len(n.Items) > 0; d++ {
			n = n.Items[0]
		}
		return d
	}
	for _, open := range []string{"[", "- "} {
		text := strings.Repeat(open, MaxDepth-1)
		if open == "[" {
			text += "a" + strings.Repeat("]", MaxDepth-1)
		} else {
			text += "a"
		}
		n, fs := Parse(source.New("f", []byte(text)))
		if len(fs) != 0 || deepest(n) != MaxDepth-1 {
			t.Errorf("%q: depth %d, %v", open, deepest(n), fs)
		}
		text = strings.Repeat(open, MaxDepth+50)
		if open == "[" {
			text += strings.Repeat("]", MaxDepth+50)
		}
		_, fs = Parse(source.New("f", []byte("a: 1\nb:\n  "+text+"\nc: 3")))
		if len(fs) != 1 || !strings.HasPrefix(fs[0].Message, deepMessage) {
			t.Errorf("%q: %v", open, fs)
		}
	}
	// Brackets in prose are no depth.
	text := "a: |\n" + strings.Repeat("  [{ sin cerrar\n", 200) + "b: \"" + strings.Repeat("[", 200) + "\" # " + strings.Repeat("[", 200) + "\n"
	if n, fs := Parse(source.New("f", []byte(text))); n == nil || len(fs) != 0 {
		t.Error(fs)
	}
}

func TestHelpers(t *testing.T) {
	f := source.New("f", []byte("a: [2022-04,2022-05]\nb: {number: 8, title: Capacitación, difusión y enlace, otra más, date: abril, vacío: , \"x\"}\nc: date:abril\n"))
	n, fs := Parse(f)
	if len(fs) > 0 {
		t.Fatal(fs)
	}
	if got := n.Get("a").Raw(); got != "[2022-04,2022-05]" {
		t.Error(got)
	}
	if n.Get("z") != nil || (*Node)(nil).Get("a") != nil || n.Get("a").Get("x") != nil || (*Node)(nil).Raw() != "" {
		t.Error("Get finds what is not there")
	}
	m := n.Get("b")
	var cut []string
	for i := range m.Pairs {
		if prev, ok := m.CutByComma(i); ok {
			cut = append(cut, m.Pairs[i].Key.Value+" < "+prev.Value)
		}
	}
	if want := []string{"difusión y enlace < Capacitación", "otra más < Capacitación"}; !reflect.DeepEqual(cut, want) {
		t.Errorf("%q", cut)
	}
	for i := -1; i < 9; i++ {
		if _, ok := n.CutByComma(i); ok {
			t.Error("a block map is cut")
		}
	}
	if key, ok := n.Get("c").MissingSpace(); !ok || key != "date" {
		t.Error(key, ok)
	}
	for _, s := range []string{"10:30", "https://x", "a b:c", "x", ":x", "x:", "a::b"} {
		if key, ok := (&Node{Value: s}).MissingSpace(); ok {
			t.Error(s, key)
		}
	}
}

func TestTextSpan(t *testing.T) {
	// In each text the value of key a is read, and the span of the word
	// «abril» in it must be the text between ‹ and ›.
	for _, c := range []string{
		"a: 2 de ‹abril› de 2022\n",
		"é: 1\na: ‹abril›",
		"a: \"áé ‹abril› x\"",
		`a: "a\u00e9b \"x\" \\ ‹abril›!"`,
		`a: "\U0001F600 ‹abril›"`,
		"a: \"uno\n  dos\\\n   tres\n\n ‹abril› y\"",
		"a: 'it''s ‹abril›'''",
		"a: 'x\n\n  y ‹abril›'",
		"a: uno\n  dos\n\n  ‹abril› y",
		"a: uno\r\n  dos\r\n\r\n  ‹abril› y\r\n",
		"a: uno\u2028  ‹abril› y\n",
		"a: |\n  uno\n   dos\n\n  ‹abril› y\nb: 1",
		"a: |2-\n    uno\n  ‹abril› y\n\nb: 1",
		"a: >\n  uno\n  dos\n\n   tres\n   cuatro\n\n\n  ‹abril› y\nb: 1",
		"a: >+\n  ‹abril›\n\n",
		"a: !!str ‹abril›",
		"b: {a: mes de ‹abril›, c: 1}",
		"b: [{a: 'mes de ‹abril›'}]",
		source.BOM + "a: x ‹abril›",
		"a: \"x\\\u0085  \u0085 ‹abril›\"",
	} {
		from := strings.Index(c, "‹")
		text := strings.NewReplacer("‹", "", "›", "").Replace(c)
		f := source.New("f", []byte(text))
		root, fs := Parse(f)
		if len(fs) > 0 {
			t.Errorf("%q: %v", c, fs)
			continue
		}
		n := root.Get("a")
		if n == nil {
			if n = root.Get("b"); n.Kind == Sequence {
				n = n.Items[0]
			}
			n = n.Get("a")
		}
		before, _, ok := strings.Cut(n.Value, "abril")
		if !ok {
			t.Errorf("%q: value %q", c, n.Value)
			continue
		}
		k := len([]rune(before))
		p := n.TextSpan(k, k+5)
		if want := f.Pos(from); p.Start != want || p.Text() != "abril" {
			t.Errorf("%q: %v %q, want %v", c, p.Span, p.Text(), want)
		}
		if p = n.TextSpan(k, k); p.Start != f.Pos(from) || p.End != p.Start {
			t.Errorf("%q: empty span %v", c, p.Span)
		}
	}
	n, _ := Parse(source.New("f", []byte(`a: "x\ty"`)))
	if p := n.Get("a").TextSpan(1, 2); p.Text() != `\t` {
		t.Errorf("%q", p.Text())
	}
	n, _ = Parse(source.New("f", []byte(`a: ""`)))
	if p := n.Get("a").TextSpan(0, 0); p.Start.Column != 5 || p.End.Column != 5 {
		t.Error(p)
	}
	if p := n.TextSpan(0, 1); p != n.Place {
		t.Error("a map has no text")
	}
}

// TestLineEnds checks that lines are numbered as the library numbers them.
func TestLineEnds(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029"} {
		text := strings.ReplaceAll("# ñ\na: 1\n\nb:\n  - \"x\n\n   y\"\n  - |\n   z\n   z\n\n  - {c: d,\n     e: f}\n  - p\n    q\nlast: 1", "\n", end)
		for _, bom := range []string{"", source.BOM} {
			f := source.New("f", []byte(bom+text))
			n, fs := Parse(f)
			check(t, f, n, fs)
			if len(fs) > 0 {
				t.Errorf("%q: %v", end, fs)
				continue
			}
			if n.Get("last") == nil || n.Get("last").Place.Start != (source.Pos{Line: 16, Column: 7}) {
				t.Errorf("%q: last at %v", end, n.Get("last").Place.Span)
			}
			var y yaml.Node
			if err := yaml.Unmarshal(f.Data, &y); err != nil {
				t.Fatal(err)
			}
			same(t, &y, n)
		}
	}
}

// same checks that a tree begins everywhere where the library says.
func same(t *testing.T, y *yaml.Node, n *Node) {
	t.Helper()
	switch y.Kind {
	case yaml.DocumentNode:
		same(t, y.Content[0], n)
		return
	case yaml.MappingNode:
		for i, p := range n.Pairs {
			same(t, y.Content[2*i], p.Key)
			same(t, y.Content[2*i+1], p.Value)
		}
	case yaml.SequenceNode:
		for i, c := range n.Items {
			same(t, y.Content[i], c)
		}
	}
	if y.Style&yaml.TaggedStyle != 0 || n.Place.File.Text(source.Span{Start: source.Pos{Line: y.Line, Column: y.Column}, End: source.Pos{Line: y.Line, Column: y.Column + 1}}) == "!" {
		return
	}
	if n.Kind != Null && (n.Place.Start.Line != y.Line || n.Place.Start.Column != y.Column || n.Value != y.Value) {
		t.Errorf("%q at %v, the library has %q at %d:%d", n.Value, n.Place.Start, y.Value, y.Line, y.Column)
	}
}

func TestProgram(t *testing.T) {
	data, err := os.ReadFile("testdata/program.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f := source.New("program.yaml", data)
	n, fs := Parse(f)
	if len(fs) > 0 {
		t.Fatal(fs)
	}
	check(t, f, n, fs)
	var y yaml.Node
	if err := yaml.Unmarshal(data, &y); err != nil {
		t.Fatal(err)
	}
	same(t, &y, n)
}

// TestDamaged reads many damaged copies of a programme.
func TestDamaged(t *testing.T) {
	data, err := os.ReadFile("testdata/program.yaml")
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	english := 0
	whole, _ := Parse(source.New("f", data))
	kept := 0
	const copies = 900
	for i := range copies {
		d := bytes.Clone(data)
		at := rnd.IntN(len(d))
		n := 1 + rnd.IntN(8)
		end := min(at+n, len(d))
		switch i % 6 {
		case 0: // delete
			d = append(d[:at], d[end:]...)
		case 1: // duplicate
			d = append(d[:end], data[at:]...)
		case 2: // flip
			d[at] ^= 1 << rnd.IntN(7)
		case 3: // insert what matters to YAML
			marks := []string{":", ": ", "\"", "'", "[", "]", "{", "}", ", ", "\t", "\n", " ", "- ", "#", "&", "*", "!", "|", ">", "%", "@", "`", "?", "---\n", "\u00a0"}
			d = append(append(bytes.Clone(d[:at]), marks[rnd.IntN(len(marks))]...), data[at:]...)
		case 4: // delete a line
			lines := bytes.SplitAfter(d, []byte("\n"))
			k := rnd.IntN(len(lines))
			d = bytes.Join(append(lines[:k:k], lines[k+1:]...), nil)
		case 5: // move a line sideways
			lines := bytes.SplitAfter(d, []byte("\n"))
			k := rnd.IntN(len(lines))
			if rnd.IntN(2) == 0 {
				lines[k] = append([]byte(strings.Repeat(" ", 1+rnd.IntN(3))), lines[k]...)
			} else {
				lines[k] = bytes.TrimPrefix(lines[k], []byte(" "))
			}
			d = bytes.Join(lines, nil)
		}
		f := source.New("f.yaml", d)
		n1, fs := Parse(f)
		check(t, f, n1, fs)
		for _, x := range fs {
			if strings.Contains(x.Message, "no se pudo leer el YAML") {
				english++
				if testing.Verbose() {
					l := x.Place.Start.Line
					t.Logf("%v: %s\n%s\n%s\n%s\n%s", x.Place, x.Message, f.Line(l-1), f.Line(l), f.Line(l+1), f.Line(l+2))
				}
			}
		}
		if n1 != nil && n1.Kind == Map && len(n1.Pairs) >= len(whole.Pairs)-2 {
			kept++
		}
	}
	t.Logf("%d of %d kept nearly all of their top keys; %d findings without words of their own", kept, copies, english)
	if kept < copies*80/100 {
		t.Errorf("only %d of %d copies kept their top keys", kept, copies)
	}
	if english > copies*2/100 {
		t.Errorf("%d findings without words of their own", english)
	}
}

// TestConfined checks that a fault costs no more than its own entry.
func TestConfined(t *testing.T) {
	data, _ := os.ReadFile("testdata/program.yaml")
	text := strings.Replace(string(data), "date: Abril/Mayo  ", "date: Abril: Mayo ", 1)
	text = strings.Replace(text, "{number: 8, date: 5 septiembre", "{number: 8 date: 5 septiembre", 1)
	text = strings.Replace(text, "validity: Indefinida", "validity: \"Indefinida", 1)
	f := source.New("f.yaml", []byte(text))
	n, fs := Parse(f)
	check(t, f, n, fs)
	if len(fs) != 3 {
		t.Fatalf("%v", fs)
	}
	s := n.Get("sessions")
	if got := s.Get("pleno").Items[0].Get("held"); got == nil || got.Value != "2022-05-10" {
		t.Error("the session with a faulty date lost its other facts")
	}
	if got := s.Get("pleno").Items[0].Get("date"); got == nil || got.Kind != Null || !got.Partial {
		t.Error("the faulty date is not there as a partial null")
	}
	if len(s.Get("pleno").Items) != 4 || len(s.Get("trabajo-forzoso").Items) != 2 {
		t.Error("sessions lost")
	}
	if got := n.Get("agreements").Items[0].Get("signed"); got == nil || got.Value != "8 de octubre de 2010" {
		t.Error("the agreement with an open quote lost its other facts")
	}
	if n.Get("waivers").Partial || !s.Partial || !n.Partial {
		t.Error("partial is not where the faults are")
	}
}

func FuzzParse(f *testing.F) {
	data, err := os.ReadFile("testdata/program.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	files, _ := filepath.Glob("testdata/golden/*.txt")
	for _, name := range files {
		data, _ := os.ReadFile(name)
		for _, c := range strings.Split(string(data), "\n=== ") {
			text, _, _ := strings.Cut(c, ">>>\n")
			_, text, _ = strings.Cut(text, "\n")
			f.Add([]byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a := source.New("f.yaml", data)
		n, fs := Parse(a)
		check(t, a, n, fs)
		var y yaml.Node
		if len(fs) == 0 && n != nil && yaml.Unmarshal(data, &y) == nil {
			same(t, &y, n)
		}
		if n2, fs2 := Parse(source.New("f.yaml", bytes.Clone(data))); result(n, fs) != result(n2, fs2) {
			t.Fatal("read twice, two results")
		}
	})
}

// TestPanic checks how a panic of the library would be told.
func TestPanic(t *testing.T) {
	f := source.New("f.yaml", []byte("# x\n  a: 1\n"))
	p := &parser{f: f, src: f.Data}
	p.explain(&fault{msg: "panic: index out of range"}, 1, 3)
	if len(p.out) != 1 || p.out[0].Message != "falla interna al leer el YAML: «index out of range»" || p.out[0].Place.Start != (source.Pos{Line: 2, Column: 3}) {
		t.Error(p.out)
	}
}

// TestUnknownMessage checks that words of the library are only ever quoted.
func TestUnknownMessage(t *testing.T) {
	f := source.New("f.yaml", []byte("a: 1\nb: 2\n"))
	p := &parser{f: f, src: f.Data}
	p.explain(&fault{msg: "something new", line: 2}, 1, 3)
	if len(p.out) != 1 || p.out[0].Message != "no se pudo leer el YAML: «something new»" || p.out[0].Place.Start != (source.Pos{Line: 2, Column: 1}) {
		t.Error(p.out)
	}
}

// TestManyFaults checks that the telling of faults has an end, and says so.
func TestManyFaults(t *testing.T) {
	_, fs := Parse(source.New("f.yaml", []byte(strings.Repeat("a: b: c\n", 100))))
	if len(fs) != maxFaults+1 || !strings.HasPrefix(fs[maxFaults].Message, "hay demasiadas faltas") || fs[maxFaults].Place.Start.Line != maxFaults+1 {
		t.Errorf("%d findings, the last %v", len(fs), fs[len(fs)-1])
	}
}
