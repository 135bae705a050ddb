package cli

import (
	"patci/pkg/program"

	"github.com/spf13/cobra"
)

// addBodies gives c the option --body, which completes to the bodies of the
// programme that the other options choose.
func addBodies(env *Env, c *cobra.Command, to *[]string, plan *planFlags, asOf *dayFlag) {
	addTexts(c, to, "body", "ÓRGANO", "solo esos órganos, por su identificador o su nombre corto")
	complete(c, "body", func(*cobra.Command, []string, string) []string {
		f, err := env.one(*plan, asOf)
		if err != nil {
			return nil
		}
		return described(bodyChoices(f.Program))
	})
}

func bodyChoices(p *program.Program) []choice {
	var out []choice
	for _, b := range p.Bodies {
		c := choice{name: b.ID.Value, doc: b.Label(), es: []string{b.Short.Value, b.Name.Value}}
		for _, a := range b.Aliases {
			c.es = append(c.es, a.Value)
		}
		out = append(out, c)
	}
	return out
}

// bodies returns the ids of the bodies that words stand for in a programme.
func bodies(p *program.Program, words []string) ([]string, error) {
	var out []string
	choices := bodyChoices(p)
	if len(words) > 0 && len(choices) == 0 {
		return nil, usagef("el programa «%s» no tiene órganos", p.Folder)
	}
	for _, w := range words {
		id, err := pick(w, noun{word: "órgano"}, choices)
		if err != nil {
			return nil, err
		}
		out = appendNew(out, id)
	}
	return out, nil
}
