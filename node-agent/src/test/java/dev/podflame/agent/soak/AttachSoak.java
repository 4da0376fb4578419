package dev.podflame.agent.soak;

import dev.podflame.agent.attach.hotspot.JvmAttacher;
import dev.podflame.agent.attach.hotspot.JvmAttacher.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Runs the soak as a program of its own, with the agent's heap.
///
/// usage: AttachSoak CHECKOUT FOLDER CYCLES MINUTES    exit code 1 if a cycle failed or anything was left behind
final class AttachSoak {
    private static final int JVMS = 5;
    // HotSpot starts its listener with the first attach, and the library stays.
    private static final int WARM_UP = 2 * JVMS;
    private static final Options OPTIONS = Options.DEFAULT.withMinimumAge(Duration.ZERO);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final Path folder;
    private final List<SoakedJvm> jvms = new ArrayList<>();

    private AttachSoak(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        AttachSoak soak = new AttachSoak(Path.of(args[1]).toAbsolutePath());
        SoakTable table = soak.run(
                Path.of(args[0]).toAbsolutePath(),
                Integer.parseInt(args[2]),
                Duration.ofMinutes(Long.parseLong(args[3])));
        System.out.print(table.text());
        System.exit(table.isClean() ? 0 : 1);
    }

    private SoakTable run(Path root, int cycles, Duration limit) throws Exception {
        SplitProgram program = SplitProgram.compile(root, folder);
        List<Path> runtimes = program.runtimes();
        Path data = Files.createDirectories(folder.resolve("data"));
        try (JvmAttacher attacher = JvmAttacher.open(data, OPTIONS)) {
            for (int i = 0; i < JVMS; i++) {
                jvms.add(SoakedJvm.start("jvm-" + i, runtimes.get(i % runtimes.size()), program, folder));
            }
            if (!happens(this::allWork)) {
                throw new IOException("the JVMs don't work: see " + folder);
            }
            new Cycles(attacher, WARM_UP, PATIENCE).runAll(jvms);
            return measure(new Cycles(attacher, cycles, limit));
        } finally {
            jvms.forEach(SoakedJvm::close);
        }
    }

    private SoakTable measure(Cycles cycles) throws Exception {
        List<Footprint> before = footprints();
        Footprint agentBefore = Footprint.ofThisProcess();
        long start = System.nanoTime();
        cycles.runAll(jvms);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        // What ends with the last cycle may take a moment to be gone; what stays is what the table tells.
        happens(() -> !holdMore(before));
        Left left = Left.nothing();
        for (int i = 0; i < JVMS; i++) {
            left = left.and(Left.in(jvms.get(i), before.get(i)));
        }
        return new SoakTable(cycles, took, left, agentBefore, Footprint.ofThisProcess());
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /// Waits until it holds; false when the time is up.
    private static boolean happens(Condition condition) throws IOException {
        long deadline = System.nanoTime() + SETTLE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return true;
    }

    private boolean allWork() throws IOException {
        for (SoakedJvm jvm : jvms) {
            if (!jvm.works()) {
                return false;
            }
        }
        return true;
    }

    private boolean holdMore(List<Footprint> before) throws IOException {
        for (int i = 0; i < JVMS; i++) {
            if (jvms.get(i).isAlive() && jvms.get(i).footprint().isMoreThan(before.get(i))) {
                return true;
            }
        }
        return false;
    }

    private List<Footprint> footprints() throws IOException {
        List<Footprint> footprints = new ArrayList<>();
        for (SoakedJvm jvm : jvms) {
            footprints.add(jvm.footprint());
        }
        return footprints;
    }
}
