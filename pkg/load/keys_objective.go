package load

import (
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/yamlnode"
)

// The tables of the objectives and their activities.

var progressKeys = lazy(func() *object[program.Progress] {
	return &object[program.Progress]{
		name: "progress", doc: "un avance", extra: map[string]any{"oneOf": []any{have("percent"), have("quantity")}}, example: "{on: 2022-04-22, percent: 50}",
		fields: []field[program.Progress]{
			key("on", "el día del avance", day, func(p *program.Progress) *program.Day { return &p.On }).must().es("el", "fecha", "dia"),
			key("percent", "lo alcanzado hasta ese día, en por ciento del total", integer(0, 100), func(p *program.Progress) *program.Int { return &p.Percent }).es("porcentaje", "por_ciento"),
			key("quantity", "lo alcanzado en ese avance, en unidades de la meta; se suma a lo anterior", integer(0, 1_000_000_000), func(p *program.Progress) *program.Int { return &p.Quantity }).es("cantidad"),
		},
		begin: func(_ *loader, p *program.Progress, at source.Place, _ string) { p.At = at },
		end: func(l *loader, p *program.Progress, n *yamlnode.Node, path string) {
			if p.Percent.Set() == p.Quantity.Set() {
				l.fault("valor", n.Place, path, "un avance lleva «percent» o «quantity», uno de los dos", "por ejemplo: {on: 2022-04-22, percent: 50}")
			}
		},
	}
})

var activityKeys = lazy(func() *object[program.Activity] {
	return needs(entity("activity", "una actividad", func(a *program.Activity) *program.Common { return &a.Common },
		key("number", "número de la actividad", integer(1, 9999), func(a *program.Activity) *program.Int { return &a.Number }).es("numero", "num", "no"),
		key("id", "identificador, si no tiene número", identifier, func(a *program.Activity) *program.Text { return &a.IDText }).es("clave", "identificador"),
		key("title", "qué se hará", text, func(a *program.Activity) *program.Text { return &a.Title }).must().es("titulo", "nombre", "actividad", "evento"),
		key("description", "en qué consiste", text, func(a *program.Activity) *program.Text { return &a.Description }).es("descripcion", "detalle"),
		key("kind", "activity si no se escribe; una meeting cae en uno de sus días, las demás los ocupan todos", enum(activityKinds...), func(a *program.Activity) *program.Text { return &a.Kind }).es("tipo", "clase"),
		key("responsible", "quién responde de ella", list(reference(toActor), true), func(a *program.Activity) *[]program.Text { return &a.Responsible }).es("responsable", "responsables"),
		key("participants", "quiénes participan", list(reference(toActor), true), func(a *program.Activity) *[]program.Text { return &a.Participants }).es("participantes"),
		key("parties", "con quién se suscribe", list(reference(toActor), true), func(a *program.Activity) *[]program.Text { return &a.Parties }).es("partes", "actores"),
		key("date", "la fecha programada", date(spanning), func(a *program.Activity) *program.Date { return &a.Date }).es("fecha", "periodo", "plazo"),
		key("after", "la entidad después de la cual se hace", reference(toAny), func(a *program.Activity) *program.Text { return &a.After }).es("despues", "despues_de", "depende_de"),
		key("target", "la meta, en unidades", integer(1, 1_000_000_000), func(a *program.Activity) *program.Int { return &a.Target }).es("meta"),
		key("unit", "la unidad de la meta", text, func(a *program.Activity) *program.Text { return &a.Unit }).es("unidad", "unidad_de_medida"),
		key("product", "lo que se entrega", text, func(a *program.Activity) *program.Text { return &a.Product }).es("producto", "entregable"),
		key("weight", "peso entre las actividades de su objetivo", integer(1, 1000), func(a *program.Activity) *program.Int { return &a.Weight }).es("peso", "ponderacion"),
		key("place", "la sede", text, func(a *program.Activity) *program.Text { return &a.Place }).es("lugar", "sede"),
		key("mode", "la modalidad", text, func(a *program.Activity) *program.Text { return &a.Mode }).es("modalidad", "modo"),
		key("explanation", "por qué se retrasa", text, func(a *program.Activity) *program.Text { return &a.Explanation }).es("explicacion", "justificacion"),
		key("evidence", "los archivos que la prueban", list(text, true), func(a *program.Activity) *[]program.Text { return &a.Evidence }).es("evidencia", "evidencias"),
		key("progress", "los avances, cada uno con su día", pointers(progressKeys), func(a *program.Activity) *[]*program.Progress { return &a.Progress }).es("avance", "avances"),
		key("done", "el día en que se concluyó; abrevia progress: [{on: día, percent: 100}]", day, func(a *program.Activity) *program.Day { return &a.Done }).es("concluida", "hecha", "terminada", "concluido"),
	), "number", "id")
})

var sectionKeys = lazy(func() *object[program.Section] {
	return entity("section", "un apartado", func(s *program.Section) *program.Common { return &s.Common },
		key("id", "identificador del apartado: A, B, …", identifier, func(s *program.Section) *program.Text { return &s.ID }).must().es("clave", "identificador", "letra"),
		key("title", "título", text, func(s *program.Section) *program.Text { return &s.Title }).es("titulo", "nombre"),
		key("activities", "las actividades, en su orden", pointers(activityKeys), func(s *program.Section) *[]*program.Activity { return &s.Activities }).es("actividades", "eventos"),
	)
})

var objectiveKeys = lazy(func() *object[program.Objective] {
	return entity("objective", "un objetivo prioritario", func(o *program.Objective) *program.Common { return &o.Common },
		key("number", "número del objetivo", integer(1, 999), func(o *program.Objective) *program.Int { return &o.Number }).must().es("numero", "num", "no"),
		key("title", "qué se busca", text, func(o *program.Objective) *program.Text { return &o.Title }).must().es("titulo", "nombre", "objetivo"),
		key("activities", "las actividades, si no hay apartados", pointers(activityKeys), func(o *program.Objective) *[]*program.Activity {
			return &bareSection(o).Activities
		}).es("actividades", "eventos"),
		key("sections", "los apartados con sus actividades", pointers(sectionKeys), func(o *program.Objective) *[]*program.Section { return &o.Sections }).es("apartados", "secciones"),
	)
})

// bareSection is the section of an objective whose activities stand without one.
func bareSection(o *program.Objective) *program.Section {
	for _, s := range o.Sections {
		if s.ID.Value == "" && s.Path == "" {
			return s
		}
	}
	s := &program.Section{}
	o.Sections = append(o.Sections, s)
	return s
}
