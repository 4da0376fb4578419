package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the whole suite did with the rights that the chart gives, by the API server's audit log: none lies idle, and
/// none was missing. A right that is used can't be taken away without a request that fails.
@OnCluster
@Order(95)
class UsedRightsE2E {
    private static final String ACCOUNT = "system:serviceaccount:" + Release.NAMESPACE + ":" + Release.NAME + "-";

    private final Cluster cluster;
    private final Set<String> used = new TreeSet<>();
    private final List<String> refused = new ArrayList<>();

    UsedRightsE2E(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void readTheLog() throws IOException, InterruptedException {
        JsonMapper json = JsonMapper.builder().build();
        for (String line : cluster.auditLog().lines().toList()) {
            JsonNode event = json.readTree(line);
            JsonNode object = event.path("objectRef");
            if (object.isMissingNode()) {
                continue;
            }
            String resource = join(object.path("resource"), object.path("subresource"));
            String user = event.path("user").path("username").asString("");
            note(user, event.path("verb").asString(""), object.path("apiGroup").asString(""), resource);
            if (event.path("verb").asString("").equals("patch")
                    && event.path("responseStatus").path("code").asInt() == 201) {
                // Server-side apply of something that isn't there needs the right to create it, too.
                note(user, "create", object.path("apiGroup").asString(""), resource);
            }
            JsonNode status = event.path("responseStatus");
            // No right helps where a namespace is on its way out.
            boolean ending = status.path("message").asString("").contains("because it is being terminated");
            if (user.startsWith(ACCOUNT) && status.path("code").asInt() == 403 && !ending) {
                refused.add(user + " " + event.path("verb").asString("") + " " + resource + " "
                        + object.path("namespace").asString(""));
            }
            // The collector asks what somebody may: a right that is asked for is used.
            JsonNode asked = event.path("requestObject").path("spec");
            JsonNode about = asked.path("resourceAttributes");
            note(
                    asked.path("user").asString(""),
                    about.path("verb").asString(""),
                    about.path("group").asString(""),
                    join(about.path("resource"), about.path("subresource")));
        }
    }

    private static String join(JsonNode resource, JsonNode subresource) {
        String below = subresource.asString("");
        return resource.asString("") + (below.isEmpty() ? "" : "/" + below);
    }

    private void note(String user, String verb, String group, String resource) {
        if (user.startsWith(ACCOUNT)) {
            used.add(user.substring(ACCOUNT.length()) + ": " + verb + " " + resource + group(group));
        }
    }

    private static String group(String group) {
        return group.isEmpty() ? "" : "." + group;
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "agent", "collector", "viewer"})
    void everyRightInTheClusterIsUsed(String part) {
        assertAllUsed(
                part,
                cluster.client()
                        .rbac()
                        .clusterRoles()
                        .withName(Release.NAME + "-" + part)
                        .require()
                        .getRules());
    }

    @Test
    void everyRightOfTheOperatorInItsNamespaceIsUsed() {
        assertAllUsed(
                "operator",
                cluster.client()
                        .rbac()
                        .roles()
                        .inNamespace(Release.NAMESPACE)
                        .withName(Release.NAME + "-operator")
                        .require()
                        .getRules());
    }

    @Test
    void noRequestWasForbidden() {
        assertEquals(List.of(), refused);
    }

    private void assertAllUsed(String part, List<PolicyRule> rules) {
        Set<String> idle = new TreeSet<>();
        for (PolicyRule rule : rules) {
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    for (String verb : rule.getVerbs()) {
                        idle.add(part + ": " + verb + " " + resource + group(group));
                    }
                }
            }
        }
        idle.removeAll(used);
        assertEquals(Set.of(), idle, "rights that nobody used; used were " + used);
    }
}
