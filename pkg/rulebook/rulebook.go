// Package rulebook makes rules ready to run of rulebook files: the embedded
// ones, which a programme chooses by name, and a programme's own.
package rulebook

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/near"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/rules"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/workday"
	"patci/plan"
)

// Book is a set of rules with the law that they come from.
type Book struct {
	Name     string // as a programme chooses it; "" if it stands alone in a folder
	Title    string
	Holidays workday.List
	Rules    []*rule.Rule // in the order written

	holidays    bool // written, not by default
	written     []*program.Rule
	instruments []*program.Instrument
}

// Rule returns the rule with an id, the last of its versions; nil if there is
// none.
func (b *Book) Rule(id string) *rule.Rule {
	if v := b.Versions(id); v != nil {
		return v[len(v)-1]
	}
	return nil
}

// Versions returns the rules with an id, the law before and after each change,
// in the order of their validity.
func (b *Book) Versions(id string) []*rule.Rule {
	var out []*rule.Rule
	for _, r := range b.Rules {
		if r.ID == id {
			out = append(out, r)
		}
	}
	return out
}

// Only returns the book with one of its rules, in all its versions.
func (b *Book) Only(id string) *Book {
	one := *b
	one.Rules = b.Versions(id)
	return &one
}

// Own returns the rules of a programme's own rulebook by themselves, read as
// [For] reads them: they may cite the instruments of the one that the programme
// names, and count the days as it does unless they say otherwise.
func Own(p *program.Program, own *source.File) (*Book, []diag.Finding) {
	b := &Book{}
	if named, _ := Named(p.Rulebook.Value); named != nil {
		b = named
	}
	more, findings := read(own, b.instruments, load.Rulebook)
	if !more.holidays {
		more.Holidays = b.Holidays
	}
	return more, diag.Sort(append(findings, unknownBodies(p, more)...))
}

// InForce returns the rules to judge a programme's days by: all those that are
// the only one with their id; of several versions, those in force on some of
// the days or, where none is, the last.
func (b *Book) InForce(days when.Range) []*rule.Rule {
	some, last := map[string]bool{}, map[string]*rule.Rule{}
	for _, r := range b.Rules {
		some[r.ID] = some[r.ID] || r.InForceIn(days)
		last[r.ID] = r
	}
	var out []*rule.Rule
	for _, r := range b.Rules {
		if r.InForceIn(days) || !some[r.ID] && last[r.ID] == r {
			out = append(out, r)
		}
	}
	return out
}

// Names lists the embedded rulebooks, sorted. The caller may change the slice.
func Names() []string { return slices.Clone(names()) }

var names = sync.OnceValue(func() []string {
	entries, err := fs.ReadDir(plan.Files, "rulebooks")
	if err != nil {
		return nil // the folder is embedded; without it there are none
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			names = append(names, name)
		}
	}
	return names
})

// Named returns the embedded rulebook of a name, nil if there is none. It is
// compiled once and shared by all who ask: nobody may change the book. The
// programmes of its examples are not read: see [Whole].
func Named(name string) (*Book, []diag.Finding) {
	once := embedded()[name]
	if once == nil {
		return nil, nil
	}
	c := once()
	return c.book, slices.Clone(c.findings)
}

// compiled is an embedded rulebook with what is wrong in it.
type compiled struct {
	book     *Book
	findings []diag.Finding
}

// embedded compiles each embedded rulebook the first time that it is asked
// for: of thousands of programmes most name the same.
var embedded = sync.OnceValue(func() map[string]func() compiled {
	of := map[string]func() compiled{}
	for _, name := range names() {
		of[name] = sync.OnceValue(func() compiled {
			return compileEmbedded(name, load.Rules)
		})
	}
	return of
})

// Whole is [Named] with the programmes of the examples, read anew.
func Whole(name string) (*Book, []diag.Finding) {
	c := compileEmbedded(name, load.Rulebook)
	return c.book, c.findings
}

// reader reads the form of a rulebook file.
type reader func(*source.File) (*program.Rulebook, []diag.Finding)

func compileEmbedded(name string, form reader) compiled {
	file := path.Join("rulebooks", name+".yaml")
	data, err := plan.Files.ReadFile(file)
	if err != nil {
		return compiled{}
	}
	b, findings := read(source.New(path.Join("plan", file), data), nil, form)
	b.Name = name
	return compiled{b, findings}
}

// For returns the rules of a programme: those of the rulebook that it names,
// and those of its own rulebook.yaml, which may be nil. A rule of its own
// replaces one of the same id. The book is empty, with a note, where there is
// neither. A rule of its own that binds no body there is, is a fault.
func For(p *program.Program, own *source.File) (*Book, []diag.Finding) {
	b := &Book{}
	var findings []diag.Finding
	if name := p.Rulebook; name.Value != "" {
		named, fs := Named(name.Value)
		if named == nil {
			remedy := "puede ser: " + strings.Join(Names(), ", ")
			if w, ok := near.Word(name.Value, Names()); ok {
				remedy = fmt.Sprintf("¿quiso decir «%s»?", w)
			}
			findings = append(findings, fault(name, fmt.Sprintf("no existe el marco normativo «%s»", name.Value), remedy))
		} else {
			b, findings = named, append(findings, fs...)
		}
	}
	if own != nil {
		more, fs := read(own, b.instruments, load.Rulebook)
		findings = append(findings, fs...)
		b = merge(b, more)
		findings = append(findings, unknownBodies(p, more)...)
	}
	ofBody := func(b *program.Body) bool { return b.Rulebook.Set() }
	if len(b.Rules) == 0 && len(findings) == 0 && !slices.ContainsFunc(p.Bodies, ofBody) {
		f := fault(p.PeriodAt, "el programa no nombra un marco normativo: no se le aplica ninguna ley",
			fmt.Sprintf("escriba «rulebook:» en «program»; hay %s, o ponga las reglas en %s", strings.Join(Names(), ", "), load.RulebookFile))
		f.Rule, f.Severity = "sin-marco", diag.Note
		findings = append(findings, f)
	}
	return b, findings
}

// WithoutRules is [For] for who asks only for the working days and for what is
// wrong with the rules: the book has no rules where all of them are embedded
// ones, since to read those takes as long as to read a programme.
func WithoutRules(p *program.Program, own *source.File) (*Book, []diag.Finding) {
	if head := heads()[p.Rulebook.Value]; own == nil && head != nil {
		return head(), nil // an embedded rulebook has no faults
	}
	return For(p, own)
}

// heads read of each embedded rulebook what stands before its instruments,
// which only its rules cite.
var heads = sync.OnceValue(func() map[string]func() *Book {
	of := map[string]func() *Book{}
	for _, name := range names() {
		of[name] = sync.OnceValue(func() *Book {
			return compileEmbedded(name, func(f *source.File) (*program.Rulebook, []diag.Finding) {
				before, _, _ := bytes.Cut(f.Data, []byte("\ninstruments:"))
				return load.Rules(source.New(f.Name, before))
			}).book
		})
	}
	return of
})

func merge(b, own *Book) *Book {
	out := &Book{Name: b.Name, Title: b.Title, Holidays: b.Holidays}
	if own.Title != "" {
		out.Title = own.Title
	}
	if own.holidays {
		out.Holidays = own.Holidays
	}
	for _, r := range b.Rules {
		switch versions := own.Versions(r.ID); {
		case versions == nil:
			out.Rules = append(out.Rules, r)
		case out.Rule(r.ID) == nil: // in the place of the one replaced
			out.Rules = append(out.Rules, versions...)
		}
	}
	for _, r := range own.Rules {
		if b.Rule(r.ID) == nil {
			out.Rules = append(out.Rules, r)
		}
	}
	return out
}

// unknownBodies says which rules of a programme's own rulebook name a body that
// is neither of the programme nor a kind of body.
func unknownBodies(p *program.Program, own *Book) []diag.Finding {
	if p.Unread[""] || p.Unread["bodies"] || p.Unread["groups"] {
		return nil
	}
	known, ids := load.BodyKinds(), []string{}
	for _, b := range p.Bodies {
		ids = append(ids, b.ID.Value)
	}
	known = append(known, ids...)
	var findings []diag.Finding
	for _, r := range own.written {
		for _, b := range named(r) {
			if slices.Contains(known, b.Value) {
				continue
			}
			remedy := "escriba el identificador de un órgano (" + strings.Join(ids, ", ") + ") o una clase (" + strings.Join(load.BodyKinds(), ", ") + ")"
			if w, ok := near.Word(b.Value, known); ok {
				remedy = fmt.Sprintf("¿quiso decir «%s»?", w)
			}
			verb := "nombra"
			if slices.Contains(r.Bodies, b) {
				verb = "obliga a"
			}
			findings = append(findings, fault(b, fmt.Sprintf("la regla «%s» %s «%s», que no es un órgano del programa ni una clase de órgano", r.ID.Value, verb, b.Value), remedy))
		}
	}
	return findings
}

// named lists the bodies that a rule names: those that it binds and those of
// its parameters.
func named(r *program.Rule) []program.Text {
	out := slices.Clone(r.Bodies)
	at := slices.IndexFunc(rules.All(), func(k *rule.Kind) bool { return k.Name == r.Kind.Value })
	if at < 0 {
		return out
	}
	for _, p := range rules.All()[at].Params {
		if given := r.Parameters[p.Name]; p.Names == rule.Bodies && given.Text.Value != "" {
			out = append(out, given.Text)
		}
	}
	return out
}

func fault(at program.Text, message, remedy string) diag.Finding {
	return diag.Finding{Rule: "marco", Verdict: diag.Broken, Severity: diag.Error, Message: message, Remedy: remedy, Place: at.At, Path: at.Path}
}

// Read makes a book of a file. A rule that cannot run is left out, with a
// finding that says why.
func Read(f *source.File) (*Book, []diag.Finding) { return read(f, nil, load.Rulebook) }

// read is Read for a file that may also cite the instruments of another book,
// the one that it adds to.
func read(f *source.File, others []*program.Instrument, form reader) (*Book, []diag.Finding) {
	rb, findings := form(f)
	b := &Book{Title: rb.Title.Value, holidays: rb.Holidays.Set(), written: rb.Rules, instruments: append(slices.Clip(rb.Instruments), others...)}
	c := &compiler{instruments: b.instruments, kinds: rules.All()}
	b.Holidays, _ = workday.ParseList(rb.Holidays.Value) // another word was a fault of reading
	c.twice(rb.Instruments)
	for _, r := range rb.Rules {
		if out := c.compile(r); out != nil && !c.overlaps(b.Versions(out.ID), out) {
			b.Rules = append(b.Rules, out)
		}
	}
	b.Rules = ordered(b.Rules)
	return b, diag.Sort(append(findings, c.findings...))
}

// ordered puts the versions of a rule one after the other, in the order of
// their validity, where the first of them stands.
func ordered(rs []*rule.Rule) []*rule.Rule {
	first := map[string]int{}
	for i, r := range rs {
		if _, ok := first[r.ID]; !ok {
			first[r.ID] = i
		}
	}
	slices.SortStableFunc(rs, func(a, b *rule.Rule) int {
		if a.ID != b.ID {
			return first[a.ID] - first[b.ID]
		}
		if a.Since == nil {
			return -1
		}
		if b.Since == nil {
			return 1
		}
		return int(*a.Since - *b.Since)
	})
	return rs
}

// overlaps says that a rule is in force on a day on which another version of it
// is, and reports whether it is.
func (c *compiler) overlaps(versions []*rule.Rule, r *rule.Rule) bool {
	for _, v := range versions {
		first := max(since(v), since(r))
		if first > min(until(v), until(r)) {
			continue
		}
		when := "siempre"
		if v.Since != nil || r.Since != nil {
			when = "el " + first.Spanish()
		}
		message := fmt.Sprintf("la regla «%s» está dos veces (la primera en %s) y ambas rigen %s", r.ID, v.Source.ID.At, when)
		remedy := "dele otro identificador"
		switch {
		case since(v) < since(r):
			remedy = fmt.Sprintf("si la ley cambió, escriba «until: %s» en la primera; si es otra regla, dele otro identificador", *r.Since-1)
		case since(r) < since(v):
			remedy = fmt.Sprintf("si la ley cambió, escriba «until: %s» en esta; si es otra regla, dele otro identificador", *v.Since-1)
		case v.Since == nil:
			remedy = "si la ley cambió, escriba «until» en la anterior y «since» en la nueva; si es otra regla, dele otro identificador"
		}
		c.fault(r.Source.ID, message, remedy)
		return true
	}
	return false
}

func since(r *rule.Rule) when.Day {
	if r.Since == nil {
		return math.MinInt32
	}
	return *r.Since
}

func until(r *rule.Rule) when.Day {
	if r.Until == nil {
		return math.MaxInt32
	}
	return *r.Until
}

// twice says which instruments have an id that another has.
func (c *compiler) twice(is []*program.Instrument) {
	seen := map[string]bool{}
	for _, i := range is {
		if seen[i.ID.Value] && i.ID.Set() {
			c.fault(i.ID, fmt.Sprintf("el instrumento «%s» está dos veces", i.ID.Value), "cada instrumento lleva un identificador propio")
		}
		seen[i.ID.Value] = true
	}
}

type compiler struct {
	instruments []*program.Instrument
	kinds       []*rule.Kind
	findings    []diag.Finding
}

func (c *compiler) fault(at program.Text, message, remedy string) {
	c.findings = append(c.findings, fault(at, message, remedy))
}

func (c *compiler) compile(r *program.Rule) *rule.Rule {
	before := len(c.findings)
	out := &rule.Rule{ID: r.ID.Value, Title: r.Title.Value, Text: strings.TrimSpace(r.Text.Value), Severity: diag.Error, Source: r}
	var names []string
	spanish := map[string]string{}
	for _, k := range c.kinds {
		names = append(names, k.Name)
		for _, s := range k.Spanish {
			spanish[s] = k.Name
		}
		if k.Name == r.Kind.Value {
			out.Kind = k
		}
	}
	if out.Kind == nil && r.Kind.Set() {
		remedy := "puede ser: " + strings.Join(names, ", ")
		if w, ask := meant(r.Kind.Value, names, spanish, "las clases se escriben en inglés"); w != "" {
			remedy = ask
		}
		c.fault(r.Kind, fmt.Sprintf("no existe la clase de regla «%s»", r.Kind.Value), remedy)
	}
	for _, b := range r.Bodies {
		out.Bodies = append(out.Bodies, b.Value)
	}
	switch r.Severity.Value {
	case "warning":
		out.Severity = diag.Warning
	case "note":
		out.Severity = diag.Note
	}
	for _, reading := range r.Readings {
		out.Readings = append(out.Readings, rule.Reading{If: reading.If.Value, Then: reading.Then.Value})
	}
	c.basis(r, out)
	if r.Since.Set() {
		out.Since = &r.Since.Day
	}
	if r.Until.Set() {
		out.Until = &r.Until.Day
	}
	if since(out) > until(out) {
		at := program.Text{At: r.Until.At, Path: r.Until.Path}
		if !r.Until.Set() {
			at = program.Text{At: r.Since.At, Path: r.Since.Path}
		}
		if !r.Until.Set() && !r.Since.Set() {
			at = r.ID
		}
		c.fault(at, fmt.Sprintf("la regla deja de estar en vigor (%s) antes de entrar en vigor (%s)", out.Until.Spanish(), out.Since.Spanish()),
			"corrija «since» o «until», aquí o en su instrumento")
	}
	if out.Kind != nil {
		c.values(r, out)
		if out.Kind.NoBodies && len(r.Bodies) > 0 {
			c.fault(r.Bodies[0], fmt.Sprintf("la clase «%s» no obliga a órganos: se juzga una vez por programa", out.Kind.Name), "quite «bodies»")
		}
		if out.Kind.Absurd != nil && len(c.findings) == before {
			if param, message, remedy := out.Kind.Absurd(out.Values); message != "" {
				at := r.Parameters[param]
				at.Text.At = at.Key
				c.fault(at.Text, message, remedy)
			}
		}
	}
	if len(c.findings) > before || out.Kind == nil || out.ID == "" {
		return nil
	}
	return out
}

// basis looks up the instruments; the first one says since when the rule is
// in force, unless the rule does.
func (c *compiler) basis(r *program.Rule, out *rule.Rule) {
	var ids []string
	for _, i := range c.instruments {
		ids = append(ids, i.ID.Value)
	}
	for n, b := range r.Basis {
		at := slices.Index(ids, b.Instrument.Value)
		if at < 0 {
			if b.Instrument.Set() {
				remedy := "declárelo en «instruments»"
				if w, ok := near.Word(b.Instrument.Value, ids); ok {
					remedy = fmt.Sprintf("¿quiso decir «%s»?", w)
				}
				c.fault(b.Instrument, fmt.Sprintf("no existe el instrumento «%s»", b.Instrument.Value), remedy)
			}
			continue
		}
		if b.CitedBy.Set() && b.Read.Set() && b.Read.Value != "cited" {
			c.fault(b.CitedBy, "«cited_by» dice quién cita lo que no se leyó en el instrumento", "escriba «read: cited», o quite «cited_by»")
		}
		i := c.instruments[at]
		name, full := i.Name.Value, ""
		if i.Short.Value != "" {
			name, full = i.Short.Value, name
		}
		out.Basis = append(out.Basis, diag.Basis{Instrument: name, Full: full, Articles: b.Articles.Value, Read: b.Read.Value, CitedBy: b.CitedBy.Value, Quote: b.Quote.Value})
		if n > 0 {
			continue
		}
		for _, d := range []*program.Day{&i.Published, &i.Since} { // the later word counts
			if d.Set() {
				out.Since = dayOf(d)
			}
		}
		if i.Until.Set() {
			out.Until = dayOf(&i.Until)
		}
	}
}

func dayOf(d *program.Day) *when.Day { return &d.Day }

// values checks the parameters against those of the kind.
func (c *compiler) values(r *program.Rule, out *rule.Rule) {
	v := rule.Values{Ints: map[string]int{}, Texts: map[string]string{}, Lists: map[string][]string{}}
	oneOf := map[string][]string{}
	intended := c.unknownParams(r, out.Kind)
	for _, p := range out.Kind.Params {
		given, ok := r.Parameters[p.Name]
		if !ok {
			switch {
			case intended[p.Name]: // told already
				oneOf[p.OneOf] = append(oneOf[p.OneOf], p.Name)
				continue
			case p.Required:
				c.fault(r.ParamsAt, fmt.Sprintf("falta el parámetro «%s»: %s", p.Name, p.Doc), "añádalo en «parameters»")
			}
			if p.Default != "" {
				given.Text.Value = p.Default
				c.value(p, given, &v)
			}
			continue
		}
		if p.OneOf != "" {
			oneOf[p.OneOf] = append(oneOf[p.OneOf], p.Name)
		}
		c.value(p, given, &v)
	}
	for _, p := range out.Kind.Params {
		if p.OneOf == "" {
			continue
		}
		if n := len(oneOf[p.OneOf]); n > 1 || n == 0 && !p.Optional {
			var group []string
			for _, o := range out.Kind.Params {
				if o.OneOf == p.OneOf {
					group = append(group, o.Name)
				}
			}
			remedy := "deje exactamente uno"
			if p.Optional {
				remedy = "deje uno, o ninguno"
			}
			c.fault(r.ParamsAt, fmt.Sprintf("se espera uno de estos parámetros y hay %d: %s", n, strings.Join(group, ", ")), remedy)
			oneOf[p.OneOf] = []string{p.Name} // told once
		}
	}
	for _, p := range out.Kind.Params {
		given, ok := r.Parameters[p.Name]
		beside := func(name string) bool { _, ok := r.Parameters[name]; return ok }
		if ok && p.With != nil && !slices.ContainsFunc(p.With, beside) {
			given.Text.At = given.Key
			c.fault(given.Text, fmt.Sprintf("el parámetro «%s» no dice nada por sí solo", p.Name), "escríbalo junto a "+rule.JoinOr(p.With)+", o quítelo")
		}
	}
	out.Values = v
}

// unknownParams says which parameters of a rule its kind does not have, and
// returns those that were meant by them.
func (c *compiler) unknownParams(r *program.Rule, k *rule.Kind) (intended map[string]bool) {
	var names, unknown []string
	spanish := map[string]string{}
	for _, p := range k.Params {
		names = append(names, p.Name)
		for _, s := range p.Spanish {
			spanish[s] = p.Name
		}
	}
	for name := range r.Parameters {
		if !slices.Contains(names, name) {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	intended = map[string]bool{}
	for _, name := range unknown {
		remedy := "los parámetros de esta clase son: " + strings.Join(names, ", ")
		if w, ask := meant(name, names, spanish, "los parámetros se escriben en inglés"); w != "" {
			intended[w], remedy = true, ask
		} else if len(names) == 0 {
			remedy = "esta clase no tiene parámetros"
		}
		p := r.Parameters[name]
		p.Text.At = p.Key
		c.fault(p.Text, fmt.Sprintf("la clase «%s» no tiene el parámetro «%s»", k.Name, name), remedy)
	}
	return intended
}

// meant finds the name that somebody meant by a word, written not quite right
// or in Spanish, and how to ask; "" if none is near.
func meant(word string, names []string, spanish map[string]string, english string) (name, ask string) {
	w, ok := near.Word(word, append(slices.Clone(names), slices.Sorted(maps.Keys(spanish))...))
	if !ok {
		return "", ""
	}
	if name, ok := spanish[w]; ok {
		return name, fmt.Sprintf("%s: ¿quiso decir «%s»?", english, name)
	}
	return w, fmt.Sprintf("¿quiso decir «%s»?", w)
}

// value reads one parameter into v.
func (c *compiler) value(p rule.Param, given program.Parameter, v *rule.Values) {
	refuse := func(at program.Text, remedy string) {
		c.fault(at, fmt.Sprintf("«%s» no puede ser el parámetro «%s»", at.Value, p.Name), remedy)
	}
	switch {
	case given.IsList && p.Type != rule.List:
		c.fault(given.Text, fmt.Sprintf("el parámetro «%s» no es una lista", p.Name), "escriba un solo valor: "+p.Doc)
		return
	case given.IsList && len(given.List) == 0, !given.IsList && given.Value == "":
		c.fault(given.Text, fmt.Sprintf("el parámetro «%s» no tiene valor", p.Name), "escriba su valor o quítelo: "+p.Doc)
		return
	}
	switch p.Type {
	case rule.Int:
		n, err := strconv.Atoi(given.Value)
		if err != nil || n < p.Min || n > p.Max || strconv.Itoa(n) != given.Value {
			refuse(given.Text, fmt.Sprintf("un número de %d a %d: %s", p.Min, p.Max, p.Doc))
			return
		}
		v.Ints[p.Name] = n
	case rule.Bool:
		if given.Value != "true" && given.Value != "false" {
			refuse(given.Text, "true o false: "+p.Doc)
			return
		}
		v.Texts[p.Name] = given.Value
	case rule.Choice:
		word, remedy := choose(p, given.Value)
		if remedy != "" {
			refuse(given.Text, remedy)
			return
		}
		v.Texts[p.Name] = word
	case rule.YearDay:
		if _, ok := rule.DayOfYear(given.Value, 2024); !ok {
			refuse(given.Text, "un día que exista, sin su año, como «31 de enero» o «último día hábil de marzo»")
			return
		}
		v.Texts[p.Name] = given.Value
	case rule.List:
		list := []string{}
		words := given.List
		if !given.IsList {
			words = []program.Text{given.Text}
		}
		if len(words) == 0 && p.Choices != nil {
			c.fault(given.Text, fmt.Sprintf("el parámetro «%s» está vacío", p.Name), p.Doc)
		}
		for _, t := range words {
			if t.Value == "" {
				if !t.Set() { // that it is no word was said
					t = given.Text
				}
				refuse(t, "escriba una palabra o quítela de la lista: "+p.Doc)
				return
			}
			word, remedy := choose(p, t.Value)
			if remedy != "" {
				refuse(t, remedy)
				return
			}
			list = append(list, word)
		}
		v.Lists[p.Name] = list
	}
}

// choose reads one word of a parameter; it says what to write instead if the
// word will not do. For a kind of session any word will, but the Spanish of one
// that there is.
func choose(p rule.Param, given string) (word, remedy string) {
	if p.Names == rule.SessionKinds {
		switch english := load.SessionKind(given); english {
		case given:
			if w, ok := near.Word(given, load.SessionKinds()); ok && w != given {
				return "", fmt.Sprintf("¿quiso decir «%s»?", w)
			}
			return given, ""
		case "":
			return "", "una palabra, como " + strings.Join(load.SessionKinds(), ", ") + ": " + p.Doc
		default:
			return "", fmt.Sprintf("los valores se escriben en inglés: ¿quiso decir «%s»?", english)
		}
	}
	if p.Choices == nil {
		return given, ""
	}
	lower := strings.ToLower(given)
	word, also := p.Also[lower]
	switch {
	case slices.Contains(p.Choices, given):
		return given, ""
	case slices.Contains(p.Choices, lower):
		return lower, ""
	case also:
		return word, ""
	}
	known := append(slices.Clone(p.Choices), slices.Sorted(maps.Keys(p.Also))...)
	if given != "" && (given[0] == '-' || given[0] >= '0' && given[0] <= '9') { // one number is near every other
		return "", p.Doc
	}
	if w, ok := near.Word(given, known); ok {
		return "", fmt.Sprintf("¿quiso decir «%s»?", w)
	}
	if !slices.ContainsFunc(p.Choices, func(c string) bool { return !strings.Contains(p.Doc, c) }) {
		return "", p.Doc // which says what each means
	}
	return "", "puede ser: " + strings.Join(p.Choices, ", ") + " (" + p.Doc + ")"
}
