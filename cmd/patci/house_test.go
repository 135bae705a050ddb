package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// file is one Go file of the program, tests aside.
type file struct {
	path    string // pkg/when/day.go
	pkg     string // pkg/when
	imports []string
	syntax  *ast.File
}

func files(t *testing.T) []file {
	t.Helper()
	var out []file
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".." && d.Name() != "."):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go"):
			return nil
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(syntax.Comments, func(c *ast.CommentGroup) bool { return strings.HasPrefix(c.List[0].Text, "//go:build ignore") }) {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		f := file{path: filepath.ToSlash(rel), syntax: syntax}
		f.pkg = path.Dir(f.path)
		for _, i := range syntax.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, name)
		}
		out = append(out, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 50 {
		t.Fatalf("only %d files were found", len(out))
	}
	return out
}

// importers says where each third-party package may be imported: in one
// place, so that another can take its place there.
var importers = map[string][]string{
	"gopkg.in/yaml.v3":                      {"pkg/yamlnode"},
	"github.com/rickar/cal/v2":              {"pkg/workday"},
	"github.com/olekukonko/tablewriter":     {"pkg/render/table"},
	"github.com/clipperhouse/displaywidth":  {"pkg/render/term"},
	"github.com/spf13/cobra":                {"pkg/cli"},
	"github.com/spf13/pflag":                {"pkg/cli"},
	"golang.org/x/term":                     {"cmd/patci"},
	"github.com/yuin/goldmark":              {"pkg/official"},
	"codeberg.org/go-pdf/fpdf":              {"pkg/render/pdf"},
	"github.com/go-fonts/liberation":        {"pkg/render/pdf"},
	"github.com/go-fonts/dejavu":            {"pkg/render/pdf"},
	"golang.org/x/image":                    {"pkg/render/pdf"}, // the measures of those fonts
	"github.com/rogpeppe/go-internal":       nil,                // tests only
	"github.com/santhosh-tekuri/jsonschema": nil,                // tests only
}

func TestThirdPartyHasOneImporter(t *testing.T) {
	for _, f := range files(t) {
		for _, i := range f.imports {
			if !strings.Contains(strings.Split(i, "/")[0], ".") {
				continue
			}
			known := false
			for name, places := range importers {
				if i == name || strings.HasPrefix(i, name+"/") {
					known = true
					if !slices.Contains(places, f.pkg) {
						t.Errorf("%s imports %s, which belongs in %v", f.path, i, places)
					}
				}
			}
			if !known {
				t.Errorf("%s imports %s, which has no place yet", f.path, i)
			}
		}
	}
}

// layers is the order in which packages may know each other: each only those
// of earlier lines.
var layers = [][]string{
	{"plan", "schema", "pkg/source", "pkg/near", "pkg/when", "pkg/document"},
	{"pkg/document/documenttest"}, // for the tests of the writers
	{"pkg/diag", "pkg/workday", "pkg/chain", "pkg/joint"},
	{"pkg/yamlnode", "pkg/program"},
	{"pkg/load"},
	{"pkg/agenda"},
	{"pkg/rule", "pkg/builtin", "pkg/progress", "pkg/calendar"},
	{"pkg/rules/ahead"}, // what several kinds share
	{"pkg/rules/…"},     // each kind of rule
	{"pkg/rules"},
	{"pkg/rulebook"},
	{"pkg/check"},
	{"pkg/changes", "pkg/compliance", "pkg/matters", "pkg/trial", "pkg/due"},
	{"pkg/official", "pkg/briefing"},
	{"pkg/rules/ruletest", "pkg/foreign"}, // for tests
	{"pkg/render/palette"},
	{"pkg/render/term"},
	{"pkg/render/table"},
	{"pkg/render/text", "pkg/render/json", "pkg/render/tsv"},
	{"pkg/render/sarif", "pkg/render/github", "pkg/render/junit"},
	{"pkg/render/docx", "pkg/render/html", "pkg/render/markdown", "pkg/render/pdf", "pkg/render/csv", "pkg/render/ics", "pkg/render/page"},
	{"pkg/cli"},
	{"pkg/git"}, // so that only cmd/patci hands it out
	{"cmd/patci"},
}

func TestImportsPointOneWay(t *testing.T) {
	levels := map[string]int{}
	for i, l := range layers {
		for _, p := range l {
			levels[p] = i
		}
	}
	level := func(pkg string) (int, bool) {
		l, ok := levels[pkg]
		if !ok && path.Dir(pkg) == "pkg/rules" {
			l, ok = levels["pkg/rules/…"]
		}
		return l, ok
	}
	for _, f := range files(t) {
		here, ok := level(f.pkg)
		if !ok {
			t.Errorf("%s is in no layer", f.pkg)
			continue
		}
		for _, i := range f.imports {
			other, ours := strings.CutPrefix(i, "patci/")
			if l, _ := level(other); ours && l >= here {
				t.Errorf("%s imports %s, which is not below it", f.path, i)
			}
		}
	}
}

// TestTheWorldStaysOutside keeps the clock, the environment, the disk, the
// network and other processes out of everything below pkg/cli, and the last
// two out of that too: git alone is run, in a package of its own.
func TestTheWorldStaysOutside(t *testing.T) {
	for _, f := range files(t) {
		for _, i := range f.imports {
			switch root := strings.Split(i, "/")[0]; {
			case i == "os/exec" && (f.pkg == "pkg/git" || f.pkg == "pkg/foreign"):
			case root == "net", i == "os/exec", i == "plugin":
				t.Errorf("%s imports %s", f.path, i)
			case f.pkg == "pkg/rules/ruletest", f.pkg == "pkg/foreign": // read folders and find programs, in tests
			case (root == "os" || root == "syscall" || root == "log") && f.pkg != "pkg/cli" && f.pkg != "pkg/git" && f.pkg != "cmd/patci":
				t.Errorf("%s imports %s, which only pkg/cli may", f.path, i)
			}
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := call.X.(*ast.Ident); ok && (x.Name == "time" && (call.Sel.Name == "Now" || call.Sel.Name == "Since") || x.Name == "os" && call.Sel.Name == "Exit") && f.pkg != "cmd/patci" {
				t.Errorf("%s calls %s.%s", f.path, x.Name, call.Sel.Name)
			}
			return true
		})
	}
}
