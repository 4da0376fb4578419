package dev.podflame.profile;

import static java.util.Objects.requireNonNull;

/// One function in a stack. Unknown texts are empty, never null.
///
/// @param name function name as people read it: demangled, with its class or package where the language has one
/// @param file source file as the runtime names it
/// @param line line in `file`, 1-based; 0 where it isn't kept
/// @param module executable, library or other mapping that the code lies in
/// @param kind kind of code
public record Frame(String name, String file, int line, String module, FrameKind kind) implements Location {

    public Frame {
        requireNonNull(name, "name is null");
        requireNonNull(file, "file is null");
        requireNonNull(module, "module is null");
        requireNonNull(kind, "kind is null");
        if (line < 0) {
            throw new IllegalArgumentException("line is negative: " + line);
        }
    }

    /// A frame without source position.
    public static Frame of(String name, String module, FrameKind kind) {
        return new Frame(name, "", 0, module, kind);
    }
}
