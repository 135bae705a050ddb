package clash_test

import (
	"testing"

	"patci/pkg/rules/clash"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, clash.Kind) }
