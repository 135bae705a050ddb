//go:build unix

// Command peak runs a command and prints the most memory that it held, in
// KiB. The system counts in a process's peak what its parent held when it
// started it, so that only a small program can measure small ones.
package main

import (
	"log"
	"os"
	"strconv"
	"syscall"
)

func main() {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		log.Fatal(err)
	}
	p, err := os.StartProcess(os.Args[1], os.Args[1:], &os.ProcAttr{Files: []*os.File{nil, null, os.Stderr}})
	if err != nil {
		log.Fatal(err)
	}
	state, err := p.Wait()
	if err != nil || !state.Success() {
		log.Fatal(state, err)
	}
	os.Stdout.WriteString(strconv.FormatInt(int64(state.SysUsage().(*syscall.Rusage).Maxrss), 10))
}
