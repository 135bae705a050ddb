package rulebook

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"patci/pkg/load"
	"patci/pkg/rule"
	"patci/pkg/rules"
)

// Schema returns the JSON Schema of a rulebook file, made of the tables of keys
// that loading uses and of the kinds with their parameters. What it refuses,
// [Read] finds fault with.
func Schema() []byte {
	var kinds []load.Kind
	for _, k := range rules.All() {
		kinds = append(kinds, kindSchema(k))
	}
	return load.RulebookSchema(kinds)
}

func kindSchema(k *rule.Kind) load.Kind {
	properties := map[string]any{}
	var required []string
	var groups []any
	grouped := map[string]bool{}
	for _, p := range k.Params {
		properties[p.Name] = paramSchema(p)
		if p.Required {
			required = append(required, p.Name)
		}
		if p.OneOf == "" || grouped[p.OneOf] {
			continue
		}
		grouped[p.OneOf] = true
		var one []any
		for _, other := range k.Params {
			if other.OneOf == p.OneOf {
				one = append(one, map[string]any{"required": []string{other.Name}})
			}
		}
		if p.Optional { // at most one
			one = append(one, map[string]any{"not": map[string]any{"anyOf": slices.Clone(one)}})
		}
		groups = append(groups, map[string]any{"oneOf": one})
	}
	for _, p := range k.Params {
		if p.With == nil {
			continue
		}
		var beside []any
		for _, w := range p.With {
			beside = append(beside, map[string]any{"required": []string{w}})
		}
		groups = append(groups, map[string]any{"if": map[string]any{"required": []string{p.Name}}, "then": map[string]any{"anyOf": beside}})
	}
	m := map[string]any{"type": "object", "description": "los números de la regla: " + k.Title, "properties": properties, "additionalProperties": false}
	if required != nil {
		m["required"] = required
	}
	if groups != nil {
		m["allOf"] = groups
	}
	return load.Kind{Name: k.Name, Title: k.Title, Parameters: m, Needs: required != nil || groups != nil, NoBodies: k.NoBodies}
}

// paramSchema says what a parameter may be; text is refused where it is not
// what value takes.
func paramSchema(p rule.Param) map[string]any {
	m := map[string]any{"description": p.Doc}
	switch p.Type {
	case rule.Int:
		m["type"], m["minimum"], m["maximum"], m["pattern"] = []string{"integer", "string"}, p.Min, p.Max, "^(0|-?[1-9][0-9]*)$"
	case rule.Bool:
		m["type"], m["pattern"] = []string{"boolean", "string"}, "^(true|false)$"
	case rule.Choice:
		switch {
		case p.Choices != nil:
			m["anyOf"] = chosen(p)
		case p.Names == rule.SessionKinds:
			m["type"], m["pattern"], m["examples"] = "string", load.IDPattern, load.SessionKinds()
		default:
			m["type"], m["minLength"] = []string{"string", "number", "boolean"}, 1
			if p.Names == rule.Bodies {
				m["examples"] = load.BodyKinds()
			}
		}
	case rule.YearDay:
		m["type"], m["minLength"], m["examples"] = "string", 1, []string{"31 de enero", "último día hábil de marzo"}
	case rule.List:
		word := map[string]any{"type": []string{"string", "number", "boolean"}, "minLength": 1}
		switch {
		case p.Choices != nil:
			word = map[string]any{"anyOf": chosen(p)}
		case p.Names == rule.SessionKinds:
			word = map[string]any{"type": "string", "pattern": load.IDPattern, "examples": load.SessionKinds()}
		}
		m["anyOf"] = []any{word, map[string]any{"type": "array", "items": word, "minItems": 1}}
	}
	if p.Default != "" {
		m["default"] = value(p)
	}
	return m
}

// chosen is the words of a parameter that has choices: an editor offers the
// first, and the others will do.
func chosen(p rule.Param) []any {
	words := []any{map[string]any{"enum": p.Choices}}
	also := slices.Sorted(maps.Keys(p.Also))
	var numbers []int
	for _, c := range slices.Concat(p.Choices, also) { // «-1» is written without quotes
		if n, err := strconv.Atoi(c); err == nil {
			numbers = append(numbers, n)
		}
	}
	if numbers != nil {
		words = append(words, map[string]any{"enum": numbers})
	}
	if also != nil {
		words = append(words, map[string]any{"enum": also})
	}
	return words
}

// value is the default of a parameter as an editor writes it.
func value(p rule.Param) any {
	switch {
	case p.Type == rule.Bool:
		return p.Default == "true"
	case p.Type == rule.Int:
		return json.Number(p.Default)
	}
	return p.Default
}
