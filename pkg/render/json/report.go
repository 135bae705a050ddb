package json

import (
	"io"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/matters"
	"patci/pkg/program"
	"patci/pkg/progress"
	"patci/pkg/when"
)

type reportDoc struct {
	Version     int                `json:"version"`
	AsOf        string             `json:"as_of"`
	Since       *string            `json:"since"`
	Program     reportProgram      `json:"program"`
	Lights      reportLights       `json:"lights"`
	Rules       []reportRule       `json:"rules"`
	Bodies      []reportBody       `json:"bodies"`
	Objectives  []reportObjective  `json:"objectives"`
	Observances []reportObservance `json:"observances"`
	Meetings    []reportMeeting    `json:"meetings"`
	Agreements  []reportAgreement  `json:"agreements"`
	Resolutions []reportResolution `json:"resolutions"`
	Attention   []reportMatter     `json:"attention"`
	Happened    []reportItem       `json:"happened"`
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
	Rule     string          `json:"rule"`
	Verdict  string          `json:"verdict"`
	Title    string          `json:"title"`
	Severity string          `json:"severity"`
	Basis    []diag.Basis    `json:"basis"`
	Verdicts []reportVerdict `json:"verdicts"`
	Waivers  []reportWaiver  `json:"waivers"`
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
func Report(w io.Writer, r *progress.Report, c *check.Result) error {
	p := r.Program
	green, amber := p.Lights.Thresholds()
	doc := reportDoc{Version: 1, AsOf: r.AsOf.String(), Since: isoOr(r.Since),
		Program: reportProgram{p.Folder, p.Name(), p.Draft(), nil, nil},
		Lights:  reportLights{green, amber},
		Rules:   reportRules(c), Bodies: []reportBody{}, Objectives: []reportObjective{}, Observances: []reportObservance{},
		Meetings: []reportMeeting{}, Agreements: []reportAgreement{}, Resolutions: []reportResolution{}, Attention: []reportMatter{}}
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
		out := reportObjective{o.ID, o.Number, o.Label, o.Title, advance(o.Advance), []reportSection{}}
		for _, s := range o.Sections {
			out.Sections = append(out.Sections, reportSection{s.ID, s.Title, advance(s.Advance)})
		}
		doc.Objectives = append(doc.Objectives, out)
	}
	for _, o := range r.Observances {
		out := reportObservance{ID: o.ID, Title: o.Title, reportAdvance: advance(o.Advance)}
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
	for _, m := range matters.List(r, c) {
		out := reportMatter{encodeItem(m.Item), []string{}, m.Remedy}
		for _, rl := range m.Rules {
			out.Rules = append(out.Rules, rl.ID)
		}
		doc.Attention = append(doc.Attention, out)
	}
	if r.Since != nil {
		doc.Happened = []reportItem{}
		for _, it := range r.Happened {
			doc.Happened = append(doc.Happened, encodeItem(it))
		}
	}
	return write(w, doc)
}

// reportRules collects the verdicts of each rule, in the order of the rulebook.
func reportRules(c *check.Result) []reportRule {
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
	return out
}

func advance(a progress.Advance) reportAdvance {
	return reportAdvance{a.Activities, a.Done, a.InProgress, a.Late, a.Unrecorded, a.NotBegun, a.Recorded,
		a.ExpectedDone, a.ExpectedPercent, a.WholePercent, a.Light}
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
