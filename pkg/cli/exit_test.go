package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestExit(t *testing.T) {
	for _, test := range []struct {
		err  error
		code int
		want string
	}{
		{nil, exitOK, ""},
		{errFindings, exitFindings, ""},
		{fmt.Errorf("más: %w", errFindings), exitFindings, ""},
		{usagef("sobra «%s»", "x"), exitUsage, "sobra «x»"},
		{notFoundf("no existe «x»"), exitUsage, "no existe «x»"},
		{&ioError{"leer", "x", fs.ErrPermission}, exitIO, "no se pudo leer «x»: permiso denegado"},
		{&ioError{"escribir", "x", syscall.ENOSPC}, exitIO, "no se pudo escribir «x»: no queda espacio en el disco"},
		{&ioError{verb: "escribir", err: syscall.EROFS}, exitIO, "no se pudo escribir en la salida: el disco es de solo lectura"},
		{&ioError{verb: "escribir", err: &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}}, exitIO, ""},
		{&ioError{"leer", "x", &fs.PathError{Op: "open", Path: "y", Err: syscall.EISDIR}}, exitIO, "no se pudo leer «x»: es una carpeta"},
		{&ioError{"leer", "x", syscall.EMFILE}, exitIO, "no se pudo leer «x»: hay demasiados archivos abiertos"},
		{&ioError{"leer", "x", syscall.ENAMETOOLONG}, exitIO, "no se pudo leer «x»: el nombre es demasiado largo"},
		{&ioError{"leer", "x", &fs.PathError{Op: "open", Path: "y", Err: errors.New("algo raro")}}, exitIO, "no se pudo leer «x»: algo raro"},
		{&fs.PathError{Op: "open", Path: "y", Err: syscall.ENOENT}, exitIO, "no se pudo leer «y»: no existe"},
		{&fs.PathError{Op: "write", Path: "y", Err: syscall.ENOTDIR}, exitIO, "no se pudo escribir «y»: una parte de su ruta es un archivo, no una carpeta"},
		{usagef("no existe «a\x1b]0;b\a\nc»"), exitUsage, "no existe «a␛]0;b␇␊c»"},
		{errors.New("otra cosa"), exitIO, "otra cosa"},
	} {
		env, out, errOut := testEnv(t)
		code := env.exit(test.err)
		want := test.want
		if want != "" {
			want = "patci: " + want + "\n"
		}
		if code != test.code || errOut.String() != want || out.Len() > 0 {
			t.Errorf("%v: %d, %q; want %d, %q", test.err, code, errOut, test.code, want)
		}
	}
}

// TestWorld: the clock, the environment, the terminal and the end of the
// process come through Env, here as everywhere below main.
func TestWorld(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"time.Now", "os.Getenv", "os.LookupEnv", "os.Environ", "os.Getwd", "os.Stdin", "os.Stdout", "os.Stderr", "os.Exit", "os.Args", "filepath.Abs", "log."} {
			if strings.Contains(string(data), word) {
				t.Errorf("%s: %s; take it from Env", name, word)
			}
		}
	}
}

func TestListed(t *testing.T) {
	for want, words := range map[string][]string{
		"":                          nil,
		"bash":                      {"bash"},
		"session u observance":      {"session", "observance"},
		"json, csv o html":          {"json", "csv", "html"},
		"activity, session u other": {"activity", "session", "other"},
	} {
		if got := either(words); got != want {
			t.Errorf("%v: %q, want %q", words, got, want)
		}
	}
	if got := both([]string{"2021", "2022"}); got != "2021 y 2022" {
		t.Error(got)
	}
	if got := both([]string{"pleno", "interno"}); got != "pleno e interno" {
		t.Error(got)
	}
}
