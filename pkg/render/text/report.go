package text

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/check"
	"patci/pkg/matters"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/render/term"
	"patci/pkg/when"
)

// Report writes what a programme has achieved by a day, as it is read before a
// plenary: what must be resolved, how the law stands, sessions, objectives,
// and what else the programme promised. A part with nothing in it is left out.
func Report(w io.Writer, r *progress.Report, c *check.Result, s term.Style) error {
	if s.Width == 0 || s.Width > maxWidth {
		s.Width = maxWidth
	}
	p := &reportPage{page: page{bufio.NewWriter(w), s}, r: r, c: c}
	p.title()
	for _, part := range []func() error{
		p.matters, p.happened, p.rules, p.sessions, p.objectives, p.observances, p.meetings, p.agreements, p.resolutions,
	} {
		if err := part(); err != nil {
			return err
		}
	}
	p.legend()
	return p.out.Flush()
}

// reportPage is a report as it is being written.
type reportPage struct {
	page
	r *progress.Report
	c *check.Result
}

// title is of what the report is, of which day, and for which plenary.
func (p *reportPage) title() {
	name := p.r.Program.Name()
	if p.r.Program.Draft() {
		name += " (proyecto)"
	}
	p.line(0, 0, term.Piece{Text: "Informe de avance", Tone: term.Strong}, term.Piece{Text: " · " + term.Visible(oneLine(name))})
	text, next := "con corte al "+p.r.AsOf.Long(), nextPlenary(p.r)
	switch {
	case next == "":
	case term.Width(text)+len(" · para ")+term.Width(next) > p.s.Width:
		p.line(0, 0, term.Piece{Text: text})
		text = "para " + next
	default:
		text += " · para " + next
	}
	p.line(0, 0, term.Piece{Text: term.Visible(text)})
}

// nextPlenary is the plenary that the report is for: «la Vigésima Sesión
// Ordinaria del Pleno (julio/agosto, fecha por definir)», "" if none comes.
func nextPlenary(r *progress.Report) string {
	for _, b := range r.Bodies {
		if b.Body == nil || b.Body.Kind.Value != "plenary" || b.Next == nil {
			continue
		}
		e := b.Next
		article := "la "
		if e.Session != nil && e.Session.Title.Value != "" {
			article = ""
		}
		date := reportDate(r.Program, *e)
		switch {
		case e.NoDate(r.Program.Period):
			date = "fecha por definir"
		case e.Fixed() && len(e.Days) == 1 && e.Days.Len() == 1:
			date = when.WeekdayName(e.Days.First().Weekday()) + " " + dayIn(r.Program, e.Days.First())
		case !e.Fixed():
			date = strings.TrimSuffix(date, " (por definir)") + ", fecha por definir"
		}
		return article + oneLine(e.Title) + " " + b.Body.Of() + " (" + date + ")"
	}
	return ""
}

// dayIn writes a day, with its year where it is not the programme's.
func dayIn(p *program.Program, d when.Day) string {
	if p.Period.First.Year() == p.Period.Last.Year() && d.Year() == p.Period.First.Year() {
		return d.DayMonth()
	}
	return d.Spanish()
}

// reportDate is the date of an entry: «vie 1 de julio» of one that is certain,
// «julio/agosto», «por definir».
func reportDate(p *program.Program, e agenda.Entry) string {
	switch {
	case e.Days.IsEmpty():
		return "sin fecha"
	case e.NoDate(p.Period):
		return "por definir"
	case e.Fixed() && e.Days.Len() == 1:
		return when.WeekdayShort(e.Days.First().Weekday()) + " " + dayIn(p, e.Days.First())
	}
	return dateIn(p, e.Date)
}

// dateIn is a date in words, without the year that the programme has anyway.
func dateIn(p *program.Program, d when.Date) string {
	text := d.String()
	if p.Period.First.Year() == p.Period.Last.Year() {
		text = strings.ReplaceAll(text, " de "+strconv.Itoa(p.Period.First.Year()), "")
	}
	return text
}

// mark writes a light's shape, and what follows it, on lines of their own.
func (p *reportPage) mark(l progress.Light, pieces ...term.Piece) {
	p.line(1, 3, append([]term.Piece{{Text: l.Shape(), Tone: lightTone(l)}, {Text: " "}}, pieces...)...)
}

// lightTone is how a light stands out.
func lightTone(l progress.Light) term.Tone {
	switch l {
	case progress.Green:
		return term.Good
	case progress.Amber:
		return term.Warn
	case progress.Red:
		return term.Bad
	}
	return term.Faint
}

// legend says what the lights mean.
func (p *reportPage) legend() {
	green, amber := p.r.Program.Lights.Thresholds()
	fmt.Fprintln(p.out)
	type word struct {
		light progress.Light
		text  string
	}
	lights := func(label string, words ...word) {
		pieces := []term.Piece{{Text: label + ": ", Tone: term.Faint}}
		for i, w := range words {
			if i > 0 {
				pieces = append(pieces, term.Piece{Text: "\u00a0· ", Tone: term.Faint})
			}
			pieces = append(pieces, term.Piece{Text: w.light.Shape() + "\u00a0", Tone: lightTone(w.light)}, term.Piece{Text: w.text, Tone: term.Faint})
		}
		p.line(1, 3, pieces...)
	}
	if len(p.r.Objectives)+len(p.r.Observances) > 0 {
		lights("Avance",
			word{progress.Green, fmt.Sprintf("verde: desde %d\u00a0%% de lo programado a la fecha", green)},
			word{progress.Amber, fmt.Sprintf("amarillo: desde %d\u00a0%%", amber)},
			word{progress.Red, "rojo: menos"},
			word{progress.None, "sin registro"})
	}
	if len(matters.List(p.r, p.c)) > 0 {
		lights("Asuntos",
			word{progress.Red, "vencido o incumplido"},
			word{progress.Amber, "vence hoy, o falta fijarlo"},
			word{progress.Green, "próximo, con día fijo"},
			word{progress.None, "fecha por definir"})
	}
}
