package official

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"patci/pkg/diag"
	"patci/pkg/document"
	"patci/pkg/near"
	"patci/pkg/source"
	"patci/pkg/yamlnode"

	"github.com/yuin/goldmark/ast"
)

// Key is a key of a patci block, for help and completion.
type Key struct {
	Name    string
	Doc     string   // in Spanish
	spanish []string // other words that people write in its place
}

// Block is a kind of patci block: the key that it begins with, and those that
// may stand beside it.
type Block struct {
	Key
	Keys []Key
	make func(*composer, *request) []document.Block
}

var (
	ofKey    = Key{"of", "de qué se toma, por su identificador; o una lista de ellos", []string{"de"}}
	kindKey  = Key{"kind", "solo las sesiones de esa clase: ordinary, extraordinary, working_table, solemn", []string{"clase", "tipo"}}
	namesKey = Key{"names", "full (nombres completos, si no se escribe) o short (los cortos)", []string{"nombres"}}
	emptyKey = Key{"empty", "lo que se dice si no hay nada que imprimir", []string{"vacio", "vacia", "sin_datos"}}
)

// Blocks lists the kinds of patci block.
func Blocks() []Block { return once(&allBlocks, makeBlocks) }

var allBlocks list[Block]

func makeBlocks() []Block {
	return []Block{
		{Key{"cover", "la portada: el órgano, el título y la situación del programa", []string{"portada", "caratula"}}, []Key{
			{"of", "el órgano; el primero del programa si no se escribe", []string{"de", "organo"}},
			{"image", "el archivo de su imagen, PNG o JPEG, en la carpeta del programa", []string{"imagen", "escudo", "logo"}},
			{"alt", "qué muestra la imagen, para quien no la ve", []string{"descripcion", "texto_alternativo"}},
			{"lines", "otros renglones, como el lugar y la fecha", []string{"renglones", "lineas"}},
		}, (*composer).cover},
		{Key{"contents", "el índice, con su título", []string{"indice", "contenido"}}, []Key{
			{"levels", "cuántos niveles de encabezados; 2 si no se escribe", []string{"niveles", "nivel"}},
		}, (*composer).contents},
		{Key{"table", "una tabla de datos", []string{"tabla", "cuadro"}}, []Key{
			ofKey,
			{"columns", "las columnas con su encabezado, o su lista si la tabla no lleva encabezados", []string{"columnas"}},
			{"caption", "el título de la tabla", []string{"titulo", "rotulo"}},
			{"widths", "qué parte del ancho toma cada columna, en números: {title: 3, date: 1}", []string{"anchos", "ancho"}},
			{"footnotes", "la columna que lleva la llamada de las notas al pie; la del nombre si no se escribe", []string{"notas", "notas_al_pie"}},
			kindKey, namesKey,
			{"landscape", "true si va en páginas horizontales", []string{"horizontal", "apaisada"}},
			emptyKey,
		}, (*composer).data},
		{Key{"list", "una lista de datos", []string{"lista", "relacion"}}, []Key{
			ofKey,
			{"show", "qué se dice de cada uno, por el nombre de la columna que lo tendría; su nombre si no se escribe", []string{"muestra", "mostrar"}},
			{"numbered", "true si va numerada; la de los integrantes lo va", []string{"numerada"}},
			{"punctuation", "enumeration (;… y .), sentences (un punto) o none", []string{"puntuacion"}},
			kindKey, namesKey, emptyKey,
		}, (*composer).list},
		{Key{"signature", "el bloque de firmas", []string{"firma", "firmas"}}, []Key{
			{"by", "quién firma, por su identificador; o una lista de ellos", []string{"por", "de", "quien"}},
			{"lines", "otros renglones, como el nombre y el cargo", []string{"renglones", "lineas"}},
		}, (*composer).signature},
		{Key{"break", "page: lo que sigue empieza una página", []string{"salto", "salto_de_pagina"}}, nil, (*composer).pageBreak},
		{Key{"pages", "landscape o portrait: lo que sigue va en páginas horizontales, o vuelve a verticales", []string{"paginas", "orientacion"}}, nil, (*composer).pages},
		{Key{"errata", "lo que el texto dice mal, con lo correcto y su motivo; con --as-written no se corrige", []string{"erratas", "fe_de_erratas", "fe_de_errata"}}, nil, (*composer).readErrata},
		{Key{"in_prose", "de qué datos habla ya el texto sin que un bloque los imprima", []string{"en_prosa", "prosa"}}, nil, (*composer).inProse},
	}
}

// request is a patci block as it was written.
type request struct {
	c    *composer
	node ast.Node
	kind *Block
	what *yamlnode.Node // the value of the first key
	root *yamlnode.Node
	at   func(source.Place) source.Place // of the block's own text, that in document.md
	top  bool
}

// get returns the value of a key, nil if nobody wrote it.
func (r *request) get(key string) *yamlnode.Node {
	n := r.root.Get(key)
	if n == nil || n.Kind == yamlnode.Null {
		return nil
	}
	return n
}

// place is where a node stands in document.md.
func (r *request) place(n *yamlnode.Node) source.Place { return r.at(n.Place) }

// request reads a patci block and composes what it asks for.
func (c *composer) request(n *ast.FencedCodeBlock, top bool) []document.Block {
	own, at := c.excerpt(n)
	root, findings := parsed.parse(own)
	for _, f := range findings {
		f.Place = at(f.Place)
		c.add(f)
	}
	r := &request{c: c, node: n, root: root, at: at, top: top}
	switch {
	case root == nil && findings == nil:
		c.fault("documento", c.fence(n), "un bloque patci está vacío", "escriba qué va ahí, por ejemplo: "+sample)
		return nil
	case root == nil:
		return nil
	case root.Kind != yamlnode.Map:
		if !root.Partial {
			c.fault("tipo", r.place(root), "un bloque patci lleva claves con su valor", "por ejemplo: "+sample)
		}
		return nil
	case len(root.Pairs) == 0:
		c.fault("documento", r.place(root), "un bloque patci está vacío", "escriba qué va ahí, por ejemplo: "+sample)
		return nil
	}
	kinds := Blocks()
	for _, p := range root.Pairs {
		if i := slices.IndexFunc(kinds, func(b Block) bool { return b.Name == p.Key.Value }); i >= 0 {
			if r.kind != nil {
				c.fault("documento", r.place(p.Key), fmt.Sprintf("un bloque patci lleva «%s» y «%s»", r.kind.Name, p.Key.Value), "escriba dos bloques")
				return nil
			}
			r.kind, r.what = &kinds[i], p.Value
		}
	}
	if r.kind == nil {
		k := root.Pairs[0].Key
		c.fault("clave-desconocida", r.place(k), fmt.Sprintf("ningún bloque patci empieza con «%s»", clip(k.Value)), meantKey(k.Value, blockKeys()))
		return nil
	}
	seen := map[string]bool{}
	ok := !root.Partial
	for _, p := range root.Pairs {
		name := p.Key.Value
		switch {
		case seen[name]:
			c.fault("clave-repetida", r.place(p.Key), fmt.Sprintf("la clave «%s» está dos veces", clip(name)), "deje una sola: únicamente se lee la primera")
		case name != r.kind.Name && !slices.ContainsFunc(r.kind.Keys, func(k Key) bool { return k.Name == name }):
			advice := fmt.Sprintf("«%s» no lleva otra clave", r.kind.Name)
			if r.kind.Keys != nil {
				advice = meantKey(name, r.kind.Keys)
			}
			c.fault("clave-desconocida", r.place(p.Key), fmt.Sprintf("no existe la clave «%s» en un bloque «%s»", clip(name), r.kind.Name), advice)
		}
		seen[name] = true
		if p.Value.Kind == yamlnode.Null && !p.Value.Partial && name != "cover" && name != "signature" {
			c.fault("valor-vacio", r.place(p.Key), fmt.Sprintf("la clave «%s» no tiene valor", clip(name)), "escriba el valor o quite la clave")
			ok = ok && name != r.kind.Name
		}
	}
	if !ok {
		return nil
	}
	return r.kind.make(c, r)
}

const sample = "«table: sessions», y en otro renglón «columns: {title: Sesión, date: Fecha}»"

func blockKeys() []Key {
	var keys []Key
	for _, b := range Blocks() {
		keys = append(keys, b.Key)
	}
	return keys
}

// meantKey says which key was meant.
func meantKey(word string, keys []Key) string {
	if name, spanish, ok := meant(word, keys); ok {
		if spanish {
			return fmt.Sprintf("las claves se escriben en inglés: ¿quiso decir «%s»?", name)
		}
		return fmt.Sprintf("¿quiso decir «%s»?", name)
	}
	return "puede ser: " + strings.Join(keyNames(keys), ", ")
}

// meant returns the key that a word is nearest to, and whether the word is the
// Spanish for it.
func meant(word string, keys []Key) (name string, spanish, ok bool) {
	var all []string
	w := strings.ReplaceAll(strings.ReplaceAll(fold(word), " ", "_"), "-", "_")
	for _, k := range keys {
		if slices.Contains(k.spanish, w) {
			return k.Name, true, true
		}
		all = append(append(all, k.Name), k.spanish...)
	}
	found, ok := near.Word(w, all)
	for _, k := range keys {
		if slices.Contains(k.spanish, found) {
			found = k.Name
		}
	}
	return found, false, ok
}

func keyNames(keys []Key) []string {
	var out []string
	for _, k := range keys {
		out = append(out, k.Name)
	}
	return out
}

// excerpt is the text of a fenced block as a file by itself, and what turns a
// place in it into one in document.md.
func (c *composer) excerpt(n *ast.FencedCodeBlock) (*source.File, func(source.Place) source.Place) {
	var data []byte
	type piece struct{ own, doc int }
	var pieces []piece
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		pieces = append(pieces, piece{len(data) + seg.Padding, seg.Start})
		data = append(data, seg.Value(c.text.data)...)
	}
	own := source.New("", data)
	offset := func(p source.Pos) int {
		if len(pieces) == 0 {
			return 0
		}
		o := own.Offset(p)
		i := max(0, sort.Search(len(pieces), func(i int) bool { return pieces[i].own > o })-1)
		return min(pieces[i].doc+max(0, o-pieces[i].own), len(c.text.data))
	}
	return own, func(p source.Place) source.Place {
		if p.File == nil || len(pieces) == 0 {
			return c.fence(n)
		}
		if p.Start.Line == 0 {
			return c.fence(n)
		}
		from := offset(p.Start)
		return c.text.place(from, max(from, offset(p.End)))
	}
}

// parsed are the blocks last read, for all documents: those of a country's
// councils ask for the same, and to read YAML is dear. What is read hangs on
// nothing but the text, and nobody changes it.
var parsed cache

// cache forgets everything once it has cacheSize entries, so that it does not
// grow with what is read; of long texts it takes none.
type cache struct {
	mu sync.RWMutex
	of map[string]tree
}

type tree struct {
	root     *yamlnode.Node
	findings []diag.Finding
}

const cacheSize, cacheText = 2048, 400

func (c *cache) parse(f *source.File) (*yamlnode.Node, []diag.Finding) {
	if len(f.Data) > cacheText {
		return yamlnode.Parse(f)
	}
	c.mu.RLock()
	t, ok := c.of[string(f.Data)]
	c.mu.RUnlock()
	if ok {
		return t.root, t.findings
	}
	t.root, t.findings = yamlnode.Parse(f)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil || len(c.of) >= cacheSize {
		c.of = map[string]tree{}
	}
	c.of[string(f.Data)] = t
	return t.root, t.findings
}

// fence is the place of the line that opens a fenced block.
func (c *composer) fence(n *ast.FencedCodeBlock) source.Place {
	if n.Info != nil {
		return c.text.lineAt(n.Info.Segment.Start)
	}
	return c.text.at(n)
}

// one reads a scalar; ok is false if there is none, or something else, which
// is then told.
func (r *request) one(n *yamlnode.Node, key string) (string, bool) {
	if n == nil {
		return "", false
	}
	if n.Kind != yamlnode.Scalar {
		if !n.Partial {
			r.c.fault("tipo", r.place(n), fmt.Sprintf("«%s» lleva un texto", key), "si el texto lleva «{», «[» o «: », póngalo entre comillas")
		}
		return "", false
	}
	return strings.TrimSpace(n.Value), true
}

// text reads a key's scalar.
func (r *request) text(key string) string {
	s, _ := r.one(r.get(key), key)
	return s
}

// texts reads a key's scalar or list of them.
func (r *request) texts(key string) []string {
	var out []string
	for _, n := range r.nodes(key) {
		out = append(out, strings.TrimSpace(n.Value))
	}
	return out
}

// nodes are the scalars of a key that takes one or a list.
func (r *request) nodes(key string) []*yamlnode.Node { return r.scalars(r.get(key), key) }

func (r *request) scalars(n *yamlnode.Node, key string) []*yamlnode.Node {
	var out []*yamlnode.Node
	switch {
	case n == nil:
	case n.Kind == yamlnode.Sequence:
		for _, item := range n.Items {
			if _, ok := r.one(item, key); ok {
				out = append(out, item)
			}
		}
	default:
		if _, ok := r.one(n, key); ok {
			out = append(out, n)
		}
	}
	return out
}

// choose reads a key that takes one of some words.
func (r *request) choose(n *yamlnode.Node, key string, words ...Key) string {
	s, ok := r.one(n, key)
	if !ok || slices.Contains(keyNames(words), s) {
		return s
	}
	advice := "puede ser: " + strings.Join(keyNames(words), ", ")
	if name, spanish, ok := meant(s, words); ok {
		advice = fmt.Sprintf("¿quiso decir «%s»?", name)
		if spanish {
			advice = "los valores se escriben en inglés: " + advice
		}
	}
	r.c.fault("valor", r.place(n), fmt.Sprintf("«%s» no es un valor de «%s»", clip(s), key), advice)
	return ""
}

// yes reads a key that is true or false; otherwise where nobody wrote it.
func (r *request) yes(key string, otherwise bool) bool {
	n := r.get(key)
	if n == nil {
		return otherwise
	}
	return r.choose(n, key, Key{Name: "true", spanish: []string{"si", "verdadero", "yes"}}, Key{Name: "false", spanish: []string{"no", "falso"}}) == "true"
}

// number reads a whole number.
func (r *request) number(n *yamlnode.Node, key string, low, high int) (int, bool) {
	s, ok := r.one(n, key)
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(s)
	if err != nil || i < low || i > high {
		r.c.fault("valor", r.place(n), fmt.Sprintf("«%s» no es un número de %d a %d", clip(s), low, high), "corrija el número")
		return 0, false
	}
	return i, true
}

// unknown says that a word names nothing.
func (r *request) unknown(n *yamlnode.Node, what string, words []string) {
	advice := ""
	if w, ok := near.Word(n.Value, words); ok {
		advice = fmt.Sprintf("¿quiso decir «%s»?", w)
	} else if len(words) > 0 {
		const most = 12
		advice = "puede ser: " + strings.Join(words[:min(most, len(words))], ", ")
		if len(words) > most {
			advice += ", …"
		}
	}
	r.c.fault("referencia", r.place(n), fmt.Sprintf("no existe %s «%s»", what, clip(n.Value)), advice)
}

// erratum is something that the text says wrong.
type erratum struct {
	written, correct string
	at               source.Place
	found            int
}

// readErrata reads what the text says wrong.
func (c *composer) readErrata(r *request) []document.Block {
	if r.what.Kind != yamlnode.Sequence {
		c.fault("tipo", r.place(r.what), "«errata» lleva una lista", "por ejemplo: [{written: año 2021, correct: año 2022, reason: …}]")
		return nil
	}
	keys := []Key{{"written", "", []string{"dice", "escrito"}}, {"correct", "", []string{"debe_decir", "correcto"}}, {"reason", "", []string{"motivo", "razon"}}}
	for _, item := range r.what.Items {
		if item.Kind != yamlnode.Map {
			c.fault("tipo", r.place(item), "una errata lleva lo que se escribió, lo correcto y el motivo", "por ejemplo: {written: año 2021, correct: año 2022, reason: …}")
			continue
		}
		for _, p := range item.Pairs {
			if !slices.Contains(keyNames(keys), p.Key.Value) {
				c.fault("clave-desconocida", r.place(p.Key), fmt.Sprintf("no existe la clave «%s» en una errata", clip(p.Key.Value)), meantKey(p.Key.Value, keys))
			}
		}
		e := erratum{at: r.place(item)}
		var ok [3]bool
		e.written, ok[0] = r.one(item.Get("written"), "written")
		e.correct, ok[1] = r.one(item.Get("correct"), "correct")
		_, ok[2] = r.one(item.Get("reason"), "reason")
		if !ok[0] || !ok[1] || !ok[2] || e.written == "" {
			c.fault("clave-faltante", e.at, "a una errata le falta lo que dice («written»), lo que debe decir («correct») o por qué («reason»)", "por ejemplo: {written: año 2021, correct: año 2022, reason: el calendario es de 2022}")
			continue
		}
		c.errata = append(c.errata, e)
	}
	return nil
}

// correct applies the errata to all the text of the document.
func (c *composer) correct() {
	if len(c.errata) == 0 {
		return
	}
	text := func(in []document.Inline) {
		for i, x := range in {
			run, ok := x.(document.Run)
			if !ok {
				continue
			}
			for k := range c.errata {
				e := &c.errata[k]
				if n := strings.Count(run.Text, e.written); n > 0 {
					e.found += n
					if !c.o.AsWritten {
						run.Text = strings.ReplaceAll(run.Text, e.written, e.correct)
					}
				}
			}
			in[i] = run
		}
	}
	each(c.doc.Blocks, func(b document.Block) document.Block {
		switch b := b.(type) {
		case document.Heading:
			text(b.Text)
		case document.Paragraph:
			text(b.Text)
		case document.Table:
			for _, col := range b.Columns {
				text(col.Title)
			}
			for _, row := range slices.Concat(b.Rows, b.Footer) {
				for _, cell := range row {
					text(cell)
				}
			}
		}
		return b
	})
	for _, n := range c.doc.Notes {
		text(n)
	}
	for _, e := range c.errata {
		if e.found == 0 {
			c.say(diag.Warning, "documento-sin-efecto", e.at, fmt.Sprintf("la errata no corrige nada: en el documento no se lee «%s»", clip(e.written)), "quítela, o escriba en «written» el texto tal como está")
		}
	}
}
