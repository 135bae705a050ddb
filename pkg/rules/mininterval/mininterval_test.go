package mininterval_test

import (
	"testing"

	"patci/pkg/rules/mininterval"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, mininterval.Kind) }
