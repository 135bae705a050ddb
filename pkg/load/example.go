package load

import (
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/yamlnode"
)

var verdicts = []choice{
	{"met", "cumple", []string{"cumple", "cumplida"}},
	{"broken", "incumple", []string{"incumple", "incumplida"}},
	{"open", "por determinar", []string{"por_determinar", "abierto", "indeterminado"}},
	{"not_applicable", "no aplica", []string{"no_aplica"}},
}

var reasons = []choice{
	{"undefined_date", "hay fechas por definir", []string{"fecha_por_definir", "fechas_por_definir"}},
	{"unrecorded", "hay hechos sin registro", []string{"sin_registro"}},
	{"unknown_previous", "no se conoce el día de la sesión anterior", []string{"anterior_desconocida"}},
	{"gave_up", "la búsqueda se detuvo sin agotar los casos", nil},
}

var exampleKeys = lazy(func() *object[program.Example] {
	return &object[program.Example]{
		name: "example", doc: "un ejemplo",
		fields: []field[program.Example]{
			key("title", "qué muestra, en una frase", text, func(e *program.Example) *program.Text { return &e.Title }).must().es("titulo", "nombre"),
			{name: "plan", required: true, doc: "el programa, con las mismas claves que un archivo de programa", spanish: []string{"programa", "program"}, schema: planSchema,
				read: func(l *loader, n *yamlnode.Node, path string, e *program.Example) { e.Plan = l.plan(n, path, e) }},
			{name: "siblings", doc: "los programas de otros años del mismo órgano", spanish: []string{"hermanos", "otros_anos", "otros_programas"},
				schema: func(s *schemas) map[string]any { return listSchema(planSchema(s), false) },
				read: func(l *loader, n *yamlnode.Node, path string, e *program.Example) {
					for i, item := range items(l, n, path, false) {
						if p := l.plan(item, index(path, i), e); p != nil {
							e.Siblings = append(e.Siblings, p)
						}
					}
				}},
			key("as_of", "el día de corte; si no se escribe, no se supone ninguno", day, func(e *program.Example) *program.Day { return &e.AsOf }).es("corte", "al"),
			key("verdict", "el veredicto que la regla debe dar: met (cumple), broken (incumple), open (por determinar) o not_applicable (no aplica)", enum(verdicts...), func(e *program.Example) *program.Text { return &e.Verdict }).must().es("veredicto", "resultado"),
			key("because", "por qué queda por determinar; si no se escribe, por lo que sea", list(enum(reasons...), true), func(e *program.Example) *[]program.Text { return &e.Because }).es("porque", "motivo"),
			key("body", "el órgano de cuyo veredicto se trata; todos si no se escribe", identifier, func(e *program.Example) *program.Text { return &e.Body }).es("organo"),
			key("period", "el periodo de cuyo veredicto se trata, por ejemplo 2022-33 o 2022-01-01/2022-02-14; todos si no se escribe", text, func(e *program.Example) *program.Text { return &e.Period }).es("periodo"),
			key("findings", "los identificadores que nombran los hallazgos, todos; los que sean si no se escribe", list(text, true), func(e *program.Example) *[]program.Text { return &e.Findings }).es("hallazgos"),
		},
		begin: func(_ *loader, e *program.Example, at source.Place, path string) { e.At, e.Path = at, path },
	}
})

// plan reads the programme of an example. What is wrong with it is a fault of
// the file that holds it.
func (l *loader) plan(n *yamlnode.Node, path string, e *program.Example) *program.Program {
	if l.noPlans {
		return nil
	}
	if n.Kind != yamlnode.Map {
		l.wrongType(n, path, "un programa", "escriba sus claves sin comillas ni «|»: {program: {year: 2022}, bodies: […], sessions: {…}}")
		e.Faulty = true
		return nil
	}
	in := newLoader("ejemplo", []*source.File{n.Place.File})
	in.within = true
	p, findings := in.program([]*yamlnode.Node{n})
	named := []program.Text{p.Rulebook}
	for _, b := range p.Bodies {
		named = append(named, b.Rulebook)
	}
	for _, r := range named {
		if r.Set() {
			findings = append(findings, diag.Finding{Rule: "valor", Verdict: diag.Broken, Severity: diag.Error, Place: r.At, Path: r.Path,
				Message: "el programa de un ejemplo se juzga con la regla del ejemplo y no nombra un marco normativo", Remedy: "quite «rulebook:»"})
		}
	}
	for _, f := range findings {
		if f.Severity > diag.Note { // how a date was read matters to nobody here
			f.Path = join(path, f.Path)
			l.add(f)
		}
		e.Faulty = e.Faulty || f.Severity == diag.Error
	}
	return p
}

// planSchema is a whole programme: unlike a file, which may be one of several.
func planSchema(s *schemas) map[string]any {
	m := rootKeys.value().schema(s)
	m["required"] = []string{"program"}
	return m
}
