package workingday_test

import (
	"testing"

	"patci/pkg/rules/ruletest"
	"patci/pkg/rules/workingday"
)

func TestKind(t *testing.T) { ruletest.Run(t, workingday.Kind) }
