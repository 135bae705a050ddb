package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"patci/pkg/builtin"
	"patci/pkg/check"
	"patci/pkg/render/text"
	"patci/pkg/rule"
	"patci/pkg/rulebook"
	"patci/pkg/rules"
	"patci/pkg/when"

	"github.com/spf13/cobra"
)

// explainOptions are those of patci explain.
type explainOptions struct {
	env  *Env
	rule string
	plan planFlags
	asOf dayFlag
	out  outputOptions
}

func newExplainCmd(env *Env, run func(*explainOptions) error) *cobra.Command {
	o := &explainOptions{env: env}
	c := &cobra.Command{
		Use:   "explain REGLA",
		Short: "explica una regla: qué pide, en qué ley se funda, cómo se juzga y cómo está",
		Long: "REGLA es lo que un hallazgo lleva entre corchetes, una regla del marco normativo o una clase de regla.\n" +
			"Si hay un programa a la mano, dice también cómo está en él.",
		GroupID: groupRules,
		Example: example(
			"patci explain subcomision-intervalo", "una regla, con su ley",
			"patci explain fecha-ambigua", "una revisión de la herramienta",
			"patci explain maximum_interval", "una clase de regla, para escribir otras"),
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return usagef("falta la regla; patci rules las enumera")
			case len(args) > 1:
				return usagef("sobra «%s»: se explica una regla a la vez", args[1])
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o.rule = args[0]
			if err := o.out.settle(env); err != nil {
				return err
			}
			return run(o)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			if len(args) == 0 {
				known, _, err := explainable(env, o.plan, dayFlag{})
				if err != nil {
					known = slices.Concat(builtinChoices(), kindChoices())
				}
				for _, c := range known {
					out = append(out, cobra.CompletionWithDesc(c.name, c.doc))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		DisableFlagsInUseLine: true,
	}
	addPlan(c, &o.plan)
	addAsOf(c, &o.asOf, "si no se indica, no se supone ninguno")
	addOutput(c, &o.out, format{choice: choice{name: "text"}, extensions: []string{"txt"}})
	return c
}

func runExplain(o *explainOptions) error {
	known, results, err := explainable(o.env, o.plan, o.asOf)
	if err != nil {
		return err
	}
	id, err := pick(o.rule, ruleNoun, known)
	if err != nil {
		return err
	}
	return output(o.env, &o.out, func(w io.Writer) error {
		s := o.out.style(o.env)
		if i := slices.IndexFunc(builtin.All(), func(c builtin.Check) bool { return c.ID == id }); i >= 0 {
			return text.Check(w, builtin.All()[i], s)
		}
		if i := slices.IndexFunc(rules.All(), func(k *rule.Kind) bool { return k.Name == id }); i >= 0 {
			return text.Kind(w, rules.All()[i], s)
		}
		found := lookUp(id, results)
		for i, f := range found {
			if len(found) == 1 {
				f.Book = "" // nothing to tell apart
			}
			if i > 0 {
				if _, err := fmt.Fprintln(w); err != nil {
					return err
				}
			}
			if err := text.Rule(w, f, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// lookUp finds the rule with an id, and how it stands in each result; of
// every embedded rulebook that has one, if no programme at hand does: two laws
// may well name a rule alike.
func lookUp(id string, results []*check.Result) []text.Explained {
	var out []text.Explained
	for _, r := range results {
		versions := r.Book.Versions(id)
		if versions == nil {
			continue
		}
		i := slices.IndexFunc(out, func(e text.Explained) bool { return e.Book == bookName(r.Book) })
		if i < 0 {
			i = len(out)
			out = append(out, text.Explained{Book: bookName(r.Book), Versions: versions})
		}
		for _, v := range r.Verdicts {
			if v.Rule.ID != id {
				continue
			}
			s := text.Standing{Program: r.Program.Folder, Verdict: v.Verdict}
			if b := r.Program.Body(v.Body); b != nil {
				s.Body = b.Label()
			}
			if len(versions) > 1 {
				s.Validity = v.Rule.Validity()
			}
			out[i].Standing = append(out[i].Standing, s)
		}
	}
	if out != nil {
		return out
	}
	for _, name := range rulebook.Names() {
		b, _ := rulebook.Named(name)
		if v := b.Versions(id); v != nil {
			out = append(out, text.Explained{Book: bookName(b), Versions: v})
		}
	}
	return out
}

// bookName tells a rulebook from others.
func bookName(b *rulebook.Book) string {
	if b.Name != "" {
		return b.Name
	}
	return b.Title
}

// explainable lists what can be explained, and judges the programmes at
// hand. That there are none is no error: the law can be read without.
func explainable(env *Env, plan planFlags, asOf dayFlag) ([]choice, []*check.Result, error) {
	known := slices.Concat(builtinChoices(), kindChoices())
	add := func(rs []*rule.Rule) {
		for _, rl := range rs {
			if !slices.ContainsFunc(known, func(c choice) bool { return c.name == rl.ID }) {
				known = append(known, choice{name: rl.ID, doc: rl.Title})
			}
		}
	}
	for _, name := range rulebook.Names() {
		b, _ := rulebook.Named(name)
		add(b.Rules)
	}
	programs, err := env.all(nil, plan)
	if missing := (*notFound)(nil); errors.As(err, &missing) && plan.plan == "" {
		return known, nil, nil
	} else if err != nil {
		return nil, nil, err
	}
	var results []*check.Result
	for _, f := range programs {
		var day *when.Day
		if asOf.given() {
			d, err := asOf.in(f.Program.Period, env.today())
			if err != nil {
				return nil, nil, err
			}
			day = &d
		}
		r, err := judge(f, day)
		if err != nil {
			return nil, nil, err
		}
		add(r.Book.Rules)
		results = append(results, r)
	}
	return known, results, nil
}

// builtinChoices are the built-in checks.
func builtinChoices() []choice {
	var out []choice
	for _, c := range builtin.All() {
		out = append(out, choice{name: c.ID, doc: c.Title})
	}
	return out
}

// kindChoices are the kinds of rule.
func kindChoices() []choice {
	var out []choice
	for _, k := range rules.All() {
		out = append(out, choice{name: k.Name, doc: k.Title, es: k.Spanish})
	}
	return out
}
