package yamlnode

import (
	"strings"
	"testing"
	"time"

	"patci/pkg/source"
)

// TestEvil reads texts made to be slow or to exhaust the stack.
func TestEvil(t *testing.T) {
	many := func(s string) string { return strings.Repeat(s, 1<<18/len(s)) }
	for name, text := range map[string]string{
		"brackets":         many("["),
		"megabyte":         strings.Repeat("[", 1<<20),
		"megabyte line":    "a: [" + strings.Repeat("áé, ", 1<<18) + "]",
		"braces":           many("{"),
		"mixed":            many("{[") + "\n",
		"braces with keys": many("{a: "),
		"dashes":           many("- "),
		"questions":        many("? "),
		"question flow":    "[" + many("? "),
		"colons":           many(": "),
		"keys":             many("a: "),
		"quotes":           many("\""),
		"single quotes":    many("'"),
		"open quote":       "a: \"" + many("x "),
		"open quotes":      many("a: \"x\nb: 'y\n"),
		"anchors":          many("&a "),
		"aliases":          many("- *a\n"),
		"alias good":       "a: &a 1\nb:\n" + many("  - *a\n"),
		"tags":             many("- !x y\n"),
		"stairs":           stairs(1500),
		"stairs faulty":    stairs(1400) + "x: y: z",
		"one line":         "a: [" + many("áé, ") + "]",
		"one line map":     "{" + many("á: b, ") + "}",
		"one line faulty":  "a: [" + many("áé: b: c, ") + "]",
		"comments":         many("# x\n"),
		"comment each":     many("a: # x\n"),
		"comments in flow": "[" + many("# x\n"),
		"tabs":             many("\t"),
		"tab lines":        many("\ta: b\n"),
		"control":          many("\a"),
		"some control":     many("abc: defghijklmnopqrstuvwxyzabc\adefghijklmnopqrstuvwxyzabcdefghijklm nopqrstuvwxyz\n"),
		"nul":              many("\x00"),
		"bad utf8":         many("\xff"),
		"newlines":         many("\n"),
		"cr":               many("\r"),
		"documents":        many("---\n"),
		"ends":             many("...\n"),
		"directives":       many("%x\n"),
		"faulty lines":     many("a: b: c\n"),
		"no colons":        "a: 1\n" + many("abc\n"),
		"bad indents":      many("a:\n  - b\n c\n"),
		"block":            "a: |\n" + many("  x\n"),
		"blocks":           many("a: |\n  x\n\n"),
		"folded":           "a: >\n" + many("  x\n\n"),
		"plain lines":      "a: x\n" + many("  x\n"),
		"escapes":          "a: \"" + many("\\u00e9") + "\"",
		"bad escapes":      "a: \"" + many("\\q") + "\"",
		"crossed":          many("[}"),
		"open brackets":    many("- [\n"),
		"dash open":        many("- - {\n"),
	} {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			f := source.New("f.yaml", []byte(text))
			n, fs := Parse(f)
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("took %v", took)
			} else if took > 500*time.Millisecond {
				t.Logf("took %v, %d findings", took, len(fs))
			}
			if len(fs) > 3*maxFaults+5 {
				t.Errorf("%d findings", len(fs))
			}
			check(t, f, n, fs)
		})
	}
}

func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	b.WriteString(strings.Repeat(" ", n))
	return b.String()
}
