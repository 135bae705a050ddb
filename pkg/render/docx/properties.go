package docx

import (
	"strconv"
	"sync"

	"patci/pkg/document"
	"patci/pkg/render/palette"
)

// core are the properties that every kind of file has. There is no day among
// them: the document has none that the clock would tell.
func core(d *document.Document) string {
	var m markup
	m.WriteString(header)
	m.open("cp:coreProperties", "xmlns:cp", nsPackage+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	m.element("dc:title", d.Title)
	if d.Organisation != "" {
		m.element("dc:creator", d.Organisation)
	}
	m.element("dc:language", document.Language)
	if d.Status != "" {
		m.element("cp:contentStatus", d.Status)
	}
	m.close("cp:coreProperties")
	return m.String()
}

// app are the properties that documents of an office have.
func app(d *document.Document) string {
	var m markup
	m.WriteString(header)
	m.open("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
	m.element("Application", "patci")
	if d.Organisation != "" {
		m.element("Company", d.Organisation)
	}
	m.close("Properties")
	return m.String()
}

// settings is word/settings.xml. A line broken by hand in a justified
// paragraph is not stretched; compatibility mode 15 is that of Word since 2013,
// without which it shows the file as one of an older version.
var settings = sync.OnceValue(func() string {
	return paint().Replace(header + `<w:settings xmlns:w="` + nsW + `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/><w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/><w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/><w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat><w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`)
})

// fonts is word/fontTable.xml: what takes the place of a font that a machine
// has not got. The Liberation fonts have the widths of Arial and Courier New.
const fonts = header + `<w:fonts xmlns:w="` + nsW + `"><w:font w:name="Arial"><w:altName w:val="Liberation Sans"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font><w:font w:name="Courier New"><w:altName w:val="Liberation Mono"/><w:panose1 w:val="02070309020205020404"/><w:charset w:val="00"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font></w:fonts>`

// margin is a header or a footer.
type margin struct {
	name, text, id string
	footer         bool
}

// makeMargins writes the headers and footers of the pages of an orientation,
// and of a first page if the document opens with its title: there the title
// is not said twice.
func (p *printer) makeMargins(g page) {
	add := func(name, kind, text string) {
		p.margins = append(p.margins, margin{name: name, text: text, id: p.body.relate(kind, name, false), footer: kind == "footer"})
	}
	add("header"+g.suffix()+".xml", "header", p.header(g, true))
	add("footer"+g.suffix()+".xml", "footer", p.footer())
	if !g.landscape && p.titled {
		add("header3.xml", "header", p.header(g, false))
	}
}

// header is the title and, at the right, the status; below it where both do
// not fit on a line.
func (p *printer) header(g page, title bool) string {
	var m markup
	m.WriteString(header)
	m.open("w:hdr", "xmlns:w", nsW)
	m.open("w:p")
	m.open("w:pPr")
	m.empty("w:pStyle", "w:val", "Header")
	if title {
		m.open("w:pBdr")
		m.empty("w:bottom", "w:val", "single", "w:sz", "4", "w:space", "4", "w:color", hex(palette.Line))
		m.close("w:pBdr")
	}
	fits := textWidth(p.d.Title, 17, false)+textWidth(p.d.Status, 17, true)+300 <= g.text()
	if title && p.d.Status != "" && fits {
		m.open("w:tabs")
		m.empty("w:tab", "w:val", "right", "w:pos", strconv.Itoa(g.text()))
		m.close("w:tabs")
	}
	if backwards(p.d.Title) && title {
		m.empty("w:bidi")
	}
	if !title {
		m.empty("w:jc", "w:val", "right")
	}
	m.close("w:pPr")
	if title {
		words(&m, document.Run{Text: p.d.Title}, false)
	}
	if p.d.Status != "" {
		if title {
			m.open("w:r")
			if fits {
				m.empty("w:tab")
			} else {
				m.empty("w:br")
			}
			m.close("w:r")
		}
		words(&m, document.Run{Text: p.d.Status, Bold: true}, false)
	}
	m.close("w:p", "w:hdr")
	return m.String()
}

// footer is «Página X de Y».
func (p *printer) footer() string {
	var m markup
	m.WriteString(header)
	m.open("w:ftr", "xmlns:w", nsW)
	m.open("w:p")
	m.open("w:pPr")
	m.empty("w:pStyle", "w:val", "Footer")
	m.close("w:pPr")
	words(&m, document.Run{Text: "Página "}, false)
	field(&m, " PAGE ", "1", "")
	words(&m, document.Run{Text: " de "}, false)
	field(&m, " NUMPAGES ", "1", "")
	m.close("w:p", "w:ftr")
	return m.String()
}
