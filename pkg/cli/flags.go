package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"patci/pkg/near"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The values of options. pflag's own say what they want in English, so each
// kind is made here; Type is what stands for the value in the help.

// choice is one of the words that an option takes. One slice of choices gives
// an option its help, its check, its completion and its Spanish words.
type choice struct {
	name string   // as written and as the program knows it
	doc  string   // what it is, for people
	es   []string // other words for it
}

// noun is what an option's words are called.
type noun struct {
	word     string // formato
	feminine bool
	where    string // where its words are listed, if there are many: «vea patci rules»
}

// ruleNoun is what is explained or asked for by --rule.
var ruleNoun = noun{word: "regla", feminine: true, where: "«patci rules» enumera las que hay"}

func (n noun) article() string {
	if n.feminine {
		return "la "
	}
	return "el "
}

// enumerable is how many choices an error enumerates; of more it tells where
// they are.
const enumerable = 20

// pick returns the name that a word stands for among choices.
func pick(word string, n noun, choices []choice) (string, error) {
	var all []string
	of := map[string]string{}
	for _, c := range choices { // a name before another's other words
		if fold(c.name) == fold(word) {
			return c.name, nil
		}
	}
	for _, c := range choices {
		for _, w := range append([]string{c.name}, c.es...) {
			f := fold(w)
			if f == fold(word) {
				return c.name, nil
			}
			if f != "" && of[f] == "" {
				of[f] = c.name
				all = append(all, f)
			}
		}
	}
	if w, ok := near.Word(fold(word), all); ok {
		return "", usagef("no existe %s%s «%s»; ¿quiso decir «%s»?", n.article(), n.word, word, of[w])
	}
	if len(choices) > enumerable && n.where != "" {
		return "", usagef("no existe %s%s «%s»; %s", n.article(), n.word, word, n.where)
	}
	return "", usagef("no existe %s%s «%s»; elija %s", n.article(), n.word, word, either(names(choices)))
}

func names(choices []choice) []string {
	var out []string
	for _, c := range choices {
		out = append(out, c.name)
	}
	return out
}

// either lists words: «table, json o csv».
func either(words []string) string { return listed(words, "o") }

// both lists words: «2022 y 2023».
func both(words []string) string { return listed(words, "y") }

func listed(words []string, and string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := words[len(words)-1]
	if f := fold(last); and == "o" && strings.HasPrefix(f, "o") {
		and = "u"
	} else if and == "y" && strings.HasPrefix(f, "i") {
		and = "e"
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + and + " " + last
}

// enumFlag is an option that takes one of some words.
type enumFlag struct {
	to      *string
	noun    noun
	choices []choice
}

func (f enumFlag) String() string {
	if f.to == nil {
		return ""
	}
	return *f.to
}
func (f enumFlag) Type() string { return strings.ToUpper(f.noun.word) }
func (f enumFlag) Set(s string) (err error) {
	name, err := pick(s, f.noun, f.choices)
	if err == nil {
		*f.to = name
	}
	return err
}

// addEnum gives c an option that takes one of choices; *to holds the one that
// applies where none is given.
func addEnum(c *cobra.Command, to *string, name string, n noun, choices []choice, doc string) {
	c.Flags().Var(enumFlag{to, n, choices}, name, doc+": "+either(names(choices)))
	completeWith(c, name, choices)
}

// enumsFlag is an option that takes several of some words.
type enumsFlag struct {
	to      *[]string
	noun    noun
	choices []choice
}

func (f enumsFlag) String() string {
	if f.to == nil {
		return ""
	}
	return strings.Join(*f.to, ",")
}
func (f enumsFlag) Type() string { return strings.ToUpper(f.noun.word) + ",…" }
func (f enumsFlag) Set(s string) error {
	for w := range strings.SplitSeq(s, ",") {
		name, err := pick(w, f.noun, f.choices)
		if err != nil {
			return err
		}
		*f.to = appendNew(*f.to, name)
	}
	return nil
}

// addEnums gives c an option that takes several of choices, with commas or
// repeated; an empty *to is all of them.
func addEnums(c *cobra.Command, to *[]string, name string, n noun, choices []choice, doc string) {
	c.Flags().Var(enumsFlag{to, n, choices}, name, doc+": "+either(names(choices)))
	completeWith(c, name, choices)
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// textFlag is an option that takes any text but none.
type textFlag struct {
	to   *string
	kind string
}

func (f textFlag) String() string {
	if f.to == nil {
		return ""
	}
	return *f.to
}
func (f textFlag) Type() string { return f.kind }
func (f textFlag) Set(s string) error {
	if s == "" {
		return errEmpty
	}
	*f.to = s
	return nil
}

// errEmpty is an option that was given nothing.
var errEmpty = errors.New("falta el valor")

// addText gives c an option that takes a text, called kind in the help.
func addText(c *cobra.Command, to *string, name, kind, doc string) {
	c.Flags().Var(textFlag{to, kind}, name, doc)
}

// textsFlag is an option that takes several texts.
type textsFlag struct {
	to   *[]string
	kind string
}

func (f textsFlag) String() string {
	if f.to == nil {
		return ""
	}
	return strings.Join(*f.to, ",")
}
func (f textsFlag) Type() string { return f.kind + ",…" }
func (f textsFlag) Set(s string) error {
	for w := range strings.SplitSeq(s, ",") {
		if w = strings.TrimSpace(w); w == "" {
			return errEmpty
		}
		*f.to = appendNew(*f.to, w)
	}
	return nil
}

// addTexts gives c an option that takes several texts, with commas or repeated.
func addTexts(c *cobra.Command, to *[]string, name, kind, doc string) {
	c.Flags().Var(textsFlag{to, kind}, name, doc)
}

// intFlag is an option that takes a whole number.
type intFlag struct {
	to       *int
	kind     string
	min, max int
}

func (f intFlag) String() string {
	if f.to == nil || *f.to == 0 {
		return ""
	}
	return strconv.Itoa(*f.to)
}
func (f intFlag) Type() string { return f.kind }
func (f intFlag) Set(s string) error {
	if s == "" {
		return errEmpty
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return fmt.Errorf("escriba un número entero de %d a %d", f.min, f.max)
	}
	if err != nil || n < f.min || n > f.max {
		return fmt.Errorf("debe estar entre %d y %d", f.min, f.max)
	}
	*f.to = n
	return nil
}

// addInt gives c an option that takes a number from low to high; 0 in *to is
// none given.
func addInt(c *cobra.Command, to *int, name, kind string, low, high int, doc string) {
	c.Flags().Var(intFlag{to, kind, low, high}, name, doc)
}

// boolFlag is an option that is given or not.
type boolFlag struct{ to *bool }

func (f boolFlag) String() string   { return strconv.FormatBool(f.to != nil && *f.to) }
func (f boolFlag) Type() string     { return "bool" } // cobra asks for --help by this name
func (f boolFlag) IsBoolFlag() bool { return true }
func (f boolFlag) Set(s string) error {
	switch fold(s) {
	case "true", "si", "1":
		*f.to = true
	case "false", "no", "0":
		*f.to = false
	default:
		return errors.New("se usa sin valor, o con «=sí» o «=no»")
	}
	return nil
}

// addBool gives c an option that takes no value.
func addBool(c *cobra.Command, to *bool, name, short, doc string) {
	addBoolTo(c.Flags(), to, name, short, doc)
}

func addBoolTo(fs *pflag.FlagSet, to *bool, name, short, doc string) {
	fs.VarPF(boolFlag{to}, name, short, doc).NoOptDefVal = "true"
}

// flagError says in Spanish what is wrong with an option.
func flagError(c *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		syntax  *pflag.InvalidSyntaxError
		own     *usageError
	)
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(c, unknown)
	case errors.As(err, &bare):
		return usagef("--%s necesita un valor: --%s %s", bare.GetFlag().Name, bare.GetFlag().Name, bare.GetFlag().Value.Type())
	case errors.As(err, &invalid):
		name := "--" + invalid.GetFlag().Name
		switch {
		case errors.Is(err, errEmpty):
			return usagef("%s necesita un valor: %s %s", name, name, invalid.GetFlag().Value.Type())
		case errors.As(invalid.Unwrap(), &own): // says it all
			return own
		}
		return usagef("el valor «%s» no sirve para %s: %v", invalid.GetValue(), name, invalid.Unwrap())
	case errors.As(err, &syntax):
		return usagef("la opción «%s» está mal escrita; el nombre va después de dos guiones, como en --plan CARPETA", syntax.GetSpecifiedFlag())
	}
	return usagef("no se entendieron las opciones: %v", err)
}

func unknownFlag(c *cobra.Command, e *pflag.NotExistError) error {
	written, word := "--"+e.GetSpecifiedName(), e.GetSpecifiedName()
	if all := e.GetSpecifiedShortnames(); all != "" { // -x, -month, -ñ
		written, word = "-"+all, all
		if name, _, _ := strings.Cut(all, "="); len(name) == 1 {
			word = ""
		} else {
			word = name
		}
	}
	var flags []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			flags = append(flags, f.Name)
		}
	})
	if n, ok := meant(word, flags, spanishFlags); ok {
		return usagef("no existe la opción «%s»; ¿quiso decir «--%s»?", written, n)
	}
	return usagef("no existe la opción «%s» en «%s»; vea «%s --help»", written, c.CommandPath(), c.CommandPath())
}

// Arguments. A command with no Args takes anything, so every one says how many.

// noArgs is for a command that takes only options.
func noArgs(c *cobra.Command, args []string) error { return upTo(0)(c, args) }

// upTo is for a command that takes at most n arguments.
func upTo(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) <= n:
			return nil
		case c.HasAvailableSubCommands() && n == 0:
			return noCommand(c, args[0])
		}
		return usagef("sobra «%s»; el uso es: %s", args[n], useLine(c))
	}
}

// exactly is for a command whose arguments are these, as the help calls them.
func exactly(kinds ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < len(kinds) {
			return usagef("falta %s; el uso es: %s", kinds[len(args)], useLine(c))
		}
		return upTo(len(kinds))(c, args)
	}
}

// anyArgs is for a command that takes any number of arguments.
func anyArgs(*cobra.Command, []string) error { return nil }
