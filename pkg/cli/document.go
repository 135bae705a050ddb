package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"patci/pkg/diag"
	"patci/pkg/document"
	"patci/pkg/official"
	"patci/pkg/render/docx"
	"patci/pkg/render/html"
	"patci/pkg/render/markdown"
	"patci/pkg/render/pdf"
	"patci/pkg/render/term"
	"patci/pkg/render/text"
	"patci/pkg/when"

	"github.com/spf13/cobra"
)

// documentOptions are those of patci document.
type documentOptions struct {
	env         *Env
	plan        planFlags
	asOf        dayFlag
	template    bool
	canonical   bool
	asWritten   bool
	notice      string
	minutes     string
	resolutions bool
	out         outputOptions
}

func newDocumentCmd(env *Env, run func(*documentOptions) error) *cobra.Command {
	o := &documentOptions{env: env}
	c := &cobra.Command{
		Use:   "document",
		Short: "escribe el documento oficial del programa, la convocatoria o el acta de una sesión",
		Long: "El texto del documento es " + documentFile + ", en la carpeta del programa: Markdown con bloques «patci» donde van los datos. Con --template se imprime uno para empezar; mientras no lo haya, se usa ese mismo.\n" +
			"Las fechas se imprimen como están escritas; con --canonical, todas en una misma forma: «10 de marzo», «abril/mayo».\n" +
			"Lo que el documento dice mal y su lista de erratas («errata») corrige se imprime corregido; con --as-written, como estaba. Lo que no está en esa lista no se corrige nunca.\n" +
			"En la convocatoria y el acta, lo que no consta queda como «" + official.Blank + "».\n" +
			"Un documento al que le faltaría algo no se escribe: se dice qué y dónde, y termina con 1. Si está completo y el programa tiene otras faltas se escribe, y termina también con 1.",
		GroupID: groupWrite,
		Example: example(
			"patci document -o programa.docx", "para Word y LibreOffice; también .html, .md y .pdf",
			"patci document", "como Markdown, en la terminal",
			"patci document --template --year 2023 -o plan/2023/document.md", "un documento para empezar",
			"patci document --notice pleno/20 -o convocatoria.docx", "la convocatoria de una sesión",
			"patci document --minutes pleno/19 -o acta.docx", "el acta, por completar",
			"patci document --resolutions --as-of hoy", "el seguimiento de acuerdos"),
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return run(o)
		},
		DisableFlagsInUseLine: true,
	}
	addPlan(c, &o.plan)
	addBool(c, &o.template, "template", "", "imprime un "+documentFile+" con comentarios, para empezar")
	addBool(c, &o.canonical, "canonical", "", "escribe todas las fechas en una misma forma")
	addBool(c, &o.asWritten, "as-written", "", "no aplica la lista de erratas del documento")
	addSession(env, c, &o.notice, "notice", &o.plan, &o.asOf, "la convocatoria de una sesión, por su identificador: pleno/20")
	addSession(env, c, &o.minutes, "minutes", &o.plan, &o.asOf, "el acta de una sesión, por completar")
	addBool(c, &o.resolutions, "resolutions", "", "la tabla de seguimiento de los acuerdos adoptados")
	addAsOf(c, &o.asOf, "para --notice, --minutes y --resolutions; si no se indica, cuenta todo lo registrado")
	addOutput(c, &o.out, documentFormats()...)
	return c
}

// documentFormats are the forms in which a document is written.
func documentFormats() []format {
	return []format{
		{choice: choice{name: "markdown", doc: "para GitHub y otras forjas"}, extensions: []string{"md", "markdown"}},
		{choice: choice{name: "docx", doc: "Word", es: []string{"word"}}, binary: true},
		{choice: choice{name: "html", doc: "una página"}, extensions: []string{"html", "htm"}},
		{choice: choice{name: "pdf", doc: "para imprimir y publicar"}, binary: true},
	}
}

// writeDocument writes a document in a format.
func writeDocument(w io.Writer, d *document.Document, format string) error {
	switch format {
	case "docx":
		return docx.Write(w, d)
	case "pdf":
		return pdf.Write(w, d)
	case "html":
		return html.Write(w, d)
	default:
		return markdown.Write(w, d)
	}
}

// check looks at what the options are together.
func (o *documentOptions) check() error {
	var what []string
	for _, p := range []struct {
		flag  string
		given bool
	}{{"--template", o.template}, {"--notice", o.notice != ""}, {"--minutes", o.minutes != ""}, {"--resolutions", o.resolutions}} {
		if p.given {
			what = append(what, p.flag)
		}
	}
	switch {
	case len(what) > 1:
		return usagef("%s y %s son documentos distintos; pida uno", what[0], what[1])
	case o.canonical && o.asWritten:
		return usagef("--canonical y --as-written se contradicen; deje uno")
	case o.template && (o.canonical || o.asWritten):
		return usagef("--template no imprime datos: quite --canonical o --as-written")
	case o.template && o.out.format != "":
		return usagef("--template se escribe siempre en Markdown: quite --format")
	case o.asOf.given() && (len(what) == 0 || o.template):
		return usagef("--as-of es para --notice, --minutes y --resolutions: el documento oficial no depende del día")
	}
	if o.template {
		return nil
	}
	return o.out.settle(o.env)
}

func runDocument(o *documentOptions) error {
	f, err := o.env.one(o.plan, &o.asOf)
	if err != nil {
		return err
	}
	if err := o.spare(f); err != nil {
		return err
	}
	if o.template {
		return output(o.env, &o.out, func(w io.Writer) error {
			_, err := io.WriteString(w, official.Template(f.Program))
			return err
		})
	}
	// What could not be read is missing in any document; of a file that is no
	// YAML all is, and nothing is to be learnt from what is missing then.
	var findings []diag.Finding
	torn := false
	for _, r := range f.Findings {
		if r.Severity == diag.Error {
			findings = append(findings, r)
			torn = torn || r.Rule == "yaml"
		}
	}
	var d *document.Document
	if !torn {
		var more []diag.Finding
		if d, more, err = o.compose(f); err != nil {
			return err
		}
		findings = append(findings, more...)
	}
	findings = diag.Sort(findings)
	if len(findings) > 0 {
		if err := text.Findings(o.env.Err, findings, o.env.styleOn(o.env.ErrTTY)); err != nil {
			return &ioError{verb: "escribir", err: err}
		}
	}
	if slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Severity == diag.Error }) {
		return o.tell("el documento no se escribió: le faltaría algo", errFindings)
	}
	r, err := judge(f, o.day(f))
	if err != nil {
		return err
	}
	if err := output(o.env, &o.out, func(w io.Writer) error { return writeDocument(w, d, o.out.format) }); err != nil {
		return err
	}
	return o.env.faulty(f, r)
}

// spare keeps what a person wrote: the text of the document is not written
// over, neither with the document made of it nor with the template of another.
func (o *documentOptions) spare(f *found) error {
	if !o.out.toFile() {
		return nil
	}
	old, err := os.Stat(o.env.path(o.out.file))
	if err != nil || !old.Mode().IsRegular() {
		return nil
	}
	shown := filepath.ToSlash(o.out.file)
	if o.template && old.Size() > 0 {
		return usagef("«%s» ya existe, y lo que tiene se perdería: escriba otro nombre con -o, o bórrelo antes", shown)
	}
	if text, err := os.Stat(filepath.Join(f.at.place, documentFile)); err == nil && !o.template && !f.at.builtin && os.SameFile(old, text) {
		return usagef("«%s» es el texto del documento, y se perdería: escriba otro nombre con -o", shown)
	}
	return nil
}

// day is the day asked, nil if nobody asked of one.
func (o *documentOptions) day(f *found) *when.Day {
	if !o.asOf.given() {
		return nil
	}
	return &f.AsOf
}

// tell says something on standard error and returns what ends the command.
func (o *documentOptions) tell(message string, end error) error {
	if _, err := fmt.Fprintln(o.env.Err, "patci: "+term.Visible(message)); err != nil {
		return &ioError{verb: "escribir", err: err}
	}
	return end
}

// compose makes the document asked for, with what is wrong with it.
func (o *documentOptions) compose(f *found) (*document.Document, []diag.Finding, error) {
	options := official.Options{Canonical: o.canonical, AsWritten: o.asWritten}
	if o.notice == "" && o.minutes == "" && !o.resolutions {
		file, err := f.file(documentFile)
		if err != nil {
			return nil, nil, err
		}
		if file == nil {
			if err := o.tell(fmt.Sprintf("%s no tiene %s: se usa el que imprime --template", f.Folder, documentFile), nil); err != nil {
				return nil, nil, err
			}
		}
		images, done, err := f.images()
		if err != nil {
			return nil, nil, err
		}
		defer done()
		d, findings := official.Compose(official.Input{Program: f.Program, File: file, FS: images}, options)
		return d, findings, nil
	}
	r, err := judge(f, o.day(f))
	if err != nil {
		return nil, nil, err
	}
	if o.resolutions {
		return official.Resolutions(r, options), nil, nil
	}
	make, word := official.Notice, o.notice
	if o.minutes != "" {
		make, word = official.Minutes, o.minutes
	}
	id, err := session(f.Program, word)
	if err != nil {
		return nil, nil, err
	}
	if e := official.Cancelled(r, id); e != nil {
		on := ""
		if e.On.Set() {
			on = " el " + e.On.Day.Spanish()
		}
		return nil, nil, usagef("la sesión «%s» se canceló%s: no tiene convocatoria ni acta", id, on)
	}
	d := make(r, id, options)
	if d == nil {
		return nil, nil, usagef("el %s no se sabía de la sesión «%s»", f.AsOf.Spanish(), id)
	}
	return d, nil, nil
}

// images is the folder of the programme, which nothing leads out of: not even a
// link in it. What it returns is to be called at the end.
func (f *found) images() (fs.FS, func(), error) {
	if f.at.builtin {
		return f.FS, func() {}, nil
	}
	root, err := os.OpenRoot(f.at.place)
	if err != nil {
		return nil, nil, unread(err, f.Folder)
	}
	return root.FS(), func() { root.Close() }, nil
}
