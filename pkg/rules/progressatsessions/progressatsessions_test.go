package progressatsessions_test

import (
	"testing"

	"patci/pkg/rules/progressatsessions"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, progressatsessions.Kind) }
