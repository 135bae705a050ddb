// Package check judges a programme: it runs the built-in checks and the
// rules of its rulebook, applies the waivers, and puts what is said in order.
package check

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/builtin"
	"patci/pkg/diag"
	"patci/pkg/joint"
	"patci/pkg/load"
	"patci/pkg/near"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/rulebook"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/workday"
)

// Input is a programme with all that is needed to judge it.
type Input struct {
	Program  *program.Program
	Findings []diag.Finding     // of loading it
	Siblings []*program.Program // other years of the same body, in any order
	Rulebook *source.File       // its own rulebook.yaml, nil if it has none
	Book     *rulebook.Book     // the rules to judge by, whatever the programme names; nil: those of its rulebooks
	Document *source.File       // its document.md, nil if it has none
	AsOf     *when.Day          // nil: judge timelessly
	NoRules  bool               // judge by no rule: only what was read, and the errors of what needs no law; the Book of the result may lack its rules
}

// Judged is one verdict with its rule.
type Judged struct {
	Rule *rule.Rule
	rule.Verdict
}

// Result is what was found.
type Result struct {
	Program  *program.Program
	Agenda   *agenda.Agenda
	Book     *rulebook.Book
	Findings []diag.Finding // in their order; the waived among them
	Verdicts []Judged       // by rule, then by body, then by period
	// Passes are what the rules were judged with: a rule, a body that it binds
	// (nil if it is judged once for the programme) and the working days that
	// hold for it.
	Passes []rule.Pass

	model *rule.Model // what was decided together
	parts []joint.Part
}

// Summary counts findings: a waived one is counted apart.
type Summary struct{ Errors, Warnings, Notes, Waived int }

// Summarise counts findings.
func Summarise(fs []diag.Finding) Summary {
	var s Summary
	for _, f := range fs {
		switch {
		case f.Waived != nil:
			s.Waived++
		case f.Severity == diag.Error:
			s.Errors++
		case f.Severity == diag.Warning:
			s.Warnings++
		default:
			s.Notes++
		}
	}
	return s
}

// Overall is the gravest verdict of a rule over its bodies and periods:
// broken, then open, then met.
func (r *Result) Overall(id string) diag.Verdict {
	out := diag.NotApplicable
	for _, v := range r.Verdicts {
		if v.Rule.ID == id {
			out = graver(out, v.Verdict.Verdict)
		}
	}
	return out
}

// OverallOf is Overall of one version of a rule.
func (r *Result) OverallOf(rl *rule.Rule) diag.Verdict {
	out := diag.NotApplicable
	for _, v := range r.Verdicts {
		if v.Rule == rl {
			out = graver(out, v.Verdict.Verdict)
		}
	}
	return out
}

// RuleOf returns the rule that a finding is of, of several versions the one
// that says it; nil if it is a built-in check's.
func (r *Result) RuleOf(f diag.Finding) *rule.Rule {
	var last *rule.Rule
	for _, v := range r.Verdicts {
		if v.Rule.ID != f.Rule {
			continue
		}
		last = v.Rule
		if len(r.Book.Versions(f.Rule)) == 1 {
			return last
		}
		for _, of := range v.Findings {
			if of.Place == f.Place && of.Path == f.Path && of.Message == f.Message {
				return v.Rule
			}
		}
	}
	return last
}

func graver(a, b diag.Verdict) diag.Verdict {
	order := []diag.Verdict{diag.NotApplicable, diag.Met, diag.Open, diag.Broken}
	if slices.Index(order, b) > slices.Index(order, a) {
		return b
	}
	return a
}

// Agendas builds the agenda of a programme and those of its siblings, apart
// into earlier and later ones, each in order.
func Agendas(p *program.Program, siblings []*program.Program, asOf *when.Day, c *workday.Calendar) (a *agenda.Agenda, before, after []*agenda.Agenda) {
	sorted := slices.Clone(siblings)
	slices.SortStableFunc(sorted, func(x, y *program.Program) int { return int(x.Period.First) - int(y.Period.First) })
	for _, s := range sorted {
		switch {
		case s.Period.Last < p.Period.First:
			before = append(before, agenda.Build(s, asOf, c))
		case s.Period.First > p.Period.Last:
			after = append(after, agenda.Build(s, asOf, c))
		}
	}
	return agenda.Build(p, asOf, c), before, after
}

// Calendar is the working days of a programme: those of a list, less the days
// that the programme and its siblings declare.
func Calendar(list workday.List, programs ...*program.Program) *workday.Calendar {
	var closures []workday.Closure
	for _, p := range programs {
		for _, n := range p.NonWorking {
			if !n.Date.Wrong {
				closures = append(closures, workday.Closure{Days: n.Date.Days, Title: n.Title.Value})
			}
		}
	}
	return workday.New(list, closures...)
}

// Run judges a programme.
func Run(in Input) *Result {
	p := in.Program
	book, findings := in.Book, []diag.Finding(nil)
	switch {
	case book != nil:
	case in.NoRules:
		book, findings = rulebook.WithoutRules(p, in.Rulebook)
	default:
		book, findings = rulebook.For(p, in.Rulebook)
	}
	findings = append(slices.Clone(in.Findings), findings...)
	all := append([]*program.Program{p}, in.Siblings...)
	calendar := Calendar(book.Holidays, all...)
	a, before, after := Agendas(p, in.Siblings, in.AsOf, calendar)
	r := &Result{Program: p, Agenda: a, Book: book}
	if p.Period.Last == 0 { // its year is not known, so no date is
		r.Findings = diag.Sort(findings)
		return r
	}
	if in.NoRules {
		r.Findings = diag.Sort(append(findings, builtin.Errors(a, before, after)...))
		return r
	}
	findings = append(findings, builtin.Run(a, before, after, in.Document)...)
	pass := rule.Pass{Agenda: a, Before: before, After: after, Calendar: calendar}
	own, more := bodyBooks(p)
	findings = append(findings, more...)
	rules := book.InForce(p.Period)
	for _, b := range p.Bodies {
		if o := own[b.ID.Value]; o != nil {
			rules = append(slices.Clone(rules), o.InForce(p.Period)...)
		}
	}
	model := rule.NewModel(rules...)
	for _, rl := range book.InForce(p.Period) {
		binds := func(b *program.Body) bool { return own[b.ID.Value] == nil && rl.Binds(b) }
		r.run(rl, book, pass, binds)
		r.together(model, rl, pass, binds)
	}
	for _, b := range p.Bodies {
		if own[b.ID.Value] == nil {
			continue
		}
		book := own[b.ID.Value]
		pass.Calendar = Calendar(book.Holidays, all...)
		var whole []string
		for _, rl := range book.InForce(p.Period) {
			if rl.Kind.PerBody {
				binds := func(o *program.Body) bool { return o == b && rl.Binds(b) }
				r.run(rl, book, pass, binds)
				r.together(model, rl, pass, binds)
			} else if r.Book.Rule(rl.ID) == nil && !slices.Contains(whole, rl.ID) {
				whole = append(whole, rl.ID)
			}
		}
		if whole != nil {
			findings = append(findings, ofTheWhole(b, whole))
		}
	}
	for _, v := range r.Verdicts {
		findings = append(findings, v.Findings...)
	}
	if !unread(p) {
		findings = append(findings, r.conflicts(model, pass)...)
	}
	r.Findings = diag.Sort(r.waive(findings, in.AsOf))
	return r
}

// bodyBooks returns the rulebooks of the bodies that have one of their own.
func bodyBooks(p *program.Program) (map[string]*rulebook.Book, []diag.Finding) {
	books := map[string]*rulebook.Book{}
	var findings []diag.Finding
	for _, b := range p.Bodies {
		if !b.Rulebook.Set() {
			continue
		}
		book, fs := rulebook.Named(b.Rulebook.Value)
		if book == nil {
			fs = []diag.Finding{{Rule: "marco", Severity: diag.Error, Verdict: diag.Broken, Place: b.Rulebook.At, Path: b.Rulebook.Path,
				Message: fmt.Sprintf("no existe el marco normativo «%s»", b.Rulebook.Value), Remedy: "puede ser: " + strings.Join(rulebook.Names(), ", ")}}
		}
		books[b.ID.Value] = book
		findings = append(findings, fs...)
	}
	return books, findings
}

// bodies are those that a rule binds.
type bodies func(*program.Body) bool

// ofTheWhole says that rules of a body's own rulebook are not applied, since
// they speak of what is the programme's and no body's: appointments, seats, two
// bodies together. To judge all of it by the law of one body would be wrong.
func ofTheWhole(b *program.Body, ids []string) diag.Finding {
	f := diag.Finding{Rule: "marco", Verdict: diag.Broken, Severity: diag.Note, Place: b.Rulebook.At, Path: b.Rulebook.Path,
		Message: fmt.Sprintf("el marco «%s» se aplica solo a %s, y sus reglas %s no se aplican: se juzgan para el programa entero", b.Rulebook.Value, b.Label(), rule.Join(ids)),
		Remedy:  fmt.Sprintf("si han de aplicarse, nombre el marco en «program» o póngalas en %s", load.RulebookFile)}
	if len(ids) == 1 {
		f.Message = fmt.Sprintf("el marco «%s» se aplica solo a %s, y su regla %s no se aplica: se juzga para el programa entero", b.Rulebook.Value, b.Label(), ids[0])
		f.Remedy = fmt.Sprintf("si ha de aplicarse, nombre el marco en «program» o póngala en %s", load.RulebookFile)
	}
	return f
}

// within is the part of a verdict's period in which a rule is in force, if it is
// one of several versions: the law before and after a change answer each for its
// own days.
func within(rl *rule.Rule, book *rulebook.Book, p *program.Program, period string) string {
	if len(book.Versions(rl.ID)) < 2 {
		return period
	}
	days := when.Set{p.Period}
	if period != p.Key() {
		d, problems := when.Parse(period, when.Context{})
		if len(problems) > 0 || d.Days.IsEmpty() {
			return period
		}
		days = d.Days
	}
	first, last := days.First(), days.Last()
	if rl.Since != nil {
		first = max(first, *rl.Since)
	}
	if rl.Until != nil {
		last = min(last, *rl.Until)
	}
	if first > last || first == days.First() && last == days.Last() {
		return period
	}
	return first.String() + "/" + last.String()
}

// run judges one rule of a book for the bodies that it binds.
func (r *Result) run(rl *rule.Rule, book *rulebook.Book, pass rule.Pass, binds bodies) {
	pass.Rule = rl
	var verdicts []rule.Verdict
	if !rl.Kind.PerBody {
		verdicts = rl.Kind.Check(&pass)
		r.Passes = append(r.Passes, pass)
	} else {
		for _, b := range r.Program.Bodies {
			if binds(b) {
				pass.Body = b
				r.Passes = append(r.Passes, pass)
				verdicts = append(verdicts, rl.Kind.Check(&pass)...)
			}
		}
	}
	if verdicts == nil {
		verdicts = []rule.Verdict{{Period: r.Program.Key(), Verdict: diag.NotApplicable, Message: "el programa no tiene ningún órgano que la regla obligue"}}
	}
	for _, v := range verdicts {
		if v.Verdict == diag.Broken && unread(r.Program) {
			v.Verdict, v.Findings = diag.Open, nil
			v.Message = "no puede juzgarse: una parte del programa no se pudo leer"
		}
		v.Period = within(rl, book, r.Program, v.Period)
		v.Findings = dress(rl, v.Findings)
		for i := range v.Findings {
			v.Findings[i].Body, v.Findings[i].Period = v.Body, v.Period
		}
		r.Verdicts = append(r.Verdicts, Judged{rl, v})
	}
}

// unread reports whether something was lost that a rule may speak of: a
// session that could not be read is not one that is missing.
func unread(p *program.Program) bool {
	for _, key := range []string{"", "bodies", "groups", "sessions", "appointments", "members", "participants"} {
		if p.Unread[key] {
			return true
		}
	}
	return false
}

// dress gives the findings of a rule its id, its law and their severity: the
// rule's where it is broken; a warning where an error rule is open. What else
// is open is only counted, or a year of month-wide dates would drown the
// reader.
func dress(rl *rule.Rule, fs []diag.Finding) []diag.Finding {
	var out []diag.Finding
	for _, f := range fs {
		f.Rule, f.Basis, f.Severity = rl.ID, rl.Basis, rl.Severity
		if f.Verdict == diag.Open {
			if rl.Severity != diag.Error {
				continue
			}
			f.Severity = diag.Warning
		}
		out = append(out, f)
	}
	return out
}

// waive marks the findings that a waiver justifies, one each, and says which
// waivers have expired or justify nothing.
func (r *Result) waive(fs []diag.Finding, asOf *when.Day) []diag.Finding {
	if len(r.Program.Waivers) == 0 {
		return fs
	}
	naming, open := map[named][]int{}, map[named]bool{}
	ofBody, entities := map[named][]int{}, map[string][]string{}
	for i, f := range fs {
		for _, e := range f.Entities {
			naming[named{f.Rule, e}] = append(naming[named{f.Rule, e}], i)
			if !slices.Contains(entities[f.Rule], e) {
				entities[f.Rule] = append(entities[f.Rule], e)
			}
		}
		if f.Body != "" && !slices.Contains(f.Entities, f.Body) {
			ofBody[named{f.Rule, f.Body}] = append(ofBody[named{f.Rule, f.Body}], i)
		}
	}
	for _, v := range r.Verdicts {
		for _, e := range append(slices.Clip(v.Entities), v.Body) {
			if v.Verdict.Verdict == diag.Open {
				open[named{v.Rule.ID, e}] = true
			}
		}
	}
	for _, w := range r.Program.Waivers {
		of := named{w.Rule.Value, w.Entity.Value}
		if w.Until.Set() && asOf != nil && w.Until.Day < *asOf {
			fs = append(fs, diag.Finding{Rule: "justificacion-vencida", Verdict: diag.Broken, Severity: diag.Warning, Place: w.Until.At, Path: w.Until.Path,
				Message:  fmt.Sprintf("la justificación de «%s» en «%s» venció el %s", w.Rule.Value, w.Entity.Value, w.Until.Day.Spanish()),
				Remedy:   "renuévela, o quítela y corrija lo que justificaba",
				Entities: []string{w.Entity.Value}})
			continue
		}
		i := covered(fs, r.inPeriod(fs, naming[of], w), of.entity)
		if whole := r.inPeriod(fs, ofBody[of], w); i < 0 && len(whole) == 1 { // which of several, the waiver does not say
			i = covered(fs, whole, of.entity)
		}
		if i >= 0 {
			fs[i].Waived = &diag.Waiver{Reason: w.Reason.Value, GrantedBy: w.GrantedBy.Value}
			continue
		}
		if open[of] { // it may be needed yet
			continue
		}
		message, remedy := "no hay ningún hallazgo de «%s» en «%s» que justificar", r.unused(w, entities[of.rule])
		if n := len(r.inPeriod(fs, ofBody[of], w)); n > 1 {
			message, remedy = "hay varios hallazgos de «%s» en «%s», y no se dice cuál se justifica", "añada su periodo («period»), o nombre una entidad en lugar del órgano"
		}
		fs = append(fs, diag.Finding{Rule: "justificacion-sin-uso", Verdict: diag.Broken, Severity: diag.Warning, Place: w.At, Path: w.Path,
			Message:  fmt.Sprintf(message, w.Rule.Value, w.Entity.Value),
			Remedy:   remedy,
			Entities: []string{w.Entity.Value}})
	}
	return fs
}

// inPeriod is those of some findings that are of the period that a waiver
// names; all if it names none.
func (r *Result) inPeriod(fs []diag.Finding, of []int, w *program.Waiver) []int {
	if !w.Period.Set() {
		return of
	}
	var out []int
	for _, i := range of {
		d, problems := when.Parse(fs[i].Period, when.Context{First: r.Program.Period.First, Last: r.Program.Period.Last, Anywhere: true})
		if problems == nil && slices.Equal(d.Days, w.Period.Days) {
			out = append(out, i)
		}
	}
	return out
}

// unused says what to do of a waiver that justifies nothing: another rule, or
// another entity, may have been meant.
func (r *Result) unused(w *program.Waiver, entities []string) string {
	var rules []string
	for _, v := range r.Verdicts {
		rules = append(rules, v.Rule.ID)
	}
	for _, c := range builtin.All() {
		rules = append(rules, c.ID)
	}
	if !slices.Contains(rules, w.Rule.Value) {
		if meant, ok := near.Word(w.Rule.Value, rules); ok {
			return fmt.Sprintf("¿quiso decir la regla «%s»?", meant)
		}
	}
	const most = 5
	switch n := len(entities); {
	case n == 0:
	case n <= most:
		return fmt.Sprintf("quite la justificación, o corrija la entidad: los hallazgos de esa regla nombran %s", rule.Join(entities))
	default:
		return fmt.Sprintf("quite la justificación, o corrija la entidad: los hallazgos de esa regla nombran %s…", strings.Join(entities[:most], ", "))
	}
	return "quite la justificación, o corrija la regla y la entidad que nombra"
}

// named is an entity under a rule: in a finding, a verdict or a waiver.
type named struct{ rule, entity string }

// covered finds the finding that a waiver justifies: of those of its rule that
// name its entity, the one that speaks of it last, for there it is placed; -1
// if each has a waiver already.
func covered(fs []diag.Finding, naming []int, entity string) int {
	found := -1
	for _, i := range naming {
		es := fs[i].Entities
		switch {
		case fs[i].Waived != nil:
		case es[len(es)-1] == entity:
			return i
		case found < 0:
			found = i
		}
	}
	return found
}
