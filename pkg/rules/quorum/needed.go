package quorum

import (
	"slices"

	"patci/pkg/agenda"
	"patci/pkg/rule"
)

// Needed is how many members the rule of a pass asks to be present at a
// session in its first or second call, and of how many; part says which part of
// them it is, "" where the rulebook gives the number itself. n is 0 if it is
// not known, and ok false if the rule does not bind the session.
func Needed(p *rule.Pass, s agenda.Session, second bool) (n, of int, part string, ok bool) {
	if !slices.Contains(p.Rule.Values.List("sessions"), s.KindOf()) {
		return 0, 0, "", false
	}
	_, seats, vacant := electorate(p)
	if of = seats; p.Rule.Values.Text("base") == "filled" {
		of -= vacant
	}
	if a := s.Attendance; a != nil && a.Present.Set() {
		_, _, of = count(p, s)
	}
	call := "first"
	if second {
		call = "second"
	}
	if n, part = need(p, call, of); part != "" && of == 0 {
		n = 0
	}
	return n, of, part, true
}

// Enough reports whether a session that was held had the quorum that the rule
// of a pass asks for; known is false if the records do not tell.
func Enough(p *rule.Pass, s agenda.Session) (enough, known bool) {
	if !s.Held.Set() || s.Attendance == nil {
		return false, false
	}
	f, ok := judge(p, s)
	return ok, ok || f.Because == nil
}
