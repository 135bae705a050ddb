package briefing_test

import (
	"strings"
	"testing"
)

// strange are texts that break a careless writer, one kind each.
var strange = []string{
	`dijo "así", 'asá'; y no, y sí`,
	"=SUM(A1:A9)",
	"+52 55 1234",
	"-2+3+cmd|' /C calc'!A0",
	"@SUM(1)",
	"</script><script>alert(1)</script>",
	"<b>&amp; &lt;i&gt;</b>",
	"| celda | otra | **no** _sí_ `a` [x](http://y) ![i](j)",
	"# encabezado",
	"1. lista",
	"dos\nlíneas",
	"familia 👩‍👩‍👧 y 🙂",
	"مرحبا بالعالم",
	"]]> <!-- no --> <?xml?>",
	strings.TrimSpace(strings.Repeat("palabra ", 63)),
	strings.Repeat("x", 500),
}

// hostile is a programme in which everything that people name is strange. Each
// text stands under a key, quoted as YAML wants it.
var hostile = func() string {
	q := func(i int) string {
		s := strange[i%len(strange)]
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
	}
	var b strings.Builder
	b.WriteString("program: {year: 2022, title: " + q(5) + ", rulebook: citdp}\n")
	b.WriteString("bodies:\n  - {id: pleno, kind: plenary, name: " + q(0) + ", short: " + q(1) + "}\n  - {id: sub, kind: subcommission, name: " + q(6) + "}\n")
	b.WriteString("actors:\n")
	for i := range strange {
		b.WriteString("  - {id: actor-" + string(rune('a'+i)) + ", name: " + q(i) + "}\n")
	}
	b.WriteString("sessions:\n  pleno:\n    - {number: 1, title: " + q(4) + ", date: marzo}\n    - {number: 2, title: " + q(7) + ", date: agosto}\n  sub:\n    - {number: 1, date: noviembre, cancelled: {on: 2022-06-01, reason: " + q(8) + "}}\n")
	b.WriteString("objectives:\n")
	for i := range strange {
		b.WriteString("  - {number: " + string(rune('1'+i%9)) + strings.Repeat("0", i/9) + ", title: " + q(i) + ", activities: [{number: 1, title: " + q(i) + ", date: abril, done: 2022-04-01}]}\n")
	}
	b.WriteString("meetings:\n")
	for i := range strange {
		b.WriteString("  - {id: m-" + string(rune('a'+i)) + ", title: " + q(i) + ", date: septiembre}\n")
	}
	b.WriteString("observances: [{id: dia, title: " + q(3) + ", date: 30 de julio}]\n")
	b.WriteString("agreements:\n")
	for i := range strange {
		b.WriteString("  - {number: " + string(rune('1'+i%9)) + strings.Repeat("0", i/9) + ", instrument: " + q(i) + ", parties: [actor-" + string(rune('a'+i)) + "], signed: 2020-01-01}\n")
	}
	b.WriteString("resolutions:\n")
	for i := range strange {
		b.WriteString("  - {id: R-" + string(rune('a'+i)) + ", title: " + q(i) + ", responsible: [actor-" + string(rune('a'+i)) + "], due: 1 de mayo}\n")
	}
	return b.String()
}()

// TestStrangeTexts looks for every strange text, as it is, where each format
// shows titles.
func TestStrangeTexts(t *testing.T) {
	f := write(t, made(t, file(hostile), "2022-06-30", "pleno/2"))
	for i, s := range strange {
		key := "R-" + string(rune('a'+i))
		for name, p := range f.pages {
			if !p.row(key, s, "Vencido") {
				t.Errorf("%s: %s is not %q in\n%.3000s", name, key, s, p.all())
			}
		}
		if !strings.Contains(strings.ReplaceAll(f.text, " ", ""), strings.ReplaceAll(plain(visible(s)), " ", "")) {
			t.Errorf("the terminal does not show %q", s)
		}
		shown := false
		for _, r := range f.rows {
			if r[0] == "seguimiento de acuerdos" && r[1] == key {
				got := strings.TrimPrefix(r[2], "'")
				shown = got == s && (strings.IndexAny(s, "=+-@") != 0 || strings.HasPrefix(r[2], "'"))
			}
		}
		if !shown {
			t.Errorf("csv: %s is not %q, or it is a formula", key, s)
		}
	}
}
