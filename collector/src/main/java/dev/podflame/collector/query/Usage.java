package dev.podflame.collector.query;

import dev.podflame.collector.query.UsageRows.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// CPU and memory of a service over time. Values are per step, NaN where nothing was measured. Filled by one thread,
/// read afterwards.
public final class Usage {
    private final Steps steps;
    private final CounterOwners owners;
    private final Counters cpu;
    private final Counters throttled;
    private final Counters periods;
    private final Gauge memory;
    private final Gauge memoryLimit;
    private final Gauge cpuLimit;
    private final Set<Long> containersWithCpu = new HashSet<>();
    private final Set<Long> containersWithMemory = new HashSet<>();

    Usage(Steps steps, CounterOwners owners) {
        this.steps = steps;
        this.owners = owners;
        cpu = new Counters(steps);
        throttled = new Counters(steps);
        periods = new Counters(steps);
        memory = new Gauge(steps);
        memoryLimit = new Gauge(steps);
        cpuLimit = new Gauge(steps);
    }

    /// Adds a row; rows of containers come first. A process whose container is measured is in that measure already.
    void add(Row row) {
        switch (row.metric()) {
            case CONTAINER_CPU -> {
                containersWithCpu.add(row.owner());
                count(cpu, row);
            }
            case PROCESS_CPU -> {
                if (!containersWithCpu.contains(owners.of(row.owner()))) {
                    count(cpu, row);
                }
            }
            case CONTAINER_MEMORY -> {
                containersWithMemory.add(row.owner());
                sum(memory, row);
            }
            case PROCESS_MEMORY -> {
                if (!containersWithMemory.contains(owners.of(row.owner()))) {
                    sum(memory, row);
                }
            }
            case CONTAINER_CPU_THROTTLED -> count(throttled, row);
            case CONTAINER_CPU_PERIODS -> count(periods, row);
            case CONTAINER_CPU_LIMIT -> sum(cpuLimit, row);
            case CONTAINER_MEMORY_LIMIT -> sum(memoryLimit, row);
            case HTTP_REQUESTS, RPC_REQUESTS -> throw new IllegalArgumentException("not a resource: " + row.metric());
        }
    }

    private static void count(Counters counters, Row row) {
        counters.add(
                row.metric() + "/" + row.owner(),
                row.firstTime(),
                row.firstValue(),
                row.lastTime(),
                row.lastValue(),
                row.growth());
    }

    private static void sum(Gauge gauge, Row row) {
        gauge.add(row.owner(), row.step(), row.firstTime(), row.lastTime(), row.mean());
    }

    public Steps steps() {
        return steps;
    }

    /// CPU in use, in cores.
    public double[] cpuCores() {
        double[] cores = new double[steps.count()];
        for (int i = 0; i < cores.length; i++) {
            cores[i] = cpu.perSecond(i);
        }
        return cores;
    }

    /// Sum of the limits of those containers that have one, in cores.
    public double[] cpuLimitCores() {
        return cpuLimit.values();
    }

    /// Which share of the scheduler's periods was cut short because the CPU limit was reached, 0 to 1.
    public double[] cpuThrottledShare() {
        double[] share = unknown(steps.count());
        for (int i = 0; i < share.length; i++) {
            if (periods.isCovered(i) && periods.growth(i) > 0) {
                share[i] = Math.min(1, throttled.growth(i) / periods.growth(i));
            }
        }
        return share;
    }

    /// Memory in use, in bytes.
    public double[] memoryBytes() {
        return memory.values();
    }

    /// Sum of the limits of those containers that have one, in bytes.
    public double[] memoryLimitBytes() {
        return memoryLimit.values();
    }

    /// Mean of the steps that have a value; NaN if none has.
    public static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static double[] unknown(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
