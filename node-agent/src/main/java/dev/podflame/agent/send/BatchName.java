package dev.podflame.agent.send;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// The name by which the collector tells a repeated batch from a new one; the header `Podflame-Batch`.
///
/// @param node host name
/// @param boot one start of the agent, with the kind of its batches: each has its own sequence
/// @param sequence counts up from 1
public record BatchName(String node, String boot, long sequence) {
    /// The header that carries the name.
    public static final String HEADER = "Podflame-Batch";

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    public BatchName {
        requireNonNull(node, "node is null");
        requireNonNull(boot, "boot is null");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is " + sequence);
        }
    }

    /// A text that may stand in the name, and be a folder's name: everything else becomes `_`.
    static String safe(String text) {
        String safe = UNSAFE.matcher(text).replaceAll("_");
        return safe.isEmpty() || safe.startsWith(".") ? "_" + safe : safe;
    }

    /// The header's value.
    @Override
    public String toString() {
        return node + "/" + boot + "/" + sequence;
    }
}
