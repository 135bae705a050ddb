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
	at       spot               // where the folder is
}

// shows reports whether a finding is one of those asked for.
func (f *found) shows(d diag.Finding) bool {
	return f.Only == nil || d.Place.File == nil || f.Only[d.Place.File.Name]
}

// one returns the programme that is meant and, in it, the day asked: asOf, or
// today, or the programme's last day once it is over.
func (e *Env) one(opts planFlags, asOf *dayFlag) (*found, error) {
	f, _, err := e.oneAndOthers(opts, asOf)
	return f, err
}

// oneAndOthers is one with the programmes of other years of the same body, in
// order, on the same day.
func (e *Env) oneAndOthers(opts planFlags, asOf *dayFlag) (f *found, others []*found, err error) {
	r := e.reader()
	s, err := r.set(opts)
	if err == nil {
		err = r.load(s)
	}
	if err != nil {
		return nil, nil, err
	}
	today := e.today()
	day, ok := asOf.absolute(today)
	if !ok {
		day = today
	}
	p, err := s.choose(opts.year, day)
	if err != nil {
		return nil, nil, err
	}
	f = s.found(p)
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
	for _, other := range s.programs {
		if slices.Contains(f.Siblings, other.Program) {
			g := s.found(other)
			g.AsOf = f.AsOf
			others = append(others, g)
		}
	}
	return f, others, err
}

// all returns the programmes of the folders and files in args, or without any
// those of every year.
func (e *Env) all(args []string, opts planFlags) ([]*found, error) {
	r := e.reader()
	if len(args) == 0 {
		s, err := r.set(opts)
		if err == nil {
			err = r.load(s)
		}
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
		return nil, twiceSaid(args[0])
	}
	var out []*found
	for _, arg := range args {
		s, only, err := r.named(arg, "")
		if err == nil {
			err = r.load(s)
		}
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
				out[i].Only[fileOf(only, out[i].Folder)] = true
			}
		}
	}
	return out, nil
}

// fileOf is a file that is asked for, as findings name it: one of a programme,
// given without its folder, stands in that as it is shown.
func fileOf(only, folder string) string {
	if strings.Contains(only, "/") {
		return only
	}
	return path.Join(folder, only)
}

func twiceSaid(arg string) error {
	return usagef("«%s» y --plan dicen dos veces dónde está el programa; deje uno", arg)
}

// set returns where the programmes are that the options, the environment or
// the working folder name.
func (r *reader) set(opts planFlags) (*set, error) {
	e := r.env
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
	shown    string // to people
	spots    []spot // in the order of their names, but the only one meant first
	single   bool   // only the first spot is meant; the others are context
	programs []*loaded
	one      *loaded // the only one meant
}

// spot is a folder that holds a programme.
type spot struct {
	place string // on the disk; as shown if it is in the binary
	shown string // to people
	fsys  fs.FS
	err   error // why it could not be looked into

	builtin bool // it is in the binary
}

func (r *reader) spot(place, shown string) spot {
	place = filepath.Clean(place)
	return spot{place: place, shown: shown, fsys: os.DirFS(place)}
}

// year reports whether the folder has a year for a name, so that those like it
// beside it are other years of the same body.
func (s spot) year() bool { return isYear(filepath.Base(s.place)) }

// loaded is a programme that was read.
type loaded struct {
	*found
	spot spot
}

// known reports whether the programme's period is known.
func (l *loaded) known() bool { return l.Program.Period != when.Range{} }

// found returns a programme of the set with its siblings.
func (s *set) found(p *loaded) *found {
	f := *p.found
	for _, other := range s.programs {
		if other != p && other.spot.year() && p.spot.year() && other.Program.Period != p.Program.Period {
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
	if out := ofYear(s.asked(), year); out != nil {
		return out, nil
	}
	var years []string
	for _, l := range s.asked() {
		years = appendNew(years, l.Program.Key())
	}
	return nil, noYear(year, s.shown, years, s.one != nil)
}

// ofYear returns those of some programmes that are of a year, all if it is 0:
// by the name of their folder, else by their first day, else by their last.
func ofYear(all []*loaded, year int) []*loaded {
	if year == 0 {
		return all
	}
	for _, is := range []func(*loaded) bool{
		func(l *loaded) bool { return path.Base(l.Folder) == strconv.Itoa(year) },
		func(l *loaded) bool { return l.known() && l.Program.Period.First.Year() == year },
		func(l *loaded) bool { return l.known() && l.Program.Period.Last.Year() == year },
	} {
		var out []*loaded
		for _, l := range all {
			if is(l) {
				out = append(out, l)
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// noYear says that what was named, which has programmes of some years, has none
// of the one asked for.
func noYear(year int, shown string, years []string, single bool) error {
	if single {
		return notFoundf("el programa de «%s» es de %s, no de %d", shown, years[0], year)
	}
	return notFoundf("no hay un programa de %d en «%s»; hay de %s", year, shown, both(years))
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
	deep bool // a folder stands for the programmes anywhere below it
}

func (e *Env) reader() *reader { return &reader{env: e, read: map[string]*loaded{}} }

// load reads the programmes of a set, in the order of their days.
func (r *reader) load(s *set) error {
	for i, at := range s.spots {
		l := r.read[at.place]
		if l == nil {
			f, err := at.load()
			if err != nil {
				return err
			}
			l = &loaded{f, at}
			r.read[at.place] = l
		}
		s.programs = append(s.programs, l)
		if i == 0 && s.single {
			s.one = l
		}
	}
	slices.SortStableFunc(s.programs, byDays)
	return nil
}

func byDays(a, b *loaded) int { return int(a.Program.Period.First) - int(b.Program.Period.First) }

// load reads the programme.
func (s spot) load() (*found, error) {
	if s.err != nil {
		return nil, s.err
	}
	p, findings, err := load.Folder(s.fsys, ".", s.shown)
	if err != nil {
		return nil, unread(err, s.shown)
	}
	return &found{Program: p, Findings: findings, Folder: s.shown, FS: s.fsys, at: s}, nil
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
// findings are asked for, as [fileOf] takes it, "" if all are. whose ends the
// messages about it.
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
		look := r.in
		if r.deep {
			look = r.below
		}
		if s, err = look(place, shown); s == nil && err == nil {
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
	case !load.IsYAML(base) && base != documentFile:
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
	if (base == load.RulebookFile || base == documentFile) && len(names) > 0 || len(programFiles(dir, names)) > 0 || isYear(filepath.Base(dir)) {
		return r.part(dir, shownDir, base)
	}
	// A rulebook beside programmes, as plan/rulebooks/x.yaml, is of them all.
	up := filepath.Dir(filepath.Clean(dir))
	if subs := r.programsIn(up); len(subs) > 0 {
		return r.many(up, path.Dir(path.Clean(shownDir)), subs), shown, nil
	}
	return r.part(dir, shownDir, base)
}

// part returns the programme in a folder and the name of one of its files.
func (r *reader) part(dir, shown, base string) (s *set, only string, err error) {
	return r.single(dir, shown), base, nil
}

// in returns the programmes in a folder: its own, or those of the folders in
// it or in its plan/. It is nil if there are none.
func (r *reader) in(place, shown string) (*set, error) {
	names, err := load.Names(os.DirFS(place), ".")
	if err != nil {
		return nil, &ioError{"leer", shown, err}
	}
	if len(programFiles(place, names)) > 0 || len(names) > 0 && isYear(filepath.Base(place)) {
		return r.single(place, shown), nil
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
		return r.many(place, shown, subs), nil
	}
	if len(names) > 0 { // a programme so faulty that it has no key of one
		return r.single(place, shown), nil
	}
	return nil, nil
}

// single returns the programme in a folder, the other years beside it as
// context.
func (r *reader) single(place, shown string) *set {
	at := r.spot(place, shown)
	s := &set{shown: shown, spots: []spot{at}, single: true}
	if !at.year() { // not one of several years
		return s
	}
	up, own := filepath.Split(at.place)
	for _, name := range r.programsIn(up) {
		if isYear(name) && name != own {
			s.spots = append(s.spots, r.spot(filepath.Join(up, name), path.Join(path.Dir(shown), name)))
		}
	}
	return s
}

// many returns the programmes in the folders subs of a folder.
func (r *reader) many(place, shown string, subs []string) *set {
	s := &set{shown: shown}
	for _, name := range subs {
		s.spots = append(s.spots, r.spot(filepath.Join(place, name), path.Join(shown, name)))
	}
	return s
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
		shown := path.Join(exampleWord, e.Name())
		s.spots = append(s.spots, spot{place: shown, shown: shown, fsys: fsys, builtin: true})
	}
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
