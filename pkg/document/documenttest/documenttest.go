// Package documenttest has documents for the tests of what writes documents:
// one that has everything, and any number of random ones.
package documenttest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"strings"

	"patci/pkg/document"
)

// Nasty are texts that end an element, begin one, or are no text at all for
// somebody.
var Nasty = []string{
	`</script><script>alert(1)</script>`, `<b>no</b> & "comillas" y 'apóstrofos' &amp; &#60;`, `]]> --> <!--`, "uno | dos || tres \\| \\",
	"# no es título", "#no", "+ no es lista", "- tampoco", "* ni esto", "1. ni esto", "23) tampoco", "---", "===", "***", "```", "~~~", "> no es cita", "    no es código", "\tni esto",
	"*a* _b_ __c__ **d** ~~e~~ ~f~ `g` ``h``", "[texto](https://example.org)", "![imagen](x.png)", "[^1]", "[^1]: nota", "[x] hecho", "[ ] no", "https://www.gob.mx/a_b_c", "www.gob.mx", "pleno@segob.gob.mx", "<https://x.mx>",
	":smile: :+1:", "@segob", "#123", "GH-12", "org/repo#5", "$x_1$", "$$y$$", "a_b_c", "snake_case_name", "2 * 3 * 4", "5 < 6 > 4", "&nbsp;&copy;", "C:\\temp\\*", "=SUM(A1:A2)", "@SUM", "+52 55", "-1",
	"مرحبا بالعالم (12)", "שלום עולם", "abc \u202e def", "日本語のテキスト", "👩‍👩‍👧 familia 😀", "é combinada", "«ª º … − – —» ● ▲ ■ ○ ✓ ☐ → ≤ ≥ ½ € §",
	"uno  dos   tres", "a\u00a0b", "a\u200bb", "\u00adx", "Ángel Ñandú ¿qué? ¡sí!", strings.Repeat("palabra", 70), strings.Repeat("¡Ñ", 250), "|", "||", "a|", "|-|-|", ":---:", "\\", "\\\\", "<br>", "</td></tr>", "{{.}}", "%s %d", "<?php", "<a", "a>", "!", "![", "](", "()", "~", "_", "`", "1.", "1)", "-", "+", "=", "#", "######", "####### x",
}

// Sample is a document that has all there is, as an official one has it: a
// cover, contents, tables portrait and landscape, notes, lists, a picture.
func Sample() *document.Document {
	var a document.Anchors
	head := func(level int, text string) document.Heading {
		return document.Heading{Level: level, ID: a.ID(text), Text: document.Text(text)}
	}
	text := func(s string) []document.Inline { return document.Text(s) }
	para := func(s string) document.Paragraph { return document.Paragraph{Text: text(s)} }
	d := &document.Document{
		Title: "Programa Anual de Trabajo 2022", Status: "proyecto",
		Organisation: "Comisión Intersecretarial para Prevenir, Sancionar y Erradicar los Delitos en Materia de Trata de Personas",
	}
	long := "La Comisión sesionará de manera ordinaria por lo menos dos veces al año, previa convocatoria de la Presidencia, y de manera extraordinaria cuando así se requiera; las convocatorias se acompañarán del orden del día y de la documentación de los asuntos por tratar. "
	legend := document.Paragraph{Style: document.Small, Text: []document.Inline{
		document.Run{Text: "● verde", Tone: document.Good}, document.Run{Text: " · "}, document.Run{Text: "▲ amarillo", Tone: document.Warn},
		document.Run{Text: " · "}, document.Run{Text: "■ rojo", Tone: document.Bad}, document.Run{Text: " · "}, document.Run{Text: "○ sin registro", Tone: document.Faint},
	}}
	sessions := document.Table{Label: "sesiones ordinarias de 2022", Headed: true, Columns: []document.Column{
		{Title: text("Sesión"), Width: 6}, {Title: text("Fecha"), Width: 3}, {Title: text("Estado"), Width: 3},
	}}
	for i, s := range []string{"Décima Novena Sesión Ordinaria", "Vigésima Sesión Ordinaria", "Vigésima Primera Sesión Ordinaria", "Vigésima Segunda Sesión Ordinaria"} {
		row := []document.Cell{text(s), text("Abril/Mayo"), {document.Run{Text: "programada", Tone: document.Faint}}}
		if i == 1 {
			row[1] = []document.Inline{document.Run{Text: "Julio/Agosto"}, document.Ref{Note: 2}, document.Break{}, document.Run{Text: "(por definir)", Italic: true}}
		}
		sessions.Rows = append(sessions.Rows, row)
	}
	sessions.Footer = [][]document.Cell{{text("Total"), text("4"), nil}}
	wide := document.Table{Label: "actividades del objetivo prioritario 1", Headed: true, Columns: []document.Column{
		{Title: text("No."), Align: document.Right}, {Title: text("Actividad")}, {Title: text("Responsables")}, {Title: text("Fecha"), Align: document.Centre},
		{Title: text("Producto")}, {Title: text("Alcanzado"), Align: document.Right}, {Title: text("Programado a la fecha"), Align: document.Right}, {Title: text("Semáforo")},
	}}
	for i := 1; i <= 24; i++ {
		wide.Rows = append(wide.Rows, []document.Cell{
			text(fmt.Sprint(i)), text("Elaboración de cuestionarios a autoridades competentes para conocer el estado que guarda la armonización legislativa en materia de trata de personas"),
			text("Secretaría de Gobernación, Fiscalía General de la República, Comisión Nacional de los Derechos Humanos"), text("Marzo-abril"), text("Informe bimestral\nOficios"),
			text(fmt.Sprintf("%d %%", i*4)), text("44 %"), {document.Run{Text: "▲ amarillo", Tone: document.Warn}},
		})
	}
	nasty := document.Table{Label: `tabla con <b>signos</b> & "comillas"`, Columns: []document.Column{{Title: text("No."), Align: document.Right}, {Title: text("Texto tal como viene | con barra")}}}
	for i, s := range Nasty {
		nasty.Rows = append(nasty.Rows, []document.Cell{text(fmt.Sprint(i + 1)), text(s)})
	}
	d.Notes = [][]document.Inline{
		text("Artículo 85 de la Ley General para Prevenir, Sancionar y Erradicar los Delitos en Materia de Trata de Personas y para la Protección y Asistencia a las Víctimas de estos Delitos."),
		append(text("Sede por definir; véase "), document.Run{Text: "el sitio de la Secretaría", Link: "https://www.gob.mx/segob?a=1&b=2"}, document.Run{Text: "."}),
		text("Nota de la página apaisada: los datos se actualizan con el registro de avances."),
		text("Nota con </script> y | barra\ny dos renglones."),
	}
	d.Blocks = []document.Block{
		document.Paragraph{Style: document.Title, Text: text("Programa Anual de Trabajo 2022")},
		document.Paragraph{Style: document.Subtitle, Text: text("Proyecto que se somete a la aprobación del Pleno\nen su Décima Novena Sesión Ordinaria")},
		document.PageBreak{},
		document.Contents{Title: "Contenido", Level: 2},
		document.PageBreak{},
		head(1, "Presentación"),
		document.Paragraph{Text: []document.Inline{document.Run{Text: long}, document.Run{Text: "La Ley General", Bold: true}, document.Ref{Note: 1}, document.Run{Text: " dispone que "}, document.Run{Text: "cada dependencia", Italic: true}, document.Run{Text: " informe; véase "}, document.Run{Text: "el calendario", Link: "#calendario-de-sesiones"}, document.Run{Text: ", "}, document.Run{Text: "tachado", Strike: true}, document.Run{Text: " y "}, document.Run{Text: "sessions.yaml", Code: true}, document.Run{Text: "."}}},
		para(strings.Repeat(long, 3)),
		document.List{Ordered: true, Start: 1, Items: [][]document.Block{
			{para("Secretaría de Gobernación, que la preside.")},
			{para("Secretaría de Relaciones Exteriores."), document.List{Items: [][]document.Block{{para("Dirección General de Derechos Humanos y Democracia.")}, {para("Dirección General de Protección Consular; " + long)}}}},
			{document.Paragraph{Text: []document.Inline{document.Run{Text: "Instituto Nacional de las Mujeres"}, document.Ref{Note: 1}, document.Run{Text: "."}}}, para("Un segundo párrafo del mismo numeral.")},
		}},
		document.Quote{Blocks: []document.Block{para("«La Comisión celebrará sesiones ordinarias por lo menos dos veces al año.»"), document.Paragraph{Style: document.Small, Text: text("Reglamento, artículo 35")}}},
		head(1, "Calendario de sesiones"),
		head(2, "Pleno"),
		document.Paragraph{Style: document.Caption, Text: text("Sesiones ordinarias del Pleno")},
		sessions, legend,
		head(2, "Subcomisión Consultiva"),
		document.Image{Alt: "Escudo de prueba: dos franjas", Type: "image/png", Data: Picture(), Width: 240, Height: 90},
		document.Table{Label: "datos generales", Bare: true, Headed: true, Columns: make([]document.Column, 2), Rows: [][]document.Cell{{text("Estado"), text("proyecto")}, {text("Aprobación"), text("[por definir]")}}},
		document.Pages{Landscape: true, Blocks: []document.Block{
			head(1, "Objetivo prioritario 1. Promover la reforma del marco normativo en materia de trata de personas a nivel federal"),
			document.Paragraph{Text: append(text("Con corte al 30 de junio de 2022."), document.Ref{Note: 3})},
			wide,
		}},
		head(1, "Textos difíciles"),
		head(3, "Un nivel saltado: <h3> & 'más'"),
		nasty,
		document.Paragraph{Text: append(text("Con nota difícil."), document.Ref{Note: 4})},
		document.Paragraph{Style: document.Centred, Text: append(document.Strong("Secretaría Técnica"), document.Break{}, document.Run{Text: "Ciudad de México"})},
	}
	return d
}

// Picture is a PNG of 240 by 90 pixels.
func Picture() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 240, 90))
	for y := range 90 {
		for x := range 240 {
			c := color.RGBA{R: 0x0b, G: 0x6b, B: 0x50, A: 0xff}
			if y/30 == 1 {
				c = color.RGBA{R: 0xd4, G: 0xd7, B: 0xdd, A: 0xff}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // to a buffer, of a sound picture
	}
	return b.Bytes()
}

// Random is a document of any blocks in any order, with nasty texts in them.
func Random(r *rand.Rand) *document.Document {
	g := generator{Rand: r}
	d := &document.Document{Title: g.text(), Status: g.pick([]string{"", "proyecto", g.text()}), Organisation: g.text()}
	for range r.IntN(4) {
		d.Notes = append(d.Notes, g.inlines(false))
	}
	g.notes = len(d.Notes)
	d.Blocks = g.blocks(r.IntN(12), 0)
	return d
}

type generator struct {
	*rand.Rand
	anchors document.Anchors
	ids     []string
	notes   int
}

func (g *generator) pick(of []string) string { return of[g.IntN(len(of))] }

func (g *generator) text() string {
	words := []string{"sesión", "Pleno", "de", "la", "Ñandú", "1.ª", "a", "—", "(por definir)", " ", "\n"}
	if g.IntN(3) > 0 {
		return g.pick(Nasty)
	}
	var b strings.Builder
	for range g.IntN(9) {
		b.WriteString(g.pick(words))
		if g.IntN(4) > 0 {
			b.WriteByte(' ')
		}
		if g.IntN(9) == 0 {
			b.WriteString(g.pick(Nasty))
		}
	}
	return b.String()
}

func (g *generator) inlines(refs bool) []document.Inline {
	var out []document.Inline
	for range g.IntN(5) {
		switch n := g.IntN(12); {
		case n == 0:
			out = append(out, document.Break{})
		case n == 1 && refs && g.notes > 0:
			out = append(out, document.Ref{Note: 1 + g.IntN(g.notes)})
		default:
			r := document.Run{Text: strings.ReplaceAll(g.text(), "\n", " "), Tone: document.Tone(g.IntN(5))}
			r.Bold, r.Italic, r.Strike, r.Code = g.IntN(5) == 0, g.IntN(5) == 0, g.IntN(8) == 0, g.IntN(8) == 0
			if g.IntN(6) == 0 {
				r.Link = g.pick([]string{"https://www.gob.mx/a_(b)?c=1&d=2", "mailto:a@b.mx", "javascript:alert(1)", "#no-existe", `https://x"y`})
				if len(g.ids) > 0 && g.IntN(2) == 0 {
					r.Link = "#" + g.pick(g.ids)
				}
			}
			out = append(out, r)
		}
	}
	return out
}

func (g *generator) blocks(n, depth int) []document.Block {
	var out []document.Block
	for range n {
		kind := g.IntN(12)
		if depth > 2 && kind > 5 {
			kind = 1
		}
		switch kind {
		case 0:
			in := g.inlines(true)
			id := g.anchors.ID(document.String(in))
			g.ids = append(g.ids, id)
			out = append(out, document.Heading{Level: 1 + g.IntN(6), ID: id, Text: in})
		case 1, 2, 3:
			out = append(out, document.Paragraph{Style: document.Style(g.IntN(6)), Text: g.inlines(true)})
		case 4:
			out = append(out, document.Image{Alt: g.text(), Type: "image/png", Data: Picture(), Width: 240, Height: 90})
		case 5:
			out = append(out, document.PageBreak{})
		case 6:
			out = append(out, document.Contents{Title: g.pick([]string{"", "Contenido"}), Level: 1 + g.IntN(6)})
		case 7:
			l := document.List{Ordered: g.IntN(2) == 0, Start: g.IntN(20)}
			for range g.IntN(4) {
				l.Items = append(l.Items, g.blocks(g.IntN(3), depth+1))
			}
			out = append(out, l)
		case 8:
			out = append(out, document.Quote{Blocks: g.blocks(g.IntN(3), depth+1)})
		case 9:
			out = append(out, document.Pages{Landscape: g.IntN(2) == 0, Blocks: g.blocks(g.IntN(4), depth+1)})
		default:
			t := document.Table{Label: g.text(), Headed: g.IntN(2) == 0, Bare: g.IntN(4) == 0}
			cols := 1 + g.IntN(5)
			for range cols {
				c := document.Column{Align: document.Align(g.IntN(3)), Width: g.IntN(3) * g.IntN(9)}
				if !t.Bare {
					c.Title = g.inlines(true)
				}
				t.Columns = append(t.Columns, c)
			}
			row := func() []document.Cell {
				var cells []document.Cell
				for range cols {
					cells = append(cells, g.inlines(true))
				}
				return cells
			}
			for range g.IntN(5) {
				t.Rows = append(t.Rows, row())
			}
			for range g.IntN(2) {
				t.Footer = append(t.Footer, row())
			}
			out = append(out, t)
		}
	}
	return out
}
