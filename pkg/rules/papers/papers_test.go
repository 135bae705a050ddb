package papers_test

import (
	"testing"

	"patci/pkg/rules/papers"
	"patci/pkg/rules/ruletest"
)

func TestKind(t *testing.T) { ruletest.Run(t, papers.Kind) }
