package check_test

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain collects seldom: the tests judge thousands of programmes that are
// small and soon forgotten.
func TestMain(m *testing.M) {
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}
