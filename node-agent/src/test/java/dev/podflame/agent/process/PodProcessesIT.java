package dev.podflame.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.target.Reason;
import dev.podflame.agent.target.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scanner with targets that decide by the container, on a folder that looks like /proc.
class PodProcessesIT {
    private static final String ID = "a1".repeat(32);

    @TempDir
    Path folder;

    private final FakeTargets targets = new FakeTargets();
    private FakeProc proc;
    private ProcessScanner scanner;

    @BeforeEach
    void scan() throws IOException {
        proc = new FakeProc(Files.createDirectory(folder.resolve("proc")));
        scanner = new ProcessScanner(proc.root, targets, new Containers(List.of()), "node1");
    }

    @Test
    void aProcessOfASelectedContainerHasTheContainersSeries() throws IOException {
        proc.process(100, 50, "/usr/bin/python3.11", "python3", "shop.py");
        proc.inPod(100, ID);
        targets.select(ID);
        scanner.tick();
        assertEquals(
                Map.of(
                        "service.name", "checkout",
                        "container.id", ID,
                        "process.executable.name", "python3.11",
                        "process.runtime.name", "python"),
                scanner.find(100).orElseThrow().attributes());
    }

    @Test
    void ofAProcessThatIsNotSelectedNothingIsReadButItsStateAndCgroup() throws Exception {
        Path process = proc.process(100, 50, "/usr/bin/python3", "python3", "secret.py");
        proc.inPod(100, ID);
        targets.decide(ID, new Skip.NotMatched());
        for (String file : List.of("cmdline", "status", "maps")) {
            Files.deleteIfExists(process.resolve(file));
            // Opening a pipe that nobody writes to would block for ever.
            assertEquals(
                    0,
                    new ProcessBuilder("mkfifo", process.resolve(file).toString())
                            .start()
                            .waitFor());
        }
        Files.delete(process.resolve("exe"));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 20; i++) {
                scanner.tick();
            }
        });
        assertEquals(List.of(new SkipCount(Reason.NOT_MATCHED, 1, "")), scanner.skipped());
        assertTrue(!scanner.isUndecided(100));
    }

    @Test
    void aProcessOfAnUnknownContainerIsUndecidedUntilItsPodIsKnown() throws IOException {
        proc.process(100, 50, "/usr/bin/python3", "python3", "shop.py");
        proc.inPod(100, ID);
        scanner.tick();
        assertTrue(scanner.isUndecided(100));
        assertEquals(Optional.empty(), scanner.find(100));
        targets.select(ID);
        scanner.tick();
        assertTrue(!scanner.isUndecided(100));
        assertTrue(scanner.find(100).isPresent());
        targets.decide(ID, new Skip.NotMatched());
        scanner.tick();
        assertEquals(Optional.empty(), scanner.find(100));
    }

    @Test
    void aProcessThatEndedBeforeItsPodWasKnownIsFoundAfterwards() throws IOException {
        proc.process(100, 50, "/usr/bin/python3", "python3", "job.py");
        proc.inPod(100, ID);
        scanner.tick();
        proc.end(100);
        proc.tasks(2, 100);
        scanner.tick();
        assertTrue(scanner.isUndecided(100));
        targets.select(ID);
        scanner.tick();
        assertTrue(!scanner.isUndecided(100));
        SelectedProcess job = scanner.find(100).orElseThrow();
        assertEquals("checkout", job.attributes().get("service.name"));
        assertEquals("python", job.runtime());
        assertEquals(List.of(), scanner.selected());
    }

    @Test
    void aProcessThatEndedAndTurnsOutNotToBeSelectedIsForgotten() throws IOException {
        proc.process(100, 50, "/usr/bin/python3", "python3", "job.py");
        proc.inPod(100, ID);
        scanner.tick();
        proc.end(100);
        proc.tasks(2, 100);
        scanner.tick();
        targets.decide(ID, new Skip.NotMatched());
        scanner.tick();
        assertTrue(!scanner.isUndecided(100));
        assertEquals(Optional.empty(), scanner.find(100));
    }

    @Test
    void aProcessThatMovesIntoItsContainerAfterItWasSeenIsFound() throws IOException {
        proc.process(100, 50, "/usr/bin/runc", "runc", "init");
        targets.select(ID);
        scanner.tick();
        assertEquals(Optional.empty(), scanner.find(100));
        proc.inPod(100, ID);
        Eventually.that("it is found in its container", () -> {
            scanner.tick();
            return scanner.find(100).isPresent();
        });
    }

    @Test
    void aChangeWakesTheScanner() throws IOException {
        proc.process(100, 50, "/usr/bin/python3", "python3", "shop.py");
        proc.inPod(100, ID);
        scanner.start();
        for (int i = 0; i < 5; i++) {
            targets.decide(ID, new Skip.NotMatched());
            Eventually.that("it is left", () -> scanner.find(100).isEmpty());
            targets.select(ID);
            Eventually.that("it is found", () -> scanner.find(100).isPresent());
        }
        scanner.close();
    }
}
