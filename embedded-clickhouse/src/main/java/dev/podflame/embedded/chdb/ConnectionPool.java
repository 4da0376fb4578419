package dev.podflame.embedded.chdb;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The engine's connections, all opened at start. Its size bounds how many statements run at once; who finds none
/// waits.
public final class ConnectionPool implements AutoCloseable {
    private final ChdbLibrary library;
    private final List<String> arguments;
    private final Map<String, String> house;
    private final int size;
    private final AtomicLong marks = new AtomicLong(QueryKiller.FIRST_MARK);
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition returned = lock.newCondition();
    private final Deque<PooledConnection> idle = new ArrayDeque<>();
    private boolean closed;

    /// Opens all connections; the first one starts the engine.
    ///
    /// @param arguments of the first connection, which starts the engine
    /// @param house     settings of every connection
    public ConnectionPool(ChdbLibrary library, List<String> arguments, Map<String, String> house, int size) {
        this.library = library;
        this.arguments = List.copyOf(arguments);
        this.house = Map.copyOf(house);
        this.size = size;
        for (int i = 0; i < size; i++) {
            idle.push(open());
        }
    }

    private PooledConnection open() {
        long mark = marks.getAndIncrement();
        List<String> all = new ArrayList<>(arguments);
        house.forEach((name, value) -> all.add("--" + name + "=" + value));
        all.add("--" + QueryKiller.MARK_SETTING + "=" + mark);
        return new PooledConnection(library.connect(all), mark, house);
    }

    /// Takes a connection for one statement.
    ///
    /// @return null when none became free in time, or the pool is closed
    public @Nullable PooledConnection take(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (idle.isEmpty() && !closed) {
                if (left <= 0) {
                    return null;
                }
                left = returned.awaitNanos(left);
            }
            return closed ? null : idle.pop();
        } finally {
            lock.unlock();
        }
    }

    /// Replaces a spoiled connection by a new one, which costs 0.1 ms.
    public void giveBack(PooledConnection connection) {
        PooledConnection usable = connection;
        if (connection.spoiled()) {
            connection.connection().close();
            usable = open();
        }
        lock.lock();
        try {
            idle.push(usable);
            returned.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for connections in use; true when all of them are back.
    public boolean drain(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            closed = true;
            returned.signalAll();
            while (idle.size() < size) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                if (!returned.await(left, TimeUnit.NANOSECONDS)) {
                    return idle.size() == size;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Closes idle connections; one that is still in use would crash the engine, so it is left alone.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(connection -> connection.connection().close());
            idle.clear();
        } finally {
            lock.unlock();
        }
    }
}
