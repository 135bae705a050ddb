package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/agenda"
	"patci/pkg/calendar"
	"patci/pkg/rule"
	"patci/pkg/when"
)

// The measures of a lane, in pixels; across, everything is a share of the width.
const (
	rowHeight  = 18
	lanePad    = 7
	leastLane  = 40
	denseLane  = 64
	barsHeight = denseLane - 2*lanePad
)

// crowd is from how many entries with days a lane no longer draws each: their
// marks would cover each other.
const crowd = 60

// markWidth is how much of the width a mark takes, as rows are given out.
const markWidth = 1.3

// timeline is the year at a glance: months across, a lane a body or objective.
type timeline struct {
	Label  string // what it shows, for who does not see it
	Ticks  []tick
	Today  string // where the day asked is; "" if that is not shown
	Passed string // how wide the days before it are
	Anchor string // of the words at Today: start, middle or end
	Day    string // the day asked
	Blocks []block
	Open   bool // there is a column of what has no date
	Legend []legend
	Dense  bool // some lane counts by week
}

// tick is where a month, or a day, begins.
type tick struct {
	X, Text string
	Brief   string // where there is little room
}

// block is lanes of a sort.
type block struct {
	Title string
	Lanes []*lane
}

// lane is a body, an objective, or all meetings.
type lane struct {
	ID, Title, Sub string
	Kind           string // for the filter: kinds of entry, with a space between
	Hue            string
	Counts         string // «4 sesiones: 1 sin registro, 3 programadas»
	Height         int
	Marks          []mark
	Bars           []bar
	Open           []int // one for each mark of what has no date
	OpenMore       int   // how many there are, if they are too many for marks
	entries        []*calendar.Entry
}

// mark is one thing drawn in a lane: a symbol, or a span with a symbol on it.
type mark struct {
	Span     string // window, span, done or days; "" if only the symbol is drawn
	X, W     string // of the span
	Y, H     int    // of the span
	Symbol   string
	SX       string // where the symbol is
	SY       int
	Count    int // how many it stands for, if that is more than one
	Title    string
	Row      string // the anchor of its row
	Hue      string // "" is the lane's
	Off      bool
	from, to float64 // what it takes of the width
}

// bar is a week of a dense lane.
type bar struct {
	X, W       string
	Held, Rest int // heights
	HeldY      int
	RestY      int
	Title      string
}

// legend is a symbol and what it says.
type legend struct{ Symbol, Text, Hue string }

func percent(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(f, 'f', 2, 64), "0"), ".") + "%"
}

// at is where a day begins, in per cent of the width.
func (m *maker) at(d when.Day) float64 {
	r := m.c.Range
	return 100 * float64(d-r.First) / float64(r.Len())
}

// timeline makes the lanes; nil if nobody knows the year of the programme.
func (m *maker) timeline() *timeline {
	c := m.c
	if c.Range == (when.Range{}) || c.Range.Last < c.Range.First {
		return nil
	}
	t := &timeline{Label: "Línea de tiempo: " + calendar.RangeText(c.Range), Ticks: m.ticks()}
	if c.Range.Contains(c.AsOf) {
		x := m.at(c.AsOf)
		t.Today, t.Passed, t.Day = percent(x+m.dayWidth()/2), percent(x), dayIn(c.Program.Period, c.AsOf)
		switch t.Anchor = "middle"; {
		case x < 15:
			t.Anchor = "start"
		case x > 85:
			t.Anchor = "end"
		}
	} else if c.AsOf > c.Range.Last {
		t.Passed = "100%"
	}
	used := map[string]bool{}
	for _, b := range m.blocks() {
		for _, l := range b.Lanes {
			m.fill(l, used)
			t.Open = t.Open || len(l.Open)+l.OpenMore > 0
			t.Dense = t.Dense || l.Bars != nil
		}
		t.Blocks = append(t.Blocks, b)
	}
	for _, l := range []legend{
		{Symbol: markHeld, Text: "celebrada o concluida"},
		{Symbol: markDay, Text: "día fijo"},
		{Symbol: markNotified, Text: "convocada"},
		{Symbol: markMoved, Text: "reprogramada"},
		{Symbol: markPast, Text: "sin registro"},
		{Symbol: markOff, Text: "cancelada o no celebrada"},
		{Symbol: markWindow, Text: "uno de esos días, por fijar"},
		{Symbol: markSpan, Text: "actividad a lo largo de esos días"},
		{Symbol: markRunning, Text: "en proceso"},
		{Symbol: markLate, Text: "con retraso"},
		{Symbol: markAway, Text: "fuera de los días mostrados"},
		{Symbol: markUnknown, Text: "fecha por definir"},
	} {
		if used[l.Symbol] {
			t.Legend = append(t.Legend, l)
		}
	}
	return t
}

func (m *maker) dayWidth() float64 { return 100 / float64(m.c.Range.Len()) }

// ticks are the months of the days shown; of few days, their weeks, or each.
func (m *maker) ticks() []tick {
	r := m.c.Range
	var out []tick
	if r.Len() <= 62 {
		step := 7
		if r.Len() <= 14 {
			step = 1
		}
		for d := r.First; d <= r.Last; d += when.Day(step) {
			text := strconv.Itoa(dayOfMonth(d))
			if d == r.First || dayOfMonth(d) <= step {
				text += " " + when.MonthShort(d.Month())
			}
			out = append(out, tick{percent(m.at(d)), text, strconv.Itoa(dayOfMonth(d))})
		}
		return out
	}
	months := 0
	for d := r.First; d <= r.Last; d = nextMonth(d) {
		months++
	}
	every := (months + 11) / 12
	n := 0
	for d := r.First; d <= r.Last; d = nextMonth(d) {
		t := tick{X: percent(m.at(d))}
		if n%every == 0 && nextMonth(d)-d > 12 { // no room for the name of a month that ends
			t.Text = when.MonthShort(d.Month())
			t.Brief = strings.ToUpper(t.Text[:1])
		}
		out = append(out, t)
		n++
	}
	return out
}

func dayOfMonth(d when.Day) int { _, _, n := d.Date(); return n }

func nextMonth(d when.Day) when.Day {
	y, mo, _ := d.Date()
	return when.NewDay(y, mo, 1) + when.Day(when.MonthLength(y, mo))
}

// blocks are the lanes with something in them, in the order of the programme.
func (m *maker) blocks() []block {
	c := m.c
	lanes := map[string]*lane{}
	var order []*lane // as they were met
	objective := map[string]bool{}
	for _, o := range c.Program.Objectives {
		objective[o.ID()] = true
	}
	parts := [][]calendar.Entry{c.Parts.Fixed, c.Parts.Open, c.Parts.Activities, c.Parts.Undated}
	for _, part := range parts {
		for i := range part {
			e := &part[i]
			key := string(e.Kind[0]) + laneOf(e)
			switch {
			case e.Kind == agenda.ActivityKind && objective[e.Owner]:
				key = "o" + e.Owner
			case e.Kind == agenda.ActivityKind || e.Kind == agenda.ObservanceKind:
				key = "c" + e.Owner
			}
			l := lanes[key]
			if l == nil {
				l = &lane{ID: laneOf(e), Title: calendar.OneLine(e.Label), Hue: hueOf(c.Program, e)}
				lanes[key] = l
				order = append(order, l)
			}
			l.entries = append(l.entries, e)
			if k := string(e.Kind); !slices.Contains(strings.Fields(l.Kind), k) {
				l.Kind = strings.TrimSpace(l.Kind + " " + k)
			}
		}
	}
	taken := map[*lane]bool{}
	take := func(key string, set func(*lane)) []*lane {
		l := lanes[key]
		if l == nil || taken[l] {
			return nil
		}
		taken[l] = true
		if set != nil {
			set(l)
		}
		return []*lane{l}
	}
	sessions, others, objectives := block{Title: "Sesiones"}, block{Title: "Reuniones y conmemoraciones"}, block{Title: "Objetivos"}
	for _, b := range c.Program.Bodies {
		sessions.Lanes = append(sessions.Lanes, take("s"+b.ID.Value, nil)...)
	}
	others.Lanes = take("m"+meetingLane, func(l *lane) { l.Title = "Reuniones internacionales" })
	for _, x := range c.Program.Observances {
		others.Lanes = append(others.Lanes, take("c"+x.ID.Value, func(l *lane) {
			l.Title = calendar.OneLine(cmp.Or(x.Short.Value, x.Title.Value, x.ID.Value))
		})...)
	}
	for _, x := range c.Program.Objectives {
		objectives.Lanes = append(objectives.Lanes, take("o"+x.ID(), func(l *lane) {
			l.Sub = calendar.OneLine(cmp.Or(x.Short.Value, x.Title.Value))
		})...)
	}
	for _, l := range order { // sessions of bodies that nobody declared
		if !taken[l] {
			to := &objectives
			if strings.HasPrefix(l.Kind, string(agenda.SessionKind)) {
				to = &sessions
			}
			to.Lanes = append(to.Lanes, l)
		}
	}
	var out []block
	for _, b := range []block{sessions, others, objectives} {
		if len(b.Lanes) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// fill gives a lane its marks, its bars and its counts.
func (m *maker) fill(l *lane, used map[string]bool) {
	var dated []*calendar.Entry
	undated := 0
	for _, e := range l.entries {
		if m.c.NoDate(*e) {
			undated++
		} else {
			dated = append(dated, e)
		}
	}
	l.Counts = countStates(l.entries)
	if undated > 0 {
		used[markUnknown] = true
		if undated <= 3 {
			l.Open = make([]int, undated)
		} else {
			l.OpenMore = undated
		}
	}
	l.Height = leastLane
	if len(dated) > crowd {
		m.dense(l, dated, used)
		return
	}
	for _, e := range dated {
		l.Marks = append(l.Marks, m.marks(e)...)
	}
	l.stack(lanePad)
	for _, k := range l.Marks {
		used[k.Symbol] = true
		if k.Span == "window" || k.Span == "span" {
			used[k.Span] = true
		}
	}
}

// marks are those of an entry: one for each run of its days that is shown.
func (m *maker) marks(e *calendar.Entry) []mark {
	r := m.c.Range
	title := heading(*e) + " · " + m.c.DateText(*e) + " · " + e.StateText()
	base := mark{Title: title, Row: m.rows[e], Off: off(e.State), Symbol: glyph(e.State)}
	if e.Days.First() > r.Last || e.Days.Last() < r.First {
		base.Symbol, base.from = markAway, 99
		if e.Days.Last() < r.First {
			base.from = 0.5
		}
		base.to, base.SX = base.from, percent(base.from)
		return []mark{base}
	}
	runs := []when.Range(e.Days)
	window := !spans(e) && !e.Fixed()
	if window { // it falls on one of them: the marks are one
		runs = []when.Range{{First: e.Days.First(), Last: e.Days.Last()}}
	}
	var out []mark
	for _, run := range runs {
		first, last := max(run.First, r.First), min(run.Last, r.Last)
		if first > last {
			continue
		}
		k := base
		k.from, k.to = m.at(first), m.at(last+1)
		middle := (k.from + k.to) / 2
		k.SX = percent(middle)
		switch {
		case window:
			k.Span, k.H = "window", 12
		case spans(e):
			k.Span, k.H, k.SX = "span", 8, percent(k.from+markWidth/2) // where it began: it may last long after the day asked
			if e.State == agenda.Done {
				k.Span = "done"
			}
		case first != last:
			k.Span, k.H = "days", 8
			fallthrough
		default:
			if k.Symbol == "" {
				k.Symbol = day(e.State)
			}
		}
		if k.Span != "" {
			k.X, k.W = percent(k.from), percent(k.to-k.from)
		}
		if k.Span == "" || k.to-k.from < markWidth {
			k.from, k.to = middle-markWidth/2, middle+markWidth/2
		}
		if out != nil && !window { // what goes on is one row
			k.Symbol = ""
		}
		out = append(out, k)
	}
	return out
}

// stack gives each mark a row in which it covers no other, the first that there
// is, and the lane its height; the rows begin at top.
func (l *lane) stack(top int) {
	slices.SortStableFunc(l.Marks, func(a, b mark) int { return cmp.Compare(a.from, b.from) })
	var ends []float64 // of the rows
	for i := range l.Marks {
		k := &l.Marks[i]
		n := slices.IndexFunc(ends, func(end float64) bool { return end <= k.from+1e-9 })
		if n < 0 {
			n = len(ends)
			ends = append(ends, 0)
		}
		ends[n] = k.to
		k.SY = n
	}
	if free := leastLane - 2*lanePad - rowHeight*len(ends); top == lanePad && free > 0 {
		top += free / 2
	}
	for i := range l.Marks {
		k := &l.Marks[i]
		k.SY = top + k.SY*rowHeight + rowHeight/2
		k.Y = k.SY - k.H/2
	}
	l.Height = max(l.Height, top+len(ends)*rowHeight+lanePad)
}

// dense draws a lane of many entries: those on certain days by week, the rest
// by their spans, each with how many there are.
func (m *maker) dense(l *lane, dated []*calendar.Entry, used map[string]bool) {
	type week struct{ held, rest int }
	r := m.c.Range
	weeks := make([]week, (r.Len()+6)/7)
	type spanKey struct {
		first, last when.Day
		span        string
	}
	var order []spanKey
	spansOf := map[spanKey]int{}
	any := false
	for _, e := range dated {
		first, last := max(e.Days.First(), r.First), min(e.Days.Last(), r.Last)
		switch {
		case first > last: // outside
		case off(e.State): // only counted
		case e.Fixed() && !spans(e):
			any = true
			w := &weeks[int(first-r.First)/7]
			if e.State == agenda.Held {
				w.held++
			} else {
				w.rest++
			}
		default:
			k := spanKey{first, last, "window"}
			if spans(e) {
				k.span = "span"
			}
			if spansOf[k] == 0 {
				order = append(order, k)
			}
			spansOf[k]++
		}
	}
	top := lanePad
	if any {
		most := 0
		l.Height, top = denseLane, denseLane-lanePad
		for _, w := range weeks {
			most = max(most, w.held+w.rest)
		}
		l.Counts += "; hasta " + strconv.Itoa(most) + " por semana"
		for i, w := range weeks {
			if w.held+w.rest == 0 {
				continue
			}
			first := r.First + when.Day(7*i)
			last := min(first+6, r.Last)
			all := max(2, barsHeight*(w.held+w.rest)/most)
			b := bar{X: percent(m.at(first) + 0.15), W: percent(max(m.at(last+1)-m.at(first)-0.3, 0.1)), Held: all * w.held / (w.held + w.rest)}
			b.Rest = all - b.Held
			b.HeldY = denseLane - lanePad - b.Held
			b.RestY = b.HeldY - b.Rest
			b.Title = "Semana del " + dayIn(m.c.Program.Period, first) + ": " + rule.Count(w.held+w.rest, "sesión", "sesiones") + ", " + rule.Count(w.held, "celebrada", "celebradas")
			l.Bars = append(l.Bars, b)
		}
	}
	if len(order) > crowd/2 { // too many to tell apart: by the month in which they begin
		months := map[spanKey]int{}
		var by []spanKey
		for _, k := range order {
			first := when.NewDay(k.first.Year(), k.first.Month(), 1)
			mk := spanKey{max(first, r.First), min(nextMonth(first)-1, r.Last), k.span}
			if months[mk] == 0 {
				by = append(by, mk)
			}
			months[mk] += spansOf[k]
		}
		order, spansOf = by, months
	}
	for _, k := range order {
		from, to := m.at(k.first), m.at(k.last+1)
		h := 12
		if k.span == "span" {
			h = 10
		}
		l.Marks = append(l.Marks, mark{Span: k.span, from: from, to: max(to, from+markWidth), X: percent(from), W: percent(to - from), H: h,
			SX: percent((from + to) / 2), Count: above1(spansOf[k]),
			Title: strconv.Itoa(spansOf[k]) + " entre el " + dayIn(m.c.Program.Period, k.first) + " y el " + dayIn(m.c.Program.Period, k.last)})
		used[k.span] = true
	}
	if l.Marks != nil {
		l.stack(top)
	}
}

// above1 is how many a mark stands for, where that needs telling.
func above1(n int) int {
	if n == 1 {
		return 0
	}
	return n
}

// countStates is «4 sesiones: 1 sin registro, 3 programadas».
func countStates(entries []*calendar.Entry) string {
	kind := entries[0].Kind
	same, repeated := true, false
	var order []string
	n := map[string]int{}
	for _, e := range entries {
		same, repeated = same && e.Kind == kind, repeated || e.Of > 1
		word := e.StateText()
		if n[word] == 0 {
			order = append(order, word)
		}
		n[word]++
	}
	one, many := "entrada", "entradas"
	switch {
	case !same || repeated && kind == agenda.ActivityKind: // not to be taken for so many activities
	case repeated:
		one, many = "fecha", "fechas"
	default:
		one, many = calendar.KindText(kind)
	}
	text := rule.Count(len(entries), one, many)
	var parts []string
	for _, word := range order {
		if n[word] == len(entries) {
			return text + ": " + plural(word, n[word])
		}
		parts = append(parts, strconv.Itoa(n[word])+" "+plural(word, n[word]))
	}
	return text + ": " + strings.Join(parts, ", ")
}

// plural is the word of a state for several: «programadas», but «por iniciar».
func plural(word string, n int) string {
	if n > 1 && strings.HasSuffix(word, "a") {
		return word + "s"
	}
	return word
}

// filter is what the page can be narrowed to.
type filter struct {
	Lanes []option
	Kinds []option
}

type option struct{ Value, Text string }

// brief is a name with no more signs than a choice has room for.
func brief(name string) string {
	const most = 60
	if r := []rune(name); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return name
}

// filter returns the choices; nil if there is nothing to choose.
func (m *maker) filter(t *timeline) *filter {
	if t == nil {
		return nil
	}
	f := &filter{}
	for _, b := range t.Blocks {
		for _, l := range b.Lanes {
			f.Lanes = append(f.Lanes, option{l.ID, brief(l.Title)})
		}
	}
	c := m.c.Counts
	parts := map[agenda.Kind]bool{}
	for _, e := range m.c.Parts.Undated {
		parts[e.Kind] = true
	}
	for _, k := range []struct {
		kind agenda.Kind
		n    int
	}{{agenda.SessionKind, c.Sessions.All}, {agenda.MeetingKind, c.Meetings.All}, {agenda.ObservanceKind, c.Observances.All}, {agenda.ActivityKind, c.Activities.All}} {
		if k.n > 0 || parts[k.kind] {
			_, many := calendar.KindText(k.kind)
			f.Kinds = append(f.Kinds, option{string(k.kind), many})
		}
	}
	if len(f.Lanes) < 2 {
		return nil
	}
	return f
}
