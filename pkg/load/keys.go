package load

import (
	"patci/pkg/program"
	"patci/pkg/yamlnode"
)

// The tables of keys, from the leaves up. What a key means is said here and
// nowhere else: the loader, the JSON Schema and the help read these.

var statuses = []choice{
	{"draft", "proyecto, sin aprobar", []string{"proyecto", "borrador"}},
	{"approved", "aprobado", []string{"aprobado", "aprobada", "vigente"}},
}

var bodyKinds = []choice{
	{"plenary", "pleno", []string{"pleno", "comision"}},
	{"subcommission", "subcomisión", []string{"subcomision"}},
	{"group", "grupo de trabajo", []string{"grupo", "grupo_de_trabajo"}},
	{"committee", "comité", []string{"comite"}},
	{"council", "consejo", []string{"consejo"}},
	{"assembly", "asamblea", []string{"asamblea"}},
}

var sessionKinds = []choice{
	{"ordinary", "ordinaria", []string{"ordinaria", "ordinario"}},
	{"extraordinary", "extraordinaria", []string{"extraordinaria", "extraordinario"}},
	{"working_table", "mesa de trabajo", []string{"mesa", "mesa_de_trabajo"}},
	{"solemn", "solemne", []string{"solemne"}},
}

var activityKinds = []choice{
	{"activity", "actividad: ocupa todos sus días", []string{"actividad"}},
	{"meeting", "reunión: cae en uno de sus días", []string{"reunion"}},
	{"agreement", "convenio por suscribir", []string{"convenio", "acuerdo"}},
}

var numberings = []choice{
	{"continuous", "corrida: la numeración sigue de un año a otro", []string{"continua", "corrida"}},
	{"yearly", "anual: la numeración empieza cada año", []string{"anual"}},
}

var resolutionStates = []choice{
	{"pending", "pendiente", []string{"pendiente"}},
	{"in_progress", "en proceso", []string{"en_proceso"}},
	{"done", "cumplido", []string{"cumplido", "cumplida", "concluido"}},
	{"cancelled", "cancelado", []string{"cancelado", "cancelada"}},
}

// period is the first and the last day; loading reads it with the heading.
var period = value[program.Text]{
	read: text.read,
	schema: func(*schemas) map[string]any {
		const day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
		return map[string]any{"type": "string", "pattern": "^" + day + " */ *" + day + "$", "examples": []string{"2022-08-01/2023-07-31"}}
	},
}

var lightsKeys = lazy(func() *object[program.Lights] {
	return &object[program.Lights]{
		name: "lights", doc: "el semáforo", example: "{green: 90, amber: 70}",
		fields: []field[program.Lights]{
			key("green", "verde desde este por ciento de lo programado a la fecha; 90 si no se escribe", integer(1, 100), func(l *program.Lights) *program.Int { return &l.Green }).es("verde"),
			key("amber", "amarillo desde este por ciento; 70 si no se escribe", integer(1, 100), func(l *program.Lights) *program.Int { return &l.Amber }).es("amarillo", "ambar"),
		},
		end: func(l *loader, v *program.Lights, n *yamlnode.Node, path string) {
			green, amber := v.Thresholds()
			if amber >= green {
				l.fault("valor", n.Place, path, "el amarillo empieza donde ya es verde", "ponga en «amber» un número menor que el de «green»")
			}
		},
	}
})

var approvalKeys = lazy(func() *object[program.Approval] {
	return &object[program.Approval]{
		name: "approval", doc: "la aprobación del programa", example: "{on: 2022-05-10, session: pleno/19}",
		fields: []field[program.Approval]{
			key("on", "el día en que se aprobó", day, func(a *program.Approval) *program.Day { return &a.On }).must().es("el", "fecha", "dia"),
			key("session", "la sesión que lo aprobó", reference(toAny), func(a *program.Approval) *program.Text { return &a.Session }).es("sesion"),
		},
	}
})

// heading is the map under program:.
type heading struct {
	p       *program.Program
	year    program.Int
	period  program.Text
	numeric program.Text
	said    bool // that the year is missing, or cannot be read
}

var headingKeys = lazy(func() *object[heading] {
	return with(entity("heading", "el programa", func(h *heading) *program.Common { return &h.p.Common },
		key("year", "el año del programa", integer(1900, 2999), func(h *heading) *program.Int { return &h.year }).es("ano", "ejercicio"),
		key("period", "el periodo, si no es un año: 2022-08-01/2023-07-31", period, func(h *heading) *program.Text { return &h.period }).es("periodo"),
		key("title", "el título", text, func(h *heading) *program.Text { return &h.p.Title }).es("titulo", "nombre"),
		key("status", "draft (proyecto) o approved (aprobado)", enum(statuses...), func(h *heading) *program.Text { return &h.p.Status }).es("estado", "estatus", "situacion"),
		key("approved", "cuándo y en qué sesión se aprobó", pointer(approvalKeys), func(h *heading) **program.Approval { return &h.p.Approved }).es("aprobado", "aprobacion"),
		key("rulebook", "el marco normativo: el nombre de uno de patci; sin él no se aplica ninguna ley", identifier, func(h *heading) *program.Text { return &h.p.Rulebook }).es("marco_normativo", "reglamento"),
		key("numeric_dates", "dmy si las fechas con solo números van en orden día/mes/año", enum(choice{"dmy", "día/mes/año", []string{"dma"}}), func(h *heading) *program.Text { return &h.numeric }).es("fechas_numericas"),
	), map[string]any{"oneOf": []any{have("year"), have("period")}})
})

// rootKeys is a file of a programme. What several files say under one key is
// put together; program: stands once.
var rootKeys = lazy(func() *object[program.Program] {
	return &object[program.Program]{
		name: "program", doc: "un archivo de programa",
		fields: []field[program.Program]{
			{name: "program", silent: true, doc: "el programa: su año, título, situación y marco normativo", spanish: []string{"programa"},
				schema: headingKeys.value().schema, read: func(l *loader, n *yamlnode.Node, path string, p *program.Program) {}},
			key("actors", "quienes se nombran por su identificador", pointers(actorKeys), func(p *program.Program) *[]*program.Actor { return &p.Actors }).es("actores"),
			key("members", "los integrantes, en el orden de la ley", pointers(memberKeys), func(p *program.Program) *[]*program.Seat { return &p.Members }).es("integrantes", "miembros"),
			key("participants", "los participantes e invitados", pointers(participantKeys), func(p *program.Program) *[]*program.Seat { return &p.Others }).es("participantes", "invitados"),
			{name: "bodies", doc: "los órganos: pleno, subcomisión, comité…", spanish: []string{"organos", "cuerpos"}, schema: pointers(bodyKeys).schema,
				read: func(l *loader, n *yamlnode.Node, path string, p *program.Program) {
					pointers(bodyKeys).read(l, n, path, &l.bodies)
				}},
			{name: "groups", doc: "los grupos de trabajo: órganos de clase group", spanish: []string{"grupos", "grupos_de_trabajo"}, schema: pointers(groupKeys).schema,
				read: func(l *loader, n *yamlnode.Node, path string, p *program.Program) {
					pointers(groupKeys).read(l, n, path, &l.groups)
				}},
			{name: "sessions", doc: "las sesiones, por el identificador de su órgano", spanish: []string{"sesiones", "calendario"}, schema: sessionsSchema, read: readSessions},
			key("objectives", "los objetivos prioritarios con sus actividades", pointers(objectiveKeys), func(p *program.Program) *[]*program.Objective { return &p.Objectives }).es("objetivos", "objetivos_prioritarios"),
			key("meetings", "las reuniones internacionales y otras", pointers(meetingKeys), func(p *program.Program) *[]*program.Meeting { return &p.Meetings }).es("reuniones", "reuniones_internacionales"),
			key("observances", "los días conmemorativos", pointers(observanceKeys), func(p *program.Program) *[]*program.Observance { return &p.Observances }).es("conmemoraciones", "dias_conmemorativos"),
			key("agreements", "los convenios y acuerdos de coordinación", pointers(agreementKeys), func(p *program.Program) *[]*program.Agreement { return &p.Agreements }).es("convenios"),
			key("appointments", "los nombramientos con su periodo", pointers(appointmentKeys), func(p *program.Program) *[]*program.Appointment { return &p.Appointed }).es("nombramientos", "designaciones"),
			key("resolutions", "los acuerdos adoptados en las sesiones", pointers(resolutionKeys), func(p *program.Program) *[]*program.Resolution { return &p.Resolutions }).es("acuerdos"),
			key("non_working", "los días inhábiles que declara un acuerdo", pointers(nonWorkingKeys), func(p *program.Program) *[]*program.NonWorking { return &p.NonWorking }).es("inhabiles", "dias_inhabiles"),
			key("waivers", "las justificaciones de hallazgos", pointers(waiverKeys), func(p *program.Program) *[]*program.Waiver { return &p.Waivers }).es("justificaciones", "excepciones"),
			{name: "lights", doc: "los umbrales del semáforo", spanish: []string{"semaforo", "luces"}, schema: lightsKeys.value().schema,
				read: func(l *loader, n *yamlnode.Node, path string, p *program.Program) {
					lightsKeys().read(l, n, path, &p.Lights)
				}},
		},
	}
})

// pointersOrOne is pointers that also takes one object in place of a list.
func pointersOrOne[V any](o table[V]) value[[]*V] {
	many, one := pointers(o), o.value()
	return value[[]*V]{
		read: func(l *loader, n *yamlnode.Node, path string, vs *[]*V) {
			if n.Kind == yamlnode.Sequence {
				many.read(l, n, path, vs)
				return
			}
			v := new(V)
			one.read(l, n, path, v)
			*vs = append(*vs, v)
		},
		schema: func(s *schemas) map[string]any {
			return map[string]any{"anyOf": []any{one.schema(s), many.schema(s)}}
		},
	}
}

// also adds a check to those that a table already makes at its end.
func also[T any](o *object[T], check func(l *loader, t *T, n *yamlnode.Node, path string)) *object[T] {
	first := o.end
	o.end = func(l *loader, t *T, n *yamlnode.Node, path string) {
		first(l, t, n, path)
		check(l, t, n, path)
	}
	return o
}
