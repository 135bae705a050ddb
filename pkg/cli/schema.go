package cli

import (
	"io"
	"io/fs"
	"slices"
	"strings"

	"patci/pkg/load"
	"patci/pkg/rulebook"
	"patci/schema"

	"github.com/spf13/cobra"
)

// schemaOptions are those of patci schema.
type schemaOptions struct {
	env  *Env
	name string // "" lists them
	out  outputOptions
}

// The schemas that are made of the tables of keys, not read from a file.
const (
	programSchema  = "program"
	rulebookSchema = "rulebook"
)

func newSchemaCmd(env *Env, run func(*schemaOptions) error) *cobra.Command {
	o := &schemaOptions{env: env}
	c := &cobra.Command{
		Use:   "schema [NOMBRE]",
		Short: "imprime un esquema JSON, o enumera los que hay",
		Long: "Con el esquema «program», un editor como VS Code completa y revisa las claves de un programa mientras se escribe. " +
			"La primera línea de cada archivo le dice dónde está:\n" +
			"# yaml-language-server: $schema=../../schema/program.schema.json",
		GroupID: groupTool,
		Example: example(
			"patci schema", "enumera los esquemas",
			"patci schema program", "el de un archivo de un programa",
			"patci schema program -o schema/program.schema.json", "lo guarda para el editor"),
		Args: upTo(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.name = args[0]
			}
			if err := o.out.settle(env); err != nil {
				return err
			}
			return run(o)
		},
		ValidArgsFunction:     fixedArgs(schemas()),
		DisableFlagsInUseLine: true,
	}
	addOutput(c, &o.out, format{choice: choice{name: "json"}})
	return c
}

func runSchema(o *schemaOptions) error {
	if o.name == "" {
		return output(o.env, &o.out, func(w io.Writer) error {
			var rows [][2]string
			for _, c := range schemas() {
				rows = append(rows, [2]string{c.name, c.doc})
			}
			_, err := io.WriteString(w, strings.Join(columns(o.out.style(o.env), rows), "\n")+"\n")
			return err
		})
	}
	name, err := pick(o.name, noun{word: "esquema"}, schemas())
	if err != nil {
		return err
	}
	var data []byte
	switch name {
	case programSchema:
		data = load.Schema()
	case rulebookSchema:
		data = rulebook.Schema()
	default:
		if data, err = schema.Files.ReadFile(name + schema.Suffix); err != nil {
			return err
		}
	}
	return output(o.env, &o.out, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// schemas lists the schemas that there are.
func schemas() []choice {
	out := []choice{
		{programSchema, "los archivos .yaml de un programa", []string{"programa"}},
		{rulebookSchema, "rulebook.yaml, el marco normativo", []string{"marco", "reglas"}},
	}
	docs := map[string]choice{
		"calendar":   {doc: "lo que escribe patci calendar --format json", es: []string{"calendario"}},
		"validate":   {doc: "lo que escribe patci validate --format json", es: []string{"validacion"}},
		"report":     {doc: "lo que escribe patci report --format json", es: []string{"informe"}},
		"rules_test": {doc: "lo que escribe patci rules test --format json"},
		"next":       {doc: "lo que escribe patci next --format json"},
		"suggest":    {doc: "lo que escribe patci suggest --format json"},
		"diff":       {doc: "lo que escribe patci diff --format json"},
	}
	files, _ := fs.Glob(schema.Files, "*"+schema.Suffix) // the pattern is right
	for _, f := range files {
		name := strings.TrimSuffix(f, schema.Suffix)
		if !slices.ContainsFunc(out, func(c choice) bool { return c.name == name }) {
			c := docs[name]
			c.name = name
			out = append(out, c)
		}
	}
	return out
}
