package cli

import (
	"errors"
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
		versions, standing := standings(id, results)
		for _, name := range rulebook.Names() { // of one that no programme here names
			if b, _ := rulebook.Named(name); versions == nil {
				versions = b.Versions(id)
			}
		}
		return text.Rule(w, versions, standing, s)
	})
}

// standings finds a rule among the results, and how it stands in each.
func standings(id string, results []*check.Result) (versions []*rule.Rule, out []text.Standing) {
	for _, r := range results {
		if v := r.Book.Versions(id); v != nil {
			versions = v
		}
		for _, v := range r.Verdicts {
			if v.Rule.ID != id {
				continue
			}
			s := text.Standing{Program: r.Program.Folder, Verdict: v.Verdict}
			if b := r.Program.Body(v.Body); b != nil {
				s.Body = b.Label()
			}
			if len(r.Book.Versions(id)) > 1 {
				s.Validity = v.Rule.Validity()
			}
			out = append(out, s)
		}
	}
	return versions, out
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
		out = append(out, choice{name: k.Name, doc: k.Title})
	}
	return out
}
