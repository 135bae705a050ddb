package cli

import (
	"io"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/render/github"
	"patci/pkg/render/json"
	"patci/pkg/render/junit"
	"patci/pkg/render/sarif"
	"patci/pkg/render/text"
)

// validateFormats are the forms in which patci validate tells what it found.
func validateFormats() []format {
	return []format{
		{choice: choice{name: "text", doc: "para leer", es: []string{"texto"}}, extensions: []string{"txt"}},
		{choice: choice{name: "json", doc: "para otros programas"}},
		{choice: choice{name: "sarif", doc: "para los hallazgos de GitHub y los editores"}},
		{choice: choice{name: "github", doc: "anotaciones en las líneas de un cambio, en GitHub Actions"}, extensions: []string{}},
		{choice: choice{name: "junit", doc: "un caso por regla, para GitLab y Jenkins"}, extensions: []string{"xml"}},
	}
}

// validated is what patci validate has to tell.
type validated struct {
	results []*check.Result // with the findings to show
	shown   []diag.Finding  // of all results
	asOf    string          // the day asked, "" if none was
	whole   bool            // nothing was left out: no --rule, no single file
	failed  bool            // whether the command is to fail
}

// write writes it in the form chosen.
func (v validated) write(w io.Writer, o *validateOptions) error {
	switch o.out.format {
	case "json":
		return json.Validation(w, v.results, v.shown, v.asOf)
	case "sarif":
		return sarif.Write(w, sarif.Run{Results: v.results, Version: o.env.Version, AsOf: v.asOf, Failed: v.failed})
	case "github":
		return github.Validation(w, v.results)
	case "junit":
		return junit.Validation(w, v.results, junit.Options{AsOf: v.asOf, Whole: v.whole})
	}
	return text.Validation(w, v.results, o.out.style(o.env))
}
