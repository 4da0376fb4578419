package dev.podflame.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A connection to a socket file in a folder that isn't to be trusted.
///
/// Java's own channel connects by path, and follows links on the way. This one opens the file first,
/// looks whether it is a socket, and connects to what it has opened.
public final class UnixConnection implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int ADDRESS_BYTES = 110;

    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int CREDENTIALS_BYTES = 12;

    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int POLL_BYTES = 8;
    private static final int BUFFER_BYTES = 8192;

    private final Descriptor socket;
    private final long deadlineNanos;

    private UnixConnection(Descriptor socket, long deadlineNanos) {
        this.socket = socket;
        this.deadlineNanos = deadlineNanos;
    }

    /// Connects; whoever listens sees the effective user of the calling thread.
    ///
    /// @param deadlineNanos `System.nanoTime()` by which all that is done with the connection must be
    ///     done
    /// @throws KernelException `ENOENT` or `ECONNREFUSED` if nobody listens, `EAGAIN` if too many
    ///     wait already
    public static UnixConnection open(SafeFolder folder, String name, long deadlineNanos) throws IOException {
        try (Descriptor file = folder.openPath(name)) {
            if (!FileStatus.read(file, "").isSocket()) {
                throw new IOException(name + " is not a socket");
            }
            Descriptor socket = Descriptor.of(
                    CallNumber.SOCKET.call(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "a socket");
            SystemCall.Result result = connect(socket, file.path());
            if (result.failed()) {
                socket.close();
                throw new KernelException(name, result.errno());
            }
            return new UnixConnection(socket, deadlineNanos);
        }
    }

    private static SystemCall.Result connect(Descriptor socket, String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = SystemCall.structure(arena, ADDRESS_BYTES);
            address.set(JAVA_BYTE, 0, (byte) AF_UNIX);
            MemorySegment.copy(
                    MemorySegment.ofArray(path.getBytes(StandardCharsets.US_ASCII)), 0, address, 2, path.length());
            return CallNumber.CONNECT.call(socket.number(), address.address(), ADDRESS_BYTES);
        }
    }

    /// The process that listens, as this one sees it; 0 if it is out of sight. So nobody else can
    /// answer in its place.
    public long peerPid() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment credentials = SystemCall.structure(arena, CREDENTIALS_BYTES);
            MemorySegment length = SystemCall.structure(arena, Integer.BYTES);
            SystemCall.putInt(length, 0, CREDENTIALS_BYTES);
            SystemCall.Result result = CallNumber.GETSOCKOPT.call(
                    socket.number(), SOL_SOCKET, SO_PEERCRED, credentials.address(), length.address());
            if (result.failed()) {
                throw new KernelException("who listens can't be found out", result.errno());
            }
            return credentials.get(JAVA_INT, 0);
        }
    }

    /// Sends all of it.
    public void send(byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, bytes);
            long sent = 0;
            while (sent < bytes.length) {
                SystemCall.Result result =
                        CallNumber.WRITE.call(socket.number(), buffer.address() + sent, bytes.length - sent);
                if (!result.failed()) {
                    sent += result.value();
                } else {
                    waitUnlessBroken(result, POLLOUT);
                }
            }
        }
    }

    /// Receives until the other side closes.
    ///
    /// @param maxBytes more than that is an error
    public byte[] receive(int maxBytes) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES);
            while (true) {
                SystemCall.Result result = CallNumber.READ.call(socket.number(), buffer.address(), BUFFER_BYTES);
                if (result.failed()) {
                    waitUnlessBroken(result, POLLIN);
                } else if (result.value() == 0) {
                    return received.toByteArray();
                } else {
                    received.writeBytes(buffer.asSlice(0, result.value()).toArray(JAVA_BYTE));
                    if (received.size() > maxBytes) {
                        throw new IOException("the answer is longer than " + maxBytes + " bytes");
                    }
                }
            }
        }
    }

    private void waitUnlessBroken(SystemCall.Result result, short event) throws IOException {
        if (result.errno().equals(Errno.EINTR)) {
            return;
        }
        if (!result.errno().equals(Errno.EAGAIN)) {
            throw new KernelException("the connection broke", result.errno());
        }
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = SystemCall.structure(arena, POLL_BYTES);
            SystemCall.putInt(poll, 0, socket.number());
            SystemCall.putInt(poll, 4, event);
            MemorySegment time = SystemCall.structure(arena, 2 * Long.BYTES);
            SystemCall.putLong(time, 0, left / 1_000_000_000);
            SystemCall.putLong(time, 8, left % 1_000_000_000);
            CallNumber.PPOLL.call(poll.address(), 1, time.address(), 0, 0);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
