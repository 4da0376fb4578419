package dev.podflame.agent.target.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a pod belongs to, as far as the pod itself tells: its owner, and that owner's owner where the names say so.
///
/// @param kind such as `Deployment`; empty for a pod of its own
/// @param name its name; empty for a pod of its own
/// @param attributes `k8s.deployment.name` and the like, by OpenTelemetry's names
record Workload(String kind, String name, Map<String, String> attributes) {

    private static final Workload NONE = new Workload("", "", Map.of());
    private static final String HASH = "pod-template-hash";

    /// CronJobs name their Jobs `<name>-<minutes since 1970>`, older clusters `<name>-<seconds since 1970>`.
    private static final Pattern SCHEDULED = Pattern.compile("(.+)-[0-9]{8,10}");

    Workload {
        attributes = Map.copyOf(attributes);
    }

    static Workload of(Pod pod) {
        ObjectMeta meta = pod.getMetadata();
        Optional<OwnerReference> controller = meta.getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
        return controller
                .map(owner -> of(owner.getKind(), owner.getName(), label(meta, HASH)))
                .orElse(NONE);
    }

    private static Workload of(String kind, String name, String hash) {
        return switch (kind) {
            case "ReplicaSet" -> ofReplicaSet(name, hash);
            case "Job" -> ofJob(name);
            case "StatefulSet", "DaemonSet" -> new Workload(kind, name, Map.of(attribute(kind), name));
            // A static pod belongs to its node, which is no workload.
            case "Node" -> NONE;
            default -> new Workload(kind, name, Map.of());
        };
    }

    private static Workload ofReplicaSet(String name, String hash) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(attribute("ReplicaSet"), name);
        if (hash.isEmpty() || !name.endsWith("-" + hash)) {
            return new Workload("ReplicaSet", name, attributes);
        }
        String deployment = name.substring(0, name.length() - hash.length() - 1);
        attributes.put(attribute("Deployment"), deployment);
        return new Workload("Deployment", deployment, attributes);
    }

    private static Workload ofJob(String name) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(attribute("Job"), name);
        Matcher scheduled = SCHEDULED.matcher(name);
        if (!scheduled.matches()) {
            return new Workload("Job", name, attributes);
        }
        attributes.put(attribute("CronJob"), scheduled.group(1));
        return new Workload("CronJob", scheduled.group(1), attributes);
    }

    private static String attribute(String kind) {
        return "k8s." + kind.toLowerCase(java.util.Locale.ROOT) + ".name";
    }

    /// Which version of its workload a pod is; empty if nothing tells.
    static String revision(Pod pod) {
        String hash = label(pod.getMetadata(), HASH);
        return hash.isEmpty() ? label(pod.getMetadata(), "controller-revision-hash") : hash;
    }

    private static String label(ObjectMeta meta, String name) {
        return Optional.ofNullable(meta.getLabels())
                .map(labels -> labels.get(name))
                .orElse("");
    }

    /// As people write it: `Deployment/checkout`; empty for a pod of its own.
    @Override
    public String toString() {
        return kind.isEmpty() ? "" : kind + "/" + name;
    }
}
