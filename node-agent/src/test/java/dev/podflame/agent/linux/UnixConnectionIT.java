package dev.podflame.agent.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class UnixConnectionIT {
    @TempDir
    private Path path;

    private SafeFolder folder;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        folder = SafeFolder.at(path);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path.resolve("socket")));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        folder.close();
    }

    @Test
    void bytesGoBothWays() throws Exception {
        Thread echo = Thread.startVirtualThread(this::echo);
        try (UnixConnection connection = open("socket", Duration.ofSeconds(20))) {
            assertEquals(ProcessHandle.current().pid(), connection.peerPid());
            connection.send(new byte[] {3});
            assertArrayEquals(new byte[] {3}, connection.receive(10));
        }
        echo.join();
    }

    private void echo() {
        try (SocketChannel accepted = server.accept()) {
            ByteBuffer bytes = ByteBuffer.allocate(1);
            accepted.read(bytes);
            accepted.write(bytes.flip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoeverDoesNotAnswerIsNotWaitedForLonger() throws IOException {
        try (UnixConnection connection = open("socket", Duration.ofMillis(50))) {
            connection.send(new byte[] {3});
            assertThrows(SocketTimeoutException.class, () -> connection.receive(10));
        }
    }

    @Test
    void onlyASocketIsConnectedToAndNoLink() throws IOException {
        Files.createSymbolicLink(path.resolve("link"), path.resolve("socket"));
        Files.writeString(path.resolve("file"), "");
        assertEquals(
                Errno.ELOOP,
                assertThrows(KernelException.class, () -> open("link", Duration.ofSeconds(1)))
                        .errno());
        assertThrows(IOException.class, () -> open("file", Duration.ofSeconds(1)));
        assertEquals(
                Errno.ENOENT,
                assertThrows(KernelException.class, () -> open("nothing", Duration.ofSeconds(1)))
                        .errno());
        server.close();
        assertEquals(
                Errno.ECONNREFUSED,
                assertThrows(KernelException.class, () -> open("socket", Duration.ofSeconds(1)))
                        .errno());
    }

    private UnixConnection open(String name, Duration within) throws IOException {
        return UnixConnection.open(folder, name, System.nanoTime() + within.toNanos());
    }
}
