package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"
)

// mostOpen bounds the requests of one service that wait for an answer.
const mostOpen = 16

// stream is the load on one service. run belongs to one goroutine; the counts
// may be read by any.
type stream struct {
	name     string
	rate     float64
	portFile string
	client   *http.Client
	open     chan struct{}
	url      atomic.Pointer[string]

	answered, failed, skipped, nanoseconds atomic.Int64
}

func newStream(name string, rate float64, portFile string) *stream {
	return &stream{
		name:     name,
		rate:     rate,
		portFile: portFile,
		client: &http.Client{
			Timeout:   5 * time.Second,
			Transport: &http.Transport{MaxIdleConnsPerHost: mostOpen},
		},
		open: make(chan struct{}, mostOpen),
	}
}

// run keeps to the clock: a slow answer delays no later request. What finds too
// many open requests is skipped and counted.
func (s *stream) run(ctx context.Context) {
	ticks := time.NewTicker(time.Duration(float64(time.Second) / s.rate))
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
		select {
		case s.open <- struct{}{}:
			go func() {
				s.request(ctx)
				<-s.open
			}()
		default:
			s.skipped.Add(1)
		}
	}
}

func (s *stream) request(ctx context.Context) {
	begin := time.Now()
	if err := s.ask(ctx); err != nil {
		s.failed.Add(1)
		s.url.Store(nil)
		return
	}
	s.answered.Add(1)
	s.nanoseconds.Add(time.Since(begin).Nanoseconds())
}

func (s *stream) ask(ctx context.Context) error {
	url, err := s.address()
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	answer, err := s.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", s.name, answer.Status)
	}
	return nil
}

func (s *stream) address() (string, error) {
	if known := s.url.Load(); known != nil {
		return *known, nil
	}
	port, err := os.ReadFile(s.portFile)
	if err != nil {
		return "", err
	}
	url := "http://127.0.0.1:" + strings.TrimSpace(string(port)) + "/work"
	s.url.Store(&url)
	return url, nil
}

// totals is one service's line in the report.
type totals struct {
	Answered         int64   `json:"answered"`
	Failed           int64   `json:"failed"`
	Skipped          int64   `json:"skipped"`
	RatePerSecond    float64 `json:"ratePerSecond"`
	MeanMilliseconds float64 `json:"meanMilliseconds"`
}

func reportOf(streams []*stream) []byte {
	report := make(map[string]totals, len(streams))
	for _, s := range streams {
		now := totals{
			Answered:      s.answered.Load(),
			Failed:        s.failed.Load(),
			Skipped:       s.skipped.Load(),
			RatePerSecond: s.rate,
		}
		if now.Answered > 0 {
			now.MeanMilliseconds = float64(s.nanoseconds.Load()) / float64(now.Answered) / 1e6
		}
		report[s.name] = now
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	// Numbers and names from the command line always encode.
	_ = encoder.Encode(report)
	return out.Bytes()
}
