package builtin

import (
	"patci/pkg/diag"
	"patci/pkg/when"
)

// What follows is found where dates are read, by packages when and load; it
// is documented here.

var unreadableDate = Check{
	ID:       when.CodeUnreadable,
	Title:    "toda fecha se entiende",
	Severity: diag.Error,
	Text: `Las fechas se escriben como en un oficio: «10 de marzo», «Abril/Mayo», «del 22 al 26 de agosto», «segunda quincena de mayo», «bimestral», «Por definir»; o en EDTF. Lo que no se entiende se toma como todo el programa, para que lo demás se pueda revisar.
Para corregirlo, escriba la fecha de una de esas maneras.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: Abril/Mayo}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: cuando convenga a todos} # want
`,
}

var impossibleDate = Check{
	ID:       when.CodeImpossible,
	Title:    "toda fecha existe en el calendario",
	Severity: diag.Error,
	Text: `El 31 de abril no existe, y un periodo no termina antes de empezar.
Para corregirlo, escriba el día correcto.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 30 de abril}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: 31 de abril} # want
`,
}

var ambiguousDate = Check{
	ID:       when.CodeAmbiguous,
	Title:    "ninguna fecha se puede leer de dos maneras",
	Severity: diag.Error,
	Text: `«03/04/2022» es el 3 de abril o el 4 de marzo; «10/03/22» no dice ni el siglo. Lo que admite dos lecturas se pregunta y no se adivina. Si todas las fechas con cifras van en el orden día/mes/año, escriba numeric_dates: dmy en program y se leerán así.
Para corregirlo, escriba la fecha con el mes en letras y el año con cuatro cifras.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 3 de abril de 2022}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: 03/04/2022} # want
`,
}

var weekday = Check{
	ID:       when.CodeWeekday,
	Title:    "el día de la semana que se escribe es el de la fecha",
	Severity: diag.Warning,
	Text: `Si dice «lunes 10 de marzo de 2022» y el 10 de marzo es jueves, uno de los dos está mal; suele ser una fecha copiada de otro año. Se toma el día del mes.
Para corregirlo, corrija el día de la semana o el del mes.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: jueves 10 de marzo}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: lunes 10 de marzo} # want
`,
}

var outsideDate = Check{
	ID:       when.CodeOutside,
	Title:    "lo que se programa cae dentro del programa",
	Severity: diag.Error,
	Text: `Una sesión o una actividad de un programa de 2022 no puede programarse para 2023. Los hechos, como la suscripción de un convenio, pueden ser de cualquier año.
Para corregirlo, corrija el año o pase la sesión al programa que le toca.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: 10 de marzo de 2022}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: 10 de marzo de 2023} # want
`,
}

var dateNote = Check{
	ID:       when.CodeNote,
	Title:    "una fecha se leyó de un modo que conviene conocer",
	Severity: diag.Note,
	Text: `«Noviembre 22 Por definir» puede hablar del año 2022 o del día 22, y «del 28 de noviembre al 3 de enero» cruza el año. Se dice cómo se leyó, por si se quiso otra cosa.
Si se leyó bien, no hay nada que corregir; para que la nota desaparezca, escriba la fecha completa.`,
	Good: `program: {year: 2022}
meetings: [{id: gara, title: Reunión anual, date: Noviembre de 2022 (por definir)}]
`,
	Bad: `program: {year: 2022}
meetings:
  - {id: gara, title: Reunión anual, date: Noviembre 22 Por definir} # want
`,
}

var dayless = Check{
	ID:       "hecho-sin-dia",
	Title:    "un hecho tiene su día",
	Severity: diag.Error,
	Text: `Lo que ya ocurrió ocurrió en un día: «se celebró en mayo» no permite contar plazos. Una promesa (date) puede ser un mes o una ventana; un hecho (held, notice, done…), no.
Para corregirlo, escriba el día, por ejemplo 2022-05-10.`,
	Good: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno: [{number: 19, date: Mayo, held: 2022-05-10}]
`,
	Bad: `program: {year: 2022}
bodies: [{id: pleno, kind: plenary, name: Comisión}]
sessions:
  pleno:
    - {number: 19, date: Mayo, held: mayo de 2022} # want
`,
}
