package dev.podflame.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.process.Eventually;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.sample.jfr.Window;
import dev.podflame.agent.target.Budget;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings of a real JVM by the real async-profiler.
class RecordingIT {
    private static final Rates ALL = new Rates(10_000_000, 50_000_000, 256 << 10, 10_000_000, 1 << 20, true, true);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private CommandedJvm jvm;
    private final CollectedWindows seen = new CollectedWindows();
    private final List<Window> windows = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        jvm = CommandedJvm.start(Path.of(System.getProperty("java.home"), "bin/java"), folder);
    }

    @AfterEach
    void end() {
        jvm.handle().destroyForcibly();
    }

    private void take(List<Reading> readings) {
        SelectedProcess process = new SelectedProcess(jvm.key(), "t", Map.of("service.name", "split"), "jvm");
        for (Reading reading : readings) {
            Window window = assertInstanceOf(Reading.Read.class, reading).window();
            windows.add(window);
            seen.accept(window.of(process));
        }
    }

    /// Lets the program take so much CPU time.
    private void work(long millis) {
        long until = jvm.cpuNanos() + millis * 1_000_000;
        Eventually.that("the program works", () -> jvm.cpuNanos() > until);
    }

    /// Takes windows until enough was seen.
    private void record(Recording recording, BooleanSupplier isEnough) throws Exception {
        while (!isEnough.getAsBoolean()) {
            work(700);
            take(recording.nextWindow());
        }
        take(recording.stop());
    }

    @Test
    void allProfilesAtOnceSayWhatTheProgramDoes() throws Exception {
        Recording recording = Recording.start(jvm, "r.jfr", new Recording.Wish(ALL, Budget.DEFAULT, false));
        record(
                recording,
                () -> seen.sum(ProfileType.CPU) > 4 * SECOND
                        && seen.sum(ProfileType.ALLOC) > 400L << 20
                        && seen.sum(ProfileType.LOCK) > 3 * SECOND);
        assertShare(2 / 3.0, seen.sum(ProfileType.CPU, "spinTwice"), seen.sum(ProfileType.CPU, "spinOnce"));
        assertShare(1 / 4.0, seen.sum(ProfileType.ALLOC, "smallOnes"), seen.sum(ProfileType.ALLOC, "largeOne"));
        double objects = (double) seen.sum(ProfileType.ALLOC_OBJECTS, "smallOnes")
                / seen.sum(ProfileType.ALLOC_OBJECTS, "largeOne");
        assertEquals(1024, objects, 150);
        assertEquals(1, (double) seen.sum(ProfileType.LOCK, "waitForLock") / seen.sum(ProfileType.LOCK), 0.02);
        double wait = (double) seen.sum(ProfileType.LOCK) / seen.sum(ProfileType.LOCK_CONTENTIONS);
        assertTrue(wait > 10_000_000 && wait < 80_000_000, "a wait is a turn of 20 ms: " + wait);
        assertTrue(seen.sum(ProfileType.NATIVE_MEMORY) >= 0);
        double wall = (windows.getLast().endNanos() - windows.getFirst().startNanos());
        assertEquals(1, seen.sumOfThread(ProfileType.WALL, "cpu-#") / wall, 0.1);
        assertEquals(2, seen.sumOfThread(ProfileType.WALL, "locker-#") / wall, 0.2);
    }

    /// async-profiler takes for live what isn't collected yet, so the level is right only where no garbage
    /// is.
    @Test
    void afterAFullCollectionTheLiveHeapIsWhatTheProgramKeeps() throws Exception {
        Recording recording = Recording.start(jvm, "r.jfr", new Recording.Wish(ALL, Budget.DEFAULT, false));
        while (seen.sum(ProfileType.ALLOC) < 400L << 20) {
            work(700);
            take(recording.nextWindow());
        }
        jvm.ask("rest");
        take(recording.stop());
        double kept = seen.sum(ProfileType.LIVE, "keep") / (300.0 * (100 << 10));
        assertEquals(1, kept, 0.35, "some 100 of 300 objects are sampled: four times their spread of 8 %");
    }

    private static void assertShare(double expected, long part, long rest) {
        assertEquals(expected, (double) part / (part + rest), expected / 10, part + " and " + rest);
    }

    @Test
    void stacksBeginWithTheirThreadAndTellKindsOfFramesApart() throws Exception {
        Recording recording = Recording.start(jvm, "r.jfr", new Recording.Wish(ALL, Budget.DEFAULT, false));
        record(recording, () -> seen.sum(ProfileType.CPU) > SECOND && seen.sum(ProfileType.LOCK) > SECOND);
        for (ProfileType type : List.of(ProfileType.CPU, ProfileType.ALLOC, ProfileType.LOCK, ProfileType.LIVE)) {
            assertTrue(!seen.stacks(type).isEmpty(), type + " has stacks");
            for (List<Frame> stack : seen.stacks(type)) {
                assertEquals(FrameKind.THREAD, stack.getFirst().kind());
                assertTrue(
                        stack.stream().skip(1).noneMatch(frame -> frame.kind() == FrameKind.THREAD_STATE), type + "");
            }
        }
        List<String> states = seen.stacks(ProfileType.WALL).stream()
                .map(stack -> stack.get(1))
                .filter(frame -> frame.kind() == FrameKind.THREAD_STATE)
                .map(Frame::name)
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of("runnable", "waiting"), states);
        long waiting = seen.stacks(ProfileType.WALL).stream()
                .filter(stack -> stack.getFirst().name().equals("locker-#"))
                .filter(stack -> stack.get(1).name().equals("waiting"))
                .count();
        assertTrue(waiting > 0);
        Frame spin = seen.stacks(ProfileType.CPU).stream()
                .flatMap(List::stream)
                .filter(frame -> frame.name().endsWith("SplitWork.spinTwice"))
                .findFirst()
                .orElseThrow();
        assertEquals("dev.podflame.agent.session.SplitWork.spinTwice", spin.name());
        assertEquals("SplitWork.java", spin.file());
        assertEquals(0, spin.line());
    }

    @Test
    void linesAreKeptOnDemand() throws Exception {
        Recording recording = Recording.start(jvm, "r.jfr", new Recording.Wish(ALL, Budget.DEFAULT, true));
        record(recording, () -> seen.sum(ProfileType.CPU, "spin") > 0);
        assertTrue(windows.getLast()
                .of(new SelectedProcess(jvm.key(), "t", Map.of(), "jvm"))
                .withLines());
        assertTrue(seen.stacks(ProfileType.CPU).stream()
                .flatMap(List::stream)
                .anyMatch(frame -> frame.name().endsWith("SplitWork.spin") && frame.line() > 0));
    }

    @Test
    void betweenWindowsNothingIsLostAndNothingDoubled() throws Exception {
        Rates dense = new Rates(10_000_000, 0, 0, 0, 0, false, false);
        Recording recording = Recording.start(jvm, "r.jfr", new Recording.Wish(dense, Budget.DEFAULT, false));
        take(recording.nextWindow());
        long cpuBefore = jvm.cpuNanos();
        long seenBefore = seen.sum(ProfileType.CPU);
        for (int i = 0; i < 20; i++) {
            work(200);
            take(recording.nextWindow());
        }
        long cpu = jvm.cpuNanos() - cpuBefore;
        long counted = seen.sum(ProfileType.CPU) - seenBefore;
        ProfilerMetrics metrics = ProfilerMetrics.parse(jvm.run(Commands.METRICS));
        System.out.printf("over 20 ends of windows: %,d ns of %,d ns of CPU seen; %s%n", counted, cpu, metrics);
        assertEquals(1, (double) counted / cpu, 0.1, counted + " of " + cpu);
        assertTrue(metrics.skipped() <= 40, "skipped " + metrics.skipped() + " of " + metrics.samples());
        for (int i = 1; i < windows.size(); i++) {
            assertEquals(windows.get(i - 1).endNanos(), windows.get(i).startNanos(), "windows are contiguous");
        }
        take(recording.stop());
        assertTrue(Files.notExists(folder.resolve("r.jfr")));
    }

    /// A timer that is made anew begins its interval anew: half of one per thread on average. The rest is
    /// CPU time of the stop and the start themselves, which nobody samples.
    @Test
    void aNewRecordingCostsNoMoreThanATenthOfASecondOfCpu() throws Exception {
        int ends = 20;
        Rates dense = new Rates(10_000_000, 0, 0, 0, 0, false, false);
        Recording.Wish wish = new Recording.Wish(dense, Budget.DEFAULT, false);
        Recording recording = Recording.start(jvm, "r0.jfr", wish);
        work(200);
        take(recording.nextWindow());
        long cpuBefore = jvm.cpuNanos();
        long seenBefore = seen.sum(ProfileType.CPU);
        for (int i = 1; i <= ends; i++) {
            work(200);
            take(recording.stop());
            recording = Recording.start(jvm, "r" + i + ".jfr", wish);
        }
        take(recording.nextWindow());
        long cpu = jvm.cpuNanos() - cpuBefore;
        long lost = (cpu - (seen.sum(ProfileType.CPU) - seenBefore)) / ends;
        System.out.printf("a new recording costs %,d ns of CPU%n", lost);
        assertTrue(lost < 100_000_000, "lost " + lost + " ns each time, of " + cpu);
        take(recording.stop());
    }

    @Test
    void aRecordingThatSomebodyHasWrittenIntoIsAProblemWithANameAndNoMore() throws Exception {
        Recording recording = Recording.start(jvm, "r.jfr", new Recording.Wish(ALL, Budget.DEFAULT, false));
        work(500);
        jvm.run(Commands.DUMP);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("r.jfr").toFile(), "rw")) {
            for (long at = 200; at < file.length() && at < 20_000; at += 7) {
                file.seek(at);
                file.write(0xff);
            }
        }
        Reading.Lost lost =
                assertInstanceOf(Reading.Lost.class, recording.nextWindow().getFirst());
        assertTrue(lost.problem().startsWith("a chunk "), lost.problem());
        jvm.run(Commands.STOP);
        Recording other = Recording.start(jvm, "s.jfr", new Recording.Wish(ALL, Budget.DEFAULT, false));
        Files.writeString(folder.resolve("s.jfr"), "no recording at all, but long enough for the header".repeat(9));
        assertInstanceOf(Reading.Broken.class, other.nextWindow().getFirst());
    }
}
