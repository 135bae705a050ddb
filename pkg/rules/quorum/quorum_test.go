package quorum_test

import (
	"testing"

	"patci/pkg/rules/quorum"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, quorum.Kind) }
