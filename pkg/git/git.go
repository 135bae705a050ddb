// Package git runs the program git. It is the only place where patci runs
// another program, and only cmd/patci knows it: commands have it as
// cli.Env.Git.
package git

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// Run runs git in a folder, with stdin for it to read, and returns what it
// wrote. The error is fs.ErrNotExist where there is no git. No shell is between,
// and nothing is asked of a person or fetched from a network.
func Run(dir string, stdin []byte, args ...string) (stdout, stderr []byte, err error) {
	c := exec.Command("git", args...)
	c.Dir = dir
	c.Env = environment(os.Environ())
	c.Stdin = bytes.NewReader(stdin)
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	err = c.Run()
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, exec.ErrDot) {
		err = fmt.Errorf("git: %w", fs.ErrNotExist)
	}
	return out.Bytes(), said.Bytes(), err
}

// local are the variables by which git tells its hooks which repository they
// run for. They are relative to a folder that is not the one asked about.
var local = []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_IMPLICIT_WORK_TREE"}

func environment(env []string) []string {
	env = slices.DeleteFunc(slices.Clone(env), func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return slices.Contains(local, name)
	})
	return append(env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_LITERAL_PATHSPECS=1")
}
