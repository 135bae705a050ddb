package docx

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"patci/pkg/document"
)

func plain(s string) []document.Inline { return document.Text(s) }

func testPicture(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			m.Set(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 120, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// everything is a document that has each kind of block and inline, in
// combinations that are hard to write well.
func everything(t testing.TB) *document.Document {

	lorem := "La Comisión Intersecretarial sesionará de forma ordinaria cuando menos dos veces al año y, de forma extraordinaria, cuando existan circunstancias que lo ameriten, o cuando lo solicite alguno de los miembros de la Comisión. "
	sessions := document.Table{
		Label:   "Sesiones ordinarias del Pleno",
		Columns: []document.Column{{Title: plain("No."), Align: document.Right}, {Title: plain("Sesión")}, {Title: plain("Responsables")}, {Title: plain("Fecha")}, {Title: plain("Avance"), Align: document.Centre}},
		Headed:  true,
	}
	for i := range 40 {
		sessions.Rows = append(sessions.Rows, []document.Cell{
			plain(fmt.Sprint(i + 1)), plain("Décima Novena Sesión Ordinaria\nde la Comisión"), append(plain(strings.Repeat("Secretaría de Gobernación, ", 1+i%3)), document.Ref{Note: 2}),
			plain("15 de septiembre de 2022"), document.Toned("● verde", document.Good),
		})
	}
	sessions.Footer = [][]document.Cell{
		{plain(""), plain("Subtotal"), nil, plain("40"), nil},
		{plain(""), plain("Total"), nil, plain("40"), nil},
	}
	wide := document.Table{Label: "Tabla ancha", Columns: []document.Column{
		{Title: plain("Línea de acción"), Width: 4}, {Title: plain("Actividad"), Width: 4}, {Title: plain("Responsable"), Width: 2}, {Title: plain("Fecha"), Width: 1}, {Title: plain("%"), Width: 1, Align: document.Right},
	}, Rows: [][]document.Cell{{plain(lorem), plain(lorem + lorem), plain("SEGOB"), plain("abril"), plain("100 %")}}}
	long := strings.Repeat("palabra", 72)
	evil := document.Table{Label: `"<&>'`, Columns: []document.Column{{Title: plain("Corta")}, {Title: plain("Palabra de 500 letras")}, {Title: plain("=SUM(A1)")}},
		Rows: [][]document.Cell{{plain("a"), plain(long), plain("אבג 123 דה، texto")}, {plain("b"), plain("مرحبا بالعالم"), plain("👩‍👩‍👧 emoji")}}}
	return &document.Document{
		Title: "Programa Anual de Trabajo 2022", Status: "proyecto", Organisation: "Comisión Intersecretarial para Prevenir, Sancionar y Erradicar los Delitos en Materia de Trata de Personas",
		Blocks: []document.Block{
			document.Paragraph{Style: document.Title, Text: plain("Programa Anual de Trabajo 2022")},
			document.Paragraph{Style: document.Subtitle, Text: plain("Comisión Intersecretarial para Prevenir, Sancionar y Erradicar los Delitos en Materia de Trata de Personas")},
			document.Paragraph{Style: document.Centred, Text: plain("(proyecto)\nCiudad de México, 2022")},
			document.PageBreak{},
			document.Contents{Title: "Contenido", Level: 3},
			document.PageBreak{},
			document.PageBreak{},
			document.Heading{Level: 1, ID: "presentacion", Text: plain("Presentación")},
			document.Paragraph{Text: append(plain(lorem+lorem+"Nota"), document.Ref{Note: 1}, document.Run{Text: " y otra vez la misma"}, document.Ref{Note: 1}, document.Run{Text: ". "}, document.Run{Text: "Negritas", Bold: true}, document.Run{Text: ", cursiva", Italic: true}, document.Run{Text: ", tachado", Strike: true}, document.Run{Text: ", pleno/19", Code: true}, document.Run{Text: ", "}, document.Run{Text: "la ley", Link: "https://www.diputados.gob.mx/LeyesBiblio/?a=1&b=«2»"}, document.Run{Text: " y "}, document.Run{Text: "el cal", Link: "#calendario"}, document.Run{Text: "endario", Bold: true, Link: "#calendario"}, document.Run{Text: "; nada: "}, document.Run{Text: "peligro", Link: "javascript:alert(1)"}, document.Run{Text: ", "}, document.Run{Text: "roto", Link: "http://[mal"}, document.Run{Text: "."})},
			document.Paragraph{Text: []document.Inline{document.Run{Text: "bien ", Tone: document.Good}, document.Run{Text: "atento ", Tone: document.Warn}, document.Run{Text: "mal ", Tone: document.Bad}, document.Run{Text: "tenue", Tone: document.Faint}, document.Break{}, document.Run{Text: "tras un salto <b>&amp;</b> \"comillas\" \x00\x1b\ufffe\xff tab\taquí   tres espacios"}}},
			document.List{Ordered: true, Start: 1, Items: [][]document.Block{
				{body("Primero"), body("Sigue el primero, en otro párrafo. " + lorem)},
				{body("Segundo"), document.List{Items: [][]document.Block{{body("viñeta"), document.List{Ordered: true, Start: 3, Items: [][]document.Block{{body("tres")}, {body("cuatro")}}}}, {body("otra viñeta")}}}},
				{body("Tercero"), document.List{Ordered: true, Start: 1, Items: [][]document.Block{{body("inciso")}, {body("otro inciso")}}}},
				{},
				{document.Table{Label: "en lista", Columns: []document.Column{{Title: plain("A")}, {Title: plain("B")}}, Rows: [][]document.Cell{{plain("1"), plain("2")}}}},
			}},
			body("Otra lista:"),
			document.List{Ordered: true, Start: 1, Items: [][]document.Block{{body("Vuelve a uno")}, {body("Dos")}}},
			document.Quote{Blocks: []document.Block{body(lorem), document.List{Items: [][]document.Block{{body("lista en cita")}}}, document.Quote{Blocks: []document.Block{body("cita en cita")}}}},
			document.Heading{Level: 2, ID: "2-calendario-de-sesiones-del-pleno-y-de-la-subcomision-consultiva", Text: plain("Sección con identificador largo")},
			document.Image{Alt: "Un degradado «de prueba»", Type: "image/png", Data: testPicture(t, 300, 90), Width: 300, Height: 90},
			document.Image{Alt: "El mismo", Type: "image/png", Data: testPicture(t, 300, 90), Width: 3000, Height: 900},
			document.Heading{Level: 1, ID: "calendario", Text: plain("Calendario de sesiones")},
			document.Paragraph{Style: document.Caption, Text: plain("Tabla 1. Sesiones ordinarias")},
			sessions,
			document.Paragraph{Style: document.Small, Text: plain("Fuente: Secretaría Técnica.")},
			evil,
			document.Table{Label: "datos", Bare: true, Headed: true, Columns: make([]document.Column, 2), Rows: [][]document.Cell{{document.Strong("Lugar"), plain("Ciudad de México")}, {document.Strong("Modalidad"), plain("presencial")}}},
			document.Pages{Landscape: true, Blocks: []document.Block{
				document.Heading{Level: 2, ID: "ancha", Text: plain("Planeación por objetivo")},
				wide,
			}},
			document.Heading{Level: 3, ID: "n3", Text: plain("Nivel tres")},
			document.Heading{Level: 4, ID: "n4", Text: plain("Nivel cuatro")},
			document.Heading{Level: 5, ID: "n5", Text: plain("Nivel cinco")},
			document.Heading{Level: 6, ID: "n6", Text: plain("Nivel seis")},
			body("مرحبا بالعالم، هذا نص عربي 123 مع palabras españolas."),
			body("Texto con שלום עולם dentro."),
			document.Pages{Blocks: []document.Block{document.PageBreak{}, body("En páginas propias."), document.PageBreak{}}},
			document.PageBreak{},
		},
		Notes: [][]document.Inline{
			plain("Nota con «comillas» & <etiquetas>."),
			{document.Run{Text: "Véase "}, document.Run{Text: "el sitio", Link: "https://www.gob.mx/"}, document.Run{Text: " y la nota"}, document.Ref{Note: 1}},
			plain("Nadie la menciona."),
		},
	}
}

func write(t testing.TB, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSameBytes(t *testing.T) {
	first := write(t, everything(t))
	for range 5 {
		if !bytes.Equal(first, write(t, everything(t))) {
			t.Fatal("the same document gave other bytes")
		}
	}
}

func TestEverything(t *testing.T) {
	o := verify(t, write(t, everything(t)))
	for element := range sequences { // a sequence that nothing is checked against proves nothing
		found := false
		for _, name := range o.names() {
			found = found || len(o.xml[name].all(element)) > 0
		}
		if !found {
			t.Errorf("no %s was written", element)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, d := range []*document.Document{
		{},
		{Title: "nada"},
		{Blocks: []document.Block{document.PageBreak{}, document.Pages{Landscape: true}, document.Quote{}, document.List{}, document.Table{}, document.Table{Bare: true, Columns: make([]document.Column, 2)}, document.Contents{Title: "Contenido", Level: 3}}},
		{Blocks: []document.Block{document.Pages{Landscape: true, Blocks: []document.Block{document.Paragraph{Style: document.Title, Text: plain("Apaisado")}}}}},
	} {
		verify(t, write(t, d))
	}
}
