package dev.podflame.collector.flamegraph;

import dev.podflame.profile.ProfileType;

/// Says a weight the way people compare it: CPU time as cores in use over the range, other times in seconds, bytes with
/// their binary prefix.
final class Weights {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private final FlameGraphHeader header;

    Weights(FlameGraphHeader header) {
        this.header = header;
    }

    String text(long value) {
        return switch (header.type().unit()) {
            case NANOSECONDS -> header.type() == ProfileType.CPU ? cores(value) : number(value / 1e9) + " s";
            case BYTES -> bytes(value);
            case COUNT -> Long.toString(value);
        };
    }

    static String percent(long part, long whole) {
        return whole == 0 ? "0 %" : number(100.0 * part / whole) + " %";
    }

    private String cores(long nanos) {
        return number(nanos / (1e6 * (header.toMillis() - header.fromMillis()))) + " cores";
    }

    private static String bytes(long value) {
        double scaled = value;
        int unit = 0;
        while (scaled >= 1024) {
            scaled /= 1024;
            unit++;
        }
        return number(scaled) + " " + BYTE_UNITS[unit];
    }

    /// Three digits or so; `String.format` would take longer than all the rest of a picture.
    static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        long scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
        long scaled = Math.round(value * scale);
        String whole = Long.toString(scaled / scale);
        if (decimals == 0) {
            return whole;
        }
        String fraction = Long.toString(scaled % scale);
        return whole + "." + "0".repeat(decimals - fraction.length()) + fraction;
    }
}
