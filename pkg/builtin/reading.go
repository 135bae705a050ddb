package builtin

import "patci/pkg/diag"

// What follows is found while the files are read, by packages yamlnode and
// load; it is documented here.

var yamlCheck = Check{
	ID:       "yaml",
	Title:    "los archivos son YAML que se puede leer",
	Severity: diag.Error,
	Text: `Antes de revisar el programa hay que poder leerlo. Lo más común es una sangría con tabuladores, unas comillas o un corchete sin cerrar, o dos puntos dentro de un texto sin comillas. Se admite un YAML sencillo: un documento por archivo, sin anclas, alias ni etiquetas. Lo que rodea a la falta se lee de todos modos.
Para corregirlo, siga la corrección que se da; ante la duda, ponga el texto entre comillas.`,
	Good: `program:
  year: 2022
  title: "Programa: 2022"
`,
	Bad: `program:
  year: 2022
  title: Programa: 2022 # want
`,
}

var unknownKey = Check{
	ID:       "clave-desconocida",
	Title:    "toda clave es una de las que existen",
	Severity: diag.Error,
	Text: `Una clave mal escrita no se lee, y lo que dice se perdería sin aviso. Las claves se escriben en inglés aunque los valores estén en español; a una clave en español se responde con la que le corresponde.
Para corregirlo, escriba la clave que se propone. Con el esquema del programa, el editor las ofrece al escribir.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 2022-05-10}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      fecha: 2022-05-10 # want
      notise: 2022-05-02 # want
`,
}

var missingKey = Check{
	ID:       "clave-faltante",
	Title:    "están las claves sin las que no se entiende lo escrito",
	Severity: diag.Error,
	Text: `El programa necesita su año; un órgano, su identificador, su clase y su nombre; una sesión, su número. Lo que no lleva número ni id no se puede nombrar desde otra parte.
Para corregirlo, añada la clave que se indica.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
`,
	Bad: `program: {year: 2022}
bodies:
  - {id: pleno, name: Comisión} # want
`,
}

var repeatedKey = Check{
	ID:       "clave-repetida",
	Title:    "ninguna clave está dos veces en el mismo lugar",
	Severity: diag.Error,
	Text: `De dos claves iguales solo se lee la primera, y la otra se perdería. La clave program está una vez en toda la carpeta; las demás listas se juntan de un archivo a otro.
Para corregirlo, deje una sola o junte lo que dicen las dos.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
`,
	Bad: `program: {year: 2022}
bodies:
  - id: pleno
    kind: plenary
    name: Comisión
    name: Pleno # want
`,
}

var emptyValue = Check{
	ID:       "valor-vacio",
	Title:    "ninguna clave se queda sin valor",
	Severity: diag.Warning,
	Text: `Una clave sin valor suele ser algo que se iba a escribir después. Se lee como si no estuviera.
Para corregirlo, escriba el valor o quite la clave. Lo que no se sabe todavía se escribe: «Por definir».`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: Por definir}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: 19
      date: # want
`,
}

var wrongType = Check{
	ID:       "tipo",
	Title:    "cada valor es de la clase que su clave espera",
	Severity: diag.Error,
	Text: `Donde va un número no cabe un texto, y donde va una lista no cabe un mapa. A menudo falta un «- » o un espacio después de los dos puntos.
Para corregirlo, siga la corrección que se da; patci schema y el editor dicen qué espera cada clave.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 2022-05-10}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - number: diecinueve # want
`,
}

var wrongValue = Check{
	ID:       "valor",
	Title:    "cada valor es uno de los que su clave admite",
	Severity: diag.Error,
	Text: `Algunas claves admiten solo ciertas palabras, un intervalo de números, una hora o un identificador sin acentos ni espacios. También se señalan las claves que se excluyen, como year y period.
Para corregirlo, escriba uno de los valores que se proponen.`,
	Good: `program: {year: 2022, status: approved}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
`,
	Bad: `program:
  year: 2022
  status: aprobado # want
bodies:
  - id: pleno
    kind: plenaria # want
    name: Comisión
`,
}

var comma = Check{
	ID:       "coma",
	Title:    "entre llaves, el texto que lleva coma va entre comillas",
	Severity: diag.Error,
	Text: `En {title: Capacitación, difusión y enlace} la coma separa claves: el texto queda en «Capacitación» y el resto se toma por otra clave.
Para corregirlo, ponga el texto entre comillas o escriba cada clave en su línea, sin llaves.`,
	Good: `program: {year: 2022}
objectives:
  - {number: 1, title: "Capacitación, difusión y enlace"}
`,
	Bad: `program: {year: 2022}
objectives:
  - {number: 1, title: Capacitación, difusión y enlace} # want
`,
}

var unknownReference = Check{
	ID:       "referencia",
	Title:    "todo identificador que se usa está declarado",
	Severity: diag.Error,
	Text: `Los responsables, las partes, los órganos de las sesiones y lo que se nombra en after o en waivers se escriben con su identificador, que ha de existir. Lo de otro año se nombra con el año por delante: 2021:pleno/18.
Para corregirlo, corrija el identificador o declare lo que falta en actors, bodies o groups.`,
	Good: `program: {year: 2022}
actors: [{id: stps, name: Secretaría del Trabajo}]
groups: [{id: forzoso, name: Grupo de Trabajo Forzoso, coordinator: stps}]
`,
	Bad: `program: {year: 2022}
actors: [{id: stps, name: Secretaría del Trabajo}]
groups:
  - id: forzoso
    name: Grupo de Trabajo Forzoso
    coordinator: stsp # want
`,
}

var repeatedID = Check{
	ID:       "id-repetido",
	Title:    "no hay dos entidades con el mismo número o identificador",
	Severity: diag.Error,
	Text: `Calendarios, justificaciones y la historia del repositorio señalan cada cosa por su identificador: pleno/19, objetivo-3/B/1, convenio/1. Dos iguales no se podrían distinguir.
Para corregirlo, corrija el número o el identificador de una de las dos.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 2022-05-10}, {number: 20, date: 2022-07-10}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: 2022-05-10}
    - {number: 19, date: 2022-07-10} # want
`,
}

// What follows is found in document.md, by package official.

var documentCheck = Check{
	ID:       "documento",
	Title:    "al documento oficial no le falta nada de lo que pide su texto",
	Severity: diag.Error,
	Text: `El documento oficial se compone de document.md: su texto, y los datos que piden sus bloques «patci». Una llamada sin nota al pie, una imagen que no está en la carpeta del programa o un bloque que no encuentra nada que imprimir dejarían un hueco en un documento que se aprueba y se publica: por eso no se escribe.
Para corregirlo, siga la corrección que se da. Lo que aún no tiene datos puede decirlo con «empty: …» en su bloque. Una clave, una columna o un identificador que no existen en un bloque se dicen con los mismos hallazgos que en los archivos YAML.`,
	Good:       "# Calendario\n\nSesiones del Comité[^1].\n\n```patci\ntable: sessions\nof: comite\ncolumns: {title: Sesión, date: Fecha}\n```\n\n[^1]: Artículo 12.\n",
	Bad:        "# Calendario\n\nSesiones del Comité[^1]. # want\n\n```patci\ntable: sessions\nof: comite\ncolumns: {title: Sesión, date: Fecha}\n```\n\n```patci\ntable: resolutions # want\ncolumns: {title: Acuerdo, due: Plazo}\n```\n",
	InDocument: true,
}

var documentIncomplete = Check{
	ID:       "documento-incompleto",
	Title:    "el documento oficial imprime todo lo que promete el programa",
	Severity: diag.Warning,
	Text: `Si el programa tiene document.md, se busca lo que ningún bloque suyo imprime: sesiones, actividades, reuniones, días conmemorativos, convenios, integrantes y participantes. Lo que solo está en los datos no lo vería quien aprueba el documento.
Para corregirlo, añada el bloque que lo imprime. Si el texto ya lo dice con sus palabras, anótelo: un bloque patci con «in_prose: […]», que lleva clases de datos o identificadores.`,
	Good:       "Comité de Transparencia\n\n```patci\ntable: sessions\ncolumns: {title: Sesión, date: Fecha}\n```\n",
	Bad:        "Comité de Transparencia # want\n",
	InDocument: true,
}

var documentIdle = Check{
	ID:       "documento-sin-efecto",
	Title:    "lo que se escribe en document.md tiene efecto en el documento",
	Severity: diag.Warning,
	Text: `Hay notación que un documento no puede llevar y que se imprime de otro modo o no se imprime: HTML, una línea horizontal, un enlace a otra cosa que una dirección http, https o mailto, un encabezado dentro de una lista; y notas a las que no lleva ninguna llamada, erratas que no corrigen nada. El documento se escribe de todos modos.
Para corregirlo, siga la corrección que se da. Los comentarios, <!-- así -->, son para quien escribe, y no se imprimen ni se señalan.`,
	Good:       "```patci\ntable: sessions\ncolumns: {title: Sesión, date: Fecha}\n```\n\n<!-- un comentario -->\n",
	Bad:        "```patci\ntable: sessions\ncolumns: {title: Sesión, date: Fecha}\n```\n\nSesiones <b>ordinarias</b> del Comité # want\n",
	InDocument: true,
}
