package dev.podflame.agent.soak;

import dev.podflame.agent.attach.hotspot.AttachException;
import dev.podflame.agent.attach.hotspot.AttachResult;
import dev.podflame.agent.attach.hotspot.AttachedJvm;
import dev.podflame.agent.attach.hotspot.JvmAttacher;
import dev.podflame.agent.attach.hotspot.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Attaches, records, reads the recording and leaves, until a number of times is reached or the time is up.
/// Thread-safe.
final class Cycles {
    private static final String RECORDING = "soak.jfr";
    private static final String START =
            "start,event=ctimer,interval=10ms,alloc=512k,lock=10ms,jfr,features=stats,quiet,timeout=60,"
                    + "memlimit=64m,file=";
    private static final int SAMPLES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int JFR_MAGIC = 0x464c5200; // "FLR\0"

    private final JvmAttacher attacher;
    private final int number;
    private final Duration limit;
    private final AtomicInteger taken = new AtomicInteger();
    private final LongAdder done = new LongAdder();
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();

    Cycles(JvmAttacher attacher, int number, Duration limit) {
        this.attacher = attacher;
        this.number = number;
        this.limit = limit;
    }

    /// All of them, with each JVM at its own pace.
    void runAll(List<SoakedJvm> jvms) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(jvms.size())) {
            List<Future<Void>> running = new ArrayList<>();
            for (SoakedJvm jvm : jvms) {
                running.add(threads.submit(() -> {
                    while (jvm.isAlive() && System.nanoTime() < deadline && taken.getAndIncrement() < number) {
                        once(jvm);
                    }
                    return null;
                }));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a cycle failed", e.getCause());
        }
    }

    private void once(SoakedJvm jvm) throws IOException, InterruptedException {
        switch (attacher.attach(jvm.asTarget())) {
            case AttachResult.Refused(Refusal reason, String message, Instant notBefore) ->
                fail(reason.word() + ": " + message);
            case AttachResult.Attached(AttachedJvm attached) -> {
                try (attached) {
                    record(attached);
                    done.increment();
                } catch (AttachException e) {
                    fail(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void record(AttachedJvm attached) throws AttachException, IOException {
        attached.run(START + attached.outputFile(RECORDING));
        awaitSamples(attached);
        attached.run("stop");
        ByteBuffer magic = ByteBuffer.allocate(Integer.BYTES);
        try (FileChannel recording = attached.openOutput(RECORDING)) {
            recording.read(magic);
        }
        if (magic.flip().remaining() < Integer.BYTES || magic.getInt() != JFR_MAGIC) {
            fail("the recording isn't one");
        }
        attached.deleteOutput(RECORDING);
    }

    /// A recording that nothing happens in would show little.
    private static void awaitSamples(AttachedJvm attached) throws AttachException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (samples(attached.run("metrics")) < SAMPLES) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no samples are taken");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private static long samples(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("samples_total "))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(' ') + 1).strip()))
                .sum();
    }

    private void fail(String why) {
        failures.merge(why, 1, Integer::sum);
    }

    int number() {
        return number;
    }

    int done() {
        return done.intValue();
    }

    Map<String, Integer> failures() {
        return failures;
    }
}
