package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// probes are the commands of patci and a few that show what the frame gives to
// a command, so that scripts can test it through a whole program.
func probes(env *Env) []*cobra.Command {
	return append(commands(env), probeOne(env), probeAll(env), probeValues(env), probeWrite(env))
}

func tell(w io.Writer, f *found) {
	fmt.Fprintf(w, "%s %s\n", f.Folder, f.Program.Key())
	for _, s := range f.Siblings {
		fmt.Fprintf(w, "  junto a %s\n", s.Folder)
	}
	for _, file := range f.Program.Files {
		if f.Only[file.Name] {
			fmt.Fprintf(w, "  solo %s\n", file.Name)
		}
	}
}

func probeOne(env *Env) *cobra.Command {
	var plan planFlags
	var asOf dayFlag
	c := &cobra.Command{Use: "uno", Short: "un programa", Example: "patci uno", GroupID: groupTool, Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			f, err := env.one(plan, &asOf)
			if err != nil {
				return err
			}
			tell(env.Out, f)
			fmt.Fprintf(env.Out, "  al %s\n", f.AsOf)
			return nil
		}}
	addPlan(c, &plan)
	addAsOf(c, &asOf, "si no se indica, hoy")
	return c
}

func probeAll(env *Env) *cobra.Command {
	var plan planFlags
	c := &cobra.Command{Use: "todos [CARPETA|ARCHIVO]…", Short: "varios programas", Example: "patci todos", GroupID: groupTool, Args: anyArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			all, err := env.all(args, plan)
			for _, f := range all {
				tell(env.Out, f)
			}
			return err
		}}
	addPlan(c, &plan)
	return c
}

var probeKinds = []choice{
	{"session", "sesiones", []string{"sesión"}},
	{"activity", "actividades", []string{"actividad"}},
	{"observance", "días conmemorativos", []string{"día conmemorativo"}},
}

func probeValues(env *Env) *cobra.Command {
	var (
		kinds, ids []string
		view       = "month"
		from, to   dayFlag
		month      monthFlag
		plan       planFlags
		strict     bool
		days       int
	)
	c := &cobra.Command{Use: "valores", Short: "valores de opciones", Example: "patci valores", GroupID: groupTool, Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			f, err := env.one(plan, &to)
			if err != nil {
				return err
			}
			ids, err := bodies(f.Program, ids)
			if err != nil {
				return err
			}
			fmt.Fprintf(env.Out, "kinds=%v bodies=%v view=%s strict=%v days=%d", kinds, ids, view, strict, days)
			if month.given() {
				r := month.in(f.Program.Period)
				fmt.Fprintf(env.Out, " month=%s..%s", r.First, r.Last)
			}
			if from.given() {
				d, err := from.in(f.Program.Period, env.today())
				if err != nil {
					return err
				}
				fmt.Fprintf(env.Out, " from=%s", d)
			}
			if to.given() {
				fmt.Fprintf(env.Out, " to=%s", f.AsOf)
			}
			fmt.Fprintln(env.Out)
			return nil
		}}
	addPlan(c, &plan)
	addBodies(env, c, &ids, &plan, &to)
	addEnums(c, &kinds, "kind", noun{word: "clase", feminine: true}, probeKinds, "solo esas clases de entrada")
	addEnum(c, &view, "view", noun{word: "vista", feminine: true}, []choice{{"week", "por semana", []string{"semana"}}, {"month", "por mes", []string{"mes"}}}, "cómo se ordena")
	addDay(c, &from, "from", firstDay, "desde ese día")
	addDay(c, &to, "to", lastDay, "hasta ese día")
	addMonth(c, &month, "solo ese mes")
	addBool(c, &strict, "strict", "", "falla también con advertencias")
	addInt(c, &days, "days", "DÍAS", 1, 366, "cuántos días")
	return c
}

func probeWrite(env *Env) *cobra.Command {
	var (
		out  outputOptions
		fail string
		size int
	)
	c := &cobra.Command{Use: "escribe", Short: "escribe", Example: "patci escribe", GroupID: groupTool, Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := out.settle(env); err != nil {
				return err
			}
			err := output(env, &out, func(w io.Writer) error {
				if fail == "antes" {
					return errors.New("algo falló")
				}
				fmt.Fprintf(w, "formato %s\n%s", out.format, strings.Repeat("relleno\n", size))
				return nil
			})
			if err == nil && fail == "después" {
				return errFindings
			}
			return err
		}}
	addOutput(c, &out,
		format{choice: choice{"table", "para leer", []string{"tabla"}}, extensions: []string{"txt"}},
		format{choice: choice{name: "json"}},
		format{choice: choice{name: "markdown"}, extensions: []string{"md", "markdown"}},
		format{choice: choice{name: "docx", doc: "Word", es: []string{"word"}}, binary: true})
	addText(c, &fail, "fail", "CUÁNDO", "falla antes o después de escribir")
	addInt(c, &size, "size", "LÍNEAS", 0, 1000000, "cuánto escribe")
	return c
}
