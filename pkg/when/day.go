package when

import (
	"strconv"
	"time"
)

// Day is a civil day: the number of days since 1970-01-01 in the proleptic
// Gregorian calendar. It has no zone and no clock, so days compare and subtract
// as numbers: next week is d+7.
type Day int32

// NewDay returns the day of a year, month and day of the month. Values out of
// range are carried over as [time.Date] does: 31 April is 1 May.
func NewDay(year int, month time.Month, day int) Day {
	m := int(month) - 1
	year += m / 12
	if m %= 12; m < 0 {
		m += 12
		year--
	}
	return civil(year, m+1) + Day(day-1)
}

// civil returns the first day of a month, for a month in 1..12. It counts in
// eras of 400 years that begin on 1 March, so that the leap day comes last.
func civil(year, month int) Day {
	if month <= 2 {
		year--
		month += 12
	}
	era := year / 400
	if year < 0 {
		era = (year - 399) / 400
	}
	yoe := year - era*400
	doy := (153*(month-3) + 2) / 5
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Day(era*146097 + doe - 719468)
}

// ValidDay is [NewDay] for a date that must exist as given: ok is false for
// 31 April, month 13, and for years outside 1..9999, which ISO 8601 does not
// write in four figures.
func ValidDay(year int, month time.Month, day int) (d Day, ok bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > MonthLength(year, month) {
		return 0, false
	}
	return NewDay(year, month, day), true
}

// ParseISO reads the extended calendar date of ISO 8601-1 §5.2.2.1, exactly
// YYYY-MM-DD, of a day that exists.
func ParseISO(s string) (d Day, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	num := func(s string) int {
		n := 0
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return -1
			}
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	y, m, n := num(s[:4]), num(s[5:7]), num(s[8:])
	if y < 0 || m < 0 || n < 0 {
		return 0, false
	}
	return ValidDay(y, time.Month(m), n)
}

// Date returns the year, month and day of the month in which d falls.
func (d Day) Date() (year int, month time.Month, day int) {
	z := int(d) + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	year = yoe + era*400
	m := mp + 3
	if m > 12 {
		m -= 12
		year++
	}
	return year, time.Month(m), day
}

// Year returns the year in which d falls.
func (d Day) Year() int { y, _, _ := d.Date(); return y }

// Month returns the month in which d falls.
func (d Day) Month() time.Month { _, m, _ := d.Date(); return m }

// Weekday returns the day of the week of d.
func (d Day) Weekday() time.Weekday {
	w := (int(d) + 4) % 7 // 1970-01-01 was a Thursday
	if w < 0 {
		w += 7
	}
	return time.Weekday(w)
}

// String returns d as ISO 8601 writes it: 2022-03-10.
func (d Day) String() string {
	y, m, n := d.Date()
	if y < 0 || y > 9999 {
		return d.Time().Format("2006-01-02")
	}
	b := [10]byte{
		byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-',
		byte('0' + m/10), byte('0' + m%10), '-', byte('0' + n/10), byte('0' + n%10),
	}
	return string(b[:])
}

// Time returns noon of d in UTC, for libraries that want a [time.Time]. Noon
// stays on the same day in every zone from -12 to +11 hours.
func (d Day) Time() time.Time {
	y, m, n := d.Date()
	return time.Date(y, m, n, 12, 0, 0, 0, time.UTC)
}

// Spanish returns d in words with its year: «10 de marzo de 2022».
func (d Day) Spanish() string {
	return d.DayMonth() + " de " + strconv.Itoa(d.Year())
}

// DayMonth returns d in words without its year: «10 de marzo».
func (d Day) DayMonth() string {
	_, m, n := d.Date()
	return strconv.Itoa(n) + " de " + MonthName(m)
}

// Long returns d in words with its weekday: «jueves 10 de marzo de 2022».
func (d Day) Long() string { return WeekdayName(d.Weekday()) + " " + d.Spanish() }
