package dev.podflame.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.target.Reason;
import dev.podflame.agent.target.TargetFiles;
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

/// The scanner on a folder that looks like /proc: what happens over time.
class ProcessScannerIT {

    @TempDir
    Path folder;

    private FakeProc proc;
    private Path targetFile;
    private ProcessScanner scanner;

    @BeforeEach
    void scanPythonProcesses() throws IOException {
        proc = new FakeProc(Files.createDirectory(folder.resolve("proc")));
        targetFile = folder.resolve("targets.yaml");
        select("match: [{executable: python*}]");
        scanner = new ProcessScanner(proc.root, new TargetFiles(targetFile), new Containers(List.of()), "here");
    }

    private void select(String spec) throws IOException {
        Files.writeString(
                targetFile,
                "apiVersion: podflame.dev/v1alpha1\nkind: HostTarget\nmetadata: {name: t}\nspec: {%s}\n"
                        .formatted(spec));
    }

    private Optional<String> service(long pid) {
        return scanner.find(pid).map(process -> process.attributes().get("service.name"));
    }

    @Test
    void findsWhatIsSelectedWithAllItsAttributes() throws IOException {
        proc.process(100, 5050, "/opt/shop/bin/python3.11", "python3", "/srv/shop.py");
        proc.process(101, 5050, "/opt/shop/bin/vi", "vi", "secret.txt");
        scanner.tick();
        Map<String, String> expected = Map.of(
                "service.name", "shop",
                "service.namespace", "host",
                "host.name", "here",
                "process.pid", "100",
                "process.creation.time", "2023-11-14T22:14:10.500Z",
                "process.executable.name", "python3.11",
                "process.executable.path", "/opt/shop/bin/python3.11",
                "process.runtime.name", "python");
        assertEquals(
                List.of(new SelectedProcess(new ProcessKey(100, 5050), "t", expected, "python")), scanner.selected());
        assertEquals(Optional.empty(), scanner.find(101));
        assertEquals(List.of(new SkipCount(Reason.NOT_MATCHED, 1, "")), scanner.skipped());
    }

    @Test
    void opensNothingOfAProcessThatIsNotSelected() throws Exception {
        Path other = proc.process(101, 1, "/opt/shop/bin/other", "other");
        // Opening a pipe that nobody writes to would block for ever.
        Process mkfifo = new ProcessBuilder("mkfifo", other.resolve("maps").toString()).start();
        assertEquals(0, mkfifo.waitFor());
        assertTimeoutPreemptively(Duration.ofSeconds(5), scanner::tick);
        assertEquals(List.of(), scanner.selected());
    }

    @Test
    void aProcessThatEndedCanStillBeFoundForAWhile() throws IOException {
        proc.process(100, 50, "/opt/shop/bin/python3", "python3", "shop.py");
        scanner.tick();
        long before = System.nanoTime();
        proc.end(100);
        proc.tasks(2, 100);
        scanner.tick();
        assertEquals(List.of(), scanner.selected());
        assertEquals(Optional.of("shop"), service(100));
        EndedProcess ended = scanner.endedSince(before).getFirst();
        assertEquals(70_000_000, ended.last().cpuNanos());
        assertEquals(List.of(), scanner.endedSince(System.nanoTime()));
    }

    @Test
    void aZombieHasEnded() throws IOException {
        proc.process(100, 50, "/opt/shop/bin/python3", "python3", "shop.py");
        scanner.tick();
        proc.becomesZombie(100, 50);
        Eventually.that("the zombie isn't running", () -> {
            scanner.tick();
            return scanner.selected().isEmpty();
        });
        assertEquals(Optional.of("shop"), service(100));
    }

    @Test
    void aPidThatGoesToAProcessThatIsNotSelectedIsNotFound() throws IOException {
        proc.process(100, 50, "/opt/shop/bin/python3", "python3", "shop.py");
        scanner.tick();
        proc.process(100, 99, "/opt/shop/bin/vi", "vi");
        proc.tasks(2, 100);
        scanner.tick();
        assertEquals(Optional.empty(), scanner.find(100));
    }

    @Test
    void aPidThatIsReusedBeforeTheScannerSeesItIsNotFound() throws IOException {
        proc.process(100, 50, "/opt/shop/bin/python3", "python3", "shop.py");
        scanner.tick();
        proc.end(100);
        proc.tasks(2, 100);
        scanner.tick();
        proc.process(100, 99, "/opt/shop/bin/vi", "vi");
        assertEquals(Optional.empty(), scanner.find(100));
    }

    @Test
    void aPidThatGoesToAnotherSelectedProcessIsThatProcess() throws IOException {
        proc.process(100, 50, "/opt/shop/bin/python3", "python3", "shop.py");
        scanner.tick();
        proc.process(100, 99, "/opt/shop/bin/python3", "python3", "till.py");
        proc.tasks(2, 100);
        scanner.tick();
        assertEquals(Optional.of("till"), service(100));
        assertEquals(new ProcessKey(100, 99), scanner.find(100).orElseThrow().key());
        assertEquals(1, scanner.endedSince(0).size());
    }

    @Test
    void aProgramThatAnotherOneTurnsIntoIsNoticed() throws IOException {
        proc.process(100, 50, "/opt/shop/bin/dash", "sh", "-c", "exec python3 shop.py");
        scanner.tick();
        assertEquals(Optional.empty(), scanner.find(100));
        proc.process(100, 50, "/opt/shop/bin/python3", "python3", "shop.py");
        Eventually.that("the program is found", () -> {
            scanner.tick();
            return service(100).equals(Optional.of("shop"));
        });
    }

    @Test
    void namesThatProcessesChooseAreKeptPresentable() throws IOException {
        proc.process(100, 50, "/opt/shop/bin/python3", "python3", "a\nb\u0007<b>.py");
        proc.process(101, 50, "/opt/shop/bin/python3", "python3", "x".repeat(60_000) + ".py");
        scanner.tick();
        assertEquals(Optional.of("a?b?<b>"), service(100));
        assertEquals(Optional.of("x".repeat(255) + "…"), service(101));
    }

    @Test
    void aChangedTargetTakesEffectAtTheNextLook() throws IOException {
        proc.process(100, 50, "/opt/shop/bin/python3", "python3", "shop.py");
        scanner.tick();
        select("all: true, service: {name: everything}, exclude: [{user: daemon}]");
        scanner.tick();
        assertEquals(Optional.of("everything"), service(100));
        select("all: true, suspend: true, exclude: [{user: daemon}]");
        scanner.tick();
        assertEquals(Optional.empty(), scanner.find(100));
        assertEquals(
                List.of(new SkipCount(
                        Reason.SUSPENDED,
                        1,
                        "python3 (pid 100): target t is suspended; set suspend: false to profile it")),
                scanner.skipped());
    }

    @Test
    void theCountOfTasksTellsWhichPidsAreNew() {
        assertTrue(ProcessScanner.wasGivenOutSince(101, 100, 105));
        assertTrue(!ProcessScanner.wasGivenOutSince(100, 100, 105));
        assertTrue(!ProcessScanner.wasGivenOutSince(106, 100, 105));
        assertTrue(ProcessScanner.wasGivenOutSince(32_000, 31_000, 400));
        assertTrue(ProcessScanner.wasGivenOutSince(300, 31_000, 400));
        assertTrue(!ProcessScanner.wasGivenOutSince(500, 31_000, 400));
        assertTrue(!ProcessScanner.wasGivenOutSince(7, 105, 105));
    }
}
