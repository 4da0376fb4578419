package main

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
)

func TestRequestsAreCountedByWhatBecameOfThem(t *testing.T) {
	s, announce := streamOf(t)

	s.request(t.Context()) // no port file yet
	server := serve(t, http.StatusOK)
	announce(server)
	s.request(t.Context())
	s.request(t.Context())
	server.Close()
	s.request(t.Context())

	if got := [...]int64{s.answered.Load(), s.failed.Load()}; got != [...]int64{2, 2} {
		t.Errorf("answered and failed: %v, want 2 and 2", got)
	}
}

func TestRestartedServiceIsFoundAtItsNewPort(t *testing.T) {
	s, announce := streamOf(t)
	before, after := serve(t, http.StatusOK), serve(t, http.StatusOK)
	announce(before)
	s.request(t.Context())
	before.Close()
	s.request(t.Context())
	announce(after)
	s.request(t.Context())
	if s.answered.Load() != 2 || s.failed.Load() != 1 {
		t.Errorf("answered %d, failed %d, want 2 and 1", s.answered.Load(), s.failed.Load())
	}
}

func TestAnErrorIsNoAnswer(t *testing.T) {
	s, announce := streamOf(t)
	announce(serve(t, http.StatusInternalServerError))
	s.request(t.Context())
	if s.failed.Load() != 1 {
		t.Errorf("failed %d, want 1", s.failed.Load())
	}
}

// The service never answers, so all but the first mostOpen requests are skipped.
func TestSlowServiceDoesNotPileUpRequests(t *testing.T) {
	s, announce := streamOf(t)
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	t.Cleanup(cancel)
	announce(server)
	go s.run(ctx)
	for s.skipped.Load() == 0 {
		runtime.Gosched()
	}
	if open := len(s.open); open != mostOpen {
		t.Errorf("%d requests are open, want %d", open, mostOpen)
	}
}

func TestReportIsJsonByService(t *testing.T) {
	s, announce := streamOf(t)
	announce(serve(t, http.StatusOK))
	s.request(t.Context())
	path := filepath.Join(t.TempDir(), "requests.json")
	if err := writeReport(path, []*stream{s}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var report map[string]totals
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	if got := report["one"]; got.Answered != 1 || got.RatePerSecond != 500 || got.MeanMilliseconds <= 0 {
		t.Errorf("got %s", text)
	}
}

func TestArgumentsThatAreNoRatesAreRefused(t *testing.T) {
	for _, arg := range []string{"one", "one=", "one=fast", "one=0", "one=-1", "=5", "one=1e9"} {
		if _, err := parseStreams("", []string{arg}); err == nil {
			t.Errorf("%q was taken", arg)
		}
	}
}

// streamOf returns a stream and a function that writes its service's port file.
func streamOf(t *testing.T) (*stream, func(*httptest.Server)) {
	t.Helper()
	portFile := filepath.Join(t.TempDir(), "one.port")
	return newStream("one", 500, portFile), func(server *httptest.Server) {
		t.Helper()
		port := server.Listener.Addr().(*net.TCPAddr).Port
		if err := os.WriteFile(portFile, []byte(strconv.Itoa(port)+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func serve(t *testing.T, status int) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
	}))
	t.Cleanup(server.Close)
	return server
}
