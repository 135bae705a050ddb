package diag_test

import (
	"testing"

	"patci/pkg/diag"
)

// At one place the findings of a rule stand in the order of their periods, and
// one that is said twice stands once.
func TestSortByPeriod(t *testing.T) {
	at := func(period, message string) diag.Finding {
		return diag.Finding{Rule: "r", Period: period, Message: message}
	}
	got := ""
	for _, f := range diag.Sort([]diag.Finding{at("2022-04", "abril"), at("2022-01", "enero"), at("2022-04", "abril"), at("2021-12", "diciembre"), at("2022-01", "ene")}) {
		got += f.Message + " "
	}
	if got != "diciembre ene enero abril " {
		t.Error(got)
	}
}
