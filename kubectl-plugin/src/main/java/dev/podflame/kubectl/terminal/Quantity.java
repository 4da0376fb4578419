package dev.podflame.kubectl.terminal;

import java.time.Duration;
import java.util.Locale;

/// Numbers with their unit, as `kubectl` writes them.
public final class Quantity {
    private static final String[] BINARY_UNITS = {"", "Ki", "Mi", "Gi", "Ti"};
    private static final double NANOS_PER_SECOND = 1e9;

    private Quantity() {}

    /// CPU in thousandths of a core, such as `250m`.
    public static String cores(double cores) {
        return Double.isNaN(cores) ? "" : Math.round(cores * 1000) + "m";
    }

    /// Bytes in the largest unit that keeps a whole number, such as `171Mi`.
    public static String bytes(double bytes) {
        if (Double.isNaN(bytes)) {
            return "";
        }
        int unit = 0;
        double value = bytes;
        while (Math.abs(value) >= 1024 && unit < BINARY_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return Math.round(value) + BINARY_UNITS[unit];
    }

    /// The weight of samples in their unit.
    public static String weight(long value, String unit) {
        return switch (unit) {
            case "nanoseconds" -> String.format(Locale.ROOT, "%.2fs", value / NANOS_PER_SECOND);
            case "bytes" -> bytes((double) value);
            default -> Long.toString(value);
        };
    }

    /// A part of a whole in percent.
    public static String share(long part, long whole) {
        return whole == 0 ? "" : percent(100.0 * part / whole);
    }

    public static String percent(double percent) {
        return Double.isNaN(percent) ? "" : String.format(Locale.ROOT, "%.1f%%", percent);
    }

    /// A duration in its one or two largest units, such as `3m20s`, as `kubectl get` shows ages.
    public static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return pair(seconds, 60, "m", "s");
        }
        if (seconds < 3 * 3600) {
            return seconds / 60 + "m";
        }
        if (seconds < 2 * 86_400) {
            return pair(seconds / 60, 60, "h", "m");
        }
        return seconds / 86_400 + "d";
    }

    private static String pair(long value, long base, String large, String small) {
        long rest = value % base;
        return value / base + large + (rest == 0 ? "" : rest + small);
    }
}
