package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.PooledConnection;
import dev.podflame.embedded.chdb.QueryKiller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The statements being run, by the query ID that their client gave, and how to stop one.
public final class RunningStatements {
    private final QueryKiller killer;
    private final Map<String, Running> byId = new ConcurrentHashMap<>();

    public RunningStatements(QueryKiller killer) {
        this.killer = killer;
    }

    /// Until it is closed, the statement on this connection can be cancelled; the client's going away does so.
    Running begin(String queryId, PooledConnection connection, Exchange exchange) {
        Running running = new Running(queryId, connection, exchange);
        byId.put(queryId, running);
        exchange.onDisconnect(running::cancel);
        return running;
    }

    /// Stops the statement with this ID; false when there is none.
    boolean cancel(String queryId) {
        Running running = byId.get(queryId);
        if (running == null) {
            return false;
        }
        running.cancel();
        return true;
    }

    /// Stops all of them, for the end of the process.
    public void cancelAll() {
        byId.values().forEach(Running::cancel);
    }

    final class Running implements AutoCloseable {
        private static final long AGAIN_MILLIS = 200;

        private final String queryId;
        private final PooledConnection connection;
        private final Exchange exchange;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition ended = lock.newCondition();
        private boolean finished;
        private boolean cancelling;

        private Running(String queryId, PooledConnection connection, Exchange exchange) {
            this.queryId = queryId;
            this.connection = connection;
            this.exchange = exchange;
        }

        /// Returns at once; a thread keeps asking, because the statement may not have reached the engine yet.
        void cancel() {
            lock.lock();
            try {
                if (finished || cancelling) {
                    return;
                }
                cancelling = true;
            } finally {
                lock.unlock();
            }
            Thread.ofPlatform().name("cancel-" + queryId).daemon().start(this::killUntilFinished);
        }

        private void killUntilFinished() {
            // Under the lock, so that close() waits for it and the next statement on the connection isn't hit.
            lock.lock();
            try {
                while (!finished) {
                    killer.kill(connection);
                    if (!ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS) && finished) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            exchange.onDisconnect(null);
            byId.remove(queryId, this);
            lock.lock();
            try {
                finished = true;
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
