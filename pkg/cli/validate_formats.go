package cli

import (
	"fmt"
	"io"

	"patci/pkg/check"
	"patci/pkg/render/github"
	"patci/pkg/render/json"
	"patci/pkg/render/junit"
	"patci/pkg/render/sarif"
	"patci/pkg/render/text"
	"patci/pkg/rule"
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

// judgement is a programme that was judged, with what is to be said of it.
type judgement struct {
	*check.Result     // its findings are those to show
	hidden        int // how many more there are that are not new
	asOf          string
	partly        bool // only what touches some of its files is asked for
}

// sheet writes judgements in one format, each as its turn comes.
type sheet interface {
	// part renders a judgement, any number of them at once. What it returns
	// writes it, in its turn; thus nothing of the programme needs to be kept.
	part(j *judgement) (write func() error, err error)
	// end writes what is said of all.
	end(t total) error
}

// total is what was said of all programmes together.
type total struct {
	check.Summary
	programs, failing, unread, hidden int
	asOf                              string
}

// sheet returns the one of the format that was asked for.
func (o *validateOptions) sheet(w io.Writer) sheet {
	switch o.out.format {
	case "json":
		return &jsonSheet{o: o, w: w}
	case "sarif", "github", "junit":
		return &wholeSheet{o: o, w: w}
	default:
		return &textSheet{o, text.NewValidation(w, o.out.style(o.env))}
	}
}

type textSheet struct {
	o  *validateOptions
	to *text.Validation
}

func (v *textSheet) part(j *judgement) (func() error, error) {
	p, err := text.NewPart(j.Result, v.o.hidden(j.hidden), v.o.out.style(v.o.env))
	return func() error { return v.to.Add(p) }, err
}

func (v *textSheet) end(t total) error {
	return v.to.Close(text.Total{Summary: t.Summary, Programs: t.programs, Failing: t.failing, Unread: t.unread, Hidden: v.o.hidden(t.hidden)})
}

// hidden says how many findings are not shown, "" if none.
func (o *validateOptions) hidden(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s en %s, sin mostrar", rule.Count(n, "hallazgo que ya había", "hallazgos que ya había"), o.newSince)
}

// jsonSheet keeps the text of the document, not the programmes: its summary
// stands before the findings, and they before the verdicts.
type jsonSheet struct {
	o  *validateOptions
	w  io.Writer
	to json.Validation
}

func (v *jsonSheet) part(j *judgement) (func() error, error) {
	p, err := json.NewPart(j.Result)
	return func() error { v.to.Add(p); return nil }, err
}

func (v *jsonSheet) end(t total) error {
	return v.to.Write(v.w, json.Total{Summary: t.Summary, AsOf: t.asOf, NewSince: v.o.newSince, Hidden: t.hidden})
}

// wholeSheet writes the formats that speak of all programmes in one document,
// once all are judged.
type wholeSheet struct {
	o       *validateOptions
	w       io.Writer
	results []*check.Result
	partly  bool
}

func (v *wholeSheet) part(j *judgement) (func() error, error) {
	return func() error {
		v.results, v.partly = append(v.results, j.Result), v.partly || j.partly
		return nil
	}, nil
}

func (v *wholeSheet) end(t total) error {
	switch v.o.out.format {
	case "sarif":
		failed := t.Errors > 0 || v.o.strict && t.Warnings > 0
		return sarif.Write(v.w, sarif.Run{Results: v.results, Version: v.o.env.Version, AsOf: t.asOf, Failed: failed})
	case "junit":
		return junit.Validation(v.w, v.results, junit.Options{AsOf: t.asOf, Whole: v.o.rules == nil && v.o.skip == nil && v.o.newSince == "" && !v.partly})
	}
	return github.Validation(v.w, v.results)
}
