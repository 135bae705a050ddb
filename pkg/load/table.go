package load

import (
	"fmt"
	"slices"
	"strings"

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
	// begin is told the place of the object before its keys are read.
	begin func(l *loader, t *T, at source.Place, path string)
	// end checks what no single key can: what is missing, what excludes what.
	end func(l *loader, t *T, n *yamlnode.Node, path string)
	// bare reads a value that is not a map, a short form; it answers false
	// for a node that is none.
	bare       func(l *loader, n *yamlnode.Node, path string, t *T) bool
	bareSchema func(s *schemas) map[string]any
}

// value makes the object the value of a key.
func (o *object[T]) value() value[T] {
	return value[T]{
		read: func(l *loader, n *yamlnode.Node, path string, t *T) { o.read(l, n, path, t) },
		schema: func(s *schemas) map[string]any {
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
			l.wrongType(n, path, o.doc, "escriba sus claves, una por línea: "+strings.Join(o.names(4), ", "))
		}
		return
	}
	o.readPairs(l, n, path, t)
	for _, f := range o.fields {
		if f.required && n.Get(f.name) == nil && !l.partial && !n.Partial {
			l.fault("clave-faltante", n.Place, path, fmt.Sprintf("falta la clave «%s» en %s", f.name, o.doc),
				fmt.Sprintf("añada «%s:»: %s", f.name, f.doc))
		}
	}
	if o.end != nil {
		o.end(l, t, n, path)
	}
}

func (o *object[T]) readPairs(l *loader, n *yamlnode.Node, path string, t *T) {
	seen := make(map[string]source.Place, len(n.Pairs))
	for i, p := range n.Pairs {
		name := p.Key.Value
		at := join(path, name)
		if first, twice := seen[name]; twice {
			l.fault("clave-repetida", p.Key.Place, at, fmt.Sprintf("la clave «%s» está dos veces; la primera en %s", name, lineOf(first)),
				"deje una sola: únicamente se lee la primera")
			continue
		}
		seen[name] = p.Key.Place
		f := o.field(name)
		if f == nil {
			o.unknown(l, n, i, at)
			continue
		}
		if p.Value.Kind == yamlnode.Null {
			if p.Value.Partial { // what stood there was told already
				continue
			}
			l.warn("valor-vacio", p.Key.Place, at, fmt.Sprintf("la clave «%s» no tiene valor", name), "escriba el valor o quite la clave")
			continue
		}
		f.read(l, p.Value, at, t)
	}
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

// unknown answers a key that is not in the table.
func (o *object[T]) unknown(l *loader, n *yamlnode.Node, i int, path string) {
	k := n.Pairs[i].Key
	if before, cut := n.CutByComma(i); cut {
		text := k.Value
		if before != nil {
			text = before.Value + ", " + text
		}
		l.fault("coma", k.Place, path, fmt.Sprintf("la coma parte el texto en dos: «%s» quedó como si fuera otra clave", k.Value),
			fmt.Sprintf("dentro de {…} ponga entre comillas el texto que lleva coma: \"%s\"", clip(text)))
		return
	}
	message := fmt.Sprintf("no existe la clave «%s» en %s", clip(k.Value), o.doc)
	// A Spanish word is answered with its key, before any likeness is tried.
	for _, f := range o.fields {
		if slices.Contains(f.spanish, plain(k.Value)) {
			l.fault("clave-desconocida", k.Place, path, message, fmt.Sprintf("las claves se escriben en inglés: ¿quiso decir «%s»?", f.name))
			return
		}
	}
	var all, words []string
	for _, f := range o.fields {
		all = append(all, f.name)
		words = append(append(words, f.name), f.spanish...)
	}
	if w, ok := near.Word(k.Value, words); ok {
		for _, f := range o.fields {
			if slices.Contains(f.spanish, w) {
				w = f.name
			}
		}
		l.fault("clave-desconocida", k.Place, path, message, fmt.Sprintf("¿quiso decir «%s»?", w))
		return
	}
	l.fault("clave-desconocida", k.Place, path, message, "las claves que existen son: "+strings.Join(all, ", "))
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

// clip shortens a text for a message.
func clip(s string) string {
	r := []rune(s)
	if len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

// lineOf tells a place within the same story: the line, with its file.
func lineOf(p source.Place) string { return p.String() }

// list reads a sequence of values; a single value stands for a list of one
// where one is true.
func list[V any](of value[V], one bool) value[[]V] {
	return value[[]V]{
		read: func(l *loader, n *yamlnode.Node, path string, vs *[]V) {
			for i, item := range items(l, n, path, one) {
				var v V
				of.read(l, item, fmt.Sprintf("%s[%d]", path, i), &v)
				*vs = append(*vs, v)
			}
		},
		schema: func(s *schemas) map[string]any { return listSchema(of.schema(s), one) },
	}
}

// pointers is list for objects that are kept by reference. What several
// files write under one key is appended.
func pointers[V any](o *object[V]) value[[]*V] {
	of := o.value()
	return value[[]*V]{
		read: func(l *loader, n *yamlnode.Node, path string, vs *[]*V) {
			for _, item := range items(l, n, path, false) {
				v := new(V)
				of.read(l, item, fmt.Sprintf("%s[%d]", path, len(*vs)), v)
				*vs = append(*vs, v)
			}
		},
		schema: func(s *schemas) map[string]any { return listSchema(of.schema(s), false) },
	}
}

// pointer is an object that may be absent.
func pointer[V any](o *object[V]) value[*V] {
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
	o.end = func(l *loader, t *T, n *yamlnode.Node, path string) { checkAsWritten(l, o, at(t), path) }
	return o
}

// checkAsWritten asks that what as_written replaces is a key of the entity.
func checkAsWritten[T any](l *loader, o *object[T], c *program.Common, path string) {
	for _, name := range sortedKeys(c.AsWritten) {
		if o.field(name) == nil {
			var all []string
			for _, f := range o.fields {
				all = append(all, f.name)
			}
			l.fault("clave-desconocida", c.AsWritten[name].At, path+".as_written."+name,
				fmt.Sprintf("«as_written» habla de la clave «%s», que no existe en %s", name, o.doc), suggestion(name, all))
		}
	}
}

// suggestion offers the nearest of the words, or lists them.
func suggestion(word string, words []string) string {
	if w, ok := near.Word(word, words); ok {
		return fmt.Sprintf("¿quiso decir «%s»?", w)
	}
	return oneOf(words)
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

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
