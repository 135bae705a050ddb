// Package ics writes a calendar as iCalendar (RFC 5545), which telephones and
// office programs show beside what else a person has to do.
//
// A certain day is an all-day event, or one with its hour. A day still to be
// fixed is one tentative event over the days that it can have, which leaves
// them free and says so in its name. What has no day at all is no event.
// Activities, and what has only a last day, are to-dos; so are the notices and
// papers that the rules in force want sent, each on its last working day: an
// alarm would go off for every member, and these are one person's work.
//
// Nothing comes from the clock. Two runs on the same day asked write the same
// bytes.
package ics

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/check"
	"patci/pkg/due"
	"patci/pkg/program"
	"patci/pkg/when"
)

// Calendar writes a calendar, with what has to be sent before its sessions. The
// result is that of the judgement that the calendar was made from.
//
// An entry has the id «2022/pleno/19@citdp.patci»: its year, its id and the
// rulebook of its programme. So no two entries of two years, or of bodies with
// other laws, have the same one, whatever the order in which they are written.
//
// DTSTAMP is the day asked: of two files, that of the later day counts.
func Calendar(w io.Writer, c *calendar.Calendar, r *check.Result) error {
	f := &writer{out: bufio.NewWriter(w), c: c, a: r.Agenda, seen: map[string]int{}, stamp: basic(c.AsOf) + "T000000Z"}
	f.domain = "patci"
	if name := r.Book.Name; name != "" {
		f.domain = name + ".patci"
	}
	entries := c.Entries()
	f.put("BEGIN", "VCALENDAR")
	f.put("VERSION", "2.0")
	f.put("PRODID", "-//patci//patci//ES")
	f.put("CALSCALE", "GREGORIAN")
	f.put("X-WR-CALNAME", text(line(name(c.Program))))
	f.put("X-WR-CALDESC", text(f.about(entries)))
	f.put("X-WR-TIMEZONE", zone)
	days := c.Program.Period
	for _, e := range entries {
		if !e.Days.IsEmpty() {
			days.First, days.Last = min(days.First, e.Days.First()), max(days.Last, e.Days.Last())
		}
	}
	for _, l := range timezone(days) { // also where no hour needs it: a calendar has some component
		f.raw(l)
	}
	shown := map[*program.Session]bool{}
	for _, e := range entries {
		f.entry(e)
		shown[e.Session] = true
	}
	for _, i := range due.Sendings(r) {
		if shown[i.Entry.Session] {
			f.sending(i)
		}
	}
	f.put("END", "VCALENDAR")
	return f.out.Flush()
}

// writer writes content lines. bufio keeps its first error.
type writer struct {
	out    *bufio.Writer
	c      *calendar.Calendar
	a      *agenda.Agenda
	domain string
	stamp  string
	seen   map[string]int // how often an id was given out
	b      strings.Builder
}

func (f *writer) raw(content string) {
	f.b.Reset()
	fold(&f.b, content)
	f.out.WriteString(f.b.String())
}

// put writes a property, with its parameters in the name; nothing if it has no
// value.
func (f *writer) put(name, value string) {
	if value != "" {
		f.raw(name + ":" + value)
	}
}

func name(p *program.Program) string {
	if p.Draft() {
		return p.Name() + " (proyecto)"
	}
	return p.Name()
}

// about says as of when the calendar is and how much of it has no day to show.
func (f *writer) about(entries []calendar.Entry) string {
	said := "Con corte al " + f.c.AsOf.Spanish()
	n := 0
	for _, e := range entries {
		if f.c.NoDate(e) && !todo(e) {
			n++
		}
	}
	switch {
	case n == 1:
		said += "; 1 entrada no figura porque no tiene fecha alguna"
	case n > 1:
		said += fmt.Sprintf("; %d entradas no figuran porque no tienen fecha alguna", n)
	}
	return said
}

// todo reports whether an entry is something to be done by a day rather than
// something that takes place on it.
func todo(e calendar.Entry) bool {
	return e.Activity != nil && !e.Activity.IsMeeting() || e.Date.Kind == when.Deadline
}

// fixed reports whether the day or days of an entry are known, if not certain.
func fixed(e calendar.Entry) bool {
	return !e.Date.Undefined && (e.Date.Kind == when.OneDay || e.Date.Kind == when.AllDays) && len(e.Days) == 1
}

// hour is the hour of an event on one day, as long as it takes place on that;
// "" if it has none.
func (f *writer) hour(e calendar.Entry) string {
	if todo(e) || f.c.NoDate(e) || !fixed(e) || e.Days.Len() > 1 {
		return ""
	}
	return e.Time
}

func (f *writer) entry(e calendar.Entry) {
	switch {
	case todo(e):
		f.todo(e)
	case !f.c.NoDate(e):
		f.event(e)
	}
}

func (f *writer) event(e calendar.Entry) {
	first, last := e.Days.First(), e.Days.Last()
	off := e.State == agenda.Cancelled || e.State == agenda.NotHeld
	sure := fixed(e) && !e.Date.Tentative
	f.put("BEGIN", "VEVENT")
	f.head(e.ID)
	if clock := f.hour(e); clock != "" {
		// Nobody says when it ends, so neither does this.
		f.put("DTSTART;TZID="+zone, basic(first)+"T"+clock[:2]+clock[3:]+"00")
	} else {
		f.put("DTSTART;VALUE=DATE", basic(first))
		f.put("DTEND;VALUE=DATE", basic(last+1))
	}
	summary := f.title(e)
	switch {
	case e.State == agenda.Cancelled, e.State == agenda.NotHeld:
		summary += " (" + e.State.Spanish() + ")"
	case e.Date.Undefined:
		summary += " (fecha por definir, " + span(e.Days) + ")"
	case !fixed(e):
		summary += " (día por fijar, " + span(e.Days) + ")"
	case !sure:
		summary += " (fecha tentativa)"
	}
	f.put("SUMMARY", text(summary))
	f.put("DESCRIPTION", text(f.description(e)))
	f.place(e)
	switch {
	case off:
		f.put("STATUS", "CANCELLED")
	case sure:
		f.put("STATUS", "CONFIRMED")
	default:
		f.put("STATUS", "TENTATIVE")
	}
	if sure && !off && e.Kind != agenda.ObservanceKind {
		f.put("TRANSP", "OPAQUE")
	} else {
		f.put("TRANSP", "TRANSPARENT")
	}
	if n := f.changes(e); n > 0 {
		f.put("SEQUENCE", strconv.Itoa(n))
	}
	f.put("END", "VEVENT")
}

func (f *writer) todo(e calendar.Entry) {
	f.put("BEGIN", "VTODO")
	f.head(e.ID)
	if !f.c.NoDate(e) {
		first, last := e.Days.First(), e.Days.Last()
		if e.Date.Kind != when.Deadline && first < last { // DUE has to be later
			f.put("DTSTART;VALUE=DATE", basic(first))
		}
		f.put("DUE;VALUE=DATE", basic(last))
	}
	summary := f.title(e)
	if e.Date.Undefined {
		summary += " (fecha por definir)"
	} else if e.Date.Tentative {
		summary += " (fecha tentativa)"
	}
	percent, recorded := f.percent(e)
	f.put("SUMMARY", text(summary))
	f.put("DESCRIPTION", text(f.description(e)))
	f.place(e)
	switch e.State {
	case agenda.Done, agenda.Held:
		f.put("STATUS", "COMPLETED")
	case agenda.InProgress, agenda.Late:
		f.put("STATUS", "IN-PROCESS")
	case agenda.Cancelled, agenda.NotHeld:
		f.put("STATUS", "CANCELLED")
	default:
		f.put("STATUS", "NEEDS-ACTION")
	}
	if recorded {
		f.put("PERCENT-COMPLETE", strconv.Itoa(percent))
	}
	if d := f.finished(e); d != nil {
		f.put("COMPLETED", basic(*d)+"T180000Z") // noon in Mexico City: the same day there
	}
	if n := f.changes(e); n > 0 {
		f.put("SEQUENCE", strconv.Itoa(n))
	}
	f.put("END", "VTODO")
}

// sending writes what must be sent before a session.
func (f *writer) sending(i due.Item) {
	id := i.Entry.ID + "/" + string(i.Kind) + "/" + i.Rule.ID
	on := ""
	if i.If != nil {
		on = " (si se celebra el " + i.If.Spanish() + ")"
		if *i.If < i.Entry.Days.Last() { // for the first of its days; another is for the last
			id += "/first"
		}
	}
	f.put("BEGIN", "VTODO")
	f.head(id)
	f.put("DUE;VALUE=DATE", basic(i.Due))
	f.put("SUMMARY", text(sendingTitle(i)+on))
	f.put("DESCRIPTION", text(upper(i.Why)+"\nRegla: "+line(i.Rule.Title)+" ["+i.Rule.ID+"]"))
	f.put("CATEGORIES", text(i.Kind.Spanish())+","+text(line(i.Entry.Label)))
	f.put("STATUS", "NEEDS-ACTION")
	f.put("END", "VTODO")
}

// head writes what names a component.
func (f *writer) head(id string) {
	uid := f.c.Program.Key() + "/" + id
	f.seen[uid]++
	if n := f.seen[uid]; n > 1 { // a faulty programme has an id twice
		uid += "~" + strconv.Itoa(n)
	}
	f.put("UID", text(line(uid+"@"+f.domain)))
	f.put("DTSTAMP", f.stamp)
}

// title is «Pleno: Vigésima Sesión Ordinaria», «Objetivo 4: B.6. Solicitud de
// reportes (2 de 6)».
func (f *writer) title(e calendar.Entry) string {
	out := line(e.Label) + ": "
	if e.Number != "" {
		out += line(e.Number) + ". "
	}
	out += line(e.Title)
	if e.Of > 0 {
		out += fmt.Sprintf(" (%d de %d)", e.Occurrence, e.Of)
	}
	return out
}

// description says the date as it was promised, the state and what the other
// properties do not.
func (f *writer) description(e calendar.Entry) string {
	said := []string{"Fecha en el programa: " + line(e.Text)}
	if e.Text == "" {
		said[0] = "Sin fecha en el programa"
	}
	said = append(said, "Estado: "+e.Word())
	if e.Time != "" && f.hour(e) == "" {
		said = append(said, "Hora: "+e.Time)
	}
	return strings.Join(append(said, line(name(f.c.Program))), "\n")
}

func (f *writer) place(e calendar.Entry) {
	f.put("LOCATION", text(line(e.Place)))
	f.put("CATEGORIES", text(kind(e.Kind))+","+text(line(e.Label)))
}

func kind(k agenda.Kind) string { return due.Kind(k).Spanish() }

// span is the days of a window in words: «del 1 de julio al 31 de agosto».
func span(days when.Set) string {
	first, last := days.First(), days.Last()
	switch {
	case first == last:
		return first.DayMonth()
	case first.Year() != last.Year():
		return "del " + first.Spanish() + " al " + last.Spanish()
	case first.Month() == last.Month():
		_, _, n := first.Date()
		return "del " + strconv.Itoa(n) + " al " + last.DayMonth()
	}
	return "del " + first.DayMonth() + " al " + last.DayMonth()
}

// basic is a day as iCalendar writes it: 20220310.
func basic(d when.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// percent is how far an activity got, of one of its occurrences how far that
// did: what was reached is shared out from the first on.
func (f *writer) percent(e calendar.Entry) (percent int, recorded bool) {
	if e.Activity == nil {
		return 0, false
	}
	r := f.a.Reach(e.Activity)
	parts := int64(max(e.Of, 1))
	num := r.Num*parts - int64(max(e.Occurrence, 1)-1)*r.Den
	return int(100 * max(0, min(num, r.Den)) / r.Den), r.Recorded
}

// finished is the day on which an activity was completed, nil if it is not
// known: of one of several occurrences it is not.
func (f *writer) finished(e calendar.Entry) *when.Day {
	switch {
	case e.Activity == nil || e.State != agenda.Done || e.Of > 0:
		return nil
	case e.Activity.Done.By(f.c.AsOf):
		return &e.Activity.Done.Day
	}
	var last *when.Day
	for _, p := range e.Activity.Progress {
		if p.On.By(f.c.AsOf) && (last == nil || p.On.Day > *last) {
			last = &p.On.Day
		}
	}
	return last
}

// changes is how many times the day or the fate of an entry was changed, as the
// programme records it: a client takes a higher number for the newer version.
func (f *writer) changes(e calendar.Entry) int {
	s := e.Session
	if s == nil {
		return 0
	}
	by := func(d program.Day) bool { return d.By(f.c.AsOf) }
	n := 0
	for _, r := range s.Rescheduled {
		if !r.On.Set() || by(r.On) {
			n++
		}
	}
	for _, x := range []*program.Event{s.NotHeld, s.Cancelled} {
		if x != nil && (!x.On.Set() || by(x.On)) {
			n++
		}
	}
	if s.Day.Set() {
		n++
	}
	if by(s.Held) {
		n++
	}
	return n
}

// sendingTitle is «Convocatoria: Pleno, Vigésima Sesión Ordinaria».
func sendingTitle(i due.Item) string {
	what := "Convocatoria: "
	if i.Kind == due.Papers {
		what = "Carpeta: "
	}
	return what + line(i.Entry.Label) + ", " + line(i.Entry.Title)
}

// upper begins a text with a capital.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
