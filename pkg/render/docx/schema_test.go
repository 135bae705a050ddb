package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// sequences are the children that the schema (ECMA-376, transitional) lets
// each element have, in its order; * follows one that may be repeated, and
// those joined by | stand in any order among themselves. Word does not open a
// file that breaks it. An element that is not listed has no children, and one
// that the package never writes is not listed at all.
var sequences = map[string]string{
	"w:document":  "w:background w:body",
	"w:body":      "w:p*|w:tbl*|w:sdt* w:sectPr",
	"w:hdr":       "w:p*|w:tbl*",
	"w:ftr":       "w:p*|w:tbl*",
	"w:p":         "w:pPr w:r*|w:hyperlink*|w:bookmarkStart*|w:bookmarkEnd*",
	"w:hyperlink": "w:r*|w:bookmarkStart*|w:bookmarkEnd*",
	"w:r":         "w:rPr w:t*|w:br*|w:tab*|w:fldChar*|w:instrText*|w:footnoteReference*|w:footnoteRef*|w:separator*|w:continuationSeparator*|w:drawing*",
	"w:pPr": "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:suppressLineNumbers w:pBdr w:shd w:tabs " +
		"w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid " +
		"w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl " +
		"w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange",
	"w:rPr": "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint w:noProof w:snapToGrid " +
		"w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs " +
		"w:em w:lang w:eastAsianLayout w:specVanish w:oMath",
	"w:numPr": "w:ilvl w:numId",
	"w:pBdr":  "w:top w:left w:bottom w:right w:between w:bar",
	"w:tabs":  "w:tab*",
	"w:sectPr": "w:headerReference*|w:footerReference* w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols " +
		"w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid w:printerSettings",
	"w:tbl": "w:tblPr w:tblGrid w:tr*",
	"w:tblPr": "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders " +
		"w:shd w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription w:tblPrChange",
	"w:tblGrid":    "w:gridCol* w:tblGridChange",
	"w:tr":         "w:tblPrEx w:trPr w:tc*",
	"w:trPr":       "w:cnfStyle|w:divId|w:gridBefore|w:gridAfter|w:wBefore|w:wAfter|w:cantSplit|w:trHeight|w:tblHeader|w:tblCellSpacing|w:jc|w:hidden",
	"w:tc":         "w:tcPr w:p*|w:tbl*",
	"w:tcPr":       "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection w:tcFitText w:vAlign w:hideMark",
	"w:tblBorders": "w:top w:left w:bottom w:right w:insideH w:insideV",
	"w:tcBorders":  "w:top w:left w:bottom w:right w:insideH w:insideV w:tl2br w:tr2bl",
	"w:tblCellMar": "w:top w:left w:bottom w:right",

	"w:sdt":        "w:sdtPr w:sdtEndPr w:sdtContent",
	"w:sdtPr":      "w:rPr w:alias w:tag w:id w:lock w:placeholder w:temporary w:showingPlcHdr w:dataBinding w:label w:tabIndex w:docPartObj",
	"w:docPartObj": "w:docPartGallery w:docPartCategory w:docPartUnique",
	"w:sdtContent": "w:p*|w:tbl*",

	"w:drawing":            "wp:inline*",
	"wp:inline":            "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
	"wp:cNvGraphicFramePr": "a:graphicFrameLocks",
	"a:graphic":            "a:graphicData",
	"a:graphicData":        "pic:pic",
	"pic:pic":              "pic:nvPicPr pic:blipFill pic:spPr",
	"pic:nvPicPr":          "pic:cNvPr pic:cNvPicPr",
	"pic:blipFill":         "a:blip a:srcRect a:stretch",
	"a:stretch":            "a:fillRect",
	"pic:spPr":             "a:xfrm a:prstGeom",
	"a:xfrm":               "a:off a:ext",
	"a:prstGeom":           "a:avLst",

	"w:styles":      "w:docDefaults w:latentStyles w:style*",
	"w:docDefaults": "w:rPrDefault w:pPrDefault",
	"w:rPrDefault":  "w:rPr",
	"w:pPrDefault":  "w:pPr",
	"w:style": "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:locked w:personal " +
		"w:personalCompose w:personalReply w:rsid w:pPr w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr*",
	"w:tblStylePr": "w:pPr w:rPr w:tblPr w:trPr w:tcPr",

	"w:numbering":   "w:numPicBullet* w:abstractNum* w:num* w:numIdMacAtCleanup",
	"w:abstractNum": "w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink w:lvl*",
	"w:lvl":         "w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId w:legacy w:lvlJc w:pPr w:rPr",
	"w:num":         "w:abstractNumId w:lvlOverride*",
	"w:lvlOverride": "w:startOverride w:lvl",

	"w:footnotes": "w:footnote*",
	"w:footnote":  "w:p*|w:tbl*",

	"w:settings": "w:writeProtection w:view w:zoom w:removePersonalInformation w:mirrorMargins w:defaultTabStop w:autoHyphenation w:evenAndOddHeaders " +
		"w:characterSpacingControl w:updateFields w:hdrShapeDefaults w:footnotePr w:endnotePr w:compat w:docVars w:rsids w:attachedSchema w:themeFontLang " +
		"w:clrSchemeMapping w:decimalSymbol w:listSeparator",
	"w:footnotePr": "w:pos w:numFmt w:numStart w:numRestart w:footnote*",
	"w:compat":     "w:doNotExpandShiftReturn w:compatSetting*",

	"w:fonts": "w:font*",
	"w:font":  "w:altName w:panose1 w:charset w:family w:notTrueType w:pitch w:sig",

	"cp:coreProperties": "dc:title|dc:creator|dc:language|cp:contentStatus",
	"Properties":        "Application|Company",
	"Types":             "Default*|Override*",
	"Relationships":     "Relationship*",
}

// places are where the children of each element stand in its sequence, and
// whether they may stand there again.
var places = func() map[string]map[string]slot {
	out := map[string]map[string]slot{}
	for element, sequence := range sequences {
		out[element] = map[string]slot{}
		for i, group := range strings.Fields(sequence) {
			for _, name := range strings.Split(group, "|") {
				child, again := strings.CutSuffix(name, "*")
				out[element][child] = slot{i, again}
			}
		}
	}
	return out
}()

type slot struct {
	at    int
	again bool
}

// node is an element that was read.
type node struct {
	name       string
	attributes map[string]string
	children   []*node
	text       string
}

var prefixes = map[string]string{
	nsW: "w:", nsR: "r:", nsWP: "wp:", nsA: "a:", nsPic: "pic:", "http://www.w3.org/XML/1998/namespace": "xml:",
	nsPackage + "metadata/core-properties": "cp:", "http://purl.org/dc/elements/1.1/": "dc:",
}

func parseXML(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	stack := []*node{root}
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch x := token.(type) {
		case xml.StartElement:
			n := &node{name: prefixes[x.Name.Space] + x.Name.Local, attributes: map[string]string{}}
			for _, a := range x.Attr {
				name := prefixes[a.Name.Space] + a.Name.Local
				if _, twice := n.attributes[name]; twice {
					return nil, fmt.Errorf("%s has %s twice", n.name, name)
				}
				n.attributes[name] = a.Value
			}
			last := stack[len(stack)-1]
			last.children = append(last.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			stack[len(stack)-1].text += string(x)
		}
	}
	if len(root.children) != 1 {
		return nil, fmt.Errorf("%d roots", len(root.children))
	}
	return root.children[0], nil
}

// walk calls f for an element and all in it, with those it stands in.
func (n *node) walk(f func(n *node, above []*node)) { n.walkIn(nil, f) }

func (n *node) walkIn(above []*node, f func(n *node, above []*node)) {
	f(n, above)
	above = append(above, n)
	for _, c := range n.children {
		c.walkIn(above, f)
	}
}

func (n *node) child(name string) *node {
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// all lists the elements of a name.
func (n *node) all(name string) []*node {
	var out []*node
	n.walk(func(n *node, _ []*node) {
		if n.name == name {
			out = append(out, n)
		}
	})
	return out
}

// contains is the text of an element, with its tabs and line breaks.
func (n *node) contains() string {
	var b strings.Builder
	n.walk(func(n *node, _ []*node) {
		switch n.name {
		case "w:t":
			b.WriteString(n.text)
		case "w:tab":
			if len(n.attributes) == 0 {
				b.WriteByte('\t')
			}
		case "w:br":
			b.WriteByte('\n')
		}
	})
	return b.String()
}

// opened is a package that was read back.
type opened struct {
	parts map[string][]byte
	xml   map[string]*node
}

func open(t testing.TB, data []byte) opened {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	o := opened{map[string][]byte{}, map[string]*node{}}
	for i, f := range z.File {
		if i == 0 && f.Name != "[Content_Types].xml" {
			t.Errorf("the first file is %s", f.Name)
		}
		if _, twice := o.parts[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		if y := f.Modified.UTC().Year(); y != 1980 {
			t.Errorf("%s was made in %d", f.Name, y)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		o.parts[f.Name], err = io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			o.xml[f.Name], err = parseXML(o.parts[f.Name])
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return o
}

// names lists the XML files in order.
func (o opened) names() []string {
	var out []string
	for name := range o.xml {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// verify finds what would keep Word from opening a package without a question.
func verify(t testing.TB, data []byte) opened {
	t.Helper()
	o := open(t, data)
	for _, name := range o.names() {
		o.xml[name].walk(func(n *node, above []*node) { verifyOrder(t, name, n) })
	}
	verifyPackage(t, o)
	for _, name := range []string{"word/document.xml", "word/footnotes.xml"} {
		verifyPart(t, o, name)
	}
	verifyTables(t, o.xml["word/document.xml"])
	verifyNotes(t, o)
	verifyStyles(t, o)
	return o
}

func verifyOrder(t testing.TB, part string, n *node) {
	t.Helper()
	sequence, known := places[n.name]
	if !known && len(n.children) > 0 {
		t.Errorf("%s: nothing is known about what %s holds", part, n.name)
		return
	}
	if strings.TrimSpace(n.text) != "" && known {
		t.Errorf("%s: %s holds the text %q", part, n.name, n.text)
	}
	last, seen := -1, map[string]bool{}
	for _, c := range n.children {
		slot, allowed := sequence[c.name]
		at, again := slot.at, slot.again
		switch {
		case !allowed:
			t.Errorf("%s: %s may not hold %s", part, n.name, c.name)
		case at < last:
			t.Errorf("%s: in %s, %s comes too late", part, n.name, c.name)
		case seen[c.name] && !again:
			t.Errorf("%s: %s holds %s twice", part, n.name, c.name)
		}
		last = max(last, at)
		seen[c.name] = true
	}
}

// verifyPackage: each relation leads to a file, each file is of a declared
// kind, each id that is used is there.
func verifyPackage(t testing.TB, o opened) {
	t.Helper()
	defaults, overrides := map[string]bool{}, map[string]bool{}
	for _, c := range o.xml["[Content_Types].xml"].children {
		switch c.name {
		case "Default":
			defaults[c.attributes["Extension"]] = true
		case "Override":
			part := strings.TrimPrefix(c.attributes["PartName"], "/")
			if overrides[part] || o.parts[part] == nil {
				t.Errorf("the kind of %s is told twice, or it is not there", part)
			}
			overrides[part] = true
		}
	}
	reached := map[string]bool{"[Content_Types].xml": true}
	for _, name := range o.names() {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		reached[name] = true
		source := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		ids := map[string]string{}
		for _, r := range o.xml[name].children {
			id, target := r.attributes["Id"], r.attributes["Target"]
			if ids[id] != "" {
				t.Errorf("%s: %s is there twice", name, id)
			}
			ids[id] = r.attributes["Type"]
			if r.attributes["TargetMode"] == "External" {
				if !webAddress().MatchString(target) && !mailAddress().MatchString(target) || strings.ContainsAny(target, " <>\"{}|\\^`") {
					t.Errorf("%s: %q is no address", name, target)
				}
				continue
			}
			part := path.Join(path.Dir(path.Dir(name)), target)
			if o.parts[part] == nil {
				t.Errorf("%s: %s is not there", name, part)
			}
			reached[part] = true
		}
		used := map[string]bool{}
		if source == "." || o.xml[source] == nil {
			continue
		}
		o.xml[source].walk(func(n *node, _ []*node) {
			for _, a := range []string{"r:id", "r:embed"} {
				id, has := n.attributes[a]
				if !has {
					continue
				}
				want := map[string]string{"w:hyperlink": "hyperlink", "a:blip": "image", "w:headerReference": "header", "w:footerReference": "footer"}[n.name]
				if want == "" || !strings.HasSuffix(ids[id], "/"+want) {
					t.Errorf("%s: %s names %q, which is %q", source, n.name, id, ids[id])
				}
				used[id] = true
			}
		})
		for id, kind := range ids {
			if strings.HasSuffix(kind, "/hyperlink") && !used[id] || strings.HasSuffix(kind, "/image") && !used[id] {
				t.Errorf("%s: nothing uses %s", name, id)
			}
		}
	}
	for name := range o.parts {
		if !reached[name] {
			t.Errorf("no relation leads to %s", name)
		}
		if !overrides[name] && !defaults[strings.TrimPrefix(path.Ext(name), ".")] {
			t.Errorf("the kind of %s is not told", name)
		}
	}
}

// verifyPart: bookmarks in pairs, fields closed, links that lead somewhere,
// ids given once.
func verifyPart(t testing.TB, o opened, name string) {
	t.Helper()
	marks, names := map[string]bool{}, map[string]bool{}
	o.xml["word/document.xml"].walk(func(n *node, _ []*node) {
		if n.name == "w:bookmarkStart" {
			names[n.attributes["w:name"]] = true
		}
	})
	begun, drawn, folded := map[string]bool{}, map[string]bool{}, map[string]bool{}
	depth := []string{}
	o.xml[name].walk(func(n *node, above []*node) {
		switch n.name {
		case "w:bookmarkStart":
			id, mark := n.attributes["w:id"], n.attributes["w:name"]
			if marks[id] || folded[strings.ToLower(mark)] {
				t.Errorf("%s: the bookmark %s (%s) is there twice", name, mark, id)
			}
			if len(mark) > 40 || mark == "" || strings.Trim(mark, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "" || '0' <= mark[0] && mark[0] <= '9' {
				t.Errorf("%s: %q is no name for a bookmark", name, mark)
			}
			marks[id], folded[strings.ToLower(mark)], begun[id] = true, true, true
		case "w:bookmarkEnd":
			id := n.attributes["w:id"]
			if !begun[id] {
				t.Errorf("%s: the bookmark %s ends before it begins", name, id)
			}
			delete(begun, id)
		case "w:hyperlink":
			if anchor, ok := n.attributes["w:anchor"]; ok && !names[anchor] {
				t.Errorf("%s: a link leads to %q, which is nowhere", name, anchor)
			}
			for _, a := range above {
				if a.name == "w:hyperlink" {
					t.Errorf("%s: a link stands in a link", name)
				}
			}
		case "w:fldChar":
			switch kind := n.attributes["w:fldCharType"]; kind {
			case "begin":
				depth = append(depth, kind)
			case "separate":
				if len(depth) == 0 || depth[len(depth)-1] != "begin" {
					t.Fatalf("%s: a field is parted that has not begun", name)
				}
				depth[len(depth)-1] = kind
			case "end":
				if len(depth) == 0 {
					t.Fatalf("%s: a field ends that has not begun", name)
				}
				depth = depth[:len(depth)-1]
			}
		case "w:instrText":
			f := strings.Fields(n.text)
			if (f[0] == "PAGEREF" || f[0] == "NOTEREF") && !names[f[1]] {
				t.Errorf("%s: %s names no bookmark", name, n.text)
			}
		case "wp:docPr", "w:sdt":
			id := n.attributes["id"]
			if n.name == "w:sdt" {
				id = n.child("w:sdtPr").child("w:id").attributes["w:val"]
			}
			if drawn[id] {
				t.Errorf("%s: the id %s is given twice", name, id)
			}
			drawn[id] = true
		}
	})
	if len(begun) > 0 || len(depth) > 0 {
		t.Errorf("%s: %d bookmarks and %d fields do not end", name, len(begun), len(depth))
	}
}

// verifyTables: a grid as wide as the table, as many cells as it has columns,
// a paragraph at the end of each, rows that are not cut, and a paragraph
// between tables.
func verifyTables(t testing.TB, document *node) {
	t.Helper()
	document.walk(func(n *node, _ []*node) {
		for i, c := range n.children {
			if c.name == "w:tbl" && (i+1 == len(n.children) || n.children[i+1].name == "w:tbl" || n.children[i+1].name == "w:sectPr") {
				t.Errorf("no paragraph follows a table in %s", n.name)
			}
		}
		if n.name != "w:tbl" {
			return
		}
		width, columns := 0, n.child("w:tblGrid").all("w:gridCol")
		for _, c := range columns {
			w, err := strconv.Atoi(c.attributes["w:w"])
			if err != nil || w <= 0 {
				t.Errorf("a column is %q wide", c.attributes["w:w"])
			}
			width += w
		}
		if got := n.child("w:tblPr").child("w:tblW").attributes["w:w"]; got != strconv.Itoa(width) {
			t.Errorf("a table of %s has columns of %d", got, width)
		}
		body, rows := false, 0
		for _, r := range n.children {
			if r.name != "w:tr" {
				continue
			}
			rows++
			if r.child("w:trPr").child("w:cantSplit") == nil {
				t.Error("a row may be cut")
			}
			head := r.child("w:trPr").child("w:tblHeader") != nil
			if head && body {
				t.Error("a header row stands below others")
			}
			body = body || !head
			cells := 0
			for _, c := range r.children {
				if c.name != "w:tc" {
					continue
				}
				if got := c.child("w:tcPr").child("w:tcW").attributes["w:w"]; cells < len(columns) && got != columns[cells].attributes["w:w"] {
					t.Errorf("a cell is %s wide in a column of %s", got, columns[cells].attributes["w:w"])
				}
				cells++
				if last := c.children[len(c.children)-1]; last.name != "w:p" {
					t.Errorf("a cell ends with %s", last.name)
				}
			}
			if cells != len(columns) {
				t.Errorf("a row has %d cells for %d columns", cells, len(columns))
			}
		}
		if rows == 0 {
			t.Error("a table has no rows")
		}
	})
}

// verifyNotes: each footnote is referred to once, in the order of its number.
func verifyNotes(t testing.TB, o opened) {
	t.Helper()
	var used, there []string
	for _, r := range o.xml["word/document.xml"].all("w:footnoteReference") {
		used = append(used, r.attributes["w:id"])
	}
	for i, n := range o.xml["word/footnotes.xml"].children {
		id := n.attributes["w:id"]
		if id != strconv.Itoa(i) {
			t.Errorf("footnote %d has the id %s", i, id)
		}
		if i > 1 {
			there = append(there, id)
		}
	}
	if !slices.Equal(used, there) {
		t.Errorf("footnotes %v are used, and %v are there", used, there)
	}
	if n := len(o.xml["word/footnotes.xml"].all("w:footnoteReference")); n > 0 {
		t.Errorf("%d footnotes stand in footnotes", n)
	}
}

// verifyStyles: each style that is named is there, of the kind that is meant,
// and so is each list.
func verifyStyles(t testing.TB, o opened) {
	t.Helper()
	kinds := map[string]string{}
	for _, s := range o.xml["word/styles.xml"].all("w:style") {
		id := s.attributes["w:styleId"]
		if kinds[id] != "" {
			t.Errorf("the style %s is there twice", id)
		}
		kinds[id] = s.attributes["w:type"]
	}
	lists := map[string]bool{}
	for _, n := range o.xml["word/numbering.xml"].children {
		if n.name == "w:num" {
			lists[n.attributes["w:numId"]] = true
		}
	}
	for _, name := range o.names() {
		o.xml[name].walk(func(n *node, above []*node) {
			id := n.attributes["w:val"]
			want := map[string]string{"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}[n.name]
			if n.name == "w:basedOn" || n.name == "w:next" {
				want = above[len(above)-1].attributes["w:type"]
			}
			if want != "" && kinds[id] != want {
				t.Errorf("%s: %s %q is of kind %q", name, n.name, id, kinds[id])
			}
			if n.name == "w:numId" && !lists[id] {
				t.Errorf("%s: there is no list %s", name, id)
			}
		})
	}
}

// TestVerifyFinds breaks a good package in each way that verify looks for.
func TestVerifyFinds(t *testing.T) {
	good := write(t, everything(t))
	for _, c := range []struct{ part, old, new string }{
		{"word/document.xml", `<w:cantSplit/>`, ``},
		{"word/document.xml", `<w:keepNext/>`, `<w:jc w:val="left"/><w:keepNext/>`},
		{"word/document.xml", `<w:b/><w:bCs/>`, `<w:bCs/><w:b/>`},
		{"word/document.xml", `<w:bookmarkEnd w:id="1"/>`, ``},
		{"word/document.xml", `w:numId w:val="2"`, `w:numId w:val="99"`},
		{"word/document.xml", `w:val="Heading1"`, `w:val="Heading9"`},
		{"word/document.xml", `<w:fldChar w:fldCharType="end"/>`, ``},
		{"word/document.xml", `w:anchor="calendario"`, `w:anchor="otro"`},
		{"word/document.xml", `<w:footnoteReference w:id="2"/>`, ``},
		{"word/_rels/document.xml.rels", `Target="styles.xml"`, `Target="style.xml"`},
		{"word/_rels/document.xml.rels", `Id="rId2"`, `Id="rId1"`},
		{"[Content_Types].xml", `<Default Extension="png" ContentType="image/png"/>`, ``},
		{"[Content_Types].xml", `/word/settings.xml`, `/word/setting.xml`},
		{"word/settings.xml", `<w:decimalSymbol w:val="."/>`, `<w:decimalSymbol w:val="."/><w:compat/>`},
	} {
		var broken bytes.Buffer
		z, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
		if err != nil {
			t.Fatal(err)
		}
		out := zip.NewWriter(&broken)
		for _, f := range z.File {
			w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Modified: f.Modified})
			if err != nil {
				t.Fatal(err)
			}
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			if f.Name == c.part {
				if !strings.Contains(string(data), c.old) {
					t.Fatalf("%s has no %s", c.part, c.old)
				}
				data = []byte(strings.Replace(string(data), c.old, c.new, 1))
			}
			if _, err := w.Write(data); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		r := &recorder{TB: t}
		func() {
			defer func() {
				if x := recover(); x != nil && x != stopped {
					panic(x)
				}
			}()
			verify(r, broken.Bytes())
		}()
		if !r.failed {
			t.Errorf("%s without %s passes", c.part, c.old)
		}
	}
}

// recorder is a test that may fail.
type recorder struct {
	testing.TB
	failed bool
}

const stopped = "stopped"

func (r *recorder) Helper()               {}
func (r *recorder) Error(...any)          { r.failed = true }
func (r *recorder) Errorf(string, ...any) { r.failed = true }
func (r *recorder) Fatal(...any)          { r.failed = true; panic(stopped) }
func (r *recorder) Fatalf(string, ...any) { r.failed = true; panic(stopped) }
