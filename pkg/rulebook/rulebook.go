// Package rulebook makes rules ready to run of rulebook files: the embedded
// ones, which a programme chooses by name, and a programme's own.
package rulebook

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

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
	instruments []*program.Instrument
}

// Rule returns the rule with an id, nil if there is none.
func (b *Book) Rule(id string) *rule.Rule {
	for _, r := range b.Rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// Names lists the embedded rulebooks, sorted.
func Names() []string {
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
}

// Named returns the embedded rulebook of a name, nil if there is none.
func Named(name string) (*Book, []diag.Finding) {
	if !slices.Contains(Names(), name) {
		return nil, nil
	}
	file := path.Join("rulebooks", name+".yaml")
	data, err := plan.Files.ReadFile(file)
	if err != nil {
		return nil, nil
	}
	b, findings := Read(source.New(path.Join("plan", file), data))
	b.Name = name
	return b, findings
}

// For returns the rules of a programme: those of the rulebook that it names,
// and those of its own rulebook.yaml, which may be nil. A rule of its own
// replaces one of the same id. The book is empty, with a note, where there is
// neither.
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
		more, fs := read(own, b.instruments)
		findings = append(findings, fs...)
		b = merge(b, more)
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

func merge(b, own *Book) *Book {
	out := &Book{Name: b.Name, Title: b.Title, Holidays: b.Holidays, Rules: slices.Clone(b.Rules)}
	if own.Title != "" {
		out.Title = own.Title
	}
	if own.holidays {
		out.Holidays = own.Holidays
	}
	for _, r := range own.Rules {
		if i := slices.IndexFunc(out.Rules, func(o *rule.Rule) bool { return o.ID == r.ID }); i >= 0 {
			out.Rules[i] = r
			continue
		}
		out.Rules = append(out.Rules, r)
	}
	return out
}

func fault(at program.Text, message, remedy string) diag.Finding {
	return diag.Finding{Rule: "marco", Verdict: diag.Broken, Severity: diag.Error, Message: message, Remedy: remedy, Place: at.At, Path: at.Path}
}

// Read makes a book of a file. A rule that cannot run is left out, with a
// finding that says why.
func Read(f *source.File) (*Book, []diag.Finding) { return read(f, nil) }

// read is Read for a file that may also cite the instruments of another book,
// the one that it adds to.
func read(f *source.File, others []*program.Instrument) (*Book, []diag.Finding) {
	rb, findings := load.Rulebook(f)
	b := &Book{Title: rb.Title.Value, holidays: rb.Holidays.Set(), instruments: append(slices.Clip(rb.Instruments), others...)}
	c := &compiler{instruments: b.instruments, kinds: rules.All()}
	if rb.Holidays.Set() {
		var ok bool
		if b.Holidays, ok = workday.ParseList(rb.Holidays.Value); !ok {
			var names []string
			for _, l := range workday.Lists() {
				names = append(names, l.String())
			}
			c.fault(rb.Holidays, fmt.Sprintf("no existe la lista de días inhábiles «%s»", rb.Holidays.Value), "puede ser: "+strings.Join(names, ", "))
		}
	}
	seen := map[string]bool{}
	for _, r := range rb.Rules {
		if seen[r.ID.Value] {
			c.fault(r.ID, fmt.Sprintf("la regla «%s» está dos veces", r.ID.Value), "cada regla lleva un identificador propio")
			continue
		}
		seen[r.ID.Value] = true
		if out := c.compile(r); out != nil {
			b.Rules = append(b.Rules, out)
		}
	}
	return b, diag.Sort(append(findings, c.findings...))
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
	for _, k := range c.kinds {
		names = append(names, k.Name)
		if k.Name == r.Kind.Value {
			out.Kind = k
		}
	}
	if out.Kind == nil && r.Kind.Set() {
		remedy := "puede ser: " + strings.Join(names, ", ")
		if w, ok := near.Word(r.Kind.Value, names); ok {
			remedy = fmt.Sprintf("¿quiso decir «%s»?", w)
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
	if out.Since != nil && out.Until != nil && *out.Until < *out.Since {
		c.fault(program.Text{At: r.Until.At, Path: r.Until.Path}, "la regla deja de estar en vigor antes de entrar en vigor", "corrija «since» o «until»")
	}
	if out.Kind != nil {
		c.values(r, out)
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
		i := c.instruments[at]
		name := i.Name.Value
		if i.Short.Value != "" {
			name = i.Short.Value
		}
		out.Basis = append(out.Basis, diag.Basis{Instrument: name, Articles: b.Articles.Value, Read: b.Read.Value, Quote: b.Quote.Value})
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
	var names []string
	oneOf := map[string][]string{}
	for _, p := range out.Kind.Params {
		names = append(names, p.Name)
		given, ok := r.Parameters[p.Name]
		if !ok {
			if p.Required {
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
			c.fault(given.Text, fmt.Sprintf("el parámetro «%s» no dice nada por sí solo", p.Name), "escríbalo junto a "+strings.Join(p.With, " o ")+", o quítelo")
		}
	}
	var unknown []string
	for name := range r.Parameters {
		if !slices.Contains(names, name) {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		remedy := "los parámetros de esta clase son: " + strings.Join(names, ", ")
		if w, ok := near.Word(name, names); ok {
			remedy = fmt.Sprintf("¿quiso decir «%s»?", w)
		} else if len(names) == 0 {
			remedy = "esta clase no tiene parámetros"
		}
		p := r.Parameters[name]
		p.Text.At = p.Key
		c.fault(p.Text, fmt.Sprintf("la clase «%s» no tiene el parámetro «%s»", out.Kind.Name, name), remedy)
	}
	out.Values = v
}

// value reads one parameter into v.
func (c *compiler) value(p rule.Param, given program.Parameter, v *rule.Values) {
	if given.IsList != (p.Type == rule.List) && !(p.Type == rule.List && given.Value != "") {
		c.fault(given.Text, fmt.Sprintf("el parámetro «%s» no es una lista", p.Name), p.Doc)
		return
	}
	switch p.Type {
	case rule.Int:
		n, err := strconv.Atoi(given.Value)
		if err != nil || n < p.Min || n > p.Max {
			c.fault(given.Text, fmt.Sprintf("«%s» no puede ser el parámetro «%s»", given.Value, p.Name), fmt.Sprintf("un número de %d a %d: %s", p.Min, p.Max, p.Doc))
			return
		}
		v.Ints[p.Name] = n
	case rule.Bool:
		if given.Value != "true" && given.Value != "false" {
			c.fault(given.Text, fmt.Sprintf("«%s» no puede ser el parámetro «%s»", given.Value, p.Name), "true o false: "+p.Doc)
			return
		}
		v.Texts[p.Name] = given.Value
	case rule.Choice:
		if word, ok := c.choice(p, given.Text); ok {
			v.Texts[p.Name] = word
		}
	case rule.YearDay:
		if _, ok := rule.DayOfYear(given.Value, 2024); !ok {
			c.fault(given.Text, fmt.Sprintf("«%s» no puede ser el parámetro «%s»", given.Value, p.Name), "un día sin su año, como «31 de enero» o «último día de marzo»: "+p.Doc)
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
			if word, ok := c.choice(p, t); ok {
				list = append(list, word)
			}
		}
		v.Lists[p.Name] = list
	}
}

// choice reads one word of a parameter.
func (c *compiler) choice(p rule.Param, t program.Text) (string, bool) {
	lower := strings.ToLower(t.Value)
	word, also := p.Also[lower]
	switch {
	case p.Choices == nil || slices.Contains(p.Choices, t.Value):
		return t.Value, true
	case slices.Contains(p.Choices, lower):
		return lower, true
	case also:
		return word, true
	}
	remedy := "puede ser: " + strings.Join(p.Choices, ", ")
	known := append(slices.Clone(p.Choices), slices.Sorted(maps.Keys(p.Also))...)
	if _, err := strconv.Atoi(t.Value); err == nil { // one number is near every other
		remedy = p.Doc
	} else if w, ok := near.Word(t.Value, known); ok {
		remedy = fmt.Sprintf("¿quiso decir «%s»?", w)
	}
	c.fault(t, fmt.Sprintf("«%s» no puede ser el parámetro «%s»", t.Value, p.Name), remedy)
	return "", false
}
