// Command podflame-demangle turns mangled symbols into names that people read:
// one symbol per line on standard input, one name per line on standard output,
// in the same order. What it does not know passes unchanged.
//
// It is meant to live as long as the program that asks: whenever it has
// answered all that came, it flushes.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) > 1 {
		fmt.Fprintln(os.Stderr, "usage: podflame-demangle < symbols > names")
		os.Exit(2)
	}
	if err := demangleLines(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "podflame-demangle:", err)
		os.Exit(1)
	}
}
