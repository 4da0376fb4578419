package dev.podflame.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RootedFilesIT {
    @TempDir
    Path folder;

    private Path root = Path.of("/");

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("usr/lib"));
        Files.writeString(root.resolve("usr/lib/inside.so"), "inside");
        Files.writeString(folder.resolve("outside"), "outside");
    }

    @Test
    void linksThatAreAbsoluteLeadToTheSameRoot() throws Exception {
        Files.createSymbolicLink(root.resolve("lib"), Path.of("/usr/lib"));
        assertEquals("inside", read("/lib/inside.so"));
    }

    @Test
    void noLinkLeadsOutOfTheRoot() throws Exception {
        Files.createSymbolicLink(root.resolve("up"), Path.of("../outside"));
        Files.createSymbolicLink(root.resolve("away"), folder.resolve("outside"));
        assertThrows(NoSuchFileException.class, () -> read("/up"));
        assertThrows(NoSuchFileException.class, () -> read("/away"));
        assertThrows(NoSuchFileException.class, () -> read("/../outside"));
    }

    @Test
    void aPipeIsRefusedWithoutWaitingForItsOtherEnd() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assertEquals(0, mkfifo.waitFor());
        IOException refused = assertThrows(IOException.class, () -> read("/pipe"));
        assertTrue(String.valueOf(refused.getMessage()).contains("not a regular file"));
        assertThrows(IOException.class, () -> read("/usr/lib"));
    }

    @Test
    void noDescriptorStaysOpen() throws Exception {
        read("/usr/lib/inside.so");
        long before = descriptors();
        for (int i = 0; i < 100; i++) {
            read("/usr/lib/inside.so");
            assertThrows(IOException.class, () -> read("/missing"));
        }
        assertTrue(descriptors() < before + 50, descriptors() + " after " + before);
    }

    @Test
    void theRootOfAnotherProcessIsOne() throws Exception {
        Path self = Path.of("/proc/" + ProcessHandle.current().pid() + "/root");
        try (FileChannel file = RootedFiles.open(self, folder.resolve("outside").toString())) {
            assertEquals(7, file.size());
        }
    }

    private static long descriptors() throws IOException {
        try (java.util.stream.Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private String read(String path) throws IOException {
        try (FileChannel file = RootedFiles.open(root, path)) {
            ByteBuffer bytes = ByteBuffer.allocate(100);
            file.read(bytes);
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        }
    }
}
