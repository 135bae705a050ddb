package notice_test

import (
	"testing"

	"patci/pkg/rules/notice"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, notice.Kind) }
