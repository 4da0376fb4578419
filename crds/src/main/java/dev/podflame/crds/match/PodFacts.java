package dev.podflame.crds.match;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What matching knows of a pod.
///
/// @param node the node it runs on; empty before it is scheduled
/// @param running whether it may have running containers
/// @param containers names of its containers, those of its init and ephemeral containers among them
public record PodFacts(
        String uid,
        String namespace,
        String name,
        String node,
        boolean running,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<String> containers) {

    /// Set to `false` on a pod, this keeps every engine away from it; it always wins.
    public static final String OPT_OUT_ANNOTATION = "podflame.dev/profile";

    public PodFacts {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        containers = List.copyOf(containers);
    }

    public static PodFacts of(Pod pod) {
        ObjectMeta meta = pod.getMetadata();
        Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
        String phase = status.map(PodStatus::getPhase).orElse("");
        return new PodFacts(
                meta.getUid(),
                meta.getNamespace(),
                meta.getName(),
                Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
                phase.equals("Running") || phase.equals("Pending"),
                Optional.ofNullable(meta.getLabels()).orElse(Map.of()),
                Optional.ofNullable(meta.getAnnotations()).orElse(Map.of()),
                status.stream()
                        .flatMap(PodFacts::statuses)
                        .map(ContainerStatus::getName)
                        .distinct()
                        .toList());
    }

    /// The statuses of all its containers, of whatever kind.
    public static Stream<ContainerStatus> statuses(PodStatus status) {
        return Stream.of(
                        status.getContainerStatuses(),
                        status.getInitContainerStatuses(),
                        status.getEphemeralContainerStatuses())
                .flatMap(List::stream);
    }

    public boolean optsOut() {
        return "false".equalsIgnoreCase(annotations.get(OPT_OUT_ANNOTATION));
    }
}
