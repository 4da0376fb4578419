package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Who may do what in the cluster: these rules, and no others.
class RightsTest {
    private static final Manifests DEFAULTS = PodflameChart.render("defaults");
    private static final String TARGETS = "podflame.dev profilingtargets,clusterprofilingtargets";

    @Test
    void theOperatorWritesStatusAndEventsAndNothingElseInTheCluster() {
        assertEquals(
                Set.of(
                        TARGETS + ": list,watch",
                        "podflame.dev profilingtargets/status,clusterprofilingtargets/status: patch",
                        "core namespaces: list,watch",
                        "core pods: get,list,watch",
                        "core events: create,patch"),
                clusterRules("operator"));
    }

    @Test
    void inItsOwnNamespaceTheOperatorHasItsDaemonSetItsLeaseItsSecretsAndItsConfigMap() {
        assertEquals(
                Set.of(
                        "apps daemonsets: list,watch,create",
                        "apps daemonsets [podflame-agent]: patch,delete",
                        "apps deployments [podflame-operator]: get",
                        "coordination.k8s.io leases: create",
                        "coordination.k8s.io leases [podflame-operator]: get,patch",
                        "core configmaps: create",
                        "core configmaps [podflame-ca]: get,update",
                        "core secrets: create",
                        "core secrets [podflame-ca,podflame-collector-tls]: get,update"),
                rules(DEFAULTS.one(Role.class, "podflame-operator").getRules()));
    }

    @Test
    void theOperatorReachesNoSecretWhenCertManagerMakesTheCertificate() {
        Role role = PodflameChart.render("cert-manager").one(Role.class, "podflame-operator");
        assertTrue(rules(role.getRules()).stream().noneMatch(rule -> rule.contains("secrets")));
    }

    @Test
    void theAgentOnlyReads() {
        assertEquals(Set.of(TARGETS + ": list,watch", "core pods,namespaces: list,watch"), clusterRules("agent"));
    }

    @Test
    void theCollectorOnlyAsksWhoSomebodyIsAndWhatTheyMay() {
        assertEquals(
                Set.of(
                        "authentication.k8s.io tokenreviews: create",
                        "authorization.k8s.io subjectaccessreviews: create"),
                clusterRules("collector"));
    }

    @Test
    void theViewerOnlyGetsPods() {
        assertEquals(Set.of("core pods: get"), clusterRules("viewer"));
    }

    @Test
    void whoMayViewOrEditANamespaceMayDoSoWithTargets() {
        assertEquals(Set.of(TARGETS + ": get,list,watch"), clusterRules("view"));
        assertEquals(Set.of(TARGETS + ": create,update,patch,delete,deletecollection"), clusterRules("edit"));
        assertEquals(Set.of("view", "edit", "admin"), aggregatedTo("view"));
        assertEquals(Set.of("edit", "admin"), aggregatedTo("edit"));
    }

    @Test
    void aUserOfThePluginReachesTheCollectorAndNoOtherPod() {
        assertEquals(
                Set.of(
                        "core services: get,list",
                        "core pods: list",
                        "core pods [podflame-collector-0]: get",
                        "core pods/portforward [podflame-collector-0]: create",
                        "core configmaps [podflame-ca]: get",
                        "apps deployments,statefulsets,daemonsets: get,list"),
                rules(DEFAULTS.one(Role.class, "podflame-plugin").getRules()));
    }

    @Test
    void nobodyIsAUserOfThePluginUnlessNamed() {
        assertTrue(DEFAULTS.all(RoleBinding.class).stream()
                .noneMatch(binding -> binding.getRoleRef().getName().equals("podflame-plugin")));
        RoleBinding named = PodflameChart.render("plugin-users").one(RoleBinding.class, "podflame-plugin");
        assertEquals("podflame-plugin", named.getRoleRef().getName());
        assertEquals(
                List.of("developers", "ci"),
                named.getSubjects().stream().map(Subject::getName).toList());
    }

    @Test
    void eachRoleIsBoundToItsOwnAccountOnly() {
        List<String> bound = DEFAULTS.all(ClusterRoleBinding.class).stream()
                .map(binding -> binding.getRoleRef().getName() + " to "
                        + binding.getSubjects().getFirst().getNamespace() + "/"
                        + binding.getSubjects().getFirst().getName())
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "profiling-podflame-agent to profiling/podflame-agent",
                        "profiling-podflame-collector to profiling/podflame-collector",
                        "profiling-podflame-operator to profiling/podflame-operator",
                        "profiling-podflame-viewer to profiling/podflame-viewer"),
                bound);
        RoleBinding own = DEFAULTS.one(RoleBinding.class, "podflame-operator");
        assertEquals("podflame-operator", own.getRoleRef().getName());
        assertEquals("podflame-operator", own.getSubjects().getFirst().getName());
        assertEquals(4, DEFAULTS.all(ServiceAccount.class).size());
    }

    @Test
    void noAccountGivesItsTokenToPodsThatDontAskForIt() {
        for (ServiceAccount account : DEFAULTS.all(ServiceAccount.class)) {
            assertFalse(account.getAutomountServiceAccountToken(), account.getMetadata()::getName);
        }
    }

    private static Set<String> clusterRules(String name) {
        return rules(
                DEFAULTS.one(ClusterRole.class, "profiling-podflame-" + name).getRules());
    }

    private static Set<String> aggregatedTo(String name) {
        Map<String, String> labels = DEFAULTS.one(ClusterRole.class, "profiling-podflame-" + name)
                .getMetadata()
                .getLabels();
        String prefix = "rbac.authorization.k8s.io/aggregate-to-";
        return labels.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private static Set<String> rules(List<PolicyRule> rules) {
        return rules.stream().map(RightsTest::text).collect(Collectors.toSet());
    }

    private static String text(PolicyRule rule) {
        String group = String.join(",", rule.getApiGroups());
        String names = String.join(",", rule.getResourceNames());
        return (group.isEmpty() ? "core" : group) + " " + String.join(",", rule.getResources())
                + (names.isEmpty() ? "" : " [" + names + "]") + ": " + String.join(",", rule.getVerbs());
    }
}
