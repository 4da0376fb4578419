package dev.podflame.agent.usage;

import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.process.ProcessScanner;
import dev.podflame.agent.process.SelectedProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the usage of everything selected, every ten seconds of the wall clock, on a thread of its own, and sends it
/// as OTLP metrics.
public final class UsageCollector implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UsageCollector.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ProcessScanner processes;
    private final UsageSink sink;
    private final ProcessUsage processUsage;
    private final ContainersUsage containerUsage;
    private final Thread thread;
    private volatile boolean closed;
    private long lastTickNanos = System.nanoTime();

    public UsageCollector(ProcessScanner processes, CgroupMounts cgroups, UsageSink sink) {
        this.processes = processes;
        this.sink = sink;
        ProcFiles proc = new ProcFiles();
        long bootMillis = processes.bootTimeMillis();
        this.processUsage = new ProcessUsage(proc, bootMillis);
        this.containerUsage = new ContainersUsage(proc, new ContainerUsageReader(cgroups), bootMillis);
        this.thread = Thread.ofPlatform().name("usage").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Ends without a last reading; call [#tick] before for one.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            long interval = INTERVAL.toMillis();
            LockSupport.parkUntil((System.currentTimeMillis() / interval + 1) * interval);
            if (!closed) {
                tickOrLog();
            }
        }
    }

    private void tickOrLog() {
        try {
            tick();
        } catch (RuntimeException | OutOfMemoryError e) {
            // A reading that fails is missing from the charts; the next one makes up for its sums.
            log.error("reading the usage failed; trying again", e);
        }
    }

    /// Reads once and sends what there is.
    void tick() {
        long before = lastTickNanos;
        lastTickNanos = System.nanoTime();
        Map<Boolean, List<SelectedProcess>> running =
                processes.selected().stream().collect(Collectors.partitioningBy(process -> inContainer(process)));
        MetricsRequest request = new MetricsRequest();
        processUsage.add(
                request,
                running.getOrDefault(false, List.of()),
                processes.endedSince(before).stream()
                        .filter(ended -> !inContainer(ended.process()))
                        .toList());
        containerUsage.add(request, running.getOrDefault(true, List.of()));
        if (request.points() > 0) {
            sink.send(request.toBytes());
        }
    }

    private static boolean inContainer(SelectedProcess process) {
        return process.attributes().containsKey("container.id");
    }
}
