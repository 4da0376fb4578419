package dev.podflame.e2e.jvm;

import dev.podflame.e2e.Waiting;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A stretch of time in which a JVM was profiled, and what its profiles say beside what the program counted.
record Stretch(Product product, SplitJvm jvm, long from, long to) {
    // The window that is open when a session has just begun may have begun late.
    private static final long SETTLE = TimeUnit.SECONDS.toMillis(20);

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

    /// What was kept since the session began grows, so it is between what it was at both ends of the stretch.
    List<Comparison> live(long sessionBegan) throws Exception {
        long before = jvm.at(sessionBegan).count("keptBytes");
        return List.of(new Comparison(
                "live Keeper.keep (bytes)",
                profile("live").of("Keeper.keep"),
                jvm.at(from).count("keptBytes") - before,
                jvm.at(to).count("keptBytes") - before,
                2 * Comparison.TEN_PERCENT));
    }

    private Done done() throws Exception {
        return jvm.between(from, to);
    }

    private SplitProfile profile(String type) throws Exception {
        return SplitProfile.of(product.api(), jvm.name(), type, from, to);
    }
}
