package dev.podflame.agent.target.kubernetes;

import dev.podflame.crds.match.PodFacts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One container of a pod, of whatever kind, as the pod's status has it.
///
/// @param facts what matching knows of the pod
/// @param image the image as the pod's spec names it
record PodContainer(Pod pod, PodFacts facts, ContainerStatus status, String image) {

    static List<PodContainer> of(Pod pod) {
        PodFacts facts = PodFacts.of(pod);
        return Optional.ofNullable(pod.getStatus()).stream()
                .flatMap(PodFacts::statuses)
                .map(status -> new PodContainer(pod, facts, status, image(pod.getSpec(), status)))
                .toList();
    }

    private static String image(PodSpec spec, ContainerStatus status) {
        Stream<Container> containers = Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
                .filter(container -> container.getName().equals(status.getName()));
        Stream<EphemeralContainer> ephemeral = spec.getEphemeralContainers().stream()
                .filter(container -> container.getName().equals(status.getName()));
        return Stream.concat(containers.map(Container::getImage), ephemeral.map(EphemeralContainer::getImage))
                .findFirst()
                .or(() -> Optional.ofNullable(status.getImage()))
                .orElse("");
    }

    String name() {
        return status.getName();
    }

    /// Its id without the runtime's name; empty before it was started for the first time.
    String id() {
        return ImageName.withoutScheme(
                Optional.ofNullable(status.getContainerID()).orElse(""));
    }

    /// Its id, and the one it had before its last restart.
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        ids.add(id());
        Optional.ofNullable(status.getLastState())
                .map(ContainerState::getTerminated)
                .map(ended -> ended.getContainerID())
                .map(ImageName::withoutScheme)
                .ifPresent(ids::add);
        ids.removeIf(String::isEmpty);
        return ids;
    }

    /// Whether its pod was told to end.
    boolean isEnding() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /// When it ended; empty if it hasn't.
    Optional<Instant> finishedAt() {
        return Optional.ofNullable(status.getState())
                .map(ContainerState::getTerminated)
                .map(ended -> ended.getFinishedAt())
                .map(Instant::parse);
    }

    /// Why it isn't running, as Kubernetes says it; empty if it is.
    String notRunning() {
        Optional<ContainerState> state = Optional.ofNullable(status.getState());
        if (state.map(ContainerState::getRunning).isPresent()) {
            return "";
        }
        return state.map(ContainerState::getWaiting)
                .map(waiting -> waiting.getReason())
                .or(() -> state.map(ContainerState::getTerminated).map(ended -> ended.getReason()))
                .orElse("NotStarted");
    }
}
