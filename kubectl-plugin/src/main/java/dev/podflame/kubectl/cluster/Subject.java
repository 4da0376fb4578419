package dev.podflame.kubectl.cluster;

import dev.podflame.kubectl.terminal.Failure;
import java.util.Locale;
import java.util.Map;

/// What a person asks about, as they write it: `POD`, `deploy/NAME`, `svc/NAME`.
public sealed interface Subject {
    String name();

    /// One pod.
    record Pod(String name) implements Subject {}

    /// What makes pods.
    ///
    /// @param resource as `kubectl get` takes it
    /// @param attribute the series attribute that holds the workload's name
    record Workload(String resource, String attribute, String name) implements Subject {}

    /// A service as Podflame lists it, or a Kubernetes Service.
    record Service(String name) implements Subject {}

    String CURE = "Write POD, pod/NAME, deploy/NAME, sts/NAME, ds/NAME, job/NAME or svc/NAME.";

    Map<String, String> WORKLOADS = Map.ofEntries(
            Map.entry("deploy", "deployment"),
            Map.entry("deployment", "deployment"),
            Map.entry("deployments", "deployment"),
            Map.entry("deployment.apps", "deployment"),
            Map.entry("sts", "statefulset"),
            Map.entry("statefulset", "statefulset"),
            Map.entry("statefulsets", "statefulset"),
            Map.entry("statefulset.apps", "statefulset"),
            Map.entry("ds", "daemonset"),
            Map.entry("daemonset", "daemonset"),
            Map.entry("daemonsets", "daemonset"),
            Map.entry("daemonset.apps", "daemonset"),
            Map.entry("job", "job"),
            Map.entry("jobs", "job"),
            Map.entry("job.batch", "job"));

    static Subject parse(String text) throws Failure {
        int slash = text.indexOf('/');
        String kind = slash < 0 ? "pod" : text.substring(0, slash).toLowerCase(Locale.ROOT);
        String name = text.substring(slash + 1);
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9._-]*")) {
            throw Failure.usage("not a name: " + text, CURE);
        }
        String workload = WORKLOADS.get(kind);
        if (workload != null) {
            return new Workload(workload, "k8s." + workload + ".name", name);
        }
        return switch (kind) {
            case "pod", "pods", "po" -> new Pod(name);
            case "service", "services", "svc" -> new Service(name);
            default -> throw Failure.usage("can't profile a " + kind + ": " + text, CURE);
        };
    }
}
