package dev.podflame.agent.target.kubernetes;

import dev.podflame.crds.match.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a container's series is called, by OpenTelemetry's names for Kubernetes
/// (opentelemetry.io/docs/specs/semconv/non-normative/k8s-attributes).
record SeriesNames(NodeIdentity at, PodContainer container, Workload workload, Optional<Target> target) {

    private static final String SERVICE_ANNOTATION = "resource.opentelemetry.io/service.name";
    private static final List<String> SERVICE_LABELS = List.of("app.kubernetes.io/instance", "app.kubernetes.io/name");

    static SeriesNames of(NodeIdentity at, PodContainer container, Optional<Target> target) {
        return new SeriesNames(at, container, Workload.of(container.pod()), target);
    }

    /// The first that is there: the target's word, annotation, labels, workload, pod, container.
    String service() {
        Map<String, String> labels = container.facts().labels();
        return Stream.of(
                        target.flatMap(Target::serviceName).stream(),
                        Stream.ofNullable(container.facts().annotations().get(SERVICE_ANNOTATION)),
                        SERVICE_LABELS.stream().flatMap(label -> Stream.ofNullable(labels.get(label))),
                        Stream.of(workload.name(), container.facts().name(), container.name()))
                .flatMap(names -> names)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
    }

    /// @param containerId the container as it is now, or as it was before a restart
    Map<String, String> attributes(String containerId) {
        Map<String, String> attributes = new LinkedHashMap<>(workload.attributes());
        attributes.put("service.name", service());
        attributes.put("service.namespace", container.facts().namespace());
        attributes.put("k8s.namespace.name", container.facts().namespace());
        attributes.put("k8s.pod.name", container.facts().name());
        attributes.put("k8s.pod.uid", container.facts().uid());
        attributes.put("k8s.container.name", container.name());
        attributes.put("container.id", containerId);
        attributes.put("k8s.node.name", at.node());
        attributes.put("k8s.cluster.name", at.cluster());
        attributes.put("host.name", at.node());
        attributes.put("podflame.revision", Workload.revision(container.pod()));
        putImage(attributes);
        putLabels(attributes);
        attributes.values().removeIf(String::isBlank);
        return attributes;
    }

    private void putImage(Map<String, String> attributes) {
        ImageName image = ImageName.parse(container.image());
        String imageId = Optional.ofNullable(container.status().getImageID()).orElse("");
        String digest = ImageName.repoDigest(imageId);
        attributes.put("container.image.name", image.repository());
        attributes.put("container.image.tags", image.tag());
        attributes.put("container.image.repo_digests", digest);
        // An image that came from no registry has no digest there, only an id of its own.
        attributes.put("container.image.id", digest.isEmpty() ? ImageName.withoutScheme(imageId) : "");
    }

    private void putLabels(Map<String, String> attributes) {
        List<String> kept = target.map(named -> named.spec().labels).orElse(List.of());
        for (String label : kept) {
            attributes.put("k8s.pod.label." + label, container.facts().labels().getOrDefault(label, ""));
        }
    }
}
