package cli

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

func TestInOrder(t *testing.T) {
	for _, tt := range []struct{ n, workers, ahead int }{{0, 2, 8}, {1, 2, 8}, {100, 1, 1}, {100, 4, 1}, {100, 4, 8}, {3, 8, 100}} {
		var under atomic.Int64
		next := 0
		err := inOrder(tt.n, tt.workers, tt.ahead, func(i int) int {
			if u := under.Add(1); int(u) > tt.ahead {
				t.Errorf("%+v: %d are under way", tt, u)
			}
			if i%7 == 0 { // the first of a group comes last
				time.Sleep(time.Millisecond)
			}
			return i * i
		}, func(i, square int) error {
			if i != next || square != i*i {
				t.Errorf("%+v: got %d with %d, want %d", tt, i, square, next)
			}
			next++
			under.Add(-1)
			return nil
		})
		if err != nil || next != tt.n {
			t.Errorf("%+v: %d taken, %v", tt, next, err)
		}
	}
}

func TestInOrderStops(t *testing.T) {
	enough := errors.New("enough")
	var produced atomic.Int64
	err := inOrder(1000, 4, 8, func(i int) int { produced.Add(1); return i }, func(i, _ int) error {
		if i == 5 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) {
		t.Error(err)
	}
	if n := produced.Load(); n > 5+1+8 {
		t.Errorf("%d were made", n)
	}
}
