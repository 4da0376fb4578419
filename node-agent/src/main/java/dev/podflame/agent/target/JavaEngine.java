package dev.podflame.agent.target;

import java.util.Optional;

/// What profiles a JVM.
public enum JavaEngine {
    /// async-profiler where more than CPU time is asked for, else eBPF.
    AUTO("auto"),
    /// Nothing enters the JVM: CPU time only.
    EBPF("ebpf"),
    /// async-profiler, for CPU time, too.
    ASYNC_PROFILER("async-profiler");

    private final String label;

    JavaEngine(String label) {
        this.label = label;
    }

    /// The name in targets and reports.
    public String label() {
        return label;
    }

    static Optional<JavaEngine> ofLabel(String label) {
        for (JavaEngine engine : values()) {
            if (engine.label.equals(label)) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }
}
