package dev.podflame.agent.symbol;

import dev.podflame.profile.FrameKind;
import java.util.regex.Pattern;

/// Tells by a symbol which compiler made it.
final class Mangling {
    /// Rust's first scheme borrows C++'s and ends in a hash (`17h` + 16 hex digits); the second one has its own prefix.
    private static final Pattern RUST_LEGACY = Pattern.compile("_ZN.*17h[0-9a-f]{16}E.*");

    private static final Pattern RUST_V0 = Pattern.compile("_R[A-Z].*");

    private Mangling() {}

    static boolean mangled(String symbol) {
        return symbol.startsWith("_Z") || RUST_V0.matcher(symbol).matches();
    }

    /// Kind of the code behind a symbol; `otherwise` for one that isn't mangled.
    static FrameKind kind(String symbol, FrameKind otherwise) {
        if (RUST_LEGACY.matcher(symbol).matches() || RUST_V0.matcher(symbol).matches()) {
            return FrameKind.RUST;
        }
        return symbol.startsWith("_Z") ? FrameKind.CPP : otherwise;
    }
}
