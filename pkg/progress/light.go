package progress

import (
	"math/big"

	"patci/pkg/program"
)

// Light is the status light of a group of activities, or of something that
// needs attention.
type Light string

// The lights, best first; None where nothing was recorded.
const (
	Green Light = "green"
	Amber Light = "amber"
	Red   Light = "red"
	None  Light = "none"
)

// Spanish returns the light as people read it.
func (l Light) Spanish() string {
	switch l {
	case Green:
		return "verde"
	case Amber:
		return "amarillo"
	case Red:
		return "rojo"
	case None:
		return "sin registro"
	}
	return string(l)
}

// Shape returns the mark of the light, which tells it without colour.
func (l Light) Shape() string {
	switch l {
	case Green:
		return "●"
	case Amber:
		return "▲"
	case Red:
		return "■"
	}
	return "○"
}

// lightOf is the light of what was reached where something was recorded: green
// from so many per cent of the expected, or if nothing was expected. Reached
// and expected are shares of the same whole.
func lightOf(reached, expected *big.Rat, lights program.Lights) Light {
	green, amber := lights.Thresholds()
	from := func(percent int) bool {
		limit := big.NewRat(int64(percent), 100)
		return reached.Cmp(limit.Mul(limit, expected)) >= 0
	}
	switch {
	case expected.Sign() == 0, from(green):
		return Green
	case from(amber):
		return Amber
	}
	return Red
}

// whole is a share of 1 in per cent, to the nearest whole one, half up.
func whole(share *big.Rat) int {
	twice := new(big.Int).Mul(share.Num(), big.NewInt(200)) // 2 × 100 × share
	twice.Add(twice, share.Denom())
	return int(twice.Div(twice, new(big.Int).Mul(share.Denom(), big.NewInt(2))).Int64())
}

// percent is a share of 1 in per cent.
func percent(share *big.Rat) float64 {
	f, _ := new(big.Rat).Mul(share, big.NewRat(100, 1)).Float64()
	return f
}
