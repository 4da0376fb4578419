package dev.podflame.agent.sample.jfr;

/// Makes whole numbers of fractions so that their sum stays right: what rounding takes from one is given to the next.
/// One that stands for 1.6 contentions would be 2 each time otherwise.
final class WholeNumbers {
    private double rest;

    /// The next one, at least 1.
    ///
    /// @param value at least 1
    long next(double value) {
        double wanted = value + rest;
        long whole = Math.max(1, Math.round(wanted));
        rest = wanted - whole;
        return whole;
    }
}
