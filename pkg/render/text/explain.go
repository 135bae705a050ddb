package text

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/builtin"
	"patci/pkg/diag"
	"patci/pkg/render/table"
	"patci/pkg/render/term"
	"patci/pkg/rule"
)

// page writes headings, paragraphs and samples one under the other.
type page struct {
	out *bufio.Writer
	s   term.Style
}

func (p *page) line(first, rest int, pieces ...term.Piece) {
	for _, l := range p.s.Flow(first, rest, pieces...) {
		fmt.Fprintln(p.out, l)
	}
}

func (p *page) heading(text string) {
	fmt.Fprintln(p.out)
	p.line(1, 1, term.Piece{Text: text, Tone: term.Strong})
}

// prose writes each line of a text as a paragraph of its own.
func (p *page) prose(text string) {
	for l := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		p.line(3, 3, term.Piece{Text: term.Visible(strings.TrimSpace(l))})
	}
}

// sample writes YAML as it would stand in a file, in the width there is: what
// is folded stays YAML, for it is inside braces that lines are long. The mark
// of the tests is turned into what it says.
func (p *page) sample(yaml string) {
	for l := range strings.SplitSeq(strings.TrimRight(yaml, "\n"), "\n") {
		l, mark := strings.TrimRight(l, " "), ""
		if before, found := strings.CutSuffix(l, "# want"); found {
			l, mark = before, "# ← aquí"
		}
		for _, l := range p.fold(term.Visible(l), mark) {
			fmt.Fprintln(p.out, sampleIndent+p.s.Paint(term.Faint, "│")+" "+l)
		}
	}
}

const sampleIndent = "   "

// fold breaks a line of YAML below its own indentation; the comment, if there
// is one, stays whole.
func (p *page) fold(line, comment string) []string {
	width := p.s.Width - len(sampleIndent) - 2 // the bar and its space
	if p.s.Width <= 0 || term.Width(line+comment) <= width {
		return []string{line + comment}
	}
	text := strings.TrimSpace(line)
	lead := len(line) - len(strings.TrimLeft(line, " "))
	lines := term.Style{Width: max(width, 1)}.Flow(lead, lead+4, term.Piece{Text: text})
	if last := &lines[len(lines)-1]; comment != "" && term.Width(*last+" "+comment) <= width {
		*last += " " + comment
	} else if comment != "" {
		lines = append(lines, strings.Repeat(" ", max(0, min(lead+4, width-term.Width(comment))))+comment)
	}
	return lines
}

// Standing is how a rule stands in a programme, for explain.
type Standing struct {
	Program string // its folder
	Verdict rule.Verdict
	Body    string // its label, "" if it is the programme's
	// Validity tells the version of the rule, "" if there is only one.
	Validity string
}

// Explained is a rule to explain: its versions in one rulebook and how it
// stands in the programmes that follow it.
type Explained struct {
	Book     string // tells the rulebook from others with such a rule; "" if there is nothing to tell apart
	Versions []*rule.Rule
	Standing []Standing
}

// Rule writes a rule in full: what it asks, its law and how it was read, its
// numbers, how it counts, since when it is in force, other readings, examples,
// how it stands, what to do. Of several versions, what each has of its own is
// written in their order.
func Rule(w io.Writer, e Explained, s term.Style) error {
	p := &page{bufio.NewWriter(w), s}
	for i, r := range e.Versions {
		title := ": " + term.Visible(r.Title)
		if len(e.Versions) > 1 {
			title = ", " + r.Validity() + title
		}
		if e.Book != "" {
			title = " · marco «" + term.Visible(e.Book) + "»" + title
		}
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		p.line(0, 3, term.Piece{Text: r.ID, Tone: term.Strong}, term.Piece{Text: title})
		p.law(r, i == 0 || e.Versions[i-1].Kind != r.Kind)
	}
	last := e.Versions[len(e.Versions)-1]
	p.standing(e.Standing)
	p.ownExamples(e.Versions)
	p.examples("La clase de regla, en un programa que cumple", last.Kind.Good, "y en uno que no", last.Kind.Bad, last.Kind.Rule)
	p.heading("Qué se puede hacer")
	p.prose("Corregir la fecha o registrar el hecho que falta; o justificar un hallazgo en «waivers», con quién lo concede:")
	p.sample(fmt.Sprintf("waivers:\n  - {rule: %s, entity: %s, reason: …, granted_by: …}", last.ID, waivable(last, e.Standing)))
	return p.out.Flush()
}

// law writes what one version of a rule asks and where it comes from; how its
// kind counts too, unless that was written.
func (p *page) law(r *rule.Rule, kind bool) {
	p.heading("Fundamento")
	for _, b := range r.Basis {
		p.line(3, 5, term.Piece{Text: term.Visible(Cite(b))}, term.Piece{Text: " · " + Read(b), Tone: term.Faint})
		if b.Quote != "" {
			p.line(5, 5, term.Piece{Text: "«" + term.Visible(b.Quote) + "»"})
		}
	}
	if text := r.Validity(); text != "" {
		p.heading("En vigor")
		p.prose(text)
	}
	if r.Text != "" {
		p.heading("Qué es cierto y qué no")
		p.prose(r.Text)
	}
	p.heading("Cómo se juzga")
	if kind {
		p.prose(r.Kind.Text)
	}
	p.line(3, 3, term.Piece{Text: "Incumplirla es " + map[diag.Severity]string{diag.Error: "un error", diag.Warning: "una advertencia", diag.Note: "una nota"}[r.Severity] + "."})
	p.values(r)
	if len(r.Readings) > 0 {
		p.heading("Otras lecturas")
		for _, o := range r.Readings {
			p.line(3, 5, term.Piece{Text: "si " + term.Visible(o.If) + ": " + term.Visible(o.Then)})
		}
	}
}

// standing writes how a rule stands in each programme at hand.
func (p *page) standing(standing []Standing) {
	if len(standing) == 0 {
		return
	}
	p.heading("Cómo está")
	for _, st := range standing {
		label := st.Program
		if st.Body != "" {
			label += " · " + st.Body
		}
		if st.Validity != "" {
			label += " · " + st.Validity
		}
		text := ": " + st.Verdict.Verdict.Spanish() + " · " + st.Verdict.Message
		var because []string
		for _, b := range st.Verdict.Because {
			because = append(because, b.Spanish())
		}
		if because != nil {
			text += " (" + strings.Join(because, "; ") + ")"
		}
		p.line(3, 5, term.Piece{Text: term.Visible(label), Tone: term.Strong}, term.Piece{Text: term.Visible(text)})
		for _, f := range st.Verdict.Findings {
			p.line(5, 7, term.Piece{Text: term.Visible(f.Message)})
			if f.Remedy != "" {
				p.line(7, 9, term.Piece{Text: "corrección: ", Tone: term.Faint}, term.Piece{Text: term.Visible(f.Remedy)})
			}
		}
	}
}

// ownExamples writes the examples of the rule itself, each as it was written.
func (p *page) ownExamples(versions []*rule.Rule) {
	some := false
	for _, r := range versions {
		for _, e := range r.Source.Examples {
			if !some {
				p.heading("Ejemplos, que «patci rules test» comprueba")
			}
			some = true
			p.line(3, 5, term.Piece{Text: term.Visible(e.Title.Value), Tone: term.Strong}, term.Piece{Text: ": " + diag.VerdictSpanish(e.Verdict.Value)})
		}
	}
}

// waivable is an entity that a waiver of a rule could name: the one that a
// finding of the rule is on, which is its last, or else one of its verdicts'.
func waivable(r *rule.Rule, standing []Standing) string {
	for _, st := range standing {
		for _, f := range st.Verdict.Findings {
			if n := len(f.Entities); n > 0 {
				return f.Entities[n-1]
			}
		}
	}
	for _, st := range standing {
		if len(st.Verdict.Entities) > 0 {
			return st.Verdict.Entities[0]
		}
	}
	if r.Kind.NoBodies { // of no session
		return "…"
	}
	return "pleno/19"
}

// values writes the numbers of a rule, each with what it means.
func (p *page) values(r *rule.Rule) {
	some := false
	for _, param := range r.Kind.Params {
		if value := Value(r, param); value != "" {
			if !some {
				p.heading("Números")
			}
			some = true
			p.line(3, 5, term.Piece{Text: param.Name + ": " + term.Visible(value), Tone: term.Strong}, term.Piece{Text: " · " + param.Doc})
		}
	}
}

// Numbers are the parameters of a rule that its rulebook sets, in one line:
// «seats: 3; roles: osc, experta».
func Numbers(r *rule.Rule) string {
	var all []string
	for _, param := range r.Kind.Params {
		if value := Value(r, param); value != "" && value != param.Default {
			all = append(all, param.Name+": "+value)
		}
	}
	return strings.Join(all, "; ")
}

// Value is a parameter of a rule as people read it, "" if it is not set or has
// nothing to say beside the others.
func Value(r *rule.Rule, param rule.Param) string {
	switch v := r.Values; {
	case !v.Has(param.Name), param.With != nil && !slices.ContainsFunc(param.With, v.Has):
		return ""
	case param.Type == rule.Int:
		return strconv.Itoa(v.Int(param.Name))
	case param.Type == rule.List:
		return strings.Join(v.List(param.Name), ", ")
	default:
		return v.Text(param.Name)
	}
}

func (p *page) examples(title, good, and, bad, rulebook string) {
	if good == "" && bad == "" {
		return
	}
	if rulebook != "" {
		p.heading("La regla de los ejemplos")
		p.sample(rulebook)
	}
	if good != "" {
		p.heading(title)
		p.sample(good)
	}
	if bad != "" {
		p.heading(strings.ToUpper(and[:1]) + and[1:])
		p.sample(bad)
	}
}

// Check writes a built-in check in full.
func Check(w io.Writer, c builtin.Check, s term.Style) error {
	p := &page{bufio.NewWriter(w), s}
	p.line(0, 3, term.Piece{Text: c.ID, Tone: term.Strong}, term.Piece{Text: ": " + c.Title})
	p.heading("Fundamento")
	p.prose("Ninguno: es una revisión de la propia herramienta, no de una ley.")
	p.heading("Cómo se juzga")
	p.prose(c.Text)
	p.line(3, 3, term.Piece{Text: "Es " + map[diag.Severity]string{diag.Error: "un error", diag.Warning: "una advertencia", diag.Note: "una nota"}[c.Severity] + "."})
	p.examples("Un programa que pasa", c.Good, "uno que no", c.Bad, c.Rules)
	return p.out.Flush()
}

// Kind writes a kind of rule in full, for those who write rulebooks.
func Kind(w io.Writer, k *rule.Kind, s term.Style) error {
	p := &page{bufio.NewWriter(w), s}
	p.line(0, 3, term.Piece{Text: k.Name, Tone: term.Strong}, term.Piece{Text: ": clase de regla; " + k.Title})
	p.heading("Cómo se juzga")
	p.prose(k.Text)
	p.heading("Parámetros")
	if len(k.Params) == 0 {
		p.prose("Ninguno.")
	}
	p.params(k)
	p.heading("Cómo se escribe")
	p.sample("rules:\n  - id: la-regla                 # no cambia nunca\n    kind: " + k.Name + "\n    title: lo que pide, en una frase\n" +
		"    basis: {instrument: ley, articles: \"1\", read: verbatim}   # el instrumento se declara en «instruments»\n" + indented(k.Rule))
	p.examples("Un programa que cumple", k.Good, "uno que no", k.Bad, "")
	return p.out.Flush()
}

// indented is the rest of a rule under its first keys.
func indented(yaml string) string {
	out := ""
	for l := range strings.Lines(yaml) {
		out += "    " + l
	}
	return out
}

// params writes the parameters of a kind, each with its unit and what may be
// written.
func (p *page) params(k *rule.Kind) {
	for _, param := range k.Params {
		var notes []string
		if param.Required {
			notes = append(notes, "necesario")
		}
		if param.Type == rule.Int {
			notes = append(notes, fmt.Sprintf("de %d a %d", param.Min, param.Max))
		}
		if param.OneOf != "" {
			var group []string
			for _, o := range k.Params {
				if o.OneOf == param.OneOf {
					group = append(group, o.Name)
				}
			}
			most := "exactamente uno de "
			if param.Optional {
				most = "a lo más uno de "
			}
			notes = append(notes, most+rule.Join(group))
		}
		if param.With != nil {
			notes = append(notes, "solo junto a "+rule.JoinOr(param.With))
		}
		if param.Default != "" {
			notes = append(notes, "si no se escribe, "+param.Default)
		}
		text := " · " + param.Doc
		if notes != nil {
			text += " (" + strings.Join(notes, "; ") + ")"
		}
		p.line(3, 5, term.Piece{Text: param.Name, Tone: term.Strong}, term.Piece{Text: text})
	}
}

// Kinds writes every kind of rule with its parameters, for those who write
// rulebooks.
func Kinds(w io.Writer, kinds []*rule.Kind, s term.Style) error {
	p := &page{bufio.NewWriter(w), s}
	p.line(0, 3, term.Piece{Text: "Clases de regla", Tone: term.Strong})
	for _, k := range kinds {
		fmt.Fprintln(p.out)
		p.line(1, 3, term.Piece{Text: k.Name, Tone: term.Strong}, term.Piece{Text: ": " + k.Title})
		p.params(k)
	}
	fmt.Fprintln(p.out)
	p.line(1, 1, term.Piece{Text: "patci explain CLASE dice de cada una cómo se juzga y cómo se escribe", Tone: term.Faint})
	return p.out.Flush()
}

// Cite names one instrument and its articles.
func Cite(b diag.Basis) string {
	return basis([]diag.Basis{{Instrument: b.Instrument, Articles: b.Articles}})
}

// Read says how the text of an instrument was read: verbatim, cited or by
// analogy.
func Read(b diag.Basis) string {
	switch b.Read {
	case "verbatim":
		return "leído en el instrumento"
	case "cited":
		return "solo como lo cita " + citing(b)
	case "analogy":
		return "por analogía"
	}
	return "no consta cómo se leyó"
}

// Listed is one line of the list of rules.
type Listed struct {
	ID, Severity, Title, Law, Standing string
}

// Rules writes the list of rules of a programme and of the built-in checks.
func Rules(w io.Writer, title string, rules, checks []Listed, s term.Style) error {
	p := &page{bufio.NewWriter(w), s}
	list := func(heading string, law bool, ls []Listed) error {
		p.heading(heading)
		if err := p.out.Flush(); err != nil {
			return err
		}
		t := table.Table{Indent: 1, Columns: []table.Column{{}, {Shrink: true, Min: 24}}}
		if law {
			t.Columns = append(t.Columns, table.Column{Shrink: true, Min: 12}, table.Column{})
		}
		for _, l := range ls {
			row := []string{l.ID, l.Title}
			if law {
				row = append(row, l.Law, l.Standing)
			}
			t.Rows = append(t.Rows, row)
		}
		return t.Write(w, s)
	}
	p.line(0, 3, term.Piece{Text: term.Visible(title), Tone: term.Strong})
	if len(rules) > 0 {
		if err := list("Reglas", true, rules); err != nil {
			return err
		}
	}
	if err := list("Revisiones de la herramienta, sin ley", false, checks); err != nil {
		return err
	}
	fmt.Fprintln(p.out)
	p.line(1, 1, term.Piece{Text: "patci explain REGLA dice de cada una qué pide, en qué se funda y cómo se juzga", Tone: term.Faint})
	return p.out.Flush()
}

// Law cites where a rule comes from, in one line.
func Law(b []diag.Basis) string { return basis(b) }
