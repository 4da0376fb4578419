// Command checksum is a small service: each request fills a block with
// reproducible noise, compresses it and answers with its checksums.
//
//	checksum PORT_FILE    the port, chosen by the system, is written there
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

const blockSize = 96 << 10

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: checksum PORT_FILE")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	go func() {
		<-stop
		os.Exit(0)
	}()
	if err := announce(listener.Addr().(*net.TCPAddr).Port, os.Args[1]); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/work", work)
	log.Fatal(http.Serve(listener, nil))
}

func work(answer http.ResponseWriter, _ *http.Request) {
	block := fillBlock(make([]byte, blockSize), 42)
	packed, err := compressBlock(block)
	if err != nil {
		http.Error(answer, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintf(answer, "%016x %s %d\n", rollingChecksum(block), digest(block), len(packed))
}

// fillBlock makes text-like noise with a linear congruential generator.
//
//go:noinline
func fillBlock(block []byte, seed uint32) []byte {
	for i := range block {
		seed = seed*1664525 + 1013904223
		block[i] = 'a' + byte(seed>>24)%26
	}
	return block
}

// rollingChecksum is Fletcher's, with 32-bit halves.
//
//go:noinline
func rollingChecksum(block []byte) uint64 {
	var sum, sums uint64
	for _, b := range block {
		sum = (sum + uint64(b)) % 0xffffffff
		sums = (sums + sum) % 0xffffffff
	}
	return sums<<32 | sum
}

//go:noinline
func digest(block []byte) string {
	sum := sha256.Sum256(block)
	return hex.EncodeToString(sum[:])
}

//go:noinline
func compressBlock(block []byte) ([]byte, error) {
	var packed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := writer.Write(block); err != nil {
		return nil, err
	}
	err = writer.Close()
	return packed.Bytes(), err
}

// announce writes the port in one step, so that nobody reads half of it.
func announce(port int, portFile string) error {
	part := portFile + ".part"
	if err := os.WriteFile(part, []byte(strconv.Itoa(port)+"\n"), 0o644); err != nil {
		return err
	}
	return os.Rename(part, portFile)
}
