package page

import (
	"slices"

	"patci/pkg/calendar"
	"patci/pkg/changes"
	"patci/pkg/check"
	"patci/pkg/compliance"
	"patci/pkg/diag"
	"patci/pkg/render/text"
)

// standing is how a rule stands, with its law.
type standing struct {
	ID      string
	Shape   string
	Tone    string
	Word    string
	Title   string
	Counts  string
	Law     string
	Quotes  []string
	Waivers []string
	Each    []judged // of a rule with several verdicts, of bodies
	Long    bool     // they are so many that they are folded
}

// judged is the verdict of a body and period.
type judged struct{ Shape, Tone, Word, Whose, Message string }

// standings are those of the rules that judge the bodies asked.
func standings(in Input) []standing {
	c := *in.Result
	if q := in.Calendar.Query.Bodies; q != nil {
		c.Verdicts = nil
		for _, v := range in.Result.Verdicts {
			if v.Body == "" || slices.Contains(q, v.Body) {
				c.Verdicts = append(c.Verdicts, v)
			}
		}
	}
	var out []standing
	for _, s := range compliance.Of(&c) {
		x := standing{ID: s.Rule.ID, Word: s.Word(), Title: calendar.OneLine(s.Title()), Counts: calendar.OneLine(s.Counts()), Law: text.Law(s.Rule.Basis)}
		x.Shape, x.Tone = verdictMark(s.Overall, s.Rule.Severity)
		if s.Waived {
			x.Shape, x.Tone = verdictMark(diag.Met, 0)
		}
		for _, b := range s.Rule.Basis {
			if b.Quote != "" {
				x.Quotes = append(x.Quotes, calendar.OneLine(b.Quote))
			}
		}
		for _, w := range s.Waivers {
			x.Waivers = append(x.Waivers, calendar.OneLine(text.Waiver(w)))
		}
		if slices.ContainsFunc(s.All[1:], func(v check.Judged) bool { return v.Body != "" }) {
			x.Long = len(s.All) > 12
			for _, v := range s.All {
				x.Each = append(x.Each, eachOf(s, v))
			}
		}
		out = append(out, x)
	}
	return out
}

func eachOf(s compliance.Standing, v check.Judged) judged {
	j := judged{Word: v.Verdict.Verdict.Spanish(), Whose: calendar.OneLine(s.Body(v)), Message: calendar.OneLine(v.Message)}
	j.Shape, j.Tone = verdictMark(v.Verdict.Verdict, s.Rule.Severity)
	if v.Period != v.Rule.ID && v.Period != "" {
		j.Whose += ", " + compliance.Period(v.Period)
	}
	return j
}

func noRules(in Input) string { return compliance.None(in.Result) }

// verdictMark is the shape of a verdict and its colour.
func verdictMark(v diag.Verdict, s diag.Severity) (shape, tone string) {
	switch {
	case v == diag.Met:
		return "●", "good"
	case v == diag.Broken && s == diag.Error:
		return "■", "bad"
	case v == diag.Broken:
		return "■", "warn"
	case v == diag.Open:
		return "▲", "warn"
	}
	return "○", "faint"
}

// changed is what changed since the programme was approved.
type changed struct {
	Since string // since which version, in words
	Rows  []change
	Fixed string // how many dates were fixed within what was approved
}

// change is one change.
type change struct{ Sign, Word, What, Before, After, Reason string }

func changesOf(in Input) *changed {
	if in.Changes == nil {
		return nil
	}
	out := &changed{Since: in.Changes.Since, Fixed: in.Changes.FixedText()}
	for _, x := range in.Changes.Changes {
		if q := in.Calendar.Query; !changeAsked(q, x) {
			continue
		}
		out.Rows = append(out.Rows, change{Sign: x.Kind.Sign(), Word: x.Kind.Spanish(), What: calendar.OneLine(x.Title), Before: calendar.OneLine(x.Before), After: calendar.OneLine(x.After), Reason: calendar.OneLine(x.Reason)})
	}
	return out
}

// changeAsked reports whether a change is of the bodies and kinds asked.
func changeAsked(q calendar.Query, x changes.Change) bool {
	if q.Bodies != nil && !slices.Contains(q.Bodies, x.Owner) {
		return false
	}
	return asks(q, x.Of)
}
