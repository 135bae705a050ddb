package cli

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"patci/pkg/load"
)

// below returns the programmes anywhere below a folder, or the one that it is.
// It is nil if there are none.
func (r *reader) below(place, shown string) (*set, error) {
	names, err := load.Names(os.DirFS(place), ".")
	if err != nil {
		return nil, &ioError{"leer", shown, err}
	}
	if len(programFiles(place, names)) > 0 || len(names) > 0 && isYear(filepath.Base(place)) {
		return r.single(place, shown), nil
	}
	w := &walk{reader: r, seen: map[string]bool{}}
	if err := w.tree(place, shown); err != nil {
		return nil, &ioError{"leer", shown, err}
	}
	if len(w.spots) == 0 {
		return r.in(place, shown)
	}
	return &set{shown: shown, spots: w.spots}, nil
}

// walk looks for programmes in a tree of folders, in the order of their names.
// Of folders it knows no more than where they are. Each is walked once, under
// its own name rather than that of a link to it, so that links which lead
// upwards come to an end.
type walk struct {
	*reader
	spots []spot
	seen  map[string]bool // real places of folders
	links []link

	linked bool // it follows the links, and what it comes to may have been seen
}

// link is a symbolic link to a folder.
type link struct{ place, shown string }

// folder is one of the tree, with what is in it.
type folder struct {
	place, real, shown string
	entries            []fs.DirEntry
	likeness           likeness
}

// likeness is how much a folder looks like a programme.
type likeness uint8

const (
	foreign likeness = iota // it has no YAML
	yaml                    // it has some
	similar                 // with a key of a programme
	alike                   // with the key program, or several: no other YAML has them
)

func (w *walk) tree(place, shown string) error {
	place = filepath.Clean(place)
	real, err := filepath.EvalSymlinks(place)
	if err != nil {
		return err
	}
	w.seen[real] = true
	top, err := open(place, real, shown)
	if err != nil {
		return err
	}
	w.folder(top)
	w.linked = true
	for len(w.links) > 0 { // after all that has a name of its own
		l := w.links[0]
		w.links = w.links[1:]
		real, err := filepath.EvalSymlinks(l.place)
		if err != nil || w.seen[real] {
			continue
		}
		w.seen[real] = true
		f, err := open(l.place, real, l.shown)
		if err != nil {
			w.refused(l.place, l.shown, err)
			continue
		}
		if f.likeness == alike || f.likeness > foreign && isYear(filepath.Base(l.place)) {
			w.spots = append(w.spots, w.spot(f.place, f.shown))
		}
		w.folder(f)
	}
	slices.SortStableFunc(w.spots, func(a, b spot) int {
		return slices.Compare(strings.Split(a.shown, "/"), strings.Split(b.shown, "/"))
	})
	return nil
}

// refused notes a folder that may not be looked into: that it holds no
// programme is not known.
func (w *walk) refused(place, shown string, err error) {
	w.spots = append(w.spots, spot{place: place, shown: shown, err: &ioError{"leer", shown, err}})
}

// open lists a folder and looks at its likeness.
func open(place, real, shown string) (*folder, error) {
	entries, err := os.ReadDir(place)
	if err != nil {
		return nil, err
	}
	f := &folder{place: place, real: real, shown: shown, entries: entries}
	var names []string
	for _, e := range entries {
		if n := e.Name(); load.IsYAML(n) && n != load.RulebookFile && n[0] != '.' && !e.IsDir() {
			names = append(names, n)
		}
	}
	f.likeness = likenessOf(place, names)
	return f, nil
}

// likenessOf looks into the files of a folder, first where the heading of a
// programme mostly is.
func likenessOf(place string, names []string) likeness {
	if len(names) == 0 {
		return foreign
	}
	slices.SortStableFunc(names, func(a, b string) int {
		rank := func(n string) int {
			if strings.HasPrefix(n, "program") {
				return 0
			}
			return 1
		}
		return rank(a) - rank(b)
	})
	var keys []string
	for _, n := range names {
		data, err := os.ReadFile(filepath.Join(place, n))
		if err != nil {
			continue // who reads the programme is told
		}
		for _, k := range load.RootKeys(data) {
			if keys = appendNew(keys, k); k == "program" || len(keys) > 1 {
				return alike
			}
		}
	}
	if len(keys) > 0 {
		return similar
	}
	return yaml
}

// folder walks what is in a folder. Its years are judged beside each other: one
// so faulty that it looks like nothing is one of them where another is a
// programme.
func (w *walk) folder(f *folder) {
	var names []string
	for _, e := range f.entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		place := filepath.Join(f.place, name)
		switch {
		case e.IsDir():
			if !w.seen[filepath.Join(f.real, name)] {
				names = append(names, name)
			}
		case e.Type()&fs.ModeSymlink != 0:
			if i, err := os.Stat(place); err == nil && i.IsDir() {
				w.links = append(w.links, link{place, path.Join(f.shown, name)})
			}
		}
	}
	type opened struct {
		*folder
		err error
	}
	var below []*folder
	at := func(i int) (place, real, shown string) {
		return filepath.Join(f.place, names[i]), filepath.Join(f.real, names[i]), path.Join(f.shown, names[i])
	}
	several(len(names), func(i int) opened {
		sub, err := open(at(i))
		return opened{sub, err}
	}, func(i int, o opened) {
		place, real, shown := at(i)
		w.seen[real] = true
		if o.err != nil {
			w.refused(place, shown, o.err)
			return
		}
		below = append(below, o.folder)
	})
	year := func(s *folder) bool { return isYear(filepath.Base(s.place)) }
	ofPlan := filepath.Base(f.place) == planDir
	years := ofPlan || slices.ContainsFunc(below, func(s *folder) bool { return year(s) && s.likeness == alike })
	for _, sub := range below {
		if sub.likeness == alike || sub.likeness == similar && ofPlan || sub.likeness > foreign && years && year(sub) {
			w.spots = append(w.spots, w.spot(sub.place, sub.shown))
		}
	}
	if w.linked { // what was seen may come again
		for _, sub := range below {
			w.folder(sub)
		}
		return
	}
	several(len(below), func(i int) *walk {
		sub := &walk{reader: w.reader, seen: map[string]bool{}}
		sub.folder(below[i])
		return sub
	}, func(_ int, sub *walk) {
		w.spots, w.links = append(w.spots, sub.spots...), append(w.links, sub.links...)
		maps.Copy(w.seen, sub.seen)
	})
}

// several does n things in their order, at once where they are many.
func several[T any](n int, produce func(i int) T, take func(i int, t T)) {
	if n < 16 {
		for i := range n {
			take(i, produce(i))
		}
		return
	}
	workers := runtime.GOMAXPROCS(0)
	// take does not fail.
	_ = inOrder(n, workers, 8*workers, produce, func(i int, t T) error { take(i, t); return nil })
}
