package dev.podflame.e2e.jvm;

import dev.podflame.e2e.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A stretch of time in which a JVM was profiled, and what its profiles say beside what the program counted.
record Stretch(Product product, SplitJvm jvm, long from, long to) {
    // The window that is open when a session has just begun may have begun late.
    private static final long SETTLE = TimeUnit.SECONDS.toMillis(20);
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
    // A first one comes within a minute and a half, and is sent with the next batch.
    private static final Duration SNAPSHOT = Duration.ofMinutes(3);
    // JVMs take turns after the full minute.
    private static final long TURNS = TimeUnit.SECONDS.toMillis(3);
    // From the session's begin until its first recording runs.
    private static final long START = TimeUnit.SECONDS.toMillis(2);

    /// The first stretch of that length that begins and ends with the store's buckets and lies behind what is going on.
    static Stretch ahead(Product product, SplitJvm jvm, long millis) {
        long from = Waiting.nextBucket(System.currentTimeMillis() + SETTLE);
        return new Stretch(product, jvm, from, from + millis);
    }

    List<Comparison> cpu() throws Exception {
        return cpu(Comparison.TEN_PERCENT);
    }

    List<Comparison> cpu(double tolerance) throws Exception {
        Done done = done();
        SplitProfile cpu = profile("cpu");
        long seventy = done.count("seventyNanos");
        long thirty = done.count("thirtyNanos");
        return List.of(
                new Comparison("cpu Cpu.seventy (ns)", cpu.of("Cpu.seventy"), seventy, seventy, tolerance),
                new Comparison("cpu Cpu.thirty (ns)", cpu.of("Cpu.thirty"), thirty, thirty, tolerance));
    }

    /// Of eBPF, which looks at 19 Hz: so few samples of a tenth of a core that half as much again is chance.
    List<Comparison> cpuByFewSamples() throws Exception {
        SplitProfile cpu = profile("cpu");
        long counted = done().count("seventyNanos") + done().count("thirtyNanos");
        long profiled = cpu.of("Cpu.seventy") + cpu.of("Cpu.thirty");
        return List.of(new Comparison("cpu of both by eBPF (ns)", profiled, counted, counted, 0.5));
    }

    List<Comparison> wall() throws Exception {
        long profiled = profile("wall").of("Sleeper.sleeping");
        return List.of(Comparison.of("wall Sleeper.sleeping (ns)", profiled, done().count("sleptNanos")));
    }

    List<Comparison> locks() throws Exception {
        Done done = done();
        SplitProfile lock = profile("lock");
        SplitProfile waits = profile("lock_contentions");
        return List.of(
                Comparison.of("lock monitor (ns)", lock.of("MonitorWaits.waitForMonitor"), done.count("monitorNanos")),
                Comparison.of("lock ReentrantLock (ns)", lock.of("LockWaits.waitForLock"), done.count("lockNanos")),
                Comparison.of("waits monitor", waits.of("MonitorWaits.waitForMonitor"), done.count("monitorWaits")),
                Comparison.of("waits ReentrantLock", waits.of("LockWaits.waitForLock"), done.count("lockWaits")));
    }

    List<Comparison> allocations() throws Exception {
        Done done = done();
        SplitProfile bytes = profile("alloc");
        SplitProfile objects = profile("alloc_objects");
        long both = objects.of("Allocation.three") + objects.of("Allocation.one");
        return List.of(
                Comparison.of("alloc Allocation.three (bytes)", bytes.of("Allocation.three"), done.count("threeBytes")),
                Comparison.of("alloc Allocation.one (bytes)", bytes.of("Allocation.one"), done.count("oneBytes")),
                Comparison.of("alloc objects of both", both, done.count("arrays")));
    }

    List<Comparison> nativeMemory() throws Exception {
        long profiled = profile("native_memory").of("NativeMemory.outsideTheHeap");
        return List.of(Comparison.of("native memory (bytes)", profiled, done().count("nativeBytes")));
    }

    /// Of the first snapshot, which is taken just after a full minute: what had been kept by then since the session
    /// began.
    List<Comparison> live() throws Exception {
        long began = product.jvm(jvm.pid()).sinceMillis();
        AtomicLong minute = new AtomicLong();
        Waiting.until(SNAPSHOT, "no snapshot of what " + jvm.name() + " keeps", () -> {
            minute.set(firstSnapshot(began));
            return minute.get() > 0;
        });
        long from = minute.get();
        return List.of(new Comparison(
                "live Keeper.keep (bytes)",
                SplitProfile.of(product.api(), jvm.name(), "live", from, from + MINUTE)
                        .of("Keeper.keep"),
                jvm.at(from).since(jvm.at(began + START)).count("keptBytes"),
                jvm.at(from + TURNS).since(jvm.at(began)).count("keptBytes"),
                2 * Comparison.TEN_PERCENT));
    }

    /// The minute of it; 0 while there is none.
    private long firstSnapshot(long began) throws Exception {
        for (long minute = began - began % MINUTE; minute < System.currentTimeMillis(); minute += MINUTE) {
            if (SplitProfile.of(product.api(), jvm.name(), "live", minute, minute + MINUTE)
                            .total()
                    > 0) {
                return minute;
            }
        }
        return 0;
    }

    private Done done() throws Exception {
        return jvm.between(from, to);
    }

    private SplitProfile profile(String type) throws Exception {
        return SplitProfile.of(product.api(), jvm.name(), type, from, to);
    }
}
