package rule

import (
	"slices"

	"patci/pkg/joint"
	"patci/pkg/program"
	"patci/pkg/when"
)

// Model is what all rules ask of the days of the sessions, together. The
// Together of each kind adds what its rule asks.
type Model struct {
	Problem  joint.Problem
	Sessions []Session // by node
	Demands  []Demand  // by ask

	GaveUp []*Rule // those that ask too much to be decided together

	rows    map[rowKey]*Row
	longAgo when.Day
	taken   []func(node int, body *program.Body) when.Set
}

// Session is a node of the model.
type Session struct {
	Line
	Body *program.Body
	End  bool // it stands for whatever session may come after the last one
}

// Demand is one thing that a rule asks: of a pair of sessions, of one, or of
// a body and period.
type Demand struct {
	Rule *Rule
	Body string // id
	Key  string // tells it from the others of the rule and body: see Verdict.Told
	// Says is what is asked, after the rule's id and a colon: «día hábil».
	Says string
}

// Row is the sessions of a body and kind in the model. Nodes are those of
// Lines; End comes after them, on a day after all that matter.
type Row struct {
	Index int
	Lines []Line
	Nodes []int
	End   int
}

type rowKey struct{ body, kind string }

// NewModel returns an empty model for some rules.
func NewModel(rules ...*Rule) *Model {
	m := &Model{rows: map[rowKey]*Row{}, longAgo: mostAgo}
	longest := when.Day(0)
	for _, r := range rules {
		longest = max(longest, r.Values.Span().most())
	}
	if len(rules) > 0 {
		m.longAgo = min(mostAgo, 1000+3*longest)
	}
	return m
}

// mostAgo is how many days back an unknown day of a session is looked for at
// most: more than any interval that a rule can ask for. Less is enough where
// no rule asks for so long.
const mostAgo = 3700

// Row returns the row of the pass's body and a kind of session.
func (m *Model) Row(p *Pass, kind string) *Row {
	key := rowKey{p.Body.ID.Value, kind}
	if r := m.rows[key]; r != nil {
		return r
	}
	r := &Row{Index: len(m.Problem.Rows), Lines: p.Lines(kind)}
	m.Problem.Span = p.Program().Period
	m.rows[key] = r
	for _, l := range r.Lines {
		n := joint.Node{Days: l.Days, Maybe: l.Maybe, Uncounted: l.Session == nil && l.Days.IsEmpty()}
		if n.Days.IsEmpty() {
			last := p.Program().Period.Last
			for _, o := range r.Lines {
				if o.Mine {
					last = o.Days.Last()
					break
				}
			}
			n.Days, n.Set = when.NewSet(when.Range{First: last - m.longAgo, Last: last}), true
		}
		r.Nodes = append(r.Nodes, m.add(n, Session{Line: l, Body: p.Body}))
	}
	end := joint.Node{Days: when.Days(joint.Never - 1), Set: true, Uncounted: true}
	r.End = m.add(end, Session{Body: p.Body, End: true})
	m.Problem.Rows = append(m.Problem.Rows, append(append([]int(nil), r.Nodes...), r.End))
	return r
}

func (m *Model) add(n joint.Node, s Session) int {
	m.Problem.Nodes, m.Sessions = append(m.Problem.Nodes, n), append(m.Sessions, s)
	return len(m.Sessions) - 1
}

// Ask adds what the pass's rule asks.
func (m *Model) Ask(p *Pass, a joint.Ask, key, says string) {
	body := ""
	if p.Body != nil {
		body = p.Body.ID.Value
	}
	m.Problem.Asks = append(m.Problem.Asks, a)
	m.Demands = append(m.Demands, Demand{p.Rule, body, key, says})
}

// Take says on which days a session must not be put that it cannot have now,
// for which nothing is therefore asked: that of a node, or a new one of a body
// if the node is -1.
func (m *Model) Take(taken func(node int, body *program.Body) when.Set) {
	m.taken = append(m.taken, taken)
}

// Taken are the days on which a session must not be put: see Take.
func (m *Model) Taken(node int, body *program.Body) (days when.Set) {
	for _, t := range m.taken {
		days = days.Union(t(node, body))
	}
	return days
}

// GiveUp says that the pass's rule asks too much to be decided together.
func (m *Model) GiveUp(p *Pass) { m.GaveUp = append(m.GaveUp, p.Rule) }

// Key tells a line from the others of its row: 2022:pleno/19.
func (l Line) Key() string {
	if l.Session == nil {
		return ""
	}
	return l.Session.Program.Key() + ":" + l.Session.ID()
}

// EndKey is the key of what is asked of whatever may come after the last
// session.
const EndKey = "end"

// AskEach asks something of each session of the pass's body in its programme
// that has a day or can have one.
func (m *Model) AskEach(p *Pass, kind string, says string, fits func(s Line) func(when.Day) bool) {
	kinds := []string{kind}
	if kind == "" {
		kinds = nil
		for _, s := range p.Agenda.Sessions(p.Body.ID.Value, "") {
			if k := s.KindOf(); !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	for _, k := range kinds {
		r := m.Row(p, k)
		for i, l := range r.Lines {
			if !l.Mine {
				continue
			}
			if f := fits(l); f != nil {
				m.Ask(p, joint.Alone{Node: r.Nodes[i], Fits: f}, l.Key(), says)
			}
		}
	}
}

// mostKnown is how many days apart two are of which a Memo remembers the
// answers.
const mostKnown = 20_000

// Memo remembers the answers of a function of days that takes long: those of
// the days around the first one asked for.
func Memo(f func(when.Day) when.Day) func(when.Day) when.Day {
	type answer struct {
		day   when.Day
		known bool
	}
	var first when.Day // that of answers[0]
	var answers []answer
	return func(d when.Day) when.Day {
		if answers == nil {
			first = d
		}
		i, n := int(d)-int(first), len(answers)
		if i < -mostKnown || i > mostKnown {
			return f(d)
		}
		if i < 0 { // as many again, so that it is seldom done
			answers = append(make([]answer, -i+n, 2*(n-i)), answers...)
			first -= when.Day(-i + n)
			i = n
		} else if i >= n {
			answers = append(answers, make([]answer, i+1-n)...)
		}
		if !answers[i].known {
			answers[i] = answer{f(d), true}
		}
		return answers[i].day
	}
}
