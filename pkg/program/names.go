package program

import (
	"slices"
	"strings"

	"patci/pkg/when"
)

// Of returns the body's label behind «de», with the article that Spanish
// asks for: «del Pleno», «de la Subcomisión», «de Selección».
func (b *Body) Of() string {
	label := b.Label()
	first, _, _ := strings.Cut(label, " ")
	switch noun := bare.Replace(strings.ToLower(first)); {
	case slices.Contains(masculine, noun):
		return "del " + label
	case slices.Contains(feminine, noun):
		return "de la " + label
	}
	return "de " + label
}

// The nouns that a body's name begins with and that take an article, without
// accents. What is not here is named by its subject alone: «de Capacitación».
var (
	masculine = strings.Fields("pleno comite subcomite consejo grupo subgrupo organo ayuntamiento cabildo patronato " +
		"sistema programa instituto colegio tribunal congreso senado mecanismo observatorio secretariado fideicomiso centro equipo gabinete foro")
	feminine = strings.Fields("subcomision comision asamblea junta mesa secretaria subsecretaria coordinacion unidad red conferencia " +
		"fiscalia procuraduria direccion camara alianza coalicion presidencia vocalia delegacion")
	bare = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u")
)

// ActorName is the full name of an actor, "" if the programme does not declare it.
func (p *Program) ActorName(id string) string {
	for _, a := range p.Actors {
		if a.ID.Value == id && a.Name.Value != "" {
			return a.Name.Value
		}
	}
	return ""
}

// sessionKinds are the Spanish names of the kinds of session; all feminine.
var sessionKinds = map[string]struct{ title, adjective, plural string }{
	Ordinary:        {"Sesión Ordinaria", "ordinaria", "sesiones ordinarias"},
	"extraordinary": {"Sesión Extraordinaria", "extraordinaria", "sesiones extraordinarias"},
	"working_table": {"Mesa de Trabajo", "mesa de trabajo", "mesas de trabajo"},
	"solemn":        {"Sesión Solemne", "solemne", "sesiones solemnes"},
}

// KindPlural names the sessions of a kind: «sesiones ordinarias».
func KindPlural(kind string) string {
	if k, ok := sessionKinds[kind]; ok {
		return k.plural
	}
	return "sesiones de clase " + kind
}

// KindSingular names one session of a kind: «sesión ordinaria».
func KindSingular(kind string) string {
	if k, ok := sessionKinds[kind]; ok {
		return strings.ToLower(k.title)
	}
	return "sesión de clase " + kind
}

// Heading is the session's title: its own, or its ordinal in words and its
// kind, «Vigésima Séptima Sesión Ordinaria».
func (s *Session) Heading() string {
	if s.Title.Value != "" {
		return s.Title.Value
	}
	title := "Sesión (" + s.KindOf() + ")"
	if k, ok := sessionKinds[s.KindOf()]; ok {
		title = k.title
	}
	if !s.Number.Set() {
		return title
	}
	return when.OrdinalTitle(s.Number.Value, true) + " " + title
}

// Figure is how a message calls the session among those of its body: «27.ª»,
// «1.ª extraordinaria».
func (s *Session) Figure() string {
	figure := when.OrdinalFigure(s.Number.Value, true)
	if s.KindOf() == Ordinary {
		return figure
	}
	if k, ok := sessionKinds[s.KindOf()]; ok {
		return figure + " " + k.adjective
	}
	return figure + " (" + s.KindOf() + ")"
}
