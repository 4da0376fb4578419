package dev.podflame.bench.report;

/// One row of a table; what doesn't apply is empty.
///
/// @param what what was measured
/// @param measured the value with its unit
/// @param target what it should be
/// @param baseline what the same run's baseline took
/// @param ratio measured to baseline
public record Measurement(String what, String measured, String target, String baseline, String ratio) {

    public static Measurement of(String what, String measured) {
        return new Measurement(what, measured, "", "", "");
    }

    public Measurement target(String value) {
        return new Measurement(what, measured, value, baseline, ratio);
    }

    public Measurement against(String value, String times) {
        return new Measurement(what, measured, target, value, times);
    }
}
