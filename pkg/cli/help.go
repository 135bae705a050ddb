package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"patci/pkg/render/term"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpOptions are those of patci help.
type helpOptions struct {
	env  *Env
	root *cobra.Command
	path []string // the command asked for
}

func newHelpCmd(env *Env, run func(*helpOptions) error) *cobra.Command {
	return &cobra.Command{
		Use:     "help [ORDEN]",
		Short:   "muestra la ayuda de una orden",
		GroupID: groupTool,
		Example: example("patci help schema", "", "patci help completion", ""),
		Args:    anyArgs,
		RunE: func(c *cobra.Command, args []string) error {
			return run(&helpOptions{env, c.Root(), args})
		},
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			at, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []cobra.Completion
			for _, s := range at.Commands() {
				if !s.Hidden {
					out = append(out, cobra.CompletionWithDesc(s.Name(), s.Short))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		DisableFlagsInUseLine: true,
	}
}

func runHelp(o *helpOptions) error {
	at := o.root
	for _, word := range o.path {
		i := slices.IndexFunc(at.Commands(), func(c *cobra.Command) bool { return c.Name() == word && !c.Hidden })
		if i < 0 {
			return noCommand(at, word)
		}
		at = at.Commands()[i]
	}
	return writeHelp(o.env, at)
}

// writeHelp writes the help of a command.
func writeHelp(env *Env, c *cobra.Command) error {
	_, err := io.WriteString(env.Out, helpText(c, env.style()))
	return err
}

// The widths of the help.
const (
	helpIndent = 2
	helpLeft   = 26 // cells for names; a longer one takes a line for itself
)

// helpText is the help of a command: what it does, how it is written, what it
// knows, examples.
func helpText(c *cobra.Command, s term.Style) string {
	c.InitDefaultHelpFlag()
	var b strings.Builder
	put := func(lines ...string) {
		for _, l := range lines {
			b.WriteString(l + "\n")
		}
	}
	head := func(title string) { put(""); put(s.Flow(0, 0, term.Piece{Text: title, Tone: term.Strong})...) }
	rows := func(rows [][2]string) { put(columns(s, rows)...) }

	about := c.CommandPath() + ": " + c.Short
	put(s.Flow(0, 0, term.Piece{Text: about})...)
	if c.Long != "" {
		put("")
		for _, paragraph := range strings.Split(strings.TrimSpace(c.Long), "\n") {
			put(s.Flow(0, 0, term.Piece{Text: paragraph})...)
		}
	}
	head("Uso")
	put(s.Flow(helpIndent, 2*helpIndent, term.Piece{Text: useLine(c)})...)

	for _, g := range c.Groups() {
		if r := commandRows(c, g.ID); r != nil {
			head(g.Title)
			rows(r)
		}
	}
	if r := commandRows(c, ""); r != nil {
		head("Órdenes")
		rows(r)
	}
	if r := flagRows(ownFlags(c)); r != nil {
		head("Opciones")
		rows(r)
	}
	head("Opciones de todas las órdenes")
	rows(flagRows(c.Root().PersistentFlags()))

	if c.Example != "" {
		head("Ejemplos")
		rows(exampleRows(c))
	}
	if c == c.Root() {
		head("Variables de entorno")
		rows([][2]string{
			{"PATCI_PLAN", "carpeta del programa, si no se indica con --plan"},
			{"NO_COLOR", "con cualquier valor, sin colores"},
		})
		head("Código de salida")
		var codes [][2]string
		for i, text := range exitCodes {
			codes = append(codes, [2]string{fmt.Sprint(i), text})
		}
		rows(codes)
		put("")
		put(s.Flow(0, 0, term.Piece{Text: "La ayuda de cada orden: " + rootName + " help ORDEN"})...)
	}
	return b.String()
}

// useLine is how a command is written.
func useLine(c *cobra.Command) string {
	if c == c.Root() {
		return c.Use + " ORDEN [opciones]"
	}
	line := c.Parent().CommandPath() + " " + c.Use
	if ownFlags(c).HasAvailableFlags() {
		line += " [opciones]"
	}
	return line
}

func commandRows(c *cobra.Command, group string) (rows [][2]string) {
	for _, s := range c.Commands() {
		if !s.Hidden && s.GroupID == group {
			rows = append(rows, [2]string{s.Name(), s.Short})
		}
	}
	return rows
}

// ownFlags are the options of a command that not every command has.
func ownFlags(c *cobra.Command) *pflag.FlagSet {
	c.InheritedFlags() // brings in those of the commands above
	own, shared := pflag.NewFlagSet("", pflag.ContinueOnError), c.Root().PersistentFlags()
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if shared.Lookup(f.Name) != f {
			own.AddFlag(f)
		}
	})
	return own
}

// flagRows lists options: as written, and what they are for.
func flagRows(fs *pflag.FlagSet) (rows [][2]string) {
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		left := "--" + f.Name
		if f.Shorthand != "" {
			left = "-" + f.Shorthand + ", " + left
		}
		text := f.Usage
		if f.Value.Type() != "bool" {
			left += " " + f.Value.Type()
			if f.DefValue != "" {
				text += " (si no se indica: " + f.DefValue + ")"
			}
		}
		rows = append(rows, [2]string{left, text})
	})
	return rows
}

func exampleRows(c *cobra.Command) (rows [][2]string) {
	for line := range strings.Lines(c.Example) {
		left, right, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		rows = append(rows, [2]string{left, right})
	}
	return rows
}

// columns sets two columns, the right one wrapped. A name too long for the
// left one takes a line for itself.
func columns(s term.Style, rows [][2]string) (lines []string) {
	left := 0
	for _, r := range rows {
		if w := term.Width(r[0]); w <= max(helpLeft, s.Width/3) {
			left = max(left, w)
		}
	}
	const gap = 2
	at := helpIndent + left + gap
	for _, r := range rows {
		if r[1] == "" {
			lines = append(lines, s.Flow(helpIndent, 2*helpIndent, term.Piece{Text: r[0]})...)
			continue
		}
		name := strings.Repeat(" ", helpIndent) + r[0]
		if term.Width(name) > at-gap || s.Width > 0 && s.Width-at < 20 {
			lines = append(lines, s.Flow(helpIndent, 2*helpIndent, term.Piece{Text: r[0]})...)
			indent := min(at, 3*helpIndent)
			lines = append(lines, s.Flow(indent, indent, term.Piece{Text: r[1]})...)
			continue
		}
		for i, l := range s.Flow(at, at, term.Piece{Text: r[1]}) {
			if i == 0 {
				l = term.Pad(name, at, false) + strings.TrimLeft(l, " ")
			}
			lines = append(lines, l)
		}
	}
	return lines
}
