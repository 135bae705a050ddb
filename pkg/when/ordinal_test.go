package when

import "testing"

func TestOrdinalRoundTrip(t *testing.T) {
	for n := 1; n <= 999; n++ {
		for _, fem := range []bool{true, false} {
			for _, s := range []string{OrdinalWords(n, fem), OrdinalTitle(n, fem), OrdinalFigure(n, fem), romanText(n)} {
				if got, ok := ParseOrdinal(s); !ok || got != n {
					t.Errorf("%q is read as %d %v, want %d", s, got, ok, n)
				}
			}
			title := OrdinalTitle(n, fem) + " Sesión Ordinaria"
			if got, start, end, ok := FindOrdinal(title); !ok || got != n || string([]rune(title)[start:end]) != OrdinalTitle(n, fem) {
				t.Errorf("%q: %d at %d..%d", title, got, start, end)
			}
		}
	}
	if OrdinalWords(0, true) != "" || OrdinalWords(1000, true) != "" {
		t.Error("words beyond 1..999")
	}
}

func TestOrdinalSpellings(t *testing.T) {
	for s, want := range map[string]int{
		"Décimo Quinta": 15, "Décimaprimera": 11, "Decimoprimera": 11, "Undécima": 11, "Duodécimo": 12, "Vigésima Sexta": 26, "Trigésimo primera": 31,
		"27.ª": 27, "27a.": 27, "27ª": 27, "XXVII": 27, "27°": 27, "27º": 27, "2do.": 2, "1er": 1, "3ro": 3, "1ro.": 1, "8va": 8, "primer": 1, "Tercer": 3,
		"decimoctava": 18, "decimooctava": 18, "DÉCIMA NOVENA": 19, "vigesimoséptima": 27, "Décima-Primera": 11, "De\u0301cima": 10, "nonagésima nona": 99,
		"onceava": 11, "Vigésimoprimera": 21, "vigesima septima": 27, "Décimoprimera": 11, "11va.": 11, "12ava": 12, "21era": 21, "2nda": 2, "9va": 9, "27ma": 27, "21.ª": 21,
		"Trigesimasegunda": 32, "Decimo-tercera": 13, "Centésimo Vigésima Tercera": 123, "sétima": 7, "centésima vigésima quinta": 125, "XIX": 19, "xix": 19, "27": 27, "primero": 1, "novena": 9, "nona": 9, "decimanovena": 19,
	} {
		if n, ok := ParseOrdinal(s); !ok || n != want {
			t.Errorf("%q: %d %v, want %d", s, n, ok, want)
		}
	}
	for _, s := range []string{"", "sesión", "primera segunda", "décima décima", "1do", "2ra", "4va", "7na", "décima vigésima", "segunda décima", "undécimo primero", "veintésima", "veintiuno", "IC", "1000a", "0a", "27/2022", "IIII", "VX", "0", "1000", "primeros", "quinta sesión", "segunda centésima", "mil", "27b"} {
		if n, ok := ParseOrdinal(s); ok {
			t.Errorf("%q is %d", s, n)
		}
	}
	for s, want := range map[string]int{
		"Décima Novena Sesión Ordinaria": 19, "11ª reunión del Grupo": 11, "XIX Sesión": 19, "Décimo Quinta y Sexta Sesiones": 15, "Primera Sesión": 1, "  2da. sesión": 2,
		"8ª Reunión Nacional": 8,
	} {
		if n, _, _, ok := FindOrdinal(s); !ok || n != want {
			t.Errorf("%q: %d %v, want %d", s, n, ok, want)
		}
	}
	for _, s := range []string{"Sesión Ordinaria", "11 mesas de trabajo", "I. Lista de asistencia", "C. Presidente", "vi a la Comisión", "1) Acta", "CC. integrantes", "Décima Vigésima Sesión", "Vigésima 1a Sesión", "Segunda Décima Sesión", "1do Sesión", ""} {
		if n, _, _, ok := FindOrdinal(s); ok {
			t.Errorf("%q begins with %d", s, n)
		}
	}
}

func TestOrdinalNames(t *testing.T) {
	for _, r := range []struct {
		n                    int
		words, title, figure string
	}{
		{27, "vigésima séptima", "Vigésima Séptima", "27.ª"}, {11, "décima primera", "Décima Primera", "11.ª"}, {1, "primera", "Primera", "1.ª"},
		{100, "centésima", "Centésima", "100.ª"}, {999, "noningentésima nonagésima novena", "Noningentésima Nonagésima Novena", "999.ª"},
	} {
		if OrdinalWords(r.n, true) != r.words || OrdinalTitle(r.n, true) != r.title || OrdinalFigure(r.n, true) != r.figure {
			t.Errorf("%d: %q %q %q", r.n, OrdinalWords(r.n, true), OrdinalTitle(r.n, true), OrdinalFigure(r.n, true))
		}
	}
}

func TestNearestMonth(t *testing.T) {
	for w, want := range map[string]string{"abrul": "abril", "Abirl": "abril", "ENERO": "enero", "setiembre": "septiembre", "novienbre": "noviembre", "xyz": "", "": "", "febero": "febrero", "agost": "agosto"} {
		if m, _ := NearestMonth(w); m != want {
			t.Errorf("%q: %q, want %q", w, m, want)
		}
	}
}
