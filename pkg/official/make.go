package official

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // so that they can be read
	_ "image/png"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"patci/pkg/document"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/yamlnode"

	"github.com/yuin/goldmark/ast"
)

// What each kind of patci block makes.

func (c *composer) cover(r *request) []document.Block {
	var of *program.Body
	if len(c.p.Bodies) > 0 {
		of = c.p.Bodies[0]
	}
	if n := r.what; n.Kind == yamlnode.Map { // cover: {of: …}, as much as cover: with the keys beside it
		r.root, r.what = n, nil
		for _, p := range n.Pairs {
			if !slices.ContainsFunc(r.kind.Keys, func(k Key) bool { return k.Name == p.Key.Value }) {
				c.fault("clave-desconocida", r.place(p.Key), fmt.Sprintf("no existe la clave «%s» en un bloque «cover»", clip(p.Key.Value)), meantKey(p.Key.Value, r.kind.Keys))
			}
		}
	} else if n.Kind != yamlnode.Null {
		c.fault("tipo", r.place(n), "«cover» lleva claves", "por ejemplo: cover: {of: pleno}, o solo «cover:»")
	}
	for _, n := range r.nodes("of") {
		if of = c.p.Body(n.Value); of == nil {
			r.unknown(n, "ningún órgano con el identificador", bodyIDs(c.p))
		}
	}
	var out []document.Block
	if n := r.get("image"); n != nil {
		name, _ := r.one(n, "image")
		if i, ok := c.picture(name, r.text("alt"), r.place(n)); ok {
			out = append(out, i)
		}
	}
	line := func(style document.Style, s string) {
		if s != "" {
			out = append(out, document.Paragraph{Style: style, Text: document.Text(s)})
		}
	}
	if of != nil {
		c.doc.Organisation = of.Name.Value
		line(document.Subtitle, written(&of.Common, "name", of.Name.Value))
	}
	title, situation := c.title()
	c.doc.Title = title
	line(document.Title, title)
	line(document.Subtitle, situation)
	for _, s := range r.texts("lines") {
		line(document.Subtitle, s)
	}
	return append(out, document.PageBreak{})
}

func bodyIDs(p *program.Program) []string {
	var out []string
	for _, b := range p.Bodies {
		out = append(out, b.ID.Value)
	}
	return out
}

// title is the programme's title as documents print it, and its situation
// where the title does not say it.
func (c *composer) title() (title, situation string) {
	p := c.p
	title = written(&p.Common, "title", p.Name())
	says := strings.Contains(fold(title), "proyecto")
	if p.Draft() {
		if !says {
			situation = "Proyecto"
		}
		return title, situation
	}
	if says && p.Name() != title {
		w := p.Common.AsWritten["title"]
		c.warn("documento-sin-efecto", w.At, "el programa está aprobado y el título que se imprimiría dice «proyecto»: se imprime el de «title»", "quite «title» de «as_written»")
		title = p.Name()
	}
	situation = "Aprobado"
	if a := p.Approved; a != nil {
		if a.Session.Value != "" {
			situation += " en la " + c.sessionName(a.Session.Value)
		}
		if a.On.Set() {
			situation += " el " + a.On.Day.Spanish()
		}
	}
	return title, situation
}

func (c *composer) contents(r *request) []document.Block {
	title, ok := r.one(r.what, "contents")
	if !ok {
		return nil
	}
	level := 2
	if n := r.get("levels"); n != nil {
		level, _ = r.number(n, "levels", 1, 6)
	}
	return []document.Block{document.Contents{Title: title, Level: level}}
}

func (c *composer) pageBreak(r *request) []document.Block {
	if r.choose(r.what, "break", Key{Name: "page", spanish: []string{"pagina"}}) == "" {
		return nil
	}
	return []document.Block{document.PageBreak{}}
}

func (c *composer) pages(r *request) []document.Block {
	way := r.choose(r.what, "pages", Key{Name: "landscape", spanish: []string{"horizontal", "apaisada", "horizontales"}}, Key{Name: "portrait", spanish: []string{"vertical", "verticales"}})
	if !r.top {
		c.fault("documento", r.place(r.what), "dentro de una lista o una cita no se puede cambiar la orientación de las páginas", "saque el bloque de ella")
		return nil
	}
	c.turned = way == "landscape"
	return nil
}

func (c *composer) inProse(r *request) []document.Block {
	for _, n := range r.scalars(r.what, "in_prose") {
		known := keyNames(tableKeys())
		for _, e := range c.p.Entities() {
			known = append(known, e.ID)
		}
		if !slices.Contains(known, n.Value) {
			r.unknown(n, "ni clase de datos ni nada con el identificador", known)
		}
		c.prose[n.Value] = true
	}
	return nil
}

func (c *composer) signature(r *request) []document.Block {
	var out []document.Block
	line := func(text []document.Inline) {
		out = append(out, document.Paragraph{Style: document.Centred, Text: text})
	}
	if r.what.Kind != yamlnode.Null {
		if s, ok := r.one(r.what, "signature"); ok {
			line(document.Text(s))
		}
	}
	for _, n := range r.nodes("by") {
		name := c.name(n.Value)
		if name == n.Value && !c.known(n.Value) {
			var words []string
			for _, a := range c.p.Actors {
				words = append(words, a.ID.Value)
			}
			r.unknown(n, "ningún actor ni órgano con el identificador", append(bodyIDs(c.p), words...))
			continue
		}
		line(document.Strong(name))
	}
	for _, s := range r.texts("lines") {
		line(document.Text(s))
	}
	if out == nil {
		c.fault("documento", r.place(r.root), "un bloque de firmas está vacío", "por ejemplo: «signature: ATENTAMENTE» y en otro renglón «by: presidencia»")
	}
	return out
}

// known reports whether an id is that of a body, an actor or a seat.
func (c *composer) known(id string) bool {
	return c.p.Body(id) != nil || c.actor(id) != nil ||
		slices.ContainsFunc(slices.Concat(c.p.Members, c.p.Others), func(s *program.Seat) bool { return s.ID.Value == id })
}

// kindOfData reads which data a block shows, and its rows.
func (c *composer) kindOfData(r *request) (Table, []item, bool) {
	word, ok := r.one(r.what, r.kind.Name)
	if !ok {
		return Table{}, nil, false
	}
	tables := Tables()
	i := slices.IndexFunc(tables, func(t Table) bool { return t.Name == word })
	if i < 0 {
		advice := "puede ser: " + strings.Join(keyNames(tableKeys()), ", ")
		if name, spanish, ok := meant(word, tableKeys()); ok {
			advice = fmt.Sprintf("¿quiso decir «%s»?", name)
			if spanish {
				advice = "los valores se escriben en inglés: " + advice
			}
		}
		c.fault("valor", r.place(r.what), fmt.Sprintf("no existe la clase de datos «%s»", clip(word)), advice)
		return Table{}, nil, false
	}
	t := tables[i]
	if n := r.get("of"); n != nil && t.Of == "" {
		c.fault("clave-desconocida", r.place(n), fmt.Sprintf("«%s» no lleva «of»", t.Name), "quite la clave: se toman todos")
	}
	if n := r.get("kind"); n != nil {
		if t.Name != "sessions" {
			c.fault("clave-desconocida", r.place(n), "«kind» es de las sesiones", "quite la clave")
		} else if k := r.text("kind"); !slices.ContainsFunc(c.p.Sessions, func(s *program.Session) bool { return s.KindOf() == k }) && !slices.Contains([]string{"ordinary", "extraordinary", "working_table", "solemn"}, k) {
			c.fault("valor", r.place(n), fmt.Sprintf("no hay sesiones de clase «%s»", clip(k)), "puede ser: ordinary, extraordinary, working_table, solemn, o una del marco normativo")
		}
	}
	c.short = r.get("names") != nil && r.choose(r.get("names"), "names", Key{Name: "full", spanish: []string{"completos"}}, Key{Name: "short", spanish: []string{"cortos"}}) == "short"
	before := len(c.findings)
	items := t.items(c, r)
	for _, x := range items {
		c.printed[x.id] = true
	}
	return t, items, len(items) > 0 || len(c.findings) == before
}

// nothing is what a block that has no rows makes.
func (c *composer) nothing(r *request, t Table) []document.Block {
	if s := r.text("empty"); s != "" {
		return []document.Block{document.Paragraph{Text: document.Text(s)}}
	}
	of := ""
	if n := r.get("of"); n != nil {
		of = " de «" + clip(strings.Join(r.texts("of"), ", ")) + "»"
	}
	c.fault("documento", r.place(r.what), fmt.Sprintf("no hay nada que imprimir: el programa no tiene %s%s", without(t.Doc), of), "quite el bloque, o diga qué imprimir en su lugar con «empty: …»")
	return nil
}

// without drops the article that a noun begins with.
func without(noun string) string {
	_, rest, _ := strings.Cut(noun, " ")
	return rest
}

func (c *composer) data(r *request) []document.Block {
	t, items, ok := c.kindOfData(r)
	defer func() { c.short = false }()
	if t.Name == "" {
		return nil
	}
	cols, keys, headed := c.columns(r, t)
	if !ok || cols == nil {
		return nil
	}
	mark := t.main
	if !slices.Contains(keys, mark) {
		mark = keys[0]
	}
	if n := r.get("footnotes"); n != nil {
		if s, ok := r.one(n, "footnotes"); ok {
			if mark = s; !slices.Contains(keys, s) {
				r.unknown(n, "en la tabla ninguna columna", keys)
			}
		}
	}
	if len(items) == 0 {
		return c.nothing(r, t)
	}
	table := document.Table{Columns: cols, Bare: !headed, Headed: keys[0] == t.main || keys[0] == "number", Label: r.text("caption")}
	if table.Label == "" && !c.bare {
		table.Label = capital(without(t.Doc))
		if c.heading != "" {
			table.Label += ": " + c.heading
		}
	}
	if c.bare {
		items = nil
	}
	for _, x := range items {
		row := make([]document.Cell, 0, len(keys))
		for _, k := range keys {
			cell := document.Text(x.get(k))
			if k == mark && x.footnote != "" {
				cell = append(cell, c.note(document.Text(x.footnote)))
			}
			row = append(row, cell)
		}
		table.Rows = append(table.Rows, row)
	}
	for _, row := range table.Rows { // what fills a cell names no row
		table.Headed = table.Headed && len(document.String(row[0])) <= longestName
	}
	var out []document.Block
	if s := r.text("caption"); s != "" {
		out = append(out, document.Paragraph{Style: document.Caption, Text: document.Text(s)})
	}
	out = append(out, table)
	if !r.yes("landscape", false) {
		return out
	}
	if !r.top {
		c.fault("documento", r.place(r.get("landscape")), "dentro de una lista o una cita no se puede cambiar la orientación de las páginas", "saque la tabla de ella")
		return nil
	}
	c.turn(out...)
	return nil
}

// longestName is how long what names a row may be, in bytes.
const longestName = 120

func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

// columns reads the columns of a table; headed reports whether they have
// headings.
func (c *composer) columns(r *request, t Table) (cols []document.Column, keys []string, headed bool) {
	n := r.get("columns")
	before := len(c.findings)
	add := func(k *yamlnode.Node, heading string) {
		i := slices.IndexFunc(t.Columns, func(x Column) bool { return x.Name == k.Value })
		switch {
		case i < 0:
			c.fault("clave-desconocida", r.place(k), fmt.Sprintf("no existe la columna «%s» en «%s»", clip(k.Value), t.Name), meantKey(k.Value, columnKeys(t.Columns)))
			return
		case slices.Contains(keys, k.Value):
			c.fault("clave-repetida", r.place(k), fmt.Sprintf("la columna «%s» está dos veces", k.Value), "deje una sola")
			return
		}
		col := document.Column{Title: document.Text(heading)}
		if t.Columns[i].number {
			col.Align = document.Centre
		}
		keys, cols = append(keys, k.Value), append(cols, col)
	}
	switch {
	case n == nil:
		c.fault("clave-faltante", r.place(r.what), "a la tabla le faltan sus columnas", "añada «columns: {"+t.example()+"}»; puede llevar: "+strings.Join(keyNames(columnKeys(t.Columns)), ", "))
		return nil, nil, false
	case n.Kind == yamlnode.Map:
		headed = true
		for _, p := range n.Pairs {
			heading, ok := "", p.Value.Kind == yamlnode.Null
			if !ok {
				heading, ok = r.one(p.Value, p.Key.Value)
			}
			if ok {
				add(p.Key, heading)
			}
		}
	case n.Kind == yamlnode.Sequence:
		for _, k := range r.scalars(n, "columns") {
			add(k, "")
		}
	default:
		c.fault("tipo", r.place(n), "«columns» lleva cada columna con su encabezado", "por ejemplo: {"+t.example()+"}")
		return nil, nil, false
	}
	if keys == nil {
		if len(c.findings) == before {
			c.fault("clave-faltante", r.place(n), "a la tabla le faltan sus columnas", "por ejemplo: {"+t.example()+"}; puede llevar: "+strings.Join(keyNames(columnKeys(t.Columns)), ", "))
		}
		return nil, nil, false
	}
	if w := r.get("widths"); w != nil {
		if w.Kind != yamlnode.Map {
			c.fault("tipo", r.place(w), "«widths» lleva cada columna con su parte del ancho", "por ejemplo: {title: 3, date: 1}")
		}
		for k, key := range keys { // those that it does not name have what is usual
			i := slices.IndexFunc(t.Columns, func(x Column) bool { return x.Name == key })
			cols[k].Width = t.Columns[i].width
		}
		for _, p := range w.Pairs {
			i := slices.Index(keys, p.Key.Value)
			if i < 0 {
				r.unknown(p.Key, "en la tabla ninguna columna", keys)
				continue
			}
			if v, ok := r.number(p.Value, "widths", 1, 100); ok {
				cols[i].Width = v
			}
		}
	}
	return cols, keys, headed
}

// example is two columns of the table.
func (t Table) example() string {
	var out []string
	for _, k := range t.Columns[:2] {
		out = append(out, k.Name+": "+k.Heading)
	}
	return strings.Join(out, ", ")
}

func (c *composer) list(r *request) []document.Block {
	t, items, ok := c.kindOfData(r)
	defer func() { c.short = false }()
	if !ok {
		return nil
	}
	show := t.main
	if n := r.get("show"); n != nil {
		if s, ok := r.one(n, "show"); ok {
			if show = s; !slices.ContainsFunc(t.Columns, func(x Column) bool { return x.Name == s }) {
				r.unknown(n, "en «"+t.Name+"» ninguna columna", keyNames(columnKeys(t.Columns)))
			}
		}
	}
	ordered := r.yes("numbered", t.Name == "members")
	punctuation := "sentences"
	if t.Name == "members" || t.Name == "participants" {
		punctuation = "enumeration"
	}
	if n := r.get("punctuation"); n != nil {
		punctuation = r.choose(n, "punctuation", Key{Name: "enumeration", spanish: []string{"enumeracion"}}, Key{Name: "sentences", spanish: []string{"oraciones", "puntos"}}, Key{Name: "none", spanish: []string{"ninguna", "nada"}})
	}
	if len(items) == 0 {
		return c.nothing(r, t)
	}
	l := document.List{Ordered: ordered, Start: 1}
	if c.bare {
		items = nil
	}
	for i, x := range items {
		text := x.get(show)
		end := ""
		switch {
		case punctuation == "none":
		case punctuation == "sentences" || i == len(items)-1:
			end = "."
		case i == len(items)-2:
			end = "; " + y(items[i+1].get(show))
		default:
			end = ";"
		}
		if strings.HasSuffix(text, end) {
			end = ""
		}
		in := document.Text(text)
		switch {
		case x.footnote != "":
			in = append(in, c.note(document.Text(x.footnote)))
			in = append(in, document.Text(end)...)
		default:
			in = document.Text(text + end)
		}
		l.Items = append(l.Items, []document.Block{document.Paragraph{Text: in}})
	}
	return []document.Block{l}
}

// What an image may be.
const (
	maxImage  = 10 << 20
	maxPixels = 50_000_000
)

// image is an image that stands alone in its paragraph.
func (c *composer) image(n *ast.Image) (document.Image, bool) {
	return c.picture(unescape(n.Destination), c.plain(n), c.text.find(n, string(n.Destination)))
}

// picture reads an image of the programme's folder.
func (c *composer) picture(name, alt string, at source.Place) (document.Image, bool) {
	no := func(what, advice string) (document.Image, bool) {
		c.fault("documento", at, what, advice)
		return document.Image{}, false
	}
	const inFolder = "ponga el archivo en la carpeta del programa y escriba su nombre, por ejemplo: escudo.png"
	switch {
	case strings.Contains(name, ":") || strings.HasPrefix(name, "//"):
		return no(fmt.Sprintf("la imagen «%s» está fuera del programa", clip(name)), inFolder)
	case !fs.ValidPath(name) || strings.Contains(name, `\`):
		return no(fmt.Sprintf("«%s» no es un archivo de la carpeta del programa", clip(name)), inFolder)
	case c.fsys == nil:
		return no(fmt.Sprintf("no se encontró la imagen «%s»", clip(name)), inFolder)
	case strings.TrimSpace(alt) == "":
		return no(fmt.Sprintf("la imagen «%s» no dice qué muestra", clip(name)), "escriba entre los corchetes qué se ve, para quien no la ve: ![Escudo nacional]("+path.Base(name)+")")
	}
	// Not even opened unless it is a file: a pipe would be waited for.
	if info, err := fs.Stat(c.fsys, name); errors.Is(err, fs.ErrNotExist) {
		return no(fmt.Sprintf("no se encontró la imagen «%s»", clip(name)), inFolder)
	} else if err == nil && !info.Mode().IsRegular() {
		return no(fmt.Sprintf("«%s» no es un archivo", clip(name)), inFolder)
	}
	f, err := c.fsys.Open(name)
	if err != nil {
		return no(fmt.Sprintf("no se pudo leer la imagen «%s»", clip(name)), inFolder)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxImage+1))
	if err != nil {
		return no(fmt.Sprintf("no se pudo leer la imagen «%s»", clip(name)), inFolder)
	}
	if len(data) > maxImage {
		return no(fmt.Sprintf("la imagen «%s» ocupa más de 10 MB", clip(name)), "redúzcala")
	}
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return no(fmt.Sprintf("«%s» no es una imagen PNG ni JPEG", clip(name)), "guárdela en uno de esos formatos")
	}
	if config.Width < 1 || config.Height < 1 || config.Width*config.Height > maxPixels {
		return no(fmt.Sprintf("la imagen «%s» mide %d × %d puntos", clip(name), config.Width, config.Height), "redúzcala")
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return no(fmt.Sprintf("la imagen «%s» está dañada", clip(name)), "guárdela otra vez")
	}
	return document.Image{Alt: alt, Type: "image/" + kind, Data: data, Width: config.Width, Height: config.Height}, true
}
