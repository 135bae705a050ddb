package minutes_test

import (
	"testing"

	"patci/pkg/rules/minutes"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, minutes.Kind) }
