package split;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Computes for 70 ms of CPU time in one method and 30 ms in another, by turns, then rests as long as its share of a
/// core asks for.
final class Cpu implements Runnable {
    private static final long UNIT_NANOS = 10000000;
    private static final int STEPS_BETWEEN_LOOKS = 20000;

    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private final Counters counters;
    private final double cores;
    private long state = 88172645463325252L;

    Cpu(Counters counters, double cores) {
        this.counters = counters;
        this.cores = Math.min(1, cores);
    }

    @Override
    public void run() {
        while (true) {
            long start = System.nanoTime();
            counters.seventyNanos.addAndGet(seventy());
            counters.thirtyNanos.addAndGet(thirty());
            // Of elapsed time where others keep the core busy, so that the share is an upper bound then.
            Pause.nanos((long) (10 * UNIT_NANOS / cores) - (System.nanoTime() - start));
        }
    }

    private long seventy() {
        long start = clock.getCurrentThreadCpuTime();
        long used = 0;
        while (used < 7 * UNIT_NANOS) {
            mix();
            used = clock.getCurrentThreadCpuTime() - start;
        }
        return used;
    }

    private long thirty() {
        long start = clock.getCurrentThreadCpuTime();
        long used = 0;
        while (used < 3 * UNIT_NANOS) {
            mix();
            used = clock.getCurrentThreadCpuTime() - start;
        }
        return used;
    }

    private void mix() {
        long mixed = state;
        for (int i = 0; i < STEPS_BETWEEN_LOOKS; i++) {
            mixed ^= mixed << 13;
            mixed ^= mixed >>> 7;
            mixed ^= mixed << 17;
        }
        state = mixed;
    }
}
