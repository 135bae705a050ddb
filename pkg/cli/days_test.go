package cli

import (
	"strings"
	"testing"

	"patci/pkg/when"
)

var (
	year2022   = calendarYear(2022)
	schoolYear = when.Range{First: when.NewDay(2022, 8, 1), Last: when.NewDay(2023, 7, 31)}
)

func TestDayFlag(t *testing.T) {
	today := when.NewDay(2022, 6, 30)
	for _, test := range []struct {
		text   string
		end    end
		period when.Range
		want   string
	}{
		{"2022-04-01", lastDay, year2022, "2022-04-01"},
		{"2019-04-01", lastDay, year2022, "2019-04-01"},
		{" 2022-04-01 ", firstDay, year2022, "2022-04-01"},
		{"1 de abril", lastDay, year2022, "2022-04-01"},
		{"1 de abril de 2024", lastDay, year2022, "2024-04-01"},
		{"1 de abril", lastDay, schoolYear, "2023-04-01"},
		{"1 de septiembre", lastDay, schoolYear, "2022-09-01"},
		{"abril", lastDay, year2022, "2022-04-30"},
		{"abril", firstDay, year2022, "2022-04-01"},
		{"Abril", firstDay, schoolYear, "2023-04-01"},
		{"2022-02", lastDay, year2022, "2022-02-28"},
		{"febrero de 2024", lastDay, year2022, "2024-02-29"},
		{"abril/mayo", firstDay, year2022, "2022-04-01"},
		{"abril/mayo", lastDay, year2022, "2022-05-31"},
		{"primer trimestre", lastDay, year2022, "2022-03-31"},
		{"segunda quincena de mayo", firstDay, year2022, "2022-05-16"},
		{"jueves 30 de junio", lastDay, year2022, "2022-06-30"},
		{"29 de febrero", lastDay, calendarYear(2024), "2024-02-29"},
		{"último día de febrero", lastDay, year2022, "2022-02-28"},
		{"hoy", lastDay, year2022, "2022-06-30"},
		{"HOY", firstDay, year2022, "2022-06-30"},
		{"ayer", firstDay, year2022, "2022-06-29"},
		{"mañana", firstDay, year2022, "2022-07-01"},
		// refused
		{"abrul", lastDay, year2022, "!¿quiso decir «abril»?"},
		{"31 de abril", lastDay, year2022, "!abril tiene 30 días"},
		{"2022-02-30", lastDay, year2022, "!"},
		{"29 de febrero", lastDay, year2022, "!28 días"},
		{"viernes 30 de junio", lastDay, year2022, "!jueves"},
		{"03/04/2022", lastDay, year2022, "!puede ser"},
		{"por definir", lastDay, year2022, "!no fija un día"},
		{"mensual", lastDay, year2022, "!no fija un día"},
		{"último día hábil de marzo", lastDay, year2022, "!no fija un día"},
		{"N/A", lastDay, year2022, "!no fija un día"},
		{"xyz", lastDay, year2022, "!"},
		{"", lastDay, year2022, "!"},
	} {
		f := dayFlag{flag: "as-of", end: test.end}
		err := f.Set(test.text)
		var d when.Day
		if err == nil {
			d, err = f.in(test.period, today)
		}
		want, fail := strings.CutPrefix(test.want, "!")
		switch {
		case fail && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v, %v; want an error with %q", test.text, d, err, want)
		case !fail && (err != nil || d.String() != want):
			t.Errorf("%q: %v, %v; want %s", test.text, d, err, want)
		case err != nil && leftovers(err.Error()) != nil:
			t.Errorf("%q: English in %v", test.text, err)
		}
	}
}

func TestDayFlagAbsolute(t *testing.T) {
	for text, want := range map[string]bool{
		"2022-04-01": true, "hoy": true, "abril de 2022": true, "abril": false, "29 de febrero": false, "": false,
	} {
		f := dayFlag{flag: "as-of", end: lastDay, text: text}
		if _, ok := f.absolute(when.NewDay(2022, 6, 30)); ok != want {
			t.Errorf("%q: %v", text, ok)
		}
	}
}

func TestMonthFlag(t *testing.T) {
	for _, test := range []struct {
		text   string
		period when.Range
		want   string
	}{
		{"abril", year2022, "2022-04-01..2022-04-30"},
		{"ABRIL", year2022, "2022-04-01..2022-04-30"},
		{"abr", year2022, "2022-04-01..2022-04-30"},
		{"abr.", year2022, "2022-04-01..2022-04-30"},
		{"4", year2022, "2022-04-01..2022-04-30"},
		{"04", year2022, "2022-04-01..2022-04-30"},
		{"2024-02", year2022, "2024-02-01..2024-02-29"},
		{"02/2024", year2022, "2024-02-01..2024-02-29"},
		{"febrero de 2024", year2022, "2024-02-01..2024-02-29"},
		{"febrero 2024", year2022, "2024-02-01..2024-02-29"},
		{"mar", year2022, "2022-03-01..2022-03-31"},
		{"setiembre", year2022, "2022-09-01..2022-09-30"},
		{"sept", year2022, "2022-09-01..2022-09-30"},
		{"mzo", year2022, "2022-03-01..2022-03-31"},
		{"dic", schoolYear, "2022-12-01..2022-12-31"},
		{"ene", schoolYear, "2023-01-01..2023-01-31"},
		{"jul", schoolYear, "2023-07-01..2023-07-31"},
		{"abrul", year2022, "!¿quiso decir «abril»?"},
		{"april", year2022, "!¿quiso decir «abril»?"},
		{"0", year2022, "!son del 1 al 12"},
		{"-4", year2022, "2022-04-01..2022-04-30"},
		{"1 de abril", year2022, "!no es un mes"},
		{"trimestre", year2022, "!no existe el mes"},
		{"lunes", year2022, "!no existe el mes"},
		{" ", year2022, "!falta el valor"},
	} {
		var f monthFlag
		err := f.Set(test.text)
		want, fail := strings.CutPrefix(test.want, "!")
		if fail {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v, want %q", test.text, err, want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		if r := f.in(test.period); r.First.String()+".."+r.Last.String() != want {
			t.Errorf("%q: %s..%s, want %s", test.text, r.First, r.Last, want)
		}
	}
}

// FuzzFlags: no text makes an option panic, and what is refused is refused
// for a reason.
func FuzzFlags(f *testing.F) {
	for _, s := range []string{"abril", "2022-04", "1 de abril", "[2022-04..", "99999999999999999999", "\xff", "a\u0301", "«»", "-", "0000-00", "abril abril"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var m monthFlag
		if err := m.Set(s); err == nil {
			m.in(schoolYear)
		} else if err.Error() == "" {
			t.Error("no reason")
		}
		d := dayFlag{flag: "to", end: lastDay}
		if err := d.Set(s); err == nil {
			d.in(year2022, 0)
			d.in(when.Range{}, 0)
			d.absolute(0)
		}
		pick(s, noun{word: "clase", feminine: true}, probeKinds)
	})
}
