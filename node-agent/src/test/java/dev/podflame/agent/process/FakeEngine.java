package dev.podflame.agent.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A container engine's socket that gives the answers a test wants.
final class FakeEngine implements Closeable {

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel server;
    private final Function<String, String> answers;

    /// @param answers the whole HTTP answer to a path; empty for no answer at all
    FakeEngine(Path socket, Function<String, String> answers) throws IOException {
        this.answers = answers;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::serve);
    }

    static String ok(String json) {
        return "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + json;
    }

    private void serve() {
        while (true) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(SocketChannel client) {
        try {
            ByteBuffer request = ByteBuffer.allocate(4096);
            String text = "";
            while (!text.contains("\r\n\r\n") && client.read(request) >= 0) {
                text = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
            }
            String path = text.split(" ", 3)[1];
            asked.add(path);
            String answer = answers.apply(path);
            if (!answer.isEmpty()) {
                client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
