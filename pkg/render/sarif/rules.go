package sarif

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"patci/pkg/builtin"
	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/render/text"
	"patci/pkg/rule"
)

type descriptor struct {
	ID            string         `json:"id"`
	Short         message        `json:"shortDescription"`
	Full          message        `json:"fullDescription"`
	Help          message        `json:"help"`
	Configuration configuration  `json:"defaultConfiguration"`
	Properties    ruleProperties `json:"properties"`
}

type configuration struct {
	Level string `json:"level"`
}

type ruleProperties struct {
	Tags       []string       `json:"tags"`
	Problem    string         `json:"problem.severity"` // as GitHub reads it
	Kind       string         `json:"kind,omitempty"`
	Parameters map[string]any `json:"parameters,omitempty"`
	Basis      []diag.Basis   `json:"basis,omitempty"`
}

// catalogue holds what the results may point at: every rule that was judged,
// in the order of the rulebooks, then the built-in checks that found
// something, in theirs.
type catalogue struct {
	descriptors []descriptor
	at          map[string]int           // by key of a rule, or id of a check
	rules       map[*rule.Rule]int       // their descriptors
	judged      map[judging][]*rule.Rule // of a result, by id
}

// judging is an id among the rules of one programme.
type judging struct {
	result *check.Result
	id     string
}

func newCatalogue(results []*check.Result) *catalogue {
	c := &catalogue{descriptors: []descriptor{}, at: map[string]int{}, rules: map[*rule.Rule]int{}, judged: map[judging][]*rule.Rule{}}
	for _, r := range results {
		for _, v := range r.Verdicts {
			c.add(v.Rule)
			if j := (judging{r, v.Rule.ID}); !slices.Contains(c.judged[j], v.Rule) {
				c.judged[j] = append(c.judged[j], v.Rule)
			}
		}
	}
	found := map[string]diag.Severity{}
	for _, r := range results {
		for _, f := range r.Findings {
			if c.rule(r, f) == nil {
				found[f.Rule] = max(found[f.Rule], f.Severity)
			}
		}
	}
	for _, check := range builtin.All() {
		if _, ok := found[check.ID]; ok {
			c.put(check.ID, ofCheck(check))
			delete(found, check.ID)
		}
	}
	var rest []string // known to nobody but whoever found it
	for id := range found {
		rest = append(rest, id)
	}
	slices.Sort(rest)
	for _, id := range rest {
		c.put(id, descriptor{ID: id, Short: message{Text: id}, Full: message{Text: id}, Help: message{Text: "patci explain " + id},
			Configuration: configuration{found[id].String()}, Properties: ruleProperties{Tags: []string{"programa"}, Problem: problem(found[id])}})
	}
	return c
}

func (c *catalogue) put(key string, d descriptor) {
	c.at[key] = len(c.descriptors)
	c.descriptors = append(c.descriptors, d)
}

// add takes a rule in, once for all programmes: two rulebooks may use one id
// for different laws, and then both are there.
func (c *catalogue) add(r *rule.Rule) {
	if _, ok := c.rules[r]; ok {
		return
	}
	k := key(r)
	if _, ok := c.at[k]; !ok {
		c.put(k, ofRule(r))
	}
	c.rules[r] = c.at[k]
}

// key tells rules apart: by their id, and by what they ask and where it is
// written, for rules of two rulebooks may share an id.
func key(r *rule.Rule) string {
	return strings.Join([]string{r.ID, r.Title, r.Kind.Name, text.Law(r.Basis), fmt.Sprint(values(r))}, "\x00")
}

// index is where the rule of a finding stands.
func (c *catalogue) index(r *check.Result, f diag.Finding) int {
	if rl := c.rule(r, f); rl != nil {
		return c.rules[rl]
	}
	return c.at[f.Rule]
}

// rule is the rule that a finding is of, nil if it is of a built-in check.
// Where two bodies have rulebooks with a rule of one id, the law tells them
// apart.
func (c *catalogue) rule(r *check.Result, f diag.Finding) *rule.Rule {
	rules := c.judged[judging{r, f.Rule}]
	for _, rl := range rules {
		if slices.Equal(rl.Basis, f.Basis) {
			return rl
		}
	}
	if len(rules) > 0 {
		return rules[0]
	}
	return nil
}

// section is a part of a rule's help.
type section struct {
	heading string
	lines   []string
}

func ofCheck(c builtin.Check) descriptor {
	return descriptor{
		ID: c.ID, Short: message{Text: c.Title}, Full: message{Text: plain(c.Text)},
		Help: help(c.Title,
			section{"Fundamento", []string{"Ninguno: es una revisión de la propia herramienta, no de una ley."}},
			section{"Cómo se juzga", paragraphs(c.Text)},
			section{"Para saber más", []string{"patci explain " + c.ID}}),
		Configuration: configuration{c.Severity.String()},
		Properties:    ruleProperties{Tags: []string{"programa"}, Problem: problem(c.Severity)},
	}
}

func ofRule(r *rule.Rule) descriptor {
	law := section{heading: "Fundamento"}
	for _, b := range r.Basis {
		law.lines = append(law.lines, text.Cite(b)+" · "+text.Read(b))
		if b.Quote != "" {
			law.lines = append(law.lines, "«"+b.Quote+"»")
		}
	}
	if r.Basis == nil {
		law.lines = []string{"Ninguno: es un acuerdo de quien la escribió."}
	}
	force := section{heading: "En vigor"}
	if r.Since != nil {
		force.lines = append(force.lines, "desde el "+r.Since.Spanish())
	}
	if r.Until != nil {
		force.lines = append(force.lines, "hasta el "+r.Until.Spanish())
	}
	numbers := section{heading: "Números"}
	for _, p := range r.Kind.Params {
		if s := text.Value(r, p); s != "" {
			numbers.lines = append(numbers.lines, p.Name+": "+s+" · "+p.Doc)
		}
	}
	readings := section{heading: "Otras lecturas"}
	for _, o := range r.Readings {
		readings.lines = append(readings.lines, "si "+o.If+": "+o.Then)
	}
	full := r.Text
	if full == "" {
		full = r.Kind.Title
	}
	return descriptor{
		ID: r.ID, Short: message{Text: r.Title}, Full: message{Text: plain(full)},
		Help: help(r.Title, law, force,
			section{"Qué es cierto y qué no", paragraphs(r.Text)},
			section{"Cómo se juzga", paragraphs(r.Kind.Text)},
			numbers, readings,
			section{"Qué se puede hacer", []string{
				"Corregir la fecha o registrar el hecho que falta; o justificar el hallazgo en «waivers», con su regla, su entidad, el motivo y quién lo concede.",
				"patci explain " + r.ID + " lo explica con ejemplos."}}),
		Configuration: configuration{r.Severity.String()},
		Properties:    ruleProperties{[]string{"ley"}, problem(r.Severity), r.Kind.Name, values(r), r.Basis},
	}
}

// help writes sections as text and as Markdown.
func help(title string, sections ...section) message {
	var plain, marked strings.Builder
	plain.WriteString(title + "\n")
	marked.WriteString("**" + escapeMarkdown(title) + "**\n")
	for _, s := range sections {
		if len(s.lines) == 0 {
			continue
		}
		plain.WriteString("\n" + s.heading + "\n")
		marked.WriteString("\n### " + s.heading + "\n\n")
		for _, l := range s.lines {
			plain.WriteString("  " + l + "\n")
		}
		marked.WriteString(strings.Join(bullets(s.lines), "\n") + "\n")
	}
	return message{plain.String(), marked.String()}
}

func bullets(lines []string) []string {
	var out []string
	for _, l := range lines {
		out = append(out, "- "+escapeMarkdown(l))
	}
	return out
}

// marks are the signs that Markdown would obey inside a line; a number or a
// sign at its beginning stands after a bullet or a word here.
var marks = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("[\\\\`*_\\[\\]<>|~#]") })

func escapeMarkdown(s string) string {
	return marks().ReplaceAllString(strings.Join(strings.Fields(s), " "), `\$0`)
}

func paragraphs(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// plain joins the paragraphs of a text.
func plain(s string) string { return strings.Join(paragraphs(s), "\n") }

// problem is a severity in the words of GitHub.
func problem(s diag.Severity) string {
	if s == diag.Note {
		return "recommendation"
	}
	return s.String()
}

// values are the numbers of a rule, as they would be written; maps are
// encoded in the order of their keys.
func values(r *rule.Rule) map[string]any {
	out := map[string]any{}
	for _, p := range r.Kind.Params {
		v := r.Values
		switch {
		case !v.Has(p.Name):
		case p.Type == rule.Int:
			out[p.Name] = v.Int(p.Name)
		case p.Type == rule.Bool:
			out[p.Name] = v.Bool(p.Name)
		case p.Type == rule.List:
			out[p.Name] = v.List(p.Name)
		default:
			out[p.Name] = v.Text(p.Name)
		}
	}
	return out
}
