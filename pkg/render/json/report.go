package json

import (
	"io"

	"patci/pkg/agenda"
	"patci/pkg/briefing"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/when"
)

type reportDoc struct {
	Version     int                `json:"version"`
	AsOf        string             `json:"as_of"`
	Since       *string            `json:"since"`
	Until       string             `json:"until"`
	Session     *reportSession     `json:"session"`
	Start       *reportStart       `json:"start"`
	Program     reportProgram      `json:"program"`
	Lights      reportLights       `json:"lights"`
	Rules       []reportRule       `json:"rules"`
	Bodies      []reportBody       `json:"bodies"`
	Objectives  []reportObjective  `json:"objectives"`
	Observances []reportObservance `json:"observances"`
	Meetings    []reportMeeting    `json:"meetings"`
	Agreements  []reportAgreement  `json:"agreements"`
	Resolutions []reportResolution `json:"resolutions"`
	Responsible []reportGroup      `json:"responsible"`
	Attention   []reportMatter     `json:"attention"`
	Decisions   []reportDecision   `json:"decisions"`
	Passed      []reportPassed     `json:"passed"`
	Happened    []reportItem       `json:"happened"`
}

type reportSession struct {
	ID       string       `json:"id"`
	Body     string       `json:"body"`
	Title    string       `json:"title"`
	DateText string       `json:"date_text"`
	Earliest *string      `json:"earliest"`
	Latest   *string      `json:"latest"`
	Fixed    bool         `json:"fixed"`
	State    agenda.State `json:"state"`
	Asked    bool         `json:"asked"`
	Next     *string      `json:"next"`
}

type reportStart struct {
	After   string  `json:"after"`
	Session *string `json:"session"`
	Text    string  `json:"text"`
}

type reportPlan struct {
	ExpectedDone    int `json:"expected_done"`
	ExpectedPercent int `json:"expected_percent"`
}

type reportAhead struct {
	First reportPlan `json:"first"`
	Last  reportPlan `json:"last"`
}

type reportGroup struct {
	ID          *string  `json:"id"`
	Label       string   `json:"label"`
	Overdue     int      `json:"overdue"`
	Pending     int      `json:"pending"`
	InProgress  int      `json:"in_progress"`
	Done        int      `json:"done"`
	Cancelled   int      `json:"cancelled"`
	Resolutions []string `json:"resolutions"`
}

type reportDecision struct {
	Kind     briefing.DecisionKind `json:"kind"`
	Entities []string              `json:"entities"`
	By       *string               `json:"by"`
	Before   bool                  `json:"before_session"`
	Sure     bool                  `json:"before_next"`
	Past     bool                  `json:"past"`
	Rules    []string              `json:"rules"`
	Message  string                `json:"message"`
	Remedy   string                `json:"remedy"`
}

type reportPassed struct {
	Body        string   `json:"body"`
	Held        []string `json:"held"`
	Overdue     []string `json:"overdue"`
	NotHeld     []string `json:"not_held"`
	Rescheduled []string `json:"rescheduled"`
	Cancelled   []string `json:"cancelled"`
}

type reportProgram struct {
	Folder string  `json:"folder"`
	Title  string  `json:"title"`
	Draft  bool    `json:"draft"`
	First  *string `json:"first"`
	Last   *string `json:"last"`
}

type reportLights struct {
	Green int `json:"green"`
	Amber int `json:"amber"`
}

type reportRule struct {
	Rule      string          `json:"rule"`
	Verdict   string          `json:"verdict"`
	Title     string          `json:"title"`
	Severity  string          `json:"severity"`
	Basis     []diag.Basis    `json:"basis"`
	Sentences []string        `json:"sentences"`
	Verdicts  []reportVerdict `json:"verdicts"`
	Waivers   []reportWaiver  `json:"waivers"`
}

type reportVerdict struct {
	Body     *string        `json:"body"`
	Period   string         `json:"period"`
	Verdict  string         `json:"verdict"`
	Because  []diag.Because `json:"because"`
	Message  string         `json:"message"`
	Entities []string       `json:"entities"`
}

type reportWaiver struct {
	Message   string `json:"message"`
	Reason    string `json:"reason"`
	GrantedBy string `json:"granted_by"`
}

type reportBody struct {
	ID            string  `json:"id"`
	Label         string  `json:"label"`
	Promised      int     `json:"promised"`
	Held          int     `json:"held"`
	Overdue       int     `json:"overdue"`
	Pending       int     `json:"pending"`
	Cancelled     int     `json:"cancelled"`
	NotHeld       int     `json:"not_held"`
	MovedOut      int     `json:"moved_out"`
	Unplanned     int     `json:"unplanned"`
	UnplannedHeld int     `json:"unplanned_held"`
	Next          *string `json:"next"`
}

type reportAdvance struct {
	Activities      int            `json:"activities"`
	Done            int            `json:"done"`
	InProgress      int            `json:"in_progress"`
	Late            int            `json:"late"`
	Unrecorded      int            `json:"unrecorded"`
	NotBegun        int            `json:"not_begun"`
	Recorded        int            `json:"recorded"`
	ExpectedDone    int            `json:"expected_done"`
	ExpectedPercent int            `json:"expected_percent"`
	Percent         *int           `json:"percent"`
	Light           progress.Light `json:"light"`
	AtSession       *reportAhead   `json:"at_session"`
}

type reportObjective struct {
	ID     string `json:"id"`
	Number int    `json:"number"`
	Label  string `json:"label"`
	Title  string `json:"title"`
	reportAdvance
	Sections []reportSection `json:"sections"`
}

type reportSection struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	reportAdvance
}

type reportObservance struct {
	ID    string  `json:"id"`
	Title string  `json:"title"`
	State *string `json:"state"`
	reportAdvance
}

type reportMeeting struct {
	ID        string  `json:"id"`
	Title     string  `json:"title"`
	Dates     int     `json:"dates"`
	Held      int     `json:"held"`
	Overdue   int     `json:"overdue"`
	Pending   int     `json:"pending"`
	Cancelled int     `json:"cancelled"`
	Undefined int     `json:"undefined"`
	Next      *string `json:"next"`
}

type reportAgreement struct {
	ID       string                  `json:"id"`
	Title    string                  `json:"title"`
	Parties  []string                `json:"parties"`
	State    progress.AgreementState `json:"state"`
	Signed   *string                 `json:"signed"`
	Until    *string                 `json:"until"`
	DateText *string                 `json:"date_text"`
}

type reportResolution struct {
	ID          string                   `json:"id"`
	Title       string                   `json:"title"`
	Session     *string                  `json:"session"`
	Responsible []string                 `json:"responsible"`
	State       progress.ResolutionState `json:"state"`
	Due         *string                  `json:"due"`
	DateText    *string                  `json:"date_text"`
}

type reportItem struct {
	Kind     progress.ItemKind `json:"kind"`
	Entities []string          `json:"entities"`
	Day      *string           `json:"day"`
	Light    progress.Light    `json:"light"`
	Message  string            `json:"message"`
}

type reportMatter struct {
	reportItem
	Rules  []string `json:"rules"`
	Remedy string   `json:"remedy"`
}

// Report writes what a programme has achieved by a day, and how its rules
// stand (schema/report.schema.json).
func Report(w io.Writer, b *briefing.Briefing) error {
	r, p := b.Report, b.Program
	green, amber := p.Lights.Thresholds()
	doc := reportDoc{Version: 1, AsOf: r.AsOf.String(), Since: isoOr(r.Since), Until: r.Until.String(), Session: encodeSession(b),
		Program: reportProgram{p.Folder, p.Name(), b.Draft(), nil, nil},
		Lights:  reportLights{green, amber},
		Rules:   reportRules(b), Bodies: []reportBody{}, Objectives: []reportObjective{}, Observances: []reportObservance{},
		Meetings: []reportMeeting{}, Agreements: []reportAgreement{}, Resolutions: []reportResolution{}, Attention: []reportMatter{},
		Responsible: []reportGroup{}, Decisions: []reportDecision{}}
	if p.Period != (when.Range{}) {
		doc.Program.First, doc.Program.Last = iso(p.Period.First), iso(p.Period.Last)
	}
	for _, b := range r.Bodies {
		out := reportBody{ID: b.ID, Label: b.Label, Promised: b.Promised, Held: b.Held, Overdue: b.Overdue, Pending: b.Pending,
			Cancelled: b.Cancelled, NotHeld: b.NotHeld, MovedOut: b.MovedOut, Unplanned: b.Unplanned, UnplannedHeld: b.UnplannedHeld}
		if b.Next != nil {
			out.Next = &b.Next.ID
		}
		doc.Bodies = append(doc.Bodies, out)
	}
	for _, o := range r.Objectives {
		out := reportObjective{o.ID, o.Number, o.Label, o.Title, advance(b, o.ID, o.Advance), []reportSection{}}
		for _, s := range o.Sections {
			out.Sections = append(out.Sections, reportSection{s.ID, s.Title, advance(b, s.ID, s.Advance)})
		}
		doc.Objectives = append(doc.Objectives, out)
	}
	for _, o := range r.Observances {
		out := reportObservance{ID: o.ID, Title: o.Title, reportAdvance: advance(b, o.ID, o.Advance)}
		if o.Entry != nil {
			out.State = optional(string(o.Entry.State))
		}
		doc.Observances = append(doc.Observances, out)
	}
	for _, m := range r.Meetings {
		out := reportMeeting{m.ID, m.Title, m.Dates, m.Held, m.Overdue, m.Pending, m.Cancelled, m.Undefined, nil}
		if m.Next != nil {
			out.Next = &m.Next.ID
		}
		doc.Meetings = append(doc.Meetings, out)
	}
	for _, g := range r.Agreements {
		doc.Agreements = append(doc.Agreements, reportAgreement{g.ID, g.Title, values(g.Agreement.Parties), g.State,
			isoOr(g.Signed), isoOr(g.Until), optional(g.Agreement.Date.Text)})
	}
	for _, x := range r.Resolutions {
		out := reportResolution{ID: x.ID, Title: x.Title, Session: optional(x.Session), Responsible: orEmpty(x.Responsible),
			State: x.State, DateText: optional(x.Resolution.Due.Text)}
		if !x.Due.Days.IsEmpty() {
			out.Due = iso(x.Due.Days.Last())
		}
		doc.Resolutions = append(doc.Resolutions, out)
	}
	for _, m := range b.Matters {
		out := reportMatter{encodeItem(m.Item), []string{}, m.Remedy}
		for _, rl := range m.Rules {
			out.Rules = append(out.Rules, rl.ID)
		}
		doc.Attention = append(doc.Attention, out)
	}
	for _, x := range b.Responsible {
		g := reportGroup{optional(x.ID), x.Label, x.Count(progress.Overdue), x.Count(progress.Pending), x.Count(progress.InProgress),
			x.Count(progress.Done), x.Count(progress.Cancelled), []string{}}
		for _, of := range x.Resolutions {
			g.Resolutions = append(g.Resolutions, of.ID)
		}
		doc.Responsible = append(doc.Responsible, g)
	}
	for _, d := range b.Decisions {
		out := reportDecision{d.Kind, orEmpty(d.IDs), isoOr(d.By), d.Before, d.Sure, d.Past, []string{}, d.Message, d.Remedy}
		for _, rl := range d.Rules {
			out.Rules = append(out.Rules, rl.ID)
		}
		doc.Decisions = append(doc.Decisions, out)
	}
	if r.Since != nil {
		doc.Start = &reportStart{b.Start.Day.String(), optional(b.Start.Session), b.Start.Text}
		doc.Passed = []reportPassed{}
		for _, x := range r.Passed {
			doc.Passed = append(doc.Passed, reportPassed{x.ID, orEmpty(x.Held), orEmpty(x.Overdue), orEmpty(x.NotHeld), orEmpty(x.Rescheduled), orEmpty(x.Cancelled)})
		}
		doc.Happened = []reportItem{}
		for _, it := range r.Happened {
			doc.Happened = append(doc.Happened, encodeItem(it))
		}
	}
	return write(w, doc)
}

// encodeSession is the session that a report is for; nil if there is none.
func encodeSession(b *briefing.Briefing) *reportSession {
	s := b.Session
	if s == nil {
		return nil
	}
	out := &reportSession{ID: s.Entry.ID, Body: s.Entry.Owner, Title: s.Entry.Title, DateText: s.Entry.Text, Fixed: s.Entry.Fixed(), State: s.Entry.State, Asked: s.Asked}
	if !s.Entry.Days.IsEmpty() && !s.NoDate {
		out.Earliest, out.Latest = iso(s.First), iso(s.Last)
	}
	if s.Next != nil {
		out.Next = &s.Next.ID
	}
	return out
}

// reportRules collects the verdicts of each rule, in the order of the rulebook.
func reportRules(b *briefing.Briefing) []reportRule {
	c := b.Check
	out := []reportRule{}
	at := map[string]int{}
	for _, v := range c.Verdicts {
		i, seen := at[v.Rule.ID]
		if !seen {
			i = len(out)
			at[v.Rule.ID] = i
			out = append(out, reportRule{Rule: v.Rule.ID, Verdict: c.Overall(v.Rule.ID).String(), Waivers: []reportWaiver{}})
		}
		out[i].Title, out[i].Severity, out[i].Basis = v.Rule.Title, v.Rule.Severity.String(), orEmpty(v.Rule.Basis) // of its last version
		out[i].Verdicts = append(out[i].Verdicts, reportVerdict{optional(v.Body), v.Period, v.Verdict.Verdict.String(),
			orEmpty(v.Because), v.Message, orEmpty(v.Entities)})
	}
	for _, f := range c.Findings {
		if i, known := at[f.Rule]; known && f.Waived != nil {
			out[i].Waivers = append(out[i].Waivers, reportWaiver{f.Message, f.Waived.Reason, f.Waived.GrantedBy})
		}
	}
	for _, s := range b.Standings { // one a version
		of := &out[at[s.Rule.ID]]
		of.Sentences = append(of.Sentences, briefing.Sentence(s))
	}
	return out
}

func advance(b *briefing.Briefing, id string, a progress.Advance) reportAdvance {
	var ahead *reportAhead
	if b.AtLast != nil {
		ahead = &reportAhead{reportPlan(b.AtFirst[id]), reportPlan(b.AtLast[id])}
	}
	return reportAdvance{a.Activities, a.Done, a.InProgress, a.Late, a.Unrecorded, a.NotBegun, a.Recorded,
		a.ExpectedDone, a.ExpectedPercent, a.WholePercent, a.Light, ahead}
}

func encodeItem(it progress.Item) reportItem {
	return reportItem{it.Kind, orEmpty(it.IDs), isoOr(it.Day), it.Light, it.Message}
}

func isoOr(d *when.Day) *string {
	if d == nil {
		return nil
	}
	return iso(*d)
}

func values(ts []program.Text) []string {
	out := []string{}
	for _, t := range ts {
		out = append(out, t.Value)
	}
	return out
}
