package load

import (
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/yamlnode"
)

// The tables of a session and of what happens to it.

var clock = value[program.Text]{
	read: func(l *loader, n *yamlnode.Node, path string, t *program.Text) {
		if !l.readText(n, path, t) {
			return
		}
		if !isClock(t.Value) {
			remedy := "escriba la hora de 00:00 a 23:59, por ejemplo \"11:00\""
			if isClock("0" + t.Value) {
				remedy = "¿quiso decir 0" + t.Value + "?"
			}
			l.fault("valor", n.Place, path, "«"+clip(t.Value)+"» no es una hora", remedy)
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

var eventKeys = lazy(func() *object[program.Event] {
	return &object[program.Event]{
		name: "event", doc: "un hecho", example: "{on: 2022-09-05, reason: falta de quórum}",
		fields: []field[program.Event]{
			key("on", "el día en que ocurrió o se decidió", day, func(e *program.Event) *program.Day { return &e.On }).must().es("el", "fecha", "dia"),
			key("reason", "el motivo", text, func(e *program.Event) *program.Text { return &e.Reason }).es("motivo", "razon", "causa"),
		},
		begin: func(_ *loader, e *program.Event, at source.Place, _ string) { e.At = at },
		bare: func(l *loader, n *yamlnode.Node, path string, e *program.Event) bool {
			if n.Kind != yamlnode.Scalar {
				return false
			}
			l.readDay(n, path, "{on: 2022-09-05, reason: falta de quórum}", &e.On)
			return true
		},
		bareSchema: day.schema,
	}
})

var reschedulingKeys = lazy(func() *object[program.Rescheduling] {
	return &object[program.Rescheduling]{
		name: "rescheduling", doc: "una reprogramación", example: "{to: 2022-09-06, on: 2022-08-20, reason: agenda de la Presidencia}",
		fields: []field[program.Rescheduling]{
			key("to", "el nuevo día", date(anywhere), func(r *program.Rescheduling) *program.Date { return &r.To }).must().es("a", "al", "nueva_fecha", "para"),
			key("on", "el día en que se decidió", day, func(r *program.Rescheduling) *program.Day { return &r.On }).es("el", "fecha", "dia"),
			key("reason", "el motivo", text, func(r *program.Rescheduling) *program.Text { return &r.Reason }).es("motivo", "razon", "causa"),
		},
	}
})

// present reads how many were present, or who.
var present = value[program.Attendance]{
	read: func(l *loader, n *yamlnode.Node, path string, a *program.Attendance) {
		if n.Kind != yamlnode.Sequence {
			integer(0, 9999).read(l, n, path, &a.Present)
			return
		}
		list(reference(toActor), false).read(l, n, path, &a.Actors)
		a.Present = program.Int{Value: len(a.Actors), At: n.Place, Path: path}
	},
	schema: func(s *schemas) map[string]any {
		return map[string]any{"anyOf": []any{integer(0, 9999).schema(s), list(reference(toActor), false).schema(s)}}
	},
}

var attendanceKeys = lazy(func() *object[program.Attendance] {
	return &object[program.Attendance]{
		name: "attendance", doc: "la lista de asistencia", example: "{present: 12, of: 14}, o la lista de quienes asistieron",
		fields: []field[program.Attendance]{
			field[program.Attendance]{name: "present", doc: "cuántos asistieron, o la lista de quienes asistieron", spanish: []string{"presentes", "asistentes"}, schema: present.schema, read: present.read}.must(),
			key("of", "de cuántos", integer(1, 9999), func(a *program.Attendance) *program.Int { return &a.Of }).es("de", "total"),
			key("call", "en qué convocatoria: 1 si no se escribe, 2 la segunda", integer(1, 2), func(a *program.Attendance) *program.Int { return &a.Call }).es("convocatoria", "segunda_convocatoria"),
		},
		begin: func(_ *loader, a *program.Attendance, at source.Place, path string) { a.At, a.Path = at, path },
		bare: func(l *loader, n *yamlnode.Node, path string, a *program.Attendance) bool {
			if n.Kind != yamlnode.Sequence {
				return false
			}
			present.read(l, n, path, a)
			return true
		},
		bareSchema: list(reference(toActor), false).schema,
	}
})

var minutesKeys = lazy(func() *object[program.Minutes] {
	return &object[program.Minutes]{
		name: "minutes", doc: "el acta", example: "{on: 2022-05-20, approved: 2022-08-30, file: actas/pleno-19.pdf}",
		fields: []field[program.Minutes]{
			key("on", "el día del acta", day, func(m *program.Minutes) *program.Day { return &m.On }).must().es("el", "fecha", "dia"),
			key("approved", "el día en que se aprobó, por lo común en la sesión siguiente", day, func(m *program.Minutes) *program.Day { return &m.Approved }).es("aprobada", "aprobacion"),
			key("file", "el archivo del acta", text, func(m *program.Minutes) *program.Text { return &m.File }).es("archivo"),
		},
		bare: func(l *loader, n *yamlnode.Node, path string, m *program.Minutes) bool {
			if n.Kind != yamlnode.Scalar {
				return false
			}
			l.readDay(n, path, isoDay, &m.On)
			return true
		},
		bareSchema: day.schema,
	}
})

var sessionKeys = lazy(func() *object[program.Session] {
	return entity("session", "una sesión", func(s *program.Session) *program.Common { return &s.Common },
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
		key("minutes", "el acta: {on: día, approved: día, file: archivo}", pointer(minutesKeys), func(s *program.Session) **program.Minutes { return &s.Minutes }).es("acta", "minuta"),
		key("rescheduled", "las reprogramaciones, en su orden", pointersOrOne(reschedulingKeys), func(s *program.Session) *[]*program.Rescheduling { return &s.Rescheduled }).es("reprogramada", "reprogramacion", "diferida"),
		key("not_held", "no se celebró: {on: día, reason: motivo}", pointer(eventKeys), func(s *program.Session) **program.Event { return &s.NotHeld }).es("no_celebrada", "no_se_celebro"),
		key("cancelled", "se canceló: {on: día, reason: motivo}", pointer(eventKeys), func(s *program.Session) **program.Event { return &s.Cancelled }).es("cancelada", "cancelado"),
	)
})
