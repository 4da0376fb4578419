package main

import "github.com/ianlancetaylor/demangle"

// What people look for in a flame graph is the function. Parameters, those of
// enclosing functions, clone suffixes (.isra.0, .cold) and ABI tags make names
// long and split what is one function to its author; template arguments stay,
// because vector<int> and vector<string> do cost differently. Rust's hash goes.
var options = []demangle.Option{
	demangle.NoParams,
	demangle.NoEnclosingParams,
	demangle.NoABITags,
	demangle.MaxLength(12), // 4,096 characters
}

// readable demangles a C++ (Itanium) or Rust (legacy and v0) symbol and returns
// everything else as it is.
func readable(symbol string) (name string) {
	// The symbol comes from a stranger's binary: whatever one of them does to the
	// parser, the next ones still get their answers.
	defer func() {
		if recover() != nil {
			name = symbol
		}
	}()
	return demangle.Filter(symbol, options...)
}
