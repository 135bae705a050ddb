package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"patci/pkg/load"
	"patci/pkg/near"
	"patci/pkg/render/json"
	"patci/pkg/render/text"
	"patci/pkg/rulebook"
	"patci/pkg/source"
	"patci/pkg/trial"

	"github.com/spf13/cobra"
)

// rulesTestOptions are those of patci rules test.
type rulesTestOptions struct {
	env  *Env
	args []string
	out  outputOptions
}

func newRulesTestCmd(env *Env, run func(*rulesTestOptions) error) *cobra.Command {
	o := &rulesTestOptions{env: env}
	c := &cobra.Command{
		Use:   "test [ARCHIVO|MARCO|CARPETA]…",
		Short: "comprueba que las reglas den a sus ejemplos el veredicto que esperan",
		Long: "Cada regla puede llevar «examples»: programas pequeños con el veredicto que debe darles. Aquí se juzga cada uno, solo con su regla.\n" +
			"Se nombra un archivo de reglas, un marco de los incluidos (" + strings.Join(rulebook.Names(), ", ") + ") o una carpeta con reglas. " +
			"Sin argumentos se comprueban las reglas propias de los programas de la carpeta plan/ más cercana y, si no las hay, todos los marcos incluidos.\n" +
			"Termina con 1 si un ejemplo falla o las reglas tienen errores.",
		Example: example(
			"patci rules test", "las reglas propias, o las incluidas",
			"patci rules test plan/2022/rulebook.yaml", "las de un archivo, mientras se escriben",
			"patci rules test citdp", "las de un marco incluido",
			"patci rules test --format json", "para otro programa"),
		Args: anyArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			o.args = args
			if err := o.out.settle(env); err != nil {
				return err
			}
			return run(o)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return rulebook.Names(), cobra.ShellCompDirectiveDefault
		},
		DisableFlagsInUseLine: true,
	}
	addOutput(c, &o.out,
		format{choice: choice{name: "text", doc: "para leer", es: []string{"texto"}}, extensions: []string{"txt"}},
		format{choice: choice{name: "json", doc: "para otros programas"}})
	return c
}

func runRulesTest(o *rulesTestOptions) error {
	var reports []trial.Report
	var err error
	if len(o.args) == 0 {
		reports, err = o.env.ownTrials()
	}
	for _, arg := range o.args {
		more, wrong := o.env.trials(arg)
		if wrong != nil {
			return wrong
		}
		reports = append(reports, more...)
	}
	if err != nil {
		return err
	}
	err = output(o.env, &o.out, func(w io.Writer) error {
		if o.out.format == "json" {
			return json.Trials(w, reports)
		}
		return text.Trials(w, reports, o.out.style(o.env))
	})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(reports, func(r trial.Report) bool { return !r.OK() }) {
		return errFindings
	}
	return nil
}

// ownTrials tries the rulebooks that the programmes at hand have for
// themselves; if there is none, the embedded ones.
func (e *Env) ownTrials() ([]trial.Report, error) {
	reports, err := e.owned(nil)
	if missing := (*notFound)(nil); err != nil && (!errors.As(err, &missing) || e.Getenv(planEnv) != "") {
		return nil, err
	}
	if reports == nil {
		for _, name := range rulebook.Names() {
			reports = append(reports, named(name))
		}
	}
	return reports, nil
}

// owned tries the rulebooks of the programmes in folders, or of those at hand.
func (e *Env) owned(folders []string) ([]trial.Report, error) {
	programs, err := e.all(folders, planFlags{})
	if err != nil {
		return nil, err
	}
	var reports []trial.Report
	for _, f := range programs {
		own, err := f.file(load.RulebookFile)
		if err != nil {
			return nil, err
		}
		if own != nil {
			b, faults := rulebook.Own(f.Program, own)
			reports = append(reports, trial.Of(own.Name, b, faults))
		}
	}
	return reports, nil
}

func named(name string) trial.Report {
	b, faults := rulebook.Whole(name)
	return trial.Of(name, b, faults)
}

// trials tries the rulebooks that a word stands for: a file, those of a folder,
// or an embedded one.
func (e *Env) trials(arg string) ([]trial.Report, error) {
	if arg == "" {
		return nil, usagef("«» no es un archivo ni una carpeta")
	}
	place := e.path(arg)
	info, err := os.Stat(place)
	switch {
	case errors.Is(err, fs.ErrNotExist) && slices.Contains(rulebook.Names(), arg):
		return []trial.Report{named(arg)}, nil
	case errors.Is(err, fs.ErrNotExist):
		hint := "los marcos incluidos son: " + strings.Join(rulebook.Names(), ", ")
		if w, ok := near.Word(arg, rulebook.Names()); ok {
			hint = "¿quiso decir «" + w + "»?"
		}
		return nil, notFoundf("no existe «%s»; %s", filepath.ToSlash(arg), hint)
	case err != nil:
		return nil, &ioError{"leer", filepath.ToSlash(arg), err}
	}
	shown := e.shown(place, arg)
	if !info.IsDir() {
		if !load.IsYAML(place) {
			return nil, usagef("«%s» no es un archivo .yaml ni una carpeta", shown)
		}
		r, err := e.trial(place, shown)
		return []trial.Report{r}, err
	}
	files := []string{load.RulebookFile}
	if _, err := os.Stat(filepath.Join(place, load.RulebookFile)); err != nil {
		if files, err = load.Names(os.DirFS(place), "."); err != nil {
			return nil, &ioError{"leer", shown, err}
		}
		if len(files) == 0 || len(programFiles(place, files)) > 0 { // of programmes
			reports, err := e.owned([]string{arg})
			if missing := (*notFound)(nil); err == nil && reports == nil || errors.As(err, &missing) {
				err = notFoundf("en «%s» no hay %s ni otros archivos de reglas", shown, load.RulebookFile)
			}
			return reports, err
		}
	}
	var reports []trial.Report
	for _, name := range files {
		r, err := e.trial(filepath.Join(place, name), path.Join(shown, name))
		if err != nil {
			return nil, err
		}
		reports = append(reports, r)
	}
	return reports, nil
}

// trial tries the rulebook in a file. One that stands beside a programme may
// cite the instruments of the rulebook that the programme names.
func (e *Env) trial(place, shown string) (trial.Report, error) {
	data, err := os.ReadFile(place)
	if err != nil {
		return trial.Report{}, &ioError{"leer", shown, err}
	}
	f := source.New(shown, data)
	if dir := filepath.Dir(place); filepath.Base(place) == load.RulebookFile {
		if names, err := load.Names(os.DirFS(dir), "."); err == nil && len(programFiles(dir, names)) > 0 {
			l, err := e.reader().spot(dir, path.Dir(shown)).load()
			if err != nil {
				return trial.Report{}, err
			}
			b, faults := rulebook.Own(l.Program, f)
			return trial.Of(shown, b, faults), nil
		}
	}
	b, faults := rulebook.Read(f)
	return trial.Of(shown, b, faults), nil
}
