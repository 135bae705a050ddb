package load

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"sync"
)

// schemas collects the definitions of a JSON Schema.
type schemas struct{ defs map[string]any }

// ref returns a reference to the definition name, made at its first use.
func (s *schemas) ref(name string, make func() map[string]any) map[string]any {
	if _, ok := s.defs[name]; !ok {
		s.defs[name] = nil // a definition may refer to itself
		s.defs[name] = make()
	}
	return map[string]any{"$ref": "#/$defs/" + name}
}

// Schema returns the JSON Schema (draft 2020-12) of a file of a programme,
// made from the table of keys: the same that loading uses.
func Schema() []byte {
	return encodeSchema("program", "archivo de un programa anual de patci", rootKeys())
}

func encodeSchema[T any](name, title string, o *object[T]) []byte {
	s := &schemas{defs: map[string]any{}}
	root := objectSchema(s, o)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = "https://patci.invalid/schema/" + name + ".schema.json"
	root["title"] = title
	root["$defs"] = s.defs
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		panic(err) // only maps, slices and texts of this package are encoded
	}
	return b.Bytes()
}

// definition is what one object of a programme or a rulebook is, with its own keys.
type definition struct {
	doc  string
	keys []string
}

// definitions lists the objects that there are, in the order of their names:
// where a key that stands in the wrong place belongs.
var definitions = sync.OnceValue(func() []definition {
	s := &schemas{defs: map[string]any{}}
	rootKeys.value().schema(s)
	var out []definition
	for _, name := range slices.Sorted(maps.Keys(s.defs)) {
		d, ok := s.defs[name].(map[string]any)
		if properties, isObject := d["properties"].(map[string]any); ok && isObject {
			out = append(out, definition{d["description"].(string), slices.Collect(maps.Keys(properties))})
		}
	}
	rules := definition{doc: rulebookKeys().doc + ", que va en " + RulebookFile}
	for _, f := range rulebookKeys().fields {
		rules.keys = append(rules.keys, f.name)
	}
	return append(out, rules)
})

func objectSchema[T any](s *schemas, o *object[T]) map[string]any {
	properties := map[string]any{}
	var required []string
	for _, f := range o.fields {
		fragment := f.schema(s)
		withDoc := map[string]any{"description": f.doc}
		for k, v := range fragment {
			if k == "description" { // the key says more than its type
				continue
			}
			withDoc[k] = v
		}
		properties[f.name] = withDoc
		if f.required {
			required = append(required, f.name)
		}
	}
	if written, ok := properties["as_written"].(map[string]any); ok {
		written["propertyNames"] = map[string]any{"enum": slices.Sorted(maps.Keys(properties))}
	}
	m := map[string]any{"type": "object", "description": o.doc, "properties": properties, "additionalProperties": false}
	if required != nil {
		m["required"] = required
	}
	if o.either != nil {
		var any []any
		for _, key := range o.either {
			any = append(any, have(key))
		}
		m["anyOf"] = any
	}
	maps.Copy(m, o.extra)
	return m
}
