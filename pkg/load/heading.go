package load

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/source"
	"patci/pkg/when"
	"patci/pkg/yamlnode"
)

// readHeading reads program: from the one file that has it and fixes the
// period, which every other date needs.
func (l *loader) readHeading(roots []*yamlnode.Node) {
	h := &heading{p: l.p}
	var first *yamlnode.Node
	for _, root := range roots {
		for _, pair := range root.Pairs {
			if pair.Key.Value != "program" {
				continue
			}
			if first != nil {
				if pair.Key.Place.File != first.Place.File {
					l.fault("clave-repetida", pair.Key.Place, "program", "la clave «program» ya está en "+first.Place.String(), "deje una sola en toda la carpeta")
				}
				continue
			}
			first = pair.Key
			if pair.Value.Kind != yamlnode.Null {
				before := len(l.findings)
				headingKeys().read(l, pair.Value, "program", h)
				// What was said of the year, or of the whole, is not said again.
				h.said = pair.Value.Partial || pair.Value.Get("year") != nil || pair.Value.Get("period") != nil ||
					slices.ContainsFunc(l.findings[before:], func(f diag.Finding) bool {
						return f.Path == "program" || strings.Contains(f.Remedy, "«year»") || strings.Contains(f.Remedy, "«period»")
					})
			}
		}
	}
	l.period(h, first, roots)
}

// period works out the days of the programme.
func (l *loader) period(h *heading, key *yamlnode.Node, roots []*yamlnode.Node) {
	p := l.p
	switch {
	case h.year.Set() && h.period.Set():
		l.fault("valor", h.period.At, h.period.Path, "el programa lleva «year» y «period»", "deje «year» si es un año natural, «period» si no lo es")
		fallthrough
	case h.year.Set():
		p.Period, l.known = calendarYear(h.year.Value), true
		p.PeriodAt = program.Text{Value: strconv.Itoa(h.year.Value), At: h.year.At, Path: h.year.Path}
	case h.period.Set():
		from, to, ok := strings.Cut(h.period.Value, "/")
		first, ok1 := when.ParseISO(strings.TrimSpace(from))
		last, ok2 := when.ParseISO(strings.TrimSpace(to))
		p.PeriodAt = h.period
		why := ""
		switch {
		case !ok || !ok1 || !ok2:
			why = "no es un periodo"
		case first > last:
			why = "termina antes de empezar"
		case last-first >= maxPeriod:
			why = "abarca más de diez años"
		default:
			p.Period, l.known = when.Range{First: first, Last: last}, true
		}
		if why != "" {
			l.fault("valor", h.period.At, h.period.Path, fmt.Sprintf("«%s» %s", clip(h.period.Value), why),
				"escriba el primer y el último día, por ejemplo: 2022-08-01/2023-07-31")
		}
	case key == nil || !h.said:
		l.missingYear(key, roots)
	}
	if !l.known {
		if y, err := strconv.Atoi(path.Base(p.Folder)); err == nil && y >= 1900 && y < 3000 {
			p.Period, l.known = calendarYear(y), true
		}
	}
	p.NumericDMY = h.numeric.Value == "dmy"
	l.dates = when.Context{First: p.Period.First, Last: p.Period.Last, NumericDMY: p.NumericDMY}
}

// maxPeriod bounds a programme to ten years, so that a slip in a year does
// not make sets of days without end.
const maxPeriod = 3660

// missingYear says that no file gives the programme's year.
func (l *loader) missingYear(key *yamlnode.Node, roots []*yamlnode.Node) {
	remedy := "añada al principio de un archivo de la carpeta: program: {year: 2022, title: …}"
	switch {
	case key != nil:
		l.fault("clave-faltante", key.Place, "program", "falta el año del programa", "añada «year: 2022» o «period: 2022-08-01/2023-07-31»")
	case l.lost[""]: // it may be in what could not be read
	case slices.ContainsFunc(roots, misspelt):
	case len(roots) > 0:
		at := source.Place{File: roots[0].Place.File}
		if l.within { // the file is not the programme's alone
			at, remedy = roots[0].Place, "añada: program: {year: 2022}"
		}
		l.fault("clave-faltante", at, "", "falta la clave «program», que dice de qué año es el programa", remedy)
	case len(l.p.Files) > 0:
		l.fault("clave-faltante", source.Place{File: l.p.Files[0]}, "", "no hay nada que leer: falta la clave «program»", remedy)
	default:
		l.add(diag.Finding{Rule: "clave-faltante", Verdict: diag.Broken, Severity: diag.Error,
			Message: fmt.Sprintf("no hay ningún archivo .yaml en «%s»", l.p.Folder), Remedy: remedy})
	}
}

// misspelt reports whether a file has program: by another name.
func misspelt(root *yamlnode.Node) bool {
	return slices.ContainsFunc(root.Pairs, func(p yamlnode.Pair) bool {
		if rootKeys().field(p.Key.Value) != nil {
			return false
		}
		name, _ := rootKeys().meant(p.Key.Value, root)
		return name == "program"
	})
}

func calendarYear(y int) when.Range {
	return when.Range{First: when.NewDay(y, 1, 1), Last: when.NewDay(y, 12, 31)}
}
