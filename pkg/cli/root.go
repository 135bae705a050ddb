package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
)

const rootName = "patci"

// The groups of commands in the help.
const (
	groupRead  = "consultar"
	groupRules = "reglas"
	groupWrite = "escribir"
	groupTool  = "herramienta"
)

// commands lists every command. This is the one place to add one.
func commands(env *Env) []*cobra.Command {
	return []*cobra.Command{
		newValidateCmd(env, runValidate),
		newCalendarCmd(env, runCalendar),
		newReportCmd(env, runReport),
		newNextCmd(env, runNext),
		newDocumentCmd(env, runDocument),
		newRulesCmd(env, runRules),
		newExplainCmd(env, runExplain),
		newSchemaCmd(env, runSchema),
		newCompletionCmd(env, runCompletion),
		newVersionCmd(env, runVersion),
	}
}

// Main runs the program with the arguments that follow its name and returns
// its exit code.
func Main(env Env, args []string) int {
	return env.main(args, commands)
}

func (e *Env) main(args []string, commands func(*Env) []*cobra.Command) int {
	out := &sticky{w: e.Out}
	e.Out = out
	err := execute(newRoot(e, commands(e)), args)
	if out.err != nil && (err == nil || errors.Is(err, errFindings) || errors.Is(err, out.err)) {
		err = &ioError{verb: "escribir", err: out.err}
	}
	return e.exit(err)
}

func execute(root *cobra.Command, args []string) error {
	// Before cobra looks at the options, lest it complains of those of a
	// command that it does not know.
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' && !strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		if c, _, err := root.Find(args); err == nil && c == root {
			return noCommand(root, args[0])
		}
	}
	root.SetArgs(args)
	return root.Execute()
}

// newRoot builds the whole tree of commands around an Env.
func newRoot(env *Env, commands []*cobra.Command) *cobra.Command {
	var help, version bool
	root := &cobra.Command{
		Use:   rootName,
		Short: "lleva el programa anual de trabajo de un órgano colegiado: lo revisa contra la ley, imprime su calendario y mide su avance",
		Example: example(
			"patci validate", "revisa todos los programas de plan/",
			"patci calendar --month abril", "qué hay en abril",
			"patci calendar --plan ejemplo", "con el programa que viene incluido"),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return noCommand(c, args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error {
			if version {
				return runVersion(&versionOptions{env: env})
			}
			return c.Help()
		},
		SilenceErrors:         true,
		SilenceUsage:          true,
		DisableSuggestions:    true,
		DisableFlagsInUseLine: true,
		CompletionOptions:     cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.AddGroup(
		&cobra.Group{ID: groupRead, Title: "Revisar y consultar"},
		&cobra.Group{ID: groupRules, Title: "El marco normativo"},
		&cobra.Group{ID: groupWrite, Title: "Preparar y escribir"},
		&cobra.Group{ID: groupTool, Title: "La herramienta"},
	)
	addBoolTo(root.Flags(), &version, "version", "", "muestra la versión")
	env.color = "auto"
	when := []choice{
		{"auto", "si se escribe en una terminal", []string{"automático", "automatica"}},
		{"always", "siempre", []string{"siempre", "si", "yes"}},
		{"never", "nunca", []string{"nunca", "no"}},
	}
	all := root.PersistentFlags()
	all.Var(enumFlag{&env.color, noun{word: "modo"}, when}, "color", "usa colores: auto (en una terminal), always (siempre) o never (nunca)")
	completeWith(root, "color", when)
	addBoolTo(all, &help, "help", "h", "muestra esta ayuda")
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	root.SetIn(env.In)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { writeHelp(env, c) })
	root.SetUsageFunc(func(c *cobra.Command) error { return writeHelp(env, c) })
	root.AddCommand(commands...)
	root.SetHelpCommand(newHelpCmd(env, runHelp))
	root.InitDefaultHelpCmd() // now, so that it is found like any other
	return root
}

// example joins pairs of a command line and what it is for, as writeHelp takes
// them.
func example(pairs ...string) string {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		b.WriteString(pairs[i] + "\t" + pairs[i+1] + "\n")
	}
	return b.String()
}
