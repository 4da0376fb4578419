package split;

/// Allocates three times as many bytes in one method as in the other; all of it is garbage at once.
final class Allocation implements Runnable {
    // With the array's header of 16 bytes, in all object layouts.
    private static final int BYTES = 4 << 10;
    private static final int LENGTH = BYTES - 16;
    private static final int ROUND = 32;

    private final Counters counters;
    private final double mebibytesPerSecond;
    // Volatile, so that no compiler finds out that nobody reads it.
    private volatile byte[] last = new byte[0];

    Allocation(Counters counters, double mebibytesPerSecond) {
        this.counters = counters;
        this.mebibytesPerSecond = mebibytesPerSecond;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        while (true) {
            three();
            one();
            if (mebibytesPerSecond > 0) {
                double done = counters.threeBytes.get() + counters.oneBytes.get();
                long due = (long) (done / (mebibytesPerSecond * (1 << 20)) * 1e9);
                Pause.nanos(due - (System.nanoTime() - start));
            }
        }
    }

    private void three() {
        for (int i = 0; i < 3 * ROUND; i++) {
            last = new byte[LENGTH];
        }
        counters.threeBytes.addAndGet(3 * ROUND * BYTES);
        counters.arrays.addAndGet(3 * ROUND);
    }

    private void one() {
        for (int i = 0; i < ROUND; i++) {
            last = new byte[LENGTH];
        }
        counters.oneBytes.addAndGet(ROUND * BYTES);
        counters.arrays.addAndGet(ROUND);
    }
}
