package dev.podflame.agent.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.batch.EncodedBatch;
import dev.podflame.agent.batch.EncodedBatch.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolIT {
    private static final Spool.Limits ROOMY = new Spool.Limits(1 << 20, Duration.ofDays(1));

    @TempDir
    Path folder;

    @Test
    void whatAnEarlierStartLeftComesFirstAndKeepsItsName() throws Exception {
        Spool earlier = Spool.open(folder, "node-1", "000000000001-aa", ROOMY);
        earlier.append(batch("one"));
        earlier.append(batch("two"));
        Spool later = Spool.open(folder, "node-1", "000000000002-bb", ROOMY);
        later.append(batch("three"));

        assertEquals("node-1/000000000001-aa/1 one", next(later));
        assertEquals("node-1/000000000001-aa/2 two", next(later));
        assertEquals("node-1/000000000002-bb/1 three", next(later));
        assertEquals(0, later.bytes());
        assertFalse(
                Files.exists(folder.resolve("node-1/000000000001-aa")), "an empty folder of an earlier start stays");
    }

    @Test
    void theNumberAfterTheTenMillionthIsStillInOrder() throws Exception {
        Path boot = Files.createDirectories(folder.resolve("n/b"));
        Files.writeString(boot.resolve("000010000000.otlp-profiles"), "late");
        Files.writeString(boot.resolve("000009999999.otlp-profiles"), "early");
        Spool spool = Spool.open(folder, "n", "c", ROOMY);
        assertEquals("n/b/9999999 early", next(spool));
        assertEquals("n/b/10000000 late", next(spool));
    }

    @Test
    void aFileHalfWrittenIsNoBatch() throws Exception {
        Path boot = Files.createDirectories(folder.resolve("n/b"));
        Files.writeString(boot.resolve("writing.tmp"), "half");
        Spool spool = Spool.open(folder, "n", "c", ROOMY);
        assertEquals(0, spool.size());
        assertFalse(Files.exists(boot.resolve("writing.tmp")));
    }

    @Test
    void overItsLimitOfBytesTheOldestAreGivenUpAndCounted() throws Exception {
        Spool spool = Spool.open(folder, "n", "b", new Spool.Limits(10, Duration.ofDays(1)));
        spool.append(batch("aaaa"));
        spool.append(batch("bbbb"));
        spool.append(batch("cccc"));
        assertEquals(1, spool.dropped());
        assertEquals("n/b/2 bbbb", next(spool));
        assertEquals("n/b/3 cccc", next(spool));
    }

    @Test
    void overItsLimitOfAgeTheOldestAreGivenUp() throws Exception {
        Path boot = Files.createDirectories(folder.resolve("n/b"));
        Path old = Files.writeString(boot.resolve("000000000001.otlp-profiles"), "old");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Spool spool = Spool.open(folder, "n", "c", new Spool.Limits(1000, Duration.ofHours(1)));
        spool.append(batch("new"));
        assertEquals(1, spool.dropped());
        assertEquals("n/c/1 new", next(spool));
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnErrorThatNamesIt() throws Exception {
        // A file where a folder should be fails for root too, unlike permissions.
        Path file = Files.writeString(folder.resolve("plain"), "");
        IOException e = assertThrows(IOException.class, () -> Spool.open(file.resolve("spool"), "n", "b", ROOMY));
        assertTrue(String.valueOf(e.getMessage()).contains("plain"), e.toString());
    }

    @Test
    void aBatchThatCannotBeWrittenIsNotInTheSpool() throws Exception {
        Spool spool = Spool.open(folder, "n", "b", ROOMY);
        Files.delete(folder.resolve("n/b"));
        assertThrows(IOException.class, () -> spool.append(batch("x")));
        assertEquals(0, spool.size());
        Files.createDirectory(folder.resolve("n/b"));
        spool.append(batch("y"));
        assertEquals(1, spool.size());
    }

    @Test
    void namesOfNodesCannotLeaveTheFolder() throws Exception {
        Spool spool = Spool.open(folder.resolve("in"), "../../evil", "b", ROOMY);
        spool.append(batch("x"));
        try (java.util.stream.Stream<Path> outside = Files.list(folder)) {
            assertEquals(1, outside.count());
        }
    }

    private static EncodedBatch batch(String content) {
        return new EncodedBatch(Encoding.OTLP_PROFILES, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String next(Spool spool) throws Exception {
        SpooledBatch batch = spool.awaitOldest();
        assertEquals(Encoding.OTLP_PROFILES, batch.encoding());
        byte[] bytes = batch.read();
        assertArrayEquals(Files.readAllBytes(batch.file()), bytes);
        spool.remove(batch);
        return batch.name() + " " + new String(bytes, StandardCharsets.UTF_8);
    }
}
