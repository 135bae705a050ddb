package official

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/program"
)

// Template is a document.md to begin with: all that the programme has, in an
// order that official programmes use, with comments that say how to go on.
func Template(p *program.Program) string {
	t := &template{p: p}
	t.comment("El documento oficial: «patci document» lo escribe en DOCX, HTML, Markdown o PDF.",
		"El texto va en Markdown, en el orden en que ha de leerse: # y ## para los encabezados, **negritas**, *cursivas*,",
		"listas con «- » o «1. », notas al pie con [^1]. Donde van datos va un bloque patci, como los que siguen:",
		"así el documento dice siempre lo mismo que los archivos YAML. Los comentarios como este no se imprimen.")
	t.block("cover:")
	t.block("contents: Contenido")
	t.block("break: page")

	t.line("# Presentación\n")
	t.comment("Escriba aquí para qué es el programa y en qué ley se funda.")
	if len(p.Members) > 0 {
		t.line("## Integrantes\n")
		t.comment("numbered: true la numera; punctuation: enumeration, sentences o none dice cómo termina cada renglón.")
		t.block("list: members")
	}
	if len(p.Others) > 0 {
		t.line("## Participantes\n")
		t.block("list: participants")
	}
	if slices.ContainsFunc(p.Bodies, func(b *program.Body) bool { return b.Kind.Value == "group" }) {
		t.line("## Grupos de trabajo\n")
		t.block("list: groups")
	}
	t.sessions()
	t.objectives()
	if len(p.Meetings) > 0 {
		t.line("# Reuniones\n")
		t.table("meetings", "", with("title: Reunión", true), with("place: Sede", slices.ContainsFunc(p.Meetings, func(m *program.Meeting) bool { return m.Place.Set() })),
			with("mode: Modalidad", slices.ContainsFunc(p.Meetings, func(m *program.Meeting) bool { return m.Mode.Set() })),
			with("participants: Participantes", slices.ContainsFunc(p.Meetings, func(m *program.Meeting) bool { return m.Participants != nil || m.AsWritten["participants"].Set() })), "date: Fecha")
	}
	if len(p.Observances) > 0 {
		t.line("# Días conmemorativos\n")
		t.table("observances", "", "title: Conmemoración", "date: Fecha", with("basis: Fundamento", slices.ContainsFunc(p.Observances, func(o *program.Observance) bool { return o.Basis.Set() })))
		for _, o := range p.Observances {
			if len(o.Activities) > 0 {
				t.line("## " + escape(o.Title.Value) + "\n")
				t.activities(o.ID.Value, o.Activities)
			}
		}
	}
	t.agreements()
	if len(p.Appointed) > 0 {
		t.line("# Nombramientos\n")
		t.table("appointments", "", "actor: Nombre", "role: Calidad", "from: Desde", "until: Hasta")
	}
	if len(p.NonWorking) > 0 {
		t.line("# Días inhábiles\n")
		t.table("non_working", "", "date: Días", "title: Motivo", "basis: Acuerdo")
	}
	return t.String()
}

// template is the writing of one.
type template struct {
	strings.Builder
	p *program.Program
}

func (t *template) line(s string) { t.WriteString(s + "\n") }

// comment writes lines for those who edit; they are never printed.
func (t *template) comment(lines ...string) {
	t.line("<!-- " + strings.Join(lines, "\n     ") + " -->\n")
}

func (t *template) block(lines ...string) {
	t.line("```patci\n" + strings.Join(lines, "\n") + "\n```\n")
}

func with(column string, has bool) string {
	if has {
		return column
	}
	return ""
}

// table writes a table with those of its columns that are not "".
func (t *template) table(kind, of string, columns ...string) {
	lines := []string{"table: " + kind}
	if of != "" {
		lines = append(lines, "of: "+of)
	}
	columns = slices.DeleteFunc(columns, func(s string) bool { return s == "" })
	t.block(append(lines, "columns: {"+strings.Join(columns, ", ")+"}")...)
}

func (t *template) sessions() {
	if len(t.p.Sessions) == 0 {
		return
	}
	t.line("# Calendario de sesiones\n")
	first := true
	for _, b := range t.p.Bodies {
		var of []*program.Session
		for _, s := range t.p.Sessions {
			if s.Body == b.ID.Value {
				of = append(of, s)
			}
		}
		if of == nil {
			continue
		}
		t.line("## " + escape(b.Name.Value) + "\n")
		if first {
			t.comment("Otras columnas: number, day, time, place, mode, kind. Con caption: … la tabla lleva título;",
				"con columns: [title, date], en lista, no lleva encabezados; landscape: true la pone en páginas horizontales.")
			first = false
		}
		has := func(f func(*program.Session) bool) bool { return slices.ContainsFunc(of, f) }
		t.table("sessions", b.ID.Value, "title: Sesión", with("date: Fecha", has(func(s *program.Session) bool { return s.Date.Set() })),
			with("day: Día", has(func(s *program.Session) bool { return s.Day.Set() })), with("time: Hora", has(func(s *program.Session) bool { return s.Time.Set() })),
			with("place: Sede", has(func(s *program.Session) bool { return s.Place.Set() })), with("mode: Modalidad", has(func(s *program.Session) bool { return s.Mode.Set() })))
	}
}

func (t *template) objectives() {
	if len(t.p.Objectives) == 0 {
		return
	}
	t.line("# Objetivos y actividades\n")
	for _, o := range t.p.Objectives {
		t.line(fmt.Sprintf("## Objetivo %d. %s\n", o.Number.Value, escape(o.Title.Value)))
		for _, s := range o.Sections {
			id := o.ID()
			if s.ID.Value != "" {
				id += "/" + s.ID.Value
				title := s.ID.Value
				if s.Title.Value != "" {
					title += ". " + escape(s.Title.Value)
				}
				t.line("### " + title + "\n")
			}
			if len(s.Activities) > 0 {
				t.activities(id, s.Activities)
			}
		}
	}
}

func (t *template) activities(of string, as []*program.Activity) {
	has := func(f func(*program.Activity) bool) bool { return slices.ContainsFunc(as, f) }
	t.table("activities", of, with("number: No.", has(func(a *program.Activity) bool { return a.Number.Set() })), "title: Actividad",
		with("parties: Partes", has(func(a *program.Activity) bool { return a.Parties != nil })),
		with("responsible: Responsables", has(func(a *program.Activity) bool { return a.Responsible != nil || a.AsWritten["responsible"].Set() })),
		with("date: Fecha", has(func(a *program.Activity) bool { return a.Date.Set() })),
		with("mode: Modalidad", has(func(a *program.Activity) bool { return a.Mode.Set() })),
		with("target: Meta, unit: Unidad de medida", has(func(a *program.Activity) bool { return a.Target.Set() })),
		with("product: Producto", has(func(a *program.Activity) bool { return a.Product.Set() })))
}

func (t *template) agreements() {
	for _, planned := range []bool{false, true} {
		of := slices.DeleteFunc(slices.Clone(t.p.Agreements), func(a *program.Agreement) bool { return a.Planned() != planned })
		if len(of) == 0 {
			continue
		}
		has := func(f func(*program.Agreement) bool) bool { return slices.ContainsFunc(of, f) }
		number := with("number: No.", has(func(a *program.Agreement) bool { return a.Number.Set() }))
		parties := with("parties: Partes", has(func(a *program.Agreement) bool { return a.Parties != nil }))
		object := with("object: Objeto", has(func(a *program.Agreement) bool { return a.Object.Set() }))
		if planned {
			t.line("# Convenios por suscribir\n")
			t.table("agreements", "planned", number, "instrument: Instrumento jurídico", parties, object, "date: Fecha")
			continue
		}
		t.line("# Convenios vigentes\n")
		t.table("agreements", "signed", number, "instrument: Instrumento jurídico", parties, object,
			with("validity: Vigencia", has(func(a *program.Agreement) bool { return a.Validity.Set() })), "signed: Suscripción")
	}
}

// escape writes a text of the data as Markdown that reads back as that text.
func escape(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
