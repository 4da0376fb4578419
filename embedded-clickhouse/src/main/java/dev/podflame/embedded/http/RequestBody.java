package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request's body on its way from the event loop, which adds pieces, to the worker, which takes them. When the worker
/// is behind, the event loop is told to stop reading from the socket.
final class RequestBody implements Body {
    private static final int PAUSE_ABOVE = 1 << 20;
    private static final int RESUME_BELOW = 1 << 18;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<Boolean> reading;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuf> pieces = new ArrayDeque<>();
    private int queued;
    private boolean paused;
    private boolean complete;
    private boolean abandoned;
    private @Nullable String failure;

    /// @param reading called with false to pause the socket and with true to go on
    RequestBody(Consumer<Boolean> reading) {
        this.reading = reading;
    }

    /// Takes over the piece.
    void add(ByteBuf piece) {
        lock.lock();
        try {
            if (abandoned || !piece.isReadable()) {
                piece.release();
                return;
            }
            pieces.add(piece);
            queued += piece.readableBytes();
            if (queued > PAUSE_ABOVE && !paused) {
                paused = true;
                reading.accept(false);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The rest will not come.
    void fail(String reason) {
        lock.lock();
        try {
            if (!complete && failure == null) {
                failure = reason;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable ByteBuf next() throws InterruptedException {
        long left = PATIENCE.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                if (failure != null) {
                    throw ChdbException.of(33, "The request's body broke off: " + failure, "CANNOT_READ_ALL_DATA");
                }
                ByteBuf piece = pieces.poll();
                if (piece != null) {
                    taken(piece.readableBytes());
                    return piece;
                }
                if (complete) {
                    return null;
                }
                if (left <= 0) {
                    throw ChdbException.of(
                            209, "No data of the request's body for " + PATIENCE.toSeconds() + " s", "SOCKET_TIMEOUT");
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void taken(int bytes) {
        queued -= bytes;
        if (paused && queued < RESUME_BELOW) {
            paused = false;
            reading.accept(true);
        }
    }

    /// Drops what is left; true when all of the body had arrived, so that the connection can serve another request.
    boolean abandon() {
        lock.lock();
        try {
            abandoned = true;
            pieces.forEach(ByteBuf::release);
            pieces.clear();
            taken(queued);
            return complete;
        } finally {
            lock.unlock();
        }
    }
}
