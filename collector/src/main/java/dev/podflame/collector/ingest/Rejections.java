package dev.podflame.collector.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/// Counts what is left out of a well-formed request and why, for the answer's partial success and the metrics.
/// Not thread-safe.
final class Rejections {
    /// Why something isn't kept.
    enum Reason {
        UNKNOWN_TYPE("profiles of a type that is not kept"),
        UNKNOWN_METRIC("points of metrics that are not kept"),
        NO_INSTANCE("counts of requests of no certain instance (set service.instance.id)"),
        TOO_OLD("samples older than 48 hours"),
        TOO_NEW("samples more than 10 minutes in the future"),
        TOO_LARGE("samples of a value past any measurement");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Map<Reason, Integer> counts = new LinkedHashMap<>();
    private String detail = "";

    void profile(String sentence) {
        add(Reason.UNKNOWN_TYPE);
        if (detail.isEmpty()) {
            detail = " (" + sentence + ")";
        }
    }

    void add(Reason reason) {
        counts.merge(reason, 1, Integer::sum);
    }

    int total() {
        int total = 0;
        for (int count : counts.values()) {
            total += count;
        }
        return total;
    }

    Map<Reason, Integer> counts() {
        return counts;
    }

    /// A sentence for the sender; empty if everything was kept.
    String message() {
        StringBuilder text = new StringBuilder();
        counts.forEach((reason, count) -> text.append(text.isEmpty() ? "not kept: " : ", ")
                .append(count)
                .append(' ')
                .append(reason.text));
        return text + detail;
    }
}
