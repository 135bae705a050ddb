package joint

// Part is the problem with some of its dates and asks, for the tests.
func (p *Problem) Part(dates []bool, asks []int) *Problem {
	p.index()
	return p.part(dates, asks)
}
