package cli

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/near"
	"patci/pkg/program"
	"patci/pkg/when"
	"patci/plan"

	"github.com/spf13/cobra"
)

// Example is the word for the programme embedded in the binary.
const exampleWord = "ejemplo"

// planDir is the folder that holds the programmes of a body.
const planDir = "plan"

// planEnv is the variable that says where the programme is.
const planEnv = "PATCI_PLAN"

// planFlags say which programme.
type planFlags struct {
	plan string // --plan
	year int    // --year
}

// addPlan gives c the options that say which programme.
func addPlan(c *cobra.Command, to *planFlags) {
	addText(c, &to.plan, "plan", "CARPETA", "carpeta del programa, o de los de varios años; «"+exampleWord+"» es el que viene incluido (si no se indica: la que diga "+planEnv+", o la carpeta plan/ más cercana hacia arriba)")
	addInt(c, &to.year, "year", "AÑO", 1900, 2999, "el programa de ese año (si no se indica: el del día de corte)")
	err := c.MarkFlagDirname("plan")
	if err != nil {
		panic(err) // the option is there
	}
}

// found is a programme that was found and read.
type found struct {
	Program  *program.Program
	Findings []diag.Finding     // of reading it
	Folder   string             // as shown to people
	FS       fs.FS              // the folder, for what else it holds: rulebook.yaml, document.md
	Only     map[string]bool    // the files, as shown, whose findings are asked for; nil is all
	Siblings []*program.Program // the other years of the same body, in order: context
	AsOf     when.Day           // the day asked; of [Env.one] only
}

// shows reports whether a finding is one of those asked for.
func (f *found) shows(d diag.Finding) bool {
	return f.Only == nil || d.Place.File == nil || f.Only[d.Place.File.Name]
}

// one returns the programme that is meant and, in it, the day asked: asOf, or
// today, or the programme's last day once it is over.
func (e *Env) one(opts planFlags, asOf *dayFlag) (*found, error) {
	s, err := e.set(opts)
	if err != nil {
		return nil, err
	}
	today := e.today()
	day, ok := asOf.absolute(today)
	if !ok {
		day = today
	}
	p, err := s.choose(opts.year, day)
	if err != nil {
		return nil, err
	}
	f := s.found(p)
	switch {
	case ok:
		f.AsOf = day
	case asOf.given():
		f.AsOf, err = asOf.in(p.Program.Period, today)
	case p.known():
		f.AsOf = min(today, p.Program.Period.Last)
	default:
		f.AsOf = today
	}
	return f, err
}

// all returns the programmes of the folders and files in args, or without any
// those of every year.
func (e *Env) all(args []string, opts planFlags) ([]*found, error) {
	if len(args) == 0 {
		s, err := e.set(opts)
		if err != nil {
			return nil, err
		}
		chosen, err := s.ofYear(opts.year)
		if err != nil {
			return nil, err
		}
		var out []*found
		for _, p := range chosen {
			out = append(out, s.found(p))
		}
		return out, nil
	}
	if opts.plan != "" {
		return nil, usagef("«%s» y --plan dicen dos veces dónde está el programa; deje uno", args[0])
	}
	var out []*found
	r := e.reader()
	for _, arg := range args {
		s, only, err := r.named(arg, "")
		if err != nil {
			return nil, err
		}
		chosen, err := s.ofYear(opts.year)
		if err != nil {
			return nil, err
		}
		for _, p := range chosen {
			i := slices.IndexFunc(out, func(f *found) bool { return f.Program == p.Program })
			if i < 0 {
				i = len(out)
				out = append(out, s.found(p))
				out[i].Only = map[string]bool{}
			}
			switch {
			case only == "":
				out[i].Only = nil
			case out[i].Only != nil:
				out[i].Only[only] = true
			}
		}
	}
	return out, nil
}

// set returns the programmes that the options, the environment or the working
// folder name.
func (e *Env) set(opts planFlags) (*set, error) {
	r := e.reader()
	name, whose := opts.plan, ""
	if name == "" {
		name, whose = e.Getenv(planEnv), ", que indica "+planEnv
	}
	switch name {
	case "":
		return r.nearest()
	case exampleWord: // a folder of that name is written ./ejemplo
		return embedded()
	}
	s, _, err := r.named(name, whose)
	return s, err
}

// set is a folder of programmes, or one programme and its siblings.
type set struct {
	shown    string    // to people
	programs []*loaded // in the order of their days
	one      *loaded   // the only one meant; the others are context
}

// loaded is a programme that was read.
type loaded struct {
	*found
	place string // its folder on the disk
}

// known reports whether the programme's period is known.
func (l *loaded) known() bool { return l.Program.Period != when.Range{} }

// found returns a programme of the set with its siblings.
func (s *set) found(p *loaded) *found {
	f := *p.found
	for _, other := range s.programs {
		if other != p && other.Program.Period != p.Program.Period {
			f.Siblings = append(f.Siblings, other.Program)
		}
	}
	return &f
}

// asked returns the programmes of the set that are not only context.
func (s *set) asked() []*loaded {
	if s.one != nil {
		return []*loaded{s.one}
	}
	return s.programs
}

// ofYear returns the programmes of a year, of all years if it is 0.
func (s *set) ofYear(year int) ([]*loaded, error) {
	if year == 0 {
		return s.asked(), nil
	}
	tests := []func(*loaded) bool{
		func(l *loaded) bool { return path.Base(l.Folder) == strconv.Itoa(year) },
		func(l *loaded) bool { return l.known() && l.Program.Period.First.Year() == year },
		func(l *loaded) bool { return l.known() && l.Program.Period.Last.Year() == year },
	}
	var years []string
	for _, l := range s.asked() {
		years = appendNew(years, l.Program.Key())
	}
	for _, is := range tests {
		var out []*loaded
		for _, l := range s.asked() {
			if is(l) {
				out = append(out, l)
			}
		}
		if out != nil {
			return out, nil
		}
	}
	if s.one != nil {
		return nil, notFoundf("el programa de «%s» es de %s, no de %d", s.shown, years[0], year)
	}
	return nil, notFoundf("no hay un programa de %d en «%s»; hay de %s", year, s.shown, both(years))
}

// choose returns the programme of a year or, if that is 0, the one that
// contains a day, else the latest before it, else the earliest.
func (s *set) choose(year int, day when.Day) (*loaded, error) {
	all, err := s.ofYear(year)
	if err != nil {
		return nil, err
	}
	best := all[0]
	for _, l := range all[1:] { // in the order of their first days
		if l.Program.Period.First <= day && (!best.Program.Period.Contains(day) || l.Program.Period.Contains(day)) {
			best = l
		}
	}
	return best, nil
}

// reader reads folders, each once.
type reader struct {
	env  *Env
	read map[string]*loaded
}

func (e *Env) reader() *reader { return &reader{e, map[string]*loaded{}} }

// folder reads the programme in a folder of the disk.
func (r *reader) folder(place, shown string) (*loaded, error) {
	place = filepath.Clean(place)
	if l := r.read[place]; l != nil {
		return l, nil
	}
	l, err := readFolder(os.DirFS(place), shown)
	if err == nil {
		l.place = place
		r.read[place] = l
	}
	return l, err
}

func readFolder(fsys fs.FS, shown string) (*loaded, error) {
	p, findings, err := load.Folder(fsys, ".", shown)
	if err != nil {
		return nil, unread(err, shown)
	}
	return &loaded{found: &found{Program: p, Findings: findings, Folder: shown, FS: fsys}}, nil
}

// unread says that something below a folder could not be read.
func unread(err error, shown string) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		shown = path.Join(shown, p.Path)
	}
	return &ioError{"leer", shown, err}
}

// nearest looks for plan/ in the working folder and upwards.
func (r *reader) nearest() (*set, error) {
	for dir := filepath.Clean(r.env.path(".")); ; dir = filepath.Dir(dir) {
		place := filepath.Join(dir, planDir)
		if i, err := os.Stat(place); err == nil && i.IsDir() {
			shown := place
			if rel, err := filepath.Rel(r.env.path("."), place); err == nil {
				shown = rel
			}
			if s, err := r.in(place, filepath.ToSlash(shown)); s != nil || err != nil {
				return s, err
			}
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	hint := "indique uno con --plan CARPETA, o vea el incluido con --plan " + exampleWord
	if names, err := load.Names(os.DirFS(r.env.path(".")), "."); err == nil && len(programFiles(r.env.path("."), names)) > 0 {
		hint = "el de esta misma carpeta se indica con --plan ."
	}
	return nil, notFoundf("no se encontró un programa: se buscó plan/ desde esta carpeta hacia arriba; %s", hint)
}

// named returns the programmes that a name stands for, and the file alone whose
// findings are asked for, "" if all are. whose ends the messages about it.
func (r *reader) named(name, whose string) (s *set, only string, err error) {
	if name == "" { // an unset variable of a script, not this folder
		return nil, "", usagef("«» no es una carpeta ni un archivo")
	}
	place := r.env.path(name)
	info, err := os.Stat(place)
	if name == exampleWord && err != nil {
		s, err := embedded()
		return s, "", err
	}
	if errors.Is(err, syscall.ENOTDIR) { // file.yaml/, file.yaml/x
		if cut := strings.TrimRight(place, `/\`); cut != place {
			place, name = cut, strings.TrimRight(name, `/\`)
			info, err = os.Stat(place)
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", notFoundf("no existe «%s»%s%s", filepath.ToSlash(name), whose, r.neighbour(name))
	case err != nil:
		return nil, "", &ioError{"leer", filepath.ToSlash(name), err}
	case info.IsDir():
		shown := r.env.shown(place, name)
		if s, err = r.in(place, shown); s == nil && err == nil {
			err = notFoundf("no hay un programa en «%s»%s: ni archivos .yaml ni carpetas con ellos; vea uno con --plan %s", shown, whose, exampleWord)
		}
		return s, "", err
	}
	return r.file(place, name, whose)
}

// file returns the programme of which a file is a part.
func (r *reader) file(place, name, whose string) (s *set, only string, err error) {
	base := filepath.Base(place)
	shown := r.env.shown(place, name)
	switch {
	case !load.IsYAML(base):
		return nil, "", usagef("«%s»%s no es un archivo .yaml ni una carpeta", filepath.ToSlash(name), whose)
	case strings.HasPrefix(base, "."):
		return nil, "", usagef("«%s»%s no se lee: su nombre empieza con un punto", filepath.ToSlash(name), whose)
	}
	if f, err := os.Open(place); err != nil {
		return nil, "", &ioError{"leer", shown, err}
	} else {
		f.Close()
	}
	dir, shownDir := filepath.Dir(place), path.Dir(shown)
	names, err := load.Names(os.DirFS(dir), ".")
	if err != nil {
		return nil, "", &ioError{"leer", shownDir, err}
	}
	if base == load.RulebookFile && len(names) > 0 || len(programFiles(dir, names)) > 0 || isYear(filepath.Base(dir)) {
		return r.part(dir, shownDir, base)
	}
	// A rulebook beside programmes, as plan/rulebooks/x.yaml, is of them all.
	up := filepath.Dir(filepath.Clean(dir))
	if subs := r.programsIn(up); len(subs) > 0 {
		s, err = r.many(up, path.Dir(path.Clean(shownDir)), subs)
		return s, shown, err
	}
	return r.part(dir, shownDir, base)
}

// part returns the programme in a folder and the name of one of its files.
func (r *reader) part(dir, shown, base string) (s *set, only string, err error) {
	if s, err = r.single(dir, shown); err != nil {
		return nil, "", err
	}
	return s, path.Join(s.one.Folder, base), nil
}

// in returns the programmes in a folder: its own, or those of the folders in
// it or in its plan/. It is nil if there are none.
func (r *reader) in(place, shown string) (*set, error) {
	names, err := load.Names(os.DirFS(place), ".")
	if err != nil {
		return nil, &ioError{"leer", shown, err}
	}
	if len(programFiles(place, names)) > 0 || len(names) > 0 && isYear(filepath.Base(place)) {
		return r.single(place, shown)
	}
	if filepath.Base(place) != planDir {
		below := filepath.Join(place, planDir)
		if i, err := os.Stat(below); err == nil && i.IsDir() {
			if s, err := r.in(below, path.Join(shown, planDir)); s != nil || err != nil {
				return s, err
			}
		}
	}
	if subs := r.programsIn(place); len(subs) > 0 {
		return r.many(place, shown, subs)
	}
	if len(names) > 0 { // a programme so faulty that it has no key of one
		return r.single(place, shown)
	}
	return nil, nil
}

// single returns the programme in a folder, the other years beside it as
// context.
func (r *reader) single(place, shown string) (*set, error) {
	l, err := r.folder(place, shown)
	if err != nil {
		return nil, err
	}
	s := &set{shown: shown, programs: []*loaded{l}, one: l}
	up, own := filepath.Split(l.place)
	if !isYear(own) { // not one of several years
		return s, nil
	}
	for _, name := range r.programsIn(up) {
		if !isYear(name) || name == own {
			continue
		}
		other, err := r.folder(filepath.Join(up, name), path.Join(path.Dir(shown), name))
		if err != nil {
			return nil, err
		}
		s.programs = append(s.programs, other)
	}
	s.sort()
	return s, nil
}

// many returns the programmes in the folders subs of a folder.
func (r *reader) many(place, shown string, subs []string) (*set, error) {
	s := &set{shown: shown}
	for _, name := range subs {
		l, err := r.folder(filepath.Join(place, name), path.Join(shown, name))
		if err != nil {
			return nil, err
		}
		s.programs = append(s.programs, l)
	}
	s.sort()
	return s, nil
}

func (s *set) sort() {
	slices.SortStableFunc(s.programs, func(a, b *loaded) int {
		return int(a.Program.Period.First) - int(b.Program.Period.First)
	})
}

// embedded returns the programmes in the binary.
func embedded() (*set, error) {
	s := &set{shown: exampleWord}
	entries, err := plan.Files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !isYear(e.Name()) {
			continue
		}
		fsys, err := fs.Sub(plan.Files, e.Name())
		if err != nil {
			return nil, err
		}
		l, err := readFolder(fsys, path.Join(exampleWord, e.Name()))
		if err != nil {
			return nil, err
		}
		s.programs = append(s.programs, l)
	}
	s.sort()
	return s, nil
}

// programsIn returns the names of the folders directly in a folder that hold
// a programme: they have a file of one, or a year for a name and any .yaml.
// What cannot be looked into holds none.
func (r *reader) programsIn(place string) []string {
	entries, err := os.ReadDir(place)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		sub := filepath.Join(place, name)
		if i, err := os.Stat(sub); err != nil || !i.IsDir() { // follows links
			continue
		}
		names, err := load.Names(os.DirFS(sub), ".")
		if err != nil {
			if isYear(name) {
				out = append(out, name) // to be told why when it is read
			}
			continue
		}
		if len(names) > 0 && (isYear(name) || len(programFiles(sub, names)) > 0) {
			out = append(out, name)
		}
	}
	return out
}

// programFiles returns the first of the files of a folder that has a key of a
// programme, if one has.
func programFiles(place string, names []string) []string {
	for _, n := range names {
		if data, err := os.ReadFile(filepath.Join(place, n)); err == nil && load.IsProgram(data) {
			return []string{n}
		}
	}
	return nil
}

// isYear reports whether a folder's name begins with a year: 2022, 2022-2023.
func isYear(name string) bool {
	if len(name) < 4 || name[0] != '1' && name[0] != '2' {
		return false
	}
	for i := range 4 {
		if name[i] < '0' || name[i] > '9' {
			return false
		}
	}
	return len(name) == 4 || name[4] < '0' || name[4] > '9'
}

// neighbour offers the path that was perhaps meant: the first part of it that
// does not exist replaced by the nearest name beside it, if the rest is there.
func (r *reader) neighbour(name string) string {
	name = filepath.Clean(name)
	rest := ""
	for dir := filepath.Dir(name); ; name, dir = dir, filepath.Dir(dir) {
		if _, err := os.Stat(r.env.path(dir)); err == nil || dir == filepath.Dir(dir) {
			entries, _ := os.ReadDir(r.env.path(dir)) // if it cannot be read, nothing is offered
			var names []string
			for _, e := range entries {
				if _, err := os.Stat(r.env.path(filepath.Join(dir, e.Name(), rest))); err == nil && (rest != "" || e.IsDir() || load.IsYAML(e.Name())) {
					names = append(names, e.Name())
				}
			}
			if n, ok := near.Word(filepath.Base(name), names); ok {
				return "; ¿quiso decir «" + filepath.ToSlash(filepath.Join(dir, n, rest)) + "»?"
			}
			return ""
		}
		rest = filepath.Join(filepath.Base(name), rest)
	}
}
