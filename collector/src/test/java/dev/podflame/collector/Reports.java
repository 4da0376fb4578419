package dev.podflame.collector;

/// Agents' reports as JSON, for tests.
public final class Reports {
    private Reports() {}

    /// The report of a node.
    public static String report(String node, String... containers) {
        return """
                { "node": "%s", "cluster": "", "version": "0.1.0", "boot": "b1", "time": "2026-11-22T15:00:00Z",
                  "engine": {"name": "ebpf", "state": "running", "since": "2026-11-22T14:00:00Z", "reason": "", "cure": ""},
                  "overhead": {"agentCores": 0.002, "engineCores": 0.004, "memoryBytes": 180000000, "nodeCpuPercent": 0.3},
                  "targets": [],
                  "containers": [%s] }
                """.formatted(node, String.join(",\n", containers));
    }

    /// A container that a target of the same namespace names; target and service have the given name.
    public static String container(String namespace, String pod, String name, String state) {
        String reason = state.equals("skipped") ? "OptedOut" : "";
        return """
                { "namespace": "%1$s", "pod": "%2$s", "podUid": "uid-%2$s", "container": "app", "containerId": "c-%2$s",
                  "target": {"kind": "ProfilingTarget", "namespace": "%1$s", "name": "%3$s"},
                  "conflicts": [{"kind": "ClusterProfilingTarget", "namespace": "", "name": "everything"}],
                  "service": "%3$s", "workload": "Deployment/app", "runtimes": ["python"],
                  "state": "%4$s", "engine": "ebpf", "since": "2026-11-22T14:00:00Z", "reason": "%5$s",
                  "message": "%5$s", "lastSample": "2026-11-22T14:59:50Z", "samples": 123, "cpuPercent": 0.1,
                  "memoryBytes": 1048576 }
                """.formatted(namespace, pod, name, state, reason);
    }
}
