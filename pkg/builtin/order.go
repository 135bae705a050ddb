package builtin

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/when"
)

var order = Check{
	ID:       "orden",
	Title:    "las sesiones de un órgano y clase se celebran en el orden de sus números",
	Severity: diag.Error,
	Text: `La 14.ª sesión no puede celebrarse después de la 15.ª. Se comparan los días en que cada sesión puede caer: el error aparece solo cuando no hay manera de elegir un día para cada una en el orden de sus números; dos sesiones pueden caer en el mismo día. Cuentan también la sesión anterior (previous_session), si tiene fecha, y las de los programas de años anteriores; no cuentan las canceladas ni las que no se celebraron y no tienen nueva fecha.
Para corregirlo, revise la fecha o el número de las sesiones que se nombran: basta que cambie una de ellas.`,
	Good: `program: {year: 2022}
groups: [{id: seleccion, name: Grupo de Selección}]
sessions:
  seleccion:
    - {number: 14, date: 2022-04-04}
    - {number: 15, date: 2022-05-02}
`,
	Bad: `program: {year: 2022}
groups: [{id: seleccion, name: Grupo de Selección}]
sessions:
  seleccion:
    - {number: 14, date: 2022-04-04}
    - {number: 15, date: 2022-02-05} # want
`,
	Run: func(p *Pass) {
		for _, of := range allSeries(p.Program) {
			p.order(p.chain(of))
		}
	},
}

// link is one session of a chain that is to be held in order.
type link struct {
	agenda.Session
	key string // of the programme it is in, if it is another
	own bool   // it is a session of this programme
}

// name names the link among others of its body.
func (l link) name() string {
	n := "la " + l.Figure()
	if l.key != "" {
		n += " del programa " + l.key
	}
	return n
}

// chain is the sessions of a series that have days, those of earlier
// programmes first.
func (p *Pass) chain(of series) []link {
	var chain []link
	add := func(a *agenda.Agenda, key string) {
		for _, s := range numbered(a, of) {
			if !s.Days.IsEmpty() {
				chain = append(chain, link{Session: s, key: key, own: key == ""})
			}
		}
	}
	for _, a := range p.Before {
		add(a, a.Program.Key())
	}
	b := p.Program.Body(of.body)
	if len(chain) == 0 && of.kind == program.Ordinary && b != nil && b.Previous != nil && b.Previous.Date.Set() {
		s := &program.Session{Body: of.body, Number: b.Previous.Number, Held: b.Previous.Date}
		chain = append(chain, link{Session: agenda.Session{Session: s, Body: b, Days: when.Days(b.Previous.Date.Day), State: agenda.Held}})
	}
	add(p.Agenda, "")
	return chain
}

// from is the first of the days that is not before d.
func from(days when.Set, d when.Day) (when.Day, bool) {
	for _, r := range days {
		if r.Last >= d {
			return max(r.First, d), true
		}
	}
	return 0, false
}

// until is the last of the days that is not after d.
func until(days when.Set, d when.Day) (when.Day, bool) {
	for _, r := range slices.Backward(days) {
		if r.First <= d {
			return min(r.Last, d), true
		}
	}
	return 0, false
}

// never is a day beyond any that can be written.
const never = when.Day(1 << 30)

// soonest chooses for each link its earliest day in order; ok is false if
// there is no choice. No other leaves more days to those that follow.
func soonest(chain []link) (days []when.Day, ok bool) {
	d := -never
	for _, l := range chain {
		if d, ok = from(l.Days, d); !ok {
			return nil, false
		}
		days = append(days, d)
	}
	return days, true
}

// latestOf is the last day that leaves a choice to those that follow link i.
func latestOf(chain []link, i int) (d when.Day, ok bool) {
	d = never
	for _, l := range slices.Backward(chain[i:]) {
		if d, ok = until(l.Days, d); !ok {
			return 0, false
		}
	}
	return d, true
}

// order reports each place where the chain cannot be held in order, and goes
// on from there, so that one wrong date is told once.
func (p *Pass) order(chain []link) {
	if len(chain) == 0 {
		return
	}
	day := chain[0].Days.First()
	start := 0 // nothing before it bears on day
	for i, l := range chain {
		first := l.Days.First()
		d, ok := from(l.Days, day)
		if !ok && l.own {
			p.clash(irreducible(chain[start:i+1]), chain)
		}
		if !ok || d == first {
			d, start = first, i
		}
		day = d
	}
}

// irreducible drops from a chain that cannot be held in order every session
// without which it still cannot.
func irreducible(chain []link) []link {
	for i := 0; i < len(chain); {
		without := append(append([]link{}, chain[:i]...), chain[i+1:]...)
		if _, ok := soonest(without); ok {
			i++
			continue
		}
		chain = without
	}
	return chain
}

// clash reports an irreducible set.
func (p *Pass) clash(set, chain []link) {
	var names, entities []string
	for _, l := range set {
		names = append(names, l.name())
		switch {
		case l.own:
			entities = append(entities, l.ID())
		case l.key != "":
			entities = append(entities, l.key+":"+l.ID())
		}
	}
	a, b := set[0], set[len(set)-1]
	at := b.Session.DateAt()
	if len(set) == 2 {
		p.Report(at, fmt.Sprintf("%s %s, y %s, anterior en número, %s", full(b.Session), latest(b), a.name(), earliest(a)),
			orderRemedy(a, b, chain), entities...)
		return
	}
	f := p.Report(at, fmt.Sprintf("no hay días en orden para %s %s", and(names), b.Body.Of()),
		"cambie la fecha de una de ellas, o corrija sus números", entities...)
	day := a.Days.First()
	f.Steps = append(f.Steps, a.name()+" "+earliest(a))
	for _, l := range set[1 : len(set)-1] {
		day, _ = from(l.Days, day)
		f.Steps = append(f.Steps, fmt.Sprintf("por ello %s no es antes del %s", l.name(), day.Spanish()))
	}
	f.Steps = append(f.Steps, b.name()+" "+latest(b))
}

func latest(l link) string {
	switch {
	case l.State == agenda.Held:
		return "se celebró el " + l.Days.First().Spanish()
	case l.Days.Len() == 1:
		return "es el " + l.Days.First().Spanish()
	}
	return "es a más tardar el " + l.Days.Last().Spanish()
}

func earliest(l link) string {
	if l.State == agenda.Held || l.Days.Len() == 1 {
		return latest(l)
	}
	return "no es antes del " + l.Days.First().Spanish()
}

// orderRemedy offers to move the one or the other, if the whole chain can
// then be held in order.
func orderRemedy(a, b link, chain []link) string {
	later, canLater := moved(chain, b, when.Range{First: a.Days.First(), Last: never})
	sooner, canSooner := moved(chain, a, when.Range{First: -never, Last: b.Days.Last()})
	var offers []string
	if days, ok := soonest(later); ok && canLater {
		offers = append(offers, fmt.Sprintf("%s el %s o después", b.name(), days[indexOf(chain, b)].Spanish()))
	}
	if _, ok := soonest(sooner); ok && canSooner {
		d, _ := latestOf(sooner, indexOf(chain, a))
		offers = append(offers, fmt.Sprintf("%s el %s o antes", a.name(), d.Spanish()))
	}
	if len(offers) == 0 {
		return "corrija la fecha o el número de una de las dos"
	}
	return "fije " + strings.Join(offers, ", o ")
}

func indexOf(chain []link, of link) int {
	return slices.IndexFunc(chain, func(l link) bool { return l.Session.Session == of.Session.Session })
}

// moved is the chain with one link free to fall on other days; ok is false
// if it cannot be moved: it was held, or is of another programme.
func moved(chain []link, which link, days when.Range) (with []link, ok bool) {
	with = slices.Clone(chain)
	with[indexOf(chain, which)].Days = when.Set{days}
	return with, which.own && which.State != agenda.Held
}
