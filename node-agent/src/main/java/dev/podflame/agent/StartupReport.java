package dev.podflame.agent;

import java.util.List;

/// What of this machine works for profiling, what doesn't, why, and what to do.
record StartupReport(List<Check> checks) {

    StartupReport {
        checks = List.copyOf(checks);
    }

    /// Whether nothing stands in the way of profiles.
    boolean good() {
        return checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.NOT);
    }

    /// The table, a line a check.
    @Override
    public String toString() {
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        StringBuilder table = new StringBuilder();
        for (Check check : checks) {
            table.append(("%-" + width + "s  %-4s  %s")
                    .formatted(check.name(), check.verdict().label(), check.detail()));
            if (!check.cure().isEmpty()) {
                table.append("; ").append(check.cure());
            }
            table.append('\n');
        }
        return table.toString();
    }
}
