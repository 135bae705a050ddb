package cli

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"patci/pkg/render/term"

	"github.com/spf13/cobra"
)

// format is one of the forms in which a command can write.
type format struct {
	choice
	extensions []string // without dot; nil: its name; empty: none tells it
	binary     bool     // never to a terminal
}

// outputOptions are where a command writes, and in which form.
type outputOptions struct {
	format string // set by settle
	file   string // -o; "" and «-» are standard output

	formats []format // the first is that of a command told nothing
}

// addOutput gives c the options --format and -o. The command's own code calls
// settle once the options are read.
func addOutput(c *cobra.Command, o *outputOptions, formats ...format) {
	o.formats = formats
	var choices []choice
	for _, f := range formats {
		choices = append(choices, f.choice)
	}
	if len(formats) > 1 {
		addEnum(c, &o.format, "format", noun{word: "formato"}, choices, "forma de lo que se escribe")
		c.Flags().Lookup("format").DefValue = formats[0].name
	}
	c.Flags().VarP(textFlag{&o.file, "ARCHIVO"}, "output", "o", "escribe en un archivo, en el formato de su extensión")
}

// settle chooses the format: the one given, else that of the file's
// extension, else the first.
func (o *outputOptions) settle(env *Env) error {
	if o.format == "" && o.toFile() {
		if ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(o.file), ".")); ext != "" {
			i := slices.IndexFunc(o.formats, func(f format) bool { return slices.Contains(f.endings(), ext) })
			if i < 0 {
				return usagef("no se conoce el formato de «%s»; la extensión puede ser %s, o elija uno con --format", o.file, either(o.endings()))
			}
			o.format = o.formats[i].name
		}
	}
	if o.format == "" {
		o.format = o.formats[0].name
	}
	if f := o.chosen(); f.binary && !o.toFile() && env.OutTTY {
		return usagef("el formato «%s» no se puede leer en la terminal; escríbalo en un archivo con -o ARCHIVO.%s", f.name, f.endings()[0])
	}
	return nil
}

func (o *outputOptions) toFile() bool { return o.file != "" && o.file != "-" }

func (o *outputOptions) chosen() format {
	i := slices.IndexFunc(o.formats, func(f format) bool { return f.name == o.format })
	return o.formats[max(i, 0)]
}

func (f format) endings() []string {
	if f.extensions == nil {
		return []string{f.name}
	}
	return f.extensions
}

// endings are all extensions that tell a format.
func (o *outputOptions) endings() []string {
	var all []string
	for _, f := range o.formats {
		for _, e := range f.endings() {
			all = appendNew(all, "."+e)
		}
	}
	return all
}

// style is how text should look where it goes.
func (o *outputOptions) style(env *Env) term.Style {
	if o.toFile() {
		return env.styleOn(false)
	}
	return env.style()
}

// output runs write on what the options say. A file is written whole or not at
// all: not even touched if write fails.
func output(env *Env, o *outputOptions, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if o.toFile() {
		return env.writeFile(o.file, b.Bytes())
	}
	if _, err := env.Out.Write(b.Bytes()); err != nil {
		return &ioError{verb: "escribir", err: err}
	}
	return nil
}

// writeFile puts data into a file, whole or not at all: into a new file beside
// it that then takes its name. A symbolic link stays one, permissions stay
// what they were, and what is no regular file (a device, a pipe) is simply
// written to.
func (e *Env) writeFile(name string, data []byte) error {
	if err := replace(e.path(name), data); err != nil {
		return &ioError{"escribir", filepath.ToSlash(name), err}
	}
	return nil
}

func replace(name string, data []byte) (err error) {
	target, err := destination(name)
	if err != nil {
		return err
	}
	old, err := os.Stat(target)
	switch {
	case err == nil && !old.Mode().IsRegular():
		return writeThrough(target, data)
	case err == nil: // a file that may not be written is not to be replaced either
		f, err := os.OpenFile(target, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		f.Close()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	dir := filepath.Dir(target)
	f, err := createBeside(dir)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close() // again, perhaps
			os.Remove(f.Name())
		}
	}()
	if old != nil {
		if err := f.Chmod(old.Mode().Perm()); err != nil && runtime.GOOS != "windows" {
			return err
		}
	}
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), target); err != nil {
		return err
	}
	if d, err := os.Open(dir); err == nil { // so that the new name outlives a power cut, where the system can
		d.Sync()
		d.Close()
	}
	return nil
}

// destination follows symbolic links to where the file is, or is to be.
func destination(name string) (string, error) {
	for range 40 {
		link, err := os.Readlink(name)
		if err != nil { // no link, or nothing there
			return name, nil
		}
		if !filepath.IsAbs(link) {
			link = filepath.Dir(name) + string(filepath.Separator) + link
		}
		name = link
	}
	return "", &fs.PathError{Op: "open", Path: name, Err: syscall.ELOOP}
}

// createBeside makes a new file in dir. Unlike os.CreateTemp it leaves the
// permissions to the user's mask, as for any new file.
func createBeside(dir string) (*os.File, error) {
	for {
		name := filepath.Join(dir, ".patci-"+strconv.FormatUint(rand.Uint64(), 36))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

func writeThrough(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// sticky remembers that a write failed, for those who do not look.
type sticky struct {
	w   io.Writer
	err error
}

// Write writes p.
func (s *sticky) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err != nil && s.err == nil {
		s.err = err
	}
	return n, err
}
