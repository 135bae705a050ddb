package maxinterval_test

import (
	"testing"

	"patci/pkg/rules/maxinterval"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, maxinterval.Kind) }
