package dev.podflame.bench.report;

import java.util.Arrays;
import java.util.Locale;

/// Numbers as people read them: three digits that mean something, with their unit.
public final class Figures {
    private static final double MEBIBYTE = 1 << 20;

    private Figures() {}

    /// A count with separators.
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String millis(double millis) {
        return number(millis) + " ms";
    }

    public static String mebibytes(long bytes) {
        return number(bytes / MEBIBYTE) + " MiB";
    }

    /// A share as percent, signed only if it is negative.
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    public static String bytesPer(long bytes, long things) {
        return things == 0 ? "none" : number((double) bytes / things) + " B";
    }

    /// How many times as large as the baseline.
    public static String ratio(double measured, double baseline) {
        return baseline == 0 ? "" : String.format(Locale.ROOT, "%.2f×", measured / baseline);
    }

    public static String number(double number) {
        double size = Math.abs(number);
        int digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }

    /// The middle value, or the mean of the two in the middle.
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
