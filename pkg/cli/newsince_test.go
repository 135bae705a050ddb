package cli

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"patci/pkg/diag"
)

func TestNewOnes(t *testing.T) {
	at := func(path, message string) diag.Finding {
		return diag.Finding{Rule: "r", Verdict: diag.Broken, Severity: diag.Error, Path: path, Message: message}
	}
	named := func(message string, entities ...string) diag.Finding {
		return diag.Finding{Rule: "r", Verdict: diag.Broken, Severity: diag.Error, Path: "sessions.x[0].date", Message: message, Entities: entities}
	}
	with := func(f diag.Finding, how func(*diag.Finding)) diag.Finding {
		how(&f)
		return f
	}
	a, b := named("a", "x/1"), named("b", "x/1")
	waived := with(a, func(f *diag.Finding) { f.Waived = &diag.Waiver{} })
	warned := with(a, func(f *diag.Finding) { f.Severity = diag.Warning })
	for _, tt := range []struct {
		name           string
		now, then, new []diag.Finding
	}{
		{"nothing", nil, nil, nil},
		{"nothing before", []diag.Finding{a}, nil, []diag.Finding{a}},
		{"nothing now", nil, []diag.Finding{a}, nil},
		{"the same", []diag.Finding{a}, []diag.Finding{a}, nil},
		{"other words of the same sessions", []diag.Finding{a}, []diag.Finding{b}, nil},
		{"two where there was one", []diag.Finding{a, b}, []diag.Finding{b}, []diag.Finding{a}},
		{"another position", []diag.Finding{at("s[3]", "m")}, []diag.Finding{at("s[1]", "m")}, nil},
		{"one more of the same", []diag.Finding{at("s[1]", "m"), at("s[2]", "m")}, []diag.Finding{at("s[0]", "m")}, []diag.Finding{at("s[2]", "m")}},
		{"no longer justified", []diag.Finding{a}, []diag.Finding{waived}, []diag.Finding{a}},
		{"justified before and now", []diag.Finding{waived}, []diag.Finding{waived}, nil},
		{"graver", []diag.Finding{a}, []diag.Finding{warned}, []diag.Finding{a}},
	} {
		got := newOnes(tt.now, tt.then)
		if !slices.EqualFunc(got, tt.new, func(a, b diag.Finding) bool { return a.Message == b.Message && a.Path == b.Path }) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.new)
		}
	}
}

func TestBlobID(t *testing.T) { // git hash-object --stdin of nothing
	if got := blobID(nil, 40); got != "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391" {
		t.Error(got)
	}
	if got := blobID(nil, 64); got != "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813" {
		t.Error(got)
	}
}

// TestWithoutGit says that git is missing, with none given and with none found.
func TestWithoutGit(t *testing.T) {
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	missing := func(string, []byte, ...string) ([]byte, []byte, error) { return nil, nil, fs.ErrNotExist }
	for _, run := range []func(string, []byte, ...string) ([]byte, []byte, error){nil, missing} {
		var out, said bytes.Buffer
		env := Env{Out: &out, Err: &said, Dir: dir, Getenv: func(string) string { return "" }, Now: time.Now, Git: run}
		if code := Main(env, []string{"validate", "plan/2022", "--new-since", "main"}); code != exitIO || out.Len() > 0 ||
			!strings.Contains(said.String(), "no se encontró el programa git") {
			t.Errorf("exit code %d\n%s%s", code, &out, &said)
		}
	}
}
