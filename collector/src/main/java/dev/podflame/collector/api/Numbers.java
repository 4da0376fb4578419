package dev.podflame.collector.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers as JSON has them: unknown is null, and no digit beyond the sixth, which nobody measured.
final class Numbers {
    private Numbers() {}

    static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 1e6) / 1e6;
    }

    static List<@Nullable Double> orNulls(double[] values) {
        List<@Nullable Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(orNull(value));
        }
        return list;
    }
}
