package diag

import (
	"regexp"
	"strings"
	"sync"
)

// Identity tells a finding from the others of its programme in a way that
// outlives edits elsewhere: two readings of a programme, before and after a
// change, give what is the same fault the same identity, though its line moved
// or an element was put before it in its list.
//
// It is made of the rule, the verdict, what the finding speaks of and where in
// the data it stands, by keys and not by positions (sessions.pleno[].date). The
// message is part of it only where no entity is named, for the message of a
// rule tells days that move with their neighbours; the places that it tells are
// left out. Nor is the file: that is for those who compare several programmes
// to add.
//
// It is not unique. Faults that cannot be told apart, as the same unknown key in
// two sessions, share one: compare how many there are, not whether. It holds a
// line feed between its parts and is for machines; its form may change between
// versions of patci unless it is stored (where it is, hash it and give the hash
// a version).
func Identity(f Finding) string {
	parts := []string{f.Rule, f.Verdict.String(), positions().ReplaceAllString(f.Path, "[]"), strings.Join(f.Entities, " ")}
	if len(f.Entities) == 0 {
		parts = append(parts, places().ReplaceAllString(f.Message, "§"))
	}
	return strings.Join(parts, "\n")
}

var (
	// positions are those in a path: [3].
	positions = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\d+\]`) })
	// places are those that a message tells: plan/2022/a.yaml:7:3, línea 7.
	places = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^\s«»]*\.ya?ml(:\d+)+|\blínea \d+`) })
)
