package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The manifest that the chart hands to the operator.
class AgentDaemonSetTest {
    private static final DaemonSet DEFAULT = PodflameChart.render("defaults").agents("podflame-agent");

    @Test
    void helmInstallsNoDaemonSetItself() {
        assertTrue(
                PodflameChart.render("defaults").all().map(HasMetadata::getKind).noneMatch("DaemonSet"::equals));
    }

    @Test
    void minimalHasSixCapabilitiesAndNothingElse() {
        SecurityContext rights = container(DEFAULT).getSecurityContext();
        assertFalse(rights.getPrivileged());
        assertFalse(rights.getAllowPrivilegeEscalation());
        assertTrue(rights.getReadOnlyRootFilesystem());
        assertEquals(List.of("ALL"), rights.getCapabilities().getDrop());
        assertEquals(
                List.of(
                        "BPF",
                        "CHECKPOINT_RESTORE",
                        "DAC_READ_SEARCH",
                        "PERFMON",
                        "SETGID",
                        "SETUID",
                        "SYS_PTRACE",
                        "SYSLOG"),
                rights.getCapabilities().getAdd());
        assertEquals("RuntimeDefault", rights.getSeccompProfile().getType());
        assertEquals("Unconfined", rights.getAppArmorProfile().getType());
    }

    @Test
    void privilegedIsPrivilegedAndKeepsItsRootReadOnly() {
        SecurityContext rights = container(PodflameChart.render("privileged").agents("podflame-agent"))
                .getSecurityContext();
        assertTrue(rights.getPrivileged());
        assertTrue(rights.getReadOnlyRootFilesystem());
        assertNull(rights.getCapabilities());
    }

    @Test
    void itWritesToItsOwnTwoFoldersOnly() {
        List<String> writable = container(DEFAULT).getVolumeMounts().stream()
                .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .map(VolumeMount::getMountPath)
                .toList();
        assertEquals(List.of("/data", "/tmp"), writable);
        pod(DEFAULT).getVolumes().stream()
                .filter(volume -> List.of("data", "tmp").contains(volume.getName()))
                .forEach(volume -> assertTrue(volume.getEmptyDir().getSizeLimit() != null, volume.getName()));
    }

    @Test
    void itsTokenIsForTheCollectorAndItSeesTheAuthorityButNotTheKey() {
        assertEquals(
                "podflame-collector",
                pod(DEFAULT).getVolumes().stream()
                        .filter(volume -> volume.getName().equals("token"))
                        .findFirst()
                        .orElseThrow()
                        .getProjected()
                        .getSources()
                        .getFirst()
                        .getServiceAccountToken()
                        .getAudience());
        assertEquals(
                List.of("ca.crt"),
                pod(DEFAULT).getVolumes().stream()
                        .filter(volume -> volume.getName().equals("ca"))
                        .flatMap(volume -> volume.getSecret().getItems().stream())
                        .map(item -> item.getKey())
                        .toList());
    }

    @Test
    void itRunsOnEveryLinuxNodeAndIsUpgradedNodeByNode() {
        assertEquals("Exists", pod(DEFAULT).getTolerations().getFirst().getOperator());
        assertEquals("linux", pod(DEFAULT).getNodeSelector().get("kubernetes.io/os"));
        assertEquals(
                1,
                DEFAULT.getSpec()
                        .getUpdateStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal());
        assertTrue(pod(DEFAULT).getHostPID());
        assertNull(pod(DEFAULT).getHostNetwork());
    }

    @Test
    void valuesReachIt() {
        DaemonSet custom = PodflameChart.render("custom-names").agents("flames-agent");
        assertEquals(
                "registry.example.com/mirror/podflame/node-agent:1.2.3",
                container(custom).getImage());
        assertTrue(container(custom).getArgs().containsAll(List.of("--frequency=49", "--cluster=paris")));
        assertTrue(container(custom).getArgs().contains("--collector=https://flames-collector.profiling.svc:7070"));
        assertEquals("system-node-critical", pod(custom).getPriorityClassName());
        assertEquals(
                new Quantity("1"), container(custom).getResources().getLimits().get("cpu"));
        assertEquals("flames-agent", custom.getMetadata().getName());
        assertEquals("profiling", custom.getMetadata().getNamespace());
    }

    @Test
    void anotherDaemonSetRollsTheOperatorSoThatItTakesEffectAtOnce() {
        assertNotEquals(checksum("defaults"), checksum("privileged"));
        assertEquals(checksum("defaults"), checksum("two-operators"));
    }

    private static @Nullable String checksum(String oneCase) {
        Deployment operator = PodflameChart.render(oneCase).one(Deployment.class, "podflame-operator");
        return operator.getSpec().getTemplate().getMetadata().getAnnotations().get("podflame.dev/daemonset-checksum");
    }

    private static PodSpec pod(DaemonSet agents) {
        return agents.getSpec().getTemplate().getSpec();
    }

    private static Container container(DaemonSet agents) {
        return pod(agents).getContainers().getFirst();
    }
}
