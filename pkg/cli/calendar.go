package cli

import (
	"fmt"
	"io"
	"slices"
	"time"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/render/csv"
	"patci/pkg/render/ics"
	"patci/pkg/render/json"
	"patci/pkg/render/markdown"
	"patci/pkg/render/page"
	"patci/pkg/render/text"
	"patci/pkg/render/tsv"
	"patci/pkg/when"

	"github.com/spf13/cobra"
)

// calendarOptions are those of patci calendar.
type calendarOptions struct {
	env      *Env
	plan     planFlags
	asOf     dayFlag
	month    monthFlag
	from, to dayFlag
	bodies   []string
	kinds    []string
	view     string
	monday   bool
	out      outputOptions
}

func newCalendarCmd(env *Env, run func(*calendarOptions) error) *cobra.Command {
	o := &calendarOptions{env: env}
	c := &cobra.Command{
		Use:   "calendar",
		Short: "muestra el calendario: qué tiene fecha, qué está por definir y qué actividades corren",
		Long: "Lo que puede caer en varios meses aparece en todos ellos. Lo que no tiene fecha alguna se enumera al pedir el programa entero; al pedir algunos días solo se dice cuántas entradas son.\n" +
			"En el formato tsv cada línea es una entrada, sin encabezado y con fechas AAAA-MM-DD; sus columnas son, en este orden:\n" +
			"  earliest   primer día posible; vacío si no se conoce ninguno\n" +
			"  latest     último día posible\n" +
			"  id         identificador: pleno/19, objetivo-3/B/1, corett#2\n" +
			"  kind       session, activity, meeting u observance\n" +
			"  body       órgano de la sesión\n" +
			"  title      título\n" +
			"  date_text  fecha como está escrita en el programa\n" +
			"  state      estado en el día de corte\n" +
			"El formato json tiene lo mismo y más: vea «patci schema calendar». El formato ics es para suscribirse o importar: un día fijo es un evento; un plazo, un evento provisional que no ocupa el tiempo y lo dice; las actividades y lo que hay que enviar antes de una sesión son tareas; lo que no tiene fecha no es un evento.",
		GroupID: groupRead,
		Example: example(
			"patci calendar", "el programa entero",
			"patci calendar --month abril", "un mes",
			"patci calendar --from 15/marzo --to mayo --body pleno", "las sesiones de un órgano en esos días",
			"patci calendar --kind reunión", "solo las reuniones",
			"patci calendar --format grid --from marzo --to abril", "los meses, dibujados",
			"patci calendar --view semana", "la semana del día de corte",
			"patci calendar --format tsv | cut -f 1,3", "para otro programa"),
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := o.out.settle(env); err != nil {
				return err
			}
			if err := o.views(); err != nil {
				return err
			}
			return run(o)
		},
		DisableFlagsInUseLine: true,
	}
	addPlan(c, &o.plan)
	addAsOf(c, &o.asOf, "si no se indica, hoy, o el último día del programa si ya terminó")
	addMonth(c, &o.month, "solo ese mes")
	addDay(c, &o.from, "from", firstDay, "desde ese día: 2022-04-01, «1 de abril», «abril» (su primer día)")
	addDay(c, &o.to, "to", lastDay, "hasta ese día: 2022-04-01, «1 de abril», «abril» (su último día)")
	addBodies(env, c, &o.bodies, &o.plan, &o.asOf)
	addEnums(c, &o.kinds, "kind", noun{word: "clase", feminine: true}, entryKinds, "solo esas clases de entrada")
	addEnum(c, &o.view, "view", noun{word: "vista", feminine: true}, views, "la semana, el mes o el año del día de --from, o del de corte")
	addBool(c, &o.monday, "monday", "", "las semanas empiezan en lunes, y no en domingo: en la cuadrícula y en --view week")
	addOutput(c, &o.out,
		format{choice: choice{"table", "para leer", []string{"tabla", "text", "texto"}}, extensions: []string{"txt"}},
		format{choice: choice{"grid", "los meses como se dibujan", []string{"cuadrícula", "cuadricula", "mes", "meses"}}, extensions: []string{}},
		format{choice: choice{name: "tsv", doc: "columnas entre tabuladores, para otros programas"}},
		format{choice: choice{name: "csv", doc: "para una hoja de cálculo"}},
		format{choice: choice{name: "markdown", doc: "para una página o un mensaje", es: []string{"md"}}, extensions: []string{"md", "markdown"}},
		format{choice: choice{"ics", "para la agenda de un teléfono o un programa de oficina", []string{"icalendar", "ical"}}},
		format{choice: choice{"html", "una página para publicar: el año de un vistazo, el calendario, el avance y la ley", []string{"página", "web"}}, extensions: []string{"html", "htm"}},
		format{choice: choice{name: "json", doc: "para otros programas"}})
	return c
}

// entryKinds are the kinds of entry as options take them.
var entryKinds = []choice{
	{string(agenda.SessionKind), "sesiones", []string{"sesión", "sesiones"}},
	{string(agenda.ActivityKind), "actividades", []string{"actividad", "actividades"}},
	{string(agenda.MeetingKind), "reuniones", []string{"reunión", "reuniones"}},
	{string(agenda.ObservanceKind), "días conmemorativos", []string{"conmemoración", "conmemoraciones", "día conmemorativo", "días conmemorativos"}},
}

// views are how far a calendar reaches around a day.
var views = []choice{
	{viewWeek, "siete días", []string{"semana"}},
	{viewMonth, "un mes; en la cuadrícula, con lugar para lo que hay en cada día", []string{"mes"}},
	{viewYear, "el programa entero", []string{"año", "ano"}},
}

const (
	viewWeek  = "week"
	viewMonth = "month"
	viewYear  = "year"
)

// views checks what goes beside --view and --monday.
func (o *calendarOptions) views() error {
	switch {
	case o.view != "" && o.to.given():
		return usagef("--view ya dice hasta cuándo; use --view o --to")
	case o.view != "" && o.view != viewMonth && o.month.given():
		return usagef("--month pide un mes y --view %s no; diga con --from de qué día se trata", o.view)
	case o.monday && o.out.format != "grid" && o.view != viewWeek:
		return usagef("--monday solo cambia la cuadrícula y la semana; use --format grid o --view week")
	}
	return nil
}

// judgedFormats are those that tell what the rules ask too: by when a session
// is to be called, whether the law is met.
var judgedFormats = []string{"ics", "html"}

func runCalendar(o *calendarOptions) error {
	if o.month.given() && (o.from.given() || o.to.given()) {
		return usagef("--month ya dice desde cuándo y hasta cuándo; use --month, o --from y --to")
	}
	f, err := o.programme()
	if err != nil {
		return err
	}
	q, err := o.query(f.Program, f.AsOf)
	if err != nil {
		return err
	}
	judged, err := f.check(&f.AsOf, !slices.Contains(judgedFormats, o.out.format))
	if err != nil {
		return err
	}
	c := calendar.Make(judged.Agenda, q)
	err = output(o.env, &o.out, func(w io.Writer) error {
		switch o.out.format {
		case "json":
			return json.Calendar(w, c)
		case "tsv":
			return tsv.Calendar(w, c)
		case "html":
			return page.Write(w, page.Input{Calendar: c, Progress: progress.Measure(judged.Agenda, nil), Result: judged, Changes: o.env.sinceApproval(f, judged)})
		case "grid":
			view := text.Months
			switch o.view {
			case viewWeek:
				view = text.Week
			case viewMonth:
				view = text.Month
			}
			return text.Grid(w, c, judged.Agenda.Calendar, view, o.monday, o.out.style(o.env))
		case "csv":
			return csv.Calendar(w, c)
		case "markdown":
			return markdown.Write(w, text.CalendarDocument(c))
		case "ics":
			return ics.Calendar(w, c, judged)
		}
		return text.Calendar(w, c, o.out.style(o.env))
	})
	if err != nil {
		return err
	}
	return o.env.faulty(f, judged)
}

// around is the week or the month of a day, and what it is called.
func (o *calendarOptions) around(d when.Day) (when.Range, string) {
	if y, m, _ := d.Date(); o.view == viewMonth {
		return monthOf(y, m), fmt.Sprintf("%s de %d", when.MonthName(m), y)
	}
	first := time.Sunday
	if o.monday {
		first = time.Monday
	}
	d -= when.Day(d.Weekday()-first+7) % 7
	return when.Range{First: d, Last: d + 6}, fmt.Sprintf("la semana del %s", d.Spanish())
}

// programme returns the programme that is meant: of several years, that of the
// month or the first day asked where they say their year.
func (o *calendarOptions) programme() (*found, error) {
	asked := &o.asOf
	switch {
	case o.plan.year != 0:
	case o.month.year != 0:
		asked = &dayFlag{flag: "month", text: monthOf(o.month.year, o.month.month).First.String()}
	case o.from.given():
		asked = &o.from
	}
	if asked != &o.asOf {
		if _, ok := asked.absolute(o.env.today()); !ok {
			asked = &o.asOf
		}
	}
	f, err := o.env.one(o.plan, asked)
	if err != nil || asked == &o.asOf {
		return f, err
	}
	period, today := f.Program.Period, o.env.today()
	f.AsOf = today
	switch {
	case o.asOf.given():
		f.AsOf, err = o.asOf.in(period, today)
	case period != when.Range{}:
		f.AsOf = min(today, period.Last)
	}
	return f, err
}

// query returns what the options ask of a programme on the day asked.
func (o *calendarOptions) query(p *program.Program, asOf when.Day) (q calendar.Query, err error) {
	if q.Bodies, err = bodies(p, o.bodies); err != nil {
		return q, err
	}
	for _, k := range o.kinds {
		q.Kinds = append(q.Kinds, agenda.Kind(k))
	}
	r := p.Period
	if (r == when.Range{}) { // nobody knows the year of the programme, nor that of any day
		return q, nil
	}
	name := ""
	switch today := o.env.today(); {
	case o.view == viewYear:
		return q, nil
	case o.view == viewWeek, o.view == viewMonth && !o.month.given():
		day := min(max(asOf, p.Period.First), p.Period.Last)
		if o.from.given() {
			if day, err = o.from.in(p.Period, today); err != nil {
				return q, err
			}
		}
		r, name = o.around(day)
	case o.month.given():
		r = o.month.in(p.Period)
		name = fmt.Sprintf("%s de %d", when.MonthName(r.First.Month()), r.First.Year())
	case o.from.given() || o.to.given():
		if o.from.given() {
			if r.First, err = o.from.in(p.Period, today); err != nil {
				return q, err
			}
			r.Last = max(r.First, r.Last)
		}
		if o.to.given() {
			if r.Last, err = o.to.in(p.Period, today); err != nil {
				return q, err
			}
			if !o.from.given() {
				r.First = min(r.First, r.Last)
			}
		}
		if r.First > r.Last {
			return q, usagef("--from es el %s y --to el %s: el primer día va después del último", r.First.Spanish(), r.Last.Spanish())
		}
		if name = "el " + r.First.Spanish(); r.First != r.Last {
			name = fmt.Sprintf("lo que va del %s al %s", r.First.Spanish(), r.Last.Spanish())
		}
	default:
		return q, nil
	}
	if r.Last < p.Period.First || r.First > p.Period.Last {
		return q, usagef("%s está fuera del programa, que va del %s al %s", name, p.Period.First.Spanish(), p.Period.Last.Spanish())
	}
	q.From, q.To = &r.First, &r.Last
	return q, nil
}
