package seats_test

import (
	"testing"

	"patci/pkg/rules/ruletest"
	"patci/pkg/rules/seats"
)

func TestKind(t *testing.T) { ruletest.Run(t, seats.Kind) }
