package cli

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/source"
	"patci/pkg/when"

	"github.com/spf13/cobra"
)

// validateOptions are those of patci validate.
type validateOptions struct {
	env    *Env
	args   []string
	plan   planFlags
	asOf   dayFlag
	strict bool
	rules  []string
	out    outputOptions
}

func newValidateCmd(env *Env, run func(*validateOptions) error) *cobra.Command {
	o := &validateOptions{env: env}
	c := &cobra.Command{
		Use:   "validate [CARPETA|ARCHIVO]…",
		Short: "revisa si un programa se sostiene: su escritura, sus fechas y la ley que le toca",
		Long: "Sin argumentos revisa los programas de la carpeta plan/ más cercana. De un ARCHIVO se revisa su carpeta entera y se muestra lo que toca a ese archivo.\n" +
			"Cada regla se juzga sobre todos los días que las fechas permiten: cumple si los cumplen todos, incumple si no lo logra ninguno, y queda por determinar si depende de lo que falta fijar.\n" +
			"Sin --as-of no se sabe qué día es: el mismo programa da siempre el mismo resultado.\n" +
			"Termina con 1 si hay un error; con --strict, también si hay una advertencia.",
		GroupID: groupRead,
		Example: example(
			"patci validate", "todos los programas de plan/",
			"patci validate plan/2022 --strict", "uno, sin tolerar advertencias",
			"patci validate --as-of hoy", "con lo que ya debió registrarse",
			"patci validate --format json", "para otro programa",
			"patci validate -o patci.sarif", "para GitHub o un editor; con .xml, para GitLab o Jenkins"),
		Args: anyArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			o.args = args
			if err := o.out.settle(env); err != nil {
				return err
			}
			return run(o)
		},
		DisableFlagsInUseLine: true,
	}
	addPlan(c, &o.plan)
	addAsOf(c, &o.asOf, "si no se indica, no se supone ninguno")
	addBoolTo(c.Flags(), &o.strict, "strict", "", "termina con 1 también si hay advertencias")
	addTexts(c, &o.rules, "rule", "REGLA", "solo lo que dice esta regla; puede repetirse")
	addOutput(c, &o.out, validateFormats()...)
	return c
}

func runValidate(o *validateOptions) error {
	programs, err := o.env.all(o.args, o.plan)
	if err != nil {
		return err
	}
	var results []*check.Result
	var shown []diag.Finding
	var asOf when.Day
	for _, f := range programs {
		var day *when.Day
		if o.asOf.given() {
			if asOf, err = o.asOf.in(f.Program.Period, o.env.today()); err != nil {
				return err
			}
			day = &asOf
		}
		r, err := judge(f, day)
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	if err := o.only(results); err != nil {
		return err
	}
	for i, r := range results {
		r.Findings = slices.DeleteFunc(r.Findings, func(d diag.Finding) bool { return !programs[i].shows(d) })
		shown = append(shown, r.Findings...)
	}
	s := check.Summarise(shown)
	v := validated{results: results, shown: shown, failed: s.Errors > 0 || o.strict && s.Warnings > 0,
		whole: o.rules == nil && !slices.ContainsFunc(programs, func(f *found) bool { return f.Only != nil })}
	if o.asOf.given() {
		v.asOf = asOf.String()
	}
	if err := output(o.env, &o.out, func(w io.Writer) error { return v.write(w, o) }); err != nil {
		return err
	}
	if v.failed {
		return errFindings
	}
	return nil
}

// only keeps what the rules asked for say; a rule that no programme knows is
// an error.
func (o *validateOptions) only(results []*check.Result) error {
	if o.rules == nil {
		return nil
	}
	known := builtinChoices()
	for _, r := range results {
		for _, rl := range r.Book.Rules {
			known = append(known, choice{name: rl.ID, doc: rl.Title})
		}
	}
	var ids []string
	for _, word := range o.rules {
		id, err := pick(word, ruleNoun, known)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	for _, r := range results {
		r.Findings = slices.DeleteFunc(r.Findings, func(d diag.Finding) bool { return !slices.Contains(ids, d.Rule) })
		r.Verdicts = slices.DeleteFunc(r.Verdicts, func(v check.Judged) bool { return !slices.Contains(ids, v.Rule.ID) })
	}
	return nil
}

// judge validates a programme that was found, with the rulebook and the prose
// that its folder holds.
func judge(f *found, asOf *when.Day) (*check.Result, error) {
	in := check.Input{Program: f.Program, Findings: f.Findings, Siblings: f.Siblings, AsOf: asOf}
	var err error
	if in.Rulebook, err = f.file(load.RulebookFile); err != nil {
		return nil, err
	}
	if in.Document, err = f.file("document.md"); err != nil {
		return nil, err
	}
	return check.Run(in), nil
}

// file reads what else the folder holds; nil if it does not hold it.
func (f *found) file(name string) (*source.File, error) {
	data, err := fs.ReadFile(f.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, unread(err, f.Folder)
	}
	return source.New(path.Join(f.Folder, name), data), nil
}
