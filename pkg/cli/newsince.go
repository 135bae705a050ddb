package cli

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/official"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/when"
)

// documentFile is the prose of a programme.
const documentFile = official.FileName

// newOnes returns the findings that are not among old ones. Each old one
// accounts for one, first for one that says the same words, so that of two alike
// the one that was there is taken away.
func newOnes(fs, old []diag.Finding) []diag.Finding {
	identity := func(f diag.Finding) string {
		how := f.Severity.String()
		if f.Waived != nil { // one that is no longer justified is new
			how = "waived"
		}
		return how + "\n" + diag.Identity(f)
	}
	same, alike := map[string]int{}, map[string]int{}
	for _, f := range old {
		id := identity(f)
		same[id+"\n"+f.Message]++
		alike[id]++
	}
	known := make([]bool, len(fs))
	for i, f := range fs {
		id := identity(f)
		if w := id + "\n" + f.Message; same[w] > 0 {
			same[w]--
			alike[id]--
			known[i] = true
		}
	}
	var out []diag.Finding
	for i, f := range fs {
		if id := identity(f); !known[i] && alike[id] > 0 {
			alike[id]--
		} else if !known[i] {
			out = append(out, f)
		}
	}
	return out
}

// checkRevision makes sure, before anything is judged, that there is git, a
// repository and in it the revision.
func (e *Env) checkRevision(rev string, list []*batch) error {
	if strings.HasPrefix(rev, "-") {
		return usagef("«%s» no es una revisión de git: empieza con un guion", rev)
	}
	if strings.ContainsAny(rev, "\x00\n") {
		return usagef("«%s» no es una revisión de git", rev)
	}
	for _, b := range list {
		for _, m := range b.members {
			if m.err != nil {
				continue
			}
			if m.builtin {
				return usagef("--new-since compara con lo que git guarda, y el programa «%s» viene en patci", exampleWord)
			}
			_, err := e.git(rev, m.spot, nil, "rev-parse", "--verify", "--quiet", rev+"^{commit}")
			return err
		}
	}
	return nil
}

// git runs git in the folder of a programme. Where that fails it finds out why.
func (e *Env) git(rev string, at spot, stdin []byte, args ...string) ([]byte, error) {
	if e.Git == nil {
		return nil, &ioError{"leer", rev, errNoGit}
	}
	out, said, err := e.Git(at.place, stdin, args...)
	switch {
	case err == nil:
		return out, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, &ioError{"leer", rev, errNoGit}
	}
	if _, said, err := e.Git(at.place, nil, "rev-parse", "--is-inside-work-tree"); err != nil {
		if bytes.Contains(said, []byte("not a git repository")) {
			return nil, usagef("«%s» no está en un repositorio de git; --new-since compara con lo que git guarda", at.shown)
		}
		return nil, &ioError{"leer", at.shown, saidBy(said, err)}
	}
	if _, _, err := e.Git(at.place, nil, "rev-parse", "--verify", "--quiet", rev+"^{commit}"); err != nil {
		return nil, usagef("no existe la revisión «%s» en el repositorio de «%s»; puede ser una rama, una etiqueta o un commit (en integración continua, traiga la historia: fetch-depth: 0)", rev, at.shown)
	}
	return nil, &ioError{"leer", at.shown, saidBy(said, err)}
}

var errNoGit = errors.New("no se encontró el programa git, que --new-since necesita")

// saidBy is why git failed, in its own words.
func saidBy(said []byte, err error) error {
	line, _, _ := strings.Cut(strings.TrimSpace(string(said)), "\n")
	if line == "" {
		return fmt.Errorf("git: %w", err)
	}
	return errors.New("git: " + strings.TrimPrefix(line, "fatal: "))
}

// baseline is the programmes of a batch as they were at a revision.
type baseline struct {
	folders   []*oldFolder // in the order of their names; those that were there
	unchanged bool         // they are what they were, so that all that is found was there
}

// oldFolder is the folder of a programme at a revision.
type oldFolder struct {
	spot     spot            // where git is asked
	gone     bool            // it is no longer there
	blobs    map[string]blob // the files that matter, by name
	data     map[string][]byte
	program  *program.Program
	findings []diag.Finding
}

// blob is a file as git keeps it.
type blob struct {
	oid  string
	link bool
}

// baseline reads the programmes of a batch, and the years that were beside
// them, from a revision.
func (e *Env) baseline(rev string, b *batch) (*baseline, error) {
	out := &baseline{}
	have := map[string]bool{}
	for _, m := range b.members {
		have[filepath.Base(m.place)] = true
		entries, err := e.tree(rev, m.spot)
		if err != nil {
			return nil, err
		}
		out.add(m.spot, entries, false)
	}
	if first := b.members[0].spot; first.year() {
		up := spot{place: filepath.Dir(first.place), shown: path.Dir(first.shown)}
		entries, err := e.tree(rev, up)
		if usage := (*usageError)(nil); errors.As(err, &usage) { // it is above the repository
			entries = nil
		} else if err != nil {
			return nil, err
		}
		for _, t := range entries {
			if t.kind != "tree" || have[t.name] || !isYear(t.name) {
				continue
			}
			gone, err := e.tree(rev, up, t.name+"/")
			if err != nil {
				return nil, err
			}
			for i := range gone {
				gone[i].name = path.Base(gone[i].name)
			}
			// Git is asked in a folder that is there.
			out.add(spot{place: up.place, shown: path.Join(up.shown, t.name)}, gone, true)
		}
	}
	out.unchanged = len(out.folders) == len(b.members)
	for _, f := range out.folders {
		same, err := e.fetch(rev, f)
		if err != nil {
			return nil, err
		}
		out.unchanged = out.unchanged && same
	}
	if out.unchanged {
		return out, nil
	}
	slices.SortFunc(out.folders, func(a, b *oldFolder) int { return strings.Compare(a.spot.shown, b.spot.shown) })
	for _, f := range out.folders {
		f.load()
	}
	return out, nil
}

// load reads the programme in the files of a folder.
func (f *oldFolder) load() {
	var files []*source.File
	for _, name := range slices.Sorted(maps.Keys(f.data)) {
		if load.IsYAML(name) && name != load.RulebookFile {
			files = append(files, f.file(name))
		}
	}
	f.program, f.findings = load.Files(f.spot.shown, files)
}

// add adds a folder if it held a programme.
func (b *baseline) add(at spot, entries []treeEntry, gone bool) {
	f := &oldFolder{spot: at, gone: gone, blobs: map[string]blob{}, data: map[string][]byte{}}
	some := false
	for _, t := range entries {
		yaml := load.IsYAML(t.name) && t.name[0] != '.'
		if t.kind == "blob" && (yaml || t.name == documentFile) {
			f.blobs[t.name] = blob{t.oid, t.mode == "120000"}
			some = some || yaml && t.name != load.RulebookFile
		}
	}
	if some {
		b.folders = append(b.folders, f)
	}
}

func (f *oldFolder) file(name string) *source.File {
	if data, ok := f.data[name]; ok {
		return source.New(path.Join(f.spot.shown, name), data)
	}
	return nil
}

// findings are what was to be said of a programme: nothing if it was not there.
func (b *baseline) findings(l *loaded, asOf *when.Day) []diag.Finding {
	i := slices.IndexFunc(b.folders, func(f *oldFolder) bool { return f.spot.shown == l.spot.shown })
	if i < 0 {
		return nil
	}
	f := b.folders[i]
	in := check.Input{Program: f.program, Findings: f.findings, AsOf: asOf, Rulebook: f.file(load.RulebookFile), Document: f.file(documentFile)}
	in.Findings = append(slices.Clone(in.Findings), official.Check(official.Input{Program: f.program, File: in.Document, FS: l.FS})...) // its images as they are now
	for _, o := range b.folders {
		if o != f && o.program.Period != f.program.Period {
			in.Siblings = append(in.Siblings, o.program)
		}
	}
	return check.Run(in).Findings
}

// treeEntry is one of a folder as git lists it.
type treeEntry struct{ mode, kind, oid, name string }

// tree lists a folder at a revision, or one in it; nothing if it was not there.
func (e *Env) tree(rev string, at spot, in ...string) ([]treeEntry, error) {
	out, err := e.git(rev, at, nil, append([]string{"ls-tree", "-z", rev + "^{commit}"}, in...)...)
	if err != nil {
		return nil, err
	}
	var entries []treeEntry
	for line := range strings.SplitSeq(string(out), "\x00") {
		head, name, ok := strings.Cut(line, "\t")
		if f := strings.Fields(head); ok && len(f) == 3 {
			entries = append(entries, treeEntry{f[0], f[1], f[2], name})
		}
	}
	return entries, nil
}

// fetch reads the files of a folder, from the disk those that did not change
// since, the others from git, and reports whether all are the same and there is
// no new one. A link is followed as it was; one that led out of the repository,
// or nowhere, is a file that was not there.
func (e *Env) fetch(rev string, f *oldFolder) (same bool, err error) {
	var names []string
	var wanted bytes.Buffer
	now := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(f.blobs)) {
		b := f.blobs[name]
		if !f.gone {
			if data, err := os.ReadFile(filepath.Join(f.spot.place, name)); err == nil {
				now[name] = data
			}
		}
		switch data, ok := now[name]; {
		case ok && !b.link && b.oid == blobID(data, len(b.oid)):
			f.data[name] = data
		case !b.link:
			names = append(names, name)
			wanted.WriteString(b.oid + "\n")
		case !strings.Contains(name, "\n"):
			names = append(names, name)
			in := "./"
			if f.gone {
				in += path.Base(f.spot.shown) + "/"
			}
			wanted.WriteString(rev + "^{commit}:" + in + name + "\n")
		}
	}
	if names != nil {
		out, err := e.git(rev, f.spot, wanted.Bytes(), "cat-file", "--batch", "--follow-symlinks")
		if err != nil {
			return false, err
		}
		for _, name := range names {
			kind, body, rest, ok := reply(out)
			switch {
			case ok && kind == "blob":
				f.data[name] = body
			case !ok || !f.blobs[name].link:
				return false, &ioError{"leer", path.Join(f.spot.shown, name), fmt.Errorf("su contenido en «%s» no está en este repositorio", rev)}
			}
			out = rest
		}
	}
	same = !f.gone && len(f.blobs) == f.onDisk() && maps.EqualFunc(now, f.data, bytes.Equal)
	return same, nil
}

// reply takes apart the next answer of git cat-file: «OID blob SIZE», or of a
// link that leads nowhere «dangling SIZE», and in the lines after it so many
// bytes.
func reply(out []byte) (kind string, body, rest []byte, ok bool) {
	head, rest, _ := bytes.Cut(out, []byte("\n"))
	fields := strings.Fields(string(head))
	if len(fields) < 2 {
		return "", nil, nil, false
	}
	size, err := strconv.Atoi(fields[len(fields)-1])
	if err != nil || size < 0 || size >= len(rest) { // «OID missing»
		return "", nil, nil, false
	}
	return fields[len(fields)-2], rest[:size], rest[size+1:], true
}

// onDisk is how many files that matter the folder has now.
func (f *oldFolder) onDisk() int {
	names, err := load.Names(os.DirFS(f.spot.place), ".")
	if err != nil {
		return -1
	}
	n := len(names)
	for _, name := range []string{load.RulebookFile, documentFile} {
		if _, err := os.Stat(filepath.Join(f.spot.place, name)); err == nil {
			n++
		}
	}
	return n
}

// blobID is the name by which git knows a content: of 40 figures in a
// repository of SHA-1, of 64 in one of SHA-256.
func blobID(data []byte, figures int) string {
	head := "blob " + strconv.Itoa(len(data)) + "\x00"
	if figures == 2*sha256.Size {
		h := sha256.New()
		h.Write([]byte(head))
		h.Write(data)
		return hex.EncodeToString(h.Sum(nil))
	}
	h := sha1.New()
	h.Write([]byte(head))
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}
