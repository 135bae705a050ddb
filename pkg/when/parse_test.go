package when

import (
	"strings"
	"testing"
)

var year2022 = Context{First: NewDay(2022, 1, 1), Last: NewDay(2022, 12, 31)}

// show writes a date in one line, for tables.
func show(d Date) string {
	var b strings.Builder
	b.WriteString(d.Kind.String())
	if d.Kind == Occurrences {
		for i, it := range d.Items {
			if i == 0 {
				b.WriteString(": ")
			} else {
				b.WriteString("; ")
			}
			b.WriteString(show(it))
		}
		return b.String()
	}
	for _, r := range d.Days {
		b.WriteString(" " + r.First.String())
		if r.First != r.Last {
			b.WriteString(".." + r.Last.String())
		}
	}
	for _, f := range []struct {
		on   bool
		word string
	}{{d.Undefined, "undefined"}, {d.Tentative, "tentative"}, {d.Permanent, "permanent"}, {d.Symbolic(), "symbolic"}, {d.Clock != "", d.Clock}} {
		if f.on {
			b.WriteString(" " + f.word)
		}
	}
	return b.String()
}

func caret(text string, p Problem) string { return string([]rune(text)[p.Start:p.End]) }

func TestRead(t *testing.T) {
	for _, r := range readRows {
		d, ps := Parse(r.text, year2022)
		if p := fatal(ps); p != nil {
			t.Errorf("%q: %+v", r.text, *p)
			continue
		}
		if got := show(d); got != r.want {
			t.Errorf("%q\n got %s\nwant %s", r.text, got, r.want)
		}
		if got := d.EDTF(); got != r.edtf {
			t.Errorf("%q in EDTF\n got %s\nwant %s", r.text, got, r.edtf)
		}
		code := ""
		if len(ps) > 0 {
			code = ps[0].Code
		}
		if code != r.code || len(ps) > 1 {
			t.Errorf("%q: problems %+v, want %q", r.text, ps, r.code)
		}
	}
}

func TestAskedBack(t *testing.T) {
	for _, r := range askedRows {
		c := year2022
		c.One = r.one
		_, ps := Parse(r.text, c)
		p := fatal(ps)
		if p == nil {
			t.Errorf("%q is read", r.text)
			continue
		}
		if p.Code != r.code || caret(r.text, *p) != r.caret || !strings.Contains(p.Message+" | "+p.Remedy, r.says) {
			t.Errorf("%q\n got %s at «%s»: %s | %s\nwant %s at «%s»: … %s …", r.text, p.Code, caret(r.text, *p), p.Message, p.Remedy, r.code, r.caret, r.says)
		}
		for _, s := range []string{p.Message, p.Remedy} {
			if strings.HasSuffix(s, ".") {
				t.Errorf("%q: %q ends in a full stop", r.text, s)
			}
		}
	}
}

// TestForms holds that accents, case, spaces and the final full stop do not matter.
func TestForms(t *testing.T) {
	for _, r := range readRows {
		want, _ := Parse(r.text, year2022)
		for _, form := range []string{
			strings.ToUpper(r.text), "  " + strings.ReplaceAll(r.text, " ", "  ") + " ", strings.ReplaceAll(r.text, " ", "\u00a0"),
			decompose(r.text), strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u").Replace(r.text), r.text + ".",
			strings.ReplaceAll(r.text, "-", "–"),
		} {
			if strings.HasSuffix(form, "...") || strings.HasSuffix(form, "].") || strings.HasSuffix(form, "}.") || strings.HasSuffix(form, "XX?.") || strings.ContainsAny(form, "[{") && strings.Contains(form, "  ") {
				continue
			}
			d, ps := Parse(form, year2022)
			if fatal(ps) != nil || show(d) != show(want) {
				t.Errorf("%q: %s %+v, want %s", form, show(d), ps, show(want))
			}
		}
	}
}

func decompose(s string) string {
	return strings.NewReplacer("á", "a\u0301", "é", "e\u0301", "í", "i\u0301", "ó", "o\u0301", "ú", "u\u0301", "ñ", "n\u0303").Replace(s)
}

func TestInvariants(t *testing.T) {
	for _, c := range contexts {
		for _, r := range readRows {
			invariants(t, r.text, c)
		}
		for _, r := range askedRows {
			invariants(t, r.text, c)
		}
	}
}

// TestSource reads every date of the source document.
func TestSource(t *testing.T) {
	for _, s := range []string{
		"Abril/Mayo", "Julio/Agosto", "Abril", "Junio", "Septiembre", "Diciembre", "1 febrero", "4 abril", "2 mayo", "1 junio", "1 julio", "1 agosto",
		"2 febrero", "15 marzo", "1 abril", "20 mayo", "16 junio", "18 agosto", "29 septiembre", "10 noviembre", "3 febrero", "3 de mayo", "3 de agosto",
		"3 de noviembre", "10 marzo", "13 abril", "20 junio", "5 septiembre", "Noviembre (por definir)", "10 de marzo", "8 de abril", "21 de abril",
		"12 de mayo", "2 de junio", "15 de junio", "25 de agosto", "30 de julio", "Septiembre / octubre 2022", "Segundo semestre de 2022", "Por definir",
		"4 reuniones al año: 1) 15 marzo 2022 2) Por definir 3) Por definir 4) Por definir", "Noviembre 22 Por definir", "Pendiente de definir", "junio",
		"Marzo-abril", "abril", "abril _ mayo", "Junio-julio", "agosto-septiembre", "octubre y noviembre", "diciembre", "mayo/junio", "octubre/noviembre",
		"Enero-diciembre", "febrero", "marzo", "bimestral",
	} {
		d, ps := Parse(s, year2022)
		for _, p := range ps {
			if p.Code != CodeNote {
				t.Errorf("%q: %+v", s, p)
			}
		}
		if d.Days.IsEmpty() {
			t.Errorf("%q: no days", s)
		}
	}
	for _, s := range []string{"8 de octubre de 2010", "10 de septiembre de 2014", "1° de octubre de 2014", "18 de diciembre de 2013", "15 de febrero de 2022"} {
		if d, ps := Parse(s, Context{Anywhere: true}); len(ps) > 0 || !d.IsFixed() {
			t.Errorf("%q: %s %+v", s, show(d), ps)
		}
	}
}

func TestContext(t *testing.T) {
	across := Context{First: NewDay(2022, 8, 1), Last: NewDay(2023, 7, 31)}
	long := Context{First: NewDay(2024, 1, 1), Last: NewDay(2025, 12, 31)}
	leap := Context{First: NewDay(2024, 1, 1), Last: NewDay(2024, 12, 31)}
	short := Context{First: NewDay(2022, 2, 15), Last: NewDay(2022, 11, 20)}
	anywhere, dmy := year2022, year2022
	anywhere.Anywhere, dmy.NumericDMY = true, true
	for _, r := range []struct {
		text string
		c    Context
		want string // or the code of the problem
	}{
		{"10 de marzo", across, "day 2023-03-10"},
		{"10 de octubre", across, "day 2022-10-10"},
		{"diciembre-enero", across, "window 2022-12-01..2023-01-31"},
		{"diciembre/enero", across, "window 2022-12-01..2023-01-31"},
		{"del 28 de diciembre al 3 de enero", across, "days 2022-12-28..2023-01-03"},
		{"del 28 de diciembre al 3 de enero de 2023", across, "days 2022-12-28..2023-01-03"},
		{"del 28 de diciembre de 2022 al 3 de enero", across, "days 2022-12-28..2023-01-03"},
		{"primer semestre", across, CodeAmbiguous},
		{"primer semestre de 2023", across, "window 2023-01-01..2023-06-30"},
		{"semestral", across, "occurrences: window 2022-08-01..2023-01-31; window 2023-02-01..2023-07-31"},
		{"permanente", across, "window 2022-08-01..2023-07-31 permanent"},
		{"10 de marzo", long, CodeAmbiguous},
		{"29 de febrero", long, "day 2024-02-29"},
		{"29 de febrero", leap, "day 2024-02-29"},
		{"último día de febrero", leap, "day 2024-02-29"},
		{"29 de febrero", across, CodeImpossible},
		{"diciembre y enero", across, "window 2022-12-01..2023-01-31"},
		{"Marzo: 10 y 17", across, "occurrences: day 2023-03-10; day 2023-03-17"},
		{"26/ene/23", across, "day 2023-01-26"},
		{"22-ene-23", across, CodeAmbiguous},
		{"mensual a partir de mayo", across, "occurrences: window 2023-05-01..2023-05-31; window 2023-06-01..2023-06-30; window 2023-07-01..2023-07-31"},
		{"mensual hasta septiembre", across, "occurrences: window 2022-08-01..2022-08-31; window 2022-09-01..2022-09-30"},
		{"último día hábil de cada trimestre", across, CodeAmbiguous},
		{"tercer jueves de los meses de marzo y octubre", across, "occurrences: day 2023-03-16; day 2022-10-20"},
		{"[2022-11,2023-01]", across, "window 2022-11-01..2022-11-30 2023-01-01..2023-01-31"},
		{"2022-10/2023-02", across, "window 2022-10-01..2023-02-28"},
		{"2022-33", across, CodeOutside},
		{"1 de agosto", across, "day 2022-08-01"},
		{"31 de julio", across, "day 2023-07-31"},
		{"verano", across, CodeAmbiguous},
		{"para el 15 de marzo", Context{First: year2022.First, Last: year2022.Last, One: true}, "day 2022-03-15"},
		{"15 de enero", short, CodeOutside},
		{"febrero", short, "window 2022-02-15..2022-02-28"},
		{"primer trimestre", short, "window 2022-02-15..2022-03-31"},
		{"mensual", Context{First: NewDay(2022, 2, 15), Last: NewDay(2022, 4, 10)}, "occurrences: window 2022-02-15..2022-02-28; window 2022-03-01..2022-03-31; window 2022-04-01..2022-04-10"},
		{"enero", short, CodeOutside},
		{"1° de octubre de 2014", anywhere, "day 2014-10-01"},
		{"10 de marzo", Context{Anywhere: true}, CodeAmbiguous},
		{"10 de marzo", Context{}, CodeAmbiguous},
		{"por definir", Context{}, "window undefined"},
		{"03/04/2022", dmy, "day 2022-04-03"},
		{"03/04", dmy, "day 2022-04-03"},
		{"04/13/2022", dmy, CodeImpossible},
		{"a más tardar el 30 de junio de 2021", year2022, CodeOutside},
		{"2022-W52", year2022, "window 2022-12-26..2022-12-31"},
		{"2022-W53", year2022, CodeImpossible},
	} {
		d, ps := Parse(r.text, r.c)
		got := show(d)
		if len(ps) > 0 {
			got = ps[0].Code
		}
		if got != r.want {
			t.Errorf("%q in %v..%v\n got %s %+v\nwant %s", r.text, r.c.First, r.c.Last, got, ps, r.want)
		}
	}
}

func TestItemTexts(t *testing.T) {
	for text, want := range map[string][]string{
		"10, 17 y 24 de marzo; 7 de abril":                 {"10 de marzo", "17 de marzo", "24 de marzo", "7 de abril"},
		"1) 15 marzo 2022 2) Por definir 3) Por definir":   {"15 marzo 2022", "Por definir", "Por definir"},
		"{2022-03-10,2022-03-17}":                          {"2022-03-10", "2022-03-17"},
		"Marzo, junio y Septiembre":                        {"Marzo", "junio", "Septiembre"},
		"a) 10 marzo (tentativa) b) Noviembre por definir": {"10 marzo (tentativa)", "Noviembre por definir"},
	} {
		d, _ := Parse(text, year2022)
		var got []string
		for _, it := range d.Items {
			got = append(got, it.Text)
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestResolve(t *testing.T) {
	work := func(d Day) bool {
		w := d.Weekday()
		return w != 0 && w != 6 && d != NewDay(2022, 3, 31)
	}
	for text, want := range map[string]string{
		"último día hábil de marzo":                 "day 2022-03-30",
		"primeros cinco días hábiles de enero":      "window 2022-01-03..2022-01-07",
		"primeros seis días hábiles de enero":       "window 2022-01-03..2022-01-07 2022-01-10",
		"a más tardar el último día hábil de marzo": "deadline 2022-01-01..2022-03-30",
		"antes del tercer día hábil de marzo":       "deadline 2022-01-01..2022-03-02",
		"a partir del primer día hábil de octubre":  "window 2022-10-03..2022-12-31",
		"último día hábil de cada trimestre":        "occurrences: day 2022-03-30; day 2022-06-30; day 2022-09-30; day 2022-12-30",
		"10 de marzo":                               "day 2022-03-10",
	} {
		d, ps := Parse(text, year2022)
		r := d.Resolve(work)
		if got := show(r); got != want {
			t.Errorf("%q: %s %+v, want %s", text, got, ps, want)
		}
		if back, ps := Parse(r.String(), year2022); show(back) != want {
			t.Errorf("%q, resolved, prints as %q: %s %+v", text, r, show(back), ps)
		}
	}
}

func TestString(t *testing.T) {
	for text, want := range map[string]string{
		"Marzo-abril": "marzo-abril", "Abril/Mayo": "abril/mayo", "abril _ mayo": "abril-mayo", "octubre y noviembre": "octubre-noviembre",
		"NOVIEMBRE (POR DEFINIR)": "noviembre (por definir)", "10 mar 2022 10 hrs": "10 de marzo de 2022, 10:00 horas", "P/D": "por definir",
		"1er y 3er jueves de cada mes": "primer y tercer jueves de cada mes", "Ene–Dic": "enero-diciembre", "7 y 8 de mayo": "7 y 8 de mayo",
		"7 o 8 de mayo": "7 u 8 de mayo", "2T 2022": "segundo trimestre de 2022", "cada 6 meses": "semestral",
	} {
		if d, ps := Parse(text, year2022); d.String() != want {
			t.Errorf("%q prints as %q, want %q %+v", text, d, want, ps)
		}
	}
}

// TestHuge holds that the time of an answer grows with the text and no faster,
// and that the answer stays short.
func TestHuge(t *testing.T) {
	for _, unit := range []string{"a", "1", "10 de marzo; ", "1) ", "[", "{2022-03-10,", "10, ", "marzo-", "y ", "\u0301", "\n", "lunes ", "décimo", "veinte y ", "«", "cada ", "(por definir) ", "10-", "mar ", "primer ", "enero: ", "enero (", "enero: 1, ", "enero (15) y ", "mensual: ", "mensual, ", "1º, ", "1 de los meses de enero, marzo y ",
		"sujeto a ", "para el ", "por definir en ", "cada primer ", "a petición ", "primer trimestre (enero, "} {
		for _, size := range []int{19000, 1 << 20} {
			text := strings.Repeat(unit, size/len([]rune(unit)))
			_, ps := Parse(text, year2022)
			for _, p := range ps {
				if len(p.Message) > 600 {
					t.Errorf("%q…: a message of %d bytes", unit, len(p.Message))
				}
			}
		}
		text := strings.Repeat(unit, 300)
		invariants(t, text, year2022)
		FindOrdinal(strings.Repeat(unit, 1<<18))
	}
}
