package briefing

import (
	"fmt"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// dayIn writes a day, with its year unless that is the programme's and the year
// of the day asked as well.
func dayIn(p *program.Program, asOf, d when.Day) string {
	if p.Period.First.Year() == p.Period.Last.Year() && d.Year() == p.Period.First.Year() && asOf.Year() <= d.Year() {
		return d.DayMonth()
	}
	return d.Spanish()
}

// dateIn is a date in words, without the year that the programme has anyway.
func dateIn(p *program.Program, d when.Date) string {
	text := d.String()
	if p.Period.First.Year() == p.Period.Last.Year() {
		text = strings.ReplaceAll(text, " de "+strconv.Itoa(p.Period.First.Year()), "")
	}
	return text
}

// Day writes a day, with its year unless that is the programme's and the year of
// the report as well.
func (b *Briefing) Day(d when.Day) string { return dayIn(b.Program, b.AsOf, d) }

// Date is the date of an entry: «vie 1 de julio» of one that is certain,
// «julio/agosto», «por definir».
func (b *Briefing) Date(e agenda.Entry) string {
	switch {
	case e.Days.IsEmpty():
		return "sin fecha"
	case e.NoDate(b.Program.Period):
		return "por definir"
	case e.Fixed() && e.Days.Len() == 1:
		return when.WeekdayShort(e.Days.First().Weekday()) + " " + b.Day(e.Days.First())
	}
	return dateIn(b.Program, e.Date)
}

// Title is of what the report is: «Programa Anual de Trabajo 2022».
func (b *Briefing) Title() string { return b.Program.Name() }

// Draft reports whether the programme had not been approved by the day of the
// report.
func (b *Briefing) Draft() bool {
	a := b.Program.Approved
	return b.Program.Draft() || a != nil && a.On.Set() && !a.On.By(b.AsOf)
}

// Status is «proyecto», or «aprobado» with the day of it where it is known.
func (b *Briefing) Status() string {
	switch a := b.Program.Approved; {
	case b.Draft():
		return "proyecto"
	case a != nil && a.On.Set():
		return "aprobado el " + a.On.Day.Spanish()
	}
	return "aprobado"
}

// CutOff is «con corte al jueves 30 de junio de 2022».
func (b *Briefing) CutOff() string { return "con corte al " + b.AsOf.Long() }

// For is the session that the report is for: «la Vigésima Sesión Ordinaria del
// Pleno (julio/agosto, fecha por definir)»; "" if there is none.
func (b *Briefing) For() string {
	if b.Session == nil {
		return ""
	}
	e := b.Session.Entry
	article := "la "
	if e.Session != nil && e.Session.Title.Value != "" {
		article = ""
	}
	date := b.Date(*e)
	switch {
	case e.State == agenda.Held:
		date = "celebrada el " + b.Day(e.Days.First())
	case e.State == agenda.Cancelled, e.State == agenda.NotHeld, e.State == agenda.Overdue:
		date += ", " + e.State.Spanish()
	case e.NoDate(b.Program.Period):
		date = "fecha por definir"
	case e.Fixed() && len(e.Days) == 1 && e.Days.Len() == 1:
		date = when.WeekdayName(e.Days.First().Weekday()) + " " + b.Day(e.Days.First())
	case !e.Fixed():
		date = strings.TrimSuffix(date, " (por definir)") + ", fecha por definir"
	}
	return article + e.Title + " " + b.Session.Body.Of() + " (" + date + ")"
}

// Horizon says up to which day a report looks that was asked for a session;
// "" if none was.
func (b *Briefing) Horizon() string {
	s := b.Session
	switch {
	case s == nil || !s.Asked:
		return ""
	case s.Over:
		return fmt.Sprintf("horizonte: hasta el %s, %d días adelante, porque la sesión ya no está por celebrarse", b.Day(b.Until), progress.Horizon)
	case s.NoDate:
		return "horizonte: hasta el fin del programa, el " + b.Day(b.Until) + ", porque la sesión no tiene fecha"
	case s.Entry.Fixed() && s.First == s.Last:
		return "horizonte: hasta el " + b.Day(b.Until) + ", día de la sesión"
	}
	return "horizonte: hasta el " + b.Day(b.Until) + ", último día posible de la sesión, que no está fijada"
}

// Short is how a line calls the session that the report is for: «20.ª».
func (s *Session) Short() string { return s.Entry.Session.Figure() }

// AtSession heads what is planned by the day of the session: «programado a la
// 20.ª»; "" if there is no such day ahead.
func (b *Briefing) AtSession() string {
	if b.AtLast == nil {
		return ""
	}
	return "programado a la " + b.Session.Short()
}

// ExpectedAt is what is planned by the day of the session of an objective,
// section or observance of so many activities: «6 de 9 (67 %)», or between
// what and what by the days on which it can be held: «4 a 6 de 9 (44 a 67 %)».
func (b *Briefing) ExpectedAt(id string, activities int) string {
	first, last := b.AtFirst[id], b.AtLast[id]
	return fmt.Sprintf("%s de %d (%s %%)", span(first.ExpectedDone, last.ExpectedDone), activities, span(first.ExpectedPercent, last.ExpectedPercent))
}

func span(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + " a " + strconv.Itoa(to)
}

// LightWord is «■ rojo»; "" of what has no activities.
func LightWord(a progress.Advance) string {
	if a.Activities == 0 {
		return ""
	}
	return a.Light.Shape() + " " + a.Light.Spanish()
}

// Reached is «3 de 9 (33 %)», or «— de 9» where nothing was recorded.
func Reached(a progress.Advance) string {
	if a.WholePercent == nil {
		return fmt.Sprintf("— de %d", a.Activities)
	}
	return fmt.Sprintf("%d de %d (%d %%)", a.Done, a.Activities, *a.WholePercent)
}

// Expected is «4 de 9 (44 %)».
func Expected(a progress.Advance) string {
	return fmt.Sprintf("%d de %d (%d %%)", a.ExpectedDone, a.Activities, a.ExpectedPercent)
}

// BarCells is how many cells a bar has.
const BarCells = 10

// Bar draws what was reached against what was planned by the day, a cell for
// each tenth: «█» reached, «░» planned and not reached, «·» not planned yet;
// «─» planned, where nothing was recorded. It is never full before all is
// reached, nor empty once something is.
func Bar(a progress.Advance) string {
	if a.Activities == 0 {
		return ""
	}
	cells := func(percent int) int {
		n := (percent + 5) / BarCells
		switch {
		case percent > 0 && n == 0:
			return 1
		case percent < 100 && n == BarCells:
			return BarCells - 1
		}
		return n
	}
	done, owed, due := 0, "░", cells(a.ExpectedPercent)
	if a.WholePercent == nil {
		owed = "─"
	} else {
		done = cells(*a.WholePercent)
	}
	due = max(due, done)
	return strings.Repeat("█", done) + strings.Repeat(owed, due-done) + strings.Repeat("·", BarCells-due)
}

// counted joins counts that are not zero: «1 celebrada, 2 por celebrar».
type counted struct{ parts []string }

func (c *counted) add(n int, one, many string) {
	if n > 0 {
		c.parts = append(c.parts, rule.Count(n, one, many))
	}
}

func (c *counted) String() string { return strings.Join(c.parts, ", ") }

// Activities counts activities by state, those that there are.
func Activities(a progress.Advance) string {
	var c counted
	c.add(a.Done, "concluida", "concluidas")
	c.add(a.InProgress, "en proceso", "en proceso")
	c.add(a.Late, "con retraso", "con retraso")
	c.add(a.Unrecorded, "sin registro", "sin registro")
	c.add(a.NotBegun, "por iniciar", "por iniciar")
	if c.parts == nil {
		return "sin actividades"
	}
	return c.String()
}

// Line is one line of a table of advance.
type Line struct {
	ID    string // of an objective, a section or an observance
	Label string // «3 Difundir», «3/A Materiales»
	Part  bool   // it is a section of the line above
	progress.Advance
}

// Lines are the objectives, each with its sections after it.
func (b *Briefing) Lines() []Line {
	var out []Line
	for _, o := range b.Objectives {
		out = append(out, Line{ID: o.ID, Label: fmt.Sprintf("%d %s", o.Number, o.Short), Advance: o.Advance})
		for _, s := range o.Sections {
			_, letter, _ := strings.Cut(s.ID, "/")
			out = append(out, Line{ID: s.ID, Label: strings.TrimSpace(fmt.Sprintf("%d/%s %s", o.Number, letter, s.Title)), Part: true, Advance: s.Advance})
		}
	}
	return out
}

// Observed is what became of a commemoration.
func Observed(e agenda.Entry) string {
	if e.State == agenda.Overdue {
		return agenda.Unrecorded.Spanish()
	}
	return e.Word()
}

// Dates counts the dates of a meeting: «1 sin registro, 3 con fecha por
// definir · 4 en total».
func Dates(m progress.Meeting) string {
	var c counted
	c.add(m.Held, "celebrada", "celebradas")
	c.add(m.Overdue, "sin registro", "sin registro")
	c.add(m.Pending-m.Undefined, "por celebrar", "por celebrar")
	c.add(m.Undefined, "con fecha por definir", "con fecha por definir")
	c.add(m.Cancelled, "cancelada", "canceladas")
	text := c.String()
	if m.Dates > 1 {
		text += fmt.Sprintf(" · %d en total", m.Dates)
	}
	return text
}

// NextDate is the next date of a meeting; "" if none is known.
func (b *Briefing) NextDate(m progress.Meeting) string {
	if m.Next == nil || m.Next.NoDate(b.Program.Period) {
		return ""
	}
	return b.Date(*m.Next)
}

// Next is the session of a body that comes next: «20.ª · julio/agosto»; «—» if
// none does.
func (b *Briefing) Next(x progress.Body, tight bool) string {
	e := x.Next
	if e == nil {
		return "—"
	}
	text := b.Date(*e)
	if tight && e.Fixed() && e.Days.Len() == 1 {
		_, m, d := e.Days.First().Date()
		text = fmt.Sprintf("%s %d %s", when.WeekdayShort(e.Days.First().Weekday()), d, when.MonthShort(m))
	}
	if e.Session != nil {
		text = e.Session.Figure() + " · " + text
	}
	switch {
	case e.Days.IsEmpty(), e.Days.Last() != b.AsOf:
	case e.Fixed():
		text += ", hoy"
	case tight:
		text += ", hasta hoy"
	default:
		text += ", su plazo termina hoy"
	}
	return text
}

// Column is a column of the table of sessions.
type Column struct {
	Key       string // of schema/report.schema.json
	Title     string
	One, Many string // in a line: «1 programada»
	Of        func(progress.Body) int
}

// Columns are the columns of the table of sessions, but for those that are
// zero throughout; and the sums.
func (b *Briefing) Columns() (columns []Column, total progress.Body) {
	for _, x := range b.Bodies {
		total.Promised += x.Promised
		total.Held += x.Held
		total.Overdue += x.Overdue
		total.Pending += x.Pending
		total.Cancelled += x.Cancelled
		total.NotHeld += x.NotHeld
		total.MovedOut += x.MovedOut
		total.Unplanned += x.Unplanned
		total.UnplannedHeld += x.UnplannedHeld
	}
	for _, c := range SessionColumns {
		// that none was held tells something only where some were to be
		if c.Of(total) > 0 || c.Key == "promised" || c.Key == "held" && total.Promised > total.Pending {
			columns = append(columns, c)
		}
	}
	return columns, total
}

// SessionColumns are all columns that a table of sessions can have. Those from
// the second to «trasladadas» add up to the first.
var SessionColumns = []Column{
	{"promised", "programadas", "programada", "programadas", func(b progress.Body) int { return b.Promised }},
	{"held", "celebradas", "celebrada", "celebradas", func(b progress.Body) int { return b.Held }},
	{"overdue", "sin registro", "sin registro", "sin registro", func(b progress.Body) int { return b.Overdue }},
	{"pending", "por celebrar", "por celebrar", "por celebrar", func(b progress.Body) int { return b.Pending }},
	{"cancelled", "canceladas", "cancelada", "canceladas", func(b progress.Body) int { return b.Cancelled }},
	{"not_held", "no celebradas", "no celebrada", "no celebradas", func(b progress.Body) int { return b.NotHeld }},
	{"moved_out", "trasladadas", "trasladada a otro programa", "trasladadas a otro programa", func(b progress.Body) int { return b.MovedOut }},
	{"unplanned", "fuera de programa", "fuera de programa", "fuera de programa", func(b progress.Body) int { return b.Unplanned }},
	{"unplanned_held", "de ellas celebradas", "de ellas celebrada", "de ellas celebradas", func(b progress.Body) int { return b.UnplannedHeld }},
}

// actor is how somebody referred to by id is called.
func (b *Briefing) actor(id string) string {
	for _, a := range b.Program.Actors {
		if a.ID.Value != id {
			continue
		}
		if a.Short.Value != "" {
			return a.Short.Value
		}
		return a.Name.Value
	}
	if x := b.Program.Body(id); x != nil {
		return x.Label()
	}
	return id
}

// AgreementGroup is the agreements of one state.
type AgreementGroup struct {
	State      progress.AgreementState
	Count      string   // «3 vigentes»
	Agreements []string // «Convenio Marco · INALI · vence el 15 de julio de 2022»
}

// AgreementGroups are the agreements by state.
func (b *Briefing) AgreementGroups() []AgreementGroup {
	var out []AgreementGroup
	for _, st := range []struct {
		state     progress.AgreementState
		one, many string
	}{
		{progress.InForce, "vigente", "vigentes"},
		{progress.Lapsing, "por vencer", "por vencer"},
		{progress.Lapsed, "vencido", "vencidos"},
		{progress.Planned, "por suscribir", "por suscribir"},
	} {
		g := AgreementGroup{State: st.state}
		for _, x := range b.Report.Agreements {
			if x.State == st.state {
				g.Agreements = append(g.Agreements, b.Agreement(x))
			}
		}
		if g.Agreements != nil {
			g.Count = rule.Count(len(g.Agreements), st.one, st.many)
			out = append(out, g)
		}
	}
	return out
}

// Agreement is «Convenio Marco · INALI», with the last day that it is in force
// or the date on which it is to be signed.
func (b *Briefing) Agreement(g progress.Agreement) string {
	text := g.Agreement.Short.Value
	if text == "" {
		text = g.Title
	}
	var parties []string
	for _, x := range g.Agreement.Parties {
		if b.Program.Body(x.Value) == nil { // the body itself goes without saying
			parties = append(parties, b.actor(x.Value))
		}
	}
	if parties != nil {
		text += " · " + rule.Join(parties)
	}
	switch {
	case g.State == progress.Lapsing:
		text += " · vence el " + g.Until.Spanish()
	case g.State == progress.Lapsed:
		text += " · venció el " + g.Until.Spanish()
	case g.State != progress.Planned:
	case b.undefined(g.Date):
		text += " · fecha por definir"
	case !g.Date.Days.IsEmpty():
		text += " · " + dateIn(b.Program, g.Date)
	}
	return text
}

// undefined reports whether a date says nothing but the programme's year.
func (b *Briefing) undefined(d when.Date) bool {
	p := b.Program.Period
	return d.Undefined && (d.Days.IsEmpty() || d.Days.First() <= p.First && d.Days.Last() >= p.Last)
}
