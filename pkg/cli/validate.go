package cli

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"runtime"
	"runtime/debug"
	"slices"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/load"
	"patci/pkg/official"
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
	skip   []string

	newSince string // revision of git, "" if none
	out      outputOptions
}

func newValidateCmd(env *Env, run func(*validateOptions) error) *cobra.Command {
	o := &validateOptions{env: env}
	c := &cobra.Command{
		Use:   "validate [CARPETA|ARCHIVO]…",
		Short: "revisa si un programa se sostiene: su escritura, sus fechas y la ley que le toca",
		Long: "Sin argumentos revisa los programas de la carpeta plan/ más cercana. De una CARPETA que no es un programa se revisan todos los que hay debajo; de un ARCHIVO, su carpeta entera, y se muestra lo que toca a ese archivo.\n" +
			"Cada regla se juzga sobre todos los días que las fechas permiten: cumple si los cumplen todos, incumple si no lo logra ninguno, y queda por determinar si depende de lo que falta fijar.\n" +
			"Sin --as-of no se sabe qué día es: el mismo programa da siempre el mismo resultado.\n" +
			"Con --new-since solo se muestran y cuentan los hallazgos que no había en esa revisión de git: para empezar a usar patci con un programa que ya tiene faltas.\n" +
			"Termina con 1 si hay un error; con --strict, también si hay una advertencia. Un programa que no se puede leer no detiene la revisión de los demás, y termina con 3.",
		GroupID: groupRead,
		Example: example(
			"patci validate", "todos los programas de plan/",
			"patci validate plan/2022 --strict", "uno, sin tolerar advertencias",
			"patci validate municipios", "todos los de un árbol de carpetas",
			"patci validate --as-of hoy", "con lo que ya debió registrarse",
			"patci validate --new-since main", "solo lo que este cambio añade",
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
	addBool(c, &o.strict, "strict", "", "termina con 1 también si hay advertencias")
	addTexts(c, &o.rules, "rule", "REGLA", "solo lo que dice esta regla; puede repetirse")
	addTexts(c, &o.skip, "skip", "REGLA", "todo menos lo que dice esta regla; puede repetirse")
	addText(c, &o.newSince, "new-since", "REVISIÓN", "solo los hallazgos que no había en esa revisión de git: una rama, una etiqueta, un commit, HEAD~1")
	addOutput(c, &o.out, validateFormats()...)
	return c
}

func runValidate(o *validateOptions) error {
	asked, err := newRuleFilter(o.rules, o.skip)
	if err != nil {
		return err
	}
	all, err := o.env.batches(o.args, o.plan)
	if err != nil {
		return err
	}
	if o.newSince != "" {
		if err := o.env.checkRevision(o.newSince, all.list); err != nil {
			return err
		}
	}
	v := &validation{validateOptions: o, all: all, filter: asked}
	if o.out.format == "text" && !o.out.toFile() { // each as its turn comes
		out := &sticky{w: o.env.Out}
		if err = v.run(out); out.err != nil {
			return &ioError{verb: "escribir", err: out.err}
		}
	} else {
		err = output(o.env, &o.out, v.run)
	}
	switch {
	case err != nil:
		return err
	case v.total.unread > 0:
		return errUnread
	case v.total.Errors > 0 || o.strict && v.total.Warnings > 0:
		return errFindings
	}
	return nil
}

// Of more than many programmes what is held at any moment is small beside what
// is read and let go: to collect it seldom (GOGC) costs some tens of megabytes,
// however many they are, and saves a fifth of the time.
const (
	many   = 50
	gcMany = 500
)

// validation is one run of patci validate.
type validation struct {
	*validateOptions
	all    *batches
	filter *ruleFilter
	sheet  sheet
	meter  *meter
	total  total
	years  []string // of the programmes asked for, where --year is
	done   int
	held   []func() error // what is not written until the filter is known to name rules
}

// judged is what comes of a batch.
type judged struct {
	parts []part
	years []string
	known []choice // the rules of its programmes
	err   error
}

// part is what is said of a programme, ready to be written.
type part struct {
	check.Summary
	hidden int
	asOf   string
	write  func() error
}

// run judges all programmes, some at once, and writes what is said of them in
// their order.
func (v *validation) run(w io.Writer) error {
	v.sheet = v.validateOptions.sheet(w)
	count := 0
	for _, b := range v.all.list {
		count += b.asked()
	}
	if count > many && v.out.format == "text" { // what another format keeps is not to be held six times
		defer debug.SetGCPercent(debug.SetGCPercent(gcMany))
	}
	v.meter = v.env.meter(count)
	defer v.meter.clear()
	workers := runtime.GOMAXPROCS(0)
	err := inOrder(len(v.all.list), workers, 4*workers, func(i int) judged { return v.judge(v.all.list[i]) }, func(i int, j judged) error {
		return v.take(v.all.list[i], j)
	})
	if err != nil {
		return err
	}
	if v.plan.year != 0 && v.total.programs == 0 && v.total.unread == 0 {
		slices.Sort(v.years)
		return noYear(v.plan.year, v.all.shown, v.years, v.all.one)
	}
	if err := v.filter.unknown(); err != nil {
		return err
	}
	v.meter.clear()
	if v.total.programs == 0 { // nothing to say that was not said
		return nil
	}
	return v.sheet.end(v.total)
}

// take writes what came of a batch.
func (v *validation) take(b *batch, j judged) error {
	v.done += b.asked()
	if unread, ok := errors.AsType[*ioError](j.err); ok {
		v.meter.clear()
		v.env.exit(unread)
		v.total.unread += b.asked()
		return nil
	}
	if j.err != nil {
		return j.err
	}
	for _, y := range j.years {
		v.years = appendNew(v.years, y)
	}
	v.filter.know(j.known)
	for _, p := range j.parts {
		v.total.programs++
		v.total.Errors, v.total.Warnings, v.total.Notes, v.total.Waived = v.total.Errors+p.Errors, v.total.Warnings+p.Warnings, v.total.Notes+p.Notes, v.total.Waived+p.Waived
		v.total.hidden += p.hidden
		if p.Errors > 0 {
			v.total.failing++
		}
		v.total.asOf = p.asOf
		v.held = append(v.held, p.write)
	}
	if v.filter.settled() {
		if v.env.OutTTY { // where the line may stand
			v.meter.clear()
		}
		for _, write := range v.held {
			if err := write(); err != nil {
				return err
			}
		}
		v.held = nil
	}
	v.meter.at(v.done)
	return nil
}

// judge judges the programmes of a batch that are asked for. Any number of
// batches may be judged at once.
func (v *validation) judge(b *batch) (out judged) {
	var programs []*loaded
	if programs, out.years, out.err = b.load(v.plan.year); out.err != nil {
		return out
	}
	var before *baseline
	for _, l := range programs {
		var day *when.Day
		asOf := ""
		if v.asOf.given() {
			d, err := v.asOf.in(l.Program.Period, v.env.today())
			if err != nil {
				return judged{err: err}
			}
			day, asOf = &d, d.String()
		}
		r, err := judgeAll(l.found, day)
		if err != nil {
			return judged{err: err}
		}
		if !v.filter.all() {
			out.known = append(out.known, rulesOf(r)...)
			v.filter.apply(r)
		}
		r.Findings = slices.DeleteFunc(r.Findings, func(d diag.Finding) bool { return !l.shows(d) })
		hidden := 0
		if v.newSince != "" && len(r.Findings) > 0 {
			if before == nil {
				if before, err = v.env.baseline(v.newSince, b); err != nil {
					return judged{err: err}
				}
			}
			n := len(r.Findings)
			if before.unchanged {
				r.Findings = nil
			} else {
				r.Findings = newOnes(r.Findings, before.findings(l, day))
			}
			hidden = n - len(r.Findings)
		}
		write, err := v.sheet.part(&judgement{r, hidden, asOf, l.Only != nil})
		if err != nil {
			return judged{err: err}
		}
		out.parts = append(out.parts, part{check.Summarise(r.Findings), hidden, asOf, write})
	}
	return out
}

// judge validates a programme that was found, with the rulebook and the prose
// that its folder holds.
func judge(f *found, asOf *when.Day) (*check.Result, error) { return f.check(asOf, false) }

// judgeAll is judge with what is wrong with the official document, which no
// calendar hangs on.
func judgeAll(f *found, asOf *when.Day) (*check.Result, error) {
	file, err := f.file(documentFile)
	if err != nil {
		return nil, err
	}
	if file == nil {
		return f.checkWith(asOf, false, file, nil)
	}
	images, done, err := f.images()
	if err != nil {
		return nil, err
	}
	defer done()
	return f.checkWith(asOf, false, file, official.Check(official.Input{Program: f.Program, File: file, FS: images}))
}

// check is [judge], by no rule if noRules is true.
func (f *found) check(asOf *when.Day, noRules bool) (*check.Result, error) {
	if noRules { // none of the errors that are looked for then is of the prose
		return f.checkWith(asOf, true, nil, nil)
	}
	file, err := f.file(documentFile)
	if err != nil {
		return nil, err
	}
	return f.checkWith(asOf, false, file, nil)
}

// checkWith is check with the prose of a programme, nil if it has none, and
// what was found already.
func (f *found) checkWith(asOf *when.Day, noRules bool, document *source.File, more []diag.Finding) (*check.Result, error) {
	in := check.Input{Program: f.Program, Findings: slices.Concat(f.Findings, more), Siblings: f.Siblings, AsOf: asOf, NoRules: noRules, Document: document}
	var err error
	if in.Rulebook, err = f.file(load.RulebookFile); err != nil {
		return nil, err
	}
	return check.Run(in), nil
}

var errNoFile = errors.New("no es un archivo")

// file reads what else the folder holds; nil if it does not hold it.
func (f *found) file(name string) (*source.File, error) {
	info, err := fs.Stat(f.FS, name)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() { // a pipe would be waited for
		return nil, &ioError{"leer", path.Join(f.Folder, name), errNoFile}
	}
	data, err := fs.ReadFile(f.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, unread(err, f.Folder)
	}
	return source.New(path.Join(f.Folder, name), data), nil
}
