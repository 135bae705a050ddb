// Package deadline is the rule kind deadline: an act of the programme is done
// by a day.
package deadline

import (
	"cmp"
	"fmt"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// Kind is the kind deadline.
var Kind = &rule.Kind{
	Name:    "deadline",
	Spanish: []string{"fecha_limite", "limite", "plazo"},
	Title:   "un acto del programa se hace a más tardar cierto día",
	Text: `El acto es la aprobación del programa (act: approval, el día de program.approved.on), o una actividad, reunión o conmemoración: la de cierto id o alias (entity), o la que entrega cierto producto (product). De varias que lo hagan, basta una a tiempo.
El límite es un día del año (by), o los primeros días, días hábiles, semanas o meses del periodo del programa, cuyo primer día es el día 1. El año de by es el del programa (same: la primera vez que llega ese día desde que el programa empieza), el siguiente (next) o el anterior (previous). Si el límite cae en día inhábil se recorre al siguiente hábil (LFPA, art. 29; parámetro roll).
Cumple si se hizo a tiempo, o si todos los días de lo programado son anteriores al límite; incumple si se hizo después, o si lo programado empieza después; queda por determinar si depende del día que se fije, si no se ha registrado que se hiciera lo que ya pasó, o si el programa no está aprobado.
Que un programa en proyecto se apruebe, aun pasado el límite, es un hecho que falta registrar y no un incumplimiento: pudo aprobarse a tiempo sin que se anotara.
Si el programa no contiene el acto, queda por determinar; incumple si la regla dice que debe contenerlo (required).`,
	NoBodies: true,
	Params: append([]rule.Param{
		{Name: "act", Spanish: []string{"acto"}, Doc: "el acto: approval (la aprobación del programa)", Type: rule.Choice, Choices: []string{"approval"}, OneOf: "act"},
		{Name: "entity", Spanish: []string{"entidad", "actividad"}, Doc: "el acto: el id de una actividad, reunión o conmemoración, el final de ese id, su título o uno de sus «aliases»", Type: rule.Choice, OneOf: "act"},
		{Name: "product", Spanish: []string{"producto"}, Doc: "el acto: lo que entrega la actividad («product»), o palabras que haya en ello", Type: rule.Choice, OneOf: "act"},
		{Name: "by", Spanish: []string{"a_mas_tardar", "limite", "fecha_limite"}, Doc: "el último día, sin su año: «31 de enero», «último día hábil de marzo»", Type: rule.YearDay, OneOf: "length"},
	}, append(rule.SpanParams("los primeros del periodo del programa", rule.Months, rule.Weeks, rule.Days, rule.WorkingDays),
		rule.Param{Name: "year", Spanish: []string{"ano", "ejercicio"}, Doc: "de qué año es «by»: same (el del programa), next (el siguiente) o previous (el anterior)", Type: rule.Choice, Choices: []string{"same", "next", "previous"}, Default: "same", With: []string{"by"}},
		rule.Param{Name: "roll", Spanish: []string{"recorrer", "prorroga"}, Doc: "si el límite cae en día inhábil, se recorre al siguiente hábil", Type: rule.Bool, Default: "true"},
		rule.Param{Name: "required", Spanish: []string{"obligatorio", "necesario"}, Doc: "si el programa debe contener el acto", Type: rule.Bool, Default: "false"},
	)...),
	Check: check,
	Rule:  "parameters: {product: informe anual, by: último día de enero}\n",
	Good: `program: {year: 2022}
objectives:
  - number: 1
    title: Rendir cuentas
    activities:
      - {number: 1, title: Informe de 2021, product: Informe anual, date: Enero, done: 2022-01-31}
`,
	Bad: `program: {year: 2022}
objectives:
  - number: 1
    title: Rendir cuentas
    activities:
      - {number: 1, title: Informe de 2021, product: Informe anual, date: Febrero} # want
`,
}

type judge struct {
	*rule.Pass
	limit  when.Day
	rolled when.Day // the day that fell on a non-working day and was passed on; the limit otherwise
}

func check(p *rule.Pass) []rule.Verdict {
	j := &judge{Pass: p}
	v := rule.Verdict{Period: p.Program().Key()}
	j.rolled = last(p)
	inForce := false
	if j.limit, inForce = Last(p); !inForce {
		v.Verdict, v.Message = diag.NotApplicable, fmt.Sprintf("la regla no está en vigor el %s", j.limit.Spanish())
		return []rule.Verdict{v}
	}
	if p.Rule.Values.Has("act") {
		j.approval(&v)
	} else {
		j.entries(&v)
	}
	return []rule.Verdict{v}
}

// Last is the last lawful day for the act that a rule of this kind names; false
// if the rule is not in force on it.
func Last(p *rule.Pass) (when.Day, bool) {
	d := last(p)
	if p.Rule.Values.Bool("roll") {
		d = p.Calendar.Next(d)
	}
	return d, p.Rule.InForce(d)
}

// last is the last lawful day, before it is rolled.
func last(p *rule.Pass) when.Day {
	values, first := p.Rule.Values, p.Program().Period.First
	if values.Has("by") {
		day := func(year int) when.Day {
			d, _ := rule.DayOfYear(values.Text("by"), year)
			return p.Calendar.Resolve(d).Days.Last()
		}
		year := first.Year()
		if day(year) < first {
			year++
		}
		return day(year + map[string]int{"next": 1, "previous": -1}[values.Text("year")])
	}
	span := values.Span()
	if span.Unit == rule.Months { // they end where the next one begins
		return p.Calendar.AddMonths(first, span.N, false) - 1
	}
	return span.After(p.Calendar, first-1, false)
}

// by says the limit: «a más tardar el 31 de enero de 2022».
func (j *judge) by() string {
	text := "el límite es el " + j.limit.Spanish()
	if j.limit != j.rolled {
		text += fmt.Sprintf(", porque el %s es inhábil y se recorre", j.Day(j.rolled))
	}
	return text
}

// over reports that the limit has passed on the day asked.
func (j *judge) over() bool { return j.Agenda.AsOf != nil && *j.Agenda.AsOf > j.limit }

func (j *judge) approval(v *rule.Verdict) {
	p := j.Program()
	f := diag.Finding{Verdict: diag.Broken}
	if len(p.Bodies) > 0 {
		v.Entities = []string{p.Bodies[0].ID.Value}
		f.Entities = v.Entities
	}
	if a := p.Approved; a != nil && a.On.Set() && (j.Agenda.AsOf == nil || a.On.Day <= *j.Agenda.AsOf) {
		if a.On.Day <= j.limit {
			v.Verdict, v.Message = diag.Met, fmt.Sprintf("el programa se aprobó el %s, y %s", a.On.Day.Spanish(), j.by())
			return
		}
		f.Place, f.Path = a.On.At, a.On.Path
		f.Message = fmt.Sprintf("el programa se aprobó el %s, y %s", a.On.Day.Spanish(), j.by())
		f.Remedy = "revise el día; si es correcto, justifíquelo en «waivers»"
		v.Verdict, v.Message, v.Findings = diag.Broken, f.Message, []diag.Finding{f}
		return
	}
	f.Verdict, f.Because = diag.Open, []diag.Because{diag.Unrecorded}
	f.Place, f.Path = p.PeriodAt.At, p.PeriodAt.Path
	if p.Status.Set() {
		f.Place, f.Path = p.Status.At, p.Status.Path
	}
	f.Message = fmt.Sprintf("no consta qué día se aprobó el programa: %s", j.by())
	if j.over() {
		f.Message += ", y ya pasó"
	}
	f.Remedy = fmt.Sprintf("apruébelo a más tardar el %s y registre el día: «approved: {on: …}»", j.limit.Spanish())
	if j.over() {
		f.Remedy = "si se aprobó, registre el día: «approved: {on: …}»"
	}
	v.Verdict, v.Because, v.Message, v.Findings = diag.Open, f.Because, f.Message, []diag.Finding{f}
}

// entries judges the activities, meetings and observances that do the act.
func (j *judge) entries(v *rule.Verdict) {
	v.Verdict = diag.Broken
	inTime := map[string]bool{}
	day := j.limit
	if j.Agenda.AsOf != nil {
		day = min(day, *j.Agenda.AsOf)
	}
	for _, e := range agenda.Build(j.Program(), &day, j.Calendar).Entries {
		inTime[e.ID] = finished(e)
	}
	for _, e := range j.Agenda.Entries {
		if e.Kind == agenda.SessionKind || e.State == agenda.Cancelled || !j.does(e) {
			continue
		}
		v.Entities = append(v.Entities, e.ID)
		f, ok := j.entry(e, inTime[e.ID])
		if ok {
			v.Verdict, v.Because, v.Message, v.Findings = diag.Met, nil, f.Message, nil
			v.Entities = []string{e.ID}
			return
		}
		if f.Verdict == diag.Open && v.Verdict == diag.Broken { // one in time would do
			v.Verdict, v.Findings = diag.Open, nil
		}
		if f.Verdict == v.Verdict {
			v.Findings = append(v.Findings, f)
			v.Message = f.Message
		}
		for _, b := range f.Because {
			v.Because = rule.Add(v.Because, b)
		}
	}
	if len(v.Entities) > 0 {
		return
	}
	what := cmp.Or(j.Rule.Values.Text("entity"), j.Rule.Values.Text("product"))
	p := j.Program()
	f := diag.Finding{Verdict: diag.Broken, Place: p.PeriodAt.At, Path: p.PeriodAt.Path}
	if len(p.Bodies) > 0 {
		f.Entities = []string{p.Bodies[0].ID.Value}
	}
	f.Message = fmt.Sprintf("el programa no contiene «%s»: %s", what, j.by())
	f.Remedy = "añada la actividad con su fecha, o ponga eso en el «product» de la que lo entrega"
	if j.Rule.Values.Has("entity") {
		f.Remedy = "añada la actividad con ese título y su fecha, o ponga ese nombre en los «aliases» de la que lo hace"
	}
	if !j.Rule.Values.Bool("required") || j.unread() {
		f.Verdict, f.Because = diag.Open, []diag.Because{diag.Unrecorded}
	}
	v.Verdict, v.Because, v.Message, v.Findings = f.Verdict, f.Because, f.Message, []diag.Finding{f}
}

// unread reports whether something was lost that might have been the act.
func (j *judge) unread() bool {
	u := j.Program().Unread
	return u[""] || u["objectives"] || u["meetings"] || u["observances"]
}

func finished(e agenda.Entry) bool { return e.State == agenda.Done || e.State == agenda.Held }

// entry judges one that does the act: whether it was done, or is planned, in
// time.
func (j *judge) entry(e agenda.Entry, inTime bool) (diag.Finding, bool) {
	f := diag.Finding{Verdict: diag.Broken, Place: e.At.At, Path: e.At.Path, Entities: []string{e.ID}}
	days := e.Days
	if e.Date.Tentative {
		days = days.Union(when.Set{j.Program().Period})
	}
	title := "«" + e.Title + "»"
	switch {
	case finished(e) && inTime:
		f.Message = fmt.Sprintf("%s se hizo a tiempo: %s", title, j.by())
		return f, true
	case finished(e):
		f.Message = fmt.Sprintf("%s se hizo tarde: %s", title, j.by())
		if d := j.doneOn(e); d.Set() {
			f.Place, f.Path = d.At, d.Path
			f.Message = fmt.Sprintf("%s se hizo el %s, y %s", title, d.Day.Spanish(), j.by())
		}
		f.Remedy = "revise el día; si es correcto, justifíquelo en «waivers»"
	case !days.IsEmpty() && days.First() > j.limit:
		f.Message = fmt.Sprintf("%s se programó para después: %s", title, j.by())
		f.Remedy = "prográmela a más tardar el " + j.limit.Spanish()
		if j.over() {
			f.Remedy = "si se hizo antes del límite, registre el día («done», o «held» de una reunión o conmemoración); si no, justifíquelo en «waivers»"
		}
	case e.State == agenda.Overdue, e.State == agenda.Late, !days.IsEmpty() && j.Agenda.AsOf != nil && *j.Agenda.AsOf > days.Last(), j.over() && (days.IsEmpty() || days.First() <= j.limit):
		f.Verdict, f.Because = diag.Open, []diag.Because{diag.Unrecorded}
		f.Message = fmt.Sprintf("no consta que se hiciera %s: %s", title, j.by())
		if j.over() {
			f.Message += ", y ya pasó"
		}
		f.Remedy = "registre el día en que se hizo («done», o «held» de una reunión o conmemoración)"
	case days.IsEmpty():
		f.Verdict, f.Because = diag.Open, []diag.Because{diag.UndefinedDate}
		f.Message = fmt.Sprintf("%s no tiene fecha: %s", title, j.by())
		f.Remedy = "fíjela a más tardar el " + j.limit.Spanish()
	case days.Last() <= j.limit:
		f.Message = fmt.Sprintf("%s está a tiempo: %s", title, j.by())
		return f, true
	default:
		f.Verdict, f.Because = diag.Open, []diag.Because{diag.UndefinedDate}
		f.Message = fmt.Sprintf("%s puede terminar tarde: %s", title, j.by())
		f.Remedy = "fíjela a más tardar el " + j.limit.Spanish()
	}
	return f, false
}

// doneOn is where an entry was recorded as done, not set if in several steps.
func (j *judge) doneOn(e agenda.Entry) program.Day {
	if e.Activity != nil {
		if e.Activity.Done.Set() {
			return e.Activity.Done
		}
		for _, p := range e.Activity.Progress {
			if p.Percent.Value == 100 && p.On.Day > j.limit {
				return p.On
			}
		}
		return program.Day{}
	}
	for _, m := range j.Program().Meetings {
		if m.ID.Value == e.Owner {
			return m.HeldOn(e.Date.Days.First())
		}
	}
	for _, o := range j.Program().Observances {
		if o.ID.Value == e.Owner {
			return o.Held
		}
	}
	return program.Day{}
}

// does reports whether an entry is the act that the rule names.
func (j *judge) does(e agenda.Entry) bool {
	if product := fold(j.Rule.Values.Text("product")); product != "" {
		return e.Activity != nil && strings.Contains(fold(e.Activity.Product.Value), product)
	}
	want := fold(j.Rule.Values.Text("entity"))
	id := fold(e.ID)
	whole, _, _ := strings.Cut(id, "#") // of several occurrences, any
	if id == want || whole == want || strings.HasSuffix(whole, "/"+want) || fold(e.Title) == want {
		return true
	}
	for _, a := range j.common(e).Aliases {
		if fold(a.Value) == want {
			return true
		}
	}
	return false
}

// common is what an entry's entity carries besides its own keys.
func (j *judge) common(e agenda.Entry) program.Common {
	if e.Activity != nil {
		return e.Activity.Common
	}
	for _, m := range j.Program().Meetings {
		if e.Kind == agenda.MeetingKind && m.ID.Value == e.Owner {
			return m.Common
		}
	}
	for _, o := range j.Program().Observances {
		if e.Kind == agenda.ObservanceKind && o.ID.Value == e.Owner {
			return o.Common
		}
	}
	return program.Common{}
}

// fold writes a text in lower case without accents, each blank once.
func fold(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	return strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u").Replace(s)
}
