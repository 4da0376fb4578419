package split;

import java.util.concurrent.locks.ReentrantLock;

/// Waits for a lock that another thread holds for 25 ms, of every 100 ms.
final class LockWaits implements Runnable {
    private static final long HELD_NANOS = 25000000;
    private static final long FREE_NANOS = 75000000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Counters counters;
    private volatile boolean held;

    LockWaits(Counters counters) {
        this.counters = counters;
    }

    Runnable holder() {
        return new Runnable() {
            @Override
            public void run() {
                while (true) {
                    hold();
                    Pause.nanos(FREE_NANOS);
                }
            }
        };
    }

    private void hold() {
        lock.lock();
        try {
            held = true;
            Pause.nanos(HELD_NANOS);
            held = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        while (true) {
            while (!held) {
                Pause.nanos(2000000);
            }
            counters.lockNanos.addAndGet(waitForLock());
            counters.lockWaits.incrementAndGet();
        }
    }

    private long waitForLock() {
        long start = System.nanoTime();
        lock.lock();
        try {
            return System.nanoTime() - start;
        } finally {
            lock.unlock();
        }
    }
}
