package cli

import (
	"slices"
	"strings"
	"testing"

	"patci/pkg/render/tsv"
)

// TestCalendarHelp checks that the help names the columns of the tsv format in
// their order.
func TestCalendarHelp(t *testing.T) {
	env, _, _ := testEnv(t)
	var columns []string
	for line := range strings.Lines(newCalendarCmd(env, runCalendar).Long) {
		if row, ok := strings.CutPrefix(line, "  "); ok {
			columns = append(columns, strings.Fields(row)[0])
		}
	}
	if !slices.Equal(columns, tsv.CalendarColumns) {
		t.Errorf("the help has %q, the format %q", columns, tsv.CalendarColumns)
	}
}
