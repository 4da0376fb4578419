package dev.podflame.collector.query;

import dev.podflame.collector.store.Retention;

/// The tables that hold sums per stack, from the finest to the coarsest.
enum Table {
    SAMPLES("samples", 10),
    MINUTES("svc_1m", 60),
    HOURS("svc_1h", 3600);

    private static final long DAY = 86_400;

    final String sql;
    final int stepSeconds;

    Table(String sql, int stepSeconds) {
        this.sql = sql;
        this.stepSeconds = stepSeconds;
    }

    /// The time before which rows may be gone already, in seconds since the Unix epoch.
    long oldest(Retention retention, long now) {
        int days = switch (this) {
            case SAMPLES -> retention.rawDays();
            case MINUTES -> retention.minuteDays();
            case HOURS -> retention.hourDays();
        };
        return now - days * DAY;
    }

    /// The next finer table; the finest is its own.
    Table finer() {
        return switch (this) {
            case SAMPLES, MINUTES -> SAMPLES;
            case HOURS -> MINUTES;
        };
    }

    long floor(long seconds) {
        return seconds - Math.floorMod(seconds, stepSeconds);
    }

    long ceil(long seconds) {
        return floor(seconds + stepSeconds - 1);
    }
}
