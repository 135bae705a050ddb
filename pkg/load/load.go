// Package load reads the YAML files of a programme into package program. It
// is driven by one table of keys (keys.go), from which the JSON Schema and
// the help come as well. It never stops at the first fault: what could be
// read is returned with every finding.
package load

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/yamlnode"
)

// RulebookFile is the file of a folder that holds rules and no programme.
const RulebookFile = "rulebook.yaml"

// IsYAML reports whether a file name is one that patci reads.
func IsYAML(name string) bool {
	return strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// Names lists the files directly in dir that make up a programme, in the
// order of their names: every *.yaml and *.yml, rulebook.yaml and hidden files
// aside. What is no file (a folder, a pipe) is none, whatever its name.
func Names(fsys fs.FS, dir string) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if name := e.Name(); IsYAML(name) && name != RulebookFile && !strings.HasPrefix(name, ".") && isFile(fsys, dir, e) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// isFile reports whether an entry of dir is a file, or a link that is not to
// something else; what a link to nothing is, reading it will tell.
func isFile(fsys fs.FS, dir string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	info, err := fs.Stat(fsys, path.Join(dir, e.Name()))
	return err != nil || info.Mode().IsRegular()
}

// read reads a file, and of one too large to be a programme only as much as
// shows that it is.
func read(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil {
		b.Grow(int(min(info.Size(), yamlnode.MaxBytes)) + bytes.MinRead)
	}
	_, err = b.ReadFrom(io.LimitReader(f, yamlnode.MaxBytes+1))
	return b.Bytes(), err
}

// IsProgram reports whether data has, at the start of a line, a key of a
// programme: how the folders of many programmes are told from others without
// reading them whole.
func IsProgram(data []byte) bool { return len(RootKeys(data)) > 0 }

// RootKeys returns the keys of a programme that data has at the start of a
// line, each once, in their order.
func RootKeys(data []byte) []string {
	var found []string
	data = bytes.TrimPrefix(data, []byte(source.BOM))
	for len(data) > 0 {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		data = rest
		if len(line) == 0 || line[0] < 'a' || line[0] > 'z' {
			continue
		}
		if key, _, ok := bytes.Cut(line, []byte(":")); ok && !slices.Contains(found, string(key)) && rootKeys().field(string(key)) != nil {
			found = append(found, string(key))
		}
	}
	return found
}

// Folder reads the programme in dir of fsys. Places name files under shown,
// the folder as people write it. An error means that something could not be
// read from the disk; a fault in the text is a finding.
func Folder(fsys fs.FS, dir, shown string) (*program.Program, []diag.Finding, error) {
	names, err := Names(fsys, dir)
	if err != nil {
		return nil, nil, err
	}
	var files []*source.File
	for _, name := range names {
		data, err := read(fsys, path.Join(dir, name))
		if err != nil {
			return nil, nil, err
		}
		files = append(files, source.New(path.Join(shown, name), data))
	}
	p, findings := Files(shown, files)
	return p, findings, nil
}

// Files reads a programme from its files, in their order. The folder's name
// serves as the year where the files give none, so that the rest can be read.
func Files(folder string, files []*source.File) (*program.Program, []diag.Finding) {
	l := newLoader(folder, files)
	var roots []*yamlnode.Node
	parsed := make([]tree, len(files))
	var parsing sync.WaitGroup
	for i, f := range files { // what takes time is this, and no file hangs on another
		parsing.Go(func() { parsed[i].root, parsed[i].findings = yamlnode.Parse(f) })
	}
	parsing.Wait()
	for _, t := range parsed {
		n := t.root
		l.findings = append(l.findings, t.findings...)
		switch {
		case n == nil:
			l.lose("", len(t.findings) > 0)
		case n.Kind != yamlnode.Map:
			l.wrongType(n, "", "un bloque de claves", "el archivo empieza por una clave: program, bodies, sessions, objectives…")
		default:
			roots = append(roots, n)
			l.lose("", n.Partial)
			for _, p := range n.Pairs { // rather there than anywhere
				if p.Value.Partial {
					delete(l.lost, "")
					l.lose(p.Key.Value, true)
				}
			}
		}
	}
	return l.program(roots)
}

func newLoader(folder string, files []*source.File) *loader {
	return &loader{p: &program.Program{Folder: folder, Files: files}, lost: map[string]bool{}, doubtful: map[string]bool{}, sessionCount: map[string]int{}}
}

// program reads the programme that stands in some maps.
func (l *loader) program(roots []*yamlnode.Node) (*program.Program, []diag.Finding) {
	l.readHeading(roots)
	for _, n := range roots {
		for _, name := range rootKeys().readPairs(l, n, "", l.p) {
			l.lose(name, true)
		}
	}
	l.p.Bodies = l.bodies
	for _, g := range l.groups {
		g.Kind = program.Text{Value: "group", At: g.ID.At, Path: g.Path}
		l.p.Bodies = append(l.p.Bodies, g)
	}
	l.name()
	l.resolve()
	l.p.Unread = l.lost
	return l.p, diag.Sort(l.findings)
}

// tree is a file as YAML.
type tree struct {
	root     *yamlnode.Node
	findings []diag.Finding
}

// loader is the state of one reading.
type loader struct {
	p            *program.Program
	findings     []diag.Finding
	dates        when.Context
	read         map[readKey]reading
	within       bool            // the programme stands within another file
	noPlans      bool            // the programmes of examples are not read
	known        bool            // the programme's period is known, so dates can be read
	lost         map[string]bool // top keys of which something could not be read; "" is anywhere
	doubtful     map[string]bool // paths of what has keys misspelt, so that its id may be another
	refs         []ref
	compared     int            // names looked at for those that were meant
	several      map[string]int // by id, how many dates; made when asked for
	bodies       []*program.Body
	groups       []*program.Body
	sessionCount map[string]int // by body, for paths
}

func (l *loader) add(f diag.Finding) { l.findings = append(l.findings, f) }

func (l *loader) say(s diag.Severity, rule string, at source.Place, path, message, remedy string) {
	l.add(diag.Finding{Rule: rule, Verdict: diag.Broken, Severity: s, Message: message, Remedy: remedy, Place: at, Path: path})
}

func (l *loader) fault(rule string, at source.Place, path, message, remedy string) {
	l.say(diag.Error, rule, at, path, message, remedy)
}

func (l *loader) warn(rule string, at source.Place, path, message, remedy string) {
	l.say(diag.Warning, rule, at, path, message, remedy)
}

// lose notes, if so, that something at a path could not be read.
func (l *loader) lose(path string, so bool) {
	if so {
		if end := strings.IndexAny(path, ".["); end >= 0 {
			path = path[:end]
		}
		l.lost[path] = true
	}
}

// wrongType says that a node is not of the kind that belongs there.
func (l *loader) wrongType(n *yamlnode.Node, path, want, remedy string) {
	l.lose(path, !strings.Contains(strings.TrimPrefix(path, "sessions."), "."))
	if n.Partial { // it may be so only for the fault that was told
		return
	}
	found := map[yamlnode.Kind]string{yamlnode.Map: "un bloque de claves", yamlnode.Sequence: "una lista", yamlnode.Null: "nada", yamlnode.Scalar: "el texto «" + clip(n.Value) + "»"}[n.Kind]
	if len(n.Pairs) > 0 && strings.HasPrefix(n.Pairs[0].Key.Value, "-") {
		remedy = fmt.Sprintf("falta un espacio después del guion: «- %s»", clip(n.Pairs[0].Key.Value[1:]))
	}
	if k, ok := n.MissingSpace(); ok {
		remedy = fmt.Sprintf("falta el espacio después de los dos puntos de «%s:»", clip(k))
	}
	at := n.Place
	if at.End.Line > at.Start.Line+1 { // a caret under a whole block says nothing
		at.End = source.Pos{Line: at.Start.Line, Column: at.Start.Column + 1}
	}
	l.fault("tipo", at, path, fmt.Sprintf("se esperaba %s y se encontró %s", want, found), remedy)
}

// readSessions reads the map of sessions by body.
func readSessions(l *loader, n *yamlnode.Node, at string, p *program.Program) {
	if n.Kind != yamlnode.Map {
		l.wrongType(n, at, "un mapa de órgano y lista de sesiones", "escriba el identificador del órgano y debajo sus sesiones: «pleno:» y luego «- {number: 19, date: Abril/Mayo}»")
		return
	}
	seen := map[string]source.Place{}
	for _, pair := range n.Pairs {
		body := pair.Key.Value
		here := join(at, body)
		if first, twice := seen[body]; twice {
			l.fault("clave-repetida", pair.Key.Place, here, fmt.Sprintf("el órgano «%s» está dos veces; la primera en %s", clip(body), lineOf(first)), "ponga todas sus sesiones en una sola lista")
		}
		seen[body] = pair.Key.Place
		l.refs = append(l.refs, ref{program.Text{Value: body, At: pair.Key.Place, Path: here}, toBody})
		if pair.Value.Kind == yamlnode.Null {
			l.warn("valor-vacio", pair.Key.Place, here, fmt.Sprintf("«%s» no tiene sesiones", clip(body)), "escriba sus sesiones o quite la clave")
			continue
		}
		for _, item := range items(l, pair.Value, here, false) {
			s := &program.Session{Body: body}
			sessionKeys().read(l, item, index(here, l.sessionCount[body]), s)
			l.sessionCount[body]++
			p.Sessions = append(p.Sessions, s)
		}
	}
}

func sessionsSchema(s *schemas) map[string]any {
	return map[string]any{"type": "object", "propertyNames": map[string]any{"pattern": IDPattern}, "additionalProperties": pointers(sessionKeys).schema(s)}
}

// name gives activities the id of what they belong to.
func (l *loader) name() {
	for _, o := range l.p.Objectives {
		for _, s := range o.Sections {
			parent := o.ID()
			if s.ID.Value != "" {
				parent += "/" + s.ID.Value
			}
			for _, a := range s.Activities {
				a.Parent = parent
			}
		}
	}
	for _, o := range l.p.Observances {
		for _, a := range o.Activities {
			a.Parent = o.ID.Value
		}
	}
}
