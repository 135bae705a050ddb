// Command patci keeps the annual work programme of a collegiate body: it checks
// it against the law, prints its calendar, measures its progress and writes the
// official document.
package main

import (
	"os"
	"runtime/debug"
	"time"

	"patci/pkg/cli"
	"patci/pkg/git"

	"golang.org/x/term"
)

// version is set by the linker in a release: -ldflags '-X main.version=1.2.3'.
var version string

func main() {
	// A command lives some milliseconds: to collect less often costs a few
	// megabytes and saves a tenth of its time.
	debug.SetGCPercent(200)
	// Nothing listens for SIGPIPE, so that a reader who has seen enough
	// (patci calendar | head) ends the process without a word.
	dir, _ := os.Getwd() // without one, paths stay relative
	env := cli.Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		OutTTY: term.IsTerminal(int(os.Stdout.Fd())),
		ErrTTY: term.IsTerminal(int(os.Stderr.Fd())),
		Now:    time.Now, Getenv: os.Getenv,
		Dir:     dir,
		Version: built(),
		Git:     git.Run,
	}
	for _, f := range []*os.File{os.Stdout, os.Stderr} {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			env.Width = w
			break
		}
	}
	os.Exit(cli.Main(env, os.Args[1:]))
}

// built is the version of the release, or else of the module and its commit.
func built() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version
	}
	v := version
	if v == "" && info.Main.Version != "(devel)" {
		v = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v == "" {
			v = s.Value[:min(12, len(s.Value))]
		}
	}
	return v
}
