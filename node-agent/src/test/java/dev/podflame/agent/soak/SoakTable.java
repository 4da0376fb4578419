package dev.podflame.agent.soak;

import java.time.Duration;
import java.util.Locale;

/// What the soak found.
///
/// @param left in the JVMs
/// @param agentBefore what the attaching process, which has the agent's heap, held before the first cycle
record SoakTable(Cycles cycles, Duration took, Left left, Footprint agentBefore, Footprint agentAfter) {

    boolean isClean() {
        return cycles.done() == cycles.number() && left.isNothing();
    }

    /// A line for each finding.
    String text() {
        StringBuilder text = new StringBuilder();
        row(text, "cycles done of those asked", cycles.done() + " of " + cycles.number());
        row(
                text,
                "seconds",
                took.toSeconds() + ", a cycle " + took.toMillis() / cycles.number() + " ms (five JVMs at once)");
        cycles.failures().forEach((why, times) -> row(text, "failed", times + ": " + why));
        row(text, "JVMs that died", Integer.toString(left.deaths()));
        row(text, "files left behind", left.files().size() + " " + left.files());
        row(text, "threads left behind", Integer.toString(left.threads()));
        row(text, "file descriptors left behind", Integer.toString(left.descriptors()));
        row(text, "bytes in the JVMs' own output", Long.toString(left.printedBytes()));
        row(text, "MiB that the JVMs gained", mebibytes(left.grownBytes()));
        row(text, "agent: resident MiB", change(agentBefore.residentBytes() >> 20, agentAfter.residentBytes() >> 20));
        row(text, "agent: threads", change(agentBefore.threads(), agentAfter.threads()));
        row(text, "agent: descriptors", change(agentBefore.descriptors(), agentAfter.descriptors()));
        return text.toString();
    }

    private static String change(long before, long after) {
        return before + ", at the end " + after;
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
    }

    private static void row(StringBuilder text, String what, String value) {
        text.append(String.format(Locale.ROOT, "%-30s %s%n", what, value));
    }
}
