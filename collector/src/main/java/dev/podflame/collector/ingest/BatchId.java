package dev.podflame.collector.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a batch of an agent, so that one that comes again is told: header `Podflame-Batch: <node>/<boot>/<sequence>`.
///
/// @param node name of the machine
/// @param boot one run of the agent (or one of its spools) on it
/// @param sequence grows by batch within a boot
public record BatchId(String node, String boot, long sequence) {
    public static final String HEADER = "Podflame-Batch";

    // What host names and UUIDs are made of: it goes into a file of words and lines.
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z0-9._:-]{1,253})/([A-Za-z0-9._:-]{1,128})/([0-9]{1,18})");

    public BatchId {
        if (!SHAPE.matcher(node + "/" + boot + "/" + sequence).matches()) {
            throw new IllegalArgumentException("not a batch: " + node + "/" + boot + "/" + sequence);
        }
    }

    /// Reads the header's value.
    ///
    /// @throws IllegalArgumentException with a message for the sender, if it isn't one
    public static BatchId parse(String header) {
        Matcher matcher = SHAPE.matcher(header);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the header " + HEADER + " must be <node>/<boot>/<sequence>");
        }
        return new BatchId(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3)));
    }

    @Override
    public String toString() {
        return node + "/" + boot + "/" + sequence;
    }
}
