// Package official composes the official document of a programme: the prose of
// its document.md, in its order, with the data that the fenced patci blocks in
// it ask for. It composes the papers of a session as well. What it returns
// knows no format; it is the only importer of the Markdown library.
package official

import (
	"io/fs"
	"slices"
	"strings"

	"patci/pkg/diag"
	"patci/pkg/document"
	"patci/pkg/program"
	"patci/pkg/source"
)

// FileName is the file beside the YAML that holds the prose.
const FileName = "document.md"

// Blank is what stands where the data has nothing to say.
const Blank = "[por definir]"

// Input is a programme with what its document needs.
type Input struct {
	Program *program.Program
	File    *source.File // its document.md; nil: the one that Template makes
	// FS is the folder of the programme, for the images that the prose names.
	// It must not lead out of the folder. nil: there are none.
	FS fs.FS
}

// Options are how a document is composed.
type Options struct {
	// Canonical writes dates in the house form, not as they were written.
	Canonical bool
	// AsWritten leaves the slips that the errata of document.md correct.
	AsWritten bool
}

// Compose makes the document of a programme. Its findings are in their order;
// of a document with an error among them nothing should be written, for
// something is missing in it.
func Compose(in Input, o Options) (*document.Document, []diag.Finding) {
	c := compose(in, o, false)
	return c.doc, diag.Sort(c.findings)
}

// compose is Compose; bare says that the document is not wanted, only what is
// to be said of it.
func compose(in Input, o Options, bare bool) *composer {
	file := in.File
	if file == nil {
		file = source.New(in.Program.Folder+"/"+FileName, []byte(Template(in.Program)))
	}
	c := &composer{p: in.Program, o: o, bare: bare, fsys: in.FS, text: newProse(file), printed: make(map[string]bool, 128), notes: map[int]int{}, prose: map[string]bool{}}
	c.doc = &document.Document{Title: in.Program.Name(), Status: status(in.Program)}
	if len(in.Program.Bodies) > 0 {
		c.doc.Organisation = in.Program.Bodies[0].Name.Value
	}
	c.compose()
	if in.File == nil { // what it says of it, nobody could mend there
		c.doc.Blocks = slices.DeleteFunc(c.doc.Blocks, bareHeading(c.doc.Blocks))
		c.findings = slices.DeleteFunc(c.findings, func(f diag.Finding) bool { return f.Severity < diag.Error })
	}
	return c
}

// bareHeading tells the headings that nothing stands under: of a programme that
// has nothing to say there.
func bareHeading(blocks []document.Block) func(document.Block) bool {
	bare := map[string]bool{}
	for i, b := range blocks {
		h, ok := b.(document.Heading)
		if !ok {
			continue
		}
		next, over := document.Block(nil), i+1 == len(blocks)
		if !over {
			next = blocks[i+1]
		}
		n, ok := next.(document.Heading)
		bare[h.ID] = over || ok && n.Level <= h.Level
	}
	return func(b document.Block) bool {
		h, ok := b.(document.Heading)
		return ok && bare[h.ID]
	}
}

// status is the status of a programme as its document says it.
func status(p *program.Program) string {
	if p.Draft() {
		return "proyecto"
	}
	return "aprobado"
}

// Check tells what is wrong with the document.md of a programme, as Compose
// does; nothing if it has none.
func Check(in Input) []diag.Finding {
	if in.File == nil {
		return nil
	}
	c := compose(in, Options{}, true)
	if slices.ContainsFunc(c.errata, func(e erratum) bool { return e.found == 0 }) { // it may be in a table
		c = compose(in, Options{}, false)
	}
	return diag.Sort(c.findings)
}

// composer is the making of one document.
type composer struct {
	p        *program.Program
	o        Options
	bare     bool // tables and lists stay empty, and headings have no id
	fsys     fs.FS
	text     *prose
	doc      *document.Document
	findings []diag.Finding

	actors   map[string]*program.Actor   // by id, once somebody asked
	sessions map[string]*program.Session // likewise
	turned   bool                        // what comes is on turned pages
	printed  map[string]bool             // ids of what a block has printed
	prose    map[string]bool             // what the prose is said to print: ids and kinds of table
	notes    map[int]int                 // footnotes of the prose, by their index there: the number here
	errata   []erratum
	anchors  document.Anchors
	targets  map[string]string // of links within the document: the id of a heading by its own text; nil until the first
	heading  string            // the last one
	short    bool              // names are short ones, in the block at hand
}

func (c *composer) add(f diag.Finding) { c.findings = append(c.findings, f) }

func (c *composer) say(s diag.Severity, rule string, at source.Place, message, remedy string) {
	c.add(diag.Finding{Rule: rule, Verdict: diag.Broken, Severity: s, Message: message, Remedy: remedy, Place: at})
}

func (c *composer) fault(rule string, at source.Place, message, remedy string) {
	c.say(diag.Error, rule, at, message, remedy)
}

func (c *composer) warn(rule string, at source.Place, message, remedy string) {
	c.say(diag.Warning, rule, at, message, remedy)
}

// emit adds blocks to the document, on turned pages if that is what holds.
func (c *composer) emit(blocks ...document.Block) {
	if !c.turned {
		c.doc.Blocks = append(c.doc.Blocks, blocks...)
		return
	}
	c.turn(blocks...)
}

// turn adds blocks on turned pages, those at hand if the last block is such.
func (c *composer) turn(blocks ...document.Block) {
	if n := len(c.doc.Blocks) - 1; n >= 0 {
		if p, ok := c.doc.Blocks[n].(document.Pages); ok && p.Landscape {
			p.Blocks = append(p.Blocks, blocks...)
			c.doc.Blocks[n] = p
			return
		}
	}
	// A heading goes with what it is over.
	n := len(c.doc.Blocks)
	for n > 0 {
		if _, ok := c.doc.Blocks[n-1].(document.Heading); !ok {
			break
		}
		n--
	}
	blocks = slices.Concat(c.doc.Blocks[n:], blocks)
	c.doc.Blocks = append(c.doc.Blocks[:n], document.Pages{Landscape: true, Blocks: blocks})
}

func (c *composer) compose() {
	c.readText()
	if len(c.doc.Blocks) == 0 && len(c.findings) == 0 {
		c.fault("documento", c.text.lineAt(0), "el documento no dice nada", "escriba su texto; patci document --template imprime uno para empezar")
	}
	if !c.bare {
		c.level()
	}
	c.correct()
	c.complete()
}

// level makes the highest heading one of level 1, whatever level the prose
// begins with, and leaves no gap below it.
func (c *composer) level() {
	var used [7]bool
	for _, h := range document.Headings(c.doc.Blocks, 6) {
		used[h.Level] = true
	}
	var to [7]int
	n := 0
	for l := 1; l < len(used); l++ {
		if used[l] {
			n++
		}
		to[l] = n
	}
	each(c.doc.Blocks, func(b document.Block) document.Block {
		if h, ok := b.(document.Heading); ok {
			h.Level = to[h.Level]
			return h
		}
		return b
	})
}

// each replaces every block, those inside others too, from the inside out.
func each(blocks []document.Block, f func(document.Block) document.Block) {
	for i, b := range blocks {
		switch b := b.(type) {
		case document.Pages:
			each(b.Blocks, f)
		case document.Quote:
			each(b.Blocks, f)
		case document.List:
			for _, item := range b.Items {
				each(item, f)
			}
		}
		blocks[i] = f(b)
	}
}

// note adds a footnote and returns its reference.
func (c *composer) note(text []document.Inline) document.Ref {
	c.doc.Notes = append(c.doc.Notes, text)
	return document.Ref{Note: len(c.doc.Notes)}
}

// and joins phrases as Spanish does: a, b y c, but b e intersecretarial.
func and(phrases []string) string {
	n := len(phrases) - 1
	if n < 1 {
		return strings.Join(phrases, "")
	}
	return strings.Join(phrases[:n], ", ") + " " + y(phrases[n]) + " " + phrases[n]
}

// y is «y» before a word, «e» before one that sounds i.
func y(next string) string {
	w := fold(strings.TrimLeft(next, "«“\"("))
	if strings.HasPrefix(w, "i") || strings.HasPrefix(w, "hi") && !strings.HasPrefix(w, "hie") {
		return "e"
	}
	return "y"
}

// fold is a text in lower case without accents.
func fold(s string) string { return folding.Replace(strings.ToLower(s)) }

var folding = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n")

// clip makes a text of the user's fit for a message: short, and in one line.
func clip(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > 60 {
		r = append(r[:59], '…')
	}
	return string(r)
}
