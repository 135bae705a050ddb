// Package foreign finds the programs of others with which tests read what patci
// writes. Where one is missing the test is skipped, and says loudly what to
// install; .ci/install installs them all. Only tests import it.
package foreign

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Program returns where a program is, the first of several names that there is.
// Its Debian package is what the test says to install where there is none.
func Program(t testing.TB, debian string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("NOT RUN: %s is not installed (Debian: %s; .ci/install installs it)", names[0], debian)
	return ""
}

// Chromium returns a browser: the one that PATCI_CHROMIUM names, if it does.
func Chromium(t testing.TB) string {
	t.Helper()
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	if own := os.Getenv("PATCI_CHROMIUM"); own != "" {
		names = []string{own}
	}
	return Program(t, "chromium", names...)
}

// Python returns a Python that has some modules.
func Python(t testing.TB, modules ...string) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3"} { // Debian's modules are of Debian's Python
		path, err := exec.LookPath(name)
		if err == nil && exec.Command(path, "-c", "import "+strings.Join(modules, ", ")).Run() == nil {
			return path
		}
	}
	t.Skipf("NOT RUN: no Python has %s (Debian: python3-%s; .ci/install installs them)", strings.Join(modules, ", "), strings.Join(modules, " python3-"))
	return ""
}

// Node returns Node.js and the folder with some of its modules: the one that
// PATCI_NODE_MODULES names, or else the one that .ci/install fills.
func Node(t testing.TB, modules ...string) (node, folder string) {
	t.Helper()
	node = Program(t, "nodejs", "node")
	folder = os.Getenv("PATCI_NODE_MODULES")
	for up := ".."; folder == "" && len(up) < 3*10; up = filepath.Join("..", up) {
		if f := filepath.Join(up, ".ci", "node_modules"); exists(f) {
			folder, _ = filepath.Abs(f)
		}
	}
	for _, m := range modules {
		if folder == "" || !exists(filepath.Join(folder, m, "package.json")) {
			t.Skipf("NOT RUN: no %s among the modules of Node.js (npm: %s; .ci/install installs it, PATCI_NODE_MODULES says where another folder is)", m, strings.Join(modules, " "))
		}
	}
	return node, folder
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
