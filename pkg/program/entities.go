package program

// Entity is anything of a programme that has an id of its own: what calendars,
// waivers, references and history point at.
type Entity struct {
	ID     string
	Title  string
	Common *Common
	At     Text // the value that names it, its number or its id
}

// Entities lists every entity in the order of the programme: bodies, actors,
// sessions, objectives with their activities, meetings with their occurrences,
// observances, agreements, appointments, resolutions.
func (p *Program) Entities() []Entity {
	n := len(p.Bodies) + len(p.Actors) + len(p.Sessions) + len(p.Objectives) + len(p.Meetings) + len(p.Observances) + len(p.Agreements) + len(p.Appointed) + len(p.Resolutions)
	for _, o := range p.Objectives {
		for _, s := range o.Sections {
			n += 1 + len(s.Activities)
		}
	}
	for _, o := range p.Observances {
		n += len(o.Activities)
	}
	all := make([]Entity, 0, n)
	add := func(id, title string, c *Common, at Text) { all = append(all, Entity{id, title, c, at}) }
	number := func(n Int, id Text) Text {
		if id.Set() {
			return id
		}
		return Text{At: n.At, Path: n.Path}
	}
	activities := func(as []*Activity) {
		for _, a := range as {
			add(a.ID(), a.Title.Value, &a.Common, number(a.Number, a.IDText))
		}
	}
	for _, b := range p.Bodies {
		add(b.ID.Value, b.Name.Value, &b.Common, b.ID)
	}
	for _, a := range p.Actors {
		add(a.ID.Value, a.Name.Value, &a.Common, a.ID)
	}
	for _, s := range p.Sessions {
		add(s.ID(), s.Title.Value, &s.Common, number(s.Number, Text{}))
	}
	for _, o := range p.Objectives {
		add(o.ID(), o.Title.Value, &o.Common, number(o.Number, Text{}))
		for _, s := range o.Sections {
			if s.ID.Set() {
				add(o.ID()+"/"+s.ID.Value, s.Title.Value, &s.Common, s.ID)
			}
			activities(s.Activities)
		}
	}
	for _, m := range p.Meetings {
		add(m.ID.Value, m.Title.Value, &m.Common, m.ID)
	}
	for _, o := range p.Observances {
		add(o.ID.Value, o.Title.Value, &o.Common, o.ID)
		activities(o.Activities)
	}
	for _, a := range p.Agreements {
		add(a.ID(), a.Instrument.Value, &a.Common, number(a.Number, a.IDText))
	}
	for _, a := range p.Appointed {
		add(a.ID(), a.Actor.Value, &a.Common, a.Actor)
	}
	for _, r := range p.Resolutions {
		add(r.IDText.Value, r.Title.Value, &r.Common, r.IDText)
	}
	return all
}
