package dev.podflame.embedded.chdb;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Loads the library, looks its functions up, and gives its pointers sizes: all calls that could crash the
/// JVM when their arguments are wrong are in this class.
@SuppressWarnings("restricted")
final class Symbols {
    private final SymbolLookup library;

    /// @throws IllegalArgumentException when the file cannot be loaded
    Symbols(Path file) {
        this.library = SymbolLookup.libraryLookup(file, Arena.global());
    }

    MethodHandle function(String name, FunctionDescriptor descriptor) {
        MemorySegment address =
                library.find(name).orElseThrow(() -> new UnsatisfiedLinkError("libchdb has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, descriptor);
    }

    /// A NUL-terminated string, or an empty one for a null pointer. Bytes that aren't UTF-8 become U+FFFD:
    /// error messages quote data.
    static String string(MemorySegment pointer) {
        if (isNull(pointer)) {
            return "";
        }
        return sized(pointer, Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }

    /// What the pointer points to.
    static MemorySegment sized(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }

    static boolean isNull(MemorySegment pointer) {
        return pointer.address() == 0;
    }

    /// A downcall handle throws nothing of its own; what arrives here is a bug in its descriptor or a JVM error.
    static Error failed(Throwable thrown) {
        if (thrown instanceof Error error) {
            return error;
        }
        return new AssertionError("downcall into libchdb failed", thrown);
    }
}
