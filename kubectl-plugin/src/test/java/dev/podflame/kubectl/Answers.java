package dev.podflame.kubectl;

import java.time.Duration;
import java.time.Instant;

/// What a collector answers, with times that long ago.
final class Answers {
    private Answers() {}

    static final String NO_FUNCTIONS =
            "{\"from\": 0, \"to\": 0, \"type\": \"cpu\", \"unit\": \"nanoseconds\", \"total\": 0, \"count\": 0, \"functions\": []}";

    static final String FUNCTIONS = """
            {"from": 1795000000000, "to": 1795000900000, "type": "cpu", "unit": "nanoseconds", "total": 20000000000,
             "count": 2, "functions": [
              {"name": "largest", "file": "app.py", "module": "python3.11", "kind": "python", "self": 15000000000, "total": 18000000000},
              {"name": "finish_task_switch", "file": "", "module": "vmlinux", "kind": "kernel", "self": 50000000, "total": 50000000}]}
            """;

    static long millisAgo(Duration ago) {
        return Instant.now().minus(ago).toEpochMilli();
    }

    static String services() {
        return """
                {"from": 0, "to": 1, "stepSeconds": 10, "services": [
                 {"namespace": "shop", "service": "cart", "runtimes": ["go"], "types": ["cpu"], "series": 1,
                  "cpuCores": null, "memoryBytes": null, "lastSample": %d, "sparkline": []},
                 {"namespace": "shop", "service": "checkout", "runtimes": ["native", "python"], "types": ["cpu"],
                  "series": 3, "cpuCores": 0.25, "memoryBytes": 179306496, "lastSample": %d, "sparkline": []}]}
                """.formatted(millisAgo(Duration.ofMinutes(330)), millisAgo(Duration.ofDays(3)));
    }

    /// All targets, or the containers of the one that is named.
    static String targets(TestCollector.Asked asked) {
        if (asked.query().isEmpty()) {
            return targets();
        }
        boolean checkout = asked.query().equals("kind=ProfilingTarget&name=checkout&namespace=shop");
        return "{\"targets\": [{\"items\": [" + (checkout ? containers() : "") + "]}]}";
    }

    private static String containers() {
        return """
                {"namespace": "shop", "pod": "checkout-7d9-x2x", "container": "app", "node": "node1",
                 "state": "skipped", "engine": "", "reason": "OptedOut", "message": "the pod is annotated", "lastSample": null},
                {"namespace": "shop", "pod": "checkout-7d9-abc", "container": "app", "node": "node1",
                 "state": "profiled", "engine": "ebpf", "reason": "", "message": "", "lastSample": "%s"}
                """.formatted(Instant.now().minus(Duration.ofMinutes(330)));
    }

    private static String targets() {
        return """
                {"targets": [
                 {"kind": "ProfilingTarget", "namespace": "shop", "name": "checkout", "active": true, "problem": "",
                  "pods": {"matched": 3, "profiled": 2}, "containers": {"profiled": 2, "waiting": 0, "skipped": 1},
                  "engines": [{"engine": "ebpf", "containers": 2}],
                  "skipped": [{"reason": "OptedOut", "count": 1, "example": "shop/checkout-7d9-x2x/app: annotation"}],
                  "conflicts": 0, "overheadCpuPercent": 0.42, "lastSample": %d, "nodes": 1},
                 {"kind": "ProfilingTarget", "namespace": "other", "name": "theirs", "active": false, "problem": "",
                  "pods": {"matched": 0, "profiled": 0}, "containers": {}, "engines": [], "skipped": [],
                  "conflicts": 0, "overheadCpuPercent": null, "lastSample": null, "nodes": 0},
                 {"kind": "ClusterProfilingTarget", "namespace": "", "name": "everything", "active": true,
                  "problem": "no node takes it", "pods": {"matched": 9, "profiled": 0},
                  "containers": {"profiled": 0, "waiting": 9, "skipped": 0}, "engines": [], "skipped": [],
                  "conflicts": 2, "overheadCpuPercent": null, "lastSample": null, "nodes": 1}]}
                """.formatted(millisAgo(Duration.ofMinutes(330)));
    }

    static String agents(String state, String reason) {
        return """
                {"agents": [{"node": "node1", "version": "0.1.0", "receivedAt": %d, "silent": false,
                  "engine": {"name": "ebpf", "state": "%s", "since": "%s", "reason": "%s", "cure": "Load a kernel with BTF."},
                  "overhead": {"agentCores": 0.002, "engineCores": 0.004, "memoryBytes": 179306496, "nodeCpuPercent": 0.3},
                  "containers": {"profiled": 3, "waiting": 0, "skipped": 1}}]}
                """.formatted(
                        millisAgo(Duration.ofSeconds(5)), state, Instant.now().minus(Duration.ofMinutes(330)), reason);
    }
}
