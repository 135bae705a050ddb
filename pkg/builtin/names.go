package builtin

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"patci/pkg/diag"
	"patci/pkg/program"
)

var otherName = Check{
	ID:       "nombre-distinto",
	Title:    "un órgano o un actor lleva un solo nombre completo",
	Severity: diag.Note,
	Text: `En aliases se anotan los otros nombres con que el documento llama a un órgano o a un actor. Las siglas y las formas cortas son normales; un segundo nombre completo, con palabras de más o de menos, deja duda de cuál es el oficial. Se comparan las palabras con contenido de los nombres que empiezan por la misma palabra: es forma corta la que solo recorta el final, o la que conserva a lo más dos tercios de las palabras y no añade ninguna. Artículos, preposiciones, acentos y mayúsculas no cuentan.
Para corregirlo, use en el documento un solo nombre, el que le dio su acuerdo de creación, y déjelo en name.`,
	Good: `program: {year: 2022}
groups:
  - id: capacitacion
    name: Grupo de Trabajo del Programa Nacional de Capacitación
    aliases: [Grupo de Trabajo, Grupo de Capacitación, GTC]
`,
	Bad: `program: {year: 2022}
groups:
  - id: capacitacion
    name: Grupo de Trabajo de Actualización del Programa Nacional de Capacitación
    aliases:
      - Grupo de Trabajo del Programa Nacional de Capacitación # want
`,
	Run: func(p *Pass) {
		one := func(id, label string, name program.Text, aliases []program.Text) {
			for _, a := range aliases {
				less, more := differs(name.Value, a.Value)
				if len(less)+len(more) == 0 {
					continue
				}
				var how []string
				if len(less) > 0 {
					how = append(how, "omite "+quoted(less))
				}
				if len(more) > 0 {
					how = append(how, "añade "+quoted(more))
				}
				p.Report(a, fmt.Sprintf("%s se llama también «%s», que %s", label, clip(a.Value), and(how)),
					"use un solo nombre completo; el de «name» es el que se imprime", id)
			}
		}
		for _, b := range p.Program.Bodies {
			one(b.ID.Value, b.Label(), b.Name, b.Aliases)
		}
		for _, a := range p.Program.Actors {
			label := a.Short.Value
			if label == "" {
				label = "«" + clip(a.Name.Value) + "»"
			}
			one(a.ID.Value, label, a.Name, a.Aliases)
		}
	},
}

func quoted(words []string) string {
	var out []string
	for _, w := range words {
		out = append(out, "«"+clip(w)+"»")
	}
	return and(out)
}

// differs compares a name with another full name of the same thing: the words
// with content that the other lacks, and those that it adds. A name of another
// kind, and a short form, do not differ.
func differs(name, other string) (less, more []string) {
	first, also := "", ""
	for first = range contentWords(name) {
		break
	}
	for also = range contentWords(other) {
		break
	}
	if first == "" || also == "" || fold(first) != fold(also) {
		return nil, nil // as most do not: the others are not worth taking apart
	}
	n, o := slices.Collect(contentWords(name)), slices.Collect(contentWords(other))
	has := func(folded []string, w string) bool { return slices.Contains(folded, fold(w)) }
	fn, fo := foldAll(n), foldAll(o) // each word once: this is asked of every pair of names
	for i, w := range n {
		if !slices.Contains(fo, fn[i]) && !has(foldAll(less), w) {
			less = append(less, w)
		}
	}
	short := 3*len(o) <= 2*len(n) || prefix(n, o)
	for i, w := range o {
		switch {
		case slices.Contains(fn, fo[i]) || has(foldAll(more), w):
		case acronym(w) && strings.ToUpper(other) != other:
			short = true // CI in «Secretaría Técnica CI» abbreviates what the name says
		default:
			more = append(more, w)
		}
	}
	if len(more) == 0 && short {
		return nil, nil
	}
	return less, more
}

func foldAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fold(w)
	}
	return out
}

func prefix(words, short []string) bool {
	for i, w := range short {
		if i >= len(words) || fold(words[i]) != fold(w) {
			return false
		}
	}
	return true
}

// acronym reports whether a word is written in capitals alone.
func acronym(w string) bool {
	n := utf8.RuneCountInString(w)
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return n > 1 && n <= 10
}

// contentWords are the words of a name that are no article, preposition or
// conjunction.
func contentWords(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			switch fold(w) {
			case "a", "al", "ante", "con", "contra", "de", "del", "e", "el", "en", "entre", "esos", "esas", "estos", "estas",
				"la", "las", "lo", "los", "o", "para", "por", "que", "sobre", "su", "sus", "u", "un", "una", "y":
				continue
			}
			if !yield(w) {
				return
			}
		}
	}
}
