package builtin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"patci/pkg/agenda"
	"patci/pkg/program"
	"patci/pkg/source"
)

// by reports whether a fact was written and counts on the day asked.
func (p *Pass) by(d program.Day) bool {
	return d.Set() && (p.Agenda.AsOf == nil || d.Day <= *p.Agenda.AsOf)
}

// series is the sessions of one body and kind.
type series struct{ body, kind string }

// allSeries lists the series of a programme in the order in which each is
// first written.
func allSeries(p *program.Program) []series {
	var all []series
	seen := map[series]bool{}
	for _, s := range p.Sessions {
		k := series{s.Body, s.KindOf()}
		if !seen[k] {
			seen[k] = true
			all = append(all, k)
		}
	}
	return all
}

// numbered returns the sessions of a series that have a number, in the order
// of their numbers, without those whose number stands twice.
func numbered(a *agenda.Agenda, of series) []agenda.Session {
	all := a.Sessions(of.body, of.kind)
	out := all[:0]
	for _, s := range all {
		if s.Number.Set() && (len(out) == 0 || out[len(out)-1].Number.Value != s.Number.Value) {
			out = append(out, s)
		}
	}
	return out
}

// written returns the sessions of an agenda in the order written.
func written(a *agenda.Agenda) []agenda.Session {
	of := make(map[*program.Session]int, len(a.Program.Sessions)) // where each stands in all
	all := make([]agenda.Session, 0, len(a.Program.Sessions))
	seen := map[string]bool{}
	for _, s := range a.Program.Sessions {
		if seen[s.Body] {
			continue
		}
		seen[s.Body] = true
		for _, s := range a.Sessions(s.Body, "") {
			of[s.Session] = len(all)
			all = append(all, s)
		}
	}
	out := make([]agenda.Session, 0, len(of))
	for _, s := range a.Program.Sessions {
		if i, known := of[s]; known { // not one that nobody knew of on the day asked
			out = append(out, all[i])
		}
	}
	return out
}

func textOf(d program.Day) program.Text { return program.Text{At: d.At, Path: d.Path} }

func textOfInt(i program.Int) program.Text { return program.Text{At: i.At, Path: i.Path} }

// eventAt is where an event of an entity is written.
func eventAt(e *program.Event, entityPath, key string) program.Text {
	if e.On.Set() {
		return textOf(e.On)
	}
	return program.Text{At: e.At, Path: entityPath + "." + key}
}

// full names a session with its body: «la 4.ª de Trabajo Forzoso».
func full(s agenda.Session) string { return "la " + s.Figure() + " " + s.Body.Of() }

// and joins phrases as Spanish does: a, b y c, but b e intersecretarial.
func and(phrases []string) string {
	n := len(phrases) - 1
	if n < 1 {
		return strings.Join(phrases, "")
	}
	y := " y "
	if last := fold(strings.TrimLeft(phrases[n], "«")); strings.HasPrefix(last, "i") || strings.HasPrefix(last, "hi") && !strings.HasPrefix(last, "hie") {
		y = " e "
	}
	return strings.Join(phrases[:n], ", ") + y + phrases[n]
}

// clip shortens a text for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 120 {
		return string(r[:119]) + "…"
	}
	return s
}

// wordAt is the place of the nth appearance of a word in a text, the whole
// text if the source spells it otherwise.
func wordAt(t program.Text, word string, nth int) program.Text {
	if t.At.File == nil {
		return t
	}
	raw, from := t.At.Text(), 0
	for ; ; nth-- {
		i := strings.Index(raw[from:], word)
		if i < 0 {
			return t
		}
		from += i
		if nth == 0 {
			break
		}
		from += len(word)
	}
	offset := t.At.File.Offset(t.At.Start) + from
	t.At = placeOf(t.At.File, offset, offset+len(word))
	return t
}

func placeOf(f *source.File, from, to int) source.Place {
	return source.Place{File: f, Span: source.Span{Start: f.Pos(from), End: f.Pos(to)}}
}

// fold writes a text in lower case without accents.
func fold(s string) string {
	var room [64]byte // of most words, so that they take but one allocation
	out, changed := room[:0], false
	for _, r := range s {
		folded := r
		if r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf {
			folded = plainLetter(unicode.ToLower(r))
		}
		changed = changed || folded != r || r == utf8.RuneError
		out = utf8.AppendRune(out, folded)
	}
	if !changed {
		return s
	}
	return string(out)
}

// plainLetter is a small letter without its accent.
func plainLetter(r rune) rune {
	switch r {
	case 'á', 'à', 'ä', 'â':
		return 'a'
	case 'é', 'è', 'ë', 'ê':
		return 'e'
	case 'í', 'ì', 'ï', 'î':
		return 'i'
	case 'ó', 'ò', 'ö', 'ô':
		return 'o'
	case 'ú', 'ù', 'ü', 'û':
		return 'u'
	case 'ñ':
		return 'n'
	}
	return r
}
