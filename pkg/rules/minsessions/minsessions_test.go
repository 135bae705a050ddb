package minsessions_test

import (
	"testing"

	"patci/pkg/rules/minsessions"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, minsessions.Kind) }
