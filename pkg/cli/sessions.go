package cli

import (
	"strings"

	"patci/pkg/program"

	"github.com/spf13/cobra"
)

// sessionNoun is what such an option takes.
var sessionNoun = noun{word: "sesión", feminine: true, where: "«patci calendar --kind session» enumera las que hay"}

// addSession gives c an option that takes a session, and completes to those of
// the programme that the other options choose.
func addSession(env *Env, c *cobra.Command, to *string, name string, plan *planFlags, asOf *dayFlag, doc string) {
	addText(c, to, name, "SESIÓN", doc)
	complete(c, name, func(*cobra.Command, []string, string) []string {
		f, err := env.one(*plan, asOf)
		if err != nil {
			return nil
		}
		return described(sessionChoices(f.Program))
	})
}

// sessionChoices are the sessions of a programme, each with the words by which
// people call it: its id with the programme's key before it, or with the short
// name of its body for the id; «20.ª del Pleno», «Vigésima Sesión Ordinaria del
// Pleno».
func sessionChoices(p *program.Program) []choice {
	var out []choice
	for _, s := range p.Sessions {
		c := choice{name: s.ID(), doc: s.Heading(), es: []string{p.Key() + ":" + s.ID()}}
		add := func(words ...string) { c.es = append(c.es, words...) }
		for _, a := range append([]program.Text{s.Short}, s.Aliases...) {
			add(a.Value)
		}
		if b := p.Body(s.Body); b != nil {
			c.doc += " " + b.Of()
			rest := strings.TrimPrefix(s.ID(), s.Body+"/")
			for _, name := range []string{b.ID.Value, b.Short.Value, b.Name.Value} {
				if name == "" {
					continue
				}
				add(name+"/"+rest, name+" "+rest)
				if s.KindOf() == "extraordinary" {
					n := strings.TrimPrefix(rest, "ext/")
					add(name+"/extraordinaria/"+n, name+"/extraordinary/"+n, name+" extraordinaria "+n)
				}
			}
			for _, a := range []string{".ª", "ª", "a"} {
				name := strings.ReplaceAll(s.Figure(), ".ª", a) + " " + b.Of()
				add(name, "la "+name)
			}
			add(s.Heading()+" "+b.Of(), "la "+s.Heading()+" "+b.Of())
		}
		out = append(out, c)
	}
	return out
}

// session returns the id of the session that a word stands for in a programme.
func session(p *program.Program, word string) (string, error) {
	choices := sessionChoices(p)
	if len(choices) == 0 {
		return "", usagef("el programa «%s» no tiene sesiones", p.Folder)
	}
	return pick(word, sessionNoun, choices)
}
