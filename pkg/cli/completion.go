package cli

import (
	"io"

	"github.com/spf13/cobra"
)

// completionOptions are those of patci completion.
type completionOptions struct {
	env   *Env
	root  *cobra.Command
	shell string
}

var shells = []choice{
	{name: "bash", doc: "Bash 4 o posterior, con el paquete bash-completion"},
	{name: "zsh", doc: "Zsh"},
	{name: "fish", doc: "Fish"},
	{name: "powershell", doc: "PowerShell", es: []string{"pwsh"}},
}

func newCompletionCmd(env *Env, run func(*completionOptions) error) *cobra.Command {
	return &cobra.Command{
		Use:   "completion CONSOLA",
		Short: "imprime lo que la consola necesita para completar con el tabulador",
		Long: "Para la sesión abierta:\n" +
			"  bash        source <(patci completion bash)\n" +
			"  zsh         source <(patci completion zsh)\n" +
			"  fish        patci completion fish | source\n" +
			"  powershell  patci completion powershell | Out-String | Invoke-Expression\n" +
			"Para siempre, escriba lo anterior en ~/.bashrc, en ~/.zshrc después de «autoload -U compinit; compinit», " +
			"en ~/.config/fish/config.fish o en el archivo que nombra $PROFILE.",
		GroupID: groupTool,
		Example: example(
			"patci completion bash > /etc/bash_completion.d/patci", "para todas las cuentas",
			"patci completion fish > ~/.config/fish/completions/patci.fish", "",
			"patci completion zsh > \"${fpath[1]}/_patci\"", ""),
		Args: exactly("la consola (" + either(names(shells)) + ")"),
		RunE: func(c *cobra.Command, args []string) error {
			shell, err := pick(args[0], noun{word: "consola", feminine: true}, shells)
			if err != nil {
				return err
			}
			return run(&completionOptions{env, c.Root(), shell})
		},
		ValidArgsFunction:     fixedArgs(shells),
		DisableFlagsInUseLine: true,
	}
}

func runCompletion(o *completionOptions) error {
	return output(o.env, &outputOptions{}, func(w io.Writer) error {
		switch o.shell {
		case "bash":
			return o.root.GenBashCompletionV2(w, true)
		case "zsh":
			return o.root.GenZshCompletion(w)
		case "fish":
			return o.root.GenFishCompletion(w, true)
		}
		return o.root.GenPowerShellCompletionWithDesc(w)
	})
}

// completer offers words for what is being typed: name, or name, tab and what
// it is.
type completer func(c *cobra.Command, args []string, typed string) []string

// complete makes an option of c complete, and never to file names.
func complete(c *cobra.Command, flag string, words completer) {
	err := c.RegisterFlagCompletionFunc(flag, func(c *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return words(c, args, typed), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the option is there, and only once
	}
}

// completeWith makes an option of c complete to the names of choices.
func completeWith(c *cobra.Command, flag string, choices []choice) {
	complete(c, flag, func(*cobra.Command, []string, string) []string { return described(choices) })
}

func described(choices []choice) []string {
	var out []string
	for _, c := range choices {
		if c.doc == "" {
			out = append(out, c.name)
		} else {
			out = append(out, cobra.CompletionWithDesc(c.name, c.doc))
		}
	}
	return out
}

// fixedArgs completes the one argument of a command.
func fixedArgs(choices []choice) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return described(choices), cobra.ShellCompDirectiveNoFileComp
	}
}
