package rule

import (
	"time"

	"patci/pkg/when"
)

// DayOfYear is the day that a text without a year names in a year: «31 de
// enero», «último día de febrero»; of «último día hábil de marzo» the date is
// still to be resolved. Where the year has no 29 February it is 1 March, as
// of a term (LFPA, art. 29). It answers false for what is not one day of any
// year.
func DayOfYear(text string, year int) (when.Date, bool) {
	read := func(year int) (when.Date, bool) {
		of := when.Context{First: when.NewDay(year, time.January, 1), Last: when.NewDay(year, time.December, 31), One: true}
		d, problems := when.Parse(text, of)
		for _, p := range problems {
			if p.Fatal || p.Code == when.CodeOutside || p.Code == when.CodeWeekday {
				return d, false
			}
		}
		return d, (d.Kind == when.OneDay || d.Symbolic()) && !d.Tentative && !d.Undefined && d.Clock == ""
	}
	for _, leap := range []int{2020, 2024} { // these have every day; one that is written with its year is not in both
		if _, ok := read(leap); !ok {
			return when.Date{}, false
		}
	}
	if d, ok := read(year); ok {
		return d, true
	}
	march := when.NewDay(year, time.March, 1)
	return when.Date{Text: text, Kind: when.OneDay, Days: when.Days(march)}, true
}
