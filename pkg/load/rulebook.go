package load

import (
	"slices"
	"strings"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/workday"
	"patci/pkg/yamlnode"
)

var instrumentKeys = lazy(func() *object[program.Instrument] {
	return entity("instrument", "un instrumento", func(i *program.Instrument) *program.Common { return &i.Common },
		key("id", "identificador con que lo citan las reglas", identifier, func(i *program.Instrument) *program.Text { return &i.ID }).must().es("clave", "identificador"),
		key("name", "nombre oficial", text, func(i *program.Instrument) *program.Text { return &i.Name }).must().es("nombre", "titulo"),
		key("published", "el día de su publicación", day, func(i *program.Instrument) *program.Day { return &i.Published }).es("publicado", "publicacion"),
		key("in_force", "el primer día en que está en vigor; el de su publicación si no se escribe", day, func(i *program.Instrument) *program.Day { return &i.Since }).es("vigente_desde", "en_vigor", "vigencia"),
		key("until", "el último día en que está en vigor", day, func(i *program.Instrument) *program.Day { return &i.Until }).es("hasta", "abrogado"),
	)
})

var reads = []choice{
	{"verbatim", "leído en el propio instrumento", []string{"textual", "literal"}},
	{"cited", "solo como lo cita otro documento", []string{"citado", "citada"}},
	{"analogy", "por analogía", []string{"analogia"}},
}

var basisKeys = lazy(func() *object[program.Basis] {
	return &object[program.Basis]{
		name: "basis", doc: "un fundamento",
		fields: []field[program.Basis]{
			key("instrument", "el identificador del instrumento", identifier, func(b *program.Basis) *program.Text { return &b.Instrument }).must().es("instrumento"),
			key("articles", "los artículos: «23 y 24»", text, func(b *program.Basis) *program.Text { return &b.Articles }).es("articulos", "articulo"),
			key("read", "cómo se leyó: verbatim (textual), cited (solo citado) o analogy (por analogía)", enum(reads...), func(b *program.Basis) *program.Text { return &b.Read }).must().es("leido", "lectura"),
			key("cited_by", "quién lo cita, si se leyó solo citado («el Manual del Consejo»); el programa si no se escribe", text, func(b *program.Basis) *program.Text { return &b.CitedBy }).es("citado_por", "lo_cita"),
			key("quote", "sus palabras", text, func(b *program.Basis) *program.Text { return &b.Quote }).es("cita", "texto"),
		},
		begin: func(_ *loader, b *program.Basis, at source.Place, path string) { b.At, b.Path = at, path },
	}
})

var readingKeys = lazy(func() *object[program.Reading] {
	return &object[program.Reading]{
		name: "reading", doc: "otra lectura de la ley",
		fields: []field[program.Reading]{
			key("if", "la otra lectura", text, func(r *program.Reading) *program.Text { return &r.If }).must().es("si"),
			key("then", "lo que daría", text, func(r *program.Reading) *program.Text { return &r.Then }).must().es("entonces"),
		},
	}
})

var holidays = []choice{
	{workday.Official.String(), "el Calendario Oficial", []string{"calendario_oficial"}},
	{workday.Labour.String(), "la Ley Federal del Trabajo", nil},
	{workday.Procedure.String(), "la Ley Federal de Procedimiento Administrativo", nil},
	{workday.None.String(), "ninguna: solo los fines de semana y los días que el programa declara en «non_working»", []string{"ninguno"}},
}

var severities = []choice{
	{"error", "error", nil},
	{"warning", "advertencia", []string{"advertencia"}},
	{"note", "nota", []string{"nota"}},
}

var parameters = value[map[string]program.Parameter]{
	read: func(l *loader, n *yamlnode.Node, path string, m *map[string]program.Parameter) {
		if n.Kind != yamlnode.Map {
			l.wrongType(n, path, "un mapa de parámetros", "por ejemplo: {months: 3}")
			return
		}
		*m = make(map[string]program.Parameter, len(n.Pairs))
		for _, pair := range n.Pairs {
			at := join(path, pair.Key.Value)
			if _, twice := (*m)[pair.Key.Value]; twice {
				l.fault("clave-repetida", pair.Key.Place, at, "el parámetro «"+clip(pair.Key.Value)+"» está dos veces", "deje uno solo")
				continue
			}
			p := program.Parameter{Key: pair.Key.Place}
			switch pair.Value.Kind {
			case yamlnode.Scalar:
				l.readText(pair.Value, at, &p.Text)
			case yamlnode.Sequence:
				p.IsList = true
				p.Text = program.Text{At: pair.Value.Place, Path: at}
				list(text, false).read(l, pair.Value, at, &p.List)
			default: // that it has no value is said where its kind is known
				p.Text = program.Text{At: pair.Key.Place, Path: at}
			}
			(*m)[pair.Key.Value] = p
		}
	},
	schema: func(*schemas) map[string]any { return map[string]any{"type": "object"} },
}

var ruleKeys = lazy(func() *object[program.Rule] {
	return entity("rule", "una regla", func(r *program.Rule) *program.Common { return &r.Common },
		key("id", "identificador; no cambia nunca", identifier, func(r *program.Rule) *program.Text { return &r.ID }).must().es("clave", "identificador"),
		key("kind", "la clase de regla", identifier, func(r *program.Rule) *program.Text { return &r.Kind }).must().es("tipo", "clase"),
		key("title", "qué pide, en una frase", text, func(r *program.Rule) *program.Text { return &r.Title }).must().es("titulo", "nombre"),
		key("text", "qué es cierto y qué no en lo que dice la ley", text, func(r *program.Rule) *program.Text { return &r.Text }).es("texto", "explicacion"),
		key("bodies", "los órganos que obliga, por identificador o por clase; todos si no se escribe", list(identifier, true), func(r *program.Rule) *[]program.Text { return &r.Bodies }).es("organos", "organo"),
		field[program.Rule]{name: "parameters", doc: "los números de la regla; cuáles son lo dice su clase: «patci explain CLASE»", spanish: []string{"parametros"}, schema: parameters.schema,
			read: func(l *loader, n *yamlnode.Node, path string, r *program.Rule) {
				r.ParamsAt = program.Text{At: n.Place, Path: path}
				parameters.read(l, n, path, &r.Parameters)
			}},
		key("severity", "qué tan grave es incumplirla; error si no se escribe", enum(severities...), func(r *program.Rule) *program.Text { return &r.Severity }).es("gravedad", "severidad"),
		key("basis", "el fundamento", pointersOrOne(basisKeys), func(r *program.Rule) *[]*program.Basis { return &r.Basis }).must().es("fundamento"),
		key("since", "en vigor desde; la vigencia de su instrumento si no se escribe", day, func(r *program.Rule) *program.Day { return &r.Since }).es("desde"),
		key("until", "en vigor hasta", day, func(r *program.Rule) *program.Day { return &r.Until }).es("hasta"),
		key("examples", "programas pequeños con el veredicto que la regla debe darles; los ejecuta «patci rules test»", pointers(exampleKeys), func(r *program.Rule) *[]*program.Example { return &r.Examples }).es("ejemplos", "ejemplo", "casos"),
		key("readings", "otras lecturas de la ley y lo que darían", pointers(readingKeys), func(r *program.Rule) *[]*program.Reading { return &r.Readings }).es("lecturas", "otras_lecturas"),
	)
})

var rulebookKeys = lazy(func() *object[program.Rulebook] {
	return &object[program.Rulebook]{
		name: "rulebook", doc: "un marco normativo",
		fields: []field[program.Rulebook]{
			key("title", "el nombre del marco normativo", text, func(r *program.Rulebook) *program.Text { return &r.Title }).es("titulo", "nombre"),
			key("holidays", "qué ley dice los días inhábiles; oficial si no se escribe", enum(holidays...), func(r *program.Rulebook) *program.Text { return &r.Holidays }).es("inhabiles", "dias_inhabiles"),
			key("instruments", "los instrumentos", pointers(instrumentKeys), func(r *program.Rulebook) *[]*program.Instrument { return &r.Instruments }).es("instrumentos"),
			key("rules", "las reglas", pointers(ruleKeys), func(r *program.Rulebook) *[]*program.Rule { return &r.Rules }).es("reglas"),
		},
	}
})

// BodyKinds lists the kinds of body, as a rulebook names them.
func BodyKinds() []string {
	var out []string
	for _, c := range bodyKinds {
		out = append(out, c.value)
	}
	return out
}

// SessionKinds lists the kinds of session, as a rulebook names them.
func SessionKinds() []string {
	var out []string
	for _, c := range sessionKinds {
		out = append(out, c.value)
	}
	return out
}

// SessionKind is the kind of session that a word means: the kind of a Spanish
// word, any other as it is; "" if it can be no kind.
func SessionKind(word string) string {
	for _, c := range sessionKinds {
		if slices.Contains(c.spanish, plain(word)) {
			return c.value
		}
	}
	if !isID(word) || word[0] >= '0' && word[0] <= '9' || strings.EqualFold(word, "true") || strings.EqualFold(word, "false") {
		return ""
	}
	return word
}

// Rulebook reads a rulebook file. What it means is checked by package
// rulebook; here only its form is.
func Rulebook(f *source.File) (*program.Rulebook, []diag.Finding) { return readRulebook(f, false) }

// Rules reads a rulebook file as [Rulebook] does, but for the programmes of its
// examples, which take longer than all the rest: they are nil. It is for files
// whose examples were proved already.
func Rules(f *source.File) (*program.Rulebook, []diag.Finding) { return readRulebook(f, true) }

func readRulebook(f *source.File, noPlans bool) (*program.Rulebook, []diag.Finding) {
	l := &loader{p: &program.Program{}, known: true, noPlans: noPlans, lost: map[string]bool{}, doubtful: map[string]bool{}}
	rb := &program.Rulebook{File: f}
	n, findings := yamlnode.Parse(f)
	l.findings = findings
	if n != nil {
		rulebookKeys().read(l, n, "", rb)
	}
	for _, r := range rb.Rules {
		if r.ParamsAt.Path == "" { // what lacks is said of the kind that asks for it
			r.ParamsAt = program.Text{At: r.Kind.At, Path: r.Path + ".parameters"}
		}
	}
	return rb, diag.Sort(l.findings)
}

// Kind is what the schema of a rulebook says of one kind of rule.
type Kind struct {
	Name, Title string
	Parameters  map[string]any // the schema of its parameters
	Needs       bool           // a rule of this kind has to give parameters
	NoBodies    bool           // it binds no bodies
}

// RulebookSchema returns the JSON Schema (draft 2020-12) of a rulebook file
// whose rules are of some kinds: what a rule's parameters may be hangs on its
// kind.
func RulebookSchema(kinds []Kind) []byte {
	o := *rulebookKeys()
	rule := *ruleKeys()
	var names, each []any
	for _, k := range kinds {
		names = append(names, map[string]any{"const": k.Name, "description": k.Title})
		properties := map[string]any{"parameters": k.Parameters}
		if k.NoBodies {
			properties["bodies"] = false
		}
		then := map[string]any{"properties": properties}
		if k.Needs {
			then["required"] = []string{"parameters"}
		}
		each = append(each, map[string]any{
			"if":   map[string]any{"properties": map[string]any{"kind": map[string]any{"const": k.Name}}, "required": []string{"kind"}},
			"then": then,
		})
	}
	rule.fields = slices.Clone(rule.fields)
	rule.field("kind").schema = func(*schemas) map[string]any { return map[string]any{"oneOf": names} }
	rule.extra = map[string]any{"allOf": each}
	o.fields = slices.Clone(o.fields)
	o.field("rules").schema = pointers(func() *object[program.Rule] { return &rule }).schema
	return encodeSchema("rulebook", "marco normativo de patci", &o)
}
