package git

import (
	"errors"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestNoGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, _, err := Run(t.TempDir(), nil, "version"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestEnvironment(t *testing.T) {
	got := environment([]string{"GIT_DIR=.git", "HOME=/x", "GIT_INDEX_FILE=i", "LC_ALL=es_MX.UTF-8"})
	if !slices.Contains(got, "HOME=/x") || slices.ContainsFunc(got, func(s string) bool {
		return strings.HasPrefix(s, "GIT_DIR=") || strings.HasPrefix(s, "GIT_INDEX_FILE=")
	}) {
		t.Errorf("%q", got)
	}
	if i, j := slices.Index(got, "LC_ALL=es_MX.UTF-8"), slices.Index(got, "LC_ALL=C"); j < i {
		t.Errorf("%q: the last one counts", got)
	}
}

func TestRun(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git here: nothing of it is tested")
	}
	dir := t.TempDir()
	t.Setenv("GIT_DIR", filepath.Join(dir, "elsewhere")) // as in a hook
	if _, said, err := Run(dir, nil, "init", "-q"); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	oid, _, err := Run(dir, []byte("año\n"), "hash-object", "-w", "--stdin")
	if err != nil {
		t.Fatal(err)
	}
	out, _, err := Run(dir, nil, "cat-file", "blob", strings.TrimSpace(string(oid)))
	if err != nil || string(out) != "año\n" {
		t.Errorf("%q, %v", out, err)
	}
	if _, said, err := Run(dir, nil, "rev-parse", "--verify", "HEAD^{commit}"); err == nil || !strings.HasPrefix(string(said), "fatal:") {
		t.Errorf("%q, %v", said, err)
	}
}
