package load

import (
	"patci/pkg/program"
	"patci/pkg/yamlnode"
)

// The tables of what a programme has besides sessions and objectives.

var meetingKeys = lazy(func() *object[program.Meeting] {
	return with(also(entity("meeting", "una reunión", func(m *program.Meeting) *program.Common { return &m.Common },
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
		key("held", "el día en que se celebró, o la lista de ellos si se reunió varias veces", list(day, true), func(m *program.Meeting) *[]program.Day { return &m.Held }).es("celebrada", "realizada"),
		key("cancelled", "se canceló", pointer(eventKeys), func(m *program.Meeting) **program.Event { return &m.Cancelled }).es("cancelada"),
	), func(l *loader, m *program.Meeting, n *yamlnode.Node, path string) {
		if n.Get("date") != nil && n.Get("dates") != nil {
			l.fault("valor", n.Get("dates").Place, path+".dates", "la reunión lleva «date» y «dates»", "deje «date» si es una sola, «dates» si son varias")
		}
	}), map[string]any{"not": have("date", "dates")})
})

var observanceKeys = lazy(func() *object[program.Observance] {
	return entity("observance", "un día conmemorativo", func(o *program.Observance) *program.Common { return &o.Common },
		key("id", "identificador", identifier, func(o *program.Observance) *program.Text { return &o.ID }).must().es("clave", "identificador"),
		key("title", "nombre del día", text, func(o *program.Observance) *program.Text { return &o.Title }).must().es("titulo", "nombre"),
		key("date", "el día", date(spanning), func(o *program.Observance) *program.Date { return &o.Date }).must().es("fecha", "dia"),
		key("basis", "el instrumento que lo establece", text, func(o *program.Observance) *program.Text { return &o.Basis }).es("fundamento"),
		key("held", "el día en que se conmemoró", day, func(o *program.Observance) *program.Day { return &o.Held }).es("celebrada", "celebrado", "realizada"),
		key("activities", "las acciones con que se conmemora", pointers(activityKeys), func(o *program.Observance) *[]*program.Activity { return &o.Activities }).es("actividades", "acciones"),
	)
})

var agreementKeys = lazy(func() *object[program.Agreement] {
	return needs(entity("agreement", "un convenio o acuerdo de coordinación", func(a *program.Agreement) *program.Common { return &a.Common },
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
	), "number", "id")
})

var appointmentKeys = lazy(func() *object[program.Appointment] {
	return entity("appointment", "un nombramiento", func(a *program.Appointment) *program.Common { return &a.Common },
		key("actor", "la persona u organización", reference(toActor), func(a *program.Appointment) *program.Text { return &a.Actor }).must(),
		key("role", "en qué calidad: osc, experta…", identifier, func(a *program.Appointment) *program.Text { return &a.Role }).must().es("calidad", "papel", "cargo"),
		key("from", "primer día del periodo", day, func(a *program.Appointment) *program.Day { return &a.From }).must().es("desde", "inicio", "de"),
		key("until", "último día del periodo", day, func(a *program.Appointment) *program.Day { return &a.Until }).es("hasta", "fin", "a"),
		key("term", "qué periodo es: 1 el primero, 2 tras una reelección", integer(1, 99), func(a *program.Appointment) *program.Int { return &a.Term }).es("periodo"),
	)
})

var resolutionKeys = lazy(func() *object[program.Resolution] {
	return entity("resolution", "un acuerdo adoptado", func(r *program.Resolution) *program.Common { return &r.Common },
		key("id", "clave del acuerdo", identifier, func(r *program.Resolution) *program.Text { return &r.IDText }).must().es("clave", "identificador"),
		key("session", "la sesión que lo adoptó", reference(toAny), func(r *program.Resolution) *program.Text { return &r.Session }).es("sesion"),
		key("title", "qué se acordó", text, func(r *program.Resolution) *program.Text { return &r.Title }).must().es("titulo", "acuerdo", "texto"),
		key("responsible", "quién responde de él", list(reference(toActor), true), func(r *program.Resolution) *[]program.Text { return &r.Responsible }).es("responsable", "responsables"),
		key("due", "para cuándo", date(anywhere), func(r *program.Resolution) *program.Date { return &r.Due }).es("plazo", "fecha", "vence"),
		key("state", "estado", enum(resolutionStates...), func(r *program.Resolution) *program.Text { return &r.State }).es("estado", "estatus"),
		key("done", "el día en que se cumplió", day, func(r *program.Resolution) *program.Day { return &r.Done }).es("cumplido", "cumplida"),
		key("cancelled", "se canceló", pointer(eventKeys), func(r *program.Resolution) **program.Event { return &r.Cancelled }).es("cancelado", "cancelada"),
	)
})

var nonWorkingKeys = lazy(func() *object[program.NonWorking] {
	return entity("non_working", "unos días inhábiles", func(n *program.NonWorking) *program.Common { return &n.Common },
		key("date", "el día o los días: «14 y 15 de abril», «del 18 al 29 de julio»", date(spanning), func(n *program.NonWorking) *program.Date { return &n.Date }).must().es("fecha", "dia", "dias"),
		key("title", "por qué no se trabaja", text, func(n *program.NonWorking) *program.Text { return &n.Title }).es("titulo", "nombre", "motivo"),
		key("basis", "el acuerdo que lo dice, con su publicación", text, func(n *program.NonWorking) *program.Text { return &n.Basis }).must().es("acuerdo", "fundamento"),
	)
})

var waiverKeys = lazy(func() *object[program.Waiver] {
	return entity("waiver", "una justificación", func(w *program.Waiver) *program.Common { return &w.Common },
		key("rule", "la regla del hallazgo", identifier, func(w *program.Waiver) *program.Text { return &w.Rule }).must().es("regla"),
		key("entity", "la entidad de que trata: pleno/19, o el órgano", reference(toAny), func(w *program.Waiver) *program.Text { return &w.Entity }).must().es("entidad"),
		key("period", "el periodo del hallazgo, si hay uno por periodo: julio, 2022, tercer trimestre", date(anywhere), func(w *program.Waiver) *program.Date { return &w.Period }).es("periodo"),
		key("reason", "el motivo", text, func(w *program.Waiver) *program.Text { return &w.Reason }).must().es("motivo", "razon"),
		key("granted_by", "quién la concedió", text, func(w *program.Waiver) *program.Text { return &w.GrantedBy }).must().es("otorgada_por", "autoriza", "concedida_por"),
		key("until", "hasta cuándo vale", day, func(w *program.Waiver) *program.Day { return &w.Until }).es("hasta", "vence"),
	)
})
