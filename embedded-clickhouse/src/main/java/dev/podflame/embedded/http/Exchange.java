package dev.podflame.embedded.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One request and its response, as the worker thread sees them: blocking reads and writes.
// A write that fails closes the channel, which is where that is noticed.
@SuppressWarnings("FutureReturnValueIgnored")
final class Exchange {
    private static final int PIECE = 256 * 1024;
    private static final long WRITE_PATIENCE_SECONDS = 120;

    /// Closes a connection whose client may still be sending: the rest is read and dropped for a while, since
    /// closing on unread data would reset the connection and take the response with it.
    static final ChannelFutureListener LINGER = written -> {
        SocketChannel channel = (SocketChannel) written.channel();
        channel.shutdownOutput();
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule((Runnable) channel::close, 5, TimeUnit.SECONDS);
    };

    private final Channel channel;
    private final RequestHead head;
    private final RequestBody body;
    private final boolean keepAlive;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Runnable onDisconnect;
    private boolean disconnected;
    private boolean begun;
    private volatile boolean closeAfterwards;

    Exchange(Channel channel, RequestHead head, RequestBody body, boolean keepAlive) {
        this.channel = channel;
        this.head = head;
        this.body = body;
        this.keepAlive = keepAlive;
    }

    RequestHead head() {
        return head;
    }

    RequestBody body() {
        return body;
    }

    /// Whether a status has been sent already.
    boolean begun() {
        return begun;
    }

    /// Runs on the event loop when the client goes away before the response is complete; null ends that.
    void onDisconnect(@Nullable Runnable action) {
        boolean now;
        lock.lock();
        try {
            onDisconnect = action;
            now = disconnected;
        } finally {
            lock.unlock();
        }
        if (now && action != null) {
            action.run();
        }
    }

    /// Called by the event loop.
    void disconnect() {
        body.fail("the client closed the connection");
        Runnable action;
        lock.lock();
        try {
            disconnected = true;
            action = onDisconnect;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (action != null) {
            action.run();
        }
    }

    /// Called by the event loop.
    void closeAfterwards() {
        closeAfterwards = true;
    }

    /// Called by the event loop.
    void writable() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Sends a complete response.
    void respond(int status, HttpHeaders headers, ByteBuf content) {
        begun = true;
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
        response.headers().set(headers).set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        end(response, response.headers());
    }

    /// Begins a response whose length isn't known.
    void begin(HttpHeaders headers) {
        begun = true;
        DefaultHttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(headers).set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        channel.write(response);
    }

    /// Sends bytes, copying them; blocks while the client is behind.
    ///
    /// @throws IOException when the client is gone or doesn't read
    void write(ByteBuffer bytes) throws IOException, InterruptedException {
        while (bytes.hasRemaining()) {
            int length = Math.min(bytes.remaining(), PIECE);
            awaitWritable();
            ByteBuf piece = channel.alloc().directBuffer(length, length);
            piece.writeBytes(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
            channel.writeAndFlush(new DefaultHttpContent(piece));
        }
    }

    private void awaitWritable() throws IOException, InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(WRITE_PATIENCE_SECONDS);
        lock.lockInterruptibly();
        try {
            while (!disconnected && !channel.isWritable() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (disconnected) {
                throw new IOException("the client closed the connection");
            }
            if (left <= 0) {
                throw new IOException("the client did not read for " + WRITE_PATIENCE_SECONDS + " s");
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends a response that was begun.
    void end() {
        end(LastHttpContent.EMPTY_LAST_CONTENT, null);
    }

    /// Breaks a response off, so that the client sees it as incomplete.
    void abort() {
        body.abandon();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void end(Object message, @Nullable HttpHeaders headers) {
        boolean reusable = body.abandon() && keepAlive && !closeAfterwards;
        if (headers != null) {
            headers.set(HttpHeaderNames.CONNECTION, reusable ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        }
        channel.eventLoop().execute(() -> {
            channel.pipeline().fireUserEventTriggered(ExchangeEnd.of(reusable));
            channel.writeAndFlush(message).addListener(reusable ? future -> {} : LINGER);
        });
    }

    /// Tells the channel's handler, in order with the response, that the next request may come.
    enum ExchangeEnd {
        REUSE,
        CLOSE;

        static ExchangeEnd of(boolean reusable) {
            return reusable ? REUSE : CLOSE;
        }
    }
}
