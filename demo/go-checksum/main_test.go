package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http/httptest"
	"testing"
)

func TestSameSeedFillsTheSameBlock(t *testing.T) {
	one, other := fillBlock(make([]byte, 1000), 7), fillBlock(make([]byte, 1000), 7)
	if !bytes.Equal(one, other) {
		t.Error("two blocks of one seed differ")
	}
	if bytes.Equal(one, fillBlock(make([]byte, 1000), 8)) {
		t.Error("blocks of two seeds are equal")
	}
}

func TestChecksumNoticesTwoBytesThatChangedPlaces(t *testing.T) {
	if got := rollingChecksum([]byte("abc")); got != 0x24a_0000_0126 {
		t.Errorf("got %x, want 24a00000126", got)
	}
	if rollingChecksum([]byte("abc")) == rollingChecksum([]byte("bac")) {
		t.Error("the order makes no difference")
	}
}

func TestCompressedBlockCanBeReadBack(t *testing.T) {
	block := fillBlock(make([]byte, 5000), 1)
	packed, err := compressBlock(block)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(reader); err != nil || !bytes.Equal(unpacked, block) {
		t.Errorf("%d bytes came back, %v", len(unpacked), err)
	}
}

func TestEveryRequestGetsTheSameAnswer(t *testing.T) {
	one, other := httptest.NewRecorder(), httptest.NewRecorder()
	work(one, nil)
	work(other, nil)
	if one.Body.String() != other.Body.String() || one.Body.Len() < 80 {
		t.Errorf("got %q and %q", one.Body, other.Body)
	}
}
