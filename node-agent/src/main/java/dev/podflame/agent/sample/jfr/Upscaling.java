package dev.podflame.agent.sample.jfr;

/// What one sampled event stands for. All formulas keep sums right on average, whatever the rate is.
final class Upscaling {

    private Upscaling() {}

    /// How many allocations one sampled allocation stands for. HotSpot (JEP 331) draws the bytes to the next
    /// sample from an exponential distribution, so an object of `size` bytes is sampled with probability 1 −
    /// e^(−size/step).
    ///
    /// @param step mean bytes between two samples
    static double allocations(long size, long step) {
        if (size <= 0) {
            return 1;
        }
        // expm1 keeps small objects exact: 1 − e^(−16/2²⁰) has lost half of its digits.
        return 1 / -Math.expm1(-(double) size / step);
    }

    /// How much one event of `amount` stands for that was taken because a running sum of amounts passed a multiple of
    /// `step`: it is taken with probability amount/step, or surely if it is larger.
    static long bySum(long amount, long step) {
        return Math.max(amount, step);
    }

    /// How many events that one stands for.
    static double countBySum(long amount, long step) {
        return amount <= 0 ? 1 : Math.max(1, (double) step / amount);
    }
}
