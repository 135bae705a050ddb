package when

import "time"

var monthNames = [12]string{
	"enero", "febrero", "marzo", "abril", "mayo", "junio",
	"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
}

var weekdayNames = [7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}

var weekdayShort = [7]string{"dom", "lun", "mar", "mié", "jue", "vie", "sáb"}

// MonthName returns the Spanish name of a month in lower case, «marzo», and ""
// for a month that does not exist.
func MonthName(m time.Month) string {
	if m < 1 || m > 12 {
		return ""
	}
	return monthNames[m-1]
}

// MonthShort returns the first three letters of [MonthName]: «mar».
func MonthShort(m time.Month) string {
	if m < 1 || m > 12 {
		return ""
	}
	return monthNames[m-1][:3]
}

// WeekdayName returns the Spanish name of a weekday in lower case, «jueves»,
// and "" for one that does not exist.
func WeekdayName(w time.Weekday) string {
	if w < 0 || w > 6 {
		return ""
	}
	return weekdayNames[w]
}

// WeekdayShort returns the first three letters of [WeekdayName]: «jue», «mié».
func WeekdayShort(w time.Weekday) string {
	if w < 0 || w > 6 {
		return ""
	}
	return weekdayShort[w]
}

// MonthLength returns the number of days of a month, 28 to 31, and 0 for a
// month that does not exist.
func MonthLength(y int, m time.Month) int {
	switch m {
	case time.January, time.March, time.May, time.July, time.August, time.October, time.December:
		return 31
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 0
}

// monthOf returns the month of a folded name or abbreviation.
func monthOf(w string) (time.Month, bool) {
	switch w {
	case "enero", "ene", "eno", "enro":
		return 1, true
	case "febrero", "feb", "febr", "febro":
		return 2, true
	case "marzo", "mar", "mzo", "marz", "mrz":
		return 3, true
	case "abril", "abr":
		return 4, true
	case "mayo", "may", "myo":
		return 5, true
	case "junio", "jun":
		return 6, true
	case "julio", "jul":
		return 7, true
	case "agosto", "ago", "agto", "agos", "agt":
		return 8, true
	case "septiembre", "setiembre", "sep", "sept", "set", "septbre", "sbre", "spbre":
		return 9, true
	case "octubre", "oct", "octbre", "obre":
		return 10, true
	case "noviembre", "nov", "novbre", "nvbre", "nbre", "novb":
		return 11, true
	case "diciembre", "dic", "dicbre", "dbre", "dicb":
		return 12, true
	}
	return 0, false
}

// weekdayOf returns the weekday of a folded name, abbreviation or plural.
func weekdayOf(w string) (time.Weekday, bool) {
	switch w {
	case "domingo", "domingos", "dom":
		return time.Sunday, true
	case "lunes", "lun":
		return time.Monday, true
	case "martes", "mar", "mart":
		return time.Tuesday, true
	case "miercoles", "mie", "mier", "mierc":
		return time.Wednesday, true
	case "jueves", "jue", "juev":
		return time.Thursday, true
	case "viernes", "vie", "vier":
		return time.Friday, true
	case "sabado", "sabados", "sab":
		return time.Saturday, true
	}
	return 0, false
}

var cardinalNames = [31]string{
	"un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
	"once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte",
	"veintiún", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve", "treinta",
	"treinta y un",
}

// cardinalOf returns the value of a folded cardinal of one word, 1 to 900.
func cardinalOf(w string) (int, bool) {
	switch w {
	case "uno", "un", "una":
		return 1, true
	case "dos":
		return 2, true
	case "tres":
		return 3, true
	case "cuatro":
		return 4, true
	case "cinco":
		return 5, true
	case "seis":
		return 6, true
	case "siete":
		return 7, true
	case "ocho":
		return 8, true
	case "nueve":
		return 9, true
	case "diez":
		return 10, true
	case "once":
		return 11, true
	case "doce":
		return 12, true
	case "trece":
		return 13, true
	case "catorce":
		return 14, true
	case "quince":
		return 15, true
	case "dieciseis":
		return 16, true
	case "diecisiete":
		return 17, true
	case "dieciocho":
		return 18, true
	case "diecinueve":
		return 19, true
	case "veinte":
		return 20, true
	case "veintiuno", "veintiun", "veintiuna":
		return 21, true
	case "veintidos":
		return 22, true
	case "veintitres":
		return 23, true
	case "veinticuatro":
		return 24, true
	case "veinticinco":
		return 25, true
	case "veintiseis":
		return 26, true
	case "veintisiete":
		return 27, true
	case "veintiocho":
		return 28, true
	case "veintinueve":
		return 29, true
	case "treinta":
		return 30, true
	case "cuarenta":
		return 40, true
	case "cincuenta":
		return 50, true
	case "sesenta":
		return 60, true
	case "setenta":
		return 70, true
	case "ochenta":
		return 80, true
	case "noventa":
		return 90, true
	case "novecientos":
		return 900, true
	}
	return 0, false
}
