// Package page writes a programme as one web page that needs nothing else: the
// year at a glance, its calendar, its progress, how the law stands and what
// changed since it was approved.
//
// The page names no other file and no place on a network, and says so to the
// browser (its Content-Security-Policy); its one script only filters what is
// there, and nothing is missing where it does not run. All that the data says is
// text. The same input gives the same bytes.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // of the files of the page
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/changes"
	"patci/pkg/check"
	"patci/pkg/document"
	"patci/pkg/progress"
	"patci/pkg/render/palette"
	"patci/pkg/when"
)

// Input is what a page is made of: one programme on one day.
type Input struct {
	Calendar *calendar.Calendar
	Progress *progress.Report
	Result   *check.Result
	// Changes are those since the programme was approved; nil leaves that part
	// out, for nobody knows them.
	Changes *changes.Report
}

var (
	//go:embed page.tmpl
	source string
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// parsed is the template, which most runs of patci never need.
var parsed = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"slashes": slashes}).Parse(source))
})

// slashes lets a line end after a slash: «septiembre/octubre» is wider than the
// column of dates on a phone.
func slashes(s string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(s), "/", "/<wbr>"))
}

// Write writes the page.
func Write(w io.Writer, in Input) error {
	var b bytes.Buffer
	if err := parsed().Execute(&b, makeView(in)); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// policy lets the browser run and draw only what stands in the page: its one
// style and its one script, each by what it holds.
func policy(style template.CSS) string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src " + hash(string(style)) + "; script-src " + hash(script) + "; base-uri 'none'; form-action 'none'"
}

// hues are the colours by their names in the style.
var hues = []struct {
	name string
	palette.Pair
}{
	{"paper", palette.Paper}, {"panel", palette.Panel}, {"ink", palette.Ink}, {"faint", palette.Faint}, {"line", palette.Line},
	{"good", palette.Good}, {"warn", palette.Warn}, {"bad", palette.Bad}, {"link", palette.Link},
	{"plenary", palette.Plenary}, {"subcommission", palette.Subcommission}, {"group", palette.Group}, {"other", palette.Other}, {"activity", palette.Activity},
}

// styles is the style with its colours.
var styles = sync.OnceValue(func() template.CSS {
	var b strings.Builder
	set := func(of func(palette.Pair) palette.Color) {
		for _, h := range hues {
			b.WriteString("--" + h.name + ":" + string(of(h.Pair)) + ";")
		}
	}
	b.WriteString(":root{color-scheme:light dark;")
	set(func(p palette.Pair) palette.Color { return p.Light })
	b.WriteString("}\n@media screen and (prefers-color-scheme:dark){:root{")
	set(func(p palette.Pair) palette.Color { return p.Dark })
	b.WriteString("}}\n")
	b.WriteString(style)
	return template.CSS(b.String())
})

// running is the style of what stands above every printed page but the first,
// which says it itself: a sheet taken from the others still tells of which
// programme and of which day it is.
func running(title, status string, asOf when.Day) template.CSS {
	return template.CSS("@page{@top-left{content:" + quoted(brief(title)+" · "+status) + "}@top-right{content:" + quoted("con corte al "+asOf.Spanish()) + "}}\n" +
		"@page:first{@top-left{content:none}@top-right{content:none}}\n")
}

// quoted is a string of CSS, in which nothing can end it or the element around
// it: every sign is written as its number, letters, figures and spaces aside.
func quoted(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == 0, r == utf8.RuneError:
			b.WriteString("\ufffd")
		case r == ' ', unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "\\%x ", r)
		}
	}
	return `"` + b.String() + `"`
}

// view is the page as the template has it.
type view struct {
	Language string
	Policy   string
	Hues     []string // of the hatchings
	Unknown  legend   // the mark of what has no date
	Style    template.CSS
	Script   template.JS
	Title    string // of the programme
	Status   string // «proyecto», or «aprobado el 10 de mayo de 2022»
	AsOf     string
	Range    string // the days asked, "" if that is the whole programme
	Scope    []string
	Counts   string
	Nothing  string // of a calendar with nothing in it
	Glance   string // the heading of the timeline

	Timeline *timeline
	Filter   *filter
	Parts    []part
	Progress []table
	Rules    []standing
	NoRules  string // why there are none
	Changes  *changed
}

func makeView(in Input) *view {
	c := in.Calendar
	p := c.Program
	v := &view{
		Language: document.Language, Hues: []string{"plenary", "subcommission", "group", "other", "activity"}, Unknown: legend{Symbol: markUnknown}, Style: styles(), Script: template.JS(script),
		Title: calendar.OneLine(p.Name()), Status: status(in), AsOf: c.AsOf.Long(), Glance: "El programa de un vistazo",
	}
	v.Style += running(v.Title, v.Status, c.AsOf)
	v.Policy = policy(v.Style)
	if !c.Whole {
		v.Range, v.Glance = calendar.RangeText(c.Range), "De un vistazo"
	} else if f, l := p.Period.First, p.Period.Last; f.Year() == l.Year() && l-f >= 364 {
		v.Glance = "El año de un vistazo"
	}
	for _, id := range c.Query.Bodies {
		label := id
		if b := p.Body(id); b != nil {
			label = b.Label()
		}
		v.Scope = append(v.Scope, calendar.OneLine(label))
	}
	for _, k := range c.Query.Kinds {
		_, many := calendar.KindText(k)
		v.Scope = append(v.Scope, many)
	}
	if c.IsEmpty() {
		v.Nothing = c.NothingText()
	} else {
		v.Counts = c.CountsText()
		m := &maker{c: c, r: in.Progress, taken: map[string]int{}, rows: map[*calendar.Entry]string{}}
		v.Parts = m.parts()
		v.Timeline = m.timeline()
		v.Filter = m.filter(v.Timeline)
	}
	v.Progress = progressTables(in)
	if asks(c.Query, agenda.SessionKind) {
		v.Rules = standings(in)
		if v.Rules == nil {
			v.NoRules = noRules(in)
		}
	}
	v.Changes = changesOf(in)
	return v
}

// asks reports whether a query is of a kind too.
func asks(q calendar.Query, k agenda.Kind) bool {
	return (q.Kinds == nil || slices.Contains(q.Kinds, k)) && (q.Bodies == nil || k == agenda.SessionKind)
}

// status is where the programme stands, as its title page says it.
func status(in Input) string {
	p := in.Calendar.Program
	switch {
	case p.Draft():
		return "proyecto"
	case p.Approved != nil && p.Approved.On.Set():
		return "aprobado el " + p.Approved.On.Day.Spanish()
	}
	return "aprobado"
}

// dayIn writes a day, with its year where it is not the programme's.
func dayIn(period when.Range, d when.Day) string {
	if period.First.Year() == period.Last.Year() && d.Year() == period.First.Year() {
		return d.DayMonth()
	}
	return d.Spanish()
}
