// Package docx draws a document as WordprocessingML (ECMA-376, transitional),
// the format of Word, which LibreOffice reads too.
//
// It writes the package itself, over archive/zip, because no library would do:
// github.com/fumiama/go-docx is under the AGPL, has no headers and no
// footnotes, and its bytes differ from run to run; godocx can add neither
// footnotes nor headers; both leave the grid of a table empty.
//
// The same document gives the same bytes: no clock, no random id.
//
// # The table of contents
//
// The number of a page is known once pages are laid out, which Word and
// LibreOffice do and this package does not: a number estimated here would be
// wrong now and then, and nobody would notice. Asking Word to compute all
// fields as it opens the file (w:updateFields, w:dirty) makes it ask whoever
// opens it whether to «actualizar los campos» that «pueden hacer referencia a
// otros archivos», which frightens, and is reported not to work with each
// version. So neither is written. A Contents is a TOC field whose entries are
// there already, each a link to its heading with a PAGEREF field that has no
// result yet and no dots that lead to it: it reads as a finished list of
// titles. Word fills the numbers in when it prints, shows the print preview or
// makes a PDF; to update the field (F9, or «Actualizar tabla» above it) makes
// it anew, with dots and numbers.
package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"patci/pkg/document"
)

// The namespaces and the types of relationships and parts.
const (
	header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	nsW       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsR       = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsWP      = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsA       = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsPic     = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	nsPackage = "http://schemas.openxmlformats.org/package/2006/"

	typeWord = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// levels is how many levels of headings there are.
const levels = 6

// page is a sheet of paper and its margins, in twentieths of a point.
type page struct {
	width, height int
	landscape     bool
}

// Letter paper, upright and turned.
var (
	portrait  = page{width: 12240, height: 15840}
	landscape = page{width: 15840, height: 12240, landscape: true}
)

const (
	side   = 1300 // the margins at both sides
	top    = 1560
	bottom = 1300
	edge   = 680 // from the paper's edge to the header, and to the footer
)

// text is how wide a line is.
func (p page) text() int { return p.width - 2*side }

// depth is how much of a page text may take.
func (p page) depth() int { return p.height - top - bottom }

// suffix parts the names of what belongs to pages of one orientation.
func (p page) suffix() string {
	if p.landscape {
		return "2"
	}
	return "1"
}

// Write draws a document as a .docx file. It fails where w does, and where the
// document refers to a footnote it has not got or holds a picture that is
// neither PNG nor JPEG.
func Write(w io.Writer, d *document.Document) error {
	p, err := prepare(d)
	if err != nil {
		return err
	}
	if err := p.write(); err != nil {
		return err
	}
	return p.save(w)
}

// part is one XML file of the package with what it refers to.
type part struct {
	markup
	relations []relation
	links     map[string]string // the relation to each address
}

// relation is a reference from a part to another or to an address.
type relation struct {
	id, kind, target string
	external         bool
}

// relate adds a relation and gives its id.
func (p *part) relate(kind, target string, external bool) string {
	id := "rId" + strconv.Itoa(len(p.relations)+1)
	p.relations = append(p.relations, relation{id: id, kind: nsR + "/" + kind, target: target, external: external})
	return id
}

// relationships is the file that lists relations.
func relationships(rs []relation) string {
	var m markup
	m.WriteString(header)
	m.open("Relationships", "xmlns", nsPackage+"relationships")
	for _, r := range rs {
		a := []string{"Id", r.id, "Type", r.kind, "Target", r.target}
		if r.external {
			a = append(a, "TargetMode", "External")
		}
		m.empty("Relationship", a...)
	}
	m.close("Relationships")
	return m.String()
}

// file is one file of the package.
type file struct {
	name, kind string // kind is its content type, "" if its extension tells
	data       []byte
}

// save writes the package.
func (p *printer) save(w io.Writer) error {
	body, notes := &p.body, &p.notes
	files := []file{ // the document is the first of them: file(1) tells by it what the package is
		{"word/document.xml", typeWord + "document.main+xml", body.Bytes()},
		{"word/footnotes.xml", typeWord + "footnotes+xml", notes.Bytes()},
		{"word/styles.xml", typeWord + "styles+xml", []byte(styles())},
		{"word/settings.xml", typeWord + "settings+xml", []byte(settings())},
		{"word/fontTable.xml", typeWord + "fontTable+xml", []byte(fonts)},
		{"word/numbering.xml", typeWord + "numbering+xml", []byte(p.numbering())},
	}
	for _, h := range p.margins {
		kind := "header"
		if h.footer {
			kind = "footer"
		}
		files = append(files, file{"word/" + h.name, typeWord + kind + "+xml", []byte(h.text)})
	}
	files = append(files,
		file{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", []byte(core(p.d))},
		file{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", []byte(app(p.d))},
	)

	var types markup
	types.WriteString(header)
	types.open("Types", "xmlns", nsPackage+"content-types")
	types.empty("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	types.empty("Default", "Extension", "xml", "ContentType", "application/xml")
	for _, extension := range []string{"png", "jpeg"} {
		if slices.ContainsFunc(p.pictures, func(m picture) bool { return m.extension == extension }) {
			types.empty("Default", "Extension", extension, "ContentType", "image/"+extension)
		}
	}
	for _, f := range files {
		types.empty("Override", "PartName", "/"+f.name, "ContentType", f.kind)
	}
	types.close("Types")

	all := []file{
		{name: "[Content_Types].xml", data: types.Bytes()}, // first, so that a look at the first bytes tells what it is
		{name: "_rels/.rels", data: []byte(relationships([]relation{
			{id: "rId1", kind: nsR + "/officeDocument", target: "word/document.xml"},
			{id: "rId2", kind: nsPackage + "relationships/metadata/core-properties", target: "docProps/core.xml"},
			{id: "rId3", kind: nsR + "/extended-properties", target: "docProps/app.xml"},
		}))},
	}
	all = append(all, files...)
	all = append(all, file{name: "word/_rels/document.xml.rels", data: []byte(relationships(body.relations))})
	if len(notes.relations) > 0 {
		all = append(all, file{name: "word/_rels/footnotes.xml.rels", data: []byte(relationships(notes.relations))})
	}
	for _, m := range p.pictures {
		all = append(all, file{name: "word/" + m.name, data: m.data})
	}

	// The first day that a ZIP file can tell: the same bytes on every day.
	made := time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)
	z := zip.NewWriter(w)
	for _, f := range all {
		to, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return fmt.Errorf("no se pudo escribir el documento: %w", err)
		}
		if _, err := to.Write(f.data); err != nil {
			return fmt.Errorf("no se pudo escribir el documento: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("no se pudo escribir el documento: %w", err)
	}
	return nil
}
