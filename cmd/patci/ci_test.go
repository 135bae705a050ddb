package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// The files for other people's CI are tried as far as a machine without those
// services can: their own lines run, with the variables that the service would
// set.

const (
	goodPlan = "program: {year: 2022, title: Programa}\nbodies: [{id: pleno, kind: plenary, name: Comisión}]\nsessions: {pleno: [{number: 19, date: 10 de mayo}]}\n"
	badPlan  = "program: {year: 2022, title: Programa}\nbodies: [{id: pleno, kind: plenary, name: Comisión}]\nsessions: {pleno: [{number: 19, date: 31 de abril}]}\n"
)

// need skips the test where a program is missing, except in CI, which must
// have it.
func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is not installed", p)
			}
			t.Skipf("NOT TRIED: %s is not installed", p)
		}
	}
}

func compiled(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "patci")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// script runs something in a folder with an environment of its own, and
// returns its exit code and all that it said.
func script(t *testing.T, dir string, env []string, name string, args ...string) (int, string) {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	for _, v := range os.Environ() { // the tests themselves may run in a hook
		if !strings.HasPrefix(v, "GIT_") && !strings.HasPrefix(v, "PATCI") && !strings.HasPrefix(v, "GITHUB_") {
			c.Env = append(c.Env, v)
		}
	}
	c.Env = append(c.Env, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
	c.Env = append(c.Env, env...)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	if c.ProcessState == nil {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), out.String()
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func unmarshal(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(into); err != nil {
		t.Fatal(err)
	}
}

func TestGitHook(t *testing.T) {
	need(t, "git", "sh")
	patci := compiled(t)
	hooks, err := filepath.Abs("../../.githooks")
	if err != nil {
		t.Fatal(err)
	}
	repo := filepath.Join(t.TempDir(), "un repositorio")
	if err := os.Mkdir(repo, 0o755); err != nil {
		t.Fatal(err)
	}
	env := []string{"PATCI=" + patci, "PATCI_PLAN=nowhere"}
	git := func(want int, args ...string) string {
		t.Helper()
		args = append([]string{"-c", "core.hooksPath=" + hooks, "-c", "user.name=x", "-c", "user.email=x@example.com"}, args...)
		code, out := script(t, repo, env, "git", args...)
		if code != want {
			t.Fatalf("git %q: exit code %d, want %d\n%s", args[6:], code, want, out)
		}
		return out
	}
	git(0, "init", "-q")
	put(t, repo, "leeme.txt", "sin programa\n")
	git(0, "add", "-A")
	git(0, "commit", "-qm", "no programme at all")

	// what is staged is good, whatever the working tree says
	put(t, repo, "plan/2022/año 1.yaml", goodPlan)
	git(0, "add", "-A")
	put(t, repo, "plan/2022/año 1.yaml", badPlan)
	git(0, "commit", "-qm", "good")

	// and the other way round
	git(0, "add", "-A")
	put(t, repo, "plan/2022/año 1.yaml", goodPlan)
	out := git(1, "commit", "-qm", "bad")
	if !strings.Contains(out, "plan/2022/año 1.yaml:3:") || !strings.Contains(out, "abril tiene 30 días") {
		t.Errorf("%s", out)
	}
	if got, err := os.ReadFile(filepath.Join(repo, "plan/2022/año 1.yaml")); err != nil || string(got) != goodPlan {
		t.Error("the working tree was touched")
	}
	git(0, "commit", "-qm", "bad, knowingly", "--no-verify")

	// a commit that touches no programme is not held up by one
	put(t, repo, "leeme.txt", "otra cosa\n")
	git(0, "add", "leeme.txt")
	git(0, "commit", "-qm", "other")

	// -a and a part of what changed have an index of their own
	put(t, repo, "plan/2022/año 1.yaml", strings.ReplaceAll(badPlan, "31 de abril", "32 de abril"))
	git(1, "commit", "-qam", "bad")
	git(1, "commit", "-qm", "bad", "plan/2022/año 1.yaml")
	put(t, repo, "plan/2022/año 1.yaml", goodPlan)
	git(0, "commit", "-qm", "good", "plan/2022/año 1.yaml")

	env[0] = "PATCI=not-there"
	put(t, repo, "plan/2022/b.yaml", "actors: [{id: stps, name: STPS}]\n")
	git(0, "add", "-A")
	if out := git(1, "commit", "-qm", "no patci"); !strings.Contains(out, "no se encontró «not-there»") {
		t.Errorf("%s", out)
	}
	env[0] = "PATCI=" + patci
	git(0, "commit", "-qm", "b")
	git(0, "rm", "-qr", "plan")
	git(0, "commit", "-qm", "the last programme goes")
}

func TestGitHubAction(t *testing.T) {
	need(t, "bash", "go")
	var action struct {
		Inputs map[string]struct{ Default string }
		Runs   struct {
			Using string
			Steps []struct {
				Name, Shell, Run string
				Uses             string
				Env              map[string]string
			}
		}
	}
	unmarshal(t, ".github/actions/patci/action.yml", &action)
	if action.Runs.Using != "composite" {
		t.Errorf("using %s", action.Runs.Using)
	}
	at, err := filepath.Abs("../../.github/actions/patci")
	if err != nil {
		t.Fatal(err)
	}
	temp, repo := t.TempDir(), t.TempDir()
	put(t, repo, "plan/2022/a.yaml", badPlan)
	put(t, repo, "plan/2023/a.yaml", strings.ReplaceAll(goodPlan, "2022", "2023"))
	expression := regexp.MustCompile(`\$\{\{ *([a-z_.-]+) *\}\}`)
	run := func(step string, inputs map[string]string) (int, string) {
		t.Helper()
		for _, s := range action.Runs.Steps {
			if s.Name != step {
				continue
			}
			if s.Shell != "bash" || expression.MatchString(s.Run) {
				t.Fatalf("step %s: shell %q, %s", step, s.Shell, s.Run)
			}
			env := []string{"RUNNER_TEMP=" + temp, "GITHUB_ACTIONS=true"}
			for name, value := range s.Env {
				env = append(env, name+"="+expression.ReplaceAllStringFunc(value, func(e string) string {
					switch name := expression.FindStringSubmatch(e)[1]; {
					case name == "github.action_path":
						return at
					case strings.HasPrefix(name, "inputs."):
						name = strings.TrimPrefix(name, "inputs.")
						in, known := action.Inputs[name]
						if !known {
							t.Fatalf("no input %s", name)
						}
						if v, ok := inputs[name]; ok {
							return v
						}
						return in.Default
					}
					t.Fatalf("who gives %s?", e)
					return ""
				}))
			}
			// as the runner calls it
			return script(t, repo, env, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
		}
		t.Fatalf("no step %s", step)
		return 0, ""
	}
	if code, out := run("build", nil); code != 0 {
		t.Fatal(out)
	}
	code, out := run("validate", nil)
	if code != 1 || !strings.HasPrefix(out, "::error file=plan/2022/a.yaml,line=3,endLine=3,") {
		t.Errorf("%d\n%s", code, out)
	}
	code, out = run("validate", map[string]string{"paths": "plan/2022\nplan/2023\n", "sarif": "un archivo.sarif"})
	if code != 1 || !strings.Contains(out, "resumen: plan/2023: 0 errores") {
		t.Errorf("%d\n%s", code, out)
	}
	if data, err := os.ReadFile(filepath.Join(repo, "un archivo.sarif")); err != nil || !bytes.Contains(data, []byte(`"version": "2.1.0"`)) {
		t.Errorf("%v, %.80s", err, data)
	}
	if code, out = run("validate", map[string]string{"paths": "plan/2023", "as-of": "2023-01-01"}); code != 0 {
		t.Errorf("%d\n%s", code, out)
	}
	// an open date past and unrecorded is a warning or less; strict makes the difference
	put(t, repo, "plan/2024/a.yaml", "program: {year: 2024, title: Programa}\nbodies: [{id: pleno, kind: plenary, name: Comisión}]\nsessions: {pleno: [{number: 19, date: 10 de mayo}]}\nwaivers: [{rule: yaml, entity: pleno/19, reason: x, granted_by: y}]\n")
	for strict, want := range map[string]int{"true": 1, "false": 0} {
		if code, out = run("validate", map[string]string{"paths": "plan/2024", "strict": strict}); code != want {
			t.Errorf("strict %s: %d\n%s", strict, code, out)
		}
	}
	if code, out = run("validate", map[string]string{"paths": "$(touch x); `touch x`"}); code != 2 {
		t.Errorf("%d\n%s", code, out)
	}
	if code, out = run("validate", map[string]string{"paths": "nowhere", "sarif": "x.sarif"}); code != 2 {
		t.Errorf("%d\n%s", code, out)
	}
	if _, err := os.Stat(filepath.Join(repo, "x")); err == nil {
		t.Error("an input was run")
	}
}

func TestGitLabFragment(t *testing.T) {
	need(t, "sh", "go")
	var ci map[string]struct {
		BeforeScript []string `yaml:"before_script"`
		Script       []string
		Variables    map[string]string
		Artifacts    struct {
			When    string
			Reports map[string]string
		}
	}
	unmarshal(t, ".gitlab/patci.gitlab-ci.yml", &ci)
	job, ok := ci["patci"]
	if !ok || job.Artifacts.Reports["junit"] != "patci.xml" || job.Artifacts.When != "always" {
		t.Fatalf("%+v", ci)
	}
	builds := t.TempDir()
	if code, out := script(t, "../..", []string{"CI_BUILDS_DIR=" + builds}, "sh", "-ec", strings.Join(job.BeforeScript, "\n")); code != 0 {
		t.Fatal(out)
	}
	for text, want := range map[string]int{goodPlan: 0, badPlan: 1} {
		repo := t.TempDir()
		put(t, repo, "plan/2022/a.yaml", text)
		env := []string{"CI_BUILDS_DIR=" + builds}
		for name, value := range job.Variables {
			env = append(env, name+"="+value)
		}
		code, out := script(t, repo, env, "sh", "-ec", strings.Join(job.Script, "\n"))
		if code != want || !strings.Contains(out, "plan/2022: ") {
			t.Errorf("%d, want %d\n%s", code, want, out)
		}
		if data, err := os.ReadFile(filepath.Join(repo, "patci.xml")); err != nil || !bytes.Contains(data, []byte("<testsuites ")) {
			t.Errorf("%v, %.80s", err, data)
		}
	}
}

// TestPreCommitManifest holds the manifest to what pre-commit needs: it builds
// every command of the repository with go install and runs the entry.
func TestPreCommitManifest(t *testing.T) {
	var hooks []struct {
		ID, Name, Entry, Language, Files string
		PassFilenames                    *bool `yaml:"pass_filenames"`
	}
	unmarshal(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 1 || hooks[0].Entry != "patci validate" || hooks[0].Language != "golang" || hooks[0].PassFilenames == nil || *hooks[0].PassFilenames {
		t.Fatalf("%+v", hooks)
	}
	files := regexp.MustCompile(hooks[0].Files)
	for name, want := range map[string]bool{"plan/2022/sessions.yaml": true, "plan/2022/a.yml": true, "plan/2022/document.md": true, "plan/rulebooks/citdp.yaml": true, "planes.yaml": false, "README.md": false} {
		if files.MatchString(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
	if runtime.GOOS != "windows" {
		for _, name := range []string{".githooks/pre-commit"} {
			if info, err := os.Stat(filepath.Join("..", "..", name)); err != nil || info.Mode()&0o111 == 0 {
				t.Errorf("%s is not to be run: %v", name, err)
			}
		}
	}
}
