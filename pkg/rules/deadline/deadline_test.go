package deadline_test

import (
	"testing"

	"patci/pkg/rules/deadline"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, deadline.Kind) }
