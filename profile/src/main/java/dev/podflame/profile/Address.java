package dev.podflame.profile;

import static java.util.Objects.requireNonNull;

/// Native code whose function isn't known yet: an address inside a file, to be looked up in that file's symbols.
///
/// @param module path of the mapped file as the profiled process sees it; empty for anonymous code
/// @param buildId build id of the file (GNU note, Go build id, or the profiler's own hash), in hex; empty if unknown
/// @param address address in the file's own address space (ELF virtual address), as OTLP's `Location.address`
/// @param kind kind of code
public record Address(String module, String buildId, long address, FrameKind kind) implements Location {

    public Address {
        requireNonNull(module, "module is null");
        requireNonNull(buildId, "buildId is null");
        requireNonNull(kind, "kind is null");
    }

    /// The frame that stands for an address nobody could name: `module+0xoffset`.
    public Frame unnamed() {
        String file = module.isEmpty() ? "[anonymous]" : module.substring(module.lastIndexOf('/') + 1);
        return Frame.of(file + "+0x" + Long.toHexString(address), module, kind);
    }
}
