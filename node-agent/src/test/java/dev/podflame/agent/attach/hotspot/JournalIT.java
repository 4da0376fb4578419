package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.process.ProcessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalIT {
    @TempDir
    private Path folder;

    private Path file;
    private final List<Step> written = new ArrayList<>();

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
    }

    @Test
    void whatIsNotEndedIsThereAgain() throws IOException {
        try (Journal journal = open()) {
            journal.begin(entry(journal.nextId(), "registry.example/an app:1\n2"));
            journal.step(1, Step.LOAD);
            journal.begin(entry(journal.nextId(), "other"));
            journal.end(2);
        }
        try (Journal journal = open()) {
            JournalEntry entry = journal.pending().getFirst();
            assertEquals(entry(1, "registry.example/an app:1\n2").at(Step.LOAD), entry);
            assertEquals(1, journal.pending().size());
            assertTrue(journal.nextId() > 1);
        }
    }

    @Test
    void aStepThatIsCoveredByALaterOneIsNotWrittenAgain() throws IOException {
        try (Journal journal = open()) {
            journal.begin(entry(journal.nextId(), "x"));
            journal.step(1, Step.SIGNAL);
            journal.step(1, Step.TRIGGER);
            journal.step(1, Step.SIGNAL);
            assertEquals(List.of(Step.BEGIN, Step.SIGNAL), written);
            assertThrows(IllegalStateException.class, () -> journal.step(7, Step.LOAD));
        }
    }

    @Test
    void aLineThatWasCutByACrashIsNoLine() throws IOException {
        try (Journal journal = open()) {
            journal.begin(entry(journal.nextId(), "x"));
        }
        Files.writeString(file, "1 LO", StandardOpenOption.APPEND);
        try (Journal journal = open()) {
            assertEquals(Step.BEGIN, journal.pending().getFirst().last());
        }
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Files.writeString(file, "1 SOMETHING else\n");
        assertThrows(IOException.class, this::open);
    }

    @Test
    void aThreadThatIsInterruptedWritesAllTheSame() throws IOException {
        try (Journal journal = open()) {
            Thread.currentThread().interrupt();
            journal.begin(entry(journal.nextId(), "x"));
            assertTrue(Thread.interrupted());
            journal.step(1, Step.LOAD);
        }
        try (Journal journal = open()) {
            assertEquals(Step.LOAD, journal.pending().getFirst().last());
        }
    }

    @Test
    void itDoesNotGrowForEver() throws IOException {
        try (Journal journal = open()) {
            for (int i = 0; i < 2500; i++) {
                long id = journal.nextId();
                journal.begin(entry(id, "x".repeat(100)));
                journal.end(id);
            }
            assertTrue(Files.size(file) < 300 << 10, () -> file + " grows");
        }
    }

    private Journal open() throws IOException {
        return Journal.open(file, written::add);
    }

    private static JournalEntry entry(long id, String image) {
        JvmProcess process = new JvmProcess(new ProcessKey(17, 1234), "", image);
        return new JournalEntry(
                id,
                "boot",
                process,
                7,
                new FolderId(3, 4),
                ".podflame-1",
                "out-7",
                Instant.ofEpochMilli(1_700_000_000_000L),
                Step.BEGIN);
    }
}
