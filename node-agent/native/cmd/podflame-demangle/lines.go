package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// longestSymbol is in bytes, its newline included. A longer line passes as it
// came: templates nested that deep have no name that anybody would read.
const longestSymbol = 64 << 10

// demangleLines answers each line of in with a line on out, until in ends; the
// last line may lack its newline. An answer is held back only while the next
// complete line is already here.
//
// Writes are not checked one by one: a bufio.Writer keeps its first error and
// returns it from Flush.
func demangleLines(in io.Reader, out io.Writer) error {
	reader := bufio.NewReaderSize(in, longestSymbol)
	writer := bufio.NewWriterSize(out, longestSymbol)
	for {
		line, err := reader.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			err = passOn(line, reader, writer)
		} else if len(line) > 0 {
			symbol := bytes.TrimSuffix(line, []byte{'\n'})
			writer.WriteString(readable(string(symbol)))
			writer.WriteByte('\n')
		}
		if err != nil || !lineWaits(reader) {
			if failed := writer.Flush(); failed != nil {
				return failed
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// passOn copies a line that is too long, of which begin has been read. The
// error is the reader's.
func passOn(begin []byte, reader *bufio.Reader, writer *bufio.Writer) error {
	part, err := begin, bufio.ErrBufferFull
	for errors.Is(err, bufio.ErrBufferFull) {
		writer.Write(part)
		part, err = reader.ReadSlice('\n')
	}
	writer.Write(bytes.TrimSuffix(part, []byte{'\n'}))
	writer.WriteByte('\n')
	return err
}

func lineWaits(reader *bufio.Reader) bool {
	// Peeking at what is buffered neither blocks nor fails.
	waiting, _ := reader.Peek(reader.Buffered())
	return bytes.IndexByte(waiting, '\n') >= 0
}
