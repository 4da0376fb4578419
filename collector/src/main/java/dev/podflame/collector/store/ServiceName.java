package dev.podflame.collector.store;

import java.util.List;
import java.util.Map;

/// Which service a series belongs to. The agent has already applied the rules for annotations and labels and sent
/// `service.name`; for other senders the owner names it, in the order of OpenTelemetry's rules for Kubernetes
/// (opentelemetry.io/docs/specs/semconv/non-normative/k8s-attributes).
final class ServiceName {
    private static final String NAMESPACE_WITHOUT_KUBERNETES = "host";
    private static final List<String> NAMESPACE = List.of("service.namespace", "k8s.namespace.name");
    private static final List<String> SERVICE = List.of(
            "service.name",
            "k8s.deployment.name",
            "k8s.replicaset.name",
            "k8s.statefulset.name",
            "k8s.daemonset.name",
            "k8s.cronjob.name",
            "k8s.job.name",
            "k8s.pod.name",
            "k8s.container.name",
            "container.name",
            "process.executable.name");

    private ServiceName() {}

    static String namespace(Map<String, String> attributes) {
        return first(NAMESPACE, attributes, NAMESPACE_WITHOUT_KUBERNETES);
    }

    static String service(Map<String, String> attributes) {
        return first(SERVICE, attributes, "unknown");
    }

    private static String first(List<String> names, Map<String, String> attributes, String otherwise) {
        for (String name : names) {
            String value = attributes.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return otherwise;
    }
}
