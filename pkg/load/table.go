package load

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"patci/pkg/near"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/yamlnode"
)

// value says how one kind of value is read and what the schema says of it.
type value[V any] struct {
	read   func(l *loader, n *yamlnode.Node, path string, v *V)
	schema func(s *schemas) map[string]any
}

// field is one key of an object: its name, what it means, and where its
// value goes. Loader, schema, nearest key and help all come from it.
type field[T any] struct {
	name     string
	doc      string   // Spanish, for the schema and the editor
	spanish  []string // Spanish words that people write in its place
	required bool
	common   bool // belongs to any entity
	silent   bool // what is missing of it is said elsewhere
	read     func(l *loader, n *yamlnode.Node, path string, t *T)
	schema   func(s *schemas) map[string]any
}

// key makes the field name, whose value is read by v into at(t).
func key[T, V any](name, doc string, v value[V], at func(*T) *V) field[T] {
	return field[T]{name: name, doc: doc, schema: v.schema,
		read: func(l *loader, n *yamlnode.Node, path string, t *T) { v.read(l, n, path, at(t)) }}
}

// must marks a key that every such object needs.
func (f field[T]) must() field[T] { f.required = true; return f }

// es adds the Spanish words that are answered with the key.
func (f field[T]) es(words ...string) field[T] { f.spanish = words; return f }

// object is a table of keys.
type object[T any] struct {
	name   string // of its definition in the schema
	doc    string
	fields []field[T]
	// example is one in a line, for who wrote something else.
	example string
	// either are two keys of which it needs one to be referred to.
	either []string
	// extra is what the schema says of the whole object besides its keys.
	extra map[string]any
	// begin is told the place of the object before its keys are read.
	begin func(l *loader, t *T, at source.Place, path string)
	// end checks what no single key can: what is missing, what excludes what.
	end func(l *loader, t *T, n *yamlnode.Node, path string)
	// bare reads a value that is not a map, a short form; it answers false
	// for a node that is none.
	bare       func(l *loader, n *yamlnode.Node, path string, t *T) bool
	bareSchema func(s *schemas) map[string]any
}

// table is a table of keys, made when it is first needed: a command that reads
// no programme pays nothing for it, and a programme only for what it has.
type table[T any] func() *object[T]

func lazy[T any](make func() *object[T]) table[T] { return sync.OnceValue(make) }

// value makes the object the value of a key.
func (t table[T]) value() value[T] {
	return value[T]{
		read: func(l *loader, n *yamlnode.Node, path string, v *T) { t().read(l, n, path, v) },
		schema: func(s *schemas) map[string]any {
			o := t()
			ref := s.ref(o.name, func() map[string]any { return objectSchema(s, o) })
			if o.bareSchema != nil {
				return map[string]any{"anyOf": []any{ref, o.bareSchema(s)}}
			}
			return ref
		},
	}
}

// read fills t from a map. A key that is not in the table, or stands twice,
// is a finding and the rest is read all the same.
func (o *object[T]) read(l *loader, n *yamlnode.Node, path string, t *T) {
	if o.begin != nil {
		o.begin(l, t, n.Place, path)
	}
	if n.Kind != yamlnode.Map {
		if o.bare == nil || !o.bare(l, n, path, t) {
			remedy := "escriba sus claves, una por línea: " + strings.Join(o.names(4), ", ")
			if o.example != "" {
				remedy = "por ejemplo: " + o.example
			}
			l.wrongType(n, path, o.doc, remedy)
		}
		return
	}
	meant := o.readPairs(l, n, path, t)
	if meant != nil {
		l.doubtful[path] = true
	}
	for i := range o.fields {
		f := &o.fields[i]
		if f.required && n.Get(f.name) == nil && !n.Partial && !slices.Contains(meant, f.name) {
			l.fault("clave-faltante", n.Place, path, fmt.Sprintf("falta la clave «%s» en %s", f.name, o.doc),
				fmt.Sprintf("añada «%s:» (%s)", f.name, f.doc))
		}
	}
	if o.either != nil && !n.Partial && !slices.ContainsFunc(o.either, func(k string) bool { return n.Get(k) != nil || slices.Contains(meant, k) }) {
		l.fault("clave-faltante", n.Place, path, "falta «"+strings.Join(o.either, "» o «")+"»: sin ellos nada puede referirse a "+o.doc, "añada el número que lleva en el documento, o un «id:»")
	}
	if o.end != nil {
		o.end(l, t, n, path)
	}
}

// needs says which two keys an object needs one of.
func needs[T any](o *object[T], either ...string) *object[T] {
	o.either = either
	return o
}

// with adds what the schema says of the whole object.
func with[T any](o *object[T], extra map[string]any) *object[T] {
	o.extra = extra
	return o
}

// have is the schema of an object that has all of some keys.
func have(keys ...string) any { return map[string]any{"required": keys} }

// readPairs reads each key of a map. It returns the keys that some unknown one
// stands for, misspelt or in Spanish: of these it was said already.
func (o *object[T]) readPairs(l *loader, n *yamlnode.Node, path string, t *T) (meant []string) {
	var seen keysSeen
	for i, p := range n.Pairs {
		name := p.Key.Value
		at := join(path, name)
		if first, twice := seen.before(n, i); twice {
			l.fault("clave-repetida", p.Key.Place, at, fmt.Sprintf("la clave «%s» está dos veces; la primera en %s", clip(name), lineOf(first)),
				"deje una sola: únicamente se lee la primera")
			continue
		}
		f := o.field(name)
		if f == nil {
			if name := o.unknown(l, n, i, at); name != "" {
				meant = append(meant, name)
			}
			continue
		}
		if p.Value.Kind == yamlnode.Null {
			if p.Value.Partial || f.silent { // what stood there was told already
				continue
			}
			l.warn("valor-vacio", p.Key.Place, at, fmt.Sprintf("la clave «%s» no tiene valor", name), "escriba el valor o quite la clave")
			continue
		}
		f.read(l, p.Value, at, t)
	}
	return meant
}

// keysSeen tells which keys of a map stand in it before. Most maps are small,
// and looking back is cheaper than an index; it is nil until a map is not.
type keysSeen map[string]source.Place

// before returns the place of the first pair with the key of pair i, if it
// comes before; it is asked of every pair in turn.
func (k *keysSeen) before(n *yamlnode.Node, i int) (source.Place, bool) {
	key := n.Pairs[i].Key
	if len(n.Pairs) <= 32 {
		for _, p := range n.Pairs[:i] {
			if p.Key.Value == key.Value {
				return p.Key.Place, true
			}
		}
		return source.Place{}, false
	}
	if *k == nil {
		*k = make(keysSeen, len(n.Pairs))
	}
	first, twice := (*k)[key.Value]
	if !twice {
		(*k)[key.Value] = key.Place
	}
	return first, twice
}

func (o *object[T]) field(name string) *field[T] {
	for i := range o.fields {
		if o.fields[i].name == name {
			return &o.fields[i]
		}
	}
	return nil
}

// names lists the first n keys that are the object's own.
func (o *object[T]) names(n int) []string {
	var out []string
	for _, f := range o.fields {
		if len(out) == n {
			break
		}
		if !f.common {
			out = append(out, f.name)
		}
	}
	return out
}

// unknown answers a key that is not in the table. It returns the key that was
// meant, "" if nobody knows.
func (o *object[T]) unknown(l *loader, n *yamlnode.Node, i int, path string) string {
	k := n.Pairs[i].Key
	if name, ok := k.MissingSpace(); ok && n.Pairs[i].Value.Kind == yamlnode.Null {
		l.fault("clave-desconocida", k.Place, path, fmt.Sprintf("falta un espacio después de los dos puntos en «%s»", clip(k.Value)),
			fmt.Sprintf("escriba «%s: %s»", clip(name), clip(k.Value[len(name)+1:])))
		return name
	}
	if before, cut := n.CutByComma(i); cut && before.Tag == "!!str" {
		l.fault("coma", k.Place, path, fmt.Sprintf("la coma parte el texto en dos: «%s» quedó como si fuera otra clave", clip(k.Value)),
			fmt.Sprintf("dentro de {…} ponga entre comillas el texto que lleva coma: \"%s\"", clip(before.Value+", "+k.Value)))
		return ""
	}
	name, remedy := "", "las claves "+of(o.doc)+" son: "+strings.Join(o.names(len(o.fields)), ", ")
	if l.compared < mostCompared { // after so many, nobody reads what was meant
		name, remedy = o.meant(k.Value, n)
	}
	l.compared += len(o.fields) * (100 + len(n.Pairs)) // a likeness is a hundred times a look into n
	l.fault("clave-desconocida", k.Place, path, fmt.Sprintf("no existe la clave «%s» en %s", clip(k.Value), o.doc), remedy)
	return name
}

// meant returns the key that a word stands for, "" if nobody knows, and what
// to advise: a Spanish word is answered with its key before any likeness is
// tried, and what n, the map it stands in, has already is not meant.
func (o *object[T]) meant(word string, n *yamlnode.Node) (name, remedy string) {
	var all, words []string
	for _, f := range o.fields {
		if slices.Contains(f.spanish, plain(word)) {
			return f.name, fmt.Sprintf("las claves se escriben en inglés: ¿quiso decir «%s»?", f.name)
		}
		all = append(all, f.name)
		if n.Get(f.name) == nil {
			words = append(append(words, f.name), f.spanish...)
		}
	}
	w, found := near.Word(word, words)
	if where := owners(word); where != "" || !found {
		if where != "" {
			where += "; "
		} else if w, found := near.Word(word, all); found {
			return "", fmt.Sprintf("«%s» ya está escrita: quite la clave que sobre", w)
		}
		return "", where + "las claves " + of(o.doc) + " son: " + strings.Join(all, ", ")
	}
	for _, f := range o.fields {
		if slices.Contains(f.spanish, w) {
			w = f.name
		}
	}
	return w, fmt.Sprintf("¿quiso decir «%s»?", w)
}

// of is «de» before a noun with its article.
func of(noun string) string {
	return strings.Replace("de "+noun, "de el ", "del ", 1)
}

// owners says of which objects a word is a key, "" of none or of many.
func owners(word string) string {
	var docs []string
	for _, d := range definitions() {
		if slices.Contains(d.keys, word) && !slices.Contains(docs, d.doc) {
			docs = append(docs, d.doc)
		}
	}
	if len(docs) == 0 || len(docs) > 3 {
		return ""
	}
	for i := range docs {
		docs[i] = of(docs[i])
	}
	return fmt.Sprintf("«%s» es clave %s", word, strings.Join(docs, ", "))
}

// plain folds a key for comparison with the Spanish words of the tables:
// lower case, no accents, blanks and hyphens as underscores.
func plain(s string) string {
	return strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n", " ", "_", "-", "_").Replace(strings.ToLower(s))
}

// join appends a key to a path.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// index appends the number of an item to a path.
func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// clip makes a text of the user's fit for a message: short, and in one line.
func clip(s string) string {
	n, out := 0, strings.Builder{}
	for _, r := range s {
		if n++; n == 60 && len(s) > out.Len()+utf8.RuneLen(r) {
			r = '…'
		}
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			r = ' '
		}
		out.WriteRune(r)
		if n == 60 {
			break
		}
	}
	return out.String()
}

// lineOf tells a place within the same story: the line, with its file.
func lineOf(p source.Place) string { return p.String() }

// list reads a sequence of values; a single value stands for a list of one
// where one is true.
func list[V any](of value[V], one bool) value[[]V] {
	return value[[]V]{
		read: func(l *loader, n *yamlnode.Node, path string, vs *[]V) {
			for _, item := range items(l, n, path, one) {
				var v V
				at := path
				if item != n {
					at = index(path, len(*vs))
				}
				of.read(l, item, at, &v)
				*vs = append(*vs, v)
			}
		},
		schema: func(s *schemas) map[string]any { return listSchema(of.schema(s), one) },
	}
}

// pointers is list for objects that are kept by reference. What several
// files write under one key is appended.
func pointers[V any](o table[V]) value[[]*V] {
	of := o.value()
	return value[[]*V]{
		read: func(l *loader, n *yamlnode.Node, path string, vs *[]*V) {
			for _, item := range items(l, n, path, false) {
				v := new(V)
				of.read(l, item, index(path, len(*vs)), v)
				*vs = append(*vs, v)
			}
		},
		schema: func(s *schemas) map[string]any { return listSchema(of.schema(s), false) },
	}
}

// pointer is an object that may be absent.
func pointer[V any](o table[V]) value[*V] {
	of := o.value()
	return value[*V]{
		read: func(l *loader, n *yamlnode.Node, path string, v **V) {
			*v = new(V)
			of.read(l, n, path, *v)
		},
		schema: of.schema,
	}
}

func listSchema(of map[string]any, one bool) map[string]any {
	many := map[string]any{"type": "array", "items": of}
	if one {
		return map[string]any{"anyOf": []any{of, many}}
	}
	return many
}

// items returns the nodes of a list, without the empty ones.
func items(l *loader, n *yamlnode.Node, path string, one bool) []*yamlnode.Node {
	switch {
	case n.Kind == yamlnode.Sequence:
		var out []*yamlnode.Node
		for i, item := range n.Items {
			if item.Kind == yamlnode.Null {
				if item.Partial {
					continue
				}
				l.warn("valor-vacio", item.Place, fmt.Sprintf("%s[%d]", path, i), "un elemento de la lista está vacío", "escriba el elemento o quite su guion")
				continue
			}
			out = append(out, item)
		}
		return out
	case one:
		return []*yamlnode.Node{n}
	case n.Kind == yamlnode.Map:
		l.wrongType(n, path, "una lista", "anteponga «- » a cada elemento")
	default:
		l.wrongType(n, path, "una lista", "escriba cada elemento en su línea, con «- » por delante")
	}
	return nil
}

// common is the keys that any entity may carry.
func common[T any](at func(*T) *program.Common) []field[T] {
	fields := []field[T]{
		key("short", "nombre corto, para tablas y mensajes", text, func(t *T) *program.Text { return &at(t).Short }).es("corto", "nombre_corto", "siglas"),
		key("aliases", "otros nombres con que el documento o la ley la llaman", list(text, true), func(t *T) *[]program.Text { return &at(t).Aliases }).es("alias", "otros_nombres"),
		key("note", "nota para quien trabaja con los datos; no se publica", text, func(t *T) *program.Text { return &at(t).Note }).es("nota", "observaciones"),
		key("footnote", "nota al pie, tal como se publica", text, func(t *T) *program.Text { return &at(t).Footnote }).es("nota_al_pie", "pie"),
		key("as_written", "por clave, el texto que imprimen los documentos en lugar del valor", texts, func(t *T) *map[string]program.Text { return &at(t).AsWritten }).es("como_dice", "texto_original"),
	}
	for i := range fields {
		fields[i].common = true
	}
	return fields
}

// entity makes the table of an entity: its own keys and the common ones.
func entity[T any](name, doc string, at func(*T) *program.Common, own ...field[T]) *object[T] {
	o := &object[T]{name: name, doc: doc, fields: append(own, common(at)...)}
	o.begin = func(l *loader, t *T, place source.Place, path string) { at(t).At, at(t).Path = place, path }
	o.end = func(l *loader, t *T, n *yamlnode.Node, path string) { checkAsWritten(l, o, n, path) }
	return o
}

// checkAsWritten asks that what as_written replaces is a key of the entity.
func checkAsWritten[T any](l *loader, o *object[T], n *yamlnode.Node, path string) {
	written := n.Get("as_written")
	if written == nil {
		return
	}
	for _, p := range written.Pairs {
		if o.field(p.Key.Value) == nil {
			_, remedy := o.meant(p.Key.Value, written)
			l.fault("clave-desconocida", p.Key.Place, join(path, "as_written."+p.Key.Value),
				fmt.Sprintf("«as_written» habla de la clave «%s», que no existe en %s", clip(p.Key.Value), o.doc), remedy)
		}
	}
}

func oneOf(words []string) string {
	if len(words) == 0 {
		return ""
	}
	const most = 12
	if len(words) > most {
		return "por ejemplo: " + strings.Join(words[:most], ", ") + ", …"
	}
	return "puede ser: " + strings.Join(words, ", ")
}
