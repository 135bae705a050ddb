package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"patci/pkg/when"

	"github.com/spf13/cobra"
)

// end says which day of several an option takes.
type end bool

// Of «abril», --from takes the first day, --to and --as-of the last.
const (
	firstDay end = false
	lastDay  end = true
)

// dayFlag is an option that takes a day, as people write days: 2022-04-01,
// «1 de abril», «abril», «hoy». What has no year takes that of the programme,
// which is known only once one was found: see [dayFlag.in].
type dayFlag struct {
	flag string // its name, for errors
	end  end
	text string // as written; "" if it was not given
}

// String is the text as written.
func (f *dayFlag) String() string { return f.text }

// Type is what stands for the value in the help.
func (f *dayFlag) Type() string { return "DÍA" }

// given reports whether somebody gave the option.
func (f *dayFlag) given() bool { return f.text != "" }

// Set takes the text, and refuses at once what is no date in any year.
func (f *dayFlag) Set(s string) error {
	s = strings.TrimSpace(s)
	if s == "" {
		return errEmpty
	}
	f.text = s
	if _, ok := relativeDay(s); ok {
		return nil
	}
	leap := when.Range{First: when.NewDay(2024, 1, 1), Last: when.NewDay(2024, 12, 31)}
	if d, problems := f.parse(leap); unreadable(problems, d, when.CodeUnreadable, when.CodeAmbiguous) != nil {
		return f.wrong(d, problems)
	}
	return nil
}

// in returns the day meant in a programme, on the day that is today.
func (f *dayFlag) in(period when.Range, today when.Day) (when.Day, error) {
	if n, ok := relativeDay(f.text); ok {
		return today + when.Day(n), nil
	}
	d, problems := f.parse(period)
	if unreadable(problems, d, when.CodeUnreadable, when.CodeAmbiguous, when.CodeImpossible, when.CodeWeekday, when.CodeOutside) != nil || !fixesDays(d) {
		return 0, f.wrong(d, problems)
	}
	if f.end == lastDay {
		return d.Days.Last(), nil
	}
	return d.Days.First(), nil
}

// absolute returns the day meant if it is the same in every programme.
func (f *dayFlag) absolute(today when.Day) (when.Day, bool) {
	if !f.given() {
		return 0, false
	}
	a, errA := f.in(calendarYear(2024), today)
	b, errB := f.in(calendarYear(2025), today)
	return a, errA == nil && errB == nil && a == b
}

func (f *dayFlag) parse(period when.Range) (when.Date, []when.Problem) {
	return when.Parse(f.text, when.Context{First: period.First, Last: period.Last, Anywhere: true})
}

// fixesDays reports whether a date names days at all.
func fixesDays(d when.Date) bool {
	return !d.Days.IsEmpty() && !d.Symbolic() && !d.Undefined && d.Kind != when.NoDate && d.Kind != when.Occurrences
}

// unreadable returns the first problem that is fatal, or that speaks of a
// weekday that disagrees, if its code is among codes.
func unreadable(problems []when.Problem, d when.Date, codes ...string) *when.Problem {
	for i, p := range problems {
		if (p.Fatal || p.Code == when.CodeWeekday) && slices.Contains(codes, p.Code) {
			return &problems[i]
		}
	}
	return nil
}

// wrong says why a text is no day.
func (f *dayFlag) wrong(d when.Date, problems []when.Problem) error {
	if p := unreadable(problems, d, when.CodeUnreadable, when.CodeAmbiguous, when.CodeImpossible, when.CodeWeekday, when.CodeOutside); p != nil {
		m := p.Message
		if p.Remedy != "" {
			m += "; " + p.Remedy
		}
		return usagef("--%s «%s»: %s", f.flag, f.text, m)
	}
	return usagef("--%s «%s»: no fija un día; escriba por ejemplo 2022-04-01, «1 de abril», «abril» u «hoy»", f.flag, f.text)
}

// relativeDay reads words that hang on today.
func relativeDay(s string) (int, bool) {
	switch fold(s) {
	case "hoy", "today", "ahora":
		return 0, true
	case "ayer", "yesterday":
		return -1, true
	case "anteayer", "antier":
		return -2, true
	case "mañana", "manana", "tomorrow":
		return 1, true
	case "pasado-manana":
		return 2, true
	}
	return 0, false
}

// addDay gives c an option that takes a day.
func addDay(c *cobra.Command, to *dayFlag, name string, e end, doc string) {
	to.flag, to.end = name, e
	c.Flags().Var(to, name, doc)
	complete(c, name, func(*cobra.Command, []string, string) []string { return append([]string{"hoy"}, monthNames()...) })
}

// addAsOf gives c the option that says which day is asked.
func addAsOf(c *cobra.Command, to *dayFlag, otherwise string) {
	addDay(c, to, "as-of", lastDay, "día de corte: 2022-04-01, «1 de abril», «abril» (su último día), hoy; "+otherwise)
}

// monthFlag is an option that takes a month: abril, abr, 4, 2022-04,
// «abril de 2022».
type monthFlag struct {
	year  int        // 0: that of the programme
	month time.Month // 0: not given
}

// String is the month as YYYY-MM or its name.
func (f *monthFlag) String() string {
	switch {
	case f.month == 0:
		return ""
	case f.year == 0:
		return when.MonthName(f.month)
	}
	return fmt.Sprintf("%04d-%02d", f.year, f.month)
}

// Type is what stands for the value in the help.
func (f *monthFlag) Type() string { return "MES" }

// given reports whether somebody gave the option.
func (f *monthFlag) given() bool { return f.month != 0 }

// Set reads a month.
func (f *monthFlag) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return errEmpty
	}
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == '.' || r == '_' })
	words = slices.DeleteFunc(words, func(w string) bool { return w == "de" || w == "del" })
	year := 0
	for i, w := range words {
		if y, ok := number(w); ok && len(w) == 4 && y > 0 {
			year, words = y, slices.Delete(slices.Clone(words), i, i+1)
			break
		}
	}
	if len(words) != 1 {
		return usagef("«%s» no es un mes; escriba por ejemplo «abril», «4» o «2022-04»", s)
	}
	m, ok := month(words[0])
	if !ok {
		if n, isNumber := number(words[0]); isNumber {
			return usagef("no existe el mes «%d»; son del 1 al 12", n)
		}
		if m, near := when.NearestMonth(words[0]); near {
			return usagef("no existe el mes «%s»; ¿quiso decir «%s»?", s, m)
		}
		return usagef("no existe el mes «%s»; escriba por ejemplo «abril», «4» o «2022-04»", s)
	}
	*f = monthFlag{year, m}
	return nil
}

// number reads a text of digits alone.
func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && strings.Trim(s, "0123456789") == ""
}

// month reads a month by its number, its name, the first letters of it, or
// another way that dates are abbreviated.
func month(w string) (time.Month, bool) {
	if n, ok := number(w); ok {
		return time.Month(n), n >= 1 && n <= 12
	}
	if f := fold(w); len(f) >= 3 {
		for m := time.January; m <= time.December; m++ {
			if strings.HasPrefix(when.MonthName(m), f) {
				return m, true
			}
		}
	}
	y := calendarYear(2024)
	d, problems := when.Parse(w, when.Context{First: y.First, Last: y.Last})
	if len(problems) > 0 || d.Kind != when.Window || d.Undefined || len(d.Days) != 1 {
		return 0, false
	}
	m := d.Days.First().Month()
	return m, d.Days[0] == monthOf(2024, m)
}

// in returns the days of the month in a programme: of the year in which it
// falls within it, or else of its first year.
func (f *monthFlag) in(period when.Range) when.Range {
	year := f.year
	if year == 0 {
		year = period.First.Year()
		for y := year; y <= period.Last.Year(); y++ {
			if r := monthOf(y, f.month); r.First <= period.Last && r.Last >= period.First {
				year = y
				break
			}
		}
	}
	return monthOf(year, f.month)
}

func monthOf(y int, m time.Month) when.Range {
	return when.Range{First: when.NewDay(y, m, 1), Last: when.NewDay(y, m+1, 1) - 1}
}

func calendarYear(y int) when.Range {
	return when.Range{First: when.NewDay(y, 1, 1), Last: when.NewDay(y, 12, 31)}
}

func monthNames() []string {
	var out []string
	for m := time.January; m <= time.December; m++ {
		out = append(out, when.MonthName(m))
	}
	return out
}

// addMonth gives c the option --month.
func addMonth(c *cobra.Command, to *monthFlag, doc string) {
	c.Flags().Var(to, "month", doc+": abril, abr, 4, 2022-04")
	complete(c, "month", func(*cobra.Command, []string, string) []string { return monthNames() })
}
