package order_test

import (
	"testing"

	"patci/pkg/rules/order"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, order.Kind) }
