package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// versionOptions are those of patci version.
type versionOptions struct{ env *Env }

func newVersionCmd(env *Env, run func(*versionOptions) error) *cobra.Command {
	return &cobra.Command{
		Use:                   "version",
		Short:                 "muestra la versión",
		GroupID:               groupTool,
		Example:               example("patci version", ""),
		Args:                  noArgs,
		RunE:                  func(*cobra.Command, []string) error { return run(&versionOptions{env}) },
		DisableFlagsInUseLine: true,
	}
}

func runVersion(o *versionOptions) error {
	v := o.env.Version
	if v == "" {
		v = "sin versión"
	}
	_, err := fmt.Fprintf(o.env.Out, "%s %s (%s, %s/%s)\n", rootName, v, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
