package cli

import (
	"io"

	"patci/pkg/check"
	"patci/pkg/due"
	"patci/pkg/render/csv"
	"patci/pkg/render/json"
	"patci/pkg/render/markdown"
	"patci/pkg/render/text"
	"patci/pkg/render/tsv"
	"patci/pkg/when"

	"github.com/spf13/cobra"
)

// nextDays is how many days ahead patci next looks unless told otherwise.
const nextDays = 30

// nextOptions are those of patci next.
type nextOptions struct {
	env    *Env
	plan   planFlags
	asOf   dayFlag
	days   int // 0: nextDays
	bodies []string
	kinds  []string
	out    outputOptions
}

func newNextCmd(env *Env, run func(*nextOptions) error) *cobra.Command {
	o := &nextOptions{env: env}
	c := &cobra.Command{
		Use:   "next",
		Short: "dice qué vence en los próximos días: sesiones, actividades, acuerdos y las convocatorias que hay que enviar",
		Long: "El último día para convocar, o para enviar la carpeta, es el que da la regla que esté en vigor, en días hábiles; si cae en día inhábil se da el hábil anterior. De una sesión con fecha por fijar se dice para el primero y para el último de sus días posibles. De lo que ya se envió no se dice nada, y sin regla no hay día.\n" +
			"De los programas de otros años que estén en la misma carpeta se toman las sesiones que vienen, lo que ya hay que enviar para ellas y los acuerdos pendientes. Lo que quedó atrás sin registro solo se cuenta: lo enumera patci report.\n" +
			"En el formato tsv cada línea es un vencimiento, sin encabezado y con fechas AAAA-MM-DD; sus columnas son, en este orden:\n" +
			"  due      día en que vence\n" +
			"  id       identificador: pleno/19, objetivo-3/B/1, corett#2\n" +
			"  kind     session, activity, meeting, observance, resolution, agreement, notice o papers\n" +
			"  event    day, begins, opens, ends, limit, lapses o send\n" +
			"  body     órgano de la sesión\n" +
			"  title    título\n" +
			"  state    estado en el día de corte\n" +
			"  why      por qué vence ese día\n" +
			"  if_day   el día en que tendría que celebrarse la sesión, si el suyo no está fijo\n" +
			"  rule     la regla que lo pide\n" +
			"El formato json tiene lo mismo y más: vea «patci schema next».",
		GroupID: groupRead,
		Example: example(
			"patci next", "lo que vence en treinta días",
			"patci next --days 7 --body pleno", "lo de un órgano en una semana",
			"patci next --kind convocatoria --days 90", "solo qué sesiones hay que convocar",
			"patci next --as-of 2022-06-30 --format json", "para otro programa"),
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
	addInt(c, &o.days, "days", "DÍAS", 1, 366, "cuántos días se miran, después del de corte (si no se indica: 30)")
	addBodies(env, c, &o.bodies, &o.plan, &o.asOf)
	addEnums(c, &o.kinds, "kind", noun{word: "clase", feminine: true}, dueKinds(), "solo esas clases")
	addOutput(c, &o.out,
		format{choice: choice{"table", "para leer", []string{"tabla", "text", "texto"}}, extensions: []string{"txt"}},
		format{choice: choice{name: "tsv", doc: "columnas entre tabuladores, para otros programas"}},
		format{choice: choice{name: "csv", doc: "para una hoja de cálculo"}},
		format{choice: choice{name: "markdown", doc: "para una página o un mensaje", es: []string{"md"}}, extensions: []string{"md", "markdown"}},
		format{choice: choice{name: "json", doc: "para otros programas"}})
	return c
}

// dueKinds are the kinds of what falls due as options take them.
func dueKinds() []choice {
	out := append([]choice{}, entryKinds...)
	return append(out,
		choice{string(due.Resolution), "acuerdos adoptados en una sesión", []string{"acuerdo", "acuerdos"}},
		choice{string(due.Agreement), "convenios", []string{"convenio", "convenios"}},
		choice{string(due.Notice), "convocatorias que hay que enviar", []string{"convocatoria", "convocatorias"}},
		choice{string(due.Papers), "carpetas que hay que enviar", []string{"carpeta", "carpetas"}})
}

func runNext(o *nextOptions) error {
	f, others, err := o.env.oneAndOthers(o.plan, &o.asOf)
	if err != nil {
		return err
	}
	q := due.Query{Last: f.AsOf + nextDays}
	if o.days > 0 {
		q.Last = f.AsOf + when.Day(o.days)
	}
	if q.Bodies, err = bodies(f.Program, o.bodies); err != nil {
		return err
	}
	for _, k := range o.kinds {
		q.Kinds = append(q.Kinds, due.Kind(k))
	}
	judged, err := judge(f, &f.AsOf)
	if err != nil {
		return err
	}
	var more []*check.Result
	for _, g := range others {
		r, err := judge(g, &f.AsOf)
		if err != nil {
			return err
		}
		more = append(more, r)
	}
	l := due.Make(judged, more, q)
	err = output(o.env, &o.out, func(w io.Writer) error {
		switch o.out.format {
		case "json":
			return json.Next(w, l)
		case "tsv":
			return tsv.Next(w, l)
		case "csv":
			return csv.Next(w, l)
		case "markdown":
			return markdown.Write(w, text.NextDocument(l))
		}
		return text.Next(w, l, o.out.style(o.env))
	})
	if err != nil {
		return err
	}
	return o.env.faulty(f, judged)
}
