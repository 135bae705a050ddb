package briefing

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"patci/pkg/agenda"
	"patci/pkg/compliance"
	"patci/pkg/diag"
	"patci/pkg/document"
	"patci/pkg/progress"
)

// Document composes the report as a document, with the parts, the words and
// the figures of the report on a terminal. The running header of every page
// says of which programme it is, whether that was approved, and of which day.
func (b *Briefing) Document() *document.Document {
	c := &composer{b: b, d: &document.Document{
		// the day first: a title too long for a header is cut at its end
		Title:  "Informe de avance con corte al " + b.AsOf.Spanish() + " · " + b.Title(),
		Status: b.Status(),
	}}
	if body := b.organisation(); body != "" {
		c.d.Organisation = body
	}
	c.cover()
	for _, part := range []func(){
		c.matters, c.decisions, c.happened, c.rules, c.sessions, c.objectives, c.observances, c.meetings, c.agreements, c.resolutions,
	} {
		part()
	}
	return c.d
}

// organisation is the name of the body whose programme it is.
func (b *Briefing) organisation() string {
	for _, x := range b.Program.Bodies {
		if x.Kind.Value == "plenary" || x.Parent.Value == "" && x.Kind.Value != "group" {
			return x.Name.Value
		}
	}
	return ""
}

// composer is a document as it is being composed.
type composer struct {
	b       *Briefing
	d       *document.Document
	anchors document.Anchors
}

func (c *composer) add(blocks ...document.Block) { c.d.Blocks = append(c.d.Blocks, blocks...) }

func (c *composer) heading(level int, text string) {
	c.add(document.Heading{Level: level, ID: c.anchors.ID(text), Text: document.Text(text)})
}

func (c *composer) paragraph(s document.Style, text string) {
	c.add(document.Paragraph{Style: s, Text: document.Text(text)})
}

func column(title string, width int) document.Column {
	return document.Column{Title: document.Text(title), Width: width}
}

func cell(text string) document.Cell { return document.Text(text) }

func toned(text string, t document.Tone) document.Cell { return document.Toned(text, t) }

// upper begins a sentence as a document does. It is for words of the house and
// of the law: what a person wrote stays as it is.
func upper(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:]
}

// figures keeps the sign of a percentage with its figure.
func figures(text string) document.Cell { return cell(strings.ReplaceAll(text, " %", "\u00a0%")) }

// with is a cell with a line more, that helps but is not read first.
func with(text, label, more string) document.Cell {
	out := document.Text(text)
	if more != "" {
		out = append(append(out, document.Break{}), document.Toned(label+more, document.Faint)...)
	}
	return out
}

// lightTone is how a light stands out.
func lightTone(l progress.Light) document.Tone {
	switch l {
	case progress.Green:
		return document.Good
	case progress.Amber:
		return document.Warn
	case progress.Red:
		return document.Bad
	}
	return document.Faint
}

func (c *composer) cover() {
	c.paragraph(document.Title, "Informe de avance")
	c.paragraph(document.Subtitle, c.b.Title()+" ("+c.b.Status()+")")
	c.paragraph(document.Centred, upper(c.b.CutOff()))
	if next := c.b.For(); next != "" {
		c.paragraph(document.Centred, "Para "+next)
	}
	if far := c.b.Horizon(); far != "" {
		c.paragraph(document.Centred, upper(far))
	}
}

func (c *composer) matters() {
	c.heading(1, MattersTitle)
	all := c.b.Told()
	if len(all) == 0 {
		c.paragraph(document.Body, upper(NoMatters))
		return
	}
	t := document.Table{Label: MattersTitle, Columns: []document.Column{column("Semáforo", 27), column("Asunto", 73)}}
	for _, m := range all {
		t.Rows = append(t.Rows, []document.Cell{
			toned(m.Light.Shape()+"\u00a0"+upper(MatterWord(m.Light)), lightTone(m.Light)), with(m.Sentence(), "Corrección: ", m.Remedy)})
	}
	c.add(t)
}

func (c *composer) decisions() {
	parts := c.b.DecisionParts()
	if parts == nil {
		return
	}
	c.heading(1, c.b.DecisionsTitle())
	c.paragraph(document.Caption, upper(c.b.DecisionsIntro())) // it keeps to its table
	t := document.Table{Label: c.b.DecisionsTitle(), Columns: []document.Column{column("Cuándo", 27), column("Decisión", 73)}}
	for _, p := range parts {
		for _, d := range p.Decisions {
			t.Rows = append(t.Rows, []document.Cell{cell(upper(strings.TrimSuffix(p.Title, ":"))), with(d.Message, "Además: ", d.Remedy)})
		}
	}
	c.add(t)
}

func (c *composer) happened() {
	if c.b.Start == nil {
		return
	}
	c.heading(1, c.b.StartTitle())
	if sums := c.b.PassedSums(); sums != "" {
		c.paragraph(document.Caption, upper(sums))
	}
	if lines := c.b.PassedLines(); lines != nil {
		t := document.Table{Label: "Sesiones desde entonces", Headed: true, Columns: []document.Column{column("Órgano", 30), column("Qué fue de sus sesiones", 70)}}
		for _, l := range lines {
			t.Rows = append(t.Rows, []document.Cell{cell(l.Label), cell(l.Counts)})
		}
		c.add(t)
	}
	all := c.b.HappenedLines()
	if len(all) == 0 {
		c.paragraph(document.Body, upper(NothingHappened))
		return
	}
	t := document.Table{Label: "Lo registrado desde entonces", Columns: []document.Column{column("Día", 22), column("Lo ocurrido", 78)}}
	for _, h := range all {
		what := append(document.Toned(h.Light.Shape()+"\u00a0", lightTone(h.Light)), document.Text(h.Message)...)
		t.Rows = append(t.Rows, []document.Cell{cell(h.Day), what})
	}
	c.add(t)
}

func (c *composer) rules() {
	c.heading(1, RulesTitle)
	if why := c.b.NoRules(); why != "" {
		c.paragraph(document.Body, upper(why))
		return
	}
	t := document.Table{Label: RulesTitle, Columns: []document.Column{column("Resultado", 18), column("Regla", 46), column("Fundamento", 36)}}
	for _, s := range c.b.Standings {
		t.Rows = append(t.Rows, []document.Cell{toned(upper(s.Word()), verdictTone(s)), cell(upper(Sentence(s))), cell(diag.Cite(s.Rule.Basis))})
	}
	c.add(t)
}

func verdictTone(s compliance.Standing) document.Tone {
	switch {
	case s.Waived, s.Overall == diag.Met:
		return document.Good
	case s.Overall == diag.Broken && s.Rule.Severity == diag.Error:
		return document.Bad
	case s.Overall == diag.Broken, s.Overall == diag.Open:
		return document.Warn
	}
	return document.Plain
}

func (c *composer) sessions() {
	if len(c.b.Bodies) == 0 {
		return
	}
	c.heading(1, SessionsTitle)
	all, total := c.b.Columns()
	var columns, others []Column // those that every programme has, and what is told in words
	for _, x := range all {
		switch x.Key {
		case "promised", "held", "overdue", "pending":
			columns = append(columns, x)
		default:
			others = append(others, x)
		}
	}
	t := document.Table{Label: SessionsTitle, Headed: true, Columns: []document.Column{{Title: document.Text("Órgano")}}}
	for _, x := range columns {
		t.Columns = append(t.Columns, document.Column{Title: document.Text(upper(x.Title)), Align: document.Right})
	}
	if others != nil {
		t.Columns = append(t.Columns, document.Column{Title: document.Text("Otras")})
	}
	t.Columns = append(t.Columns, document.Column{Title: document.Text("Próxima")})
	row := func(label string, x progress.Body, next string) []document.Cell {
		cells := []document.Cell{cell(label)}
		for _, of := range columns {
			tone := document.Plain
			switch n := of.Of(x); {
			case n == 0:
				tone = document.Faint
			case of.Key == "overdue":
				tone = document.Warn
			}
			cells = append(cells, toned(strconv.Itoa(of.Of(x)), tone))
		}
		if others != nil {
			var words counted
			for _, of := range others {
				words.add(of.Of(x), of.One, of.Many)
			}
			cells = append(cells, cell(words.String()))
		}
		return append(cells, cell(next))
	}
	for _, x := range c.b.Bodies {
		t.Rows = append(t.Rows, row(x.Label, x, c.b.Next(x, false)))
	}
	if len(c.b.Bodies) > 1 {
		t.Footer = append(t.Footer, row("Total", total, ""))
	}
	c.add(t)
}

func (c *composer) objectives() {
	lines := c.b.Lines()
	if len(lines) == 0 {
		return
	}
	c.heading(1, ObjectivesTitle)
	at := c.b.AtSession()
	t := document.Table{Label: ObjectivesTitle, Headed: true, Columns: []document.Column{column("Objetivo", 25), column("Semáforo", 14), column("Alcanzado", 15), column("Programado a la fecha", 15)}}
	if at != "" {
		t.Columns = append(t.Columns, column(upper(at), 15))
	}
	t.Columns = append(t.Columns, column("Actividades", 16))
	for _, l := range lines {
		label := document.Strong(l.Label)
		if l.Part {
			label = document.Text(l.Label)
		}
		row := []document.Cell{label, toned(LightWord(l.Advance), lightTone(l.Light)), nil, nil}
		if l.Activities > 0 {
			row[2], row[3] = figures(Reached(l.Advance)), figures(Expected(l.Advance))
		}
		if at != "" {
			var expected document.Cell
			if l.Activities > 0 {
				expected = figures(c.b.ExpectedAt(l.ID, l.Activities))
			}
			row = append(row, expected)
		}
		t.Rows = append(t.Rows, append(row, cell(Activities(l.Advance))))
	}
	c.add(t)
	c.legend()
}

// legend says what the lights mean.
func (c *composer) legend() {
	for _, l := range c.b.Legends() {
		if l.Label != AdvanceLegend {
			continue // the matters say it in words
		}
		text := document.Text(l.Label + ": ")
		for i, w := range l.Words {
			if i > 0 {
				text = append(text, document.Text(" · ")...)
			}
			text = append(text, document.Toned(w.Mark+"\u00a0", lightTone(w.Light))...)
			text = append(text, document.Text(w.Text)...)
		}
		c.add(document.Paragraph{Style: document.Small, Text: text})
	}
}

func (c *composer) observances() {
	if len(c.b.Observances) == 0 {
		return
	}
	c.heading(1, ObservancesTitle)
	t := document.Table{Label: ObservancesTitle, Headed: true, Columns: []document.Column{column("Conmemoración", 34), column("Fecha", 18), column("Estado", 16), column("Avance de sus actividades", 32)}}
	for _, o := range c.b.Observances {
		row := []document.Cell{cell(o.Label), nil, nil, nil}
		if e := o.Entry; e != nil {
			row[1], row[2] = cell(c.b.Date(*e)), toned(upper(Observed(*e)), stateTone(e.State))
		}
		if o.Activities > 0 {
			a := toned(LightWord(o.Advance), lightTone(o.Light))
			lines := []string{"alcanzado " + Reached(o.Advance), "programado a la fecha " + Expected(o.Advance)}
			if at := c.b.AtSession(); at != "" {
				lines = append(lines, at+" "+c.b.ExpectedAt(o.ID, o.Activities))
			}
			for _, l := range append(lines, Activities(o.Advance)) {
				a = append(append(a, document.Break{}), figures(l)...)
			}
			row[3] = a
		}
		t.Rows = append(t.Rows, row)
	}
	c.add(t)
	if len(c.b.Objectives) == 0 {
		c.legend()
	}
}

func stateTone(s agenda.State) document.Tone {
	switch s {
	case agenda.Held:
		return document.Good
	case agenda.Overdue:
		return document.Warn
	case agenda.NotHeld:
		return document.Bad
	}
	return document.Plain
}

func (c *composer) meetings() {
	if len(c.b.Meetings) == 0 {
		return
	}
	c.heading(1, MeetingsTitle)
	t := document.Table{Label: MeetingsTitle, Headed: true, Columns: []document.Column{column("Reunión", 46), column("Fechas", 32), column("Próxima", 22)}}
	for _, m := range c.b.Meetings {
		tone := document.Plain
		if m.Overdue > 0 {
			tone = document.Warn
		}
		t.Rows = append(t.Rows, []document.Cell{cell(m.Label), toned(Dates(m), tone), cell(c.b.NextDate(m))})
	}
	c.add(t)
}

func (c *composer) agreements() {
	groups := c.b.AgreementGroups()
	if groups == nil {
		return
	}
	c.heading(1, AgreementsTitle)
	var counts []string
	for _, g := range groups {
		counts = append(counts, g.Count)
	}
	c.paragraph(document.Caption, strings.Join(counts, ", "))
	t := document.Table{Label: AgreementsTitle, Columns: []document.Column{column("Estado", 22), column("Convenios y acuerdos", 78)}}
	for _, g := range groups {
		tone := document.Plain
		switch g.State {
		case progress.InForce:
			tone = document.Good
		case progress.Lapsing:
			tone = document.Warn
		case progress.Lapsed:
			tone = document.Bad
		}
		for _, name := range g.Agreements {
			t.Rows = append(t.Rows, []document.Cell{toned(upper(g.State.Spanish()), tone), cell(name)})
		}
	}
	c.add(t)
}

func (c *composer) resolutions() {
	sums := c.b.ResolutionCounts()
	if sums == "" {
		return
	}
	c.heading(1, ResolutionsTitle)
	c.paragraph(document.Body, sums)
	for _, r := range c.b.Responsible {
		c.heading(2, r.Label)
		c.paragraph(document.Caption, r.Counts())
		t := document.Table{Label: "Acuerdos de " + r.Label, Columns: []document.Column{column("Clave", 16), column("Acuerdo", 48), column("Estado", 16), column("Plazo", 20)}}
		for _, x := range r.Resolutions {
			tone := document.Plain
			switch x.State {
			case progress.Done:
				tone = document.Good
			case progress.Overdue:
				tone = document.Bad
			}
			t.Rows = append(t.Rows, []document.Cell{cell(x.ID), cell(ResolutionTitle(x)), toned(upper(x.State.Spanish()), tone), cell(upper(c.b.Due(x)))})
		}
		c.add(t)
	}
}
