package cli

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/changes"
	"patci/pkg/check"
	"patci/pkg/when"
)

// sinceApproval says what changed since a programme was approved: against the
// version in force at the end of the day of its approval, or where that was
// still a draft, or nobody wrote that day, against the first one that says it is
// approved. It is nil where the programme is a draft, or was one on the day
// asked, and where git does not know: nothing is told that is not known.
func (e *Env) sinceApproval(f *found, c *check.Result) *changes.Report {
	p := f.Program
	if e.Git == nil || p.Draft() || f.at.builtin || p.Period == (when.Range{}) {
		return nil
	}
	var on *when.Day // nil: nobody wrote it
	if p.Approved != nil && p.Approved.On.Set() {
		on = &p.Approved.On.Day
		if *on > f.AsOf {
			return nil
		}
	}
	rev, old := e.approvedVersion(f.at, on)
	if old == nil || old.program.Period != p.Period {
		return nil
	}
	then := min(rev.day, f.AsOf) // the day on which the old version is read
	since := fmt.Sprintf("Respecto de la primera versión que consta como aprobada, del %s (%s en git).", rev.day.Spanish(), rev.short())
	if on != nil {
		then = *on
		if rev.day <= *on {
			since = fmt.Sprintf("Respecto de la versión vigente el día de su aprobación, %s (%s en git).", on.Spanish(), rev.short())
		}
	}
	r := changes.Compare(agenda.Build(old.program, &then, c.Agenda.Calendar), c.Agenda)
	r.Since = since
	return r
}

// commit is a version of a folder in git.
type commit struct {
	id  string
	day when.Day // on which it was made, in Mexico City
}

func (c commit) short() string { return c.id[:min(len(c.id), 8)] }

// approvedVersion finds the version of a programme that was approved, on a day
// if that is known; nil if git does not tell.
func (e *Env) approvedVersion(at spot, on *when.Day) (commit, *oldFolder) {
	log, err := e.commits(at, "-m", "-Gstatus")
	if err != nil {
		return commit{}, nil
	}
	approved := func(c commit) *oldFolder {
		f := e.versionOf(c.id, at)
		if f == nil || f.program == nil || f.program.Draft() {
			return nil
		}
		return f
	}
	if on != nil {
		all, err := e.commits(at)
		if err != nil {
			return commit{}, nil
		}
		for _, c := range all { // the latest first
			if c.day > *on {
				continue
			}
			if f := approved(c); f != nil {
				return c, f
			}
			break // it was still a draft
		}
	}
	if out, _, err := e.Git(at.place, nil, "rev-parse", "--is-shallow-repository"); err != nil || string(bytes.TrimSpace(out)) != "false" {
		return commit{}, nil // the first that is here need not be the first
	}
	var first commit
	var found *oldFolder
	for _, c := range log { // as long as it is approved, back from now
		f := approved(c)
		if f == nil {
			break
		}
		first, found = c, f
	}
	return first, found
}

// commits are those that changed a folder, the latest first.
func (e *Env) commits(at spot, options ...string) ([]commit, error) {
	args := append([]string{"log", "--first-parent", "--format=%H %cI"}, options...)
	out, _, err := e.Git(at.place, nil, append(args, "--", ".")...)
	if err != nil {
		return nil, err
	}
	var all []commit
	for line := range strings.Lines(string(out)) {
		id, stamp, _ := strings.Cut(strings.TrimSpace(line), " ")
		t, err := time.Parse(time.RFC3339, stamp)
		if err != nil {
			return nil, err
		}
		all = append(all, commit{id, civilDay(t)})
	}
	return all, nil
}

// versionOf reads the programme of a folder as it was at a revision; nil if it
// was not there, or cannot be read.
func (e *Env) versionOf(rev string, at spot) *oldFolder {
	entries, err := e.tree(rev, at)
	if err != nil {
		return nil
	}
	b := &baseline{}
	if b.add(at, entries, false); b.folders == nil {
		return nil
	}
	f := b.folders[0]
	if _, err := e.fetch(rev, f); err != nil {
		return nil
	}
	f.load()
	return f
}
