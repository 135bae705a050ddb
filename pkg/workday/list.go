package workday

import (
	"time"

	"github.com/rickar/cal/v2"
)

// List says which law's holidays a [Calendar] keeps.
type List uint8

// The lists of holidays.
const (
	// Official is the list of the federal offices: article Segundo of the
	// Decreto por el que se establece el Calendario Oficial, to which article 29
	// of the Ley Federal de los Trabajadores al Servicio del Estado refers.
	Official List = iota
	// Labour is the list of article 74 of the Ley Federal del Trabajo, without
	// its election days (fraction IX).
	Labour
	// Procedure is the list of article 28 of the Ley Federal de Procedimiento
	// Administrativo.
	Procedure
	// None is no law's list: of another country, or of a body that declares all
	// its closures itself. Only Saturdays, Sundays and closures do not work.
	None
)

// lists is the one table of the lists, in the order of the constants.
var lists = [...]struct{ name, citation string }{
	Official:  {"oficial", "Calendario Oficial (DOF 06-10-1993, ref. 27-01-2006 y 12-07-2024)"},
	Labour:    {"lft", "Ley Federal del Trabajo, art. 74 (ref. DOF 17-01-2006 y 30-09-2024)"},
	Procedure: {"lfpa", "Ley Federal de Procedimiento Administrativo, art. 28"},
	None:      {"ninguna", "sin lista: solo los sábados, los domingos y los días que el programa declara"},
}

// Lists returns all lists, the default one first.
func Lists() []List { return []List{Official, Labour, Procedure, None} }

// ParseList returns the list of a name: oficial, lft, lfpa or ninguna.
func ParseList(name string) (List, bool) {
	for i, l := range lists {
		if l.name == name {
			return List(i), true
		}
	}
	return Official, false
}

// String returns the name of l, as [ParseList] reads it.
func (l List) String() string {
	if int(l) >= len(lists) {
		return "desconocida"
	}
	return lists[l].name
}

// Citation returns the law and article of l in Spanish, with its publications
// in the Diario Oficial de la Federación where they matter.
func (l List) Citation() string {
	if int(l) >= len(lists) {
		return ""
	}
	return lists[l].citation
}

// The titles of the holidays. Where the law gives a day and no reason, so do we.
const (
	newYear      = "Año Nuevo"
	constitution = "aniversario de la Constitución"
	juarez       = "natalicio de Benito Juárez"
	labourDay    = "Día del Trabajo"
	puebla       = "batalla de Puebla"
	september    = "1 de septiembre (LFPA, art. 28)"
	independence = "aniversario de la Independencia"
	revolution   = "aniversario de la Revolución"
	executive    = "transmisión del Poder Ejecutivo Federal"
	christmas    = "Navidad"
)

// The first years of the Mondays (LFT, DOF 17-01-2006) and of the change of the
// executive on 1 October (Constitución 83; CO, DOF 12-07-2024).
const (
	mondays2006  = 2006
	mondayMarch  = 2007
	firstOctober = 2024
)

// calendar returns the engine's calendar of l. Its working week, Monday to
// Friday, is the engine's own default.
func (l List) calendar() *cal.BusinessCalendar {
	c := cal.NewBusinessCalendar()
	if l == None {
		return c
	}
	c.AddHoliday(
		fixed(newYear, time.January, 1),
		fixed(labourDay, time.May, 1),
		fixed(independence, time.September, 16),
		fixed(christmas, time.December, 25),
	)
	feb := fixed(constitution, time.February, 5)
	mar := fixed(juarez, time.March, 21)
	nov := fixed(revolution, time.November, 20)
	c.AddHoliday(feb, mar, nov)

	if l == Procedure {
		c.AddHoliday(
			fixed(puebla, time.May, 5),
			fixed(september, time.September, 1),
			transfer(func(int) time.Month { return time.December }),
		)
		return c
	}
	feb.EndYear, mar.EndYear, nov.EndYear = mondays2006-1, mondayMarch-1, mondays2006-1
	c.AddHoliday(
		monday(constitution, time.February, 1, mondays2006),
		monday(juarez, time.March, 3, mondayMarch),
		monday(revolution, time.November, 3, mondays2006),
		transfer(func(year int) time.Month {
			if year < firstOctober {
				return time.December
			}
			return time.October
		}),
	)
	if l != Labour {
		c.AddHoliday(fixed(puebla, time.May, 5))
	}
	return c
}

// noon is the only moment of a day that the engine is ever asked about or
// answers with here.
func noon(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
}

func fixed(title string, month time.Month, day int) *cal.Holiday {
	return &cal.Holiday{Name: title, Month: month, Day: day,
		Func: func(h *cal.Holiday, year int) time.Time { return noon(year, h.Month, h.Day) }}
}

// monday is the n-th Monday of a month, since a year.
func monday(title string, month time.Month, n, since int) *cal.Holiday {
	return &cal.Holiday{Name: title, Month: month, Weekday: time.Monday, Offset: n, StartYear: since,
		Func: func(h *cal.Holiday, year int) time.Time {
			return cal.WeekdayNFrom(noon(year, h.Month, 1), h.Weekday, h.Offset)
		}}
}

// transfer is the first day of a month in the years in which the federal
// executive changes; the zero time tells the engine «not this year».
func transfer(month func(year int) time.Month) *cal.Holiday {
	return &cal.Holiday{Name: executive, Func: func(_ *cal.Holiday, year int) time.Time {
		if (year-2018)%6 != 0 {
			return time.Time{}
		}
		return noon(year, month(year), 1)
	}}
}
