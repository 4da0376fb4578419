package dev.podflame.collector.query;

import java.util.List;
import java.util.Map;

/// What series can be filtered by under a short name. Each takes the first attribute that a series has.
public enum Facet {
    HOST("host", "k8s.node.name", "host.name"),
    POD("pod", "k8s.pod.name"),
    CONTAINER("container", "k8s.container.name", "container.name", "container.id"),
    PROCESS("process", "process.executable.name", "process.executable.path", "process.pid"),
    RUNTIME("runtime", "process.runtime.name"),
    WORKLOAD(
            "workload",
            "k8s.deployment.name",
            "k8s.statefulset.name",
            "k8s.daemonset.name",
            "k8s.cronjob.name",
            "k8s.job.name",
            "systemd.unit"),
    IMAGE("image", "container.image.name"),
    REVISION("revision", "service.version", "container.image.tags", "k8s.replicaset.name");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> attributes;

    Facet(String label, String... attributes) {
        this.label = label;
        this.attributes = List.of(attributes);
    }

    /// The name of the parameter.
    public String label() {
        return label;
    }

    /// The value for a series with these attributes; empty if it has none. A process is named with its id, as in
    /// `python3 (4711)`, because the name alone doesn't tell workers apart.
    public String value(Map<String, String> labels) {
        for (String attribute : attributes) {
            String value = labels.get(attribute);
            if (value != null && !value.isEmpty()) {
                String pid = labels.get("process.pid");
                return this == PROCESS && pid != null && !pid.equals(value) ? value + " (" + pid + ")" : value;
            }
        }
        return "";
    }

    /// Whether a series with these attributes is meant by a filter value.
    boolean matches(Map<String, String> labels, String wanted) {
        String value = value(labels);
        return value.equals(wanted)
                || (this == PROCESS
                        && (wanted.equals(labels.get("process.executable.name"))
                                || wanted.equals(labels.get("process.pid"))));
    }
}
