package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"patci/pkg/render/term"
)

// How long work takes before its progress is shown, and how often it is then.
const (
	meterAfter = 400 * time.Millisecond
	meterEvery = 100 * time.Millisecond
)

// meter is a line on standard error that says how far long work has come:
// on a terminal only, and gone at the end. A nil one shows nothing.
type meter struct {
	env   *Env
	total int
	begun time.Time
	last  time.Time // shown; zero if not yet
	cells int       // of the line that stands there
}

func (e *Env) meter(total int) *meter {
	if !e.ErrTTY || total < 2 {
		return nil
	}
	return &meter{env: e, total: total, begun: e.Now()}
}

// at shows how many are done.
func (m *meter) at(done int) {
	if m == nil {
		return
	}
	now := m.env.Now()
	if m.last.IsZero() && now.Sub(m.begun) < meterAfter || !m.last.IsZero() && now.Sub(m.last) < meterEvery {
		return
	}
	m.last = now
	text := fmt.Sprintf("%s de %s programas…", grouped(done), grouped(m.total))
	if m.env.Width > 0 {
		text = term.Truncate(text, m.env.Width-1) // the last cell would break the line
	}
	m.clear()
	m.cells = term.Width(text)
	fmt.Fprint(m.env.Err, text)
}

// clear takes the line away, before something else is written.
func (m *meter) clear() {
	if m == nil || m.cells == 0 {
		return
	}
	fmt.Fprint(m.env.Err, "\r"+strings.Repeat(" ", m.cells)+"\r")
	m.cells = 0
}

// grouped writes a number with a space at every three figures: «2 500».
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + " " + s[i:]
	}
	return s
}
