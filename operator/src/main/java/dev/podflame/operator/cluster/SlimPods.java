package dev.podflame.operator.cluster;

import dev.podflame.crds.match.PodFacts;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps of each pod only what matching looks at: a whole pod is ten times as big, and there may be very many.
final class SlimPods extends BasicItemStore<Pod> {

    SlimPods() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public @Nullable Pod put(String key, Pod pod) {
        return super.put(key, slim(pod));
    }

    /// The informer must know that what comes out isn't all that went in.
    @Override
    public boolean isFullState() {
        return false;
    }

    /// The pod with its running containers. Those that have ended or haven't begun are nothing to profile.
    static Pod slim(Pod pod) {
        ObjectMeta meta = pod.getMetadata();
        Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
        List<ContainerStatus> running = status.stream()
                .flatMap(PodFacts::statuses)
                .filter(SlimPods::isRunning)
                .map(container -> new ContainerStatusBuilder()
                        .withName(container.getName())
                        .build())
                .toList();
        return new PodBuilder()
                .withNewMetadata()
                .withName(meta.getName())
                .withNamespace(meta.getNamespace())
                .withUid(meta.getUid())
                .withResourceVersion(meta.getResourceVersion())
                .withLabels(meta.getLabels())
                .withAnnotations(optOut(meta))
                .endMetadata()
                .withNewSpec()
                .withNodeName(pod.getSpec().getNodeName())
                .endSpec()
                .withNewStatus()
                .withPhase(status.map(PodStatus::getPhase).orElse(""))
                .withContainerStatuses(running)
                .endStatus()
                .build();
    }

    private static boolean isRunning(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(ContainerState::getRunning)
                .isPresent();
    }

    private static Map<String, String> optOut(ObjectMeta meta) {
        return Optional.ofNullable(meta.getAnnotations())
                .map(annotations -> annotations.get(PodFacts.OPT_OUT_ANNOTATION))
                .map(value -> Map.of(PodFacts.OPT_OUT_ANNOTATION, value))
                .orElse(Map.of());
    }
}
