package briefing

import (
	"patci/pkg/compliance"
	"patci/pkg/diag"
)

// NoRules says why no rule was applied; "" if some was.
func (b *Briefing) NoRules() string {
	if len(b.Standings) > 0 {
		return ""
	}
	return compliance.None(b.Check)
}

// Sentence is what a rule asks and how it stands, in one sentence.
func Sentence(s compliance.Standing) string {
	text := s.Title()
	if note := s.Counts(); note != "" {
		text += " (" + note + ")"
	}
	for _, w := range s.Waivers {
		text += "; justificación: " + waiver(w)
	}
	return text
}

// waiver is why a finding is justified and who granted it.
func waiver(w diag.Waiver) string {
	switch {
	case w.GrantedBy == "":
		return w.Reason
	case w.Reason == "":
		return w.GrantedBy
	}
	return w.Reason + " (" + w.GrantedBy + ")"
}
