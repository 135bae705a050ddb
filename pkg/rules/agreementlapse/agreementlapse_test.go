package agreementlapse_test

import (
	"testing"

	"patci/pkg/rules/agreementlapse"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, agreementlapse.Kind) }
