package official_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"patci/pkg/diag"
	"patci/pkg/document"
	"patci/pkg/load"
	"patci/pkg/official"
	"patci/pkg/program"
	"patci/pkg/source"
)

// dump writes a document as lines: what each block is, and its text.
func dump(d *document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "document %q %q %q\n", d.Title, d.Status, d.Organisation)
	dumpBlocks(&b, "", d.Blocks)
	for i, n := range d.Notes {
		fmt.Fprintf(&b, "note %d %s\n", i+1, dumpText(n))
	}
	return b.String()
}

func dumpBlocks(b *strings.Builder, in string, blocks []document.Block) {
	for _, x := range blocks {
		switch x := x.(type) {
		case document.Heading:
			fmt.Fprintf(b, "%sheading %d #%s %s\n", in, x.Level, x.ID, dumpText(x.Text))
		case document.Paragraph:
			fmt.Fprintf(b, "%sparagraph%s %s\n", in, [...]string{"", " title", " subtitle", " caption", " centred", " small"}[x.Style], dumpText(x.Text))
		case document.List:
			for i, item := range x.Items {
				mark := "-"
				if x.Ordered {
					mark = fmt.Sprintf("%d.", x.Start+i)
				}
				fmt.Fprintf(b, "%sitem %s\n", in, mark)
				dumpBlocks(b, in+"  ", item)
			}
		case document.Table:
			fmt.Fprintf(b, "%stable %q bare=%v headed=%v\n", in, x.Label, x.Bare, x.Headed)
			var head []string
			for _, c := range x.Columns {
				head = append(head, dumpText(c.Title))
			}
			fmt.Fprintf(b, "%s  | %s\n", in, strings.Join(head, " | "))
			for _, r := range x.Rows {
				var cells []string
				for _, c := range r {
					cells = append(cells, dumpText(c))
				}
				fmt.Fprintf(b, "%s  %s\n", in, strings.Join(cells, " | "))
			}
		case document.Quote:
			fmt.Fprintf(b, "%squote\n", in)
			dumpBlocks(b, in+"  ", x.Blocks)
		case document.Image:
			fmt.Fprintf(b, "%simage %s %dx%d %s\n", in, x.Type, x.Width, x.Height, x.Alt)
		case document.Contents:
			fmt.Fprintf(b, "%scontents %d %s\n", in, x.Level, x.Title)
		case document.PageBreak:
			fmt.Fprintf(b, "%sbreak\n", in)
		case document.Pages:
			fmt.Fprintf(b, "%spages landscape=%v\n", in, x.Landscape)
			dumpBlocks(b, in+"  ", x.Blocks)
		}
	}
}

func dumpText(in []document.Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case document.Run:
			marks := ""
			if i.Bold {
				marks += "**"
			}
			if i.Italic {
				marks += "*"
			}
			if i.Strike {
				marks += "~~"
			}
			if i.Code {
				marks += "`"
			}
			b.WriteString(marks + i.Text + marks)
			if i.Link != "" {
				b.WriteString("<" + i.Link + ">")
			}
		case document.Break:
			b.WriteString("⏎")
		case document.Ref:
			fmt.Fprintf(&b, "[^%d]", i.Note)
		}
	}
	return b.String()
}

// plan2022 is the programme of 2022 with its document.
func plan2022(t testing.TB) (*program.Program, *source.File, fs.FS) {
	t.Helper()
	fsys := os.DirFS("../../plan/2022")
	p, findings, err := load.Folder(fsys, ".", "plan/2022")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Severity == diag.Error {
			t.Fatalf("%s: %s", f.Place, f.Message)
		}
	}
	data, err := fs.ReadFile(fsys, official.FileName)
	if err != nil {
		t.Fatal(err)
	}
	return p, source.New("plan/2022/"+official.FileName, data), fsys
}
