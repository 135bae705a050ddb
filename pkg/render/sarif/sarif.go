// Package sarif writes findings as SARIF 2.1.0, the form in which code hosts
// and editors take the results of an analysis. The same programme gives the
// same bytes: no clock, no machine, no absolute path of a folder below the one
// where patci ran.
package sarif

import (
	"encoding/json"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"sync"

	"patci/pkg/check"
	"patci/pkg/diag"
	"patci/pkg/program"
	"patci/pkg/render/text"
	"patci/pkg/source"
)

// Run is one run of patci over some programmes.
type Run struct {
	Results []*check.Result // their Findings are those to write
	Version string          // of patci, "" if nobody knows
	AsOf    string          // the day asked, yyyy-mm-dd; "" if none was
	Failed  bool            // whether the findings make the command fail
}

// language is that of every text that people read here.
const language = "es-MX"

// root names the folder that relative paths are below: where patci ran, which
// for a code host is the top of the repository.
const root = "%SRCROOT%"

type log struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []run  `json:"runs"`
}

type run struct {
	Tool        tool                `json:"tool"`
	Invocations []invocation        `json:"invocations"`
	Bases       map[string]location `json:"originalUriBaseIds"`
	Language    string              `json:"language"`
	ColumnKind  string              `json:"columnKind"`
	Newlines    []string            `json:"newlineSequences"`
	Results     []result            `json:"results"`
	Properties  runProperties       `json:"properties"`
}

type runProperties struct {
	AsOf *string `json:"asOf"`
}

type tool struct {
	Driver driver `json:"driver"`
}

type driver struct {
	Name            string       `json:"name"`
	FullName        string       `json:"fullName,omitempty"`
	Version         string       `json:"version,omitempty"`
	SemanticVersion string       `json:"semanticVersion,omitempty"`
	Language        string       `json:"language"`
	Rules           []descriptor `json:"rules"`
}

type invocation struct {
	Successful  bool   `json:"executionSuccessful"`
	ExitCode    int    `json:"exitCode"`
	Description string `json:"exitCodeDescription"`
}

type location struct {
	Description message `json:"description"`
}

type message struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type result struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      message           `json:"message"`
	Locations    []place           `json:"locations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Suppressions []suppression     `json:"suppressions"`
	Properties   resultProperties  `json:"properties"`
}

type resultProperties struct {
	Verdict  string         `json:"verdict"`
	Because  []diag.Because `json:"because,omitempty"`
	Entities []string       `json:"entities,omitempty"`
	Basis    []diag.Basis   `json:"basis,omitempty"`
	Remedy   string         `json:"remedy,omitempty"`
}

type place struct {
	Physical *physical `json:"physicalLocation,omitempty"`
	Logical  []logical `json:"logicalLocations,omitempty"`
}

type physical struct {
	Artifact artifact `json:"artifactLocation"`
	Region   *region  `json:"region,omitempty"`
}

type artifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId,omitempty"`
}

type region struct {
	StartLine   int      `json:"startLine"`
	StartColumn int      `json:"startColumn"`
	EndLine     int      `json:"endLine,omitempty"`
	EndColumn   int      `json:"endColumn,omitempty"`
	Snippet     *snippet `json:"snippet,omitempty"`
}

type snippet struct {
	Text string `json:"text"`
}

type logical struct {
	FullyQualifiedName string `json:"fullyQualifiedName"`
	Kind               string `json:"kind"`
}

type suppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

// Write writes a run as one SARIF log.
func Write(w io.Writer, r Run) error {
	rules := newCatalogue(r.Results)
	out := run{
		Tool: tool{driver{Name: "patci", FullName: "patci: el programa anual de trabajo de un órgano colegiado",
			Version: r.Version, SemanticVersion: semantic(r.Version), Language: language}},
		Invocations: []invocation{{Successful: true, Description: "nada que impida el programa"}},
		Bases:       map[string]location{root: {message{Text: "la carpeta en la que se ejecutó patci"}}},
		Language:    language,
		ColumnKind:  "unicodeCodePoints",
		Newlines:    []string{"\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"}, // those of source.File
		Results:     []result{},
	}
	if r.Failed {
		out.Invocations[0].ExitCode, out.Invocations[0].Description = 1, "hay hallazgos que lo impiden"
	}
	if r.AsOf != "" {
		out.Properties.AsOf = &r.AsOf
	}
	prints := fingerprints{}
	for _, res := range r.Results {
		keys := newKeys(res.Program)
		for _, f := range res.Findings {
			out.Results = append(out.Results, encode(f, rules.index(res, f), prints.of(keys, f)))
		}
	}
	out.Tool.Driver.Rules = rules.descriptors
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(log{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []run{out}})
}

// encode writes one finding. Its kind is always fail, the one that is
// understood where none is written: SARIF gives no level to a result of kind
// open, and what is open here is told because it asks for something to be
// done. The verdict is among the properties.
func encode(f diag.Finding, rule int, fingerprint string) result {
	out := result{
		RuleID: f.Rule, RuleIndex: rule, Level: f.Severity.String(),
		Message:   tell(f),
		Locations: places(f),
		// The first is ours. The second is the only one that GitHub reads; where
		// it is missing GitHub makes one up from the text around the line.
		Fingerprints: map[string]string{"patci/v1": fingerprint, "primaryLocationLineHash": fingerprint},
		// Absent would mean that nobody looked; all results have it or none.
		Suppressions: []suppression{},
		Properties:   resultProperties{f.Verdict.String(), f.Because, f.Entities, f.Basis, f.Remedy},
	}
	if w := f.Waived; w != nil {
		out.Suppressions = append(out.Suppressions, suppression{"external", "accepted", text.Waiver(*w)})
	}
	return out
}

// tell is what a finding says: the message, the steps of a proof, the law and
// the way out, a line each.
func tell(f diag.Finding) message {
	lines := append([]string{f.Message}, f.Steps...)
	marked := append([]string{escapeMarkdown(f.Message)}, bullets(f.Steps)...)
	add := func(label, s string) {
		if s != "" {
			lines = append(lines, label+": "+s)
			marked = append(marked, "", "**"+label+":** "+escapeMarkdown(s))
		}
	}
	add("fundamento", text.Law(f.Basis))
	if f.Waived != nil {
		add("justificación", text.Waiver(*f.Waived))
	}
	add("corrección", f.Remedy)
	// What Markdown would take for a link is escaped in it; SARIF reads links
	// in plain text too (3.11.6).
	return message{Text: braces(strings.ReplaceAll(strings.Join(lines, "\n"), "](", `]\(`)), Markdown: braces(strings.Join(marked, "\n"))}
}

// braces doubles those that would be read as placeholders (SARIF 2.1.0,
// 3.11.5).
func braces(s string) string { return strings.NewReplacer("{", "{{", "}", "}}").Replace(s) }

func places(f diag.Finding) []place {
	var p place
	if f.Place.File != nil {
		p.Physical = &physical{locate(f.Place.File.Name), where(f.Place)}
	}
	if f.Path != "" {
		p.Logical = append(p.Logical, logical{f.Path, "value"})
	}
	for _, e := range f.Entities {
		p.Logical = append(p.Logical, logical{e, "object"})
	}
	if p.Physical == nil && p.Logical == nil {
		return nil
	}
	return []place{p}
}

// drive begins an absolute path of Windows.
var drive = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z]:/`) })

// locate names a file by a URI. What is below the folder where patci ran is
// relative to it; what is above it has no place in the repository.
func locate(name string) artifact {
	switch {
	case strings.HasPrefix(name, "//"): // of a server
		return artifact{URI: "file:" + escapePath(name)}
	case path.IsAbs(name):
		return artifact{URI: "file://" + escapePath(name)}
	case drive().MatchString(name):
		return artifact{URI: "file:///" + name[:2] + escapePath(name[2:])}
	case name == ".." || strings.HasPrefix(name, "../"):
		return artifact{URI: escapePath(name)}
	}
	return artifact{escapePath(name), root}
}

// escapePath percent-encodes what is no letter, digit or mark of a URI: a colon
// too, which in the first segment would end a scheme.
func escapePath(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		switch {
		case c == '/', c == '-', c == '.', c == '_', c == '~', '0' <= c && c <= '9', 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// longest is the text of a place, in bytes, above which it is not repeated.
const longest = 2000

// where is the region of a place, nil if it is a whole file.
func where(p source.Place) *region {
	if p.Start.Line < 1 || p.Start.Column < 1 {
		return nil
	}
	out := &region{StartLine: p.Start.Line, StartColumn: p.Start.Column}
	if p.End.Column < 1 || p.End.Before(p.Start) {
		return out
	}
	out.EndLine, out.EndColumn = p.End.Line, p.End.Column
	if s := p.Text(); s != "" && len(s) <= longest {
		out.Snippet = &snippet{s}
	}
	return out
}

// number is a version as semver.org has it.
var number = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^v?((?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$`)
})

// semantic is a version without its v; "" if it is a commit.
func semantic(version string) string {
	if m := number().FindStringSubmatch(version); m != nil {
		return m[1]
	}
	return ""
}

// keys finds the entity that a path leads through.
type keys struct {
	program string
	byPath  map[string]string
}

func newKeys(p *program.Program) keys {
	k := keys{p.Key(), map[string]string{}}
	for _, e := range p.Entities() {
		if e.Common.Path != "" && e.ID != "" {
			k.byPath[e.Common.Path] = e.ID
		}
	}
	return k
}
