package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"syscall"

	"patci/pkg/render/term"
)

// The exit codes, the same for every command and format.
const (
	exitOK       = 0 // nothing wrong
	exitFindings = 1 // findings that fail, or no solution
	exitUsage    = 2 // wrong usage, or no programme found
	exitIO       = 3 // something could not be read or written
)

// exitCodes says them to people.
var exitCodes = [...]string{
	exitOK:       "nada que corregir",
	exitFindings: "hay hallazgos que lo impiden: errores, o advertencias con --strict",
	exitUsage:    "la orden está mal escrita, o no se encontró un programa",
	exitIO:       "no se pudo leer o escribir",
}

// errFindings ends a command that said on its own what is wrong.
var errFindings = errors.New("hay observaciones")

// errUnread ends a command that did what it could and said on its own what
// could not be read.
var errUnread = errors.New("no se pudo leer todo")

// usageError is a command that was given wrongly.
type usageError struct{ message string }

// Error is the message as people read it.
func (e *usageError) Error() string { return e.message }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// notFound is a programme that is not where it was looked for.
type notFound struct{ message string }

// Error is the message as people read it.
func (e *notFound) Error() string { return e.message }

func notFoundf(format string, args ...any) error { return &notFound{fmt.Sprintf(format, args...)} }

// ioError is something that could not be read or written.
type ioError struct {
	verb string // leer, escribir
	name string // as shown to people; "" is standard output
	err  error
}

// Error is the message as people read it.
func (e *ioError) Error() string {
	what := "en la salida"
	if e.name != "" {
		what = "«" + e.name + "»"
	}
	return fmt.Sprintf("no se pudo %s %s: %s", e.verb, what, cause(e.err))
}

// Unwrap returns what the system said.
func (e *ioError) Unwrap() error { return e.err }

// exit tells people what went wrong, if they have not been told, and returns
// the exit code.
func (e *Env) exit(err error) int {
	var usage *usageError
	var missing *notFound
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errUnread):
		return exitIO
	case closedPipe(err): // nobody is left to be told
		return exitIO
	}
	message := err.Error()
	if p, ok := errors.AsType[*fs.PathError](err); ok && err == error(p) {
		message = (&ioError{verbOf(p.Op), p.Path, p.Err}).Error()
	}
	fmt.Fprintln(e.Err, "patci: "+term.Visible(message))
	if errors.As(err, &usage) || errors.As(err, &missing) {
		return exitUsage
	}
	return exitIO
}

func verbOf(op string) string {
	switch op {
	case "write", "sync", "close", "rename", "mkdir", "chmod", "remove", "truncate":
		return "escribir"
	}
	return "leer"
}

// closedPipe reports whether a reader stopped listening.
func closedPipe(err error) bool {
	if runtime.GOOS == "windows" {
		const brokenPipe, noData = syscall.Errno(109), syscall.Errno(232)
		return errors.Is(err, brokenPipe) || errors.Is(err, noData)
	}
	return errors.Is(err, syscall.EPIPE)
}

// causes are the system's reasons in Spanish, the most particular first.
var causes = [...]struct {
	err  error
	text string
}{
	{syscall.ENOSPC, "no queda espacio en el disco"},
	{syscall.EDQUOT, "se agotó la cuota de disco"},
	{syscall.EROFS, "el disco es de solo lectura"},
	{syscall.EISDIR, "es una carpeta"},
	{syscall.ENOTDIR, "una parte de su ruta es un archivo, no una carpeta"},
	{syscall.ENAMETOOLONG, "el nombre es demasiado largo"},
	{syscall.ELOOP, "sus enlaces simbólicos no terminan"},
	{syscall.EMFILE, "hay demasiados archivos abiertos"},
	{syscall.ENFILE, "hay demasiados archivos abiertos"},
	{syscall.EBUSY, "está en uso"},
	{syscall.ETXTBSY, "está en uso"},
	{syscall.EFBIG, "es demasiado grande"},
	{syscall.EIO, "falló el disco"},
	{syscall.EBADF, "está cerrada"},
	{fs.ErrNotExist, "no existe"},
	{fs.ErrExist, "ya existe"},
	{fs.ErrPermission, "permiso denegado"},
	{fs.ErrClosed, "ya está cerrado"},
	{fs.ErrInvalid, "el nombre no es válido"},
}

// cause is why the system refused, in Spanish where the reason is known.
func cause(err error) string {
	for _, c := range causes {
		if errors.Is(err, c.err) {
			return c.text
		}
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return err.Error()
}
