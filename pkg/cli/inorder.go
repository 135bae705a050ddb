package cli

import (
	"sync"
	"sync/atomic"
)

// inOrder makes n things on as many goroutines as workers, and takes them one
// after the other, from the first to the last. At most ahead of them are made
// or being made and not yet taken, so that a slow one holds the others back
// instead of letting them pile up. It stops at the first error of take, when
// what is being made is finished.
func inOrder[T any](n, workers, ahead int, produce func(i int) T, take func(i int, t T) error) error {
	type product struct {
		i int
		t T
	}
	// There is always room to send, for no more are under way than ahead.
	ahead = max(ahead, 1)
	room, out, stop := make(chan struct{}, ahead), make(chan product, ahead), make(chan struct{})
	var next atomic.Int64
	var working sync.WaitGroup
	defer working.Wait()
	defer close(stop)
	for range min(workers, n) {
		working.Go(func() {
			for {
				select {
				case <-stop:
					return
				case room <- struct{}{}:
				}
				i := int(next.Add(1)) - 1 // after there is room: the first not taken is always under way
				if i >= n {
					return
				}
				out <- product{i, produce(i)}
			}
		})
	}
	waiting := map[int]T{}
	for i := range n {
		for {
			if _, ok := waiting[i]; ok {
				break
			}
			p := <-out
			waiting[p.i] = p.t
		}
		t := waiting[i]
		delete(waiting, i)
		if err := take(i, t); err != nil {
			return err
		}
		<-room
	}
	return nil
}
