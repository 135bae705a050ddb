// Package workday tells working days from others and counts terms in days,
// months and years as the Ley Federal de Procedimiento Administrativo (LFPA)
// counts them in its articles 28, 29 and 38.
//
// Saturdays, Sundays, the holidays of one [List] and the closures of the
// programme are not working days. Every other day is.
//
// # Counting
//
//   - A term in days counts working days only (LFPA 28). The day of the act is
//     day 0 and the count begins on the day after it (LFPA 38): [Calendar.Add]
//     and [Calendar.Between] leave out their first day and take in their last.
//   - A term in months or years ends on the same day number, and where that
//     month has no such day, on the first working day of the next one (LFPA
//     29): [Calendar.AddMonths]. This is neither the end of the month nor the
//     AddDate of [time.Time].
//   - If its last day is not a working day, the term runs to the next one (LFPA
//     29). This is the parameter roll.
//
// # What the lists hold, and since when
//
// The Mondays of February and November hold from 2006 on, that of March from
// 2007 (LFT, DOF 17-01-2006); before, the lists [Official] and [Labour] have the
// fixed dates, 5 February, 21 March and 20 November. [Procedure] has the fixed
// dates in every year. The change of the federal executive is on 1 December up
// to 2018 and on 1 October from 2024 on, every six years; [Procedure] still
// says 1 December.
//
// Known limits, because nothing was read about them:
//
//   - The text of the Calendario Oficial of 2006 was not found. That it moved
//     its March holiday in 2007, like the LFT, is an analogy. Up to 2005 its
//     list is that of today with the fixed dates.
//   - A list is applied to any year, also to those before the law it comes from.
//   - Election days (LFT 74 fr. IX) are not included, nor are vacations and
//     suspensions ordered in the Diario Oficial: those are closures, and every
//     programme brings its own.
//
// # Traps of the engine
//
// The days of each holiday are worked out by github.com/rickar/cal/v2, which
// this package alone imports. The functions it ships answer with midnight in the
// zone of the machine, which a change of the clocks can put on the day before (in
// Mexico City, 5 February 1939); so the holidays here have their own functions,
// at noon UTC, and the zone of the machine is never read. Its Mexican holidays
// are wrong and its cache has failed under concurrent use: neither is used. It is
// not asked day by day, which takes a hundred times as long as asking for the
// days of the holidays and keeping a bit for each day of the year.
package workday
