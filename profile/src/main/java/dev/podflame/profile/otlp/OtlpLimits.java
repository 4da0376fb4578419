package dev.podflame.profile.otlp;

/// How much a message may ask the reader to build. Without these, a few kilobytes could name gigabytes: a stack of
/// locations with many inlined lines each multiplies.
///
/// @param maxBytes size of the uncompressed message
/// @param maxTableEntries entries in one table of the dictionary
/// @param maxStackFrames frames in all stacks of the message together, inlined ones counted
public record OtlpLimits(int maxBytes, int maxTableEntries, int maxStackFrames) {

    /// 64 MiB, 4 million entries, 16 million frames.
    public static final OtlpLimits DEFAULT = new OtlpLimits(64 << 20, 4 << 20, 16 << 20);
}
