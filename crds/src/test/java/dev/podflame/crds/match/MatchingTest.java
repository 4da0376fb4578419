package dev.podflame.crds.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:05:00Z");
    private static final Map<String, String> CHECKOUT = Map.of("app", "checkout");
    private static final String BY_LABEL = "{selector: {matchLabels: {app: checkout}}}";

    private final PodFacts pod = Samples.pod("shop", "checkout-1", CHECKOUT);

    @Test
    void aTargetTakesThePodsOfItsNamespaceThatHaveItsLabels() {
        Target target = Samples.target("shop", "checkout", BY_LABEL);
        assertEquals(new Decision.Selected(target, List.of()), decide(pod, target));
        assertEquals(new Decision.NotMatched(), decide(Samples.pod("shop", "cart", Map.of("app", "cart")), target));
        assertEquals(new Decision.NotMatched(), decide(Samples.pod("bank", "checkout", CHECKOUT), target));
    }

    @Test
    void expressionsAreReadAsKubernetesReadsThem() {
        Target target = Samples.target("shop", "t", """
                {selector: {matchExpressions: [
                  {key: app, operator: In, values: [checkout, cart]},
                  {key: tier, operator: NotIn, values: [test]},
                  {key: canary, operator: DoesNotExist},
                  {key: version, operator: Exists}]}}
                """);
        assertInstanceOf(
                Decision.Selected.class,
                decide(Samples.pod("shop", "a", Map.of("app", "cart", "version", "1")), target));
        for (Map<String, String> labels : List.of(
                Map.of("app", "other", "version", "1"),
                Map.of("app", "cart"),
                Map.of("app", "cart", "version", "1", "tier", "test"),
                Map.of("app", "cart", "version", "1", "canary", "yes"))) {
            assertEquals(new Decision.NotMatched(), decide(Samples.pod("shop", "a", labels), target), labels::toString);
        }
    }

    @Test
    void aSelectorThatMakesNoSenseIsAProblemOfItsTarget() {
        for (String expression : List.of(
                "{key: app, operator: Is, values: [a]}",
                "{key: app, operator: In}",
                "{key: app, operator: Exists, values: [a]}")) {
            assertInstanceOf(
                    TargetReading.Bad.class,
                    TargetReading.read(
                            Samples.resource("shop", "t", "{selector: {matchExpressions: [" + expression + "]}}")),
                    expression);
        }
    }

    @Test
    void onlyNamedContainersAreTaken() {
        Target target = Samples.target("shop", "t", "{selector: {}, all: true, containers: [ap*]}");
        assertInstanceOf(Decision.Selected.class, decide(pod, target));
        assertEquals(
                new Decision.NotMatched(),
                Matching.decide(List.of(target), List.of(pod), Map.of(), NOW)
                        .get(new Matching.Container(pod.uid(), "proxy")));
    }

    @Test
    void aPodThatOptsOutIsNobodysWhateverItsTargetsSay() {
        Target target = Samples.target("shop", "t", "{selector: {}, all: true, priority: 1000}");
        PodFacts out = Samples.pod("shop", "checkout-1", CHECKOUT, Map.of("podflame.dev/profile", "false"));
        assertEquals(new Decision.Skipped(target, SkipReason.OPTED_OUT), decide(out, target));
    }

    @Test
    void ofTwoTargetsTheHigherPriorityThenTheOlderThenTheNameHasTheContainer() {
        Target plain = Samples.target("shop", "b", BY_LABEL);
        Target sameAge = Samples.target("shop", "a", BY_LABEL);
        Target urgent = Samples.target("shop", "z", "{selector: {matchLabels: {app: checkout}}, priority: 5}");
        assertEquals(new Decision.Selected(sameAge, List.of(plain.id())), decide(pod, plain, sameAge));
        assertEquals(
                new Decision.Selected(urgent, List.of(sameAge.id(), plain.id())), decide(pod, plain, sameAge, urgent));
    }

    @Test
    void aTargetThatIsNotInForceLeavesTheContainerToTheNext() {
        Target suspended = Samples.target("shop", "a", "{selector: {}, all: true, suspend: true, priority: 9}");
        Target plain = Samples.target("shop", "b", BY_LABEL);
        assertEquals(new Decision.Skipped(suspended, SkipReason.SUSPENDED), decide(pod, suspended));
        assertEquals(new Decision.Selected(plain, List.of()), decide(pod, suspended, plain));
        Target late = Samples.target("shop", "c", "{selector: {}, all: true, schedule: {until: 2026-11-22T09:00:00Z}}");
        assertEquals(new Decision.Skipped(late, SkipReason.OUTSIDE_SCHEDULE), decide(pod, late));
    }

    @Test
    void aClusterTargetChoosesNamespacesByLabelAndLeavesSomeOut() {
        Target target = Samples.clusterTarget(
                "all",
                "{selector: {}, all: true, namespaceSelector: {matchLabels: {team: a}}, excludeNamespaces: [kube-*]}");
        Map<String, Map<String, String>> namespaces =
                Map.of("shop", Map.of("team", "a"), "kube-system", Map.of("team", "a"), "bank", Map.of("team", "b"));
        for (String namespace : namespaces.keySet()) {
            PodFacts in = Samples.pod(namespace, "p", Map.of());
            Decision decision = Matching.decide(List.of(target), List.of(in), namespaces, NOW)
                    .get(new Matching.Container(in.uid(), "app"));
            assertEquals(namespace.equals("shop"), decision instanceof Decision.Selected, namespace);
        }
    }

    @Test
    void aPodThatHasEndedHasNoDecision() {
        PodFacts ended = new PodFacts("u", "shop", "p", "node1", false, CHECKOUT, Map.of(), List.of("app"));
        Target target = Samples.target("shop", "t", BY_LABEL);
        assertEquals(Map.of(), Matching.decide(List.of(target), List.of(ended), Map.of(), NOW));
    }

    private static Decision decide(PodFacts pod, Target... targets) {
        return Matching.decide(List.of(targets), List.of(pod), Map.of(), NOW)
                .getOrDefault(new Matching.Container(pod.uid(), "app"), new Decision.NotMatched());
    }
}
