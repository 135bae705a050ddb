package briefing

import (
	"fmt"

	"patci/pkg/progress"
)

// The headings of the parts of a report, in their order.
const (
	MattersTitle     = "Asuntos por resolver"
	RulesTitle       = "Cumplimiento normativo"
	SessionsTitle    = "Sesiones"
	ObjectivesTitle  = "Objetivos"
	ObservancesTitle = "Conmemoraciones"
	MeetingsTitle    = "Reuniones internacionales"
	AgreementsTitle  = "Convenios y acuerdos de coordinación"
	ResolutionsTitle = "Seguimiento de acuerdos"
)

// What stands where there is nothing to tell.
const (
	NoMatters       = "ninguno al día de corte"
	NothingHappened = "nada registrado con fecha posterior a ese día"
)

// StartTitle heads what happened since the start.
func (b *Briefing) StartTitle() string { return "Desde " + b.Start.Text }

// DecisionsTitle heads what the session has to decide.
func (b *Briefing) DecisionsTitle() string {
	return "Decisiones para la " + b.Session.Short() + " " + b.Session.Body.Of()
}

// DecisionsIntro says why those decisions cannot wait.
func (b *Briefing) DecisionsIntro() string {
	of := b.Session.Body.Of()
	if n := b.Session.Next; n != nil {
		return fmt.Sprintf("lo que vence antes de la %s %s (%s), que es la siguiente", n.Session.Figure(), of, b.Date(*n))
	}
	return fmt.Sprintf("después de ella el programa no tiene otra sesión %s: lo que no se fije en ella se queda sin fijar", of)
}

// DecisionPart is decisions of one kind of urgency.
type DecisionPart struct {
	Title     string
	Decisions []Decision
}

// DecisionParts are the decisions by when they have to be taken; nil if there
// are none.
func (b *Briefing) DecisionParts() []DecisionPart {
	parts := []DecisionPart{
		{Title: "su último día ya pasó:"},
		{Title: "antes de que termine el plazo de la sesión:"},
		{Title: "en la sesión:"},
		{Title: "en la sesión, si la siguiente se celebra después de ese día:"},
	}
	if b.Session != nil && b.Session.Entry.Fixed() {
		parts[1].Title = "antes de la sesión:"
	}
	for _, d := range b.Decisions {
		i := 3
		switch {
		case d.Past:
			i = 0
		case d.Before:
			i = 1
		case d.Sure:
			i = 2
		}
		parts[i].Decisions = append(parts[i].Decisions, d)
	}
	var out []DecisionPart
	for _, p := range parts {
		if p.Decisions != nil {
			out = append(out, p)
		}
	}
	return out
}

// PassedSums counts the sessions since the start, over all bodies: «3
// celebradas, 2 sin registro»; "" if there are none.
func (b *Briefing) PassedSums() string {
	var all progress.Passed
	for _, p := range b.Passed {
		all.Held = append(all.Held, p.Held...)
		all.Overdue = append(all.Overdue, p.Overdue...)
		all.NotHeld = append(all.NotHeld, p.NotHeld...)
		all.Rescheduled = append(all.Rescheduled, p.Rescheduled...)
		all.Cancelled = append(all.Cancelled, p.Cancelled...)
	}
	var c counted
	c.add(len(all.Held), "celebrada", "celebradas")
	c.add(len(all.Overdue), "sin registro", "sin registro")
	c.add(len(all.NotHeld), "no celebrada", "no celebradas")
	c.add(len(all.Rescheduled), "reprogramada", "reprogramadas")
	c.add(len(all.Cancelled), "cancelada", "canceladas")
	if c.parts == nil {
		return ""
	}
	return "sesiones: " + c.String()
}

// Legend says what marks of one sort mean.
type Legend struct {
	Label string
	Words []LegendWord
}

// LegendWord is what one mark means.
type LegendWord struct {
	Mark  string
	Light progress.Light
	Text  string
}

// AdvanceLegend labels the legend of the lights of advance.
const AdvanceLegend = "Avance"

// MatterWord is what a light means of something that must be resolved.
func MatterWord(l progress.Light) string {
	switch l {
	case progress.Red:
		return "vencido o incumplido"
	case progress.Amber:
		return "vence hoy, o falta fijarlo"
	case progress.Green:
		return "próximo, con día fijo"
	}
	return "fecha por definir"
}

// Legends are those of the marks that the report has.
func (b *Briefing) Legends() []Legend {
	green, amber := b.Program.Lights.Thresholds()
	light := func(l progress.Light, format string, values ...any) LegendWord {
		return LegendWord{l.Shape(), l, fmt.Sprintf(format, values...)}
	}
	var out []Legend
	if len(b.Objectives)+len(b.Observances) > 0 {
		out = append(out, Legend{AdvanceLegend, []LegendWord{
			light(progress.Green, "verde: desde %d\u00a0%% de lo programado a la fecha", green),
			light(progress.Amber, "amarillo: desde %d\u00a0%%", amber),
			light(progress.Red, "rojo: menos"),
			light(progress.None, "sin registro"),
		}})
	}
	if len(b.Matters) > 0 {
		out = append(out, Legend{"Asuntos", []LegendWord{
			light(progress.Red, "%s", MatterWord(progress.Red)),
			light(progress.Amber, "%s", MatterWord(progress.Amber)),
			light(progress.Green, "%s", MatterWord(progress.Green)),
			light(progress.None, "%s", MatterWord(progress.None)),
		}})
	}
	return out
}

// BarLegend says what the cells of a bar mean; for those who draw bars.
func (b *Briefing) BarLegend() (Legend, bool) {
	return Legend{"Barra", []LegendWord{
		{"███", progress.None, "alcanzado"},
		{"░░░", progress.None, "programado a la fecha y no alcanzado"},
		{"───", progress.None, "programado y sin registro"},
		{"···", progress.None, "por venir"},
	}}, len(b.Objectives)+len(b.Observances) > 0
}
