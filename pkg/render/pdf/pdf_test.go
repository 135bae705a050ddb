package pdf_test

import (
	"bytes"
	"os"
	"testing"

	"patci/pkg/document"
	"patci/pkg/document/documenttest"
	"patci/pkg/render/pdf"
)

func write(t testing.TB, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestX(t *testing.T) {
	os.WriteFile("/tmp/paper/x.pdf", write(t, documenttest.Sample()), 0o644)
}
