package cli

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"patci/pkg/git"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect")

// The scripts run two programs: patci, and sonda, which is patci with the
// commands of probe_test.go. The day comes from PATCI_TEST_NOW, which only
// the functions here read; production has no such door.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"patci": func() { os.Exit(scriptMain(commands)) },
		"sonda": func() { os.Exit(scriptMain(probes)) },
	})
}

func scriptMain(commands func(*Env) []*cobra.Command) int {
	// As root nothing is forbidden: a script about permissions runs as nobody.
	if uid, err := strconv.Atoi(os.Getenv("PATCI_TEST_UID")); err == nil && os.Geteuid() == 0 {
		if err := becomeUser(uid); err != nil {
			panic(err)
		}
	}
	width, _ := strconv.Atoi(os.Getenv("PATCI_TEST_WIDTH"))     // a terminal, if it is set
	step, _ := time.ParseDuration(os.Getenv("PATCI_TEST_STEP")) // how long passes from one look at the clock to the next
	looks := 0
	dir, _ := os.Getwd()
	env := Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		OutTTY: width > 0, ErrTTY: width > 0, Width: width,
		Now: func() time.Time {
			t, err := time.Parse(time.RFC3339, os.Getenv("PATCI_TEST_NOW"))
			if err != nil {
				panic(err)
			}
			looks++
			return t.Add(time.Duration(looks) * step)
		},
		Getenv: os.Getenv, Dir: dir, Version: "1.2.3",
		Git: git.Run,
	}
	return env.main(os.Args[1:], commands)
}

func TestScripts(t *testing.T) {
	repo, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATCI_TEST_NOW", "2022-06-30T18:00:00Z") // noon in Mexico City
			e.Setenv("REPO", repo)
			e.Setenv("GORACE", "atexit_sleep_ms=0")         // with -race each run would end with a second's sleep
			return os.Chmod(filepath.Dir(e.WorkDir), 0o755) // for those who run as nobody
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "devfull":
				_, err := os.Stat("/dev/full")
				return err == nil, nil
			}
			return false, errors.New("unknown condition " + cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status},
	})
}

// status N command… runs a command and expects the exit code N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status code command [args…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	code := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}
