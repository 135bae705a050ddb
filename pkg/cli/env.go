// Package cli is the command line: it reads options, finds programmes, runs a
// command and turns what happened into an exit code. Only here is the world
// known (terminal, clock, environment, disk), and all of it comes in as one
// value, [Env].
//
// A command is one file: an options struct, newXCmd that fills it from flags,
// and runX that does the work and knows nothing of cobra. schema.go is the
// smallest example. To add one, write its file and list it in commands
// (root.go); the Spanish words by which people may ask for it are in words.go.
package cli

import (
	"io"
	"path/filepath"
	"strings"
	"time"

	"patci/pkg/render/term"
	"patci/pkg/when"
)

// Env is the world as a command sees it.
type Env struct {
	In       io.Reader
	Out, Err io.Writer
	OutTTY   bool
	ErrTTY   bool
	Width    int // cells of the terminal, 0 if unknown
	Now      func() time.Time
	Getenv   func(string) string
	Dir      string // the working folder
	Version  string // of the program, "" if nobody knows

	// Git runs git in a folder, with what it reads, and returns what it wrote.
	// The error is fs.ErrNotExist where there is no git. It may be called many
	// times at once; nil is no git.
	Git func(dir string, stdin []byte, args ...string) (stdout, stderr []byte, err error)

	color string // --color: auto, always or never
}

// pipeWidth is how wide text is where there is no terminal.
const pipeWidth = 100

// style is how text on standard output should look.
func (e *Env) style() term.Style { return e.styleOn(e.OutTTY) }

func (e *Env) styleOn(tty bool) term.Style {
	s := term.Style{Width: pipeWidth}
	if tty && e.Width > 0 {
		s.Width = e.Width
	}
	switch e.color {
	case "always":
		s.Color = true
	case "never":
	default:
		s.Color = tty && e.Getenv("NO_COLOR") == "" && e.Getenv("TERM") != "dumb"
	}
	return s
}

// today is the civil day in Mexico City.
func (e *Env) today() when.Day { return civilDay(e.Now()) }

// civilDay is the civil day in Mexico City at a time.
func civilDay(t time.Time) when.Day {
	// The zone of the system, for days of the past; without one, UTC-6, which
	// is right since 2022-10-30, when Mexico City gave up summer time. To embed
	// time/tzdata would cost 450 kB and say the same.
	zone, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		zone = time.FixedZone("UTC-6", -6*60*60)
	}
	y, m, d := t.In(zone).Date()
	return when.NewDay(y, m, d)
}

// path is where a path that somebody wrote stands on the disk.
func (e *Env) path(name string) string {
	if filepath.IsAbs(name) || e.Dir == "" {
		return name
	}
	return e.Dir + string(filepath.Separator) + name // not cleaned: «link/..» is for the disk to follow
}

// shown is how a place on the disk is named to people: with slashes, from the
// working folder where it is below it, else as they wrote it.
func (e *Env) shown(place, written string) string {
	if rel, err := filepath.Rel(e.Dir, place); e.Dir != "" && err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(strings.TrimRight(written, string(filepath.Separator)))
}
