// Package load reads the YAML files of a programme into package program. It
// is driven by one table of keys (keys.go), from which the JSON Schema and
// the help come as well. It never stops at the first fault: what could be
// read is returned with every finding.
package load

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
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
// aside.
func Names(fsys fs.FS, dir string) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if name := e.Name(); IsYAML(name) && name != RulebookFile && !strings.HasPrefix(name, ".") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// IsProgram reports whether data has, at the start of a line, a key of a
// programme: how the folders of many programmes are told from others without
// reading them whole.
func IsProgram(data []byte) bool {
	for _, f := range rootKeys.fields {
		k := []byte(f.name + ":")
		if bytes.HasPrefix(bytes.TrimPrefix(data, []byte(source.BOM)), k) || bytes.Contains(data, append([]byte("\n"), k...)) {
			return true
		}
	}
	return false
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
		data, err := fs.ReadFile(fsys, path.Join(dir, name))
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
	l := &loader{p: &program.Program{Folder: folder, Files: files}, partial: true, sessionCount: map[string]int{}}
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
		case n.Kind != yamlnode.Map:
			l.wrongType(n, "", "un programa", "el archivo empieza por una clave: program, bodies, sessions, objectives…")
		default:
			roots = append(roots, n)
		}
	}
	l.readHeading(roots)
	l.partial = false
	for _, n := range roots {
		rootKeys.readPairs(l, n, "", l.p)
	}
	l.p.Bodies = l.bodies
	for _, g := range l.groups {
		g.Kind = program.Text{Value: "group", At: g.ID.At, Path: g.Path}
		l.p.Bodies = append(l.p.Bodies, g)
	}
	l.name()
	l.resolve()
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
	known        bool // the programme's period is known, so dates can be read
	partial      bool // a file may lack keys that another one gives
	refs         []ref
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

// wrongType says that a node is not of the kind that belongs there.
func (l *loader) wrongType(n *yamlnode.Node, path, want, remedy string) {
	found := map[yamlnode.Kind]string{yamlnode.Map: "un mapa", yamlnode.Sequence: "una lista", yamlnode.Null: "nada", yamlnode.Scalar: "el texto «" + clip(n.Value) + "»"}[n.Kind]
	if k, ok := n.MissingSpace(); ok {
		remedy = fmt.Sprintf("falta el espacio después de los dos puntos de «%s:»", clip(k))
	}
	at := n.Place
	if at.End.Line > at.Start.Line+1 { // a caret under a whole block says nothing
		at.End = source.Pos{Line: at.Start.Line, Column: at.Start.Column + 1}
	}
	l.fault("tipo", at, path, fmt.Sprintf("se esperaba %s y se encontró %s", want, found), remedy)
}

// readHeading reads program: from the one file that has it and fixes the
// period, which every other date needs.
func (l *loader) readHeading(roots []*yamlnode.Node) {
	h := &heading{p: l.p}
	var first *yamlnode.Node
	for _, root := range roots {
		for _, pair := range root.Pairs {
			if pair.Key.Value != "program" {
				continue
			}
			if first != nil {
				if pair.Key.Place.File != first.Place.File {
					l.fault("clave-repetida", pair.Key.Place, "program", "la clave «program» ya está en "+first.Place.String(), "deje una sola en toda la carpeta")
				}
				continue
			}
			first = pair.Key
			if pair.Value.Kind != yamlnode.Null {
				headingKeys.read(l, pair.Value, "program", h)
			}
		}
	}
	l.period(h, first, roots)
}

// period works out the days of the programme.
func (l *loader) period(h *heading, key *yamlnode.Node, roots []*yamlnode.Node) {
	p := l.p
	switch {
	case h.year.Set() && h.period.Set():
		l.fault("valor", h.period.At, h.period.Path, "el programa lleva «year» y «period»", "deje «year» si es un año natural, «period» si no lo es")
		fallthrough
	case h.year.Set():
		p.Period, l.known = calendarYear(h.year.Value), true
		p.PeriodAt = program.Text{Value: strconv.Itoa(h.year.Value), At: h.year.At, Path: h.year.Path}
	case h.period.Set():
		from, to, ok := strings.Cut(h.period.Value, "/")
		first, ok1 := when.ParseISO(strings.TrimSpace(from))
		last, ok2 := when.ParseISO(strings.TrimSpace(to))
		p.PeriodAt = h.period
		if ok = ok && ok1 && ok2 && first <= last && last-first < maxPeriod; !ok {
			l.fault("valor", h.period.At, h.period.Path, fmt.Sprintf("«%s» no es un periodo", clip(h.period.Value)),
				"escriba el primer y el último día, por ejemplo: 2022-08-01/2023-07-31")
			break
		}
		p.Period, l.known = when.Range{First: first, Last: last}, true
	default:
		l.missingYear(key, roots)
	}
	if !l.known {
		if y, err := strconv.Atoi(path.Base(p.Folder)); err == nil && y >= 1900 && y < 3000 {
			p.Period, l.known = calendarYear(y), true
		}
	}
	p.NumericDMY = h.numeric.Value == "dmy"
	l.dates = when.Context{First: p.Period.First, Last: p.Period.Last, NumericDMY: p.NumericDMY}
}

// maxPeriod bounds a programme to ten years, so that a slip in a year does
// not make sets of days without end.
const maxPeriod = 3660

// missingYear says that no file gives the programme's year.
func (l *loader) missingYear(key *yamlnode.Node, roots []*yamlnode.Node) {
	remedy := "añada al principio de un archivo de la carpeta: program: {year: 2022, title: …}"
	switch {
	case key != nil:
		l.fault("clave-faltante", key.Place, "program", "falta el año del programa", "añada «year: 2022» o «period: 2022-08-01/2023-07-31»")
	case len(roots) > 0:
		l.fault("clave-faltante", source.Place{File: roots[0].Place.File}, "", "falta la clave «program», que dice de qué año es el programa", remedy)
	case len(l.p.Files) > 0:
		l.fault("clave-faltante", source.Place{File: l.p.Files[0]}, "", "no hay nada que leer: falta la clave «program»", remedy)
	default:
		l.add(diag.Finding{Rule: "clave-faltante", Verdict: diag.Broken, Severity: diag.Error,
			Message: fmt.Sprintf("no hay ningún archivo .yaml en «%s»", l.p.Folder), Remedy: remedy})
	}
}

func calendarYear(y int) when.Range {
	return when.Range{First: when.NewDay(y, 1, 1), Last: when.NewDay(y, 12, 31)}
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
			sessionKeys.read(l, item, fmt.Sprintf("%s[%d]", here, l.sessionCount[body]), s)
			l.sessionCount[body]++
			p.Sessions = append(p.Sessions, s)
		}
	}
}

func sessionsSchema(s *schemas) map[string]any {
	return map[string]any{"type": "object", "additionalProperties": pointers(sessionKeys).schema(s)}
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
