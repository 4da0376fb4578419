package dev.podflame.operator.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs a step, waits as long as the step said or until woken, and runs it again, on one thread of its own.
public final class Loop implements AutoCloseable {
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final Step step;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;

    /// What is done again and again. An exception ends the loop.
    public interface Step {
        /// Does it once.
        ///
        /// @return how long to wait before the next time
        Duration run() throws InterruptedException;
    }

    public Loop(String name, Step step) {
        this.step = step;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Has the step run again at once. Several calls while it runs have it run once more.
    public void wake() {
        wakes.release();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration wait = step.run();
                if (wakes.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Interrupts the step and waits until it has ended. A loop that was never started has nothing to end.
    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
