// Package junit writes how rules stand as the XML of JUnit, in the form that
// Jenkins and GitLab show: a suite for each programme, a case for each rule.
// No case has a time: none was measured.
package junit

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"patci/pkg/builtin"
	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/render/term"
	"patci/pkg/render/text"
)

type suites struct {
	XMLName  xml.Name `xml:"testsuites"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Errors   int      `xml:"errors,attr"`
	Suites   []suite  `xml:"testsuite"`
}

type suite struct {
	Name       string     `xml:"name,attr"`
	Tests      int        `xml:"tests,attr"`
	Failures   int        `xml:"failures,attr"`
	Errors     int        `xml:"errors,attr"`
	Skipped    int        `xml:"skipped,attr"`
	Properties []property `xml:"properties>property"`
	Cases      []testcase `xml:"testcase"`
}

type property struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type testcase struct {
	Class   string   `xml:"classname,attr"`
	Name    string   `xml:"name,attr"`
	Skipped *outcome `xml:"skipped"`
	Failure *outcome `xml:"failure"`
	Out     string   `xml:"system-out,omitempty"`
}

type outcome struct {
	Type    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// Options are what the results alone do not tell.
type Options struct {
	AsOf string // the day asked, yyyy-mm-dd; "" if none was
	// Whole is true if every check was made and every finding is there, so
	// that of the checks without a case it can be said that they found nothing.
	Whole bool
}

// Validation writes a suite for each programme. A case fails if its rule is
// broken and that is an error or a warning; it is skipped if the rule is open
// or has nothing to judge; it passes if the rule is met, or what breaks it is
// justified, or is no more than a note. The built-in checks that found
// something are cases too.
func Validation(w io.Writer, results []*check.Result, o Options) error {
	all := suites{Name: "patci"}
	for _, r := range results {
		s := ofProgram(r, o)
		all.Tests += s.Tests
		all.Failures += s.Failures
		all.Suites = append(all.Suites, s)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	b.WriteByte('\n')
	// No attribute here has a line end, so that each one can stand as itself.
	_, err := w.Write(bytes.ReplaceAll(b.Bytes(), []byte("&#xA;"), []byte("\n")))
	return err
}

func ofProgram(r *check.Result, o Options) suite {
	s := suite{Name: term.Visible(r.Program.Folder), Properties: []property{{"programa", term.Visible(r.Program.Name())}}}
	if o.AsOf != "" {
		s.Properties = append(s.Properties, property{"corte", o.AsOf})
	}
	add := func(c testcase) {
		c.Class = s.Name
		s.Tests++
		switch {
		case c.Failure != nil:
			s.Failures++
		case c.Skipped != nil:
			s.Skipped++
		}
		s.Cases = append(s.Cases, c)
	}
	of := map[string][]diag.Finding{}
	for _, f := range r.Findings {
		of[f.Rule] = append(of[f.Rule], f)
	}
	// GitLab keeps only the first of two cases of one name: a rule that stands
	// for several bodies is one case.
	judged := map[string]bool{}
	for _, v := range r.Verdicts {
		if !judged[v.Rule.ID] {
			judged[v.Rule.ID] = true
			add(ofRule(r, v.Rule.ID, v.Rule.Title, of[v.Rule.ID]))
		}
	}
	for _, c := range builtin.All() {
		if fs := of[c.ID]; fs != nil && !judged[c.ID] {
			judged[c.ID] = true
			add(ofCheck(c.ID, c.Title, fs))
		}
	}
	var rest []string
	for _, f := range r.Findings {
		if !judged[f.Rule] && !slices.Contains(rest, f.Rule) {
			rest = append(rest, f.Rule)
		}
	}
	for _, id := range rest {
		add(ofCheck(id, "", of[id]))
	}
	if o.Whole {
		add(testcase{Name: "las demás revisiones de escritura y fechas"})
	}
	return s
}

func ofRule(r *check.Result, id, title string, fs []diag.Finding) testcase {
	c := testcase{Name: name(id, title)}
	overall := r.Overall(id)
	var standing []string
	said := "" // by the gravest verdict
	for _, v := range r.Verdicts {
		if v.Rule.ID != id {
			continue
		}
		line := v.Verdict.Verdict.Spanish() + " · " + v.Message
		if b := r.Program.Body(v.Body); b != nil {
			line = b.Label() + ": " + line
		}
		if v.Verdict.Verdict == overall && said == "" {
			said = term.Visible(line)
		}
		standing = append(standing, term.Visible(line))
	}
	c.Out = strings.Join(standing, "\n") + "\n"
	failing := failing(fs)
	if failing != nil {
		c.Failure = failure(failing, tell(fs))
		return c
	}
	c.Out += tell(fs)
	if overall == diag.Open || overall == diag.NotApplicable ||
		overall == diag.Broken && len(fs) == 0 { // it is told where nobody asked to look
		c.Skipped = &outcome{Message: said}
	}
	return c
}

func ofCheck(id, title string, fs []diag.Finding) testcase {
	c := testcase{Name: name(id, title)}
	if failing := failing(fs); failing != nil {
		c.Failure = failure(failing, tell(fs))
	} else {
		c.Out = tell(fs)
	}
	return c
}

func name(id, title string) string {
	if title == "" {
		return term.Visible(id)
	}
	return term.Visible(id + ": " + title)
}

// failing are the findings that make a case fail: broken, not justified, and
// more than a note.
func failing(fs []diag.Finding) []diag.Finding {
	var out []diag.Finding
	for _, f := range fs {
		if f.Verdict == diag.Broken && f.Waived == nil && f.Severity > diag.Note {
			out = append(out, f)
		}
	}
	return out
}

// failure tells the gravest of some findings in its message, and all.
func failure(failing []diag.Finding, all string) *outcome {
	worst := failing[0]
	for _, f := range failing {
		if f.Severity > worst.Severity {
			worst = f
		}
	}
	return &outcome{worst.Severity.Spanish(), term.Visible(worst.Message), all}
}

// tell writes findings as they are read on a terminal, as wide as they need.
func tell(fs []diag.Finding) string {
	var b bytes.Buffer
	text.Findings(&b, fs, term.Style{}) // a buffer takes all
	return b.String()
}
