package dev.podflame.bench.part;

import dev.podflame.bench.program.ProcessUsage;
import java.io.IOException;

/// CPU time of collector, ClickHouse and the benchmark itself between two moments.
final class CpuMeter {
    private final RunningStore store;
    private final double collector;
    private final double clickHouse;
    private final double bench;

    private CpuMeter(RunningStore store) throws IOException {
        this.store = store;
        collector = store.collector().usage().cpuSeconds();
        clickHouse = store.clickHouse().usage().cpuSeconds();
        bench = own();
    }

    /// CPU seconds since the start of the meter.
    record Seconds(double collector, double clickHouse, double bench) {}

    static CpuMeter start(RunningStore store) throws IOException {
        return new CpuMeter(store);
    }

    Seconds read() throws IOException {
        return new Seconds(
                store.collector().usage().cpuSeconds() - collector,
                store.clickHouse().usage().cpuSeconds() - clickHouse,
                own() - bench);
    }

    private static double own() {
        return ProcessUsage.of(ProcessHandle.current().pid())
                .map(ProcessUsage::cpuSeconds)
                .orElse(0.0);
    }
}
