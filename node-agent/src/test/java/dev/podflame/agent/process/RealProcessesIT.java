package dev.podflame.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podflame.agent.target.TargetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scanner on the processes of this machine. Selects those that the test starts, by a word on their command lines.
class RealProcessesIT {

    @TempDir
    Path folder;

    private final String marker = "podflame-it-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    private final List<Process> started = new ArrayList<>();
    private ProcessScanner scanner;

    @BeforeEach
    void selectByMarker() throws IOException {
        Path targets = Files.writeString(folder.resolve("targets.yaml"), """
                apiVersion: podflame.dev/v1alpha1
                kind: HostTarget
                metadata: {name: it}
                spec: {match: [{commandLine: "%s$"}]}
                """.formatted(marker));
        scanner = new ProcessScanner(new TargetFiles(targets), new Containers(List.of()), "here");
    }

    @AfterEach
    void endAll() throws InterruptedException {
        scanner.close();
        for (Process process : started) {
            process.destroyForcibly();
        }
        for (Process process : started) {
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        }
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private void assumeHas(String program) {
        boolean found = List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        assumeTrue(found, program + " is not installed");
    }

    private static String javaHome(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private String seenAs(Process process) {
        Eventually.that("pid " + process.pid() + " is selected", () -> {
            scanner.tick();
            return scanner.find(process.pid()).isPresent();
        });
        SelectedProcess found = scanner.find(process.pid()).orElseThrow();
        return found.runtime() + " " + found.attributes().get("service.name");
    }

    private void assertSeenAs(String expected, Process process) {
        Eventually.that(
                "pid " + process.pid() + " is " + expected,
                () -> seenAs(process).equals(expected));
    }

    @Test
    void aPythonScriptIsNamedAfterIt() throws IOException {
        assumeHas("python3");
        Path script = Files.writeString(folder.resolve("biggest.py"), "import time\ntime.sleep(600)\n");
        assertSeenAs("python biggest", start("python3", "-u", script.toString(), marker));
    }

    @Test
    void aPythonServerThatRenamesItselfIsNamedAfterItsApplication() throws IOException {
        assumeHas("python3");
        String python = "import time; time.sleep(600)";
        assertSeenAs(
                "python shop",
                start(
                        "bash",
                        "-c",
                        "exec -a 'gunicorn: worker [shop.wsgi:app]' $(python3 -c 'import sys; print(sys.executable)') -c '"
                                + python + "' " + marker));
    }

    @Test
    void aNodeScriptIsNamedAfterIt() throws IOException {
        assumeHas("node");
        Path script = Files.writeString(folder.resolve("mailer.js"), "setTimeout(() => 0, 600000)\n");
        assertSeenAs("node mailer", start("node", script.toString(), marker));
    }

    @Test
    void aJarAndAMainClassAreNamedAfterThem() throws Exception {
        Path source = Files.writeString(
                folder.resolve("Till.java"),
                "public class Till { public static void main(String[] a) throws Exception { Thread.sleep(600000); } }");
        assertEquals(0, start(javaHome("javac"), source.toString()).waitFor());
        Path jar = folder.resolve("till-1.2.3.jar");
        assertEquals(
                0,
                start(javaHome("jar"), "cfe", jar.toString(), "Till", "-C", folder.toString(), "Till.class")
                        .waitFor());
        assertSeenAs("jvm till", start(javaHome("java"), "-Xmx32m", "-jar", jar.toString(), marker));
        assertSeenAs("jvm Till", start(javaHome("java"), "-Xmx32m", "-cp", folder.toString(), "Till", marker));
    }

    @Test
    void aStrippedGoProgramIsKnownAsGo() throws Exception {
        assumeHas("go");
        Path source = Files.writeString(
                folder.resolve("ledger.go"), "package main\nimport \"time\"\nfunc main() { time.Sleep(time.Hour) }\n");
        Path binary = folder.resolve("ledger");
        assertEquals(
                0,
                start("go", "build", "-ldflags", "-s -w", "-o", binary.toString(), source.toString())
                        .waitFor());
        assertSeenAs("go ledger", start(binary.toString(), marker));
    }

    @Test
    void aNativeProgramIsNamedAfterItsExecutableWhateverItCallsItself() throws IOException {
        Path program = Files.copy(Path.of("/usr/bin/tail").toRealPath(), folder.resolve("crunch"));
        assertSeenAs("native crunch", start("bash", "-c", "exec -a renamed " + program + " -f /dev/null " + marker));
    }

    @Test
    void aProgramWithManyThreadsIsOneProcess() throws IOException {
        assumeHas("python3");
        Path script = Files.writeString(folder.resolve("threads.py"), """
                import threading, time
                for _ in range(50):
                    threading.Thread(target=time.sleep, args=(600,)).start()
                """);
        assertSeenAs("python threads", start("python3", script.toString(), marker));
        assertEquals(1, scanner.selected().size());
    }

    @Test
    void aProcessOfAnotherUserIsFoundByThatUser() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs root to start a process of another user");
        assumeHas("setpriv");
        Files.writeString(folder.resolve("targets.yaml"), """
                apiVersion: podflame.dev/v1alpha1
                kind: HostTarget
                metadata: {name: it}
                spec: {match: [{user: nobody, executable: sleep}], service: {name: "${executable}-of-${user}"}}
                """);
        Process process = start("setpriv", "--reuid=65534", "--clear-groups", "sleep", "600");
        assertSeenAs("native sleep-of-nobody", process);
    }

    @Test
    void aStormOfShortProcessesLeavesNothingBehind() throws IOException {
        Process storm = start("bash", "-c", "while :; do /bin/true " + marker + "; done", "storm");
        Process calm = start("bash", "-c", "read line", marker);
        Set<Long> ended = new java.util.HashSet<>();
        Eventually.that("some of the short processes were seen", () -> {
            scanner.tick();
            scanner.endedSince(0)
                    .forEach(process -> ended.add(process.process().key().pid()));
            return ended.size() > 5;
        });
        storm.destroyForcibly().onExit().join();
        Eventually.that("only the calm one is left", () -> {
            scanner.tick();
            return scanner.selected().stream()
                    .map(process -> process.key().pid())
                    .toList()
                    .equals(List.of(calm.pid()));
        });
    }

    @Test
    void lookingAtThreeHundredQuietProcessesCostsNextToNothing() throws IOException {
        Set<Long> pids =
                IntStream.range(0, 300).mapToObj(i -> startQuiet().pid()).collect(Collectors.toSet());
        Eventually.that("all are selected", () -> {
            scanner.tick();
            return scanner.selected().stream()
                    .map(process -> process.key().pid())
                    .collect(Collectors.toSet())
                    .equals(pids);
        });
        java.lang.management.ThreadMXBean threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        int ticks = 200;
        for (int i = 0; i < ticks; i++) {
            scanner.tick();
        }
        double micros = (threads.getCurrentThreadCpuTime() - before) / 1e3 / ticks;
        System.out.printf("a look at 300 quiet processes: %.0f us of CPU%n", micros);
        // Once a second, so 5 ms would be half a percent of a core; the usual figure is far below.
        assertTrue(micros < 5000, "a look took " + micros + " us");
    }

    private Process startQuiet() {
        try {
            return start("bash", "-c", "read line", marker);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void startingLooksAtOnceAndKeepsLooking() throws IOException {
        Process first = start("bash", "-c", "read line", marker);
        scanner.start();
        Process second = start("bash", "-c", "read line", marker);
        Eventually.that(
                "both are found",
                () -> scanner.find(first.pid()).isPresent()
                        && scanner.find(second.pid()).isPresent());
        second.destroyForcibly().onExit().join();
        Eventually.that(
                "the second is noticed to have ended", () -> scanner.selected().size() == 1);
        assertEquals(
                Optional.of(second.pid()),
                scanner.find(second.pid()).map(process -> process.key().pid()));
    }
}
