package dev.podflame.collector.flamegraph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Says a weight the way people compare it: flows per second (CPU time as cores in use, time of threads as threads that
/// are there at a time), levels as they are. Bytes have their binary prefix.
final class Weights {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String[] TIME_UNITS = {"ns", "µs", "ms", "s"};

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MOST_DECIMALS = 6;

    private final FlameGraphHeader header;

    Weights(FlameGraphHeader header) {
        this.header = header;
    }

    /// From when to when.
    static String range(FlameGraphHeader header) {
        return TIME.format(Instant.ofEpochMilli(header.fromMillis())) + " to "
                + TIME.format(Instant.ofEpochMilli(header.toMillis())) + " UTC";
    }

    /// The rate over the range, or the level.
    String text(long value) {
        return switch (header.type()) {
            case CPU -> number(perSecond(value) / 1e9) + " cores";
            case WALL, OFF_CPU -> number(perSecond(value) / 1e9) + " threads";
            case LOCK -> scaled(perSecond(value), 1000, TIME_UNITS) + "/s";
            case ALLOC, NATIVE_MEMORY -> scaled(perSecond(value), 1024, BYTE_UNITS) + "/s";
            case ALLOC_OBJECTS, LOCK_CONTENTIONS -> number(perSecond(value)) + "/s";
            case LIVE -> scaled((double) value, 1024, BYTE_UNITS);
            case LIVE_OBJECTS -> Long.toString(value);
        };
    }

    /// The sum over the range; empty for a level, which has none.
    String sum(long value) {
        if (header.type().isLevel()) {
            return "";
        }
        return switch (header.type().unit()) {
            case NANOSECONDS -> number(value / 1e9) + " s";
            case BYTES -> scaled((double) value, 1024, BYTE_UNITS);
            case COUNT -> Long.toString(value);
        };
    }

    static String percent(long part, long whole) {
        return whole == 0 ? "0 %" : number(100.0 * part / whole) + " %";
    }

    private double perSecond(long value) {
        return value * 1000.0 / (header.toMillis() - header.fromMillis());
    }

    private static String scaled(double value, int step, String[] units) {
        double scaled = value;
        int unit = 0;
        while (scaled >= step && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        return number(scaled) + " " + units[unit];
    }

    /// Three digits or so, of little ones two; `String.format` would take longer than all the rest of a picture.
    static String number(double value) {
        int decimals = decimals(value);
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        long scaled = Math.round(value * scale);
        String whole = Long.toString(scaled / scale);
        if (scaled == 0 || decimals == 0) {
            return whole;
        }
        String fraction = Long.toString(scaled % scale);
        return whole + "." + "0".repeat(decimals - fraction.length()) + fraction;
    }

    private static int decimals(double value) {
        if (value >= 10) {
            return value >= 100 ? 0 : 1;
        }
        int decimals = 2;
        for (double least = 0.1; value < least && decimals < MOST_DECIMALS; least /= 10) {
            decimals++;
        }
        return decimals;
    }
}
