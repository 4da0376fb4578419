package dev.podflame.collector.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    REVISION("revision", "podflame.revision", "service.version", "container.image.tags", "k8s.replicaset.name");

    private static final String DIGESTS = "container.image.repo_digests";
    private static final int SHORT_DIGEST = 12;

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

    static boolean isLabel(String name) {
        return Arrays.stream(values()).anyMatch(facet -> facet.label.equals(name));
    }

    /// All labels, for people to read.
    static String labels() {
        return Arrays.stream(values()).map(Facet::label).collect(Collectors.joining(", "));
    }

    /// The value for a series with these attributes; empty if it has none. A process is named with its
    /// id, as in `python3 (4711)`, and an image with the begin of its digest, as in
    /// `shop/checkout@sha256:0123456789ab`, because the names alone don't tell workers or builds apart.
    public String value(Map<String, String> labels) {
        for (String attribute : attributes) {
            String value = labels.get(attribute);
            if (value != null && !value.isEmpty()) {
                return switch (this) {
                    case PROCESS -> withProcessId(value, labels);
                    case IMAGE -> withDigest(value, labels);
                    case HOST, POD, CONTAINER, RUNTIME, WORKLOAD, REVISION -> value;
                };
            }
        }
        return "";
    }

    private static String withProcessId(String name, Map<String, String> labels) {
        String pid = labels.get("process.pid");
        return pid == null || pid.equals(name) ? name : name + " (" + pid + ")";
    }

    private static String withDigest(String image, Map<String, String> labels) {
        String digest = digest(labels);
        int end = digest.indexOf(':') + 1 + SHORT_DIGEST;
        return digest.isEmpty() ? image : image + "@" + digest.substring(0, Math.min(end, digest.length()));
    }

    /// The digest of the series' image, as in `sha256:0123…`; empty if it isn't known.
    private static String digest(Map<String, String> labels) {
        String digests = labels.getOrDefault(DIGESTS, "");
        String first = digests.contains(",") ? digests.substring(0, digests.indexOf(',')) : digests;
        return first.substring(first.indexOf('@') + 1);
    }

    /// Whether a series with these attributes is meant by a filter value.
    boolean matches(Map<String, String> labels, String wanted) {
        return value(labels).equals(wanted)
                || switch (this) {
                    case PROCESS ->
                        wanted.equals(labels.get("process.executable.name"))
                                || wanted.equals(labels.get("process.pid"));
                    case IMAGE ->
                        wanted.equals(labels.get("container.image.name"))
                                || (!wanted.isEmpty()
                                        && (wanted.equals(labels.get(DIGESTS)) || wanted.equals(digest(labels))));
                    case HOST, POD, CONTAINER, RUNTIME, WORKLOAD, REVISION -> false;
                };
    }
}
