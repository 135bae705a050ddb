package palette_test

import (
	"math"
	"strconv"
	"testing"

	"patci/pkg/render/palette"
)

// named is a pair with what it is called, in an order that never changes.
type named struct {
	name string
	palette.Pair
}

var (
	grounds = []named{{"Paper", palette.Paper}, {"Panel", palette.Panel}}
	words   = []named{
		{"Ink", palette.Ink}, {"Faint", palette.Faint}, {"Link", palette.Link},
		{"Good", palette.Good}, {"Warn", palette.Warn}, {"Bad", palette.Bad},
	}
	tones = []named{{"Good", palette.Good}, {"Warn", palette.Warn}, {"Bad", palette.Bad}}
	hues  = []named{
		{"Plenary", palette.Plenary}, {"Subcommission", palette.Subcommission}, {"Group", palette.Group},
		{"Other", palette.Other}, {"Activity", palette.Activity},
	}
)

// The least that is asked.
const (
	text = 4.5 // contrast, WCAG 2.2, 1.4.3
	mark = 3   // contrast, 1.4.11
	// apart is how far two colours are that nobody takes for each other when they
	// lie side by side, in CIEDE2000: five times what is just noticeable.
	apart = 12
)

func TestContrast(t *testing.T) {
	for _, ground := range grounds {
		for _, w := range words {
			atLeast(t, w, ground, text)
		}
		for _, h := range hues {
			atLeast(t, h, ground, mark)
		}
	}
}

func atLeast(t *testing.T, c, ground named, least float64) {
	t.Helper()
	for _, m := range []struct {
		name string
		a, b palette.Color
	}{{"light", c.Light, ground.Light}, {"dark", c.Dark, ground.Dark}} {
		if got := contrast(t, m.a, m.b); got < least {
			t.Errorf("%s, %s on %s: contrast %.2f, want %.1f", m.name, c.name, ground.name, got, least)
		}
	}
}

// TestApart checks that the tones, and the hues, are told apart by people of
// any sight.
func TestApart(t *testing.T) {
	for _, set := range [][]named{tones, hues} {
		for i, x := range set {
			for _, y := range set[i+1:] {
				for _, s := range sights {
					for _, m := range []struct {
						name string
						a, b palette.Color
					}{{"light", x.Light, y.Light}, {"dark", x.Dark, y.Dark}} {
						if got := difference(seen(t, m.a, s), seen(t, m.b, s)); got < apart {
							t.Errorf("%s, %s: %s and %s are %.1f apart, want %d", s.name, m.name, x.name, y.name, got, apart)
						}
					}
				}
			}
		}
	}
}

// TestMeasures checks the measures themselves against published values.
func TestMeasures(t *testing.T) {
	near := func(what string, got, want, by float64) {
		t.Helper()
		if math.Abs(got-want) > by {
			t.Errorf("%s: got %.4f, want %.4f", what, got, want)
		}
	}
	near("black on white", contrast(t, "#000000", "#ffffff"), 21, 1e-9)
	near("#767676 on white", contrast(t, "#767676", "#ffffff"), 4.54, 0.005)
	// pairs 1, 7, 17 and 23 of Sharma, Wu and Dalal (2005), table 1
	near("pair 1", difference(lab{50, 2.6772, -79.7751}, lab{50, 0, -82.7485}), 2.0425, 1e-4)
	near("pair 7", difference(lab{50, 0, 0}, lab{50, -1, 2}), 2.3669, 1e-4)
	near("pair 17", difference(lab{50, 2.5, 0}, lab{73, 25, -18}), 27.1492, 1e-4)
	near("pair 23", difference(lab{50, 2.5, 0}, lab{50, 1.8634, 0.5757}), 1.0000, 1e-4)
	near("red, L", seen(t, "#ff0000", sights[0]).l, 53.24, 0.01)
	for _, s := range sights { // grey stays grey
		c := seen(t, "#808080", s)
		near(s.name+", a of grey", c.a, 0, 0.5)
		near(s.name+", b of grey", c.b, 0, 0.5)
	}
}

// sight is a way of seeing: what it makes of linear red, green and blue.
type sight struct {
	name   string
	matrix [3][3]float64
}

// sights are those of Machado, Oliveira and Fernandes (2009), of full severity.
var sights = []sight{
	{"normal", [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
	{"protanopia", [3][3]float64{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
	{"deuteranopia", [3][3]float64{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
	{"tritanopia", [3][3]float64{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}

// linear returns the linear red, green and blue of a colour.
func linear(t *testing.T, c palette.Color) (out [3]float64) {
	t.Helper()
	n, err := strconv.ParseUint(string(c[1:]), 16, 32)
	if err != nil || len(c) != len("#rrggbb") || c[0] != '#' {
		t.Fatalf("%q is no #rrggbb", c)
	}
	for i := range out {
		v := float64(n>>(16-8*i)&0xff) / 255
		if v <= 0.04045 {
			out[i] = v / 12.92
		} else {
			out[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return out
}

func luminance(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

// contrast is that of WCAG.
func contrast(t *testing.T, a, b palette.Color) float64 {
	x, y := luminance(linear(t, a)), luminance(linear(t, b))
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// lab is a colour in CIE L*a*b*, under D65.
type lab struct{ l, a, b float64 }

// seen is a colour as somebody sees it.
func seen(t *testing.T, c palette.Color, s sight) lab {
	in := linear(t, c)
	var v [3]float64
	for i, row := range s.matrix {
		v[i] = min(1, max(0, row[0]*in[0]+row[1]*in[1]+row[2]*in[2]))
	}
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*v[0] + 0.3575761*v[1] + 0.1804375*v[2]) / 0.95047)
	y := f(0.2126729*v[0] + 0.7151522*v[1] + 0.0721750*v[2])
	z := f((0.0193339*v[0] + 0.1191920*v[1] + 0.9503041*v[2]) / 1.08883)
	return lab{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// difference is CIEDE2000.
func difference(p, q lab) float64 {
	rad := math.Pi / 180
	seventh := func(c float64) float64 { return math.Sqrt(math.Pow(c, 7) / (math.Pow(c, 7) + math.Pow(25, 7))) }
	g := 1 + 0.5*(1-seventh((math.Hypot(p.a, p.b)+math.Hypot(q.a, q.b))/2))
	polar := func(x lab) (c, h float64) {
		c, h = math.Hypot(x.a*g, x.b), math.Atan2(x.b, x.a*g)/rad
		if h < 0 {
			h += 360
		}
		return c, h
	}
	c1, h1 := polar(p)
	c2, h2 := polar(q)
	turn, h := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		turn, h = 0, h1+h2
	case turn > 180:
		turn, h = turn-360, h+180
	case turn < -180:
		turn, h = turn+360, h+180
	}
	dl, dc := q.l-p.l, c2-c1
	dh := 2 * math.Sqrt(c1*c2) * math.Sin(turn/2*rad)
	l, c := (p.l+q.l)/2, (c1+c2)/2
	w := 1 - 0.17*math.Cos((h-30)*rad) + 0.24*math.Cos(2*h*rad) + 0.32*math.Cos((3*h+6)*rad) - 0.20*math.Cos((4*h-63)*rad)
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sc, sh := 1+0.045*c, 1+0.015*c*w
	r := -math.Sin(60*math.Exp(-math.Pow((math.Mod(h, 360)-275)/25, 2))*rad) * 2 * seventh(c)
	return math.Sqrt(dl/sl*dl/sl + dc/sc*dc/sc + dh/sh*dh/sh + r*dc/sc*dh/sh)
}
