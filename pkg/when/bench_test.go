package when

import "testing"

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"10 de marzo", "Abril/Mayo", "Segundo semestre de 2022", "abrul"} {
		b.Run(s, func(b *testing.B) {
			for range b.N {
				Parse(s, year2022)
			}
		})
	}
}
