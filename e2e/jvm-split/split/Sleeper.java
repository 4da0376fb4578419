package split;

/// Sleeps all the time.
final class Sleeper implements Runnable {
    private static final long NANOS = 100000000;

    private final Counters counters;

    Sleeper(Counters counters) {
        this.counters = counters;
    }

    @Override
    public void run() {
        while (true) {
            counters.sleptNanos.addAndGet(sleeping());
        }
    }

    private long sleeping() {
        long start = System.nanoTime();
        Pause.nanos(NANOS);
        return System.nanoTime() - start;
    }
}
