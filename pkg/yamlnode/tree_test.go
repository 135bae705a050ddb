package yamlnode

import (
	"strings"
	"testing"
	"unicode/utf8"

	"patci/pkg/diag"
	"patci/pkg/source"
)

// check holds a tree and its findings to what is always true of them.
func check(t testing.TB, f *source.File, root *Node, fs []diag.Finding) {
	t.Helper()
	inside := func(what string, p source.Place) {
		if p.File != f {
			t.Fatalf("%s stands in no file", what)
		}
		if p.Start.Line == 0 {
			return
		}
		for _, q := range []source.Pos{p.Start, p.End} {
			if f.Pos(f.Offset(q)) != q {
				t.Fatalf("%s: %v is not in the file", what, q)
			}
		}
		if p.End.Before(p.Start) {
			t.Fatalf("%s ends before it begins: %v", what, p.Span)
		}
	}
	for _, x := range fs {
		inside("finding "+x.Message, x.Place)
		if x.Rule != "yaml" || x.Severity != diag.Error || x.Verdict != diag.Broken || x.Message == "" || x.Remedy == "" {
			t.Fatalf("finding lacks something: %+v", x)
		}
		if strings.ContainsAny(x.Message+x.Remedy, "\n\t\r\x1b\x00") || !utf8.ValidString(x.Message+x.Remedy) {
			t.Fatalf("finding cannot be shown: %q %q", x.Message, x.Remedy)
		}
		if strings.HasSuffix(x.Message, ".") || strings.HasSuffix(x.Remedy, ".") {
			t.Fatalf("finding ends in a full stop: %q", x.Message)
		}
		if len(x.Message) > 700 {
			t.Fatalf("finding too long: %q", x.Message)
		}
	}
	if root == nil {
		return
	}
	work, limit := 0, 2000
	if len(f.Data) > 1<<17 { // the checks by position are linear in the line
		limit = 100
	}
	var walk func(n *Node, depth int)
	walk = func(n *Node, depth int) {
		work++
		if work < limit {
			inside("node "+short(n.Value), n.Place)
			if f.Offset(n.Place.Start) != n.start || f.Offset(n.Place.End) != n.end {
				t.Fatalf("offsets %d-%d, place %v", n.start, n.end, n.Place.Span)
			}
		}
		if n.start < 0 || n.end < n.start || n.end > len(f.Data) {
			t.Fatalf("offsets %d-%d of %d", n.start, n.end, len(f.Data))
		}
		if depth > MaxDepth+1 {
			t.Fatal("too deep")
		}
		if len(n.Pairs) > 0 && n.Kind != Map || len(n.Items) > 0 && n.Kind != Sequence {
			t.Fatalf("kind %d with children", n.Kind)
		}
		if len(fs) == 0 {
			if n.Kind == Scalar && n.Style == Plain && !strings.ContainsAny(n.Raw(), "\n\r\u0085\u2028\u2029") && n.Raw() != n.Value {
				t.Fatalf("raw %q, value %q", n.Raw(), n.Value)
			}
			if n.Kind == Scalar && work < limit {
				if !n.decode(func(int, int) bool { return true }) {
					t.Fatalf("cannot follow %q as %q", n.Raw(), n.Value)
				}
				if total := utf8.RuneCountInString(n.Value); total > 0 && total < 1000 {
					checkSpans(t, n, total)
				}
			}
		}
		last := n.start
		child := func(c *Node) {
			if c == nil {
				t.Fatal("nil child")
				return
			}
			if c.start < last || c.end > n.end {
				t.Fatalf("child %d-%d after %d in %d-%d (%q)", c.start, c.end, last, n.start, n.end, n.Raw())
			}
			last = c.end
			walk(c, depth+1)
		}
		for i, p := range n.Pairs {
			if p.Key == nil || p.Key.Kind != Scalar {
				t.Fatal("key is no scalar")
			}
			child(p.Key)
			child(p.Value)
			n.CutByComma(i)
		}
		for _, c := range n.Items {
			child(c)
		}
	}
	walk(root, 0)
}

// checkSpans holds the places of the characters of a scalar to be in order
// and inside it.
func checkSpans(t testing.TB, n *Node, total int) {
	t.Helper()
	k, last := 0, n.start
	n.decode(func(from, to int) bool {
		if from < last || to < from || to > n.end {
			t.Fatalf("character %d of %q at %d-%d after %d in %d-%d", k, n.Value, from, to, last, n.start, n.end)
		}
		last = from
		k++
		return true
	})
	p := n.TextSpan(0, total)
	if p.Start.Before(n.Place.Start) || n.Place.End.Before(p.End) {
		t.Fatalf("text %v outside %v", p.Span, n.Place.Span)
	}
	p = n.TextSpan(total-1, total)
	if p.Start.Before(n.Place.Start) || n.Place.End.Before(p.End) {
		t.Fatalf("last character %v outside %v", p.Span, n.Place.Span)
	}
	if n.TextSpan(-1, 3) != n.Place || n.TextSpan(2, 1) != n.Place || n.TextSpan(0, total+1) != n.Place {
		t.Fatal("impossible span is not the node's")
	}
}
