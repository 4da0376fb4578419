// Command load sends each of the demo's services requests at a fixed rate,
// whether or not the earlier ones were answered, and counts.
//
//	load --ports FOLDER --report FILE NAME=RATE…
//
// A service's port is read from FOLDER/NAME.port, again after each failure, so
// that a service may be restarted. Each second FILE gets the totals since the
// start, as JSON: {"NAME": {"answered": n, "failed": n, "skipped": n, …}}.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	ports := flag.String("ports", "", "folder of the port files")
	report := flag.String("report", "", "file for the totals")
	flag.Parse()
	streams, err := parseStreams(*ports, flag.Args())
	if err != nil || *report == "" || len(streams) == 0 {
		log.Fatalf("usage: load --ports FOLDER --report FILE NAME=RATE…  %v", err)
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	for _, stream := range streams {
		go stream.run(ctx)
	}
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for {
		if err := writeReport(*report, streams); err != nil {
			log.Fatal(err)
		}
		select {
		case <-second.C:
		case <-ctx.Done():
			return
		}
	}
}

// parseStreams reads NAME=RATE, in requests a second.
func parseStreams(ports string, args []string) ([]*stream, error) {
	var streams []*stream
	for _, arg := range args {
		name, number, _ := strings.Cut(arg, "=")
		rate, err := strconv.ParseFloat(number, 64)
		if err != nil || rate <= 0 || rate > 10_000 || name == "" {
			return nil, fmt.Errorf("%q is not NAME=RATE", arg)
		}
		streams = append(streams, newStream(name, rate, filepath.Join(ports, name+".port")))
	}
	return streams, nil
}

func writeReport(path string, streams []*stream) error {
	part := path + ".part"
	if err := os.WriteFile(part, reportOf(streams), 0o644); err != nil {
		return err
	}
	return os.Rename(part, path)
}
