package agenda

import "patci/pkg/program"

// DateAt is where the date that counts was written: the day it was held, the
// last it was moved to by the day asked, the day fixed, or what was promised;
// where none was, its number.
func (s Session) DateAt() program.Text {
	switch {
	case s.dateAt.Set():
		return s.dateAt
	case s.Session.Date.Set():
		return program.Text{At: s.Session.Date.At, Path: s.Session.Date.Path}
	}
	return program.Text{At: s.Session.Number.At, Path: s.Session.Number.Path}
}
