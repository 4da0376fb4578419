package dev.podflame.bench.program;

import java.util.ArrayDeque;
import java.util.Deque;

/// Everything that runs because of the benchmark; ends it, last started first, also when the benchmark is interrupted.
/// Thread-safe.
public final class Programs implements AutoCloseable {
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean stopped;

    public Programs() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
    }

    /// Has it ended with the rest.
    public <T extends AutoCloseable> T keep(T program) {
        synchronized (this) {
            if (!stopped) {
                running.push(program);
                return program;
            }
        }
        end(program);
        throw new IllegalStateException("the benchmark is being stopped");
    }

    /// Ends one of them now.
    public void end(AutoCloseable program) {
        synchronized (this) {
            running.remove(program);
        }
        try {
            program.close();
        } catch (Exception e) {
            System.err.println("podflame-bench: stopping a program: " + e);
        }
    }

    @Override
    public synchronized void close() {
        stopped = true;
        while (!running.isEmpty()) {
            end(running.peek());
        }
    }
}
