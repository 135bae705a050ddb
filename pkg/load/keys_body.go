package load

import (
	"patci/pkg/program"
)

// The tables of the bodies, of who is in them and of those they name.

var previousKeys = lazy(func() *object[program.Previous] {
	return &object[program.Previous]{
		name: "previous_session", doc: "la sesión anterior", example: "{number: 18, date: 2021-11-30}",
		fields: []field[program.Previous]{
			key("number", "su número", integer(1, 999), func(p *program.Previous) *program.Int { return &p.Number }).must().es("numero", "num", "no"),
			key("date", "el día en que se celebró, si se conoce", day, func(p *program.Previous) *program.Day { return &p.Date }).es("fecha", "dia"),
		},
	}
})

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

var bodyKeys = lazy(func() *object[program.Body] {
	return bodyTable("body", "un órgano",
		key("kind", "clase de órgano", enum(bodyKinds...), func(b *program.Body) *program.Text { return &b.Kind }).must().es("tipo", "clase"))
})

var groupKeys = lazy(func() *object[program.Body] {
	return bodyTable("group", "un grupo de trabajo")
})

var actorKeys = lazy(func() *object[program.Actor] {
	return entity("actor", "un actor", func(a *program.Actor) *program.Common { return &a.Common },
		key("id", "identificador con que se lo nombra", identifier, func(a *program.Actor) *program.Text { return &a.ID }).must().es("clave", "identificador"),
		key("name", "nombre completo", text, func(a *program.Actor) *program.Text { return &a.Name }).must().es("nombre"),
		key("name_in_law", "el nombre que le da la ley vigente, si es otro", text, func(a *program.Actor) *program.Text { return &a.NameInLaw }).es("nombre_en_la_ley"),
	)
})

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
		key("vacant", "si está vacante, con todos los lugares de esta entrada", boolean, func(s *program.Seat) *program.Text { return &s.Vacant }).es("vacante"),
	)
}

var memberKeys = lazy(func() *object[program.Seat] { return seatTable("member", "un integrante") })

var participantKeys = lazy(func() *object[program.Seat] { return seatTable("participant", "un participante") })
