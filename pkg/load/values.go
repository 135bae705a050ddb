package load

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"patci/pkg/diag"
	"patci/pkg/near"
	"patci/pkg/program"
	"patci/pkg/when"
	"patci/pkg/yamlnode"
)

// text reads any scalar as it stands.
var text = value[program.Text]{
	read:   func(l *loader, n *yamlnode.Node, path string, t *program.Text) { l.readText(n, path, t) },
	schema: func(*schemas) map[string]any { return map[string]any{"type": []string{"string", "number", "boolean"}} },
}

func (l *loader) readText(n *yamlnode.Node, path string, t *program.Text) bool {
	if n.Kind != yamlnode.Scalar {
		l.wrongType(n, path, "un texto", "si el texto lleva «{», «[» o «: », póngalo entre comillas")
		return false
	}
	*t = program.Text{Value: strings.TrimSpace(n.Value), At: n.Place, Path: path}
	return true
}

// texts reads a map of texts by key.
var texts = value[map[string]program.Text]{
	read: func(l *loader, n *yamlnode.Node, path string, m *map[string]program.Text) {
		if n.Kind != yamlnode.Map {
			l.wrongType(n, path, "cada clave con su texto", "por ejemplo: {date: \"Abril y/o mayo\"}")
			return
		}
		*m = make(map[string]program.Text, len(n.Pairs))
		for _, p := range n.Pairs {
			var t program.Text
			if p.Value.Kind != yamlnode.Null && l.readText(p.Value, join(path, p.Key.Value), &t) {
				(*m)[p.Key.Value] = t
			}
		}
	},
	schema: func(*schemas) map[string]any {
		return map[string]any{"type": "object", "additionalProperties": text.schema(nil)}
	},
}

// integer reads a whole number from low to high.
func integer(low, high int) value[program.Int] {
	return value[program.Int]{
		read: func(l *loader, n *yamlnode.Node, path string, v *program.Int) {
			if i, ok := l.number(n, path, low, high); ok {
				*v = program.Int{Value: i, At: n.Place, Path: path}
			}
		},
		schema: func(*schemas) map[string]any {
			return map[string]any{"type": []string{"integer", "string"}, "minimum": low, "maximum": high, "pattern": "^(0|[1-9][0-9]*)$"}
		},
	}
}

func (l *loader) number(n *yamlnode.Node, path string, low, high int) (int, bool) {
	if n.Kind != yamlnode.Scalar {
		l.wrongType(n, path, "un número entero", "escriba solo el número")
		return 0, false
	}
	s := strings.TrimSpace(n.Value)
	i, err := strconv.Atoi(s)
	if err != nil || strings.HasPrefix(s, "+") || len(s) > 1 && s[0] == '0' {
		remedy := "escriba el número con cifras, sin puntos ni letras"
		if o, ok := when.ParseOrdinal(s); ok {
			remedy = fmt.Sprintf("¿quiso decir %d?", o)
		} else if figures := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }); len(figures) == 1 && len(figures[0]) < 5 {
			remedy = fmt.Sprintf("¿quiso decir %s?", figures[0])
		}
		l.fault("tipo", n.Place, path, fmt.Sprintf("se esperaba un número entero y se encontró «%s»", clip(n.Value)), remedy)
		return 0, false
	}
	if i < low || i > high {
		l.fault("valor", n.Place, path, fmt.Sprintf("%d no puede ser: se espera un número de %d a %d", i, low, high), "corrija el número")
		return 0, false
	}
	return i, true
}

// choice is one value of an enumeration, with what it means and the Spanish
// words that are answered with it.
type choice struct {
	value, doc string
	spanish    []string
}

// enum reads one of a few words.
func enum(choices ...choice) value[program.Text] {
	return value[program.Text]{
		read: func(l *loader, n *yamlnode.Node, path string, t *program.Text) {
			if !l.readText(n, path, t) {
				return
			}
			var all, words []string
			for _, c := range choices {
				if t.Value == c.value {
					return
				}
				all = append(all, c.value)
				words = append(append(words, c.value), c.spanish...)
			}
			remedy := oneOf(all)
			if w, ok := near.Word(plain(t.Value), words); ok {
				inEnglish := ""
				for _, c := range choices {
					if slices.Contains(c.spanish, w) {
						w, inEnglish = c.value, "los valores se escriben en inglés: "
						break
					}
				}
				remedy = fmt.Sprintf("%s¿quiso decir «%s»?", inEnglish, w)
			}
			l.fault("valor", n.Place, path, fmt.Sprintf("«%s» no es un valor de «%s»", clip(t.Value), path[strings.LastIndexByte(path, '.')+1:]), remedy)
			*t = program.Text{}
		},
		schema: func(*schemas) map[string]any {
			var words []map[string]any
			for _, c := range choices {
				words = append(words, map[string]any{"const": c.value, "description": c.doc})
			}
			return map[string]any{"oneOf": words}
		},
	}
}

// kindText reads a word that a rulebook may add to: those known are offered,
// others are taken if they are words.
func kindText(choices ...choice) value[program.Text] {
	strict := enum(choices...)
	return value[program.Text]{
		read: func(l *loader, n *yamlnode.Node, path string, t *program.Text) {
			for _, c := range choices {
				for _, s := range append([]string{c.value}, c.spanish...) {
					if n.Kind == yamlnode.Scalar && plain(n.Value) == s {
						strict.read(l, n, path, t)
						return
					}
				}
			}
			identifier.read(l, n, path, t)
		},
		schema: func(*schemas) map[string]any {
			var known []string
			for _, c := range choices {
				known = append(known, c.value)
			}
			return map[string]any{"type": "string", "pattern": IDPattern, "examples": known}
		},
	}
}

// IDPattern is what an id may be, as a regular expression.
const IDPattern = "^[A-Za-z0-9][A-Za-z0-9_.-]*$"

// identifier reads an id: letters without accents, figures, hyphens.
var identifier = value[program.Text]{
	read: func(l *loader, n *yamlnode.Node, path string, t *program.Text) {
		if !l.readText(n, path, t) {
			return
		}
		if !isID(t.Value) {
			remedy := "use letras sin acento, cifras y guiones"
			if s := slug(t.Value); s != "" {
				remedy = fmt.Sprintf("por ejemplo: %s", clip(s))
			}
			l.fault("valor", n.Place, path, fmt.Sprintf("«%s» no puede ser un identificador", clip(t.Value)), remedy)
		}
	},
	schema: func(*schemas) map[string]any {
		return map[string]any{"type": []string{"string", "integer"}, "pattern": IDPattern}
	},
}

func isID(s string) bool {
	for i, r := range s {
		switch {
		case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		case i > 0 && (r == '-' || r == '_' || r == '.'):
		default:
			return false
		}
	}
	return s != ""
}

// slug makes an id of a name.
func slug(s string) string {
	var b strings.Builder
	for _, r := range plain(s) {
		switch {
		case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}

// boolean reads true or false, also in the Spanish that people write.
var boolean = value[program.Text]{
	read: func(l *loader, n *yamlnode.Node, path string, t *program.Text) {
		if !l.readText(n, path, t) {
			return
		}
		if t.Value != "true" && t.Value != "false" {
			remedy := "escriba true o false"
			switch plain(t.Value) {
			case "si", "yes", "verdadero":
				remedy = "¿quiso decir true?"
			case "no", "falso":
				remedy = "¿quiso decir false?"
			}
			l.fault("tipo", n.Place, path, fmt.Sprintf("se esperaba true o false y se encontró «%s»", clip(t.Value)), remedy)
			*t = program.Text{}
		}
	},
	schema: func(*schemas) map[string]any { return map[string]any{"type": "boolean"} },
}

// reference reads the id of something else; it is looked up when all is read.
func reference(to target) value[program.Text] {
	return value[program.Text]{
		read: func(l *loader, n *yamlnode.Node, path string, t *program.Text) {
			if l.readText(n, path, t) {
				l.refs = append(l.refs, ref{*t, to})
			}
		},
		schema: func(*schemas) map[string]any {
			return map[string]any{"type": []string{"string", "integer"}, "minLength": 1}
		},
	}
}

// date reads a promise: any expression of the date grammar.
func date(role dateRole) value[program.Date] {
	return value[program.Date]{
		read: func(l *loader, n *yamlnode.Node, path string, d *program.Date) { l.readDate(n, path, role, d) },
		schema: func(s *schemas) map[string]any {
			return s.ref("date", func() map[string]any {
				return map[string]any{
					"description": "fecha como la escribe un oficio («10 de marzo», «Abril/Mayo», «Segundo semestre de 2022», «Por definir») o en EDTF",
					"anyOf": []any{
						map[string]any{"type": []string{"string", "integer"}, "minLength": 1,
							"examples": []string{"10 de marzo", "Abril/Mayo", "del 22 al 26 de agosto", "segunda quincena de mayo", "bimestral", "Por definir"}},
						map[string]any{"type": "array", "description": "EDTF sin comillas: [2022-04,2022-05]"},
						map[string]any{"type": "object", "description": "EDTF sin comillas: {2022-03-10,2022-03-17}"},
					},
				}
			})
		},
	}
}

// dateRole is what a date is for, which decides how it may be read.
type dateRole uint8

const (
	oneEvent dateRole = iota // a session or a meeting: it falls on one of the days
	spanning                 // an activity: it spans them
	anywhere                 // not bound to the programme's days
)

func (l *loader) readDate(n *yamlnode.Node, path string, role dateRole, d *program.Date) {
	written := n.Value
	if n.Kind != yamlnode.Scalar {
		written = n.Raw() // unquoted EDTF: [2022-04,2022-05] is a sequence to YAML
		if (n.Kind != yamlnode.Sequence && n.Kind != yamlnode.Map) || n.Style != yamlnode.Flow {
			l.wrongType(n, path, "una fecha", "escriba la fecha en una línea: «10 de marzo», «Abril/Mayo», «Por definir»")
			return
		}
	}
	d.At, d.Path = n.Place, path
	if !l.known {
		d.Wrong = true // without a period no date has its year
		d.Text = written
		return
	}
	read, problems := l.parse(written, role)
	d.Date = read
	l.problems(n, path, problems, "")
	if slices.ContainsFunc(problems, fatal) {
		d.Wrong = true
		d.Date = when.Date{Text: written, Kind: when.Window, Undefined: true, Days: when.NewSet(when.Range{First: l.dates.First, Last: l.dates.Last})}
	}
}

// readKey is a date as written and what it is for; reading what it says. A
// programme repeats itself: «Por definir», «marzo».
type readKey struct {
	written string
	role    dateRole
}

type reading struct {
	date     when.Date
	problems []when.Problem
}

// parse reads a date, each once.
func (l *loader) parse(written string, role dateRole) (when.Date, []when.Problem) {
	k := readKey{written, role}
	r, ok := l.read[k]
	if !ok {
		c := l.dates
		c.One, c.Anywhere = role == oneEvent, role == anywhere
		r = readings.parse(written, c)
		if l.read == nil {
			l.read = map[readKey]reading{}
		}
		l.read[k] = r
	}
	return r.date, r.problems
}

// readings are the dates last read, for all programmes: those of a year write
// the same, «10 de marzo», «Por definir», and to read one is dear. What is read
// hangs on nothing but the text and its context, and nobody changes it.
var readings cache

// cache forgets everything once it has cacheSize entries, so that it does not
// grow with what is read; of long texts it takes none.
type cache struct {
	mu sync.RWMutex
	of map[cacheKey]reading
}

type cacheKey struct {
	written string
	context when.Context
}

const cacheSize, cacheText = 4096, 100

func (c *cache) parse(written string, context when.Context) (r reading) {
	if len(written) > cacheText {
		r.date, r.problems = when.Parse(written, context)
		return r
	}
	c.mu.RLock()
	r, ok := c.of[cacheKey{written, context}]
	c.mu.RUnlock()
	if ok {
		return r
	}
	written = strings.Clone(written) // which may be a part of the whole file
	r.date, r.problems = when.Parse(written, context)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil || len(c.of) >= cacheSize {
		c.of = map[cacheKey]reading{}
	}
	c.of[cacheKey{written, context}] = r
	return r
}

func fatal(p when.Problem) bool { return p.Fatal }

// problems says what is wrong with a date; unread is the advice on a text that
// is no date, if not the usual.
func (l *loader) problems(n *yamlnode.Node, path string, problems []when.Problem, unread string) {
	for _, p := range problems {
		at, severity := n.Place, diag.Error
		if n.Kind == yamlnode.Scalar {
			at = n.TextSpan(p.Start, p.End)
		}
		switch {
		case p.Code == "fecha-nota":
			severity = diag.Note
		case p.Code == "dia-semana":
			severity = diag.Warning
		case p.Code == "fecha-ilegible" && unread != "":
			p.Remedy = unread // of the copy
		}
		l.say(severity, p.Code, at, path, p.Message, p.Remedy)
	}
}

// day reads a fact: one civil day, inside the programme or not, which can have its hour.
var day = value[program.Day]{
	read: func(l *loader, n *yamlnode.Node, path string, d *program.Day) { l.readDay(n, path, isoDay, d) },
	schema: func(s *schemas) map[string]any {
		return s.ref("day", func() map[string]any {
			return map[string]any{"type": "string", "minLength": 4, "description": "un día: 2022-05-10 o «10 de mayo de 2022»; de un hecho, también con su hora: 2022-05-10T11:00",
				"examples": []string{"2022-05-10", "10 de mayo de 2022", "2022-05-10T11:00"}}
		})
	},
}

// readDay reads one day; example is one, for who wrote something else.
func (l *loader) readDay(n *yamlnode.Node, path, example string, d *program.Day) {
	*d = program.Day{At: n.Place, Path: path, Wrong: true}
	remedy := "por ejemplo: " + example
	if n.Kind != yamlnode.Scalar {
		l.wrongType(n, path, "un día", remedy)
		return
	}
	if iso, ok := when.ParseISO(n.Value); ok { // by far the most common
		d.Day, d.Wrong = iso, false
		return
	}
	if !l.known {
		return
	}
	read, problems := l.parse(n.Value, anywhere)
	one := read.Kind == when.OneDay && !read.Tentative
	switch {
	case slices.ContainsFunc(problems, fatal):
	case one:
		d.Day, d.Clock, d.Wrong = read.Days.First(), read.Clock, false
	default:
		l.fault("hecho-sin-dia", n.Place, path, fmt.Sprintf("se esperaba un día y «%s» abarca varios o no es seguro", clip(n.Value)),
			"un hecho ocurre en un día: escriba, "+remedy)
		return
	}
	unread := "se esperaba un día; " + remedy
	if strings.Contains(n.Value, ":") {
		unread = "se esperaba un día, que puede llevar su hora, de 00:00 a 23:59; por ejemplo: " + isoDay + "T11:00"
	}
	l.problems(n, path, problems, unread)
}

// isoDay is a day as an example of one.
const isoDay = "2022-05-10"
