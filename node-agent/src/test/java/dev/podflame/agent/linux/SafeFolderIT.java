package dev.podflame.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SafeFolderIT {
    @TempDir
    private Path path;

    private SafeFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = SafeFolder.at(path);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void noLinkIsEntered() throws IOException {
        Files.createDirectory(path.resolve("real"));
        Files.createSymbolicLink(path.resolve("link"), path.resolve("real"));
        Files.createSymbolicLink(path.resolve("relative"), Path.of("real"));
        folder.enter("real").close();
        assertEquals(Errno.ELOOP, failure("link"));
        assertEquals(Errno.ELOOP, failure("relative"));
        assertEquals(Errno.ENOENT, failure("nothing"));
    }

    @Test
    void noLinkIsReadOrWrittenThroughOrReplaced() throws IOException {
        Path secret = Files.writeString(path.resolve("secret"), "secret");
        Files.createSymbolicLink(path.resolve("link"), secret);
        Files.createSymbolicLink(path.resolve("dangling"), path.resolve("new"));
        assertThrows(IOException.class, () -> folder.open("link"));
        assertThrows(KernelException.class, () -> folder.createEmpty("link"));
        assertThrows(KernelException.class, () -> folder.createEmpty("dangling"));
        assertFalse(Files.exists(path.resolve("new")));
        Files.writeString(path.resolve("part"), "x");
        assertThrows(KernelException.class, () -> folder.rename("part", "link"));
        assertTrue(folder.delete("link"));
        assertEquals("secret", Files.readString(secret));
    }

    @Test
    void noNameLeadsElsewhere() {
        for (String name : List.of("..", ".", "", "a/b", "/etc")) {
            assertThrows(IllegalArgumentException.class, () -> folder.enter(name));
            assertThrows(IllegalArgumentException.class, () -> folder.delete(name));
        }
    }

    @Test
    void aFileWithASecondNameOrAPipeIsNotRead() throws Exception {
        Files.writeString(path.resolve("plain"), "text");
        try (FileChannel file = folder.open("plain")) {
            ByteBuffer bytes = ByteBuffer.allocate(10);
            file.read(bytes);
            assertEquals("text", StandardCharsets.UTF_8.decode(bytes.flip()).toString());
        }
        Files.createLink(path.resolve("second"), path.resolve("plain"));
        assertThrows(IOException.class, () -> folder.open("plain"));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", path.resolve("pipe").toString())
                        .start()
                        .waitFor());
        assertThrows(IOException.class, () -> folder.open("pipe"));
    }

    @Test
    void whatIsThereIsSeenWithoutFollowingIt() throws IOException {
        Files.createSymbolicLink(path.resolve("link"), Path.of("nowhere"));
        assertTrue(folder.status("link").orElseThrow().isLink());
        assertTrue(folder.status("nothing").isEmpty());
        assertTrue(folder.status().isFolder());
        assertEquals(
                Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS),
                folder.status().inode());
        assertTrue(folder.space().freeBytes() > 0);
    }

    @Test
    void aFolderIsMadeAndRemovedOnce() throws IOException {
        folder.make("new").close();
        assertEquals(List.of("new"), folder.names());
        assertEquals(
                Errno.EEXIST,
                assertThrows(KernelException.class, () -> folder.make("new")).errno());
        assertTrue(folder.deleteFolder("new"));
        assertFalse(folder.deleteFolder("new"));
    }

    private Errno failure(String child) {
        return assertThrows(KernelException.class, () -> folder.enter(child)).errno();
    }
}
