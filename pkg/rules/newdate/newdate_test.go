package newdate_test

import (
	"testing"

	"patci/pkg/rules/newdate"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, newdate.Kind) }
