package main

import (
	"strings"
	"testing"
)

func TestSymbolsBecomeFunctionNames(t *testing.T) {
	cases := map[string]struct{ symbol, want string }{
		"C++ method":                {"_ZN4llvm9StringRef4findEc", "llvm::StringRef::find"},
		"C++ template":              {"_Z3fooIiET_S0_", "foo<int>"},
		"C++ template with a value": {"_ZNK7mozilla3FooILi3EE3barEv", "mozilla::Foo<3>::bar"},
		"C++ lambda":                {"_ZZ4mainENKUlvE_clEv", "main::{lambda()#1}::operator()"},
		"C++ constructor":           {"_ZN1AC1Ev", "A::A"},
		"C++ operator":              {"_Znwm", "operator new"},
		"C++ vtable":                {"_ZTV1A", "vtable for A"},
		"C++ clone":                 {"_ZN1A4workEi.isra.0", "A::work"},
		"C++ cold part":             {"_ZN1A4workEi.cold", "A::work"},
		"C++ ABI tag":               {"_ZN5store4nameB5cxx11Ev", "store::name"},
		"Rust legacy with its hash": {"_ZN4core3fmt9Formatter3pad17h3a7c2c0d5ee6f1b2E", "core::fmt::Formatter::pad"},
		"Rust legacy, LLVM suffix":  {"_ZN3app4main17h0123456789abcdefE.llvm.123", "app::main"},
		"Rust legacy generic":       {"_ZN66_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$core..ops..drop..Drop$GT$4drop17h0123456789abcdefE", "<alloc::vec::Vec<T> as core::ops::drop::Drop>::drop"},
		"Rust legacy newline":       {"_ZN6a$u0a$17h0123456789abcdefE", "a$u0a$"},
		"Rust v0":                   {"_RNvCskwGfYPst2Cb_3foo16example_function", "foo::example_function"},
		"Rust v0 method":            {"_RNvMsr_NtCs3ssYzQotkvD_3std4pathNtB5_7PathBuf3newCs15kBYyAo9fc_7mycrate", "<std::path::PathBuf>::new"},
		"C":                         {"main", "main"},
		"C with a version":          {"memcpy@@GLIBC_2.14", "memcpy@@GLIBC_2.14"},
		"Go":                        {"net/http.(*conn).serve", "net/http.(*conn).serve"},
		"broken C++":                {"_ZN4llvm", "_ZN4llvm"},
		"broken Rust":               {"_RNvC", "_RNvC"},
		"prefix only":               {"_Z", "_Z"},
		"nothing":                   {"", ""},
		"not UTF-8":                 {"caf\xe9", "caf\xe9"},
	}
	for name, expected := range cases {
		t.Run(name, func(t *testing.T) {
			if got := readable(expected.symbol); got != expected.want {
				t.Errorf("%q became %q, want %q", expected.symbol, got, expected.want)
			}
		})
	}
}

func FuzzAnySymbolGetsOneLine(f *testing.F) {
	for _, seed := range []string{"_ZN1AC1Ev", "_RNvC1a1b", "_ZN3app4main17h0123456789abcdefE", "_ZZ4mainENKUlvE_clEv"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, symbol string) {
		if name := readable(symbol); len(name) > max(len(symbol), 4096) {
			t.Errorf("%d bytes became %d", len(symbol), len(name))
		} else if strings.Contains(name, "\n") && !strings.Contains(symbol, "\n") {
			t.Errorf("%q became more than a line: %q", symbol, name)
		}
	})
}
