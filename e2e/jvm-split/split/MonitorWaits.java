package split;

/// Waits for a monitor that another thread holds for 50 ms, then lets as much time pass without it.
final class MonitorWaits implements Runnable {
    private static final long HELD_NANOS = 50000000;

    private final Object monitor = new Object();
    private final Counters counters;
    private volatile boolean held;

    MonitorWaits(Counters counters) {
        this.counters = counters;
    }

    Runnable holder() {
        return new Runnable() {
            @Override
            public void run() {
                while (true) {
                    hold();
                    Pause.nanos(HELD_NANOS);
                }
            }
        };
    }

    private void hold() {
        synchronized (monitor) {
            held = true;
            Pause.nanos(HELD_NANOS);
            held = false;
        }
    }

    @Override
    public void run() {
        while (true) {
            // By looking, as every other way to wait for the holder would be a wait of its own in the profile.
            while (!held) {
                Pause.nanos(2000000);
            }
            counters.monitorNanos.addAndGet(waitForMonitor());
            counters.monitorWaits.incrementAndGet();
        }
    }

    private long waitForMonitor() {
        long start = System.nanoTime();
        synchronized (monitor) {
            return System.nanoTime() - start;
        }
    }
}
