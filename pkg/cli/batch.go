package cli

import (
	"cmp"
	"path/filepath"
	"slices"
)

// batch is programmes that are read together, each once: the years of a body,
// which are context to each other, or a single one.
type batch struct{ members []*member }

// member is a programme of a batch.
type member struct {
	spot
	asked bool            // not only context
	only  map[string]bool // files, as shown, whose findings are asked for; nil is all
}

// asked is how many programmes of the batch are not only context.
func (b *batch) asked() int {
	n := 0
	for _, m := range b.members {
		if m.asked {
			n++
		}
	}
	return n
}

// batches are where all programmes are that a command was asked for; none is
// read yet.
type batches struct {
	list  []*batch
	shown string // what was named, to people
	one   bool   // a single programme was
	of    map[string]*batch
}

// batches finds the programmes of the folders and files in args, or without
// any those of every year. A folder stands for all that is below it.
func (e *Env) batches(args []string, opts planFlags) (*batches, error) {
	r := e.reader()
	r.deep = true
	out := &batches{of: map[string]*batch{}}
	if len(args) == 0 {
		r.deep = false
		s, err := r.set(opts)
		if err != nil {
			return nil, err
		}
		out.add(s, "")
		return out, nil
	}
	if opts.plan != "" {
		return nil, twiceSaid(args[0])
	}
	for _, arg := range args {
		s, only, err := r.named(arg, "")
		if err != nil {
			return nil, err
		}
		out.add(s, only)
	}
	out.of = nil // of thousands it is not to be held to the end
	return out, nil
}

// add adds a set, of which all is asked for but for the context, or of all only
// one file.
func (bs *batches) add(s *set, only string) {
	if bs.shown != "" {
		bs.shown += "», «"
	}
	bs.shown += s.shown
	bs.one = s.single && len(bs.list) == 0
	for i, at := range s.spots {
		key := at.place
		if at.year() {
			key = filepath.Dir(at.place) + string(filepath.Separator)
		}
		b := bs.of[key]
		if b == nil {
			b = &batch{}
			bs.of[key] = b
			bs.list = append(bs.list, b)
		}
		n := slices.IndexFunc(b.members, func(m *member) bool { return m.place == at.place })
		if n < 0 {
			n = len(b.members)
			b.members = append(b.members, &member{spot: at})
		}
		if m := b.members[n]; !s.single || i == 0 {
			m.ask(only)
		}
	}
}

// ask asks for the member, or for one file of it, beside what was asked before.
func (m *member) ask(only string) {
	first := !m.asked
	m.asked = true
	switch {
	case only == "":
		m.only = nil
	case first:
		m.only = map[string]bool{}
		fallthrough
	case m.only != nil:
		m.only[fileOf(only, m.shown)] = true
	}
}

// load reads the programmes of a batch, and returns those asked for with the
// others as context, in the order of their days.
func (b *batch) load(year int) (asked []*loaded, years []string, err error) {
	members := slices.Clone(b.members)
	slices.SortFunc(members, func(a, c *member) int { return cmp.Compare(a.place, c.place) })
	s := &set{}
	for _, m := range members {
		f, err := m.load()
		if err != nil {
			return nil, nil, err
		}
		f.Only = m.only
		l := &loaded{f, m.spot}
		s.programs = append(s.programs, l)
		if m.asked {
			asked = append(asked, l)
			years = appendNew(years, f.Program.Key())
		}
	}
	slices.SortStableFunc(asked, byDays)
	slices.SortStableFunc(s.programs, byDays)
	for _, l := range asked {
		l.found = s.found(l)
	}
	return ofYear(asked, year), years, nil
}
