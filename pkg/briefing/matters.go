package briefing

import (
	"fmt"
	"slices"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/matters"
	"patci/pkg/progress"
	"patci/pkg/rule"
)

// Matter is one line of what must be resolved.
type Matter struct {
	Light   progress.Light
	Message string
	Remedy  string // "" if there is none to tell

	ofRule bool // a rule says it
}

// Sentence is the message as a document begins it.
func (m Matter) Sentence() string {
	if m.ofRule {
		return upper(m.Message)
	}
	return m.Message
}

// Told are the matters as a reader is told them: with what hangs on each, and
// the sessions of one body that have passed without a record, and on which no
// rule hangs, in one line where the first of them stands. What only has no
// date yet, and what a rule asks of it, is told among the decisions, if there.
func (b *Briefing) Told() []Matter {
	at := map[string]*progress.Body{}
	for i, x := range b.Bodies {
		at[x.ID] = &b.Bodies[i]
	}
	body := func(m matters.Matter) *progress.Body {
		if e := b.sessions[m.ID]; e != nil && m.Kind == progress.ItemOverdue && m.Rules == nil {
			return at[e.Owner]
		}
		return nil
	}
	of := map[*progress.Body][]string{} // their figures
	bodies := make([]*progress.Body, len(b.Matters))
	for i, m := range b.Matters {
		if bodies[i] = body(m); bodies[i] != nil {
			of[bodies[i]] = append(of[bodies[i]], b.figure(m.ID))
		}
	}
	decided, asked := map[string]bool{}, map[string]bool{} // ids, and what is asked of them
	for _, d := range b.Decisions {
		for _, id := range d.IDs {
			decided[id] = true
		}
		asked[d.Remedy] = d.Remedy != ""
	}
	var out []Matter
	done := map[*progress.Body]bool{}
	for i, m := range b.Matters {
		told := Matter{Light: m.Light, Message: m.Message, Remedy: m.Remedy, ofRule: m.Kind == matters.Broken || m.Kind == matters.Open}
		if m.Kind == progress.ItemUndefined && !slices.ContainsFunc(m.IDs, func(id string) bool { return !decided[id] }) {
			continue
		}
		if m.Kind == matters.Open && asked[m.Remedy] {
			told.Remedy = ""
		}
		switch x := bodies[i]; {
		case x == nil || len(of[x]) == 1:
			if !told.ofRule {
				told.Message += hanging(m.Rules)
			}
		case done[x]:
			continue
		default:
			done[x] = true
			told.Message = fmt.Sprintf("%s: %d sesiones pasaron sin registro de que se celebraran (%s), desde el %s",
				x.Label, len(of[x]), rule.Join(of[x]), b.Day(*m.Day))
		}
		out = append(out, told)
	}
	return out
}

func hanging(rules []*rule.Rule) string {
	var titles []string
	for _, rl := range rules {
		titles = append(titles, "si "+rl.Title)
	}
	if titles == nil {
		return ""
	}
	return "; de ello depende " + strings.Join(titles, ", y ")
}

// figure is how a session is called among those of its body, by its id.
func (b *Briefing) figure(id string) string {
	if e := b.sessions[id]; e != nil {
		return e.Session.Figure()
	}
	return id
}

// PassedLine is what became of the sessions of a body since the start.
type PassedLine struct {
	Label  string
	Counts string // «1 celebrada (26.ª), 2 sin registro (27.ª y 28.ª)»
}

// PassedLines tell of every body of which something became.
func (b *Briefing) PassedLines() []PassedLine {
	var out []PassedLine
	for _, p := range b.Passed {
		var c counted
		for _, part := range []struct {
			ids       []string
			one, many string
		}{
			{p.Held, "celebrada", "celebradas"},
			{p.Overdue, agenda.Unrecorded.Spanish(), agenda.Unrecorded.Spanish()},
			{p.NotHeld, "no celebrada", "no celebradas"},
			{p.Rescheduled, "reprogramada", "reprogramadas"},
			{p.Cancelled, "cancelada", "canceladas"},
		} {
			if part.ids == nil {
				continue
			}
			var figures []string
			for _, id := range part.ids {
				figures = append(figures, b.figure(id))
			}
			names := " (" + rule.Join(figures) + ")"
			c.add(len(part.ids), part.one+names, part.many+names)
		}
		out = append(out, PassedLine{p.Label, c.String()})
	}
	return out
}

// Happened is one thing that was recorded since the start.
type Happened struct {
	Light   progress.Light
	Day     string // «3 de junio»; "" if it has none
	Message string
}

// HappenedLines are what was recorded since the start.
func (b *Briefing) HappenedLines() []Happened {
	var out []Happened
	for _, it := range b.Report.Happened {
		h := Happened{Light: it.Light, Message: it.Message}
		if it.Day != nil {
			h.Day = b.Day(*it.Day)
		}
		out = append(out, h)
	}
	return out
}
