package dev.podflame.agent.process;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// GET over a Unix domain socket, with a deadline for the whole exchange. The JDK's HTTP client can't do Unix sockets.
///
/// It speaks HTTP/1.0, so that the answer is plain and ends with the connection.
final class UnixHttp {

    private static final int MAX_ANSWER_BYTES = 4 << 20;

    private final Path socket;
    private final Duration patience;

    UnixHttp(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    record Answer(int status, String body) {}

    Answer get(String path) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] request = ("GET " + path + " HTTP/1.0\r\nHost: docker\r\nAccept: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            // A Unix socket connects at once or not at all, so this never waits for a full queue.
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                await(selector, deadline);
                channel.write(out);
            }
            key.interestOps(SelectionKey.OP_READ);
            return parse(readAll(channel, selector, deadline));
        }
    }

    private static byte[] readAll(SocketChannel channel, Selector selector, long deadline) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.allocate(16 << 10);
        while (true) {
            await(selector, deadline);
            int count = channel.read(in);
            if (count < 0) {
                return answer.toByteArray();
            }
            answer.write(in.array(), 0, in.position());
            in.clear();
            if (answer.size() > MAX_ANSWER_BYTES) {
                throw new IOException("the answer is longer than " + MAX_ANSWER_BYTES + " bytes");
            }
        }
    }

    private static void await(Selector selector, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || selector.select(millis) == 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        selector.selectedKeys().clear();
    }

    private static Answer parse(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int head = text.indexOf("\r\n\r\n");
        String[] status = text.split(" ", 3);
        if (head < 0 || status.length < 3 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
            throw new EOFException("the answer isn't HTTP, or isn't whole");
        }
        return new Answer(Integer.parseInt(status[1]), text.substring(head + 4));
    }
}
