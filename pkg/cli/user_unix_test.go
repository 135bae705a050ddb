//go:build unix

package cli

import "syscall"

func becomeUser(uid int) error { return syscall.Setuid(uid) }
