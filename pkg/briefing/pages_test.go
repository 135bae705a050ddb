package briefing_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"patci/pkg/foreign"
	"patci/pkg/render/docx"
	"patci/pkg/render/html"
)

// TestEveryPageSaysItsDay prints the document as LibreOffice and Chromium do,
// and looks for the day of the report on every page.
func TestEveryPageSaysItsDay(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice and Chromium")
	}
	pdftotext, soffice, chromium := foreign.Program(t, "poppler-utils", "pdftotext"), foreign.Program(t, "libreoffice-writer-nogui", "soffice"), foreign.Chromium(t)
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	run := func(name string, args ...string) string {
		t.Helper()
		out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	dir := t.TempDir()
	d := made(t, rich(t), "2022-06-30", "pleno/20").Document()
	d.Title += strings.Repeat(" y de todo lo que su título dice", 6)
	write := func(name string) *os.File {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	w, h := write("word.docx"), write("page.html")
	for _, err := range []error{docx.Write(w, d), html.Write(h, d), w.Close(), h.Close()} {
		if err != nil {
			t.Fatal(err)
		}
	}
	run(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "office"), "--headless", "--convert-to", "pdf", "--outdir", dir, w.Name())
	run(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+filepath.Join(dir, "browser"), "--no-pdf-header-footer", "--print-to-pdf="+filepath.Join(dir, "page.pdf"), "file://"+h.Name())
	for _, name := range []string{"word.pdf", "page.pdf"} {
		pages := strings.Split(strings.TrimSuffix(run(pdftotext, "-layout", filepath.Join(dir, name), "-"), "\f"), "\f")
		if len(pages) < 3 {
			t.Errorf("%s has %d pages", name, len(pages))
		}
		for i, p := range pages {
			text := plain(p)
			if !strings.Contains(text, "con corte al 30 de junio de 2022") && !strings.Contains(text, "con corte al jueves 30 de junio de 2022") || !strings.Contains(text, "página ") {
				t.Errorf("page %d of %s does not say its day, or its number:\n%s", i+1, name, p)
			}
		}
	}
}
