package official_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"patci/pkg/diag"
	"patci/pkg/document"
	"patci/pkg/load"
	"patci/pkg/official"
	"patci/pkg/program"
	"patci/pkg/source"
)

// council is a small programme that has something of each kind.
const council = `program: {year: 2022, title: Plan 2022}
bodies: [{id: comite, kind: committee, name: Comité de Ética, short: Comité}]
groups: [{id: redes, name: Grupo de Redes, parent: comite}]
actors:
  - {id: ana, name: Ana Íñiguez, short: AI, footnote: Electa en 2021.}
  - {id: ivan, name: Iván Cruz}
members: [{number: 1, actor: ana}, {number: 2, actor: ivan}]
sessions:
  comite: [{number: 1, date: 3 de mayo}, {number: 2, date: 2022-06-07, as_written: {date: primer martes de junio}}, {number: 1, kind: extraordinary, date: "[2022-08,2022-09]"}]
objectives:
  - number: 1
    title: Difundir
    sections: [{id: A, title: Redes, activities: [{number: 1, title: Sitio | página, responsible: [ana, ivan], date: Abril/Mayo}]}]
meetings: [{id: foro, title: Foro, dates: [3 de marzo, Por definir], place: Puebla, footnote: Sede alterna.}]
agreements: [{number: 1, instrument: Convenio, parties: [comite, ivan], signed: 2021-10-01}]
`

func read(t testing.TB, text string) *program.Program {
	t.Helper()
	p, findings := load.Files("plan/2022", []*source.File{source.New("plan/2022/a.yaml", []byte(text))})
	for _, f := range findings {
		if f.Severity == diag.Error {
			t.Fatalf("%s: %s", f.Place, f.Message)
		}
	}
	return p
}

// printing is what keeps the programme of the tests complete.
const printing = "\n```patci\nin_prose: [sessions, activities, meetings, agreements, members]\n```\n"

func compose(t testing.TB, text string, o official.Options) (*document.Document, []diag.Finding) {
	t.Helper()
	in := official.Input{Program: read(t, council), File: source.New("plan/2022/document.md", []byte(text+printing)), FS: pictures()}
	d, findings := official.Compose(in, o)
	if got := official.Check(in); o == (official.Options{}) && !reflect.DeepEqual(got, findings) {
		t.Errorf("Check tells %v, and Compose %v", got, findings)
	}
	return d, findings
}

func pictures() fstest.MapFS {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		panic(err)
	}
	return fstest.MapFS{"escudo.png": {Data: b.Bytes()}, "roto.png": {Data: b.Bytes()[:40]}, "cortado.png": {Data: b.Bytes()[:b.Len()-16]}, "nota.txt": {Data: []byte("hola")}, "carpeta.png": {Mode: fs.ModeDir}}
}

func patci(lines ...string) string { return "```patci\n" + strings.Join(lines, "\n") + "\n```\n" }

// TestFindings asks of each thing that is wrong for its place, its words and
// its way out.
func TestFindings(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty block", patci(""), "1:1 «```patci» error documento: un bloque patci está vacío; escriba qué va ahí, por ejemplo: «table: sessions», y en otro renglón «columns: {title: Sesión, date: Fecha}»"},
		{"no map", patci("- a"), "2:1 «- a» error tipo: un bloque patci lleva claves con su valor; por ejemplo: «table: sessions», y en otro renglón «columns: {title: Sesión, date: Fecha}»"},
		{"unknown block", patci("tabla: sesiones"), "2:1 «tabla» error clave-desconocida: ningún bloque patci empieza con «tabla»; las claves se escriben en inglés: ¿quiso decir «table»?"},
		{"misspelt block", patci("tabel: sessions"), "2:1 «tabel» error clave-desconocida: ningún bloque patci empieza con «tabel»; ¿quiso decir «table»?"},
		{"two blocks", patci("table: sessions", "list: groups"), "3:1 «list» error documento: un bloque patci lleva «table» y «list»; escriba dos bloques"},
		{"unknown data", patci("table: sesiones", "columns: {title: Sesión}"), "2:8 «sesiones» error valor: no existe la clase de datos «sesiones»; los valores se escriben en inglés: ¿quiso decir «sessions»?"},
		{"unknown key", patci("table: sessions", "columns: {title: Sesión}", "titulo: Calendario"), "4:1 «titulo» error clave-desconocida: no existe la clave «titulo» en un bloque «table»; las claves se escriben en inglés: ¿quiso decir «caption»?"},
		{"no value", patci("table: sessions", "columns: {title: Sesión}", "caption:"), "4:1 «caption» error valor-vacio: la clave «caption» no tiene valor; escriba el valor o quite la clave"},
		{"key twice", patci("list: groups", "names: short", "names: full"), "4:1 «names» error clave-repetida: la clave «names» está dos veces; deje una sola: únicamente se lee la primera"},
		{"key of none", patci("break: page", "of: comite"), "3:1 «of» error clave-desconocida: no existe la clave «of» en un bloque «break»; «break» no lleva otra clave"},
		{"of nothing", patci("table: sessions", "of: comté", "columns: {title: Sesión}"), "3:5 «comté» error referencia: no existe ningún órgano ni grupo con el identificador «comté»; ¿quiso decir «comite»?"},
		{"section of nothing", patci("table: activities", "of: objetivo-1/B", "columns: {title: Sesión}"), "3:5 «objetivo-1/B» error referencia: no existe ningún objetivo, apartado ni día conmemorativo con el identificador «objetivo-1/B»; ¿quiso decir «objetivo-1/A»?"},
		{"agreements of a word", patci("table: agreements", "of: vigentes", "columns: {instrument: Convenio}"), "3:5 «vigentes» error valor: «vigentes» no es un valor de «of»; los valores se escriben en inglés: ¿quiso decir «signed»?"},
		{"of where none is", patci("list: members", "of: comite"), "3:5 «comite» error clave-desconocida: «members» no lleva «of»; quite la clave: se toman todos"},
		{"no columns", patci("table: meetings"), "2:8 «meetings» error clave-faltante: a la tabla le faltan sus columnas; añada «columns: {title: Reunión, place: Sede}»; puede llevar: title, place, mode, participants, date"},
		{"columns of nothing", patci("table: meetings", "columns: {}"), "3:10 «{}» error clave-faltante: a la tabla le faltan sus columnas; por ejemplo: {title: Reunión, place: Sede}; puede llevar: title, place, mode, participants, date"},
		{"columns of a text", patci("table: meetings", "columns: title"), "3:10 «title» error tipo: «columns» lleva cada columna con su encabezado; por ejemplo: {title: Reunión, place: Sede}"},
		{"unknown column", patci("table: meetings", "columns: {reunion: Reunión, sede: Sede, datte: Fecha}"), "3:11 «reunion» error clave-desconocida: no existe la columna «reunion» en «meetings»; las claves se escriben en inglés: ¿quiso decir «title»?\n" +
			"3:29 «sede» error clave-desconocida: no existe la columna «sede» en «meetings»; las claves se escriben en inglés: ¿quiso decir «place»?\n" +
			"3:41 «datte» error clave-desconocida: no existe la columna «datte» en «meetings»; ¿quiso decir «date»?"},
		{"column twice", patci("table: meetings", "columns: [title, title]"), "3:18 «title» error clave-repetida: la columna «title» está dos veces; deje una sola"},
		{"width of no column", patci("table: meetings", "columns: {title: Reunión}", "widths: {place: 2, title: 0}"), "4:10 «place» error referencia: no existe en la tabla ninguna columna «place»; puede ser: title\n" +
			"4:27 «0» error valor: «0» no es un número de 1 a 100; corrija el número"},
		{"footnotes in no column", patci("table: meetings", "columns: {title: Reunión}", "footnotes: place"), "4:12 «place» error referencia: no existe en la tabla ninguna columna «place»; puede ser: title"},
		{"nothing to print", patci("table: resolutions", "columns: {title: Acuerdo}"), "2:8 «resolutions» error documento: no hay nada que imprimir: el programa no tiene acuerdos adoptados en las sesiones; quite el bloque, o diga qué imprimir en su lugar con «empty: …»"},
		{"kind of session", patci("table: sessions", "kind: ordinaria", "columns: {title: Sesión}"), "2:8 «sessions» error documento: no hay nada que imprimir: el programa no tiene sesiones; quite el bloque, o diga qué imprimir en su lugar con «empty: …»\n" +
			"3:7 «ordinaria» error valor: no hay sesiones de clase «ordinaria»; puede ser: ordinary, extraordinary, working_table, solemn, o una del marco normativo"},
		{"show nothing", patci("list: groups", "show: nombre"), "3:7 «nombre» error referencia: no existe en «groups» ninguna columna «nombre»; puede ser: name, short, coordinator, purpose, parent"},
		{"yaml", patci("table: [sessions"), "2:8 «[» error yaml: el corchete «[» no se cierra; agregue «]» al final"},
		{"yaml in a list", "- uno\n\n  " + strings.ReplaceAll(patci("table: 'x"), "\n", "\n  "), "4:10 «'x» error yaml: la comilla que abre «'x» no se cierra; cierre el texto con otra comilla simple («'»); un apóstrofo dentro de comillas simples se escribe doble («''»)"},
		{"signer", patci("signature: ATENTAMENTE", "by: anna"), "3:5 «anna» error referencia: no existe ningún actor ni órgano con el identificador «anna»; ¿quiso decir «ana»?"},
		{"signature of nobody", patci("signature:"), "2:1 «signature:» error documento: un bloque de firmas está vacío; por ejemplo: «signature: ATENTAMENTE» y en otro renglón «by: presidencia»"},
		{"cover", patci("cover: {organo: comite}"), "2:9 «organo» error clave-desconocida: no existe la clave «organo» en un bloque «cover»; las claves se escriben en inglés: ¿quiso decir «of»?"},
		{"orientation", patci("pages: horizontal"), "2:8 «horizontal» error valor: «horizontal» no es un valor de «pages»; los valores se escriben en inglés: ¿quiso decir «landscape»?"},
		{"levels", patci("contents: Índice", "levels: 9"), "3:9 «9» error valor: «9» no es un número de 1 a 6; corrija el número"},
		{"in prose", "x\n\n" + patci("in_prose: [meetigns]"), "4:12 «meetigns» error referencia: no existe ni clase de datos ni nada con el identificador «meetigns»; ¿quiso decir «meetings»?"},
		{"errata", patci("errata: [{written: a}]"), "2:10 «{written: a}» error clave-faltante: a una errata le falta lo que dice («written»), lo que debe decir («correct») o por qué («reason»); por ejemplo: {written: año 2021, correct: año 2022, reason: el calendario es de 2022}"},
		{"idle errata", "x\n\n" + patci("errata: [{written: año 2021, correct: año 2022, reason: x}]"), "4:10 «{written: año 2021, correct: año 2022, reason: x}» advertencia documento-sin-efecto: la errata no corrige nada: en el documento no se lee «año 2021»; quítela, o escriba en «written» el texto tal como está"},
		{"footnote", "Uno[^1] y dos[^2].\n\n[^2]: Dos.\n", "1:4 «[^1]» error documento: la llamada «[^1]» no lleva a ninguna nota al pie; escriba la nota en un renglón aparte: «[^1]: …», o quite la llamada"},
		{"footnote in a cell", "| a |\n|---|\n| x[^7] |\n", "3:4 «[^7]» error documento: la llamada «[^7]» no lleva a ninguna nota al pie; escriba la nota en un renglón aparte: «[^7]: …», o quite la llamada"},
		{"footnote twice", "Uno[^1] y dos[^1].\n\n[^1]: Tres.\n\n[^1]: Cuatro.\n", "5:1 «[^1]: Cuatro.» error documento: ya hay una nota «1»: esta no se imprimiría; póngale otro nombre, o quítela"},
		{"open block in a quote", "> ```patci\n> list: groups\n\nUno\n", "1:1 «> ```patci» error documento: el bloque no se cierra: todo lo que sigue es parte de él; escriba ``` en un renglón aparte, donde termina"},
		{"fences closed", "~~~\nUno\n~~~\n\n- ````md\n  ```\n  Dos\n  ````\n\n> ```\n> Tres\n> ```\n\n```patci\nlist: groups\n```", ""},
		{"idle footnote", "Uno.\n\n[^otra]: Dos.\n", "3:1 «[^otra]: Dos.» advertencia documento-sin-efecto: ninguna llamada lleva a la nota «otra», y no se imprime; escriba «[^otra]» donde va la llamada, o quite la nota"},
		{"footnote of a list", "Uno[^1].\n\n[^1]: - a\n    - b\n", "3:1 «[^1]: - a» error documento: una nota al pie solo puede llevar párrafos; escríbala en un párrafo, sin listas, tablas ni imágenes"},
		{"missing image", "![Escudo](escudos.png)\n", "1:11 «escudos.png» error documento: no se encontró la imagen «escudos.png»; ponga el archivo en la carpeta del programa y escriba su nombre, por ejemplo: escudo.png"},
		{"image outside", "![Escudo](../../escudo.png)\n", "1:11 «../../escudo.png» error documento: «../../escudo.png» no es un archivo de la carpeta del programa; ponga el archivo en la carpeta del programa y escriba su nombre, por ejemplo: escudo.png"},
		{"image of the web", "![Escudo](https://x.mx/a.png)\n", "1:11 «https://x.mx/a.png» error documento: la imagen «https://x.mx/a.png» está fuera del programa; ponga el archivo en la carpeta del programa y escriba su nombre, por ejemplo: escudo.png"},
		{"image without words", "![](escudo.png)\n", "1:5 «escudo.png» error documento: la imagen «escudo.png» no dice qué muestra; escriba entre los corchetes qué se ve, para quien no la ve: ![Escudo nacional](escudo.png)"},
		{"no image", "![Nota](nota.txt)\n", "1:9 «nota.txt» error documento: «nota.txt» no es una imagen PNG ni JPEG; guárdela en uno de esos formatos"},
		{"broken image", "![Roto](cortado.png)\n", "1:9 «cortado.png» error documento: la imagen «cortado.png» está dañada; guárdela otra vez"},
		{"image in text", "Uno ![Escudo](escudo.png) dos\n", "1:15 «escudo.png» error documento: una imagen entre el texto no se puede imprimir; póngala en un párrafo para ella sola"},
		{"html", "Uno <b>dos</b>\n", "1:5 «<b>» advertencia documento-sin-efecto: el HTML se imprime como texto; use la notación de Markdown: **negritas**, *cursivas*, listas, tablas"},
		{"html block", "<div>\nUno\n</div>\n", "1:1 «<div>» advertencia documento-sin-efecto: el HTML se imprime como texto; use la notación de Markdown: **negritas**, *cursivas*, listas, tablas"},
		{"nothing", "", "1:1 «» error documento: el documento no dice nada; escriba su texto; patci document --template imprime uno para empezar"},
		{"comments", "<!-- uno -->\n\nDos <!-- tres --> cuatro\n\n<!--\ncinco\n\nseis\n-->\n", ""},
		{"script link", "[Uno](javascript:alert(1))\n", "1:7 «javascript:alert(1)» advertencia documento-sin-efecto: un enlace a «javascript:alert(1)» no se imprime: queda solo su texto; un documento puede llevar a una dirección http, https o mailto, o a un encabezado suyo con #"},
		{"anchor", "[Uno](#dos)\n\n# Uno\n", "1:7 «#dos» error referencia: ningún encabezado del documento lleva a «#dos»; el enlace a un encabezado es su texto en minúsculas, sin acentos y con guiones: #dia-mundial"},
		{"rule", "Uno\n\n* * *\n\nDos\n", "3:1 «* * *» advertencia documento-sin-efecto: una línea horizontal no se imprime; para empezar una página: un bloque patci con «break: page»"},
		{"heading in a quote", "> # Uno\n", "1:1 «> # Uno» advertencia documento-sin-efecto: un encabezado dentro de una lista o una cita se imprime como un párrafo en negritas; sáquelo de ella, o escríbalo en negritas"},
		{"empty heading", "#\n\nUno\n", "1:1 «#» error documento: un encabezado no tiene texto; escriba su texto o quite las almohadillas"},
		{"PATCI", "```PATCI\ntable: x\n```\n", "2:1 «table: x» advertencia documento-sin-efecto: «PATCI» no es «patci»: el bloque se imprime como texto; escriba «patci» en minúsculas"},
		{"zero byte", "Uno\x00\n", "1:4 «\x00» error documento: el archivo tiene un byte cero, que ningún texto lleva; bórrelo, o revise que sea un archivo de texto"},
		{"folder as image", "![Carpeta](carpeta.png)\n", "1:12 «carpeta.png» error documento: «carpeta.png» no es un archivo; ponga el archivo en la carpeta del programa y escriba su nombre, por ejemplo: escudo.png"},
		{"latin1", "A\xf1o\n", "1:2 «\xf1» error documento: el archivo no es texto en UTF-8; guárdelo como UTF-8 desde el editor"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, findings := compose(t, test.text, official.Options{})
			var got []string
			for _, f := range findings {
				place := fmt.Sprintf("%d:%d", f.Place.Start.Line, f.Place.Start.Column)
				got = append(got, fmt.Sprintf("%s «%s» %s %s: %s; %s", place, f.Place.Text(), f.Severity.Spanish(), f.Rule, f.Message, f.Remedy))
			}
			if g := strings.Join(got, "\n"); g != test.want {
				t.Errorf("got\n%s\nwant\n%s", g, test.want)
			}
		})
	}
}

// TestOpenFence: a block that nothing closes takes in the rest of the document,
// which nobody meant.
func TestOpenFence(t *testing.T) {
	for _, text := range []string{"```\nUno\n\n# Dos\n", "```\nUno", "~~~\nUno\n```\n\nDos\n", "````\nUno\n\n```\n\nDos\n", "# Uno\n\n```patci\nlist: groups", "```patci", "```\r\nUno\r\n"} {
		_, findings := official.Compose(official.Input{Program: read(t, council), File: source.New("plan/2022/document.md", []byte(text))}, official.Options{})
		if !slices.ContainsFunc(findings, func(f diag.Finding) bool {
			return f.Severity == diag.Error && strings.HasPrefix(f.Message, "el bloque no se cierra") && strings.ContainsAny(f.Place.Text(), "`~")
		}) {
			t.Errorf("%q: %v", text, findings)
		}
	}
}

// TestCompose composes pieces of text and data.
func TestCompose(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"text", "Uno &amp; \\*dos\\* `tres |` ~~cuatro~~\\\ncinco\nseis <https://x.mx>", "paragraph Uno & *dos* `tres |` ~~cuatro~~⏎cinco seis https://x.mx<https://x.mx>"},
		{"entities", "\\&amp; &copy; &#233; &nada;", "paragraph &amp; © é &nada;"},
		{"notes in their order", "Uno[^b]\n\n" + patci("list: members") + "\nDos[^a] y otra vez uno[^b]\n\n[^a]: A.\n[^b]: B,\n    b.\n",
			"paragraph Uno[^1]\nitem 1.\n  paragraph Ana Íñiguez[^2]; e\nitem 2.\n  paragraph Iván Cruz.\nparagraph Dos[^3] y otra vez uno[^1]\nnote 1 B, b.\nnote 2 Electa en 2021.\nnote 3 A."},
		{"levels", "### Uno\n\n##### Dos\n\n### Tres\n", "heading 1 #uno Uno\nheading 2 #dos Dos\nheading 1 #tres Tres"},
		{"sessions", patci("table: sessions", "columns: {title: Sesión, date: Fecha}"),
			"table \"Sesiones\" bare=false headed=true\n  | Sesión | Fecha\n  Primera Sesión Ordinaria | 3 de mayo\n  Segunda Sesión Ordinaria | primer martes de junio\n  Primera Sesión Extraordinaria | agosto/septiembre de 2022"},
		{"some sessions", "# Agenda\n\n" + patci("table: sessions", "of: [comite]", "kind: extraordinary", "columns: [number, date, body]", "names: short"),
			"heading 1 #agenda Agenda\ntable \"Sesiones: Agenda\" bare=true headed=true\n  |  |  | \n  1 | agosto/septiembre de 2022 | Comité"},
		{"none", patci("table: appointments", "columns: {actor: Nombre}", "empty: No los hay."), "paragraph No los hay."},
		{"names", patci("table: activities", "of: objetivo-1/A", "columns: {title: Actividad, responsible: Responsables}"),
			"table \"Actividades\" bare=false headed=true\n  | Actividad | Responsables\n  Sitio | página | Ana Íñiguez e Iván Cruz"},
		{"occurrences", patci("table: meetings", "columns: {title: Reunión, place: Sede, date: Fecha}", "footnotes: place"),
			"table \"Reuniones\" bare=false headed=true\n  | Reunión | Sede | Fecha\n  Foro | Puebla[^1] | 2 reuniones al año:⏎1) 3 de marzo⏎2) Por definir\nnote 1 Sede alterna."},
		{"turned", "# Uno\n\n" + patci("table: agreements", "columns: {instrument: Convenio, parties: Partes, signed: Firma}", "landscape: true", "caption: Vigentes") + "\nDos\n",
			"pages landscape=true\n  heading 1 #uno Uno\n  paragraph caption Vigentes\n  table \"Vigentes\" bare=false headed=true\n    | Convenio | Partes | Firma\n    Convenio | Comité de Ética e Iván Cruz | 1 de octubre de 2021\nparagraph Dos"},
		{"turned at length", patci("pages: landscape") + "\nUno\n\nDos\n\n" + patci("pages: portrait") + "\nTres\n", "pages landscape=true\n  paragraph Uno\n  paragraph Dos\nparagraph Tres"},
		{"cover", patci("cover: {image: escudo.png, alt: Escudo, lines: [Puebla]}"), "image image/png 3x2 Escudo\nparagraph subtitle Comité de Ética\nparagraph title Plan 2022\nparagraph subtitle Proyecto\nparagraph subtitle Puebla\nbreak"},
		{"signature", patci("signature: ATENTAMENTE", "by: [ana, comite]", "lines: Puebla"), "paragraph centred ATENTAMENTE\nparagraph centred **Ana Íñiguez**\nparagraph centred **Comité de Ética**\nparagraph centred Puebla"},
		{"in a list", "- uno\n\n  " + strings.ReplaceAll(patci("list: groups", "punctuation: none"), "\n", "\n  "), "item -\n  paragraph uno\n  item -\n    paragraph Grupo de Redes"},
		{"code", "```\nuno\n\n  dos\n```\n", "paragraph `uno`⏎⏎`  dos`"},
		{"line ends", strings.ReplaceAll("# Uno\n\n"+patci("break: page")+"\nDos\n", "\n", "\r\n"), "heading 1 #uno Uno\nbreak\nparagraph Dos"},
		{"old line ends", strings.ReplaceAll("# Uno\n\n"+patci("break: page")+"\nDos\n", "\n", "\r"), "heading 1 #uno Uno\nbreak\nparagraph Dos"},
		{"byte order mark", "\ufeff# Uno\n", "heading 1 #uno Uno"},
		{"link to a heading with an address", "[Uno](#vea-https-x-mx)\n\n# Vea <https://x.mx>\n", "paragraph Uno<#vea-https-x-mx>\nheading 1 #vea-https-x-mx Vea https://x.mx<https://x.mx>"},
		{"link within", "[Uno](#dos-tres)\n\n# Dos, tres\n", "paragraph Uno<#dos-tres>\nheading 1 #dos-tres Dos, tres"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, findings := compose(t, test.text, official.Options{})
			for _, f := range findings {
				t.Errorf("%s: %s (%s) [%s]", f.Place, f.Message, f.Remedy, f.Rule)
			}
			_, got, _ := strings.Cut(dump(d), "\n")
			if got = strings.TrimSuffix(got, "\n"); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	text := "Año 2021\n\n" + patci("table: sessions", "kind: ordinary", "columns: [date]") + "\n" + patci("errata: [{written: Año 2021, correct: Año 2022, reason: x}]")
	for o, want := range map[official.Options]string{
		{}:                "paragraph Año 2022 3 de mayo primer martes de junio",
		{AsWritten: true}: "paragraph Año 2021 3 de mayo primer martes de junio",
		{Canonical: true}: "paragraph Año 2022 3 de mayo 7 de junio de 2022",
	} {
		d, _ := compose(t, text, o)
		_, got, _ := strings.Cut(dump(d), "\n")
		lines := strings.Split(strings.TrimSpace(got), "\n")
		if got := strings.Join([]string{lines[0], strings.TrimSpace(lines[3]), strings.TrimSpace(lines[4])}, " "); got != want {
			t.Errorf("%+v: got %q, want %q", o, got, want)
		}
	}
}

// TestCover says on the cover what became of the programme.
func TestCover(t *testing.T) {
	for _, test := range []struct{ program, want, warned string }{
		{"status: draft", "Plan 2022|Proyecto", ""},
		{"status: draft, as_written: {title: Proyecto del Plan 2022}", "Proyecto del Plan 2022", ""},
		{"status: approved", "Plan 2022|Aprobado", ""},
		{"status: approved, approved: {on: 2022-05-03}", "Plan 2022|Aprobado el 3 de mayo de 2022", ""},
		{"status: approved, approved: {on: 2022-05-03, session: comite/1}", "Plan 2022|Aprobado en la Primera Sesión Ordinaria del Comité el 3 de mayo de 2022", ""},
		{"status: approved, as_written: {title: Proyecto del Plan 2022}", "Plan 2022|Aprobado", "el programa está aprobado y el título que se imprimiría dice «proyecto»: se imprime el de «title»"},
	} {
		p := read(t, strings.Replace(council, "title: Plan 2022", "title: Plan 2022, "+test.program, 1))
		d, findings := official.Compose(official.Input{Program: p, File: source.New("document.md", []byte(patci("cover:")+printing))}, official.Options{})
		var got []string
		for _, b := range d.Blocks[1 : len(d.Blocks)-1] {
			got = append(got, document.String(b.(document.Paragraph).Text))
		}
		if g := strings.Join(got, "|"); g != test.want || d.Title != got[0] {
			t.Errorf("%s: got %q, want %q; the title is %q", test.program, g, test.want, d.Title)
		}
		warned := ""
		for _, f := range findings {
			warned += f.Message
		}
		if warned != test.warned {
			t.Errorf("%s: got %q, want %q", test.program, warned, test.warned)
		}
	}
}

// TestIncomplete asks for what no block prints.
func TestIncomplete(t *testing.T) {
	_, findings := official.Compose(official.Input{Program: read(t, council), File: source.New("plan/2022/document.md", []byte("x\n\n"+patci("in_prose: [foro]")))}, official.Options{})
	var got []string
	for _, f := range findings {
		got = append(got, f.Message)
	}
	want := []string{"el documento no tiene a 2 integrantes", "el documento no tiene 3 sesiones del Comité", "el documento no tiene 1 actividad del objetivo 1, apartado A", "el documento no tiene el convenio «Convenio»"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTemplate: the document of a template is whole and finds nothing wrong,
// and says what the document of a programme without one says.
func TestTemplate(t *testing.T) {
	p2022, _, _ := plan2022(t)
	for _, p := range []*program.Program{read(t, council), p2022, read(t, "program: {year: 2022}\n")} {
		text := official.Template(p)
		d, findings := official.Compose(official.Input{Program: p, File: source.New("document.md", []byte(text))}, official.Options{})
		for _, f := range findings {
			t.Errorf("%s: %s: %s", p.Name(), f.Place, f.Message)
		}
		if _, signed, ok := strings.Cut(text, "escriba quién firma, por su identificador o en renglones:"); !ok {
			t.Errorf("%s: nobody is told how to sign", p.Name())
		} else if len(p.Bodies) > 0 {
			signed = strings.TrimSuffix(strings.TrimSpace(signed), "-->")
			d, _ := official.Compose(official.Input{Program: p, File: source.New("document.md", []byte(signed))}, official.Options{})
			if want := "paragraph centred ATENTAMENTE\nparagraph centred **"; !strings.Contains(dump(d), want) {
				t.Errorf("%s: got\n%s", p.Name(), dump(d))
			}
		}
		if !strings.Contains(dump(d), p.Name()) {
			t.Errorf("%s is not on its cover", p.Name())
		}
		if _, findings := official.Compose(official.Input{Program: p}, official.Options{}); findings != nil {
			t.Errorf("%s: %v", p.Name(), findings)
		}
	}
}

// FuzzCompose: whatever document.md holds, nothing panics, all findings have
// a place in it, and the document is one that any format can draw.
func FuzzCompose(f *testing.F) {
	for _, s := range []string{"# Uno\n\nDos[^1]\n\n[^1]: Tres", patci("table: sessions", "columns: {title: Sesión}"), "- a\n\n  ```patci\n\tlist: groups\n  ```", "> | a | b |\n> |---|---|\n> | x | [^1] |\n", "<!--\n```patci\n", "[^1]: [^1]\n\n[^1]", "![a](escudo.png)", "````patci\ncover:\n````", patci("errata: [{written: o, correct: '', reason: x}]") + "hola"} {
		f.Add(s)
	}
	p, fsys := read(f, council), pictures()
	f.Fuzz(func(t *testing.T, text string) {
		file := source.New("plan/2022/document.md", []byte(text))
		in := official.Input{Program: p, File: file, FS: fsys}
		d, findings := official.Compose(in, official.Options{})
		for _, x := range findings {
			if x.Place.File == nil || x.Message == "" || x.Place.End.Before(x.Place.Start) || x.Place.File == file && x.Place.Start.Line > file.Lines() {
				t.Errorf("%s: %+v", x.Message, x.Place.Span)
			}
		}
		if told := official.Check(in); !reflect.DeepEqual(told, findings) {
			t.Fatalf("Check tells %v, and Compose %v", told, findings)
		}
		again, _ := official.Compose(in, official.Options{})
		if dump(d) != dump(again) {
			t.Error("two documents of one text")
		}
		check(t, d, d.Blocks)
		for _, n := range d.Notes {
			checkInlines(t, d, n)
		}
	})
}

func check(t *testing.T, d *document.Document, blocks []document.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			if b.Level < 1 || b.Level > 6 || b.ID == "" {
				t.Errorf("%+v", b)
			}
			checkInlines(t, d, b.Text)
		case document.Paragraph:
			checkInlines(t, d, b.Text)
		case document.List:
			for _, item := range b.Items {
				check(t, d, item)
			}
		case document.Quote:
			check(t, d, b.Blocks)
		case document.Pages:
			check(t, d, b.Blocks)
		case document.Table:
			for _, r := range b.Rows {
				if len(r) != len(b.Columns) || len(r) == 0 {
					t.Errorf("a row of %d cells under %d columns", len(r), len(b.Columns))
				}
				for _, c := range r {
					checkInlines(t, d, c)
				}
			}
		}
	}
}

func checkInlines(t *testing.T, d *document.Document, in []document.Inline) {
	for _, i := range in {
		switch i := i.(type) {
		case document.Ref:
			if i.Note < 1 || i.Note > len(d.Notes) {
				t.Errorf("note %d of %d", i.Note, len(d.Notes))
			}
		case document.Run:
			if strings.ContainsAny(i.Text, "\n\r") {
				t.Errorf("a line break in %q", i.Text)
			}
			if i.Link != "" && !strings.HasPrefix(i.Link, "#") && !document.Outside(i.Link) {
				t.Errorf("a link to %q", i.Link)
			}
		}
	}
}
