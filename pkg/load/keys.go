package load

import (
	"patci/pkg/program"
	"patci/pkg/source"
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

var clock = value[program.Text]{
	read: func(l *loader, n *yamlnode.Node, path string, t *program.Text) {
		if !l.readText(n, path, t) {
			return
		}
		if !isClock(t.Value) {
			l.fault("valor", n.Place, path, "«"+clip(t.Value)+"» no es una hora", "escriba la hora de 00:00 a 23:59, por ejemplo \"11:00\"")
			*t = program.Text{}
		}
	},
	schema: func(*schemas) map[string]any {
		return map[string]any{"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
	},
}

func isClock(s string) bool {
	if len(s) != 5 || s[2] != ':' {
		return false
	}
	for _, i := range []int{0, 1, 3, 4} {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s[:2] < "24" && s[3:] < "60"
}

var eventKeys = &object[program.Event]{
	name: "event", doc: "un hecho con su día",
	fields: []field[program.Event]{
		key("on", "el día en que ocurrió o se decidió", day, func(e *program.Event) *program.Day { return &e.On }).must().es("el", "fecha", "dia"),
		key("reason", "el motivo", text, func(e *program.Event) *program.Text { return &e.Reason }).es("motivo", "razon", "causa"),
	},
	begin: func(_ *loader, e *program.Event, at source.Place, _ string) { e.At = at },
	bare: func(l *loader, n *yamlnode.Node, path string, e *program.Event) bool {
		if n.Kind != yamlnode.Scalar {
			return false
		}
		l.readDay(n, path, &e.On)
		return true
	},
	bareSchema: day.schema,
}

var reschedulingKeys = &object[program.Rescheduling]{
	name: "rescheduling", doc: "una reprogramación",
	fields: []field[program.Rescheduling]{
		key("to", "el nuevo día", date(anywhere), func(r *program.Rescheduling) *program.Date { return &r.To }).must().es("a", "al", "nueva_fecha", "para"),
		key("on", "el día en que se decidió", day, func(r *program.Rescheduling) *program.Day { return &r.On }).es("el", "fecha", "dia"),
		key("reason", "el motivo", text, func(r *program.Rescheduling) *program.Text { return &r.Reason }).es("motivo", "razon", "causa"),
	},
}

var attendanceKeys = &object[program.Attendance]{
	name: "attendance", doc: "la lista de asistencia",
	fields: []field[program.Attendance]{
		key("present", "cuántos asistieron", integer(0, 9999), func(a *program.Attendance) *program.Int { return &a.Present }).must().es("presentes", "asistentes"),
		key("of", "de cuántos", integer(1, 9999), func(a *program.Attendance) *program.Int { return &a.Of }).es("de", "total"),
	},
	begin: func(_ *loader, a *program.Attendance, at source.Place, path string) { a.At, a.Path = at, path },
	bare: func(l *loader, n *yamlnode.Node, path string, a *program.Attendance) bool {
		if n.Kind != yamlnode.Sequence {
			return false
		}
		list(reference(toActor), false).read(l, n, path, &a.Actors)
		a.Present = program.Int{Value: len(a.Actors), At: n.Place, Path: path}
		return true
	},
	bareSchema: list(reference(toActor), false).schema,
}

var minutesKeys = &object[program.Minutes]{
	name: "minutes", doc: "el acta",
	fields: []field[program.Minutes]{
		key("on", "el día del acta", day, func(m *program.Minutes) *program.Day { return &m.On }).must().es("el", "fecha", "dia"),
		key("file", "el archivo del acta", text, func(m *program.Minutes) *program.Text { return &m.File }).es("archivo"),
	},
	bare: func(l *loader, n *yamlnode.Node, path string, m *program.Minutes) bool {
		if n.Kind != yamlnode.Scalar {
			return false
		}
		l.readDay(n, path, &m.On)
		return true
	},
	bareSchema: day.schema,
}

var sessionKeys = entity("session", "una sesión", func(s *program.Session) *program.Common { return &s.Common },
	key("number", "número de la sesión en su serie", integer(1, 999), func(s *program.Session) *program.Int { return &s.Number }).must().es("numero", "num", "no"),
	key("kind", "clase de sesión; ordinary si no se escribe", kindText(sessionKinds...), func(s *program.Session) *program.Text { return &s.Kind }).es("tipo", "clase"),
	key("title", "título, si no es el de su número", text, func(s *program.Session) *program.Text { return &s.Title }).es("titulo", "nombre"),
	key("date", "la fecha programada; nunca se borra ni se corrige, lo que pasó después va en otras claves", date(oneEvent), func(s *program.Session) *program.Date { return &s.Date }).es("fecha"),
	key("day", "el día fijado dentro de la fecha programada", day, func(s *program.Session) *program.Day { return &s.Day }).es("dia"),
	key("time", "la hora, HH:MM", clock, func(s *program.Session) *program.Text { return &s.Time }).es("hora", "horario"),
	key("place", "la sede", text, func(s *program.Session) *program.Text { return &s.Place }).es("lugar", "sede"),
	key("mode", "la modalidad: presencial, virtual, híbrida", text, func(s *program.Session) *program.Text { return &s.Mode }).es("modalidad", "modo"),
	key("agenda", "el orden del día", list(text, true), func(s *program.Session) *[]program.Text { return &s.Agenda }).es("orden_del_dia", "orden"),
	key("notice", "el día de la convocatoria", day, func(s *program.Session) *program.Day { return &s.Notice }).es("convocatoria", "convocada"),
	key("papers", "el día en que se envió la carpeta", day, func(s *program.Session) *program.Day { return &s.Papers }).es("carpeta", "documentos"),
	key("held", "el día en que se celebró", day, func(s *program.Session) *program.Day { return &s.Held }).es("celebrada", "celebrado", "realizada", "se_celebro"),
	key("attendance", "la asistencia: {present: 12, of: 14} o la lista de quienes asistieron", pointer(attendanceKeys), func(s *program.Session) **program.Attendance { return &s.Attendance }).es("asistencia", "lista_de_asistencia", "quorum"),
	key("minutes", "el acta: {on: día, file: archivo}", pointer(minutesKeys), func(s *program.Session) **program.Minutes { return &s.Minutes }).es("acta", "minuta"),
	key("rescheduled", "las reprogramaciones, en su orden", pointersOrOne(reschedulingKeys), func(s *program.Session) *[]*program.Rescheduling { return &s.Rescheduled }).es("reprogramada", "reprogramacion", "diferida"),
	key("not_held", "no se celebró: {on: día, reason: motivo}", pointer(eventKeys), func(s *program.Session) **program.Event { return &s.NotHeld }).es("no_celebrada", "no_se_celebro"),
	key("cancelled", "se canceló: {on: día, reason: motivo}", pointer(eventKeys), func(s *program.Session) **program.Event { return &s.Cancelled }).es("cancelada", "cancelado"),
)

var progressKeys = &object[program.Progress]{
	name: "progress", doc: "un avance",
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

var activityKeys = entity("activity", "una actividad", func(a *program.Activity) *program.Common { return &a.Common },
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
)

var sectionKeys = entity("section", "un apartado", func(s *program.Section) *program.Common { return &s.Common },
	key("id", "identificador del apartado: A, B, …", identifier, func(s *program.Section) *program.Text { return &s.ID }).must().es("clave", "identificador", "letra"),
	key("title", "título", text, func(s *program.Section) *program.Text { return &s.Title }).es("titulo", "nombre"),
	key("activities", "las actividades, en su orden", pointers(activityKeys), func(s *program.Section) *[]*program.Activity { return &s.Activities }).es("actividades", "eventos"),
)

var objectiveKeys = entity("objective", "un objetivo prioritario", func(o *program.Objective) *program.Common { return &o.Common },
	key("number", "número del objetivo", integer(1, 999), func(o *program.Objective) *program.Int { return &o.Number }).must().es("numero", "num", "no"),
	key("title", "qué se busca", text, func(o *program.Objective) *program.Text { return &o.Title }).must().es("titulo", "nombre", "objetivo"),
	key("activities", "las actividades, si no hay apartados", pointers(activityKeys), func(o *program.Objective) *[]*program.Activity {
		return &bareSection(o).Activities
	}).es("actividades", "eventos"),
	key("sections", "los apartados con sus actividades", pointers(sectionKeys), func(o *program.Objective) *[]*program.Section { return &o.Sections }).es("apartados", "secciones"),
)

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

var previousKeys = &object[program.Previous]{
	name: "previous_session", doc: "la sesión anterior a la primera de la lista",
	fields: []field[program.Previous]{
		key("number", "su número", integer(1, 999), func(p *program.Previous) *program.Int { return &p.Number }).must().es("numero", "num", "no"),
		key("date", "el día en que se celebró, si se conoce", day, func(p *program.Previous) *program.Day { return &p.Date }).es("fecha", "dia"),
	},
}

func bodyTable(name, doc string, kind ...field[program.Body]) *object[program.Body] {
	own := []field[program.Body]{
		key("id", "identificador con que se la nombra en sessions y en otras claves", identifier, func(b *program.Body) *program.Text { return &b.ID }).must().es("clave", "identificador"),
		key("name", "nombre completo", text, func(b *program.Body) *program.Text { return &b.Name }).must().es("nombre", "titulo"),
		key("parent", "el órgano del que depende", reference(toBody), func(b *program.Body) *program.Text { return &b.Parent }).es("depende_de", "padre"),
		key("coordinator", "quién coordina", reference(toActor), func(b *program.Body) *program.Text { return &b.Coordinator }).es("coordinador", "coordinadora", "coordinacion"),
		key("purpose", "para qué se creó", text, func(b *program.Body) *program.Text { return &b.Purpose }).es("objeto", "proposito"),
		key("numbering", "cómo se numeran las sesiones; continuous si no se escribe", enum(numberings...), func(b *program.Body) *program.Text { return &b.Numbering }).es("numeracion"),
		key("previous_session", "la última sesión antes de la primera de la lista; sin date, su día no se conoce", pointer(previousKeys), func(b *program.Body) **program.Previous { return &b.Previous }).es("sesion_anterior", "anterior"),
		key("rulebook", "marco normativo propio", identifier, func(b *program.Body) *program.Text { return &b.Rulebook }).es("marco_normativo", "reglamento"),
	}
	return entity(name, doc, func(b *program.Body) *program.Common { return &b.Common }, append(own, kind...)...)
}

var bodyKeys = bodyTable("body", "un órgano",
	key("kind", "clase de órgano", enum(bodyKinds...), func(b *program.Body) *program.Text { return &b.Kind }).must().es("tipo", "clase"))

var groupKeys = bodyTable("group", "un grupo de trabajo")

var actorKeys = entity("actor", "un actor", func(a *program.Actor) *program.Common { return &a.Common },
	key("id", "identificador con que se lo nombra", identifier, func(a *program.Actor) *program.Text { return &a.ID }).must().es("clave", "identificador"),
	key("name", "nombre completo", text, func(a *program.Actor) *program.Text { return &a.Name }).must().es("nombre"),
	key("name_in_law", "el nombre que le da la ley vigente, si es otro", text, func(a *program.Actor) *program.Text { return &a.NameInLaw }).es("nombre_en_la_ley"),
)

func seatTable(name, doc string) *object[program.Seat] {
	return entity(name, doc, func(s *program.Seat) *program.Common { return &s.Common },
		key("number", "número en la lista", integer(1, 9999), func(s *program.Seat) *program.Int { return &s.Number }).es("numero", "num", "no"),
		key("id", "identificador, si el actor no basta", identifier, func(s *program.Seat) *program.Text { return &s.ID }).es("clave", "identificador"),
		key("actor", "quién ocupa el lugar", reference(toActor), func(s *program.Seat) *program.Text { return &s.Actor }).must(),
		key("role", "en qué calidad: titular, osc, experta…", text, func(s *program.Seat) *program.Text { return &s.Role }).es("calidad", "papel", "cargo"),
		key("seats", "cuántos lugares; uno si no se escribe", integer(1, 9999), func(s *program.Seat) *program.Int { return &s.Seats }).es("lugares", "asientos"),
		key("voice", "si tiene voz", boolean, func(s *program.Seat) *program.Text { return &s.Voice }).es("voz"),
		key("vote", "si tiene voto", boolean, func(s *program.Seat) *program.Text { return &s.Vote }).es("voto"),
		key("alternate", "el suplente", text, func(s *program.Seat) *program.Text { return &s.Alternate }).es("suplente"),
	)
}

var (
	memberKeys      = seatTable("member", "un integrante")
	participantKeys = seatTable("participant", "un participante")
)

var meetingKeys = also(entity("meeting", "una reunión", func(m *program.Meeting) *program.Common { return &m.Common },
	key("id", "identificador", identifier, func(m *program.Meeting) *program.Text { return &m.ID }).must().es("clave", "identificador"),
	key("title", "nombre de la reunión", text, func(m *program.Meeting) *program.Text { return &m.Title }).must().es("titulo", "nombre", "reunion"),
	key("place", "la sede", text, func(m *program.Meeting) *program.Text { return &m.Place }).es("lugar", "sede"),
	key("mode", "la modalidad", text, func(m *program.Meeting) *program.Text { return &m.Mode }).es("modalidad", "modo"),
	key("participants", "quiénes participan", list(reference(toActor), true), func(m *program.Meeting) *[]program.Text { return &m.Participants }).es("participantes"),
	field[program.Meeting]{name: "date", doc: "la fecha, si es una sola reunión", spanish: []string{"fecha"}, schema: date(oneEvent).schema,
		read: func(l *loader, n *yamlnode.Node, path string, m *program.Meeting) {
			var d program.Date
			// Several dates in one text are as many occurrences.
			if l.readDate(n, path, spanning, &d); d.Set() {
				m.Dates = append(m.Dates, d)
			}
		}},
	field[program.Meeting]{name: "dates", doc: "las fechas, una por cada vez que se reúne", spanish: []string{"fechas"}, schema: list(date(oneEvent), false).schema,
		read: func(l *loader, n *yamlnode.Node, path string, m *program.Meeting) {
			m.Several = true
			list(date(oneEvent), false).read(l, n, path, &m.Dates)
		}},
	key("held", "el día en que se celebró", day, func(m *program.Meeting) *program.Day { return &m.Held }).es("celebrada", "realizada"),
	key("cancelled", "se canceló", pointer(eventKeys), func(m *program.Meeting) **program.Event { return &m.Cancelled }).es("cancelada"),
), func(l *loader, m *program.Meeting, n *yamlnode.Node, path string) {
	if n.Get("date") != nil && n.Get("dates") != nil {
		l.fault("valor", n.Get("dates").Place, path+".dates", "la reunión lleva «date» y «dates»", "deje «date» si es una sola, «dates» si son varias")
	}
})

var observanceKeys = entity("observance", "un día conmemorativo", func(o *program.Observance) *program.Common { return &o.Common },
	key("id", "identificador", identifier, func(o *program.Observance) *program.Text { return &o.ID }).must().es("clave", "identificador"),
	key("title", "nombre del día", text, func(o *program.Observance) *program.Text { return &o.Title }).must().es("titulo", "nombre"),
	key("date", "el día", date(spanning), func(o *program.Observance) *program.Date { return &o.Date }).must().es("fecha", "dia"),
	key("basis", "el instrumento que lo establece", text, func(o *program.Observance) *program.Text { return &o.Basis }).es("fundamento"),
	key("held", "el día en que se conmemoró", day, func(o *program.Observance) *program.Day { return &o.Held }).es("celebrada", "celebrado", "realizada"),
	key("activities", "las acciones con que se conmemora", pointers(activityKeys), func(o *program.Observance) *[]*program.Activity { return &o.Activities }).es("actividades", "acciones"),
)

var agreementKeys = entity("agreement", "un convenio o acuerdo de coordinación", func(a *program.Agreement) *program.Common { return &a.Common },
	key("number", "número en su lista", integer(1, 9999), func(a *program.Agreement) *program.Int { return &a.Number }).es("numero", "num", "no"),
	key("id", "identificador, si no tiene número", identifier, func(a *program.Agreement) *program.Text { return &a.IDText }).es("clave", "identificador"),
	key("instrument", "el instrumento jurídico", text, func(a *program.Agreement) *program.Text { return &a.Instrument }).must().es("instrumento", "instrumento_juridico", "titulo", "nombre"),
	key("parties", "las partes", list(reference(toActor), true), func(a *program.Agreement) *[]program.Text { return &a.Parties }).es("partes", "actor", "actores"),
	key("object", "el objeto", text, func(a *program.Agreement) *program.Text { return &a.Object }).es("objeto"),
	key("resources", "los recursos", text, func(a *program.Agreement) *program.Text { return &a.Resources }).es("recursos"),
	key("validity", "la vigencia, como está escrita", text, func(a *program.Agreement) *program.Text { return &a.Validity }).es("vigencia"),
	key("until", "el último día de vigencia, si lo tiene", day, func(a *program.Agreement) *program.Day { return &a.Until }).es("hasta", "vence", "vencimiento"),
	key("signed", "el día en que se suscribió; sin él, está por suscribirse", day, func(a *program.Agreement) *program.Day { return &a.Signed }).es("suscripcion", "suscrito", "firmado"),
	key("date", "para cuándo se prevé suscribirlo", date(spanning), func(a *program.Agreement) *program.Date { return &a.Date }).es("fecha"),
)

var appointmentKeys = entity("appointment", "un nombramiento", func(a *program.Appointment) *program.Common { return &a.Common },
	key("actor", "la persona u organización", reference(toActor), func(a *program.Appointment) *program.Text { return &a.Actor }).must(),
	key("role", "en qué calidad: osc, experta…", identifier, func(a *program.Appointment) *program.Text { return &a.Role }).must().es("calidad", "papel", "cargo"),
	key("from", "primer día del periodo", day, func(a *program.Appointment) *program.Day { return &a.From }).must().es("desde", "inicio", "de"),
	key("until", "último día del periodo", day, func(a *program.Appointment) *program.Day { return &a.Until }).es("hasta", "fin", "a"),
	key("term", "qué periodo es: 1 el primero, 2 tras una reelección", integer(1, 99), func(a *program.Appointment) *program.Int { return &a.Term }).es("periodo"),
)

var resolutionKeys = entity("resolution", "un acuerdo adoptado", func(r *program.Resolution) *program.Common { return &r.Common },
	key("id", "clave del acuerdo", identifier, func(r *program.Resolution) *program.Text { return &r.IDText }).must().es("clave", "identificador"),
	key("session", "la sesión que lo adoptó", reference(toAny), func(r *program.Resolution) *program.Text { return &r.Session }).es("sesion"),
	key("title", "qué se acordó", text, func(r *program.Resolution) *program.Text { return &r.Title }).must().es("titulo", "acuerdo", "texto"),
	key("responsible", "quién responde de él", list(reference(toActor), true), func(r *program.Resolution) *[]program.Text { return &r.Responsible }).es("responsable", "responsables"),
	key("due", "para cuándo", date(anywhere), func(r *program.Resolution) *program.Date { return &r.Due }).es("plazo", "fecha", "vence"),
	key("state", "estado", enum(resolutionStates...), func(r *program.Resolution) *program.Text { return &r.State }).es("estado", "estatus"),
	key("done", "el día en que se cumplió", day, func(r *program.Resolution) *program.Day { return &r.Done }).es("cumplido", "cumplida"),
	key("cancelled", "se canceló", pointer(eventKeys), func(r *program.Resolution) **program.Event { return &r.Cancelled }).es("cancelado", "cancelada"),
)

var nonWorkingKeys = entity("non_working", "unos días inhábiles", func(n *program.NonWorking) *program.Common { return &n.Common },
	key("date", "el día o los días: «14 y 15 de abril», «del 18 al 29 de julio»", date(spanning), func(n *program.NonWorking) *program.Date { return &n.Date }).must().es("fecha", "dia", "dias"),
	key("title", "por qué no se trabaja", text, func(n *program.NonWorking) *program.Text { return &n.Title }).es("titulo", "nombre", "motivo"),
	key("basis", "el acuerdo que lo dice, con su publicación", text, func(n *program.NonWorking) *program.Text { return &n.Basis }).must().es("acuerdo", "fundamento"),
)

var waiverKeys = entity("waiver", "una justificación", func(w *program.Waiver) *program.Common { return &w.Common },
	key("rule", "la regla del hallazgo", identifier, func(w *program.Waiver) *program.Text { return &w.Rule }).must().es("regla"),
	key("entity", "la entidad de que trata: pleno/19", reference(toAny), func(w *program.Waiver) *program.Text { return &w.Entity }).must().es("entidad"),
	key("reason", "el motivo", text, func(w *program.Waiver) *program.Text { return &w.Reason }).must().es("motivo", "razon"),
	key("granted_by", "quién la concedió", text, func(w *program.Waiver) *program.Text { return &w.GrantedBy }).must().es("otorgada_por", "autoriza", "concedida_por"),
	key("until", "hasta cuándo vale", day, func(w *program.Waiver) *program.Day { return &w.Until }).es("hasta", "vence"),
)

var lightsKeys = &object[program.Lights]{
	name: "lights", doc: "los umbrales del semáforo",
	fields: []field[program.Lights]{
		key("green", "verde desde este por ciento de lo programado a la fecha; 90 si no se escribe", integer(1, 100), func(l *program.Lights) *program.Int { return &l.Green }).es("verde"),
		key("amber", "amarillo desde este por ciento; 70 si no se escribe", integer(1, 100), func(l *program.Lights) *program.Int { return &l.Amber }).es("amarillo", "ambar"),
	},
	end: func(l *loader, v *program.Lights, n *yamlnode.Node, path string) {
		green, amber := v.Thresholds()
		if amber >= green {
			l.fault("valor", n.Place, path, "el amarillo empieza donde ya es verde", "el número de «amber» es menor que el de «green»")
		}
	},
}

var approvalKeys = &object[program.Approval]{
	name: "approval", doc: "la aprobación del programa",
	fields: []field[program.Approval]{
		key("on", "el día en que se aprobó", day, func(a *program.Approval) *program.Day { return &a.On }).must().es("el", "fecha", "dia"),
		key("session", "la sesión que lo aprobó", reference(toAny), func(a *program.Approval) *program.Text { return &a.Session }).es("sesion"),
	},
}

// heading is the map under program:.
type heading struct {
	p       *program.Program
	year    program.Int
	period  program.Text
	numeric program.Text
}

var headingKeys = entity("heading", "el programa", func(h *heading) *program.Common { return &h.p.Common },
	key("year", "el año del programa", integer(1900, 2999), func(h *heading) *program.Int { return &h.year }).es("ano", "ejercicio"),
	key("period", "el periodo, si no es un año: 2022-08-01/2023-07-31", text, func(h *heading) *program.Text { return &h.period }).es("periodo"),
	key("title", "el título", text, func(h *heading) *program.Text { return &h.p.Title }).es("titulo", "nombre"),
	key("status", "draft (proyecto) o approved (aprobado)", enum(statuses...), func(h *heading) *program.Text { return &h.p.Status }).es("estado", "estatus", "situacion"),
	key("approved", "cuándo y en qué sesión se aprobó", pointer(approvalKeys), func(h *heading) **program.Approval { return &h.p.Approved }).es("aprobado", "aprobacion"),
	key("rulebook", "el marco normativo: el nombre de uno de patci; sin él no se aplica ninguna ley", identifier, func(h *heading) *program.Text { return &h.p.Rulebook }).es("marco_normativo", "reglamento"),
	key("numeric_dates", "dmy si las fechas con solo números van en orden día/mes/año", enum(choice{"dmy", "día/mes/año", []string{"dma"}}), func(h *heading) *program.Text { return &h.numeric }).es("fechas_numericas"),
)

// rootKeys is a file of a programme. What several files say under one key is
// put together; program: stands once.
var rootKeys = &object[program.Program]{
	name: "program", doc: "un programa",
	fields: []field[program.Program]{
		{name: "program", doc: "el programa: su año, título, situación y marco normativo", spanish: []string{"programa"},
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
				lightsKeys.read(l, n, path, &p.Lights)
			}},
	},
}

// pointersOrOne is pointers that also takes one object in place of a list.
func pointersOrOne[V any](o *object[V]) value[[]*V] {
	many, one := pointers(o), o.value()
	return value[[]*V]{
		read: func(l *loader, n *yamlnode.Node, path string, vs *[]*V) {
			if n.Kind != yamlnode.Map {
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
