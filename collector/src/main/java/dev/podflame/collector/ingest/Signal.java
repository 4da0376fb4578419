package dev.podflame.collector.ingest;

import java.util.Locale;

/// What a request carries. The codes are written to the spool: never change one.
public enum Signal {
    PROFILES(1),
    METRICS(2);

    private final int code;

    Signal(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /// The name in metrics and messages.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Signal ofCode(int code) {
        return switch (code) {
            case 1 -> PROFILES;
            case 2 -> METRICS;
            default -> throw new IllegalArgumentException("no signal has the code " + code);
        };
    }
}
