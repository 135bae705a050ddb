package load_test

import (
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/program"
	"patci/pkg/render/term"
	"patci/pkg/render/text"
	"patci/pkg/source"
)

var update = flag.Bool("update", false, "record the messages anew")

const messages = "../../testdata/messages"

// sample is one case of the gallery of messages: a programme with a kind of
// fault, and what is said of it.
type sample struct {
	file    string
	archive *txtar.Archive
	folder  string
	files   []*source.File
	want    *txtar.File // nil if the archive has none
}

// samples reads the gallery. In its texts, ⟦⟧ hold what an editor would hide
// or what would be too long: bytes in hexadecimal, ⟦×N text⟧, ⟦cr⟧ and ⟦crlf⟧
// in place of the line end, ⟦end⟧ for none.
func samples(t testing.TB) []*sample {
	t.Helper()
	names, err := filepath.Glob(messages + "/*.txtar")
	if err != nil || len(names) < 40 {
		t.Fatalf("%d messages, %v", len(names), err)
	}
	var out []*sample
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := &sample{file: name, archive: a, folder: "plan/2022"}
		if _, folder, ok := strings.Cut(string(a.Comment), "folder: "); ok {
			s.folder = strings.TrimSpace(folder)
		}
		for i := range a.Files {
			if f := &a.Files[i]; f.Name == "want" {
				s.want = f
			} else {
				s.files = append(s.files, source.New(s.folder+"/"+f.Name, []byte(unhide(t, string(f.Data)))))
			}
		}
		out = append(out, s)
	}
	return out
}

var hidden = regexp.MustCompile(`⟦[^⟧]*⟧`)

func unhide(t testing.TB, s string) string {
	s = strings.NewReplacer("⟦cr⟧\n", "\r", "⟦crlf⟧\n", "\r\n", "⟦end⟧\n", "").Replace(s)
	return hidden.ReplaceAllStringFunc(s, func(h string) string {
		h = strings.Trim(h, "⟦⟧")
		if times, what, ok := strings.Cut(strings.TrimPrefix(h, "×"), " "); ok {
			n, err := strconv.Atoi(times)
			if err != nil {
				t.Fatal(err)
			}
			return strings.Repeat(what, n)
		}
		b, err := hex.DecodeString(h)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	})
}

// TestMessages compares every message of the gallery with the one recorded.
func TestMessages(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(strings.TrimSuffix(filepath.Base(s.file), ".txtar"), func(t *testing.T) {
			p, findings := load.Files(s.folder, s.files)
			check(t, p, findings)
			if len(findings) == 0 && !strings.Contains(string(s.archive.Comment), "not read") {
				t.Error("no findings")
			}
			var b strings.Builder
			if err := text.Findings(&b, findings, term.Style{Width: 100}); err != nil {
				t.Fatal(err)
			}
			switch {
			case *update:
				s.want.Data = []byte(b.String())
				if err := os.WriteFile(s.file, txtar.Format(s.archive), 0o644); err != nil {
					t.Fatal(err)
				}
			case b.String() != string(s.want.Data):
				t.Errorf("got\n%s\nwant\n%s", b.String(), s.want.Data)
			}
		})
	}
}

// english are words that no message says; what it quotes aside.
var english = regexp.MustCompile(`(?i)\b(the|expected|found|invalid|unknown|error|line|must|cannot|mapping|not)\b`)

var quoted = regexp.MustCompile(`«[^»]*»|\{[^}]*\}`)

// check asks of findings what is true of all: they stand in one of the
// programme's files, inside it, say what and what to do, in Spanish, without
// a full stop.
func check(t testing.TB, p *program.Program, findings []diag.Finding) {
	t.Helper()
	for i, f := range findings {
		for _, s := range []string{f.Message, f.Remedy} {
			if s == "" || strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "….") || strings.ContainsAny(s, "\n\t") || strings.Contains(s, "%!") || english.MatchString(quoted.ReplaceAllString(s, "")) {
				t.Errorf("%s: not as it is written: %q, %q", f.Place, f.Message, f.Remedy)
				break
			}
		}
		if f.Rule == "" || f.Verdict != diag.Broken {
			t.Errorf("incomplete: %+v", f)
		}
		inside(t, p, f)
		if i > 0 && f.Place == findings[i-1].Place && f.Message == findings[i-1].Message {
			t.Errorf("%s: said twice: %s", f.Place, f.Message)
		}
	}
}

func inside(t testing.TB, p *program.Program, f diag.Finding) {
	t.Helper()
	file := f.Place.File
	if file == nil {
		if len(p.Files) > 0 {
			t.Errorf("nowhere: %s", f.Message)
		}
		return
	}
	start, end := f.Place.Start, f.Place.End
	if start == (source.Pos{}) && end == start {
		return // the whole file
	}
	if end.Before(start) || start.Line < 1 || start.Column < 1 || end.Line > file.Lines() ||
		file.Pos(file.Offset(start)) != start || file.Pos(file.Offset(end)) != end {
		t.Errorf("%s-%d:%d: outside the file: %s", f.Place, end.Line, end.Column, f.Message)
	}
}
