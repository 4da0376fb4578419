package dev.podflame.agent.session;

import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.target.Budget;
import java.time.Duration;

/// Keeps the cost within the budget by looking more seldom: at once when it is over, and closer again only after it has
/// been far below for a while. Belongs to one session.
final class Throttle {

    /// Sixteen times more seldom than asked for is the floor: what is too much then isn't worth its cost.
    static final int MOST = 16;

    private static final long CALM_NANOS = Duration.ofMinutes(5).toNanos();
    /// Twice as close must still fit, with room for what changes by itself.
    private static final double CALM_SHARE = 0.35;

    private int factor = 1;
    private long calmSinceNanos = Long.MAX_VALUE;
    private boolean memoryWasOver;

    /// What to do about a cost.
    enum Advice {
        STAY,
        /// The factor has changed.
        CHANGE,
        /// Too much memory, once: a new recording begins without the stacks of this one.
        BEGIN_ANEW,
        /// Even the floor costs too much.
        GIVE_UP
    }

    /// How much more seldom than asked for.
    int factor() {
        return factor;
    }

    Advice judge(Cost cost, Budget budget, long nowNanos) {
        if (cost.memoryBytes() > budget.memoryBytes()) {
            Advice advice = memoryWasOver ? Advice.GIVE_UP : Advice.BEGIN_ANEW;
            memoryWasOver = true;
            return advice;
        }
        memoryWasOver = false;
        if (cost.cpuPercent() > budget.cpuPercent()) {
            calmSinceNanos = Long.MAX_VALUE;
            if (factor == MOST) {
                return Advice.GIVE_UP;
            }
            // As far as it takes, so that a storm isn't paid for step by step.
            double atFactorOne = cost.cpuPercent() * factor;
            do {
                factor *= 2;
            } while (factor < MOST && atFactorOne / factor > budget.cpuPercent());
            return Advice.CHANGE;
        }
        if (factor == 1 || cost.cpuPercent() > budget.cpuPercent() * CALM_SHARE) {
            calmSinceNanos = Long.MAX_VALUE;
            return Advice.STAY;
        }
        calmSinceNanos = Math.min(calmSinceNanos, nowNanos);
        if (nowNanos - calmSinceNanos < CALM_NANOS) {
            return Advice.STAY;
        }
        factor /= 2;
        calmSinceNanos = Long.MAX_VALUE;
        return Advice.CHANGE;
    }

    /// The rates that are asked for, as far apart as the factor says.
    Rates apply(Rates asked) {
        return new Rates(
                asked.cpuNanos() * factor,
                asked.wallNanos() * factor,
                asked.allocBytes() * factor,
                asked.lockNanos() * factor,
                asked.nativeBytes() * factor,
                asked.allocations(),
                asked.live());
    }
}
