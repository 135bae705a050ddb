package cli

import (
	"io"
	"slices"

	"patci/pkg/builtin"
	"patci/pkg/check"
	"patci/pkg/render/text"
	"patci/pkg/rule"
	"patci/pkg/rulebook"
	"patci/pkg/rules"

	"github.com/spf13/cobra"
)

// rulesOptions are those of patci rules.
type rulesOptions struct {
	env   *Env
	plan  planFlags
	asOf  dayFlag
	kinds bool // of rules, instead of the rules
	out   outputOptions
}

func newRulesCmd(env *Env, run func(*rulesOptions) error) *cobra.Command {
	o := &rulesOptions{env: env}
	c := &cobra.Command{
		Use:     "rules",
		Short:   "enumera las reglas que se aplican al programa, con su ley y cómo están",
		GroupID: groupRules,
		Example: example(
			"patci rules", "las del programa de esta carpeta",
			"patci rules --plan ejemplo", "las del programa incluido",
			"patci rules --kinds", "las clases de regla, con sus parámetros, para escribir otras",
			"patci rules test", "comprueba los ejemplos que llevan las reglas"),
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := o.out.settle(env); err != nil {
				return err
			}
			return run(o)
		},
		DisableFlagsInUseLine: true,
	}
	addPlan(c, &o.plan)
	addBool(c, &o.kinds, "kinds", "", "enumera las clases de regla y sus parámetros, para escribir un marco normativo")
	addAsOf(c, &o.asOf, "si no se indica, no se supone ninguno")
	addOutput(c, &o.out, format{choice: choice{name: "text"}, extensions: []string{"txt"}})
	c.AddCommand(newRulesTestCmd(env, runRulesTest))
	return c
}

func runRules(o *rulesOptions) error {
	if o.kinds {
		return output(o.env, &o.out, func(w io.Writer) error { return text.Kinds(w, rules.All(), o.out.style(o.env)) })
	}
	_, results, err := explainable(o.env, o.plan, o.asOf)
	if err != nil {
		return err
	}
	var checks []text.Listed
	for _, c := range builtin.All() {
		checks = append(checks, text.Listed{ID: c.ID, Severity: c.Severity.Spanish(), Title: c.Title})
	}
	return output(o.env, &o.out, func(w io.Writer) error {
		s := o.out.style(o.env)
		for _, r := range results {
			title := r.Program.Folder + " · " + r.Book.Title
			switch {
			case r.Book.Title == "" && len(r.Book.Rules) > 0:
				title = r.Program.Folder + " · marco normativo propio"
			case r.Book.Title == "":
				title = r.Program.Folder + " · sin marco normativo"
			}
			var list []text.Listed
			for _, rl := range r.Book.Rules {
				standing := "" // of a version that was not in force on any day
				if slices.ContainsFunc(r.Verdicts, func(v check.Judged) bool { return v.Rule == rl }) {
					standing = r.OverallOf(rl).Spanish()
				}
				list = append(list, ruleLine(r.Book, rl, standing))
			}
			if err := text.Rules(w, title, list, checks, s); err != nil {
				return err
			}
		}
		if results != nil {
			return nil
		}
		for _, name := range rulebook.Names() {
			b, _ := rulebook.Named(name)
			var list []text.Listed
			for _, rl := range b.Rules {
				list = append(list, ruleLine(b, rl, ""))
			}
			if err := text.Rules(w, name+" · "+b.Title, list, checks, s); err != nil {
				return err
			}
		}
		return nil
	})
}

func ruleLine(b *rulebook.Book, r *rule.Rule, standing string) text.Listed {
	title := r.Title
	if numbers := text.Numbers(r); numbers != "" {
		title += " (" + numbers + ")"
	}
	if len(b.Versions(r.ID)) > 1 {
		title += ", " + r.Validity()
	}
	return text.Listed{ID: r.ID, Severity: r.Severity.Spanish(), Title: title, Law: text.Law(r.Basis), Standing: standing}
}
