package dev.podflame.e2e.jvm;

import java.util.Locale;

/// One number of a profile beside what the program counted.
///
/// @param least the least that the truth can be
/// @param most the most that it can be
/// @param tolerance share of the truth that the profile may be away from it
record Comparison(String what, long profiled, long least, long most, double tolerance) {
    static final double TEN_PERCENT = 0.1;

    static Comparison of(String what, long profiled, long counted) {
        return new Comparison(what, profiled, counted, counted, TEN_PERCENT);
    }

    boolean holds() {
        return profiled > 0 && profiled >= least * (1 - tolerance) && profiled <= most * (1 + tolerance);
    }

    /// A row for people.
    String row() {
        double counted = (least + most) / 2.0;
        return String.format(
                Locale.ROOT,
                "  %-36s %,18d %,18.0f %+7.1f %%%s",
                what,
                profiled,
                counted,
                100 * (profiled - counted) / counted,
                holds() ? "" : "  <- not within " + Math.round(100 * tolerance) + " %");
    }
}
