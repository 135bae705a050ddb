package sarif

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"patci/pkg/diag"
)

// fingerprints counts those given, so that no two are alike.
type fingerprints map[string]int

// of is what stays of a finding when lines and positions move: the programme,
// the rule, its verdict, the entities, and the path by keys. Findings that are
// alike in all of it are told apart by their order.
func (fp fingerprints) of(k keys, f diag.Finding) string {
	parts := append([]string{k.program, f.Rule, f.Verdict.String(), k.stable(f.Path)}, f.Entities...)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	print := hex.EncodeToString(sum[:16])
	fp[print]++
	return print + ":" + strconv.Itoa(fp[print])
}

// position is a place in a list.
var position = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\d+\]`) })

// stable is a path without positions: up to the innermost entity on it, that
// entity's id; of the lists below, nothing but that they are lists.
func (k keys) stable(path string) string {
	for end := len(path); end > 0; end = strings.LastIndexAny(path[:end], ".[") {
		if id, ok := k.byPath[path[:end]]; ok {
			return id + " " + position().ReplaceAllString(path[end:], "[]")
		}
	}
	return position().ReplaceAllString(path, "[]")
}
