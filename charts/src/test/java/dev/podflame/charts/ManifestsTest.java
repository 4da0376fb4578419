package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every case.
class ManifestsTest {
    private static final List<String> CLUSTER_SCOPED = List.of("ClusterRole", "ClusterRoleBinding");
    private static final List<String> OWN_PARTS =
            List.of("operator", "collector", "agent", "viewer", "users", "plugin", "test");

    @ParameterizedTest
    @MethodSource("dev.podflame.charts.PodflameChart#cases")
    void everyObjectIsInTheReleasesNamespaceOrInNone(String oneCase) {
        PodflameChart.render(oneCase)
                .all()
                .forEach(object -> assertEquals(
                        CLUSTER_SCOPED.contains(object.getKind()) ? null : PodflameChart.NAMESPACE,
                        object.getMetadata().getNamespace(),
                        () -> name(object)));
    }

    @ParameterizedTest
    @MethodSource("dev.podflame.charts.PodflameChart#cases")
    void everyObjectSaysWhatItIsPartOf(String oneCase) {
        PodflameChart.render(oneCase).all().forEach(object -> {
            Map<String, String> labels = object.getMetadata().getLabels();
            assertEquals("podflame", labels.get("app.kubernetes.io/part-of"), () -> name(object));
            assertTrue(OWN_PARTS.contains(labels.get("app.kubernetes.io/component")), () -> name(object));
        });
    }

    @ParameterizedTest
    @MethodSource("dev.podflame.charts.PodflameChart#cases")
    void noFieldIsUnknownToKubernetes(String oneCase) {
        Manifests manifests = PodflameChart.render(oneCase);
        String configMap = oneCase.equals("custom-names") ? "flames-agent" : "podflame-agent";
        Stream.concat(manifests.all(), Stream.of(manifests.agents(configMap)))
                .forEach(object -> assertEquals(List.of(), UnknownFields.of(object), () -> name(object)));
    }

    @ParameterizedTest
    @MethodSource("dev.podflame.charts.PodflameChart#cases")
    void noPodThatHelmInstallsHasRights(String oneCase) {
        pods(PodflameChart.render(oneCase)).forEach(pod -> {
            assertTrue(pod.getSecurityContext().getRunAsNonRoot());
            assertEquals(65532L, pod.getSecurityContext().getRunAsUser());
            assertEquals(
                    "RuntimeDefault",
                    pod.getSecurityContext().getSeccompProfile().getType());
            assertNull(pod.getHostPID());
            for (Container container : pod.getContainers()) {
                assertTrue(container.getSecurityContext().getReadOnlyRootFilesystem(), container.getName());
                assertEquals(false, container.getSecurityContext().getAllowPrivilegeEscalation());
                assertEquals(
                        List.of("ALL"),
                        container.getSecurityContext().getCapabilities().getDrop());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dev.podflame.charts.PodflameChart#cases")
    void everyMountHasItsVolumeAndEveryContainerItsMemoryLimit(String oneCase) {
        pods(PodflameChart.render(oneCase)).forEach(pod -> {
            List<String> volumes = Stream.concat(
                            pod.getVolumes().stream().map(volume -> volume.getName()), Stream.of("data"))
                    .toList();
            for (Container container : pod.getContainers()) {
                container
                        .getVolumeMounts()
                        .forEach(mount -> assertTrue(volumes.contains(mount.getName()), mount.getName()));
                assertNotNull(container.getResources().getLimits().get("memory"), container.getName());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dev.podflame.charts.PodflameChart#cases")
    void theServiceFindsTheCollectorsPods(String oneCase) {
        Manifests manifests = PodflameChart.render(oneCase);
        StatefulSet collector = manifests.all(StatefulSet.class).getFirst();
        Service service = manifests.all(Service.class).getFirst();
        Map<String, String> labels =
                collector.getSpec().getTemplate().getMetadata().getLabels();
        assertTrue(labels.entrySet().containsAll(service.getSpec().getSelector().entrySet()));
        assertEquals(
                service.getSpec().getSelector(),
                collector.getSpec().getSelector().getMatchLabels());
        assertEquals(service.getMetadata().getName(), collector.getSpec().getServiceName());
        assertEquals("https", service.getSpec().getPorts().getFirst().getName());
    }

    private static Stream<PodSpec> pods(Manifests manifests) {
        Stream<PodTemplateSpec> templates = Stream.concat(
                manifests.all(Deployment.class).stream()
                        .map(one -> one.getSpec().getTemplate()),
                manifests.all(StatefulSet.class).stream()
                        .map(one -> one.getSpec().getTemplate()));
        return Stream.concat(
                templates.map(PodTemplateSpec::getSpec),
                manifests.all(Pod.class).stream().map(Pod::getSpec));
    }

    private static String name(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }
}
