package term_test

import (
	"testing"

	"patci/pkg/rules/ruletest"
	"patci/pkg/rules/term"
)

func TestKind(t *testing.T) { ruletest.Run(t, term.Kind) }
