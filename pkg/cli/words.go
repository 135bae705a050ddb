package cli

import (
	"strings"

	"patci/pkg/near"

	"github.com/spf13/cobra"
)

// spanish lists the words by which people ask for a command in their own
// language. They are answered with the command's name.
var spanish = map[string][]string{
	"validate":   {"validar", "valida", "validacion", "revisar", "verificar", "comprobar", "check", "lint"},
	"calendar":   {"calendario", "agenda", "sesiones", "fechas"},
	"report":     {"informe", "reporte", "reportar", "avance", "avances", "progreso"},
	"next":       {"siguiente", "siguientes", "proximo", "proximos", "proxima", "proximas", "pendientes", "vencimientos"},
	"rules":      {"reglas", "regla", "rule", "normas", "marco"},
	"explain":    {"explicar", "explica", "explicacion"},
	"document":   {"documento", "documentos", "oficial", "convocatoria", "acta"},
	"suggest":    {"sugerir", "sugerencia", "sugerencias", "proponer", "resolver"},
	"record":     {"registrar", "registro", "anotar"},
	"add":        {"agregar", "añadir", "alta"},
	"new":        {"nuevo", "nueva", "crear", "init"},
	"import":     {"importar", "importacion"},
	"diff":       {"comparar", "diferencia", "diferencias", "cambios"},
	"serve":      {"servir", "servidor", "server", "lsp"},
	"schema":     {"esquema", "esquemas"},
	"completion": {"completar", "completado", "autocompletar", "autocompletado"},
	"version":    {"versión"},
	"help":       {"ayuda", "socorro"},
	"test":       {"prueba", "pruebas", "probar"},
}

// spanishFlags lists the same for options.
var spanishFlags = map[string][]string{
	"as-written":  {"como-esta", "como-dice", "sin-erratas", "literal"},
	"as-of":       {"corte", "con-corte", "dia", "fecha", "hoy", "date", "today"},
	"body":        {"organo", "organos", "cuerpo", "grupo"},
	"canonical":   {"canonico", "canonica", "fechas-iguales"},
	"color":       {"colores", "colour"},
	"days":        {"dias", "plazo", "horizonte"},
	"format":      {"formato"},
	"from":        {"desde", "inicio", "since"},
	"help":        {"ayuda"},
	"kind":        {"tipo", "clase", "type"},
	"minutes":     {"acta"},
	"monday":      {"lunes"},
	"month":       {"mes", "meses"},
	"new-since":   {"nuevo-desde", "nuevos-desde"},
	"notice":      {"convocatoria"},
	"output":      {"salida", "archivo", "out", "file"},
	"plan":        {"programa", "carpeta", "folder", "program"},
	"resolutions": {"acuerdos", "seguimiento"},
	"rule":        {"regla", "reglas"},
	"session":     {"sesion"},
	"since":       {"desde"},
	"strict":      {"estricto", "estricta"},
	"template":    {"plantilla", "modelo"},
	"to":          {"hasta", "fin", "until"},
	"version":     {"versión"},
	"view":        {"vista"},
	"year":        {"año", "anio", "ano", "ejercicio"},
}

// meant returns which of names somebody meant by a word: one that begins with
// it, one that the Spanish words have for it, or the nearest.
func meant(word string, names []string, words map[string][]string) (string, bool) {
	word = fold(word)
	if word == "" {
		return "", false
	}
	var all []string
	of := map[string]string{}
	for _, n := range names {
		for _, w := range append([]string{n}, words[n]...) {
			w = fold(w)
			if w == word {
				return n, true
			}
			if of[w] == "" {
				of[w] = n
				all = append(all, w)
			}
		}
	}
	for _, n := range names {
		if len(word) > 2 && strings.HasPrefix(n, word) {
			return n, true
		}
	}
	w, ok := near.Word(word, all)
	return of[w], ok
}

// fold is a word without case, accents and surrounding space, with hyphens.
func fold(s string) string {
	return folding.Replace(strings.ToLower(strings.TrimSpace(s)))
}

var folding = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n",
	"a\u0301", "a", "e\u0301", "e", "i\u0301", "i", "o\u0301", "o", "u\u0301", "u", "n\u0303", "n", "_", "-", " ", "-")

// didYouMean ends a message with the word that was meant, or with other.
func didYouMean(word string, names []string, words map[string][]string, other string) string {
	if n, ok := meant(word, names, words); ok {
		return "; ¿quiso decir «" + n + "»?"
	}
	if other != "" {
		return "; " + other
	}
	return ""
}

// noCommand says that a command has no subcommand by a name.
func noCommand(c *cobra.Command, word string) error {
	return usagef("no existe la orden «%s»%s", word, didYouMean(word, subcommands(c), spanish, "«"+rootName+" help» las enumera"))
}

// subcommands are the names of the commands directly below c that people see.
func subcommands(c *cobra.Command) []string {
	var names []string
	for _, s := range c.Commands() {
		if !s.Hidden {
			names = append(names, s.Name())
		}
	}
	return names
}
