package load_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/program"
	"patci/pkg/source"
)

const plan2022 = "../../plan/2022"

// contents reads the files of the 2022 programme.
func contents(t testing.TB) (names []string, data [][]byte) {
	t.Helper()
	names, err := load.Names(os.DirFS(plan2022), ".")
	if err != nil || len(names) != 6 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, n := range names {
		b, err := os.ReadFile(plan2022 + "/" + n)
		if err != nil {
			t.Fatal(err)
		}
		data = append(data, b)
	}
	return names, data
}

// with loads the programme with file i as damaged.
func with(names []string, data [][]byte, i int, damaged []byte) (*program.Program, []diag.Finding) {
	var files []*source.File
	for k, n := range names {
		text := data[k]
		if k == i {
			text = damaged
		}
		files = append(files, source.New("plan/2022/"+n, text))
	}
	return load.Files("plan/2022", files)
}

// damage spoils a text in one place, chosen by r; it returns the text and the
// line of the damage, or nil where it finds nothing to spoil.
type damage struct {
	name string
	// entry says that what is spoilt is one entry, so that nearly all the
	// rest must be read.
	entry bool
	// exact says that a finding must stand on the very line, and nowhere else.
	exact bool
	do    func(r *rand.Rand, text []byte) ([]byte, int)
}

var damages = []damage{
	{"delete a line", true, false, byLine(func(_ *rand.Rand, lines []string, i int) []string { return slices.Delete(lines, i, i+1) })},
	{"duplicate a line", true, false, byLine(func(_ *rand.Rand, lines []string, i int) []string { return slices.Insert(lines, i, lines[i]) })},
	{"swap two lines", false, false, byLine(func(_ *rand.Rand, lines []string, i int) []string {
		if i+1 < len(lines) {
			lines[i], lines[i+1] = lines[i+1], lines[i]
		}
		return lines
	})},
	{"indent a line", true, false, byLine(func(r *rand.Rand, lines []string, i int) []string {
		lines[i] = strings.Repeat(" ", 1+r.IntN(3)) + lines[i]
		return lines
	})},
	{"outdent a line", false, false, byLine(func(_ *rand.Rand, lines []string, i int) []string {
		lines[i] = strings.TrimPrefix(lines[i], " ")
		return lines
	})},
	{"cut", false, false, func(r *rand.Rand, text []byte) ([]byte, int) { return text[:r.IntN(len(text))], 0 }},
	{"flip a byte", true, false, func(r *rand.Rand, text []byte) ([]byte, int) {
		i := r.IntN(len(text))
		for opens(text, i) {
			i = r.IntN(len(text))
		}
		text[i] ^= 1 << r.IntN(8)
		return text, 0
	}},
	{"drop a sign", true, false, func(r *rand.Rand, text []byte) ([]byte, int) {
		var at []int
		for i, c := range text {
			if strings.IndexByte("\"'{}[]:,-", c) >= 0 && !opens(text, i) {
				at = append(at, i)
			}
		}
		i := at[r.IntN(len(at))]
		return slices.Delete(text, i, i+1), 0
	}},
	{"misspell a key", true, true, byLine(func(r *rand.Rand, lines []string, i int) []string {
		key := keyOf(lines[i])
		if len(key) < 4 || !strings.Contains(lines[i], key+": ") {
			return nil
		}
		k := 1 + r.IntN(len(key)-2)
		lines[i] = strings.Replace(lines[i], key+": ", key[:k]+key[k+1:]+": ", 1)
		return lines
	})},
	{"impossible date", true, true, byLine(func(r *rand.Rand, lines []string, i int) []string {
		before, rest, ok := strings.Cut(lines[i], "date: ")
		if !ok || strings.Contains(before, "as_written") || strings.Contains(rest, "as_written") {
			return nil
		}
		end := strings.IndexAny(rest, ",}")
		if end < 0 {
			end = len(rest)
		}
		lines[i] = before + "date: " + []string{"30 de febrero", "2022-04-31", "31 de junio", "lunes 32 de mayo"}[r.IntN(4)] + rest[end:]
		return lines
	})},
	{"unknown reference", true, true, byLine(func(r *rand.Rand, lines []string, i int) []string {
		for _, key := range []string{"responsible: [", "parties: [", "participants: [", "actor: "} {
			if before, rest, ok := strings.Cut(lines[i], key); ok && !strings.Contains(before, "as_written") {
				lines[i] = before + key + "x" + rest
				return lines
			}
		}
		return nil
	})},
}

// opens reports whether byte i of a text is of a line, or of the indentation of
// one, that opens more than one entry.
func opens(text []byte, i int) bool {
	from, to := bytes.LastIndexByte(text[:i], '\n')+1, len(text)
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		to = i + n
	}
	return text[i] == ' ' || i == to || to > 0 && text[to-1] == ':' || text[from] != ' '
}

// keyOf is the first key of a line, "" if there is none.
func keyOf(line string) string {
	line = strings.TrimLeft(line, " -{")
	key, _, ok := strings.Cut(line, ": ")
	if !ok || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz_") != "" {
		return ""
	}
	return key
}

// byLine damages one line that says something.
func byLine(do func(r *rand.Rand, lines []string, i int) []string) func(*rand.Rand, []byte) ([]byte, int) {
	return func(r *rand.Rand, text []byte) ([]byte, int) {
		lines := strings.Split(string(text), "\n")
		for range 200 {
			i := r.IntN(len(lines))
			if s := strings.TrimSpace(lines[i]); s == "" || s[0] == '#' || lines[i][0] != ' ' && strings.HasSuffix(s, ":") {
				continue // a whole section is more than one entry
			}
			if out := do(r, slices.Clone(lines), i); out != nil {
				return []byte(strings.Join(out, "\n")), i + 1
			}
		}
		return nil, 0
	}
}

// TestDamagedCopies spoils the 2022 programme in many ways and asks that
// loading neither fails nor hangs, that each finding says where, what and what
// to do, and that what was not spoilt is read.
func TestDamagedCopies(t *testing.T) {
	names, data := contents(t)
	whole, findings := with(names, data, -1, nil)
	for _, f := range findings {
		if f.Severity == diag.Error {
			t.Fatalf("%s: %s", f.Place, f.Message)
		}
	}
	noise := map[string]bool{} // what is said of the programme as it is
	for _, f := range findings {
		noise[f.Message] = true
	}
	r := rand.New(rand.NewPCG(2022, 1))
	copies, silent := 0, 0
	for _, d := range damages {
		for n := range 10 * len(names) {
			i := n % len(names)
			text, line := d.do(r, bytes.Clone(data[i]))
			if text == nil {
				continue
			}
			copies++
			begin := time.Now()
			p, findings := with(names, data, i, text)
			took := time.Since(begin)
			findings = slices.DeleteFunc(findings, func(f diag.Finding) bool { return noise[f.Message] })
			if len(findings) == 0 {
				silent++
			}
			name := fmt.Sprintf("%s, copy %d of %s, line %d", d.name, n, names[i], line)
			ok := t.Run(name, func(t *testing.T) {
				if took > time.Second {
					t.Errorf("took %v", took)
				}
				check(t, p, findings)
				if d.entry && len(p.Sessions)*10 < len(whole.Sessions)*9 {
					t.Errorf("%d sessions of %d", len(p.Sessions), len(whole.Sessions))
				}
				if !d.exact {
					return
				}
				if len(findings) == 0 {
					t.Error("no findings")
				}
				for _, f := range findings {
					if f.Place.Start.Line != line || f.Place.File.Name != "plan/2022/"+names[i] {
						t.Errorf("%s, not line %d: %s", f.Place, line, f.Message)
					}
				}
			})
			if !ok {
				lines := strings.Split(string(text), "\n")
				for k, l := range lines {
					if old := strings.Split(string(data[i]), "\n"); k < len(old) && old[k] != l && k < 40 {
						t.Logf("%4d | %.150s", k+1, l)
					}

				}
				for _, f := range findings {
					t.Logf("%s: %s", f.Place, f.Message)
				}
			}
		}
	}
	t.Logf("%d copies, %d of them without findings", copies, silent)
	if copies < 500 {
		t.Errorf("only %d copies", copies)
	}
}

// TestCutAnywhere loads every file of the programme cut short at many bytes of its first kilobytes.
func TestCutAnywhere(t *testing.T) {
	names, data := contents(t)
	step := 7
	if testing.Short() {
		step = 41
	}
	for i, text := range data {
		for n := 0; n < min(len(text), 1500); n += step {
			f := source.New("plan/2022/"+names[i], text[:n])
			p, findings := load.Files("plan/2022", []*source.File{f})
			check(t, p, findings)
		}
	}
}
