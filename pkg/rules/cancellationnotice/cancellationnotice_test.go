package cancellationnotice_test

import (
	"testing"

	"patci/pkg/rules/cancellationnotice"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, cancellationnotice.Kind) }
