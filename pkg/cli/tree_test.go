package cli

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"patci/pkg/render/term"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// testEnv is a world of its own: 30 June 2022, no terminal, no environment.
func testEnv(t *testing.T) (env *Env, out, errOut *strings.Builder) {
	t.Helper()
	out, errOut = &strings.Builder{}, &strings.Builder{}
	return &Env{
		In: strings.NewReader(""), Out: out, Err: errOut,
		Now:    func() time.Time { return time.Date(2022, 6, 30, 18, 0, 0, 0, time.UTC) },
		Getenv: func(string) string { return "" },
		Dir:    t.TempDir(), Version: "1.2.3",
	}, out, errOut
}

func tree(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, s := range c.Commands() {
		all = append(all, tree(s)...)
	}
	return all
}

// english finds what cobra and pflag would say by themselves.
var english = regexp.MustCompile(`(?i)\b(usage|flags|default|unknown|required|invalid|available|commands?|aliases|examples?|global|strings?|ints?|stringarray|duration|argument|needs|parsing|syntax|shorthand|show|prints?|the|for)\b`)

// leftovers returns the English words of a text, names of options and commands
// aside.
func leftovers(text string) []string {
	text = regexp.MustCompile(`--[a-z-]+|«[^»]*»|\$schema[^ ]*|\bschema/\S+|Out-String`).ReplaceAllString(text, "")
	return english.FindAllString(text, -1)
}

// TestTree holds every command to the rules of the house.
func TestTree(t *testing.T) {
	env, _, _ := testEnv(t)
	root := newRoot(env, probes(env))
	seen := 0
	for _, c := range tree(root) {
		seen++
		t.Run(c.CommandPath(), func(t *testing.T) {
			if c.Args == nil {
				t.Error("Args is not set: it would take anything")
			}
			if c.RunE == nil {
				t.Error("no RunE: cobra would show help and exit 0 whatever it is given")
			}
			if c.Parent() == root && c.GroupID == "" {
				t.Error("no GroupID")
			}
			sentence(t, "Short", c.Short)
			if strings.TrimSpace(c.Example) == "" {
				t.Error("no examples")
			}
			for _, r := range exampleRows(c) {
				if !strings.HasPrefix(r[0], "patci") {
					t.Errorf("example %q does not begin with patci", r[0])
				}
				if r[1] != "" {
					sentence(t, "example", r[1])
				}
			}
			c.Flags().VisitAll(func(f *pflag.Flag) {
				sentence(t, "--"+f.Name, f.Usage)
				switch typ := f.Value.Type(); {
				case typ == "bool":
					if _, own := f.Value.(boolFlag); !own {
						t.Errorf("--%s has pflag's bool, whose errors are English; use addBool", f.Name)
					}
				case typ != strings.ToUpper(typ):
					t.Errorf("--%s: its value is called %q in the help; use one of this package's values", f.Name, typ)
				}
			})
			text := helpText(c, term.Style{Width: 100})
			if words := leftovers(text); words != nil {
				t.Errorf("English in the help: %q\n%s", words, text)
			}
			for _, width := range []int{1, 20, 40, 60, 80, 200} {
				for line := range strings.Lines(helpText(c, term.Style{Width: width})) {
					if w := term.Width(strings.TrimSuffix(line, "\n")); w > width && width > 8 {
						t.Errorf("%d cells in a terminal of %d: %q", w, width, line)
					}
				}
			}
			if plain, painted := helpText(c, term.Style{Width: 80}), helpText(c, term.Style{Width: 80, Color: true}); plain == painted {
				t.Error("no colour in the help on a terminal")
			}
		})
	}
	if seen < 8 {
		t.Errorf("only %d commands were seen", seen)
	}
}

// sentence checks that a text for people is lower case and has no full stop.
func sentence(t *testing.T, what, text string) {
	t.Helper()
	if text == "" {
		t.Errorf("%s says nothing", what)
		return
	}
	if r := []rune(text)[0]; unicode.IsUpper(r) || strings.HasSuffix(text, ".") {
		t.Errorf("%s: lower case and no full stop, please: %q", what, text)
	}
}

// TestExamples reads every example as a shell would and checks that its
// options are understood.
func TestExamples(t *testing.T) {
	env, _, _ := testEnv(t)
	for _, c := range tree(newRoot(env, commands(env))) {
		for _, r := range exampleRows(c) {
			line, _, _ := strings.Cut(r[0], " > ")
			line, _, _ = strings.Cut(line, " | ")
			args := strings.Fields(line)[1:]
			root := newRoot(env, commands(env)) // options keep their values
			at, rest, err := root.Find(args)
			if err != nil {
				t.Errorf("%s: %v", r[0], err)
				continue
			}
			if at == root && len(rest) > 0 && spanish[rest[0]] != nil {
				t.Logf("%s: a command still to be written", r[0])
				continue
			}
			if err := at.ParseFlags(unquote(rest)); err != nil {
				t.Errorf("%s: %v", r[0], err)
			} else if err := at.ValidateArgs(at.Flags().Args()); err != nil {
				t.Errorf("%s: %v", r[0], err)
			}
		}
	}
}

// unquote joins words that stand between quotes.
func unquote(words []string) (out []string) {
	open := false
	for _, w := range words {
		bare := strings.NewReplacer(`"`, "", `'`, "", "«", "", "»", "").Replace(w)
		if open {
			out[len(out)-1] += " " + bare
		} else {
			out = append(out, bare)
		}
		if (strings.Count(w, `"`)+strings.Count(w, `'`))%2 == 1 {
			open = !open
		}
	}
	return out
}

// TestWrongUse holds every message about wrong use to Spanish and exit code 2.
func TestWrongUse(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"esquema", "no existe la orden «esquema»; ¿quiso decir «schema»?"},
		{"VERSION", "no existe la orden «VERSION»; ¿quiso decir «version»?"},
		{"ayuda", "no existe la orden «ayuda»; ¿quiso decir «help»?"},
		{"comp", "no existe la orden «comp»; ¿quiso decir «completion»?"},
		{"xyzzy --que", "no existe la orden «xyzzy»; «patci help» las enumera"},
		{"help xyzzy", "no existe la orden «xyzzy»; «patci help» las enumera"},
		{"help schema nada", "no existe la orden «nada»; «patci help» las enumera"},
		{"help esquema", "no existe la orden «esquema»; ¿quiso decir «schema»?"},
		{"-- xyzzy", "no existe la orden «xyzzy»; «patci help» las enumera"},
		{"--versoin", "no existe la opción «--versoin»; ¿quiso decir «--version»?"},
		{"--nada", "no existe la opción «--nada» en «patci»; vea «patci --help»"},
		{"valores --mes abril", "no existe la opción «--mes»; ¿quiso decir «--month»?"},
		{"valores --desde abril", "no existe la opción «--desde»; ¿quiso decir «--from»?"},
		{"valores --año 2022", "no existe la opción «--año»; ¿quiso decir «--year»?"},
		{"valores --ayuda", "no existe la opción «--ayuda»; ¿quiso decir «--help»?"},
		{"valores -month abril", "no existe la opción «-month»; ¿quiso decir «--month»?"},
		{"valores -mes=abril", "no existe la opción «-mes=abril»; ¿quiso decir «--month»?"},
		{"valores -x", "no existe la opción «-x» en «patci valores»; vea «patci valores --help»"},
		{"valores -ñ", "no existe la opción «-ñ» en «patci valores»; vea «patci valores --help»"},
		{"valores --=x", "la opción «--=x» está mal escrita; el nombre va después de dos guiones, como en --plan CARPETA"},
		{"valores --month", "--month necesita un valor: --month MES"},
		{"valores --month=", "--month necesita un valor: --month MES"},
		{"valores --month abrul", "no existe el mes «abrul»; ¿quiso decir «abril»?"},
		{"valores --month 13", "no existe el mes «13»; son del 1 al 12"},
		{"valores --month xyz", "no existe el mes «xyz»; escriba por ejemplo «abril», «4» o «2022-04»"},
		{"valores --month 2022", "«2022» no es un mes; escriba por ejemplo «abril», «4» o «2022-04»"},
		{"valores --month marzo-abril", "«marzo-abril» no es un mes; escriba por ejemplo «abril», «4» o «2022-04»"},
		{"valores --year doce", "el valor «doce» no sirve para --year: escriba un número entero de 1900 a 2999"},
		{"valores --year 22", "el valor «22» no sirve para --year: debe estar entre 1900 y 2999"},
		{"valores --days 99999999999999999999", "el valor «99999999999999999999» no sirve para --days: debe estar entre 1 y 366"},
		{"valores --days 1.5", "el valor «1.5» no sirve para --days: escriba un número entero de 1 a 366"},
		{"valores --strict=quizá", "el valor «quizá» no sirve para --strict: se usa sin valor, o con «=sí» o «=no»"},
		{"valores --help=quizá", "el valor «quizá» no sirve para --help: se usa sin valor, o con «=sí» o «=no»"},
		{"valores --kind sesion,feriado", "no existe la clase «feriado»; elija session, activity u observance"},
		{"valores --kind sesiom", "no existe la clase «sesiom»; ¿quiso decir «session»?"},
		{"valores --kind ,", "no existe la clase «»; elija session, activity u observance"},
		{"valores --view semanaa", "no existe la vista «semanaa»; ¿quiso decir «week»?"},
		{"valores --plan=", "--plan necesita un valor: --plan CARPETA"},
		{"valores --color azul", "no existe el modo «azul»; elija auto, always o never"},
		{"valores sobra", "sobra «sobra»; el uso es: patci valores [opciones]"},
		{"version sobra", "sobra «sobra»; el uso es: patci version"},
		{"schema program de más", "sobra «de»; el uso es: patci schema [NOMBRE] [opciones]"},
		{"schema programm", "no existe el esquema «programm»; ¿quiso decir «program»?"},
		{"completion", "falta la consola (bash, zsh, fish o powershell); el uso es: patci completion CONSOLA"},
		{"completion tcsh", "no existe la consola «tcsh»; elija bash, zsh, fish o powershell"},
		{"completion bash zsh", "sobra «zsh»; el uso es: patci completion CONSOLA"},
		{"escribe --format pdf", "no existe el formato «pdf»; elija table, json, markdown o docx"},
		{"escribe -o x.xlsx", "no se conoce el formato de «x.xlsx»; la extensión puede ser .txt, .json, .md, .markdown o .docx, o elija uno con --format"},
		{"uno --as-of", "--as-of necesita un valor: --as-of DÍA"},
		{"uno --plan x\x1b[31m", "no existe «x␛[31m»"},
	} {
		env, out, errOut := testEnv(t)
		if code := env.main(strings.Fields(test.args), probes); code != exitUsage {
			t.Errorf("%s: exit code %d\n%s", test.args, code, errOut)
		}
		if got := strings.TrimSuffix(errOut.String(), "\n"); got != "patci: "+test.want {
			t.Errorf("%s\n got %s\nwant patci: %s", test.args, got, test.want)
		}
		if words := leftovers(errOut.String()); words != nil {
			t.Errorf("%s: English: %q in %s", test.args, words, errOut)
		}
		if out.Len() > 0 {
			t.Errorf("%s: wrote %q", test.args, out)
		}
	}
}

// TestOptionBeforeCommand checks that options may stand before the command.
func TestOptionBeforeCommand(t *testing.T) {
	for _, args := range []string{"--color never version", "--color=never version", "version --color nunca", "version --color NUNCA"} {
		env, out, errOut := testEnv(t)
		if code := env.main(strings.Fields(args), commands); code != exitOK || !strings.HasPrefix(out.String(), "patci 1.2.3 ") {
			t.Errorf("%s: %d, %s%s", args, code, out, errOut)
		}
	}
}

// TestEnvOnly checks that two runs in one process share nothing.
func TestEnvOnly(t *testing.T) {
	env, out, _ := testEnv(t)
	env.main([]string{"--color", "always", "help"}, commands)
	if !strings.Contains(out.String(), "\x1b[") {
		t.Error("--color always gave no colour")
	}
	env, out, _ = testEnv(t)
	env.main([]string{"help"}, commands)
	if strings.Contains(out.String(), "\x1b[") {
		t.Error("--color of another run was remembered")
	}
}
