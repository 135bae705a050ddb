package cli

import (
	"io"
	"strconv"
	"strings"

	"patci/pkg/briefing"
	"patci/pkg/check"
	"patci/pkg/render/csv"
	"patci/pkg/render/docx"
	"patci/pkg/render/html"
	"patci/pkg/render/json"
	"patci/pkg/render/markdown"
	"patci/pkg/render/text"
	"patci/pkg/when"

	"github.com/spf13/cobra"
)

// reportOptions are those of patci report.
type reportOptions struct {
	env   *Env
	plan  planFlags
	asOf  dayFlag
	since dayFlag
	forID string // --session
	out   outputOptions
}

func newReportCmd(env *Env, run func(*reportOptions) error) *cobra.Command {
	o := &reportOptions{env: env}
	c := &cobra.Command{
		Use:   "report",
		Short: "informa del avance: qué urge resolver, cómo está la ley, qué se celebró y qué se alcanzó",
		Long: "Lo registrado con fecha posterior al día de corte no cuenta, y en su último día nada está vencido.\n" +
			"Lo programado a la fecha es todo lo que ya llegó a su último día; de lo que tiene una meta por periodos, los periodos terminados. El porcentaje alcanzado cuenta también el avance parcial, sobre todas las actividades.\n" +
			"El semáforo compara lo alcanzado con lo programado a la fecha:\n" +
			"  ● verde         desde 90 %, o si aún no se programaba nada\n" +
			"  ▲ amarillo      desde 70 %\n" +
			"  ■ rojo          menos de 70 %\n" +
			"  ○ sin registro  no se ha registrado nada\n" +
			"«lights» cambia esos porcentajes en un programa: lights: {green: 95, amber: 80}.\n" +
			"En la barra, █ es lo alcanzado; ░, lo programado a la fecha y no alcanzado; ─, lo programado de lo que no hay registro; «·», lo que está por venir.\n" +
			"--as-of dice qué hechos se conocen; --session, para qué sesión es el informe: hasta cuándo mira y desde cuándo cuenta lo ocurrido (desde la anterior que se celebró, o que debió celebrarse y no tiene registro; si es ordinaria, desde la ordinaria anterior); --since cambia solo desde cuándo.\n" +
			"Las decisiones son lo que no puede esperar a la sesión siguiente: las fechas por fijar, cada una con el último día que deja cumplir a la vez todas las reglas, y las convocatorias y carpetas por enviar.",
		GroupID: groupRead,
		Example: example(
			"patci report", "con corte a hoy",
			"patci report --as-of 2022-06-30", "como se veía ese día",
			"patci report --session pleno/20 -o informe.docx", "para esa sesión y desde la anterior, como documento",
			"patci report --since 10/mayo", "y qué ha ocurrido desde ese día",
			"patci report --format json", "para otro programa"),
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := o.out.settle(env); err != nil {
				return err
			}
			return run(o)
		},
		DisableFlagsInUseLine: true,
	}
	addPlan(c, &o.plan)
	addAsOf(c, &o.asOf, "si no se indica, hoy, o el último día del programa si ya terminó")
	addDay(c, &o.since, "since", lastDay, "enumera también lo ocurrido después de ese día: 2022-05-10, «10 de mayo»")
	addSession(env, c, &o.forID, "session", &o.plan, &o.asOf, "para qué sesión: pleno/20, «20.ª del Pleno»; se mira hasta su día, o hasta el último en que puede celebrarse, y se cuenta lo ocurrido desde la anterior (si no se indica, es para la próxima del Pleno y se miran 30 días)")
	addOutput(c, &o.out,
		format{choice: choice{"table", "para leer", []string{"tabla", "text", "texto"}}, extensions: []string{"txt"}},
		format{choice: choice{name: "markdown", doc: "texto con tablas, para una forja o un correo", es: []string{"md"}}, extensions: []string{"md", "markdown"}},
		format{choice: choice{name: "json", doc: "para otros programas"}},
		format{choice: choice{name: "csv", doc: "una tabla para una hoja de cálculo, cada cifra en su renglón: parte, clave, nombre, dato, cantidad, día, texto"}},
		format{choice: choice{name: "html", doc: "una página que no necesita nada más", es: []string{"página", "web"}}, extensions: []string{"html", "htm"}},
		format{choice: choice{name: "docx", doc: "un documento de Word", es: []string{"word", "documento"}}, binary: true})
	return c
}

func runReport(o *reportOptions) error {
	if key, _, ok := strings.Cut(o.forID, ":"); ok && isYear(key) && o.plan.year == 0 {
		o.plan.year, _ = strconv.Atoi(key)
	}
	f, err := o.env.one(o.plan, &o.asOf)
	if err != nil {
		return err
	}
	since, err := o.from(f)
	if err != nil {
		return err
	}
	c, err := judge(f, &f.AsOf)
	if err != nil {
		return err
	}
	session, err := o.session(f)
	if err != nil {
		return err
	}
	_, before, _ := check.Agendas(f.Program, f.Siblings, &f.AsOf, c.Agenda.Calendar)
	b := briefing.Make(c, briefing.Options{Session: session, Since: since, Before: before})
	err = output(o.env, &o.out, func(w io.Writer) error {
		switch o.out.format {
		case "json":
			return json.Report(w, b)
		case "csv":
			return csv.Report(w, b)
		case "html":
			return html.Write(w, b.Document())
		case "markdown":
			return markdown.Write(w, b.Document())
		case "docx":
			return docx.Write(w, b.Document())
		}
		return text.Report(w, b, o.out.style(o.env))
	})
	if err != nil {
		return err
	}
	return o.env.faulty(f, c)
}

// session is the id of the session asked for; "" if nobody named one.
func (o *reportOptions) session(f *found) (string, error) {
	if o.forID == "" {
		return "", nil
	}
	id, err := session(f.Program, o.forID)
	if err == nil {
		return id, nil
	}
	for _, other := range f.Siblings {
		if there, elsewhere := session(other, o.forID); elsewhere == nil {
			return "", usagef("«%s» es del programa de %s, y el que se lee es el de %s; indique --year %d", there, other.Key(), f.Program.Key(), other.Period.First.Year())
		}
	}
	return "", err
}

// from is the day after which to tell what happened; nil if nobody asked.
func (o *reportOptions) from(f *found) (*when.Day, error) {
	if !o.since.given() {
		return nil, nil
	}
	d, err := o.since.in(f.Program.Period, o.env.today())
	if err != nil {
		return nil, err
	}
	if d > f.AsOf {
		return nil, usagef("--since es el %s, después del día de corte, que es el %s", d.Spanish(), f.AsOf.Spanish())
	}
	return &d, nil
}
