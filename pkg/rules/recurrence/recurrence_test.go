package recurrence_test

import (
	"testing"

	"patci/pkg/rules/recurrence"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, recurrence.Kind) }
